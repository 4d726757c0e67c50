"""The evidence records: mistakes stop the build, words follow their grade, and no number drifts from its study."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import pytest

from macros.data import load
from macros.evidence.choose import cards, claims_of, elsewhere, table
from macros.evidence.counts import as_word, counts, of_durations
from macros.evidence.records import Claim, Duration, Reference
from tests.numbers import numbers
from tests.sentences import copy_data, swap
from tests.test_data import complaint

DATA = Path(__file__).parents[1] / "data"
EVIDENCE = load(DATA).evidence
MIRRORS = re.compile(r"scribd|coek\.info|blogspot|fdocuments|cloudfront|vercel\.app|mixd\.co|jewelsfunwear|readbyqxmd|frfilm|kschemist")
BRITISH = re.compile(
    r"\b\w*(?:colour|programme|centre\b|oedema|anaesth|paediatr|labelled|towards|afterwards|whilst|behaviour|tumour|favour|theatre|"
    r"(?:random|organ|recogn|real|summar)is(?:e|ing|ed)|practis(?:e|ing|ed))\w*",
    re.IGNORECASE,
)
# Words no claim may use, whatever its grade.
NEVER = re.compile(r"\b(proven|boosts?|detoxes|cures?|heals?|miracle|natural remedy|ancient wisdom)\b", re.IGNORECASE)
# What each grade may not say, and what it has to say, in the answer that it leads.
AVOID = {
    "good": r"\bmay\b",
    "some": r"\b(improves?|relieves?|treats|reduces)\b",
    "limited": r"\b(may help|improves?|relieves?|treats|reduces)\b",
    "traditional": r"\b(improves?|relieves?|eases|reduces?|lowers?|helps?|shows that)\b",
    "contradicted": r"\b(may|can help|improves?|relieves?)\b",
}
NEED = {
    "good": r"\b(does|is known to|lets?|lowers|slows|sends?)\b",
    "some": r"\b(may|can|some people)\b",
    "limited": r"\b(found no study|(small|tiny) stud(y|ies)|some people|follow your clinic|some programs)\b",
    "traditional": r"\b(teachers say|people say|many people feel|your clinic)\b",
    "contradicted": r"\b(not?|little|no)\b",
}
# The pose may not be the subject of a verb that the evidence has only for breathing, lying down or a whole program.
POSE_DOES = re.compile(
    r"(?<!no evidence that )(?<!no study that shows )\b(the|this) pose "
    r"(improves|reduces|lowers|relieves|calms|activates|boosts|helps|eases|treats)\b",
    re.IGNORECASE,
)

BROKEN: dict[str, tuple[str, Callable[[str], str], str, str, str]] = {
    # what is wrong: file, the edit, key, value, a part of what is allowed
    "a grade outside the scale": ("claims.yml", swap("grade: good", "grade: great"), "blood-returns.grades[0].grade", "great", "one of good"),
    "no mark for tested": ("claims.yml", swap('  tested: "yes"\n', ""), "swelling.tested", "nothing", "must be there"),
    "a bare yes": ("claims.yml", swap('tested: "no"', "tested: no"), "line", "no", "in quotes"),
    "a claim with an unknown reference": ("claims.yml", swap("monnet-2015", "monet-2015"), "blood-returns.sources", "monet-2015", "monnet-2015"),
    "a claim without a reference": (
        "claims.yml",
        swap("sources: [medeiros-2016]", "sources: []"),
        "thigh-stretch.findings",
        "no sources",
        "any grade but traditional",
    ),
    "a reference nobody cites": (
        "references.yml",
        lambda text: text + text[text.index("- id: jasien-2015") : text.index("- id: sowjanya-2024")].replace("jasien-2015", "nobody-2015"),
        "nobody-2015",
        "Intraocular",
        "cite it or take it out",
    ),
    "a reference that cannot be found": (
        "references.yml",
        swap('  doi: "10.1080/09593985.2016.1204401"\n  pmid: "27458757"\n', ""),
        "medeiros-2016.doi",
        "nothing",
        "seen: copy",
    ),
    "a low confidence under a high grade": (
        "references.yml",
        lambda text: re.sub(r"(- id: ankle-pressure-1993.*?confidence: )high", r"\1low", text, count=1, flags=re.DOTALL),
        "blood-returns.grades[0].rests",
        "ankle-pressure-1993",
        "medium or high",
    ),
    "a grade for this pose that was not tested in it": (
        "claims.yml", swap('of: "slow breathing before bed"', 'of: "this pose before bed"'), "sleep.grades[1].grade", "limited", "tested: no",
    ),
    "a grade that rests on no study": (
        "claims.yml", swap("      rests: [medeiros-2016]\n", ""), "thigh-stretch.grades[0].rests", "nothing", "traditional",
    ),
    "a grade that rests on advice": (
        "claims.yml", swap("rests: [klein-kiat-2015]", "rests: [asa-detox]"), "toxins.grades[0].rests", "asa-detox", "advice alone",
    ),
    "a grade that rests on what the claim does not name": (
        "claims.yml", swap("rests: [medeiros-2016]", "rests: [chen-2020]"), "thigh-stretch.grades[0].rests", "chen-2020", "medeiros-2016",
    ),
    "a study under traditional": (
        "claims.yml",
        swap('of: "a stretch of the spine"', 'of: "a stretch of the spine"\n      rests: [jasien-2015]'),
        "spine-stretch.grades[0].rests", "jasien-2015", "one of",
    ),
    "a mark more direct than the studies": (
        "claims.yml",
        swap('  tested: "no"\n  findings:\n    - text: "In 8 trials', '  tested: "yes"\n  findings:\n    - text: "In 8 trials'),
        "anxiety.grades[0].tested", "yes", "no more direct",
    ),
    "a line of what is known without its reference": (
        "benefits.yml", swap("[tessari-2013]", "[tesari-2013]"), "circulation.known", "tesari-2013", "tessari-2013",
    ),
    "an unknown topic": ("references.yml", swap("supports: [eyes]", "supports: [eye]"), "jasien-2015.supports[0]", "eye", "eyes"),
    "a level outside the four": ("cautions.yml", swap("level: not", "level: note"), "level", "note", "not"),
    "an urgent row that one may do": ("cautions.yml", swap("  level: now", "  level: ask"), "swollen-leg.level", "ask", "urgent"),
    "an emergency that calls nobody": ("cautions.yml", swap("  level: not", "  level: now"), "glaucoma.urgent", "nothing", "whom to call"),
    "a short name that is shown nowhere": ("cautions.yml", swap("  shown: line", "  shown: list"), "swollen-leg.short", "one leg", "only there"),
    "a warning about what is fine": (
        "cautions.yml",
        swap("  benefits: []\n\n- id: medicines", "  benefits: [sleep]\n\n- id: medicines"),
        "controlled-blood-pressure.shown",
        "list",
        "level fine",
    ),
    "a caution without a strength": ("cautions.yml", swap("strength: [expert]", "strength: []"), "swollen-leg.strength", "nothing", "measured"),
    "a caution for an unknown benefit": ("cautions.yml", swap("[circulation]", "[circlation]"), "benefits", "circlation", "circulation"),
    "a benefit that is no purpose": ("benefits.yml", swap("id: sleep", "id: sleeping"), "benefits", "sleep", "sleeping"),
    "a benefit led by another's claim": ("benefits.yml", swap("claim: sleep", "claim: anxiety"), "sleep.claim", "anxiety", "sleep"),
    "answers without a row": ("distances.yml", swap('back: "no"', 'back: "yes"'), "rows", "floor: yes, knees: yes, back: no", "a row"),
    "an unknown version": ("distances.yml", swap("version: bed", "version: bad"), "bed.version", "bad", "bed"),
    "a drawing that does not exist": ("modifications.yml", swap("figure: strap", "figure: strab"), "strap.figure", "strab", "strap"),
    "a range upside down": ("durations.yml", swap("least: 300, most: 900", "least: 900, most: 300"), "zeamo.least", "900", "at most 300"),
    "a scale that lost a grade": ("grades.yml", swap("id: limited", "id: some"), "[2].id", "some", "each id once"),
    "a question without an answer": ("questions.yml", swap('answer: "Start with', 'ansver: "Start with'), "how-long.ansver", "ansver", "answer"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_bad_evidence_is_named_in_one_line(tmp_path: Path, what: str) -> None:
    """The message says where, what, and what would be right."""
    name, edit, key, value, allowed = BROKEN[what]
    folder = copy_data(tmp_path)
    message = str(complaint(folder, name, edit))
    assert all(part in message for part in (".yml", key, value, allowed)), message


def refuse(pattern: str | re.Pattern[str], text: str, where: str, instead: str) -> None:
    """Says which word is not allowed, and what to write in its place."""
    found = re.search(re.compile(pattern, re.IGNORECASE), text) if isinstance(pattern, str) else pattern.search(text)
    assert not found, f"{where}: take {found and found[0]!r} away ({instead}): {text}"


def require(grade: str, text: str, where: str) -> None:
    """Says which words the grade asks for."""
    some = re.sub(r"\\b|[()?]", "", NEED[grade]).replace("|", ", ")
    assert re.search(NEED[grade], text, re.IGNORECASE), f"{where}: say how sure it is, with one of the words of {grade!r} ({some}): {text}"


def verbs(grade: str) -> str:
    """What a claim of this grade may say."""
    return f"{grade!r} may say: {EVIDENCE.grades[grade].verbs}"


def backed(text: str, known: set[str], where: str) -> None:
    """Says which number comes from nowhere."""
    new = sorted(set(numbers(text)) - known)
    assert not new, f"{where}: {', '.join(new)} must stand in `key_finding` of a cited source in data/references.yml, or go: {text}"


@pytest.mark.parametrize("claim", EVIDENCE.claims.values(), ids=lambda claim: claim.id)
def test_the_verbs_of_an_answer_follow_its_grade(claim: Claim) -> None:
    """Strong words need strong evidence; weak evidence says that it is weak."""
    whole = " ".join([claim.answer, *claim.more])
    where = f"data/claims.yml: {claim.id}"
    refuse(NEVER, whole, where, "words that no claim may use")
    refuse(POSE_DOES, whole, where, "say that people feel it, or what was studied; the pose is not shown to do it")
    if len(claim.grades) == 1:
        refuse(AVOID[claim.grade], claim.answer, f"{where}.answer", verbs(claim.grade))
    require(claim.grade, claim.answer, f"{where}.answer")
    for graded in claim.grades:
        require(graded.grade, whole, f"{where}.answer or more")


@pytest.mark.parametrize("claim", EVIDENCE.claims.values(), ids=lambda claim: claim.id)
def test_an_unfolded_answer_is_short(claim: Claim) -> None:
    """What stands before the fold is read in one look."""
    words = len(claim.answer.split())
    assert words <= 32, f"data/claims.yml: {claim.id}.answer: {words} words are too many; at most 32, the rest belongs under `more`"


def test_no_sentence_promises_an_effect_of_one_session() -> None:
    """Breath and rest were studied over weeks; a card, a line or an answer that grades them says so."""
    for text in [*(b.card for b in EVIDENCE.benefits.values()), *(EVIDENCE.claims[c].answer for c in ("relaxation", "anxiety", "sleep"))]:
        once = re.search(r"\b(one session|ten (quiet )?minutes|a few minutes)\b[^.]*\b(helps?|eases?|calms?|lowers?)\b", text)
        assert not once, f"say over how many weeks it was studied: {text}"
    for benefit in ("stress-relief", "anxiety", "sleep"):
        assert "weeks" in EVIDENCE.benefits[benefit].card.lower()
        assert "weeks" in EVIDENCE.benefits[benefit].known[0].text.lower()


# What a reader of statistics wants stands in the list of references; pages say it in words.
NOTATION = re.compile(r"\b(?:SMD|RMSSD|rMSSD|CI|SD|P)\b\s*[=<≈(−-]?|\b[gd]\s*=")


def test_findings_are_told_in_plain_words() -> None:
    """No notation of statistics in what is claimed, known or told of a study."""
    texts = [finding.text for claim in EVIDENCE.claims.values() for finding in claim.findings]
    texts += [text for claim in EVIDENCE.claims.values() for text in (claim.answer, claim.sure, claim.change, *claim.more)]
    texts += [study.text for study in EVIDENCE.studies.values()] + [line.text for b in EVIDENCE.benefits.values() for line in b.known]
    found = [text for text in texts if NOTATION.search(text)]
    assert not found, "say it in plain words (the notation of statistics belongs into data/references.yml): " + "; ".join(found)


def test_what_is_said_of_the_study_without_a_wall_says_that() -> None:
    """Whoever tells of Sowjanya 2024 tells that no wall is named, that the name is also another pose's, and what else rose."""
    told = [finding for claim in EVIDENCE.claims.values() for finding in claim.findings] + list(EVIDENCE.studies.values())
    mine = [record.text for record in told if "sowjanya-2024" in record.sources]
    assert mine
    assert [text for text in mine if not all(part in text for part in ("wall", "half shoulder stand", "child’s pose"))] == []


def test_the_cards_say_no_more_than_their_claims() -> None:
    """A card has the verb of the claim whose grade it shows; the strongest stand first."""
    for benefit, claim in cards(EVIDENCE):
        where = f"data/benefits.yml: {benefit.id}"
        require(claim.grade, benefit.card, f"{where}.card")
        require(claim.grade, benefit.known[0].text, f"{where}.known[0]")
        refuse(NEVER, benefit.card, f"{where}.card", "words that no card may use")
        refuse(AVOID[claim.grade], benefit.card, f"{where}.card", verbs(claim.grade))
    order = list(EVIDENCE.grades)
    strengths = [order.index(claim.grade) for _, claim in cards(EVIDENCE)]
    assert strengths == sorted(strengths)
    assert len(strengths) == len(EVIDENCE.benefits)


def cited(ids: Iterable[str]) -> set[str]:
    """Every number in what we noted of these references."""
    return {n for i in ids for n in numbers(noted(EVIDENCE.references[i]))}


def noted(reference: Reference) -> str:
    return " ".join(str(v) for v in (reference.key_finding, reference.note, reference.year) if v)


@pytest.mark.parametrize("claim", EVIDENCE.claims.values(), ids=lambda claim: claim.id)
def test_every_number_of_a_finding_is_in_its_sources(claim: Claim) -> None:
    """A number that drifted, or came from nowhere, names its sentence."""
    for finding in claim.findings:
        backed(finding.text, cited(finding.sources), f"data/claims.yml: {claim.id}.findings")
    answers = " ".join([claim.answer, claim.sure, *claim.more])
    backed(answers, cited(claim.sources) | OUR_OWN.get(claim.id, set()), f"data/claims.yml: {claim.id}: answer, sure and more")


# Numbers in answers that are no finding: how long our own session is, and how many studies we name.
OUR_OWN = {
    "relaxation": {"10"},
    "sleep": {"2", "10"},
    "cortisol": {"10"},
}


def test_every_claim_of_the_file_is_on_one_page_and_in_the_table() -> None:
    """Nothing is known and not shown, and nothing is told twice: where a claim also belongs, a line leads to it."""
    shown = [claim.id for benefit in EVIDENCE.benefits for claim in claims_of(EVIDENCE, benefit)]
    assert sorted(shown) == sorted(EVIDENCE.claims) == sorted({row.claim.id for row in table(EVIDENCE)})
    for benefit in EVIDENCE.benefits:
        assert not set(claims_of(EVIDENCE, benefit)) & set(elsewhere(EVIDENCE, benefit))


def test_the_numbers_of_what_is_known_and_of_the_studies_are_in_their_sources() -> None:
    """The three lines of a page and the studies of the pose keep to what was noted."""
    records = [line for benefit in EVIDENCE.benefits.values() for line in benefit.known] + list(EVIDENCE.studies.values())
    for record in records:
        backed(record.text, cited(record.sources) | {"1"}, "data/benefits.yml (known) or data/studies.yml")


def test_no_good_or_some_evidence_comes_from_the_pose_itself() -> None:
    """The chart says that its top right corner is empty; when a study fills it, the sentence has to change."""
    assert not [row for row in table(EVIDENCE) if row.graded.grade in ("good", "some") and row.tested == "yes"]


def test_what_the_pages_recommend_is_counted() -> None:
    """The counts are those of the data, and no text of the interface types one."""
    before = dict(of_durations(EVIDENCE.durations.values()))
    assert before["pages"] == len(EVIDENCE.durations) > before["limited"] > before["to-15"] > before["to-20"] > 0
    ui = load(DATA).ui.evidence
    assert not re.search(r"\d\d", ui.plot + re.sub(r"\{\w+\}|15 minutes or more|20 or more", "", ui.plot_text))
    one_more = [*EVIDENCE.durations.values(), Duration("new", 300, 1500)]
    assert dict(of_durations(one_more)) == {name: number + 1 for name, number in before.items()}


def test_counts_are_said_as_digits_and_as_words() -> None:
    """A count begins a sentence with a capital, and a list of words that ends is no reason to stop."""
    assert [as_word(n, "zero one two", capital=True) for n in (0, 2, 3)] == ["Zero", "Two", "3"]
    assert as_word(1, "zero one two") == "one"
    assert counts(EVIDENCE)["studies"] == counts(EVIDENCE)["studies-for-care"] + counts(EVIDENCE)["studies-lying-flat"] == 3


def test_whatever_someone_answers_the_first_row_that_fits_is_the_only_one() -> None:
    """Find your distance never says two things."""
    for floor, knees, back in product(("yes", "no"), repeat=3):
        answers = {"floor": floor, "knees": knees, "back": back}
        assert len([row for row in EVIDENCE.distances.values() if row.fits(answers)]) == 1


def test_no_reference_leads_to_a_mirror() -> None:
    """We publish the address of the thing itself, or none."""
    found = [r.id for r in EVIDENCE.references.values() if any(MIRRORS.search(url) for _, url in r.links)]
    assert not found, f"data/references.yml: give the publisher's own address, or none, for {', '.join(found)}"


def test_what_a_reader_meets_of_a_reference_is_no_id_and_no_shout() -> None:
    """Notes name other studies as pages do, and a word is not shouted."""
    ids = re.compile("|".join(rf"\b{re.escape(i)}\b" for i in EVIDENCE.references))
    names = {"RMSSD", "NICE", "NCCIH", "PRYSMS"}
    for reference in EVIDENCE.references.values():
        assert ids.findall(noted(reference)) == [], reference.id
        assert set(re.findall(r"\b[A-Z]{4,}\b", noted(reference))) <= names, reference.id


def test_nothing_known_is_missing() -> None:
    """What the search found and what people asked is here at least, and the rows that other lists forget."""
    assert len(EVIDENCE.references) >= 104
    assert len(EVIDENCE.questions) >= 25
    assert {"leg-arteries", "swollen-leg", "glaucoma", "pregnancy"} <= set(EVIDENCE.cautions)
    assert [row.emergency for row in EVIDENCE.emergency.values()][:3] == ["911", "999", "112"]


def test_an_answer_is_one_sentence() -> None:
    """The short answer to a question can be read in one breath."""
    for question in EVIDENCE.questions.values():
        where = f"data/questions.yml: {question.id}.answer"
        assert len(re.findall(r"[.?](?:\s|$)", question.answer)) == 1, f"{where}: write one sentence, the rest under `more`: {question.answer}"
        assert len(question.answer.split()) <= 35, f"{where}: write at most 35 words: {question.answer}"


def test_our_words_are_american() -> None:
    """Names of things elsewhere keep their own spelling; our words have one."""
    skip = re.compile(r"^\s*(- )?(title|container|authors|short|doi|url|id|source_text|sources)\b.*$|\{id: [a-z0-9-]+|\[[a-z0-9, -]+\]", re.MULTILINE)
    for file in [*DATA.glob("*.yml"), *(DATA.parent / "docs").rglob("*.md")]:
        text = skip.sub("", file.read_text("utf-8"))
        text = re.sub(r"cite\(\"[^\"]+\"\)", "", text)
        found = [word.group() for word in BRITISH.finditer(text)]
        assert not found, f"{file.name}: write in American English: {', '.join(found)}"


def test_nobody_is_shouted_at() -> None:
    """An exclamation mark asks a tired reader to be excited."""
    quoted = re.compile(r"^\s*(- )?(title|container)\b.*$|<!--.*?-->|!ENV|!\[|!=", re.MULTILINE | re.DOTALL)
    for file in [*DATA.glob("*.yml"), *(DATA.parent / "docs").rglob("*.md")]:
        lines = [line.strip() for line in quoted.sub("", file.read_text("utf-8")).splitlines() if "!" in line]
        assert not lines, f"{file.name}: end the sentence with a period: {'; '.join(lines)}"

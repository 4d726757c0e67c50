"""The evidence records: mistakes stop the build, words follow their grade, and no number drifts from its study."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import pytest

from macros.data import load
from macros.evidence.choose import cards, claims_of, table
from macros.evidence.nouns import Claim, Reference
from tests.numbers import numbers
from tests.test_data import complaint, swap

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
    "good": r"\b(does|is known to|lets?|lowers|slows|sends)\b",
    "some": r"\b(may|can|some people)\b",
    "limited": r"\b(found no study|(small|tiny) stud(y|ies)|some people|follow your clinic|some programs)\b",
    "traditional": r"\b(teachers say|people say|many people feel)\b",
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
    "a grade outside the scale": ("claims.yml", swap("grade: good", "grade: great"), "[0].grades[0].grade", "great", "one of good"),
    "no mark for tested": ("claims.yml", swap('  tested: "partly"\n', ""), "[0].tested", "nothing", "must be there"),
    "a bare yes": ("claims.yml", swap('tested: "no"', "tested: no"), "[3].tested", "False", "yes"),
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
        "blood-returns.findings",
        "ankle-pressure-1993",
        "medium or high",
    ),
    "an unknown topic": ("references.yml", swap("supports: [eyes]", "supports: [eye]"), "[0].supports[0]", "eye", "eyes"),
    "a level outside the four": ("cautions.yml", swap("level: gently", "level: gentle"), "level", "gentle", "gently"),
    "an urgent row that one may do": ("cautions.yml", swap("level: not", "level: ask"), "swollen-leg.level", "ask", "urgent"),
    "a caution without a strength": ("cautions.yml", swap("strength: [expert]", "strength: []"), "swollen-leg.strength", "nothing", "measured"),
    "a caution for an unknown benefit": ("cautions.yml", swap("[circulation]", "[circlation]"), "benefits", "circlation", "circulation"),
    "a benefit that is no purpose": ("benefits.yml", swap("id: sleep", "id: sleeping"), "benefits", "sleep", "sleeping"),
    "a benefit led by another's claim": ("benefits.yml", swap("claim: sleep", "claim: anxiety"), "sleep.claim", "anxiety", "sleep"),
    "answers without a row": ("distances.yml", swap('back: "no"', 'back: "yes"'), "rows", "floor: yes, knees: yes, back: no", "a row"),
    "an unknown version": ("distances.yml", swap("version: bed", "version: bad"), "bed.version", "bad", "bed"),
    "a drawing that does not exist": ("modifications.yml", swap("figure: strap", "figure: strab"), "strap.figure", "strab", "strap"),
    "a range upside down": ("durations.yml", swap("least: 300, most: 900", "least: 900, most: 300"), "zeamo.least", "900", "at most 300"),
    "a scale that lost a grade": ("grades.yml", swap("id: limited", "id: some"), "[2].id", "some", "each id once"),
    "a question without an answer": ("questions.yml", swap('answer: "Stay for', 'ansver: "Stay for'), "[0].ansver", "ansver", "answer"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_bad_evidence_is_named_in_one_line(tmp_path: Path, what: str) -> None:
    """The message says where, what, and what would be right."""
    name, edit, key, value, allowed = BROKEN[what]
    folder = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("sound", "voice")))
    message = str(complaint(folder, name, edit))
    assert all(part in message for part in (".yml", key, value, allowed)), message


@pytest.mark.parametrize("claim", EVIDENCE.claims.values(), ids=lambda claim: claim.id)
def test_the_verbs_of_an_answer_follow_its_grade(claim: Claim) -> None:
    """Strong words need strong evidence; weak evidence says that it is weak."""
    assert not NEVER.search(claim.answer)
    assert not POSE_DOES.search(claim.answer)
    if len(claim.grades) == 1:
        assert not re.search(AVOID[claim.grade], claim.answer, re.IGNORECASE)
    for graded in claim.grades:
        assert re.search(NEED[graded.grade], claim.answer, re.IGNORECASE), graded.grade


def test_the_cards_say_no_more_than_their_claims() -> None:
    """A card has the verb of the claim whose grade it shows; the strongest stand first."""
    for benefit, claim in cards(EVIDENCE):
        assert re.search(NEED[claim.grade], benefit.card, re.IGNORECASE), benefit.id
        assert not NEVER.search(benefit.card)
        assert not re.search(AVOID[claim.grade], benefit.card, re.IGNORECASE), benefit.id
    order = list(EVIDENCE.grades)
    strengths = [order.index(claim.grade) for _, claim in cards(EVIDENCE)]
    assert strengths == sorted(strengths)
    assert len(strengths) == 5


def cited(ids: Iterable[str]) -> set[str]:
    """Every number in what we noted of these references."""
    return {n for i in ids for n in numbers(noted(EVIDENCE.references[i]))}


def noted(reference: Reference) -> str:
    return " ".join(str(v) for v in (reference.key_finding, reference.note, reference.year) if v)


@pytest.mark.parametrize("claim", EVIDENCE.claims.values(), ids=lambda claim: claim.id)
def test_every_number_of_a_finding_is_in_its_sources(claim: Claim) -> None:
    """A number that drifted, or came from nowhere, names its sentence."""
    for finding in claim.findings:
        assert set(numbers(finding.text)) <= cited(finding.sources), finding.text
    answers = f"{claim.answer} {claim.sure}"
    assert set(numbers(answers)) <= cited(claim.sources) | OUR_OWN.get(claim.id, set()), answers


# Numbers in answers that are no finding: how long our own session is, and how many studies we name.
OUR_OWN = {
    "relaxation": {"10"},
    "sleep": {"2", "10"},
    "cortisol": {"10"},
}


def test_every_claim_of_the_file_is_on_a_page_and_in_the_table() -> None:
    """Nothing is known and not shown."""
    shown = {claim.id for benefit in EVIDENCE.benefits for claim in claims_of(EVIDENCE, benefit)}
    assert shown == set(EVIDENCE.claims) == {row.claim.id for row in table(EVIDENCE)}


def test_no_good_or_some_evidence_comes_from_the_pose_itself() -> None:
    """The chart says that its top right corner is empty; when a study fills it, the sentence has to change."""
    assert not [row for row in table(EVIDENCE) if row.graded.grade in ("good", "some") and row.tested == "yes"]


def test_the_plot_says_what_the_57_pages_say() -> None:
    """The counts in the caption are the counts in the data."""
    pages = EVIDENCE.durations.values()
    caption = load(DATA).ui.evidence.plot_text
    assert len(pages) == 57
    assert sum(page.least == 300 for page in pages) == 31
    assert sum((page.most or 0) >= 900 for page in pages) == 34
    assert sum((page.most or 0) >= 1200 for page in pages) == 14
    assert "34 of 57" in caption
    assert "14 reach 20 or more" in caption


def test_whatever_someone_answers_the_first_row_that_fits_is_the_only_one() -> None:
    """Find your distance never says two things."""
    for floor, knees, back in product(("yes", "no"), repeat=3):
        answers = {"floor": floor, "knees": knees, "back": back}
        assert len([row for row in EVIDENCE.distances.values() if row.fits(answers)]) == 1


def test_no_reference_leads_to_a_mirror() -> None:
    """We publish the address of the thing itself, or none."""
    assert not [r.id for r in EVIDENCE.references.values() if any(MIRRORS.search(url) for _, url in r.links)]


def test_nothing_known_is_missing() -> None:
    """All references of the search are here, the 25 questions, and the rows that other lists forget."""
    assert len(EVIDENCE.references) == 104
    assert len(EVIDENCE.questions) == 25
    assert {"leg-arteries", "swollen-leg", "glaucoma", "pregnancy"} <= set(EVIDENCE.cautions)
    assert [row.emergency for row in EVIDENCE.emergency.values()][:3] == ["911", "999", "112"]


def test_an_answer_is_one_sentence() -> None:
    """The short answer to a question can be read in one breath."""
    for question in EVIDENCE.questions.values():
        assert len(re.findall(r"[.?](?:\s|$)", question.answer)) == 1, question.answer
        assert len(question.answer.split()) <= 35, question.answer


def test_our_words_are_american() -> None:
    """Names of things elsewhere keep their own spelling; our words have one."""
    skip = re.compile(r"^\s*(- )?(title|container|authors|short|doi|url|id|source_text|sources)\b.*$|\{id: [a-z0-9-]+|\[[a-z0-9, -]+\]", re.MULTILINE)
    for file in [*DATA.glob("*.yml"), *(DATA.parent / "docs").rglob("*.md")]:
        text = skip.sub("", file.read_text("utf-8"))
        text = re.sub(r"cite\(\"[^\"]+\"\)", "", text)
        found = [word.group() for word in BRITISH.finditer(text)]
        assert found == [], file.name

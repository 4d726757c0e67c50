"""The built pages: every sentence of the source text has a place, every number a study, every page its dates."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import Tag
from playwright.sync_api import Page, expect

from macros.clock import spoken
from macros.data import load
from macros.routines import build_routine
from tests.numbers import numbers
from tests.pages import BuiltPage
from tests.readability import grade, hardest, prose
from tests.test_evidence import BRITISH, NEVER, POSE_DOES, noted

ROOT = Path(__file__).parents[1]
DATA = load(ROOT / "data")
EVIDENCE = DATA.evidence
BENEFITS = [f"benefits/{benefit}/" for benefit in EVIDENCE.benefits]
OURS = [*BENEFITS, "benefits/", "evidence/", "evidence/references/", "safety/", "questions/", "versions/", "about/"]
TIMERS = ["timer/", "timer/5/", "timer/10/", "timer/15/"]
EVERY = [*OURS, "", "practice/", "practice/large-print/", "practice/no-phone/", "teach/", *TIMERS]
SOURCE: list[dict[str, str]] = yaml.safe_load((ROOT / "tests/source_text.yml").read_text("utf-8"))

# Parts of a page whose references stand at their end; elsewhere a paragraph or a row stands for itself.
WHOLE = ["caution", "question", "sign", "modification"]
# Numbers beside a reference that are our own: the length we suggest, a limit we set, a time of our sessions, a distance we advise.
OUR_OWN = {
    "How long should I stay?": {"1", "5", "15", "20"},
    "Does it help with sleep, and is “20 minutes equals 2 hours of sleep” true?": {"20", "2"},
    "What do I do with my mind? Can I read or use my phone?": {"5"},
    "Morning or night? After eating? Every day?": {"2", "3"},
    "Pins and needles, or numb feet": {"2"},
    "My feet tingle or go numb. Is that normal?": {"2"},
    "High blood pressure that is under control": {"2"},
    "Hips away from the wall": {"4", "16", "10", "40"},
    "Heartburn, reflux or a hiatus hernia": {"2", "3"},
}
STUDY = re.compile(
    r"\d[\d,]*\s+(?:(?:healthy|young|long|small|late)\s+)*(?:people|adults|women|men|trials|studies|students|patients|participants|mmHg|ml|mm)\b"
    r"|\b(?:SMD|g|d|CI)\s*=?\s*[−-]?\d[\d.]*|\d[\d.]*%",
)


def flat(text: str) -> str:
    return re.sub(r"\s+([.,;:?)])", r"\1", " ".join(text.split())).replace("( ", "(")


@cache
def known() -> frozenset[str]:
    return frozenset(n for reference in EVIDENCE.references.values() for n in numbers(noted(reference)))


def units(page: BuiltPage) -> Iterator[tuple[Tag, set[str]]]:
    """Each part of a page that names references, with their ids."""
    found: dict[int, tuple[Tag, set[str]]] = {}
    for mark in page.content.select("a.cite"):
        whole = mark.find_parent(class_=WHOLE) or mark.find_parent(["li", "td", "p"])
        assert isinstance(whole, Tag)
        found.setdefault(id(whole), (whole, set()))[1].add(str(mark["href"]).partition("#ref-")[2])
    yield from found.values()


def test_every_sentence_of_the_source_text_has_its_place(pages: dict[str, BuiltPage]) -> None:
    """The words that answer or keep each sentence stand on the page that the table names."""
    lost = [row for row in SOURCE if flat(row["words"]) not in flat(pages[row["page"]].content.get_text(" "))]
    assert lost == []


def test_every_claim_comes_from_the_source_text() -> None:
    """What "people say" is what the text says, word for word."""
    said = {row["says"] for row in SOURCE}
    assert {sentence for claim in EVIDENCE.claims.values() for sentence in claim.source_text} <= said


@pytest.mark.parametrize("url", OURS)
def test_every_number_beside_a_reference_is_in_that_reference(pages: dict[str, BuiltPage], url: str) -> None:
    """Take the numbers out of the sentence, and find each in what we noted of the study it names."""
    lost = []
    for unit, ids in units(pages[url]):
        title = unit.select_one("h2, h3, h4")
        own = OUR_OWN.get(flat(title.get_text(" ")) if title else "", set())
        words = "".join(str(text) for text in unit.find_all(string=True) if not text.find_parent("a"))
        allowed = {n for i in ids for n in numbers(noted(EVIDENCE.references[i]))} | own
        if strange := set(numbers(flat(words))) - allowed:
            lost.append((sorted(strange), flat(words)))
    assert lost == []


def test_every_number_that_looks_like_a_finding_is_one(pages: dict[str, BuiltPage]) -> None:
    """So many people, trials, millimeters or percent: on any page, with or without a reference beside it."""
    lost = {}
    for url, page in pages.items():
        content = BuiltPage(url, str(page.content)).soup
        for part in content.select("script, style, svg, template, .table, #left-out + p"):
            part.decompose()
        found = STUDY.findall(flat(content.get_text(" ")))
        strange = [text for text in found if not set(numbers(text)) <= known() | {str(len(EVIDENCE.durations)), "30"}]
        if strange:
            lost[url] = strange
    assert lost == {}


def test_every_mark_leads_to_a_printed_reference(pages: dict[str, BuiltPage]) -> None:
    """No dangling ids: each mark names a reference that the page it leads to prints."""
    for url, page in pages.items():
        for mark in page.content.select("a.cite"):
            target, _, anchor = page.resolve(str(mark["href"])).partition("#")
            assert anchor in pages[target].ids, (url, anchor)
            assert pages[target].soup.find(id=anchor).name == "li"  # type: ignore[union-attr]  # it is in ids


def test_all_references_are_printed_with_safe_links(pages: dict[str, BuiltPage]) -> None:
    """Every reference has its place in one list; its links open nothing by themselves and hand over nothing."""
    page = pages["evidence/references/"]
    items = page.content.select("li.reference")
    assert [item["id"] for item in items] == [f"ref-{reference}" for reference in EVIDENCE.references]
    for link in page.content.select(".reference a[href^=http]"):
        assert "noopener" in (link.get("rel") or [])


def test_a_reference_is_still_found_where_it_stood(pages: dict[str, BuiltPage]) -> None:
    """Links to the evidence page's own list were published: each anchor is there and leads on."""
    page = pages["evidence/"]
    for reference in EVIDENCE.references:
        item = page.soup.find(id=f"ref-{reference}")
        assert isinstance(item, Tag)
        link = item.select_one("a")
        assert link
        assert page.resolve(str(link["href"])) == f"evidence/references/#ref-{reference}"
    assert "references" in page.ids


def test_a_benefit_page_prints_only_what_it_cites(pages: dict[str, BuiltPage]) -> None:
    """Sources are the references of its own claims and lines, folded."""
    for url in BENEFITS:
        content = pages[url].content
        listed = {str(item["id"]).removeprefix("ref-") for item in content.select("li.reference")}
        marks = {str(mark["href"]).partition("#ref-")[2] for mark in content.select("a.cite")}
        benefit = EVIDENCE.benefits[url.split("/")[1]]
        assert listed <= marks | {source for line in benefit.known for source in line.sources}
        assert all(item.find_parent("details") for item in content.select("li.reference"))


def test_the_notation_of_statistics_stands_in_the_references_alone(pages: dict[str, BuiltPage]) -> None:
    """Elsewhere a difference is said in words."""
    found = {}
    for url in set(EVERY) - {"evidence/references/"}:
        content = BuiltPage(url, str(pages[url].content)).soup
        for part in content.select("script, style, svg, template"):
            part.decompose()
        if marks := re.findall(r"\bSMD\b|\b95% CI\b|\bCI [−-]?\d|\b[gd] ?= ?[−-]?\d|\bP ?[<=] ?0", content.get_text(" ")):
            found[url] = marks
    assert found == {}


@pytest.mark.parametrize("url", BENEFITS)
def test_a_benefit_page_keeps_its_order(pages: dict[str, BuiltPage], url: str) -> None:
    """Start, what is known, how it feels, what else is claimed, who should take care, the session, sources."""
    content = pages[url].content
    heads = [h2["id"] for h2 in content.select("h2[id]") if h2.find_parent(["section", "form", "aside"]) is None]
    assert heads == ["known", "feel", "claims", "care", "routine", "sources"]
    order = [content.select_one(part) for part in ("[data-start]", "#known", ".known", "#feel", "#claims", "#care", "practice-timer", ".references")]
    places = [list(content.descendants).index(tag) for tag in order if isinstance(tag, Tag)]
    assert len(places) == len(order)
    assert places == sorted(places)
    lines = content.select(".known__lines > li")
    assert [flat(line.get_text(" ")) for line in lines] == [line.text for line in EVIDENCE.benefits[url.split("/")[1]].known]


@pytest.mark.parametrize("url", BENEFITS)
def test_a_claim_is_one_answer_and_one_grade_with_the_studies_folded(pages: dict[str, BuiltPage], url: str) -> None:
    """Nothing else of a claim stands open; what belongs to another page is one line that leads there."""
    content = pages[url].content
    for claim in content.select("section.claim"):
        assert len([badge for badge in claim.select(".badge") if not badge.find_parent("details")]) == 1
        fold = claim.select("details.fold")
        assert len(fold) == 1
        assert not fold[0].has_attr("open")
        assert all(part.find_parent("details") for part in claim.select(".claim__findings, .claim__change, .claim__said"))
    for line in content.select(".claims__elsewhere > li"):
        link = line.select_one("a")
        assert link
        page, _, anchor = pages[url].resolve(str(link["href"])).partition("#")
        assert page != url
        assert pages[page].content.select_one(f"section.claim#{anchor}")


def test_the_three_myths_are_answered(pages: dict[str, BuiltPage]) -> None:
    """Toxins, traction and cortisol are met with a no and a reason, on their page and in the overview."""
    words = flat(pages["benefits/"].content.get_text(" "))
    assert all(text in words for text in ("does not flush out toxins", "does not pull your spine long", "not been shown to lower cortisol"))
    assert not re.search(r"cortisol[^.]*\.[^.]*(other way|rose|higher)", words)
    assert {claim.id for claim in EVIDENCE.claims.values() if claim.myth} == {"toxins", "traction", "cortisol"}


def test_help_is_named_where_it_helps_more(pages: dict[str, BuiltPage]) -> None:
    """CBT-I for insomnia, movement for blood flow and backs, a professional for worry."""
    assert "CBT-I" in pages["benefits/sleep/"].content.get_text()
    assert "regular movement matter" in pages["benefits/circulation/"].content.get_text()
    assert "talk to a health professional" in pages["benefits/anxiety/"].content.get_text()
    assert "physical therapist" in pages["benefits/back-pain/"].content.get_text()


def test_every_caution_has_its_own_address_and_everything_it_owes(pages: dict[str, BuiltPage]) -> None:
    """A teacher can send one line; it says the level, the reason, its strength, and what to do instead."""
    for caution in EVIDENCE.cautions.values():
        head = pages["safety/"].soup.find(id=caution.id)
        row = head.find_parent("details") if isinstance(head, Tag) else None
        assert isinstance(row, Tag), caution.id
        text = flat(row.get_text(" "))
        assert all(part in text for part in (flat(caution.condition), flat(caution.instead), "Based on:"))
        assert flat(row.select("summary > *")[1].get_text(" ")) == EVIDENCE.levels[caution.level].name


@pytest.mark.parametrize("url", EVERY)
def test_the_words_keep_the_house_rules(pages: dict[str, BuiltPage], url: str) -> None:
    """No miracle words, no pose that does what only breathing does, American spelling, and easy to read."""
    content = BuiltPage(url, str(pages[url].content)).soup
    for mark in content.select(".cite"):
        mark.decompose()
    assert content.body
    sentences = prose(content.body)
    text = " ".join(sentences)
    quoted = re.sub(r"“[^”]*”", "", text)
    for pattern, why in ((NEVER, "no page may say"), (POSE_DOES, "the pose is not shown to do it"), (BRITISH, "write in American English")):
        found = [word.group() for word in pattern.finditer(quoted)]
        assert not found, f"/{url}: take away or say in other words ({why}): {', '.join(found)}"
    level = grade(sentences)
    assert level <= 7.0, f"/{url}: shorter words and sentences, please: reading grade {level:.1f}, at most 7.0; {hardest(sentences)}"


def test_link_text_says_where_it_goes(pages: dict[str, BuiltPage]) -> None:
    """Heard without its sentence, a link still tells."""
    empty = {"here", "click here", "read more", "more", "link", "this", "this page", "learn more", "see more"}
    said = {(url, flat(link.get_text(" ")).lower()) for url, page in pages.items() for link in page.content.select("a[href]")}
    assert [(url, text) for url, text in said if text in empty] == []


@pytest.mark.parametrize("url", EVERY)
def test_every_page_shows_its_dates_and_changes(pages: dict[str, BuiltPage], url: str) -> None:
    """Written, checked, next check, and what changed."""
    dates = pages[url].content.select_one(".dates")
    assert dates
    text = flat(dates.get_text(" "))
    day = rf"(?:{'|'.join(month_name[1:])}) \d+, 20\d\d"
    assert re.search(rf"Written {day}", text), f"/{url}: `written`, the day it was written, is missing in front"
    assert len(re.findall(day, text)) >= 4, f"/{url}: `checked`, `next_check` and `changes` are needed in front"
    assert "First published" in text, f'/{url}: the last line of `changes` in front is missing: - {{date: 2026-11-26, text: "First published."}}'


def blocks(page: BuiltPage) -> list[dict[str, Any]]:
    return [json.loads(str(tag.string)) for tag in page.soup.select('script[type="application/ld+json"]')]


KINDS = {
    **dict.fromkeys([*BENEFITS, "benefits/", "evidence/", "safety/"], "MedicalWebPage"),
    "questions/": "FAQPage",
    "practice/": "HowTo",
    **{f"timer/{minutes}/": "ExercisePlan" for minutes in (5, 10, 15)},
}


@pytest.mark.parametrize("url", KINDS)
def test_structured_data_says_only_what_the_page_shows(pages: dict[str, BuiltPage], url: str) -> None:
    """A parser reads it, and every text in it stands on the page for everyone."""
    page = pages[url]
    (block,) = blocks(page)
    assert (block["@context"], block["@type"]) == ("https://schema.org", KINDS[url])
    assert block["url"] == page.resolve(str(page.soup.select_one("link[rel=canonical]")["href"]))  # type: ignore[index]  # every page has one
    assert block["description"] == page.meta("description")
    visible = flat(page.content.get_text(" "))
    for step in block.get("step", ()):
        assert flat(step["name"]) in visible
        assert flat(step["text"]) in visible
        assert step["url"].partition("#")[2] in page.ids
    for item in block.get("mainEntity", ()):
        assert flat(item["name"]) in visible
        assert flat(item["acceptedAnswer"]["text"]) in visible
        assert item["url"].partition("#")[2] in page.ids
    hrefs = {str(link.get("href")) for link in page.content.select("a[href]")}
    for work in block.get("citation", ()):
        assert flat(work["name"]) in visible
        assert work.get("url") is None or work["url"] in hrefs
    assert "reviewedBy" not in block


def test_structured_data_stands_only_where_it_is_meant(pages: dict[str, BuiltPage]) -> None:
    """No other page claims to be something."""
    assert {url for url, page in pages.items() if blocks(page)} == set(KINDS)


def test_three_questions_shorten_the_distance_table(open_page: Callable[..., Page], server: str) -> None:
    """Answering hides what does not fit, says how many are left, and needs no mouse."""
    page = open_page()
    page.goto(server + "versions/")
    rows = page.locator(".distance tbody tr")
    assert rows.count() == 5
    page.locator("input[name=floor][value=no]").focus()
    page.keyboard.press("Space")
    assert page.locator(".distance tbody tr:visible").count() == 1
    assert "bed" in page.locator(".distance tbody tr:visible").inner_text().lower()
    page.locator("input[name=floor][value=yes]").press("Space")
    page.locator("input[name=knees][value=no]").press("Space")
    assert page.locator(".distance tbody tr:visible").count() == 2
    assert page.locator(".distance [role=status]").inner_text() == "2 of 5 rows fit."


def test_without_scripts_the_distance_table_is_whole(open_page: Callable[..., Page], server: str) -> None:
    """Paper and old browsers get all rows and no dead buttons."""
    page = open_page(java_script_enabled=False)
    page.goto(server + "versions/")
    assert page.locator(".distance tbody tr:visible").count() == 5
    assert page.locator(".distance input").count() == 0


def test_the_evidence_table_sorts_by_any_column(open_page: Callable[..., Page], server: str) -> None:
    """A press sorts, a second press turns it around, and the column says so."""
    page = open_page()
    page.goto(server + "evidence/")
    column = page.locator(".evidence-table thead th").nth(3)
    column.get_by_role("button").press("Enter")
    marks = page.locator(".evidence-table tbody tr td:last-child").all_inner_texts()
    assert marks == sorted(marks, key=["Yes", "Partly", "No"].index)
    assert column.get_attribute("aria-sort") == "ascending"
    column.get_by_role("button").press("Enter")
    marks = page.locator(".evidence-table tbody tr td:last-child").all_inner_texts()
    assert marks == sorted(marks, key=["No", "Partly", "Yes"].index)
    assert column.get_attribute("aria-sort") == "descending"


@pytest.mark.parametrize("url", BENEFITS)
def test_start_is_seen_without_scrolling_and_starts_the_timer_below(open_page: Callable[..., Page], server: str, url: str) -> None:
    """On a phone with the browser's bars; one press starts the session that the button names."""
    page = open_page(viewport={"width": 390, "height": 664}, has_touch=True)
    page.goto(server + url)
    start = page.locator("[data-start]")
    box = start.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 664
    assert box["height"] >= 48
    assert start.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.locator(".timer__room:not([inert])").wait_for(state="attached")
    minutes = re.search(r"\d+", start.inner_text())
    assert minutes
    assert page.locator("practice-timer").get_attribute("minutes") == minutes.group()
    start.tap()
    page.locator(".timer__room:not([data-state=ready])").wait_for()
    assert page.evaluate("document.activeElement.dataset.act") == "go"
    assert 0 <= page.locator("practice-timer").evaluate("e => e.getBoundingClientRect().top") < 664


def test_start_says_the_choice_of_the_page(open_page: Callable[..., Page], server: str) -> None:
    """A link's minutes and purpose are on the button, and what the timer's keys change follows at once."""
    page = open_page()
    page.goto(f"{server}benefits/sleep/?minutes=25")
    start = page.locator("[data-start]")
    expect(start).to_have_text("Start 25 min to wind down")
    assert str(start.get_attribute("href")).endswith("timer/?minutes=25&for=sleep")
    page.locator("practice-timer input[value='5']").check(force=True)
    expect(start).to_have_text("Start 5 min to wind down")
    page.goto(f"{server}benefits/sleep/?for=general&minutes=10")
    expect(start).to_have_text("Start 10 min")


@pytest.mark.parametrize("purpose", ["stress-relief", "anxiety"])
def test_the_page_says_when_its_breath_is_shorter_than_what_was_studied(pages: dict[str, BuiltPage], purpose: str) -> None:
    """The guided breath of the page's own session beside the five minutes of the studies, and from which length on it reaches them."""
    data = load(ROOT / "data")
    why = data.purposes[purpose]

    def breathes(minutes: int) -> int:
        return next(p.seconds for p in build_routine(data.library, minutes, purpose, why.version).phases if p.id == "breathe")

    words = flat(pages[f"benefits/{purpose}/"].content.get_text(" "))
    assert f"The slow breathing is guided for {spoken(breathes(why.minutes), DATA.units)}." in words
    short = breathes(why.minutes) < 300
    assert ("shorter than what worked in studies" in words) == short
    enough = [minutes for minutes in range(why.minutes, data.rules.lengths.most + 1) if breathes(minutes) >= 300]
    assert (f"Choose {enough[0] if enough else ''} minutes or more, and it is that long." in words) == (short and bool(enough))


def test_without_scripts_start_leads_to_the_same_session(pages: dict[str, BuiltPage]) -> None:
    """The address holds the purpose, the minutes and the version of the page's own timer."""
    for url in BENEFITS:
        content = pages[url].content
        link, timer = content.select_one("a[data-start]"), content.select_one("practice-timer")
        assert link
        assert timer
        address = pages[url].resolve(str(link["href"]))
        assert f"for={timer['purpose']}" in address
        assert address.startswith(f"timer/{timer['minutes']}/")
        assert ("version=" in address) == (timer["version"] != "wall")
        assert f"{timer['minutes']} min" in link.get_text()


def test_a_link_to_a_claim_opens_what_it_keeps_folded(open_page: Callable[..., Page], server: str) -> None:
    """By its own address, by the address that search gives, and while the page is open; a broken address breaks nothing."""
    page = open_page()
    for anchor in ("toxins", "toxins-title"):
        page.goto("about:blank")
        page.goto(f"{server}benefits/circulation/#{anchor}")
        page.locator("#toxins details[open]").wait_for()
        assert page.locator("details.fold[open]").count() == 1
    page.evaluate("location.hash = 'ref-asa-detox'")
    page.locator("#sources ~ details[open]").wait_for()
    page.evaluate("location.hash = '%E0%A4%A'")
    assert page.locator("h1").is_visible()


def test_an_old_link_to_a_reference_comes_to_its_new_page(open_page: Callable[..., Page], server: str) -> None:
    """What was published before the list moved still leads to the reference."""
    page = open_page()
    page.goto(f"{server}evidence/#ref-jasien-2015")
    page.wait_for_url("**/evidence/references/#ref-jasien-2015")
    assert page.locator("#ref-jasien-2015").is_visible()


def test_paper_shows_what_the_screen_folds(open_page: Callable[..., Page], server: str) -> None:
    """For print every fold opens, and closes again after."""
    page = open_page()
    page.goto(f"{server}benefits/sleep/")
    folds = page.locator("details.fold")
    page.wait_for_load_state("networkidle")
    assert page.locator("details.fold[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.fold[open]").count() == folds.count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.fold[open]").count() == 0

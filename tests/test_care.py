"""One list of cautions, one strength for each, everywhere: every place that warns is taken apart and held against data/cautions.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Page

from macros.data import load
from macros.evidence.care import MOST_WORDS, box_parts, care_line, joined, other_flags, sentences
from macros.evidence.records import Caution
from tests.pages import BuiltPage
from tests.readability import grade

ROOT = Path(__file__).parents[1]
EVIDENCE = load(ROOT / "data").evidence
LEVELS = EVIDENCE.levels
LINE = care_line(EVIDENCE)
TIMERS = ("timer/", "timer/5/", "timer/10/", "timer/15/")
BENEFITS = tuple(f"benefits/{benefit}/" for benefit in EVIDENCE.benefits)
# Conditions that other lists forget, and the strength that a physiotherapist would give them.
OWED = {
    "now": ["swollen-leg", "numb-saddle", "chest-pain", "pregnancy-signs", "self-harm"],
    "not": ["glaucoma", "heart-failure", "leg-arteries", "head-pressure"],
    "ask": [
        "stroke", "head-injury", "vertigo", "breathless", "numb-feet", "hip-replacement", "sedatives", "fainting", "weak-retina",
        "swollen-ankles", "kidney-or-liver",
    ],
    "fine": ["migraine", "sleep-apnea", "hypermobility", "medicines", "children", "falling-asleep", "dizzy-breath"],
}  # fmt: skip


def flat(tag: Tag | str) -> str:
    text = tag if isinstance(tag, str) else tag.get_text(" ")
    return re.sub(r"\s+([.,;:?)])", r"\1", " ".join(text.split())).replace("( ", "(")


def shown(*places: str) -> dict[str, list[str]]:
    """The short names that belong into these places, by level."""
    rows: list[Caution] = list(EVIDENCE.cautions.values())
    found = {level: [row.short for row in rows if row.level == level and row.shown in places and row.short] for level in LEVELS}
    return {level: names for level, names in found.items() if names}


@pytest.mark.parametrize("level", OWED)
def test_no_condition_is_forgotten_and_each_has_its_level(level: str) -> None:
    assert [name for name in OWED[level] if EVIDENCE.cautions[name].level != level] == []


def test_every_reason_has_a_source_or_is_called_reasoned() -> None:
    rows = EVIDENCE.cautions.values()
    assert [row.id for row in rows if not row.sources and not {"reasoned", "tradition"} & set(row.strength)] == []
    assert [row.id for row in rows if {"measured", "expert"} & set(row.strength) and not row.sources] == []


def test_the_line_is_short_plain_and_ends_with_the_red_flag() -> None:
    """Someone who is about to lie down reads it once."""
    parts = re.split(r"(?<=[.?])\s+", LINE)
    assert len(LINE.split()) <= 45
    assert max(len(part.split()) for part in parts) <= MOST_WORDS
    assert grade(parts) <= 8
    assert parts[-1] == f"{LEVELS['now'].line}."
    assert "swollen" in parts[-2]


def test_the_line_names_each_condition_under_its_own_level() -> None:
    """Whoever reads only the line learns nothing else than the list says; what is left out without a clinician is never missing."""
    said: dict[str, str] = {}
    level = ""
    for part in re.split(r"(?<=[.?])\s+", LINE):
        lead = part.partition(":")[0]
        level = next((name for name, care in LEVELS.items() if care.line == lead), level if lead == "Also" else "now")
        said[level] = said.get(level, "") + part
    for level, names in shown("line").items():
        for name in names:
            words = name if joined([name, *[n for n in names if n != name]])[0] == name else name.rpartition(" ")[0]
            assert words.lower() in said[level].lower(), (level, name)
    assert not [row.id for row in EVIDENCE.cautions.values() if row.level == "not" and row.shown != "line"]


def test_names_that_end_alike_share_the_word() -> None:
    assert joined(["eye disease", "kidney or liver disease", "stroke"]) == ["eye", "kidney or liver disease", "stroke"]


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_a_sentence_never_grows_too_long_and_loses_nothing(count: int) -> None:
    names = [f"condition number {n}" for n in range(count)]
    found = sentences("Ask first", "Also", names)
    assert all(len(sentence.split()) <= MOST_WORDS for sentence in found)
    assert [name for sentence in found for name in sentence.partition(": ")[2].rstrip(".").split(", ")] == names


def test_a_changed_level_changes_the_line_and_the_box() -> None:
    """Nothing is typed twice: the data moves, and every view moves with it."""
    moved = replace(EVIDENCE.cautions["glaucoma"], level="ask")
    other = replace(EVIDENCE, cautions={**EVIDENCE.cautions, "glaucoma": moved})
    assert "agrees: heart failure" in care_line(other)
    assert "glaucoma" in next(part for part in box_parts(other) if part.level.id == "ask").names


@pytest.mark.parametrize("url", ["", "practice/", *TIMERS, "embed/", *BENEFITS])
def test_the_line_stands_wherever_someone_may_begin(pages: dict[str, BuiltPage], url: str) -> None:
    """Home, practice, and every timer, also the one without scripts."""
    places = pages[url].content.select(".hero__floor > p, .care-line > p, .timer__caution, .timer__ask-first")
    assert places
    assert [flat(place) for place in places if LINE not in flat(place)] == []


@pytest.mark.parametrize("url", ["safety/", *TIMERS, *BENEFITS, "practice/"])
def test_the_box_names_each_condition_under_its_own_level(pages: dict[str, BuiltPage], url: str) -> None:
    box = pages[url].content.select_one(".safety-box, .care-line details")
    assert box
    found: dict[str, str] = {}
    for part in box.select("p"):
        lead = flat(part.b) if part.b else ""
        found |= {name: flat(part) for name, care in LEVELS.items() if care.lead == lead}
    assert set(found) == set(shown("line", "box"))
    for level, names in shown("line", "box").items():
        assert [name for name in names if name not in found[level]] == []
        others = [name for other, all_of in shown("line", "box").items() if other != level for name in all_of]
        assert [name for name in others if re.search(rf"\b{name}\b", found[level].partition(LEVELS[level].lead)[2])] == []
    assert all(number in found["now"] for number in ("911", "999", "112"))


@pytest.mark.parametrize("url", ["practice/", "practice/large-print/", "practice/no-phone/", *TIMERS, "teach/", *BENEFITS])
def test_the_sheet_carries_the_line_and_every_red_flag(pages: dict[str, BuiltPage], url: str) -> None:
    sheet = pages[url].soup.select_one(".sheet")
    if not sheet:
        assert url in BENEFITS
        return
    text = flat(sheet)
    now = other_flags(EVIDENCE)
    assert LINE in text
    assert f"{now.level.lead} {now.text}" in text


def test_the_safety_page_gives_every_row_its_verdict(pages: dict[str, BuiltPage]) -> None:
    """One line each, under the heading of its level, folded; the list is second, after the box."""
    content = pages["safety/"].content
    found = {}
    for row in content.select("details.caution"):
        head, verdict = row.select("summary > *")
        section = row.find_parent("section")
        assert isinstance(section, Tag)
        assert flat(section.select("h3")[0]) == flat(verdict)
        found[str(head["id"])] = flat(verdict)
    assert found == {row.id: LEVELS[row.level].name for row in EVIDENCE.cautions.values()}
    assert [h2["id"] for h2 in content.select("h2[id]")][:3] == ["safety-box", "list", "emergency"]


@pytest.mark.parametrize("url", BENEFITS)
def test_a_benefit_page_adds_what_matters_most_there(pages: dict[str, BuiltPage], url: str) -> None:
    """After the box: its own rows with the verdict of the list, and none that is fine for most."""
    rows = {str(row.a["href"]).partition("#")[2]: flat(row.b) for row in pages[url].content.select(".careful__item") if row.a and row.b}
    own = [row for row in EVIDENCE.cautions.values() if url.split("/")[1] in row.benefits]
    assert rows == {row.id: LEVELS[row.level].name for row in own}
    assert len(rows) >= 4, f"add {url.split('/')[1]} to `benefits` of at least four rows of data/cautions.yml; now {', '.join(rows) or 'none'}"
    assert LEVELS["fine"].name not in rows.values()


def test_programs_are_told_too(pages: dict[str, BuiltPage], site: Path) -> None:
    """The steps in structured data begin with the line, nothing claims a review, and llms.txt says that there was none."""
    blocks = [json.loads(str(tag.string)) for page in pages.values() for tag in page.soup.select('script[type="application/ld+json"]')]
    steps = next(block for block in blocks if block["@type"] == "HowTo")["step"]
    assert steps[0]["text"] == LINE
    assert [block["url"] for block in blocks if "lastReviewed" in block or "reviewedBy" in block] == []
    assert [block["url"] for block in blocks if "dateModified" not in block] == []
    text = (site / "llms.txt").read_text("utf-8")
    assert LINE in text
    assert "not medically reviewed" in text
    assert text.index(LINE) < text.index("practice/") < text.index("about/")


def test_crisis_help_and_emergencies_come_from_one_table(pages: dict[str, BuiltPage]) -> None:
    rows = EVIDENCE.emergency.values()
    calls = pages["safety/"].content.select(".calls__place")
    assert len(calls) == len(rows)
    for row, call in zip(rows, calls, strict=True):
        assert all(text in flat(call) for text in (row.place, row.emergency, row.advice, row.crisis))
    head = pages["safety/"].soup.find(id="self-harm")
    harm = head.find_parent("details") if isinstance(head, Tag) else None
    assert harm
    assert all(entry.crisis in flat(harm) for entry in rows)
    called = {str(link["href"]) for link in pages["safety/"].content.select("a[href^=tel]")}
    assert {"tel:911", "tel:999", "tel:112", "tel:988", "tel:111", "tel:116123"} <= called


def test_no_short_name_hides_in_another() -> None:
    """Or a test that looks for one would find the other."""
    names = [name for level in shown("line", "box").values() for name in level]
    assert [(a, b) for a, b in combinations(names, 2) if a in b or b in a] == []


@pytest.mark.parametrize("anchor", ["glaucoma", "period"])
def test_an_address_opens_its_row_and_paper_opens_them_all(open_page: Callable[..., Page], server: str, anchor: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server}safety/#{anchor}")
    row = page.locator(f"details:has(#{anchor})")
    row.locator(".caution__instead").wait_for(state="visible")
    assert page.locator("details.caution[open]").count() == 1
    page.wait_for_function(f"() => {{ const y = document.getElementById('{anchor}').getBoundingClientRect().top; return y >= 0 && y < 300 }}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.caution:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.caution[open]").count() == 1
    row.locator("summary").click()
    page.evaluate(f"location.hash = '#{anchor}x'; location.hash = '#{anchor}'")
    row.locator(".caution__instead").wait_for(state="visible")


@pytest.mark.parametrize("url", ["questions/", "safety/"])
def test_what_is_folded_prints(open_page: Callable[..., Page], server: str, url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(server + url)
    page.emulate_media(media="print")
    folded = page.locator("details.caution > p, details.question > p")
    assert folded.count() > 20
    assert [n for n in range(0, folded.count(), 9) if not folded.nth(n).is_visible()] == []


def test_on_a_phone_the_steps_begin_on_the_first_screen(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server}practice/")
    assert page.evaluate("document.getElementById('steps').getBoundingClientRect().top") <= 600

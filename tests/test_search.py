"""What search finds: the words of the pages, each once and whole, and nothing of drawings, keys and sheets."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.data import load
from macros.figures import NAMES
from tests.conftest import ROOT
from tests.pages import BuiltPage

WORD = re.compile(r"[^\W_]+")
# What a reader may type, and a page or part that should be among the answers.
LIKELY = {
    "glaucoma": "safety/#level-not",
    "pregnant": "questions/#pregnancy",
    "tingling": "safety/#tingling-plan",
    "chair": "versions/#chair",
    "how long": "questions/#how-long",
    "sleep": "benefits/sleep/#sleep-title",
    "swollen": "benefits/circulation/#swelling-title",
    "varicose": "questions/#swelling",
    "print": "practice/#take",
    "embed": "teach/#link",
}


@pytest.fixture(scope="module")
def entries(site: Path) -> dict[str, str]:
    """The title and the text of everything that can be found, by its address, without markup."""
    docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    return {doc["location"]: html.unescape(re.sub(r"<[^>]+>", " ", f"{doc['title']} {doc['text']}")) for doc in docs}


def test_what_drawings_show_is_not_searched(entries: dict[str, str]) -> None:
    told = [load(ROOT / "data").figures[name].desc for name in NAMES]
    assert [address for address, text in entries.items() if any(desc in text for desc in told)] == []


def test_no_words_run_together(entries: dict[str, str], pages: dict[str, BuiltPage]) -> None:
    """Every word of the index is a word of its page."""
    found = {}
    for address, text in entries.items():
        page = pages[address.partition("#")[0]]
        made = set(WORD.findall(text)) - set(WORD.findall(page.soup.get_text(" ")))
        if made:
            found[address] = sorted(made)
    assert found == {}


def test_the_keys_of_the_timer_are_not_searched(entries: dict[str, str]) -> None:
    assert [address for address, text in entries.items() if "Lights out" in text or "Copy the link" in text] == []


def test_what_the_pages_of_one_length_repeat_is_found_once(entries: dict[str, str]) -> None:
    for part in ("safety-box", "take"):
        assert [address for address in entries if address.startswith("timer/") and address.endswith(f"#{part}")] == [f"timer/#{part}"]


def test_pages_that_are_only_a_sheet_or_a_frame_are_not_found(entries: dict[str, str]) -> None:
    found = {address.partition("#")[0] for address in entries}
    assert {"practice/large-print/", "practice/no-phone/", "embed/"} & found == set()
    assert {"", "practice/", "timer/", "safety/", "questions/", "evidence/", "versions/", "teach/", "about/", "benefits/sleep/"} <= found


@pytest.mark.parametrize("asked", LIKELY)
def test_a_likely_question_finds_its_page(entries: dict[str, str], asked: str) -> None:
    found = [address for address, text in entries.items() if all(re.search(rf"\b{word}", text, re.IGNORECASE) for word in asked.split())]
    assert LIKELY[asked] in found


def test_search_counts_in_plain_words_and_offers_what_others_ask_when_nothing_is_found(page: Page, server: str) -> None:
    page.goto(f"{server}safety/")
    page.locator("[data-action=search]").click()
    field = page.locator(".search__field")
    field.wait_for(state="visible")
    links = page.locator(".common__link")
    assert links.count() == 5 and links.first.is_visible()
    field.fill("glaucoma")
    page.locator(".search__item").first.wait_for()
    assert not links.first.is_visible()
    assert re.fullmatch(r"\d+ pages?", page.locator(".search__said").inner_text())
    teasers = page.locator(".search__teaser:visible")
    heights = teasers.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))")
    assert heights and max(heights) <= 2.1
    field.fill("qqqzzz")
    page.get_by_text("Nothing found.").wait_for()
    assert links.first.is_visible()
    for address in links.evaluate_all("all => all.map((one) => one.href)"):
        page.goto(address)
        assert page.locator(address[address.index("#") :]).count() == 1, address

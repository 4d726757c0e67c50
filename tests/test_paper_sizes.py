"""Every page on paper at sizes that people choose: no word lies over another, the foot over none, and nothing prints twice."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from html import unescape
from itertools import takewhile
from pathlib import Path

import pytest
from playwright.sync_api import Page, PdfMargins

from macros.data import load
from tests.conftest import ROOT, need
from tests.engines import firefox
from tests.test_access import EVERY
from tests.test_paper_print import FULLEST, pages_in, words_in

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.slow]

DATA = load(ROOT / "data")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
CONTROLS = """[...document.querySelectorAll("button:not(table button), input, select, textarea, audio, video, iframe, dialog")].filter(
  (one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 1).map((one) => one.outerHTML.slice(0, 90))"""


def lying_over(file: Path) -> list[str]:
    """Pairs of printed words that cover each other by more than half a line, with the page they are on."""
    need("poppler")
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    found = []
    for page, text in enumerate(told.split("<page ")[1:], 1):
        words = sorted((float(top), float(end), float(left), float(right), unescape(word)) for left, top, right, end, word in WORD.findall(text))
        for at, (top, end, left, right, word) in enumerate(words):
            for over, under, start, stop, other in takewhile(lambda next_one, end=end: next_one[0] < end, words[at + 1 :]):  # type: ignore[misc]
                high, wide = min(end, under) - over, min(right, stop) - max(left, start)
                if high > 0.5 * min(end - top, under - over) and wide > 1.5:
                    found.append(f"page {page}: {word!r} and {other!r}")
    return found


# What a browser's own print dialog sets.
EDGE = "0.4in"
MARGIN: PdfMargins = {"top": EDGE, "right": EDGE, "bottom": EDGE, "left": EDGE}


@pytest.mark.parametrize("scale", [0.7, 1, 1.1, 1.25, 1.5])
def test_no_printed_word_lies_over_another_on_any_page(open_page: Callable[..., Page], server: str, tmp_path: Path, scale: float) -> None:
    page = open_page()
    found = {}
    for address in (*EVERY, FULLEST, "timer/10/?version=bed"):
        page.goto(server + address, wait_until="networkidle")
        page.pdf(path=tmp_path / "page.pdf", format="A4" if len(address) % 2 else "Letter", scale=scale, margin=MARGIN)
        if over := lying_over(tmp_path / "page.pdf"):
            found[address] = over[:5]
    assert found == {}


# The same words on paper that is smaller by so much: WebDriver's print in Firefox takes no scale.
SMALLER = {0.7: (300, 424), 1.5: (140, 198)}


@pytest.mark.parametrize("scale", SMALLER)
def test_in_firefox_neither(server: str, tmp_path: Path, scale: float) -> None:
    width, height = SMALLER[scale]
    addresses = ["practice/", "timer/10/", "practice/large-print/", "teach/", "safety/"]
    code = f"""for (const [at, address] of {json.dumps(addresses)}.entries()) {{
      await page.goto({json.dumps(server)} + address, {{waitUntil: "load"}});
      await page.pdf({{path: `{tmp_path}/${{at}}.pdf`, width: "{width}mm", height: "{height}mm"}});
    }}"""
    firefox.run(server + "robots.txt", code, timeout=240)
    assert {address: over for at, address in enumerate(addresses) if (over := lying_over(tmp_path / f"{at}.pdf"))} == {}


def test_no_control_is_printed(open_page: Callable[..., Page], server: str) -> None:
    """But for the names of columns, which on a screen sort the table."""
    page = open_page()
    page.emulate_media(media="print")
    found = {}
    for address in EVERY:
        page.goto(server + address, wait_until="networkidle")
        if controls := page.evaluate(CONTROLS):
            found[address] = controls
    assert found == {}


def test_the_teachers_page_prints_scripts_and_links_once(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(server + "teach/", wait_until="networkidle")
    page.pdf(path=tmp_path / "teach.pdf", format="A4")
    said = words_in(tmp_path / "teach.pdf")
    for minutes in DATA.rules.lengths.published:
        assert len(re.findall(rf"\b{DATA.ui.teach.script.format(minutes=minutes)}", said)) == 1
        assert len(re.findall(rf"timer/{minutes}\b(?!/?\?)", said)) == 1
    for left_out in ("Code Files", DATA.ui.teach.copy_frame, "choose a session above"):
        assert left_out not in said


@pytest.mark.parametrize(("address", "most"), [("evidence/", 12), ("safety/", 18)])
def test_a_long_page_does_not_waste_paper(page: Page, server: str, tmp_path: Path, address: str, most: int) -> None:
    for paper in ("A4", "Letter"):
        page.goto(server + address, wait_until="networkidle")
        page.pdf(path=tmp_path / "page.pdf", format=paper)
        assert pages_in(tmp_path / "page.pdf") <= most

"""The typeface: every letter that pages set is in its files, what the stylesheet says of them is true, and few are fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.pages import BuiltPage

CSS = ROOT / "overrides/assets/css"
FONTS = ROOT / "overrides/assets/fonts"
ROMAN, MORE, ITALIC = "atkinson-luw.woff2", "atkinson-luw-more.woff2", "atkinson-luw-italic.woff2"
# Bytes: what a first visit pays, and what a page with sources pays on top.
MOST = {ROMAN: 12 * 1024, MORE: 9 * 1024, ITALIC: 8 * 1024, "atkinson-luw-digits.woff2": 1600}
# Set by no glyph.
UNSEEN = {"\n": "a space, or nothing"}
LEANING = "em, i, cite, dfn, var, address"
ADD = "add it to PLAIN in tools/fonts.py and to unicode-range in fonts.css, then make the files again"


def font(name: str) -> Any:
    return TTFont(FONTS / name)


def letters(*names: str) -> set[str]:
    return {chr(code) for name in names for code in font(name).getBestCmap()}


def faces() -> dict[str, dict[str, str]]:
    """What the stylesheets say of each file: its descriptors by name."""
    found = {}
    for sheet in CSS.glob("*.css"):
        for block in re.findall(r"@font-face\s*\{(.*?)\}", sheet.read_text("utf-8"), re.DOTALL):
            said = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in block.split(";"))}
            if file := re.search(r"fonts/([\w-]+\.woff2)", said["src"]):
                found[file[1]] = said
    return found


def in_ranges(ranges: str) -> set[str]:
    spans = (re.findall(r"[0-9A-F]+", part.replace("U+", "")) for part in ranges.split(","))
    return {chr(code) for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}


def named(signs: Iterable[str]) -> list[str]:
    return [f"{sign} U+{ord(sign):04X}" for sign in sorted(signs)]


@pytest.mark.parametrize("name", sorted(MOST))
def test_a_file_is_small_and_named_in_a_stylesheet(name: str) -> None:
    assert (FONTS / name).stat().st_size <= MOST[name]
    assert name in faces()


def test_there_are_no_other_files() -> None:
    assert {file.name for file in FONTS.glob("*.woff2")} == set(MOST) == set(faces())


@pytest.mark.parametrize("name", [ROMAN, MORE])
def test_the_browser_is_told_which_letters_are_in_a_file(name: str) -> None:
    """A letter outside the range is never looked for, and one that is only in the range is fetched in vain."""
    assert in_ranges(faces()[name]["unicode-range"]) == letters(name)


@pytest.mark.parametrize("name", sorted(MOST))
def test_the_browser_is_told_the_weights_of_a_file(name: str) -> None:
    said = [int(weight) for weight in faces()[name]["font-weight"].split()]
    if "fvar" in (read := font(name)):
        axis = read["fvar"].axes[0]
        assert said == [axis.minValue, axis.maxValue]
    else:
        assert len(said) == 1


def test_no_style_asks_for_a_weight_that_is_not_there() -> None:
    least, most = (int(weight) for weight in faces()[ROMAN]["font-weight"].split())
    for sheet in CSS.glob("*.css"):
        rules = re.sub(r"@font-face\s*\{.*?\}", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        asked = {int(weight) for weight in re.findall(r"\bfont(?:-weight)?:[^;}]*?\b(\d{3})\b(?!px)", rules)}
        assert {weight for weight in asked if not least <= weight <= most} == set(), sheet.name


def test_pairs_are_kerned_figures_align_and_the_zero_is_open() -> None:
    for name in (ROMAN, MORE, ITALIC):
        assert "kern" in {record.FeatureTag for record in font(name)["GPOS"].table.FeatureList.FeatureRecord}, name
    for name in (ROMAN, "atkinson-luw-digits.woff2"):
        read = font(name)
        (single,) = (table for lookup in read["GSUB"].table.LookupList.Lookup for table in lookup.SubTable)
        figures = [single.mapping.get(read.getBestCmap()[ord(sign)], read.getBestCmap()[ord(sign)]) for sign in "0123456789"]
        assert len({read["hmtx"][figure][0] for figure in figures}) == 1, name
        assert read["glyf"]["zero"].numberOfContours == 2, name


def test_every_letter_of_every_page_is_in_a_file(pages: dict[str, BuiltPage], site: Path) -> None:
    """Tags, attributes and data too: scripts set words out of them. And the scripts' own words."""
    there = letters(ROMAN, MORE) | set(UNSEEN)
    texts = {page: html.unescape(built.html) for page, built in pages.items()}
    texts |= {file.name: file.read_text("utf-8") for file in site.glob("assets/js/**/*.js")}
    for name, text in texts.items():
        escaped = {chr(int(code, 16)) for code in re.findall(r"\\u([0-9a-fA-F]{4})", text)}
        assert named((set(text) | escaped) - there) == [], f"{name}: {ADD}"


def test_every_leaning_letter_is_in_the_italic(pages: dict[str, BuiltPage]) -> None:
    there = letters(ITALIC) | set(UNSEEN)
    for name, built in pages.items():
        leaning = "".join(tag.get_text() for tag in built.soup.select(LEANING))
        assert named(set(leaning) - there) == [], f"{name}: {ADD}"


def test_only_what_is_cited_leans(pages: dict[str, BuiltPage]) -> None:
    """So that no other page needs the italic."""
    for name, built in pages.items():
        elsewhere = [str(tag) for tag in built.soup.select(LEANING) if not tag.find_parent(class_="references")]
        assert elsewhere == [] or name == "about/", name


@pytest.mark.parametrize(("path", "files"), [("", {ROMAN}), ("practice/", {ROMAN}), ("safety/", {ROMAN}), ("benefits/sleep/", {ROMAN, ITALIC})])
def test_a_first_visit_fetches_no_more_than_it_sets(page: Page, server: str, path: str, files: set[str]) -> None:
    page.goto(server + path)
    # To the very end, and to what is laid out only when someone is near.
    page.locator("main :is(h2, h3, .references li)").last.scroll_into_view_if_needed()
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    asked = page.evaluate("document.fonts.ready.then(() => performance.getEntriesByType('resource').map(one => one.name))")
    assert {address.partition("?")[0].rpartition("/")[2] for address in asked if ".woff2" in address} == files


def test_an_accented_letter_fetches_its_own_file(page: Page, server: str) -> None:
    page.goto(server + "about/")
    with page.expect_response(re.compile(MORE)):
        page.evaluate("document.querySelector('main p').append('Zoë')")

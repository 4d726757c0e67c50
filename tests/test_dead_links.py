"""Nothing leads nowhere: data that counts on a page, links of built pages, what style sheets ask for, and the site's own names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.data import load
from macros.pages import check_pages
from macros.publishing import addresses
from macros.publishing.folder import read_all
from macros.schema import DataError
from macros.site import read_site
from tests.conftest import ROOT
from tests.sentences import DATA, Edit, copy_data, cut, sentence, swap

PAGES: dict[str, tuple[str, Edit, str, tuple[str, ...]]] = {
    "a purpose that leads to a page that is not there": (
        "purposes.yml", swap("page: benefits/sleep", "page: benefits/sleeep"), "", ("sleep.page", "benefits/sleeep", "nearest: benefits/sleep"),
    ),
    "an answer that leads to a page that is not there": (
        "questions.yml", cut(r'to: "evidence/#durations"', 'to: "evidense/#durations"'), "", (".links", "evidense/", "nearest: evidence/"),
    ),
    "a way of the frame to a page that is not there": (
        "frame.yml", swap("to: versions/", "to: version/"), "", ("extra.words", "version/", "nearest: versions/"),
    ),
    "a published length without its page": (
        "routine.yml", swap("[5, 10, 15]", "[5, 10, 15, 20]"), "", ("lengths.published", "20", "docs/timer/20.md"),
    ),
    "a page that was taken away": ("purposes.yml", swap("", ""), "benefits/anxiety.md", ("anxiety.page", "docs/benefits/anxiety.md")),
    "a purpose without a benefit": (
        *("purposes.yml", lambda text: text + re.findall(r"- id: sleep\n(?:  .*\n)+", text)[0].replace("id: sleep", "id: made-up"), ""),
        ("id", "made-up is missing"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PAGES)
def test_data_that_counts_on_a_page_that_is_not_there_is_refused(tmp_path: Path, what: str) -> None:
    name, edit, gone, parts = PAGES[what]
    folder = copy_data(tmp_path)
    docs = Path(shutil.copytree(ROOT / "docs", tmp_path / "docs"))
    if gone:
        (docs / gone).unlink()
    file = folder / name
    file.write_text(edit(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        check_pages(load(folder), docs)
    sentence(error.value, "data/benefits.yml" if "made-up is missing" in parts else f"data/{name}", *parts)


NAMED = {
    "markup": ("site_name: Legs Up the Wall", "site_name: Legs <b>up</b>", "site_name", "'<' is none"),
    "a quotation mark": ("site_name: Legs Up the Wall", "site_name: 'Legs \"up\"'", "site_name", "is none"),
    "a character by its number": ("site_name: Legs Up the Wall", "site_name: 'Legs &#60; up'", "site_name", "is none"),
    "a second line": ("site_name: Legs Up the Wall", 'site_name: "Legs\\nup"', "site_name", "one line"),
    "no name": ("site_name: Legs Up the Wall", "site_name:", "site_name", "not empty"),
    "a name that is none": ("site_name: Legs Up the Wall", "site_name: 5", "site_name", "not empty"),
    "no description": ("site_description: ", "site_descripton: ", "site_description", "not empty"),
    "no one": ("    by: Legs Up the Wall\n", "", "by", "must be there"),
    "an empty one": ("    by: Legs Up the Wall\n", "    by: ''\n", "extra.site.by", "not empty"),
    "a short name that is long": ("short_name: Legs Up", "short_name: Legs Up the Wall at Home", "short_name", "at most 15 characters"),
    "a license that leads nowhere": ("license_url: https://", "license_url: javascript:", "license_url", "https://"),
    "a language that is none": ("language: en-US", "language: English", "language", "such as en or en-US"),
    "two languages": ("  language: en\n", "  language: de\n", "theme.language", "'de'", "nearest: en"),
    "a misspelled key": ("    short_name:", "    shortname:", "shortname", "short_name"),
    "no YAML": ("site_name: Legs Up the Wall", "site_name: [Legs", "line 5", "well-formed YAML"),
}


@pytest.mark.parametrize("what", NAMED)
def test_a_name_of_the_site_that_is_missing_or_markup_is_refused(tmp_path: Path, what: str) -> None:
    old, new, *parts = NAMED[what]
    file = tmp_path / "mkdocs.yml"
    file.write_text(swap(old, new)((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        read_site(file)
    sentence(error.value, "mkdocs.yml", *parts)


def test_a_site_without_its_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        read_site(tmp_path / "mkdocs.yml")
    sentence(error.value, "mkdocs.yml", "missing")


def test_a_name_with_an_ampersand_or_an_accent_is_let_through(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(swap("site_name: Legs Up the Wall", "site_name: José & Ann's Yoga")((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")
    assert read_site(file).name == "José & Ann\u2019s Yoga"


def page(folder: Path, body: str, style: str = "") -> Path:
    """A site of two pages and a style sheet."""
    for name, text in (("index.html", body), ("safety/index.html", '<h1 id="safety">Safety</h1><p id="glaucoma">')):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<!doctype html>{text}", "utf-8")
    (folder / "assets/css").mkdir(parents=True)
    (folder / "assets/css/site.css").write_text(style, "utf-8")
    return folder


def check(site: Path) -> None:
    addresses.check(site, load(DATA), "https://x.example/", read_all(site))


DEAD = {
    "a page that is not there": ('<a href="safty/">x</a>', ("href", "safty/", "nearest: safety/")),
    "a place that is not on its page": ('<a href="safety/#glaucma">x</a>', ("href", "#glaucma", "nearest: #glaucoma")),
    "a place that is not on this page": ('<a href="#nowhere">x</a>', ("href", "#nowhere", "a place on")),
    "a way out of the site": ('<a href="../../etc/">x</a>', ("href", "../../etc/", "a page or file of this site")),
    "a link that runs code": ('<a href="javascript:alert(1)">x</a>', ("href", "javascript:", "https:")),
    "a picture that is not there": ('<img src="assets/img/no.webp" alt="">', ("src", "no.webp", "a page or file")),
    "a page hidden in an address": ('<a href="data:text/html,x">x</a>', ("href", "data:text", "https:")),
}


@pytest.mark.parametrize("what", DEAD)
def test_a_dead_or_unsafe_link_of_a_built_page_is_refused(tmp_path: Path, what: str) -> None:
    body, parts = DEAD[what]
    with pytest.raises(DataError) as error:
        check(page(tmp_path, body))
    sentence(error.value, "index.html", *parts)


def test_links_that_lead_somewhere_are_let_through(tmp_path: Path) -> None:
    body = '<p id="é"><a href="safety/#glaucoma">a</a><a href="safety/index.html?for=sleep">b</a><a href="https://else.example/x">c</a>'
    body += '<a href="mailto:a@b.example">d</a><a href="#%C3%A9">e</a><a href="pdf/timer-5.pdf">f</a><img src="data:image/png;base64,AA" alt="">'
    check(page(tmp_path, body))


def test_a_style_sheet_that_asks_for_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        check(page(tmp_path, "", 'a { src: url("../fonts/no.woff2") }'))
    sentence(error.value, "assets/css/site.css", "url", "../fonts/no.woff2")


@pytest.mark.parametrize("content", [b"", b"wOF2", b"wOF2" + bytes(400), b"<html>" * 40])
def test_a_font_that_is_none_or_was_cut_is_refused(tmp_path: Path, content: bytes) -> None:
    site = page(tmp_path, "")
    (site / "assets/fonts").mkdir()
    (site / "assets/fonts/letters.woff2").write_bytes(content)
    with pytest.raises(DataError) as error:
        check(site)
    sentence(error.value, "overrides/assets/fonts/letters.woff2", "a whole font")

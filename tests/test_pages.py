"""What holds on every page, whoever wrote it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import SITE_URL
from tests.pages import BuiltPage
from tests.readability import grade, prose

# Pages that readers land on; the embed is a fragment in someone else's page, and 404 has no address of its own.
APART = {"embed/", "404.html"}
# These quote studies, whose words are long. The about page says what is measured here; change both together.
LEARNED = {"evidence/", "evidence/references/"}
SEVENTH = 7.0


def faults(pages: dict[str, BuiltPage], check: object) -> dict[str, object]:
    """What `check` says about each page, where it says anything."""
    assert callable(check)
    return {url: found for url, page in pages.items() if (found := check(page))}


def test_no_page_shows_a_template_instead_of_its_value(pages: dict[str, BuiltPage]) -> None:
    assert faults(pages, lambda page: re.findall(r"\{\{.{0,40}|\{%.{0,40}", page.html)) == {}


def test_titles_are_there_and_unique(pages: dict[str, BuiltPage]) -> None:
    titles = [page.title for page in pages.values()]
    assert all(titles)
    assert sorted(titles) == sorted(set(titles))
    assert [title for title in titles if title.count("Legs Up the Wall") != 1] == []


def test_descriptions_are_there_and_unique(pages: dict[str, BuiltPage]) -> None:
    descriptions = {url: page.meta("description") for url, page in pages.items() if url not in APART}
    assert [url for url, text in descriptions.items() if not 40 <= len(text) <= 200] == []
    assert len(set(descriptions.values())) == len(descriptions)


def test_every_page_has_one_main_heading_and_no_level_is_skipped(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        levels = [int(tag.name[1]) for tag in page.soup.select("h1, h2, h3, h4, h5, h6")]
        inside = [int(tag.name[1]) for tag in page.content.select("h1, h2, h3, h4, h5, h6")]
        jumps = [(a, b) for a, b in pairwise(inside) if b > a + 1]
        return levels.count(1) != 1 or jumps

    assert faults(pages, check) == {}


def test_no_id_is_used_twice(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        ids = [str(tag["id"]) for tag in page.soup.find_all(id=True)]
        return sorted({name for name in ids if ids.count(name) > 1})

    assert faults(pages, check) == {}


def test_links_inside_the_site_lead_somewhere_and_to_anchors_that_exist(pages: dict[str, BuiltPage], site: Path) -> None:
    def broken(page: BuiltPage) -> object:
        out = []
        for link in page.links:
            ours = link.target.startswith(SITE_URL)
            parts = urlsplit(link.target.removeprefix(SITE_URL) if ours else page.resolve(link.target))
            if parts.scheme or link.target.startswith("//"):
                continue
            path = unquote(parts.path)
            file = site / path
            target = pages.get(path)
            if (not target and not file.is_file()) or (target and parts.fragment and unquote(parts.fragment) not in target.ids | {"__top"}):
                out.append(link.target)
        return sorted(set(out))

    assert faults(pages, broken) == {}


def test_nothing_is_fetched_from_another_host(pages: dict[str, BuiltPage]) -> None:
    def foreign(page: BuiltPage) -> object:
        fetched = [link.target for link in page.links if link.fetched]
        fetched += re.findall(r"url\(['\"]?((?:https?:)?//[^)'\"]+)", page.html)
        return [t for t in fetched if urlsplit(t).netloc and not t.startswith(SITE_URL)]

    assert faults(pages, foreign) == {}


def test_styles_and_scripts_name_no_other_host_to_fetch_from(site: Path) -> None:
    styles = {f.name: re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^)'\"]+)", f.read_text("utf-8")) for f in site.rglob("*.css")}
    assert {name: found for name, found in styles.items() if found} == {}


def test_other_sites_are_linked_over_https_only(pages: dict[str, BuiltPage]) -> None:
    assert faults(pages, lambda page: [link.target for link in page.links if link.target.startswith("http://")]) == {}


def test_nothing_published_names_the_machine_it_was_built_on(site: Path) -> None:
    leaks = re.compile(rb"/(?:home|root|Users|tmp|work)/[\w.-]+/|localhost:\d+|127\.0\.0\.1:\d+|file:///")
    text = {".html", ".js", ".css", ".json", ".xml", ".txt", ".svg", ".webmanifest", ".ics", ""}
    found = {}
    for file in site.rglob("*"):
        if file.is_file() and file.suffix in text and (matches := leaks.findall(file.read_bytes())):
            found[file.relative_to(site).as_posix()] = matches[:3]
    assert found == {}


def test_every_page_says_its_language_and_fits_a_phone(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        root = page.soup.html
        return root is None or root.get("lang") not in {"en", "en-US"} or "width=device-width" not in page.meta("viewport")

    assert faults(pages, check) == {}


def test_every_picture_has_words_or_says_that_it_needs_none(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        images = [str(tag)[:80] for tag in page.soup.find_all("img") if tag.get("alt") is None]
        drawings = [
            str(tag)[:80]
            for tag in page.content.find_all("svg")
            if tag.get("aria-hidden") != "true" and not (tag.get("aria-label") or tag.get("aria-labelledby") or tag.find("title"))
        ]
        hidden = [str(tag)[:80] for tag in page.content.select("[aria-hidden=true] svg")]
        return images + [d for d in drawings if d not in hidden]

    assert faults(pages, check) == {}


def test_the_canonical_address_is_the_published_one(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        if page.url in APART:
            return None
        found = [link.target for link in page.links if "canonical" in link.rel.split()]
        return found != [SITE_URL + page.url] and found

    assert faults(pages, check) == {}


def test_the_words_are_easy_to_read(pages: dict[str, BuiltPage]) -> None:
    grades = {url: grade(prose(page.content)) for url, page in pages.items() if url not in LEARNED | APART}
    assert {url: round(value, 1) for url, value in grades.items() if value > SEVENTH} == {}
    assert "US seventh grade" in pages["about/"].content.get_text(" ")


def test_the_words_do_not_shout_or_belittle(pages: dict[str, BuiltPage]) -> None:
    def check(page: BuiltPage) -> object:
        return [s for s in prose(page.content) if re.search(r"\bsimply\b", s, re.IGNORECASE) or re.search(r"\w!(?=\s|$)", s)]

    assert faults(pages, check) == {}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [("Lie down now, with your legs up.", -3, 2), ("Peripheral vasoconstriction attenuates orthostatic instability.", 20, 60)],
)
def test_the_readability_measure_tells_plain_from_learned(sentence: str, low: float, high: float) -> None:
    assert low < grade([sentence]) < high


def test_every_table_stacks_or_scrolls_in_a_region_of_its_own(pages: dict[str, BuiltPage]) -> None:
    """Else its last column is out of reach on a phone. Tables with a class are laid out by their own part."""
    tables = [(url, table) for url, page in pages.items() for table in page.soup.select("table:not([class])")]
    assert [(url, str(table)[:90]) for url, table in tables if not table.find_parent(class_="table")] == []

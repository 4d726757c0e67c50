"""What programs read: open data that keeps its schema, a feed of changes, and plain tables of contents."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from macros.data import load
from macros.evidence.care import care_line
from macros.publishing.feeds import Change, Page, feed_xml, llms_txt, read_page, robots_txt
from macros.publishing.markup import parse
from macros.publishing.opendata import SCHEMA, open_data

DATA = load(Path(__file__).parents[1] / "data")
SITE = "https://example.org/legs/"
NAMES = DATA.site
PAGE = """<html><head><title>Safe &amp; calm - Legs Up the Wall</title><meta name="description" content="One line."></head><body>
<details class="dates__changes"><summary>Changes</summary><ul>
<li><time datetime="2026-11-22">November 22, 2026</time>: First published: with care.</li></ul></details>
<ul><li>not a change</li></ul></body></html>"""


def test_open_data_keeps_its_schema() -> None:
    """Whoever builds on routines.json can rely on its shape."""
    jsonschema.validate(open_data(DATA, SITE), json.loads(SCHEMA.read_text("utf-8")))


def test_open_data_holds_every_published_routine_once() -> None:
    """Three lengths, every purpose, every version."""
    ids = [routine["id"] for routine in open_data(DATA, SITE)["routines"]]
    assert len(ids) == len(set(ids)) == 3 * len(DATA.purposes) * len(DATA.versions)


@pytest.mark.parametrize("key", ["minutes", "seconds", "phases"])
def test_the_schema_refuses_a_routine_that_lacks_something(key: str) -> None:
    """The schema is not an empty promise."""
    known = open_data(DATA, SITE)
    del known["routines"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(known, json.loads(SCHEMA.read_text("utf-8")))


def test_a_page_tells_its_title_description_and_changes() -> None:
    """Nothing else on the page is taken for a change."""
    page = read_page("safety/index.html", parse(PAGE), NAMES.name)
    assert page == Page("safety/", "Safe & calm", "One line.", (Change("2026-11-22", "First published: with care."),))


def test_the_feed_is_atom_with_the_newest_change_first() -> None:
    """A feed reader gets an id, a date and an address for each change."""
    pages = [
        Page("a/", "A & B", "", (Change("2026-11-22", "First published."),)),
        Page("c/", "C", "", (Change("2027-01-01", "A number <changed>."),)),
    ]
    feed = ET.fromstring(feed_xml(pages, SITE, DATA))
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert [e.findtext("a:title", namespaces=atom) for e in feed.findall("a:entry", atom)] == ["C", "A & B"]
    ids = [e.findtext("a:id", namespaces=atom) for e in feed.findall("a:entry", atom)]
    assert len(set(ids)) == 2
    assert feed.findtext("a:updated", namespaces=atom) == "2027-01-01T00:00:00Z"


def test_robots_and_tables_of_contents_name_the_site() -> None:
    """Everyone may read, and finds every page."""
    assert f"Sitemap: {SITE}sitemap.xml" in robots_txt(SITE)
    listed = [Page("", "Home", "One pose.", ()), Page("safety/", "Safety", "Who asks first.", ()), Page("practice/", "Steps", "Five.", ())]
    text = llms_txt(listed, SITE, DATA)
    assert f"> One pose.\n\n{DATA.ui.site.not_reviewed} {care_line(DATA.evidence)}\n" in text
    assert re.findall(r"^- \[(\w+)\]", text, re.MULTILINE) == ["Steps", "Safety", "Home"]
    assert f"- [Safety]({SITE}safety/): Who asks first." in text

"""A page as the row of its tokens: what no step changes stays byte for byte, and what they tell is what a browser reads."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from macros.publishing.markup import changed, first, head, parse, start, written
from tests.conftest import ROOT
from tests.pages import BuiltPage

ODD = (
    "",
    "<",
    "<a",
    "a < b & c &amp; d",
    "</>",
    "<p a='1'b=2 C = \"3\"  d>x</P >",
    "<!doctype html>\r\n<!-- a -->\n<?php ?><![CDATA[ x ]]>",
    "<script>if (a < b) say('</p>')</script>",
    "<svg viewBox=\"0 0 1 1\"><path d='M0 0'/></svg>",
    "<textarea><p>\n\n</textarea>",
)


@pytest.mark.parametrize("html", ODD)
def test_what_is_parsed_is_written_as_it_was(html: str) -> None:
    assert written(parse(html)) == html


PIECES = [*"<>/=!-?&;\"' \nax", "<!--", "-->", "</", "<script>", "</script>", "<p ", "&amp;", "<![CDATA[", "]]>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_is_lost_however_broken_a_page_is(html: str) -> None:
    assert written(parse(html)) == html


def test_pages_are_parsed_in_one_place() -> None:
    """No step of publishing looks for tags itself, neither with a parser of its own nor among letters."""
    for file in (ROOT / "macros/publishing").glob("*.py"):
        text = file.read_text("utf-8")
        assert file.name == "markup.py" or "html.parser" not in text, file.name
        assert re.findall(r"""re\.compile\([^#\n]*<(?:a|body|h1|link|meta|script)\b""", text) == [], file.name


def test_every_page_is_written_as_it_was(pages: dict[str, BuiltPage]) -> None:
    for url, page in pages.items():
        assert written(parse(page.html)) == page.html, url


def test_the_tokens_of_a_page_are_the_elements_that_a_browser_makes_of_it(pages: dict[str, BuiltPage]) -> None:
    """Beside html5lib, which follows the standard to the letter; it writes some names inside drawings with capitals."""
    for url, page in pages.items():
        soup = BeautifulSoup(page.html, "html5lib", multi_valued_attributes=None)
        elements = [(tag.name.lower(), {name.lower(): value for name, value in tag.attrs.items()}) for tag in soup.find_all()]
        tags = [token for token in parse(page.html) if token.starts()]
        assert [(tag.name, {name: value or "" for name, value in tag.attributes.items()}) for tag in tags] == elements, url


def test_an_attribute_changes_and_the_rest_of_its_tag_stays() -> None:
    (tag,) = parse("<A  id=a HREF = 'x?a&amp;b'\n hidden data-href=\"x\" />")
    assert tag.attributes == {"id": "a", "href": "x?a&b", "hidden": None, "data-href": "x"}
    assert tag.put("href", 'y?"&').source == '<A  id=a href="y?&quot;&amp;"\n hidden data-href="x" />'
    assert parse(tag.put("href", 'y?"&').source)[0].get("href") == 'y?"&'
    assert tag.without("hidden").source == "<A  id=a HREF = 'x?a&amp;b' data-href=\"x\" />"
    assert tag.without("hidden").attributes == {"id": "a", "href": "x?a&b", "data-href": "x"}
    assert tag.without("class") == tag


def test_of_two_attributes_of_one_name_the_first_counts() -> None:
    (tag,) = parse('<a href="one" href="two">')
    assert (tag.get("href"), tag.put("href", "three").source) == ("one", '<a href="three" href="two">')


def test_what_looks_like_an_attribute_inside_another_or_in_a_script_is_none() -> None:
    html = """<p title=' href="a" '>href="a"<!-- <a href="a"> --></p><script>'<a href="a">'</script>"""
    assert written(changed(parse(html), ("href",), lambda _: "b")) == html


def test_a_new_tag_says_what_it_was_given() -> None:
    tag = start("meta", {"content": "'a' & \"b\""})
    assert tag.source == "<meta content=\"'a' &amp; &quot;b&quot;\">"
    assert parse(tag.source) == (tag,)


def test_a_part_of_a_page_is_what_stands_inside_its_element() -> None:
    page = parse('<head><title>A &amp; b</title></head><p class="a">no</p><p class="b">yes</p>')
    assert written(head(page)) == "<head><title>A &amp; b</title>"
    assert [token.words for token in first(page, "title")] == ["A & b"]
    assert written(first(page, "p", lambda token: token.get("class") == "b")) == "yes"
    assert first(page, "h1") == ()

"""A reader without an account can report an error, where whoever publishes the site has named an address; elsewhere nothing offers it."""

from __future__ import annotations

import pytest

from macros.calls import MACROS, bind
from macros.data import load
from macros.render import Place
from macros.report import report_link
from macros.schema import DataError
from tests.conftest import ROOT
from tests.pages import BuiltPage

DATA = load(ROOT / "data")


def shown(address: str) -> str:
    """What the page says when that address is set."""
    return bind("report_error", MACROS["report_error"], DATA, lambda: Place("about/", "About", report=report_link(address, "An error")))()


def test_where_no_address_is_set_no_page_offers_one(pages: dict[str, BuiltPage]) -> None:
    assert shown("") == ""
    assert [url for url, page in pages.items() if 'href="mailto:' in page.html or DATA.ui.site.report in page.html] == []


@pytest.mark.parametrize("address", ["errors@example.org", "mailto:errors@example.org"])
def test_a_mail_address_becomes_a_letter_with_a_subject(address: str) -> None:
    assert 'href="mailto:errors@example.org?subject=An%20error"' in shown(address)


def test_a_page_is_linked_as_it_is() -> None:
    assert 'href="https://example.org/report?site=legs"' in shown("https://example.org/report?site=legs")


@pytest.mark.parametrize("address", ["http://example.org/", "errors at example.org", 'a@b.example" onclick="x', "javascript:alert(1)", "a@b"])
def test_an_address_that_is_neither_is_refused_in_one_sentence(address: str) -> None:
    with pytest.raises(DataError, match=r"^mkdocs\.yml: extra\.report: .*a mail address .*or nothing$"):
        report_link(address, "An error")

"""The teacher's page: from a choice to a link, a code, a sheet and a message."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import icalendar
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from macros.data import load
from macros.links import sessions
from macros.routines import build_routine
from tests.conftest import ROOT, SITE_URL
from tests.pages import BuiltPage
from tools.wordpress.rows import CODE

DATA = load(ROOT / "data")
LIBRARY = DATA.library


@pytest.fixture
def teach(open_page: Callable[..., Page], server: str) -> Page:
    page = open_page(accept_downloads=True)
    page.goto(server + "teach/")
    page.locator("form.builder").wait_for(state="visible")
    return page


def choose(page: Page, **choices: str) -> None:
    """Fills the fields of the link builder by their names."""
    for name, value in choices.items():
        field = page.locator(f"form.builder [name={name}]")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_choice_shows_link_code_message_and_frame_together(teach: Page) -> None:
    choose(teach, minutes="7", purpose="sleep", version="chair", start="18:30")
    link = f"{SITE_URL}timer/?minutes=7&for=sleep&version=chair&start=18:30"
    expect(teach.locator(".builder__address a")).to_have_text(link)
    expect(teach.locator(".builder__address a")).to_have_attribute("href", link)
    message = teach.locator("[name=message]").input_value()
    assert link in message
    assert "18:30" in message
    frame = teach.locator("[name=frame]").input_value()
    assert frame == CODE.format(embed="https://legsup.example/embed/?minutes=7&amp;for=sleep&amp;version=chair&amp;start=18:30")
    expect(teach.locator(".builder__wordpress--not")).to_be_visible()


def test_a_class_at_bedtime_may_end_lying_down_and_a_usual_end_is_not_said(teach: Page) -> None:
    choose(teach, purpose="sleep", end="stay")
    expect(teach.locator(".builder__address a")).to_have_text(f"{SITE_URL}timer/10/?for=sleep&end=stay")
    choose(teach, version="bed")
    expect(teach.locator(".builder__address a")).not_to_have_text(re.compile("end="))
    choose(teach, end="bell")
    expect(teach.locator(".builder__address a")).to_have_text(re.compile("end=bell"))
    choose(teach, end="")
    expect(teach.locator(".builder__address a")).not_to_have_text(re.compile("end="))


def test_the_code_downloads_as_a_picture_that_reads(teach: Page) -> None:
    choose(teach, minutes="15", purpose="anxiety")
    link = f"{SITE_URL}timer/15/?for=anxiety"
    with Image.open(io.BytesIO(saved(teach, "QR code as PNG"))) as picture:
        assert picture.width >= 700
        assert zxingcpp.read_barcodes(picture)[0].text == link
    assert saved(teach, "QR code as SVG").startswith(b"<svg xmlns=")


def test_the_calendar_file_holds_the_chosen_time_and_link(teach: Page) -> None:
    choose(teach, minutes="20", start="06:45")
    (event,) = icalendar.Calendar.from_ical(saved(teach, "Calendar file")).walk("VEVENT")
    start = event.decoded("dtstart")
    assert isinstance(start, datetime)
    assert (start.hour, start.minute) == (6, 45)
    assert (event.decoded("dtend") - start).total_seconds() == -(-build_routine(LIBRARY, 20).seconds // 60) * 60
    assert str(event["url"]) == f"{SITE_URL}timer/?minutes=20&start=06:45"


def test_nonsense_in_the_form_still_makes_a_session(teach: Page) -> None:
    for minutes, shown in (("", "timer/10/"), ("999", "timer/?minutes=30"), ("1", "timer/?minutes=3")):
        choose(teach, minutes=minutes)
        expect(teach.locator(".builder__address a")).to_have_text(SITE_URL + shown)


def test_print_the_sheet_prints_the_chosen_sheet_and_the_page_stays_a_page(teach: Page) -> None:
    teach.evaluate("window.print = () => { window.asked = document.querySelector('.sheet').className }")
    choose(teach, minutes="5", purpose="anxiety")
    teach.get_by_role("button", name="Print the sheet").click()
    assert "sheet--print" in teach.evaluate("window.asked")
    teach.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "sheet--wait" in (teach.locator(".sheet").get_attribute("class") or "")
    assert "/timer/5/?for=anxiety" in (teach.locator(".sheet__address").text_content() or "")


def test_without_scripts_every_ready_link_is_there(pages: dict[str, BuiltPage]) -> None:
    soup = pages["teach/"].soup
    assert soup.select_one("form.builder.js-only[inert]")
    links = {str(a["href"]) for a in soup.select("table.ready td:nth-of-type(1) a")}
    assert {f"{SITE_URL}timer/{n}/" for n in DATA.rules.lengths.published} <= links
    assert len(links) == len(sessions(DATA))
    assert "CC BY 4.0" in soup.get_text()


def test_the_script_has_every_cue_and_bell_at_its_time(pages: dict[str, BuiltPage]) -> None:
    for table, minutes in zip(pages["teach/"].soup.select(".script__table"), (5, 10, 15), strict=True):
        routine = build_routine(LIBRARY, minutes)
        rows = [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]
        for cue in routine.cues:
            assert f"{cue.at // 60}:{cue.at % 60:02d} {cue.text}" in rows
        assert sum(row.split(" ", 1)[1].startswith("Bell,") for row in rows) == 3


def test_a_session_goes_into_the_calendar_at_the_reader_s_time(open_page: Callable[..., Page], server: str) -> None:
    """With the choices of the address in it, so that the entry opens the same session."""
    page = open_page(accept_downloads=True)
    page.goto(server + "timer/10/?for=sleep")
    page.locator("#take-time").fill("21:15")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Add to your calendar").click()
    (event,) = icalendar.Calendar.from_ical(Path(waiting.value.path()).read_bytes()).walk("VEVENT")
    start = event.decoded("dtstart")
    assert isinstance(start, datetime)
    assert (start.hour, start.minute, start.tzinfo) == (21, 15, None)
    assert start > datetime.now()
    assert str(event["url"]) == server + "timer/10/?for=sleep"


def test_where_nothing_can_be_shared_the_link_is_copied(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.canShare")
    page.goto(server + "timer/5/?bells=soft")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".take__said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == server + "timer/5/?bells=soft"
    expect(page.get_by_role("button", name="Share this page")).to_be_hidden()


def test_where_the_device_can_share_it_does(page: Page, server: str) -> None:
    page.add_init_script("navigator.canShare = () => true; navigator.share = async (what) => { window.shared = what }")
    page.goto(server + "practice/")
    page.get_by_role("button", name="Share this page").click()
    assert page.evaluate("window.shared.url") == server + "practice/"
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()

"""One choice on a page: whatever somebody chooses by hand, every place, every file and every link says the same session."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Page, expect

from macros.clock import about, clock, spoken
from macros.data import load
from macros.links import Session, plain_address, session_path, session_title, sessions, usual_end
from macros.model import Routine
from macros.pictures.qr import qr_path
from macros.routines import build_routine
from tests.conftest import ROOT, SITE_URL
from tests.timer import Open, Timer

DATA = load(ROOT / "data")
# What is taken from the page is caught here: a copied link, and files that are saved.
CATCH = """
window.copied = []; window.files = [];
Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => void copied.push(text) } });
Object.defineProperty(navigator, 'canShare', { value: undefined });
const real = URL.createObjectURL;
URL.createObjectURL = (blob) => { if (blob.type === 'text/calendar') blob.text().then((text) => files.push(text)); return real(blob); };
HTMLAnchorElement.prototype.click = function () { window.named = this.download; };
"""
CHOOSE = """(choice) => {
  const list = (name, value) => {
    const field = document.querySelector(`select[data-set=${name}]`);
    const radio = document.querySelector(`input[data-set=${name}][value="${value}"]`);
    if (radio) radio.checked = true; else field.value = value;
    (radio ?? field).dispatchEvent(new Event('change', { bubbles: true }));
  };
  for (const name of ['minutes', 'purpose', 'version', 'settle', 'bells']) list(name, `${choice[name]}`);
  const voice = document.querySelector('[data-act=voice]');
  if ((voice.getAttribute('aria-pressed') === 'true') !== choice.voice) voice.click();
}"""
SEEN = """() => {
  const text = (selector, place = document) => place.querySelector(selector)?.textContent.trim().replace(/\\s+/g, ' ');
  const shown = (one) => !one.closest('[hidden]:not(.sheet)');
  const rows = (selector, parts) => [...document.querySelectorAll(selector)].filter(shown).map((row) => parts.map((part) => text(part, row)));
  const table = [...document.querySelectorAll('.routine__one')].filter(shown);
  return {
    digits: text('.timer__digits'), cue: text('.timer__cue'), note: text('.timer__note'),
    tables: table.length, total: text('.routine__total', table[0]), caption: text('caption', table[0]),
    rows: rows('.routine__one:not([hidden]) .routine__row', ['.routine__at', '.routine__length']),
    sub: text('.sheet__sub'), sheet: rows('.sheet__table--one tbody tr', ['td', 'td:last-child']),
    versions: [...document.querySelectorAll('.sheet [data-version]')].filter(shown).map((one) => one.dataset.version.split(' '))
      .reduce((all, own) => all.filter((one) => own.includes(one))),
    out: [...document.querySelectorAll('.sheet__way .sheet__slot')].map((slot) => [...slot.children].filter(shown).length),
    address: text('.sheet__address'), code: document.querySelector('.sheet__qr').lastElementChild.getAttribute('d'),
    list: [...document.querySelectorAll('.timer__routine > li > time')].map((one) => one.textContent),
    cues: [...document.querySelectorAll('.timer__cues li')].map((one) => one.textContent.trim()), listed: text('.timer__total'),
    title: document.title, heading: text('h1'),
    sound: [...document.querySelectorAll('.timer__listen a, .take__sound a')].filter(shown).map((one) => one.getAttribute('href')),
    large: document.querySelector('[data-large]').href,
  };
}"""


def some(chance: random.Random) -> dict[str, Any]:
    """A choice that the keys of a timer allow."""
    return {
        "minutes": chance.choice([5, 10, 15, *range(3, 31)]),
        "purpose": chance.choice(list(DATA.purposes)),
        "version": chance.choice(list(DATA.versions)),
        "settle": chance.choice([0, 30, 90, 90, 90, 180, 300]),
        "bells": chance.choice(["soft", "clear", "off"]),
        "voice": chance.random() < 0.4,
    }


def routine_of(choice: dict[str, Any]) -> Routine:
    end = usual_end(DATA.purposes[choice["purpose"]], DATA.versions[choice["version"]])
    silent = choice["bells"] == "off"
    return build_routine(DATA.library, choice["minutes"], choice["purpose"], choice["version"], choice["settle"], end, silent=silent)


def session_of(choice: dict[str, Any], **more: Any) -> Session:
    return Session(**{**choice, "purpose": DATA.purposes[choice["purpose"]], "version": DATA.versions[choice["version"]], **more})


def take(page: Page) -> tuple[str, Any]:
    """The link that is copied and the entry that goes into a calendar."""
    page.evaluate("() => { copied.length = files.length = 0; document.querySelector('[data-copy]').click() }")
    page.evaluate("document.querySelector('.take form').requestSubmit()")
    for _ in range(50):
        if page.evaluate("files.length && copied.length"):
            break
        page.wait_for_timeout(20)
    (event,) = icalendar.Calendar.from_ical(page.evaluate("files[0]")).walk("VEVENT")
    return str(page.evaluate("copied[0]")), event


def says(page: Page, server: str, choice: dict[str, Any]) -> None:
    """Every place on the page, and everything that is taken from it, is this session."""
    routine, session = routine_of(choice), session_of(choice)
    path = session_path(session, DATA.rules)
    total = f"Legs up for {choice['minutes']} min, about {about(routine.seconds, DATA.units)} in all"
    chosen = {session.purpose.name: session.purpose.id != "general", session.version.name: session.version.id != "wall"}
    names = [name for name, differs in chosen.items() if differs]
    parts = [[clock(p.start), spoken(p.seconds, DATA.units)] for p in routine.phases]
    for _ in range(200):  # the sheet and its code are drawn by a script of their own
        seen = page.evaluate(SEEN)
        if total in seen["sub"] and seen["address"] == plain_address(SITE_URL + path):
            break
        page.wait_for_timeout(20)
    assert (seen["digits"], seen["cue"], seen["note"]) == (f"{choice['minutes']}:00", total, " · ".join(names))
    assert (seen["tables"], seen["total"], seen["caption"]) == (1, total, f"The {choice['minutes']}-minute routine")
    assert seen["rows"] == [*parts, [clock(routine.seconds), ""]]
    assert total in seen["sub"] and (session.purpose.id == "general" or session.purpose.name in seen["sub"])
    assert seen["sheet"] == [*parts, [clock(routine.seconds), ""]]
    assert seen["versions"] == [session.version.id], "what all that is shown on the sheet is for"
    assert set(seen["out"]) == {1}, "one drawing for each step out"
    assert seen["address"] == plain_address(SITE_URL + path)
    assert seen["code"] == qr_path(SITE_URL + path).path
    assert seen["listed"] == total and seen["list"] == [spoken(p.seconds, DATA.units) for p in routine.phases]
    assert seen["cues"] == [f"{clock(c.at)} {c.text}" for c in routine.cues]
    assert session_title(DATA, session) in seen["title"] and seen["heading"] == session_title(DATA, session)
    assert f"minutes={choice['minutes']}" in seen["large"]

    usual = choice["settle"] == DATA.rules.settle.default and choice["bells"] == session.purpose.bells
    files = {session_path(s, DATA.rules) for s in sessions(DATA)}
    plain = session_path(session_of(choice, settle=None, bells=None, voice=False), DATA.rules)
    if usual and plain in files:
        assert {f.partition("?")[0].rpartition("/")[2] for f in seen["sound"]} == {f"{routine.id}-{kind}.mp3" for kind in ("voice", "bells")}
    else:
        assert seen["sound"] == []

    link, event = take(page)
    assert link == server + path
    assert str(event["url"]) == link
    assert str(event["description"]) == f"{total}\n{link}"
    assert str(event["summary"]) == session_title(DATA, session)
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    assert isinstance(start, datetime) and start.tzinfo is None and start > datetime.now()
    assert (end - start).total_seconds() == -(-routine.seconds // 60) * 60
    assert event.decoded("rrule") == {"FREQ": ["DAILY"]}


def at_rest(page: Page, address: str) -> Timer:
    """A timer page whose other views listen already."""
    page.add_init_script(CATCH)
    timer = Timer(page, address)
    page.locator("[data-act=options]").click()
    page.wait_for_function("document.querySelectorAll('select[data-set=version] option').length")
    return timer


@pytest.fixture
def bare(open_page: Open) -> Page:
    return open_page(bypass_csp=True)


@pytest.mark.thorough
def test_thirty_choices_made_by_hand_are_told_alike_everywhere(bare: Page, server: str) -> None:
    timer = at_rest(bare, f"{server}timer/10/?fbclid=abc&utm_source=x")
    chance = random.Random(20261126)
    uids = set()
    bare.wait_for_load_state("networkidle")  # the sheet's script comes with the first touch
    for _ in range(30):
        choice = some(chance)
        bare.evaluate(CHOOSE, choice)
        bare.wait_for_timeout(30)
        says(bare, server, choice)
        uids.add(bare.evaluate("files[0].match(/^UID:.*(?:\\r\\n .*)*/m)[0]"))
    assert len(uids) > 25, "entries of different sessions are different entries"
    timer.fine()


def test_a_link_is_told_alike_everywhere_and_what_is_not_ours_goes_no_further(bare: Page, server: str) -> None:
    at_rest(bare, f"{server}timer/?minutes=25&for=sleep&utm_source=x&fbclid=1")
    choice = {"minutes": 25, "purpose": "sleep", "version": "wall", "settle": 90, "bells": "soft", "voice": False}
    bare.wait_for_timeout(300)
    link, event = take(bare)
    assert link == f"{server}timer/?minutes=25&for=sleep"
    assert "25 minutes" in str(event["summary"])
    assert bare.locator(".routine__total").inner_text() == f"Legs up for 25 min, about {about(routine_of(choice).seconds, DATA.units)} in all"
    assert bare.locator("[data-pdf]").count() == 0 or bare.locator("[data-pdf]").is_hidden()
    assert "25 minutes" in bare.title()


def test_a_class_goes_into_the_calendar_once_at_its_time(bare: Page, server: str) -> None:
    at_rest(bare, f"{server}timer/10/?start=19:00")
    bare.wait_for_timeout(300)
    link, event = take(bare)
    assert link == f"{server}timer/10/?start=19:00" == str(event["url"])
    start = event.decoded("dtstart")
    assert (start.hour, start.minute) == (19, 0) and "rrule" not in event
    assert "19:00" in bare.locator(".take__label").inner_text()


def test_on_the_practice_page_the_table_is_chosen_from_too(bare: Page, server: str) -> None:
    at_rest(bare, f"{server}practice/")
    bare.locator("[name=routine-length][value='15']").check(force=True)
    bare.wait_for_function("document.querySelector('.timer__digits').textContent === '15:00'")
    bare.evaluate(CHOOSE, {"minutes": 25, "purpose": "general", "version": "chair", "settle": 90, "bells": "clear", "voice": False})
    bare.wait_for_timeout(300)
    assert bare.locator("[name=routine-length]:checked").count() == 0
    assert bare.locator(".routine__one:visible").count() == 1
    assert bare.locator(".routine__one:visible .routine__total").inner_text().startswith("Legs up for 25 min")
    link, _ = take(bare)
    assert link == f"{server}practice/?minutes=25&version=chair"


def test_a_restored_session_is_the_choice_of_the_page(open_page: Open, server: str) -> None:
    page = open_page()
    timer = Timer(page, f"{server}timer/10/?minutes=20&bells=off&voice=on")
    timer.start()
    timer.page.evaluate("document.querySelector('[data-act=skip]').click()")
    page.wait_for_timeout(700)
    timer.press("go")
    timer.until("paused")
    page.goto(f"{server}timer/10/")
    timer.until("restored")
    assert [page.locator(f"[data-act={act}]").get_attribute("aria-pressed") for act in ("bells", "voice")] == ["false", "true"]
    assert page.locator("select[data-set=minutes]").input_value() == "20"
    timer.press("options")
    timer.press("bells")
    page.wait_for_timeout(300)
    timer.press("go")
    timer.until("running")
    assert timer.text("phase") == "Arrive"
    assert 18 * 60 < timer.shown <= 20 * 60
    assert page.locator("[data-set=purpose]").is_disabled() and page.locator("[data-set=version]").is_disabled()
    assert page.locator(".timer__fixed").is_visible()
    assert page.locator("[data-set=bells]").is_enabled()


# What browsers older than those that README names do not have, or had not when they were new.
YOUNGER = """
for (const [of, ...names] of [
  [URLSearchParams.prototype, 'size', 'has'], [URL, 'canParse', 'parse'], [Promise, 'withResolvers', 'try'], [Object, 'groupBy'], [Map, 'groupBy'],
  [Array, 'fromAsync'], [Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with'], [String.prototype, 'isWellFormed', 'toWellFormed'],
  [Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf'], [AbortSignal, 'any', 'timeout'],
  [Element.prototype, 'checkVisibility', 'setHTMLUnsafe'],
  [HTMLElement.prototype, 'showPopover', 'hidePopover'], [Navigator.prototype, 'wakeLock', 'userActivation', 'canShare'],
  [globalThis, 'Iterator', 'requestIdleCallback', 'scheduler', 'ViewTransition', 'CookieStore'], [Document.prototype, 'startViewTransition'],
]) for (const name of names) if (of && name !== 'has') delete of[name];
"""


def test_what_the_oldest_browsers_lack_is_not_missed(bare: Page, server: str) -> None:
    bare.add_init_script(YOUNGER)
    timer = at_rest(bare, f"{server}timer/?minutes=7&for=sleep")
    bare.wait_for_timeout(300)
    link, _ = take(bare)
    assert link == f"{server}timer/?minutes=7&for=sleep"
    choice = some(random.Random(3))
    bare.evaluate(CHOOSE, choice)
    bare.wait_for_timeout(300)
    assert take(bare)[0] == server + session_path(session_of(choice), DATA.rules)
    timer.press("options")
    timer.start()
    timer.press("go")
    timer.until("paused")
    timer.fine()


def focused(page: Page) -> str:
    """The key that has the focus, or what has it outside the timer."""
    return str(page.evaluate("document.activeElement.dataset.act || document.activeElement.tagName"))


def test_focus_never_falls_out_of_the_timer(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/?settle=0&minutes=3")
    page.locator("[data-act=options]").focus()
    page.keyboard.press("Enter")
    timer.hands()
    timer.wait(lambda: page.locator(".timer__room").get_attribute("data-options") == "true")
    page.locator("[data-set=bells]").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(50)
    assert focused(page) == "options"
    timer.start()
    for _ in range(4):
        page.locator("[data-act=skip]").focus()
        page.keyboard.press("Enter")
    timer.until("done")
    page.wait_for_timeout(50)
    assert focused(page) == "go", "Skip into Done"
    page.keyboard.press("Enter")
    timer.until("running")
    page.keyboard.press("Enter")
    timer.until("paused")
    page.locator("[data-act=reset]").focus()
    page.keyboard.press("Enter")
    timer.until("ready")
    page.wait_for_timeout(50)
    assert focused(page) == "go", "Reset"
    timer.start()
    page.locator("[data-act=skip]").focus()
    timer.seek(329)
    timer.until("done")
    page.wait_for_timeout(50)
    assert focused(page) == "go", "Done by itself"
    timer.fine()


def test_where_nothing_may_be_copied_the_text_is_marked_and_the_way_is_said(open_page: Open, server: str) -> None:
    """As on plain HTTP."""
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false")
    page.goto(f"{server}timer/10/?bells=off")
    page.locator(".take__form").wait_for()
    page.locator("[data-copy]").click()
    expect(page.locator(".take__said")).to_contain_text("Ctrl+C")  # what copies comes with the first touch
    assert page.evaluate("getSelection().toString().trim()") == f"{server}timer/10/?bells=off"
    page.goto(f"{server}teach/")
    page.locator("form.builder").wait_for(state="visible")
    page.locator("[data-copy=message]").click()
    expect(page.locator(".builder__said")).to_contain_text("Ctrl+C")


def test_colors_chosen_since_are_there_when_a_page_comes_back(page: Page, server: str) -> None:
    page.goto(server)
    page.evaluate("localStorage.setItem('legs-up:colors', 'night')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.evaluate("[document.documentElement.dataset.colors, document.documentElement.dataset.mdColorScheme]") == ["night", "slate"]


def test_search_answers_to_words_that_come_without_a_key(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("button", name="Search").click()
    dialog = page.get_by_role("dialog", name="Search")
    dialog.get_by_role("textbox").wait_for()
    paste = "(field) => { field.value = 'glaucoma'; field.dispatchEvent(new InputEvent('input', { bubbles: true })) }"
    page.locator(".search__field").evaluate(paste)
    dialog.get_by_role("link").first.wait_for(timeout=20_000)

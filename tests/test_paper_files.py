"""Codes, calendars and answers for other sites: each is read back with the tools of those who will read it."""

from __future__ import annotations

import io
import json
import random
import subprocess
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import segno
import zxingcpp
from PIL import Image

from macros.links import EMBED_HEIGHT, EMBED_WIDTH
from macros.pictures.qr import qr_path, qr_png, qr_svg
from macros.publishing.calendar import Entry, calendar_text, evening
from macros.publishing.oembed import SHOWN, Pasted, card_json, timer_json

ROOT = Path(__file__).parent.parent
LINK = "https://legsupthewall.example/timer/10/?for=sleep&version=chair"
MADE = datetime(2026, 11, 22, 9, 30)


def entry(about: str = "Lie down; breathe, slowly.") -> Entry:
    return Entry("timer/10/?for=sleep&version=chair", "Legs Up the Wall, 10 minutes", about, LINK, evening(MADE), 760, "In five minutes")


def texts() -> list[str]:
    """Links of every length that fits, and a few odd ones."""
    choose = random.Random(7)  # the same links every time
    letters = "abcdefghijklmnopqrstuvwxyz/?=&-0123456789"
    return ["a", LINK, "https://example.org/é", *("".join(choose.choices(letters, k=n)) for n in range(2, 213, 5))]


def test_the_code_drawn_in_the_browser_is_the_one_the_build_draws() -> None:
    module = (ROOT / "overrides/assets/js/teach/qr.js").as_uri()
    script = f"import {{qrModules}} from {json.dumps(module)};console.log(JSON.stringify({json.dumps(texts())}.map(t => qrModules(t))))"
    run = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    for text, drawn in zip(texts(), json.loads(run.stdout), strict=True):
        built = segno.make(text.encode(), error="m", boost_error=False, micro=False, mode="byte")
        assert [list(row) for row in built.matrix] == drawn, text


def test_a_text_too_long_for_a_code_is_refused_in_the_browser() -> None:
    module = (ROOT / "overrides/assets/js/teach/qr.js").as_uri()
    script = f"import {{qrModules}} from {json.dumps(module)};try {{ qrModules('x'.repeat(214)) }} catch (e) {{ console.log(e.name) }}"
    run = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "RangeError"


def test_the_picture_of_a_code_is_big_and_says_the_link() -> None:
    picture = Image.open(io.BytesIO(qr_png(LINK)))
    assert picture.width == picture.height >= 1000
    assert zxingcpp.read_barcodes(picture)[0].text == LINK


def test_a_code_keeps_its_quiet_ground() -> None:
    drawn = qr_path(LINK)
    assert drawn.path.startswith("m4 4h7")
    assert f'viewBox="0 0 {drawn.size} {drawn.size}"' in qr_svg(LINK)


def entries() -> list[Entry]:
    """Every kind of entry: daily and once, with letters that need care, on the last day of a year."""
    odd = "à" * 60 + "\\back; comma, and\nline"
    late = Entry("timer/?minutes=25&for=sleep", odd, odd, LINK + "&start=23:55", datetime(2026, 12, 31, 23, 55), 1487, "x", daily=False)
    return [entry(), late, replace(late, daily=True), replace(entry(), start=datetime(2028, 2, 29, 7, 5))]


def written_in_browser() -> list[str]:
    """The same entries as the pages' own script writes them."""
    module = (ROOT / "overrides/assets/js/teach/calendar.js").as_uri()
    given = json.dumps([asdict(e) | {"start": f"{e.start:%Y-%m-%dT%H:%M:%SZ}"} for e in entries()])
    made = f"new Date('{MADE:%Y-%m-%dT%H:%M:%SZ}')"
    script = (
        f"import {{calendarText}} from {json.dumps(module)};"
        f"console.log(JSON.stringify({given}.map(e => calendarText({{...e, start: new Date(e.start)}}, {made}))))"
    )
    run = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    return list(json.loads(run.stdout))


def test_the_browser_writes_the_same_calendar_as_the_build() -> None:
    assert written_in_browser() == [calendar_text(e, MADE) for e in entries()]


def test_entries_are_one_only_when_they_are_the_same_session_at_the_same_time() -> None:
    assert len({e.uid for e in entries()}) == 4
    tomorrow = replace(entry(), start=entry().start + timedelta(days=1))
    assert tomorrow.uid == entry().uid and tomorrow.sequence == entry().sequence + 1
    once = replace(entry(), daily=False)
    assert (once.uid, once.sequence) == ("timer-10-for-sleep-version-chair-20261122t2000@legsupthewall.example", 0)
    assert "RRULE" not in calendar_text(once, MADE)


def test_no_calendar_starts_in_the_past() -> None:
    assert evening(datetime(2026, 11, 22, 19, 59)) == datetime(2026, 11, 22, 20)
    assert evening(datetime(2026, 11, 22, 20, 0)) == datetime(2026, 11, 23, 20)
    module = (ROOT / "overrides/assets/js/teach/calendar.js").as_uri()
    cases = [["20:00", 20, 0, 0], ["20:00", 19, 59, 0], ["19:00", 19, 5, 780], ["19:00", 19, 14, 780], ["23:55", 0, 5, 780]]
    script = (
        f"import {{nextTime}} from {json.dumps(module)};console.log(JSON.stringify({json.dumps(cases)}"
        ".map(([time, h, m, seconds]) => nextTime(time, new Date(2026, 10, 22, h, m), seconds))))"
    )
    run = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    days = [("23T20:00"), ("22T20:00"), ("22T19:00"), ("23T19:00"), ("21T23:55")]
    assert json.loads(run.stdout) == [f"2026-11-{day}:00.000Z" for day in days]


def test_a_calendar_holds_one_event_every_day_at_eight_in_local_time() -> None:
    (event,) = icalendar.Calendar.from_ical(calendar_text(entry(), MADE)).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 11, 22, 20, 0)
    assert event.decoded("dtstart").tzinfo is None
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=13)
    assert event.decoded("rrule") == {"FREQ": ["DAILY"]}
    assert str(event["url"]) == LINK
    assert str(event["description"]) == f"Lie down; breathe, slowly.\n{LINK}"


@pytest.mark.parametrize("about", ["plain", "à" * 100, "back\\slash; comma, and\nline"])
def test_calendar_lines_are_short_end_in_crlf_and_fold_without_loss(about: str) -> None:
    text = calendar_text(entry(about), MADE)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["description"]).startswith(about)


def pasted() -> Pasted:
    site = "https://legsupthewall.example/"
    return Pasted('A "title"', LINK, site + "c.png", "Legs Up the Wall", site)


def test_the_answer_of_a_timer_is_a_link_and_a_frame_that_take_each_other_s_place() -> None:
    answer = json.loads(timer_json(pasted(), LINK))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert (answer["width"], answer["height"]) == (EMBED_WIDTH, EMBED_HEIGHT)
    assert answer["html"].startswith("<blockquote><a href=")
    assert answer["html"].count("&amp;version=chair") == 2
    assert 'title="A &quot;title&quot;"' in answer["html"]


def test_the_answer_of_a_page_is_its_card() -> None:
    answer = json.loads(card_json(pasted()))
    assert (answer["type"], answer["url"]) == ("photo", "https://legsupthewall.example/c.png")
    assert (answer["width"], answer["height"]) == SHOWN

"""Calendars of other people read what the build and the pages write: four readers, every kind of entry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject

from macros.data import load
from macros.links import session_path, session_title, sessions
from tests.conftest import EPOCH, ROOT, SITE_URL
from tests.pages import BuiltPage
from tests.test_paper_files import entries, written_in_browser

DATA = load(ROOT / "data")


@dataclass(frozen=True)
class Seen:
    """What a calendar shows of an entry."""

    uid: str
    title: str
    about: str
    url: str
    start: datetime
    seconds: int
    daily: bool
    reminds: bool


def by_icalendar(text: str) -> Seen:
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    uid, title, about, url = (str(event[key]) for key in ("uid", "summary", "description", "url"))
    return Seen(uid, title, about, url, start, int((end - start).total_seconds()), "rrule" in event, bool(event.walk("VALARM")))


def by_vobject(text: str) -> Seen:
    event = vobject.readOne(text).vevent
    start, end, about = event.dtstart.value, event.dtend.value, event.description.value
    daily, reminds = "rrule" in event.contents, "valarm" in event.contents
    return Seen(event.uid.value, event.summary.value, about, event.url.value, start, int((end - start).total_seconds()), daily, reminds)


def by_ical_js(text: str) -> Seen:
    """Thunderbird's reader, and that of many web calendars."""
    script = """import ICAL from "ical.js"; let text = ""; for await (const part of process.stdin) text += part;
      const [first] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent"); const event = new ICAL.Event(first);
      const { uid, summary, description, startDate, endDate } = event;
      console.log(JSON.stringify({ uid, title: summary, about: description, url: first.getFirstPropertyValue("url"), start: startDate.toString(),
        floating: startDate.zone.tzid, seconds: endDate.subtractDate(startDate).toSeconds(), daily: event.isRecurring(),
        reminds: first.getAllSubcomponents("valarm").length > 0 }))"""
    run = subprocess.run(["node", "--input-type=module", "-e", script], cwd=ROOT, input=text, capture_output=True, text=True, check=True)
    read = json.loads(run.stdout)
    assert read.pop("floating") == "floating"
    return Seen(**{**read, "start": datetime.fromisoformat(read["start"])})


READERS: dict[str, Callable[[str], Seen]] = {"icalendar": by_icalendar, "vobject": by_vobject, "ical.js": by_ical_js}


@pytest.fixture(scope="module")
def ready(site: Path) -> dict[str, str]:
    """The files that pages link, by their session."""
    return {session.slug: (site / f"calendar/{session.slug}.ics").read_bytes().decode() for session in sessions(DATA)}


@pytest.mark.parametrize("reader", READERS)
def test_every_ready_file_is_read(reader: str, ready: dict[str, str]) -> None:
    built = datetime.fromtimestamp(int(EPOCH))
    for session in sessions(DATA):
        seen = READERS[reader](ready[session.slug])
        assert (seen.title, seen.url) == (session_title(DATA, session), SITE_URL + session_path(session, DATA.rules))
        assert seen.url in seen.about
        assert (seen.daily, seen.reminds, seen.start.hour, seen.start.tzinfo) == (True, True, 20, None)
        assert built < seen.start <= built + timedelta(days=1, hours=1), "the next evening after the build, not one that is over"


@pytest.mark.parametrize("reader", READERS)
def test_every_kind_of_entry_that_a_page_makes_is_read(reader: str) -> None:
    """Daily at a time of one's own, a class once, letters that need care: the very text that the browser writes."""
    for entry, text in zip(entries(), written_in_browser(), strict=True):
        seen = READERS[reader](text)
        assert (seen.uid, seen.title, seen.url) == (entry.uid, entry.title, entry.url)
        assert seen.about == f"{entry.about}\n{entry.url}"
        assert (seen.start, seen.daily, seen.reminds) == (entry.start, entry.daily, True)
        assert entry.seconds <= seen.seconds < entry.seconds + 60


def test_khal_takes_three_files_as_three_events_and_the_same_file_as_one(tmp_path: Path, ready: dict[str, str]) -> None:
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[own]]\npath = {tmp_path}/own\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n",
        "utf-8",
    )
    (tmp_path / "own").mkdir()

    def khal(*words: str) -> list[str]:
        command = [sys.executable, "-c", "from khal.cli import main_khal; main_khal()", "-c", str(config), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()

    day = f"{datetime.fromtimestamp(int(EPOCH)) + timedelta(days=2):%Y-%m-%d}"
    wanted = ("timer-5", "timer-10", "sleep")
    for slug in (*wanted, "sleep"):
        (tmp_path / "one.ics").write_text(ready[slug], "utf-8", newline="")
        khal("import", "--batch", "-a", "own", str(tmp_path / "one.ics"))
    found = khal("list", "--day-format", "", "--format", "{start-time} {title}", day, "1d")
    titles = {session.slug: session_title(DATA, session) for session in sessions(DATA)}
    assert sorted(found) == sorted(f"20:00 {titles[slug]}" for slug in wanted)
    for text in written_in_browser():
        (tmp_path / "one.ics").write_text(text, "utf-8", newline="")
        khal("import", "--batch", "-a", "own", str(tmp_path / "one.ics"))
    assert len(list((tmp_path / "own").glob("*.ics"))) == len(wanted) + len({entry.uid for entry in entries()})


def test_what_is_saved_says_in_its_name_which_session_it_is(pages: dict[str, BuiltPage]) -> None:
    seen: dict[str, str] = {}
    for page in pages.values():
        for link in page.soup.select("a[href$='.ics']"):
            seen[str(link["href"]).rpartition("/")[2]] = str(link["download"])
    assert {f"{session.slug}.ics" for session in sessions(DATA)} == set(seen)
    assert all(name == f"legs-up-the-wall-{file}" for file, name in seen.items()), seen
    assert all(re.fullmatch(r"legs-up-the-wall-[a-z0-9-]+\.ics", name) for name in seen.values())

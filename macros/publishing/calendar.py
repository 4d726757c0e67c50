"""A calendar entry per session: every day at eight in the evening, wherever the reader is.

overrides/assets/js/teach/calendar.js writes the same lines for the session and the time that a reader chose; a test compares them.
Times are floating (no zone), which is what "at eight, here" means to a calendar. Apple wants seconds, Outlook wants a method,
everyone wants CRLF and lines of at most 75 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Entry", "calendar_text", "evening"]

HOUR = 20
EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Entry:
    """What a reader's calendar shows. `path` is the session inside the site, without a time; `start` floats; without `daily`
    it happens once, as a class does."""

    path: str
    title: str
    about: str
    url: str
    start: datetime
    seconds: int
    remind: str
    daily: bool = True

    @property
    def uid(self) -> str:
        """Two entries are one when they are the same session at the same time, and only then does one take the other's place."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.path.lower()).strip("-")
        when = "daily-" if self.daily else f"{self.start:%Y%m%dt}"
        return f"{slug}-{when}{self.start:%H%M}@{self.url.split('/')[2]}"

    @property
    def sequence(self) -> int:
        """A daily practice that begins on a later day is a later version of itself."""
        return (self.start - EPOCH).days if self.daily else 0


def evening(made: datetime) -> datetime:
    """The next eight o'clock in the evening that is not over when `made`."""
    today = datetime(made.year, made.month, made.day, HOUR)
    return today if made.replace(tzinfo=None) < today else today + timedelta(days=1)


def calendar_text(entry: Entry, made: datetime) -> str:
    """The `.ics` file. `made`, in UTC, is the stamp that tells a newer copy from an older one."""
    start = entry.start
    minutes = -(-entry.seconds // 60)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Legs Up the Wall//Session//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"DTEND:{start + timedelta(minutes=minutes):%Y%m%dT%H%M%S}",
        *(["RRULE:FREQ=DAILY"] if entry.daily else []),
        f"SUMMARY:{escaped(entry.title)}",
        f"DESCRIPTION:{escaped(entry.about + chr(10) + entry.url)}",
        f"URL:{entry.url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(entry.remind)}",
        "TRIGGER:-PT5M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(folded(line) + "\r\n" for line in lines)


def escaped(text: str) -> str:
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(line: str, limit: int = 75) -> str:
    """The line cut so that no piece is longer than `limit` bytes and no letter is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > limit:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece])

"""A calendar entry per session: every day at eight in the evening, wherever the reader is.

Times are floating (no zone), which is what "at eight, here" means to a calendar. Apple wants seconds, Outlook wants a
method, everyone wants CRLF and lines of at most 75 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Entry", "calendar_text"]

HOUR = 20


@dataclass(frozen=True)
class Entry:
    """What a reader's calendar shows."""

    uid: str
    title: str
    about: str
    url: str
    seconds: int
    remind: str


def calendar_text(entry: Entry, made: datetime) -> str:
    """The `.ics` file. `made` gives the first day, and the stamp that tells a newer copy from an older one."""
    start = made.replace(hour=HOUR, minute=0, second=0, microsecond=0)
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
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"DTEND:{start + timedelta(minutes=minutes):%Y%m%dT%H%M%S}",
        "RRULE:FREQ=DAILY",
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

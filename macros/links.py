"""The address of a session: what a teacher shares, a QR code holds and a sheet prints.

One page serves every choice, so an address is a page and the parameters that differ from it. What a reader gets
without a parameter is never written, so the common addresses stay short enough to type from paper.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlencode

from macros.data import Data
from macros.model import End, Purpose, Version
from macros.rules import Rules

__all__ = [
    "EMBED_HEIGHT", "EMBED_WIDTH", "Session",
    "has_podcast", "plain_address", "session_name", "session_path", "session_title", "sessions", "usual_end",
]

EMBED_WIDTH, EMBED_HEIGHT = 600, 480
"""The room the timer gets on someone else's page, in CSS pixels. It takes less where a page has less."""


@dataclass(frozen=True)
class Session:
    """What someone can choose, link to and come back to. `None` leaves a choice to the site."""

    minutes: int
    purpose: Purpose
    version: Version
    settle: int | None = None
    bells: str | None = None
    voice: bool = False
    start: str = ""
    end: str | None = None
    strokes: bool = True
    breath: bool = False

    @property
    def slug(self) -> str:
        """A file name for this session: "timer-10", or "sleep" for a purpose."""
        return f"timer-{self.minutes}" if self.purpose.id == "general" else self.purpose.id


def session_path(session: Session, rules: Rules) -> str:
    """Where on the site this session is: "timer/10/", "timer/?minutes=7&for=sleep"."""
    own_page = session.minutes in rules.lengths.published
    choices = {
        "minutes": "" if own_page else str(session.minutes),
        "for": "" if session.purpose.id == "general" else session.purpose.id,
        "version": "" if session.version.id == "wall" else session.version.id,
        "settle": "" if session.settle in (None, rules.settle.default) else str(session.settle),
        "bells": "" if session.bells in (None, session.purpose.bells) else str(session.bells),
        "voice": "on" if session.voice else "",
        "start": session.start,
        "end": "" if session.end in (None, usual_end(session.purpose, session.version)) else str(session.end),
        "strokes": "" if session.strokes else "off",
        "breath": "on" if session.breath else "",
    }
    query = urlencode({name: value for name, value in choices.items() if value}, safe=":")
    page = f"timer/{session.minutes}/" if own_page else "timer/"
    return f"{page}?{query}" if query else page


def session_name(data: Data, session: Session) -> str:
    """A session in a few words: "10 minutes: Back rest, calves on a chair"."""
    words = data.ui.teach.minutes_long if session.purpose.id == "general" else data.ui.teach.minutes_for
    version = "" if session.version.id == "wall" else f", {session.version.name.lower()}"
    return words.format(minutes=session.minutes, purpose=session.purpose.name) + version


def session_title(data: Data, session: Session) -> str:
    """The same with what it is: "Legs Up the Wall, 10 minutes: Back rest, calves on a chair"."""
    return data.ui.teach.title.format(session=session_name(data, session))


def usual_end(purpose: Purpose, version: Version) -> End:
    """How a session ends when nobody says it: with a "bell" after sitting up, or "stay" lying."""
    return "stay" if version.id in purpose.stay else "bell"


def plain_address(url: str) -> str:
    """The address as it is said and typed: no scheme, no closing slash."""
    return url.split("://", 1)[-1].removesuffix("/")


def sessions(data: Data) -> tuple[Session, ...]:
    """Every session with files of its own: the published lengths, and one for each purpose."""
    general = data.purposes["general"]
    lengths = [Session(minutes, general, data.versions["wall"]) for minutes in data.rules.lengths.published]
    purposes = [Session(p.minutes, p, data.versions[p.version]) for p in data.purposes.values() if p is not general]
    return (*lengths, *purposes)


def has_podcast(site_url: str) -> bool:
    """Whether apps elsewhere can be told of the sound: the site knows its address, and nobody said that its host sends no parts of files
    (SITE_PODCAST=no; mkdocs.yml reads it too)."""
    return site_url.startswith("https://") and os.environ.get("SITE_PODCAST") != "no"

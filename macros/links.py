"""The address of a session: what a teacher shares, a QR code holds and a sheet prints.

One page serves every choice, so an address is a page and the parameters that differ from it. What a reader gets
without a parameter is never written, so the common addresses stay short enough to type from paper.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from macros.model import Purpose, Version

__all__ = ["Session", "plain_address", "session_path"]


@dataclass(frozen=True)
class Session:
    """What someone can choose, link to and come back to. `None` leaves a choice to the site's defaults."""

    minutes: int
    purpose: Purpose
    version: Version
    settle: int | None = None
    bells: str | None = None
    voice: bool | None = None
    start: str | None = None

    @property
    def slug(self) -> str:
        """A file name for this session: "timer-10", or "sleep" for a purpose."""
        return f"timer-{self.minutes}" if self.purpose.id == "general" else self.purpose.id


def session_path(session: Session, published: Collection[int]) -> str:
    """Where on the site this session is: "timer/10/", "timer/?minutes=7&for=sleep".

    The version is left out only where no purpose could choose another one.
    """
    own_page = session.minutes in published
    query: dict[str, str] = {} if own_page else {"minutes": str(session.minutes)}
    if session.purpose.id != "general":
        query["for"] = session.purpose.id
    if session.version.id != "wall" or session.purpose.version != "wall":
        query["version"] = session.version.id
    if session.settle is not None:
        query["settle"] = str(session.settle)
    if session.bells is not None:
        query["bells"] = session.bells
    if session.voice is not None:
        query["voice"] = "on" if session.voice else "off"
    if session.start is not None:
        query["start"] = session.start
    page = f"timer/{session.minutes}/" if own_page else "timer/"
    return f"{page}?{urlencode(query, safe=':')}" if query else page


def plain_address(url: str) -> str:
    """The address as it is said and typed: no scheme, no closing slash before nothing."""
    return url.split("://", 1)[-1].removesuffix("/")

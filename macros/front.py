"""The front matter of a page in `docs/`: what may stand between its two lines of ---."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from macros.schema import DataError, Text, parse
from macros.yaml_text import BROKEN, RefusalError, read

__all__ = ["Front", "check_front"]


@dataclass(frozen=True)
class Change:
    """One line of a page's change log."""

    date: date
    text: Text


@dataclass(frozen=True)
class Search:
    """Whether the search leaves a page out."""

    exclude: bool = False


@dataclass(frozen=True)
class Front:
    """What a page says of itself (overrides/README.md tells each key)."""

    title: Text | None = None
    description: Text | None = None
    template: Text | None = None
    room: Literal["practice", "timer", "benefits", "safety", "teach"] | None = None
    written: date | None = None
    checked: date | None = None
    next_check: date | None = None
    changes: tuple[Change, ...] = ()
    jump: bool = True
    search: Search = field(default_factory=Search)
    hide: tuple[Text, ...] = ()
    render_macros: bool = True


@cache  # Zensical asks again for every page
def check_front(docs: Path) -> None:
    """Refuses front matter that a page, a feed or a card could not show as it is meant.

    Raises:
        DataError: for the first that does not fit.
    """
    for page in sorted(docs.rglob("*.md")):
        name = f"docs/{page.relative_to(docs).as_posix()}"
        try:
            text = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise DataError(name, f"byte {error.start}", error.object[error.start], "text saved as UTF-8") from None
        if text.startswith("---\n"):
            check_one(text[4:].partition("\n---")[0], name)


def check_one(text: str, name: str) -> None:
    try:
        raw = read(text, dates=True)
    except RefusalError as refused:
        if refused.allowed.startswith(BROKEN):  # tools/mistakes.py says where
            return
        raise DataError(name, f"line {refused.line + 1}", refused.value, refused.allowed) from None
    front = parse(Front, raw or {}, name)
    for earlier, later in (("written", "checked"), ("checked", "next_check")):
        first, second = getattr(front, earlier), getattr(front, later)
        if first and second and first > second:
            raise DataError(name, later, str(second), f"{earlier} ({first}) or a later day", str(first))

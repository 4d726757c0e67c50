"""The words around every page, in data/frame.yml. Templates of pages read them off the configuration; here they are checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len

from macros.schema import Address, DataError, Text, parse

__all__ = ["Frame", "Link", "parse_frame"]

FILE = "data/frame.yml"
PLACES = {"rights": ("LICENSE",), "date": ("MONTH", "DAY", "YEAR"), "search_other": ("#",), "search_more_other": ("#",)}
"""What a text must hold, for a template or a script to fill: in capitals, since no builder knows fields there."""


@dataclass(frozen=True)
class Link:
    """A place on this site ("safety/#glaucoma") and the words that lead there."""

    to: Address
    text: Text


@dataclass(frozen=True)
class Frame:
    """Header, search, footer, dates, and the page that is not there (`lost`)."""

    skip: Text
    main: Text
    menu: Text
    search: Text
    search_hint: Text
    search_first: Text
    search_none: Text
    search_one: Text
    search_other: Text
    search_more_one: Text
    search_more_other: Text
    search_common: Text
    search_questions: tuple[Link, ...]
    close: Text
    colors_device: Text
    colors_day: Text
    colors_night: Text
    colors_hint: Text
    on_this_page: Text
    all_pages: Text
    advice: Text
    rights: Text
    private: Text
    needs_connection: Text
    written: Text
    checked: Text
    next_check: Text
    changes: Text
    months: Annotated[tuple[Text, ...], Len(12, 12)]
    date: Text
    picture: Text
    lost: Text
    lost_lead: Text
    lost_timer: Text
    lost_steps: Text
    lost_home: Text
    main_links: tuple[Link, ...]
    more_links: tuple[Link, ...]


@dataclass(frozen=True)
class _Extra:
    words: Frame


@dataclass(frozen=True)
class _File:
    extra: _Extra


def parse_frame(raw: object) -> Frame:
    """The words of the frame.

    Raises:
        DataError: for a word that is missing or unknown, and for a text that leaves out what it must hold.
    """
    frame = parse(_File, raw, FILE).extra.words
    for key, places in PLACES.items():
        text: str = getattr(frame, key)
        for place in places:
            if place not in text:
                raise DataError(FILE, f"extra.words.{key}", text, f"a text with {' and '.join(places)} in it")
    return frame

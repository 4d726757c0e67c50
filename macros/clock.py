"""Seconds as people read them, and as machines do. The words are handed in (data/ui.yml, `time`).

overrides/assets/js/timer/spoken.js does the same sums; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Units", "about", "clock", "iso", "minutes", "spoken"]


@dataclass(frozen=True)
class Units:
    """A length in words, with the fields {min} and {s}: whole minutes, seconds alone, half a minute more, minutes and seconds.
    Inside a sentence: `one` for a minute, `many` and `many_half` for more, `few` for less."""

    min: str
    s: str
    half: str
    both: str
    one: str
    many: str
    many_half: str
    few: str


def clock(seconds: int) -> str:
    """Minutes and seconds of a clock face: 90 is "1:30"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def iso(seconds: int) -> str:
    """An ISO 8601 duration for `<time datetime>`: 90 is "PT1M30S"."""
    minutes, rest = divmod(seconds, 60)
    return "PT" + (f"{minutes}M" if minutes else "") + (f"{rest}S" if rest or not minutes else "")


def spoken(seconds: int, units: Units) -> str:
    """A length in words, to the second: in English 90 is "1½ min", 330 is "5½ min", 50 is "50 s", 100 is "1 min 40 s"."""
    minutes, rest = divmod(seconds, 60)
    form = units.s if not minutes else units.half if rest == 30 else units.both if rest else units.min
    return form.format(min=minutes, s=rest)


def about(seconds: int, units: Units) -> str:
    """A length for "about", to the nearest half minute: 1,487 s (24:47) is "25 min". Less than a minute is said to the second."""
    return spoken(seconds if seconds < 60 else (seconds + 15) // 30 * 30, units)


def minutes(seconds: int, units: Units) -> str:
    """A length for a sentence: 90 is "1½ minutes", 60 is "1 minute"."""
    whole, rest = divmod(seconds, 60)
    if rest not in (0, 30):
        return spoken(seconds, units)
    form = units.few if not whole else units.many_half if rest else units.one if whole == 1 else units.many
    return form.format(min=whole, s=rest)

"""Seconds as people read them, and as machines do. overrides/assets/js/timer/spoken.js does the same sums; a test compares them."""

from __future__ import annotations

__all__ = ["about", "clock", "iso", "minutes", "spoken"]


def clock(seconds: int) -> str:
    """Minutes and seconds of a clock face: 90 is "1:30"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def iso(seconds: int) -> str:
    """An ISO 8601 duration for `<time datetime>`: 90 is "PT1M30S"."""
    minutes, rest = divmod(seconds, 60)
    return "PT" + (f"{minutes}M" if minutes else "") + (f"{rest}S" if rest or not minutes else "")


def spoken(seconds: int) -> str:
    """A length in words, to the second: 90 is "1½ min", 330 is "5½ min", 50 is "50 s", 100 is "1 min 40 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    if rest == 30:
        return f"{minutes}½ min"
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def about(seconds: int) -> str:
    """A length for "about", to the nearest half minute: 1,487 s (24:47) is "25 min". Less than a minute is said to the second."""
    return spoken(seconds if seconds < 60 else (seconds + 15) // 30 * 30)


def minutes(seconds: int) -> str:
    """A length for a sentence: 90 is "1½ minutes", 60 is "1 minute"."""
    return spoken(seconds).replace("min", "minute" if seconds == 60 else "minutes")

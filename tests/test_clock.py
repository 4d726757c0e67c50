"""Seconds as people read them, and as machines do."""

from __future__ import annotations

import pytest

from macros.clock import Units, about, clock, iso, minutes, spoken

# Not those of the site: each form differs from every other.
UNITS = Units("{min} min", "{s} s", "{min}½ min", "{min} min {s} s", "{min} minute", "{min} minutes", "{min}½ minutes", "{s} seconds")
SAID = [
    # seconds, on a clock face, for machines, in words, in words that may round, in a sentence
    (0, "0:00", "PT0S", "0 s", "0 s", "0 seconds"),
    (59, "0:59", "PT59S", "59 s", "59 s", "59 s"),
    (30, "0:30", "PT30S", "30 s", "30 s", "30 seconds"),
    (60, "1:00", "PT1M", "1 min", "1 min", "1 minute"),
    (90, "1:30", "PT1M30S", "1½ min", "1½ min", "1½ minutes"),
    (160, "2:40", "PT2M40S", "2 min 40 s", "2½ min", "2 min 40 s"),
    (134, "2:14", "PT2M14S", "2 min 14 s", "2 min", "2 min 14 s"),
    (135, "2:15", "PT2M15S", "2 min 15 s", "2½ min", "2 min 15 s"),
    (840, "14:00", "PT14M", "14 min", "14 min", "14 minutes"),
    (1487, "24:47", "PT24M47S", "24 min 47 s", "25 min", "24 min 47 s"),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said[0]))
def test_a_length_is_told_in_each_way(said: tuple[int, str, str, str, str, str]) -> None:
    seconds = said[0]
    assert (seconds, clock(seconds), iso(seconds), spoken(seconds, UNITS), about(seconds, UNITS), minutes(seconds, UNITS)) == said

"""The bench says how long a press waits for its picture, and names the presses that wait too long."""

from __future__ import annotations

from tools.answers import MOST, told


def test_the_line_names_every_press_and_those_that_wait_too_long() -> None:
    line = told({"Start": MOST + 8, "search": MOST})
    assert f"Start {MOST + 8} ms, search {MOST} ms" in line
    assert line.endswith(f"over {MOST} ms: Start.")
    assert told({"search": 40}).endswith(f"none over {MOST} ms.")

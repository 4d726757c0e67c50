"""Where words find their time: each rule on slots made for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.model import Slot
from macros.placing import Placed, checks, fixed, signs, spread
from macros.rules import Quiet

QUIET = Quiet(guided=4, remind=30, rest=480, after_bell=2, first=4, check=600)
HELLO = Slot("hello", "arrive", 10, "Hello.", "sit")
AGAIN = replace(HELLO, id="again")
LAST = replace(HELLO, id="last")


def told(placed: Placed) -> list[tuple[str, int]]:
    return [(slot.id, at) for slot, at in placed]


def test_silence_is_shared_out_evenly() -> None:
    """30 s of words and 60 s of silence after them: 20 s after each."""
    assert told(spread([HELLO, AGAIN, LAST], 0, 90, 4)) == [("hello", 0), ("again", 30), ("last", 60)]
    assert told(spread([HELLO, AGAIN], 7, 47, 4)) == [("hello", 7), ("again", 27)]


def test_a_long_pause_takes_more_of_the_silence() -> None:
    assert told(spread([replace(HELLO, pause=3), AGAIN], 0, 60, 4)) == [("hello", 0), ("again", 40)]


def test_silence_that_is_just_long_enough_keeps_every_word_and_a_second_less_takes_one_out() -> None:
    assert len(spread([HELLO, AGAIN], 0, 28, 4)) == 2
    assert len(spread([HELLO, AGAIN], 0, 27, 4)) == 1
    assert spread([], 0, 27, 4) == []
    assert spread([HELLO], 0, 12, 4) == []


def test_the_highest_rank_goes_first_and_of_two_the_later() -> None:
    first, second = replace(HELLO, rank=2), replace(AGAIN, rank=1)
    assert told(spread([first, second, LAST], 0, 29, 4)) == [("again", 0), ("last", 14)]
    assert told(spread([HELLO, AGAIN, LAST], 0, 29, 4)) == [("hello", 0), ("again", 14)]


@pytest.mark.parametrize(("at", "second"), [(0, 0), (5, 5), (-20, 40)])
def test_a_word_stands_at_its_own_second_from_either_end(at: int, second: int) -> None:
    assert told(fixed([replace(HELLO, at=at)], 60, QUIET)) == [("hello", second)]


@pytest.mark.parametrize(("at", "there"), [(50, True), (51, False), (-10, True), (-9, False), (-60, True), (-61, False), (None, False)])
def test_what_does_not_fit_into_the_phase_is_not_said(at: int | None, there: bool) -> None:
    assert bool(fixed([replace(HELLO, at=at)], 60, QUIET)) is there


def test_a_word_is_said_as_often_as_it_wants_without_a_pause() -> None:
    assert told(fixed([replace(HELLO, at=5, times=3)], 60, QUIET)) == [("hello", 5), ("hello", 15), ("hello", 25)]
    assert fixed([replace(HELLO, at=31, times=3)], 60, QUIET) == []


def test_words_come_in_the_order_of_their_seconds() -> None:
    assert told(fixed([replace(HELLO, at=30), replace(AGAIN, at=10)], 60, QUIET)) == [("again", 10), ("hello", 30)]


def test_a_reminder_stands_halfway() -> None:
    reminder = replace(HELLO, middle=True)
    assert told(fixed([reminder], 61, QUIET)) == [("hello", 25)]
    assert told(fixed([replace(reminder, times=2)], 60, QUIET)) == [("hello", 20), ("hello", 30)]


@pytest.mark.parametrize(("before", "after", "there"), [(65, 145, True), (66, 145, False), (65, 144, False)])
def test_a_reminder_needs_silence_on_both_sides(before: int, after: int, there: bool) -> None:
    """It lasts from 105 to 115: the word before must be over by 75, the next may begin at 145."""
    placed = fixed([replace(AGAIN, at=before), replace(HELLO, middle=True), replace(LAST, at=after)], 220, QUIET)
    assert ("hello" in [slot.id for slot, _ in placed]) is there
    assert {"again", "last"} <= {slot.id for slot, _ in placed}


@pytest.mark.parametrize(
    ("last", "end", "seconds"),
    [
        *((0, 600, []), (0, 601, [480]), (-60, 540, []), (-60, 541, [420]), (0, 1000, [500])),
        *((0, 1201, [480, 960]), (0, 1800, [600, 1200]), (-600, 1200, [0, 600])),
    ],
)
def test_checks_are_as_few_as_ten_minutes_allow_and_no_closer_than_eight(last: int, end: int, seconds: list[int]) -> None:
    assert [at for _, at in checks([HELLO], last, end, QUIET)] == seconds


def test_checks_take_turns() -> None:
    assert told(checks([HELLO, AGAIN], 0, 2400, QUIET)) == [("hello", 600), ("again", 1200), ("hello", 1800)]


@pytest.mark.parametrize(
    ("marks", "strokes"),
    [((0, 300), ()), ((0, 301), (150,)), ((0, 600), (300,)), ((100, 1000), (400, 700)), ((0, 100, 200), (100,)), ((0, 100, 701), (100, 300, 500))],
)
def test_strokes_ring_at_marks_and_evenly_between_those_far_apart(marks: tuple[int, ...], strokes: tuple[int, ...]) -> None:
    assert signs(marks, 300) == strokes

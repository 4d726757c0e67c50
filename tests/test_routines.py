"""What must be true of every session, whatever its length, purpose, version and time to settle."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.data import load
from macros.model import Routine
from macros.routines import build_routine
from macros.schema import DataError

DATA = load(Path(__file__).parents[1] / "data")
LIBRARY, RULES = DATA.library, DATA.rules
ALL_LENGTHS = range(RULES.lengths.least, RULES.lengths.most + 1)

routines = st.builds(
    lambda minutes, purpose, version, settle: build_routine(LIBRARY, minutes, purpose, version, settle),
    st.sampled_from(ALL_LENGTHS),
    st.sampled_from(sorted(DATA.purposes)),
    st.sampled_from(sorted(DATA.versions)),
    st.one_of(st.none(), st.integers(RULES.settle.least, RULES.settle.most)),
)


@given(routines)
def test_length_means_time_with_the_legs_up(routine: Routine) -> None:
    """Arriving, breathing and resting are the chosen minutes exactly; settling and coming out stand around them."""
    seconds = {phase.id: phase.seconds for phase in routine.phases}
    assert seconds["arrive"] + seconds["breathe"] + seconds["rest"] == 60 * routine.minutes
    assert seconds.get("settle", 0) == routine.settle
    assert routine.seconds == routine.settle + 60 * routine.minutes + seconds["come-out"]


@given(routines)
def test_phases_follow_each_other_without_a_gap(routine: Routine) -> None:
    """Each phase starts where the one before it ends, from the first second on."""
    assert routine.phases[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(routine.phases))


@given(routines)
def test_words_stand_in_order_inside_their_phase(routine: Routine) -> None:
    """No cue starts before its phase or is cut off by the next one."""
    for phase in routine.phases:
        assert all(phase.start <= cue.at and cue.end <= phase.end for cue in phase.cues)
        assert all(a.end < b.at for a, b in pairwise(phase.cues))


@given(routines)
def test_resting_keeps_twenty_seconds_of_silence_between_words(routine: Routine) -> None:
    """Nothing is said within 20 s of anything else while resting."""
    rest = next(phase for phase in routine.phases if phase.id == "rest")
    assert all(b.at - a.end >= 20 for a, b in pairwise(rest.cues))


@given(routines)
def test_a_bell_and_a_word_never_sound_together(routine: Routine) -> None:
    """While a bell rings nobody speaks, and nobody is cut off by a bell."""
    for bell in routine.bells:
        assert all(cue.end <= bell.at or bell.end <= cue.at for cue in routine.cues)


@given(routines)
def test_tingling_feet_are_asked_about_at_least_every_five_minutes(routine: Routine) -> None:
    """From legs up to the bell that ends it, no stretch over 300 s passes without a word about tingling."""
    start = next(phase.start for phase in routine.phases if phase.id == "arrive")
    end = next(phase.start for phase in routine.phases if phase.id == "come-out")
    checks = [cue.at for cue in routine.cues if "tingl" in cue.text]
    assert all(b - a <= 300 for a, b in pairwise([start, *checks, end]))


@given(routines)
def test_three_bells_tell_the_time_by_their_count(routine: Routine) -> None:
    """One stroke as the legs-up time begins, two to come out, three at the very end."""
    starts = {phase.id: phase.start for phase in routine.phases}
    assert [(bell.at, bell.strokes) for bell in routine.bells] == [
        (starts["arrive"], 1),
        (starts["come-out"], 2),
        (routine.seconds, 3),
    ]
    assert routine.sound_seconds == routine.bells[-1].end


@given(st.sampled_from(ALL_LENGTHS), st.sampled_from(sorted(DATA.purposes)), st.sampled_from(sorted(DATA.versions)))
def test_purpose_and_version_never_change_a_time(minutes: int, purpose: str, version: str) -> None:
    """They change words, breath and bells; every second stays."""

    def times(routine: Routine) -> list[tuple[str, int]]:
        return [(cue.slot, cue.at) for cue in routine.cues] + [(p.id, p.seconds) for p in routine.phases]

    assert times(build_routine(LIBRARY, minutes, purpose, version)) == times(build_routine(LIBRARY, minutes))


@given(st.sampled_from(ALL_LENGTHS), st.integers(RULES.settle.least, RULES.settle.most))
def test_settle_time_only_shifts_what_follows(minutes: int, settle: int) -> None:
    """Words of getting in keep their moments (or do not fit); all others move by the same seconds."""
    usual, other = build_routine(LIBRARY, minutes), build_routine(LIBRARY, minutes, settle=settle)
    shift = settle - usual.settle
    after = [(c.slot, c.at + shift) for c in usual.cues if c.at >= usual.settle]
    before = [(c.slot, c.at) for c in usual.cues if c.end <= min(settle, usual.settle)]
    assert [(c.slot, c.at) for c in other.cues] == before + after


def test_silence_grows_with_length() -> None:
    """A longer rest is a quieter rest: the seconds without a word never shrink from one minute to the next."""

    def silence(minutes: int) -> int:
        rest = next(p for p in build_routine(LIBRARY, minutes).phases if p.id == "rest")
        return rest.seconds - sum(cue.seconds for cue in rest.cues)

    quiet = [silence(minutes) for minutes in ALL_LENGTHS]
    assert all(a < b for a, b in pairwise(quiet))


def test_the_same_choice_gives_the_same_session() -> None:
    """Nothing depends on when or how often a routine is built."""
    assert repr(build_routine(LIBRARY, 10, "sleep", "bed")) == repr(build_routine(LIBRARY, 10, "sleep", "bed"))


def test_all_routines_take_less_than_a_second() -> None:
    """28 lengths x 6 purposes x 3 versions."""
    started = time.process_time()
    count = 0
    for minutes in ALL_LENGTHS:
        for purpose in DATA.purposes:
            for version in DATA.versions:
                build_routine(LIBRARY, minutes, purpose, version)
                count += 1
    assert count == 504
    assert time.process_time() - started < 1


def test_sleep_ends_with_softer_bells_than_a_plain_rest() -> None:
    """The purpose chooses the bells."""
    assert build_routine(LIBRARY, 10, "sleep").purpose.bells == "soft"
    assert build_routine(LIBRARY, 10).purpose.bells == "clear"


def test_breaths_are_near_six_a_minute() -> None:
    """No purpose breathes faster than 7 or slower than 5 a minute, and none holds the breath."""
    for purpose in DATA.purposes.values():
        assert 5 <= 60 / (purpose.breath.inhale + purpose.breath.exhale) <= 7
    words = " ".join(text for slot in DATA.slots.values() for text in (slot.text, *slot.words.values()))
    assert "hold your breath" in words  # said once, to say that there is no need to
    assert words.count("hold your breath") == words.count("no need to hold your breath")


@pytest.mark.parametrize(
    ("arguments", "key", "hint"),
    [
        ({"minutes": 2}, "minutes", "3"),
        ({"minutes": 45}, "minutes", "30"),
        ({"minutes": 10, "purpose": "slep"}, "purpose", "sleep"),
        ({"minutes": 10, "version": "chiar"}, "version", "chair"),
        ({"minutes": 10, "settle": -5}, "settle", "0"),
        ({"minutes": 10, "settle": 301}, "settle", "300"),
    ],
)
def test_an_impossible_choice_names_the_nearest_possible_one(arguments: dict[str, object], key: str, hint: str) -> None:
    """One sentence: what was asked, what is allowed, what comes closest."""
    with pytest.raises(DataError) as error:
        build_routine(LIBRARY, **arguments)  # type: ignore[arg-type]  # wrong on purpose
    assert error.value.key == key
    assert error.value.nearest == hint


@pytest.mark.parametrize("minutes", [True, 7.5, "10"])
def test_minutes_must_be_a_whole_number(minutes: object) -> None:
    """True is not 1, and 7.5 is not rounded behind anyone's back."""
    with pytest.raises(DataError, match="whole number"):
        build_routine(LIBRARY, minutes)  # type: ignore[arg-type]  # wrong on purpose

"""What must be true of every session, whatever its length, purpose, version and time to settle."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.data import load
from macros.figures import NAMES
from macros.model import End, Routine
from macros.routines import ENDS, build_routine, phase_seconds
from macros.schema import DataError

DATA = load(Path(__file__).parents[1] / "data")
LIBRARY, RULES = DATA.library, DATA.rules
ALL_LENGTHS = range(RULES.lengths.least, RULES.lengths.most + 1)

choices = (
    st.sampled_from(ALL_LENGTHS),
    st.sampled_from(sorted(DATA.purposes)),
    st.sampled_from(sorted(DATA.versions)),
    st.one_of(st.none(), st.integers(RULES.settle.least, RULES.settle.most)),
    st.sampled_from(ENDS),
)
routines = st.builds(
    lambda minutes, purpose, version, settle, end, silent: build_routine(LIBRARY, minutes, purpose, version, settle, end, silent=silent),
    *choices,
    st.booleans(),
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
        assert all(a.end <= b.at for a, b in pairwise(phase.cues))


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
def test_ten_minutes_never_pass_without_a_word_about_moving_the_legs(routine: Routine) -> None:
    """From legs up to the bell that ends it, and never more often than every eight minutes while resting: words wake people."""
    start, end = legs_up(routine)
    told = [cue.at for cue in routine.cues if "tingl" in cue.text]
    assert len(told) == 1, "tingling itself is spoken of once, before the rest"
    marks = told + [cue.at for cue in routine.cues if "whenever you like" in cue.text]
    assert all(b - a <= 600 for a, b in pairwise([start, *marks, end]))
    assert all(b - a >= 480 for a, b in pairwise(marks))
    assert told == [cue.at for cue in routine.cues if cue.sign][:1]


@given(routines)
def test_without_the_voice_no_five_minutes_pass_without_a_stroke(routine: Routine) -> None:
    """A stroke wherever feet would be spoken of, and often enough between, each apart from every bell."""
    start, end = legs_up(routine)
    assert all(b - a <= 300 for a, b in pairwise([start, *routine.signs, end]))
    assert {cue.at for cue in routine.cues if cue.sign} <= set(routine.signs)
    for at in routine.signs:
        assert all(at + routine.sign_seconds <= bell.at or bell.end <= at for bell in routine.bells)


@given(routines)
def test_bells_tell_the_time_by_their_count(routine: Routine) -> None:
    """One stroke as the legs-up time begins, two to come out, three at the very end, unless someone stays lying down."""
    start, end = legs_up(routine)
    rung = [(start, 1), (end, 2), (routine.seconds, 3)]
    assert [(bell.at, bell.strokes) for bell in routine.bells] == (rung[:2] if routine.end == "stay" else rung)
    assert routine.sound_seconds == (routine.seconds if routine.end == "stay" else routine.bells[-1].end)


@given(routines)
def test_coming_out_is_called_step_by_step(routine: Routine) -> None:
    """Knees bent and feet down by 0:15, on the side at about 0:25, and then by the end that was chosen."""
    _, start = legs_up(routine)
    said = {cue.slot: cue.at - start for cue in routine.cues if cue.at >= start}
    assert (said["out-bend"], said["out-slide"], said["out-roll"]) == (9, 14, 20)
    if routine.end == "bell":
        assert (said["out-push"], said["out-sit"], said["out-dizzy"]) == (70, 90, 120)
        assert routine.seconds - start == 150
        assert routine.seconds - (start + said["out-sit"]) >= 60, "a minute of sitting"
    else:
        assert list(said) == ["out-bend", "out-slide", "out-roll", "out-stay"]
        assert routine.fade == 60
        assert start + said["out-stay"] <= routine.seconds - routine.fade, "said before the room tone fades"
        assert "sit up" not in routine.phases[-1].does


@given(routines)
def test_no_word_speaks_of_a_bell_that_does_not_ring(routine: Routine) -> None:
    """Without bells the words say so in another way; a session that ends lying down never speaks of the last one."""
    quiet = build_routine(LIBRARY, routine.minutes, routine.purpose.id, routine.version.id, routine.settle, routine.end, silent=True)
    assert not [cue.text for cue in quiet.cues if re.search(r"\bbells?\b", cue.text.lower())]
    assert [(cue.slot, cue.at) for cue in quiet.cues] == [(cue.slot, cue.at) for cue in routine.cues]


@given(routines)
def test_breathing_lasts_five_minutes_from_ten_minutes_on_and_is_counted_three_times(routine: Routine) -> None:
    """Three breaths aloud, in step with the picture of the breath; then quiet, but for one reminder halfway."""
    phase = next(phase for phase in routine.phases if phase.id == "breathe")
    assert phase.seconds == max(60, min(300, 30 * routine.minutes // 10 * 10))
    breath = routine.purpose.breath
    start = legs_up(routine)[0]
    counted = [cue for cue in phase.cues if cue.slot == "breathe-three"]
    assert len(counted) == 3
    for cue in counted:
        assert cue.seconds == breath.inhale + breath.exhale
        assert (cue.at - start) % cue.seconds == 0, "a count begins with a breath in"
    into, out = counted[0].text.lower().split(". ")
    assert (into.count(",") + 1, out.count(",") + 1) == (breath.inhale, breath.exhale)
    if routine.minutes >= 10:
        [reminder] = [cue for cue in phase.cues if cue.slot == "breathe-free"]
        assert abs(reminder.at + reminder.seconds / 2 - phase.start - phase.seconds / 2) <= 1


@given(routines)
def test_every_cue_has_its_drawing(routine: Routine) -> None:
    """A drawing for each, that of its version."""
    assert {cue.figure for cue in routine.cues} <= set(NAMES)
    if routine.version.id == "chair":
        assert "legs-up" not in {cue.figure for cue in routine.cues}


def legs_up(routine: Routine) -> tuple[int, int]:
    """When the legs are up, and when they are called down."""
    starts = {phase.id: phase.start for phase in routine.phases}
    return starts["arrive"], starts["come-out"]


@given(st.sampled_from(ALL_LENGTHS), st.sampled_from(sorted(DATA.purposes)), st.sampled_from(sorted(DATA.versions)), st.sampled_from(ENDS))
def test_purpose_and_version_never_change_a_time(minutes: int, purpose: str, version: str, end: End) -> None:
    """They change words, breath and bells; every second stays."""

    def times(routine: Routine) -> list[tuple[str, int]]:
        return [(cue.slot, cue.at) for cue in routine.cues] + [(p.id, p.seconds) for p in routine.phases]

    assert times(build_routine(LIBRARY, minutes, purpose, version, end=end)) == times(build_routine(LIBRARY, minutes, end=end))


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
    """Every length, purpose and version."""
    started = time.process_time()
    count = 0
    for minutes in ALL_LENGTHS:
        for purpose in DATA.purposes:
            for version in DATA.versions:
                build_routine(LIBRARY, minutes, purpose, version)
                count += 1
    assert count == len(ALL_LENGTHS) * len(DATA.purposes) * len(DATA.versions)
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
        ({"minutes": 10, "end": "stayy"}, "end", "stay"),
    ],
)
def test_an_impossible_choice_names_the_nearest_possible_one(arguments: dict[str, object], key: str, hint: str) -> None:
    """One sentence: what was asked, what is allowed, what comes closest."""
    with pytest.raises(DataError) as error:
        build_routine(LIBRARY, **arguments)  # type: ignore[arg-type]  # wrong on purpose
    assert error.value.key == key
    assert error.value.nearest == hint
    assert str(error.value).startswith(f"routine: {key}: {arguments[key]!r} is not allowed; allowed: ")


@pytest.mark.parametrize("minutes", [True, 7.5, "10"])
def test_minutes_must_be_a_whole_number(minutes: object) -> None:
    """True is not 1, and 7.5 is not rounded behind anyone's back."""
    with pytest.raises(DataError) as error:
        build_routine(LIBRARY, minutes)  # type: ignore[arg-type]  # wrong on purpose
    least, most = RULES.lengths.least, RULES.lengths.most
    assert str(error.value) == f"routine: minutes: {minutes!r} is not allowed; allowed: a whole number from {least} to {most}"


@given(routines)
def test_a_session_says_of_each_part_and_bell_what_the_rules_say(routine: Routine) -> None:
    """A part that takes no time is none; who stays lying down is told so in the last one, and hears the room tone fade."""
    stays = routine.end == "stay"
    told = {rule.id: (rule.name, rule.does) for rule in RULES.phases if rule.id != "settle" or routine.settle}
    if stays:
        told["come-out"] = (told["come-out"][0], RULES.stay.does)
    assert {phase.id: (phase.name, phase.does) for phase in routine.phases} == told
    assert [bell.id for bell in routine.bells] == [rule.id for rule in RULES.bells if not stays or rule.at != "end"]
    assert routine.fade == (RULES.stay.fade if stays else 0)


@given(st.sampled_from(sorted(DATA.purposes)), st.sampled_from(sorted(DATA.versions)), st.booleans())
def test_words_are_those_of_a_purpose_in_a_version_then_without_bells_then_of_either(purpose: str, version: str, silent: bool) -> None:
    """And the recording is that of the words."""
    for cue in build_routine(LIBRARY, 30, purpose, version, silent=silent).cues:
        slot = DATA.slots[cue.slot]
        keys = [f"{purpose}.{version}", *(["silent"] if silent else []), version, purpose]
        words = [(f"{slot.id}.{key}", slot.words[key]) for key in keys if key in slot.words]
        assert (cue.clip, cue.text) == [*words, (slot.id, slot.text)][0]


def test_unless_someone_says_so_bells_are_spoken_of() -> None:
    assert build_routine(LIBRARY, 10) == build_routine(LIBRARY, 10, silent=False) != build_routine(LIBRARY, 10, silent=True)


def test_where_no_bell_rings_words_come_a_little_after_the_phase_begins() -> None:
    """And where one rings, after it."""
    silent = replace(LIBRARY, rules=replace(RULES, bells=tuple(bell for bell in RULES.bells if bell.at != "arrive")))
    ringing = max(bell.seconds for bell in RULES.bells if bell.at == "arrive")
    for library, lead in ((silent, RULES.quiet.first), (LIBRARY, ringing + RULES.quiet.after_bell)):
        arrive = next(phase for phase in build_routine(library, 10).phases if phase.id == "arrive")
        assert arrive.cues[0].at == arrive.start + lead


def test_where_breathing_speaks_of_no_feet_they_are_counted_from_its_start() -> None:
    mute = replace(LIBRARY, slots=tuple(replace(slot, sign=slot.sign and slot.repeats) for slot in LIBRARY.slots))
    routine = build_routine(mute, 30)
    start = next(phase.start for phase in routine.phases if phase.id == "breathe")
    marks = [start, *(cue.at for cue in routine.cues if DATA.slots[cue.slot].repeats), routine.phases[-1].start]
    assert len(marks) > 3
    steps = [b - a for a, b in pairwise(marks)]
    assert max(steps[:-1]) - min(steps[:-1]) == 0
    assert steps[0] <= RULES.quiet.check < steps[0] + steps[-1]


def test_a_part_that_the_rules_give_no_time_takes_none() -> None:
    out = tuple(replace(rule, seconds=0) if rule.id == "come-out" else rule for rule in RULES.phases)
    seconds = phase_seconds(replace(RULES, phases=out), 600, 90)
    assert (seconds["come-out"], sum(seconds.values())) == (0, 690)

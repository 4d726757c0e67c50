"""Which clip starts where, and the frames joined: on a session and a bank made for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.data import load
from macros.model import Breath, Routine
from macros.routines import build_routine
from macros.sound.mpeg import FRAME, HEADER, MS, ceil_frames, frame_at, info_frame, softer
from macros.sound.soundtrack import BED, SIGN, Clip, Soundtrack, bell_clip, breath_clip, lock_test, plan, splice

DATA = load(Path(__file__).parents[1] / "data")
TEN = build_routine(DATA.library, 10)
STAY = build_routine(DATA.library, 10, end="stay")
SLEEP = build_routine(DATA.library, 10, "sleep", end="stay")


def frame(mark: int, loud: int = 200) -> bytes:
    """A frame as loud as that, told apart by its last byte."""
    return (HEADER + bytes(3) + (loud << 2).to_bytes(2, "big")).ljust(FRAME - 1, b"\0") + bytes((mark,))


BANK = {BED: frame(1) + frame(2) + frame(3), "one": frame(9) * 2}


def heard(soundtrack: Soundtrack) -> list[tuple[str, int]]:
    return [(clip.id, clip.start) for clip in soundtrack.clips]


def starts(*moments: tuple[str, int]) -> list[tuple[str, int]]:
    """Moments in seconds, as frames in order."""
    return sorted(((clip, frame_at(at)) for clip, at in moments), key=lambda moment: moment[1])


def test_the_names_of_recordings_are_those_of_their_files() -> None:
    assert (bell_clip("end", "soft"), breath_clip(Breath(4, 6))) == ("bell-end-soft", "breath-4-6")


def test_with_bells_and_voice_both_are_heard_in_order() -> None:
    bells = [(f"bell-{bell.id}-soft", bell.at) for bell in TEN.bells]
    assert heard(plan(TEN, "soft")) == starts(*bells, *((cue.clip, cue.at) for cue in TEN.cues))


def test_without_bells_only_words_are_heard() -> None:
    assert heard(plan(TEN)) == starts(*((cue.clip, cue.at) for cue in TEN.cues))
    assert heard(plan(STAY)) == starts(*((cue.clip, cue.at) for cue in STAY.cues))


def test_without_the_voice_strokes_stand_in_for_words_unless_they_are_off() -> None:
    bells = [(f"bell-{bell.id}-clear", bell.at) for bell in TEN.bells]
    assert heard(plan(TEN, "clear", False)) == starts(*bells, *((f"bell-{SIGN}-clear", at) for at in TEN.signs))
    assert heard(plan(TEN, "clear", False, strokes=False)) == starts(*bells)


def test_in_silence_legs_are_called_down_only_where_nobody_rings_at_the_end() -> None:
    """In the purpose's own timbre, since nobody chose one."""
    [out] = [bell for bell in SLEEP.bells if bell.id == "come-out"]
    assert SLEEP.purpose.bells != TEN.purpose.bells
    assert heard(plan(SLEEP, voice=False)) == starts((f"bell-come-out-{SLEEP.purpose.bells}", out.at))
    assert heard(plan(TEN, voice=False)) == []


def test_the_last_bell_rings_out_and_a_session_that_ends_lying_down_fades() -> None:
    assert plan(TEN, "soft").frames == ceil_frames(TEN.seconds + TEN.bells[-1].seconds)
    for settle in range(90, 93):
        assert plan(build_routine(DATA.library, 10, settle=settle), "soft").fade == 0
    assert plan(STAY, "soft").frames == ceil_frames(STAY.seconds)
    assert plan(STAY, "soft").fade == ceil_frames(STAY.seconds) - frame_at(STAY.seconds - DATA.rules.stay.fade)


def breathing(routine: Routine) -> list[int]:
    """The seconds in Breathe at which a breath is heard."""
    start = next(phase.start for phase in routine.phases if phase.id == "breathe")
    clips = plan(routine, "soft", breath=True).clips
    return [clip.start * MS // 1000 - start for clip in clips if clip.id == breath_clip(routine.purpose.breath)]


def test_breaths_are_heard_all_through_breathing_but_where_something_else_is() -> None:
    """One begins exactly where a word ends, and one ends exactly where the next begins."""
    breathe = next(phase for phase in TEN.phases if phase.id == "breathe")
    length = TEN.purpose.breath.inhale + TEN.purpose.breath.exhale
    word = replace(breathe.cues[0], at=breathe.start + 2 * length, seconds=length)
    phases = tuple(replace(phase, cues=(word,) if phase is breathe else ()) for phase in TEN.phases)
    every = list(range(0, breathe.seconds, length))
    assert breathing(replace(TEN, phases=phases)) == pytest.approx([at for at in every if at != 2 * length], abs=1)
    short = replace(breathe, seconds=breathe.seconds - 1, cues=())
    phases = tuple(short if phase is breathe else replace(phase, cues=()) for phase in TEN.phases)
    assert len(breathing(replace(TEN, phases=phases))) == len(every) - 1, "none that has no room"
    others, every_clip = (set(heard(plan(TEN, "soft", breath=breath))) for breath in (False, True))
    assert others < every_clip
    assert {clip for clip, _ in every_clip - others} == {breath_clip(TEN.purpose.breath)}


def test_the_lock_test_rings_twice() -> None:
    assert lock_test() == Soundtrack((Clip("bell-settled-clear", frame_at(3)), Clip("bell-settled-clear", frame_at(20))), ceil_frames(26))


def test_a_clip_takes_the_place_of_the_bed_and_nothing_else_moves() -> None:
    made = splice(BANK, Soundtrack((Clip("one", 2),), 7))
    marks = [1, 2, 9, 9, 2, 3, 1]
    assert made == info_frame(7) + b"".join(map(frame, marks))


def test_a_clip_that_is_missing_leaves_the_bed_and_one_that_is_too_long_is_cut() -> None:
    assert splice(BANK, Soundtrack((Clip("none", 1),), 4)) == info_frame(4) + b"".join(map(frame, (1, 2, 3, 1)))
    assert splice(BANK, Soundtrack((Clip("one", 3),), 4)) == info_frame(4) + b"".join(map(frame, (1, 2, 3, 9)))


def test_the_room_tone_dies_away_step_by_step() -> None:
    made = splice(BANK, Soundtrack((), 8, fade=6))
    plain = splice(BANK, Soundtrack((), 8))
    frames = [plain[at : at + FRAME] for at in range(0, len(plain), FRAME)]
    steps = [0, 0, 0, 0, 4, 8, 12, 16, 20]
    assert made == b"".join(softer(one, down) for one, down in zip(frames, steps, strict=True))

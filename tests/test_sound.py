"""What people hear: every track decoded and measured, as a phone would play it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import miniaudio
import numpy as np
import numpy.typing as npt
import pytest

from macros.data import load
from macros.model import Bell, Cue, Routine, Timbre
from macros.publishing import sound
from macros.routines import build_routine
from macros.score import score
from macros.sound.mpeg import FRAME, FRAME_SAMPLES, MS, RATE, info_frame, read_frames
from macros.sound.recordings import RECORD, clip_texts, disagreements, read_manifest
from macros.sound.soundtrack import BED, SIGN, TIMBRES, Soundtrack, bell_clip, breath_clip, lock_test, plan, splice
from macros.sound.tracks import bank, sound_score
from tests.sentences import copy_data
from tools.sound.encoder import DELAY
from tools.sound.shape import SOFT
from tools.sound.signal import level, loudness, onset

ROOT = Path(__file__).parents[1]
DATA = load(ROOT / "data")


class Recorded(dict[str, bytes]):
    """Clips by name. What is not recorded is one test's business, which says so; the others wait for it."""

    def __missing__(self, name: str) -> bytes:
        pytest.skip(f"{name} is not recorded: run `{RECORD}`")


BANK = Recorded(bank(DATA.folder))
MINUTES = range(DATA.rules.lengths.least, DATA.rules.lengths.most + 1)
PURPOSES, VERSIONS = list(DATA.purposes), list(DATA.versions)


def decoded(track: bytes) -> npt.NDArray[np.float32]:
    """The samples of a whole file."""
    made = miniaudio.mp3_read_f32(track)
    assert (made.sample_rate, made.nchannels) == (RATE, 1)
    return np.frombuffer(made.samples, np.float32)


@cache
def clip_sound(name: str) -> npt.NDArray[np.float32]:
    """A clip among its usual neighbors, the neighbors cut off."""
    edge = BANK[BED][: 50 * FRAME]
    frames = edge + BANK[name] + edge
    whole = decoded(info_frame(len(frames) // FRAME) + frames)
    return whole[50 * FRAME_SAMPLES : -49 * FRAME_SAMPLES]


def routine(minutes: int) -> Routine:
    """Lengths take turns with purposes and versions."""
    return build_routine(DATA.library, minutes, PURPOSES[minutes % len(PURPOSES)], VERSIONS[minutes % len(VERSIONS)])


def heard(made: Routine) -> Iterator[Bell | Cue]:
    yield from made.bells
    yield from made.cues


@pytest.mark.parametrize("minutes", MINUTES)
def test_every_bell_and_word_is_heard_within_30_ms_of_its_second_and_nothing_else_is_heard(minutes: int) -> None:
    made = routine(minutes)
    soundtrack = plan(made, made.purpose.bells)
    samples = decoded(splice(BANK, soundtrack))
    assert len(samples) == soundtrack.frames * FRAME_SAMPLES, "the track is as long as it says"
    assert max(samples.max(), -samples.min()) < 0.99, "nothing clips"
    silent = np.ones(len(samples) // RATE, bool)
    over = 0
    for event in sorted(heard(made), key=lambda one: one.at):
        clip = bell_clip(event.id, made.purpose.bells) if isinstance(event, Bell) else event.clip
        wanted = event.at * RATE + DELAY
        # A count follows a count without a pause: what is heard before it is the one before.
        begins = onset(samples[: wanted + RATE // 2], -45, max(0, wanted - RATE, over))
        over = event.at * RATE + len(BANK[clip]) // FRAME * FRAME_SAMPLES + DELAY
        assert abs(begins - wanted) <= 0.030 * RATE, f"{clip} is {(begins - wanted) / RATE * 1000:.0f} ms off"
        silent[event.at : event.at + -(-len(BANK[clip]) * MS // FRAME // 1000) + 2] = False
    seconds = samples[: len(silent) * RATE].reshape(-1, RATE)[1:][silent[1:]]
    levels = 10 * np.log10(np.mean(np.square(seconds, dtype=np.float64), axis=1))
    assert levels.min() > -63, "a quieter second lets Android stop the page"
    assert levels.max() < -57, "a louder second is heard as noise"


def test_the_clips_of_one_voice_are_equally_loud() -> None:
    measured = {name: loudness(clip_sound(name)) for name in clip_texts(DATA.slots)}
    soft = {name for name in measured if DATA.slots[name.split(".")[0]].soft}
    usual = [value for name, value in measured.items() if name not in soft]
    assert max(usual) - min(usual) < 1, measured
    assert all(measured[name] == pytest.approx(np.mean(usual) + SOFT, abs=1) for name in soft), "a word in the rest is a soft one"


@pytest.mark.parametrize("timbre", ["soft", "clear"])
def test_a_phone_that_is_set_for_the_voice_does_not_drown_the_bells(timbre: Timbre) -> None:
    voice = np.mean([loudness(clip_sound(name)) for name in clip_texts(DATA.slots) if "rest-feet" not in name])
    for rule in DATA.rules.bells:
        assert abs(loudness(clip_sound(bell_clip(rule.id, timbre))) - voice) <= 3, rule.id


def test_quiet_bells_are_about_twelve_decibels_softer_and_still_clear_of_the_room() -> None:
    for bell in (*(rule.id for rule in DATA.rules.bells), SIGN):
        quiet = clip_sound(bell_clip(bell, "quiet"))
        assert loudness(clip_sound(bell_clip(bell, "soft"))) - loudness(quiet) == pytest.approx(12, abs=1), bell
        assert loudness(quiet) > -45


def test_the_sound_of_a_breath_swells_once_in_and_once_out_and_is_softer_than_words() -> None:
    for purpose in DATA.purposes.values():
        sound_of = clip_sound(breath_clip(purpose.breath))
        assert loudness(sound_of) == pytest.approx(-34, abs=1.5)
        turn = purpose.breath.inhale * RATE
        steps = [level(sound_of[at : at + RATE // 2]) for at in (0, turn // 2, turn - RATE // 4, turn + 2 * RATE, len(sound_of) - RATE // 2)]
        assert steps[1] > steps[0] + 6
        assert steps[1] > steps[2] + 6
        assert steps[3] > steps[2] + 6
        assert steps[3] > steps[4] + 6


@pytest.mark.parametrize("bells", [None, *TIMBRES])
@pytest.mark.parametrize("voice", [True, False])
def test_who_stays_lying_down_is_always_called_to_bring_the_legs_down(bells: Timbre | None, voice: bool) -> None:
    for minutes in MINUTES:
        for version in VERSIONS:
            made = build_routine(DATA.library, minutes, "sleep", version, end="stay", silent=not bells)
            start = made.phases[-1].start
            soundtrack = plan(made, bells, voice)
            sounds = {clip.id.partition(".")[0] for clip in soundtrack.clips if clip.start * MS >= start * 1000 - MS}
            assert ({"out-bend", "out-slide", "out-roll"} <= sounds) if voice else any(s.startswith("bell-come-out-") for s in sounds)
            assert not any(s.startswith(("bell-end", "out-push", "out-sit")) for s in sounds)
            assert soundtrack.fade * MS == pytest.approx(60_000, abs=MS)


def test_the_room_tone_fades_away_for_who_stays_lying_down() -> None:
    made = build_routine(DATA.library, 3, "sleep", "bed", 0, "stay")
    samples = decoded(splice(BANK, plan(made, "soft", voice=False)))
    levels = [level(samples[(made.seconds - back) * RATE : (made.seconds - back + 1) * RATE]) for back in (65, 45, 30, 15, 2)]
    assert levels[0] == pytest.approx(-60, abs=2)
    assert all(a - 4 > b for a, b in pairwise(levels)), levels


@pytest.mark.parametrize("name", sorted(BANK))
def test_every_frame_is_of_the_one_format_and_stands_on_its_own(name: str) -> None:
    assert read_frames(BANK[name]) * FRAME == len(BANK[name])


@pytest.mark.parametrize("timbre", ["soft", "clear"])
def test_bells_are_told_apart_by_their_strokes_and_begin_and_end_gently(timbre: Timbre) -> None:
    for rule in DATA.rules.bells:
        ring = clip_sound(bell_clip(rule.id, timbre))
        assert len(BANK[bell_clip(rule.id, timbre)]) == rule.seconds * 1000 // MS * FRAME, f"run `{RECORD}`"
        steps = np.array([level(ring[at : at + 1200]) for at in range(0, len(ring) - 1200, 1200)])
        strokes = 1 + int(np.sum((np.diff(steps) > 3)[2:] & (steps[3:] > -45)))
        assert strokes == rule.strokes, f"{rule.id} {timbre} sounds like {strokes} strokes"
        assert np.abs(ring).max() < 0.4, "no bell startles"
        assert level(ring[-1200:]) < -57, "a bell has faded before its clip ends"
        first = onset(ring, -45)
        attack = np.abs(ring[first : first + RATE // 10])
        assert 0.003 < np.flatnonzero(attack > 0.5 * attack.max())[0] / RATE < 0.05, "a bell starts without a click"


def test_the_bells_ask_softly_to_come_out_and_the_soft_end_wakes_no_one() -> None:
    peak = {name: float(np.abs(clip_sound(name)).max()) for name in BANK if name.startswith("bell-")}
    for timbre in ("soft", "clear"):
        assert peak[f"bell-come-out-{timbre}"] < peak[f"bell-settled-{timbre}"]
    assert peak["bell-end-soft"] < peak["bell-end-clear"] / 1.4


def test_every_cue_is_recorded_with_the_words_that_are_written() -> None:
    found = disagreements(read_manifest(DATA.folder), DATA.slots)
    assert not found, "\n".join(found)


def test_the_manifest_says_how_long_each_clip_is_and_its_cue_has_the_room() -> None:
    for clip in read_manifest(DATA.folder).clips:
        frames = BANK[clip.id]
        assert (clip.frames, clip.sha256) == (len(frames) // FRAME, sha256(frames).hexdigest()), f"{clip.id}: run `{RECORD}`"
        assert clip.seconds == pytest.approx(clip.frames * MS / 1000)
        slot = DATA.slots[clip.id.split(".")[0]]
        assert clip.seconds <= slot.seconds, f"data/cues.yml: {slot.id}: raise `seconds` to {int(-(-clip.seconds // 1))}"


def test_every_word_begins_with_sound_and_ends_in_room_tone() -> None:
    for name in clip_texts(DATA.slots):
        spoken = clip_sound(name)
        assert 0 <= onset(spoken, -45) - DELAY < 0.018 * RATE, name
        assert level(spoken[-FRAME_SAMPLES:]) < -50, name
        assert np.abs(spoken).max() < 0.95, name


def test_no_sound_file_lies_around_unused() -> None:
    lying = sorted({path.stem for path in (DATA.folder / "sound").glob("*.mp3")} - set(BANK))
    assert not lying, f"take away what nobody plays (or run `{RECORD}`): " + ", ".join(f"data/sound/{name}.mp3" for name in lying)


def test_changed_words_stay_unspoken_until_they_are_recorded(tmp_path: Path) -> None:
    folder = copy_data(tmp_path)
    cues = folder / "cues.yml"
    cues.write_text(cues.read_text("utf-8").replace("Let the floor hold your back. Let the wall", "Let the floor hold you. Let the wall"), "utf-8")
    changed = load(folder)
    assert "arrive-hold" not in bank(folder)
    assert "arrive-hold.bed" in bank(folder)
    before = disagreements(read_manifest(DATA.folder), DATA.slots)
    [sentence] = [said for said in disagreements(read_manifest(folder), changed.slots) if said not in before]
    assert "arrive-hold" in sentence
    assert RECORD in sentence


def test_a_session_is_joined_in_a_moment_and_always_to_the_same_bytes() -> None:
    soundtrack = plan(build_routine(DATA.library, 15), "clear")
    sound_of = splice(BANK, soundtrack)
    begun = time.perf_counter()
    again = splice(BANK, soundtrack)
    assert time.perf_counter() - begun < 0.1
    assert again == sound_of


def test_without_bells_or_voice_only_the_bed_is_left() -> None:
    made = build_routine(DATA.library, 5)
    assert plan(made, None, voice=False).clips == ()
    assert {clip.id for clip in plan(made, "soft", voice=False, strokes=False).clips} == {bell_clip(b.id, "soft") for b in made.bells}
    rung = [clip.id for clip in plan(made, "soft", voice=False).clips]
    assert rung.count(bell_clip(SIGN, "soft")) == len(made.signs)
    track = splice(BANK, Soundtrack((), 1500))
    assert track[FRAME:] == (BANK[BED] * 2)[: 1500 * FRAME]


def test_the_first_frame_tells_players_the_length() -> None:
    track = splice(BANK, plan(build_routine(DATA.library, 10), "clear"))
    frames = len(track) // FRAME - 1
    assert track[13:17] == b"Info"
    assert int.from_bytes(track[21:25], "big") == frames
    assert int.from_bytes(track[25:29], "big") == len(track)
    assert not any(track[29:FRAME])


def test_the_lock_test_rings_at_3_and_20_seconds() -> None:
    samples = decoded(splice(BANK, lock_test()))
    for second in (3, 20):
        assert abs(onset(samples, -45, (second - 1) * RATE) - second * RATE - DELAY) < 0.030 * RATE


def test_the_published_files_are_those_that_the_score_names(tmp_path: Path) -> None:
    sound.write(tmp_path, DATA)
    known = score(DATA, 10, "general", "wall", "../")["sound"]
    assert known["base"] == "../assets/sound/"
    files = {f"{track}-{kind}.mp3" for track in known["tracks"] for kind in ("bells", "voice")} | {"lock-test.mp3"}
    assert {path.name for path in (tmp_path / "assets/sound").glob("*.mp3")} == files
    for clip, frames in {**sound_score(DATA)["clips"], BED: known["bed"]}.items():
        assert (tmp_path / f"assets/sound/clips/{clip}.mp3").stat().st_size == frames * FRAME
    for purpose in DATA.purposes.values():
        assert f"{purpose.minutes}-{purpose.id}-{purpose.version}" in known["tracks"]
    for minutes in DATA.rules.lengths.published:
        assert f"{minutes}-general-wall" in known["tracks"]

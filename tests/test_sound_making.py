"""How recordings become clips: measured against sounds whose answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from macros.data import load
from macros.schema import DataError
from macros.sound.mpeg import FRAME, FRAME_SAMPLES, MS, RATE, read_frames
from macros.sound.recordings import MANIFEST, Speaker, read_manifest
from tools.sound import bed, bells, shape
from tools.sound.engine import phonemes_of
from tools.sound.manifest import write_manifest
from tools.sound.report import Measured, error_rate, table
from tools.sound.signal import Sound, db, level, loudness, onset, silence
from tools.sound.takes import GOOD, Take, best
from tools.voice import known_or_new

DATA = load(Path(__file__).parents[1] / "data")


def tone(seconds: float, dbfs: float = -20, hertz: float = 997) -> Sound:
    return db(dbfs) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


@pytest.mark.parametrize(("sound", "lufs"), [(tone(5), -23.0), (tone(5, -30), -33.0), (silence(2), -70.0)])
def test_loudness_is_what_the_standard_says(sound: Sound, lufs: float) -> None:
    """A sine at 997 Hz reads 3 dB under its peak."""
    assert loudness(sound) == pytest.approx(lufs, abs=0.1)


def test_low_tones_sound_softer_and_high_ones_louder() -> None:
    assert loudness(tone(5, hertz=40)) < loudness(tone(5)) - 4
    assert loudness(tone(5, hertz=4000)) > loudness(tone(5)) + 2


def test_a_pause_makes_nothing_quieter() -> None:
    assert loudness(np.concatenate([tone(2), silence(4), tone(2)])) == pytest.approx(loudness(tone(4)), abs=0.6)


@pytest.mark.parametrize("dbfs", [-40, -12, -3])
def test_a_finished_clip_has_the_common_loudness_and_begins_with_sound(dbfs: float) -> None:
    made = shape.finish(np.concatenate([silence(1.3), tone(3, dbfs, 300), silence(0.7)]))
    assert loudness(made) == pytest.approx(shape.LOUDNESS, abs=0.4)
    assert onset(made, -45) < 0.01 * RATE
    assert len(made) % FRAME_SAMPLES == 0
    assert not made[-3 * FRAME_SAMPLES :].any(), "room for the decoder's delay"
    assert abs(len(made) / RATE - 3) < 0.2, "the silence around the words is cut away"


def test_a_loud_peak_is_turned_down_without_clipping() -> None:
    speech = tone(3, -38, 300)
    speech[RATE : RATE + 40] *= 200
    assert np.abs(shape.finish(speech)).max() <= db(shape.PEAK) * 1.01


def test_a_comma_gets_a_breath_and_a_consonant_does_not() -> None:
    words = np.concatenate([tone(1), silence(0.06), tone(1), silence(0.2), tone(1)])
    assert len(shape.pace(words, commas=0)) == len(words)
    paced = shape.pace(words, commas=1)
    assert (len(paced) - len(words)) / RATE == pytest.approx(shape.CLAUSE - 0.2, abs=0.02)
    assert np.array_equal(paced[: 2 * RATE], words[: 2 * RATE]), "the longest silence is the comma"


def test_text_is_spoken_sentence_by_sentence() -> None:
    said: list[str] = []

    def say(sentence: str) -> Sound:
        said.append(sentence)
        return np.concatenate([silence(0.3), tone(1), silence(0.3)])

    whole = shape.speak("Is the floor near? Then don’t hurry. Rest.", say)
    assert said == ["Is the floor near?", "Then don't hurry.", "Rest."]
    assert len(whole) / RATE == pytest.approx(3 + 2 * shape.SENTENCE, abs=0.2)


def test_words_are_spelled_in_the_sounds_that_the_model_knows() -> None:
    assert phonemes_of("tʃˈɛɹ klˈoʊs tˈaɪm dˈeɪ") == "ʧˈɛɹ klˈOs tˈIm dˈA"


def test_the_room_tone_turns_without_a_seam() -> None:
    tone_twice = bed.room_tone_from(-RATE, 2 * RATE)
    assert level(tone_twice) == pytest.approx(-60, abs=0.6)
    assert np.abs(np.diff(tone_twice))[RATE - 5 : RATE + 5].max() <= np.abs(np.diff(bed.room_tone())).max()


def test_bells_are_the_same_whenever_they_are_made() -> None:
    rule = DATA.rules.bell("end")
    assert np.array_equal(bells.ring(rule, "soft"), bells.ring(rule, "soft"))
    assert len(bells.ring(rule, "soft")) == bells.ring_frames(rule) * FRAME_SAMPLES


def test_a_teacher_keeps_one_record_and_never_takes_someone_elses() -> None:
    known = Speaker("own-1", "A. Teacher", "CC BY 4.0")
    assert known_or_new("A. Teacher", "CC BY 4.0", (known,)) is known
    assert known_or_new("B. Teacher", "CC BY 4.0", (known,)).id == "own-2"


def test_the_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    write_manifest(tmp_path / MANIFEST, read_manifest(DATA.folder))
    assert (tmp_path / MANIFEST).read_bytes() == (DATA.folder / MANIFEST).read_bytes()


def test_a_clip_by_nobody_is_refused(tmp_path: Path) -> None:
    text = (DATA.folder / MANIFEST).read_text("utf-8").replace("speaker: kokoro", "speaker: kokro", 1)
    (tmp_path / "voice").mkdir()
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(DataError, match="nearest: kokoro"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("frames", "complaint"),
    [(b"\xff" * 95, "whole frames"), (b"ID3\x04" + bytes(92), "starts with"), (b"\xff\xf3\x44\xc4\x01" + bytes(91), "borrows 1")],
)
def test_a_file_in_another_format_is_refused(frames: bytes, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_frames(frames)


@pytest.mark.parametrize(
    ("heard", "rate"),
    [("bend your knees", 0), ("Bend, your knees!", 0), ("bend knees", 1 / 3), ("send your niece", 2 / 3), ("now bend your knees", 1 / 3), ("", 1)],
)
def test_every_word_put_in_left_out_or_replaced_counts(heard: str, rate: float) -> None:
    assert error_rate("Bend your knees.", heard) == pytest.approx(rate)


def test_the_report_names_length_loudness_score_and_what_to_listen_to_first() -> None:
    said = table({"out-bend": Measured(2.5, -23.04, 3.5, 0.5, "the time"), "out-sit": Measured(3.5, -22.96, 2.9, 0, "sit for a minute")})
    lines = said.splitlines()
    assert lines[1].split() == ["out-bend", "2.5", "-23.0", "3.50", "50%"]
    assert lines[3].split() == ["mean", "3.0", "-23.0", "3.20", "25%"]
    assert lines[5] == "  out-bend: the time"
    assert lines[7] == "  out-sit: its score is 2.90"


def take(score: float, seconds: float = 2.4) -> Take:
    return Take(bytes(round(seconds * 1000 / MS) * FRAME), 0.7, score)


def test_a_good_take_is_kept_and_no_other_is_spoken() -> None:
    takes = iter([take(GOOD - 0.1), take(GOOD), take(GOOD + 1)])
    assert best(takes, room=3).score == GOOD
    assert next(takes).score == GOOD + 1


def test_where_none_is_good_the_best_that_fits_is_kept() -> None:
    assert best([take(2.6), take(3.0), take(3.1, seconds=4.8), take(2.9)], room=3).score == 3.0


def test_where_none_fits_the_best_is_kept_for_the_command_to_say_so() -> None:
    assert best([take(2.6, seconds=6), take(GOOD + 1, seconds=4.8)], room=3).score == GOOD + 1

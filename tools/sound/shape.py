"""From raw speech to a clip: pauses, level, trim and fades."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from macros.sound.mpeg import FRAME_SAMPLES, RATE
from tools.sound.signal import Sound, db, fade, loudness, onset, silence

__all__ = ["LOUDNESS", "SOFT", "count", "finish", "pace", "sentences", "speak"]

LOUDNESS = -23.0
"""LUFS of every voice clip, the level of EBU R128: no louder than the bells, for words that come out of silence."""

SOFT = -5.0
"""How much softer a soft clip is, in decibels: said to someone who may have fallen asleep."""

PEAK = -2.5
"""No sample goes beyond this, in dBFS."""

CLAUSE, SENTENCE = 0.45, 0.95
"""Seconds of quiet at a comma and between sentences: time to do what was said."""

EDGE = -44.0
"""Where the words begin and end, in dBFS at the clip's final level."""


def sentences(text: str) -> list[str]:
    return re.findall(r"[^.?]+[.?]", text.replace("\u2019", "'"))


def speak(text: str, say: Callable[[str], Sound]) -> Sound:
    """`text` sentence by sentence, so that each has its own melody and a real pause after it."""
    spoken: list[Sound] = []
    for sentence in sentences(text):
        words = pace(_bare(say(sentence.strip())), sentence.count(","))
        spoken += [words, silence(SENTENCE)]
    return np.concatenate(spoken[:-1])


def count(text: str, say: Callable[[str], Sound]) -> Sound:
    """Each word of `text` on a beat of its own, one a second: to breathe along with. A word starts on its beat, however long it is."""
    words = re.findall(r"[A-Za-z]+[,.]", text)
    spoken = np.zeros(len(words) * RATE)
    for beat, word in enumerate(words):
        # As the end of a sentence: a word before a comma is drawn up, which makes a count restless.
        one = _bare(say(word[:-1] + "."))[:RATE]
        spoken[beat * RATE : beat * RATE + len(one)] += fade(one, 0.005, 0.02)
    return spoken


def pace(words: Sound, commas: int) -> Sound:
    """Lets the `commas` longest silences inside a sentence last a breath longer. Short ones are part of consonants."""
    gaps = sorted(_gaps(words, least=0.05), key=lambda gap: gap[1] - gap[0], reverse=True)[:commas]
    for start, end in sorted(gaps, reverse=True):
        more = round(CLAUSE * RATE) - (end - start)
        if more > 0:
            middle = (start + end) // 2
            words = np.concatenate([words[:middle], np.zeros(more), words[middle:]])
    return words


def finish(spoken: Sound, wanted: float = LOUDNESS) -> Sound:
    """At `wanted` LUFS, beginning with the first sound, faded, with three quiet frames at its end."""
    level = np.pad(spoken, RATE // 10)
    for _ in range(4):  # limiting takes a little loudness away, so come closer step by step
        level = _limit(level * db(wanted - loudness(level)))
    start = max(0, onset(level, EDGE) - RATE // 160)
    end = len(level) - onset(level[::-1], EDGE) + RATE // 20
    cut = fade(level[start:end], 0.005, 0.06)
    frames = -(-len(cut) // FRAME_SAMPLES) + 3
    return np.pad(cut, (0, frames * FRAME_SAMPLES - len(cut)))


def _bare(sound: Sound) -> Sound:
    quiet = 20 * np.log10(np.abs(sound).max()) - 46
    start, end = onset(sound, quiet), len(sound) - onset(sound[::-1], quiet)
    margin = RATE // 50
    return fade(sound[max(0, start - margin) : end + margin], 0.01, 0.02)


def _gaps(sound: Sound, least: float) -> Sequence[tuple[int, int]]:
    """Stretches of silence of at least `least` seconds, as pairs of samples."""
    width = RATE // 100
    power = np.convolve(np.square(sound), np.full(width, 1 / width), "same")
    quiet = power < power.max() * db(-46) ** 2
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b) for a, b in pairs if b - a >= least * RATE and a > 0 and b < len(sound)]


def _limit(sound: Sound) -> Sound:
    """Turns down the few peaks above PEAK, smoothly, over 5 ms around each."""
    over = np.maximum(np.abs(sound) / db(PEAK), 1.0)
    width = RATE // 200
    held = np.max(np.lib.stride_tricks.sliding_window_view(np.pad(over, width, constant_values=1.0), 2 * width + 1), axis=1)
    window = np.hanning(2 * width + 1)
    smooth = np.convolve(np.pad(1 / held, width, mode="edge"), window / window.sum(), "valid")
    return sound * smooth

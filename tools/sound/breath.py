"""The sound of one slow breath: a soft swell in, a longer one out, like the sea from far away. Made from noise."""

from __future__ import annotations

import numpy as np

from macros.model import Breath
from macros.sound.mpeg import FRAME_SAMPLES, MS, RATE
from tools.sound.signal import Sound, db, loudness

__all__ = ["LOUDNESS", "breath", "breath_frames"]

LOUDNESS = -34.0
"""LUFS: well below the voice, well above the room tone."""

LOW, HIGH = 260.0, 620.0
"""Where the noise is strongest, in hertz: it rises while the breath comes in, and sinks while it goes out."""

WINDOW = 1024
"""Samples over which the noise keeps its color; windows overlap by half."""


def breath_frames(one: Breath) -> int:
    return (one.inhale + one.exhale) * 1000 // MS


def breath(one: Breath) -> Sound:
    """One breath of `one.inhale` and `one.exhale` seconds, silent at both ends and nearly so where it turns."""
    time = np.arange(breath_frames(one) * FRAME_SAMPLES) / RATE
    into = np.clip(time / one.inhale, 0, 1)
    out = np.clip((time - one.inhale) / one.exhale, 0, 1)
    # In: swells until shortly before the turn. Out: swells sooner, and dies away for longer.
    swell = np.sin(np.pi * into**1.6) ** 2 + np.sin(np.pi * out**0.7) ** 2
    tone = LOW + (HIGH - LOW) * np.where(time < one.inhale, into, 1 - out)
    sound = _colored(tone) * swell
    level: Sound = sound * db(LOUDNESS - loudness(sound))
    return level


def _colored(tone: Sound) -> Sound:
    """Noise that is strongest at `tone` hertz at each sample."""
    half = WINDOW // 2
    noise = np.random.default_rng(seed=10).standard_normal(len(tone) + 2 * WINDOW)
    at = np.fft.rfftfreq(WINDOW, 1 / RATE)
    window = np.sin(np.pi * (np.arange(WINDOW) + 0.5) / WINDOW)
    out = np.zeros(len(noise))
    for start in range(0, len(noise) - WINDOW + 1, half):
        middle = tone[min(max(start - half, 0), len(tone) - 1)]
        shape = 1 / (1 + (np.log2(np.maximum(at, 1) / middle) * 1.5) ** 4)
        part = np.fft.irfft(np.fft.rfft(noise[start : start + WINDOW] * window) * shape, WINDOW)
        out[start : start + WINDOW] += part * window
    colored: Sound = out[WINDOW : WINDOW + len(tone)]
    return colored

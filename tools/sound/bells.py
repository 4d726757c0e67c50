"""A singing bowl, struck once, twice or three times, built from its partials.

A bowl's overtones are not whole multiples of its lowest tone (about 1 : 2.7 : 5.2 : 8.3), and each is a pair of tones so
close together that they beat. High ones fade first. `soft` is a larger bowl struck with felt, `clear` a smaller one struck
with wood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from macros.model import BellRule, Timbre
from macros.mpeg import FRAME_SAMPLES, MS, RATE
from tools.sound.signal import Sound, db, fade

__all__ = ["BOWLS", "ring", "ring_frames"]

SPACING = 2.0
"""Seconds from stroke to stroke."""

BEAT = 0.35
"""How deep a pair beats: deep enough to live, too shallow to be taken for another stroke."""


@dataclass(frozen=True)
class Partial:
    """One pair of beating tones: times the lowest, level in dB, seconds to fade by 60 dB, beats a second."""

    ratio: float
    level: float
    fades: float
    beat: float


@dataclass(frozen=True)
class Bowl:
    """A timbre: its lowest tone in hertz, its partials, how long a stroke takes to speak, its loudest sample in dBFS."""

    tone: float
    partials: tuple[Partial, ...]
    attack: float
    peak: float


BOWLS: dict[Timbre, Bowl] = {
    "soft": Bowl(
        tone=233.1,
        partials=(
            Partial(1.0, 0, 6.5, 0.7),
            Partial(2.71, -6, 4.6, 1.1),
            Partial(5.15, -20, 2.4, 1.6),
            Partial(8.23, -36, 1.1, 2.3),
        ),
        attack=0.024,
        peak=-11,
    ),
    "clear": Bowl(
        tone=349.2,
        partials=(
            Partial(1.0, 0, 6.0, 0.8),
            Partial(2.73, -5, 4.4, 1.3),
            Partial(5.21, -14, 2.4, 1.9),
            Partial(8.34, -26, 1.2, 2.7),
        ),
        attack=0.012,
        peak=-10,
    ),
}

GAINS: dict[tuple[str, str], float] = {("come-out", "soft"): -3, ("come-out", "clear"): -3, ("end", "soft"): -4}
"""Coming out is asked for gently; the end of `soft` must not wake someone who fell asleep."""


def stroke(bowl: Bowl, seconds: float) -> Sound:
    """One stroke that has faded to nothing after `seconds`."""
    time = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros_like(time)
    for partial in bowl.partials:
        dies = np.exp(-np.log(1000) * time / partial.fades)
        tone = bowl.tone * partial.ratio
        pair = np.sin(2 * np.pi * (tone - partial.beat / 2) * time) + BEAT * np.sin(2 * np.pi * (tone + partial.beat / 2) * time)
        sound += db(partial.level) * dies * pair
    shaped = fade(sound, bowl.attack, min(1.2, seconds / 3))
    return shaped * (db(bowl.peak) / float(np.abs(shaped).max()))


def ring_frames(bell: BellRule) -> int:
    return bell.seconds * 1000 // MS


def ring(bell: BellRule, timbre: Timbre) -> Sound:
    """A bell of data/routine.yml: its strokes, all faded when its seconds are over, less a breath before what follows."""
    sound = np.zeros(ring_frames(bell) * FRAME_SAMPLES)
    end = len(sound) - 4 * FRAME_SAMPLES
    for place in range(bell.strokes):
        start = round(place * SPACING * RATE)
        sound[start:end] += stroke(BOWLS[timbre], (end - start) / RATE)
    return sound * db(GAINS.get((bell.id, timbre), 0))

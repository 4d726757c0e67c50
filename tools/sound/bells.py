"""A singing bowl, struck once, twice or three times, built from its partials.

A bowl's overtones are not whole multiples of its lowest tone (about 1 : 2.7 : 5.2 : 8.3), and each is a pair of tones so
close together that they beat. High ones fade first. `soft` is a larger bowl struck with felt, `clear` a smaller one struck
with wood, `quiet` the large one far away: quieter than the lowest step of a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from macros.model import Timbre
from macros.sound.mpeg import FRAME_SAMPLES, MS, RATE
from tools.sound.signal import Sound, db, fade, loudness

__all__ = ["LOUDNESS", "QUIET", "ring", "ring_frames"]

SPACING = 2.0
"""Seconds from stroke to stroke."""

BEAT = 0.35
"""How deep a pair beats: deep enough to live, too shallow to be taken for another stroke."""


class Rung(Protocol):
    """What is rung: a bell of data/routine.yml, or the sign."""

    @property
    def id(self) -> str: ...
    @property
    def strokes(self) -> int: ...
    @property
    def seconds(self) -> int: ...


@dataclass(frozen=True)
class Partial:
    """One pair of beating tones: times the lowest, level in dB, seconds to fade by 60 dB, beats a second."""

    ratio: float
    level: float
    fades: float
    beat: float


@dataclass(frozen=True)
class Bowl:
    """A timbre: its lowest tone in hertz, its partials, how long a stroke takes to speak."""

    tone: float
    partials: tuple[Partial, ...]
    attack: float


# Long partials and a soft attack make a bell loud without a peak that startles.
LARGE = Bowl(
    tone=233.1,
    partials=(
        Partial(1.0, 0, 12.0, 0.7),
        Partial(2.71, -6, 9.0, 1.1),
        Partial(5.15, -20, 4.2, 1.6),
        Partial(8.23, -36, 1.1, 2.3),
    ),
    attack=0.03,
)
SMALL = Bowl(
    tone=349.2,
    partials=(
        Partial(1.0, 0, 6.5, 0.8),
        Partial(2.73, -3, 4.8, 1.3),
        Partial(5.21, -14, 2.4, 1.9),
        Partial(8.34, -26, 1.2, 2.7),
    ),
    attack=0.012,
)
BOWLS: dict[Timbre, Bowl] = {"soft": LARGE, "clear": SMALL, "quiet": LARGE}

LOUDNESS = {
    ("settled", "clear"): -25.3,
    ("settled", "soft"): -25.0,
    ("come-out", "clear"): -25.4,
    ("come-out", "soft"): -25.6,
    ("end", "clear"): -24.0,
    ("end", "soft"): -25.6,
    ("sign", "clear"): -30.0,
    ("sign", "soft"): -30.0,
}
"""LUFS of each bell: within 3 of the voice, so that a phone set for the voice does not drown them. Coming out is asked for
gently, and the end of `soft` must not wake someone who fell asleep. The sign is the stroke of someone who only looks in.
"""

QUIET = -12.0
"""How much softer than `soft` the quiet bells are, in decibels."""


def stroke(bowl: Bowl, seconds: float) -> Sound:
    """One stroke that has faded to nothing after `seconds`."""
    time = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros_like(time)
    for partial in bowl.partials:
        dies = np.exp(-np.log(1000) * time / partial.fades)
        tone = bowl.tone * partial.ratio
        pair = np.sin(2 * np.pi * (tone - partial.beat / 2) * time) + BEAT * np.sin(2 * np.pi * (tone + partial.beat / 2) * time)
        sound += db(partial.level) * dies * pair
    return fade(sound, bowl.attack, min(1.2, seconds / 3))


def ring_frames(bell: Rung) -> int:
    return bell.seconds * 1000 // MS


def ring(bell: Rung, timbre: Timbre) -> Sound:
    """A bell of data/routine.yml (or the sign): its strokes, all faded when its seconds are over, less a breath before what follows."""
    sound = np.zeros(ring_frames(bell) * FRAME_SAMPLES)
    end = len(sound) - 4 * FRAME_SAMPLES
    for place in range(bell.strokes):
        start = round(place * SPACING * RATE)
        sound[start:end] += stroke(BOWLS[timbre], (end - start) / RATE)
    quiet = timbre == "quiet"
    wanted = LOUDNESS[bell.id, "soft" if quiet else timbre]
    return sound * db(wanted - loudness(sound) + (QUIET if quiet else 0))

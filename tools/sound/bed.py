"""The room tone under everything: without it, phones freeze a page whose screen is off. data/README.md tells more."""

from __future__ import annotations

from functools import cache

import numpy as np

from macros.sound.mpeg import FRAME_SAMPLES, RATE
from tools.sound.signal import Sound, db, level

__all__ = ["FRAMES", "room_tone", "room_tone_from"]

FRAMES = 1000
"""24 seconds: long enough that no one hears it come around."""

LEVEL = -60.0


@cache
def room_tone() -> Sound:
    """One turn of the loop. Made from its spectrum, so that its end runs into its start without a seam.

    A quiet room: strongest around 200 Hz, falling by 9 dB an octave above, next to nothing where ears are sharpest.
    """
    size = FRAMES * FRAME_SAMPLES
    at = np.fft.rfftfreq(size, 1 / RATE)
    shape = (at / 120) ** 2 / (1 + (at / 120) ** 2) / (1 + (at / 250) ** 2) ** 0.75
    shape[at > 4000] = 0
    turns = np.random.default_rng(seed=24).uniform(0, 2 * np.pi, len(at))
    tone = np.fft.irfft(shape * np.exp(1j * turns), size)
    return tone * db(LEVEL - level(tone))


def room_tone_from(start: int, samples: int) -> Sound:
    """Room tone from any sample of the endless loop; `start` may be negative."""
    return np.take(room_tone(), np.arange(start, start + samples), mode="wrap")

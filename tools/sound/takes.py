"""Several takes of one sentence, and the best of them.

The model speaks a sentence the same way each time, and another way at another speed: a take is a speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from macros.model import Slot
from macros.sound.mpeg import FRAME, MS
from tools.sound import shape
from tools.sound.encoder import encode_spoken
from tools.sound.engine import SPEED, Engine
from tools.sound.signal import Sound

__all__ = ["GOOD", "Take", "best", "leveled", "spoken"]

SPEEDS = (SPEED, 0.67, 0.73, 0.64, 0.76)
"""In the order in which they are tried, the usual one first. Beyond them the voice drags or hurries."""

GOOD = 3.2
"""The score (DNSMOS) from which a take is kept without trying another: about the mean of all clips."""


@dataclass(frozen=True)
class Take:
    """A finished clip, the speed it was spoken at, and its score."""

    frames: bytes
    speed: float
    score: float

    @property
    def seconds(self) -> float:
        return len(self.frames) // FRAME * MS / 1000


def best(takes: Iterable[Take], room: float) -> Take:
    """The first take that is good and lasts no longer than `room` seconds; or else the best of all that fit; or of all, where none fits."""
    heard: list[Take] = []
    for take in takes:
        if take.score >= GOOD and take.seconds <= room:
            return take
        heard.append(take)
    return max([take for take in heard if take.seconds <= room] or heard, key=lambda take: take.score)


def spoken(text: str, slot: Slot, voice: Engine, score: Callable[[bytes], float]) -> Iterator[Take]:
    """One take after the other, each made when it is asked for."""
    how = shape.count if slot.beat else shape.speak
    for speed in SPEEDS:
        frames = leveled(slot, how(text, replace(voice, speed=speed).say))
        yield Take(frames, speed, score(frames))


def leveled(slot: Slot, speech: Sound) -> bytes:
    """Speech as the finished clip of a cue: at the level of all, or softer where the cue is soft."""
    return encode_spoken(speech, shape.LOUDNESS + (shape.SOFT if slot.soft else 0))

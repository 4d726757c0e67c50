"""From a routine to its sound: which clip starts at which frame, and the frames joined. Pure; overrides/assets/js/splice.js
does the same sum, and both give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.model import Routine, Timbre
from macros.mpeg import FRAME, ceil_frames, frame_at, info_frame

__all__ = ["BED", "TIMBRES", "Clip", "Soundtrack", "bell_clip", "lock_test", "plan", "splice"]

BED = "bed"
TIMBRES: tuple[Timbre, ...] = ("soft", "clear")


@dataclass(frozen=True)
class Clip:
    """A recording and the frame at which it replaces the bed."""

    id: str
    start: int


@dataclass(frozen=True)
class Soundtrack:
    """What sounds when: `clips` in order on `frames` of bed."""

    clips: tuple[Clip, ...]
    frames: int


def bell_clip(bell: str, timbre: Timbre) -> str:
    """The name of a bell's recording."""
    return f"bell-{bell}-{timbre}"


def plan(routine: Routine, bells: Timbre | None = None, voice: bool = True) -> Soundtrack:
    """A whole session. `bells` None means no bells. The last bell rings out after the session has ended."""
    heard = [(bell_clip(bell.id, bells), bell.at) for bell in routine.bells] if bells else []
    if voice:
        heard += [(cue.clip, cue.at) for cue in routine.cues]
    return Soundtrack(_in_order(heard), ceil_frames(routine.sound_seconds))


def lock_test() -> Soundtrack:
    """The 20-second test before lying down: a bell at 3 s and, with the phone locked by then, one at 20 s."""
    bell = bell_clip("settled", "clear")
    return Soundtrack(_in_order([(bell, 3), (bell, 20)]), ceil_frames(26))


def splice(bank: Mapping[str, bytes], soundtrack: Soundtrack) -> bytes:
    """The file: one frame that says how much follows, the bed, and the clips in their places.

    A clip that the bank does not have leaves the bed, and nothing else moves: the words can still be read.
    """
    size = soundtrack.frames * FRAME
    bed = bank[BED]
    track = bytearray((bed * -(-size // len(bed)))[:size])
    for clip in soundtrack.clips:
        start = clip.start * FRAME
        frames = bank.get(clip.id, b"")[: size - start]
        track[start : start + len(frames)] = frames
    return info_frame(soundtrack.frames) + bytes(track)


def _in_order(heard: Iterable[tuple[str, int]]) -> tuple[Clip, ...]:
    clips = (Clip(clip, frame_at(at)) for clip, at in heard)
    return tuple(sorted(clips, key=lambda clip: clip.start))

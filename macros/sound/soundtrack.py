"""From a routine to its sound: which clip starts at which frame, and the frames joined. Pure; overrides/assets/js/timer/splice.js
does the same sum, and both give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.model import Breath, Routine, Timbre
from macros.sound.mpeg import FRAME, ceil_frames, frame_at, info_frame, softer

__all__ = ["BED", "SIGN", "TIMBRES", "Clip", "Soundtrack", "bell_clip", "breath_clip", "lock_test", "plan", "splice"]

BED = "bed"
SIGN = "sign"
TIMBRES: tuple[Timbre, ...] = ("soft", "clear", "quiet")

FADE_STEPS = 24
"""How many steps of 1.5 dB the room tone goes down before it is gone: to -96 dBFS."""


@dataclass(frozen=True)
class Clip:
    """A recording and the frame at which it replaces the bed."""

    id: str
    start: int


@dataclass(frozen=True)
class Soundtrack:
    """What sounds when: `clips` in order on `frames` of bed, the last `fade` of them dying away."""

    clips: tuple[Clip, ...]
    frames: int
    fade: int = 0


def bell_clip(bell: str, timbre: Timbre) -> str:
    """The name of a bell's recording; SIGN is the soft stroke."""
    return f"bell-{bell}-{timbre}"


def breath_clip(breath: Breath) -> str:
    """The name of the recording of one breath, in and out."""
    return f"breath-{breath.inhale}-{breath.exhale}"


def plan(
    routine: Routine, bells: Timbre | None = None, voice: bool = True, *, strokes: bool = True, breath: bool = False
) -> Soundtrack:
    """A whole session. `bells` None means no bells. The last bell rings out after the session has ended.

    Without the voice, soft `strokes` ring where words about tingling feet would be said. `breath` adds the sound of a breath
    in the Breathe phase, wherever nothing else is heard. Legs that are up are always called down: a session that ends lying
    down rings its bell to come out even where bells and voice are off.
    """
    heard: list[tuple[str, int, int]] = []
    if bells:
        heard += [(bell_clip(bell.id, bells), bell.at, bell.seconds) for bell in routine.bells]
    if voice:
        heard += [(cue.clip, cue.at, cue.seconds) for cue in routine.cues]
    elif bells and strokes:
        heard += [(bell_clip(SIGN, bells), at, routine.sign_seconds) for at in routine.signs]
    elif not bells and routine.end == "stay":
        out = next(bell for bell in routine.bells if bell.id == "come-out")
        heard.append((bell_clip(out.id, routine.purpose.bells), out.at, out.seconds))
    if breath:
        heard += _breaths(routine, heard)
    clips = sorted((Clip(clip, frame_at(at)) for clip, at, _ in heard), key=lambda clip: clip.start)
    frames = ceil_frames(routine.sound_seconds)
    return Soundtrack(tuple(clips), frames, frames - frame_at(routine.sound_seconds - routine.fade) if routine.fade else 0)


def _breaths(routine: Routine, heard: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """One breath after another, from the first second of Breathe, but where something else sounds."""
    one = routine.purpose.breath
    phase = next(phase for phase in routine.phases if phase.id == "breathe")
    length = one.inhale + one.exhale
    return [
        (breath_clip(one), at, length)
        for at in range(phase.start, phase.end - length + 1, length)
        if all(end <= at or at + length <= start for _, start, seconds in heard for end in [start + seconds])
    ]


def lock_test() -> Soundtrack:
    """The 20-second test before lying down: a bell at 3 s and, with the phone locked by then, one at 20 s."""
    bell = bell_clip("settled", "clear")
    return Soundtrack((Clip(bell, frame_at(3)), Clip(bell, frame_at(20))), ceil_frames(26))


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
    for n in range(soundtrack.fade):
        at = (soundtrack.frames - soundtrack.fade + n) * FRAME
        track[at : at + FRAME] = softer(bytes(track[at : at + FRAME]), FADE_STEPS * n // soundtrack.fade)
    return info_frame(soundtrack.frames) + bytes(track)

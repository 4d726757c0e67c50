"""What is heard in a session, in words: for the lyrics of a track, and as the captions of a podcast. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.clock import clock
from macros.model import Routine

__all__ = ["Line", "heard", "lyrics", "web_vtt"]


@dataclass(frozen=True)
class Line:
    """What is heard from `at` to `end`, in seconds from the start."""

    at: int
    end: int
    text: str


def heard(routine: Routine, bells: Mapping[str, str], sign: str, voice: bool) -> tuple[Line, ...]:
    """Every bell and every sentence in order; without the voice, every bell and every soft stroke.

    `bells` says what each bell is, by its id, and `sign` what a stroke is; both stand in brackets, since nobody speaks them.
    """
    lines = [Line(bell.at, bell.end, f"({bells[bell.id]})") for bell in routine.bells]
    if voice:
        lines += [Line(cue.at, cue.end, cue.text) for cue in routine.cues]
    else:
        lines += [Line(at, at + routine.sign_seconds, f"({sign})") for at in routine.signs]
    return tuple(sorted(lines, key=lambda line: line.at))


def lyrics(routine: Routine, lines: tuple[Line, ...]) -> str:
    """The whole session to read: each part with its name and what one does in it, and under it what is heard."""
    parts = []
    for phase in routine.phases:
        last = phase is routine.phases[-1]
        own = [line for line in lines if phase.start <= line.at and (last or line.at < phase.end)]
        told = [f"{clock(phase.start)} {phase.name}. {phase.does}", *(f"{clock(line.at)} {line.text}" for line in own)]
        parts.append("\n".join(told))
    return "\n\n".join(parts)


def web_vtt(lines: tuple[Line, ...]) -> str:
    """The same as captions. One ends at the latest where the next begins."""
    ends = [*(line.at for line in lines[1:]), lines[-1].end]
    blocks = [
        f"{_moment(line.at)} --> {_moment(min(line.end, end))}\n{line.text.replace('&', '&amp;').replace('<', '&lt;')}"
        for line, end in zip(lines, ends, strict=True)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _moment(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}.000"

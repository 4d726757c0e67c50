"""What is told of a published track before its sound: its name, its cover, what is heard, and its parts as chapters."""

from __future__ import annotations

from macros.data import Data
from macros.evidence.care import care_line
from macros.links import Session, session_title
from macros.model import Routine
from macros.sound.id3 import Chapter, Tag, tag_bytes
from macros.sound.mpeg import MS, ceil_frames
from macros.sound.transcript import Line, heard, lyrics

__all__ = ["chapters", "lines", "tag"]


def tag(data: Data, routine: Routine, voice: bool, cover: bytes) -> bytes:
    """The tag of the session with the voice, or of the one with bells alone."""
    name = session_title(data, Session(routine.minutes, routine.purpose, routine.version))
    return tag_bytes(
        Tag(
            title=name if voice else data.ui.podcast.rung.format(title=name),
            artist=data.site.by,
            album=data.site.name,
            language=data.site.language_code,
            words=f"{care_line(data.evidence)}\n\n{lyrics(routine, lines(data, routine, voice))}",
            cover=cover,
            license=data.site.license_url,
            length=ceil_frames(routine.sound_seconds) * MS,
            chapters=chapters(routine),
        )
    )


def chapters(routine: Routine) -> tuple[Chapter, ...]:
    """The phases, end to end. The last one ends with the last sound."""
    end = ceil_frames(routine.sound_seconds) * MS
    ends = [*(phase.start * 1000 for phase in routine.phases[1:]), end]
    return tuple(Chapter(p.id, p.name, p.start * 1000, end) for p, end in zip(routine.phases, ends, strict=True))


def lines(data: Data, routine: Routine, voice: bool) -> tuple[Line, ...]:
    """Every bell, and every sentence or soft stroke."""
    words = data.ui.routine
    strokes = (words.bell_1, words.bell_2, words.bell_3)
    bells = {str(bell.id): f"{strokes[bell.strokes - 1]}: {bell.name}" for bell in data.rules.bells}
    return heard(routine, bells, f"{data.ui.podcast.stroke}: {data.rules.sign.name}", voice)


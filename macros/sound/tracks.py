"""What sounds on the site: the recordings by name, the published tracks joined from them, and what the timer must know of both.

Nothing is encoded here: the clips in data/sound/ are joined as they are. A published track tells before its sound what it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from macros.data import Data, load
from macros.files import digest
from macros.model import Routine
from macros.pictures.cover import drawing
from macros.routines import build_routine
from macros.rules import BellRule, Sign
from macros.schema import DataError
from macros.sound.mpeg import FRAME, read_frames
from macros.sound.recordings import RECORD, check_clip, check_made, check_ring, clip_texts, read_manifest
from macros.sound.soundtrack import BED, SIGN, TIMBRES, bell_clip, breath_clip, plan, splice
from macros.sound.tagged import tag

__all__ = ["FOLDER", "Track", "bank", "made", "published", "sound_score", "tracks"]

FOLDER = "assets/sound"


@dataclass(frozen=True)
class Track:
    """A published session as bells alone and as bells and voice, each with its tag."""

    id: str
    bells: bytes
    voice: bytes


def sound_score(data: Data) -> dict[str, Any]:
    """What the timer must know of the sound, but for the way to it (`base`), which differs from page to page."""
    clips = bank(data.folder)
    return {
        "frame": FRAME,
        "bed": len(clips[BED]) // FRAME,
        "bank": digest(*clips.values()),
        "clips": {name: len(frames) // FRAME for name, frames in clips.items() if name != BED},
        "tracks": dict(_stamps(data.folder)),
    }


def published(data: Data) -> list[Routine]:
    """The sessions with a track of their own: each published length, and what each purpose suggests."""
    routines = [build_routine(data.library, minutes) for minutes in data.rules.lengths.published]
    routines += [build_routine(data.library, p.minutes, p.id, p.version) for p in data.purposes.values()]
    return list({routine.id: routine for routine in routines}.values())


def tracks(data: Data, picture: bytes = b"") -> Iterator[Track]:
    """The published tracks, one after another: together they are too large to hold. `picture` is their cover."""
    clips = bank(data.folder)
    for routine in published(data):
        bells, spoken = (splice(clips, plan(routine, routine.purpose.bells, voice)) for voice in (False, True))
        yield Track(routine.id, tag(data, routine, False, picture) + bells, tag(data, routine, True, picture) + spoken)


def made(data: Data) -> list[str]:
    """The clips that are made, not spoken: the bed, every bell and the soft stroke in every timbre, every breath."""
    rung = [*(bell.id for bell in data.rules.bells), SIGN]
    breaths = {breath_clip(purpose.breath): None for purpose in data.purposes.values()}
    return [BED, *(bell_clip(bell, timbre) for bell in rung for timbre in TIMBRES), *breaths]


@cache
def bank(folder: Path) -> Mapping[str, bytes]:
    """The bed, the bells and the voice, by clip name. Words that were changed since they were recorded stay unspoken.

    Raises:
        DataError: for a missing bell or bed, and for a file that is not what it should be.
    """
    data = load(folder)
    manifest = read_manifest(folder)
    clips = {name: _frames(folder, name) for name in made(data)}
    for name, frames in clips.items():
        check_made(name, frames, manifest)
    rung: tuple[BellRule | Sign, ...] = (*data.rules.bells, data.rules.sign)
    for bell in rung:
        for timbre in TIMBRES:
            check_ring(bell_clip(bell.id, timbre), len(clips[bell_clip(bell.id, timbre)]) // FRAME, bell.seconds)
    texts = clip_texts(data.slots)
    for recording in manifest.clips:
        if texts.get(recording.id) == recording.text:
            frames = _frames(folder, recording.id)
            room = data.slots[recording.id.partition(".")[0]].seconds
            check_clip(recording, len(frames) // FRAME, hashlib.sha256(frames).hexdigest(), room)
            clips[recording.id] = frames
    return MappingProxyType(clips)


@cache
def _stamps(folder: Path) -> Mapping[str, str]:
    """A stamp changes when either file does, so that addresses may be kept. For the cover stands how it is drawn, which takes no time."""
    data = load(folder)
    drawn = drawing(data)
    return MappingProxyType({track.id: digest(track.bells, track.voice, drawn) for track in tracks(data)})


def _frames(folder: Path, name: str) -> bytes:
    path = folder / "sound" / f"{name}.mp3"
    if not path.exists():
        raise DataError(f"data/sound/{name}.mp3", "file", "missing", f"a recording: run `{RECORD}`")
    frames = path.read_bytes()
    if not frames:
        raise DataError(f"data/sound/{name}.mp3", "file", "empty", f"frames made by `{RECORD}`")
    try:
        read_frames(frames)
    except ValueError as error:
        raise DataError(f"data/sound/{name}.mp3", "frames", str(error), f"frames made by `{RECORD}`") from None
    return frames

"""data/voice/manifest.yml: which words each voice clip speaks, whose voice it is, and what may be done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from annotated_types import Ge, Gt

from macros.model import Slot
from macros.schema import DataError, Positive, Text, by_id, form, parse, pick, read_yaml
from macros.sound.mpeg import MS

__all__ = [
    "MANIFEST", "RECORD", "REMAKE", "Manifest", "Recording", "Speaker", "check_clip", "check_made", "check_ring", "clip_texts",
    "disagreements", "read_manifest",
]  # fmt: skip

MANIFEST = "voice/manifest.yml"
RECORD = "make voice"
"""The command that records what changed."""

REMAKE = "make voice BELLS=1"
"""The command that makes the bells, the breaths and the room tone again."""

ClipId = Annotated[str, form(r"[a-z0-9-]+(\.[a-z0-9-]+){0,2}", "the name of a clip")]
Sha256 = Annotated[str, form(r"[0-9a-f]{64}", "64 digits and letters from a to f")]


@dataclass(frozen=True)
class Speaker:
    """A voice: a person's, or a model's with the hashes of what made it."""

    id: Text
    name: Text
    license: Text
    model: Text | None = None
    model_sha256: Sha256 | None = None
    voice: Text | None = None
    voice_sha256: Sha256 | None = None
    speed: Annotated[float, Gt(0)] | None = None


@dataclass(frozen=True)
class Recording:
    """One clip: exactly the words it speaks, who speaks, how long, the hash of its frames, and its speed where a take of another
    speed than the speaker's sounded better."""

    id: ClipId
    text: Text
    speaker: Text
    seconds: Annotated[float, Ge(0)]
    frames: Positive
    sha256: Sha256
    speed: Annotated[float, Gt(0)] | None = None


@dataclass(frozen=True)
class Manifest:
    """Who speaks, the clips, and the hash of each sound that is made, not spoken: bells, breaths, the room tone."""

    speakers: tuple[Speaker, ...]
    clips: tuple[Recording, ...]
    made: dict[ClipId, Sha256] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder` (the data folder).

    Raises:
        DataError: for the first mistake found.
    """
    file = f"data/{MANIFEST}"
    manifest = parse(Manifest, read_yaml(folder / MANIFEST, file), file)
    speakers = by_id(manifest.speakers, file + ": speakers")
    for clip in by_id(manifest.clips, file + ": clips").values():
        pick(file, f"{clip.id}.speaker", clip.speaker, speakers)
    return manifest


def clip_texts(slots: Mapping[str, Slot]) -> dict[str, str]:
    """Every clip the routines can ask for, with its words."""
    texts = {}
    for slot in slots.values():
        texts[slot.id] = slot.text
        texts |= {f"{slot.id}.{key}": text for key, text in slot.words.items()}
    return texts


def disagreements(manifest: Manifest, slots: Mapping[str, Slot]) -> list[str]:
    """One sentence for each cue that is not recorded as it is written, and for each recording without a cue."""
    recorded = {clip.id: clip.text for clip in manifest.clips}
    texts = clip_texts(slots)
    found = []
    for clip, text in texts.items():
        if clip not in recorded:
            found.append(f"{clip} is not recorded: run `{RECORD}`")
        elif recorded[clip] != text:
            found.append(f"{clip} says {recorded[clip]!r}, but data/cues.yml has {text!r}: run `{RECORD}`")
    found += [f"{clip} is recorded, but data/cues.yml has no such words: run `{RECORD}`" for clip in recorded if clip not in texts]
    return found


def check_clip(clip: Recording, frames: int, sha256: str, room: int) -> None:
    """Refuses a file that is not the one in the manifest, and one that is longer than the `room` seconds of its words."""
    if abs(clip.seconds - frames * MS / 1000) > MS / 1000:
        raise DataError(f"data/{MANIFEST}", f"{clip.id}.seconds", clip.seconds, f"the length of data/sound/{clip.id}.mp3: run `{RECORD}`")
    if clip.seconds > room:
        allowed = f"at most {room}, the `seconds` of {clip.id} in data/cues.yml: raise those, or record shorter words with `{RECORD}`"
        raise DataError(f"data/{MANIFEST}", f"{clip.id}.seconds", clip.seconds, allowed)
    if (clip.frames, clip.sha256) != (frames, sha256):
        raise DataError(f"data/{MANIFEST}", f"{clip.id}.sha256", clip.sha256, f"the hash of data/sound/{clip.id}.mp3: run `{RECORD}`")


def check_made(name: str, frames: bytes, manifest: Manifest) -> None:
    """Refuses a bell, a breath or a room tone that is not the one that was made."""
    if manifest.made.get(name) != hashlib.sha256(frames).hexdigest():
        raise DataError(f"data/sound/{name}.mp3", "sha256", hashlib.sha256(frames).hexdigest()[:12], f"the sound in data/{MANIFEST}: run `{REMAKE}`")


def check_ring(name: str, frames: int, seconds: int) -> None:
    """Refuses a bell that rings for another time than data/routine.yml says: a frame more or less is none."""
    if abs(frames * MS - seconds * 1000) > MS:
        raise DataError(f"data/sound/{name}.mp3", "seconds", frames * MS / 1000, f"{seconds}, as data/routine.yml says: run `{REMAKE}`")

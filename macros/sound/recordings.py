"""data/voice/manifest.yml: which words each voice clip speaks, whose voice it is, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from annotated_types import Ge, Gt
from pydantic import StringConstraints

from macros.model import Slot
from macros.schema import DataError, Positive, Text, by_id, parse, pick, read_yaml

__all__ = ["MANIFEST", "RECORD", "Manifest", "Recording", "Speaker", "check_clip", "clip_texts", "disagreements", "read_manifest"]

MANIFEST = "voice/manifest.yml"
RECORD = "make voice"
"""The command that records what changed."""

ClipId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+){0,2}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


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
    """One clip: exactly the words it speaks, who speaks, how long, and the hash of its frames."""

    id: ClipId
    text: Text
    speaker: Text
    seconds: Annotated[float, Ge(0)]
    frames: Positive
    sha256: Sha256


@dataclass(frozen=True)
class Manifest:
    speakers: tuple[Speaker, ...]
    clips: tuple[Recording, ...]


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder` (the data folder).

    Raises:
        DataError: for the first mistake found.
    """
    file = f"data/{MANIFEST}"
    manifest = parse(Manifest, read_yaml(folder / MANIFEST), file)
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


def check_clip(clip: Recording, frames: int, sha256: str) -> None:
    """Refuses a file that is not the one in the manifest."""
    if (clip.frames, clip.sha256) != (frames, sha256):
        raise DataError(f"data/{MANIFEST}", f"{clip.id}.sha256", clip.sha256, f"the hash of data/sound/{clip.id}.mp3: run `{RECORD}`")

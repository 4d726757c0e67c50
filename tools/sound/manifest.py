"""Writes data/voice/manifest.yml."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import yaml

from macros.sound.recordings import Manifest, Recording, Speaker

__all__ = ["write_manifest"]

HEAD = """\
# Which words each clip in data/sound/ speaks, and whose voice it is. Written by `make voice`; do not edit by hand.
"""


def write_manifest(path: Path, manifest: Manifest) -> None:
    """One record a clip, in the order of the cues. What a person's recording does not have is left out."""
    content = {
        "speakers": [_filled(speaker) for speaker in manifest.speakers],
        "clips": [_filled(clip) for clip in manifest.clips],
        "made": dict(sorted(manifest.made.items())),
    }
    path.write_text(HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000), "utf-8")


def _filled(record: Speaker | Recording) -> dict[str, object]:
    return {key: value for key, value in asdict(record).items() if value is not None}

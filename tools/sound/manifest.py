"""Writes data/voice/manifest.yml."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import yaml

from macros.sound.recordings import Manifest

__all__ = ["write_manifest"]

HEAD = """\
# Which words each clip in data/sound/ speaks, and whose voice it is. Written by `make voice`; do not edit by hand.
"""


def write_manifest(path: Path, manifest: Manifest) -> None:
    """One record a clip, in the order of the cues. What a person's recording does not have is left out."""
    content = {
        "speakers": [{key: value for key, value in asdict(s).items() if value is not None} for s in manifest.speakers],
        "clips": [asdict(clip) for clip in manifest.clips],
        "made": dict(sorted(manifest.made.items())),
    }
    path.write_text(HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000), "utf-8")

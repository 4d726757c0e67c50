"""The sound files of the site, under assets/sound/: published tracks, the clips that the timer splices, the lock test."""

from __future__ import annotations

from pathlib import Path

from macros.data import Data
from macros.pictures.cover import SMALL, cover
from macros.sound.soundtrack import lock_test, splice
from macros.sound.tracks import FOLDER, bank, tracks

__all__ = ["write"]


def write(site: Path, data: Data, _site_url: str = "") -> None:
    """Writes assets/sound/ into the built site."""
    folder = site / FOLDER
    (folder / "clips").mkdir(parents=True, exist_ok=True)
    for name, frames in bank(data.folder).items():
        (folder / "clips" / f"{name}.mp3").write_bytes(frames)
    for track in tracks(data, cover(data, SMALL)):
        (folder / f"{track.id}-bells.mp3").write_bytes(track.bells)
        (folder / f"{track.id}-voice.mp3").write_bytes(track.voice)
    (folder / "lock-test.mp3").write_bytes(splice(bank(data.folder), lock_test()))

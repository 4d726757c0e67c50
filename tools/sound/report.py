"""What `make voice` tells of every spoken clip: how long it is, how loud, and how much of it a recognizer understands.

The recognizer works offline with the small model that comes in its own package (pocketsphinx, about 37 MB). It is far from a person's ear, and
counts spoken in a rhythm confuse it; so its errors are there to compare: a clip that got worse, or is the worst, is worth listening to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from macros.sound.recordings import Recording
from tools.sound.encoder import decode
from tools.sound.signal import loudness

__all__ = ["Measured", "error_rate", "measure", "table"]

HEARS_AT = 16_000
"""Samples a second that the recognizer wants."""

WORST = 5
"""How many clips are named at the end."""


@dataclass(frozen=True)
class Measured:
    """One clip: its seconds, its loudness in LUFS, the share of its words that were misheard (0 to 1 and more), and what was heard."""

    seconds: float
    lufs: float
    misheard: float
    heard: str


def error_rate(said: str, heard: str) -> float:
    """Words put in, left out or replaced, for each word that was said."""
    wanted, got = _words(said), _words(heard)
    row = list(range(len(got) + 1))
    for place, word in enumerate(wanted, 1):
        before, row[0] = row[0], place
        for at, other in enumerate(got, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1] / max(len(wanted), 1)


def measure(clips: Iterable[Recording], sounds: Path, kept: Path) -> dict[str, Measured]:
    """All clips. What was once heard of a recording is kept under its hash, since listening takes seconds."""
    known: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    ear: Callable[[bytes], str] | None = None
    found = {}
    for clip in clips:
        frames = (sounds / f"{clip.id}.mp3").read_bytes()
        if clip.sha256 not in known:
            ear = ear or _ear()
            known[clip.sha256] = ear(frames)
        heard = known[clip.sha256]
        found[clip.id] = Measured(clip.seconds, loudness(decode(frames)), error_rate(clip.text, heard), heard)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(known, indent=1), "utf-8")
    return found


def table(found: Mapping[str, Measured]) -> str:
    """The clips in order, the means, and those to listen to first."""
    wide = max(map(len, found), default=0)
    lines = [f"{'clip':{wide}}  seconds  LUFS   misheard"]
    lines += [f"{name:{wide}}  {one.seconds:7.1f}  {one.lufs:5.1f}  {one.misheard:8.0%}" for name, one in found.items()]
    if found:
        means = [float(np.mean([asdict(one)[key] for one in found.values()])) for key in ("seconds", "lufs", "misheard")]
        lines.append(f"{'mean':{wide}}  {means[0]:7.1f}  {means[1]:5.1f}  {means[2]:8.0%}")
        lines.append("Listen to these first:")
        worst = sorted(found, key=lambda name: (-found[name].misheard, name))[:WORST]
        lines += [f"  {name}: {found[name].heard or '(nothing)'}" for name in worst]
    return "\n".join(lines)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def _ear() -> Callable[[bytes], str]:
    """The recognizer."""
    from pocketsphinx import Decoder  # here, so that tests can import this module without it

    decoder = Decoder(samprate=HEARS_AT, loglevel="FATAL")
    pause = b"\0" * HEARS_AT  # half a second before and after, or it misses the first word

    def hear(frames: bytes) -> str:
        sound = (np.clip(decode(frames, HEARS_AT), -1, 1) * 32767).astype("<i2").tobytes()
        decoder.start_utt()
        decoder.process_raw(pause + sound + pause, full_utt=True)
        decoder.end_utt()
        guess = decoder.hyp()
        return str(guess.hypstr) if guess else ""

    return hear

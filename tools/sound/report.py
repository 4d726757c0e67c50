"""What `make voice` tells of every spoken clip: how long it is, how loud, how good, and how much of it a recognizer understands.

Counts spoken in a rhythm confuse the recognizer; its errors and the score are there to compare: a clip that got worse, or is the worst, is
worth listening to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from macros.sound.recordings import Recording
from tools.sound.encoder import decode
from tools.sound.listener import judge, recognizer
from tools.sound.signal import loudness

__all__ = ["Measured", "error_rate", "measure", "table"]

WORST = 5
"""How many clips are named at the end, for each of the two listeners."""

MEANS = ("seconds", "lufs", "score", "misheard")


@dataclass(frozen=True)
class Measured:
    """One clip: its seconds, its loudness in LUFS, how good it sounds (DNSMOS, 1 to 5), the share of its words that were misheard
    (0 to 1 and more), and what was heard."""

    seconds: float
    lufs: float
    score: float
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
    known: dict[str, tuple[str, float]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    hear, score = cache(recognizer), cache(judge)
    found = {}
    for clip in clips:
        frames = (sounds / f"{clip.id}.mp3").read_bytes()
        if clip.sha256 not in known:
            known[clip.sha256] = (hear()(frames), score()(frames))
        heard, good = known[clip.sha256]
        found[clip.id] = Measured(clip.seconds, loudness(decode(frames)), good, error_rate(clip.text, heard), heard)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(known, indent=1), "utf-8")
    return found


def table(found: Mapping[str, Measured]) -> str:
    """The clips in order, the means, and those to listen to first."""
    wide = max(map(len, found), default=0)
    lines = [f"{'clip':{wide}}  seconds  LUFS   score  misheard"]
    lines += [_row(f"{name:{wide}}", one) for name, one in found.items()]
    if found:
        means = {key: float(np.mean([getattr(one, key) for one in found.values()])) for key in MEANS}
        lines.append(_row(f"{'mean':{wide}}", Measured(**means, heard="")))
        lines.append("Listen to these first:")
        worst = sorted(found, key=lambda name: (-found[name].misheard, name))[:WORST]
        lines += [f"  {name}: {found[name].heard or '(nothing)'}" for name in worst]
        lines += [f"  {name}: its score is {found[name].score:.2f}" for name in sorted(found, key=lambda name: found[name].score)[:WORST]]
    return "\n".join(lines)


def _row(name: str, one: Measured) -> str:
    return f"{name}  {one.seconds:7.1f}  {one.lufs:5.1f}  {one.score:5.2f}  {one.misheard:8.0%}"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())

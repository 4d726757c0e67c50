"""What the tests of the timer's modules compare with: a score, and the routines that Python computes. Printed as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from macros.data import load  # noqa: E402 -- run as a file, it has to say where the package is
from macros.routines import build_routine  # noqa: E402
from macros.score import score  # noqa: E402

DATA = load(ROOT / "data")
SETTLES = (0, 10, 27, 45, 60, 90, 91, 150, 300)


def routine(minutes: int, purpose: str, version: str, settle: int) -> dict[str, Any]:
    """A routine as plain lists, to compare."""
    made = build_routine(DATA.library, minutes, purpose, version, settle)
    return {
        "minutes": minutes,
        "purpose": purpose,
        "version": version,
        "settle": settle,
        "seconds": made.seconds,
        "phases": [[p.id, p.start, p.end] for p in made.phases],
        "cues": [[c.slot, c.clip, c.at, c.seconds, c.text] for c in made.cues],
        "bells": [[b.id, b.at, b.strokes, b.seconds] for b in made.bells],
    }


def sample() -> list[dict[str, Any]]:
    """Every length with every settling time of a sample; purposes and versions take turns."""
    purposes, versions = list(DATA.purposes), list(DATA.versions)
    lengths = range(DATA.rules.lengths.least, DATA.rules.lengths.most + 1)
    pairs = [(minutes, settle) for minutes in lengths for settle in SETTLES]
    return [routine(m, purposes[i % len(purposes)], versions[i % len(versions)], s) for i, (m, s) in enumerate(pairs)]


if __name__ == "__main__":
    print(json.dumps({"score": score(DATA, 10, "general", "wall"), "routines": sample()}))

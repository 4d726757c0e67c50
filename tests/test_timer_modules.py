"""The timer's pure parts: node runs tests/js over the score and the routines that Python computes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from macros.data import load
from macros.routines import build_routine
from macros.score import score

ROOT = Path(__file__).parents[1]
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


def test_the_timers_modules(tmp_path: Path) -> None:
    """Timeline, links, clock and splice do what their tests in tests/js say."""
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"score": score(DATA, 10, "general", "wall"), "routines": sample()}), "utf-8")
    tests = sorted(str(file) for file in (ROOT / "tests/js").glob("*.test.js"))
    env = {**os.environ, "TIMER_TEST_DATA": str(given)}
    done = subprocess.run(["node", "--test", *tests], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]

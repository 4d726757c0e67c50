"""What the tests of the timer's modules compare with: a score, and the routines that Python computes. Printed as JSON."""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from macros.data import load  # noqa: E402 -- run as a file, it has to say where the package is
from macros.model import End, Timbre  # noqa: E402
from macros.routines import build_routine  # noqa: E402
from macros.score import score  # noqa: E402
from macros.sound.soundtrack import plan, splice  # noqa: E402
from macros.sound.tracks import bank as clips_of  # noqa: E402

DATA = load(ROOT / "data")
SETTLES = (0, 10, 27, 45, 60, 90, 91, 150, 300)


def routine(minutes: int, purpose: str, version: str, settle: int, turn: int) -> dict[str, Any]:
    """A routine as plain lists, to compare. Ends and silence take turns."""
    ends: tuple[End, End] = ("bell", "stay")
    end = ends[turn % 2]
    bells = ("clear", "off", "quiet")[turn % 3]
    made = build_routine(DATA.library, minutes, purpose, version, settle, end, silent=bells == "off")
    return {
        "minutes": minutes,
        "purpose": purpose,
        "version": version,
        "settle": settle,
        "end": end,
        "bells": bells,
        "seconds": made.seconds,
        "phases": [[p.id, p.start, p.end] for p in made.phases],
        "cues": [[c.slot, c.clip, c.at, c.seconds, c.text, c.figure, c.sign] for c in made.cues],
        "rung": [[b.id, b.at, b.strokes, b.seconds] for b in made.bells],
        "signs": list(made.signs),
        "does": made.phases[-1].does,
    }


def sample() -> list[dict[str, Any]]:
    """Every length with every settling time of a sample; purposes and versions take turns."""
    purposes, versions = list(DATA.purposes), list(DATA.versions)
    lengths = range(DATA.rules.lengths.least, DATA.rules.lengths.most + 1)
    pairs = [(minutes, settle) for minutes in lengths for settle in SETTLES]
    return [routine(m, purposes[i % len(purposes)], versions[i % len(versions)], s, i) for i, (m, s) in enumerate(pairs)]


def spliced() -> list[dict[str, Any]]:
    """Whole soundtracks as Python joins them: what was chosen, and the hash of the bytes."""
    bank, purposes, versions = clips_of(DATA.folder), list(DATA.purposes), list(DATA.versions)
    made = []
    for minutes in range(DATA.rules.lengths.least, DATA.rules.lengths.most + 1):
        turn = minutes - DATA.rules.lengths.least
        purpose, version, settle = purposes[turn % len(purposes)], versions[turn % len(versions)], SETTLES[turn % len(SETTLES)]
        bells: Timbre | None = (None, "soft", "clear", "quiet")[turn % 4]
        ends: tuple[End, End] = ("bell", "stay")
        voice, end, strokes, breath = minutes % 5 > 2, ends[turn // 2 % 2], minutes % 9 > 2, minutes % 7 < 3
        built = build_routine(DATA.library, minutes, purpose, version, settle, end, silent=not bells)
        track = splice(bank, plan(built, bells, voice, strokes=strokes, breath=breath))
        choice = {"minutes": minutes, "purpose": purpose, "version": version, "settle": settle, "bells": bells or "off", "voice": voice}
        made.append({"choice": choice | {"end": end, "strokes": strokes, "breath": breath}, "sha256": sha256(track).hexdigest()})
    return made


if __name__ == "__main__":
    clips = {name: b64encode(frames).decode() for name, frames in clips_of(DATA.folder).items()}
    print(json.dumps({"score": score(DATA, 10, "general", "wall"), "routines": sample(), "clips": clips, "tracks": spliced()}))

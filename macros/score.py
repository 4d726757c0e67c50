"""The score: what JavaScript knows of the routines, as compact JSON.

Times are the same for every purpose and version, so one table of 28 lengths and one list of words make all sessions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from macros.data import Data
from macros.publishing.sound import FOLDER, sound_score
from macros.routines import build_routine

__all__ = ["score", "score_json"]

T = TypeVar("T")


def score(data: Data, minutes: int, purpose: str, version: str, root: str = "") -> dict[str, Any]:
    """All sessions, and the one that is chosen. The keys are told in data/README.md.

    `root` is the page's way back to the site's root, where the sound lies.
    """
    rules = data.rules
    places = {slot: place for place, slot in enumerate(data.slots)}
    order: dict[str, int] = {phase.id: place for place, phase in enumerate(rules.phases)}
    routines = [build_routine(data.library, length) for length in range(rules.lengths.least, rules.lengths.most + 1)]
    rows = [[[p.seconds, *(n for cue in p.cues for n in (places[cue.slot], cue.at - p.start))] for p in r.phases] for r in routines]
    return {
        "choice": {"minutes": minutes, "purpose": purpose, "version": version},
        "least": rules.lengths.least,
        "most": rules.lengths.most,
        "published": list(rules.lengths.published),
        "settle": [rules.settle.default, rules.settle.least, rules.settle.most],
        "phases": [{"id": p.id, "name": p.name, "does": p.does} for p in rules.phases],
        "bells": [
            {"id": b.id, "at": order.get(b.at, len(order)), "strokes": b.strokes, "seconds": b.seconds} for b in rules.bells
        ],
        "slots": [
            {"id": s.id, "seconds": s.seconds, "text": s.text, **({"words": s.words} if s.words else {})}
            for s in data.slots.values()
        ],
        "lengths": [_shortened(column) for column in zip(*rows, strict=True)],
        "purposes": {
            p.id: {
                "name": p.name,
                "breath": [p.breath.inhale, p.breath.exhale],
                "bells": p.bells,
                "version": p.version,
                **({"stay": list(p.stay)} if p.stay else {}),
            }
            for p in data.purposes.values()
        },
        "versions": {v.id: {"name": v.name} for v in data.versions.values()},
        # How long each clip is, the browser sees for itself.
        "sound": {"base": f"{root}{FOLDER}/"} | {key: value for key, value in sound_score(data).items() if key != "clips"},
    }


def _shortened(column: Iterable[T]) -> list[T]:
    """The column up to where nothing changes any more: its last entry holds for all longer sessions."""
    kept = list(column)
    while kept[-1:] == kept[-2:-1]:
        kept.pop()
    return kept


def score_json(score: dict[str, Any]) -> str:
    """The score as JSON that can stand inside a `<script>` element."""
    text = json.dumps(score, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

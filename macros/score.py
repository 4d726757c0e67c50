"""The score: what JavaScript knows of the routines, as compact JSON.

Times are the same for every purpose and version, so one table of 28 lengths and one list of words make all sessions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from macros.data import Data
from macros.model import Phase, Slot
from macros.routines import build_routine
from macros.sound.tracks import FOLDER, sound_score

__all__ = ["score", "score_json"]

T = TypeVar("T")


def score(data: Data, minutes: int, purpose: str, version: str, root: str = "") -> dict[str, Any]:
    """All sessions, and the one that is chosen. The keys are told in data/README.md.

    `root` is the page's way back to the site's root, where the sound lies.
    """
    rules = data.rules
    places = {slot: place for place, slot in enumerate(data.slots)}
    order: dict[str, int] = {phase.id: place for place, phase in enumerate(rules.phases)}
    every = range(rules.lengths.least, rules.lengths.most + 1)
    routines = [(build_routine(data.library, length), build_routine(data.library, length, end="stay")) for length in every]
    rows = [[_row(p, staying, places) for p, staying in zip(r.phases, stay.phases, strict=True)] for r, stay in routines]
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
        "slots": [_slot(slot) for slot in data.slots.values()],
        "sign": {"seconds": rules.sign.seconds, "every": rules.sign.every},
        "stay": {"seconds": rules.stay.seconds, "fade": rules.stay.fade, "does": rules.stay.does},
        "check": [rules.quiet.rest, rules.quiet.check],
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


def _row(phase: Phase, staying: Phase, places: Mapping[str, int]) -> list[int]:
    """The seconds of a phase, then its slots with the second of each: those of both ends, in order."""
    said = {(cue.at - p.start, places[cue.slot]) for p in (phase, staying) for cue in p.cues}
    return [phase.seconds, *(n for at, place in sorted(said) for n in (place, at))]


def _slot(slot: Slot) -> dict[str, Any]:
    """The words of a slot, and what differs from the usual."""
    kept = {"words": slot.words, "figures": slot.figures, "only": slot.only, "sign": slot.sign, "repeats": slot.repeats}
    return {"id": slot.id, "seconds": slot.seconds, "text": slot.text, "figure": slot.figure} | {
        key: value for key, value in kept.items() if value
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

"""The score alone is enough to build every session, and it holds nothing that differs from the data."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from macros.data import load
from macros.model import End, Slot
from macros.routines import ENDS, build_routine
from macros.score import score, score_json
from macros.sound.tracks import sound_score

DATA = load(Path(__file__).parents[1] / "data")
RULES = DATA.rules
LENGTHS = range(RULES.lengths.least, RULES.lengths.most + 1)


@pytest.fixture
def made() -> dict[str, Any]:
    return score(DATA, 10, "sleep", "bed", "../")


def said(made: dict[str, Any], minutes: int, end: End) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Each phase with its seconds and its words, read from the score as a browser reads it."""
    slots = made["slots"]
    phases = []
    for phase, column in zip(made["phases"], made["lengths"], strict=True):
        seconds, *placed = column[min(minutes - made["least"], len(column) - 1)]
        words = [(slots[place], at) for place, at in zip(placed[::2], placed[1::2], strict=True)]
        phases.append((phase["id"], seconds, [(slot["id"], at) for slot, at in words if slot.get("only") in (None, end)]))
    return phases


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("minutes", LENGTHS)
def test_every_session_can_be_built_from_the_score(made: dict[str, Any], minutes: int, end: End) -> None:
    phases = build_routine(DATA.library, minutes, end=end).phases
    words = [(phase.id, [(cue.slot, cue.at - phase.start) for cue in phase.cues]) for phase in phases]
    read = said(made, minutes, end)
    assert [(phase, placed) for phase, _, placed in read] == words
    assert [seconds for _, seconds, _ in read][:-1] == [phase.seconds for phase in phases][:-1]


def test_what_holds_for_all_longer_sessions_stands_once(made: dict[str, Any]) -> None:
    for column in made["lengths"]:
        assert column[-1:] != column[-2:-1]
        assert len(column) <= len(LENGTHS)
    settle, *_, out = made["lengths"]
    assert (len(settle), len(out)) == (1, 1)
    assert any(a != b for column in made["lengths"] for a, b in pairwise(column))


def test_the_score_says_what_the_data_says(made: dict[str, Any]) -> None:
    expected: dict[str, Any] = {
        "choice": {"minutes": 10, "purpose": "sleep", "version": "bed"},
        "least": RULES.lengths.least,
        "most": RULES.lengths.most,
        "published": list(RULES.lengths.published),
        "settle": [RULES.settle.default, RULES.settle.least, RULES.settle.most],
        "phases": [{"id": phase.id, "name": phase.name, "does": phase.does} for phase in RULES.phases],
        "sign": {"seconds": RULES.sign.seconds, "every": RULES.sign.every},
        "stay": {"seconds": RULES.stay.seconds, "fade": RULES.stay.fade, "does": RULES.stay.does},
        "check": [RULES.quiet.rest, RULES.quiet.check],
        "versions": {version.id: {"name": version.name} for version in DATA.versions.values()},
    }
    assert {key: made[key] for key in expected} == expected
    assert set(made) == {*expected, "bells", "slots", "lengths", "purposes", "sound"}


def test_a_bell_rings_at_the_start_of_its_phase_or_after_the_last(made: dict[str, Any]) -> None:
    phases = [phase.id for phase in RULES.phases]
    places = [phases.index(bell.at) if bell.at != "end" else len(phases) for bell in RULES.bells]
    bells = [{"id": b.id, "at": at, "strokes": b.strokes, "seconds": b.seconds} for b, at in zip(RULES.bells, places, strict=True)]
    assert made["bells"] == bells


def test_a_purpose_says_only_where_one_stays_if_one_does(made: dict[str, Any]) -> None:
    for purpose in DATA.purposes.values():
        told = {"name": purpose.name, "breath": [purpose.breath.inhale, purpose.breath.exhale], "bells": purpose.bells, "version": purpose.version}
        assert made["purposes"][purpose.id] == told | ({"stay": list(purpose.stay)} if purpose.stay else {})
    assert len({"stay" in told for told in made["purposes"].values()}) == 2


def test_a_slot_says_only_what_differs_from_the_usual(made: dict[str, Any]) -> None:
    def told(slot: Slot) -> dict[str, Any]:
        names = ("words", "figures", "only", "sign", "repeats")
        kept = {name: getattr(slot, name) for name in names if getattr(slot, name)}
        return {"id": slot.id, "seconds": slot.seconds, "text": slot.text, "figure": slot.figure, **kept}

    assert made["slots"] == [told(slot) for slot in DATA.slots.values()]
    assert {"words", "figures", "only", "sign", "repeats"} <= {key for slot in made["slots"] for key in slot}


def test_the_sound_lies_where_the_page_finds_it(made: dict[str, Any]) -> None:
    assert made["sound"] == {"base": "../assets/sound/", **{key: value for key, value in sound_score(DATA).items() if key != "clips"}}
    assert score(DATA, 10, "general", "wall")["sound"]["base"] == "assets/sound/"


def test_as_json_it_can_neither_close_its_element_nor_break_a_line() -> None:
    text = score_json({"é": ["</script>", "\u2028", "\u2029", 1]})
    assert text == '{"é":["\\u003c/script>","\\u2028","\\u2029",1]}'
    assert json.loads(text) == {"é": ["</script>", "\u2028", "\u2029", 1]}

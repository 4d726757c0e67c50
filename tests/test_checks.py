"""What must hold between records, each broken alone, and the whole sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.checks import check_purposes, check_rules
from macros.data import load
from macros.routines import Library
from macros.rules import LEAST_REST, MOST_PUBLISHED, Portion, Rules
from macros.schema import DataError
from macros.wording import check_slots, check_steps

DATA = load(Path(__file__).parents[1] / "data")
LIBRARY, RULES = DATA.library, DATA.rules
FIRST = next(iter(DATA.slots.values()))
CUES, ROUTINE, PURPOSES, STEPS = "data/cues.yml: ", "data/routine.yml: ", "data/purposes.yml: ", "data/steps.yml: "


def sentence(check: Callable[..., None], *records: object) -> str:
    with pytest.raises(DataError) as error:
        check(*records)
    return str(error.value)


def phases(**changes: dict[str, Any]) -> Rules:
    return replace(RULES, phases=tuple(replace(phase, **changes.get(phase.id.replace("-", "_"), {})) for phase in RULES.phases))


def bells(**changes: dict[str, Any]) -> Rules:
    return replace(RULES, bells=tuple(replace(bell, **changes.get(bell.id, {})) for bell in RULES.bells))


portion = RULES.phase("arrive").portion
assert portion
NEITHER = "allowed: seconds or a portion; neither for settle (see above) and rest (what is left)"
MANY = tuple(range(5, 6 + MOST_PUBLISHED))
BROKEN_RULES: dict[str, tuple[Rules, str]] = {
    "phases in another order": (
        replace(RULES, phases=RULES.phases[::-1]),
        "phases: 'come-out, rest, breathe, arrive, settle' is not allowed; allowed: in this order: settle, arrive, breathe, rest, come-out",
    ),
    "seconds for what is left": (phases(rest={"seconds": 9}), f"phases[3]: 'rest' is not allowed; {NEITHER}"),
    "seconds for settling": (phases(settle={"seconds": 9}), f"phases[0]: 'settle' is not allowed; {NEITHER}"),
    "no length": (phases(come_out={"seconds": None}), f"phases[4]: 'come-out' is not allowed; {NEITHER}"),
    "two lengths": (phases(arrive={"seconds": 9}), f"phases[1]: 'arrive' is not allowed; {NEITHER}"),
    "a length that is too short": (
        replace(RULES, lengths=replace(RULES.lengths, published=(5, 2))),
        "lengths.published: 2 is not allowed; allowed: minutes from 3 to 30 (nearest: 3)",
    ),
    "a length that is too long": (
        replace(RULES, lengths=replace(RULES.lengths, published=(31,))),
        "lengths.published: 31 is not allowed; allowed: minutes from 3 to 30 (nearest: 30)",
    ),
    "a default that is too short": (
        replace(RULES, settle=replace(RULES.settle, default=9, least=10)),
        "settle.default: 9 is not allowed; allowed: seconds from 10 to 300 (nearest: 10)",
    ),
    "no published length": (
        replace(RULES, lengths=replace(RULES.lengths, published=())),
        "lengths.published: 'nothing' is not allowed; allowed: at least one length, each once, the shortest first",
    ),
    "lengths that are not in order": (
        replace(RULES, lengths=replace(RULES.lengths, published=(5, 15, 10))),
        "lengths.published: '5, 15, 10' is not allowed; allowed: at least one length, each once, the shortest first",
    ),
    "a length twice": (
        replace(RULES, lengths=replace(RULES.lengths, published=(5, 5))),
        "lengths.published: '5, 5' is not allowed; allowed: at least one length, each once, the shortest first",
    ),
    "too many lengths": (
        replace(RULES, lengths=replace(RULES.lengths, published=MANY)),
        f"lengths.published: '{', '.join(map(str, MANY))}' is not allowed; allowed: at most {MOST_PUBLISHED} lengths",
    ),
    "lengths that cross": (
        replace(RULES, lengths=replace(RULES.lengths, least=31)),
        "lengths.least: 31 is not allowed; allowed: at most 30, its own most (nearest: 30)",
    ),
    "settling that crosses": (
        replace(RULES, settle=replace(RULES.settle, least=301)),
        "settle.least: 301 is not allowed; allowed: at most 300, its own most (nearest: 300)",
    ),
    "a portion that crosses": (
        phases(arrive={"portion": replace(portion, least=91)}),
        "phases[1].portion.least: 91 is not allowed; allowed: at most 90, its own most (nearest: 90)",
    ),
    "a silence that crosses": (
        replace(RULES, quiet=replace(RULES.quiet, rest=601)),
        "quiet.rest: 601 is not allowed; allowed: at most 600, the seconds of quiet.check (nearest: 600)",
    ),
    "a fade that is longer than lying": (
        replace(RULES, stay=replace(RULES.stay, fade=101)),
        "stay.fade: 101 is not allowed; allowed: at most 100, the seconds of `stay` (nearest: 100)",
    ),
    "portions that leave no rest": (
        phases(arrive={"portion": replace(portion, least=61)}),
        f"phases: '29 seconds of rest' is not allowed; allowed: portions that leave at least {LEAST_REST} seconds of rest, also of 3 minutes",
    ),
    "a bell that is missing": (
        replace(RULES, bells=RULES.bells[:2]),
        "bells: 'settled, come-out' is not allowed; allowed: each of settled, come-out, end; end is missing",
    ),
    "no bell": (
        replace(RULES, bells=()),
        "bells: 'nothing' is not allowed; allowed: each of settled, come-out, end; settled is missing",
    ),
    "a bell at another time": (
        bells(settled={"at": "rest"}),
        "bells.settled.at: 'rest' is not allowed; allowed: arrive (nearest: arrive)",
    ),
    "bells that sound alike": (
        bells(settled={"strokes": 2}),
        "bells.settled.strokes: 2 is not allowed; allowed: strokes that no other bell has: they tell the bells apart",
    ),
    "a bell that is longer than its phase": (
        bells(settled={"seconds": 29}),
        "bells.settled.seconds: 29 is not allowed; allowed: at most 28, since arrive may be that short (nearest: 28)",
    ),
    "a bell that is longer than its phase in the shortest session": (
        replace(bells(settled={"seconds": 58}), phases=phases(arrive={"portion": Portion(33, 1, 1, 3600)}).phases),
        "bells.settled.seconds: 58 is not allowed; allowed: at most 57, since arrive may be that short (nearest: 57)",
    ),
    "a last bell that never ends": (
        bells(end={"seconds": 59}),
        "bells.end.seconds: 59 is not allowed; allowed: at most 58, since end may be that short (nearest: 58)",
    ),
    "a stroke that fills the rest": (
        replace(RULES, sign=replace(RULES.sign, seconds=31)),
        f"sign.seconds: 31 is not allowed; allowed: at most {LEAST_REST} (nearest: {LEAST_REST})",
    ),
    "a default that is too long": (
        replace(RULES, settle=replace(RULES.settle, default=301)),
        "settle.default: 301 is not allowed; allowed: seconds from 0 to 300 (nearest: 300)",
    ),
}


@pytest.mark.parametrize("what", BROKEN_RULES)
def test_rules_that_cannot_hold_are_named(what: str) -> None:
    rules, said = BROKEN_RULES[what]
    assert sentence(check_rules, rules) == ROUTINE + said


def test_a_bell_with_the_name_of_another_is_named() -> None:
    assert sentence(check_rules, replace(RULES, bells=(RULES.bells[0], RULES.bells[0]))).startswith("data/routine.yml: bells: [1].id: 'settled'")


def test_the_limits_themselves_are_allowed() -> None:
    lengths = replace(RULES.lengths, published=(3, 30))
    for default in (0, 300):
        check_rules(replace(RULES, lengths=lengths, settle=replace(RULES.settle, default=default)))
    sign, stay = replace(RULES.sign, seconds=LEAST_REST), replace(RULES.stay, fade=RULES.stay.seconds)
    check_rules(replace(RULES, quiet=replace(RULES.quiet, rest=RULES.quiet.check), stay=stay, sign=sign))
    check_rules(replace(RULES, settle=replace(RULES.settle, least=90, most=90), lengths=replace(RULES.lengths, least=10, most=10, published=(10,))))
    check_rules(replace(RULES, lengths=replace(RULES.lengths, published=MANY[:-1])))
    check_rules(bells(settled={"seconds": 28}, end={"seconds": 58}))
    check_rules(phases(arrive={"portion": Portion(18, 10, 60, 60)}))


def slots(**changes: object) -> Library:
    """The library with its first slot changed."""
    return replace(LIBRARY, slots=(replace(FIRST, **changes), *LIBRARY.slots[1:]))  # type: ignore[arg-type]


def one_of(names: object) -> str:
    return "one of " + ", ".join(map(str, names))  # type: ignore[call-overload]


VERSIONS, KEYS = one_of(DATA.versions), one_of([*DATA.versions, *DATA.purposes, "silent"])
BROKEN_SLOTS: dict[str, tuple[Library, str]] = {
    "words for nobody": (slots(words={"qqqq": "Hello."}), f"{FIRST.id}.words: 'qqqq' is not allowed; allowed: {KEYS}"),
    "words for a purpose that is none": (
        slots(words={"slep.bed": "Hello."}),
        f"{FIRST.id}.words: 'slep' is not allowed; allowed: {one_of(DATA.purposes)} (nearest: sleep)",
    ),
    "words for a version that is none": (
        slots(words={"sleep.bad": "Hello."}),
        f"{FIRST.id}.words: 'bad' is not allowed; allowed: {VERSIONS} (nearest: bed)",
    ),
    "words for versions and for purposes": (
        slots(words={"chair": "Hello.", "silent": "Hello.", "sleep": "Hello."}),
        f"{FIRST.id}.words: 'chair, silent, sleep' is not allowed; allowed: versions or purposes, not both",
    ),
    "a drawing for a version that is none": (
        slots(figures={"bad": "sit"}),
        f"{FIRST.id}.figures: 'bad' is not allowed; allowed: {VERSIONS} (nearest: bed)",
    ),
    "a place and a middle": (
        slots(at=5, middle=True),
        f"{FIRST.id}.at: 5 is not allowed; allowed: nothing beside `middle`",
    ),
    "a repeat before resting": (
        slots(repeats=True),
        f"{FIRST.id}.repeats: True is not allowed; allowed: true in the phase rest only",
    ),
    "words that are longer than their phase": (
        slots(seconds=46, times=2),
        f"{FIRST.id}.seconds: 92 is not allowed; allowed: at most 90, the shortest settle phase (nearest: 90)",
    ),
}


@pytest.mark.parametrize("what", BROKEN_SLOTS)
def test_words_that_cannot_be_said_are_named(what: str) -> None:
    library, said = BROKEN_SLOTS[what]
    assert sentence(check_slots, library) == CUES + said


def test_a_drawing_that_is_none_is_named_with_those_that_are() -> None:
    said = sentence(check_slots, slots(figure="site", figures={}))
    assert said.startswith(f"data/cues.yml: {FIRST.id}.figure: 'site' is not allowed; allowed: one of ")
    said = sentence(check_slots, slots(figures={"bed": "site"}))
    assert said.startswith(f"data/cues.yml: {FIRST.id}.figures.bed: 'site' is not allowed; allowed: one of ")


def test_words_that_fill_their_phase_to_the_second_are_allowed() -> None:
    alone = [slot for slot in LIBRARY.slots if slot.phase != "settle"]
    check_slots(replace(LIBRARY, slots=(replace(FIRST, at=0, seconds=45, times=2), *alone)))


def test_words_for_one_end_need_only_its_room() -> None:
    """Coming out lasts longer when one sits up at the end."""
    room = next(phase.seconds for phase in RULES.phases if phase.id == "come-out")
    assert room and room > RULES.stay.seconds
    others = tuple(slot for slot in LIBRARY.slots if slot.phase != "come-out")
    long = replace(FIRST, id="long", phase="come-out", at=8, seconds=RULES.stay.seconds + 1)
    check_slots(replace(LIBRARY, slots=(*others, replace(long, only="bell"))))
    for only in ("stay", None):
        said = sentence(check_slots, replace(LIBRARY, slots=(*others, replace(long, only=only))))
        assert said == "data/cues.yml: long.seconds: 101 is not allowed; allowed: at most 100, the shortest come-out phase (nearest: 100)"


def test_a_word_before_the_last_is_said_is_named_in_each_end() -> None:
    others = tuple(slot for slot in LIBRARY.slots if slot.phase != "come-out")
    start = RULES.settle.default + 60 * RULES.lengths.least
    first, second = (replace(FIRST, id=name, phase="come-out", at=at, seconds=10) for name, at in (("first", 20), ("second", 29)))
    said = f"second.at: {start + 29} is not allowed; allowed: a second after first is said, at {start + 30} (nearest: {start + 30})"
    for only in (None, "bell", "stay"):
        assert sentence(check_slots, replace(LIBRARY, slots=(*others, first, replace(second, only=only)))) == CUES + said
    check_slots(replace(LIBRARY, slots=(*others, first, replace(second, at=30))))


def purposes(**changes: object) -> Library:
    return replace(LIBRARY, purposes={**DATA.purposes, "sleep": replace(DATA.purposes["sleep"], **changes)})  # type: ignore[arg-type]


BROKEN_PURPOSES: dict[str, tuple[Library, str]] = {
    "a version that is none": (purposes(version="bad"), f"{PURPOSES}sleep.version: 'bad' is not allowed; allowed: {VERSIONS} (nearest: bed)"),
    "a stay that is none": (purposes(stay=("wall", "bad")), f"{PURPOSES}sleep.stay: 'bad' is not allowed; allowed: {VERSIONS} (nearest: bed)"),
    "a length without a page": (purposes(minutes=12), f"{PURPOSES}sleep.minutes: 12 is not allowed; allowed: one of 5, 10, 15 (nearest: 10)"),
    "no general purpose": (
        replace(LIBRARY, purposes={key: purpose for key, purpose in DATA.purposes.items() if key != "general"}),
        f"{PURPOSES}id: 'general missing' is not allowed; allowed: a record with the id general",
    ),
    "no wall": (
        replace(LIBRARY, purposes={"general": DATA.purposes["general"], "back": replace(DATA.purposes["general"], version="bed")}, versions={}),
        f"{PURPOSES}general.version: 'wall' is not allowed; allowed: one of ",
    ),
}


@pytest.mark.parametrize("what", BROKEN_PURPOSES)
def test_a_purpose_that_cannot_be_is_named(what: str) -> None:
    library, said = BROKEN_PURPOSES[what]
    assert sentence(check_purposes, library) == said


def test_a_site_without_its_wall_is_named() -> None:
    beds = {key: replace(purpose, version="bed", stay=()) for key, purpose in DATA.purposes.items()}
    said = sentence(check_purposes, replace(LIBRARY, purposes=beds, versions={"bed": DATA.versions["bed"]}))
    assert said == "data/versions.yml: id: 'wall missing' is not allowed; allowed: a record with the id wall"


def test_a_step_for_nobody_is_named() -> None:
    step = next(step for step in DATA.steps.values() if step.words and step.out)
    words = next(iter(step.words.values()))
    for changes, key in (({"words": {"bad": words}}, "words"), ({"figures": {"bad": "sit"}}, "figures")):
        said = sentence(check_steps, {step.id: replace(step, **changes)}, DATA.versions)
        assert said == f"{STEPS}{step.id}.{key}: 'bad' is not allowed; allowed: {VERSIONS} (nearest: bed)"
    said = sentence(check_steps, {step.id: replace(step, figures={"bed": "site"})}, DATA.versions)
    assert said.startswith(f"{STEPS}{step.id}.figures.bed: 'site' is not allowed; allowed: one of ")
    said = sentence(check_steps, {step.id: replace(step, figure="site")}, DATA.versions)
    assert said.startswith(f"{STEPS}{step.id}.figure: 'site' is not allowed; allowed: one of ")


def test_only_a_step_out_is_drawn_for_each_version() -> None:
    step = next(step for step in DATA.steps.values() if not step.out)
    said = sentence(check_steps, {step.id: replace(step, figures={"bed": "bed"})}, DATA.versions)
    assert said == f"{STEPS}{step.id}.figures: 'bed' is not allowed; allowed: nothing: only the steps out are drawn for each version"


def test_each_drawing_of_a_step_names_the_versions_that_show_it() -> None:
    bend = DATA.steps["bend"]
    assert replace(bend, figures={"bed": "bed-bend"}).drawings(["wall", "chair", "bed"]) == {bend.figure: ["wall", "chair"], "bed-bend": ["bed"]}


def test_a_version_without_its_drawing_is_named() -> None:
    said = sentence(check_steps, DATA.steps, {**DATA.versions, "bed": replace(DATA.versions["bed"], figure="site")})
    assert said.startswith("data/versions.yml: bed.figure: 'site' is not allowed; allowed: one of ")

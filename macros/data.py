"""Everything in `data/`, loaded and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from macros.evidence.load import check_evidence, load_evidence
from macros.evidence.nouns import Evidence
from macros.figures import NAMES as FIGURES
from macros.model import Purpose, Rules, Slot, Step, Version
from macros.routines import Library, build_routine
from macros.schema import DataError, HasId, by_id, nearest, parse, pick, read_yaml
from macros.words import Words, parse_words

__all__ = ["Data", "load"]

R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Data:
    """The content of `data/`. Records stand under their id, in the order of their file."""

    folder: Path
    rules: Rules
    slots: Mapping[str, Slot]
    purposes: Mapping[str, Purpose]
    versions: Mapping[str, Version]
    steps: Mapping[str, Step]
    ui: Words
    evidence: Evidence

    @property
    def library(self) -> Library:
        return Library(self.rules, tuple(self.slots.values()), self.purposes, self.versions)


@cache
def load(folder: Path) -> Data:
    """All of `folder`.

    Raises:
        DataError: for the first mistake found, in one line.
    """
    data = Data(
        folder=folder,
        rules=parse(Rules, read_yaml(folder / "routine.yml"), "data/routine.yml"),
        slots=records(folder, "cues.yml", Slot),
        purposes=records(folder, "purposes.yml", Purpose),
        versions=records(folder, "versions.yml", Version),
        steps=records(folder, "steps.yml", Step),
        ui=parse_words(read_yaml(folder / "ui.yml"), "data/ui.yml"),
        evidence=load_evidence(folder),
    )
    check_rules(data.rules)
    check_slots(data)
    check_purposes(data)
    check_steps(data)
    check_evidence(data.evidence, data.purposes, data.versions)
    return data


def records(folder: Path, name: str, kind: type[R]) -> dict[str, R]:
    """The list of records in one file, under their ids."""
    file = f"data/{name}"
    raw: Any = read_yaml(folder / name)
    return by_id(parse(tuple[kind, ...], raw, file), file)  # type: ignore[valid-type]  # a type made at run time


def check_rules(rules: Rules) -> None:
    """Refuses phases out of order, a length nobody can choose, and a default outside its own limits."""
    file = "data/routine.yml"
    wanted = ("settle", "arrive", "breathe", "rest", "come-out")
    found = tuple(phase.id for phase in rules.phases)
    if found != wanted:
        raise DataError(file, "phases", ", ".join(found), "in this order: " + ", ".join(wanted))
    for place, phase in enumerate(rules.phases):
        given = (phase.seconds is not None) + (phase.portion is not None)
        if given != (0 if phase.id in ("settle", "rest") else 1):
            raise DataError(
                file, f"phases[{place}]", phase.id, "seconds or a portion; neither for settle (see above) and rest (what is left)"
            )
    span = range(rules.lengths.least, rules.lengths.most + 1)
    for minutes in rules.lengths.published:
        if minutes not in span:
            raise DataError(
                file, "lengths.published", minutes, f"minutes from {span[0]} to {span[-1]}", nearest(minutes, span)
            )
    seconds = range(rules.settle.least, rules.settle.most + 1)
    if rules.settle.default not in seconds:
        close = nearest(rules.settle.default, seconds)
        raise DataError(file, "settle.default", rules.settle.default, f"seconds from {seconds[0]} to {seconds[-1]}", close)
    by_id(rules.bells, file + ": bells")


def check_slots(data: Data) -> None:
    """Refuses words for an unknown version or purpose, and words longer than the shortest phase they stand in."""
    file = "data/cues.yml"
    for slot in data.slots.values():
        kinds = set()
        for key in slot.words:
            pick(file, f"{slot.id}.words", key, [*data.versions, *data.purposes])
            kinds.add("version" if key in data.versions else "purpose")
        if len(kinds) > 1:
            raise DataError(file, f"{slot.id}.words", ", ".join(slot.words), "versions or purposes, not both")
    shortest = build_routine(data.library, data.rules.lengths.least)
    room = {phase.id: phase.seconds for phase in shortest.phases}
    for slot in data.slots.values():
        if slot.seconds > room[slot.phase]:
            raise DataError(
                file, f"{slot.id}.seconds", slot.seconds, f"at most {room[slot.phase]}, the shortest {slot.phase} phase",
                str(room[slot.phase]),
            )


def check_purposes(data: Data) -> None:
    """Refuses a purpose whose length or version does not exist."""
    file = "data/purposes.yml"
    for purpose in data.purposes.values():
        pick(file, f"{purpose.id}.version", purpose.version, data.versions)
        published = data.rules.lengths.published
        if purpose.minutes not in published:
            allowed = "one of " + ", ".join(map(str, published))
            raise DataError(file, f"{purpose.id}.minutes", purpose.minutes, allowed, nearest(purpose.minutes, published))
    for needed, file, known in (("general", file, data.purposes), ("wall", "data/versions.yml", data.versions)):
        if needed not in known:
            raise DataError(file, "id", needed + " missing", f"a record with the id {needed}")


def check_steps(data: Data) -> None:
    """Refuses a step's words for a version that does not exist, and a drawing that does not exist."""
    for step in data.steps.values():
        pick("data/steps.yml", f"{step.id}.figure", step.figure, FIGURES)
        for key in step.words:
            pick("data/steps.yml", f"{step.id}.words", key, data.versions)
    for version in data.versions.values():
        pick("data/versions.yml", f"{version.id}.figure", version.figure, FIGURES)

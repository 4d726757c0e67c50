"""What must hold between the records of `data/`: order, references, room for words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from macros.figures import NAMES as FIGURES
from macros.model import Slot, Step, Version
from macros.routines import ENDS, SILENT, Library, build_routine
from macros.rules import Rules
from macros.schema import DataError, by_id, nearest, pick

__all__ = ["check_purposes", "check_rules", "check_slots", "check_steps"]


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


def check_slots(library: Library) -> None:
    """Refuses words for an unknown version or purpose, a drawing that does not exist, and words longer than the shortest phase."""
    file = "data/cues.yml"
    for slot in library.slots:
        _check_words(file, slot, library)
        pick(file, f"{slot.id}.figure", slot.figure, FIGURES)
        for version, figure in slot.figures.items():
            pick(file, f"{slot.id}.figures", version, library.versions)
            pick(file, f"{slot.id}.figures.{version}", figure, FIGURES)
        if slot.middle and slot.at is not None:
            raise DataError(file, f"{slot.id}.at", slot.at, "nothing beside `middle`")
        if slot.repeats and slot.phase != "rest":
            raise DataError(file, f"{slot.id}.repeats", True, "true in the phase rest only")
    rules = library.rules
    for end in ENDS:
        shortest = build_routine(library, rules.lengths.least, end=end)
        room = {phase.id: phase.seconds for phase in shortest.phases}
        for slot in library.slots:
            length = slot.seconds * slot.times
            if slot.only in (None, end) and length > room[slot.phase]:
                least = room[slot.phase]
                raise DataError(file, f"{slot.id}.seconds", length, f"at most {least}, the shortest {slot.phase} phase", str(least))
        for cue, after in pairwise(shortest.cues):
            if cue.end > after.at:
                raise DataError(file, f"{after.slot}.at", after.at, f"a second after {cue.slot} is said, at {cue.end}", str(cue.end))
    if rules.stay.fade > rules.stay.seconds:
        raise DataError("data/routine.yml", "stay.fade", rules.stay.fade, f"at most {rules.stay.seconds}, the seconds of `stay`")


def _check_words(file: str, slot: Slot, library: Library) -> None:
    kinds = set()
    for key in slot.words:
        purpose, dot, version = key.partition(".")
        if dot:
            pick(file, f"{slot.id}.words", purpose, library.purposes)
            pick(file, f"{slot.id}.words", version, library.versions)
        elif pick(file, f"{slot.id}.words", key, [*library.versions, *library.purposes, SILENT]) != SILENT:
            kinds.add("version" if key in library.versions else "purpose")
    if len(kinds) > 1:
        raise DataError(file, f"{slot.id}.words", ", ".join(slot.words), "versions or purposes, not both")


def check_purposes(library: Library) -> None:
    """Refuses a purpose whose length or versions do not exist."""
    file = "data/purposes.yml"
    for purpose in library.purposes.values():
        pick(file, f"{purpose.id}.version", purpose.version, library.versions)
        for version in purpose.stay:
            pick(file, f"{purpose.id}.stay", version, library.versions)
        published = library.rules.lengths.published
        if purpose.minutes not in published:
            allowed = "one of " + ", ".join(map(str, published))
            raise DataError(file, f"{purpose.id}.minutes", purpose.minutes, allowed, nearest(purpose.minutes, published))
    for needed, holder, known in (("general", file, library.purposes), ("wall", "data/versions.yml", library.versions)):
        if needed not in known:
            raise DataError(holder, "id", needed + " missing", f"a record with the id {needed}")


def check_steps(steps: Mapping[str, Step], versions: Mapping[str, Version]) -> None:
    """Refuses a step's words for a version that does not exist, and a drawing that does not exist."""
    for step in steps.values():
        pick("data/steps.yml", f"{step.id}.figure", step.figure, FIGURES)
        for version in step.words:
            pick("data/steps.yml", f"{step.id}.words", version, versions)
        for version, figure in step.figures.items():
            pick("data/steps.yml", f"{step.id}.figures", version, versions)
            pick("data/steps.yml", f"{step.id}.figures.{version}", figure, FIGURES)
    for how in versions.values():
        pick("data/versions.yml", f"{how.id}.figure", how.figure, FIGURES)

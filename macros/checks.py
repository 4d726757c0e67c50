"""What must hold between the records of `data/`: order, references, room for words."""

from __future__ import annotations

from collections.abc import Mapping

from macros.figures import NAMES as FIGURES
from macros.model import Rules, Step, Version
from macros.routines import Library, build_routine
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
    """Refuses words for an unknown version or purpose, and words longer than the shortest phase they stand in."""
    file = "data/cues.yml"
    for slot in library.slots:
        kinds = set()
        for key in slot.words:
            pick(file, f"{slot.id}.words", key, [*library.versions, *library.purposes])
            kinds.add("version" if key in library.versions else "purpose")
        if len(kinds) > 1:
            raise DataError(file, f"{slot.id}.words", ", ".join(slot.words), "versions or purposes, not both")
    shortest = build_routine(library, library.rules.lengths.least)
    room = {phase.id: phase.seconds for phase in shortest.phases}
    for slot in library.slots:
        if slot.seconds > room[slot.phase]:
            raise DataError(
                file, f"{slot.id}.seconds", slot.seconds, f"at most {room[slot.phase]}, the shortest {slot.phase} phase",
                str(room[slot.phase]),
            )


def check_purposes(library: Library) -> None:
    """Refuses a purpose whose length or versions do not exist."""
    file = "data/purposes.yml"
    for purpose in library.purposes.values():
        for version in (purpose.version, *purpose.stay):
            pick(file, f"{purpose.id}.version", version, library.versions)
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
    for how in versions.values():
        pick("data/versions.yml", f"{how.id}.figure", how.figure, FIGURES)

"""What must hold for the words of data/cues.yml, data/steps.yml and data/figures.yml: they have room, a drawing, and never speak of a wall
that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from macros.figures import NAMES as FIGURES
from macros.figures.moving import MOVES
from macros.model import End, Routine, Slot, Step, Version
from macros.routines import ENDS, SILENT, Library, build_routine
from macros.schema import DataError, pick

__all__ = ["check_drawings", "check_slots", "check_steps"]

CUES = "data/cues.yml"
STEPS = "data/steps.yml"
WALL = re.compile(r"\bwalls?\b", re.IGNORECASE)


def check_drawings(figures: Mapping[str, object]) -> None:
    """Refuses words of a drawing that does not exist, and a drawing or a move without words."""
    drawn = (*FIGURES, *MOVES)
    for name in figures:
        pick("data/figures.yml", "id", name, drawn)
    for name in drawn:
        if name not in figures:
            raise DataError("data/figures.yml", "id", f"no {name}", "a record with title and desc for each drawing, this one too")


def check_slots(library: Library) -> None:
    """Refuses words for an unknown version or purpose, a drawing that does not exist, words longer than the shortest phase, words that
    find no place or meet others, and a wall where there is none."""
    for slot in library.slots:
        _check_words(slot, library)
        pick(CUES, f"{slot.id}.figure", slot.figure, FIGURES)
        for version, figure in slot.figures.items():
            pick(CUES, f"{slot.id}.figures", version, library.versions)
            pick(CUES, f"{slot.id}.figures.{version}", figure, FIGURES)
        for version in library.versions:
            # On the way out there may be nothing but a person on their side; before that there is a wall, a chair or a bed.
            if slot.phase != "come-out" and version not in ("wall", *slot.figures):
                shown = ", ".join(slot.figures) or "nothing"
                raise DataError(CUES, f"{slot.id}.figures", shown, f"a drawing for each version but the wall; {version} is missing")
        if slot.middle and slot.at is not None:
            raise DataError(CUES, f"{slot.id}.at", slot.at, "nothing beside `middle`")
        if slot.repeats and slot.phase != "rest":
            raise DataError(CUES, f"{slot.id}.repeats", True, "true in the phase rest only")
    for wanted, key in ((any(slot.repeats for slot in library.slots), "repeats"), (any(slot.sign for slot in library.slots), "sign")):
        if not wanted:
            raise DataError(CUES, key, "nowhere", f"{key}: true at the words about tingling feet while resting")
    rules = library.rules
    for end in ENDS:
        shortest, usual, longest = (build_routine(library, minutes, end=end) for minutes in (rules.lengths.least, 10, rules.lengths.most))
        _check_room(library, shortest, end)
        _check_places(library, longest, end)
        for routine in (shortest, usual, longest):
            _check_order(routine)


def _check_room(library: Library, shortest: Routine, end: End) -> None:
    room = {phase.id: phase.seconds for phase in shortest.phases}
    for slot in library.slots:
        length = slot.seconds * slot.times
        if slot.only in (None, end) and length > room[slot.phase]:
            least = room[slot.phase]
            raise DataError(CUES, f"{slot.id}.seconds", length, f"at most {least}, the shortest {slot.phase} phase", str(least))


def _check_places(library: Library, longest: Routine, end: End) -> None:
    """Words that find no place in the longest session are never said."""
    said = {cue.slot for cue in longest.cues}
    for slot in library.slots:
        if slot.only in (None, end) and slot.id not in said and not slot.repeats:
            room = next(phase.seconds for phase in longest.phases if phase.id == slot.phase)
            allowed = f"a place in {slot.phase}, which has {room} seconds in the longest session"
            raise DataError(CUES, f"{slot.id}.at", "nothing" if slot.at is None else slot.at, allowed)


def _check_order(routine: Routine) -> None:
    for cue, after in pairwise(routine.cues):
        if cue.end > after.at:
            raise DataError(CUES, f"{after.slot}.at", after.at, f"a second after {cue.slot} is said, at {cue.end}", str(cue.end))
    for bell in routine.bells:
        for cue in routine.cues:
            if cue.at < bell.end and bell.at < cue.end:
                raise DataError(CUES, f"{cue.slot}.at", cue.at, f"a second at which the bell {bell.id} does not ring: it rings until {bell.end}")


def _check_words(slot: Slot, library: Library) -> None:
    kinds = set()
    for key in slot.words:
        purpose, dot, version = key.partition(".")
        if dot:
            pick(CUES, f"{slot.id}.words", purpose, library.purposes)
            pick(CUES, f"{slot.id}.words", version, library.versions)
        elif pick(CUES, f"{slot.id}.words", key, [*library.versions, *library.purposes, SILENT]) != SILENT:
            kinds.add("version" if key in library.versions else "purpose")
    if len(kinds) > 1:
        raise DataError(CUES, f"{slot.id}.words", ", ".join(slot.words), "versions or purposes, not both")
    check_walls(CUES, slot.id, slot.same, library.versions, spoken(slot, library))


def spoken(slot: Slot, library: Library) -> Iterator[tuple[str, str, str]]:
    """For each version without a wall the words that it speaks but does not own: their key, the version, and the words."""
    for version in library.versions:
        if version not in slot.words:
            yield f"{slot.id}.words.{version}", version, slot.text
            for purpose in library.purposes:
                if purpose in slot.words and f"{purpose}.{version}" not in slot.words:
                    yield f"{slot.id}.words.{purpose}.{version}", version, slot.words[purpose]
        if SILENT in slot.words:
            yield f"{slot.id}.words.{SILENT}", version, slot.words[SILENT]


def check_walls(file: str, name: str, same: tuple[str, ...], versions: Mapping[str, Version], said: Iterator[tuple[str, str, str]]) -> None:
    """A version other than "wall" says for every text that names the wall: its own words, or that these are right (`same`)."""
    for version in same:
        pick(file, f"{name}.same", version, [known for known in versions if known != "wall"])
    for key, version, text in said:
        if version != "wall" and version not in same and WALL.search(text):
            raise DataError(file, key, text, f"words of its own, or same: [{version}], where the words name a wall")


def check_steps(steps: Mapping[str, Step], versions: Mapping[str, Version]) -> None:
    """Refuses a step's words for a version that does not exist, a drawing that does not exist, and a wall where there is none."""
    for step in steps.values():
        pick(STEPS, f"{step.id}.figure", step.figure, FIGURES)
        for version in step.words:
            pick(STEPS, f"{step.id}.words", version, versions)
        if step.figures and not step.out:
            raise DataError(STEPS, f"{step.id}.figures", ", ".join(step.figures), "nothing: only the steps out are drawn for each version")
        for version, figure in step.figures.items():
            pick(STEPS, f"{step.id}.figures", version, versions)
            pick(STEPS, f"{step.id}.figures.{version}", figure, FIGURES)
        said = ((f"{step.id}.words.{version}", version, f"{step.title} {step.text}") for version in versions if version not in step.words)
        check_walls(STEPS, step.id, step.same, versions, said)
    for how in versions.values():
        pick("data/versions.yml", f"{how.id}.figure", how.figure, FIGURES)

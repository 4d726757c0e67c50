"""From a length, a purpose and a version to a whole session, second by second. Pure: no files, no pages.

Words are placed by rule, not by table. Getting in is taught at fixed times. Arriving, breathing and coming out spread
their words evenly over the phase. Resting is silence, but for a first word and a check for tingling feet, at least
every five minutes. Purposes and versions change the words, never a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.model import Bell, Cue, Phase, Purpose, Routine, Rules, Slot, Version
from macros.schema import DataError, nearest, pick

__all__ = ["Library", "build_routine", "spread"]


@dataclass(frozen=True)
class Library:
    """What routines are made of: the rules, the slots in order, and the purposes and versions by id."""

    rules: Rules
    slots: tuple[Slot, ...]
    purposes: Mapping[str, Purpose]
    versions: Mapping[str, Version]


def build_routine(
    library: Library,
    minutes: int,
    purpose: str = "general",
    version: str = "wall",
    settle: int | None = None,
) -> Routine:
    """The session with the legs up for `minutes`, and the times of its words and bells.

    `settle` is the time to get in, in whole seconds; None means the default of data/routine.yml.

    Raises:
        DataError: for minutes, purpose, version or settle outside what the data allows.
    """
    rules = library.rules
    _whole("minutes", minutes, rules.lengths.least, rules.lengths.most)
    wanted = rules.settle.default if settle is None else settle
    _whole("settle", wanted, rules.settle.least, rules.settle.most)
    why = library.purposes[pick("routine", "purpose", purpose, library.purposes)]
    how = library.versions[pick("routine", "version", version, library.versions)]

    lengths = phase_seconds(rules, 60 * minutes, wanted)
    starts = dict(zip(lengths, _running(lengths.values()), strict=True))
    end = sum(lengths.values())
    bells = tuple(
        Bell(b.id, end if b.at == "end" else starts[b.at], b.strokes, b.seconds) for b in rules.bells
    )

    placed: dict[str, list[tuple[Slot, int]]] = {
        "settle": _settle(library, wanted),
        "rest": _rest(library, starts, lengths),
    }
    for phase in ("arrive", "breathe", "come-out"):
        placed[phase] = spread(
            _slots(library, phase),
            starts[phase] + _lead(rules, phase),
            starts[phase] + lengths[phase],
            rules.quiet.guided,
        )
    phases = tuple(
        Phase(
            p.id,
            p.name,
            p.does,
            starts[p.id],
            lengths[p.id],
            tuple(_cue(slot, at, why, how) for slot, at in placed[p.id]),
        )
        for p in rules.phases
        if lengths[p.id] > 0
    )
    return Routine(minutes, why, how, wanted, phases, bells)


def phase_seconds(rules: Rules, pose: int, settle: int) -> dict[str, int]:
    """Seconds of each phase around and inside a pose of `pose` seconds. They add up to settle + pose + coming out."""
    inside = {p.id: p.portion.of(pose) for p in rules.phases if p.portion}
    rest = next(p.id for p in rules.phases if p.portion is None and p.seconds is None and p.id != "settle")
    out: dict[str, int] = {}
    for p in rules.phases:
        if p.id == "settle":
            out[p.id] = settle
        elif p.id == rest:
            out[p.id] = pose - sum(inside.values())
        else:
            out[p.id] = inside[p.id] if p.portion else (p.seconds or 0)
    return out


def spread(slots: Iterable[Slot], start: int, end: int, quiet: int) -> list[tuple[Slot, int]]:
    """Slots laid between `start` and `end`, the silence shared out by each slot's `pause`.

    When the silences would fall below `quiet` seconds, the slot with the highest rank (the later of two) is left out.
    """
    chosen = list(slots)
    while chosen:
        free = end - start - sum(slot.seconds for slot in chosen)
        weight = sum(slot.pause for slot in chosen)
        if free // weight >= quiet:
            break
        chosen.remove(max(reversed(chosen), key=lambda slot: slot.rank))
    out: list[tuple[Slot, int]] = []
    at, paused = start, 0
    for slot in chosen:
        out.append((slot, at + free * paused // weight))
        at += slot.seconds
        paused += slot.pause
    return out


def _settle(library: Library, seconds: int) -> list[tuple[Slot, int]]:
    """Getting in is always taught at the same moments; a shorter time keeps the words that fit."""
    rules = library.rules
    laid = spread(_slots(library, "settle"), rules.quiet.first, rules.settle.default, rules.quiet.guided)
    return [(slot, at) for slot, at in laid if at + slot.seconds <= seconds]


def _rest(library: Library, starts: Mapping[str, int], lengths: Mapping[str, int]) -> list[tuple[Slot, int]]:
    """One first word, then silence with a check for tingling feet often enough."""
    quiet = library.rules.quiet
    start, end = starts["rest"], starts["rest"] + lengths["rest"]
    out = [(slot, start + quiet.first) for slot in _slots(library, "rest") if not slot.repeats][:1]
    checks = [slot for slot in _slots(library, "rest") if slot.repeats]
    # Breathing ends with the first check, so the count starts there.
    known = spread(_slots(library, "breathe"), starts["breathe"] + quiet.first, start, quiet.guided)
    last = known[-1][1] if known else starts["arrive"]
    count = -((last - end) // quiet.check) - 1
    for n in range(count):
        out.append((checks[n % len(checks)], last + (end - last) * (n + 1) // (count + 1)))
    return out


def _slots(library: Library, phase: str) -> list[Slot]:
    return [slot for slot in library.slots if slot.phase == phase]


def _lead(rules: Rules, phase: str) -> int:
    """Seconds from the start of a phase to its first word: after the bell, if one rings."""
    ringing = [bell.seconds for bell in rules.bells if bell.at == phase]
    return max(ringing) + rules.quiet.after_bell if ringing else rules.quiet.first


def _cue(slot: Slot, at: int, purpose: Purpose, version: Version) -> Cue:
    key = next((k for k in (version.id, purpose.id) if k in slot.words), None)
    clip = f"{slot.id}.{key}" if key else slot.id
    return Cue(slot.id, clip, at, slot.seconds, slot.words[key] if key else slot.text)


def _running(lengths: Iterable[int]) -> list[int]:
    out, at = [], 0
    for seconds in lengths:
        out.append(at)
        at += seconds
    return out


def _whole(key: str, value: object, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        close = nearest(value, range(least, most + 1)) if type(value) is int else None
        raise DataError("routine", key, value, f"a whole number from {least} to {most}", close)

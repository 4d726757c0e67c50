"""From a length, a purpose and a version to a whole session, second by second. Pure: no files, no pages.

Words are placed by rule, not by table (macros/placing.py). Getting in, breathing and coming out are taught at fixed times;
arriving spreads its words evenly. Resting is silence, but for a first word and a rare, soft one about tingling feet.
Purposes and versions change the words, never a second. A session that ends lying down brings the legs down as always.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.model import Bell, Cue, End, Phase, Purpose, Routine, Slot, Version
from macros.placing import checks, fixed, signs, spread
from macros.rules import Rules
from macros.schema import DataError, nearest, pick

__all__ = ["ENDS", "SILENT", "Library", "build_routine"]

ENDS: tuple[End, ...] = ("bell", "stay")

SILENT = "silent"
"""The key of words for a session without bells."""


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
    end: End = "bell",
    *,
    silent: bool = False,
) -> Routine:
    """The session with the legs up for `minutes`, and the times of its words and bells.

    `settle` is the time to get in, in whole seconds; None means the default of data/routine.yml. With the end "stay", nobody
    sits up and no last bell rings. `silent` chooses words that speak of no bell; the bells themselves keep their times.

    Raises:
        DataError: for minutes, purpose, version, settle or end outside what the data allows.
    """
    rules = library.rules
    _whole("minutes", minutes, rules.lengths.least, rules.lengths.most)
    wanted = rules.settle.default if settle is None else settle
    _whole("settle", wanted, rules.settle.least, rules.settle.most)
    why = library.purposes[pick("routine", "purpose", purpose, library.purposes)]
    how = library.versions[pick("routine", "version", version, library.versions)]
    stay = pick("routine", "end", end, ENDS) == "stay"

    lengths = phase_seconds(rules, 60 * minutes, wanted)
    if stay:
        lengths["come-out"] = rules.stay.seconds
    starts = dict(zip(lengths, _running(lengths.values()), strict=True))
    total = sum(lengths.values())
    placed = _placed(library, lengths, end)
    phases = tuple(
        Phase(
            p.id,
            p.name,
            rules.stay.does if stay and p.id == "come-out" else p.does,
            starts[p.id],
            lengths[p.id],
            tuple(_cue(slot, starts[p.id] + at, why, how, silent=silent) for slot, at in placed[p.id]),
        )
        for p in rules.phases
        if lengths[p.id] > 0
    )
    bells = tuple(
        Bell(b.id, total if b.at == "end" else starts[b.at], b.strokes, b.seconds)
        for b in rules.bells
        if not (stay and b.at == "end")
    )
    marks = [starts["arrive"], *(cue.at for phase in phases for cue in phase.cues if cue.sign), starts["come-out"]]
    fade = rules.stay.fade if stay else 0
    return Routine(minutes, why, how, wanted, phases, bells, signs(marks, rules.sign.every), rules.sign.seconds, end, fade)


def _placed(library: Library, lengths: Mapping[str, int], end: End) -> dict[str, list[tuple[Slot, int]]]:
    """The words of each phase, each with its second in it."""
    rules = library.rules
    placed: dict[str, list[tuple[Slot, int]]] = {}
    for phase, seconds in lengths.items():
        slots = [slot for slot in library.slots if slot.phase == phase and slot.only in (None, end) and not slot.repeats]
        if all(slot.at is None and not slot.middle for slot in slots):
            placed[phase] = spread(slots, _lead(rules, phase), seconds, rules.quiet.guided)
        else:
            placed[phase] = fixed(slots, seconds, rules.quiet)
    repeated = [slot for slot in library.slots if slot.repeats]
    # Breathing ends with the first word about tingling feet, so the count starts there.
    last = max((at - lengths["breathe"] for slot, at in placed["breathe"] if slot.sign), default=-lengths["breathe"])
    placed["rest"] += checks(repeated, last, lengths["rest"], rules.quiet)
    return placed


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


def _lead(rules: Rules, phase: str) -> int:
    """Seconds from the start of a phase to its first word: after the bell, if one rings."""
    ringing = [bell.seconds for bell in rules.bells if bell.at == phase]
    return max(ringing) + rules.quiet.after_bell if ringing else rules.quiet.first


def _cue(slot: Slot, at: int, purpose: Purpose, version: Version, *, silent: bool) -> Cue:
    keys = (f"{purpose.id}.{version.id}", SILENT if silent else "", version.id, purpose.id)
    key = next((k for k in keys if k in slot.words), None)
    clip = f"{slot.id}.{key}" if key else slot.id
    text = slot.words[key] if key else slot.text
    return Cue(slot.id, clip, at, slot.seconds, text, slot.figures.get(version.id, slot.figure), slot.sign)


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

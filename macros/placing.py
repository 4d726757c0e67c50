"""Where the words of a phase find their time. Pure; all times in whole seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from macros.model import Slot
from macros.rules import Quiet

__all__ = ["checks", "fixed", "signs", "spread"]

Placed = list[tuple[Slot, int]]


def spread(slots: Iterable[Slot], start: int, end: int, quiet: int) -> Placed:
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
    out: Placed = []
    at, paused = start, 0
    for slot in chosen:
        out.append((slot, at + free * paused // weight))
        at += slot.seconds
        paused += slot.pause
    return out


def fixed(slots: Iterable[Slot], seconds: int, quiet: Quiet) -> Placed:
    """Slots at their own second of a phase of `seconds`, each said as many `times` as it wants.

    What does not fit before the end is left out, and so is a reminder without enough silence on both sides.
    """
    out: Placed = []
    for slot in slots:
        length = slot.seconds * slot.times
        at = _place(slot, seconds)
        if at >= 0 and at + length <= seconds:
            out += [(slot, at + n * slot.seconds) for n in range(slot.times)]
    out.sort(key=lambda placed: placed[1])
    return [(slot, at) for slot, at in out if not slot.middle or _alone(slot, at, out, quiet.remind)]


def checks(slots: Sequence[Slot], last: int, end: int, quiet: Quiet) -> Placed:
    """Words about tingling feet between the `last` ones and the end of resting: as few as `quiet.check` allows,
    no closer than `quiet.rest`, and none when the rest is short.
    """
    count = -((last - end) // quiet.check) - 1
    step = max(quiet.rest, (end - last) // (count + 1))
    return [(slots[n % len(slots)], last + step * (n + 1)) for n in range(count)]


def signs(marks: Sequence[int], every: int) -> tuple[int, ...]:
    """Seconds of soft strokes: at each of `marks` but the first and the last, where a bell rings, and evenly between two that
    are more than `every` seconds apart.
    """
    out: list[int] = []
    for start, end in pairwise(marks):
        parts = -((start - end) // every)
        out += [start + (end - start) * n // parts for n in range(1, parts)]
        out.append(end)
    return tuple(out[:-1])


def _place(slot: Slot, seconds: int) -> int:
    """The second of a phase of `seconds` at which a slot with a place of its own is first said; below 0 when there is none."""
    if slot.middle:
        return (seconds - slot.seconds * slot.times) // 2
    if slot.at is None:
        return -1
    return slot.at if slot.at >= 0 else seconds + slot.at


def _alone(slot: Slot, at: int, placed: Placed, quiet: int) -> bool:
    return all(
        other is slot or then + other.seconds + quiet <= at or at + slot.seconds + quiet <= then for other, then in placed
    )

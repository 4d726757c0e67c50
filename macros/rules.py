"""What data/routine.yml holds: the arithmetic of every routine. Whole seconds everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le

from macros.schema import Seconds, Text

Minutes = Annotated[int, Ge(1), Le(120)]
Ring = Annotated[int, Ge(1), Le(30)]
"""Seconds that a bell may ring."""
MOST_PUBLISHED = 6
"""Lengths with a page of their own: more suns than that stand in nobody's way to choose (routine.css counts to it)."""
LEAST_REST = 30
"""Seconds. A rest that is shorter is none."""

PhaseId = Literal["settle", "arrive", "breathe", "rest", "come-out"]
BellId = Literal["settled", "come-out", "end"]


@dataclass(frozen=True)
class Portion:
    """How much of the pose a phase takes: `percent` of it, rounded down to `round` seconds, between `least` and `most`."""

    percent: Annotated[int, Ge(1), Le(100)]
    round: Annotated[int, Ge(1), Le(60)]
    least: Seconds
    most: Seconds

    def of(self, seconds: int) -> int:
        """This phase's part of a pose of `seconds`."""
        share = seconds * self.percent // 100 // self.round * self.round
        return max(self.least, min(self.most, share))


@dataclass(frozen=True)
class PhaseRule:
    """One phase of every routine and how long it lasts: `seconds` fixed, a `portion` of the pose, or what is left."""

    id: PhaseId
    name: Text
    does: Text
    seconds: Seconds | None = None
    portion: Portion | None = None


@dataclass(frozen=True)
class BellRule:
    """A bell: how many strokes tell it apart, how long it rings, and the phase at whose start it rings ("end": at the end)."""

    id: BellId
    name: Text
    at: PhaseId | Literal["end"]
    strokes: Annotated[int, Ge(1), Le(3)]
    seconds: Ring


@dataclass(frozen=True)
class Lengths:
    """Minutes with the legs up that can be chosen, and those with a page of their own."""

    least: Minutes
    most: Minutes
    published: tuple[Minutes, ...]


@dataclass(frozen=True)
class Settle:
    """Seconds to get into the pose before the legs-up time begins."""

    default: Seconds
    least: Seconds
    most: Seconds

    @property
    def choices(self) -> tuple[int, ...]:
        """What is offered: half minutes up to two minutes, then minutes. Any other second can stand in an address."""
        offered = {*range(0, 121, 30), *range(120, self.most + 1, 60), self.default}
        return tuple(sorted(seconds for seconds in offered if self.least <= seconds <= self.most))


@dataclass(frozen=True)
class Quiet:
    """The silences that the placing of words keeps, in seconds."""

    guided: Seconds  # between two cues while the routine is teaching
    remind: Seconds  # before and after a reminder in the middle of a phase
    rest: Seconds  # from one word about tingling feet to the next while resting, at least
    after_bell: Seconds  # between a bell's last sound and a cue
    first: Seconds  # from the start of a phase without a bell to its first cue
    check: Annotated[int, Ge(60), Le(3600)]  # the longest time with the legs up without a word about tingling feet


@dataclass(frozen=True)
class Sign:
    """A soft stroke for those without the voice: what it says, how long it rings, and the longest wait for one, in seconds."""

    name: Text
    seconds: Ring
    every: Annotated[int, Ge(60), Le(3600)]
    id: Literal["sign"] = "sign"
    strokes: Literal[1] = 1


@dataclass(frozen=True)
class Stay:
    """Coming out for those who stay lying down: its seconds, those over which the room tone fades at its end, and what to do."""

    seconds: Annotated[int, Ge(1), Le(3600)]
    fade: Annotated[int, Ge(1), Le(3600)]
    does: Text


@dataclass(frozen=True)
class Rules:
    """data/routine.yml: the arithmetic of every routine."""

    lengths: Lengths
    settle: Settle
    quiet: Quiet
    phases: tuple[PhaseRule, ...]
    bells: tuple[BellRule, ...]
    sign: Sign
    stay: Stay

    def phase(self, phase: str) -> PhaseRule:
        return next(p for p in self.phases if p.id == phase)

    def bell(self, bell: str) -> BellRule:
        return next(b for b in self.bells if b.id == bell)

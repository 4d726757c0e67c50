"""The nouns of the practice: what `data/` holds and what a routine is. Whole seconds everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Le

from macros.schema import Id, Positive, Seconds, Text

PhaseId = Literal["settle", "arrive", "breathe", "rest", "come-out"]
BellId = Literal["settled", "come-out", "end"]
Timbre = Literal["soft", "clear"]


@dataclass(frozen=True)
class Portion:
    """How much of the pose a phase takes: `percent` of it, rounded down to `round` seconds, between `least` and `most`."""

    percent: Annotated[int, Ge(1), Le(100)]
    round: Positive
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
    strokes: Positive
    seconds: Positive


@dataclass(frozen=True)
class Lengths:
    """Minutes with the legs up that can be chosen, and those with a page of their own."""

    least: Positive
    most: Positive
    published: tuple[Positive, ...]


@dataclass(frozen=True)
class Settle:
    """Seconds to get into the pose before the legs-up time begins."""

    default: Seconds
    least: Seconds
    most: Seconds


@dataclass(frozen=True)
class Quiet:
    """The silences that the placing of words keeps, in seconds."""

    guided: Seconds  # between two cues while the routine is teaching
    rest: Seconds  # between two cues while resting
    after_bell: Seconds  # between a bell's last sound and a cue
    first: Seconds  # from the start of a phase without a bell to its first cue
    check: Seconds  # the longest time with the legs up without a word about tingling feet


@dataclass(frozen=True)
class Rules:
    """data/routine.yml: the arithmetic of every routine."""

    lengths: Lengths
    settle: Settle
    quiet: Quiet
    phases: tuple[PhaseRule, ...]
    bells: tuple[BellRule, ...]

    def phase(self, phase: str) -> PhaseRule:
        return next(p for p in self.phases if p.id == phase)

    def bell(self, bell: str) -> BellRule:
        return next(b for b in self.bells if b.id == bell)


@dataclass(frozen=True)
class Slot:
    """A place for words in the routine.

    `seconds` is the time the spoken words may take in any wording. `words` replaces the text for a version or a
    purpose. `pause` weighs the silence after it against the others of its phase. `rank` orders what is left out
    first when a phase is short (higher goes first). `repeats` marks the tingling check that comes back while resting.
    """

    id: Id
    phase: PhaseId
    seconds: Positive
    text: Text
    words: dict[Id, Text] = field(default_factory=dict)
    pause: Positive = 1
    rank: Positive = 1
    repeats: bool = False


@dataclass(frozen=True)
class Breath:
    """A slow breath, in seconds: about six a minute, never held."""

    inhale: Positive
    exhale: Positive


@dataclass(frozen=True)
class Purpose:
    """Why someone lies down; each but "general" has a benefit page. Changes words, breath and bells, never times.

    `stay` names the versions from which one goes on lying at the end unless a link or a person says otherwise.
    """

    id: Id
    name: Text
    page: Text
    why: Text
    minutes: Positive
    version: Id
    bells: Timbre
    breath: Breath
    stay: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Version:
    """How the legs are held up: on a wall, on a chair, from a bed. Changes words and the drawing, never times."""

    id: Id
    name: Text
    figure: Id
    summary: Text


@dataclass(frozen=True)
class StepWords:
    """A step's words for one version."""

    title: Text
    text: Text


@dataclass(frozen=True)
class Step:
    """One step of getting in (or of the way out) for the steps list and the sheet. `words` replaces the words for a version."""

    id: Id
    title: Text
    text: Text
    figure: Id
    short: Text
    out: bool = False
    words: dict[Id, StepWords] = field(default_factory=dict)

    def on(self, version: str) -> StepWords:
        """What this step says on a wall, on a chair, from a bed."""
        return self.words.get(version, StepWords(self.title, self.text))


@dataclass(frozen=True)
class Cue:
    """Words at a moment of a session: `at` seconds from its start, `seconds` long at most. `clip` names the recording."""

    slot: str
    clip: str
    at: int
    seconds: int
    text: str

    @property
    def end(self) -> int:
        return self.at + self.seconds


@dataclass(frozen=True)
class Bell:
    """A bell at a moment of a session, `at` seconds from its start, ringing for `seconds`."""

    id: str
    at: int
    strokes: int
    seconds: int

    @property
    def end(self) -> int:
        return self.at + self.seconds


@dataclass(frozen=True)
class Phase:
    """A stretch of a session: from `start`, for `seconds`, with its words."""

    id: str
    name: str
    does: str
    start: int
    seconds: int
    cues: tuple[Cue, ...]

    @property
    def end(self) -> int:
        return self.start + self.seconds


@dataclass(frozen=True)
class Routine:
    """A whole session, computed once. `minutes` is the time with the legs up; `seconds` is everything."""

    minutes: int
    purpose: Purpose
    version: Version
    settle: int
    phases: tuple[Phase, ...]
    bells: tuple[Bell, ...]

    @property
    def id(self) -> str:
        return f"{self.minutes}-{self.purpose.id}-{self.version.id}"

    @property
    def seconds(self) -> int:
        """From the first second of settling to the end of coming out."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def sound_seconds(self) -> int:
        """The session and the last bell's ring after it."""
        return max(self.seconds, max(bell.end for bell in self.bells))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(cue for phase in self.phases for cue in phase.cues)

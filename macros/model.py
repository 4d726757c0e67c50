"""The records of the practice: what `data/` holds and what a routine is (its arithmetic: macros/rules.py). Whole seconds everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Le

from macros.rules import PhaseId
from macros.schema import Id, Positive, Text, form

Timbre = Literal["soft", "clear", "quiet"]
End = Literal["bell", "stay"]
Page = Annotated[str, form(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*", "the page's name in docs/, such as benefits/sleep")]
WordsKey = Annotated[
    str,
    form(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?", "a version, a purpose, a purpose and a version (sleep.bed), or silent"),
]


@dataclass(frozen=True)
class Slot:
    """A place for words in the routine.

    `seconds` is the time the spoken words may take in any wording. `words` replaces the text for a version, a purpose,
    a purpose in a version ("sleep.bed") or a session without bells ("silent"). `figure` names the drawing shown with
    it, `figures` that of a version. `same` names the versions for which words that name the wall are right as they are.

    `at` is its second in the phase; less than nothing counts from the phase's end. `middle` puts it halfway. Else it
    shares the silence of its phase, weighed by `pause`. It is said `times` times without a pause. `rank` orders what is
    left out first when a phase is short (higher goes first). `repeats` marks the words about tingling feet that come
    back while resting, `sign` every place where a soft stroke stands in for such words. `only` keeps it for one end.

    `beat` speaks one word a second; `soft` is spoken more softly than the rest.
    """

    id: Id
    phase: PhaseId
    seconds: Annotated[int, Ge(1), Le(120)]
    text: Text
    figure: Id
    words: dict[WordsKey, Text] = field(default_factory=dict)
    figures: dict[Id, Id] = field(default_factory=dict)
    same: tuple[Id, ...] = ()
    at: Annotated[int, Ge(-3600), Le(3600)] | None = None
    middle: bool = False
    times: Annotated[int, Ge(1), Le(9)] = 1
    pause: Positive = 1
    rank: Positive = 1
    repeats: bool = False
    sign: bool = False
    only: End | None = None
    beat: bool = False
    soft: bool = False


@dataclass(frozen=True)
class Breath:
    """A slow breath, in seconds: about six a minute, never held."""

    inhale: Annotated[int, Ge(2), Le(10)]
    exhale: Annotated[int, Ge(2), Le(10)]


@dataclass(frozen=True)
class Purpose:
    """Why someone lies down; each but "general" has a benefit page. Changes words, breath and bells, never times.

    `stay` names the versions from which one goes on lying at the end unless a link or a person says otherwise.
    """

    id: Id
    name: Text
    page: Page
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
    """One step of getting in (or of the way out) for the steps list and the sheet. `words` replaces its words for a version, `figures` the
    drawing of a step out, `same` names the versions for which words that name the wall are right as they are."""

    id: Id
    title: Text
    text: Text
    figure: Id
    short: Text
    out: bool = False
    words: dict[Id, StepWords] = field(default_factory=dict)
    figures: dict[Id, Id] = field(default_factory=dict)
    same: tuple[Id, ...] = ()

    def on(self, version: str) -> StepWords:
        """What this step says on a wall, on a chair, from a bed."""
        return self.words.get(version, StepWords(self.title, self.text))

    def drawings(self, versions: Iterable[str]) -> dict[str, list[str]]:
        """Each drawing of this step, with the versions that show it."""
        shown: dict[str, list[str]] = {}
        for version in versions:
            shown.setdefault(self.figures.get(version, self.figure), []).append(version)
        return shown


@dataclass(frozen=True)
class Cue:
    """Words at a moment of a session: `at` seconds from its start, `seconds` long at most.

    `clip` names the recording, `figure` the drawing. `sign`: a soft stroke stands in for it when nobody speaks.
    """

    slot: str
    clip: str
    at: int
    seconds: int
    text: str
    figure: str
    sign: bool = False

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
    """A whole session, computed once. `minutes` is the time with the legs up; `seconds` is everything.

    `signs` are the seconds at which a soft stroke rings for those without the voice, each `sign_seconds` long. `fade` is
    how long the room tone takes to die away at the end of a session that ends lying down, else 0.
    """

    minutes: int
    purpose: Purpose
    version: Version
    settle: int
    phases: tuple[Phase, ...]
    bells: tuple[Bell, ...]
    signs: tuple[int, ...]
    sign_seconds: int
    end: End = "bell"
    fade: int = 0

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


@dataclass(frozen=True)
class Drawing:
    """The words of a drawing: `title` names it, `desc` says how to take the pose from words alone."""

    id: Id
    title: Text
    desc: Text

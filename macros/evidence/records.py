"""What the evidence files hold: claims and what was found, cautions, questions, and the references behind them. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le

from macros.frame import Link
from macros.schema import Id, Seconds, Text, Url, form

__all__ = [
    "TESTED", "Benefit", "Box", "Care", "Caution", "Claim", "Distance", "Duration", "Emergency", "Evidence", "Finding", "Grade",
    "Graded", "Group", "Level", "Modification", "Move", "Note", "Promise", "Question", "Reference", "Sign", "Stage", "Step", "Study",
    "Tested",
]  # fmt: skip

Grade = Literal["good", "some", "limited", "traditional", "contradicted"]
Tested = Literal["yes", "partly", "no"]
Level = Literal["now", "not", "ask", "fine"]
Shown = Literal["line", "box", "list"]
Strength = Literal["measured", "expert", "reasoned", "tradition"]
Answer = Literal["yes", "no"]
Group = Literal["how", "feel", "care", "does"]
Topic = Literal[
    "anxiety", "arteries", "back-pain", "blood-pressure", "breathing", "circulation", "clots", "coming-out", "cortisol",
    "duration", "editorial", "eyes", "heart", "lymph", "older", "period", "pregnancy", "reflux", "relaxation", "safety",
    "sleep", "spine", "stretch", "swelling", "tingling", "tired-legs", "toxins", "traction", "veins", "versions",
]  # fmt: skip

Year = Annotated[int, Ge(1800), Le(2100)]
Doi = Annotated[str, form(r"10\.\d{4,9}/[^\s<>]+", "a doi, such as 10.1000/182")]
Pmid = Annotated[str, form(r"[1-9]\d{0,8}", "the number of a record at PubMed")]
Pmcid = Annotated[str, form(r"PMC[1-9]\d{0,8}", "PMC and a number")]

# Most direct first.
TESTED: tuple[Tested, ...] = ("yes", "partly", "no")


@dataclass(frozen=True)
class Step:
    """One grade of the scale: its name, what it means, the words it may use and the filled slats of its mark."""

    id: Grade
    name: Text
    short: Text
    slats: Literal[0, 1, 2, 3]
    means: Text
    verbs: Text


@dataclass(frozen=True)
class Care:
    """One level of care: the verdict that it is, and what opens its part of the box (`lead`) and its sentence in the line;
    `more` opens the next one, where the names are too many for one."""

    id: Level
    name: Text
    means: Text
    lead: Text
    line: Text
    more: Text


@dataclass(frozen=True)
class Reference:
    """A study, guideline or page: how to find it, what it found, how directly it bears on this pose and how we read it."""

    id: Id
    type: Literal["systematic-review", "rct", "experimental", "observational", "guideline", "reference-page"]
    title: Text
    key_finding: Text
    supports: tuple[Topic, ...]
    direct: Literal["yes", "partial", "no"]
    confidence: Literal["high", "medium", "low"]
    read: Literal["abstract", "page", "excerpt"]
    authors: Text | None = None
    short: Text | None = None
    year: Year | None = None
    container: Text | None = None
    doi: Doi | None = None
    pmid: Pmid | None = None
    pmcid: Pmcid | None = None
    url: Url | None = None
    seen: Literal["original", "copy"] = "original"
    note: Text | None = None

    @property
    def label(self) -> str:
        """How a sentence names it: "Jasien 2015", "NHS inform, blood clots"."""
        if self.short:
            return self.short
        words = (self.authors or self.title).split(",")[0].split()
        name = " ".join(word for word in words if not (word.isupper() and len(word) < 4)) or words[0]
        return f"{name} {self.year}" if self.year else name

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Where it can be found, best first, each with the name of the place."""
        found = []
        if self.doi:
            found.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.pmid:
            found.append((f"PubMed {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"))
        if self.pmcid:
            found.append((self.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"))
        if self.url:
            found.append((self.url.split("/")[2].removeprefix("www."), self.url))
        return tuple(found)


@dataclass(frozen=True)
class Finding:
    """What studies found, in plain words with their numbers. No sources: we looked and found none."""

    text: Text
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class Graded:
    """A grade, what exactly it is a grade of, and the studies it rests on. `tested` where it differs from the claim's own mark."""

    grade: Grade
    of: Text
    tested: Tested | None = None
    rests: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What people say the pose does, what may be answered, how strong the evidence is and what would change that.

    The first of `benefits` is the page that holds it; the others only lead there. `answer` stands unfolded, `more` with the studies.
    """

    id: Id
    benefits: tuple[Id, ...]
    title: Text
    said: Text
    source_text: tuple[Text, ...]
    answer: Text
    grades: tuple[Graded, ...]
    tested: Tested
    findings: tuple[Finding, ...]
    sure: Text
    change: Text
    more: tuple[Text, ...] = ()
    tested_note: Text | None = None
    myth: bool = False

    @property
    def grade(self) -> Grade:
        """The grade that leads."""
        return self.grades[0].grade

    @property
    def leads(self) -> Tested:
        """Whether what the leading grade is about was tested in this pose."""
        return self.grades[0].tested or self.tested

    @property
    def home(self) -> str:
        """The benefit whose page holds it."""
        return self.benefits[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """The references of all findings, each once, in the order they are named."""
        return tuple(dict.fromkeys(source for finding in self.findings for source in finding.sources))


@dataclass(frozen=True)
class Benefit:
    """One of the five benefit pages: its name, its sentence on a card, the claim whose grade leads, what Start is for
    ("for tired legs"), and what is known in three lines."""

    id: Id
    title: Text
    card: Text
    claim: Id
    aim: Text
    known: tuple[Finding, Finding, Finding]


@dataclass(frozen=True)
class Study:
    """A study of this pose or of something close to it: what it did and found, and what a reader takes from it."""

    id: Id
    title: Text
    text: Text
    reads: Literal["care", "flat", "after"]
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class Caution:
    """A condition and what it means for this pose. `urgent` says whom to call where no pose is the answer; `short` is its name
    in the places that `shown` lets it into: the one line and the box, the box, or the list alone. With `crisis`, the numbers
    that go with `urgent` are those of crisis lines."""

    id: Id
    condition: Text
    level: Level
    reason: Text
    instead: Text
    strength: tuple[Strength, ...]
    sources: tuple[Id, ...]
    benefits: tuple[Id, ...]
    urgent: Text | None = None
    note: Text | None = None
    short: Text | None = None
    shown: Shown = "list"
    crisis: bool = False


@dataclass(frozen=True)
class Sign:
    """Something you may notice in the pose, and what to do then."""

    id: Id
    sign: Text
    action: Text
    reason: Text
    sources: tuple[Id, ...]
    urgent: bool = False


@dataclass(frozen=True)
class Stage:
    """One step of a short plan."""

    id: Id
    title: Text
    text: Text


@dataclass(frozen=True)
class Move:
    """A move on the way out of the pose and the reason for it."""

    id: Id
    move: Text
    reason: Text
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class Emergency:
    """Who to call in one part of the world: in an emergency, for advice the same day, in a crisis. `short` goes after "in"."""

    id: Id
    place: Text
    emergency: Text
    advice: Text
    crisis: Text
    short: Text | None = None


@dataclass(frozen=True)
class Box:
    """One statement of the short safety box, after the conditions that it names."""

    id: Id
    kind: Literal["stop", "note"]
    lead: Text
    text: Text


@dataclass(frozen=True)
class Question:
    """A question people ask, the heading it stands under, its answer in one sentence, and more for those who want it."""

    id: Id
    group: Group
    question: Text
    answer: Text
    more: tuple[Text, ...]
    links: tuple[Link, ...]
    sources: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Modification:
    """A way to change the pose, when to choose it and what that rests on."""

    id: Id
    name: Text
    how: Text
    when: Text
    basis: tuple[Strength, ...]
    sources: tuple[Id, ...]
    figure: Id | None = None


@dataclass(frozen=True)
class Distance:
    """Where to lie, for someone who answers three questions so. None: the answer does not matter here."""

    id: Id
    gap: Text
    prop: Text
    version: Id
    figure: Id
    why: Text
    floor: Answer | None = None
    knees: Answer | None = None
    back: Answer | None = None

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether this row answers these three: floor, knees, back."""
        own = {"floor": self.floor, "knees": self.knees, "back": self.back}
        return all(own[key] in (None, value) for key, value in answers.items())


@dataclass(frozen=True)
class Duration:
    """How long one web page tells people to stay, in seconds."""

    id: Id
    least: Seconds | None = None
    most: Seconds | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Promise:
    """A rule this site is made by, and where we learned it."""

    id: Id
    rule: Text
    text: Text
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class Note:
    """A plain fact with its sources."""

    id: Id
    text: Text
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class Evidence:
    """Everything known, each collection under the ids of its file and in its order."""

    grades: Mapping[str, Step]
    levels: Mapping[str, Care]
    references: Mapping[str, Reference]
    benefits: Mapping[str, Benefit]
    claims: Mapping[str, Claim]
    studies: Mapping[str, Study]
    cautions: Mapping[str, Caution]
    signs: Mapping[str, Sign]
    tingling: Mapping[str, Stage]
    coming_out: Mapping[str, Move]
    emergency: Mapping[str, Emergency]
    safety_box: Mapping[str, Box]
    risks: Mapping[str, Note]
    questions: Mapping[str, Question]
    modifications: Mapping[str, Modification]
    distances: Mapping[str, Distance]
    durations: Mapping[str, Duration]
    promises: Mapping[str, Promise]

"""The list of cautions as the short box and the one line show it. Every place that warns is made from these. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from macros.evidence.records import Care, Caution, Evidence

__all__ = ["MOST_WORDS", "Part", "box_parts", "care_line", "emergency_numbers", "named", "other_flags"]

MOST_WORDS = 15
"""What a sentence of the line may hold: it is read by someone who is about to lie down."""

LINE_ORDER = ("not", "ask", "now")
"""The red flag comes last, as a question of its own, where it is not lost among names."""


@dataclass(frozen=True)
class Part:
    """One level's part of the box: what opens it, and the conditions it names."""

    level: Care
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """The names as the rest of a sentence; a semicolon where a name has commas of its own."""
        return (("; " if any("," in name for name in self.names) else ", ").join(self.names)) + "."


def named(evidence: Evidence, level: str, *places: str) -> list[str]:
    """The short names of one level's conditions that are shown in one of these places, in the order of the list."""
    rows: Iterable[Caution] = evidence.cautions.values()
    return [row.short for row in rows if row.level == level and row.shown in places and row.short]


def box_parts(evidence: Evidence) -> tuple[Part, ...]:
    """The parts of the safety box, most careful first; a level that names nobody has none."""
    parts = (Part(level, tuple(named(evidence, level.id, "line", "box"))) for level in evidence.levels.values())
    return tuple(part for part in parts if part.names)


def other_flags(evidence: Evidence) -> Part:
    """The emergencies of the box that the line does not name: what a sheet adds to the line."""
    first = next(iter(evidence.levels.values()))
    return Part(first, tuple(named(evidence, first.id, "box")))


def care_line(evidence: Evidence) -> str:
    """The list in one line, for the home page and the timer: short sentences, each level named, the red flag last."""
    said: list[str] = []
    for level in LINE_ORDER:
        lead, names = evidence.levels[level].line, named(evidence, level, "line")
        if level == "now":
            said += [f"{name[:1].upper()}{name[1:]}? {lead}." for name in names]
        else:
            said += sentences(lead, evidence.levels[level].more, joined(names))
    return " ".join(said)


def joined(names: Sequence[str]) -> list[str]:
    """Neighbors that end in the same word say it once: "eye, kidney or liver disease"."""
    pairs = pairwise([*names, ""])
    return [name.rpartition(" ")[0] if name.split()[-1:] == after.split()[-1:] else name for name, after in pairs]


def sentences(lead: str, more: str, names: Sequence[str]) -> list[str]:
    """As few sentences as hold the names without growing too long. The first begins with `lead`, the others with `more`."""
    out: list[str] = []
    held: list[str] = []
    for name in names:
        longer = f"{lead}: {', '.join([*held, name])}."
        if held and len(longer.split()) > MOST_WORDS:
            out, lead, held = [*out, f"{lead}: {', '.join(held)}."], more, []
        held.append(name)
    return [*out, f"{lead}: {', '.join(held)}."] if held else out


def emergency_numbers(evidence: Evidence, words: str) -> str:
    """The emergency numbers in one sentence: "911 in the US, 999 in the UK, 112 in the EU", each as `words` has it."""
    return ", ".join(words.format(number=row.emergency, place=row.short) for row in evidence.emergency.values() if row.short)

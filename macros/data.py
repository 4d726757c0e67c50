"""Everything in `data/`, loaded and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.accessibility import Criterion, check_criteria
from macros.checks import check_purposes, check_rules
from macros.clock import Units
from macros.evidence.load import check_evidence, load_evidence
from macros.evidence.records import Evidence
from macros.figures import Words as FigureWords
from macros.frame import Frame, parse_frame
from macros.model import Drawing, Purpose, Slot, Step, Version
from macros.routines import Library
from macros.rules import Rules
from macros.schema import parse, read_records, read_yaml
from macros.site import Site, read_site
from macros.wording import check_drawings, check_slots, check_steps
from macros.words import Words, parse_words

__all__ = ["Data", "load"]


@dataclass(frozen=True)
class Data:
    """The content of `data/`. Records stand under their id, in the order of their file."""

    folder: Path
    site: Site
    rules: Rules
    slots: Mapping[str, Slot]
    purposes: Mapping[str, Purpose]
    versions: Mapping[str, Version]
    steps: Mapping[str, Step]
    ui: Words
    frame: Frame
    figures: Mapping[str, FigureWords]
    evidence: Evidence
    criteria: tuple[Criterion, ...]

    @property
    def units(self) -> Units:
        """How a length is said."""
        ui = self.ui
        sentence = {"one": ui.time.one, "many": ui.time.many, "many_half": ui.time.many_half, "few": ui.time.few}
        return Units(min=ui.time.min, s=ui.time.s, half=ui.time.half, both=ui.time.both, **sentence)

    @property
    def library(self) -> Library:
        return Library(self.rules, tuple(self.slots.values()), self.purposes, self.versions)


@cache
def load(folder: Path) -> Data:
    """All of `folder`, and the site's names in the mkdocs.yml beside it.

    Raises:
        DataError: for the first mistake found, in one line.
    """
    data = Data(
        folder=folder,
        site=read_site(folder.parent / "mkdocs.yml"),
        rules=parse(Rules, read_yaml(folder / "routine.yml"), "data/routine.yml"),
        slots=read_records(folder, "cues.yml", Slot),
        purposes=read_records(folder, "purposes.yml", Purpose),
        versions=read_records(folder, "versions.yml", Version),
        steps=read_records(folder, "steps.yml", Step),
        ui=parse_words(read_yaml(folder / "ui.yml"), "data/ui.yml"),
        frame=parse_frame(read_yaml(folder / "frame.yml")),
        figures={one.id: FigureWords(one.title, one.desc) for one in read_records(folder, "figures.yml", Drawing).values()},
        evidence=load_evidence(folder),
        criteria=tuple(read_records(folder, "accessibility.yml", Criterion).values()),
    )
    check_drawings(data.figures)
    check_rules(data.rules)
    check_purposes(data.library)
    check_slots(data.library)
    check_steps(data.steps, data.versions)
    check_criteria(data.criteria)
    check_evidence(data.evidence, data.purposes, data.versions)
    return data

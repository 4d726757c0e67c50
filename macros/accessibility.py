"""data/accessibility.yml: every success criterion of WCAG 2.2, how the site stands to it, and how we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from macros.schema import DataError, Text, form

__all__ = ["CRITERIA", "Criterion", "check_criteria", "tally"]

Level = Literal["A", "AA", "AAA"]
Status = Literal["met", "partly", "absent", "untested"]
Number = Annotated[str, form(r"[1-4]\.[1-5]\.[1-9]\d?", "the number of a criterion, such as 1.4.3")]
TestName = Annotated[str, form(r"[a-z_]+: [a-z0-9_]+", "a file of tests and a test in it, such as access: at_320_pixels")]

CRITERIA: Mapping[Level, int] = {"A": 31, "AA": 24, "AAA": 31}
"""How many criteria WCAG 2.2 has at each level, without 4.1.1, which it took back."""


@dataclass(frozen=True)
class Criterion:
    """One success criterion. `status` is how the site stands to it: met; met in part; about something that is absent here; or
    never tested. `test` names the test that holds it, "file: name"; `note` says in one sentence what a test does not.
    """

    id: Number
    name: Text
    level: Level
    status: Status
    test: TestName | None = None
    note: Text | None = None

    @property
    def guideline(self) -> str:
        return self.id.rpartition(".")[0]


def check_criteria(criteria: Iterable[Criterion]) -> None:
    """Refuses a list with a criterion missing, one that is met without a test, and one that is not met without a reason.

    Raises:
        DataError: for the first of them.
    """
    file = "data/accessibility.yml"
    found: Counter[str] = Counter()
    for one in criteria:
        found[one.level] += 1
        if one.status == "met" and not one.test:
            raise DataError(file, f"{one.id}.test", one.test, 'the test that holds it, "file: name"; or the status untested, with a note')
        if one.status != "met" and not one.note:
            raise DataError(file, f"{one.id}.note", one.note, f"one sentence that says why the status is {one.status}")
    for level, wanted in CRITERIA.items():
        if found[level] != wanted:
            raise DataError(file, f"level {level}", found[level], f"all {wanted} criteria of WCAG 2.2 at this level")


def tally(criteria: Iterable[Criterion]) -> dict[Level, dict[Status, int]]:
    """For each level, how many criteria have each status."""
    counts: dict[Level, dict[Status, int]] = {level: {"met": 0, "partly": 0, "absent": 0, "untested": 0} for level in CRITERIA}
    for one in criteria:
        counts[one.level][one.status] += 1
    return counts

"""Which records a page shows, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.evidence.records import TESTED, Benefit, Caution, Claim, Evidence, Graded, Reference, Tested

__all__ = ["REFERENCES", "Row", "benefit_of", "by_level", "cards", "claims_of", "elsewhere", "listed", "sources_of", "table"]

# The page that prints every reference.
REFERENCES = "evidence/references/"


def cards(evidence: Evidence) -> list[tuple[Benefit, Claim]]:
    """The five benefits with their leading claims, strongest first; in the order of the file where grades are equal."""
    order = list(evidence.grades)
    pairs = [(benefit, evidence.claims[benefit.claim]) for benefit in evidence.benefits.values()]
    return sorted(pairs, key=lambda pair: order.index(pair[1].grade))


def claims_of(evidence: Evidence, benefit: str) -> list[Claim]:
    """The claims that the page of one benefit holds, its leading claim first."""
    own = [claim for claim in evidence.claims.values() if claim.home == benefit]
    return sorted(own, key=lambda claim: claim.id != evidence.benefits[benefit].claim)


def elsewhere(evidence: Evidence, benefit: str) -> list[Claim]:
    """What is claimed for one benefit too, and held by the page of another."""
    return [claim for claim in evidence.claims.values() if benefit in claim.benefits[1:]]


def by_level(evidence: Evidence) -> list[tuple[str, list[Caution]]]:
    """All cautions, most careful level first."""
    return [(level, [c for c in evidence.cautions.values() if c.level == level]) for level in evidence.levels]


def benefit_of(evidence: Evidence, url: str) -> str | None:
    """The benefit whose page this address is, if it is one."""
    parts = url.strip("/").split("/")
    return parts[1] if len(parts) == 2 and parts[0] == "benefits" and parts[1] in evidence.benefits else None


def sources_of(evidence: Evidence, benefit: str) -> list[Reference]:
    """What the page of one benefit rests on: the references of its claims and its lines, in the order of the reference list."""
    used = {source for claim in claims_of(evidence, benefit) for source in claim.sources}
    used |= {source for line in evidence.benefits[benefit].known for source in line.sources}
    return [reference for reference in evidence.references.values() if reference.id in used]


def listed(evidence: Evidence, url: str) -> frozenset[str]:
    """The references that the page at `url` prints itself, so that a mark on it need not leave the page."""
    benefit = benefit_of(evidence, url)
    if benefit:
        return frozenset(reference.id for reference in sources_of(evidence, benefit))
    return frozenset(evidence.references) if url == REFERENCES else frozenset()


@dataclass(frozen=True)
class Row:
    """One grade of one claim, as the table lists it and the chart draws it. The numbers are what sorting goes by."""

    number: int
    claim: Claim
    graded: Graded
    tested: Tested
    strength: int
    directness: int
    alphabetic: int


def table(evidence: Evidence) -> list[Row]:
    """Every grade of every claim, strongest first, the more direct before the less direct."""
    order = list(evidence.grades)
    flat = [(claim, graded, graded.tested or claim.tested) for claim in evidence.claims.values() for graded in claim.grades]
    flat.sort(key=lambda row: (order.index(row[1].grade), TESTED.index(row[2])))
    titles = _ranks(claim.title.casefold() for claim, _, _ in flat)
    return [
        Row(place + 1, claim, graded, tested, order.index(graded.grade), TESTED.index(tested), titles[place])
        for place, (claim, graded, tested) in enumerate(flat)
    ]


def _ranks(values: Iterable[str]) -> Sequence[int]:
    flat = list(values)
    order = sorted(range(len(flat)), key=lambda place: (flat[place], place))
    return [order.index(place) for place in range(len(flat))]

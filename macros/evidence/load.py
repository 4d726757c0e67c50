"""The evidence files, loaded and held against each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Protocol, get_args

from macros.evidence.records import (
    Benefit,
    Box,
    Care,
    Caution,
    Claim,
    Distance,
    Duration,
    Emergency,
    Evidence,
    Grade,
    Graded,
    Level,
    Modification,
    Move,
    Note,
    Promise,
    Question,
    Reference,
    Sign,
    Stage,
    Step,
    Study,
)
from macros.figures import NAMES as FIGURES
from macros.schema import DataError, nearest, pick, read_records

__all__ = ["check_evidence", "load_evidence"]


class Cites(Protocol):
    """A record that points at references."""

    @property
    def id(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...


def load_evidence(folder: Path) -> Evidence:
    """The evidence part of `folder`.

    Raises:
        DataError: for the first record that does not fit its kind.
    """
    return Evidence(
        grades=read_records(folder, "grades.yml", Step),
        levels=read_records(folder, "levels.yml", Care),
        references=read_records(folder, "references.yml", Reference),
        benefits=read_records(folder, "benefits.yml", Benefit),
        claims=read_records(folder, "claims.yml", Claim),
        studies=read_records(folder, "studies.yml", Study),
        cautions=read_records(folder, "cautions.yml", Caution),
        signs=read_records(folder, "signs.yml", Sign),
        tingling=read_records(folder, "tingling.yml", Stage),
        coming_out=read_records(folder, "coming_out.yml", Move),
        emergency=read_records(folder, "emergency.yml", Emergency),
        safety_box=read_records(folder, "safety_box.yml", Box),
        risks=read_records(folder, "risks.yml", Note),
        questions=read_records(folder, "questions.yml", Question),
        modifications=read_records(folder, "modifications.yml", Modification),
        distances=read_records(folder, "distances.yml", Distance),
        durations=read_records(folder, "durations.yml", Duration),
        promises=read_records(folder, "promises.yml", Promise),
    )


def check_evidence(evidence: Evidence, purposes: Collection[str], versions: Collection[str]) -> None:
    """Refuses what no single record can show: dangling ids, uncited references, grades that outrun their sources.

    Raises:
        DataError: for the first mistake found, in one line.
    """
    for file, found, whole in (("grades", evidence.grades, get_args(Grade)), ("levels", evidence.levels, get_args(Level))):
        if tuple(found) != whole:
            raise DataError(f"data/{file}.yml", "id", ", ".join(found), "all of these, in this order: " + ", ".join(whole))
    check_references(evidence)
    check_claims(evidence)
    check_benefits(evidence, purposes)
    check_cautions(evidence)
    check_distances(evidence, versions)
    check_drawings(evidence)
    for page in evidence.durations.values():
        if page.least and page.most and page.least > page.most:
            raise DataError("data/durations.yml", f"{page.id}.least", page.least, f"at most {page.most}, its own most")


def citing(evidence: Evidence) -> Iterator[tuple[str, Iterable[Cites]]]:
    """Each file whose records point at references, with those records."""
    yield "data/claims.yml", evidence.claims.values()
    yield "data/studies.yml", evidence.studies.values()
    yield "data/cautions.yml", evidence.cautions.values()
    yield "data/signs.yml", evidence.signs.values()
    yield "data/coming_out.yml", evidence.coming_out.values()
    yield "data/risks.yml", evidence.risks.values()
    yield "data/questions.yml", evidence.questions.values()
    yield "data/modifications.yml", evidence.modifications.values()
    yield "data/promises.yml", evidence.promises.values()


def check_sources(evidence: Evidence) -> None:
    """What was found, measured or counted says where; and no record names a source twice."""
    found = (("data/studies.yml", study.id, study.sources) for study in evidence.studies.values())
    counted = (("data/risks.yml", risk.id, risk.sources) for risk in evidence.risks.values())
    cautions = (("data/cautions.yml", row.id, row.sources) for row in evidence.cautions.values() if "measured" in row.strength)
    changes = (("data/modifications.yml", row.id, row.sources) for row in evidence.modifications.values() if "measured" in row.basis)
    for file, key, sources in (*found, *counted, *cautions, *changes):
        if not sources:
            raise DataError(file, f"{key}.sources", "nothing", "at least one id in data/references.yml")
    for file, records in citing(evidence):
        for record in records:
            # A claim's sources are gathered from its findings, each once.
            named = record.sources if file != "data/claims.yml" else ()
            for source in named:
                if list(named).count(source) > 1:
                    raise DataError(file, f"{record.id}.sources", source, "each source once")


def check_references(evidence: Evidence) -> None:
    """Every source is known, every reference is used, and every one can be found or says why not."""
    check_sources(evidence)
    known, used = evidence.references, set[str]()
    for file, records in citing(evidence):
        for record in records:
            for source in record.sources:
                if source not in known:
                    raise DataError(file, f"{record.id}.sources", source, "an id in data/references.yml", nearest(source, known))
                used.add(source)
    for reference in known.values():
        file = "data/references.yml"
        if reference.id not in used:
            raise DataError(file, reference.id, reference.title, "a reference that some record cites; cite it or take it out")
        if not reference.links and reference.seen != "copy":
            raise DataError(file, f"{reference.id}.doi", "nothing", "a doi, pmid, pmcid or url; or seen: copy when none was seen")


def check_claims(evidence: Evidence) -> None:
    """A grade must rest on something: on sources, and on none that nobody could check."""
    for claim in evidence.claims.values():
        file = "data/claims.yml"
        if not claim.grades:
            raise DataError(file, f"{claim.id}.grades", "nothing", "at least one grade")
        for benefit in claim.benefits:
            pick(file, f"{claim.id}.benefits", benefit, evidence.benefits)
        grades = {graded.grade for graded in claim.grades}
        if not claim.sources and grades != {"traditional"}:
            raise DataError(file, f"{claim.id}.findings", "no sources", "a known reference, for any grade but traditional")
        for place, graded in enumerate(claim.grades):
            check_grade(evidence, claim, graded, f"{claim.id}.grades[{place}]")


# Kinds of reference that are a study, and not somebody's advice.
STUDIES = frozenset({"systematic-review", "rct", "experimental", "observational"})
# What a reference must have tested for each mark. "No" asks for nothing: breathing, programs, other people.
SHOWN = {"yes": {"yes"}, "partly": {"yes", "partial"}}
THIS_POSE = re.compile(r"\b(?:this|the) pose\b", re.IGNORECASE)


def check_grade(evidence: Evidence, claim: Claim, graded: Graded, key: str) -> None:
    """A grade obeys the scale: one above traditional names a study among the claim's own sources, the mark is no more direct
    than those studies, and nothing that was not tested in the pose is graded for the pose."""
    file = "data/claims.yml"
    for source in graded.rests:
        pick(file, f"{key}.rests", source, claim.sources)
    rests = [evidence.references[source] for source in graded.rests]
    tested = graded.tested or claim.tested
    if graded.grade == "traditional":
        if rests:
            raise DataError(file, f"{key}.rests", ", ".join(graded.rests), "nothing: traditional means that we found no study")
        return
    if not any(reference.type in STUDIES for reference in rests):
        shown = ", ".join(graded.rests) or "nothing"
        raise DataError(file, f"{key}.rests", shown, f"a study, for the grade {graded.grade}; advice alone is traditional", "traditional")
    if tested == "no" and THIS_POSE.search(graded.of):
        raise DataError(file, f"{key}.grade", graded.grade, "traditional, for a pose that was tested: no", "traditional")
    if tested in SHOWN and not any(evidence.references[source].direct in SHOWN[tested] for source in claim.sources):
        raise DataError(file, f"{key}.tested", tested, "a mark no more direct than the references of the claim", "no")
    if graded.grade in ("good", "some"):
        for reference in rests:
            if reference.confidence == "low":
                raise DataError(file, f"{key}.rests", reference.id, "references of medium or high confidence for a grade above limited")


def check_benefits(evidence: Evidence, purposes: Collection[str]) -> None:
    """A benefit is a purpose with a page, and leads with a claim of its own."""
    for benefit in evidence.benefits.values():
        file = "data/benefits.yml"
        pick(file, "id", benefit.id, [purpose for purpose in purposes if purpose != "general"])
        pick(file, f"{benefit.id}.claim", benefit.claim, evidence.claims)
        for line in benefit.known:
            for source in line.sources:
                pick(file, f"{benefit.id}.known", source, evidence.references)
        if benefit.id != evidence.claims[benefit.claim].home:
            own = [claim.id for claim in evidence.claims.values() if claim.home == benefit.id]
            allowed = "a claim of this benefit: " + ", ".join(own)
            raise DataError(file, f"{benefit.id}.claim", benefit.claim, allowed, nearest(benefit.claim, own))


def check_cautions(evidence: Evidence) -> None:
    """Emergencies stand in their own level, a name stands where it is shown, and every caution says how strong its reason is."""
    file = "data/cautions.yml"
    for caution in evidence.cautions.values():
        for benefit in caution.benefits:
            pick(file, f"{caution.id}.benefits", benefit, evidence.benefits)
        if caution.urgent and caution.level != "now":
            raise DataError(file, f"{caution.id}.level", caution.level, "now, for a row that is urgent", "now")
        if caution.level == "now" and not caution.urgent:
            raise DataError(file, f"{caution.id}.urgent", "nothing", "whom to call, for a row of the level now")
        if (caution.shown != "list") != bool(caution.short):
            allowed = "a short name for what is shown in the line or the box, and only there"
            raise DataError(file, f"{caution.id}.short", caution.short or "nothing", allowed)
        if caution.level == "fine" and (caution.benefits or caution.shown != "list"):
            raise DataError(file, f"{caution.id}.shown", caution.shown, "list and no benefits, for a row of the level fine")
        if not caution.strength:
            raise DataError(file, f"{caution.id}.strength", "nothing", "one or more of measured, expert, reasoned, tradition")


def check_drawings(evidence: Evidence) -> None:
    """Every drawing that a record names can be drawn."""
    for row in evidence.distances.values():
        pick("data/distances.yml", f"{row.id}.figure", row.figure, FIGURES)
    for change in evidence.modifications.values():
        if change.figure:
            pick("data/modifications.yml", f"{change.id}.figure", change.figure, FIGURES)


def check_distances(evidence: Evidence, versions: Collection[str]) -> None:
    """Whatever someone answers, there is a row for it."""
    file = "data/distances.yml"
    rows = evidence.distances.values()
    for row in rows:
        pick(file, f"{row.id}.version", row.version, versions)
    for floor, knees, back in product(("yes", "no"), repeat=3):
        answers = {"floor": floor, "knees": knees, "back": back}
        if not any(row.fits(answers) for row in rows):
            shown = ", ".join(f"{key}: {value}" for key, value in answers.items())
            raise DataError(file, "rows", shown, "a row that fits each set of answers")

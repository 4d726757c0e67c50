"""What can be counted in the records, so that no page types a number that a new record would make wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from macros.evidence.records import Duration, Evidence

__all__ = ["as_word", "counts", "of_durations"]


def counts(evidence: Evidence) -> Mapping[str, int]:
    """Everything that a page may count, by the name that `count()` takes."""
    posed = [study for study in evidence.studies.values() if study.reads != "after"]
    return {
        "benefits": len(evidence.benefits),
        "claims": len(evidence.claims),
        "myths": sum(claim.myth for claim in evidence.claims.values()),
        "questions": len(evidence.questions),
        "references": len(evidence.references),
        "studies": len(posed),
        "studies-for-care": sum(study.reads == "care" for study in posed),
        "studies-lying-flat": sum(study.reads == "flat" for study in posed),
        **{f"durations-{name}": number for name, number in of_durations(evidence.durations.values()).items()},
    }


def of_durations(pages: Iterable[Duration]) -> Mapping[str, int]:
    """Pages that say how long to stay: all of them; those that start at five minutes; those with an upper limit, and how many
    of these reach a quarter of an hour, and twenty minutes."""
    flat = list(pages)
    most = [page.most for page in flat if page.most is not None]
    return {
        "pages": len(flat),
        "from-5": sum(page.least == 5 * 60 for page in flat),
        "limited": len(most),
        "to-15": sum(limit >= 15 * 60 for limit in most),
        "to-20": sum(limit >= 20 * 60 for limit in most),
    }


def as_word(number: int, words: str, *, capital: bool = False) -> str:
    """The number as `words` ("zero one two ...") has it, or in digits where the list ends."""
    known = words.split()
    word = known[number] if number < len(known) else f"{number:,}"
    return word[0].upper() + word[1:] if capital else word

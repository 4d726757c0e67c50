"""What must hold between the records of `data/`: order, limits, references. (For words: macros/wording.py.)"""

from __future__ import annotations

from itertools import pairwise

from macros.routines import Library, phase_seconds
from macros.rules import LEAST_REST, MOST_PUBLISHED, Rules
from macros.schema import DataError, by_id, nearest, pick

__all__ = ["check_purposes", "check_rules"]


def check_rules(rules: Rules) -> None:
    """Refuses phases out of order, limits that cross, a length nobody can choose, bells that ring together, and a rest that is none."""
    file = "data/routine.yml"
    wanted = ("settle", "arrive", "breathe", "rest", "come-out")
    found = tuple(phase.id for phase in rules.phases)
    if found != wanted:
        raise DataError(file, "phases", ", ".join(found), "in this order: " + ", ".join(wanted))
    for place, phase in enumerate(rules.phases):
        given = (phase.seconds is not None) + (phase.portion is not None)
        if given != (0 if phase.id in ("settle", "rest") else 1):
            raise DataError(
                file, f"phases[{place}]", phase.id, "seconds or a portion; neither for settle (see above) and rest (what is left)"
            )
        if phase.portion:
            _ordered(f"phases[{place}].portion", phase.portion.least, phase.portion.most)
    _ordered("lengths", rules.lengths.least, rules.lengths.most)
    _ordered("settle", rules.settle.least, rules.settle.most)
    span = range(rules.lengths.least, rules.lengths.most + 1)
    for minutes in rules.lengths.published:
        if minutes not in span:
            raise DataError(
                file, "lengths.published", minutes, f"minutes from {span[0]} to {span[-1]}", nearest(minutes, span)
            )
    if not rules.lengths.published or any(one >= two for one, two in pairwise(rules.lengths.published)):
        shown = ", ".join(map(str, rules.lengths.published)) or "nothing"
        raise DataError(file, "lengths.published", shown, "at least one length, each once, the shortest first")
    if len(rules.lengths.published) > MOST_PUBLISHED:
        shown = ", ".join(map(str, rules.lengths.published))
        raise DataError(file, "lengths.published", shown, f"at most {MOST_PUBLISHED} lengths")
    seconds = range(rules.settle.least, rules.settle.most + 1)
    if rules.settle.default not in seconds:
        close = nearest(rules.settle.default, seconds)
        raise DataError(file, "settle.default", rules.settle.default, f"seconds from {seconds[0]} to {seconds[-1]}", close)
    if rules.quiet.rest > rules.quiet.check:
        raise DataError(file, "quiet.rest", rules.quiet.rest, f"at most {rules.quiet.check}, the seconds of quiet.check", str(rules.quiet.check))
    if rules.stay.fade > rules.stay.seconds:
        raise DataError(file, "stay.fade", rules.stay.fade, f"at most {rules.stay.seconds}, the seconds of `stay`", str(rules.stay.seconds))
    for minutes in span:
        left = phase_seconds(rules, 60 * minutes, rules.settle.default)["rest"]
        if left < LEAST_REST:
            shares = f"portions that leave at least {LEAST_REST} seconds of rest, also of {minutes} minutes"
            raise DataError(file, "phases", f"{left} seconds of rest", shares)
    check_bells(rules)


def _ordered(key: str, least: int, most: int) -> None:
    if least > most:
        raise DataError("data/routine.yml", f"{key}.least", least, f"at most {most}, its own most", str(most))


RUNG = {"settled": "arrive", "come-out": "come-out", "end": "end"}
"""When each bell rings: pages and the timer say so in words."""


def check_bells(rules: Rules) -> None:
    """Refuses a missing bell, two that ring together or sound alike, and one that rings longer than its phase."""
    file = "data/routine.yml"
    bells = by_id(rules.bells, file + ": bells")
    for name, at in RUNG.items():
        if name not in bells:
            raise DataError(file, "bells", ", ".join(bells) or "nothing", f"each of {', '.join(RUNG)}; {name} is missing")
        if bells[name].at != at:
            raise DataError(file, f"bells.{name}.at", bells[name].at, at, at)
    strokes = [bell.strokes for bell in rules.bells]
    for bell in rules.bells:
        if strokes.count(bell.strokes) > 1:
            raise DataError(file, f"bells.{bell.id}.strokes", bell.strokes, "strokes that no other bell has: they tell the bells apart")
    shortest = phase_seconds(rules, 60 * rules.lengths.least, rules.settle.default)
    for bell in rules.bells:
        room = shortest.get(bell.at, 60) - rules.quiet.after_bell
        if bell.seconds > room:
            raise DataError(file, f"bells.{bell.id}.seconds", bell.seconds, f"at most {room}, since {bell.at} may be that short", str(room))
    if rules.sign.seconds > LEAST_REST:
        raise DataError(file, "sign.seconds", rules.sign.seconds, f"at most {LEAST_REST}", str(LEAST_REST))


def check_purposes(library: Library) -> None:
    """Refuses a purpose whose length or versions do not exist."""
    file = "data/purposes.yml"
    for purpose in library.purposes.values():
        pick(file, f"{purpose.id}.version", purpose.version, library.versions)
        for version in purpose.stay:
            pick(file, f"{purpose.id}.stay", version, library.versions)
        published = library.rules.lengths.published
        if purpose.minutes not in published:
            allowed = "one of " + ", ".join(map(str, published))
            raise DataError(file, f"{purpose.id}.minutes", purpose.minutes, allowed, nearest(purpose.minutes, published))
    for needed, holder, known in (("general", file, library.purposes), ("wall", "data/versions.yml", library.versions)):
        if needed not in known:
            raise DataError(holder, "id", needed + " missing", f"a record with the id {needed}")

"""The macros of practice: the steps, the timer and its words, and the drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from macros.accessibility import tally
from macros.clock import minutes as in_minutes
from macros.data import Data
from macros.figures import NAMES, figure_svg
from macros.figures.moving import MOVES, moving_still
from macros.render import Place, html
from macros.routines import build_routine
from macros.schema import pick
from macros.score import score, score_json

__all__ = ["PRACTICE_MACROS"]


def steps(data: Data, place: Place, /, *, out: bool = False) -> str:
    """The steps of getting in, each with its drawing; with `out=true`, those of coming out."""
    chosen = [step for step in data.steps.values() if step.out is out]
    return html("steps.html", data, place, steps=chosen)


def routine_table(data: Data, place: Place, /, *, minutes: int = 0, purpose: str = "general", version: str = "wall") -> str:
    """One routine as a list with times; without `minutes`, all published ones with a switch between them."""
    lengths = [minutes] if minutes else list(data.rules.lengths.published)
    routines = [build_routine(data.library, each, purpose, version) for each in lengths]
    usual = data.purposes["general"].minutes
    return html("routine.html", data, place, routines=routines, chosen=usual if usual in lengths else lengths[0])


def timer(data: Data, place: Place, /, *, minutes: int = 0, purpose: str = "general", version: str = "") -> str:
    """The practice timer. Without `minutes` or `version` it takes what its purpose suggests."""
    why = data.purposes[pick("timer", "purpose", purpose, data.purposes)]
    routine = build_routine(data.library, minutes or why.minutes, purpose, version or why.version)
    known = score(data, routine.minutes, purpose, routine.version.id, place.root)
    return html("timer.html", data, place, routine=routine, score=known, score_json=score_json(known), settles=data.rules.settle.choices)


def figure(data: Data, place: Place, name: str, /, *, caption: str = "") -> str:
    """One drawing in its slot, with an optional caption."""
    return html("figure.html", data, place, name=pick("figure", "name", name, NAMES), caption=caption)


def moving(data: Data, place: Place, name: str, /, *, download: bool = False) -> str:
    """A move that no still can tell, "getting-in" or "coming-out": a drawing that moves when the reader asks, and its words.

    With `download`, a link to it as a file of its own.
    """
    picked = pick("moving", "name", name, MOVES)
    words = data.figures[picked]
    return html("moving.html", data, place, name=picked, still=moving_still(picked, words), text=words, download=download)


def suggested(data: Data, place: Place, /, *, purpose: str) -> str:
    """The length and the breath that we suggest for a purpose, in one sentence."""
    why = data.purposes[pick("suggested", "purpose", purpose, data.purposes)]
    return html("suggested.html", data, place, routine=build_routine(data.library, why.minutes, purpose, why.version))


def how(data: Data, place: Place, /) -> str:
    """How the timer is used, and what each bell means."""
    return html("how.html", data, place)


def length(data: Data, place: Place, /, *, phase: str) -> str:
    """How long a phase lasts, inside a sentence: "1½ minutes". Only settling and coming out last the same in every routine."""
    fixed = {str(rule.id): rule.seconds for rule in data.rules.phases if rule.seconds} | {"settle": data.rules.settle.default}
    return in_minutes(fixed[pick("length", "phase", phase, fixed)], data.units)


def lying(data: Data, _place: Place, version: str, /) -> str:
    """How someone lies in a version, in one sentence."""
    return escape(data.versions[pick("lying", "version", version, data.versions)].summary)


def start_buttons(data: Data, place: Place, /) -> str:
    """The start buttons: one for each published length, with the honest total."""
    routines = [build_routine(data.library, minutes, "general", "wall") for minutes in data.rules.lengths.published]
    return html("start_buttons.html", data, place, routines=routines, once=False)


def see_how(data: Data, place: Place, /) -> str:
    """The way to the moving drawing, for a page with a timer: shown once, to someone who comes from a sun for the first time."""
    return html("see_how.html", data, place, once=True)


def strip(data: Data, place: Place, /) -> str:
    """The steps of getting in as a row of small drawings, each with its short name."""
    return html("strip.html", data, place, steps=[step for step in data.steps.values() if not step.out])


def drawing(data: Data, place: Place, name: str, /) -> str:
    """One drawing alone, for decoration: screen readers skip it."""
    return figure_svg(pick("drawing", "name", name, NAMES))


def keep_voice(data: Data, place: Place, /) -> str:
    """The button that keeps the voice on the device. Scripts show it where a browser can do that."""
    return html("keep_voice.html", data, place)


def conformance(data: Data, place: Place, /) -> str:
    """How the site stands to each success criterion of WCAG 2.2, and which test holds it."""
    return html("conformance.html", data, place, criteria=data.criteria, tally=tally(data.criteria))


PRACTICE_MACROS: Mapping[str, Callable[..., str]] = {
    "steps": steps,
    "routine_table": routine_table,
    "timer": timer,
    "figure": figure,
    "drawing": drawing,
    "moving": moving,
    "suggested": suggested,
    "how": how,
    "length": length,
    "lying": lying,
    "start_buttons": start_buttons,
    "see_how": see_how,
    "strip": strip,
    "keep_voice": keep_voice,
    "conformance": conformance,
}

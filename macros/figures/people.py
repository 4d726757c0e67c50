"""The people in the drawings: of several ages, builds and skins, so that more readers meet somebody like themselves."""

from __future__ import annotations

from dataclasses import dataclass

from macros.figures.body import Body
from macros.figures.palette import Color


@dataclass(frozen=True)
class Person:
    """Somebody to draw.

    name    also the modifier of the drawing's class, `fig--name`, which carries the colors
    hair    bun, short or curls
    body    lengths and girth
    colors  what differs from the common palette: kind -> (day, night)
    """

    name: str
    hair: str = "bun"
    body: Body = Body()
    colors: tuple[tuple[str, Color], ...] = ()


ANA = Person("ana")
"""A young woman."""
BEN = Person(
    "ben",
    hair="short",
    body=Body(girth=1.2),
    colors=(("skin", ("#8f5d3c", "#7d5236")), ("top", ("#d9b26f", "#a98a56"))),
)
"""A broad man."""
CAI = Person(
    "cai",
    body=Body(girth=1.07),
    colors=(
        ("skin", ("#e0b08c", "#bd9173")),
        ("hair", ("#a39db0", "#8d879b")),
        ("top", ("#8f3f4a", "#8f4f59")),
        ("cloth", ("#4f6f8a", "#5d7c96")),
    ),
)
"""An older woman with gray hair."""
DEE = Person(
    "dee",
    hair="curls",
    colors=(("skin", ("#7a4b31", "#6e4631")), ("top", ("#e3bfa6", "#a8897a")), ("hair", ("#2d2433", "#4d4060"))),
)
"""A man with dark skin and curls."""

PEOPLE = (ANA, BEN, CAI, DEE)

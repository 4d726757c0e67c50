"""The people in the drawings: not everybody is the same person, and the steps keep to one."""

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
BEN = Person(
    "ben",
    hair="short",
    body=Body(girth=1.06),
    colors=(("skin", ("#8f5d3c", "#7d5236")), ("top", ("#d9b26f", "#a98a56"))),
)
CAI = Person(
    "cai",
    body=Body(girth=1.14),
    colors=(
        ("skin", ("#e0b08c", "#bd9173")),
        ("hair", ("#a39db0", "#8d879b")),
        ("top", ("#8f3f4a", "#8f4f59")),
        ("cloth", ("#4f6f8a", "#5d7c96")),
    ),
)
DEE = Person(
    "dee",
    hair="curls",
    colors=(("skin", ("#7a4b31", "#6e4631")), ("top", ("#e3bfa6", "#a8897a")), ("hair", ("#2d2433", "#4d4060"))),
)

PEOPLE = (ANA, BEN, CAI, DEE)

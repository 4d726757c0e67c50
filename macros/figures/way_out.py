"""The way out: bend, slide, roll, press up, sit."""

from __future__ import annotations

from macros.figures.front import Front
from macros.figures.limbs import capsule
from macros.figures.outlines import Outline, flip
from macros.figures.paths import shape
from macros.figures.people import Person
from macros.figures.poses import bent, on_mat, posed
from macros.figures.postures import on_side, pressing, sliding
from macros.figures.props import REST, arrow, mat, shadow


def bend(who: Person) -> str:
    """Knees bent, soles on the wall."""
    return on_mat(bent(who, 44, 13 + 104j, 90), 18, 206)


def slide(who: Person) -> str:
    """The feet slid down the wall, knees over the belly."""
    return mat(5, 250) + shadow(48, 244) + posed(who, sliding(who)) + arrow(18 + 132j, 18 + 80j)


def roll(who: Person) -> str:
    """Lying on one side."""
    return mat(5, 296) + shadow(30, 252) + posed(who, on_side(who), under=(0,))


def push_up(who: Person) -> str:
    """Pressing up from the side, head last."""
    return mat(5, 286) + shadow(36, 186) + posed(who, pressing(who), under=(0,))


def sit_up(who: Person) -> str:
    """Sitting cross-legged, hands on the knees."""
    person = Front(who, complex(110, REST + 18))
    right: Outline = [31 - 79j, 46 - 42j, 49 - 10j]
    sleeves, arms = person.arms((flip(right), 96, "back", 1), (right, 84, "back", -1))
    out = mat() + shadow(42, 178) + person.head() + person.trunk(person.both(capsule(16 + 0j, 56 + 4j, 16, 11)), sleeves)
    for side in (-1, 1):
        foot, shin = capsule(12 + 15j, 32 + 16j, 5.5, 6.5), capsule(55 + 5j, -8 + 12j, 10.5, 7, 1)
        out += shape("skin", person.path(foot if side > 0 else flip(foot)))
        out += shape("cloth", person.path(shin if side > 0 else flip(shin)))
    return out + arms

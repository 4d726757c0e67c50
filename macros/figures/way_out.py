"""The way out: bend, roll, press up, sit."""

from __future__ import annotations

from macros.figures.front import Front
from macros.figures.limbs import capsule
from macros.figures.outlines import Outline, flip
from macros.figures.paths import shape
from macros.figures.people import Person
from macros.figures.poses import bent, on_mat
from macros.figures.props import REST, arrow, mat, mat_from_above, shadow
from macros.figures.sideways import lying_on_side, pushing_up


def bend(who: Person) -> str:
    """Knees bent, soles on the wall."""
    return on_mat(bent(who, 44, 13 + 104j, 90), 18, 206) + arrow(30 + 195j, 54 + 177j, 64 + 149j)


def roll(who: Person) -> str:
    """Lying on one side."""
    return mat_from_above(40, 270) + lying_on_side(who)


def push_up(who: Person) -> str:
    """Pressing up from the side, head last."""
    return mat_from_above(40, 220) + pushing_up(who)


def sit_up(who: Person) -> str:
    """Sitting cross-legged, hands on the knees."""
    person = Front(who, complex(110, REST + 18))
    out = mat() + shadow(42, 178) + person.head() + person.trunk(person.both(capsule(16 + 0j, 56 + 4j, 16, 11)))
    for side in (-1, 1):
        foot, shin = capsule(12 + 15j, 32 + 16j, 5.5, 6.5), capsule(55 + 5j, -8 + 12j, 10.5, 7, 1)
        out += shape("skin", person.path(foot if side > 0 else flip(foot)))
        out += shape("cloth", person.path(shin if side > 0 else flip(shin)))
    right: Outline = [31 - 79j, 44 - 42j, 50 - 16j]
    return out + person.arm(flip(right), 80) + person.arm(right, 100)

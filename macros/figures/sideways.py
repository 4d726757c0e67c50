"""A person lying on one side, facing the viewer: the rest on the way out, and the push up from it.

Seen a little from above, so the mat is a band and the knees, drawn up towards the viewer, are lower
in the picture than the hips.
"""

from __future__ import annotations

from macros.figures.body import place
from macros.figures.curves import Point, ray
from macros.figures.front import Front
from macros.figures.limbs import arm, capsule, tube, with_shin
from macros.figures.outlines import FOOT, SHIN, THIGH, Outline
from macros.figures.paths import path, shape
from macros.figures.people import Person

# Local outlines as in Front: x up from the side that lies below, y from the pelvis to the feet.
TRUNK: Outline = [
    27 - 12j, 21 - 27j, 18 - 42j, 21 - 56j, 28 - 70j, 31 - 80j, 24 - 90j, 10 - 94j, -4 - 95j, -18 - 92j, -26 - 82j,
    -25 - 64j, -23 - 46j, -24 - 30j, -28 - 12j,
]  # fmt: skip
HIPS: Outline = [19 - 30j, 27 - 14j, 32 + 0j, 30 + 13j, 20 + 20j, 6 + 21j, -18 + 16j, -28 + 8j, -30 - 8j, -22 - 30j]

# In the room: the pillow that takes the weight of the head.
PILLOW: Outline = [206 + 40j, 210 + 30j, 236 + 27j, 264 + 29j, 270 + 42j, 262 + 52j, 236 + 50j, 212 + 52j]


def leg(hip: Point, knee: Point, ankle: Point, toes: float) -> tuple[str, str]:
    """Return foot and trouser leg of one bent leg, as path data; `toes` is their direction."""
    foot, cut = with_shin(place(FOOT, ankle, toes), knee, ankle)
    return path(foot, cut), path(*tube(hip, knee, ankle, (THIGH, SHIN), 11))


def lying_on_side(who: Person, cushioned: bool = False) -> str:
    """Return the person: knees bent, head on the lower arm, upper hand on the floor.

    With `cushioned`, a pillow lies under the head and another between the knees.
    """
    person, head = Front(who, 114 + 58j, 0), Front(who, 234 + 55j - ray(-5, 121), -5)
    far_foot, far_leg = leg(112 + 44j, 116 + 20j, 54 + 23j, 205)
    foot, near_leg = leg(112 + 70j, 98 + 33j, 36 + 38j, 202)
    between = shape("prop", path(capsule(88 + 29j, 54 + 29j, 12, 10))) if cushioned else ""
    return (
        arm(200 + 38j, 242 + 33j, 276 + 30j, 2, "palm")
        + (shape("prop", path(PILLOW)) if cushioned else "")
        + f'<g class="f-far">{shape("skin", far_foot)}{shape("cloth", far_leg)}</g>'
        + between
        + head.head()
        + shape("skin", foot)
        + shape("cloth", person.path(HIPS) + near_leg)
        + shape("top", person.path(TRUNK, (0, 14)))
        + arm(194 + 79j, 169 + 47j, 190 + 21j, -8, "flat")
    )


def pushing_up(who: Person) -> str:
    """Return the person halfway up: both hands press into the floor, the head comes last."""
    pelvis, crown = 106 + 46j, 38
    person = Front(who, pelvis, crown)
    far_foot, far_leg = leg(104 + 32j, 116 + 20j, 54 + 23j, 205)
    foot, near_leg = leg(104 + 56j, 98 + 32j, 36 + 38j, 202)
    lower, upper = person.put([-25 - 80j, 29 - 80j])
    head = Front(who, pelvis + ray(crown, 92) + ray(22, 31) - ray(12, 121), 12)
    return (
        arm(lower, 214 + 60j, 214 + 22j, -8, "flat")
        + f'<g class="f-far">{shape("skin", far_foot)}{shape("cloth", far_leg)}</g>'
        + head.head()
        + shape("skin", foot)
        + shape("cloth", person.path(HIPS) + near_leg)
        + shape("top", person.path(TRUNK, (0, 14)))
        + arm(upper, 150 + 68j, 168 + 30j, -20, "flat")
    )

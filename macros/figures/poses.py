"""The poses that several scenes share: lying with the legs up, hands on the belly, knees bent."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from macros.figures.body import Limb, reach
from macros.figures.curves import Point
from macros.figures.mannequin import Mannequin
from macros.figures.people import Person
from macros.figures.props import REST, mat, shadow
from macros.figures.side import Pose
from macros.figures.stance import Skeleton, Stance

HIP = 21.5
"""Height of the hip joint above whatever a person of girth 1 lies on."""

HEEL = 12.0
"""Distance of the ankle from the wall when the heel rests on it."""

# Near arm and, where both show, the far one: (upper, lower, hand) in degrees, foreshortened.
SIDES = Limb(193, 187, 184, (0.8, 0.8))
BELLY = Limb(212, 124, 162, (0.42, 0.76))
FAR_BELLY = Limb(214, 129, 170, (0.42, 0.88))


def lying(who: Person, distance: float = 12, lift: float = 0, **changes: Any) -> Pose:
    """Return the pose itself: buttocks `distance` units from the wall, hips raised by `lift` units.

    The heels rest on the wall and the knees keep a trace of bend. `changes` replace fields of Pose.
    """
    body = who.body
    hip = complex(20 * body.girth + distance, REST + HIP * body.girth + lift)
    length = body.thigh + body.shin - 0.12
    leg = reach(hip, complex(HEEL, hip.imag + math.sqrt(length**2 - (HEEL - hip.real) ** 2)), 27, body)
    far = Limb(leg.upper - 4, leg.lower - 2.8, 40)
    slope = math.degrees(math.asin(lift / body.torso))
    pose = Pose(who, hip, -1 - slope, leg, far, SIDES)
    nape = math.degrees(math.asin((pose.top.imag - REST - 20) / body.neck))  # the head lies on the floor
    return replace(pose, **{"neck": -nape, **changes})


def resting(who: Person, distance: float = 12, lift: float = 0) -> Pose:
    """Return the pose with both hands on the belly."""
    return lying(who, distance, lift, arm=BELLY, arm2=FAR_BELLY, hand="flat")


def bent(who: Person, distance: float, ankle: Point, foot: float) -> Pose:
    """Return the pose with bent knees: hip joint `distance` units from the wall, ankles at a point above the mat.

    `foot` is the direction of the toes in degrees.
    """
    hip = complex(distance, REST + HIP * who.body.girth)
    leg = reach(hip, ankle + REST * 1j, foot, who.body)
    return Pose(who, hip, -1, leg, Limb(leg.upper - 5, leg.lower - 1.5, foot - 5), SIDES)


def posed(who: Person, stance: Stance, hands: tuple[str, str] = ("flat", "flat"), under: tuple[int, ...] = ()) -> str:
    """Return a person in a posture; `under` names the sides (0 left, 1 right) whose limbs lie beneath the body."""
    return Mannequin(Skeleton(who, stance), hands, under).draw()


def on_mat(pose: Pose, start: float = 10, end: float = 198, under: str = "") -> str:
    """Return a figure on the mat with its shadow, and `under` it what lies there."""
    return mat() + shadow(start, end) + under + pose.draw()

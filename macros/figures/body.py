"""The skeleton: how long the bones are and how far the joints go.

Room coordinates, used by every module here: x is the distance from the wall, y the height above the
floor, both in units of which a person measures 300 (1 cm = 1.76 units). Angles are degrees as seen
with the wall on the left: 0 points away from the wall, 90 up, 180 at the wall.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

from macros.figures.curves import Point, degrees, ray, unit

UNITS_PER_CM = 1.76


@dataclass(frozen=True)
class Body:
    """Lengths of the segments (after Drillis and Contini), in units, and how wide the person is."""

    torso: float = 84
    neck: float = 38
    thigh: float = 73
    shin: float = 73
    upper_arm: float = 50
    forearm: float = 41
    girth: float = 1

    def __post_init__(self) -> None:
        """Refuse builds the width profiles cannot follow: ValueError."""
        allow("girth", self.girth, 0.9, 1.3)


@dataclass(frozen=True)
class Limb:
    """Directions, in degrees, of the upper bone, the lower bone and the hand or foot.

    `short` foreshortens the two bones (0.5-1) where they point towards the viewer.
    """

    upper: float
    lower: float
    end: float
    short: tuple[float, float] = (1, 1)

    def bend(self) -> float:
        """Return how far the lower bone leaves the line of the upper one: positive as knees bend."""
        return between(self.upper, self.lower)


def between(start: float, end: float) -> float:
    """Return the turn from direction `start` to `end` in degrees, -180 to 180."""
    return (end - start + 180) % 360 - 180


def allow(joint: str, value: float, low: float, high: float, unit_name: str = "") -> None:
    """Refuse a value outside `low`-`high` with a ValueError that names joint, value and range."""
    if not low <= value <= high:
        raise ValueError(f"{joint}: {value:.1f}{unit_name} is impossible, allowed are {low:g} to {high:g}{unit_name}")


def allow_leg(name: str, torso: float, leg: Limb) -> None:
    """Refuse a leg no person has: `torso` is the direction from hip to shoulder, in degrees.

    ValueError for a hip, knee or ankle beyond its range; a knee below 0 bends backwards.
    """
    # Measured from the shoulders, so the rounding of the back counts with the hip's own 125 degrees.
    allow(f"{name} hip flexion", 180 - abs(between(torso, leg.upper)), -20, 155, "°")
    allow(f"{name} knee flexion", leg.bend(), 0, 155, "°")
    allow(f"{name} ankle, toes pointed", 90 + between(leg.lower, leg.end), -25, 60, "°")


def allow_arm(name: str, arm: Limb) -> None:
    """Refuse an elbow that bends backwards or folds through itself: ValueError."""
    allow(f"{name} elbow flexion", -arm.bend(), -5, 150, "°")


def place(outline: Sequence[Point], at: Point, direction: float, scale: float = 1) -> list[Point]:
    """Return a local outline moved to `at`, its x axis turned to `direction` degrees."""
    return [at + ray(direction, scale) * p for p in outline]


def reach(hip: Point, ankle: Point, foot: float, body: Body) -> Limb:
    """Return the leg whose ankle lies at a given point (two-bone inverse kinematics).

    `foot` is the direction of the toes in degrees. ValueError if the point is farther from the hip
    joint than the leg is long, or nearer than a knee folds.
    """
    distance = abs(ankle - hip)
    allow("leg reach", distance, 40, body.thigh + body.shin, " units")
    along = (body.thigh**2 - body.shin**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(0.0, body.thigh**2 - along**2))
    knee = hip + unit(ankle - hip) * (along - 1j * aside)
    return Limb(degrees(knee - hip), degrees(ankle - knee), foot)


def half_bend(first: Point, second: Point) -> float:
    """Return half the angle between two directions, in radians, 0 to pi / 2."""
    return abs(cmath.phase(second / first)) / 2

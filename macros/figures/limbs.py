"""Flesh on two bones: arms, legs, hands and feet as outlines."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from macros.figures.body import Body, half_bend, place
from macros.figures.curves import Point, degrees, ray, unit
from macros.figures.outlines import BARE_ARM, FOREARM, HANDS, Outline, Profile
from macros.figures.paths import path, shape

Put = Callable[[Sequence[Point]], list[Point]]
"""Moves an outline onto the screen; `list` leaves it where it is."""

# Joints bent by less than this (radians, half the bend) need no extra points.
SLIGHT = 0.12
ROUND = 0.4
CREASED = 1.0

STUB = 28
"""An upper arm shorter than this in the picture, in units, points towards the viewer: too short for a fold at the elbow."""


def tube(start: Point, joint: Point, end: Point, profiles: tuple[Profile, Profile], cap: float, girth: float = 1) -> tuple[Outline, list[int]]:
    """Return the outline of a two-bone limb and the indices of its corners.

    It runs down the front, across the cut end and back up to a start rounded by `cap` units. Inside
    the bend, points that the fold would swallow give way to one crease; outside, up to three points
    at the joint's own radius round the knee or elbow.
    """
    first, second = unit(joint - start), unit(end - joint)
    normal = first * -1j, second * -1j
    half = half_bend(first, second)
    middle = unit(normal[0] + normal[1])
    front_inside = (second * normal[0].conjugate()).real > 0

    def side(column: int, sign: float, inside: bool) -> tuple[Outline, int]:
        radius = profiles[0][column][-1][1]
        fold = radius * math.tan(half) + 3 if half > SLIGHT else 0
        keep = fold if inside else 8 * (half > ROUND)
        upper = [start + (joint - start) * t + sign * normal[0] * w for t, w in profiles[0][column] if (1 - t) * abs(joint - start) > keep]
        lower = [joint + (end - joint) * t + sign * normal[1] * w for t, w in profiles[1][column] if t * abs(end - joint) > keep]
        bend: Outline = []
        if half > SLIGHT and inside:
            bend = [joint + sign * middle * min(radius / math.cos(half), 1.5 * radius)]
        elif half > ROUND:
            bend = [joint + sign * radius * v for v in (normal[0], 1.06 * middle, normal[1])]
        elif half > SLIGHT:
            bend = [joint + sign * radius * 1.02 * middle]
        return upper + bend + lower, len(upper)

    front, front_bend = side(0, girth, front_inside)
    back, back_bend = side(1, -girth, not front_inside)
    outline = [*front, *back[::-1], start - first * cap]
    sharp = [len(front) - 1, len(front)]
    if half > CREASED:  # a spline through a deep fold would balloon
        sharp.append(front_bend if front_inside else len(outline) - 2 - back_bend)
    return outline, sharp


def capsule(a: Point, b: Point, radius_a: float, radius_b: float, belly: float = 0, cut: bool = False) -> Outline:
    """Return a tapered bar from a to b, `belly` units wider in the middle.

    With `cut` the end at b is straight, and points 3 and 4 are its corners.
    """
    u, middle, radius = unit(b - a), (a + b) / 2, (radius_a + radius_b) / 2 + belly
    n = u * 1j
    end = [b + n * radius_b, b - n * radius_b] if cut else [b + n * radius_b, b + u * radius_b, b - n * radius_b]
    return [a - u * radius_a, a + n * radius_a, middle + n * radius, *end, middle - n * radius, a - n * radius_a]


def with_shin(foot: Sequence[Point], knee: Point, ankle: Point, front: int = 1) -> tuple[Outline, list[int]]:
    """Return a foot joined to the bare end of the shin, and the two corners that the hem hides.

    `front` is 1 where the shin's front lies on the left of the way from ankle to knee, else -1.
    """
    u, n = unit(knee - ankle), len(foot)
    top = [ankle + u * (17 + 4.4j * front), ankle + u * (17 - 4.4j * front), ankle + u * (5 - 5j * front)]
    return [*foot, *top], [n, n + 1]


def arm(shoulder: Point, elbow: Point, wrist: Point, end: float, hand: str, turn: int = 1) -> str:
    """Return an arm with a short sleeve that stands apart from the trunk: one behind it.

    `end` is the direction of the fingers in degrees, `hand` a key of HANDS, `turn` -1 mirrors it.
    """
    sleeve, corners = _sleeve(shoulder, elbow)
    return _bare(shoulder, elbow, wrist, end, hand, turn, list) + shape("top", path(sleeve, corners))


def near_arm(shoulder: Point, elbow: Point, wrist: Point, end: float, hand: str, turn: int = 1, put: Put = list) -> tuple[str, str]:
    """Return an arm in front of the trunk: the sleeve as path data to be joined to the shirt, and what is drawn later.

    The sleeve grows out of the shirt: nothing parts them but the seam from the hem to the armpit.
    """
    sleeve, corners = _sleeve(shoulder, elbow)
    seam = path(put([sleeve[2], *sleeve[3:5], sleeve[5]]), (1, 2), closed=False)
    return path(put(sleeve), corners), _bare(shoulder, elbow, wrist, end, hand, turn, put) + shape("seam", seam)


def _sleeve(shoulder: Point, elbow: Point) -> tuple[Outline, tuple[int, int]]:
    q = _hem(shoulder, elbow)
    sleeve = [-8.6, -2 - 8.8j, q / 2 - 8.5j, q - 8.2j, q + 8.2j, q / 2 + 8.5j, -2 + 8.8j]
    return place(sleeve, shoulder, degrees(elbow - shoulder)), (3, 4)


def _hem(shoulder: Point, elbow: Point) -> float:
    """How far from the shoulder the sleeve ends, in units."""
    return 22 * max(0.5, min(1, abs(elbow - shoulder) / Body.upper_arm))


def _bare(shoulder: Point, elbow: Point, wrist: Point, end: float, hand: str, turn: int, put: Put) -> str:
    """The arm's skin, from the hem to the fingertips."""
    palm, thumb = ([complex(p.real, p.imag * turn) for p in z] for z in HANDS[hand])
    if abs(elbow - shoulder) < STUB:
        hem = shoulder + unit(elbow - shoulder) * _hem(shoulder, elbow)
        skin = path(put(capsule(elbow, hem, 6.2, 7, cut=True)), (3, 4)) + path(put(capsule(elbow, wrist, 6.2, 3.8, 0.8)))
    else:
        outline, cut = tube(shoulder, elbow, wrist, (BARE_ARM, FOREARM), -_hem(shoulder, elbow))
        skin = path(put(outline), (0, *cut, len(outline) - 2))
    skin += path(put(place(palm, wrist, end)), (0, len(palm) - 1))
    skin += path(put([wrist + ray(a, 3.8) for a in (0, 90, 180, 270)]))  # rounds the wrist however the hand turns
    if thumb:
        skin += path(put(place(thumb, wrist, end)))
    return shape("skin", skin)


def hull(rounds: Sequence[tuple[Point, float]]) -> Outline:
    """Return the outline of discs (middle, radius) with a skin stretched around them."""
    cloud = [middle + ray(a, radius) for middle, radius in rounds for a in range(0, 360, 40)]
    cloud.sort(key=lambda p: (p.real, p.imag))

    def chain(points: Sequence[Point]) -> Outline:
        out: Outline = []
        for p in points:
            while len(out) > 1 and ((out[-1] - out[-2]).conjugate() * (p - out[-1])).imag <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    ring = chain(cloud) + chain(cloud[::-1])
    calm = ring[:1]  # neighbors that nearly touch would put a kink into the spline
    for p in ring[1:]:
        if abs(p - calm[-1]) > 4:
            calm.append(p)
    return calm if abs(calm[0] - calm[-1]) > 4 else calm[:-1]

"""Smooth curves through few points.

Points are complex numbers. The splines are John Hobby's (the ones METAFONT draws with): give the
points a contour passes through and get calm curves, with no handles to adjust by hand.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

Point = complex
Cubic = tuple[Point, Point, Point]
"""One Bézier segment from the current point: first handle, second handle, end."""

# Twenty sweeps would do for these outlines; fifty leave no trace of where the relaxation started.
SWEEPS = 50


def ray(degrees: float, length: float = 1.0) -> Point:
    """Return the vector of `length` that points in direction `degrees` (0 = along x, 90 = along y)."""
    return cmath.rect(length, math.radians(degrees))


def unit(vector: Point) -> Point:
    """Return the direction of `vector`, one unit long. ZeroDivisionError for a vector of no length."""
    return vector / abs(vector)


def degrees(vector: Point) -> float:
    """Return the direction of `vector` in degrees, -180 to 180."""
    return math.degrees(cmath.phase(vector))


def hobby(points: Sequence[Point], closed: bool) -> list[Cubic]:
    """Return the spline through `points` (at least two, no neighbors equal), one cubic a chord.

    Tension and curl are 1. Each unknown is the angle between a chord and the curve leaving it; the
    system is diagonally dominant, so relaxing it converges fast and needs no matrix.
    """
    n = len(points)
    weight = [1 / abs(points[(i + 1) % n] - points[i]) for i in range(n)]
    turn = [_turn(points, i) if closed or 0 < i < n - 1 else 0.0 for i in range(n)]
    theta = [0.0] * n
    for _ in range(SWEEPS):
        for i in range(n):
            before, after, j = weight[i - 1], weight[i], (i + 1) % n
            theta[i] = -((2 * turn[i] + theta[i - 1]) * before + (turn[j] + theta[j]) * after) / (2 * (before + after))
            if not closed and i in (0, n - 1):
                theta[i] = -turn[1] - theta[1] if i == 0 else -theta[i - 1]
    out = []
    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        leave, arrive, chord = theta[i], -turn[j] - theta[j], points[j] - points[i]
        out.append(
            (
                points[i] + cmath.rect(_velocity(leave, arrive), leave) * chord,
                points[j] - cmath.rect(_velocity(arrive, leave), -arrive) * chord,
                points[j],
            )
        )
    return out


def _turn(points: Sequence[Point], i: int) -> float:
    """Angle by which the polygon turns at point i, in radians."""
    return cmath.phase((points[(i + 1) % len(points)] - points[i]) / (points[i] - points[i - 1]))


def _velocity(theta: float, phi: float) -> float:
    """Length of a handle as a fraction of its chord, from the angles at both ends."""
    sin, cos = math.sin, math.cos
    pull = math.sqrt(2) * (sin(theta) - sin(phi) / 16) * (sin(phi) - sin(theta) / 16) * (cos(theta) - cos(phi))
    root = math.sqrt(5)
    return (2 + pull) / (3 + 1.5 * (root - 1) * cos(theta) + 1.5 * (3 - root) * cos(phi))

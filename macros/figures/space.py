"""Places in the room with depth: what a body needs that turns, rolls and rises.

x is the distance from the wall, y the height, z the depth towards the viewer, all in room units (see `body`). The picture
is what is left without z: seen straight from the side, so that wall and floor stay lines and lengths never swell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from macros.figures.curves import Point


@dataclass(frozen=True)
class Vec:
    """A place or a direction in the room."""

    x: float
    y: float
    z: float = 0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k: float) -> Vec:
        return Vec(self.x * k, self.y * k, self.z * k)

    def __neg__(self) -> Vec:
        return self * -1

    def dot(self, other: Vec) -> float:
        """Return the scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: Vec) -> Vec:
        """Return the vector product."""
        return Vec(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z, self.x * other.y - self.y * other.x)

    def length(self) -> float:
        """Return how long the vector is."""
        return math.sqrt(self.dot(self))

    def unit(self) -> Vec:
        """Return the direction, one unit long. ZeroDivisionError for a vector of no length."""
        return self * (1 / self.length())

    def towards(self, other: Vec, t: float) -> Vec:
        """Return the place a part `t` (0-1) of the way to another."""
        return self + (other - self) * t

    @property
    def flat(self) -> Point:
        """Where it is in the picture."""
        return complex(self.x, self.y)


@dataclass(frozen=True)
class Frame:
    """How a part of the body is turned: where its upper end points and where its front looks, one unit each, at right angles."""

    up: Vec
    front: Vec

    @property
    def left(self) -> Vec:
        """The direction of the body's own left side."""
        return self.up.cross(self.front)

    def towards(self, other: Frame, t: float) -> Frame:
        """Return the frame a part `t` (0-1) of the turn to another; no half turn, which could go either way."""
        return frame(self.up.towards(other.up, t), self.front.towards(other.front, t))


def frame(up: Vec, front: Vec) -> Frame:
    """Return the frame whose upper end points to `up`, its front as near to `front` as can be."""
    u = up.unit()
    return Frame(u, (front - u * front.dot(u)).unit())


def turned(lean: float, face: float, tilt: float = 0) -> Frame:
    """Return an upright frame turned, then leant, in degrees.

    face  where the front looks: 0 to the viewer, 90 to the wall, 45 between
    lean  how far the upper end falls away from the wall; 90 lies along the floor
    tilt  how far it then falls towards the viewer
    """
    a, b, c = (math.radians(v) for v in (lean, face, tilt))
    up = Vec(math.sin(a) * math.cos(c), math.cos(a) * math.cos(c), math.sin(c))
    # The front leans along: for one who looks at the wall it rises as the back goes down.
    front = Vec(-math.sin(b) * math.cos(a), math.sin(b) * math.sin(a), math.cos(b))
    return frame(up, front)


def bend_to(start: Vec, end: Vec, pole: Vec, first: float, second: float) -> tuple[Vec, Vec]:
    """Return joint and end of two bones from `start` that reach for `end`, the joint on the side of `pole` (a direction).

    The lengths always hold: what is too far is only pointed at, and what is too near is pushed away.
    """
    way = end - start
    least, most = abs(first - second) + 12, first + second - 0.1
    distance = min(max(way.length(), least), most)
    u = way.unit()
    along = (first**2 - second**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(0.0, first**2 - along**2))
    out = (pole - u * pole.dot(u)).unit()
    return start + u * along + out * aside, start + u * distance

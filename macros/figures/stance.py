"""How a person holds the body in a room with depth, and every posture between two."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from macros.figures.body import Body
from macros.figures.people import Person
from macros.figures.space import Frame, Vec, bend_to

HIP_HALF, SHOULDER_HALF = 14.0, 27.0
"""How far hip and shoulder joints stand from the middle, for a person of girth 1."""
SHOULDER_AT = 79.0
"""How far up the trunk the shoulders are."""
WAIST = 40.0


@dataclass(frozen=True)
class Limb3:
    """Where a hand or a foot is: the wrist or ankle, the side to which elbow or knee points, where fingers or toes point."""

    end: Vec
    pole: Vec
    point: Vec

    def towards(self, other: Limb3, t: float) -> Limb3:
        """Return the limb a part `t` (0-1) of the way to another."""
        turned = self.point.dot(other.point) < 0  # halfway, fingers that turn about would point into the floor
        point = (self.point if t < 0.5 else other.point) if turned else self.point.towards(other.point, t)
        return Limb3(self.end.towards(other.end, t), self.pole.towards(other.pole, t), point)


@dataclass(frozen=True)
class Stance:
    """A posture.

    pelvis    the middle between the hip joints
    hips      how the pelvis is turned; `chest` and `head` likewise
    neck      direction from between the shoulders to the middle of the skull
    """

    pelvis: Vec
    hips: Frame
    chest: Frame
    head: Frame
    neck: Vec
    left_foot: Limb3
    right_foot: Limb3
    left_hand: Limb3
    right_hand: Limb3

    def towards(self, other: Stance, t: float) -> Stance:
        """Return the posture a part `t` (0-1) of the way to another: turns turn, hands and feet travel, bones keep their length."""
        parts: dict[str, Any] = {f.name: getattr(self, f.name).towards(getattr(other, f.name), t) for f in fields(self)}
        return Stance(**parts)


@dataclass(frozen=True)
class Skeleton:
    """The joints of a person in a stance. Pairs are (left, right)."""

    who: Person
    stance: Stance

    @property
    def body(self) -> Body:
        """Lengths and girth of the person."""
        return self.who.body

    @property
    def waist(self) -> Vec:
        """Where the spine bends."""
        return self.stance.pelvis + self.stance.hips.up * WAIST

    @property
    def top(self) -> Vec:
        """The upper end of the spine, between the shoulders."""
        return self.waist + self.stance.chest.up * (self.body.torso - WAIST)

    @property
    def skull(self) -> Vec:
        """The middle of the skull."""
        return self.top + self.stance.neck.unit() * self.body.neck

    def spine(self, q: float) -> Vec:
        """Return the middle of the trunk `q` units up from the pelvis, along its bend."""
        t = q / self.body.torso
        a, b, c = self.stance.pelvis, self.waist, self.top
        return a * (1 - t) ** 2 + b * (2 * t * (1 - t)) + c * (t * t)

    def section(self, q: float) -> Frame:
        """Return how the trunk is turned `q` units up from the pelvis."""
        return self.stance.hips.towards(self.stance.chest, min(1, max(0, q / 70)))

    @property
    def hips(self) -> tuple[Vec, Vec]:
        """The hip joints."""
        aside = self.stance.hips.left * (HIP_HALF * self.body.girth)
        return self.stance.pelvis + aside, self.stance.pelvis - aside

    @property
    def shoulders(self) -> tuple[Vec, Vec]:
        """The shoulder joints."""
        middle, aside = self.spine(SHOULDER_AT), self.stance.chest.left * (SHOULDER_HALF * (0.6 + 0.4 * self.body.girth))
        return middle + aside, middle - aside

    def leg(self, side: int) -> tuple[Vec, Vec, Vec]:
        """Return hip, knee and ankle of a leg: 0 the left, 1 the right."""
        limb, hip = (self.stance.left_foot, self.stance.right_foot)[side], self.hips[side]
        return hip, *bend_to(hip, limb.end, limb.pole, self.body.thigh, self.body.shin)

    def arm(self, side: int) -> tuple[Vec, Vec, Vec]:
        """Return shoulder, elbow and wrist of an arm: 0 the left, 1 the right."""
        limb, shoulder = (self.stance.left_hand, self.stance.right_hand)[side], self.shoulders[side]
        return shoulder, *bend_to(shoulder, limb.end, limb.pole, self.body.upper_arm, self.body.forearm)

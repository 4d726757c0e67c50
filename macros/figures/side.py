"""A person from the side: lying, leaning back, folded over a chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.figures.body import Body, Limb, allow, allow_arm, allow_leg, place
from macros.figures.curves import Point, ray, unit
from macros.figures.hair import behind
from macros.figures.limbs import arm, near_arm, tube, with_shin
from macros.figures.outlines import EAR, EYE, FACE, FOOT, HAIR, LIP, PELVIS, SHIN, SHIRT, THIGH, Outline
from macros.figures.paths import path, shape
from macros.figures.people import Person


@dataclass(frozen=True)
class Pose:
    """Joint positions of a figure in profile. ValueError if a joint could not hold it.

    who       the person who holds it
    hip       where the hip joint is, room units
    torso     direction from hip to shoulder, degrees
    leg, leg2 the near and the far leg
    arm, arm2 the near arm, and the far one where it shows
    face      direction the face looks: 90 up, 180 at the wall
    neck      direction from the shoulder to the middle of the skull
    curl      how far the waist leaves the straight spine, units
    hand      palm (up), flat or open
    shoulder  where the near shoulder sits: units back along the spine, units down
    """

    who: Person
    hip: Point
    torso: float
    leg: Limb
    leg2: Limb
    arm: Limb
    arm2: Limb | None = None
    face: float = 90
    neck: float = 0
    curl: float = -0.5
    hand: str = "palm"
    shoulder: Point = 3 + 4j

    def __post_init__(self) -> None:
        """Check every joint."""
        allow_leg("near leg", self.torso, self.leg)
        allow_leg("far leg", self.torso, self.leg2)
        allow_arm("near arm", self.arm)
        if self.arm2:
            allow_arm("far arm", self.arm2)
        allow("chin above level", self.chin, -25, 25, "°")

    @property
    def body(self) -> Body:
        """Lengths and girth of the person."""
        return self.who.body

    @property
    def top(self) -> Point:
        """The upper end of the spine, between the shoulders."""
        return self.hip + ray(self.torso, self.body.torso)

    @property
    def skull(self) -> Point:
        """The middle of the skull."""
        return self.top + ray(self.neck, self.body.neck) - 1.4j

    @property
    def chin(self) -> float:
        """How far the chin points away from the chest (positive) or to it, degrees from the spine's line."""
        return (self.face - 90 - self.neck + 180) % 360 - 180

    def knee(self, leg: Limb) -> Point:
        """Return where the knee of `leg` is."""
        return self.hip + ray(leg.upper, self.body.thigh * leg.short[0])

    def ankle(self, leg: Limb) -> Point:
        """Return where the ankle of `leg` is."""
        return self.knee(leg) + ray(leg.lower, self.body.shin * leg.short[1])

    def draw(self) -> str:
        """Return the figure as SVG elements, far side first."""
        along = unit(self.top - self.hip)
        far = arm(*self._arm(self.arm2, self.top + along * 2)) if self.arm2 else ""
        far_foot, far_leg = self._leg(self.leg2)
        foot, leg = self._leg(self.leg)
        near = self.top - along * self.shoulder.real - 1j * self.shoulder.imag
        sleeve, bare = near_arm(*self._arm(self.arm, near))
        return f'<g class="f-far">{far}{far_foot}{shape("cloth", far_leg)}</g>' + self._head() + foot + self._trunk(leg, sleeve) + bare

    def _leg(self, leg: Limb) -> tuple[str, str]:
        """The bare foot as an element, the trouser leg as path data to be joined to the pelvis."""
        knee, ankle = self.knee(leg), self.ankle(leg)
        foot, cut = with_shin(place(FOOT, ankle, leg.end), knee, ankle)
        return shape("skin", path(foot, cut)), path(*tube(self.hip, knee, ankle, (THIGH, SHIN), 11, self.body.girth))

    def _arm(self, limb: Limb, shoulder: Point) -> tuple[Point, Point, Point, float, str]:
        elbow = shoulder + ray(limb.upper, self.body.upper_arm * limb.short[0])
        wrist = elbow + ray(limb.lower, self.body.forearm * limb.short[1])
        return shoulder, elbow, wrist, limb.end, self.hand

    def _head(self) -> str:
        """Bun, neck running into the skull, hair, ear, closed eye and mouth."""
        skull, top, x, along = self.skull, self.top, ray(self.face), unit(self.top - self.hip)
        neck = [
            top + along * (-6 + 9j), top + along * (8 + 8.6j), skull + x * (3.6 + 14j), skull + x * (2 + 6j),
            skull + x * (-8 + 4j), skull + x * (-10 + 12j), top + along * (10 - 9.4j), top + along * (-6 - 12j),
        ]  # fmt: skip

        def on(outline: Sequence[Point]) -> Outline:
            return place(outline, skull, self.face)

        return (
            behind(self.who.hair, on)
            + shape("skin", path(neck) + path(on(FACE)))
            + shape("hair", path(on(HAIR), (0, 6)))
            + shape("skin", path(on(EAR)))
            + shape("face", path(on(EYE), closed=False) + path(on(LIP), closed=False))
        )

    def _trunk(self, leg: str, sleeve: str) -> str:
        """Pelvis joined to the near leg, then the shirt, joined to the `sleeve`, swept along the curve of the spine.

        Belly and sacrum follow the torso and the buttock follows the thigh, so that the seat stays
        round from 60 to 120 degrees of hip flexion.
        """
        hip, top, girth = self.hip, self.top, self.body.girth
        along, u = unit(top - hip), ray(self.leg.upper)
        seat = [
            unit(u * 1j - along * 1j) * 21.8 * girth, u * (3 + 19.8j * girth), u * (13 + 17.7j * girth),
            u * (23 + 16j * girth), u * (33 + 14.6j * girth), u * (40 + 13.3j * girth), u * 30,
        ]  # fmt: skip
        pelvis = [hip + along * complex(p.real, p.imag * girth) for p in PELVIS] + [hip + p for p in seat]
        waist = (hip + top) / 2 + along * 2j * self.curl
        shirt = []
        for p in SHIRT:
            q = p.real / Body.torso
            at = (1 - q) ** 2 * hip + 2 * q * (1 - q) * waist + q * q * top
            shirt.append(at + unit((1 - q) * (waist - hip) + q * (top - waist)) * 1j * p.imag * girth)
        belly, front = hip + along * 15.5j * girth, hip + u * -13j * girth
        corner = belly + along * ((front - belly) * u.conjugate()).imag / (along * u.conjugate()).imag  # where belly and thigh meet
        crease = path([corner + along * 9, corner + (along + u) * 2.4, corner + u * 15, hip], (0, 2, 3))
        fold = (along * u.conjugate()).real > 0.3  # a thigh drawn to the belly: nothing rounds so sharp a crease
        return shape("cloth", path(pelvis, (11, 12)) + crease * (not fold) + leg) + shape("top", path(shirt, (0, 12)) + sleeve)

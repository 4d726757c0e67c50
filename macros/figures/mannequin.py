"""A person in any posture, dressed: the same outlines as in profile and from the front, turned as the body turns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from macros.figures.body import half_bend, place
from macros.figures.curves import Point, degrees, ray, unit
from macros.figures.hair import behind, behind_face
from macros.figures.limbs import Put, arm, capsule, hull, near_arm, tube, with_shin
from macros.figures.outlines import (
    EAR,
    EYE,
    FACE,
    FOOT,
    FRONT_EAR,
    FRONT_FACE,
    FRONT_HAIR,
    FRONT_SHIN,
    FRONT_THIGH,
    HAIR,
    LIP,
    SHIN,
    STANDING_TOES,
    THIGH,
    Outline,
    flip,
    whole,
)
from macros.figures.paths import QUARTERS, path, shape
from macros.figures.space import Frame, Vec
from macros.figures.stance import Skeleton

# Cross sections of the trunk: how far up from the pelvis, half the breadth, depth to the front, depth to the back.
SHIRT: list[tuple[float, float, float, float]] = [
    (18, 25, 15.6, 17.6), (34, 23.2, 15.4, 16.6), (52, 25.6, 17.3, 18.2), (70, 30.8, 17.6, 19), (79, 33, 14.4, 17.8), (87, 26.5, 9, 13.5),
]  # fmt: skip
HIPS: list[tuple[float, float, float, float]] = [
    (-15, 9, 6, 11), (-9, 24, 12, 18), (0, 29.5, 14.6, 21.4), (12, 27, 15.6, 19.4), (25, 23.8, 15.6, 17.2),
]  # fmt: skip

SHORT = 48
"""Bones shorter than this in the picture, in units, point towards the viewer: their flesh is drawn as rounds."""

FOLDED = 1.25
"""Half the bend, in radians, from which a knee in the picture is folded flat and shin and thigh are drawn apart."""

FAR = 14
"""How much farther away than its pair a limb is, in units, to stand in shade."""


@dataclass(frozen=True)
class Mannequin:
    """A skeleton with flesh and clothes.

    hands   the shape of the left and the right hand: palm, flat or open
    under   sides (0 left, 1 right) of limbs that lie beneath the body and are drawn before it, in shade
    heads   where many poses share one head: what the ids begin with that `shared_heads` gave it
    """

    bones: Skeleton
    hands: tuple[str, str] = ("flat", "flat")
    under: tuple[int, ...] = ()
    heads: str = ""

    @property
    def girth(self) -> float:
        """Girth of the person."""
        return self.bones.body.girth

    @property
    def profile(self) -> float:
        """How much the pelvis is seen from its side, 0-1."""
        return abs(self.bones.stance.hips.left.z)

    def far(self) -> tuple[int, ...]:
        """Return the sides of the limbs that stand in shade."""
        if self.under:
            return self.under
        left, right = self.bones.hips
        return () if abs(left.z - right.z) < FAR else (0,) if left.z < right.z else (1,)

    def draw(self) -> str:
        """Return the figure as SVG elements, from the far to the near."""
        far = self.far()
        order = sorted((0, 1), key=lambda side: (side not in far, self.bones.leg(side)[1].z))
        back = "".join(arm(*self._arm(side)) for side in far)
        near = feet = front = ""
        for side in order:
            thigh, shin, foot = self._leg(side)
            if side in far:
                back += foot + shape("cloth", thigh + shin)
                continue
            near += thigh
            if shin:  # the knee comes towards the viewer: the shin stands before the body
                front += foot + shape("cloth", shin)
            else:
                feet += foot
        sleeves = arms = ""
        for side in (1, 0):
            if side not in far:
                under, over = near_arm(*self._arm(side))
                sleeves, arms = sleeves + under, arms + over
        trunk = self._pelvis(near) + self._shirt(sleeves)
        return (f'<g class="f-far">{back}</g>' if back else "") + self._head() + feet + trunk + front + arms

    # --- limbs ---

    def _leg(self, side: int) -> tuple[str, str, str]:
        """Thigh and shin as path data (one, where the knee bends in the picture), and the foot as an element."""
        hip, knee, ankle = (v.flat for v in self.bones.leg(side))
        girth = self.girth
        u = unit(ankle - knee)
        foot = self._foot(side, knee, ankle)
        folded = half_bend(knee - hip, ankle - knee) > FOLDED
        if abs(knee - hip) > SHORT and abs(ankle - knee) > SHORT and not folded:
            flesh = (THIGH, SHIN) if self.profile > 0.5 else (FRONT_THIGH, FRONT_SHIN)
            return path(*tube(hip, knee, ankle, flesh, 11, girth)), "", foot
        hip_round = 15.6 + 3.6 * self.profile
        thigh = path(hull([(hip, hip_round * girth), ((hip + knee) / 2, 14.5 * girth), (knee, 11.2 * girth)]))
        hem = knee + (ankle - knee) * 0.86
        if abs(hem - knee) > 24:
            shin = path(capsule(knee, hem, 11 * girth, 6.4 * girth, 1.2, cut=True), (3, 4))
        else:
            shin = path(hull([(knee, 11 * girth), (knee + u * 6, 9)]))
        return thigh, shin, foot

    def _foot(self, side: int, knee: Point, ankle: Point) -> str:
        limb = (self.bones.stance.left_foot, self.bones.stance.right_foot)[side]
        point = limb.point.unit()
        flat = abs(point.flat)
        if flat < 0.62:  # toes towards the viewer
            toes = place([p * 1.12 + 6j for p in whole(STANDING_TOES)], ankle, degrees(ankle - knee) - 90)
            instep = capsule(ankle + unit(knee - ankle) * 12, ankle + unit(ankle - knee) * 4, 5, 6)
            return shape("skin", path(instep) + path(toes))
        toe = unit(point.flat)
        sole = unit(ankle - knee)
        if (toe * sole.conjugate()).real > 0.76:  # pointed, as a foot that hangs loose
            return shape("skin", path(hull([(ankle - sole * 15, 4.6), (ankle, 6), (ankle + toe * 13, 6.6), (ankle + toe * 27 * flat, 4.2)])))
        mirrored = (toe * 1j * sole.conjugate()).real < 0
        outline = [complex(p.real * max(0.75, flat), -p.imag if mirrored else p.imag) for p in FOOT]
        foot, cut = with_shin(place(outline, ankle, degrees(toe)), knee, ankle, -1 if mirrored else 1)
        return shape("skin", path(foot, cut))

    def _arm(self, side: int) -> tuple[Point, Point, Point, float, str, int]:
        """What draws an arm: shoulder, elbow, wrist, the direction of the fingers, the hand and whether it is mirrored."""
        limb = (self.bones.stance.left_hand, self.bones.stance.right_hand)[side]
        shoulder, elbow, wrist = (v.flat for v in self.bones.arm(side))
        if abs(elbow - shoulder) < 14:
            elbow = shoulder + unit(elbow - shoulder) * 14
        if abs(wrist - elbow) < 14:
            wrist = elbow + unit(wrist - elbow) * 14
        fingers = limb.point.flat
        # The back of the hand looks away from the body's own floor: up.
        turn = 1 if (fingers * 1j).imag < 0 else -1
        if self.hands[side] == "back":  # the thumbs point to each other
            turn = 1 - 2 * side
        return shoulder, elbow, wrist, degrees(fingers), self.hands[side], turn

    # --- trunk ---

    def _sides(self, sections: Sequence[tuple[float, float, float, float]]) -> tuple[Outline, Outline]:
        """The two sides of the trunk in the picture, from below upwards."""
        one: Outline = []
        other: Outline = []
        for q, breadth, before, behind_ in sections:
            middle = self.bones.spine(q)
            along = (self.bones.spine(q + 4) - self.bones.spine(q - 4)).flat
            n = unit(along) * 1j
            turn = self.bones.section(q)
            across = Vec(n.real, n.imag)
            depth, shift = (before + behind_) / 2, turn.front.dot(across) * (before - behind_) / 2
            half = math.hypot(breadth * turn.left.dot(across), depth * turn.front.dot(across))
            one.append(middle.flat + n * (half + shift) * self.girth)
            other.append(middle.flat + n * (shift - half) * self.girth)
        return one, other

    def _shirt(self, sleeves: str) -> str:
        one, other = self._sides(SHIRT)
        outline = [*one, self.bones.spine(95).flat, *other[::-1]]
        return shape("top", path(outline, (0, len(outline) - 1)) + sleeves)

    def _pelvis(self, legs: str) -> str:
        one, other = self._sides(HIPS)
        outline = [*one, *other[::-1]]
        n = len(one)
        return shape("cloth", path(outline, (n - 1, n)) + legs)

    # --- head ---

    def _head(self) -> str:
        head: Frame = self.bones.stance.head
        skull = self.bones.skull.flat
        return self._profile(head, skull) if abs(head.front.z) < 0.72 else self._face(head, skull)

    def _profile(self, head: Frame, skull: Point) -> str:
        look = unit(head.front.flat)
        mirrored = (look * 1j * head.up.flat.conjugate()).real > 0

        def own(outline: Sequence[Point]) -> Outline:
            return [p.conjugate() for p in outline] if mirrored else list(outline)

        def on(outline: Sequence[Point]) -> Outline:
            return place(own(outline), skull, degrees(look))

        top = self.bones.top.flat
        along = unit((self.bones.spine(84) - self.bones.spine(70)).flat)

        def base(outline: Sequence[Point]) -> Outline:
            return [top + along * p for p in (outline if not mirrored else [q.conjugate() for q in outline])]

        if self.heads:
            short = [*base([-6 + 9j, 8 + 8.6j]), *on([3.6 + 14j, -10 + 12j]), *base([10 - 9.4j, -6 - 12j])]
            return self._shared("side", skull, look, mirrored, short)
        neck = [*base([-6 + 9j, 8 + 8.6j]), *on([3.6 + 14j, 2 + 6j, -8 + 4j, -10 + 12j]), *base([10 - 9.4j, -6 - 12j])]
        return profile(self.bones.who.hair, on, path(neck))

    def _face(self, head: Frame, skull: Point) -> str:
        turn = degrees(head.up.flat) + 90
        aside = head.front.dot(Vec(*_parts(ray(turn)))) * 9

        def on(outline: Sequence[Point]) -> Outline:
            return place(outline, skull, turn)

        top, along = self.bones.top.flat, unit((self.bones.spine(84) - self.bones.spine(70)).flat)
        neck = [*on([-7 + 6j, -7.4 + 15j]), top + along * (-4 - 10j), top + along * (-8), top + along * (-4 + 10j), *on([7.4 + 15j, 7 + 6j])]
        if self.heads:
            return self._shared("front", skull, ray(turn), False, neck)
        return full_face(self.bones.who.hair, on, shape("skin", path(neck)), aside)

    def _shared(self, view: str, skull: Point, look: Point, mirrored: bool, neck: Outline) -> str:
        """A neck, and on it a head that stands elsewhere in the same document."""
        c, s, at = look.real, look.imag, skull * QUARTERS
        turn = f"{c:.2f} {s:.2f} {s if mirrored else -s:.2f} {-c if mirrored else c:.2f} {at.real:.0f} {at.imag:.0f}"
        return shape("skin", path(neck)) + f'<use href="#{self.heads}-{view}" transform="matrix({turn})"/>'


def profile(hair: str, on: Put, neck: str = "") -> str:
    """Return a head from its side, joined to a `neck` given as path data; `on` puts it where it belongs."""
    return (
        behind(hair, on)
        + shape("skin", neck + path(on(FACE)))
        + shape("hair", path(on(HAIR), (0, 6)))
        + shape("skin", path(on(EAR)))
        + shape("face", path(on(EYE), closed=False) + path(on(LIP), closed=False))
    )


def full_face(hair: str, on: Put, neck: str = "", aside: float = 0) -> str:
    """Return a head from its front, after its `neck`; it looks `aside` by so many units."""

    def look(outline: Sequence[Point]) -> Outline:
        return on([p + aside for p in outline])

    eye: Outline = [3.2 + 1j, 5.8 + 2.7j, 8.4 + 1j]
    mouth: Outline = [-2.6 + 10j, 0 + 11j, 2.6 + 10j]
    return (
        behind_face(hair, on, 1)
        + neck
        + shape("skin", path(on(FRONT_EAR)) + path(on(flip(FRONT_EAR))) + path(on(whole(FRONT_FACE))))
        + shape("hair", path(on([p + aside * 0.5 for p in whole(FRONT_HAIR)]), (3, 9)))
        + shape("face", "".join(path(look(z), closed=False) for z in (eye, flip(eye), mouth)))
    )


def shared_heads(hair: str, prefix: str) -> str:
    """Return a person's head from the side and from the front, to be used by many poses of one document."""
    views = {"side": profile(hair, list), "front": full_face(hair, list)}
    return "<defs>" + "".join(f'<g id="{prefix}-{view}" stroke-width="10">{head}</g>' for view, head in views.items()) + "</defs>"


def _parts(point: Point) -> tuple[float, float]:
    return point.real, point.imag

"""The scenes: one function a drawing, room coordinates in, SVG elements out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from macros.figures.body import Body, Limb, reach
from macros.figures.curves import Point, ray
from macros.figures.front import Front
from macros.figures.limbs import capsule, tube, with_shin
from macros.figures.outlines import FOOT, FRONT_SHIN, FRONT_THIGH, HANGING_FOOT, STANDING_TOES, Outline, flip, whole
from macros.figures.paths import box, polygon, shape
from macros.figures.props import REST, arrow, blanket, breath, chair, clock, contact, gap, mat, pillow, shadow
from macros.figures.side import Pose

HIP = 21.5
"""Height of the hip joint above whatever the person lies on."""

SIDES = Limb(193, 187, 184, (0.8, 0.8))
BELLY = Limb(205, 128, 164, (0.66, 0.76))


def lying(distance: float = 12, lift: float = 0, body: Body = Body(), **changes: Any) -> Pose:
    """Return the pose itself: buttocks `distance` units from the wall, hips raised by `lift` units.

    The heels rest on the wall and the knees keep a trace of bend. `changes` replace fields of Pose.
    """
    hip = complex(20 * body.girth + distance, REST + HIP + lift)
    heel, length = 11.5, body.thigh + body.shin - 0.12
    leg = reach(hip, complex(heel, hip.imag + math.sqrt(length**2 - (heel - hip.real) ** 2)), 27, body)
    base = Pose(
        hip,
        -1 - math.degrees(math.asin(lift / 84)),
        leg,
        Limb(leg.upper - 4, leg.lower - 2.8, 40),
        SIDES,
        body=body,
    )
    nape = math.degrees(math.asin((base.top.imag - REST - 20) / body.neck))
    return replace(base, **{"neck": -nape, **changes})


def on_mat(pose: Pose, start: float = 10, end: float = 198, under: str = "") -> str:
    """Return a figure on the mat with its shadow and what lies beneath it."""
    return mat() + shadow(start, end) + under + pose.draw()


def sit() -> str:
    """Sitting sideways, one hip at the wall."""
    person = Front(complex(37, REST + 20))
    shins = person.both(capsule(15 - 50j, 16.5 + 2j, 11.4, 7, 0.8, cut=True), (3, 4))
    toes = [17 + 12.6j + p * 1.15 for p in whole(STANDING_TOES)]
    return (
        mat(5, 238)
        + shadow(4, 98)
        + person.head()
        + person.trunk(person.both(capsule(17.6 + 1j, 15 - 50j, 18.4, 11)))
        + person.arm([-31 - 78j, -42 - 32j, -50 + 11j], 178)
        + shape("skin", person.both(toes))
        + shape("cloth", shins)
        + person.arm([29 - 79j, 31 - 42j, 0 - 33j], 184)
        + contact(REST + 18)
    )


def swing() -> str:
    """Leaning back on the forearms while the legs climb."""
    hip = complex(38, REST + HIP)
    pose = Pose(
        hip,
        26,
        reach(hip, complex(13, REST + 112), 90, Body()),
        Limb(96, 102, 32),
        Limb(282, 183, 182),
        face=148,
        neck=58,
        curl=-4,
        hand="flat",
        shoulder=9 - 1j,
    )
    return on_mat(pose, 10, 148) + arrow(138 + 127j, 108 + 165j, 56 + 193j)


def legs_up() -> str:
    """Legs on the wall, the gap behind the hips shown."""
    return on_mat(lying(arm=Limb(204, 174, 180, (0.6, 0.8)), hand="flat")) + gap(12)


def arms_by_sides() -> str:
    """The pose, palms up."""
    return on_mat(lying())


def resting(distance: float = 12, lift: float = 0) -> Pose:
    """Return the pose with the hands on the belly."""
    return lying(distance, lift, arm=BELLY, hand="flat")


def hands_on_belly() -> str:
    """The pose, hands on the belly."""
    return on_mat(resting())


def breathe() -> str:
    """The pose, time passing and breath rising."""
    pose = resting()
    return breath(complex(pose.hip.real + 46, REST)) + clock(170 + 153j) + on_mat(pose)


def bent(distance: float, ankle: Point, foot: float) -> Pose:
    """Return the pose with bent knees: hip joint `distance` units from the wall, ankles at a point above the mat."""
    hip = complex(distance, REST + HIP)
    leg = reach(hip, ankle + REST * 1j, foot, Body())
    return Pose(hip, -1, leg, Limb(leg.upper - 5, leg.lower - 1.5, foot - 5), SIDES)


def bend() -> str:
    """The way out begins: knees bent, soles on the wall."""
    return on_mat(bent(44, 13 + 104j, 90), 18, 206) + arrow(30 + 195j, 54 + 177j, 64 + 149j)


def roll() -> str:
    """Lying on one side."""
    return mat()


def sit_up() -> str:
    """Sitting cross-legged, hands on the knees."""
    person = Front(complex(110, REST + 18))
    out = mat() + shadow(42, 178) + person.head() + person.trunk(person.both(capsule(16 + 0j, 56 + 4j, 16, 11)))
    for side in (-1, 1):
        foot, shin = capsule(12 + 15j, 32 + 16j, 5.5, 6.5), capsule(55 + 5j, -8 + 12j, 10.5, 7, 1)
        out += shape("skin", person.path(foot if side > 0 else flip(foot)))
        out += shape("cloth", person.path(shin if side > 0 else flip(shin)))
    right: Outline = [31 - 79j, 44 - 42j, 50 - 16j]
    return out + person.arm(flip(right), 80) + person.arm(right, 100)


def soft_knees() -> str:
    """Farther from the wall, knees softly bent."""
    return mat(5, 248) + shadow(46, 234) + bent(74, 11.5 + 144j, 34).draw()


def on_chair() -> str:
    """Calves on the seat of a chair."""
    pose = Pose(complex(100, REST + HIP), -1, Limb(93, 181, 96), Limb(90, 179, 100), SIDES, bun=False)
    return mat(66, 254) + chair(3, REST + 83) + shadow(72, 244) + pose.draw()


def cushion() -> str:
    """A folded blanket under the hips."""
    pose = resting(14, 14)
    return on_mat(pose, 6, 202, blanket(pose.hip.real))


def strap() -> str:
    """A strap around the thighs."""
    pose = lying()
    u = ray(pose.leg.upper)
    middle = pose.hip + u * 46
    band = [middle + u * q for q in (-4.5 - 17.4j, 4.5 - 16.8j, 4.5 + 13.4j, -4.5 + 14j)]
    buckle = [middle + u * q for q in (-6.5 - 6j, 6.5 - 6j, 6.5 + 1j, -6.5 + 1j)]
    return on_mat(pose) + polygon("prop f-cut", *band) + polygon("prop f-cut", *buckle)


def under_head() -> str:
    """A small pillow under the head."""
    pose = lying(neck=7, face=96)
    return on_mat(pose, 10, 208, pillow(pose.skull))


def bed() -> str:
    """On a bed, legs up the headboard and the wall."""
    pose = lying(16, neck=7, face=96, bun=False)
    scale, top = 0.84, 42 - 0.84 * REST
    return (
        box("prop", 0, 0, 8, 105, 3)
        + box("prop", 226, 0, 8, 9)
        + box("prop", 16, 0, 8, 9)
        + box("prop", 9, 5, 233, 8, 3)
        + box("mat", 9, 11, 233, 35, 8)
        + f'<g transform="translate(0 {round(top * 4)})scale({scale})">{pillow(pose.skull)}{pose.draw()}</g>'
    )


def _unfolded(knee: Point, ankle: Point, foot: Outline, front: int = -1) -> str:
    """A lying figure unfolded around the edge of the floor: the wall above it, the floor below."""
    edge, middle, scale = 100.0, 154, 0.7
    person = Front(complex(middle, edge - 2), -90, scale)
    outline, cut = with_shin(foot, knee, ankle, front)
    legs = person.both(*tube(15 + 0j, knee, ankle, (FRONT_THIGH, FRONT_SHIN), 8))
    aside: Outline = [30 - 79j, 54 - 42j, 76 - 16j]
    return (
        box("wall", 0, edge, 308, 112)
        + box("mat", middle - 46, 0, 92, edge - 5, 5)
        + shadow(middle - 30, middle + 30, edge - 48, 43)
        + person.head(-122, 4)
        + shape("skin", person.both(outline, cut))
        + person.trunk(legs)
        + person.arm(aside, 46, "open")
        + person.arm(flip(aside), 134, "open", -1)
    )


def wide() -> str:
    """Legs opened to a V on the wall."""
    d = ray(54)
    knee = 15 + d * 73
    return _unfolded(knee, knee + d * 73, [knee + d * (73 - 1j * p) for p in HANGING_FOOT])


def soles_together() -> str:
    """Knees open on the wall, soles together."""
    return _unfolded(15 + ray(32, 73), 12.4 + 60j, [12.4 + 60j + 1j * p for p in FOOT], 1)


def hero() -> str:
    """The person alone, for the room that a page is."""
    return mat(5, 244) + shadow(10, 198) + resting().draw()



"""The postures of getting in and of coming out, in a room with depth: what the stills show and the moving drawings pass through.

The wall is on the left. Whoever sits side-on looks at the viewer, the right hip at the wall; to lie down, the body turns to
look at the wall and leans back. On the way out it rolls to its left side, which looks at the viewer again, and rises from there.
"""

from __future__ import annotations

from dataclasses import replace

from macros.figures.people import Person
from macros.figures.poses import HIP
from macros.figures.props import REST
from macros.figures.space import Vec, frame, turned
from macros.figures.stance import Limb3, Stance

LYING = turned(91, 90)
FACE_UP = frame(Vec(1, -0.03), Vec(0, 1))
NAPE = Vec(1, -0.09)

def _limb(x: float, y: float, z: float, pole: tuple[float, float, float], point: tuple[float, float, float]) -> Limb3:
    """A wrist or ankle: where it is above the mat, where elbow or knee points, where fingers or toes point."""
    return Limb3(Vec(x, REST + y, z), Vec(*pole), Vec(*point))


def _seat(who: Person, x: float, lower: float = 0) -> Vec:
    return Vec(x, REST + HIP * who.body.girth - lower)


def sitting(who: Person) -> Stance:
    """Side-on, one hip at the wall, knees drawn up."""
    upright, g = turned(0, 0), who.body.girth
    return Stance(
        pelvis=_seat(who, 9 + 29.5 * g, 1.5),
        hips=upright,
        chest=upright,
        head=upright,
        neck=Vec(0, 1, 0.05),
        left_foot=_limb(25 + 29.5 * g, 14, 92, (0.05, 1, 0.4), (0.2, 0, 1)),
        right_foot=_limb(-7 + 29.5 * g, 14, 92, (-0.05, 1, 0.4), (-0.2, 0, 1)),
        left_hand=_limb(60 + 29.5 * g, 9, -6, (1, 0.1, -0.5), (1, -0.1, 0)),
        right_hand=_limb(11 + 29.5 * g, 53, 66, (-1, -0.3, 0.3), (1, -0.05, 0)),
    )


def turning(who: Person) -> Stance:
    """Leaning back on the hand away from the wall, one leg up, turning towards the wall."""
    return Stance(
        pelvis=_seat(who, 42, 0.5),
        hips=turned(22, 40),
        chest=turned(36, 42),
        head=turned(16, 75),
        neck=Vec(0.3, 1),
        left_foot=_limb(48, 13, 66, (-0.25, 1, 0.1), (-0.6, -0.1, 0.8)),
        right_foot=_limb(12, 148, -10, (1, 0.3, 0.3), (0.35, 1, 0)),
        left_hand=_limb(134, 8, 10, (0.8, 0.3, -0.5), (1, -0.1, 0)),
        right_hand=_limb(62, 54, -6, (0.6, -0.5, 0.3), (-0.9, -0.3, 0.2)),
    )


def swinging(who: Person) -> Stance:
    """Leaning back on the forearms, one leg up the wall, the other on its way."""
    return Stance(
        pelvis=_seat(who, 30 + 21 * who.body.girth),
        hips=turned(64, 88),
        chest=turned(60, 88),
        head=turned(34, 90),
        neck=Vec(0.5, 1),
        left_foot=_limb(13, 112, 14, (1, 0.3, 0), (0, 1, 0)),
        right_foot=_limb(12, 160, -14, (1, 0.1, 0), (0.8, 0.5, 0)),
        left_hand=_limb(90, 6, 26, (1, -0.3, 0.3), (-1, 0, 0)),
        right_hand=_limb(92, 6, -26, (1, -0.3, 0), (-1, 0, 0)),
    )


def supine(who: Person) -> Stance:
    """On the back, both legs resting up the wall, arms by the sides."""
    return Stance(
        pelvis=_seat(who, 12 + 20 * who.body.girth),
        hips=LYING,
        chest=LYING,
        head=FACE_UP,
        neck=NAPE,
        left_foot=_limb(12, 166, 14, (1, 0.1, 0), (0.9, 0.45, 0)),
        right_foot=_limb(18, 166, -14, (1, 0.1, 0), (0.75, 0.6, 0)),
        left_hand=_limb(32, 6, 42, (-0.2, 0.2, 1), (-1, 0, 0)),
        right_hand=_limb(32, 6, -42, (-0.2, 0.2, -1), (-1, 0, 0)),
    )


def bending(who: Person) -> Stance:
    """On the back, knees bent, soles flat on the wall."""
    return replace(
        supine(who),
        pelvis=_seat(who, 24 + 20 * who.body.girth),
        left_foot=_limb(13, 103, 14, (1, 0.6, 0), (0, 1, 0)),
        right_foot=_limb(13, 107, -14, (1, 0.6, 0), (0.08, 1, 0)),
        left_hand=_limb(42, 6, 42, (-0.2, 0.2, 1), (-1, 0, 0)),
        right_hand=_limb(42, 6, -42, (-0.2, 0.2, -1), (-1, 0, 0)),
    )


def sliding(who: Person) -> Stance:
    """On the back, the feet slid down, knees over the belly."""
    return replace(
        bending(who),
        pelvis=_seat(who, 62 + 20 * who.body.girth),
        left_foot=_limb(46, 38, 14, (1, 0.6, 0), (-0.5, 1, 0)),
        right_foot=_limb(48, 42, -14, (1, 0.6, 0), (-0.4, 1, 0)),
        left_hand=_limb(84, 6, 42, (-0.2, 0.2, 1), (-1, 0, 0)),
        right_hand=_limb(84, 6, -42, (-0.2, 0.2, -1), (-1, 0, 0)),
    )


def on_side(who: Person) -> Stance:
    """On the left side, knees bent, the head on the lower arm, the upper hand on the floor."""
    return Stance(
        pelvis=Vec(112, REST + 29 * who.body.girth),
        hips=frame(Vec(1, -0.02), Vec(0, 0.1, 1)),
        chest=frame(Vec(1, 0.02), Vec(0, 0.05, 1)),
        head=frame(Vec(1, -0.1), Vec(0, 0, 1)),
        neck=Vec(1, -0.04),
        left_foot=_limb(42, 6, 16, (0, -0.1, 1), (-1, -0.2, 0)),
        right_foot=_limb(36, 22, 20, (0, -0.35, 1), (-1, -0.3, 0)),
        left_hand=_limb(272, 6, 10, (0.1, 0, 1), (1, 0, 0)),
        right_hand=_limb(196, 6, 40, (-0.6, 0.3, 0.4), (1, -0.1, 0)),
    )


def pressing(who: Person) -> Stance:
    """From the side halfway up: both hands press into the floor, the head comes last."""
    return Stance(
        pelvis=Vec(112, REST + 24 * who.body.girth),
        hips=frame(Vec(0.75, 1), Vec(0, 0, 1)),
        chest=frame(Vec(1.3, 1), Vec(0.45, -0.55, 0.8)),
        head=frame(Vec(0.95, 0.45), Vec(0.5, -0.8, 0.15)),
        neck=Vec(1, 0.62, 0.1),
        left_foot=_limb(42, 7, 20, (0, -0.2, 1), (-1, -0.2, 0)),
        right_foot=_limb(40, 17, 34, (0, 0.2, 1), (-1, -0.3, 0)),
        left_hand=_limb(232, 8, 0, (0.4, 0.4, -0.5), (1, -0.1, 0)),
        right_hand=_limb(182, 8, 30, (-0.6, 0.4, 0.4), (1, -0.1, 0)),
    )


def side_sitting(who: Person) -> Stance:
    """Up from the side: sitting on one hip, knees bent aside, one hand still on the floor, the head the last to rise."""
    return replace(
        pressing(who),
        hips=frame(Vec(0.12, 1), Vec(0, 0, 1)),
        chest=frame(Vec(0.1, 1), Vec(0.05, 0, 1)),
        head=frame(Vec(0.06, 1), Vec(0.1, -0.05, 1)),
        neck=Vec(0.1, 1, 0.1),
        left_hand=_limb(184, 8, -4, (0.8, 0.2, -0.5), (1, -0.1, 0)),
        right_hand=_limb(92, 34, 56, (-0.7, 0.2, 0.2), (-0.5, -0.6, 0.3)),
    )


def facing(who: Person) -> Stance:
    """Sitting on the floor, looking at a chair by the wall, hands behind."""
    return Stance(
        pelvis=_seat(who, 150),
        hips=turned(8, 90),
        chest=turned(20, 90),
        head=turned(4, 90),
        neck=Vec(0.25, 1),
        left_foot=_limb(96, 11, 14, (-0.2, 1, 0), (-1, -0.05, 0)),
        right_foot=_limb(102, 11, -14, (-0.2, 1, 0), (-1, -0.05, 0)),
        left_hand=_limb(196, 8, 24, (1, 0.4, 0.3), (1, -0.1, 0)),
        right_hand=_limb(188, 8, -28, (1, 0.4, 0), (1, -0.1, 0)),
    )


def one_calf_up(who: Person) -> Stance:
    """Leaning back on the forearms before a chair, one calf on its seat."""
    return Stance(
        pelvis=_seat(who, 104),
        hips=turned(64, 88),
        chest=turned(60, 88),
        head=turned(34, 90),
        neck=Vec(0.5, 1),
        left_foot=_limb(84, 11, 16, (0.2, 1, 0.1), (-1, -0.05, 0)),
        right_foot=_limb(32, 94, -14, (1, 0.8, 0), (0, 1, 0)),
        left_hand=_limb(144, 6, 26, (1, -0.3, 0.3), (-1, 0, 0)),
        right_hand=_limb(146, 6, -26, (1, -0.3, 0), (-1, 0, 0)),
    )


def on_edge(who: Person, height: float) -> Stance:
    """On the edge of a bed whose top is `height` units high, looking at the viewer, feet on the floor."""
    x, down = 150.0, -REST - height + 15 + 8
    seat = _seat(who, x, 2)
    return Stance(
        pelvis=seat,
        hips=turned(0, 0),
        chest=turned(0, 0),
        head=turned(0, 0),
        neck=Vec(0, 1, 0.05),
        left_foot=_limb(x + 17, down, 72, (0.05, 0.5, 1), (0.2, 0, 1)),
        right_foot=_limb(x - 17, down, 72, (-0.05, 0.5, 1), (-0.2, 0, 1)),
        left_hand=_limb(x + 31, 28, 40, (1, -0.2, -0.5), (-0.35, -1, 0.4)),
        right_hand=_limb(x - 31, 28, 40, (-1, -0.2, -0.5), (0.35, -1, 0.4)),
    )

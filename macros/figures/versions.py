"""Other ways to hold the legs up: one function a drawing."""

from __future__ import annotations

from macros.figures.body import Limb
from macros.figures.curves import Point, ray
from macros.figures.front import Front
from macros.figures.limbs import tube, with_shin
from macros.figures.outlines import FOOT, FRONT_SHIN, FRONT_THIGH, HANGING_FOOT, Outline, flip
from macros.figures.paths import box, polygon, shape
from macros.figures.people import Person
from macros.figures.poses import HEEL, HIP, SIDES, bent, lying, on_mat, posed, resting
from macros.figures.postures import facing, on_edge, on_side, one_calf_up, pressing, sitting, swinging
from macros.figures.props import BED, REST, arrow, bedstead, blanket, chair, cushions, lifted, mat, pillow, shadow
from macros.figures.side import Pose

SEAT = REST + 83
"""Height of the seat of the chair, in units."""


def slanting(who: Person) -> str:
    """Straight legs that lean on the wall from farther away."""
    return mat(5, 262) + shadow(62, 250) + lying(who, 62).draw()


def soft_knees(who: Person) -> str:
    """Farther from the wall, knees softly bent."""
    return mat(5, 248) + shadow(46, 234) + bent(who, 74, HEEL + 144j, 34).draw()


def before_chair(who: Person) -> str:
    """Sitting on the floor, looking at the chair."""
    return mat(66, 254) + shadow(94, 212) + chair(3, SEAT) + posed(who, facing(who))


def calf_by_calf(who: Person) -> str:
    """Leaning back, one calf on the seat."""
    return mat(66, 254) + shadow(80, 200) + chair(3, SEAT) + posed(who, one_calf_up(who))


def on_chair(who: Person) -> str:
    """Calves on the seat of a chair."""
    hip = complex(100, REST + HIP * who.body.girth)
    pose = Pose(who, hip, -1, Limb(93, 181, 96), Limb(90, 179, 100), SIDES)
    return mat(66, 254) + shadow(72, 244) + chair(3, SEAT) + pose.draw()


def off_chair(who: Person) -> str:
    """Knees drawn in, the feet off the seat."""
    hip = complex(116, REST + HIP * who.body.girth)
    pose = Pose(who, hip, -1, Limb(66, 196, 110), Limb(61, 193, 106), SIDES)
    return mat(66, 264) + shadow(88, 258) + chair(3, SEAT) + pose.draw() + arrow(70 + 128j, 104 + 138j, 128 + 128j)


def cushion(who: Person) -> str:
    """A folded blanket under the hips."""
    pose = resting(who, 14, 11)
    return on_mat(pose, 6, 202, blanket(pose.hip.real))


def strap(who: Person) -> str:
    """A strap around the thighs."""
    pose = lying(who)
    u = ray(pose.leg.upper)
    middle = pose.hip + u * 46
    band = [middle + u * q for q in (-4.5 - 17.4j, 4.5 - 16.8j, 4.5 + 13.4j, -4.5 + 14j)]
    buckle = [middle + u * q for q in (-6.5 - 6j, 6.5 - 6j, 6.5 + 1j, -6.5 + 1j)]
    return on_mat(pose) + polygon("prop f-cut", *band) + polygon("prop f-cut", *buckle)


def under_head(who: Person) -> str:
    """A small pillow under the head."""
    pose = lying(who, neck=7, face=96)
    return on_mat(pose, 10, 208, pillow(pose.skull))


def bed(who: Person) -> str:
    """Along a bed, legs up the wall at its head."""
    pose = lying(who, 16, neck=7, face=96)
    return bedstead() + lifted(pillow(pose.skull) + pose.draw())


def bed_sit(who: Person) -> str:
    """Sitting sideways on the bed, one hip at the wall."""
    return bedstead() + lifted(posed(who, sitting(who)))


def bed_swing(who: Person) -> str:
    """Leaning back on the bed while the legs climb."""
    return bedstead() + lifted(posed(who, swinging(who)) + arrow(12 + 20j, 12 + 92j) + arrow(200 + 112j, 214 + 76j, 204 + 38j))


def bed_bend(who: Person) -> str:
    """Knees bent, soles on the wall, on the bed."""
    return bedstead() + lifted(bent(who, 44, 13 + 104j, 90).draw())


def bed_roll(who: Person) -> str:
    """On one side on the bed."""
    return bedstead() + lifted(posed(who, on_side(who), under=(0,)))


def bed_push_up(who: Person) -> str:
    """Pressing up from the side on the bed."""
    return bedstead() + lifted(posed(who, pressing(who), under=(0,)))


def bed_sit_up(who: Person) -> str:
    """Sitting on the edge of the bed, feet on the floor."""
    return bedstead() + lifted(posed(who, on_edge(who, BED), ("back", "back")))


def side_lying(who: Person) -> str:
    """No wall at all: resting on one side, a cushion under the head and one between the knees."""
    return mat(5, 296) + shadow(30, 252) + cushions(who.body.girth) + posed(who, on_side(who), under=(0,))


def wide(who: Person) -> str:
    """Legs opened to a V on the wall."""
    d = ray(54)
    knee = 15 + d * 73
    return _unfolded(who, knee, knee + d * 73, [knee + d * (73 - 1j * p) for p in HANGING_FOOT])


def soles_together(who: Person) -> str:
    """Knees open on the wall, soles together."""
    return _unfolded(who, 15 + ray(32, 73), 12.4 + 60j, [12.4 + 60j + 1j * p for p in FOOT], 1)


def _unfolded(who: Person, knee: Point, ankle: Point, foot: Outline, front: int = -1) -> str:
    """A lying figure unfolded around the edge of the floor: the wall above it, the floor below."""
    edge, middle, scale = 106.0, 160, 0.7
    person = Front(who, complex(middle, edge - 2), -90, scale)
    outline, cut = with_shin(foot, knee, ankle, front)
    legs = person.both(*tube(15 + 0j, knee, ankle, (FRONT_THIGH, FRONT_SHIN), 8))
    aside: Outline = [30 - 79j, 54 - 42j, 76 - 16j]
    sleeves, arms = person.arms((aside, 46, "open", 1), (flip(aside), 134, "open", -1))
    return (
        box("wall", 0, edge, 320, 220 - edge)
        + box("mat", middle - 46, 0, 92, edge - 5, 5)
        + shadow(middle - 30, middle + 30, edge - 48, 43)
        + person.head(-122, 4, mouth=False)
        + shape("skin", person.both(outline, cut))
        + person.trunk(legs, sleeves)
        + arms
    )

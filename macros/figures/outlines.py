"""The approved shapes: short lists of points, in room units (the person is 300 tall, 1 cm = 1.76).

Local outlines have their origin at the joint they hang from: x towards toes, fingertips or face,
y towards sole, back of the hand or chin. Width profiles give, for the front and for the back of a
bone, pairs of (place along the bone 0-1, distance from it): separate stations on the two sides, or
a kink would sit opposite every bulge.
"""

from __future__ import annotations

from macros.figures.curves import Point

Side = list[tuple[float, float]]
Profile = tuple[Side, Side]
Outline = list[Point]

THIGH: Profile = ([(0, 13), (0.45, 13.2), (0.95, 10.4)], [(0, 15), (0.3, 15.6), (0.62, 13), (0.94, 10.2)])
SHIN: Profile = ([(0.36, 8.4), (0.84, 5.3)], [(0.34, 10.2), (0.84, 6)])
BARE_ARM: Profile = ([(0.44, 7.1), (0.85, 6)], [(0.44, 7), (0.85, 6)])
"""The upper arm from the hem of the sleeve on."""
FOREARM: Profile = ([(0.3, 6), (1, 3.8)], [(0.3, 5.8), (1, 3.8)])

FOOT: Outline = [
    -8.6 + 3.4j, -8.2 + 9.4j, -3.6 + 12j, 7 + 10.2j, 18 + 11.8j, 27 + 12j, 33 + 10.4j, 32.6 + 6.4j, 25 + 3.2j, 14 - 2j,
]  # fmt: skip
PALM: Outline = [
    -2 - 3.4j, 6 - 3.8j, 12 - 2.6j, 18 - 3.4j, 23.4 - 5.6j, 25 - 3.4j, 20 + 1.4j, 11 + 3.9j, 4 + 3.9j, -2 + 3.4j,
]  # fmt: skip
FLAT: Outline = [
    -0.5 - 3.6j, 5 - 4.6j, 14 - 4.8j, 22 - 2.6j, 25.5 + 1j, 22 + 3.2j, 12 + 3.8j, 4 + 4.2j, -0.5 + 3.6j,
]  # fmt: skip
OPEN: Outline = [
    -2 - 3.6j, 5 - 5.2j, 12 - 5.4j, 19 - 5j, 25 - 2.6j, 25.6 + 1j, 20 + 4.4j, 12 + 5j, 4 + 4.4j, -2 + 3.6j,
]  # fmt: skip
THUMB: Outline = [2 - 3.4j, 8 - 6.6j, 12 - 7.4j, 12.6 - 5.2j, 8 - 2.4j, 3 + 0j]
# A hand at rest on a knee, seen from its back.
BACK: Outline = [-2 - 3.8j, 4 - 5.8j, 10 - 6.6j, 15.4 - 5.2j, 18 - 0.4j, 16 + 4.4j, 10.6 + 6.2j, 4 + 5.2j, -2 + 3.8j]
SPREAD_THUMB: Outline = [2 - 4.4j, 7 - 8.6j, 11.6 - 10.4j, 12.8 - 8j, 9 - 4.2j, 3 - 0.5j]
HANDS: dict[str, tuple[Outline, Outline]] = {
    "palm": (PALM, THUMB),
    "flat": (FLAT, []),
    "open": (OPEN, THUMB),
    "back": (BACK, SPREAD_THUMB),
}

# The head in profile, origin at the middle of the skull.
FACE: Outline = [
    -1 - 20j, 8 - 17.6j, 13.2 - 10j, 13 - 3j, 15 + 1.6j, 17 + 4.8j, 15.4 + 6.8j, 13.8 + 7.6j, 14.6 + 9.8j, 13.4 + 11.2j,
    14.2 + 12.8j, 12.6 + 14.4j, 12 + 17.4j, 8.6 + 19.2j, 3 + 17.4j, -3 + 14j, -11 + 9j, -16.6 + 0j, -15.5 - 10j,
]  # fmt: skip
HAIR: Outline = [
    10.6 - 16j, 5.8 - 9.5j, 3.8 - 3j, 0.5 - 1.8j, -4.5 + 2j, -6.5 + 8j, -10.5 + 12.5j, -16.4 + 6.5j, -18.4 - 3j,
    -14.8 - 14.5j, -3 - 21.4j,
]  # fmt: skip
EAR: Outline = [-2.4 - 1.2j, 0.2 + 2j, -2.4 + 6.4j, -5.2 + 2.4j]
EYE: Outline = [5 - 2.2j, 8.2 + 0.6j, 11.6 - 1j]
LIP: Outline = [13 + 11.2j, 10.6 + 11.5j]

# The trunk in profile: x from the hip joint towards the neck, y towards the belly.
PELVIS: Outline = [10 + 15.6j, 24 + 15.4j, 36 + 15j, 38 - 14j, 22 - 17.5j, 6 - 21.5j]
SHIRT: Outline = [
    22 + 15.6j, 36 + 15.4j, 50 + 17j, 64 + 18.2j, 78 + 15.4j, 88 + 8.6j, 93 + 1j, 92 - 8j, 86 - 15j, 74 - 19j,
    56 - 18.6j, 38 - 16j, 22 - 17.6j,
]  # fmt: skip

# The front view: the half with x >= 0 of an upright person, y down from the pelvis.
FRONT_SHIRT: Outline = [
    0 - 12j, 14 - 12.4j, 26 - 13.6j, 23.6 - 28j, 23.2 - 40j, 26 - 54j, 29 - 66j, 34 - 76j, 31 - 85j, 20 - 90j,
    9 - 94j, 0 - 95j,
]  # fmt: skip
FRONT_HIPS: Outline = [0 + 15j, 8 + 14j, 26 + 10j, 30 + 0j, 26.6 - 13j, 23.4 - 26j, 0 - 26j]
FRONT_FACE: Outline = [0 - 19.5j, 10 - 16.4j, 14 - 6j, 12.8 + 6j, 8 + 15.6j, 0 + 19.2j]
FRONT_HAIR: Outline = [0 - 11.8j, 7 - 10j, 11.6 - 4.6j, 13.6 + 1.4j, 15.4 - 6j, 10.6 - 17.6j, 0 - 21.6j]
FRONT_NECK: Outline = [0 + 6j, 7 + 8j, 7.4 + 30j, 9 + 42j, 0 + 46j]
FRONT_EAR: Outline = [15.4 - 2j, 16.4 + 1.6j, 13.6 + 5.4j, 12 + 1j]
HANGING_FOOT: Outline = [6 + 1j, 7.6 + 11j, 4.4 + 15.6j, 0 + 16j, -4.4 + 15.6j, -7.6 + 11j, -6 + 1j]
STANDING_TOES: Outline = [0 - 7j, 5.4 - 5.6j, 7.6 + 1j, 8 + 5j, 4 + 7j, 0 + 7.2j]
FRONT_THIGH: Profile = ([(0, 15.4), (0.35, 14.4), (0.95, 9.8)], [(0.15, 12), (0.4, 12.2), (0.95, 9.4)])
FRONT_SHIN: Profile = ([(0.33, 9.8), (0.86, 5.4)], [(0.3, 9.6), (0.86, 5.4)])


def flip(outline: list[Point]) -> Outline:
    """Return the outline mirrored in its y axis."""
    return [-p.conjugate() for p in outline]


def whole(half: Outline) -> Outline:
    """Return the full outline of a half whose first and last points lie on the y axis."""
    return half + flip(half[1:-1])[::-1]

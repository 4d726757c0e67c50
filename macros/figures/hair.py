"""Hair that stands out from the head: a bun or curls."""

from __future__ import annotations

from macros.figures.curves import Point
from macros.figures.limbs import Put
from macros.figures.paths import dot

Ball = tuple[Point, float]

# Middle and radius of each round of hair, by style; local to the head, in profile and from the front.
PROFILE: dict[str, list[Ball]] = {
    "bun": [(-6 - 25j, 8)],
    "short": [],
    "curls": [(9 - 16j, 6.5), (1 - 20j, 8.5), (-9 - 17j, 9), (-14 - 6j, 7)],
}
FRONTAL: dict[str, list[Ball]] = {
    "bun": [(-26j, 8)],
    "short": [],
    "curls": [(-16 - 2j, 7), (-13 - 13j, 8), (-20j, 9), (13 - 13j, 8), (16 - 2j, 7)],
}


def behind(style: str, put: Put) -> str:
    """Return the hair behind a head in profile; `put` moves local points to the room. KeyError for an unknown style."""
    return "".join(dot("hair", put([at])[0], radius) for at, radius in PROFILE[style])


def behind_face(style: str, put: Put, scale: float) -> str:
    """Return the hair behind a head seen from the front, drawn at `scale`. KeyError for an unknown style."""
    return "".join(dot("hair", put([at])[0], radius * scale) for at, radius in FRONTAL[style])

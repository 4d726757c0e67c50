"""Things in the room, and the marks that explain: mat, blanket, chair, bed, arrows, clock."""

from __future__ import annotations

from macros.figures.body import UNITS_PER_CM, allow
from macros.figures.curves import Point, hobby, ray, unit
from macros.figures.paths import box, dot, line, oval, path, polygon, shape

REST = 9.0
"""Height at which a body rests on the mat, in units."""


def mat(start: float = 5, end: float = 222) -> str:
    """Return a mat from `start` to `end` units from the wall; what lies on it sinks in a little."""
    return box("mat", start, 0, end - start, REST + 5, 5)


def mat_from_above(start: float, end: float) -> str:
    """Return a mat seen a little from above, with the shade of a body that lies from `start` to `end`."""
    return polygon("mat", 2, 302, 289 + 37j, 14 + 37j) + shadow(start, end, 22, 12)


def shadow(start: float, end: float, height: float = REST, depth: float = 4.5) -> str:
    """Return the soft patch of shade under a body."""
    return oval("shade", complex((start + end) / 2, height), (end - start) / 2, depth)


def arrow(*way: Point) -> str:
    """Return a curved arrow of movement through at least two points."""
    _, handle, tip = hobby(way, False)[-1]
    u = unit(tip - handle)
    barbs = [tip + u * (-9 - 7j), tip, tip + u * (-9 + 7j)]
    return shape("mark", path(way, closed=False) + path(barbs, (1,), closed=False))


def gap(width: float, height: float) -> str:
    """Return the dimension mark between wall and hips, `width` units (5-15 cm) wide."""
    allow("gap between hips and wall", width / UNITS_PER_CM, 5, 15, " cm")
    at, edge = height * 1j, width + height * 1j
    return line("mark", at + 2 - 5j, at + 2 + 5j) + line("mark", at + 2, edge - 2) + line("mark", edge - 2 - 5j, edge - 2 + 5j)


def contact(height: float) -> str:
    """Return three short ticks: the body touches the wall here."""
    return "".join(
        line("mark", complex(a, height + b), complex(c, height + d)) for a, b, c, d in ((-3, 0, -9, 0), (-3, 7, -8, 11), (-3, -7, -8, -11))
    )


def pillow(skull: Point) -> str:
    """Return a small pillow that gives way to the head whose middle is `skull`."""
    corners = (-28 + 20j, -32 + 14j, -24 + 7j, -2 + 13j, 18 + 8j, 25 + 14j, 21 + 20j, -4 + 21j)
    return shape("prop", path([skull - p for p in corners]))


def blanket(middle: float) -> str:
    """Return a blanket folded twice, `middle` units from the wall."""
    return box("prop", middle - 20, REST + 6.5, 52, 8.5, 4) + box("prop", middle - 22, REST - 1, 56, 8.5, 4)


def chair(wall: float, seat: float) -> str:
    """Return a chair whose back stands `wall` units from the wall, its seat `seat` units high."""
    leg = polygon("prop", complex(wall + 78, seat - 6), complex(wall + 71, seat - 6), wall + 73, wall + 78)
    return box("prop", wall, 0, 7, seat + 79, 3) + box("prop", wall + 1, seat - 8, 82, 8, 4) + leg


def bedstead() -> str:
    """Return a bed with its head at the wall: headboard, legs, frame, mattress 46 units high."""
    legs = box("prop", 226, 0, 8, 9) + box("prop", 16, 0, 8, 9)
    return box("prop", 0, 0, 8, 105, 3) + legs + box("prop", 9, 5, 233, 8, 3) + box("mat", 9, 11, 233, 35, 8)


def clock(at: Point) -> str:
    """Return a clock face on which 5 to 15 minutes are marked."""
    face = dot("dial", at, 32)
    sector = path([at + ray(a, 32) for a in (60, 30, 0)], closed=False)
    hands = path([at + 17j, at, at + ray(-30, 13)], (1,), closed=False)
    return face + shape("mark", sector + hands)


def breath(at: Point) -> str:
    """Return the breath: half a sun that rises from the belly, as in the timer."""
    return shape("breath", path([at + ray(a, 70) for a in (0, 45, 90, 135, 180)], (0, 4)))

"""Things in the room, and the marks that explain: mat, blanket, chair, bed, arrows, clock."""

from __future__ import annotations

from macros.figures.body import UNITS_PER_CM, allow
from macros.figures.curves import Point, hobby, ray, unit
from macros.figures.paths import QUARTERS, box, dot, line, oval, path, polygon, shape

REST = 9.0
"""Height at which a body rests on the mat, in units."""


def mat(start: float = 5, end: float = 222) -> str:
    """Return a mat from `start` to `end` units from the wall; what lies on it sinks in a little."""
    return box("mat", start, 0, end - start, REST + 5, 5)


def shadow(start: float, end: float, height: float = REST, depth: float = 4.5) -> str:
    """Return the soft patch of shade under a body."""
    return oval("shade", complex((start + end) / 2, height), (end - start) / 2, depth)


def arrow(*way: Point, both: bool = False) -> str:
    """Return a curved arrow of movement through at least two points, with `both` ends pointed."""
    data = path(way, closed=False)
    for line_ in (way, way[::-1])[: 1 + both]:
        _, handle, tip = hobby(line_, False)[-1]
        u = unit(tip - handle)
        data += path([tip + u * (-9 - 7j), tip, tip + u * (-9 + 7j)], (1,), closed=False)
    return shape("mark", data)


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


def cushions(girth: float) -> str:
    """Return what a person on one side rests on: a cushion under the head, and one between the knees."""
    head = [218 + 12j, 217 + 17j, 228 + 24j, 250 + 22j, 274 + 25j, 284 + 18j, 282 + 12j]
    knees = [28 + 16j, 27 + 25j, 52 + 30j * girth, 80 + 27j, 80 + 15j]
    return shape("prop", path(head, (0, 6)) + path(knees, (0, 4)))


def blanket(middle: float) -> str:
    """Return a blanket folded twice, `middle` units from the wall."""
    return box("prop", middle - 20, REST + 6.5, 52, 8.5, 4) + box("prop", middle - 22, REST - 1, 56, 8.5, 4)


def chair(wall: float, seat: float) -> str:
    """Return a chair whose back stands `wall` units from the wall, its seat `seat` units high."""
    leg = polygon("prop", complex(wall + 78, seat - 6), complex(wall + 71, seat - 6), wall + 73, wall + 78)
    return box("prop", wall, 0, 7, seat + 79, 3) + box("prop", wall + 1, seat - 8, 82, 8, 4) + leg


BED = 50.0
"""Height of the top of the mattress, in units."""


def bedstead(end: float = 306) -> str:
    """Return a bed seen along its length, its head at the wall, its foot `end` units from it."""
    legs = box("prop", end - 22, 0, 9, 12) + box("prop", 12, 0, 9, 12)
    return legs + box("prop", 2, 10, end - 2, 9, 3) + box("mat", 4, 17, end - 6, BED - 12, 9)


def lifted(drawing: str) -> str:
    """Return what would lie on the mat, lying on the bed."""
    return f'<g transform="translate(0 {round((BED - REST) * QUARTERS)})">{drawing}</g>'


def clock(at: Point) -> str:
    """Return a clock face on which 5 to 15 minutes are marked."""
    face = dot("dial", at, 32)
    sector = path([at + ray(a, 32) for a in (60, 30, 0)], closed=False)
    hands = path([at + 17j, at, at + ray(-30, 13)], (1,), closed=False)
    return face + shape("mark", sector + hands)


def breath(at: Point) -> str:
    """Return the breath: half a sun that rises from the belly, as in the timer."""
    return shape("breath", path([at + ray(a, 70) for a in (0, 45, 90, 135, 180)], (0, 4)))

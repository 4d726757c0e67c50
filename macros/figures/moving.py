"""The moves that no still can tell: getting in and coming out, as cut-outs that step from pose to pose.

Made at build from the postures of the stills. Between two of them the joints travel and the bones keep their length; a
dozen poses a second would be film, nine look like paper that somebody moves. The reader's page steps through the poses
itself, so that they can be stopped; the file for teachers steps by itself, and stands still where motion is not wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from macros.figures.body import allow
from macros.figures.mannequin import Mannequin, shared_heads
from macros.figures.palette import style
from macros.figures.paths import QUARTERS, coarser
from macros.figures.people import ANA, CAI, Person
from macros.figures.postures import bending, on_side, pressing, side_sitting, sitting, sliding, supine, swinging, turning
from macros.figures.props import mat
from macros.figures.stance import Skeleton, Stance
from macros.figures.words import Words

__all__ = ["MOVES", "Move", "moving_file", "moving_still", "poses"]

STEP = 110
"""How long a pose between two stays, in milliseconds."""
HOLD, END = 1100, 2200
"""How long a posture stays that has a name, and the last one."""
COARSE = 3
"""How much wider the grid of passing poses is than that of a still."""
EDGE = 16
"""How thick wall and floor are drawn in the file, in viewBox units."""


@dataclass(frozen=True)
class Move:
    """A movement through some postures.

    stages  each posture and how many poses lie on the way to it (none for the first)
    still   which posture stands for the whole, counted from 0
    """

    who: Person
    stages: tuple[tuple[Callable[[Person], Stance], int], ...]
    still: int
    width: int
    height: int


MOVES: dict[str, Move] = {
    "getting-in": Move(
        ANA,
        ((sitting, 0), (turning, 3), (swinging, 2), (supine, 2)),
        1,
        240,
        216,
    ),
    "coming-out": Move(
        CAI,
        ((bending, 0), (sliding, 1), (on_side, 3), (pressing, 2), (side_sitting, 1)),
        3,
        304,
        200,
    ),
}


@dataclass(frozen=True)
class Shot:
    """One pose of a move: the stance, how long it stays (milliseconds), and whether it has a name."""

    stance: Stance
    stays: int
    named: bool


@cache
def poses(name: str) -> tuple[Shot, ...]:
    """Return the poses of a move, in order. KeyError for a move that does not exist."""
    move = MOVES[name]
    allow("poses between", sum(count for _, count in move.stages), 4, 24)
    out: list[Shot] = []
    for at, (make, between) in enumerate(move.stages):
        goal = make(move.who)
        for i in range(between):
            eased = (1 - math.cos(math.pi * (i + 1) / (between + 1))) / 2  # a body starts and ends slowly
            out.append(Shot(move.stages[at - 1][0](move.who).towards(goal, eased), STEP, False))
        out.append(Shot(goal, END if at == len(move.stages) - 1 else HOLD, True))
    return tuple(out)


def moving_still(name: str, words: Words) -> str:
    """Return the picture that stands for a move, to be inlined in a page that has figures.css. The poses are added by the page."""
    move = MOVES[name]
    shot = [one for one in poses(name) if one.named][move.still]
    return (
        f'<svg class="fig fig--{move.who.name}" role="img" viewBox="0 0 {move.width} {move.height}" data-search-exclude="">{words.markup()}'
        f"{_room(move)}<g>{_draw(move, shot)}</g></g></svg>"
    )


@cache
def moving_file(name: str, words: Words) -> str:
    """Return a move as a file of its own that needs nothing else: an SVG that steps through its poses again and again."""
    move, shots = MOVES[name], poses(name)
    whole = sum(shot.stays for shot in shots)
    still = [shot for shot in shots if shot.named][move.still]
    drawn, rules, start = "", "", 0
    for i, shot in enumerate(shots):
        extra = " still" if shot is still else ""
        drawing = coarser(_draw(move, shot, name), COARSE)
        scale = f'transform="scale({COARSE})" stroke-width="{10 / COARSE:.2f}"'
        drawn += f'<g class="pose s{shot.stays} d{i}{extra}" data-stays="{shot.stays}" {scale}>{drawing}</g>'
        rules += f".d{i}{{animation-delay:{start}ms}}"
        start += shot.stays
    for stays in sorted({shot.stays for shot in shots}):
        rules += f".s{stays}{{animation-name:p{stays}}}@keyframes p{stays}{{0%{{visibility:visible}}{100 * stays / whole:.3f}%{{visibility:hidden}}}}"
    rules = (
        f".pose .f-seam{{stroke-width:{5 / COARSE:.2f}}}.pose{{visibility:hidden;animation:{whole}ms step-end infinite}}{rules}"
        "@media(prefers-reduced-motion:reduce){.pose{animation:none}.still{visibility:visible}}"
    )
    w, h = move.width, move.height
    room = f'<path class="f-floor" d="M{-EDGE} {h}H{w}v{EDGE}H{-EDGE}z"/><path class="f-wall" d="M{-EDGE} 0H0v{h}H{-EDGE}z"/>'
    drawing = shared_heads(move.who.hair, name) + room + _room(move) + drawn + "</g>"
    css = style(drawing, dict(move.who.colors)).removesuffix("</style>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{-EDGE} 0 {w + EDGE} {h + EDGE}">{words.markup()}'
        f"{css}{rules}</style>{drawing}</svg>\n"
    )


def _draw(move: Move, shot: Shot, heads: str = "") -> str:
    """One pose. Who has rolled over lies on the left arm and leg."""
    under = (0,) if shot.stance.hips.left.y < -0.4 else ()
    return Mannequin(Skeleton(move.who, shot.stance), under=under, heads=heads).draw()


def _room(move: Move) -> str:
    """The mat, and the group that turns room coordinates to the viewBox, left open."""
    end = 222 if move.width < 280 else 296
    return f'<g transform="matrix({1 / QUARTERS:g} 0 0-{1 / QUARTERS:g} 0 {move.height})">'.replace("0.25", ".25") + mat(5, end)

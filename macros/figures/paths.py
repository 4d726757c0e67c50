"""From points to compact SVG elements.

Coordinates are room units (see `body`), written as whole quarters of a unit with relative commands:
fine enough for a figure 700 px wide, and a whole scene stays under 4 KB.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from macros.figures.curves import Cubic, Point, hobby

QUARTERS = 4
"""Path units to one room unit."""


def path(points: Sequence[Point], sharp: Sequence[int] = (), closed: bool = True) -> str:
    """Return path data through `points`; `sharp` holds the indices of corners.

    Closed paths always wind the same way, so several in one element form a union under the nonzero
    rule: pelvis and leg, or forearm and hand, need no polygon clipping.
    """
    z, n = list(points), len(points)
    if closed and sum((a.conjugate() * b).imag for a, b in zip(z, z[1:] + z[:1], strict=True)) < 0:
        z, sharp = z[::-1], [n - 1 - c for c in sharp]
    cuts = sorted(set(sharp)) if closed else sorted({0, n - 1, *sharp})
    if closed and cuts:
        z = z[cuts[0] :] + z[: cuts[0]] + [z[cuts[0]]]
        cuts = [c - cuts[0] for c in cuts] + [n]
    runs = [z[a : b + 1] for a, b in pairwise(cuts)]
    segments = [s for run in runs for s in hobby(run, False)] if runs else hobby(z, True)
    return _data(z[0], segments, _equalize(segments, cuts)) + "z" * closed


def shape(kind: str, data: str) -> str:
    """Return a path element; `kind` is the class without its prefix: skin, cloth, top, hair ..."""
    return f'<path class="f-{kind}" d="{data}"/>'


def line(kind: str, *points: Point) -> str:
    """Return a straight polyline through `points`."""
    return shape(kind, path(points, range(len(points)), closed=False))


def polygon(kind: str, *points: Point) -> str:
    """Return a closed shape with straight sides."""
    return shape(kind, path(points, range(len(points))))


def dot(kind: str, center: Point, radius: float) -> str:
    """Return a disc."""
    c = _snap(center)
    return f'<circle class="f-{kind}" cx="{c.real:.0f}" cy="{c.imag:.0f}" r="{round(radius * QUARTERS)}"/>'


def oval(kind: str, center: Point, rx: float, ry: float) -> str:
    """Return an ellipse with half axes `rx` and `ry`."""
    c, r = _snap(center), _snap(complex(rx, ry))
    return f'<ellipse class="f-{kind}" cx="{c.real:.0f}" cy="{c.imag:.0f}" rx="{r.real:.0f}" ry="{r.imag:.0f}"/>'


def box(kind: str, x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """Return an upright rectangle from its corner nearest to wall and floor."""
    a, b, r = _snap(complex(x, y)), _snap(complex(width, height)), round(radius * QUARTERS)
    rounded = f' rx="{r}"' if r else ""
    return f'<rect class="f-{kind}" x="{a.real:.0f}" y="{a.imag:.0f}" width="{b.real:.0f}" height="{b.imag:.0f}"{rounded}/>'


def _snap(point: Point) -> Point:
    return complex(round(point.real * QUARTERS), round(point.imag * QUARTERS))


def _numbers(*points: Point) -> str:
    """Whole coordinates with the fewest separators."""
    return " ".join(f"{p.real:.0f} {p.imag:.0f}" for p in points).replace(" -", "-")


def _equalize(segments: list[Cubic], cuts: Sequence[int]) -> set[int]:
    """Make both handles of a smooth point equal where they nearly are, and return those points.

    The shorter command `s` then carries the curve on: about an eighth fewer bytes, nothing to see.
    """
    mirrored = set()
    for i in range(1, len(segments)):
        (first, into, at), (out_of, second, end) = segments[i - 1], segments[i]
        a, b = abs(at - into), abs(out_of - at)
        if i not in cuts and 0.6 * a < b < 1.66 * a:
            mean = math.sqrt(a * b)
            segments[i - 1] = first, at - (at - into) / a * mean, at
            segments[i] = at + (out_of - at) / b * mean, second, end
            mirrored.add(i)
    return mirrored


def _data(start: Point, segments: Sequence[Cubic], mirrored: set[int]) -> str:
    """Write the segments as relative commands: `l` where straight, `s` where mirrored, else `c`."""
    here = _snap(start)
    out, last = "M" + _numbers(here), "M"
    for i, cubic in enumerate(segments):
        a, b, c = (_snap(p) - here for p in cubic)
        if all(abs((handle.conjugate() * c).imag) < 0.6 * abs(c) for handle in (a, b)):
            command, body = "l", _numbers(c)
        elif i in mirrored and last in "cs":
            command, body = "s", _numbers(b, c)
        else:
            command, body = "c", _numbers(a, b, c)
        separator = "" if body[0] == "-" else " "
        out += separator + body if command == last else command + body
        last, here = command, here + c
    return out


def coarser(drawing: str, factor: int) -> str:
    """Return a drawing in units `factor` times as large, so on a grid as wide: fewer digits for what passes quickly."""

    def matrix(found: re.Match[str]) -> str:
        numbers = [float(n) / factor for n in found[1].split()]
        return "matrix(" + " ".join(f"{n:.3f}".rstrip("0").rstrip(".") for n in numbers) + ")"

    drawing = re.sub(r"matrix\(([^)]+)\)", matrix, drawing)
    return re.sub(r' d="([^"]+)"', lambda found: f' d="{_coarse(found[1], factor)}"', drawing)


def _coarse(data: str, factor: int) -> str:
    """Path data on the wider grid. Points are rounded where they are, so that no error adds up."""
    out, at = "", 0j
    for command, text in re.findall(r"([Mclsz])([-\d ]*)", data):
        numbers = [int(n) for n in re.findall(r"-?\d+", text)]
        size = {"M": 2, "l": 2, "s": 4, "c": 6, "z": 1}[command]
        body = ""
        for i in range(0, len(numbers), size):
            base = 0j if command == "M" else at
            places = [base + complex(*numbers[j : j + 2]) for j in range(i, i + size, 2)]
            rounded = [_grid(p, factor) - (0 if command == "M" else _grid(at, factor)) for p in places]
            part, at = _numbers(*rounded), places[-1]
            body += part if not body or part[0] == "-" else " " + part
        out += command + body
    return out


def _grid(point: Point, factor: int) -> Point:
    return complex(round(point.real / factor), round(point.imag / factor))

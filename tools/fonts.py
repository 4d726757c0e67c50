"""Make the site's font files from Atkinson Hyperlegible Next (SIL Open Font License 1.1, no reserved font name).

    npm install --no-save @fontsource-variable/atkinson-hyperlegible-next@5.3.0
    python tools/fonts.py node_modules/@fontsource-variable/atkinson-hyperlegible-next

What it changes, overrides/assets/fonts/OFL.txt records too: the zero is drawn open, because a slashed zero reads as an 8
from the floor in low light and nothing here can be mistaken for the letter O; glyphs are cut to what the site sets, with
the accented letters in a file of their own; weights and features are limited to those in use, and weights under regular
are carried on from those above it. The files are committed, so neither a build nor a test runs this.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.hvar import add_HVAR
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools.varLib.iup import iup_delta

OUT = Path(__file__).parent.parent / "overrides/assets/fonts"
# What the pages are written with. overrides/assets/css/fonts.css tells the browser the same in `unicode-range`.
PLAIN = [*range(0x20, 0x7F), *(ord(sign) for sign in "–—‘’“”•…−×·½°\u00a0\u2009")]
# Every other letter of western Europe, for a name typed on a sheet or a word on somebody's own page.
MORE = [code for code in range(0xA0, 0x100) if code not in PLAIN]
DIGITS = [ord(sign) for sign in "0123456789:"]

REGULAR, BOLD = 400, 700
LIGHTEST = 345
"""The weight of the printed sheet."""
BEYOND = 0.215
"""How far the way from bold to regular goes on to reach the lightest: there the outlines come nearest to the design's own at
that weight, on average within 2 thousandths of an em. Taking those themselves would cost 3.5 KB on every first visit."""

Point = tuple[float, float]
ON_CURVE = 1


@dataclass(frozen=True)
class Font:
    """One file to make: its source in the package, its name here, and what it keeps."""

    source: str
    name: str
    glyphs: Sequence[int]
    features: tuple[str, ...]
    weight: int | None = None
    """The only one; none for all from the lightest to bold."""


ROMAN, ITALIC = (f"atkinson-hyperlegible-next-latin-wght-{style}.woff2" for style in ("normal", "italic"))
FONTS = (
    Font(ROMAN, "atkinson-luw.woff2", PLAIN, ("kern", "tnum")),
    Font(ROMAN, "atkinson-luw-more.woff2", MORE, ("kern",)),
    # Titles of sources are all that leans.
    Font(ITALIC, "atkinson-luw-italic.woff2", PLAIN, ("kern",), REGULAR),
    # Ten figures and a colon in one weight, for the timer on other people's pages.
    Font(ROMAN, "atkinson-luw-digits.woff2", DIGITS, ("tnum",), 600),
)


@dataclass(frozen=True)
class Redraw:
    """A new order of a glyph's points: each old point, kept or mirrored about a vertical line through another point."""

    plan: tuple[tuple[int, int | None], ...]

    def apply(self, values: Sequence[Point]) -> list[Point]:
        """The same move for coordinates and for the deltas of every weight, so the glyph stays variable."""
        moved = []
        for point, mirror in self.plan:
            x, y = values[point]
            moved.append((x if mirror is None else 2 * values[mirror][0] - x, y))
        return moved


def plan_of_open_zero(points: Sequence[Point], flags: Sequence[int], ends: Sequence[int]) -> Redraw:
    """The slashed zero is an outline and two half counters. One counter is left: the lower left and the upper right
    quarter are kept, and each is mirrored to close the oval."""
    outer = range(ends[0] + 1)
    lower = list(range(ends[0] + 1, ends[1] + 1))
    upper = list(range(ends[1] + 1, ends[2] + 1))

    def extreme(where: list[int], pick: Callable[[Iterable[float]], float], axis: int) -> int:
        goal = pick(points[i][axis] for i in where)
        return next(i for i in where if flags[i] & ON_CURVE and abs(points[i][axis] - goal) < 1)

    bottom, left = lower[0], extreme(lower, min, 0)
    right, top = extreme(upper, max, 0), extreme(upper, max, 1)
    lower_left = lower[lower.index(left) + 1 :]
    upper_right = upper[upper.index(right) + 1 : upper.index(top)]
    plan: list[tuple[int, int | None]] = [(i, None) for i in outer]
    plan += [(bottom, None), *((i, bottom) for i in reversed(lower_left)), (right, None)]
    plan += [*((i, None) for i in upper_right), (top, None), *((i, top) for i in reversed(upper_right))]
    plan += [(left, None), *((i, None) for i in lower_left)]
    return Redraw(tuple(plan))


def open_the_zero(font: TTFont) -> None:
    """Redraw `zero` in place. `zero.tf`, the tabular one, is made of it and follows."""
    glyph: Any = font["glyf"]["zero"]
    points = [(float(x), float(y)) for x, y in glyph.coordinates]
    ends = list(glyph.endPtsOfContours)
    if len(ends) != 3:
        raise SystemExit(f"zero has {len(ends)} outlines instead of 3: the source has changed, look before you go on")
    redraw = plan_of_open_zero(points, list(glyph.flags), ends)

    size = len(points)
    phantom = [(0.0, 0.0), (float(font["hmtx"]["zero"][0]), 0.0), (0.0, 0.0), (0.0, 0.0)]
    variations = []
    for variation in font["gvar"].variations["zero"]:
        deltas = list(variation.coordinates)
        if None in deltas:
            deltas = iup_delta(deltas, points + phantom, [*ends, size, size + 1, size + 2, size + 3])
        dense = [(float(x), float(y)) for x, y in deltas]
        variations.append(TupleVariation(variation.axes, redraw.apply(dense[:size]) + dense[size:]))
    font["gvar"].variations["zero"] = variations

    flags = [glyph.flags[point] for point, _ in redraw.plan]
    glyph.coordinates = GlyphCoordinates(redraw.apply(points))
    glyph.flags = bytearray(flags)
    glyph.endPtsOfContours = [ends[0], len(flags) - 1]
    glyph.numberOfContours = 2
    glyph.recalcBounds(font["glyf"])


def carry_on_to_lightest(font: TTFont) -> None:
    """Start the weights at the lightest instead of at regular, with regular and all above it as they were. One straight way
    from end to end leads past regular, so that each point needs one number and not two."""
    glyf, gvar, metrics = font["glyf"], font["gvar"], font["hmtx"].metrics
    for name in font.getGlyphOrder():
        points, control = glyf._getCoordinatesAndControls(name, metrics)
        for variation in gvar.variations.get(name, []):
            variation.calcInferredDeltas(points, control.endPts)
            moves = variation.coordinates
            start = [(round(x - BEYOND * dx), round(y - BEYOND * dy)) for (x, y), (dx, dy) in zip(points, moves, strict=True)]
            ways = zip(points, moves, start, strict=True)
            variation.coordinates = [(round(x + dx) - x0, round(y + dy) - y0) for (x, y), (dx, dy), (x0, y0) in ways]
            glyf._setCoordinates(name, start, metrics)
            variation.optimize(start, control.endPts)
    add_HVAR(font)

    regular = BEYOND / (1 + BEYOND)
    for region in font["GDEF"].table.VarStore.VarRegionList.Region:
        # Kerning under regular stays as at regular.
        region.VarRegionAxis[0].StartCoord = regular
    axis = font["fvar"].axes[0]
    axis.minValue = axis.defaultValue = LIGHTEST
    place = (REGULAR - LIGHTEST) / (BOLD - LIGHTEST)
    bends = {at: to for at, to in font["avar"].segments["wght"].items() if at >= 0}
    bends = {place + at * (1 - place): regular + to * (1 - regular) for at, to in bends.items()}
    font["avar"].segments["wght"] = {-1.0: -1.0, 0.0: 0.0, **bends}


def make(source: Path, wanted: Font) -> TTFont:
    """The font with its open zero, fewer weights and fewer glyphs."""
    font = TTFont(source, recalcTimestamp=False)
    open_the_zero(font)
    font = instantiateVariableFont(font, {"wght": wanted.weight or (REGULAR, BOLD)})
    if not wanted.weight:
        carry_on_to_lightest(font)
    font.flavor = None
    memory = io.BytesIO()
    font.save(memory)
    font = TTFont(io.BytesIO(memory.getvalue()), recalcTimestamp=False)
    options = subset.Options(layout_features=[*wanted.features], hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted.glyphs)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def main(package: Path, out: Path = OUT) -> None:
    for wanted in FONTS:
        make(package / "files" / wanted.source, wanted).save(out / wanted.name)
        print(f"{wanted.name}: {(out / wanted.name).stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))

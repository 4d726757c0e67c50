"""The cover of every track and of the podcast: the card's picture as a square, drawn as SVG from the same figure and font.

Small in each track, since it comes before the first sound; large for the podcast, whose apps want no less than 1400 pixels.
The same drawing gives the same bytes, so it is drawn once and kept in `.cache/`.
"""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

from macros.data import Data
from macros.figures import figure_file
from macros.figures.palette import AIR, CLAY, COLORS, INK, WALLS
from macros.files import digest, put_whole
from macros.pictures.cards import WEIGHT, Letters

__all__ = ["LARGE", "SMALL", "cover", "drawing"]

SMALL, LARGE = 480, 1400
"""The side of a track's cover and of the podcast's, in pixels."""

SIDE = 700
"""The side of the drawing, in its own units."""
WALL, FLOOR, WORDS = 84, 596, 316
SIZE, STEP = 88, 96
COLORS_IN_PNG = 128

FONTS = Path(__file__).parents[2] / "overrides/assets/fonts"
LETTERS = (FONTS / "atkinson-luw.woff2",)


def drawing(data: Data) -> str:
    """The cover as SVG: a wall, a floor, someone resting in the corner, and the name in two lines above."""
    words = data.site.name.split()
    half = len(words) // 2
    lines = (" ".join(words[:half]), " ".join(words[half:]))
    last = len(lines) - 1
    name = "".join(
        f'<text x="{WORDS}" y="{132 + at * STEP}">{escape(line)}' + (f'<tspan fill="{CLAY}">.</tspan>' if at == last else "") + "</text>"
        for at, line in enumerate(lines)
    )
    hero = figure_file("hero", data.figures["hero"])
    scale = 0.92
    box = (
        f'<svg x="{WALL - 16 * scale:.1f}" y="{FLOOR - 500 * scale:.1f}" width="{676 * scale:.1f}" height="{516 * scale:.1f}"'
        f' viewBox="-16 0 676 516">'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{box}{hero[hero.index(">") + 1 :]}'
        f'<g stroke="none"><path fill="{WALLS["timer"]}" d="M0 0h{WALL}v{FLOOR}H0z"/>'
        f'<path fill="{COLORS["floor"][0]}" d="M0 {FLOOR}h{SIDE}v{SIDE - FLOOR}H0z"/>'
        f'<g font-family="Card0" font-weight="{WEIGHT}" font-size="{SIZE}" letter-spacing="{-0.02 * SIZE:.2f}" fill="{INK}">{name}</g></g></svg>'
    )


def cover(data: Data, side: int) -> bytes:
    """The cover as PNG."""
    return _png(drawing(data), side, data.folder.parent / ".cache/cards")


@cache
def _png(svg: str, side: int, kept: Path) -> bytes:
    """The drawing, drawn unless `kept` has it. Few colors: it is flat, and a track waits for it."""
    import resvg_py  # only here: a page is rendered without these
    from PIL import Image

    file = kept / f"cover-{side}-{digest(svg, *(font.read_bytes() for font in LETTERS), length=24)}.png"
    if not file.exists():
        letters = Letters(LETTERS, kept / "cover")
        fonts = [str(font) for font in letters.files]
        drawn = resvg_py.svg_to_bytes(svg, width=side, height=side, background=AIR, skip_system_fonts=True, font_files=fonts)
        flat = Image.open(BytesIO(bytes(drawn))).convert("RGB").quantize(COLORS_IN_PNG, dither=Image.Dither.NONE)
        saved = BytesIO()
        flat.save(saved, "PNG", optimize=True)
        put_whole(file, saved.getvalue())
    return file.read_bytes()

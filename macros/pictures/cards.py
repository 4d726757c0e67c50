"""The picture that stands beside a pasted link: 1200 x 630, the page's words in the crook of the L.

Drawn as SVG from the same figures and font as the site, without a browser or a network. The same words give the same
bytes, so a card is drawn once and kept in `.cache/`.
"""

from __future__ import annotations

import hashlib
import struct
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from macros.figures import figure_file
from macros.figures.palette import AIR, CLAY, COLORS, INK, WALLS
from macros.files import put_whole
from macros.schema import DataError

__all__ = ["Letters", "card_png"]

WIDTH, HEIGHT = 1200, 630
WALL, FLOOR = 108, 530
"""Where the wall ends and the floor begins."""
WORDS = 470
"""Where the words begin, to the right of the legs."""
WEIGHT = 600
ON_FLOOR = AIR


def read_font(file: Path) -> Any:
    """A font as fontTools holds it.

    Raises:
        DataError: for a file that is missing, or no font.
    """
    import brotli  # only here: a page is rendered without them
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(file)
        font.ensureDecompiled()
    except (OSError, TTLibError, ValueError, AssertionError, KeyError, struct.error, brotli.error) as error:
        said = "missing" if isinstance(error, FileNotFoundError) else f"unreadable: {error}"
        raise DataError(f"overrides/assets/fonts/{file.name}", "file", said, "a font in WOFF2, as tools/fonts.py makes it") from None
    return font


class Letters:
    """The site's font, as files that the renderer reads and as the widths of its letters. The first file has the letters of
    English; the others are asked for what it lacks."""

    def __init__(self, woff2: tuple[Path, ...], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.files: list[Path] = []
        self.advances: dict[str, float] = {}
        for at, source in enumerate(woff2):
            font = read_font(source)
            font.flavor = None
            for name in (1, 4, 6, 16):
                font["name"].setName(f"Card{at}", name, 3, 1, 0x409)
            font["name"].setName("Regular", 2, 3, 1, 0x409)
            self.files.append(folder / f"card-{at}.ttf")
            saved = BytesIO()
            font.save(saved)
            put_whole(self.files[-1], saved.getvalue())
            glyphs, unit = font.getGlyphSet(location={"wght": WEIGHT}), font["head"].unitsPerEm
            widths = {chr(code): glyphs[glyph].width / unit for code, glyph in font.getBestCmap().items()}
            self.advances = {**widths, **self.advances}
        # A card is drawn again where its letters have changed.
        self.version = hashlib.sha256(b"".join(source.read_bytes() for source in woff2)).hexdigest()

    def width(self, text: str, size: float) -> float:
        return size * sum(self.advances.get(letter, self.advances[" "]) for letter in text)

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """The text in lines no wider than `room`."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def card_svg(heading: str, room: str, site_name: str, font: Letters) -> str:
    """The card: a wall, a floor, someone resting in the corner, and the page's heading with its full stop."""
    space = WIDTH - WORDS - 70
    size = next((s for s in (92, 80, 68, 58) if len(font.lines(heading, s, space)) <= 3), 50)
    lines = font.lines(heading, size, space)
    step = size * 1.08
    text = "".join(
        f'<text x="{WORDS}" y="{96 + size * 0.72 + at * step:.0f}">{escape(line)}'
        + (f'<tspan fill="{CLAY}">.</tspan>' if at == len(lines) - 1 and line[-1].isalnum() else "")
        + "</text>"
        for at, line in enumerate(lines)
    )
    hero = figure_file("hero")
    start = hero.index(">") + 1
    scale = 0.84
    box = (
        f'<svg x="{WALL - 16 * scale:.1f}" y="{FLOOR - 500 * scale:.1f}" width="{676 * scale:.1f}" height="{516 * scale:.1f}"'
        f' viewBox="-16 0 676 516">'
    )
    mark = (
        f'<g transform="translate({WORDS} 556) scale(1.2)"><path d="M8.5 5v20.5q0 6 6 6H23" fill="none" stroke="{ON_FLOOR}"'
        f' stroke-width="7" stroke-linecap="round"/><circle cx="33.2" cy="31" r="4.3" fill="{CLAY}"/></g>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{box}{hero[start:]}'
        f'<g stroke="none"><path fill="{WALLS.get(room, WALLS["practice"])}" d="M0 0h{WALL}v{FLOOR}H0z"/>'
        f'<path fill="{COLORS["floor"][0]}" d="M0 {FLOOR}h{WIDTH}v{HEIGHT - FLOOR}H0z"/>'
        f'<g font-family="Card0" font-weight="{WEIGHT}" font-size="{size}" letter-spacing="{-0.02 * size:.2f}" fill="{INK}">{text}</g>'
        f'{mark}<text x="{WORDS + 62}" y="594" font-family="Card0" font-weight="{WEIGHT}" font-size="34" fill="{ON_FLOOR}">'
        f"{escape(site_name)}</text></g></svg>"
    )


def card_png(heading: str, room: str, site_name: str, font: Letters, kept: Path) -> bytes:
    """The card as PNG, drawn unless `kept` has it."""
    import resvg_py  # only here: a page is rendered without it

    svg = card_svg(heading, room, site_name, font)
    file = kept / f"{hashlib.sha256((font.version + svg).encode()).hexdigest()[:24]}.png"
    if not file.exists():
        fonts = [str(one) for one in font.files]
        drawn = resvg_py.svg_to_bytes(svg, width=WIDTH, height=HEIGHT, background=AIR, skip_system_fonts=True, font_files=fonts)
        put_whole(file, bytes(drawn))
    return file.read_bytes()

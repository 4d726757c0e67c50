"""The site's font as paper gets it. A browser cannot put a variable font into a PDF and draws its letters as nameless pictures of
themselves ("Type 3"), which some readers search badly and printers draw coarsely. So the browser that prints is given one named font for each
weight of the sheet. Pages keep the variable one, which is smaller than two of them.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

__all__ = ["FAMILY", "WEIGHTS", "of_weight", "with_weights"]

WEIGHTS = (350, 600, 620)
"""Those that the sheet's styles ask for (overrides/assets/css/sheet.css)."""

FAMILY = "Atkinson LUW"

FACE = re.compile(r"@font-face\{[^}]*?font-weight:\d+ \d+[^}]*\}")
SOURCE = re.compile(r"(url\([^)?]+\.woff2)(\?v=\w+)?")


def with_weights(css: str) -> str:
    """The same sheet, each variable face in it replaced by one face for each weight."""

    def one(face: str, weight: int) -> str:
        face = re.sub(r"font-weight:\d+ \d+", f"font-weight:{weight}", face)
        return SOURCE.sub(rf"\g<1>?weight={weight}", face)

    return FACE.sub(lambda face: "".join(one(face[0], weight) for weight in WEIGHTS), css)


@cache
def of_weight(file: Path, weight: int) -> bytes:
    """The font of that weight alone, under a name of its own. The same every time."""
    font = instantiateVariableFont(TTFont(file, recalcTimestamp=False), {"wght": weight})
    font.flavor = None
    family = f"{FAMILY} {weight}"
    for name, text in {1: family, 2: "Regular", 4: family, 6: f"AtkinsonLUW-{weight}"}.items():
        font["name"].setName(text, name, 3, 1, 0x409)
    for name in (16, 17, 25):
        font["name"].removeNames(nameID=name)
    saved = BytesIO()
    font.save(saved)
    return saved.getvalue()

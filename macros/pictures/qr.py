"""QR codes: as a path for the sheet, as files for handouts.

Level M, four quiet modules. The reader's own choices are drawn by overrides/assets/js/teach/qr.js, which makes the same modules.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import groupby

import segno

__all__ = ["QUIET", "QrPath", "qr_path", "qr_png", "qr_svg"]

QUIET = 4
"""Modules of empty ground on every side, as readers need it."""


@dataclass(frozen=True)
class QrPath:
    """A code as one SVG path, in modules: `size` is the side of the square with its quiet ground."""

    size: int
    path: str


def code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", boost_error=False, micro=False, mode="byte")


def qr_path(text: str) -> QrPath:
    """The dark modules of `text`, one bar a run, each told from where the last one began: small, and sharp at any size."""
    rows = tuple(code(text).matrix)
    runs = []
    last_x = last_y = 0
    for y, row in enumerate(rows, start=QUIET):
        x = QUIET
        for dark, group in groupby(row):
            length = len(tuple(group))
            if dark:
                runs.append(f"m{x - last_x} {y - last_y}h{length}v1h-{length}z")
                last_x, last_y = x, y
            x += length
    return QrPath(len(rows) + 2 * QUIET, "".join(runs))


def qr_svg(text: str) -> str:
    """A file of its own, black on white whatever the page around it."""
    drawn = qr_path(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.size} {drawn.size}" width="300" height="300">'
        f'<path fill="#fff" d="M0 0h{drawn.size}v{drawn.size}H0z"/><path d="{drawn.path}"/></svg>\n'
    )


def qr_png(text: str, least: int = 1000) -> bytes:
    """A picture at least `least` pixels wide, every module a whole number of pixels."""
    made = code(text)
    side = made.symbol_size(border=QUIET)[0]
    buffer = io.BytesIO()
    made.save(buffer, kind="png", border=QUIET, scale=-(-least // side))
    return buffer.getvalue()

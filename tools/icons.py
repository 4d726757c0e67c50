"""Draw the mark as icons: favicon, home-screen and install icons, from one outline.

    python tools/icons.py

Writes overrides/assets/img/. Run it after changing the mark or its colors, and commit what it writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import resvg_py

OUT = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "img"

# An L and its full stop, which is a person with their legs up the wall. Box 40 x 40.
BODY = "M8.5 6v19.5q0 6 6 6H22"
HEAD = (33, 31, 4.6)
CENTER = (21.2, 19.1)

AIR, PLUM, CLAY = "#fbf8f3", "#5b4b8a", "#c9795b"
PLUM_NIGHT, CLAY_NIGHT = "#a897dc", "#d98f70"


@dataclass(frozen=True)
class Icon:
    """One PNG: its file, its side in pixels, how much of it the mark takes (0-1)."""

    file: str
    side: int
    share: float


ICONS = (
    Icon("favicon.png", 32, 0.94),
    Icon("apple-touch-icon.png", 180, 0.66),
    Icon("icon-192.png", 192, 0.7),
    Icon("icon-512.png", 512, 0.7),
    # A maskable icon may be cut to a circle 80 % wide, so the mark stays inside of that.
    Icon("icon-maskable-512.png", 512, 0.54),
)


def mark(plum: str, clay: str) -> str:
    """Return the mark as SVG elements in its 40 x 40 box."""
    x, y, r = HEAD
    return (
        f'<path d="{BODY}" fill="none" stroke="{plum}" stroke-width="7.5" stroke-linecap="round"/>'
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{clay}"/>'
    )


def favicon() -> str:
    """Return the favicon for browsers that take SVG: no background, lighter when the browser is dark."""
    night = f"path{{stroke:{PLUM_NIGHT}}}circle{{fill:{CLAY_NIGHT}}}"
    style = f"<style>@media(prefers-color-scheme:dark){{{night}}}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{style}{mark(PLUM, CLAY)}</svg>\n'


def tile(share: float) -> str:
    """Return the mark on a square of air, `share` (0-1) of the side wide."""
    scale = share * 40 / 36
    x, y = (20 - c * scale for c in CENTER)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="{AIR}" d="M0 0h40v40H0z"/>'
        f'<g transform="translate({x:.3f} {y:.3f})scale({scale:.4f})">{mark(PLUM, CLAY)}</g></svg>'
    )


def main() -> None:
    """Write every icon."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "favicon.svg").write_text(favicon(), "utf-8")
    for icon in ICONS:
        png = resvg_py.svg_to_bytes(svg_string=tile(icon.share), width=icon.side, height=icon.side, skip_system_fonts=True)
        (OUT / icon.file).write_bytes(bytes(png))


if __name__ == "__main__":
    main()

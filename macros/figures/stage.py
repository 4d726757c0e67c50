"""The drawings that lie in the timer: one room, one scale, one file.

The timer has a wall and a floor of its own, so a scene here is the person and what they touch: mat, chair, bed. All scenes
share one frame, so that one can fade into the next while nothing else moves. Nobody in them has colors: the page decides.
"""

from __future__ import annotations

from dataclasses import replace

from macros.figures.catalog import find
from macros.figures.people import ANA

__all__ = ["FRAME", "STAGED", "scenes_file"]

FRAME = (320, 240)
"""Width and height of every scene's viewBox, in room units: the wall's face is its left edge, the floor its lower edge."""

STAGED: tuple[str, ...] = (
    "sit", "turn", "swing", "legs-up", "arms", "belly", "breathe", "bend", "slide", "roll", "push-up", "sit-up",
    "chair-sit", "chair-lie", "chair", "chair-bend",
    "bed-sit", "bed-swing", "bed", "bed-bend", "bed-roll", "bed-push-up", "bed-sit-up",
)  # fmt: skip
"""The drawings a timer can show, in the order in which they are said, for wall, chair and bed."""


def scenes_file() -> str:
    """Return all staged drawings as symbols of one SVG file, each with the id `scene-NAME`."""
    width, height = FRAME
    symbols = "".join(
        f'<symbol id="scene-{name}" viewBox="0 0 {width} {height}">{replace(find(name), who=ANA, height=height).drawing()}</symbol>'
        for name in STAGED
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'

"""Every drawing by name. Its words are in data/figures.yml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from macros.figures import steps, versions, way_out
from macros.figures.paths import QUARTERS
from macros.figures.people import ANA, BEN, CAI, DEE, Person


@dataclass(frozen=True)
class Scene:
    """A drawing: the function that draws it, the person in it, and the frame it stands in.

    `width` and `height` are those of the viewBox, `scale` the viewBox units to one room unit.
    `framed` says that wall and floor are where the page has them: left and below.
    """

    draw: Callable[[Person], str]
    who: Person = ANA
    width: int = 240
    height: int = 216
    scale: float = 1
    framed: bool = True

    def drawing(self) -> str:
        """Return the drawing, turned from room coordinates (y up, quarters of a unit) to its viewBox."""
        scale = f"{self.scale / QUARTERS:g}".removeprefix("0")
        return f'<g transform="matrix({scale} 0 0-{scale} 0 {self.height})">{self.draw(self.who)}</g>'


def find(name: str) -> Scene:
    """Return a drawing by name. ValueError for an unknown one, with the nearest and all the valid names."""
    if name not in SCENES:
        near = get_close_matches(name, SCENES, 1, 0.4)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"No figure is called {name!r}.{hint} Valid names: {', '.join(SCENES)}.")
    return SCENES[name]


TALL, LOW, CHAIR, BED = (240, 216), (304, 156), (272, 184), (308, 248)
"""Frames (width and height) for legs on the wall, for the way out, for a chair and for a bed: cropped to the people in them."""


def _scene(draw: Callable[[Person], str], who: Person = ANA, frame: tuple[int, int] = TALL, *, framed: bool = True) -> Scene:
    return Scene(draw, who, *frame, framed=framed)


SCENES: dict[str, Scene] = {
    "sit": _scene(steps.sit),
    "turn": _scene(steps.turn),
    "swing": _scene(steps.swing, BEN),
    "legs-up": _scene(steps.legs_up, CAI),
    "arms": _scene(steps.arms_by_sides, DEE),
    "belly": _scene(steps.hands_on_belly, DEE),
    "breathe": _scene(steps.breathe),
    "bend": _scene(way_out.bend, DEE, (272, 156)),
    "slide": _scene(way_out.slide, DEE, LOW),
    "roll": _scene(way_out.roll, CAI, LOW),
    "push-up": _scene(way_out.push_up, BEN, LOW),
    "sit-up": _scene(way_out.sit_up, frame=(240, 192)),
    "wall": _scene(steps.arms_by_sides),
    "slanting": _scene(versions.slanting, DEE, (272, 216)),
    "soft-knees": _scene(versions.soft_knees, CAI, (272, 216)),
    "chair-sit": _scene(versions.before_chair, BEN, CHAIR),
    "chair-lie": _scene(versions.calf_by_calf, BEN, CHAIR),
    "chair": _scene(versions.on_chair, BEN, CHAIR),
    "chair-bend": _scene(versions.off_chair, BEN, CHAIR),
    "bed-sit": _scene(versions.bed_sit, CAI, BED),
    "bed-swing": _scene(versions.bed_swing, CAI, BED),
    "bed": _scene(versions.bed, CAI, BED),
    "bed-bend": _scene(versions.bed_bend, CAI, BED),
    "bed-roll": _scene(versions.bed_roll, CAI, BED),
    "bed-push-up": _scene(versions.bed_push_up, CAI, BED),
    "bed-sit-up": _scene(versions.bed_sit_up, CAI, BED),
    "cushion": _scene(versions.cushion, CAI, (240, 224)),
    "strap": _scene(versions.strap, BEN),
    "wide": _scene(versions.wide, DEE, (320, 220), framed=False),
    "soles-together": _scene(versions.soles_together, BEN, (320, 220), framed=False),
    "pillow": _scene(versions.under_head, DEE),
    "side-lying": _scene(versions.side_lying, CAI, LOW),
    "hero": Scene(
        steps.hero,
        width=660,
        height=500,
        scale=2.4,
    ),
}

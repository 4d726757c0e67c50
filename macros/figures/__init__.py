"""The drawings of the pose: pure geometry in, SVG out. No files are read and none are written.

A skeleton (joints from segment lengths and angles) is dressed with width profiles; splines through the outlines give calm
contours. Colors come from overrides/assets/css/figures.css. From the ground up:

    curves, paths      points -> splines -> path data
    outlines, body     the approved shapes; bones, joints and how far they go
    limbs, hair        flesh on bones
    side, front        the person in profile, and from the front
    space, stance,     the person in a room with depth: turning, rolling, rising, and every posture between two
    mannequin
    poses, postures,   lying with the legs up; the ways in and out; mat, chair, bed, marks
    props
    steps, way_out,    the scenes
    versions
    people, palette    who is drawn, in which colors
    catalog, words     every scene by name; how its words (data/figures.yml) stand in it
    moving             getting in and coming out as poses that follow each other, for pages and as files
    stage              the drawings the timer shows, as symbols of one file

The timer's drawings are published as assets/img/scenes.svg (`scenes_file`): a file of nothing but
`<symbol id="scene-NAME" viewBox="0 0 320 240">`, one for each of `STAGED`. In it x = 0 is the face of the wall and y = 240
the floor; neither is drawn, and 1 unit is the same length in all, so scenes may be laid over each other. A person measures
300 units; lying, the body takes 240 of the width and 210 of the height. Shapes carry the classes of figures.css (f-skin,
f-hair, f-top, f-cloth, f-far, f-face, f-mat, f-prop, f-mark, f-shade ...) and no color, so whoever shows them decides:

    <svg class="fig" viewBox="0 0 320 240" aria-hidden="true"><use href="#scene-roll"/></svg>

with the symbols adopted into the page's own document (an outside `href` works only on the same origin, and styles do not
reach it everywhere). `fig--ben` and the like on the svg change the person's colors; the custom properties --fig-skin,
--fig-line and so on change anything else. For ember outlines on black, let every fill be the black of the background and
--fig-line, --fig-edge, --fig-face and --fig-mark the ember: what lies behind then stays hidden, as in the drawings on paper.

To add a drawing, write a function in a scene module and an entry in the catalog, and its words in data/figures.yml,
then look at it: tools/contact_sheet.py.
"""

from __future__ import annotations

from functools import cache

from macros.figures.catalog import SCENES, find
from macros.figures.palette import style
from macros.figures.stage import STAGED, scenes_file
from macros.figures.words import Words

__all__ = ["NAMES", "STAGED", "Words", "figure_file", "figure_svg", "scenes_file"]

NAMES: tuple[str, ...] = tuple(SCENES)
"""Every drawing there is."""

EDGE = 16
"""How thick wall and floor are drawn in a standalone file, in viewBox units."""


@cache
def figure_svg(name: str, words: Words | None = None) -> str:
    """Return a drawing to be inlined in a page that has figures.css.

    Its left edge is the face of the wall and its lower edge the floor; the page draws both. Without
    `words` it is decoration: screen readers skip it. ValueError for a name that is not in NAMES.
    """
    scene = find(name)
    role = 'role="img"' if words else 'aria-hidden="true"'
    frame = f'viewBox="0 0 {scene.width} {scene.height}"'
    # Search finds what the page says in words; what a drawing shows would stand there twice, without a space before it.
    searched = ' data-search-exclude=""' if words else ""
    said = words.markup() if words else ""
    return f'<svg class="fig fig--{scene.who.name}" {role} {frame}{searched}>{said}{scene.drawing()}</svg>'


def figure_file(name: str, words: Words | None = None) -> str:
    """Return a drawing as a file of its own: with wall, floor, colors for day and night.

    ValueError for a name that is not in NAMES.
    """
    scene = find(name)
    width, height, room = scene.width, scene.height, ""
    box = f"0 0 {width} {height}"
    if scene.framed:
        box = f"{-EDGE} 0 {width + EDGE} {height + EDGE}"
        room = f'<path class="f-floor" d="M{-EDGE} {height}H{width}v{EDGE}H{-EDGE}z"/><path class="f-wall" d="M{-EDGE} 0H0v{height}H{-EDGE}z"/>'
    drawing = room + scene.drawing()
    said = words.markup() if words else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}">'
        f"{said}{style(drawing, dict(scene.who.colors))}{drawing}</svg>\n"
    )

"""The picture beside a pasted link: somebody rests in the corner of the room, and the air is left for words.

Social networks show it by day only and know no custom properties, so every color is resolved.
"""

from __future__ import annotations

from html import escape

from macros.figures.catalog import find
from macros.figures.palette import AIR, COLORS, LIGHT, WALLS, day_rules

__all__ = ["FLOOR", "HEIGHT", "WALL", "WIDTH", "WORDS", "card_svg"]

WIDTH, HEIGHT = 1200, 630

WALL, FLOOR = 108, 530
"""Where the wall ends and where the floor begins, in pixels."""

WORDS = (470, 64, 1130, 340)
"""The air left for words: left, top, right, bottom. What is drawn there later stands on plain color."""

BODY = 2.35
"""Pixels to one room unit: the feet reach almost to the top of the words."""

# Evening light through a window, as on the home page: four panes, in the picture's pixels.
PANES = "M700 40 946 8 878 208 632 240zM976 4 1222-28 1154 172 908 204zM622 270 868 238 800 438 554 470zM898 234 1144 202 1076 402 830 434z"


def card_svg(figure: str, title: str, room: str, words: str = "") -> str:
    """Return the card as SVG, 1200 x 630.

    `figure` is a drawing (hero, or any framed one) and `title` the picture's name for who cannot see it. `room` picks the
    wall: home, practice, timer, benefits, safety or teach. `words` is SVG that the caller has laid out, drawn last.
    ValueError for a figure or a room that does not exist, or a figure that has no wall on its left.
    """
    scene = find(figure)
    if not scene.framed:
        raise ValueError(f"The figure {figure!r} does not lean on the wall: a card needs one that does.")
    if room not in WALLS:
        raise ValueError(f"No room is called {room!r}. Valid rooms: {', '.join(WALLS)}.")
    scale = BODY / scene.scale
    art = scene.drawing()
    top = FLOOR - scene.height * scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<title>{escape(title)}</title><style>{day_rules(art, dict(scene.who.colors))}</style>"
        f'<g stroke="none"><path fill="{AIR}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/><path fill="{LIGHT}" d="{PANES}"/>'
        f'<path fill="{WALLS[room]}" d="M0 0h{WALL}v{FLOOR}H0z"/>'
        f'<path fill="{COLORS["floor"][0]}" d="M0 {FLOOR}h{WIDTH}v{HEIGHT - FLOOR}H0z"/></g>'
        f'<g transform="translate({WALL} {top:g})scale({scale:g})">{art}</g>'
        f'<g stroke="none">{words}</g></svg>'
    )

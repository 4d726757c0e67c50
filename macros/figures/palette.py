"""Colors, for drawings that leave the site and so cannot ask its stylesheet.

On the site itself every color is a custom property in overrides/assets/css/figures.css; a test
keeps the two in step. Values are (day, night).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

Color = tuple[str, str]

COLORS: dict[str, Color] = {
    "skin": ("#c9956f", "#b88461"),
    "hair": ("#2d2a45", "#5f578c"),
    "top": ("#c9795b", "#b97059"),
    "cloth": ("#5b4b8a", "#7a6bb0"),
    "mat": ("#7fa08f", "#5f8273"),
    "prop": ("#b5a8d0", "#a79cc4"),
    "face": ("#2d2a45", "#221f33"),
    "mark": ("#803a1e", "#f0b498"),
    "breath": ("#f4d9c3", "#332d52"),
    "dial": ("#ddd2c4", "#3a354a"),
    "shade": ("#2d2a45", "#0b0a12"),
    "line": ("#fbf8f3", "#15141f"),
    "wall": ("#dd9f84", "#5c3a35"),
    "floor": ("#352b57", "#5d5389"),
}

# Colors of the room around a drawing, of words and of the accent, by day.
AIR, INK, CLAY = "#fbf8f3", "#2d2a45", "#c9795b"
WALLS: dict[str, str] = {
    "practice": "#dd9f84",
    "timer": "#b3a5d3",
    "benefits": "#d9a3a0",
    "safety": "#d9b26f",
    "teach": "#a7c2b2",
}

FILLED = ("skin", "hair", "top", "cloth", "mat", "prop", "wall", "floor")
FAR = ("skin", "top", "cloth")
PLAIN = ("mat", "prop", "wall", "floor")
"""Kinds without a cut-out line of their own."""


def style(drawing: str, changes: Mapping[str, Color]) -> str:
    """Return CSS with every color resolved, so that any SVG program shows it, and what differs by night.

    Only kinds that occur in `drawing` get rules; `changes` are the colors of the person in it.
    """
    night = _rules(_kinds(drawing), {**COLORS, **changes}, 1)
    return f"<style>{_day(drawing, changes)}@media(prefers-color-scheme:dark){{{night}}}</style>"


def _day(drawing: str, changes: Mapping[str, Color]) -> str:
    used = _kinds(drawing)
    frame = "svg{fill:none;stroke-width:10;stroke-linejoin:round;stroke-linecap:round;paint-order:stroke}"
    fixed = ".f-face,.f-seam{stroke-width:5}" + ".f-shade{opacity:.18}" * ("shade" in used)
    return frame + fixed + _rules(used, {**COLORS, **changes}, 0)


def mix(color: str, shade: str) -> str:
    """Return 76 % of a #rrggbb color with 24 % of a shade: the far limbs."""
    pairs = zip(_channels(color), _channels(shade), strict=True)
    return "#" + "".join(f"{round(0.76 * a + 0.24 * b):02x}" for a, b in pairs)


def _kinds(drawing: str) -> set[str]:
    return set(re.findall(r"\bf-(\w+)", drawing))


def _channels(color: str) -> list[int]:
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def _rules(used: Collection[str], colors: Mapping[str, Color], scheme: int) -> str:
    """The rules of one scheme: line color first, since the plain kinds take it away again."""
    color = {kind: pair[scheme] for kind, pair in colors.items()}
    rules = [f"svg{{stroke:{color['line']}}}"]
    rules += [f".f-{kind}{{fill:{color[kind]}" + ";stroke:none" * (kind in PLAIN) + "}" for kind in FILLED if kind in used]
    rules += [f".f-{kind}{{stroke:{color[kind]}}}" for kind in ("face", "mark", "dial") if kind in used]
    rules += [f".f-{kind}{{fill:{color[kind]};stroke:none}}" for kind in ("breath", "shade") if kind in used]
    if "cut" in used:
        rules.append(f".f-cut{{stroke:{color['line']}}}")
    if "far" in used:
        rules += [f".f-far .f-{kind}{{fill:{mix(color[kind], color['shade'])}}}" for kind in FAR]
    return "".join(rules)

"""The design tokens keep their promises: contrast by day and by night, one place for every color, layers declared once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import icons

CSS = ROOT / "overrides/assets/css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
# text 7:1, large text 4.5:1 (24 px, or 19 px and bold), graphics and outlines of controls 3:1
TEXT = [
    *((text, ground) for text in ("ink", "ink-2") for ground in ("air", "inset")),
    *(("ink", ground) for ground in ("moon", "light")),
    *((text, "air") for text in ("link", "plum-ink", "clay-ink", "sage-ink")),
    ("link", "inset"),
    ("plum-ink", "inset"),
    ("on-floor", "floor"),
    ("on-floor", "floor-2"),
    ("on-floor-2", "floor"),
    ("on-wall", "wall-sage"),
    *(("on-low-sun", f"low-sun-{length}") for length in ("short", "mid", "long")),
]
LARGE = [("ink-2", "moon"), *(("on-sun", f"sun-{length}") for length in ("short", "mid", "long"))]
GRAPHICS = [*((line, "air") for line in ("edge", "plum", "clay", "sage-deep")), ("edge", "inset")]


def tokens() -> dict[str, tuple[str, str]]:
    found = TOKEN.findall((CSS / "tokens.css").read_text("utf-8"))
    return {name: (day, night) for name, day, night in found}


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7), (LARGE, 4.5), (GRAPHICS, 3)], ids=["text", "large text", "graphics"])
def test_every_pair_of_tokens_has_its_contrast_by_day_and_by_night(pairs: list[tuple[str, str]], least: float) -> None:
    known = tokens()
    low = {}
    for front, back in pairs:
        for scheme in (0, 1):
            ratio = contrast(known[front][scheme], known[back][scheme])
            if ratio < least - 0.005:
                low[f"{front} on {back} by {('day', 'night')[scheme]}"] = round(ratio, 2)
    assert low == {}, f"tokens.css: these pairs need a contrast of {least}: make one of the two lighter or darker"


def test_the_browser_s_own_frame_has_the_color_of_the_air() -> None:
    frame = re.findall(r'name="theme-color"[^>]*content="(#\w+)"', (ROOT / "overrides/main.html").read_text("utf-8"))
    assert tuple(frame) == tokens()["air"]


def styles() -> dict[str, str]:
    """Every stylesheet of ours, without its comments."""
    return {file.name: re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S) for file in sorted(Path(CSS).glob("*.css"))}


def test_layers_are_declared_once_and_every_rule_lies_in_one() -> None:
    known = {"tokens", "base", "frame", "parts", "pages", "print"}
    for name, css in styles().items():
        used = set(re.findall(r"@layer\s+([\w-]+)\s*\{", css))
        assert used <= known, name
        depth, outside = 0, ""
        for sign in css:
            depth += (sign == "{") - (sign == "}")
            outside += sign if depth == 0 else ""
        statements = re.findall(r"@layer[^;{}]*|@[\w-]+|[^;{}\s][^;{}]*", re.sub(r"[{}]", ";", outside))
        stray = [s.strip() for s in statements if s.strip() and not s.strip().startswith(("@layer", "@font-face", "@import", "@page"))]
        assert stray == [], name


def on_screen(css: str) -> str:
    """The rules that are not for paper, which is black and white wherever it is."""
    out, rest = "", css
    while (start := rest.find("@media print")) >= 0:
        end = rest.index("{", start)
        depth = 1
        while depth:
            end += 1
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
        out, rest = out + rest[:start], rest[end + 1 :]
    return out + rest


def test_a_color_is_written_in_a_custom_property_and_nowhere_else() -> None:
    found = {}
    for name, css in styles().items():
        if name == "sheet.css":  # linked for paper only
            continue
        uses = re.sub(r"--[\w-]+:[^;]*;", "", on_screen(css))
        if colors := re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", uses):
            found[name] = colors
    assert found == {}


def test_nothing_is_important() -> None:
    assert [name for name, css in styles().items() if "!important" in css] == []


def test_nothing_waits_with_being_drawn_until_someone_scrolls() -> None:
    """A picture of a whole page, and a page saved as a PDF, would show it empty; and its place would be a guess."""
    rules = [(file.name, line.strip()) for file in sorted(CSS.glob("*.css")) for line in file.read_text("utf-8").splitlines()]
    assert [rule for rule in rules if "content-visibility: auto" in rule[1] or "contain-intrinsic" in rule[1]] == []


def test_what_cannot_ask_the_stylesheet_has_its_colors() -> None:
    """The browser's own bars, the app's manifest and the icons."""
    day, night = zip(*(tokens()[name] for name in ("air", "plum", "clay")), strict=True)
    bars = re.findall(r'name="theme-color" media="[^"]*" content="(#\w+)"', (ROOT / "overrides/main.html").read_text("utf-8"))
    assert bars == [day[0], night[0]], "overrides/main.html: give both theme-color the --air of tokens.css"
    mine = (icons.AIR, icons.PLUM, icons.CLAY, icons.PLUM_NIGHT, icons.CLAY_NIGHT)
    assert mine == (*day, *night[1:]), "tools/icons.py: give AIR, PLUM, CLAY the colors of tokens.css, then run: python -m tools.icons"


def test_the_body_is_as_thick_in_the_script_as_in_the_stylesheet() -> None:
    """The script reckons it, since asking the browser costs a layout."""
    limb = re.search(r"--limb: calc\(var\(--thin, 1\) \* clamp\((\d+)px, ([\d.]+)cqmin, (\d+)px\)\)", styles()["timer.css"])
    thin = {name: re.search(r"--thin: ([\d.]+);", styles()[f"timer-{name}.css"]) for name in ("stage", "night")}
    assert limb and all(thin.values())
    scripts = ROOT / "overrides/assets/js/timer"
    least, share, most = limb.groups()
    reckoned = f"Math.max({least}, Math.min({most}, least * {float(share) / 100:g}))"
    assert reckoned in (scripts / "body.js").read_text("utf-8")
    stage, night = (found[1] for found in thin.values() if found)
    assert f"=== 'true' ? {stage} : this.look.lights ? {night} : 1;" in (scripts / "timer.js").read_text("utf-8")

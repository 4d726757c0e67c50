"""Write a contact sheet of every drawing: by day, by night, on paper and in forced colors.

    python tools/contact_sheet.py contact.html

Open the file in any browser. Each drawing stands there at the sizes it is used at, in the site's own
slot (painted wall on the left, floor below), so a change to a shape can be judged at a glance.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from macros.figures import NAMES, figure_svg

CSS = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "css"
SIZES = (120, 320, 650)
THEMES = ("day", "night", "print", "forced")

PAGE = """
body { margin: 16px; font: 14px system-ui, sans-serif; background: var(--air); color: var(--ink); }
.sheet { padding: 16px; background: var(--air); color: var(--ink); }
.sheet--day, .sheet--print, .sheet--forced { color-scheme: light; }
.sheet--night { color-scheme: dark; }
.sheet--print { --air: #fff; --inset: #fff; --ink: #000; --skirt: #000; --wall: #bbb; }
.sheet--forced { --air: #000; --inset: #000; --ink: #fff; --skirt: #fff; --wall: #000; }
.grid { display: flex; flex-wrap: wrap; gap: 24px; align-items: end; }
figure { margin: 0; }
.slot { --surface: var(--inset); background: var(--inset); border-inline-start: 12px solid var(--wall);
  border-block-end: 6px solid var(--skirt); }
"""


def block(css: str, condition: str) -> str:
    """Return the declarations a stylesheet keeps for a media condition."""
    found = re.search(rf"@media {re.escape(condition)} {{\s*\.fig {{(.*?)}}", css, re.DOTALL)
    if not found:
        raise SystemExit(f"figures.css has no rules for {condition}")
    return found[1]


def sheet(theme: str, names: list[str], sizes: list[int]) -> str:
    """Return the drawings in one theme."""
    cells = "".join(
        f'<figure style="width:{size}px"><div class="slot">{figure_svg(name)}</div><figcaption>{name} {size}</figcaption></figure>'
        for size in sizes
        for name in names
    )
    return f'<section class="sheet sheet--{theme}"><div class="grid">{cells}</div></section>'


def document(names: list[str], sizes: list[int], themes: list[str]) -> str:
    """Return the contact sheet as one HTML page that needs nothing else."""
    tokens, figures = ((CSS / f"{name}.css").read_text("utf-8") for name in ("tokens", "figures"))
    forced = block(figures, "(forced-colors: active)").replace("CanvasText", "#fff").replace("Canvas", "#000").replace("GrayText", "#3f3")
    trial = f".sheet--print .fig {{{block(figures, 'print')}}} .sheet--forced .fig {{{forced}}}"
    body = "".join(sheet(theme, names, sizes) for theme in themes)
    return f"<!doctype html><meta charset=utf-8><title>Contact sheet</title><style>{tokens}{figures}{PAGE}{trial}</style>{body}"


def main() -> None:
    """Read the command line and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the HTML file to write")
    parser.add_argument("--figure", action="append", choices=NAMES, help="only this drawing (repeatable)")
    parser.add_argument("--size", action="append", type=int, help="only this width in pixels (repeatable)")
    parser.add_argument("--theme", action="append", choices=THEMES, help="only this theme (repeatable)")
    args = parser.parse_args()
    page = document(args.figure or list(NAMES), args.size or list(SIZES), args.theme or list(THEMES))
    args.out.write_text(page, "utf-8")


if __name__ == "__main__":
    main()

"""The embed's script: the timer's modules joined into one plain script.

A frame with `sandbox="allow-scripts"` has no origin, and browsers refuse it every module unless the host allows all
origins. A plain script is never refused. Joining needs no bundler: the modules import only each other, by name, and share
no names at their top level (a test asks Node).
"""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data

__all__ = ["ENTRIES", "TARGET", "join", "write"]

ENTRIES = ("frame.js", "timer.js")
TARGET = "assets/js/embed.js"
IMPORT = re.compile(r'^import\s[^;]*?from\s*["\']\./([\w-]+\.js)["\'];\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)


def join(folder: Path, entries: tuple[str, ...] = ENTRIES) -> str:
    """The modules of `folder` that the entries need, each after what it needs, in one strict function."""
    done: list[str] = []

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            raise ValueError(f"{folder / name} imports itself by way of {' and '.join(trail)}")
        if name not in done:
            for wanted in IMPORT.findall((folder / name).read_text("utf-8")):
                visit(wanted, (*trail, name))
            done.append(name)

    for entry in entries:
        visit(entry, ())
    parts = [EXPORT.sub("", IMPORT.sub("", (folder / name).read_text("utf-8"))).strip() for name in done]
    left = re.search(r"^(import|export)\b.*", "\n".join(parts), re.MULTILINE)
    if left:
        raise ValueError(f"{folder}: cannot join {left[0]!r}; import by name from ./file.js, and export declarations")
    return '(() => {\n"use strict";\n' + "\n\n".join(parts) + "\n})();\n"


def write(site: Path, data: Data, site_url: str) -> None:  # noqa: ARG001 -- every step is called alike
    """Writes the joined script beside the modules."""
    source = site / "assets/js"
    if (source / ENTRIES[-1]).is_file():
        (site / TARGET).write_text(join(source), "utf-8")

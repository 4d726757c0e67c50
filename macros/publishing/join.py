"""The timer's modules joined into one script: for our pages, and for the embed.

A frame with `sandbox="allow-scripts"` has no origin, and browsers refuse it every module unless the host allows all
origins; a plain script is never refused. Our own pages load one small file instead of a chain of ten. Joining needs no
bundler: the modules import only each other, by name, and share no names at their top level (a test asks Node).

What a module loads later by `import("./name.js")` stays a module on our own pages. For the embed all of that is one more plain
script, which waits in a template of the page (overrides/assets/js/timer/later.js).
"""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data
from macros.publishing.folder import replace

__all__ = ["SCRIPTS", "finish", "join", "needed", "write"]

ROOM = "assets/js/timer"
"""Where the timer's modules lie. They import only each other; what other rooms import of them stays."""

# What is written, from which modules. The embed's own manners come first: colors before anything shows.
SCRIPTS = {"embed.js": ("later.js", "frame.js", "timer.js"), "timer.js": ("timer.js",)}
LATER = "embed-later.js"
# On our own pages a chain of modules that comes at the first touch is one module: its name, and what it hands over.
MODULES = {"sounding.js": "Sounding"}
# One sheet for what the embed shows only after the first touch; our own pages link these in their heads.
SHEETS = ("timer-panel.css", "timer-night.css", "timer-stage.css", "figures.css")
LATER_SHEET = "embed-later.css"
IMPORT = re.compile(r'^import\s[^;]*?from\s*["\']\./([\w-]+\.js)["\'];\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)
NAMED = re.compile(r"^export (?:const|let|class|(?:async )?function) (\w+)", re.MULTILINE)
DYNAMIC = re.compile(r"""\bimport\(["']\./([\w-]+\.js)["']\)""")
FROM_ELSEWHERE = re.compile(r"""["']\.\./timer/([\w-]+\.js)["']""")


def write(site: Path, _data: Data, _site_url: str) -> None:
    """The embed's scripts, as soon as there is an embed, and its second sheet."""
    folder, sheets = site / ROOM, site / "assets/css"
    if all((sheets / name).is_file() for name in SHEETS):
        replace(sheets / LATER_SHEET, "\n".join(_read(sheets / name) for name in SHEETS))
    if IMPORT.search(_read(folder / "timer.js")):
        replace(folder / "embed.js", embed(folder))
        replace(folder / LATER, later(folder))


def finish(site: Path, _data: Data, _site_url: str) -> None:
    """Both scripts, each whole; modules that only they needed go. scripts.py makes them small afterwards."""
    folder = site / ROOM
    if not IMPORT.search(_read(folder / "timer.js")):
        return
    made = {"embed.js": embed(folder), LATER: later(folder), "timer.js": _wrapped(join(folder, SCRIPTS["timer.js"]))}
    made |= {name: f"{join(folder, (name,))}\n\nexport {{ {handed} }};\n" for name, handed in MODULES.items() if (folder / name).is_file()}
    entries = (*SCRIPTS.values(), *((name,) for name in MODULES))
    parts = {part for names in entries for part in needed(folder, names)} - set(made)
    for name, code in made.items():
        replace(folder / name, code)
    others = {file.name for file in folder.glob("*.js")} - parts - set(made)
    asked = {name for file in folder.parent.rglob("*.js") if file.parent != folder for name in FROM_ELSEWHERE.findall(_read(file))}
    kept = set(needed(folder, tuple(sorted(others | asked))))
    for name in parts - kept:
        (folder / name).unlink()


def embed(folder: Path) -> str:
    """The embed's script: what it loads later is in the other one."""
    return _wrapped(DYNAMIC.sub("later()", join(folder, SCRIPTS["embed.js"])))


def later(folder: Path) -> str:
    """All modules that the embed loads later, and all that those load, with what they export in one place."""
    entries: list[str] = []
    waiting = DYNAMIC.findall(join(folder, SCRIPTS["embed.js"]))
    while waiting:
        name = waiting.pop()
        if name not in entries:
            entries.append(name)
            waiting += DYNAMIC.findall(join(folder, (name,)))
    entries.sort()
    exported = {each for name in entries for each in NAMED.findall(_read(folder / name))}
    code = DYNAMIC.sub("Promise.resolve(globalThis.legsUpLater)", join(folder, tuple(entries)))
    return _wrapped(f"{code}\nglobalThis.legsUpLater = {{ {', '.join(sorted(exported))} }};")


def needed(folder: Path, entries: tuple[str, ...]) -> list[str]:
    """The entries and all that they import, each after what it needs."""
    done: list[str] = []

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            raise ValueError(f"{folder / name} imports itself by way of {' and '.join(trail)}")
        if name not in done:
            for wanted in IMPORT.findall(_read(folder / name)):
                visit(wanted, (*trail, name))
            done.append(name)

    for entry in entries:
        visit(entry, ())
    return done


def join(folder: Path, entries: tuple[str, ...]) -> str:
    """The modules in one text, without their imports and exports."""
    parts = [EXPORT.sub("", IMPORT.sub("", _read(folder / name))).strip() for name in needed(folder, entries)]
    left = re.search(r"^(import|export)\b.*", "\n".join(parts), re.MULTILINE)
    if left:
        raise ValueError(f"{folder}: cannot join {left[0]!r}; import by name from ./file.js, and export declarations")
    return "\n\n".join(parts)


def _wrapped(code: str) -> str:
    return f'(() => {{\n"use strict";\n{code}\n}})();\n'


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""

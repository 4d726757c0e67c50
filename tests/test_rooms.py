"""Which room may import which, in Python and in JavaScript: arrows run one way, from what a reader meets down to the records."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "macros"

ROOMS = (
    *(("yaml_advice",), ("yaml_text",), ("schema", "files", "clock"), ("rules", "fields", "accessibility", "site", "report", "front")),
    *(("words", "model", "frame"), ("placing",), ("routines",), ("figures",), ("evidence", "checks", "wording")),
    *(("data",), ("links", "pages", "pictures"), ("sound",), ("score", "render")),
    *(("calls", "publishing"), ("__init__",)),
)
"""From the ground up: a room imports rooms named before it, and none that stands beside it. A new room gets its place here."""

ONLY = {
    "routines": {"model", "placing", "rules", "schema"},
    "figures": set(),
}
"""What is pure knows still less."""

APART = {"jinja2": {"render"}, "markupsafe": {"render"}, "mkdocs": set(), "mkdocs_macros": set()}
"""Libraries that one room alone may know, so that another can take their place."""

PURE = {"clock", "model", "placing", "routines", "score", "sound/mpeg", "sound/id3", "sound/soundtrack", "sound/transcript"}
"""What asks neither files, nor the clock, nor the machine."""

OUTSIDE = {"datetime", "io", "locale", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "time", "urllib"}

SCRIPTS = ROOT / "overrides/assets/js"

SCRIPT_ROOMS = {"timer": {"timer"}, "teach": {"teach", "timer"}, "site": {"site", "teach", "timer"}}
"""What runs a session knows nothing of the page around it: the embed has it alone."""

FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    """ "calls/teach" """
    return file.relative_to(PACKAGE).with_suffix("").as_posix()


def imported(file: Path) -> Iterator[str]:
    """Whole names of modules, also of those that are imported where they are used."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def rooms(file: Path) -> set[str]:
    """The other rooms that it imports."""
    found = {name.split(".")[1] if "." in name else "__init__" for name in imported(file) if name.split(".")[0] == "macros"}
    return found - {name_of(file).split("/")[0]}


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_room_imports_only_rooms_below_it(file: Path) -> None:
    floors = {room: floor for floor, beside in enumerate(ROOMS) for room in beside}
    room = name_of(file).split("/")[0]
    assert room in floors, f"tests/test_rooms.py: give macros/{room} its place in ROOMS"
    assert {other for other in rooms(file) if floors[other] >= floors[room]} == set()
    assert rooms(file) <= ONLY.get(room, rooms(file))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_room_knows_no_library_that_belongs_to_another(file: Path) -> None:
    for name in imported(file):
        top = name.split(".")[0]
        assert top not in ("tests", "tools"), name
        assert name_of(file).split("/")[0] in APART.get(top, {name_of(file).split("/")[0]}), name


@pytest.mark.parametrize("name", sorted(PURE))
def test_what_is_pure_asks_nothing_of_the_machine(name: str) -> None:
    assert {each.split(".")[0] for each in imported(PACKAGE / f"{name}.py")} & OUTSIDE == set()


@pytest.mark.parametrize("file", sorted(SCRIPTS.rglob("*.js")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_script_imports_only_what_its_room_may(file: Path) -> None:
    text = file.read_text("utf-8")
    others = set(re.findall(r"""(?:\bfrom|\bimport\(?)\s*['"]([^'"]+)['"]""", text))
    found = {(file.parent / other).resolve() for other in others}
    assert all(other.is_file() and other.is_relative_to(SCRIPTS) for other in found), others
    assert {other.parent.name for other in found} <= SCRIPT_ROOMS[file.parent.name]

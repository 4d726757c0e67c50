"""Every word of the interface lives in data/ui.yml, and every word there is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.data import load
from macros.schema import DataError

ROOT = Path(__file__).parents[1]
UI = load(ROOT / "data").ui
USE = re.compile(r"\bui\.(\w+)\.(\w+)")


def used() -> set[tuple[str, str]]:
    """Every `ui.section.key` in the package and its templates."""
    files = [*ROOT.glob("macros/**/*.py"), *ROOT.glob("macros/templates/**/*")]
    return {match for file in files if file.is_file() for match in USE.findall(file.read_text("utf-8"))}


def test_every_word_asked_for_exists() -> None:
    """A template cannot ask for a word that data/ui.yml does not have."""
    missing = {f"{s}.{k}" for s, k in used() if k not in ("words", "get")} - {f"{x.name}.{k}" for x in UI for k in x}
    assert not missing


def test_every_word_is_used() -> None:
    """A word nobody asks for is taken out."""
    assert {f"{section.name}.{key}" for section in UI for key in section} <= {f"{s}.{k}" for s, k in used()}


def test_a_wrong_word_names_the_nearest() -> None:
    """A typing mistake in a template stops the build with a hint."""
    with pytest.raises(DataError, match="nearest: legs_up"):
        UI.routine["legsup"]
    with pytest.raises(DataError, match="nearest: routine"):
        UI["rutine"]

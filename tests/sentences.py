"""Edits that break data, and the one sentence that answers them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from macros.schema import DataError
from tests.conftest import ROOT

DATA = ROOT / "data"
Edit = Callable[[str], str]


def copy_data(folder: Path, *, sound: bool = False) -> Path:
    """A copy of data/ that a test may break, with the configuration beside it. The sounds, which are large, are a link unless asked for."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    copy = Path(shutil.copytree(DATA, folder / "data", ignore=None if sound else shutil.ignore_patterns("sound")))
    if not sound:
        (copy / "sound").symlink_to(DATA / "sound")
    return copy


def swap(old: str, new: str, times: int = 1) -> Edit:
    """An edit of the first `old`; it must be there, or the test would test nothing."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, times)

    return edit


def cut(pattern: str, new: str = "") -> Edit:
    """An edit by a pattern over several lines."""

    def edit(text: str) -> str:
        assert re.search(pattern, text, re.DOTALL), pattern
        return re.sub(pattern, new, text, count=1, flags=re.DOTALL)

    return edit


def sentence(error: DataError, file: str, *parts: str) -> None:
    """One line, which names the file and all of `parts`."""
    said = str(error)
    assert said.startswith(f"{file}: "), said
    assert "\n" not in said and "is not allowed; allowed: " in said
    assert "[a-z" not in said and "(?:" not in said, "nobody is answered with a regular expression"
    for part in parts:
        assert part in said, (part, said)

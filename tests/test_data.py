"""Bad data stops the build with one line: file, key, value, what is allowed, and the nearest valid value."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.data import load
from macros.schema import DataError
from tests.sentences import copy_data, swap

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    return copy_data(tmp_path)


BROKEN: dict[str, tuple[str, Callable[[str], str], str, str, str]] = {
    # what is wrong: file, the edit, key, value, a part of what is allowed
    "an unknown key": ("cues.yml", swap("  phase: settle", "  fase: settle"), "settle-sit.fase", "fase", "one of id, phase"),
    "a wrong type": ("cues.yml", swap("seconds: 10", "seconds: eight"), "settle-sit.seconds", "eight", "a whole number"),
    "a number in quotes": ("cues.yml", swap("seconds: 10", "seconds: '10'"), "settle-sit.seconds", "10", "a whole number"),
    "a duplicate id": ("cues.yml", swap("id: settle-swing", "id: settle-sit"), "[1].id", "settle-sit", "each id once"),
    "a key written twice": ("cues.yml", swap("  phase: settle", "  phase: settle\n  phase: rest"), "line 8", "phase", "once"),
    "a dangling reference": ("purposes.yml", swap("version: chair", "version: chiar"), "back-pain.version", "chiar", "chair"),
    "words for nobody": ("cues.yml", swap("    sleep: The", "    slep: The"), "arrive-why.words", "slep", "sleep"),
    "negative seconds": ("routine.yml", swap("seconds: 150", "seconds: -150"), "phases[4].seconds", "-150", "greater"),
    "half a second": ("routine.yml", swap("seconds: 150", "seconds: 150.5"), "phases[4].seconds", "150.5", "a whole number"),
    "an empty text": ("steps.yml", swap("title: Sit sideways", "title: ''"), "sit.title", "''", "not empty"),
    "a cue longer than its phase": ("cues.yml", swap("seconds: 7", "seconds: 95"), "arrive-hold.seconds", "95", "at most 30"),
    "a wrong choice": ("purposes.yml", swap("bells: soft", "bells: sofft"), "anxiety.bells", "sofft", "one of soft, clear, quiet"),
    "a length nobody can choose": ("routine.yml", swap("15]", "45]"), "lengths.published", "45", "minutes from 3 to 30"),
    "settling longer than allowed": ("routine.yml", swap("default: 90", "default: 900"), "settle.default", "900", "to 300"),
    "a purpose with a length without a page": ("purposes.yml", swap("minutes: 5", "minutes: 6"), "anxiety.minutes", "6", "5"),
    "a drawing that does not exist": ("steps.yml", swap("figure: swing", "figure: swimg"), "swing.figure", "swimg", "swing"),
    "broken YAML": ("versions.yml", swap("name: On the wall", "name: [On the wall"), "line", "", "well-formed YAML"),
    "a missing key": ("steps.yml", swap("  title: Sit sideways\n", ""), "sit.title", "nothing", "must be there"),
    "a record that is no record": ("versions.yml", lambda _: "- wall\n", "[0]", "wall", "keys with values"),
    "phases out of order": (
        "routine.yml",
        swap("id: arrive", "id: breathe"),
        "phases",
        "settle, breathe, breathe",
        "settle, arrive",
    ),
}


def complaint(folder: Path, name: str, edit: Callable[[str], str]) -> DataError:
    """What the build says, in one line, about a file that was edited."""
    file = folder / name
    file.write_text(edit(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        load(folder)
    assert "\n" not in str(error.value)
    return error.value


@pytest.mark.parametrize("what", BROKEN)
def test_bad_data_is_named_in_one_line(folder: Path, what: str) -> None:
    """The message says where, what, and what would be right."""
    name, edit, key, value, allowed = BROKEN[what]
    error = complaint(folder, name, edit)
    assert str(error).startswith(f"data/{name}: ")
    assert error.key.startswith(key)
    assert value in str(error)
    assert allowed in str(error)


def test_a_missing_file_is_named(folder: Path) -> None:
    """Nobody has to guess which."""
    (folder / "steps.yml").unlink()
    with pytest.raises(DataError, match=re.escape("data/steps.yml: file: 'missing'")):
        load(folder)


def test_a_file_that_is_not_utf8_is_named_with_the_byte(folder: Path) -> None:
    """An editor that saved Latin-1 is found out before anything is garbled."""
    with (folder / "steps.yml").open("ab") as file:
        file.write("# caf\u00e9".encode("latin-1"))
    with pytest.raises(DataError, match="text saved as UTF-8"):
        load(folder)


def test_an_empty_file_is_named(folder: Path) -> None:
    """A file of comments holds nothing."""
    (folder / "versions.yml").write_text("# nothing\n", "utf-8")
    with pytest.raises(DataError, match="at least one record"):
        load(folder)


@pytest.mark.parametrize("file", sorted(DATA.glob("*.yml")), ids=lambda file: file.name)
def test_each_file_says_what_it_holds_and_who_reads_it(file: Path) -> None:
    """Two comment lines open every file."""
    first, second = file.read_text("utf-8").splitlines()[:2]
    assert first.startswith("# ")
    assert second.startswith("# ")
    assert "ead by" in second

"""A macro called wrongly stops the build and says which page, which argument, what is allowed and what comes nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.calls import MACROS, bind
from macros.data import load
from macros.render import Place
from macros.schema import DataError

DATA = load(Path(__file__).parents[1] / "data")


def call(name: str, *args: object, **kwargs: object) -> str:
    """The macro as the page /timer/10/ would call it."""
    return bind(name, MACROS[name], DATA, lambda: Place("timer/10/", "Timer"))(*args, **kwargs)


@pytest.mark.parametrize(
    ("name", "arguments", "key", "nearest"),
    [
        ("timer", {"minuts": 10}, "argument", "minutes"),
        ("timer", {"minutes": 31}, "minutes", "30"),
        ("timer", {"purpose": "sleeep"}, "purpose", "sleep"),
        ("timer", {"version": "cheir"}, "version", "chair"),
        ("routine_table", {"minutes": 2}, "minutes", "3"),
        ("steps", {"aut": True}, "argument", "out"),
    ],
)
def test_a_wrong_argument_is_named_with_its_page(name: str, arguments: dict[str, object], key: str, nearest: str) -> None:
    """The sentence a writer reads has everything needed to mend the line."""
    with pytest.raises(DataError) as error:
        call(name, **arguments)
    assert "/timer/10/" in str(error.value)
    assert f"{name}()" in str(error.value)
    assert (error.value.key, error.value.nearest) == (key, nearest)


def test_a_wrong_figure_names_the_valid_ones() -> None:
    """The list of drawings is the help text."""
    with pytest.raises(DataError, match="chair"):
        call("figure", "chiar")


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_tells_writers_what_it_does(name: str) -> None:
    """The docstring is the writers' manual."""
    assert (MACROS[name].__doc__ or "").strip()


def test_the_timer_is_a_complete_routine_without_a_script() -> None:
    """A browser without JavaScript, a printer and a search engine get every phase with its time."""
    text = call("timer", minutes=10)
    for words in ("Settle in", "Arrive", "Breathe", "Rest", "Come out", "PT3M30S", "about 14 min in all"):
        assert words in text


def test_nothing_in_the_data_becomes_markup() -> None:
    """Text is escaped; the score cannot close its script element."""
    text = call("timer", minutes=10)
    inside = text.split('class="timer__score">')[1].split("</script>")[0]
    assert "<" not in inside

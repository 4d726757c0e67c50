"""A macro called wrongly stops the build and says which page, which argument, what is allowed and what comes nearest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.calls import MACROS, bind
from macros.clock import iso, minutes
from macros.data import load
from macros.render import Place, templates
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


def wrong_place(data: object) -> str:
    return str(data)


def no_text(data: object, place: object, /) -> None:
    """The `return` was forgotten."""


@pytest.mark.parametrize(
    ("macro", "said"),
    [
        (wrong_place, r"macros/calls: mine\(\): 'data' is not allowed; allowed: data, place, / before the writer's arguments"),
        (no_text, r"macros/calls: mine\(\): None is not allowed; allowed: to return text, such as html\(\) makes"),
    ],
)
def test_a_macro_that_is_none_is_named(macro: Callable[..., str], said: str) -> None:
    with pytest.raises(DataError, match=said):
        bind("mine", macro, DATA, lambda: Place("timer/10/", "Timer"))()


def test_a_wrong_figure_names_the_valid_ones() -> None:
    """The list of drawings is the help text."""
    with pytest.raises(DataError, match="chair"):
        call("figure", "chiar")


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_tells_writers_what_it_does(name: str) -> None:
    """The docstring is the writers' manual."""
    assert (MACROS[name].__doc__ or "").strip(), f"macros/calls: {name}() needs a docstring: what it shows, in a sentence for writers"


def test_the_timer_is_a_complete_routine_without_a_script() -> None:
    """A browser without JavaScript, a printer and a search engine get every phase with its time."""
    text = call("timer", minutes=10)
    for words in ("Settle in", "Arrive", "Breathe", "Rest", "Come out", "PT3M30S", "about 14 min in all"):
        assert words in text


def test_words_with_signs_of_markup_are_shown_as_words() -> None:
    """Whatever stands in data/ is text: a template that lets it be markup shows a <b> as bold."""
    strange = "1 < 2 & <b>bold</b>"
    library = replace(DATA.library, purposes={**DATA.purposes, "general": replace(DATA.purposes["general"], name=strange, why=strange)})
    data = replace(DATA, purposes=library.purposes)
    made = bind("timer", MACROS["timer"], data, lambda: Place("timer/10/", "Timer"))(purpose="sleep")
    made += templates().from_string("{{ it }}").render(it=strange)
    assert "<b>bold" not in made
    assert "1 &lt; 2 &amp; &lt;b&gt;bold" in made


def test_each_sun_leads_to_the_length_that_it_shows() -> None:
    suns = re.findall(r'<a class="sun[^>]*href="([^"]+)".*?<b class="sun__minutes">(\d+)</b>', call("start_buttons"), re.DOTALL)
    assert [shown for _, shown in suns] == [str(length) for length in DATA.rules.lengths.published]
    for address, shown in suns:
        assert re.search(rf"timer/{shown}/$", address), address


def test_who_should_get_help_now_stands_before_all_others() -> None:
    """Levels in their order, and in each of them what is urgent first."""
    listed = re.findall(r'id="(?:caution-)?([\w-]+)"', call("cautions"))
    rows = [caution for name in listed if (caution := DATA.evidence.cautions.get(name))]
    assert len(rows) > 20
    order = list(DATA.evidence.levels)
    ranks = [order.index(row.level) for row in rows]
    assert ranks == sorted(ranks)


def test_a_phase_in_a_sentence_lasts_what_the_data_says() -> None:
    fixed = {"settle": DATA.rules.settle.default, "come-out": next(phase.seconds for phase in DATA.rules.phases if phase.id == "come-out")}
    for phase, seconds in fixed.items():
        assert call("length", phase=phase) == minutes(seconds or 0, DATA.units)


@pytest.mark.parametrize("length", DATA.rules.lengths.published)
def test_programs_are_told_how_long_the_legs_are_up(length: int) -> None:
    told = json.loads(re.sub(r"</?script[^>]*>", "", call("structured", "ExercisePlan", minutes=length)))
    assert told["activityDuration"] == iso(60 * length)


def test_nothing_in_the_data_becomes_markup() -> None:
    """The score cannot close its script element."""
    text = call("timer", minutes=10)
    inside = text.split('class="timer__score">')[1].split("</script>")[0]
    assert "<" not in inside

"""What a newcomer mistypes in a page is one sentence with the line, and nothing that stands on a page as words."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined

from macros.calls import MACROS, bind
from macros.data import load
from macros.render import Place
from tests.conftest import ROOT
from tools.mistakes import Stop, clear_front_matter, in_page, refuse_slips
from tools.slips import slip

DATA = load(ROOT / "data")
PAGE = "benefits/sleep.md"
FRONT = "---\ntitle: One\n---\n"

# What a page says, and the line and the words of the sentence: what stands there, what is allowed.
SLIPS: dict[str, tuple[str, int, str, str]] = {
    "a call in single braces": ("One\n\n{ references() }\n", 3, "{ references() }", "two braces"),
    "an address with a space": ("[x](https://example.org/a b)", 1, "(https://example.org/a b)", "without a space"),
    "a page's name with a space": ("See [x](large print.md)", 1, "(large print.md)", "without a space"),
    "a picture without words": ("One\n![](a.svg)", 2, "![](a.svg)", "cannot see the picture"),
    "an id left open": ("## One { #one", 1, "## One { #one", "a closing brace"),
    "a class left open": ("One\n{ .lead", 2, "{ .lead", "a closing brace"),
    "an id twice": ("## One { #one }\n\n## Two { #one }", 3, "#one", "each id once on a page (first on the heading 2 lines above)"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_of_the_pen_is_named_with_its_line(what: str) -> None:
    text, line, value, allowed = SLIPS[what]
    found = slip(text, MACROS)
    assert found
    assert found[0] == line
    assert value in found[1]
    assert allowed in found[2]


RIGHT = ['[x](a.md "A title")', "[x](a.md) (and so on)", "{{ references() }}", "## One { #one }", "{ .lead }", "![A wall](a.svg)"]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_no_slip(text: str) -> None:
    assert slip(text, MACROS) is None


def test_the_pages_have_none() -> None:
    assert {str(page): found for page in (ROOT / "docs").rglob("*.md") if (found := slip(page.read_text("utf-8"), MACROS))} == {}


def page(tmp_path: Path, text: str) -> SimpleNamespace:
    """A page as the builder holds it."""
    file = tmp_path / "page.md"
    file.write_text(FRONT + text, "utf-8")
    return SimpleNamespace(file=SimpleNamespace(abs_src_path=str(file), src_uri=PAGE))


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Stop, match=r"^docs/benefits/sleep.md, line 5: '\{ references\(\) \}' is not allowed; allowed: two braces on each side$"):
        refuse_slips("One\n{ references() }\n", page(tmp_path, "One\n{ references() }\n"), MACROS)


CALLS = {
    "a text without quotes": ("{{ known(sleep) }}", ("line 4: known(): benefit: 'sleep'", 'a text in quotes: "sleep"')),
    "a text with a hyphen and without quotes": ("{{ cite(qaseem-2016) }}", ("line 4: 'qaseem' is not allowed", "a text in quotes")),
    "a call without brackets": ("{{ references }}", ("line 4: references: call:", "with brackets: {{ references() }}")),
    "a bracket left open": ('{{ known("sleep" }}', ("line 4: ", "straight quotes and every bracket closed")),
    "curly quotes": ("{{ known(\u201csleep\u201d) }}", ("line 4: ", "straight quotes and every bracket closed")),
    "no brackets around a text": ('{{ known "sleep" }}', ("line 4: ", "straight quotes and every bracket closed")),
    "one argument too many": ('{{ known("sleep", "bed") }}', ("line 4: known(): arguments: 'sleep, bed'", 'allowed: known(benefit="...")')),
    "no argument": ("{{ known() }}", ("line 4: known(): arguments: 'none'", 'allowed: known(benefit="...")')),
}  # fmt: skip


@pytest.mark.parametrize("what", CALLS)
def test_a_call_that_is_mistyped_is_named_with_the_page_and_what_is_allowed(tmp_path: Path, what: str) -> None:
    text, parts = CALLS[what]
    environment = Environment(undefined=StrictUndefined)  # as the builder makes it
    for name, call in MACROS.items():
        environment.globals[name] = bind(name, call, DATA, lambda: Place("benefits/sleep/", "Sleep"))
    with pytest.raises(Exception) as error:  # noqa: PT011  # whichever it is
        environment.from_string(text).render()
    said = in_page(error.value, text, page(tmp_path, text), MACROS)
    assert said.startswith("docs/benefits/sleep.md, line 4: "), said
    assert "is not allowed; allowed: " in said
    for part in parts:
        assert part in said, said


FRONTS = {
    "a tab": ("title: One\n\tchecked: 2026-11-26\n", "line 3: 'checked: 2026-11-26'", "no tab"),
    "no colon": ("title: One\nchecked 2026-11-26\nroom: timer\n", "line 3: 'checked 2026-11-26'", "a colon and a space"),
    "quotes inside quotes": ('changes:\n  - {date: 2026-11-26, text: "A "fine" end."}\n', "line 3: ", "no quotes inside quotes"),
}


@pytest.mark.parametrize("what", FRONTS)
def test_front_matter_that_nobody_can_read_says_what_to_do(what: str) -> None:
    text, line, allowed = FRONTS[what]
    with pytest.raises(Stop) as error:
        clear_front_matter(f"---\n{text}---\nWords\n", PAGE)
    said = str(error.value)
    assert said.startswith(f"docs/{PAGE}, {line}"), said
    assert "is not allowed in the front matter; allowed: well-formed YAML: " in said
    assert allowed in said


def test_front_matter_without_an_end_says_so() -> None:
    with pytest.raises(Stop, match="line 1: '---' is not allowed in the front matter; allowed: keys with values, between two lines of ---"):
        clear_front_matter("---\ntitle: One\n\n# One\n", PAGE)

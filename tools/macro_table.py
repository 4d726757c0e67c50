"""The table of macros in CONTRIBUTING.md, written from their signatures and docstrings: `python -m tools.macro_table`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

from macros.calls import MACROS

__all__ = ["FILE", "table", "written"]

FILE = Path(__file__).parents[1] / "CONTRIBUTING.md"
MARKS = re.compile(r"(<!-- macros:begin -->\n).*?(<!-- macros:end -->)", re.DOTALL)
GIVEN = 2
"""Every macro gets the data and its place first; a writer gives neither."""


def table() -> str:
    """Markdown: one row a macro, in order of names, as a writer calls it and what it shows."""
    rows = (f"| `{{{{ {call(name, macro)} }}}}` | {shows(macro)} |" for name, macro in sorted(MACROS.items()))
    return "\n".join(["| A page writes | and shows |", "|---|---|", *rows, ""])


def call(name: str, macro: Callable[..., str]) -> str:
    """`steps(out=False)`: the name with its arguments, those that may be left out with what stands for them."""
    given = list(inspect.signature(macro).parameters.values())[GIVEN:]
    return f"{name}({', '.join(one.name if one.default is one.empty else f'{one.name}={one.default!r}' for one in given)})"


def shows(macro: Callable[..., str]) -> str:
    """The first paragraph of its docstring, in one line."""
    first = inspect.cleandoc(macro.__doc__ or "").partition("\n\n")[0]
    return " ".join(first.split()).replace("|", "\\|")


def written(text: str) -> str:
    """The file with today's table between its marks."""
    return MARKS.sub(lambda marks: marks[1] + table() + marks[2], text)


if __name__ == "__main__":
    FILE.write_text(written(FILE.read_text("utf-8")), "utf-8")

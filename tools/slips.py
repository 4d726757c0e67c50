"""Slips of the pen in a page, which a builder would show to readers as words, or pass over."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["slip"]

HEADING = re.compile(r"^#{1,6} .*?\{ *#(?P<id>[\w-]+) *\}\s*$", re.MULTILINE)

# What is wrong, as a pattern, and what is allowed.
SLIPS: tuple[tuple[str, str], ...] = (
    (r"\]\((?:https?:|[\w./#-])[^()\"'\n]*?\s[^()\"'\n]*\)", "an address without a space (%20 stands for one)"),
    (r"!\[\s*\]\([^)\n]*\)", "words between the square brackets, for whoever cannot see the picture"),
    (r"^#{1,6} [^\n]*\{ *#[^}\n]*$", "a closing brace: { #its-id }"),
    (r"^\{ *[.#:][^}\n]*$", "a closing brace"),
)


def slip(markdown: str, known: Iterable[str]) -> tuple[int, str, str] | None:
    """The first slip in the text of a page: its line (counted from 1), what stands there, and what is allowed.

    Args:
        markdown: the text, before macros are called.
        known: the names of the macros.
    """
    half = rf"(?<!{{){{ *(?:{'|'.join(known)})\([^{{}}\n]*\) *}}"
    for pattern, allowed in ((half, "two braces on each side"), *SLIPS):
        if found := re.search(pattern, markdown, re.MULTILINE):
            return _line(markdown, found.start()), found[0].strip(), allowed
    seen: dict[str, int] = {}
    for heading in HEADING.finditer(markdown):
        line = _line(markdown, heading.start())
        if heading["id"] in seen:
            return line, f"#{heading['id']}", f"each id once on a page (first on the heading {line - seen[heading['id']]} lines above)"
        seen[heading["id"]] = line
    return None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1

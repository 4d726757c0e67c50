"""What a person does about YAML that a parser cannot read: parsers speak of tokens and mappings, people of colons, quotes and dashes."""

from __future__ import annotations

import re

import yaml

__all__ = ["BROKEN", "advice"]

BROKEN = "well-formed YAML"

QUOTES = "quotes around the whole text, and none of the same kind inside it"
STARTS = "quotes around a text that begins with a mark such as @ % * & ! > | ? - or a comma"

# What the two halves of PyYAML say, in words that both of them use; whether the line is the one where the trouble began; and what is allowed.
SAID: tuple[tuple[str, bool, str], ...] = (
    (r"cannot start any token|alphabetic or numeric|line break|mapping keys are|entries are|node content", False, STARTS),
    (r"end of stream|document separator", True, "a quote at the end of a text that begins with one"),
    (r"find expected ':'", True, "a colon and a space after the key"),
    (r"',' or '\}'", True, "a comma between the parts, a closing } and no quotes inside quotes"),
    (r"',' or '\]'", True, "a comma between the parts, and a closing ]"),
    (r"escape", False, "a text without a backslash"),
)  # fmt: skip
COLON = "quotes around a text with a colon in it"
KEYS = "a colon and a space after each key, on the line above too, and the keys of one record under one another"
DASH = "a dash and a space before the first key of a record, and its other keys under that key"
UNDER = "as many spaces before a key as before the other keys of its record"


def advice(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """The line (counted from 1), what stands there, and what is allowed, for what a parser said of `text`."""
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if not mark:
        return 1, said, BROKEN
    lines = text.splitlines()
    here = lines[mark.line] if mark.line < len(lines) else ""
    before = here[: mark.column]
    start = getattr(error, "context_mark", None)
    allowed, began = said, False
    if "\t" in before or here[mark.column : mark.column + 1] == "\t":
        allowed = "spaces before a key, and no tab"
    elif found := next(((began, allowed) for pattern, began, allowed in SAID if re.search(pattern, said)), None):
        began, allowed = found
    elif "mapping values are" in said:
        allowed = COLON if ": " in before else KEYS
    elif re.search(r"expected key|'-' indicator|<block end>", said):
        allowed = QUOTES if before.strip(" -") else DASH if "collection" in str(getattr(error, "context", "")) else UNDER
    line = start.line if began and start else mark.line
    return line + 1, lines[line].strip() if line < len(lines) else "the end", f"{BROKEN}: {allowed}"

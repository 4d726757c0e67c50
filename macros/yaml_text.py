"""YAML as people write it in `data/`: keys and texts, whole numbers, true and false, lists. Whatever YAML would quietly read as something
else (`010` as eight, `1:30` as ninety, `no` as false, a date, a merged or repeated key, a value that holds itself) is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from macros.yaml_advice import BROKEN, advice

__all__ = ["BROKEN", "RefusalError", "read"]

PYTHON = "tag:yaml.org,2002:python/"
"""How the tags begin that a builder's configuration uses."""

DEEPEST = 12
"""How far lists and keys may stand inside one another; ours stand four deep."""

# Ten times as fast where PyYAML came with its C half, which is nearly everywhere.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Nobody sees them: control characters, soft hyphens, zero-width spaces and joiners, marks of direction.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)

# What a plain word may look like when YAML takes it for more than a word.
PLAIN: dict[str, tuple[str, str]] = {
    "int": (r"-?(?:0|[1-9][0-9]{0,14})", "a whole number in plain digits, or the text in quotes"),
    "float": (r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "a number in plain digits, or the text in quotes"),
    "bool": (r"true|false", "true or false, or the word in quotes"),
    "null": (r"", "a value, or the word in quotes"),
    "timestamp": (r"(?!)", "the date in quotes"),
}


@dataclass(eq=False)
class RefusalError(Exception):
    """What is wrong in a text: the line, what stands there, and what may."""

    line: int
    value: object
    allowed: str


def read(text: str, *, dates: bool = False, tags: bool = False) -> Any:
    """The content of one YAML text; None when nothing is in it. With `dates`, a day may stand without quotes; with `tags`, what has a tag
    (`!ENV`) is None.

    Raises:
        RefusalError: for broken YAML, and for what would be read as something else than it looks like.
    """
    _refuse_unseen(text)
    try:
        events = list(yaml.parse(text, Loader=_Safe))
        _walk(events, _Safe(""), dates=dates, tags=tags)
        if not tags:
            _refuse_cut(events, text.splitlines())
        return yaml.load(text, _TagLoader if tags else _Loader)  # noqa: S506  # safe loaders of our own
    except yaml.YAMLError as error:
        raise RefusalError(*advice(error, text)) from None


def _refuse_unseen(text: str, line: int = 1) -> None:
    if found := UNSEEN.search(text.replace("\r\n", "\n")):
        shown = f"U+{ord(found[0]):04X}"
        raise RefusalError(line + text.count("\n", 0, found.start()), shown, "characters that can be seen")


def _refuse_cut(events: list[Any], lines: list[str]) -> None:
    """A number sign after a space begins a note, which YAML takes off the text before it without a word."""
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and not event.style:
            end: Any = event.end_mark
            if end.line < len(lines) and re.match(r"\s+#", lines[end.line][end.column :]):
                raise RefusalError(end.line + 1, lines[end.line].strip(), "quotes around a text with # in it, or the note on a line of its own")


def _walk(events: list[Any], loader: Any, *, dates: bool, tags: bool) -> None:
    """Looks at each event before anything is made of it: what is nested too deep would stop the maker, not the text."""
    open_: list[list[bool]] = []  # for each open collection: whether it has keys, and whether the next thing is one
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise RefusalError(line, "---", "one document in a file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise RefusalError(line, f"{mark}{event.anchor}", "the value itself, written out")
        if isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        key = bool(open_) and open_[-1] == [True, True]
        if open_ and open_[-1][0]:
            open_[-1][1] = not open_[-1][1]
        if isinstance(event, yaml.CollectionStartEvent):
            if key:
                raise RefusalError(line, "a list or keys", "a word as key")
            if event.tag and not event.implicit:
                _refuse_tag(event.tag, line, tags=tags)
            mapping = isinstance(event, yaml.MappingStartEvent)
            open_.append([mapping, mapping])
            if len(open_) > DEEPEST:
                raise RefusalError(line, f"{len(open_)} levels", f"at most {DEEPEST} lists and keys inside one another")
        else:
            _scalar(event, line, loader, key=key, dates=dates, tags=tags)


def _refuse_tag(tag: str, line: int, *, tags: bool) -> None:
    if not tags or not (tag == "!ENV" or tag.startswith(PYTHON)):
        raise RefusalError(line, tag, "!ENV, or no tag" if tags else "no tags")


def _scalar(event: Any, line: int, loader: Any, *, key: bool, dates: bool, tags: bool) -> None:
    value: str = event.value
    _refuse_unseen(value, line)
    if event.tag is not None and not event.implicit[0]:
        _refuse_tag(event.tag, line, tags=tags)
    if not event.implicit[0]:  # in quotes, or over several lines
        return
    kind = loader.resolve(yaml.ScalarNode, value, (True, False)).rpartition(":")[2]
    if kind == "merge":
        raise RefusalError(line, value, "each key written out")
    if kind == "value":
        raise RefusalError(line, value, "the text in quotes")
    if kind == "str":
        return
    if key:
        raise RefusalError(line, value, "a word as key, in quotes where YAML would read something else")
    if kind == "timestamp" and dates:
        if not _day(value):
            raise RefusalError(line, value, "a day such as 2026-11-26")
        return
    looks, allowed = PLAIN[kind]
    if not re.fullmatch(looks, value):
        raise RefusalError(line, value, allowed)


def _day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


class _Loader(_Safe):  # type: ignore[misc]  # either of them
    """Safe YAML that refuses a key written twice: YAML itself would silently keep the last one."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, int] = {}
    construct: Callable[..., Any] = loader.construct_object
    for key_node, _ in node.value:
        key = construct(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if key in seen:
            raise RefusalError(line, key, f"each key once (first on line {seen[key]}); a new record begins with a dash")
        seen[key] = line
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class _TagLoader(_Loader):
    """Reads past the tags of a builder: nothing here needs what they hold."""


_TagLoader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_TagLoader.add_multi_constructor(PYTHON, lambda _loader, _suffix, _node: None)

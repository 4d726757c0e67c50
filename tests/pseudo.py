"""A language that nobody speaks: the project's words with every letter changed and every word 40 % longer. What a reader meets in plain
letters did not come from docs/ or data/."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml

from macros import model
from macros.accessibility import Criterion
from macros.evidence import records
from macros.frame import Frame
from macros.rules import Rules
from macros.schema import Text
from macros.yaml_text import read

__all__ = ["KINDS", "marked", "translate"]

PLAIN = "abcdefghijklmnopqrstuvwxyz"
MARKED = "áḃçďéḟğĥíĵķļṁñóṗɋŕšţúṽŵẋýž"
LETTERS = str.maketrans(PLAIN + PLAIN.upper(), MARKED + MARKED.upper())
WORD = re.compile(r"[A-Za-z]+")
LONGER = 0.4

KEPT = re.compile(r"\{\w*\}|\b(?:LICENSE|MONTH|DAY|YEAR)\b|&#?\w+;")
"""What is filled in, and so stays, in data."""

MARKUP = re.compile(
    r"""\{\{.*?\}\}|\{%.*?%\}|\{[ :#.][^}]*\}|<[^>]+>|\]\([^)]*\)|\]\[[^\]]*\]|`[^`]*`|&\#?\w+;|https?://\S+""",
    re.DOTALL,
)
"""What is no words in a page: calls, attributes, tags, addresses, code."""
SHOWN = re.compile(r"""(\b(?:alt|title|aria-label|caption)=)(["'])(.*?)\2""")
"""Words inside of tags and calls."""

KINDS: Mapping[str, Any] = {
    "routine.yml": Rules,
    "cues.yml": tuple[model.Slot, ...],
    "purposes.yml": tuple[model.Purpose, ...],
    "versions.yml": tuple[model.Version, ...],
    "steps.yml": tuple[model.Step, ...],
    "figures.yml": tuple[model.Drawing, ...],
    "accessibility.yml": tuple[Criterion, ...],
    "ui.yml": dict[str, dict[str, Text]],
    "grades.yml": tuple[records.Step, ...],
    "levels.yml": tuple[records.Care, ...],
    "references.yml": tuple[records.Reference, ...],
    "benefits.yml": tuple[records.Benefit, ...],
    "claims.yml": tuple[records.Claim, ...],
    "studies.yml": tuple[records.Study, ...],
    "cautions.yml": tuple[records.Caution, ...],
    "signs.yml": tuple[records.Sign, ...],
    "tingling.yml": tuple[records.Stage, ...],
    "coming_out.yml": tuple[records.Move, ...],
    "emergency.yml": tuple[records.Emergency, ...],
    "safety_box.yml": tuple[records.Box, ...],
    "risks.yml": tuple[records.Note, ...],
    "questions.yml": tuple[records.Question, ...],
    "modifications.yml": tuple[records.Modification, ...],
    "distances.yml": tuple[records.Distance, ...],
    "durations.yml": tuple[records.Duration, ...],
    "promises.yml": tuple[records.Promise, ...],
}
"""What each file of data/ holds: its kind says which values are texts."""

NAMES = {"references.yml": {"title", "authors", "short", "container"}}
"""Texts that are names, and so the same in every language: a study's title, who wrote it, where it stands."""


def marked(text: str) -> str:
    """Every word with other letters and 40 % longer; its last letter is said again."""

    def change(word: re.Match[str]) -> str:
        return (word[0] + word[0][-1] * math.ceil(len(word[0]) * LONGER)).translate(LETTERS)

    return WORD.sub(change, text)


def between(kept: re.Pattern[str], text: str, shown: Callable[[str], str] = str) -> str:
    """The text, marked but for what is kept; `shown` may change that."""
    out, end = "", 0
    for found in kept.finditer(text):
        out += marked(text[end : found.start()]) + shown(found[0])
        end = found.end()
    return out + marked(text[end:])


def of_kind(value: Any, kind: Any, names: frozenset[str] = frozenset()) -> Any:
    """What YAML held, with its texts marked."""
    if kind == Text:
        return between(KEPT, value) if isinstance(value, str) else value
    origin, inner = get_origin(kind), [arg for arg in get_args(kind) if arg is not type(None)]
    if origin is Annotated:
        return of_kind(value, inner[0], names)
    if origin in (Union, UnionType):
        return of_kind(value, inner[0], names)
    if isinstance(value, list):
        kinds = [inner[0]] * len(value) if len(inner) < 2 or inner[1] is Ellipsis else inner
        return [of_kind(one, each, names) for one, each in zip(value, kinds, strict=True)] if inner else value
    if isinstance(value, dict) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return {key: one if key in names else of_kind(one, hints[key], names) for key, one in value.items()}
    if isinstance(value, dict) and inner:
        return {key: of_kind(one, inner[1], names) for key, one in value.items()}
    return value


def page(text: str) -> str:
    """A page of docs/: of its front matter the title, the description and the changes; of the rest what is words."""
    _, front, body = text.split("---\n", 2)
    front = re.sub(r'\b((?:title|description|text): )("?)(.*?)\2(?=\}?$)', lambda found: f'{found[1]}"{marked(found[3])}"', front, flags=re.MULTILINE)

    def inside(kept: str) -> str:
        return SHOWN.sub(lambda found: f"{found[1]}{found[2]}{marked(found[3])}{found[2]}", kept)

    return f"---\n{front}---\n{between(MARKUP, body, inside)}"


def translate(project: Path) -> None:
    """Marks a copy of the project, file by file."""
    for file in (project / "docs").rglob("*.md"):
        file.write_text(page(file.read_text("utf-8")), "utf-8")
    for name, kind in KINDS.items():
        file = project / "data" / name
        put(file, of_kind(read(file.read_text("utf-8")), kind, frozenset(NAMES.get(name, ()))))
    file = project / "data/frame.yml"
    frame = read(file.read_text("utf-8"))
    put(file, {"extra": {"words": of_kind(frame["extra"]["words"], Frame)}})
    file = project / "data/voice/manifest.yml"
    manifest = read(file.read_text("utf-8"))
    for clip in manifest["clips"]:
        clip["text"] = marked(clip["text"])
    put(file, manifest)
    file = project / "mkdocs.yml"
    names = r'^(site_name|site_description|    short_name|    by): ("?)(.*?)\2$'
    file.write_text(re.sub(names, lambda found: f'{found[1]}: "{marked(found[3])}"', file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def put(file: Path, content: Any) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")

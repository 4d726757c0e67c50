"""Takes out of a stylesheet what no page uses. Careful on one side only: in doubt a rule stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

__all__ = ["Vocabulary", "purge", "vocabulary"]

TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^<>]*?)?)/?>", re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
WORD = re.compile(r"[A-Za-z_][\w-]*")
MADE = re.compile(r"""createElement(?:NS)?\([^)]*?["']([\w-]+)["']\)""")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# At-rules that hold more rules.
GROUPS = {"media", "supports", "layer", "container", "scope", "starting-style"}
ALTERNATIVES = {"is", "where", "matches", "any", "-webkit-any", "-moz-any"}


@dataclass(frozen=True)
class Vocabulary:
    """Every name a rule may match: what pages hold, and every word that a script might add."""

    tags: frozenset[str]
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    scripts: frozenset[str]
    texts: str


def vocabulary(pages: Iterable[str], scripts: Iterable[str]) -> Vocabulary:
    tags, words, pairs = {"html", "body", "head"}, set[str](), set[tuple[str, str]]()
    pages, scripts = list(pages), list(scripts)
    for html in pages:
        for tag in TAG.finditer(html):
            tags.add(tag[1].lower())
            for name, *values in ATTRIBUTE.findall(tag[2]):
                value = "".join(values)
                words.add(name.lower())
                pairs.add((name.lower(), value))
                if name in ("class", "id"):
                    words.update(value.split())
    code = "\n".join(scripts)
    spoken = set(WORD.findall(code))
    tags.update(name.lower() for name in MADE.findall(code))
    # dataset.someName is the attribute data-some-name
    spoken.update("data-" + re.sub("([A-Z])", lambda m: "-" + m[1].lower(), word) for word in list(spoken))
    return Vocabulary(frozenset(tags), frozenset(words), frozenset(pairs), frozenset(spoken), "\n".join([*pages, code]))


def purge(css: str, known: Vocabulary) -> str:
    """The sheet without rules that match nothing, and without custom properties that nothing reads."""
    rules = list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), known))
    while True:
        text = "".join(rules)
        read = set(VARIABLE.findall(text)) | set(VARIABLE.findall(known.texts)) | set(re.findall(r"--[\w-]+", known.texts))
        slim = [_without_properties(rule, read) for rule in rules]
        if slim == rules:
            return text
        rules = [rule for rule in slim if rule]


def _rules(nodes: Iterable[Any], known: Vocabulary) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            if kept := [s for s in _split(node.prelude) if _matches(s, known)]:
                selector = ",".join(tinycss2.serialize(s).strip() for s in kept)
                yield f"{selector}{{{tinycss2.serialize(node.content)}}}"
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in GROUPS:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            if body := "".join(_rules(inside, known)):
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{body}}}"
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            yield node.serialize()


def _split(prelude: list[Any]) -> list[list[Any]]:
    """The selectors of a list, which commas part."""
    out: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            out.append([])
        else:
            out[-1].append(part)
    return out


def _matches(selector: list[Any], known: Vocabulary) -> bool:
    """Whether every plain name in the selector exists somewhere."""
    before: Any = None
    for part in selector:
        if part.type == "hash" or (part.type == "ident" and before == "."):
            if part.value not in known.words and part.value not in known.scripts:
                return False
        elif part.type == "ident" and before != ":":
            if part.lower_value not in known.tags:
                return False
        elif part.type == "[] block":
            if not _attribute(part.content, known):
                return False
        elif part.type == "function" and part.lower_name in ALTERNATIVES and not any(_matches(s, known) for s in _split(part.arguments)):
            return False
        before = part
    return True


def _attribute(content: list[Any], known: Vocabulary) -> bool:
    parts = [token for token in content if token.type != "whitespace"]
    name = parts[0].lower_value if parts and parts[0].type == "ident" else ""
    if not name:
        return True
    if len(parts) == 3 and parts[1] == "=" and name not in known.scripts:
        value = parts[2].value
        return (name, value) in known.pairs or (name in known.words and value in known.scripts)
    return name in known.words or name in known.scripts


def _without_properties(rule: str, read: set[str]) -> str:
    """One rule less the custom properties that nothing reads; empty when nothing is left of it."""
    if "--" not in rule:
        return rule
    declared = r"(?<=[{;])\s*(--[\w-]+)\s*:(?:[^;{}\"'()]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*'|\([^()]*\))*\))*(?:;|(?=\}))"
    slim = re.sub(declared, lambda m: m[0] if m[1] in read else "", rule)
    return "" if re.fullmatch(r"[^{}]*\{\s*\}", slim) else slim

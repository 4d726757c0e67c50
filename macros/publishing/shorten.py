"""Short names for a joined script: every name that it declares for itself becomes a letter or two.

Minifiers for Python leave names alone, and names are a good part of what a phone loads. Names declared at the top have one
short name everywhere; the others have one in each function or method of the top level, so most are a single letter. Inside
one such unit equal names stay equal and different ones different, so who sees which name cannot change. Left alone are
properties, keys, members of classes, and what the browser defines. It knows the JavaScript that we write, not all there is:
one declaration a statement, no labels, no methods in object literals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby
from string import ascii_letters

__all__ = ["shorten"]

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
    |(?P<private>\#[A-Za-z_$][\w$]*)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\d[\w.]*)
    |(?P<sign>\.\.\.|\?\.|=>|&&=|\|\|=|\?\?=|[=!]==?|[-+*/%<>&|?]?=|&&|\|\||\?\?|\+\+|--|.)""",
    re.DOTALL | re.VERBOSE,
)
REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# After these a slash begins a pattern, not a division.
BEFORE_REGEX = {"", "(", ",", "=", ":", "[", "!", "&", "|", "?", "{", "}", ";", "=>", "&&", "||", "??", "return"}
KEYWORDS = {
    "as", "async", "await", "break", "case", "catch", "class", "const", "constructor", "continue", "default", "delete", "do", "else",
    "export", "extends", "false", "finally", "for", "from", "function", "get", "if", "import", "in", "instanceof", "let", "new", "null",
    "of", "return", "set", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while",
    "yield",
}
# What the browser defines and our scripts use under this very name.
BROWSER = {"parent", "location", "document", "window", "navigator", "performance", "caches"}
# A brace after these opens a block; after anything else, an object or a pattern.
BEFORE_BLOCK = {"", ")", "=>", "else", "try", "finally", "do", ";", "{", "}"}
# A name after these, straight inside a class, is a member.
MEMBER = {"{", ";", "}", "get", "set", "async", "static"}
Token = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """A token; whether its name is to "rename" or, in a shorthand, to "expand"; and the unit it stands in."""

    kind: str
    text: str
    change: str
    unit: int


def shorten(code: str) -> str:
    """The same declarations and functions with short names, without comments. `code` is what stands inside a module."""
    tokens = list(_tokens(code))
    private = _short_names(Counter(text for kind, text in tokens if kind == "private"), set())
    declared, top = _declared(tokens)
    parts = list(_parts(tokens, declared))
    everywhere = Counter(part.text for part in parts if part.change)
    free = {part.text for part in parts if part.kind == "name" and not part.change}
    global_names = _short_names(Counter({name: everywhere[name] for name in top}), free)
    out, units = [], groupby(parts, key=lambda part: part.unit)
    for _, unit in units:
        here = list(unit)
        uses = Counter(part.text for part in here if part.change)
        taken = {part.text for part in here if part.kind == "name" and not part.change}
        taken |= {global_names[name] for name in uses if name in top}
        names = global_names | _short_names(Counter({name: n for name, n in uses.items() if name not in top}), taken)
        for part in here:
            if part.kind == "private":
                out.append("#" + private[part.text])
            else:
                short = names[part.text] if part.change else part.text
                out.append(f"{part.text}:{short}" if part.change == "expand" else short)
    return "".join(out)


def _tokens(code: str) -> Iterator[Token]:
    """Names, strings, patterns, signs. Templates are taken apart, so that the names in them are found; comments go."""
    at, before, templates = 0, "", [0]
    while at < len(code):
        if code[at] == "`" or (code[at] == "}" and len(templates) > 1 and templates[-1] == 0):
            if code[at] == "}":
                templates.pop()
            end = at + 1
            while code[end] != "`" and code[end : end + 2] != "${":
                end += 2 if code[end] == "\\" else 1
            if code[end] == "$":
                templates.append(0)
                end += 1
            yield "string", code[at : end + 1]
            at, before = end + 1, "string"
            continue
        found = (REGEX.match(code, at) if before in BEFORE_REGEX else None) or TOKEN.match(code, at)
        assert found, "the last sign matches anything"  # noqa: S101
        kind, text = found.lastgroup or "string", found[0]
        if kind == "space":
            yield kind, "\n" if "\n" in text else " "
        else:
            templates[-1] += (text == "{") - (text == "}")
            yield kind, text
            before = text
        at = found.end()


def _declared(tokens: list[Token]) -> tuple[set[str], set[str]]:
    """Every name that stands as a binding: after const, let, class, function, or as a parameter, also inside a pattern.

    And those of them that are bound at the top.
    """
    words = [token for token in tokens if token[0] != "space"]
    out, top, depth = set[str](), set[str](), 0
    for i, (kind, text) in enumerate(words):
        depth += (text in "([{") - (text in ")]}") if kind == "sign" else 0
        found = set[str]()
        if text in ("const", "let"):
            found = _pattern(words, i + 1)
        elif text in ("class", "function") and words[i + 1][0] == "name":
            found = {words[i + 1][1]}
        out |= found
        top |= set() if depth else found
        if found:
            continue
        if text == "=>":
            start = _opening(words, i - 1) if words[i - 1][1] == ")" else i - 1
            out |= _pattern(words, start)
        elif text == ")" and i + 1 < len(words) and words[i + 1][1] == "{":
            start = _opening(words, i)
            method = words[start - 1][0] in ("name", "private") and words[start - 1][1] not in ("if", "for", "while", "switch")
            if method:
                out |= _pattern(words, start)
    ours = {name for name in out if name not in KEYWORDS | BROWSER}
    return ours, ours & top


def _pattern(words: list[Token], start: int) -> set[str]:
    """The names bound by a name, or by a pattern or a list of parameters that begins here. Defaults bind nothing."""
    if words[start][0] == "name":
        return {words[start][1]}
    out, depth, default = set[str](), 0, 0
    for i in range(start, len(words)):
        kind, text = words[i]
        if text in "([{":
            depth += 1
        elif text in ")]}":
            depth -= 1
            default = 0 if depth < default else default
            if depth == 0:
                break
        elif text == "=":
            default = default or depth
        elif text == "," and depth == default:
            default = 0
        elif kind == "name" and not default and words[i + 1][1] != ":":
            out.add(text)
    return out


def _opening(words: list[Token], close: int) -> int:
    depth = 0
    for i in range(close, -1, -1):
        depth += (words[i][1] in ")]}") - (words[i][1] in "([{")
        if depth == 0:
            return i
    raise ValueError("a bracket without its partner")


def _short_names(uses: Counter[str], taken: set[str]) -> dict[str, str]:
    """The most used names get the shortest."""
    free = (name for name in _letters() if name not in taken and name not in KEYWORDS)
    return {name: next(free) for name, _ in sorted(uses.items(), key=lambda item: (-item[1], item[0]))}


def _letters() -> Iterator[str]:
    for size in count(0):
        for first in ascii_letters:
            for n in range(36**size):
                rest, tail = n, ""
                for _ in range(size):
                    rest, digit = divmod(rest, 36)
                    tail += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
                yield first + tail


def _parts(tokens: list[Token], declared: set[str]) -> Iterator[Part]:
    """What to do with each token, and in which function or member of the top level it stands."""
    around: list[str] = []  # the brackets we are in; braces are told apart as a class, a block, or an object or pattern
    before, class_begins, unit = "", False, 0
    for i, (kind, text) in enumerate(tokens):
        change = ""
        if kind == "name" and text in declared and before not in (".", "?."):
            here = around[-1] if around else ""
            after = next((t for k, t in tokens[i + 1 : i + 3] if k != "space"), "")
            key = here == "object" and before in ("{", ",")
            if not (here == "class" and before in MEMBER) and not (key and after == ":"):
                change = "expand" if key and after in (",", "}", "=") else "rename"
        yield Part(kind, text, change, unit)
        if kind == "space":
            continue
        if kind == "name" and text == "class" and before != ".":
            class_begins = True
        elif kind == "sign" and text in "([{":
            around.append(("class" if class_begins else "block" if before in BEFORE_BLOCK else "object") if text == "{" else text)
            class_begins = class_begins and text != "{"
        elif kind == "sign" and text in ")]}":
            around.pop()
        if text in ("{", "}", ";") and around in ([], ["class"]):
            unit += 1
        before = text

"""Whatever stops a build, as one sentence: the file, the key or line, the value, what is allowed, and the nearest. No traceback."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from click import ClickException
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from tools.slips import slip

__all__ = ["ROOT", "Stop", "clear_front_matter", "in_page", "refuse_slips", "sentence"]

ROOT = Path(__file__).parents[1]
PAGE = "<template>"
"""What Jinja calls the text of a page, which comes from no file."""


CALL = 'a call with straight quotes and every bracket closed, like {{ figure("wall") }}'
"""What is allowed between the braces of a page."""

CALLED = re.compile(r"^docs: page /\S*: ")
"""How a macro names the page that calls it, which is all it knows."""


class Stop(SystemExit):
    """Ends a build with one sentence and exit code 1. No `Exception`, so that no plugin swallows it or adds words of its own."""


def sentence(error: BaseException, page: str = "", before: int = 0, known: Iterable[str] = ()) -> str:
    """What a person needs to mend it.

    Args:
        error: what was raised.
        page: the page that was being made, "docs/practice.md", where one was.
        before: lines of that page that stand before the text in which the error counts its lines.
        known: names that the page may call.
    """
    if isinstance(error, SystemExit):
        return str(error)
    while isinstance(error, ImportError) and error.__context__ and str(error).startswith(("Macro plugin", "Could not import")):
        error = error.__context__  # what the plugin says in other words
    if all(hasattr(error, name) for name in ("file", "key", "value", "allowed")):
        # A mistake in data/. By its parts, not its class: while serving, the classes of `macros` are made anew.
        asked = _template(error) if getattr(error, "file", "") == "data/ui.yml" else ""
        said = CALLED.sub(f"{_place(error, page, before)}: ", str(error)) if page else str(error)
        return f"{said}; {asked} asks for it" if asked else said
    if isinstance(error, ClickException):  # the builder's own, which are sentences
        return " ".join(error.format_message().split()).replace(f"{ROOT}/", "")
    page = page or _page(error)
    if isinstance(error, TemplateNotFound):
        calls = [f"{shown_path(file)}, line {line}" for file, line, _ in _frames(error.__traceback__) if "/macros/calls/" in file]
        where, folder = (calls[-1], "macros/templates/") if calls else (page or _place(error, page, before), "overrides/")
        return f"{where}: template: {error.name!r} is not allowed; allowed: a file in {folder}"
    if isinstance(error, TemplateSyntaxError):
        where = shown_path(error.filename) if error.filename and error.filename != PAGE else page
        line = error.lineno + (before if where == page else 0)
        said = error.message or "not a template"
        told = f"{_call(where, line)} is not allowed; allowed: {CALL}: {said}" if where == page else said
        return f"{where}, line {line}: {told}"
    if isinstance(error, SyntaxError):
        return f"{shown_path(error.filename or '')}, line {error.lineno}: {error.msg}"
    where = _place(error, page, before)
    if isinstance(error, UndefinedError):
        return f"{where}: {_undefined(str(error), known if where.startswith('docs/') else ())}"
    said = " ".join(str(error).split()).replace(f"{ROOT}/", "") or "no words with it"
    return f"{where or 'the build'}: {type(error).__name__}: {said}"


def in_page(error: BaseException, markdown: str, page: Any, known: Iterable[str]) -> str:
    """The sentence for what a page called: `page` as MkDocs holds it, `markdown` without its front matter."""
    return sentence(error, f"docs/{page.file.src_uri}", above(markdown, page), known)


def above(markdown: str, page: Any) -> int:
    """How many lines of a page's file stand above its text: those of its front matter."""
    file = Path(page.file.abs_src_path)
    whole = len(file.read_text("utf-8").splitlines()) if file.is_file() else 0
    return max(0, whole - len(markdown.splitlines()))


def clear_front_matter(markdown: str, name: str) -> None:
    """Refuses front matter that MkDocs could not read: it would stand on the page as words.

    Raises:
        Stop: with the line, where there is one.
    """
    if not markdown.startswith("---\n"):
        return
    from macros.yaml_text import RefusalError, read

    head, end, _ = markdown.partition("\n---")
    line, value, allowed = 1, "---", "keys with values, between two lines of ---"
    if end:
        try:
            read(head, dates=True)
        except RefusalError as refused:
            line, value, allowed = refused.line, str(refused.value), refused.allowed
    raise Stop(f"docs/{name}, line {line}: {value!r} is not allowed in the front matter; allowed: {allowed}")


def refuse_slips(markdown: str, page: Any, known: Iterable[str]) -> None:
    """Refuses what would stand on a page as words: half a call, a broken link (tools/slips.py).

    Raises:
        Stop: with the line.
    """
    if found := slip(markdown, known):
        line, value, allowed = found
        raise Stop(f"docs/{page.file.src_uri}, line {line + above(markdown, page)}: {value!r} is not allowed; allowed: {allowed}")


def _call(page: str, line: int) -> str:
    """The line of a page, from its first brace, as it stands there."""
    file = ROOT / page
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return repr(text[max(0, text.find("{{")) :][:80])


def shown_path(file: str | Path) -> str:
    """A path as it is written in the project, or the file's name alone for what lies elsewhere."""
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for frame, line in traceback.walk_tb(trace):
        yield frame.f_code.co_filename, line, frame.f_locals


def _place(error: BaseException, page: str, before: int) -> str:
    """The innermost line of ours: of a template, of the page, or of a Python file. A mistake in a call is the page's alone."""
    found = ""
    called = bool(CALLED.match(str(error)))
    for file, line, _ in _frames(error.__traceback__):
        path = Path(file)
        if called and file != PAGE:
            continue
        if file == PAGE:
            found = f"{page}, line {line + before}"
        elif path.is_relative_to(ROOT) and not any(part.startswith(".venv") for part in path.relative_to(ROOT).parts):
            found = f"{shown_path(path)}, line {line}"
        elif path.suffix == ".html":
            found = f"{path.name}, line {line}"
    return found or page


def _template(error: BaseException) -> str:
    """The innermost line of a template, if one was being filled."""
    lines = [(file, line) for file, line, _ in _frames(error.__traceback__) if file.endswith(".html")]
    return f"{shown_path(lines[-1][0])}, line {lines[-1][1]}" if lines else ""


def _page(error: BaseException) -> str:
    """The page that MkDocs was making, if it says so in a frame."""
    for _, _, names in _frames(error.__traceback__):
        source = getattr(getattr(names.get("page"), "file", None), "src_uri", None)
        if isinstance(source, str):
            return f"docs/{source}"
    return ""


def _undefined(said: str, known: Iterable[str]) -> str:
    """Jinja's words for an unknown name, and which names there are."""
    names = sorted(known)
    if not said.endswith(" is undefined") or not names:
        return said
    name = said.removesuffix(" is undefined").strip("'\"")
    close = difflib.get_close_matches(name, names, 1, 0.4)
    hint = f" (nearest: {close[0]})" if close else ""
    return f"{name!r} is not allowed; allowed: a text in quotes, or one of {', '.join(names)}{hint}"

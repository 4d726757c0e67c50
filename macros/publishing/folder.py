"""Reading and writing the files of a built site."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from macros.publishing.markup import Pages, parse, written

__all__ = ["at_rest", "base_path", "edit", "link", "locate", "read_all", "relative", "replace", "write_all"]

# Of a minifier: one pass makes room for the next. It has always come to rest after three.
PASSES = 6


def read_all(site: Path) -> Pages:
    """Every page, in a fixed order, each parsed once."""
    return {file: parse(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}


def write_all(pages: Pages) -> None:
    """Puts every page into its file."""
    for file, page in pages.items():
        replace(file, written(page))


def replace(file: Path, text: str) -> None:
    """Writes only what changed."""
    if not file.exists() or file.read_text("utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def edit(file: Path, change: Callable[[str], str]) -> None:
    """Changes one file's text."""
    replace(file, change(file.read_text("utf-8")))


def at_rest(shrink: Callable[[str], str], text: str) -> str:
    """The text, made smaller until that changes nothing more."""
    for _ in range(PASSES):
        before, text = text, shrink(text)
        if text == before:
            break
    return text


def relative(source: Path, target: Path) -> str:
    """The link from the folder of one file to another file."""
    return Path(os.path.relpath(target, source.parent)).as_posix()


def base_path(site_url: str) -> str:
    """The folder of the host that the site lives in: "/" or "/legs/"."""
    path = site_url.split("://", 1)[-1].partition("/")[2]
    return f"/{path}".rstrip("/") + "/"


def locate(site: Path, page: Path, href: str, base: str) -> Path:
    """The file that a page's link means. The 404 page, which answers anywhere, links from the root."""
    path = href.partition("?")[0].partition("#")[0]
    start = site / path.removeprefix(base) if path.startswith(base) else page.parent / path
    return Path(os.path.normpath(start))


def link(site: Path, page: Path, file: Path, base: str) -> str:
    """How a page links a file."""
    return base + relative(site / "index.html", file) if page == site / "404.html" else relative(page, file)

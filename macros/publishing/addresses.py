"""Every link of a built page leads somewhere on this site, or safely away from it. Markdown's own links the page builder checks;
this looks at all of them, also those that a macro or a template made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.data import Data
from macros.publishing.folder import base_path, locate
from macros.publishing.markup import Markup, Pages
from macros.schema import DataError, nearest

__all__ = ["check"]

AWAY = frozenset({"http", "https", "mailto", "tel"})
"""Where a link may lead besides this site."""

ASKED = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
"""What a style sheet asks for."""

LEADING = ("href", "src", "action")
APART = ("use", "base")

LATER = ("pdf/",)
"""Made after the pages, by a browser (tools/pdf.py)."""


@dataclass(frozen=True)
class _Links:
    """The ids of a page, and where it leads."""

    ids: frozenset[str]
    links: tuple[tuple[str, str], ...]


def check(site: Path, data: Data, site_url: str, pages: Pages) -> Pages:
    """Refuses a link without a target, and one that would run code; gives the pages back as they are.

    Raises:
        DataError: naming the page (or the record that holds the link), the link, and the nearest that is there.
    """
    check_fonts(site)
    check_styles(site)
    base = base_path(site_url)
    read = {file: _links(page) for file, page in pages.items()}
    named = {link.to: f"{question.id}.links" for question in data.evidence.questions.values() for link in question.links}
    for page, found in read.items():
        for name, link in found.links:
            for allowed, close in _wrong(site, page, link, base, read):
                held = next((key for to, key in named.items() if link.endswith(to)), None)
                where = page.relative_to(site).as_posix()
                raise DataError("data/questions.yml" if held else where, held or name, link, allowed, close)
    return pages


def check_styles(site: Path) -> None:
    """Refuses a style sheet that asks for a file that is not there: a typeface would quietly be another.

    Raises:
        DataError: naming the style sheet and the file.
    """
    for sheet in sorted((site / "assets").rglob("*.css")):
        for asked in ASKED.findall(sheet.read_text("utf-8")):
            path = asked.partition("?")[0].partition("#")[0]
            if ":" not in asked and path and not (sheet.parent / path).exists():
                folder = (sheet.parent / path).parent
                known = [f"{asked.rpartition('/')[0]}/{file.name}" for file in sorted(folder.iterdir())] if folder.is_dir() else []
                raise DataError(sheet.relative_to(site).as_posix(), "url", asked, "a file that is there", nearest(asked, known))


def check_fonts(site: Path) -> None:
    """Refuses a typeface that is none, or was cut: a WOFF2 file begins with its name and its length.

    Raises:
        DataError: naming the file.
    """
    for font in sorted((site / "assets").rglob("*.woff2")):
        content = font.read_bytes()
        if content[:4] != b"wOF2" or int.from_bytes(content[8:12], "big") != len(content):
            file = "overrides/" + font.relative_to(site).as_posix()
            raise DataError(file, "file", f"{len(content)} bytes", "a whole font in WOFF2, as tools/fonts.py makes it")


def _wrong(site: Path, page: Path, link: str, base: str, pages: dict[Path, _Links]) -> Iterator[tuple[str, str | None]]:
    """What is allowed in place of a link that leads nowhere, and the nearest; nothing for one that is right."""
    parts = urlsplit(link)
    if parts.scheme == "data" and link.startswith(("data:image/", "data:,")):
        return
    if parts.scheme or parts.netloc:
        if parts.scheme and parts.scheme not in AWAY:
            yield "an address on this site, or one that begins with " + ", ".join(f"{one}:" for one in sorted(AWAY)), None
        return
    target = page if not parts.path else locate(site, page, unquote(parts.path), base)
    if target.is_dir():
        target /= "index.html"
    inside = target.is_relative_to(site)
    if inside and target.relative_to(site).as_posix().startswith(LATER):
        return
    if not inside or not target.exists():
        known = [other.parent.relative_to(site).as_posix() + "/" for other in pages]
        yield "a page or file of this site", nearest(parts.path.lstrip("./"), known)
    elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        close = nearest(parts.fragment, pages[target].ids)
        yield f"a place on {target.parent.relative_to(site).as_posix()}/", close and f"#{close}"


def _links(page: Markup) -> _Links:
    ids = frozenset(token.get("id") for token in page if token.get("id"))
    places = ((token.name, *attribute) for token in page for attribute in token.attributes.items())
    leading = ((name, value) for tag, name, value in places if name in LEADING and tag not in APART and value is not None)
    return _Links(ids, tuple(leading))

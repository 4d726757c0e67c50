"""Makes one small stylesheet of the many that a page's head links, in their order; makes those that are linked alone small too.

Each list of sheets becomes one file: joined, less the names that no page and no script holds, minified, named with its content's hash.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import lightningcss

from macros.data import Data
from macros.files import digest
from macros.publishing.folder import at_rest, base_path, link, locate, relative, replace
from macros.publishing.markup import Markup, Pages, Token, head, start, written

__all__ = ["finish", "linked", "small", "words"]

URL = re.compile(r"""url\(\s*(["']?)(?!data:|#|https?:)([^"')]+)\1\s*\)""")
MADE = re.compile(r"site\.[0-9a-f]{8}\.css")
NAME = re.compile(r"(?:\.|--)(-?[A-Za-z_][\w-]*)")
WORD = re.compile(r"[\w-]+")
READ = re.compile(r"var\(\s*(--[\w-]+)")
# One sheet of a list: its file, and the media it is for.
Entry = tuple[Path, str]


def finish(site: Path, _data: Data, site_url: str, pages: Pages) -> Pages:
    base = base_path(site_url)
    pages_of: dict[tuple[Entry, ...], list[Path]] = defaultdict(list)
    for file, page in pages.items():
        pages_of[_sheets(site, file, page, base)].append(file)
    to_make = {entries: files for entries, files in pages_of.items() if entries and not _is_made(entries)}
    scripts = [file.read_text("utf-8") for file in (site / "assets/js").rglob("*.js")]
    relinked: Pages = {}
    for entries, files in to_make.items():
        known = words([*(written(pages[file]) for file in files), *scripts])
        css = small(_joined(entries, site / "assets/css/site.css"), known)
        made = site / f"assets/css/site.{digest(css)}.css"
        replace(made, css)
        relinked |= {file: linked(pages[file], link(site, file, made, base)) for file in files}
    for file in {file for entries in to_make for file, _ in entries}:
        file.unlink(missing_ok=True)
    for file in sorted((site / "assets/css").glob("*.css")):
        replace(file, small(file.read_text("utf-8")))
    # No page links the theme's own sheets.
    shutil.rmtree(site / "assets/stylesheets", ignore_errors=True)
    return pages | relinked


def small(css: str, known: set[str] | None = None) -> str:
    """Less CSS that does the same. With `known` words: classes and custom properties that are none of them go."""
    unused = None
    if known is not None:
        names = {m[1] if m[0][0] == "." else m[0] for m in NAME.finditer(css)}
        unused = names - known - set(READ.findall(css))
    return at_rest(lambda text: str(lightningcss.process_stylesheet(text, filename="site.css", unused_symbols=unused, minify=True)), css)


def words(texts: Iterable[str]) -> set[str]:
    """Every word of the pages and the scripts: a name that is among them may be used."""
    return {word for text in texts for word in WORD.findall(text)}


def linked(page: Markup, href: str) -> Markup:
    """The page with one link where its head's first sheet stood. Past the head nothing changes: the embed has a sheet there."""
    end, out = len(head(page)), list[Token]()
    waiting = True
    for token in page[:end]:
        if not _is_sheet(token):
            out.append(token)
        elif waiting:
            out.append(start("link", {"rel": "stylesheet", "href": href}))
            waiting = False
        elif out[-1].kind == "text" and (text := out.pop().source.rstrip()):  # the line break before a link goes with it
            out.append(Token("text", text))
    return (*out, *page[end:])


def _is_sheet(token: Token) -> bool:
    return token.starts("link") and token.get("rel") == "stylesheet"


def _sheets(site: Path, file: Path, page: Markup, base: str) -> tuple[Entry, ...]:
    """The sheets that a page's head links, in order."""
    return tuple((locate(site, file, token.get("href"), base), token.get("media")) for token in head(page) if _is_sheet(token))


def _is_made(entries: tuple[Entry, ...]) -> bool:
    return len(entries) == 1 and MADE.fullmatch(entries[0][0].name) is not None


def _joined(entries: tuple[Entry, ...], made: Path) -> str:
    """All sheets in one text, each in its media, with addresses as seen from the made file."""
    out = []
    for file, media in entries:
        css = URL.sub(lambda m, file=file: f'url("{_moved(m[2], file, made)}")', file.read_text("utf-8"))  # type: ignore[misc]
        out.append(f"@media {media}{{{css}}}" if media else css)
    return "\n".join(out)


def _moved(address: str, file: Path, made: Path) -> str:
    return relative(made, Path(os.path.normpath(file.parent / address)))

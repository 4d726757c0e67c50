"""Makes one small stylesheet of the many that a page links, in the order and the layers in which it links them.

A template writes `<link rel="stylesheet" href="...">`, and for the theme's own sheet `<style>@import url("...") layer(material);</style>`.
Each list of sheets becomes one file: joined, purged of what no page uses, minified, named with its content's hash.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path

import lightningcss

from macros.data import Data
from macros.publishing.folder import base_path, digest, html_files, link, locate, relative, replace
from macros.publishing.purge import purge, vocabulary

__all__ = ["write"]

LINK = r'<link rel="stylesheet" href="(?P<href>[^"]+)"(?: media="(?P<media>[^"]+)")?\s*/?>'
LAYERED = r'<style>\s*@import url\("(?P<sheet>[^"]+)"\) layer\((?P<layer>[\w.-]+)\);\s*</style>'
SHEET = re.compile(f"{LINK}|{LAYERED}")
URL = re.compile(r"""url\(\s*(["']?)(?!data:|#|https?:)([^"')]+)\1\s*\)""")
# All that the theme's script does on this site is search; the rest of what it could add never appears.
SEARCH = re.compile(r"md-search[\w-]*|md-icon|md-toggle|focus-visible|data-md-[\w-]+")
# And the elements that search results are made of.
FOUND = "<article><nav><h1><h2><p><mark><details><summary>"
# One sheet of a list: its file, the layer it goes into, the media it is for.
Entry = tuple[Path, str, str]


def write(site: Path, _data: Data, site_url: str) -> None:
    base = base_path(site_url)
    pages_of: dict[tuple[Entry, ...], list[Path]] = defaultdict(list)
    for page in html_files(site):
        pages_of[_sheets(site, page, base)].append(page)
    to_make = {entries: pages for entries, pages in pages_of.items() if entries and not _is_made(entries)}
    scripts = _scripts(site)
    for entries, pages in to_make.items():
        known = vocabulary([*(page.read_text("utf-8") for page in pages), FOUND], scripts)
        css = purge(_joined(entries, site / "assets/css/site.css"), known)
        css = lightningcss.process_stylesheet(css, filename="site.css", minify=True)
        made = site / f"assets/css/site.{digest(css)}.css"
        replace(made, css)
        for page in pages:
            replace(page, _relinked(page.read_text("utf-8"), link(site, page, made, base)))
    # What became part of a made sheet, and the theme's sheets that no page links.
    for file in {file for entries in to_make for file, _, _ in entries} | set((site / "assets/stylesheets").glob("*.css")):
        file.unlink(missing_ok=True)


def _scripts(site: Path) -> list[str]:
    """Where names stand that pages do not hold yet: our modules, and of the theme's script the part that runs here."""
    ours = [file.read_text("utf-8") for file in sorted((site / "assets/js").rglob("*.js"))]
    engine = [" ".join(SEARCH.findall(file.read_text("utf-8"))) for file in sorted((site / "assets/javascripts").glob("*.js"))]
    return ours + engine


def _sheets(site: Path, page: Path, base: str) -> tuple[Entry, ...]:
    """The sheets that a page's head links, in order."""
    found = SHEET.finditer(page.read_text("utf-8").partition("</head>")[0])
    return tuple((locate(site, page, m["href"] or m["sheet"], base), m["layer"] or "", m["media"] or "") for m in found)


def _is_made(entries: tuple[Entry, ...]) -> bool:
    return len(entries) == 1 and re.fullmatch(r"site\.[0-9a-f]{8}\.css", entries[0][0].name) is not None


def _joined(entries: tuple[Entry, ...], made: Path) -> str:
    """All sheets in one text, each in its layer or its media, with addresses as seen from the made file."""
    out = []
    for file, layer, media in entries:
        css = URL.sub(lambda m, file=file: f'url("{_moved(m[2], file, made)}")', file.read_text("utf-8"))  # type: ignore[misc]
        css = css.removeprefix('@charset "UTF-8";')
        out.append(f"@layer {layer}{{{css}}}" if layer else f"@media {media}{{{css}}}" if media else css)
    return "\n".join(out)


def _moved(address: str, file: Path, made: Path) -> str:
    return relative(made, Path(os.path.normpath(file.parent / address)))


def _relinked(html: str, href: str) -> str:
    """The page with one link where its first sheet stood."""
    head, end, rest = html.partition("</head>")
    first = SHEET.search(head)
    assert first, "a page whose sheets were listed has one"  # noqa: S101 -- told by the caller
    return head[: first.start()] + f'<link rel="stylesheet" href="{href}">' + re.sub(rf"\s*(?:{SHEET.pattern})", "", head[first.end() :]) + end + rest

"""Takes out what no reader needs: source maps, search for languages the site is not in; in pages comments, empty lines and
the marks that the search index was made by.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from macros.data import Data
from macros.publishing.folder import edit, html_files

__all__ = ["clean_html", "write"]

MAP_NOTE = re.compile(r"\n?(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=\S+ \*/)\s*$")
# What keeps its spaces, and may hold what looks like a comment.
KEPT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
UNSEARCHED = re.compile(r'(<[^<>]*?) data-search-exclude(?:="")?(?=[\s>])')
COMMENT = re.compile(r"<!--(?!\[if).*?-->", re.DOTALL)
EMPTY_LINES = re.compile(r"\s*\n\s*")


def write(site: Path, _data: Data, _site_url: str) -> None:
    for file in site.rglob("*.map"):
        file.unlink()
    (site / "README.md").unlink(missing_ok=True)  # of overrides/: the second builder copies it
    # English alone is searched, and the worker carries it. The theme's own script is on no page.
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    for file in (site / "assets/javascripts").glob("bundle.*.js"):
        file.unlink()
    for pattern in ("*.js", "*.css"):
        for file in site.rglob(pattern):
            edit(file, lambda text: MAP_NOTE.sub("\n", text))
    for file in html_files(site):
        edit(file, clean_html)


def clean_html(html: str) -> str:
    """The same page without comments and indentation. A line break stays a line break, so no words run together."""
    # A comment may hold half a script, so comments that begin outside of one go first.
    pieces = KEPT.split(_without_comments(html))
    # split() gives text, kept element, its name, text, kept element, its name ...
    texts = [EMPTY_LINES.sub("\n", UNSEARCHED.sub(r"\1", text)) for text in pieces[::3]]
    return "".join(text + kept for text, kept in zip(texts, [*pieces[1::3], ""], strict=True)).lstrip()


def _without_comments(html: str) -> str:
    out, place = [], 0
    mark = re.compile(f"{KEPT.pattern}|{COMMENT.pattern}", re.DOTALL | re.IGNORECASE)
    for match in mark.finditer(html):
        out.append(html[place : match.start()])
        out.append(match.group(1) or "")
        place = match.end()
    return "".join([*out, html[place:]])

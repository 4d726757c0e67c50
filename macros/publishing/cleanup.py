"""Takes out what no reader needs: source maps, search for languages the site is not in; in pages comments, empty lines and
the marks that the search index was made by.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from macros.data import Data
from macros.publishing.folder import edit
from macros.publishing.markup import Markup, Pages, Token

__all__ = ["clean", "finish"]

MAP_NOTE = re.compile(r"\n?(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=\S+ \*/)\s*$")
# What keeps its spaces, and may hold what looks like a comment.
KEPT = ("script", "style", "pre", "textarea")
SEARCHED = "data-search-exclude"
EMPTY_LINES = re.compile(r"\s*\n\s*")


def finish(site: Path, _data: Data, _site_url: str, pages: Pages) -> Pages:
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
    return {file: clean(page) for file, page in pages.items()}


def clean(page: Markup) -> Markup:
    """The same page without comments and indentation. A line break stays a line break, so no words run together."""
    return tuple(_clean(page))


def _clean(page: Markup) -> Iterator[Token]:
    kept, run = "", ""  # the element whose inside stays as it is; the text since the last tag, since a comment may have parted it
    first = True
    for token in page:
        if kept:
            yield token
            kept = "" if token.kind == "end" and token.name == kept else kept
        elif token.kind == "text":
            run += token.source
        elif token.kind != "comment" or token.source.startswith("<!--[if"):
            text = EMPTY_LINES.sub("\n", run)
            if text := text.lstrip() if first else text:
                yield Token("text", text)
            run, first = "", False
            yield token.without(SEARCHED) if SEARCHED in token.attributes else token
            kept = token.name if token.starts(*KEPT) else ""
    if run:
        yield Token("text", EMPTY_LINES.sub("\n", run))

"""Puts right what the second site builder does to links in snippets: it takes them for links relative to the Markdown file, and
climbs one folder too far. At the root of a host nobody notices; in a folder the link leads out of the site.
"""

from __future__ import annotations

from pathlib import Path

from macros.data import Data
from macros.publishing.markup import Markup, Pages, changed

__all__ = ["finish", "within"]

UP = "../"


def finish(site: Path, _data: Data, _site_url: str, pages: Pages) -> Pages:
    return {file: within(page, len(file.relative_to(site).parts) - 1) for file, page in pages.items()}


def within(page: Markup, depth: int) -> Markup:
    """The page, `depth` folders below the root, without links that climb above the root: none of ours means to."""

    def lower(link: str) -> str:
        climbs = 0
        while link.startswith(UP):
            link, climbs = link.removeprefix(UP), climbs + 1
        return UP * min(climbs, depth) + link

    return changed(page, ("href", "src"), lower)

"""Puts right what the second site builder does to links in snippets: it takes them for links relative to the Markdown file, and
climbs one folder too far. At the root of a host nobody notices; in a folder the link leads out of the site.
"""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data
from macros.publishing.folder import edit, html_files

__all__ = ["within", "write"]

CLIMBING = re.compile(r'(\b(?:href|src)=")((?:\.\./)+)')


def write(site: Path, _data: Data, _site_url: str) -> None:
    for page in html_files(site):
        depth = len(page.relative_to(site).parts) - 1
        edit(page, lambda html, depth=depth: within(html, depth))  # type: ignore[misc]


def within(html: str, depth: int) -> str:
    """The page, `depth` folders below the root, without links that climb above the root: none of ours means to."""
    return CLIMBING.sub(lambda m: m[1] + "../" * min(m[2].count("../"), depth), html)

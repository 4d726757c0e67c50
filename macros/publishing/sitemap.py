"""sitemap.xml names what is to be found: a page that asks not to be listed (the embed) goes out of it. Each page has its own date,
the newest of its changes; the builder knows only that of the build."""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data
from macros.publishing.feeds import read_page
from macros.publishing.markup import Markup, Pages

__all__ = ["write"]

ENTRY = re.compile(r"\s*<url>.*?<loc>(.*?)</loc>.*?</url>", re.DOTALL)
CHANGED = re.compile(r"(<lastmod>)[^<]*(</lastmod>)")


def write(site: Path, _data: Data, site_url: str, pages: Pages) -> None:
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        return

    def listed(entry: re.Match[str]) -> str:
        page = pages.get(site / entry[1].removeprefix(site_url) / "index.html", ())
        days = [change.date for change in read_page("", page).changes]
        return "" if _hidden(page) else CHANGED.sub(rf"\g<1>{max(days)}\2", entry[0]) if days else entry[0]

    sitemap.write_text(ENTRY.sub(listed, sitemap.read_text("utf-8")), "utf-8")
    # The builder packed the longer list; compress.py packs this one.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def _hidden(page: Markup) -> bool:
    robots = (token.get("content") for token in page if token.starts("meta") and token.get("name") == "robots")
    return any(content.startswith("noindex") for content in robots)

"""sitemap.xml names what is to be found: a page that asks not to be listed (the embed) goes out of it."""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data

__all__ = ["write"]

ENTRY = re.compile(r"\s*<url>.*?<loc>(.*?)</loc>.*?</url>", re.DOTALL)
HIDDEN = re.compile(r"""<meta name=["']?robots["']? content=["']?noindex""")


def write(site: Path, _data: Data, site_url: str) -> None:
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        return

    def listed(entry: re.Match[str]) -> str:
        page = site / entry[1].removeprefix(site_url) / "index.html"
        return "" if page.is_file() and HIDDEN.search(page.read_text("utf-8")) else entry[0]

    sitemap.write_text(ENTRY.sub(listed, sitemap.read_text("utf-8")), "utf-8")
    # The builder packed the longer list; compress.py packs this one.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)

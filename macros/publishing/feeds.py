"""What programs ask a site for: robots.txt, llms.txt, and an Atom feed of what changed. All of it is read off the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from macros.data import Data
from macros.evidence.care import care_line
from macros.publishing.markup import Markup, Pages, first

__all__ = ["Change", "Page", "feed_xml", "llms_txt", "read_page", "robots_txt", "write"]

# What a reader of llms.txt should meet first.
FIRST = ("practice/", "safety/")
# A page that is part of another one.
LEFT_OUT = ("embed/index.html",)


@dataclass(frozen=True)
class Change:
    """One line of a page's change log: an ISO date and what changed."""

    date: str
    text: str


@dataclass(frozen=True)
class Page:
    """What a built page says of itself. `address` counts from the site's root."""

    address: str
    title: str
    description: str
    changes: tuple[Change, ...]


def write(site: Path, data: Data, site_url: str, pages: Pages) -> None:
    named = {file.relative_to(site).as_posix(): page for file, page in pages.items() if file.name == "index.html"}
    told = [read_page(name, page, data.site.name) for name, page in named.items() if name not in LEFT_OUT]
    (site / "robots.txt").write_text(robots_txt(site_url), "utf-8")
    (site / "llms.txt").write_text(llms_txt(told, site_url, data), "utf-8")
    (site / "feed.xml").write_text(feed_xml(told, site_url, data), "utf-8")


def read_page(file: str, page: Markup, name: str = "") -> Page:
    """Title, description and change log of one built page."""
    title = "".join(token.words for token in first(page, "title"))
    return Page(file.removesuffix("index.html"), _plain(title, name), _described(page), tuple(_changes(page)))


def robots_txt(site_url: str) -> str:
    """Everyone may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"


def llms_txt(pages: list[Page], site_url: str, data: Data) -> str:
    """A table of contents in the llms.txt form: what it is, what to know before, the practice, safety, then everything else."""
    home = next((page for page in pages if not page.address), None)
    site, ui = data.site, data.ui
    before = f"{ui.site.not_reviewed} {care_line(data.evidence)}"
    lines = [f"# {site.name}", "", f"> {home.description if home else site.description}", "", before, ""]
    rest = sorted(pages, key=lambda page: (page.address not in FIRST, FIRST.index(page.address) if page.address in FIRST else 0))
    lines += [f"## {ui.llms.pages}", "", *(f"- [{page.title}]({site_url}{page.address}): {page.description}" for page in rest)]
    routines = f"- [{ui.llms.routines}]({site_url}routines.json): {ui.llms.routines_as.format(license=site.license)}"
    lines += ["", f"## {ui.llms.data}", "", routines]
    return "\n".join(lines) + "\n"


def feed_xml(pages: list[Page], site_url: str, data: Data) -> str:
    """The change logs of all pages as one Atom feed, newest first."""
    entries = sorted(
        ((change, page) for page in pages for change in page.changes),
        key=lambda entry: (entry[0].date, entry[1].address),
        reverse=True,
    )
    newest = entries[0][0].date if entries else "1970-01-01"
    out = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(data.ui.site.changed.format(site=data.site.name))}</title>",
        f"<id>{escape(site_url)}</id>",
        f"<link href={quoteattr(site_url)}/>",
        f'<link rel="self" href={quoteattr(site_url + "feed.xml")}/>',
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{escape(data.site.by)}</name></author>",
    ]
    for change, page in entries:
        address = site_url + page.address
        mark = re.sub(r"\W+", "-", change.text.lower()).strip("-")[:40]
        out += [
            "<entry>",
            f"<title>{escape(page.title)}</title>",
            f"<id>{escape(f'{address}#{change.date}-{mark}')}</id>",
            f"<link href={quoteattr(address)}/>",
            f"<updated>{change.date}T00:00:00Z</updated>",
            f"<summary>{escape(change.text)}</summary>",
            "</entry>",
        ]
    return "\n".join([*out, "</feed>"]) + "\n"


def _plain(title: str, name: str) -> str:
    """The page's own title: the site's name, where the frame added it, goes."""
    return re.sub(rf"\s+[-|]\s+{re.escape(name)}$", "", re.sub(r"\s+", " ", title).strip())


def _described(page: Markup) -> str:
    return next((token.get("content") for token in page if token.starts("meta") and token.get("name") == "description"), "")


def _changes(page: Markup) -> Iterator[Change]:
    """The entries of the list that the page's dates hold: "day: what changed"."""
    date = text = ""
    for token in first(page, "details", lambda token: "dates__changes" in token.get("class").split()):
        if token.starts("li"):
            date = text = ""
        elif token.starts("time"):
            date = token.get("datetime")
        elif token.kind == "end" and token.name == "li":
            yield Change(date, text.partition(":")[2].strip())
        text += token.words

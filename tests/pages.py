"""Reads built pages as a browser would, without one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

LINKS = {"a": "href", "area": "href", "link": "href", "script": "src", "img": "src", "audio": "src", "source": "src", "iframe": "src", "use": "href"}
# What a browser fetches by itself; the rest waits for a tap.
FETCHED = {"script", "img", "audio", "source", "iframe", "use"}
FETCHED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch", "preconnect", "dns-prefetch"}


@dataclass(frozen=True)
class Link:
    """One reference out of a page."""

    tag: str
    rel: str
    target: str

    @property
    def fetched(self) -> bool:
        return self.tag in FETCHED or (self.tag == "link" and bool(FETCHED_RELS & set(self.rel.split())))


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the built site."""

    url: str
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html5lib")

    @property
    def title(self) -> str:
        return self.soup.title.get_text(strip=True) if self.soup.title else ""

    def meta(self, name: str) -> str:
        tag = self.soup.find("meta", attrs={"name": name}) or self.soup.find("meta", attrs={"property": name})
        return str(tag.get("content", "")) if isinstance(tag, Tag) else ""

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(str(tag["id"]) for tag in self.soup.find_all(id=True)) | frozenset(str(tag["name"]) for tag in self.soup.select("a[name]"))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        out = []
        for tag in self.soup.find_all(list(LINKS)):
            target = tag.get(LINKS[tag.name])
            if target is not None:
                out.append(Link(tag.name, " ".join(tag.get("rel") or []), str(target)))
        return tuple(out)

    def resolve(self, target: str) -> str:
        """Where a reference leads, from the site's root; absolute addresses of other hosts stay as they are."""
        absolute = urljoin(f"https://site.invalid/{self.url}", target)
        return absolute.removeprefix("https://site.invalid/") if urlsplit(absolute).netloc == "site.invalid" else absolute

    @cached_property
    def content(self) -> Tag:
        """The words of the page, without navigation: main, or the body where a page has none."""
        found = self.soup.select_one("main article") or self.soup.select_one("main") or self.soup.body
        assert isinstance(found, Tag)
        return found


def read_pages(site: Path) -> dict[str, BuiltPage]:
    out = {}
    for file in sorted(site.rglob("*.html")):
        url = file.relative_to(site).as_posix().removesuffix("index.html")
        out[url] = BuiltPage(url, file.read_text("utf-8"))
    return out

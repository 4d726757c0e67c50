"""What a built page says of itself: read from the HTML, so that it does not matter which builder wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["Page", "read_pages"]


@dataclass(frozen=True)
class Page:
    """A page of the site: its address from the root ("" is home), its heading and the room it stands in."""

    url: str
    heading: str
    room: str

    @property
    def slug(self) -> str:
        """A file name: "benefits-sleep" for "benefits/sleep/"."""
        return self.url.strip("/").replace("/", "-") or "home"


class Reader(HTMLParser):
    """Takes the first H1's words and the body's room."""

    def __init__(self) -> None:
        super().__init__()
        self.heading: list[str] = []
        self.room = ""
        self.state = "before"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.room = dict(attrs).get("data-room") or ""
        if tag == "h1" and self.state == "before":
            self.state = "inside"

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1" and self.state == "inside":
            self.state = "after"

    def handle_data(self, data: str) -> None:
        if self.state == "inside":
            self.heading.append(data)


def read_pages(site: Path) -> tuple[Page, ...]:
    """Every page with a heading, by address."""
    pages = []
    for file in sorted(site.rglob("index.html")):
        reader = Reader()
        reader.feed(file.read_text("utf-8"))
        heading = " ".join("".join(reader.heading).split())
        url = file.parent.relative_to(site).as_posix()
        if heading:
            pages.append(Page("" if url == "." else f"{url}/", heading, reader.room))
    return tuple(pages)

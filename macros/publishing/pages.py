"""What a built page says of itself: read from the HTML, so that it does not matter which builder wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.publishing.markup import Pages, first

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


def read_pages(site: Path, pages: Pages) -> tuple[Page, ...]:
    """Every page with a heading, by address."""
    out = []
    for file, page in pages.items():
        heading = " ".join("".join(token.words for token in first(page, "h1")).split())
        if heading and file.name == "index.html":
            room = next((token.get("data-room") for token in page if token.starts("body")), "")
            url = file.parent.relative_to(site).as_posix()
            out.append(Page("" if url == "." else f"{url}/", heading, room))
    return tuple(out)

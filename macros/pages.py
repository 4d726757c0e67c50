"""Which pages the data counts on: each purpose's, each published length's, and those that answers lead to."""

from __future__ import annotations

import re
from pathlib import Path

from macros.data import Data
from macros.schema import DataError, nearest

__all__ = ["addresses", "check_pages"]


def addresses(docs: Path) -> list[str]:
    """The address of each page in `docs`, from the site's root: "" is home, "timer/10/" a length."""
    found = (page.relative_to(docs).with_suffix("").as_posix() for page in sorted(docs.rglob("*.md")))
    return ["" if name == "index" else f"{name.removesuffix('/index')}/" for name in found]


def check_pages(data: Data, docs: Path) -> None:
    """Refuses a purpose, a length, a version or a link whose page is not there, and a purpose that no benefit page tells of.

    Raises:
        DataError: for the first that is missing.
    """
    known = addresses(docs)
    for purpose in data.purposes.values():
        if f"{purpose.page}/" not in known:
            close = nearest(f"{purpose.page}/", known)
            allowed = f"a page that is there: docs/{purpose.page}.md is not"
            raise DataError("data/purposes.yml", f"{purpose.id}.page", purpose.page, allowed, close and close.rstrip("/"))
        if purpose.id != "general" and purpose.id not in data.evidence.benefits:
            raise DataError("data/benefits.yml", "id", ", ".join(data.evidence.benefits), f"a record for each purpose; {purpose.id} is missing")
    for minutes in data.rules.lengths.published:
        if f"timer/{minutes}/" not in known:
            raise DataError("data/routine.yml", "lengths.published", minutes, f"lengths with a page: docs/timer/{minutes}.md is not there")
    said = set(re.findall(r"\{[^}]*#([\w-]+)", (docs / "versions.md").read_text("utf-8"))) if "versions/" in known else set()
    for version in data.versions:
        if version not in said:
            shown = ", ".join(sorted(said)) or "nothing"
            raise DataError("docs/versions.md", "headings", shown, f"a heading for each version; {{ #{version} }} is missing")
    frame = data.frame
    links = [("data/frame.yml", "extra.words", way.to) for way in (*frame.main_links, *frame.more_links, *frame.search_questions)]
    links += [("data/questions.yml", f"{one.id}.links", link.to) for one in data.evidence.questions.values() for link in one.links]
    for file, key, address in links:
        page = address.partition("#")[0]
        if page not in known:
            raise DataError(file, key, address, "a page that is there", nearest(page, known))

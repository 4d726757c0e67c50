"""How many words stand open on each page: tests/words.yml has the most there may be, and it only shrinks.

`RENEW_WORDS=1 pytest tests/test_length.py` writes the numbers of pages that became shorter, and those of new pages.
"""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from macros.data import load
from tests.pages import BuiltPage

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests/words.yml"
BENEFITS = [f"benefits/{benefit}/" for benefit in load(ROOT / "data").evidence.benefits]
# What is not read, what stands only on paper or for one who asks, and the timer, whose list is for a page without scripts.
APART = "script, style, template, svg, form, practice-timer, .dates, .jump, .take, .visually-hidden, .paper-only, .sheet, [hidden]"


def unfolded(page: BuiltPage) -> int:
    """The words of a page that are read without opening anything."""
    content = BuiltPage(page.url, str(page.content)).soup
    for part in content.select(APART):
        part.decompose()
    for fold in content.select("details:not([open])"):
        for child in list(fold.children):
            if getattr(child, "name", None) != "summary":
                child.extract()
    return len(content.get_text(" ").split())


def test_no_page_grows(pages: dict[str, BuiltPage]) -> None:
    """A page may be shorter than the table says, never longer; a new page gets a line."""
    found = {f"/{url}": unfolded(page) for url, page in pages.items() if url != "404.html"}
    table: dict[str, int] = yaml.safe_load(FILE.read_text("utf-8")) if FILE.exists() else {}
    if os.environ.get("RENEW_WORDS"):
        table = {url: min(words, table.get(url, words)) for url, words in found.items()}
        head = "# The most words that may stand open on each page (tests/test_length.py). To make a number larger is to break a promise.\n"
        FILE.write_text(head + "".join(f"{url}: {words}\n" for url, words in table.items()), "utf-8")
    longer = [f"{url} has {words}, not {table.get(url, 0)}" for url, words in found.items() if words > table.get(url, 0)]
    new = "a new page gets its line by RENEW_WORDS=1 .venv/bin/pytest tests/test_length.py"
    grown = "for a new purpose or version write the new number of the pages that list it"
    assert not longer, f"shorten the page, or change tests/words.yml ({new}; {grown}): {'; '.join(longer)}"


def test_a_benefit_page_can_be_finished_by_a_tired_person(pages: dict[str, BuiltPage]) -> None:
    long = {url: words for url in BENEFITS if (words := unfolded(pages[url])) > 700}
    assert not long, f"a benefit page shows at most 700 words unfolded: shorten {long}"

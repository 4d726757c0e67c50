"""What a page says of itself, in its front matter, is what a page, a feed and a card can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.front import check_front
from macros.schema import DataError
from tests.conftest import ROOT
from tests.sentences import Edit, cut, sentence, swap

BROKEN: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a room that is none": (swap("room: practice", "room: practise"), ("room", "practise", "nearest: practice")),
    "a title that is a list": (cut(r"title: [^\n]*", "title: [a, b]"), ("title", "text")),
    "an empty description": (cut(r"description: [^\n]*", 'description: ""'), ("description", "not empty")),
    "a day in words": (cut(r"checked: [^\n]*", "checked: soon"), ("checked", "soon", "a day such as 2026-11-26")),
    "a day that is none": (cut(r"checked: [^\n]*", "checked: 2026-13-45"), ("2026-13-45", "a day such as 2026-11-26")),
    "a time for a day": (cut(r"checked: [^\n]*", "checked: 2026-11-26 10:00:00"), ("2026-11-26 10:00:00", "a day such as 2026-11-26")),
    "checked before it was written": (cut(r"checked: [^\n]*", "checked: 2020-01-01"), ("checked", "2020-01-01", "written")),
    "a change without words": (cut(r", text: [^\n}]*}", "}"), ("changes[0].text", "nothing")),
    "a key that is misspelled": (swap("room: practice", "rom: practice"), ("rom", "nearest: room")),
    "a key written twice": (swap("room: practice", "room: practice\nroom: safety"), ("room", "each key once")),
    "a character that nobody sees": (swap("room: practice", "room: \u200bpractice"), ("U+200B", "can be seen")),
}


@pytest.mark.parametrize("what", BROKEN)
def test_front_matter_that_lies_is_refused_in_one_sentence(tmp_path: Path, what: str) -> None:
    edit, parts = BROKEN[what]
    (tmp_path / "practice.md").write_text(edit((ROOT / "docs/practice.md").read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        check_front(tmp_path)
    sentence(error.value, "docs/practice.md", *parts)


def test_every_page_of_ours_passes_and_so_does_a_page_without_front_matter(tmp_path: Path) -> None:
    check_front(ROOT / "docs")
    (tmp_path / "new.md").write_text("# New\n", "utf-8")
    check_front(tmp_path)

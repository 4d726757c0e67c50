"""The accessibility statement says what tests hold, and nothing more."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from macros.accessibility import check_criteria, tally
from macros.data import load
from macros.schema import DataError
from tests.conftest import ROOT
from tests.pages import BuiltPage

CRITERIA = load(ROOT / "data").criteria


@pytest.mark.parametrize("test", sorted({one.test for one in CRITERIA if one.test}))
def test_the_test_that_a_criterion_names_is_there(test: str) -> None:
    file, _, name = test.partition(": ")
    tree = ast.parse((ROOT / f"tests/test_{file}.py").read_text("utf-8"))
    assert f"test_{name}" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_a_criterion_that_is_met_needs_a_test_and_any_other_a_reason() -> None:
    first, *rest = CRITERIA
    with pytest.raises(DataError, match=r"1\.1\.1\.test"):
        check_criteria([replace(first, test=None), *rest])
    with pytest.raises(DataError, match=r"1\.1\.1\.note"):
        check_criteria([replace(first, status="untested"), *rest])


def test_no_criterion_is_left_out() -> None:
    with pytest.raises(DataError, match="all 31 criteria"):
        check_criteria(CRITERIA[1:])


def test_the_page_lists_every_criterion_with_its_status(pages: dict[str, BuiltPage]) -> None:
    rows = pages["accessibility/"].soup.select("table.stack tbody tr")
    assert [row.get_text(" ").split()[0] for row in rows] == [one.id for one in CRITERIA]
    assert all(cell.get_text(strip=True) for row in rows for cell in row.find_all("td"))
    assert sum(count for counts in tally(CRITERIA).values() for count in counts.values()) == len(rows)

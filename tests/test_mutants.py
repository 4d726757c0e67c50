"""The list of planted mistakes fits the code as it is (`make mutants` plants them)."""

from __future__ import annotations

from importlib import import_module

from tests.conftest import ROOT
from tools.mutants import known


def test_each_mistake_in_javascript_can_be_planted_in_one_place() -> None:
    for mistake in known()["javascript"]:
        text = (ROOT / "overrides/assets/js" / mistake["in"]).read_text("utf-8")
        assert text.count(mistake["was"]) == 1, mistake
        assert all((ROOT / f"tests/js/{name}.test.js").is_file() for name in mistake["test"].split()), mistake


def test_each_mistake_that_nothing_notices_is_in_a_function_that_exists_and_has_a_reason() -> None:
    for mistake in known()["python"]:
        module, _, name = mistake["in"].rpartition(".")
        assert hasattr(import_module(module), name), mistake
        assert mistake["was"] != mistake["now"]
        assert mistake["why"].endswith("."), mistake

"""One answer out of two runs: what failed beside others and passes alone is said, and everything else that fails, fails."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.two_runs import FEW, left_to_the_second, outcomes, summary


def report(name: str, *marks: str) -> Any:
    return SimpleNamespace(nodeid=name, keywords={name: 1, **dict.fromkeys(marks, 1)})


def test_a_few_browser_tests_that_fail_get_their_say_alone() -> None:
    assert left_to_the_second({"failed": [report("b", "browser"), report("a", "browser")]}) == ["a", "b"]
    assert left_to_the_second({"error": [report("a", "browser")], "failed": [report("a", "browser")]}) == ["a"]


def test_nothing_gets_a_second_say_when_many_fail_or_one_that_drives_no_browser() -> None:
    assert left_to_the_second({}) == []
    assert left_to_the_second({"failed": [report(str(n), "browser") for n in range(FEW + 1)]}) == []
    assert left_to_the_second({"failed": [report("a", "browser"), report("b")]}) == []


def test_the_summary_counts_each_test_once_and_names_what_failed_beside_others() -> None:
    first = {"again": ["b"], **outcomes({"passed": [report("a")], "failed": [report("b", "browser")]})}
    passed = outcomes({"passed": [report("b"), report("c")]})
    assert summary(first, passed) == ["failed beside others, passed alone: b", "====== both runs: 3 passed ======"]
    failed = outcomes({"passed": [report("c")], "failed": [report("b")]})
    assert summary(first, failed) == ["FAILED b", "====== both runs: 2 passed, 1 failed ======"]


def test_what_failed_in_the_first_run_and_was_not_run_again_stays_failed() -> None:
    first = {"again": [], **outcomes({"failed": [report("a")]})}
    assert summary(first, outcomes({})) == ["FAILED a", "====== both runs: 1 failed ======"]

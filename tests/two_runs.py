"""One answer out of two runs.

The first runs many tests side by side. The second runs by themselves those that measure time, and the few that drive a browser and
failed beside the others: no test fails because a machine is busy, and each that did is named at the very end.
"""

from __future__ import annotations

from typing import Any

import pytest

KEPT = "legs/first-run"
# More than these are no accident.
FEW = 4


def add_options(parser: pytest.Parser) -> None:
    parser.addoption("--first", action="store_true", help="leave to a second run the few browser tests that fail beside others")
    parser.addoption("--second", choices=("alone", "again"), help="run what the first run left; with `alone`, also what measures time")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    second = config.option.second
    if not second:
        return
    again = first_run(config)["again"]
    left = [item for item in items if item.nodeid in again or (second == "alone" and item.get_closest_marker("alone"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in left])
    items[:] = left


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not reporter:  # one of several workers
        return
    if config.option.first:
        again = left_to_the_second(reporter.stats)
        config.cache.set(KEPT, {"again": again, **outcomes(reporter.stats)})
        if again and session.exitstatus == pytest.ExitCode.TESTS_FAILED:
            session.exitstatus = pytest.ExitCode.OK
    elif config.option.second and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        session.exitstatus = pytest.ExitCode.OK


def pytest_unconfigure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not reporter or not config.option.second:
        return
    for line in summary(first_run(config), outcomes(reporter.stats)):
        reporter.write_line(line)


def left_to_the_second(stats: dict[str, list[Any]]) -> list[str]:
    """The tests that may have failed because the machine was busy: browser tests, and few. Else none."""
    wrong = [*stats.get("failed", []), *stats.get("error", [])]
    ids = sorted({report.nodeid for report in wrong})
    return ids if len(ids) <= FEW and all("browser" in report.keywords for report in wrong) else []


def outcomes(stats: dict[str, list[Any]]) -> dict[str, list[str]]:
    return {kind: [report.nodeid for report in stats.get(kind, [])] for kind in ("passed", "failed", "error", "skipped")}


def first_run(config: pytest.Config) -> dict[str, list[str]]:
    return dict(config.cache.get(KEPT, None) or {"again": [], **outcomes({})})


def summary(first: dict[str, list[str]], second: dict[str, list[str]]) -> list[str]:
    """What both runs found, each test once."""
    again = set(first["again"])
    both = {kind: [name for name in first[kind] if name not in again] + names for kind, names in second.items()}
    lines = [f"FAILED {name}" for name in both["failed"] + both["error"]]
    lines += [f"failed beside others, passed alone: {name}" for name in both["passed"] if name in again]
    counts = ", ".join(f"{len(names):,} {kind}" for kind, names in both.items() if names)
    return [*lines, f"====== both runs: {counts or 'nothing ran'} ======"]

"""Plants mistakes in the pure core, one at a time, and says which of them no test notices: `python -m tools.mutants`.

In Python mutmut plants them; in JavaScript those of tests/mutants.yml are planted. That file also has the survivors: each with the
reason why no test need notice it. All happens in a copy under build/, so that the sources may be worked on meanwhile.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["CORE", "LEAST", "Mistake", "known", "main", "planted"]

ROOT = Path(__file__).parents[1]
COPY = ROOT / "build/mutants"
LIST = ROOT / "tests/mutants.yml"
LEAST = 90
"""Of a hundred mistakes, so many must be noticed at least."""

CORE = ("routines", "placing", "score", "sound/soundtrack", "links", "clock", "checks")
TESTS = ("routines", "placing", "checks", "score", "soundtrack", "links", "clock")
NEEDED = ("macros", "tests", "data", "docs", "tools", "overrides", "mkdocs.yml", "pyproject.toml", "requirements.in")
JOBS = "2"
WAIT = 60
"""Seconds for the tests of one mistake in JavaScript."""
FEW = """

import hypothesis

hypothesis.settings.register_profile("few", max_examples=12, derandomize=True, deadline=None)
hypothesis.settings.load_profile("few")
"""
"""The same few examples in every run, or a mistake would be noticed one day and not the next."""

SURVIVED = (0, 5, 33)
"""Exit codes of mutmut: all tests passed, or there were none."""


@dataclass(frozen=True)
class Mistake:
    """One planted mistake: where, the lines that it takes away, and those that stand in their place."""

    where: str
    was: str
    now: str


def known() -> dict[str, Any]:
    """What tests/mutants.yml says."""
    return dict(yaml.safe_load(LIST.read_text("utf-8")))


def prepare() -> None:
    """The tracked files in a copy, with the settings of mutmut."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", *NEEDED], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, COPY / name)
    tests = [f"tests/test_{name}.py" for name in TESTS if (COPY / f"tests/test_{name}.py").exists()]
    settings = {
        "source_paths": ["macros"],
        "only_mutate": [f"macros/{name}.py" for name in CORE],
        "also_copy": [name for name in NEEDED if name not in ("macros", "tests", "pyproject.toml")],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--timeout=0", "-x", "-m", "not browser and not slow"],
        "pytest_add_cli_args_test_selection": tests,
        "track_dependencies": False,
        "use_git_change_detection": False,
    }
    with (COPY / "tests/conftest.py").open("a", encoding="utf-8") as file:
        file.write(FEW)
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    with (COPY / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[tool.mutmut]\n{lines}")


def mutmut(*arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=COPY, capture_output=True, text=True, check=False, env=os.environ | {"NO_COLOR": "1"}).stdout


def planted() -> tuple[int, list[Mistake]]:
    """How many mistakes mutmut planted, and those that nothing noticed."""
    codes: dict[str, int | None] = {}
    for name in CORE:
        codes |= json.loads((COPY / f"mutants/macros/{name}.py.meta").read_text("utf-8"))["exit_code_by_key"]
    unseen = sorted(key for key, code in codes.items() if code is None or code in SURVIVED)
    return len(codes), [shown(key) for key in unseen]


def shown(key: str) -> Mistake:
    """A survivor as it is listed: "macros.clock.x_about__mutmut_3" is the third in about()."""
    lines = mutmut("show", key).splitlines()
    taken, put = ([line[1:].strip() for line in lines if line.startswith(mark) and not line.startswith(mark * 3)] for mark in "-+")
    where = re.sub(r"\.x_(\w+?)__mutmut_\d+$", r".\1", key)
    return Mistake(where, " ".join(taken), " ".join(put))


def scripts(mistakes: list[dict[str, str]]) -> Iterator[str]:
    """One sentence for each mistake in JavaScript that no test notices, or that can no longer be planted."""
    answer = COPY / "given.json"
    answer.write_bytes(subprocess.run([sys.executable, "tests/js/given.py"], cwd=COPY, capture_output=True, check=True).stdout)
    every = sorted({test for mistake in mistakes for test in mistake["test"].split()})
    if not passes(every, answer):
        yield f"the tests of JavaScript fail without any mistake: node --test {' '.join(every)}"
        return
    for mistake in mistakes:
        file = COPY / "overrides/assets/js" / mistake["in"]
        text = file.read_text("utf-8")
        if text.count(mistake["was"]) != 1:
            yield f"{mistake['in']}: {mistake['was']!r} stands there {text.count(mistake['was'])} times; allowed: once"
            continue
        file.write_text(text.replace(mistake["was"], mistake["now"]), "utf-8")
        if passes(mistake["test"].split(), answer):
            yield f"{mistake['in']}: no test of {mistake['test']} notices {mistake['was']!r} as {mistake['now']!r}"
        file.write_text(text, "utf-8")


def passes(names: list[str], answer: Path) -> bool:
    """Whether these tests of JavaScript pass in the copy. A mistake that makes one wait forever is noticed, too."""
    command = ["node", "--test", *(f"tests/js/{name}.test.js" for name in names)]
    environment = os.environ | {"GIVEN": str(answer)}
    # A session of its own: what waits forever is stopped with all that it started.
    with subprocess.Popen(command, cwd=COPY, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            return not run.wait(WAIT)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            return False


def main() -> int:
    """1 when too few are noticed, or when one that is not noticed has no reason in the list."""
    listed = known()
    prepare()
    mutmut("run", "--max-children", JOBS)
    count, unseen = planted()
    score = 100 * (count - len(unseen)) / count
    print(f"Python: {count} mistakes planted, {count - len(unseen)} noticed: {score:.1f} %")
    reasons = {Mistake(each["in"], each["was"], each["now"]): each["why"] for each in listed["python"]}
    wrong = [f"{each.where}: nothing notices {each.was!r} as {each.now!r}" for each in unseen if each not in reasons]
    for each in reasons.keys() - set(unseen):
        print(f"{LIST.name}: {each.where}: {each.now!r} is noticed now, or gone; it can be taken out")
    if score < LEAST:
        wrong.append(f"only {score:.1f} % are noticed; at least {LEAST} % must be")
    found = list(scripts(listed["javascript"]))
    print(f"JavaScript: {len(listed['javascript'])} mistakes planted, {len(listed['javascript']) - len(found)} noticed")
    for sentence in (*wrong, *found):
        print(sentence, file=sys.stderr)
    return 1 if wrong or found else 0


if __name__ == "__main__":
    sys.exit(main())

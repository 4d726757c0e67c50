"""The sources hold to their own rules."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT, missing

TSC = ROOT / "node_modules/.bin/tsc"


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}{done.stderr[-2000:]}"


def tracked(*patterns: str) -> list[str]:
    done = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split()


def test_python_is_clean() -> None:
    run(sys.executable, "-m", "ruff", "check", ".")


def test_python_types_hold() -> None:
    run(sys.executable, "-m", "mypy")


def test_yaml_is_clean() -> None:
    run(sys.executable, "-m", "yamllint", "--strict", ".")


def test_javascript_types_hold() -> None:
    if not TSC.exists():
        missing("TypeScript (npm ci)")
    if not tracked("overrides/assets/js/*.js"):
        pytest.skip("there is no JavaScript yet")
    run(str(TSC), "--project", "tsconfig.json")
    run(str(TSC), "--project", "tsconfig.worker.json")


def test_javascript_units_hold() -> None:
    files = tracked("tests/js/*.test.js", "tests/js/*.test.mjs")
    if not shutil.which("node"):
        missing("Node")
    if not files:
        pytest.skip("there are no JavaScript tests yet")
    run("node", "--test", *files)


def test_javascript_never_makes_html_from_text() -> None:
    pattern = re.compile(r"\.(?:innerHTML|outerHTML|insertAdjacentHTML)\b|document\.write|\beval\(|new Function\(")
    found = [name for name in tracked("overrides/assets/js/*.js") if pattern.search((ROOT / name).read_text("utf-8"))]
    assert found == []


def test_lock_files_name_no_host_and_carry_hashes() -> None:
    for name in tracked("requirements*.lock", "package-lock.json"):
        text = (ROOT / name).read_text("utf-8")
        if name == "package-lock.json":
            assert '"resolved"' not in text
            assert '"integrity": "sha512-' in text
        else:
            assert not re.search(r"https?://|^--|file:", text, re.MULTILINE), name
            assert len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) <= text.count("--hash=sha256:"), name


def test_every_data_file_opens_with_two_lines_that_say_what_it_holds_and_who_reads_it() -> None:
    bare = [name for name in tracked(":(glob)data/*.yml") if not re.match(r"# .+\n# .+\n", (ROOT / name).read_text("utf-8"))]
    assert bare == []


def test_text_files_end_with_a_newline_and_carry_no_trailing_spaces() -> None:
    suffixes = ("*.py", "*.md", "*.yml", "*.js", "*.mjs", "*.css", "*.html", "*.toml", "Makefile")
    bad = []
    # The encoder stays as it was published, but for what its head tells (tests/test_own_voice.py).
    for name in (name for name in tracked(*suffixes) if not name.startswith("overrides/assets/lame/")):
        text = (ROOT / name).read_text("utf-8")
        if (text and not text.endswith("\n")) or re.search(r"[ \t]+$", text, re.MULTILINE):
            bad.append(name)
    assert bad == []

"""Publishing makes scripts small; they must stay scripts."""

from __future__ import annotations

import subprocess
from pathlib import Path

from macros.publishing.scripts import minified


def test_every_published_script_parses(site: Path, tmp_path: Path) -> None:
    """Node reads each as the module or the plain script that it is in a page."""
    wrong = []
    for file in sorted((site / "assets/js").rglob("*.js")):
        module = tmp_path / (file.stem + ".mjs")
        module.write_bytes(file.read_bytes())
        done = subprocess.run(["node", "--check", str(module)], capture_output=True, text=True, check=False)
        if done.returncode:
            wrong.append(f"{file.name}: {done.stderr.strip().splitlines()[-3]}")
    assert not wrong


def test_minifying_again_changes_nothing() -> None:
    """Publishing a published folder is harmless."""
    once = minified("export {}; // a module\nfunction twice(number) { const double = number * 2; return double; }\ntwice(4);\n")
    assert minified(once) == once
    assert "export" not in once

"""Builds the same sources with Zensical, Material's successor: `make zensical`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["ZENSICAL", "build", "copy_sources"]

ROOT = Path(__file__).parents[1]
ZENSICAL = ROOT / ".venv-zensical" / "bin" / "zensical"
SOURCES = ("mkdocs.yml", "docs", "data", "macros", "overrides", "tools")


def copy_sources(folder: Path) -> Path:
    """What a site builder reads, copied into `folder`, so that no build disturbs another."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, folder / source)
    return folder


def build(out: Path, site_url: str = "") -> None:
    """Writes the pages that Zensical makes to `out`, for a site at `site_url` (or where SITE_URL says).

    Raises:
        SystemExit: with what Zensical said, when it fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_sources(Path(scratch))
        done = subprocess.run(
            [str(ZENSICAL), "build", "--strict"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder), **({"SITE_URL": site_url} if site_url else {})},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder / "site", out)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    build(target)
    # Publishing takes a folder of pages, whoever made them, but runs in the first builder's environment.
    publisher = [str(ROOT / ".venv" / "bin" / "python"), "-m", "macros.publishing", str(target)]
    sys.exit(subprocess.run(publisher, cwd=ROOT, check=False).returncode)

"""The date of a build: of the last commit, or, in a copy without Git, the newest day that a page's front matter names."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import yaml

__all__ = ["EPOCH", "newest_day", "settle"]

EPOCH = "SOURCE_DATE_EPOCH"
"""What tells every tool the date, so that two builds of one source are the same byte for byte."""


def newest_day(docs: Path) -> str:
    """The newest ISO date of any page's `written` or `changes`; without any, the first day of 2026."""
    days = ["2026-01-01"]
    for file in docs.rglob("*.md"):
        parts = file.read_text("utf-8", errors="replace").split("---\n", 2)
        try:
            meta = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else None
        except (yaml.YAMLError, ValueError):  # a day that is none: macros/front.py says so
            continue  # the build says which
        if not isinstance(meta, dict):
            continue
        changes = meta.get("changes")
        days.append(str(meta.get("written", "")))
        days += [str(change.get("date", "")) for change in changes if isinstance(change, dict)] if isinstance(changes, list) else []
    return max(day for day in days if _is_day(day))


def settle(root: Path) -> None:
    """Sets SOURCE_DATE_EPOCH where nobody has."""
    if os.environ.get(EPOCH, "0") not in ("", "0"):
        return
    day = datetime.fromisoformat(newest_day(root / "docs")).replace(tzinfo=UTC)
    os.environ[EPOCH] = _commit(root) or str(int(day.timestamp()))


def _commit(root: Path) -> str:
    git = shutil.which("git")
    if not git or not (root / ".git").exists():
        return ""
    return subprocess.run([git, "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False).stdout.strip()


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-01")

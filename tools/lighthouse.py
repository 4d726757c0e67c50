"""Lighthouse's reports for a phone, from one Lighthouse that stays: tools/lighthouse.mjs."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.hosts import program

ROOT = Path(__file__).parents[1]
INSTALLED = ROOT / "node_modules/lighthouse"
# As root, in a container, the sandbox cannot start; the certificate of the host is its own.
FLAGS = ("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-gpu", "--ignore-certificate-errors")

Report = dict[str, Any]


@contextmanager
def lighthouse() -> Iterator[Callable[[str], Report]]:
    """What gives the report of an address, in a fresh browser each time.

    The report is empty when Lighthouse says that its browser was too slow to measure. Raises RuntimeError when it fails.
    """
    command = ["node", str(ROOT / "tools/lighthouse.mjs"), *FLAGS]
    environment = {**os.environ, "CHROME_PATH": str(program("Chromium"))}
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, env=environment) as process,
    ):
        def report(address: str) -> Report:
            print(address, file=process.stdin, flush=True)
            line = process.stdout.readline() if process.stdout else ""
            found: Report = json.loads(line or "{}")
            problem = found.get("runtimeError", {}).get("code")
            if problem == "NO_NAVSTART":
                return {}
            if problem or not found:
                said.seek(0)
                raise RuntimeError(f"Lighthouse failed on {address}: {problem or said.read()[-2000:]}")
            return found

        yield report


def measured(report: Report, audit: str) -> float:
    """What an audit measured: milliseconds, or for the shift a share of the screen."""
    return float(report["audits"][audit]["numericValue"])

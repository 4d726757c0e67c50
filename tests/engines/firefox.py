"""Runs test code in Firefox: `run(address, "return await page.title()")` gives back what the code returns."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, missing, need

SCRIPT = Path(__file__).with_suffix(".mjs")


def run(address: str, code: str, timeout: float = 90) -> Any:
    """`code` is the body of an async function with puppeteer's `page` (already at `address`) and `browser`."""
    path = need("Firefox")
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules/puppeteer-core").is_dir():
        missing("puppeteer-core (npm ci)")
    done = subprocess.run([str(node), SCRIPT, path, address], input=code, capture_output=True, text=True, timeout=timeout, check=False)
    assert done.returncode == 0, f"Firefox: {done.stderr[-3000:]}"
    return json.loads(done.stdout.splitlines()[-1])

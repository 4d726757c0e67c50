"""Lighthouse on a phone: full marks on every template, and nothing that keeps a reader waiting."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, missing, need

CLI = ROOT / "node_modules/lighthouse/cli/index.js"
TEMPLATES = {"home": "", "practice": "practice/", "timer": "timer/10/", "benefit": "benefits/sleep/", "page": "safety/", "embed": "embed/"}
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-gpu"


def audit(address: str, folder: Path) -> dict[str, Any]:
    """One run. Measured on a machine that does other things too, so the caller may ask twice."""
    if not CLI.exists() or not shutil.which("node"):
        missing("Lighthouse (npm ci)")
    report = folder / "report.json"
    command = ["node", str(CLI), address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=240, env={**os.environ, "CHROME_PATH": need("Chromium")}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def faults(report: dict[str, Any], *, embed: bool) -> dict[str, object]:
    """Marks below the full, each with the audits that cost them."""
    out: dict[str, object] = {}
    for name, category in report["categories"].items():
        if name == "performance" or (embed and name == "seo"):
            continue
        if category["score"] != 1:
            lost = [ref["id"] for ref in category["auditRefs"] if ref["weight"] and report["audits"][ref["id"]]["score"] not in (1, None)]
            out[name] = lost
    return out


@pytest.mark.slow
@pytest.mark.parametrize("template", list(TEMPLATES))
def test_every_template_gets_full_marks(template: str, server: str, tmp_path: Path) -> None:
    address = server + TEMPLATES[template]
    report = audit(address, tmp_path)
    assert faults(report, embed=template == "embed") == {}
    # Layout and bytes do not depend on how busy the machine is; the speed mark does, so it is asked for again before it counts.
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] < 0.01
    best = report["categories"]["performance"]["score"]
    for _ in range(2):
        if best >= 0.99:
            break
        best = max(best, audit(address, tmp_path)["categories"]["performance"]["score"])
    assert best >= 0.95

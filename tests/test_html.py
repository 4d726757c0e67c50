"""The W3C's checker finds no error in any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, missing, need

pytestmark = pytest.mark.browser

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
# The theme's own faults that no override reaches, each with its reason. Nothing of ours may stand here.
KNOWN: tuple[str, ...] = ()


def test_every_page_is_valid_html(site: Path) -> None:
    java = need("Java")
    if not JAR.exists():
        missing("the HTML checker (npm ci)")
    command = [java, "-Xss4m", "-jar", str(JAR), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    messages = json.loads(done.stderr)["messages"]
    found = {f"{m['url'].removeprefix('file:').removeprefix(str(site))}: {m['message']}" for m in messages if m["message"] not in KNOWN}
    assert sorted(found) == []

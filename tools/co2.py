"""What moving bytes costs in CO2: CO2.js with the Sustainable Web Design model, version 4, for a host on the world's average grid.

It counts data centers, networks and the reader's own device, making them included. It is an estimate by bytes alone: good for comparing a page
with itself and with others, no measurement.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

__all__ = ["grams", "told"]

ROOT = Path(__file__).parents[1]
ASK = """
import { co2 } from "@tgwf/co2";
const model = new co2({ model: "swd", version: 4 });
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((bytes) => model.perByte(bytes, false))));
"""


def grams(sizes: Mapping[str, int]) -> dict[str, float]:
    """Grams of CO2 for each number of bytes, under the same names."""
    command = ["node", "--input-type=module", "-e", ASK, json.dumps(list(sizes.values()))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(zip(sizes, json.loads(done.stdout), strict=True))


def told(visits: Mapping[str, int], rest: int, minutes: int, session: int) -> str:
    """Lines for the bench: first visits, what is kept at rest, and, as plainly, a streamed session with its voice."""
    found = grams({**visits, " rest": rest, " session": session})
    pages = ", ".join(f"`/{path}` {found[path]:.4f} g" for path in visits)
    usual = sum(visits.values()) / len(visits)
    return (
        f"CO2 by the Sustainable Web Design model v4 (CO2.js), first visits: {pages}.\n"
        f"What is kept at rest, once: {found[' rest']:.3f} g. A session of {minutes} minutes with its voice, streamed: {found[' session']:.2f} g,"
        f" as much as {session / usual:.0f} first visits; from kept clips, nothing is moved."
    )

"""What a visitor meets in a browser: visitor.mjs opens the posts, in Chromium and in Firefox alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

__all__ = ["BROWSERS", "NARROW", "WIDE", "Found", "Visit", "found_in"]

SCRIPT = Path(__file__).with_name("visitor.mjs")
BROWSERS: dict[Literal["Chromium", "Firefox"], str] = {"Chromium": "chrome", "Firefox": "firefox"}
"""What each is called by puppeteer."""

NARROW, WIDE = 360, 1440
"""Windows, in CSS pixels."""

PATIENCE = 120.0
"""Seconds for one visit, on a busy machine."""


@dataclass(frozen=True)
class Visit:
    """A post, in a window so many pixels wide; without `scripts`, the blog's own do not come. `waits` for something to show."""

    address: str
    width: int
    scripts: bool
    waits: bool


@dataclass(frozen=True)
class Found:
    """What stood in the post: a frame, the quoted link or the picture of a card, each only when it can be seen."""

    frame: bool
    quote: bool
    picture: bool
    size: tuple[int, int]
    """Of the frame or picture, in pixels."""
    wide: bool
    """The page has to be moved sideways."""
    started: bool
    """Start was pressed in the frame, and the clock moves."""
    there: str
    """Where the frame's way to the safety page leads, or else the link."""
    errors: tuple[str, ...]
    """What browser and scripts complained of."""

    @property
    def came(self) -> str:
        """In a word."""
        return "frame" if self.frame else "card" if self.picture else "link" if self.quote else "nothing"


def found_in(browser: str, program: str, visits: Sequence[Visit]) -> tuple[Found, ...]:
    """One answer for each visit.

    Raises:
        RuntimeError: when the browser or Node gives up.
    """
    lines = "".join(f"{json.dumps(asdict(visit))}\n" for visit in visits)
    command = [str(shutil.which("node")), str(SCRIPT), browser, program]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, timeout=PATIENCE * len(visits))
    if done.returncode:
        raise RuntimeError(f"{browser}: {done.stderr[-2000:]}")
    return tuple(_found(json.loads(line)) for line in done.stdout.splitlines())


def _found(said: dict[str, object]) -> Found:
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    return Found(**given)  # type: ignore[arg-type]

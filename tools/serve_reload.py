"""Development hook: `mkdocs serve` imports the macros package once, so an edit would not show. Forget it after each build."""

from __future__ import annotations

import os
import sys


def on_startup(command: str, **_: object) -> None:
    """Pages that are edited stay as the builder made them: the finishing for the network comes with `mkdocs build`."""
    if command == "serve":
        os.environ.setdefault("LEGS_PUBLISH", "draft")


def on_post_build(**_: object) -> None:
    """Drops the package, so that the next build imports it anew."""
    for name in [m for m in sys.modules if m == "macros" or m.startswith("macros.")]:
        del sys.modules[name]

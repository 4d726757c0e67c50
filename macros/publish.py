"""What must stand beside the pages. Runs after either site builder: `python -m macros.publish site/`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from macros.data import Data, load

__all__ = ["publish"]


def publish(site: Path, data: Data, site_url: str) -> None:
    """Writes into the built `site` folder what no page builder makes."""


if __name__ == "__main__":
    publish(Path(sys.argv[1]), load(Path("data").resolve()), os.environ.get("SITE_URL", ""))

"""The service worker."""
from __future__ import annotations

from pathlib import Path

from macros.data import Data


def write(site: Path, data: Data, site_url: str) -> None:
    """Later."""

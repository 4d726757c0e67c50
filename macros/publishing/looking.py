"""A site that believes it lives on the machine that built it is for looking at only: its links, codes and feeds lead nowhere else.

It carries a mark, by which whoever is about to publish it can tell (`make publish-check`, and the files in deploy/).
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from macros.data import Data

__all__ = ["MARK", "for_looking", "warning", "write"]

MARK = "FOR-LOOKING-ONLY.txt"
LOCAL = ("", "localhost", "0.0.0.0", "::1")  # noqa: S104  # nothing is bound: these are what an address may say
COMMAND = "SITE_URL=https://your-address.example/ make build"


def for_looking(site_url: str) -> bool:
    """Whether no one else can reach that address."""
    host = urlsplit(site_url).hostname or ""
    return host in LOCAL or host.startswith("127.") or host.endswith(".localhost")


def warning(site_url: str) -> str:
    """What is wrong, and the command that is right."""
    where = site_url or "no address at all"
    return f"FOR LOOKING AT ONLY: links, QR codes, calendars and feeds of this build lead to {where}. To publish: {COMMAND}"


def write(site: Path, _data: Data, site_url: str) -> None:
    """The mark, or none."""
    mark = site / MARK
    if for_looking(site_url):
        mark.write_text(warning(site_url) + "\n", "utf-8")
    else:
        mark.unlink(missing_ok=True)

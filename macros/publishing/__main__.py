"""What must stand beside the pages. Runs after either site builder: `python -m macros.publishing site/`.

First the files that pages link to are made, then the whole folder is finished for the network. Every step takes the folder,
the data and the address the site will have; running all of them twice changes nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from macros.data import Data, load
from macros.publishing import (
    addresses,
    cleanup,
    compress,
    feeds,
    handouts,
    join,
    looking,
    offline,
    opendata,
    podcast,
    policy,
    relative_links,
    scripts,
    sitemap,
    sound,
    styles,
)

__all__ = ["FILES", "Step", "publish"]

Step = Callable[[Path, Data, str], None]

# Files of their own: sound, codes, calendars, cards, open data, feeds. Each knows nothing of the others, but for the podcast,
# which tells how long the sound is.
FILES: tuple[Step, ...] = (sound.write, opendata.write, feeds.write, podcast.write, sitemap.write, handouts.write, offline.write_manifest, join.write)

# The finishing: the order matters, since each step reads what the one before wrote.
FINISH: tuple[Step, ...] = (
    *(relative_links.write, addresses.check),  # in this order: what the second builder bent is no dead link
    *(cleanup.write, styles.write, join.finish, scripts.write, policy.write),
    *(offline.write, compress.write, looking.write),
)

# "draft" is set by the development server: its pages change every few seconds and need its own inline script.
MODE = "LEGS_PUBLISH"


def publish(site: Path, data: Data, site_url: str) -> None:
    """Writes into the built `site` folder what no page builder makes."""
    for step in FILES if os.environ.get(MODE) == "draft" else FILES + FINISH:
        step(site, data, site_url)


if __name__ == "__main__":
    publish(Path(sys.argv[1]), load(Path("data").resolve()), os.environ.get("SITE_URL", "http://127.0.0.1:8000/"))

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
from macros.publishing.folder import read_all, write_all
from macros.publishing.markup import Pages

__all__ = ["AFTER", "FILES", "PASSES", "TOLD", "publish"]

# Files of their own: sound, open data, the app's manifest, the joined scripts. Each knows nothing of the others.
FILES: tuple[Callable[[Path, Data, str], None], ...] = (sound.write, opendata.write, offline.write_manifest, join.write)

# Files that repeat what pages say: feeds, the podcast (which also tells how long the sound is), codes, calendars, cards.
TOLD: tuple[Callable[[Path, Data, str, Pages], None], ...] = (feeds.write, podcast.write, sitemap.write, handouts.write)

# The finishing of the pages: each pass takes them as the one before gave them, and gives them on. No page is written until all are
# done; the policy comes last, so that it has the hashes of what is written.
PASSES: tuple[Callable[[Path, Data, str, Pages], Pages], ...] = (
    *(relative_links.finish, addresses.check),  # in this order: what the second builder bent is no dead link
    *(cleanup.finish, styles.finish, scripts.finish, policy.finish),
)

# What reads the finished folder, in this order.
AFTER: tuple[Callable[[Path, Data, str], None], ...] = (compress.write, looking.write)

# "draft" is set by the development server: its pages change every few seconds and need its own inline script.
MODE = "LEGS_PUBLISH"


def publish(site: Path, data: Data, site_url: str) -> None:
    """Writes into the built `site` folder what no page builder makes. Every page is parsed once and written once.

    Raises:
        DataError: for a link that leads nowhere, and a style sheet or a typeface that is not whole.
    """
    for make in FILES:
        make(site, data, site_url)
    pages = read_all(site)
    for tell in TOLD:
        tell(site, data, site_url, pages)
    if os.environ.get(MODE) == "draft":
        return
    join.finish(site, data, site_url)
    for change in PASSES:
        pages = change(site, data, site_url, pages)
    write_all(pages)
    offline.write(site, data, site_url, pages)
    for end in AFTER:
        end(site, data, site_url)


if __name__ == "__main__":
    publish(Path(sys.argv[1]), load(Path("data").resolve()), os.environ.get("SITE_URL", "http://127.0.0.1:8000/"))

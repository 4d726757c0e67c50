"""The complete site with its PDFs: `python -m tools.build site`, for an address in SITE_URL. It takes its place when it is whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from macros.publishing.looking import for_looking, warning
from tools import dates, mistakes, pdf, place
from tools.hooks import WHOLE

__all__ = ["check_address", "main"]

URL = "SITE_URL"
LOCAL = "http://127.0.0.1:8000/"
"""What mkdocs.yml says where nobody says more."""


def check_address(site_url: str) -> None:
    """Refuses what is no whole address of a site.

    Raises:
        Stop: with what is allowed.
    """
    try:
        parts = urlsplit(site_url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
        good = good and (parts.port or 1) > 0 and not any(letter in site_url for letter in ' <>"\\^`{|}')
    except ValueError:
        good = False
    if not good:
        raise mistakes.Stop(f"{URL}: {site_url!r} is not allowed; allowed: a whole address, such as https://legs-up-the-wall.example/")


def main(arguments: list[str]) -> int:
    """Builds into the folder named; 1 when anything failed, and then the folder is as it was."""
    site_url = os.environ.get(URL) or LOCAL
    check_address(site_url)
    os.environ[URL] = site_url
    os.umask(place.READABLE)
    dates.settle(mistakes.ROOT)
    builder = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", *arguments[1:]]
    built = place.Place(Path(arguments[0]), mistakes.ROOT / ".cache")
    new = built.begin()
    os.environ[WHOLE] = "no"
    try:
        if failed := pdf.main([str(new), "--", *builder, "--site-dir", str(new)]):
            return failed
        built.take()
    except (OSError, RuntimeError) as error:
        raise mistakes.Stop(f"The site is as it was: {mistakes.sentence(error)}") from None
    finally:
        built.end()
    print(f"The site is in {arguments[0]}/, for {site_url}")
    if for_looking(site_url):
        print(f"\n{warning(site_url)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The complete site with its PDFs: `python -m tools.build site`, for an address in SITE_URL. It takes its place when it is whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from macros.publishing.looking import for_looking, warning
from macros.schema import DataError
from tools import dates, mistakes, pdf, place
from tools.configuration import ADDRESS, check_configuration, is_address
from tools.hooks import WHOLE

__all__ = ["main"]

URL = "SITE_URL"
NOT_SECURE = "An address that begins with http:// gets no screen that stays on and no use without a network: browsers want https:// for both."
LOCAL = "http://127.0.0.1:8000/"
"""What mkdocs.yml says where nobody says more."""


def main(arguments: list[str]) -> int:
    """Builds into the folder named; 1 when anything failed, and then the folder is as it was."""
    site_url = os.environ.get(URL) or LOCAL
    if not is_address(site_url):
        raise mistakes.Stop(f"{URL}: {site_url!r} is not allowed; allowed: {ADDRESS}")
    try:
        check_configuration(mistakes.ROOT / "mkdocs.yml")
    except DataError as error:
        raise mistakes.Stop(mistakes.sentence(error)) from None
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
    elif site_url.startswith("http://"):
        print(f"\n{NOT_SECURE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

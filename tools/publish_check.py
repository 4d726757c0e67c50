"""Whether a built site may be published: `python -m tools.publish_check site` says what is against it and ends with 1, or with 0."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.publishing.looking import COMMAND, MARK

__all__ = ["against", "main"]

NEEDED = ("index.html", "404.html", "sw.js", "_headers", "sitemap.xml", "robots.txt", "practice/index.html", "timer/index.html", "safety/index.html")
LOCAL = re.compile(r"https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])(?::\d+)?(?=[/\s\"'<])")
TEXTS = (".html", ".ics", ".json", ".md", ".txt", ".webmanifest", ".xml")


def against(site: Path) -> Iterator[str]:
    """A sentence for each reason, the weightiest first."""
    if not (site / "index.html").is_file():
        yield f"{site}: there is no site; run: {COMMAND}"
        return
    if (site / MARK).exists():
        yield (site / MARK).read_text("utf-8").strip()
    if missing := [name for name in NEEDED if not (site / name).is_file()]:
        yield f"{site}: not whole, without {', '.join(missing)}; run: {COMMAND}"
    found = [file for file in sorted(site.rglob("*")) if file.suffix in TEXTS and file.name != MARK and LOCAL.search(file.read_text("utf-8"))]
    if found:
        first = found[0].relative_to(site)
        yield f"{site}: {len(found)} files, {first} first, lead to the machine that built them; run: {COMMAND}"


def main(arguments: list[str]) -> int:
    reasons = list(against(Path(arguments[0])))
    for reason in reasons:
        print(reason, file=sys.stderr)
    if not reasons:
        print(f"{arguments[0]}/ may be published.")
    return int(bool(reasons))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m tools.wordpress`: links to this site pasted into a real WordPress, as an author does, and opened as a visitor does.

Builds the site for an address of this machine, into a temporary folder, and serves it as a host will. Prints a table; 1 when a
row is not as it must be. Everything it made is gone afterwards, but for Debian's packages.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from macros.data import load
from tools import mistakes
from tools.engines import install_packages, tool
from tools.hosts import free_port, nginx
from tools.wordpress.blog import PACKAGES, THEMES, blog, missing
from tools.wordpress.rows import Row, cases, table, visits
from tools.wordpress.visits import BROWSERS, found_in

ROOT = mistakes.ROOT


def ready() -> None:
    """Installs what is missing, where this is Debian and we may.

    Raises:
        Stop: naming what is still missing.
    """
    if missing():
        install_packages(list(PACKAGES))
    absent = [*missing(), *(name for name in (*BROWSERS, "nginx") if not tool(name).path())]
    if absent:
        raise mistakes.Stop(f"Missing for a WordPress: {', '.join(absent)}. Install with: apt-get install {' '.join(PACKAGES)} (Debian's names).")


def build(folder: Path, address: str) -> None:
    """The site for this address; pages alone, no PDFs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "SITE_URL": address}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise mistakes.Stop(f"The site could not be built: {done.stderr[-2000:]}")


def measured(folder: Path) -> tuple[str, tuple[Row, ...], str]:
    """WordPress's version, the rows, and the address that the site had."""
    port = free_port()
    timer = f"http://127.0.0.1:{port}/"
    build(folder / "site", timer)
    data = load(ROOT / "data")
    pages = [f"{data.purposes[name].page}/" for name in ("general", "sleep")]
    wanted = cases(timer, data.rules.lengths.published, pages)
    with nginx(folder / "site", folder / "nginx", port=port, looking=True), blog(folder, timer) as running:
        version, posts = running.publish([case.paste for case in wanted])
        everything = [visit for case, post in zip(wanted, posts, strict=True) for visit in visits(case, post)]
        rows: list[Row] = []
        for browser, name in BROWSERS.items():
            print(f"{len(everything)} visits in {browser} ...", file=sys.stderr, flush=True)
            found = found_in(name, str(tool(browser).path()), everything)
            rows += [Row(case, browser, *found[3 * n : 3 * n + 3]) for n, case in enumerate(wanted)]
    return version, tuple(sorted(rows, key=lambda row: wanted.index(row.case))), timer


def main() -> int:
    ready()
    # Ended from outside, it takes its database and its servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="wordpress-") as folder:
        version, rows, timer = measured(Path(folder))
    day = datetime.now(UTC)
    themes = ", ".join(f"{how} in {theme}" for how, theme in THEMES.items())
    print(f"WordPress {version} ({themes}), {' and '.join(map(_version, BROWSERS))}, {day:%B} {day.day}, {day.year}\n\n{table(rows, timer)}")
    wrong = sum(bool(row.faults(timer)) for row in rows)
    print(f"\n{len(rows)} rows, {wrong} not as they must be.")
    return int(wrong > 0)


def _version(browser: str) -> str:
    said = subprocess.run([str(tool(browser).path()), "--version"], capture_output=True, text=True, check=False).stdout
    return f"{browser} {next(word for word in said.split() if word[0].isdigit()).split('.')[0]}"


if __name__ == "__main__":
    sys.exit(main())

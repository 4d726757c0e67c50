"""Measures the site beside stock Material with the same words, in one run: `make bench` prints the table that README shows.

Bytes are what a first visit moves, compressed, before anything is pressed. Machines differ and are noisy; ratios of one run
compare.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from macros.data import load
from macros.publishing import compress
from tools import answers
from tools.co2 import told
from tools.hosts import caddy, program
from tools.lighthouse import Report, lighthouse, measured
from tools.load import compare
from tools.zensical_build import ZENSICAL, copy_sources
from tools.zensical_build import build as zensical

ROOT = Path(__file__).parents[1]
PAGES = {
    "home": "",
    "practice": "practice/",
    "timer": "timer/10/",
    "benefit": "benefits/sleep/",
    "safety": "safety/",
    "evidence": "evidence/",
    "teach": "teach/",
    "embed": "embed/",
}
STOCK = """
site_name: Legs Up the Wall
site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]
theme: {name: material, font: false}
plugins: [search, meta, macros: {module_name: macros, on_undefined: strict}]
markdown_extensions: [attr_list, def_list, md_in_html, smarty, tables]
"""
# The session that most people stream.
TRACK = "10-general-wall"
WAITS = ("largest-contentful-paint", "total-blocking-time")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Weight:
    """What one first visit moves, in bytes over the wire: all of it, and the parts the budgets name."""

    total: int
    css: int
    js: int
    font: int
    requests: int


def build(folder: Path, **environment: str) -> float:
    """A clean build in a folder of sources; the seconds it took."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder), **environment},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started


def timed(work: Callable[[], None]) -> float:
    """The seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def weigh(browser: Browser, address: str) -> Weight:
    """The bytes of a first visit with an empty cache."""
    page: Page = browser.new_page(viewport={"width": 390, "height": 844}, ignore_https_errors=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    page.close()

    def of(kind: str) -> int:
        return round(sum(size for request, size in sizes.items() if kinds.get(request) == kind))

    return Weight(round(sum(sizes.values())), of("Stylesheet"), of("Script"), of("Font"), len(sizes))


KEPT = """navigator.serviceWorker.ready.then(() => caches.keys())
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))"""


def kept(browser: Browser, address: str, site: Path) -> tuple[int, int]:
    """How many files, and how many bytes, the service worker fetches for use without a network once a first page is at rest, compressed."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    files = [site / path.lstrip("/") / ("index.html" if path.endswith("/") else "") for path in page.evaluate(KEPT)]
    page.close()
    sizes = [min(copy.stat().st_size for copy in (file, file.with_name(f"{file.name}.br")) if copy.is_file()) for file in files]
    return len(sizes), sum(sizes)


def kilobytes(size: float) -> str:
    return f"{size / 1000:.1f} KB"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def speed(report: Callable[[str], Report], address: str) -> list[str]:
    """Lighthouse's part of a row: the best of three runs, since whatever else a machine does only slows a page."""
    reports = [found for _ in range(3) if (found := report(address))]
    best = max(reports, key=lambda found: (found["categories"]["performance"]["score"], -sum(measured(found, audit) for audit in WAITS)))
    marks = " / ".join(f"{100 * best['categories'][category]['score']:.0f}" for category in CATEGORIES)
    lcp, shift, blocked = (measured(best, audit) for audit in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"))
    return [marks, f"{lcp / 1000:.2f} s", f"{shift:.3f}", f"{blocked:.0f} ms"]


def main() -> int:
    # On a busy machine bytes are still bytes; Lighthouse's times are not.
    quick_run = "--bytes" in sys.argv
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        ours, stock = copy_sources(Path(scratch) / "ours"), copy_sources(Path(scratch) / "stock")
        (stock / "mkdocs.yml").write_text(STOCK, "utf-8")
        for page in (stock / "docs").rglob("*.md"):
            page.write_text(re.sub(r"^template: .*\n", "", page.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
        print("Building both, three times each ...", file=sys.stderr)
        seconds = [(build(ours), build(stock, LEGS_PUBLISH="no")) for _ in range(3)]
        quick, plain = min(pair[0] for pair in seconds), min(pair[1] for pair in seconds)
        successor = min(timed(lambda: zensical(Path(scratch) / "zensical")) for _ in range(3)) if ZENSICAL.exists() else 0
        compress.write(stock / "site", load(ROOT / "data"), "")

        browser = playwright.chromium.launch(executable_path=program("Chromium"), args=["--no-sandbox", "--ignore-certificate-errors"])
        rows = []
        visits: dict[str, int] = {}
        # As a host serves it: HTTPS and HTTP/2.
        hosts = Path(scratch)
        with (
            caddy(ours / "site", hosts / "here", secure=True) as here,
            caddy(stock / "site", hosts / "there", secure=True) as there,
            lighthouse() as report,
        ):
            for name, path in PAGES.items():
                print(f"Measuring {name} ...", file=sys.stderr)
                weight, base = weigh(browser, here + path), weigh(browser, there + path)
                visits[path] = weight.total
                row = [f"`/{path}`", *map(kilobytes, (weight.total, weight.css, weight.js)), str(weight.requests), kilobytes(base.total)]
                rows.append(row if quick_run else row + speed(report, here + path))
            files, at_rest = kept(browser, here, ours / "site")
            session = (ours / f"site/assets/sound/{TRACK}-voice.mp3").stat().st_size
            if not quick_run:
                print("Pressing keys ...", file=sys.stderr)
                pressed = answers.told(answers.answers(browser, here))
                print("Stock Material ...", file=sys.stderr)
                rows.append(["stock Material, `/practice/`", *[""] * 5, *speed(report, there + "practice/")])
        browser.close()
        print("Loading nginx with wrk ...", file=sys.stderr)
        load_line = compare(ours / "site", Path(scratch) / "load").line()
    head = ["Page", "First visit", "CSS", "JS", "Requests", "Stock Material", "Lighthouse mobile", "LCP", "CLS", "TBT"]
    print(table(head[: len(rows[0])], rows))
    print(f"\nThen, at rest, kept for use without a network: {files} files, {kilobytes(at_rest)}.")
    print(f"\n{told(visits, at_rest, int(TRACK.partition('-')[0]), session)}")
    if not quick_run:
        print(f"\n{pressed}")
    print(f"\n{load_line}")
    print(f"\nClean build: {quick:.1f} s; stock Material with the same Markdown: {plain:.1f} s; ratio {quick / plain:.1f}.")
    if successor:
        print(f"Zensical, the same pages before publishing: {successor:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

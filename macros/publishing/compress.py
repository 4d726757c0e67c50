"""Lays a .br and a .gz copy beside every text, so that a host sends the smallest one and compresses nothing itself."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from macros.data import Data

__all__ = ["write"]

SUFFIXES = {".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
# Smaller files fit in one packet either way.
WORTH = 256


def write(site: Path, _data: Data, _site_url: str) -> None:
    for copy in [*site.rglob("*.br"), *site.rglob("*.gz")]:
        copy.unlink()
    files = sorted(file for file in site.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    with ThreadPoolExecutor() as workers:
        list(workers.map(_copies, files))


def _copies(file: Path) -> None:
    content = file.read_bytes()
    if len(content) < WORTH:
        return
    # No time of day inside, so that two builds are the same byte for byte.
    for suffix, packed in ((".br", brotli.compress(content, quality=11)), (".gz", gzip.compress(content, 9, mtime=0))):
        if len(packed) < len(content):
            file.with_name(file.name + suffix).write_bytes(packed)

"""Lays a .br and a .gz copy beside every text, so that a host sends the smallest one and compresses nothing itself.

Compressing hard is slow, so what was once compressed is kept in .cache/packed/, under the hash of its content.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from macros.data import Data
from macros.files import digest, put_whole

__all__ = ["write"]

SUFFIXES = {".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".vtt", ".webmanifest", ".xml"}
# No time of day inside, so that two builds are the same byte for byte.
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: brotli.compress(content, quality=11),
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}
# Smaller files fit in one packet either way.
WORTH = 256


def write(site: Path, data: Data, _site_url: str) -> None:
    for copy in [*site.rglob("*.br"), *site.rglob("*.gz")]:
        copy.unlink()
    cache = data.folder.parent / ".cache/packed"
    cache.mkdir(parents=True, exist_ok=True)
    files = sorted(file for file in site.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    with ThreadPoolExecutor() as workers:
        list(workers.map(lambda file: _copies(file, cache), files))


def _copies(file: Path, cache: Path) -> None:
    content = file.read_bytes()
    if len(content) < WORTH:
        return
    for suffix, pack in PACKERS.items():
        kept = cache / (digest(content, length=32) + suffix)
        if kept.is_file():
            packed = kept.read_bytes()
        else:
            packed = pack(content)
            put_whole(kept, packed)
        if len(packed) < len(content):
            file.with_name(file.name + suffix).write_bytes(packed)

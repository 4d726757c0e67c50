"""Where a build is made: beside the place where it will stand. It takes that place when it is whole; a build that fails changes nothing."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

__all__ = ["READABLE", "Place"]

READABLE = 0o022
"""The umask of a build: a site is for everyone to read, whoever makes it."""

WAITING = "Another build of this folder is running; this one waits until it is done."


@dataclass
class Place:
    """A site's folder while it is made anew. One build at a time: a second one waits and says so.

    Attributes:
        site: where the site will stand.
        locks: a folder for the lock.
    """

    site: Path
    locks: Path
    _lock: IO[str] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.site = Path(os.path.realpath(self.site))

    @property
    def beside(self) -> Path:
        """Where the pages are written meanwhile: on the same disk, so that taking the place is one step."""
        return self.site.with_name(f"{self.site.name}.building")

    @property
    def _before(self) -> Path:
        return self.site.with_name(f"{self.site.name}.before")

    def begin(self) -> Path:
        """The empty folder to build in, once it is this build's turn."""
        self.locks.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(str(self.site).encode()).hexdigest()[:12]
        self._lock = (self.locks / f"build-{name}.lock").open("w", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(WAITING, file=sys.stderr, flush=True)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        # What a build that was killed left behind.
        if self._before.exists() and not self.site.exists():
            self._before.rename(self.site)
        self._clear()
        self.beside.mkdir(parents=True)
        return self.beside

    def take(self) -> None:
        """The new site stands where the old one stood."""
        readable(self.beside)
        if self.site.exists():
            self.site.rename(self._before)
        try:
            self.beside.rename(self.site)
        except OSError:
            if self._before.exists():
                self._before.rename(self.site)
            raise

    def end(self) -> None:
        """Nothing is left but the site, and the next build may begin."""
        if self._lock:
            self._clear()
            self._lock.close()
            self._lock = None

    def _clear(self) -> None:
        for folder in (self.beside, self._before):
            shutil.rmtree(folder, ignore_errors=True)


def readable(folder: Path) -> None:
    """Everyone may read every file below, and open every folder: a web server seldom runs as the one who builds."""
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        wanted = mode | (0o755 if path.is_dir() else 0o644)
        if mode != wanted:
            path.chmod(wanted)

"""How much the shipped nginx configuration costs: wrk asks for the practice page, and for one plain file of the same size.

Only addresses of this machine are asked, for a few seconds.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools.hosts import free_port, nginx, program

__all__ = ["Comparison", "Run", "compare", "read"]

SECONDS = 1
ROUNDS = 12
PLAIN = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    sendfile on;
    tcp_nopush on;
    open_file_cache max=2000 inactive=60s;
}}
"""


@dataclass(frozen=True)
class Run:
    """What wrk saw."""

    per_second: float
    errors: int


@dataclass(frozen=True)
class Comparison:
    """The site and the plain file, second by second in turn."""

    bytes: int
    site: tuple[Run, ...]
    plain: tuple[Run, ...]

    @property
    def ratio(self) -> float:
        """The middle one of the ratios of neighbors: a machine that is busy for some seconds slows both of a pair, or spoils one pair."""
        return median(ours.per_second / plain.per_second for ours, plain in zip(self.site, self.plain, strict=True))

    @property
    def errors(self) -> int:
        return sum(run.errors for run in (*self.site, *self.plain))

    def line(self) -> str:
        site, plain = (median(run.per_second for run in side) for side in (self.site, self.plain))
        return (
            f"Load, shipped nginx configuration on loopback: {site:,.0f} practice pages a second; "
            f"one plain file of the same {self.bytes:,} bytes: {plain:,.0f}; ratio {self.ratio:.2f}; errors {self.errors}."
        )


def compare(site: Path, scratch: Path) -> Comparison:
    """Both by turns; now one goes first, now the other."""
    page = (site / "practice/index.html.br").read_bytes()
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "plain").mkdir(exist_ok=True)
    (scratch / "plain/file").write_bytes(page)
    port = free_port()
    extra = PLAIN.format(port=port, folder=scratch / "plain")
    with nginx(site, scratch / "nginx", extra) as here:
        addresses = {"site": f"{here}practice/", "plain": f"http://127.0.0.1:{port}/file"}
        runs: dict[str, list[Run]] = {side: [] for side in addresses}
        for turn in range(ROUNDS):
            for side in sorted(addresses, reverse=turn % 2 == 0):
                runs[side].append(_wrk(addresses[side]))
    return Comparison(len(page), tuple(runs["site"]), tuple(runs["plain"]))


def _wrk(address: str) -> Run:
    command = [program("wrk"), "-t1", "-c32", f"-d{SECONDS}s", "-H", "Accept-Encoding: br", address]
    return read(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read(report: str) -> Run:
    """wrk names errors only when there are some."""
    speed = re.search(r"Requests/sec:\s+([\d.]+)", report)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    errors = int(refused[1]) if refused else 0
    errors += sum(map(int, sockets.groups())) if sockets else 0
    return Run(float(speed[1]) if speed else 0.0, errors)


if __name__ == "__main__":
    print(compare(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()).line())

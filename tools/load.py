"""How much the shipped nginx configuration costs: wrk asks for the practice page, and for one plain file of the same size.

Only addresses of this machine are asked, for a few seconds.
"""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools.hosts import free_port, nginx, program

__all__ = ["Comparison", "Run", "compare", "read"]

SECONDS = 3
ROUNDS = 5
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
    """The site and the plain file, in the same run, each at its best."""

    bytes: int
    site: Run
    plain: Run

    @property
    def ratio(self) -> float:
        return self.site.per_second / self.plain.per_second

    def line(self) -> str:
        errors = self.site.errors + self.plain.errors
        return (
            f"Load, shipped nginx configuration on loopback: {self.site.per_second:,.0f} practice pages a second; "
            f"one plain file of the same {self.bytes:,} bytes: {self.plain.per_second:,.0f}; ratio {self.ratio:.2f}; errors {errors}."
        )


def compare(site: Path, scratch: Path) -> Comparison:
    """Both by turns, so that a busy moment hits both."""
    page = (site / "practice/index.html.br").read_bytes()
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "plain").mkdir(exist_ok=True)
    (scratch / "plain/file").write_bytes(page)
    port = free_port()
    extra = PLAIN.format(port=port, folder=scratch / "plain")
    with ExitStack() as stack:
        here = stack.enter_context(nginx(site, scratch / "nginx", extra))
        runs = [(_wrk(f"{here}practice/"), _wrk(f"http://127.0.0.1:{port}/file")) for _ in range(ROUNDS)]
    best = [max((pair[side] for pair in runs), key=lambda run: run.per_second) for side in (0, 1)]
    errors = [sum(pair[side].errors for pair in runs) for side in (0, 1)]
    return Comparison(len(page), Run(best[0].per_second, errors[0]), Run(best[1].per_second, errors[1]))


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

"""Asking the real web servers: see tools/hosts.py. A missing one is skipped on a person's machine and fails in CI."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import need
from tools import hosts

Answer = tuple[int, dict[str, str], bytes]


def ask(address: str, path: str = "", method: str = "GET", **headers: str) -> Answer:
    """One request as it is, without following anything. Header names are written with underscores."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    connection.request(method, parts.path + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    need("nginx")
    with hosts.nginx(site, folder) as address:
        yield address


@contextmanager
def caddy(site: Path, folder: Path) -> Iterator[str]:
    need("Caddy")
    with hosts.caddy(site, folder) as address:
        yield address

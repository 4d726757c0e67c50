"""Asking the real web servers: see tools/hosts.py. A missing one is skipped on a person's machine and fails in CI. And a page of somebody else."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
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


@contextmanager
def somebodys_page(html: str, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """A page on another port, which to a browser is another site."""

    class Blog(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Blog) as blog:
        Thread(target=blog.serve_forever, daemon=True).start()
        yield f"http://localhost:{blog.server_port}/"
        blog.shutdown()

"""Serves a built site the way a good host will: ready-compressed copies, the security headers of `_headers`, byte ranges, 404.html.

`python -m tools.preview site [--port 8000] [--base /legs/]`. With --port 0 the system picks a free port; the address is the first line printed.
Where nginx is installed, nginx itself serves, with the configuration of deploy/; --python asks for the small server below, which tests use too.
"""

from __future__ import annotations

import argparse
import email.utils
import mimetypes
import re
import signal
import sys
import tempfile
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, ClassVar
from urllib.parse import unquote, urlsplit

from tools.engines import tool
from tools.hosts import nginx

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
Rule = tuple[str, list[tuple[str, str | None]]]


def read_rules(file: Path) -> list[Rule]:
    """The `_headers` format of Netlify and Cloudflare Pages: a path pattern, then indented headers; `! Name` takes one back."""
    rules: list[Rule] = []
    for line in file.read_text("utf-8").splitlines() if file.exists() else []:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((line.strip(), []))
        elif line.strip().startswith("!"):
            rules[-1][1].append((line.strip()[1:].strip(), None))
        else:
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
    return rules


def headers_for(path: str, rules: list[Rule]) -> dict[str, str]:
    """What the rules say about one path, later rules winning."""
    out: dict[str, str] = {}
    for pattern, headers in rules:
        if not re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            continue
        for name, value in headers:
            if value is None:
                out.pop(name, None)
            else:
                out[name] = value
    return out


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD over one folder."""

    protocol_version = "HTTP/1.1"
    site: ClassVar[Path]
    base: ClassVar[str] = "/"
    rules: ClassVar[list[Rule]] = []

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server names it
        """Silent: a preview is for looking at pages."""

    def _answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base):
            self._send(HTTPStatus.NOT_FOUND, self.site / "404.html", path, body=body)
            return
        inside = "/" + path[len(self.base) :]
        target = (self.site / inside.lstrip("/")).resolve()
        if not target.is_relative_to(self.site):
            self._send(HTTPStatus.NOT_FOUND, self.site / "404.html", inside, body=body)
        elif target.is_dir() and not path.endswith("/"):
            self._plain(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{path}/"})
        elif (file := target / "index.html" if target.is_dir() else target).is_file():
            self._send(HTTPStatus.OK, file, inside, body=body)
        else:
            self._send(HTTPStatus.NOT_FOUND, self.site / "404.html", inside, body=body)

    def _plain(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, status: HTTPStatus, file: Path, path: str, *, body: bool) -> None:
        if not file.is_file():
            self._plain(HTTPStatus.NOT_FOUND, {})
            return
        encoded, encoding = self._encoded(file)
        stat = encoded.stat()
        tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}{encoding}"'
        headers = {
            "Content-Type": TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            "Last-Modified": email.utils.formatdate(stat.st_mtime, usegmt=True),
            "ETag": tag,
            "Vary": "Accept-Encoding",
            **headers_for(path, self.rules),
        }
        if encoding:
            headers["Content-Encoding"] = encoding
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        start, end = 0, stat.st_size
        if status is HTTPStatus.OK and not encoding:
            headers["Accept-Ranges"] = "bytes"
            wanted = span(self.headers.get("Range"), stat.st_size)
            if wanted == "bad":
                self._plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{stat.st_size}"})
                return
            if isinstance(wanted, tuple):
                start, end = wanted
                status = HTTPStatus.PARTIAL_CONTENT
                headers["Content-Range"] = f"bytes {start}-{end - 1}/{stat.st_size}"
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(end - start)}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            with encoded.open("rb") as stream:
                self._copy(stream, start, end)

    def _encoded(self, file: Path) -> tuple[Path, str]:
        """The ready-compressed copy that this reader accepts, if the build made one."""
        accepted = {part.split(";")[0].strip() for part in self.headers.get("Accept-Encoding", "").split(",")}
        for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
            copy = file.with_name(file.name + suffix)
            if encoding in accepted and copy.is_file():
                return copy, encoding
        return file, ""

    def _copy(self, stream: IO[bytes], start: int, end: int) -> None:
        stream.seek(start)
        left = end - start
        try:
            while left > 0 and (piece := stream.read(min(left, 65536))):
                self.wfile.write(piece)
                left -= len(piece)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the reader left, as media players do when they seek


def span(header: str | None, size: int) -> tuple[int, int] | str | None:
    """One byte range as (start, end), "bad" when it lies outside, None when there is none that we serve."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header or "")
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else "bad"
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else "bad"


class Server(ThreadingHTTPServer):
    """Many readers at once; the port is free again at once."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(site: Path, host: str, port: int, base: str) -> Server:
    """A server ready to run; the handler is made for this folder alone, so that two can run in one process."""
    values = {"site": site.resolve(), "base": base, "rules": read_rules(site / "_headers")}
    return Server((host, port), type("SiteHandler", (Handler,), values))


def _nginx(site: Path, port: int) -> int:
    """The real one, until Ctrl+C."""
    # Ended from outside, it takes nginx along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory() as scratch, nginx(site.resolve(), Path(scratch), port=port, looking=True) as address:
        print(f"{address}\nServed by nginx with deploy/nginx.conf; Ctrl+C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--base", default="/", help="the folder of the host that the site lives in, such as /legs/")
    parser.add_argument("--python", action="store_true", help="not nginx, even where it is installed")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        print(f"There is no site in {options.site}: run make build first.", file=sys.stderr)
        return 1
    if not options.python and options.base == "/" and options.host == "127.0.0.1" and tool("nginx").path():
        return _nginx(options.site, options.port)
    server = serve(options.site, options.host, options.port, options.base)
    print(f"http://{options.host}:{server.server_address[1]}{options.base}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())

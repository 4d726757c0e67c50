"""The site while it is being written: `python -m tools.serve --port 8000`. Every change shows at once, and so does every mistake.

The builder's own server ends, or hangs, when a build fails. This one shows the sentence in place of the page, and goes on when it
is mended. It also answers for parts of files, as players of sound ask for them.
"""

from __future__ import annotations

import argparse
import errno
import html
import logging
import os
import posixpath
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from tools import hooks, mistakes
from tools.preview import span

__all__ = ["Server", "main"]

ROOT = mistakes.ROOT
WATCHED = ("docs", "data", "macros", "overrides", "mkdocs.yml")
log = logging.getLogger("mkdocs.serve")

MISTAKE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>One thing to mend</title>
<style>body {{ margin: 12vh auto; max-width: 42rem; padding: 0 1.5rem; font: 1.25rem/1.6 system-ui, sans-serif; color-scheme: light dark }}
li {{ margin-block: 1rem; overflow-wrap: anywhere }} ul {{ padding: 0; list-style: none }}</style>
<body><h1>One thing to mend</h1><ul>{sentences}</ul><p>Save the file, and this page goes on by itself.</p></body></html>"""

Start = Callable[..., Any]


class Quiet(WSGIRequestHandler):
    """Says only what went wrong, and nothing of what a browser asks for by itself."""

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        if str(code).startswith("4") and not self.path.endswith(("/favicon.ico", ".map")):
            log.warning("%s: %s", self.path, code)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server names it
        log.debug(format, *args)


class Heard(logging.Handler):
    """What a builder warns of: a strict build ends with their number alone."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Server(LiveReloadServer):
    """Builds into a fresh folder each time, and shows it when it is whole, or the sentences that say why it is not."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(builder=self.build, host=host, port=port, root=os.devnull)
        self.RequestHandlerClass = Quiet
        self.sentences: list[str] = []
        self.folder: Path | None = None

    def build(self) -> None:
        """One build. It never raises, so that whoever writes can go on."""
        hooks.forget()
        folder = Path(tempfile.mkdtemp(prefix="legs-serve-"))
        heard = Heard()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it would be seen as a change of a file
        try:
            from tools.configuration import check_configuration  # which imports the package, and that may be what is broken

            check_configuration(ROOT / "mkdocs.yml")
            config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
            config.site_url = self.url
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=self.url)
        except (Exception, SystemExit) as error:
            shutil.rmtree(folder, ignore_errors=True)
            self.say(error, heard.said)
        else:
            old, self.folder, self.root = self.folder, folder, str(folder)
            if self.sentences:
                log.info("Mended.")
            self.sentences = []
            if old:
                shutil.rmtree(old, ignore_errors=True)
        finally:
            sys.dont_write_bytecode = before
            logger.removeHandler(heard)

    def say(self, error: BaseException, warnings: list[str]) -> None:
        """The sentences for the browser, and for the terminal what it does not show yet."""
        strict = isinstance(error, SystemExit) and not isinstance(error, mistakes.Stop)
        self.sentences = warnings if strict and warnings else [mistakes.sentence(error)]
        if not strict:
            log.error(self.sentences[0])

    def close(self) -> None:
        self.shutdown()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up, as players do when they seek, is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def error_page(self, code: int) -> bytes | None:
        file = self.folder / f"{code}.html" if self.folder else None
        return file.read_bytes() if file and file.is_file() else None

    def _serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
        self.error_handler = self.error_page
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        if self.sentences and (path.endswith(("/", ".html")) or "." not in posixpath.basename(path)):
            told = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.sentences)
            page = self._inject_js_into_html(MISTAKE.format(sentences=told).encode(), epoch)  # type: ignore[no-untyped-call]
            start_response("500 One thing to mend", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
            return [page]
        if path == "/sw.js":
            # A worker of an earlier preview at this address would show its own old pages: this one takes it back.
            return _give((ROOT / "deploy/kill-switch.js").read_bytes(), "text/javascript", "", start_response)
        file = Path(os.path.normpath(f"{self.root}/{path.lstrip('/')}"))
        if file.is_relative_to(self.root) and file.is_file() and file.suffix != ".html":
            kind: str = self._guess_type(str(file))  # type: ignore[no-untyped-call]
            return _give(file.read_bytes(), kind, environ.get("HTTP_RANGE", ""), start_response)
        return super()._serve_request(environ, start_response)


def _give(whole: bytes, kind: str, wanted: str, start_response: Start) -> list[bytes]:
    """A file, or the part of it that is asked for."""
    part = span(wanted, len(whole))
    if part == "bad":
        start_response("416 Range Not Satisfiable", [("Content-Range", f"bytes */{len(whole)}"), ("Content-Length", "0")])
        return []
    first, end = part if isinstance(part, tuple) else (0, len(whole))
    headers = [("Content-Type", kind), ("Content-Length", str(end - first)), ("Accept-Ranges", "bytes"), ("Cache-Control", "no-cache")]
    if isinstance(part, tuple):
        headers.append(("Content-Range", f"bytes {first}-{end - 1}/{len(whole)}"))
    start_response("206 Partial Content" if isinstance(part, tuple) else "200 OK", headers)
    return [whole[first:end]]


def free_after(host: str, port: int) -> int:
    """The next port that nobody listens at."""
    for other in range(port + 1, min(port + 100, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex((host, other)):
                return other
    return port + 1


def main() -> int:
    from mkdocs.__main__ import State

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--verbose", action="store_true", help="also what a developer of the builder wants to know")
    options = parser.parse_args()
    state = State(level=logging.DEBUG if options.verbose else logging.INFO)  # type: ignore[no-untyped-call]
    server = Server(options.host, options.port)
    try:
        server.server_bind()
    except (OSError, OverflowError) as error:
        server.server_close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            other = free_after(options.host, options.port)
            print(f"Port {options.port} is taken by another program; run: make serve PORT={other}", file=sys.stderr)
        else:
            allowed = f"an address of this machine and a port you may open: {error}"
            print(f"{options.host}:{options.port} is not allowed; allowed: {allowed}", file=sys.stderr)
        return 1
    server.server_bind = lambda: None  # type: ignore[method-assign]  # done, before the first build and not after it
    try:
        for name in WATCHED:
            server.watch(str(ROOT / name))
        server.observer.start()  # before the first build, or what is saved while it runs would never show
        server.observer.start = lambda: None  # type: ignore[method-assign]  # done
        server.build()
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print()
    finally:
        server.close()
        state.logger.removeHandler(state.stream)
    return 0


if __name__ == "__main__":
    sys.exit(main())

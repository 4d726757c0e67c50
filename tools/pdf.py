"""Makes the PDFs of the sheets from the built site, with the styles that a reader's own printer gets.

`python -m tools.pdf site` writes site/pdf/*.pdf where Chromium is at hand; elsewhere it says so in one line and goes on.
`python -m tools.pdf --able` prints whether it can, so that the pages of the same build link to the files or do not.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from macros.data import Data, load
from macros.links import session_path, sessions
from tools.engines import chromium

ROOT = Path(__file__).parent.parent

# As wide as A4 and as high as US Letter: both take it without shrinking. In inches, as the browser wants it.
PAPER = {"paperWidth": 210 / 25.4, "paperHeight": 11.0}
PRINT = {**PAPER, "preferCSSPageSize": False, "printBackground": False, "generateTaggedPDF": True, "generateDocumentOutline": True}
READY = "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150))))"
FLAGS = ("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-extensions", "--disable-dev-shm-usage")


class Browser:
    """Chromium, spoken to over two pipes: enough of its protocol to open a page and print it."""

    def __init__(self, heard: IO[bytes], said: IO[bytes]) -> None:
        self.heard, self.said, self.count, self.rest = heard, said, 0, b""

    def ask(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        """One question and its answer; what happens meanwhile is passed over."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params, **({"sessionId": session} if session else {})}
        self.said.write(json.dumps(message).encode() + b"\0")
        self.said.flush()
        return self.hear(lambda answer: answer.get("id") == self.count)

    def hear(self, wanted: Any) -> dict[str, Any]:
        while True:
            while b"\0" not in self.rest:
                more = os.read(self.heard.fileno(), 1 << 16)
                if not more:
                    raise RuntimeError("the browser closed before it answered")
                self.rest += more
            line, self.rest = self.rest.split(b"\0", 1)
            answer = json.loads(line)
            if wanted(answer):
                if "error" in answer:
                    raise RuntimeError(f"the browser refused: {answer['error'].get('message')}")
                return dict(answer.get("result", answer))

    def pdf(self, url: str, title: str) -> bytes:
        """The page as it prints, under `title`."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask("Page.navigate", session, url=url)
        self.hear(lambda event: event.get("method") == "Page.loadEventFired")
        ready = f"document.title = {json.dumps(title)}; {READY}"
        self.ask("Runtime.evaluate", session, expression=ready, awaitPromise=True)
        printed = base64.b64decode(self.ask("Page.printToPDF", session, **PRINT)["data"])
        self.ask("Target.closeTarget", targetId=target)
        return printed


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """A browser with a profile of its own, gone afterwards."""
    # As root, in a container, the sandbox cannot start.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with ExitStack() as stack:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        # The browser listens on 3 and answers on 4; the shell moves its own two pipes there.
        command = ["/bin/sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh", path, *FLAGS, *root, f"--user-data-dir={profile}"]
        process = subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        stack.enter_context(process)
        stack.callback(process.kill)
        if process.stdin and process.stdout:
            yield Browser(process.stdout, process.stdin)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a free port of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def sheets(data: Data) -> Mapping[str, tuple[str, str]]:
    """Every PDF: its name, the address it is printed from, and its title."""
    words = data.ui
    name = words.sheet.title
    lengths = {
        s.slug: (
            session_path(s, data.rules),
            (words.teach.title if s.purpose.id == "general" else words.teach.title_for).format(minutes=s.minutes, purpose=s.purpose.name),
        )
        for s in sessions(data)
    }
    return {
        "practice": ("practice/", name),
        **lengths,
        "large-print": ("practice/large-print/", f"{name}, large print"),
        "no-phone": ("practice/no-phone/", f"{name}, no phone"),
    }


def dated(pdf: bytes) -> bytes:
    """The file with the date of the source instead of this minute's, so that two builds are the same byte for byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return pdf
    stamp = datetime.fromtimestamp(int(epoch), UTC).strftime("(D:%Y%m%d%H%M%S+00'00')").encode()
    return re.sub(rb"(/(?:Creation|Mod)Date )\(D:\d{14}\+00'00'\)", lambda found: found[1] + stamp, pdf)


def able(path: str | None) -> bool:
    """Whether the browser truly starts."""
    try:
        with browser(path or "") as started:
            return bool(path and started.ask("Browser.getVersion"))
    except (OSError, RuntimeError):
        return False


def write(site: Path, data: Data, path: str) -> int:
    """All PDFs into site/pdf; how many."""
    folder = site / "pdf"
    folder.mkdir(exist_ok=True)
    with browser(path) as opened, served(site) as address:
        for name, (page, title) in sheets(data).items():
            (folder / f"{name}.pdf").write_bytes(dated(opened.pdf(address + page, title)))
    return len(sheets(data))


def main(arguments: list[str]) -> None:
    path = chromium()
    if arguments == ["--able"]:
        print("true" if able(path) else "false")
    elif not path or not able(path):
        print("No Chromium here, so no PDFs: the pages print the same sheets. Everything else is built.")
    else:
        print(f"Printed {write(Path(arguments[0]), load(ROOT / 'data'), path)} PDFs.")


if __name__ == "__main__":
    main(sys.argv[1:])

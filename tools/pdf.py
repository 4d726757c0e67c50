"""Makes the PDFs of the sheets from the built site, with the styles that a reader's own printer gets.

`python -m tools.pdf site` writes site/pdf/*.pdf where Chromium is at hand; elsewhere it says so in one line and goes on.
`python -m tools.pdf site -- COMMAND` runs the command that builds the site first, and tells it in SITE_PDFS whether there
will be PDFs, so that pages link to the files or do not. The browser is started once: its start is the test of it.
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
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from macros.data import Data, load
from macros.links import session_path, session_title, sessions
from tools.engines import chromium
from tools.printed_fonts import FAMILY, WEIGHTS, of_weight, with_weights

ROOT = Path(__file__).parent.parent

# As wide as A4 and as high as US Letter: both take it without shrinking. In inches, as the browser wants it.
PAPER = {"paperWidth": 210 / 25.4, "paperHeight": 11.0}
PRINT = {**PAPER, "preferCSSPageSize": False, "printBackground": False, "generateTaggedPDF": True, "generateDocumentOutline": True}
# A tab that prints and one that loads meanwhile: on two cores a third one gains nothing.
TABS = 2
# Chromium's tags name parts of a table by numbers that depend on what else it was doing.
NODE = re.compile(rb"\(node(\d{8})\)")
LISTED = re.compile(rb"/Limits \[([^\]]*)\]\n/Names \[(\(node[^\]]*)\]")
FACES = json.dumps([f'{weight} 1em "{FAMILY}"' for weight in WEIGHTS])
# Whether the sheet has turned to the session that the address names, which a module of its own does after the load. A weight that only
# the new words need would come too late for this page, so all of them are asked for.
SETTLED = """new Promise((done, fail) => {
  const last = Date.now() + 10000;
  const look = () => {
    const turned = !location.search || document.querySelector('.sheet__address')?.textContent.endsWith(location.search);
    if (turned) Promise.all(FACES.map((face) => document.fonts.load(face))).then(() => document.fonts.ready).then(() => done());
    else if (Date.now() > last) fail(new Error('the sheet never turned to ' + location.search));
    else setTimeout(look, 5);
  };
  look();
})""".replace("FACES", FACES)
# On its page a sheet stands under the page's own heading; alone on paper its title is the first heading there is.
RAISED = """{
  const all = [...document.querySelectorAll('.sheet [aria-level]')];
  const raise = Math.min(...all.map((one) => one.ariaLevel)) - 1;
  for (const one of all) one.ariaLevel -= raise;
}"""
# A worker would fetch the whole site, once more, to keep it for offline.
NO_WORKER = "delete Navigator.prototype.serviceWorker"
FLAGS = (
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-extensions", "--disable-dev-shm-usage"),
    # It waits while the site is built, and asks nobody anything meanwhile.
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

Message = dict[str, Any]


class Browser:
    """Chromium, spoken to over two pipes: enough of its protocol to open pages and print them."""

    def __init__(self, heard: IO[bytes], said: IO[bytes]) -> None:
        self.heard, self.said, self.count, self.rest = heard, said, 0, b""
        self.kept: deque[Message] = deque()

    def say(self, method: str, session: str = "", **params: object) -> int:
        """A question that `answer` will be asked for."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params, **({"sessionId": session} if session else {})}
        self.said.write(json.dumps(message).encode() + b"\0")
        self.said.flush()
        return self.count

    def answer(self, question: int) -> Message:
        answer = self.hear(lambda message: message.get("id") == question)
        if "error" in answer:
            raise RuntimeError(f"the browser refused: {answer['error'].get('message')}")
        return dict(answer["result"])

    def ask(self, method: str, session: str = "", **params: object) -> Message:
        """One question and its answer."""
        return self.answer(self.say(method, session, **params))

    def hear(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message like that; what comes before it is kept for later."""
        for at, message in enumerate(self.kept):
            if wanted(message):
                del self.kept[at]
                return message
        while True:
            while b"\0" not in self.rest:
                more = os.read(self.heard.fileno(), 1 << 16)
                if not more:
                    raise RuntimeError("the browser closed before it answered")
                self.rest += more
            line, self.rest = self.rest.split(b"\0", 1)
            message = json.loads(line)
            if wanted(message):
                return dict(message)
            self.kept.append(message)

    def tab(self) -> str:
        """A new tab, as paper would show a page."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = str(self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        self.ask("Page.enable", session)
        self.ask("Page.setLifecycleEventsEnabled", session, enabled=True)
        self.ask("Page.addScriptToEvaluateOnNewDocument", session, source=NO_WORKER)
        # Else every page is laid out for the screen first.
        self.ask("Emulation.setEmulatedMedia", session, media="print")
        return session

    def pdfs(self, pages: Sequence[tuple[str, str]]) -> Iterator[bytes]:
        """Pages as they print, each given by its address and a title. While one is printed the next is loading."""
        tabs = [self.tab() for _ in range(TABS)]
        asked = [self.say("Page.navigate", tab, url=url) for tab, (url, _) in zip(tabs, pages, strict=False)]
        for at, (_, title) in enumerate(pages):
            yield self.pdf(tabs[at % TABS], asked[at], title)
            if at + TABS < len(pages):
                asked.append(self.say("Page.navigate", tabs[at % TABS], url=pages[at + TABS][0]))

    def pdf(self, tab: str, asked: int, title: str) -> bytes:
        """The page that the tab was asked for, once it is whole."""
        loading = self.answer(asked)
        if "errorText" in loading:
            raise RuntimeError(f"the page for “{title}” did not open: {loading['errorText']}")
        whole = ("load", loading["loaderId"])
        self.hear(lambda event: (said := event.get("params", {})) and (said.get("name"), said.get("loaderId")) == whole)
        expression = f"document.title = {json.dumps(title)}; {RAISED}; {SETTLED}"
        settled = self.ask("Runtime.evaluate", tab, expression=expression, awaitPromise=True)
        if failed := settled.get("exceptionDetails"):
            raise RuntimeError(f"the page for “{title}” did not settle: {failed['exception'].get('description')}")
        return base64.b64decode(self.ask("Page.printToPDF", tab, **PRINT)["data"])


@contextmanager
def browser(path: str | None) -> Iterator[Browser | None]:
    """A browser with a profile of its own, gone afterwards; none where it does not truly start."""
    # As root, in a container, the sandbox cannot start.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with ExitStack() as stack:
        if not path:
            yield None
            return
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        # The browser listens on 3 and answers on 4; the shell moves its own two pipes there.
        command = ["/bin/sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh", path, *FLAGS, *root, f"--user-data-dir={profile}"]
        process = subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        stack.enter_context(process)
        stack.callback(process.kill)
        yield greeted(process)


def greeted(process: subprocess.Popen[bytes]) -> Browser | None:
    """The browser in that process, if it answers."""
    if not process.stdin or not process.stdout:
        return None
    started = Browser(process.stdout, process.stdin)
    try:
        started.ask("Browser.getVersion")
    except (OSError, RuntimeError):
        return None
    return started


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a free port of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            """As it is, but for the font, which is there in single weights."""
            path, _, query = self.path.partition("?")
            file = site / path.lstrip("/")
            if file.suffix == ".css" and file.is_file():
                self.give(with_weights(file.read_text("utf-8")).encode(), "text/css; charset=utf-8")
            elif file.suffix == ".woff2" and query.startswith("weight="):
                self.give(of_weight(file, int(query.removeprefix("weight="))), "font/ttf")
            else:
                super().do_GET()

        def give(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def sheets(data: Data) -> Mapping[str, tuple[str, str]]:
    """Every PDF: its name, the address it is printed from, and its title."""
    name = data.ui.sheet.title
    lengths = {s.slug: (session_path(s, data.rules), session_title(data, s)) for s in sessions(data)}
    return {
        "practice": ("practice/", name),
        **lengths,
        "large-print": ("practice/large-print/", f"{name}, large print"),
        "no-phone": ("practice/no-phone/", f"{name}, no phone"),
    }


def steady(pdf: bytes) -> bytes:
    """The file as every run makes it: nodes numbered from one as they come, and the date of the source instead of this minute's."""
    numbers = {old: b"(node%08d)" % new for new, old in enumerate(dict.fromkeys(NODE.findall(pdf)), 1)}
    pdf = NODE.sub(lambda found: numbers[found[1]], pdf)
    # Their list is in order of their names. Nothing gets longer, so everything else stays where it is.
    pdf = LISTED.sub(lambda found: _in_order(found[2].split(b"(")[1:]), pdf)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return pdf
    stamp = datetime.fromtimestamp(int(epoch), UTC).strftime("(D:%Y%m%d%H%M%S+00'00')").encode()
    return re.sub(rb"(/(?:Creation|Mod)Date )\(D:\d{14}\+00'00'\)", lambda found: found[1] + stamp, pdf)


def _in_order(nodes: list[bytes]) -> bytes:
    """A list of nodes, each with the object that it is, and the first and the last of them."""
    put = sorted(node.strip() for node in nodes)
    first, last = (node.partition(b")")[0] for node in (put[0], put[-1]))
    return b"/Limits [(%s) (%s)]\n/Names [%s]" % (first, last, b" ".join(b"(" + node for node in put))


def write(site: Path, data: Data, opened: Browser) -> int:
    """All PDFs into site/pdf; how many."""
    folder = site / "pdf"
    folder.mkdir(exist_ok=True)
    wanted = sheets(data)
    with served(site) as address:
        pages = [(address + page, title) for page, title in wanted.values()]
        for name, printed in zip(wanted, opened.pdfs(pages), strict=True):
            (folder / f"{name}.pdf").write_bytes(steady(printed))
    return len(wanted)


def main(arguments: list[str]) -> int:
    """Builds if told how, then prints; the builder's own answer if it fails."""
    site, command = Path(arguments[0]), arguments[2:]
    with browser(chromium()) as opened:
        if command:
            told = {**os.environ, "SITE_PDFS": "true" if opened else "false"}
            if failed := subprocess.run(command, env=told, check=False).returncode:
                return failed
        if opened:
            print(f"Printed {write(site, load(ROOT / 'data'), opened)} PDFs.")
        else:
            print("No Chromium here, so no PDFs: the pages print the same sheets. Everything else is built.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

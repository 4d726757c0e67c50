"""What most tests need: one strict build of the site, a server over it, and real browsers. Each is made once a run.

- `site`: the folder of a strict build (a subprocess, as a person runs it), one for all workers.
- `server`: the address of a server over it, ending in "/".
- `chromium`, `page`: Playwright over the system's Chromium; `open_page` makes a page with options of your own.
- tests/engines/firefox.py and webkit.py drive the other two engines.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import two_runs
from tests.pages import BuiltPage, read_pages
from tools import engines, preview

ROOT = Path(__file__).parent.parent
SITE_URL = "https://legsup.example/"
EPOCH = "1795305600"
BROWSER_FIXTURES = {"chromium", "page", "open_page"}


def pytest_addoption(parser: pytest.Parser) -> None:
    two_runs.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(two_runs)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever opens a page here drives a browser; modules that drive another say so themselves. Fast tests first: plain ones, then
    those over the built site. Then the slow, first of all one that mostly waits, so that the many short ones in browsers fill up the
    workers."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")

    def order(item: pytest.Item) -> int:
        for mark, place in (("alone", 5), ("waits", 2), ("slow", 3), ("browser", 4)):
            if item.get_closest_marker(mark):
                return place
        return int("site" in getattr(item, "fixturenames", ()))

    def runs(item: pytest.Item) -> bool:
        return all(mark in config.option.markexpr for mark in ("soak", "bench") if item.get_closest_marker(mark))

    config.hook.pytest_deselected(items=[item for item in items if not runs(item)])
    items[:] = sorted(filter(runs, items), key=order)


def mostly_thorough(values: Iterable[Any], kept: Container[Any]) -> list[Any]:
    """Parameters of one test: `make test` runs those in `kept`, `make test-all` every one."""
    return [value if value in kept else pytest.param(value, marks=pytest.mark.thorough) for value in values]


def missing(what: str) -> None:
    """Skips on a person's machine; in CI, where everything must run, fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and in CI nothing is skipped: run `make test-all`, which installs it")
    pytest.skip(f"{what} is not installed")


def need(name: str) -> str:
    """The path of an engine or program named in tools/engines.py."""
    path = engines.tool(name).path()
    if not path:
        missing(name)
    return str(path)


def build(folder: Path, site_url: str = SITE_URL, **environment: str) -> Path:
    """A strict build into `folder`, in a subprocess: a failing macro ends its process."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)]
    always = {"SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
    env = {**os.environ, **always, **environment}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the strict build failed:\n{done.stderr[-4000:]}"
    return folder


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """A preview server over `folder` on a free port; yields its address."""
    server = preview.serve(folder, "127.0.0.1", 0, base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()


def build_once(base: Path, name: str, **environment: str) -> Path:
    """A build that all workers share: the first builds it, the others wait. `base` is a worker's own folder for temporary files."""
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{folder}.lock"):
        return folder if folder.is_dir() else build(folder.with_name(f"being-{name}"), **environment).rename(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(tmp_path_factory.getbasetemp(), "built")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BuiltPage]:
    """Every built page by its address from the root: "" is home, "practice/" and so on, and "404.html"."""
    return read_pages(site)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = need("Chromium")
    # As root, in a container, the sandbox cannot start.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*flags, "--autoplay-policy=no-user-gesture-required"])
        yield browser
        browser.close()


@pytest.fixture
def workers() -> str:
    """Whether pages may start the service worker, which fetches the whole site. Modules that are about it, or about how it all
    plays together, say "allow"."""
    return "block"


@pytest.fixture
def open_page(chromium: Browser, workers: str) -> Iterator[Callable[..., Page]]:
    """Makes a page in a context of its own: `open_page(java_script_enabled=False)`, `open_page(color_scheme="dark")` ..."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "service_workers": workers, **options}))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()

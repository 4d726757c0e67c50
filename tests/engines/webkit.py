"""Drives WebKitGTK over the WebDriver protocol: `with webkit() as browser: browser.open(address); browser.run("return 1")`."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.conftest import missing, need
from tools.engines import minibrowser

# As root WebKit's own sandbox cannot start; without the accessibility bus a screenshot does not wait for a desktop that is not there.
ENVIRONMENT = {
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "GTK_A11Y": "none",
    "NO_AT_BRIDGE": "1",
}
STARTS_WITHIN = 20.0


def _post(address: str, body: dict[str, Any] | None, method: str = "POST") -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise AssertionError(f"WebKit: {json.load(error)['value'].get('message')}") from error


@dataclass(frozen=True)
class WebKit:
    """One window."""

    session: str

    def open(self, address: str) -> None:
        _post(f"{self.session}/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a function body in the page."""
        return _post(f"{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, selector: str) -> None:
        """A real click, which counts as the reader's gesture."""
        element = _post(f"{self.session}/element", {"using": "css selector", "value": selector})
        _post(f"{self.session}/element/{next(iter(element.values()))}/click", {})

    def resize(self, width: int, height: int) -> None:
        _post(f"{self.session}/window/rect", {"width": width, "height": height})

    def screenshot(self) -> bytes:
        time.sleep(2)  # earlier ones are blank
        return base64.b64decode(_post(f"{self.session}/screenshot", None, "GET"))

    def wait(self, script: str, seconds: float = 10) -> Any:
        """Runs the script until it answers something true."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            assert time.monotonic() < end, f"WebKit: never true within {seconds} s: {script}"
            time.sleep(0.1)
        return value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _display() -> Iterator[str]:
    read, write = os.pipe()
    command = [need("Xvfb"), "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    xvfb = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        xvfb.terminate()
        xvfb.wait(10)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A WebKitGTK window on a display of its own, gone afterwards."""
    driver_path, binary = need("WebKit"), minibrowser()
    if not binary:
        missing("WebKit's MiniBrowser")
    with _display() as display:
        port = _free_port()
        environment = {k: v for k, v in os.environ.items() if k != "DBUS_SESSION_BUS_ADDRESS"} | ENVIRONMENT | {"DISPLAY": display}
        command = [driver_path, f"--port={port}", "--host=127.0.0.1"]
        driver = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        root = f"http://127.0.0.1:{port}"
        try:
            _await(f"{root}/status")
            options = {"binary": binary, "args": ["--automation"]}
            made = _post(f"{root}/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
            session = f"{root}/session/{made['sessionId']}"
            try:
                yield WebKit(session)
            finally:
                _post(session, None, "DELETE")
        finally:
            driver.terminate()
            driver.wait(10)


def _await(address: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < end, "WebKitWebDriver did not start"
            time.sleep(0.1)
        else:
            return

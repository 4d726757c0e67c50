"""Finds the browsers and programs that the tests drive, and installs what is missing where that is possible.

`python tools/engines.py` prints what is there; `--install` also installs. Run by `make test`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WEBKIT_BROWSERS = ("/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkit2gtk-4.0/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser")
NGINX_MODULES = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"


@dataclass(frozen=True)
class Tool:
    """Something the tests need: what it is called on the PATH, and in Debian."""

    name: str
    programs: tuple[str, ...]
    debian: tuple[str, ...]

    def path(self) -> str | None:
        """Where it is; None where it is not, or must not be seen: with NO_BROWSER set nothing here is found, so that what says that it
        needs no browser shows it."""
        if os.environ.get("NO_BROWSER"):
            return None
        if self.name == "Chromium":
            return chromium()
        if (self.name == "WebKit" and not minibrowser()) or (self.name == "nginx" and not brotli_module()):
            return None
        found = next(filter(None, map(shutil.which, self.programs)), None)
        # Debian keeps servers where only root's PATH looks.
        return found or next((p for n in self.programs if Path(p := f"/usr/sbin/{n}").exists()), None)


TOOLS = (
    Tool("Chromium", ("chromium",), ("chromium",)),
    Tool("Firefox", ("firefox-esr", "firefox"), ("firefox-esr",)),
    Tool("WebKit", ("WebKitWebDriver",), ("webkit2gtk-driver",)),
    Tool("Xvfb", ("Xvfb",), ("xvfb", "xauth", "fonts-dejavu-core")),
    Tool("Java", ("java",), ("default-jre-headless",)),
    Tool("poppler", ("pdftoppm", "pdftotext"), ("poppler-utils",)),
    Tool("nginx", ("nginx",), ("nginx-light", "libnginx-mod-http-brotli-static")),
    Tool("Caddy", ("caddy",), ("caddy",)),
    Tool("wrk", ("wrk",), ("wrk",)),
)


def tool(name: str) -> Tool:
    """One of them by name."""
    return next(one for one in TOOLS if one.name == name)


def chromium() -> str | None:
    """The CHROMIUM variable, then the system's own, then Playwright's download."""
    named = os.environ.get("CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    system = next(filter(None, map(shutil.which, names)), None)
    return named or system or _downloaded()


def minibrowser() -> str | None:
    """WebKitGTK's small browser, which its driver starts."""
    return next((str(p) for pattern in WEBKIT_BROWSERS for p in Path("/").glob(pattern.lstrip("/"))), None)


def brotli_module() -> str | None:
    """nginx sends ready-made .br files only with this module."""
    return next((str(p) for p in Path("/").glob(NGINX_MODULES)), None)


def firefox() -> str | None:
    return tool("Firefox").path()


def _downloaded() -> str | None:
    root = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    mac = Path.home() / "Library/Caches/ms-playwright"
    for base in (root, mac):
        for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"):
            for path in sorted(base.glob(pattern), reverse=True):
                return str(path)
    return None


def missing() -> list[Tool]:
    return [one for one in TOOLS if not one.path()]


def _say(text: str) -> None:
    print(text, flush=True)  # progress belongs on the screen at once


def install_packages(packages: list[str]) -> None:
    """Asks Debian's package manager, when this is Debian and we may."""
    if not packages or not shutil.which("apt-get"):
        return
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and not _may_sudo():
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _say(f"Installing {', '.join(packages)} with apt-get (a few minutes the first time) ...")
    subprocess.run([*before, "apt-get", "update", "-qq"], check=False, env=quiet, stdout=subprocess.DEVNULL)
    # One at a time after a failure, so that one unknown package does not cost the others.
    install = [*before, "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    if subprocess.run([*install, *packages], check=False, env=quiet, stdout=subprocess.DEVNULL).returncode:
        for package in packages:
            subprocess.run([*install, package], check=False, env=quiet, stdout=subprocess.DEVNULL)


def _may_sudo() -> bool:
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0


def install() -> None:
    if not chromium():
        _say("No Chromium here: asking Playwright for its own ...")
        try:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=300, capture_output=True)
        except subprocess.TimeoutExpired:
            _say("That took too long.")
    install_packages([package for tool in missing() for package in tool.debian])


def main(arguments: list[str]) -> int:
    if "--install" in arguments:
        install()
    absent = missing()
    for tool in TOOLS:
        _say(f"  {tool.name:9} {tool.path() or 'missing'}")
    if not absent:
        return 0
    packages = " ".join(package for tool in absent for package in tool.debian)
    sentence = f"Missing for the tests: {', '.join(tool.name for tool in absent)}. Install with: apt-get install {packages} (or their equivalents)."
    print(sentence, file=sys.stderr)
    # Without a browser most tests mean nothing; the rest may be skipped on a person's own machine, never in CI.
    return 1 if os.environ.get("CI") or not chromium() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

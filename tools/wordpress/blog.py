"""Debian's WordPress in a temporary folder: a database of its own, PHP's small server, an author and an editor."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from tools.hosts import free_port

__all__ = ["PACKAGES", "THEMES", "Blog", "Paste", "Post", "blog", "missing"]

HERE = Path(__file__).parent
CODE = Path("/usr/share/wordpress")
THEMES = {"block": "twentytwentythree", "classic": "twentytwentyone"}
"""A theme made of blocks for what is pasted into blocks, an older one for what is pasted into one text."""

PHP = ("php-cli", "php-mysql", "php-curl", "php-xml")
PACKAGES = ("wordpress", *(f"wordpress-theme-{name}" for name in THEMES.values()), *PHP, "mariadb-server-core")
"""Debian's names. The database's programs alone, so that no service starts."""

NEEDED = (str(CODE / "wp-load.php"), *(str(CODE / "wp-content/themes" / name) for name in THEMES.values()))
PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
WORKERS = "4"
"""PHP's server answers so many at once."""

PATIENCE = 60.0
"""Seconds for a server to start."""


@dataclass(frozen=True)
class Paste:
    """Who pastes what, and into which editor."""

    role: Literal["author", "editor"]
    how: Literal["block", "classic"]
    pasted: str


@dataclass(frozen=True)
class Post:
    """Where a visitor finds it, and as what the editor took it: "rich", "photo", or "" for no answer."""

    address: str
    type: str


@dataclass(frozen=True)
class Blog:
    """One that runs."""

    folder: Path
    environment: dict[str, str]

    def publish(self, pastes: Sequence[Paste]) -> tuple[str, tuple[Post, ...]]:
        """WordPress's version, and one post for each paste."""
        said = json.loads(self.deed("publish", json.dumps([asdict(paste) for paste in pastes])))
        posts = zip(pastes, said["posts"], strict=True)
        return said["version"], tuple(Post(f"{post['address']}&theme={THEMES[paste.how]}", post["type"]) for paste, post in posts)

    def deed(self, deed: str, said: str = "") -> str:
        """One of author.php, with what it reads; what it says."""
        command = ["php", str(HERE / "author.php"), deed]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, input=said, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"WordPress could not {deed}: {(done.stderr or done.stdout)[-2000:]}")
        return done.stdout


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def missing() -> tuple[str, ...]:
    """Programs and files that a blog needs and this machine lacks."""
    return (*(name for name in PROGRAMS if not _program(name)), *(name for name in NEEDED if not Path(name).exists()))


@contextmanager
def blog(folder: Path, timer: str) -> Iterator[Blog]:
    """A new blog in `folder` that may ask the site at `timer`; gone afterwards."""
    copy = folder / "blog"
    shutil.copytree(CODE, copy)  # follows links: Debian keeps parts of it elsewhere
    (copy / "wp-config.php").write_bytes((HERE / "config.php").read_bytes())
    (copy / "wp-content/mu-plugins").mkdir()
    shutil.copy(HERE / "local.php", copy / "wp-content/mu-plugins")
    address = f"http://localhost:{free_port()}"
    own = {"BLOG_ADDRESS": address, "BLOG_SOCKET": str(folder / "sock"), "TIMER_ADDRESS": timer}
    made = Blog(copy, {**os.environ, **own, "PHP_CLI_SERVER_WORKERS": WORKERS})
    with ExitStack() as running:
        running.enter_context(_database(folder))
        made.deed("install")
        server = running.enter_context(_process(["php", "-q", "-S", address.removeprefix("http://"), "-t", str(copy)], made.environment))
        _until(lambda: _answers(address), server)
        yield made


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    data = folder / "data"
    root = ["--user=root"] if os.geteuid() == 0 else []
    where = ["--no-defaults", f"--datadir={data}", *root]
    make = [str(_program("mariadb-install-db")), *where, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(make, check=True, capture_output=True)
    first = folder / "first.sql"
    first.write_text("CREATE DATABASE IF NOT EXISTS blog;\n", "utf-8")
    socket = folder / "sock"
    own = [f"--socket={socket}", f"--pid-file={folder / 'pid'}", f"--init-file={first}", "--skip-networking"]
    with _process([str(_program("mariadbd")), *where, *own], dict(os.environ)) as server:
        _until(socket.exists, server)
        yield


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as server:
        try:
            yield server
        finally:
            os.killpg(server.pid, 15)  # its workers too
            server.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=30).close()
    except OSError:
        return False
    return True


def _until(ready: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"{server.args!r} did not start")
        time.sleep(0.1)

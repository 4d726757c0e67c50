"""Building and serving as people do it: a mistake is one sentence, a failed build leaves the site, a server survives it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.data import load
from macros.publishing.feeds import read_page
from macros.publishing.looking import COMMAND, MARK, for_looking, warning, write
from macros.publishing.markup import parse
from tests.conftest import EPOCH, ROOT, SITE_URL
from tests.hosts import ask, caddy, nginx
from tests.sentences import copy_data, swap
from tools import dates, hooks
from tools.hosts import free_port
from tools.place import READABLE, WAITING, Place
from tools.publish_check import against
from tools.zensical_build import copy_sources

Edit = Callable[[str], str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a builder reads, for a test to break, with an old site in it."""
    folder = copy_sources(tmp_path / "project")
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("the old site", "utf-8")
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "SOURCE_DATE_EPOCH", "PYTEST_CURRENT_TEST")}
    return {**bare, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "4000", **more}


def run(folder: Path, *command: str, **more: str) -> tuple[int, list[str]]:
    """The exit code, and what was said, but for what a build says when all is well."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, env=environment(folder, **more), capture_output=True, text=True, check=False)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not line.startswith("INFO")]
    return done.returncode, lines


def add(text: str) -> Edit:
    return lambda old: f"{old}\n{text}\n"


def first(text: str) -> Edit:
    return lambda old: f"{text}\n{old}"


MISTAKES: dict[str, tuple[str, Edit, str]] = {
    # what is wrong: the file, the edit, and what the one sentence is like
    "an unknown macro": ("docs/practice.md", add("{{ timr(10) }}"), r"docs/practice.md, line \d+: 'timr' is not allowed; .*nearest: timer\)"),
    "a wrong argument": ("docs/practice.md", add("{{ timer(minutes=99) }}"), r"docs/practice.md, line \d+: timer\(\): minutes: 99 is .* 30\)"),
    "broken front matter": (
        *("docs/practice.md", swap("room: practice", "room: [practice")), r"docs/practice.md, line \d: .* in the front matter; allowed: .*",
    ),
    "a page's template": ("docs/practice.md", swap("template: practice", "template: practise"), r"docs/practice.md: template: 'practise.html' is .*"),
    "a name in a template": ("macros/templates/steps.html", first("{{ nope }}"), r"macros/templates/steps.html, line 1: 'nope' is undefined"),
    "a template of a macro that is not there": (
        *("macros/calls/practice.py", swap('"steps.html"', '"stepps.html"')),
        r"macros/calls/practice.py, line \d+: template: 'stepps.html' is not allowed; allowed: a file in macros/templates/",
    ),
    "the frame of all pages": ("overrides/main.html", add("{% block %}"), r"overrides/main.html, line \d+: .*"),
    "a missing word": (
        *("data/ui.yml", swap("  how_long:", "  how_longg:")),
        r"data/ui.yml: routine.how_long: .*nearest: how_longg\); macros/templates/\w+.html, line \d+ asks for it",
    ),
    "a bell cut short": ("data/sound/bed.mp3", lambda _: "", r"data/sound/bed.mp3: .*make voice.*"),
    "a mistake in data": ("data/purposes.yml", swap("version: chair", "version: chiar"), r"data/purposes.yml: back-pain.version: 'chiar' .* chair\)"),
    "a mistake in Python": ("macros/score.py", swap("def score(", "def score_of("), r"macros/[\w/]+.py, line \d+: ImportError: .* 'score' .*"),
    "Python that is none": ("macros/routines.py", add("def ("), r"macros/routines.py, line \d+: invalid syntax"),
}


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_its_own_file_and_the_old_site_stays(project: Path, what: str) -> None:
    name, edit, sentence = MISTAKES[what]
    file = project / name
    if file.suffix == ".mp3":
        file.write_bytes(file.read_bytes()[:100])
    else:
        file.write_text(edit(file.read_text("utf-8")), "utf-8")
    code, said = run(project, "mkdocs", "build")
    assert code == 1, said
    assert len(said) == 1, said
    assert re.fullmatch(sentence, said[0]), said[0]
    assert str(project) not in said[0]
    assert (project / "site/index.html").read_text("utf-8") == "the old site"
    assert sorted(path.name for path in project.glob("site*")) == ["site"]


@pytest.mark.slow
def test_verbose_shows_the_traceback_too(project: Path) -> None:
    page = project / "docs/practice.md"
    page.write_text(page.read_text("utf-8") + "{{ timr() }}\n", "utf-8")
    code, said = run(project, "mkdocs", "build", "--verbose")
    assert code == 1
    assert any(line.startswith("Traceback") for line in said)
    assert "'timr' is not allowed" in said[-1]


def test_publishing_to_pages_without_an_address_is_refused_before_anything_is_built(project: Path) -> None:
    code, said = run(project, "mkdocs", "gh-deploy")
    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("FOR LOOKING AT ONLY") and said[0].endswith("mkdocs gh-deploy")


# --- a place that is taken when whole ---------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("old", "utf-8")
    return Place(tmp_path / "site", tmp_path / "locks")


def names(place: Place) -> list[str]:
    return sorted(path.name for path in place.site.parent.iterdir() if path.name != "locks")


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(place: Place) -> None:
    (place.begin() / "index.html").write_text("half", "utf-8")
    place.end()
    assert place.site.joinpath("index.html").read_text("utf-8") == "old"
    assert names(place) == ["site"]


def test_a_whole_build_takes_the_place_and_everyone_can_read_it(place: Place) -> None:
    new = place.begin()
    (new / "a").mkdir(mode=0o700)
    (new / "a/page.html").write_text("new", "utf-8")
    (new / "a/page.html").chmod(0o600)
    place.take()
    place.end()
    assert names(place) == ["site"]
    assert not (place.site / "index.html").exists()
    assert [path.stat().st_mode & 0o777 for path in (place.site, place.site / "a", place.site / "a/page.html")] == [0o755, 0o755, 0o644]
    assert READABLE == 0o022


def test_what_a_killed_build_left_is_put_right(place: Place) -> None:
    place.beside.mkdir()
    (place.beside / "half.html").write_text("half", "utf-8")
    place.site.rename(place.site.with_name("site.before"))
    assert list(place.begin().iterdir()) == []
    place.end()
    assert place.site.joinpath("index.html").read_text("utf-8") == "old"
    assert names(place) == ["site"]


def test_a_second_build_waits_and_says_so(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    other = Place(place.site, place.locks)
    (place.begin() / "index.html").write_text("first", "utf-8")
    second = threading.Thread(target=lambda: (other.begin() / "index.html").write_text("second", "utf-8"), daemon=True)
    second.start()
    end = time.monotonic() + 10
    while WAITING not in (said := capfd.readouterr().err) and time.monotonic() < end:
        time.sleep(0.01)
    assert WAITING in said
    assert (place.beside / "index.html").read_text("utf-8") == "first"
    place.take()
    place.end()
    second.join(10)
    other.take()
    other.end()
    assert place.site.joinpath("index.html").read_text("utf-8") == "second"


# --- for looking, for publishing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site_url", "looking"),
    [
        ("", True),
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True),
        ("https://[::1]:8000/", True),
        ("http://legs.localhost/", True),
        ("https://legs.example/", False),
        ("https://localhost.example/legs/", False),
    ],
)
def test_a_site_that_leads_to_its_own_machine_is_for_looking_at(site_url: str, looking: bool) -> None:
    assert for_looking(site_url) is looking


def test_a_build_for_looking_is_marked_and_refused(tmp_path: Path) -> None:
    data = load(ROOT / "data")
    (tmp_path / "index.html").write_text("<a href='http://127.0.0.1:8000/timer/'>", "utf-8")
    write(tmp_path, data, "http://127.0.0.1:8000/")
    reasons = list(against(tmp_path))
    assert reasons[0] == warning("http://127.0.0.1:8000/")
    assert "SITE_URL=https://your-address.example/ make build" in reasons[0]
    assert "not whole, without 404.html" in reasons[1]
    assert "index.html first, lead to the machine" in reasons[2]
    write(tmp_path, data, SITE_URL)
    assert not (tmp_path / MARK).exists()


def test_a_build_for_its_address_may_be_published(site: Path) -> None:
    assert list(against(site)) == []


def test_no_site_is_no_site(tmp_path: Path) -> None:
    [reason] = against(tmp_path / "site")
    assert reason.endswith(f": there is no site; run: {COMMAND}")


@pytest.mark.browser
@pytest.mark.parametrize("host", [nginx, caddy])
def test_a_host_refuses_what_is_for_looking_at(host: Callable[[Path, Path], object], tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<h1>Home</h1>", "utf-8")
    for marked, status in ((False, 200), (True, 503)):
        if marked:
            (site / MARK).write_text("x", "utf-8")
        with host(site, tmp_path / f"host-{marked}") as address:  # type: ignore[attr-defined]
            assert ask(address, "")[0] == status


# --- dates, and what is not recorded ----------------------------------------------------------------------------------------


def test_without_git_a_build_has_the_newest_day_of_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {
        "a.md": "---\nwritten: 2026-03-01\nchanges:\n  - {date: 2026-05-04, text: x}\n---\n# A",
        "b.md": "no front matter",
        "c.md": "---\nwritten: never\n---\n",
    }
    (tmp_path / "docs").mkdir()
    for name, text in pages.items():
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    assert dates.newest_day(tmp_path / "docs") == "2026-05-04"
    for said in ("", "0"):
        monkeypatch.setenv(dates.EPOCH, said)
        dates.settle(tmp_path)
        assert os.environ[dates.EPOCH] == "1777852800"
    monkeypatch.setenv(dates.EPOCH, EPOCH)
    dates.settle(tmp_path)
    assert os.environ[dates.EPOCH] == EPOCH


def test_the_sitemap_has_the_day_of_each_pages_newest_change(site: Path) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", (site / "sitemap.xml").read_text("utf-8"))
    assert len(listed) > 20
    for address, day in listed:
        page = read_page("", parse((site / address.removeprefix(SITE_URL) / "index.html").read_text("utf-8")))
        if page.changes:
            assert day == max(change.date for change in page.changes), address


def test_words_that_are_not_recorded_are_said_in_one_line_with_the_command(tmp_path: Path) -> None:
    folder = copy_data(tmp_path)
    assert hooks.unrecorded(folder) == "", "record what is new first: run `make voice`"
    cues = folder / "cues.yml"
    cues.write_text(re.sub(r'(?m)^(  text: "?)', r"\1Now. ", cues.read_text("utf-8")), "utf-8")
    load.cache_clear()
    said = hooks.unrecorded(folder)
    assert re.fullmatch(r"Not recorded as written, so not spoken: [\w., -]+ and \d+ more\. To record: make voice", said), said


# --- serving ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    """The address of a server over the copy."""
    (project / ".cache").symlink_to(ROOT / ".cache")
    port = free_port()
    said = project / "said.txt"
    command = [sys.executable, "-m", "tools.serve", "--port", str(port)]
    with said.open("w") as log:
        server = subprocess.Popen(command, cwd=project, env=environment(project), stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)
    assert "Traceback" not in said.read_text("utf-8")
    assert "[macros]" not in said.read_text("utf-8")


def got(address: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except urllib.error.URLError:
        return 0, b""


def wait_for(address: str, right: Callable[[int, bytes], bool]) -> bytes:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        status, body = got(address)
        if right(status, body):
            return body
        time.sleep(0.3)
    raise AssertionError(f"{status}: {body[:300]!r}")


def says(words: bytes) -> Callable[[int, bytes], bool]:
    return lambda _, body: words in body


@pytest.mark.slow
def test_a_server_shows_each_mistake_at_once_and_goes_on_when_it_is_mended(project: Path, served: str) -> None:
    page, whole = project / "docs/safety.md", (project / "docs/safety.md").read_text("utf-8")
    at_home = wait_for(served + "safety/", lambda status, _: status == 200)
    assert b"livereload" in at_home
    broken: list[tuple[Path, Edit, bytes]] = [
        (page, add("{{ timr() }}"), b"timr"),
        (page, add("[x](nope.md)"), b"contains a link"),
        (project / "data/purposes.yml", swap("version: chair", "version: chiar"), b"data/purposes.yml"),
        (project / "macros/score.py", add("def ("), b"macros/score.py"),
        (project / "overrides/main.html", add("{% if %}"), b"overrides/main.html"),
    ]
    for file, edit, words in broken:
        before = file.read_text("utf-8")
        file.write_text(edit(before), "utf-8")
        assert b"livereload" in wait_for(served + "safety/", says(words))
        file.write_text(before, "utf-8")
    page.write_text(whole + "\n## A new heading { #new-here }\n", "utf-8")
    wait_for(served + "safety/", lambda _, body: b"new-here" in body)
    # Sound in parts, as players ask for it, and a worker that takes itself back.
    sound = got(served + "assets/sound/lock-test.mp3")[1]
    assert got(served + "assets/sound/lock-test.mp3", Range="bytes=10-19") == (206, sound[10:20])
    assert got(served + "assets/sound/lock-test.mp3", Range=f"bytes={len(sound)}-")[0] == 416
    assert got(served + "sw.js")[0] == 200
    assert got(served + "nope/")[0] == 404
    assert (project / "site/index.html").read_text("utf-8") == "the old site"


@pytest.mark.thorough
@pytest.mark.slow
def test_a_server_that_starts_with_a_mistake_starts_all_the_same(project: Path, served: str) -> None:
    page = project / "docs/safety.md"
    whole = page.read_text("utf-8")
    page.write_text(whole + "{{ timr() }}\n", "utf-8")
    assert b"timr" in wait_for(served, lambda status, _: status == 500)
    page.write_text(whole, "utf-8")
    wait_for(served, lambda status, _: status == 200)


def test_a_port_that_is_taken_is_one_line_with_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = run(ROOT, "tools.serve", "--port", str(port))
    assert code == 1
    assert len(said) == 1
    assert re.fullmatch(rf"Port {port} is taken by another program; run: make serve PORT=\d+", said[0])


@pytest.mark.thorough
@pytest.mark.slow
def test_a_build_for_looking_says_so_last(tmp_path: Path) -> None:
    """Through `mkdocs build` itself, as someone may who knows the builder."""
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, env=environment(ROOT, SOURCE_DATE_EPOCH=EPOCH), capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1] == warning("http://127.0.0.1:8000/")
    assert (tmp_path / "site" / MARK).is_file()



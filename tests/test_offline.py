"""Pulling the network cable changes nothing for a reader who has been there once."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from macros.data import load
from macros.publishing import offline
from macros.publishing.folder import read_all
from macros.sound.id3 import tag_size
from tests.conftest import ROOT, SITE_URL, serving
from tests.hosts import ask

CONTROLLED = "navigator.serviceWorker.ready.then(() => true)"
BASE = "/legs/"
QUIET = "() => new Promise((resolve) => setTimeout(resolve, 300))"


@pytest.fixture
def workers() -> str:
    return "allow"


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture(params=[pytest.param("/", id="at the root"), pytest.param(BASE, id="in a folder", marks=pytest.mark.thorough)])
def host(request: pytest.FixtureRequest, copy: Path) -> Iterator[str]:
    if request.param != "/":
        # Only the 404 page links from the root of the host; the rest is the same in any folder.
        page = copy / "404.html"
        page.write_text(re.sub(r'((?:href|src)=")/(?!/)', rf"\g<1>{request.param}", page.read_text("utf-8")), "utf-8")
    with serving(copy, request.param) as address:
        yield address


def until(page: Page, question: str, argument: object = None, seconds: float = 15) -> None:
    """Asks until the answer is yes. (Playwright's own waiting needs eval, which the policy forbids.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(question, argument):
        assert time.monotonic() < end, f"never true: {question}"
        page.wait_for_timeout(100)


def visit(page: Page, address: str) -> None:
    """A first visit, until the worker has kept what it needs."""
    page.goto(address, wait_until="load")
    page.evaluate(CONTROLLED)
    until(page, "navigator.serviceWorker.controller !== null")


def next_worker(site: Path) -> None:
    """Publishes a change, with all that follows from it."""
    page = site / "practice/index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " (changed)</h1>", 1), "utf-8")
    offline.write(site, load(ROOT / "data"), SITE_URL, read_all(site))


def test_every_page_opens_without_a_network_after_one_visit(host: str, page: Page) -> None:
    visit(page, f"{host}practice/")
    page.context.set_offline(True)
    for path in ("", "practice/", "timer/15/?minutes=15&for=sleep", "safety/", "benefits/sleep/", "evidence/"):
        page.goto(host + path)
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"


def test_an_unknown_address_gets_the_helpful_page_without_a_network(host: str, page: Page) -> None:
    visit(page, host)
    page.context.set_offline(True)
    answer = page.goto(f"{host}practice/no/such/page/")
    assert answer and answer.status == 404
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.styleSheets.length") >= 1


def test_nothing_of_the_site_is_asked_of_the_network_twice(host: str, page: Page) -> None:
    """Offline a page misses nothing: no request of it fails."""
    visit(page, f"{host}practice/")
    page.context.set_offline(True)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{host}timer/10/", wait_until="networkidle")
    assert [url for url in failed if "offline.json" not in url] == []


def test_pages_come_from_the_network_while_there_is_one(copy: Path, page: Page) -> None:
    with serving(copy) as host:
        visit(page, f"{host}practice/")
        text = (copy / "practice/index.html").read_text("utf-8")
        for packed in copy.glob("practice/index.html.*"):
            packed.unlink()
        (copy / "practice/index.html").write_text(text.replace("</h1>", " (new)</h1>", 1), "utf-8")
        page.reload()
        assert page.locator("h1").inner_text().endswith("(new)")


def test_a_new_worker_takes_over_when_no_session_runs(copy: Path, page: Page) -> None:
    with serving(copy) as host:
        visit(page, f"{host}safety/")
        before = page.evaluate("caches.keys()")
        for packed in copy.rglob("*.br"):
            packed.unlink()
        for packed in copy.rglob("*.gz"):
            packed.unlink()
        next_worker(copy)
        page.reload()
        until(page, "async (old) => (await caches.keys()).every((name) => !old.includes(name) || !name.includes('shell'))", before)
        page.context.set_offline(True)
        page.goto(f"{host}practice/")
        assert "(changed)" in page.locator("h1").inner_text()


def test_a_new_worker_waits_while_a_session_runs(copy: Path, page: Page) -> None:
    with serving(copy) as host:
        visit(page, f"{host}safety/")
        for packed in [*copy.rglob("*.br"), *copy.rglob("*.gz")]:
            packed.unlink()
        page.evaluate("document.body.dispatchEvent(new CustomEvent('practice-start', { bubbles: true }))")
        next_worker(copy)
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
        until(page, "navigator.serviceWorker.getRegistration().then((found) => found.waiting !== null)")
        page.evaluate(QUIET)
        assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.waiting !== null)")
        page.evaluate("document.body.dispatchEvent(new CustomEvent('practice-end', { bubbles: true }))")
        until(page, "navigator.serviceWorker.getRegistration().then((found) => found.waiting === null)")


def test_the_kill_switch_takes_everything_back(copy: Path, page: Page) -> None:
    with serving(copy) as host:
        visit(page, f"{host}safety/")
        for packed in copy.glob("sw.js.*"):
            packed.unlink()
        shutil.copy(ROOT / "deploy/kill-switch.js", copy / "sw.js")
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
        until(page, "caches.keys().then((names) => names.length === 0)")
        page.reload()
        until(page, "navigator.serviceWorker.controller === null")


def test_the_app_can_be_installed(page: Page, server: str) -> None:
    page.goto(server)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert ask(server, icon["src"])[0] == 200
    # Four is all that a system shows; each starts what it says.
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["timer/5/", "timer/10/", "timer/15/", "timer/15/?for=sleep"]
    for shortcut in manifest["shortcuts"]:
        assert ask(server, shortcut["url"])[0] == 200
        assert shortcut["name"].startswith(re.findall(r"timer/(\d+)/", shortcut["url"])[0])
    forms = set()
    for picture in manifest["screenshots"]:
        status, headers, body = ask(server, picture["src"])
        assert (status, headers["content-type"]) == (200, "image/webp")
        with Image.open(BytesIO(body)) as shown:
            assert picture["sizes"] == f"{shown.width}x{shown.height}"
            # Chrome's limits: from 320 to 3840 pixels, and no side longer than 2.3 times the other.
            assert 320 <= min(shown.size) <= max(shown.size) <= min(3840, 2.3 * min(shown.size))
        assert picture["label"]
        forms.add(picture["form_factor"])
    assert forms == {"narrow", "wide"}
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Playwright's windows are private ones, which never install.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_the_worker_keeps_every_page_and_nothing_that_is_not_there(site: Path) -> None:
    files = offline.shell(site, "/", read_all(site))
    assert {"", "practice/", "timer/10/", "404.html", "search/search_index.json"} <= set(files)
    for path in files:
        name = path.partition("?")[0]
        assert (site / (f"{name}index.html" if name == "" or name.endswith("/") else name)).is_file(), path


def test_what_is_kept_on_a_first_visit_stays_small(site: Path) -> None:
    """Compressed, as it travels: the pages with all they need, and what any session rings with. The voice is not part of it."""
    pages = offline.shell(site, "/", read_all(site))
    # For the quiet bells and the clear sign the soft ones stand in, until they have been heard once.
    bells = [path for path in offline.sound(site, load(ROOT / "data")) if re.search(r"/bed|/bell-.*-soft|/bell-(?!sign).*-clear", path)]
    assert len(bells) == 1 + 2 * len(load(ROOT / "data").rules.bells) + 1
    assert sum(travels(site, path) for path in pages) < 600_000
    assert sum(travels(site, path) for path in bells) < 300_000


def travels(site: Path, path: str) -> int:
    """The bytes that an address costs."""
    name = path.partition("?")[0]
    file = site / (f"{name}index.html" if name == "" or name.endswith("/") else name)
    packed = file.with_name(file.name + ".br")
    return (packed if packed.is_file() else file).stat().st_size


def test_the_bells_are_kept_on_the_first_visit(host: str, page: Page) -> None:
    visit(page, f"{host}practice/")
    page.context.set_offline(True)
    kept = page.evaluate("""(async () => {
      const name = (await caches.keys()).find((name) => name.endsWith(':sound'));
      return (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname.split('/').pop());
    })()""")
    assert {"bed.mp3", "bell-settled-clear.mp3", "bell-end-soft.mp3"} <= set(kept)


def test_keeping_the_voice_makes_every_clip_play_without_a_network(host: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    visit(page, f"{host}practice/")
    page.locator("[data-keep=start]").click()
    page.locator("[data-keep-state=done]").wait_for()
    page.context.set_offline(True)
    page.reload()
    answer = """fetch(new URL('../offline.json', location)).catch(() => null).then(async () => {
      const names = (await caches.keys()).filter((name) => name.endsWith(':sound'));
      const keys = await (await caches.open(names[0])).keys();
      const part = await fetch(keys[0].url, { headers: { Range: 'bytes=0-95' } });
      return [keys.length, part.status, (await part.arrayBuffer()).byteLength];
    })"""
    count, status, length = page.evaluate(answer)
    assert count > 10
    assert (status, length) == (206, 96)
    page.locator("[data-keep-state=done]").wait_for()


def test_a_whole_session_rings_without_a_network(host: str, copy: Path, open_page: Callable[..., Page]) -> None:
    """After one visit to any page: the bells and the room tone are there, and the timer joins them into the same track."""
    page = open_page()
    visit(page, f"{host}safety/")
    page.context.set_offline(True)
    page.goto(f"{host}timer/10/")
    page.locator("[data-act=go]").click()
    kept = """() => caches.keys().then((names) => caches.open(names.find((name) => name.endsWith(':spliced')) ?? 'x'))
      .then((cache) => cache.matchAll())
      .then((tracks) => Promise.all(tracks.map((track) => track.blob()))).then((blobs) => blobs.map((blob) => blob.size))"""
    until(page, f"() => ({kept})().then((sizes) => sizes.length === 1)", seconds=30)
    published = (copy / "assets/sound/10-general-wall-bells.mp3").read_bytes()
    assert page.evaluate(kept) == [len(published) - tag_size(published)]
    until(page, "() => /^(9|10)/.test(document.title) || document.querySelector('.timer__seconds').textContent !== ':30'", seconds=30)
    assert page.locator(".timer__note").inner_text() == ""


def test_every_way_to_write_an_address_opens_without_a_network(host: str, page: Page) -> None:
    """The printed sheet says the short one."""
    visit(page, f"{host}safety/")
    page.context.set_offline(True)
    for path in ("practice", "timer/10", "timer/10?for=sleep", "timer/10/index.html", "index.html"):
        page.goto(host + path)
        assert page.locator("h1").count() == 1, path
        assert "404" not in page.title(), path
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif", path
    page.goto(f"{host}timer/10?for=sleep")
    assert page.url.endswith("timer/10/?for=sleep")


def test_the_lock_test_works_without_a_network(host: str, page: Page) -> None:
    page.add_init_script("const Real = Audio; window.Audio = function () { return (window.theAudio = new Real()) }")
    visit(page, f"{host}timer/10/")
    page.context.set_offline(True)
    page.locator("[data-act=options]").click()
    page.locator("[data-act=lock]").click()
    until(page, "() => theAudio.src.startsWith('blob:') && theAudio.currentTime > 0.2")
    assert abs(page.evaluate("theAudio.duration") - 26) < 0.1


def test_a_file_that_needs_a_connection_says_so(page: Page, copy: Path) -> None:
    with serving(copy) as host:
        visit(page, f"{host}teach/")
        page.context.set_offline(True)
        page.locator("a[href$='.ics']").first.click()
        assert "needs a connection" in page.locator("a[href$='.ics'] + [role=status]").first.inner_text()
        assert page.url == f"{host}teach/"


def test_full_storage_gives_what_the_network_gives(page: Page, copy: Path) -> None:
    """Keeping is a wish that may fail: the good answer comes first, and no file is ever answered with a page."""
    with serving(copy) as host:
        visit(page, f"{host}safety/")
        session = page.context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": host.rstrip("/"), "quotaSize": 1000})
        for packed in copy.glob("safety/index.html.*"):
            packed.unlink()
        health = copy / "safety/index.html"
        health.write_text(health.read_text("utf-8").replace("</h1>", " (new)</h1>", 1), "utf-8")
        (copy / "pdf").mkdir(exist_ok=True)
        (copy / "pdf/one.pdf").write_bytes(b"%PDF-1.4\n")
        page.reload()
        assert "(new)" in page.locator("h1").inner_text()
        ask = """async (path) => { const answer = await fetch(path); return [answer.status, answer.headers.get('content-type')] }"""
        assert page.evaluate(ask, f"{host}routines.json")[1].startswith("application/json")
        assert page.evaluate(ask, f"{host}pdf/one.pdf") == [200, "application/pdf"]
        clip = next((copy / "assets/sound/clips").glob("settle-*.mp3")).name
        assert page.evaluate(ask, f"{host}assets/sound/clips/{clip}") == [200, "audio/mpeg"]
        page.context.set_offline(True)
        for path in ("pdf/two.pdf", "nothing.json"):
            assert page.evaluate("(path) => fetch(path).then(() => 'answered', () => 'refused')", host + path) == "refused"


def test_beside_other_projects_at_the_root_of_a_host_the_worker_touches_only_its_own(page: Page, copy: Path) -> None:
    (copy / "other").mkdir()
    (copy / "other/index.html").write_text("<!doctype html><title>Other</title><h1>Another project</h1>", "utf-8")
    with serving(copy) as host:
        visit(page, host)
        build = json.loads(re.search(r"JSON\.parse\('(.*?)'\)", (copy / "sw.js").read_text("utf-8"))[1].replace("\\\\", "\\"))  # type: ignore[index]
        assert "other" not in build["own"] and {"practice", "assets", "embed"} <= set(build["own"])
        page.goto(f"{host}other/")
        kept = """async () => { const all = []; for (const name of await caches.keys())
          for (const { url } of await (await caches.open(name)).keys()) all.push(url); return all }"""
        assert [url for url in page.evaluate(kept) if "/other/" in url] == []
        page.context.set_offline(True)
        with pytest.raises(Exception, match="INTERNET_DISCONNECTED"):
            page.goto(f"{host}other/unseen/")


def test_what_was_mixed_for_a_session_goes_with_it(copy: Path, page: Page) -> None:
    left = """async () => { let all = 0; for (const name of await caches.keys())
      if (name.includes('spliced')) all += (await (await caches.open(name)).keys()).length; return all }"""
    with serving(copy) as host:
        visit(page, f"{host}timer/?minutes=7")
        page.locator("[data-act=go]").click()
        page.locator('.timer__room[data-state="running"]').wait_for()
        until(page, f"() => ({left})().then((all) => all === 1)")
        page.locator("[data-act=go]").click()
        page.locator("[data-act=reset]").click()
        until(page, f"() => ({left})().then((all) => all === 0)")

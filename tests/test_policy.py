"""Nothing on any page breaks the policy, and nothing is asked of anyone else, while pages are used as readers use them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from macros.publishing.markup import parse, written
from macros.publishing.policy import policy, script_hashes, stated
from tests.conftest import serving
from tests.hosts import somebodys_page
from tests.pages import BuiltPage

# Collects what the browser reports, and what a page stores.
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
STRICT_FRAME = (
    '<!doctype html><title>A blog</title><link rel="icon" href="data:,">'
    '<iframe sandbox="allow-scripts" src="{0}" style="width:100%;height:600px"></iframe>'
)


@pytest.fixture
def workers() -> str:
    return "allow"


def watched(page: Page, host: str) -> list[str]:
    """What goes wrong on the page from now on: errors, and requests to anyone else."""
    wrong: list[str] = []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    own = urlsplit(host).netloc
    page.on("request", lambda request: wrong.append(request.url) if urlsplit(request.url).netloc not in (own, "") else None)
    return wrong


def test_no_page_breaks_the_policy_or_asks_another_host(open_page: Callable[..., Page], server: str, pages: dict[str, BuiltPage]) -> None:
    page = open_page()
    wrong = watched(page, server)
    for url in pages:
        if url != "404.html":
            page.goto(server + url, wait_until="load")
            wrong += [f"/{url}: {found}" for found in page.evaluate("window.broken")]
    assert wrong == []
    assert page.context.cookies() == []


def test_search_colors_and_the_timer_keep_to_the_policy(page: Page, server: str) -> None:
    wrong = watched(page, server)
    page.goto(f"{server}timer/10/", wait_until="networkidle")
    page.locator("[data-action=colors]").click()
    start = page.locator("practice-timer [data-act=go]")
    start.click()
    page.wait_for_timeout(1500)
    page.goto(f"{server}practice/", wait_until="networkidle")
    page.locator("[data-action=search]").click()
    page.locator(".search__field").fill("sleep")
    page.keyboard.press("Space")
    page.locator(".search__item").first.wait_for()
    assert page.evaluate("window.broken") == []
    assert wrong == []
    assert page.context.cookies() == []


def test_the_menu_the_link_builder_and_a_shared_session_keep_to_the_policy(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    wrong = watched(page, server)
    page.goto(f"{server}teach/", wait_until="networkidle")
    page.locator(".tool--menu").click()
    page.locator(".menu__link").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".builder [name=minutes]").fill("12")
    page.locator(".builder [name=purpose]").select_option("sleep")
    page.locator(".moving__button").first.click()
    page.wait_for_timeout(1500)  # the poses are fetched and read now
    broken = page.evaluate("window.broken")
    page.goto(f"{server}timer/15/?for=sleep&version=chair", wait_until="networkidle")
    broken += page.evaluate("window.broken")
    assert (broken, wrong) == ([], [])


SINKS = {
    "markup": "document.body.innerHTML = '<p>no</p>'",
    "code": "setTimeout('window.ran = 1')",
    "a script from an address": "document.createElement('script').src = 'https://elsewhere.example/'",
    "a worker that is not ours": "new Worker('other.js')",
    "a policy of somebody's own": "trustedTypes.createPolicy('mine', {})",
    "our policy a second time": "trustedTypes.createPolicy('legs-up-the-wall', {})",
}


@pytest.mark.parametrize("sink", SINKS)
def test_on_a_page_a_browser_makes_no_code_or_markup_from_text(page: Page, server: str, sink: str) -> None:
    page.goto(f"{server}practice/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert page.evaluate(f"() => {{ try {{ {SINKS[sink]}; return '' }} catch (error) {{ return error.name }} }}") in ("TypeError", "EvalError")


def test_only_the_two_workers_get_a_trusted_address(page: Page, server: str) -> None:
    page.goto(f"{server}practice/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    module = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.includes('/trusted.js'))")
    ask = "([module, path]) => import(module).then((made) => String(made.workerAddress(path))).catch((error) => error.name)"
    assert page.evaluate(ask, [module, "sw.js"]) == f"{server}sw.js"
    for path in ("https://elsewhere.example/sw.js", "assets/js/site/site.js", "../sw.js", "assets/javascripts/workers/search.x.min.js?y"):
        assert page.evaluate(ask, [module, path]) == "TypeError"


def test_the_started_embed_keeps_to_the_policy(page: Page, server: str) -> None:
    wrong = watched(page, server)
    page.goto(f"{server}embed/", wait_until="networkidle")
    page.locator("practice-timer [data-act=go]").first.click()
    page.locator('[data-state="running"]').first.wait_for()
    page.wait_for_timeout(1500)  # sound and its clips are fetched now
    assert (page.evaluate("window.broken"), wrong) == ([], [])


def test_the_embed_keeps_to_the_policy_in_a_strict_frame(open_page: Callable[..., Page], server: str, tmp_path: Path) -> None:
    """Some sites allow a frame nothing but scripts: it has no origin of its own there."""
    page = open_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    (tmp_path / "index.html").write_text(STRICT_FRAME.format(f"{server}embed/"), "utf-8")
    with serving(tmp_path) as blog:
        page.goto(blog, wait_until="load")
        page.wait_for_timeout(1500)
        frame = page.frames[1]
        assert frame.url.startswith(server)
        assert frame.locator("practice-timer").count() == 1
        assert frame.evaluate("document.styleSheets.length") >= 1
        assert frame.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
    assert wrong == []


ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
SANDBOXED = {"Content-Security-Policy": "sandbox allow-scripts"}


@pytest.mark.parametrize("around", [ISOLATED, SANDBOXED], ids=["a page that isolates itself", "a page without an origin"])
def test_the_embed_runs_also_in(open_page: Callable[..., Page], server: str, around: dict[str, str]) -> None:
    page = open_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    html = STRICT_FRAME.format(f"{server}embed/").replace(' sandbox="allow-scripts"', ' allow="autoplay"')
    with somebodys_page(html, around) as address:
        page.goto(address, wait_until="load")
        inside = page.frame_locator("iframe")
        inside.get_by_role("button", name="Start", exact=True).click()
        inside.locator('[data-state="running"]').wait_for()
    assert wrong == []


def test_every_page_carries_the_same_policy_before_anything_that_it_rules(pages: dict[str, BuiltPage]) -> None:
    policies = {}
    for url, page in pages.items():
        head = page.html.partition("</head>")[0]
        place = head.find('http-equiv="Content-Security-Policy"')
        assert 0 < place < min(at for word in ("<script", "<link", "<style") if (at := head.find(word)) > 0), url
        policies[url] = head[place:].partition('content="')[2].partition('"')[0]
    # The embed alone is stricter: it has no inline script, and no worker.
    embed = policies.pop("embed/")
    assert len(set(policies.values())) == 1
    common = policies[""]
    assert common.endswith("; require-trusted-types-for 'script'; trusted-types legs-up-the-wall")
    assert embed == re.sub(r" 'sha256-[^']+'", "", common).replace("trusted-types legs-up-the-wall", "trusted-types 'none'")
    assert "unsafe" not in common


def test_no_page_has_styles_or_handlers_in_its_markup(pages: dict[str, BuiltPage]) -> None:
    found = {}
    for url, page in pages.items():
        styled = [str(tag)[:80] for tag in page.soup.find_all(lambda tag: any(name == "style" or name.startswith("on") for name in tag.attrs))]
        if styled or page.soup.find_all("style"):
            found[url] = styled or "a style element"
    assert found == {}


def test_inline_scripts_are_allowed_by_their_hash_alone() -> None:
    page = parse('<script>one()</script><script src="a.js"></script><script type="application/json">{}</script>')
    hashes = script_hashes([page, page])
    assert len(hashes) == 1
    assert f"script-src 'self' '{hashes[0]}';" in policy(hashes)


def test_the_hash_is_that_of_what_is_written_and_looks_past_end_tags_of_others() -> None:
    code = "say('</p>');\n// & <b>"
    wanted = "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert script_hashes([parse(f"<script>{code}</script>")]) == (wanted,)


@pytest.mark.parametrize("after", ["\n<title>x</title>", "<title>x</title>", "\n\n<title>x</title>"])
def test_a_policy_takes_the_place_of_the_one_before(after: str) -> None:
    once = stated(parse(f'<head>\n<meta charset="utf-8">{after}'), "default-src 'none'")
    lines = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n<meta name="referrer" content="no-referrer">\n'
    assert written(once) == f'<head>\n<meta charset="utf-8">\n{lines}' + after.removeprefix("\n")
    assert written(stated(once, "default-src 'none'")) == written(once)
    assert written(stated(parse(written(once)), "img-src 'self'")).count("http-equiv") == 1


@pytest.mark.parametrize("folder", ["assets/js", "assets/javascripts"])
def test_no_script_needs_eval(site: Path, folder: str) -> None:
    for file in sorted((site / folder).rglob("*.js")):
        assert "eval(" not in file.read_text("utf-8"), file.name

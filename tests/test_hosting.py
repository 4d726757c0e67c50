"""The configurations in deploy/ do what they promise, asked of the real servers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.publishing.policy import COMMON
from tests import observatory
from tests.conftest import need
from tests.hosts import ask, caddy, nginx
from tests.pages import BuiltPage
from tools import load
from tools.hosts import caddy_text, nginx_files
from tools.preview import headers_for, read_rules

pytestmark = pytest.mark.browser

HOSTS = {"nginx": nginx, "caddy": caddy}
POLICY = "content-security-policy"


@pytest.fixture(scope="module", params=list(HOSTS))
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with HOSTS[request.param](site, tmp_path_factory.mktemp(request.param)) as address:
        yield address


@pytest.fixture
def workers() -> str:
    return "allow"


def test_nginx_accepts_its_configuration_without_a_warning(site: Path, tmp_path: Path) -> None:
    command = [need("nginx"), "-t", "-c", str(nginx_files(site, tmp_path, 8099)), "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_caddy_accepts_its_configuration(site: Path, tmp_path: Path) -> None:
    (tmp_path / "Caddyfile").write_text(caddy_text(site, 8098), "utf-8")
    command = [need("Caddy"), "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr


def test_every_host_sends_the_same_security_headers_as_the_headers_file(host: str, site: Path, pages: dict[str, BuiltPage]) -> None:
    rules = read_rules(site / "_headers")
    for url in pages:
        if url == "404.html":
            continue
        status, got, _ = ask(host, url)
        wanted = {name.lower(): value for name, value in headers_for(f"/{url}", rules).items()}
        assert status == 200, url
        assert {name: got.get(name) for name in wanted} == wanted, url


def test_a_missing_page_is_answered_with_help_and_the_same_headers(host: str) -> None:
    status, headers, body = ask(host, "no/such/page/")
    assert status == 404
    assert b"<h1" in body
    assert {name: headers.get(name.lower()) for name in COMMON} == COMMON


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_texts_come_ready_compressed(host: str, site: Path, coding: str) -> None:
    style = next((site / "assets/css").glob("site.*.css"))
    status, headers, body = ask(host, f"assets/css/{style.name}", Accept_Encoding=coding)
    assert (status, headers.get("content-encoding")) == (200, coding)
    assert len(body) < style.stat().st_size / 3
    assert headers["content-type"].startswith("text/css")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_pages_are_asked_for_again_and_answered_in_short(host: str) -> None:
    _, headers, _ = ask(host, "practice/")
    assert headers["cache-control"] == "no-cache"
    assert ask(host, "practice/", If_None_Match=headers["etag"])[0] == 304


def test_files_can_be_asked_for_in_parts(host: str, site: Path) -> None:
    font = next((site / "assets/fonts").glob("*.woff2"))
    status, headers, body = ask(host, f"assets/fonts/{font.name}", Range="bytes=10-19")
    assert (status, body) == (206, font.read_bytes()[10:20])
    assert headers["content-range"] == f"bytes 10-19/{font.stat().st_size}"


@pytest.mark.parametrize("path", ["index.html.br", "practice/index.html.gz", "embed/index.html.br", "_headers"])
def test_what_is_meant_for_the_host_has_no_address(host: str, path: str) -> None:
    assert ask(host, path)[0] == 404


def test_an_address_without_its_slash_leads_to_the_page(host: str) -> None:
    status, headers, _ = ask(host, "practice")
    assert status in (301, 302, 307, 308)
    assert headers["location"].endswith("/practice/")


def test_only_the_embed_may_stand_in_other_peoples_pages(host: str) -> None:
    embed = ask(host, "embed/")[1]
    assert "frame-ancestors" not in embed[POLICY]
    assert (embed["cross-origin-embedder-policy"], embed["cross-origin-resource-policy"]) == ("require-corp", "cross-origin")
    assert ask(host, "timer/")[1][POLICY].endswith("frame-ancestors 'self'")


def test_the_observatory_would_give_full_marks(host: str, pages: dict[str, BuiltPage]) -> None:
    scores = {}
    for url in pages:
        if url not in ("404.html", "embed/"):
            _, headers, body = ask(host, url)
            scores[url] = observatory.score(headers, body.decode())
    assert min(scores.values()) >= 100, scores


def test_the_observatorys_rules_find_a_weak_policy() -> None:
    kept = {"x-content-type-options": "nosniff", "strict-transport-security": "max-age=63072000"}
    strong = {**kept, POLICY: "default-src 'none'; frame-ancestors 'self'"}
    assert observatory.score(strong, "") >= 100
    assert observatory.score({**strong, POLICY: "script-src 'unsafe-inline'"}, "") < 70
    assert observatory.score({}, "") < 50


def test_a_reader_can_search_and_start_behind_the_real_server(host: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{host}practice/", wait_until="networkidle")
    assert page.locator("practice-timer").count() == 1
    assert wrong == []


@pytest.mark.slow
@pytest.mark.alone
def test_the_headers_and_compressed_copies_cost_next_to_nothing(site: Path, tmp_path: Path) -> None:
    """Against one plain file of the same size, on the same nginx, by turns."""
    need("wrk")
    need("nginx")
    for last in (False, False, True):  # a busy machine may disturb one of them
        found = load.compare(site, tmp_path / "load")
        assert found.errors == 0
        if found.ratio >= 0.9:
            break
        assert not last, found.line()


def test_the_load_report_is_read_with_its_errors() -> None:
    report = "  Socket errors: connect 1, read 2, write 0, timeout 3\n  Non-2xx or 3xx responses: 4\nRequests/sec:  1234.50\n"
    assert load.read(report) == load.Run(1234.5, 10)
    assert load.read("Requests/sec: 10.0\n") == load.Run(10.0, 0)

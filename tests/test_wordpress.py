"""A link to this site pasted into WordPress: what it finds, keeps and shows, by the facts in tests/wordpress.yml."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.links import EMBED_HEIGHT
from tests import wordpress
from tests.conftest import SITE_URL
from tests.hosts import ask, somebodys_page
from tests.wordpress import FACTS


@pytest.fixture(scope="module")
def answers(site: Path) -> dict[str, dict[str, Any]]:
    """Every answer by its name."""
    return {file.stem: json.loads(file.read_text("utf-8")) for file in (site / "oembed").glob("*.json")}


@pytest.mark.parametrize("url", ["timer/5/", "timer/10/", "timer/15/", "practice/", "benefits/sleep/"])
def test_the_answer_of_a_page_is_found_where_wordpress_looks(site: Path, answers: dict[str, Any], url: str) -> None:
    """In its head, and within the bytes that are read."""
    name = url.strip("/").replace("/", "-")
    assert wordpress.discovered((site / url / "index.html").read_bytes()) == f"{SITE_URL}oembed/{name}.json"
    assert name in answers


def test_nothing_of_an_answer_is_taken_away(answers: dict[str, Any]) -> None:
    """What its sanitizer would drop, the answer does not have."""
    frames = [answer["html"] for answer in answers.values() if answer["type"] == "rich"]
    assert frames
    assert [html for html in frames if wordpress.kept(html) != html] == []


def test_every_answer_becomes_a_timer_or_a_card(answers: dict[str, Any]) -> None:
    for name, answer in answers.items():
        html = wordpress.shown(answer, f"{SITE_URL}timer/10/")
        there = {tag for tag in ("blockquote", "iframe", "img") if f"<{tag} " in html}
        assert there == ({"blockquote", "iframe"} if answer["type"] == "rich" else {"img"}), name


def test_a_card_fits_the_column_of_a_phone(answers: dict[str, Any]) -> None:
    """WordPress writes its width as it is, and in a theme of blocks a picture gives no way: a wider one moved the page sideways."""
    cards = [answer for answer in answers.values() if answer["type"] == "photo"]
    assert cards
    assert "img" not in FACTS["columns"]["gives_way"]
    assert max(card["width"] for card in cards) <= FACTS["columns"]["phone"]
    assert all(abs(card["width"] / card["height"] - 1200 / 630) < 0.01 for card in cards)


def test_the_height_of_the_frame_is_one_that_wordpress_allows(answers: dict[str, Any]) -> None:
    limits = FACTS["script"]["height"]
    assert limits["least"] <= EMBED_HEIGHT <= limits["most"]
    assert {answer["height"] for answer in answers.values() if answer["type"] == "rich"} == {EMBED_HEIGHT}


def test_what_wordpress_adds_to_its_question_changes_nothing(server: str, site: Path) -> None:
    """A static host cannot read it: the answer is a file."""
    status, headers, body = ask(server, f"oembed/timer-10.json?{'&'.join(FACTS['question'])}")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert body == (site / "oembed/timer-10.json").read_bytes()


@pytest.fixture
def blog(site: Path, server: str) -> Callable[..., AbstractContextManager[str]]:
    """A WordPress post that holds nothing but a pasted link."""

    def make(name: str, url: str, *, scripts: bool = True, late: bool = False) -> AbstractContextManager[str]:
        answer = (site / f"oembed/{name}.json").read_text("utf-8").replace(SITE_URL, server)
        return somebodys_page(wordpress.post(answer, server + url, scripts=scripts, late=late))

    return make


def test_pasted_into_wordpress_the_timer_takes_the_place_of_its_link_and_runs(
    blog: Callable[..., AbstractContextManager[str]], open_page: Callable[..., Page]
) -> None:
    """WordPress keeps the frame but takes its rights away: an opaque origin, no storage, no fullscreen."""
    page = open_page(viewport={"width": 360, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with blog("timer-10", "timer/10/") as address:
        page.goto(address)
        frame = page.locator("iframe")
        expect(page.locator("blockquote")).to_be_hidden()
        box = frame.bounding_box()
        assert box
        assert (box["x"], box["width"]) == (24, 312)
        assert 400 < box["height"] <= 1000
        inside = page.frame_locator("iframe")
        inside.get_by_role("button", name="Start", exact=True).click()
        expect(inside.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert errors == []


def test_where_the_frame_is_there_before_wordpress_s_script_it_tells_its_height_again(
    blog: Callable[..., AbstractContextManager[str]], page: Page
) -> None:
    """The script says when it listens. Who does not answer stays a link for good."""
    with blog("timer-10", "timer/10/", late=True) as address:
        page.goto(address)
        expect(page.locator("blockquote")).to_be_hidden()
        assert int(page.locator("iframe").get_attribute("height") or 0) == EMBED_HEIGHT
        expect(page.frame_locator("iframe").get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_in_wordpress_the_way_to_the_safety_page_leads_out_of_the_frame(
    blog: Callable[..., AbstractContextManager[str]], page: Page, server: str
) -> None:
    with blog("timer-10", "timer/10/") as address:
        page.goto(address)
        expect(page.locator("blockquote")).to_be_hidden()
        inside = page.frame_locator("iframe")
        inside.locator("[data-act=ask]").locator("visible=true").click()
        inside.locator("a[href*=safety]").locator("visible=true").first.click()
        page.wait_for_url(server + "safety/**")


def test_in_wordpress_without_its_script_a_link_to_the_session_stays(
    blog: Callable[..., AbstractContextManager[str]], page: Page, server: str
) -> None:
    with blog("timer-10", "timer/10/", scripts=False) as address:
        page.goto(address)
        link = page.locator("blockquote a")
        expect(link).to_be_visible()
        assert link.get_attribute("href") == server + "timer/10/"


def test_in_wordpress_a_page_that_is_read_becomes_its_card(
    blog: Callable[..., AbstractContextManager[str]], page: Page, server: str
) -> None:
    with blog("benefits-sleep", "benefits/sleep/") as address:
        page.goto(address)
        assert page.locator("iframe").count() == 0
        card = page.locator("a > img")
        assert card.evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)") == 1200
        assert card.get_attribute("alt")
        assert page.locator("a").get_attribute("href") == server + "benefits/sleep/"

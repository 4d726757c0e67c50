"""The timer before its script: the first picture is the one that stays, and where no script comes it is a list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.timer import Open

# What can be seen and heard of a timer that nobody has touched.
SHOWN = """() => {
  const room = document.querySelector('.timer__room');
  const marks = [...room.querySelectorAll('[aria-pressed], [aria-expanded]')].map((key) => [
    key.dataset.act, key.getAttribute('aria-pressed'), key.getAttribute('aria-expanded')]);
  const seen = [...room.querySelectorAll('button, label, .timer__care, .timer__caution')].filter((one) => one.getBoundingClientRect().width);
  const places = seen.map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [one.textContent.trim().slice(0, 20), x, y, width, height].join(' ');
  });
  const words = ['phase', 'minutes', 'seconds', 'cue', 'note'].map((name) => room.querySelector(`.timer__${name}`).textContent);
  return { state: { ...room.dataset }, marks, places, words, chosen: room.querySelector('[name=minutes]:checked')?.value };
}"""
WITH_A_TIMER = ("timer/5/", "timer/10/", "practice/", "benefits/sleep/", "benefits/back-pain/", "benefits/anxiety/")


class Held:
    """A page whose timer's script is on the way."""

    def __init__(self, page: Page, address: str, *, script: str = "timer") -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(f"**/{script}.js*", lambda route: self.routes.append(route))
        page.goto(address, wait_until="commit")
        page.locator(".timer__words").wait_for(state="attached")
        page.wait_for_timeout(300)  # the styles and the first layout

    def arrive(self) -> None:
        for route in self.routes:
            route.continue_()
        self.page.locator(".timer--live").wait_for(state="attached")
        self.page.wait_for_timeout(200)


@pytest.mark.thorough
@pytest.mark.parametrize(("size", "paths"), [((390, 844), WITH_A_TIMER), ((1440, 900), WITH_A_TIMER[:1]), ((740, 360), WITH_A_TIMER[:1])])
def test_the_first_picture_is_the_timer_as_it_stays(size: tuple[int, int], paths: tuple[str, ...], open_page: Open, server: str) -> None:
    page = open_page(viewport=dict(zip(("width", "height"), size, strict=True)))
    for path in paths:
        held = Held(page, server + path)
        assert not page.locator(".timer__plain").is_visible(), path
        page.locator(".timer__room").scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        before = page.evaluate(SHOWN)
        held.arrive()
        assert page.evaluate(SHOWN) == before, path


def test_nothing_can_be_pressed_before_it_would_act(page: Page, server: str) -> None:
    held = Held(page, f"{server}timer/10/")
    page.locator("[data-act=go]").focus()
    assert page.evaluate("document.activeElement === document.body")
    held.arrive()
    page.locator("[data-act=go]").focus()
    assert page.evaluate("document.activeElement.dataset.act") == "go"


@pytest.mark.parametrize("way", ["care", "options"])
def test_whoever_has_seen_the_care_does_not_see_it_go(page: Page, server: str, way: str) -> None:
    page.goto(f"{server}timer/10/")
    page.locator(f"[data-act={way}]").click()
    if way == "options":
        page.locator("[data-set=keep]").check()
        while not page.evaluate("localStorage.length"):
            page.wait_for_timeout(50)
    else:
        page.locator(".timer__care").wait_for(state="hidden")
    held = Held(page, f"{server}timer/15/")
    assert not page.locator(".timer__care").is_visible()
    held.arrive()
    assert not page.locator(".timer__care").is_visible()


def test_a_script_that_never_comes_leaves_the_list(page: Page, server: str) -> None:
    page.route("**/timer.js*", lambda route: route.abort())
    for path in ("timer/10/", "practice/"):
        page.goto(server + path)
        assert page.locator(".timer__routine").is_visible()
        assert not page.locator(".timer__room").is_visible()


def test_a_script_that_takes_long_gives_way_to_the_list_until_it_comes(page: Page, server: str) -> None:
    page.clock.install()
    held = Held(page, f"{server}timer/10/")
    assert not page.locator(".timer__routine").is_visible()
    page.clock.fast_forward(6100)
    assert page.locator(".timer__routine").is_visible()
    held.arrive()
    assert not page.locator(".timer__routine").is_visible()
    assert page.locator(".timer__digits").is_visible()
    page.locator("[data-act=go]").click()
    page.locator('.timer__room[data-state="running"]').wait_for()


def test_in_the_embed_the_list_stands_until_the_script_has_come(page: Page, server: str) -> None:
    held = Held(page, f"{server}embed/", script="embed")
    assert page.locator(".timer__routine").is_visible()
    assert not page.locator(".timer__room").is_visible()
    held.arrive()
    assert not page.locator(".timer__routine").is_visible()
    assert page.locator(".timer__digits").is_visible()


def test_without_scripts_the_list_takes_the_room_that_it_needs(open_page: Open, server: str) -> None:
    page = open_page(java_script_enabled=False)
    for path in ("timer/10/", "practice/", "benefits/sleep/", "embed/"):
        page.goto(server + path)
        assert not page.locator(".timer__room").is_visible(), path
        slot, listed = (page.locator(name).bounding_box() for name in (".timer-slot", ".timer__plain"))
        assert slot and listed, path
        assert listed["y"] >= slot["y"] and slot["height"] - listed["height"] < 80, path
        assert listed["y"] + listed["height"] <= slot["y"] + slot["height"] + 1, path

"""The home page: one question, three suns under it, and a quiet way in for someone who has never done it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

BOX = "e => { const box = e.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom].map(Math.round); }"


@pytest.mark.parametrize(("width", "height"), [(1100, 800), (1440, 900), (1920, 1080)])
def test_the_question_stands_over_the_suns_and_no_sun_is_larger_than_another(page: Page, server: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(server)
    question = page.locator(".suns__question").evaluate(BOX)
    suns = [sun.evaluate(BOX) for sun in page.locator("a.sun").all()]
    assert question[0] == suns[0][0]
    assert question[3] <= min(sun[1] for sun in suns)
    assert len({page.locator("a.sun").nth(place).evaluate("e => e.offsetWidth") for place in range(len(suns))}) == 1
    assert max(sun[3] for sun in suns) <= height


def test_the_first_press_of_a_sun_offers_to_show_how_once_and_never_hides_start(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    for offered in (True, False):
        page.goto(server)
        page.locator("a.sun--mid").click()
        page.wait_for_url("**/timer/10/**")
        offer = page.locator(".offer")
        expect(offer).to_be_visible() if offered else expect(offer).to_be_hidden()
        start = page.locator(".timer__go").first
        expect(start).to_be_in_viewport(ratio=1)
    assert page.evaluate("location.hash") == ""


def test_where_nothing_can_be_kept_a_sun_leads_straight_to_its_timer(page: Page, server: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto(server)
    page.locator("a.sun--short").click()
    page.wait_for_url("**/timer/5/")


def test_the_offer_leads_to_the_drawings_and_works_without_scripts(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(server)
    page.get_by_role("link", name="See how in one minute").click()
    address, _, place = page.url.partition("#")
    assert address == server + "practice/"
    expect(page.locator(f"#{place}")).to_be_in_viewport()

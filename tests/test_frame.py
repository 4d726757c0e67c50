"""Header, menu, search and colors: by keyboard, by screen reader, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_search_opens_by_keyboard_has_a_name_and_gives_focus_back(open_page: Callable[..., Page], server: str, size: ViewportSize) -> None:
    page = open_page(viewport=size)
    page.goto(server)
    opener = page.get_by_role("button", name="Search")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("glaucoma")
    first = dialog.locator(".search__link").first
    expect(first).to_be_visible(timeout=20_000)
    first.click(trial=True)  # nothing lies over it
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_search_closes_by_its_own_button_and_opens_again(page: Page, server: str) -> None:
    page.goto(server + "practice/")
    opener = page.get_by_role("button", name="Search")
    for _ in range(2):
        opener.click()
        dialog = page.get_by_role("dialog", name="Search")
        expect(dialog.get_by_role("textbox")).to_be_focused()
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


def test_while_search_is_open_the_page_behind_is_out_of_reach(page: Page, server: str) -> None:
    page.goto(server + "practice/")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.search')")


def test_what_searches_is_fetched_only_when_someone_searches(page: Page, server: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(server + "practice/", wait_until="networkidle")
    assert [url for url in fetched if "javascripts" in url or "search_index" in url] == []
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    assert any("workers/search" in url for url in fetched)
    assert not any("bundle" in url for url in fetched)


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["f", "s", "/", "p", ",", "n", "."])
def test_no_single_key_does_anything_even_after_a_search(page: Page, server: str, key: str) -> None:
    page.goto(server + "practice/")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("body").press(key)
    page.wait_for_timeout(50)
    assert page.url == server + "practice/"
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_also_without_scripts(open_page: Callable[..., Page], server: str, scripts: bool) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(server)
    button = page.get_by_role("button", name="Menu")
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Practice")).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(button).to_be_focused()


def test_on_a_wide_screen_the_five_links_stand_in_the_header(page: Page, server: str) -> None:
    page.goto(server + "benefits/sleep/")
    main = page.get_by_role("navigation", name="Main")
    assert [link.inner_text() for link in main.get_by_role("link").all()] == ["Practice", "Timer", "Benefits", "Safety", "Teach"]
    expect(main.locator("[aria-current]")).to_have_text("Benefits")


def test_without_scripts_no_button_is_shown_that_needs_one(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(server)
    expect(page.get_by_role("button", name=re.compile("Search|Colors"))).to_have_count(0)


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_colors_follow_the_device_also_without_scripts(open_page: Callable[..., Page], server: str) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme, java_script_enabled=False)
        page.goto(server)
        expect(page.locator("body")).to_have_css("background-color", "rgb(251, 248, 243)" if scheme == "light" else "rgb(21, 20, 31)")
        seen.add(scheme)
    assert len(seen) == 2


def test_the_color_button_goes_through_its_choices_and_the_choice_is_there_before_the_next_page_is_painted(
    open_page: Callable[..., Page], server: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(server)
    names = []
    for _ in range(3):
        names.append(page.get_by_role("button", name="Colors").inner_text().strip())
        page.get_by_role("button", name="Colors").click()
    assert len(set(names)) == 3
    page.get_by_role("button", name="Colors").click()
    page.get_by_role("button", name="Colors").click()
    assert background(page) == "rgb(21, 20, 31)"
    # The first frame comes once the stylesheet is there, and before anything is painted.
    page.add_init_script("requestAnimationFrame(() => { window.first = getComputedStyle(document.documentElement).colorScheme })")
    page.goto(server + "safety/")
    assert page.evaluate("window.first") == "dark"
    assert page.locator('meta[name="theme-color"]').first.get_attribute("content") == "rgb(21, 20, 31)"


def test_colors_can_be_changed_where_storage_is_refused(page: Page, server: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused') }})")
    page.goto(server)
    before = background(page)
    for _ in range(2):
        page.get_by_role("button", name="Colors").click()
    assert background(page) != before
    assert errors == []


def test_the_only_inline_script_sets_the_colors_and_no_element_has_a_handler(pages: dict[str, object]) -> None:
    from tests.pages import BuiltPage

    for page in pages.values():
        assert isinstance(page, BuiltPage)
        inline = [str(tag)[:80] for tag in page.soup.find_all("script") if not tag.get("src") and tag.get("type") not in DATA_TYPES]
        handlers = re.findall(r"<[^>]+\son\w+=", page.html)
        assert [code for code in inline if not code.startswith("<script>(function boot(root)")] == [], page.url
        assert (len(inline) <= 1, handlers) == (True, []), page.url


DATA_TYPES = {"application/json", "application/ld+json"}


def test_a_drawing_moves_when_asked_and_stops_when_asked(page: Page, server: str) -> None:
    page.goto(server + "practice/")
    part = page.locator("#move-getting-in")
    button = part.get_by_role("button")
    drawn = part.locator(".slot svg").evaluate("svg => svg.innerHTML")
    button.dblclick()  # twice in a hurry is not two films at once
    expect(button).to_have_text("Pause", timeout=10_000)
    expect(button).to_be_focused()
    page.wait_for_function("drawn => document.querySelector('#move-getting-in .slot svg').innerHTML !== drawn", arg=drawn)
    button.click()
    expect(button).to_have_text("Show the move")
    still = part.locator(".slot svg").evaluate("svg => svg.innerHTML")
    page.wait_for_timeout(1500)
    assert part.locator(".slot svg").evaluate("svg => svg.innerHTML") == still


def test_a_drawing_that_cannot_move_stays_a_drawing(page: Page, server: str) -> None:
    page.goto(server + "practice/")
    page.route("**/assets/js/site/moving.js*", lambda route: route.abort())
    button = page.locator("#move-coming-out").get_by_role("button")
    button.click()
    expect(button).to_be_hidden()
    expect(page.locator("#move-coming-out .slot svg")).to_be_visible()

"""Every state of the timer can be seen, heard and touched, in every size it is used at; and it is small."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import brotli
import lightningcss
import pytest
from playwright.sync_api import Page

from tests.conftest import missing
from tests.test_access import AXE, RUN_AXE, STRICT, TAGS
from tests.timer import ROOT, TEN, Open, Timer

KILO = 1024


def running(at: float, *acts: str) -> Callable[[Timer], None]:
    def go(timer: Timer) -> None:
        for act in acts:
            timer.press(act)
        timer.start()
        timer.seek(at)
        timer.page.wait_for_timeout(500)

    return go


def then(first: Callable[[Timer], None], *acts: str) -> Callable[[Timer], None]:
    def go(timer: Timer) -> None:
        first(timer)
        for act in acts:
            timer.press(act)
        timer.page.wait_for_timeout(200)

    return go


def restored(timer: Timer) -> None:
    running(300)(timer)
    timer.page.on("dialog", lambda dialog: dialog.accept())
    timer.page.reload()
    timer.until("restored")


def without_sound(timer: Timer) -> None:
    timer.page.route("**/assets/sound/**", lambda route: route.abort())
    timer.start()
    timer.wait(lambda: timer.text("band"))


def done(timer: Timer) -> None:
    running(TEN[-1] - 2)(timer)
    timer.until("done")


STATES: dict[str, Callable[[Timer], None]] = {
    "first": lambda _: None,
    "ready": lambda timer: timer.press("care"),
    "options": lambda timer: timer.press("options"),
    "settling": running(30),
    "breathing": running(400, "breath"),
    "resting": running(520),
    "options while resting": then(running(400), "options"),
    "coming out": running(720),
    "paused": then(running(300), "go"),
    "without sound": without_sound,
    "restored": restored,
    "done": done,
    "lights out": running(400, "breath", "lights"),
    "lights out, options": then(running(400, "lights"), "options"),
    "turned": running(400, "turn"),
}
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[str, Scheme, int, int], ...] = (("phone", "light", 390, 844), ("desk", "dark", 1280, 800), ("tiny", "light", 320, 256))


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(open_page: Open, server: str, state: str) -> None:
    if not AXE.exists():
        missing("axe-core (npm ci)")
    page = open_page(bypass_csp=True, reduced_motion="reduce", viewport={"width": 390, "height": 844})
    timer = Timer(page, f"{server}timer/10/")
    STATES[state](timer)
    page.evaluate(AXE.read_text("utf-8"))
    found = {}
    for name, scheme, width, height in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        if violations := page.evaluate(RUN_AXE, [TAGS, list(STRICT)]):
            found[f"{scheme} {name}"] = violations
    assert found == {}
    timer.fine()


KEYS_IN_VIEW = """() => [...document.querySelectorAll('.timer__keys button, .timer__more')].filter((key) => {
  const box = key.getBoundingClientRect();
  return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5 || box.top < -0.5 || box.bottom > innerHeight + 0.5);
}).map((key) => key.dataset.act)"""
TOO_SMALL = """() => [...document.querySelectorAll('.timer__room :is(button, select, .timer__length)')].filter((key) => {
  const box = key.getBoundingClientRect();
  return box.width && (box.width < 43.5 || box.height < 43.5);
}).map((key) => (key.dataset.act ?? key.className) + ' ' + key.getBoundingClientRect().width + ' ' + key.getBoundingClientRect().height)"""


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (1440, 900), (320, 256), (360, 480), (720, 300), (600, 480)])
def test_every_key_is_in_view_and_large_enough_at_every_size(open_page: Open, server: str, size: tuple[int, int]) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    timer = Timer(page, f"{server}embed/")
    for press in ("", "care", "go", "go"):
        if press:
            timer.press(press)
        if timer.state == "loading":
            timer.until("running")
        page.wait_for_timeout(100)
        assert page.evaluate(KEYS_IN_VIEW) == [], timer.state
        assert page.evaluate(TOO_SMALL) == [], timer.state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.thorough
def test_the_digits_never_leave_the_room(open_page: Open, server: str) -> None:
    for width, height in [(390, 844), (844, 390), (1440, 900), (320, 256), (360, 480), (720, 300)]:
        page = open_page(viewport={"width": width, "height": height})
        timer = Timer(page, f"{server}embed/?minutes=30")
        for act in ("care", "go", "lights"):
            if act == "go":
                timer.start()
                timer.press("skip")
            elif act == "lights":
                page.evaluate("document.querySelector('[data-act=lights]').click()")
            else:
                timer.press(act)
            page.wait_for_timeout(150)
            over = page.evaluate(
                """() => { const room = document.querySelector('.timer__air').getBoundingClientRect();
                const box = document.querySelector('.timer__digits').getBoundingClientRect();
                return [box.left - room.left, room.right - box.right, box.top - room.top, room.bottom - box.bottom].map(Math.round) }"""
            )
            assert min(over) >= 0, (width, height, act, over)


# The least size of the digits before Start, and while it counts from 9:59, in CSS pixels: what can be read across a room.
DIGITS = {(360, 480): (135, 180), (720, 300): (189, 194)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", DIGITS)
def test_the_embed_shows_large_digits_start_and_who_should_ask_first_at_once(
    open_page: Open, server: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    timer = Timer(page, f"{server}embed/")
    look = """() => { const box = (name) => { const { left, right, top, bottom } = document.querySelector(name).getBoundingClientRect();
      return [left, top, right, bottom] };
      return { digits: parseFloat(getComputedStyle(document.querySelector('.timer__digits')).fontSize), scroll: document.documentElement.scrollHeight,
        care: box('.timer__care'), go: box('[data-act=go]'), face: box('.timer__digits') } }"""
    seen = page.evaluate(look)
    assert seen["digits"] >= DIGITS[size][0]
    assert seen["scroll"] <= size[1]
    for part in ("care", "go", "face"):
        left, top, right, bottom = seen[part]
        assert left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1], part
    (left, top, right, bottom), care = seen["face"], seen["care"]
    assert care[0] >= right or care[3] <= top or care[1] >= bottom or care[2] <= left, "the line covers the digits"
    line = page.locator("[data-act=ask]")
    assert "ask a doctor first" in line.inner_text()
    timer.open_care()
    assert page.locator(".timer__caution").is_visible()
    assert page.locator(".timer__ask a").get_attribute("href") == "../safety/"
    timer.press("go")
    timer.until("running")
    timer.press("skip")
    timer.seek(200)
    page.wait_for_timeout(400)
    assert not page.locator(".timer__care").is_visible()
    assert page.evaluate(look)["digits"] >= DIGITS[size][1]


def test_where_there_is_room_who_should_ask_first_stands_open(open_page: Open, server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    Timer(page, f"{server}timer/10/")
    assert page.locator(".timer__caution").is_visible()
    assert not page.locator("[data-act=ask]").is_visible()
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(200)
    assert page.locator("[data-act=ask]").is_visible()
    assert not page.locator(".timer__caution").is_visible()
    assert page.evaluate("document.querySelector('[data-act=go]').getBoundingClientRect().bottom") <= 390


def test_the_embed_keeps_nothing_and_drops_nothing_that_the_site_keeps(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/")
    timer.press("options")
    page.get_by_label("Keep these settings").check()
    timer.press("lights")
    timer.wait(lambda: "lights" in (page.evaluate("localStorage['legs-up-settings']") or ""))
    kept = page.evaluate("localStorage['legs-up-settings']")
    timer = Timer(page, f"{server}embed/")
    assert page.locator(".timer__room").get_attribute("data-lights") == "false"
    timer.press("options")
    timer.press("breath")
    timer.wait(lambda: page.locator("[data-act=breath]").get_attribute("aria-pressed") == "true")
    assert page.evaluate("localStorage['legs-up-settings']") == kept


@pytest.mark.thorough
def test_with_less_motion_asked_for_the_sun_changes_its_light_and_not_its_size(open_page: Open, server: str) -> None:
    page = open_page(reduced_motion="reduce")
    timer = Timer(page, f"{server}embed/?minutes=10")
    page.set_viewport_size({"width": 600, "height": 800})
    running(300, "breath")(timer)
    sun = page.locator(".timer__sun")
    assert sun.evaluate("e => getComputedStyle(e).scale") == "0.8"
    lights = set()
    for _ in range(6):
        page.wait_for_timeout(1000)
        lights.add(round(float(sun.evaluate("e => getComputedStyle(e).opacity")), 1))
    assert len(lights) > 2


def compressed(site: Path, page: str, kind: str) -> dict[str, int]:
    """What a page loads of one kind before Start, as sent."""
    html = re.sub(r"<template.*?</template>", "", (site / page / "index.html").read_text("utf-8"), flags=re.DOTALL)
    names = re.findall(rf'(?:src|href)="[./]*(assets/{kind}/[^"?]+)', html.partition("<body")[0] + html.partition("<body")[2])
    return {name: sent(site / name) for name in names}


def sent(file: Path) -> int:
    small = file.with_name(file.name + ".br")
    return (small if small.exists() else file).stat().st_size


def test_the_timers_script_is_small(site: Path) -> None:
    scripts = ("timer.js", "media.js", "mix.js", "splice.js")
    assert sum(sent(site / "assets/js/timer" / name) for name in scripts) <= 8.5 * KILO


def test_the_timers_sheet_is_small() -> None:
    files = [ROOT / f"overrides/assets/css/{name}.css" for name in ("timer", "timer-floor", "timer-sizes", "timer-states")]
    sheet = "".join(file.read_text("utf-8") for file in files)
    small = lightningcss.process_stylesheet(sheet, filename="timer.css", minify=True)
    assert len(brotli.compress(small.encode(), quality=11)) <= 3.5 * KILO


def test_in_forced_colors_the_body_and_the_edges_of_the_keys_stay(open_page: Open, server: str) -> None:
    page = open_page(forced_colors="active")
    timer = Timer(page, f"{server}timer/10/")
    running(300)(timer)
    assert page.locator("[data-act=skip]").evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    body, air = page.evaluate("['pose', 'void'].map((name) => getComputedStyle(document.querySelector(`.timer__${name}`)).stroke)")
    assert body != air


def test_nothing_that_only_a_mix_needs_is_fetched_before_someone_asks(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    assert not [url for url in asked if "mix.js" in url or "splice.js" in url]


def test_everything_the_embed_loads_before_start_is_small(site: Path) -> None:
    parts = {"page": sent(site / "embed/index.html")} | compressed(site, "embed", "css") | compressed(site, "embed", "js")
    assert len(parts) == 3, "one page, one sheet, one script"
    assert sum(parts.values()) <= 16 * KILO, parts


def test_the_embed_asks_for_nothing_else_before_start(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server).partition("?")[0]))
    Timer(page, f"{server}embed/")
    page.wait_for_timeout(1000)
    kinds = [re.sub(r"site\.\w+", "site", name) for name in asked if "favicon" not in name]
    assert sorted(kinds) == ["assets/css/site.css", "assets/js/timer/embed.js", "embed/"]

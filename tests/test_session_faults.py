"""What goes wrong between a session and its network, storage and page, by name, in a real browser. tests/js walks all of it by chance."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.test_offline import visit
from tests.timer import WATCH, Open, Timer

TEN_LINE = "[data-act=go]"


@pytest.fixture
def workers() -> str:
    return "allow"


def seven(page: Page, server: str, query: str = "") -> Timer:
    """A length that is not published: its sound is mixed here."""
    return Timer(page, f"{server}timer/?minutes=7{query}")


def sounds(timer: Timer) -> bool:
    """The sound goes on, at the place that is shown."""
    before = timer.position
    timer.page.wait_for_timeout(600)
    return timer.position > before


@pytest.mark.thorough
def test_the_voice_turned_on_in_the_middle_without_a_network_leaves_the_bells(open_page: Open, server: str) -> None:
    page = open_page()
    page.add_init_script(WATCH)
    visit(page, f"{server}timer/?minutes=7")
    timer = seven(page, server)
    timer.start()
    page.context.set_offline(True)
    timer.press("options")
    timer.press("voice")
    timer.wait(lambda: "words are on the screen" in timer.text("band"))
    assert sounds(timer)
    assert page.evaluate("!theAudio.paused && /spliced|blob:/.test(theAudio.src)")
    page.context.set_offline(False)
    timer.wait(lambda: timer.text("band") == "", seconds=20)
    assert sounds(timer), "the voice has joined"
    timer.fine()


@pytest.mark.thorough
def test_a_published_track_that_never_answers_gives_way_to_a_mix(page: Page, server: str) -> None:
    held: list[Route] = []
    page.route("**/10-general-wall-bells.mp3*", lambda route: held.append(route))
    timer = Timer(page, f"{server}timer/10/")
    timer.press("go")
    timer.until("running", seconds=15)
    timer.wait(lambda: page.evaluate("!theAudio.paused && /spliced|blob:/.test(theAudio.src)"), seconds=15)
    timer.wait(lambda: timer.text("band") == "")
    page.wait_for_timeout(500)
    timer.agrees([90, 690, 100_000])
    timer.fine()


@pytest.mark.thorough
def test_on_a_slow_line_the_bells_come_first(page: Page, server: str) -> None:
    """250 kbit/s and 300 ms. Words that are not here yet are on the screen, and it is said."""
    timer = seven(page, server, "&voice=on")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 300, "downloadThroughput": 31_250, "uploadThroughput": 31_250})
    timer.press("go")
    timer.until("running", seconds=12)
    timer.wait(lambda: page.evaluate("!theAudio.paused && !theAudio.loop && /spliced|blob:/.test(theAudio.src)"), seconds=25)
    assert sounds(timer)
    timer.fine()


def test_a_file_that_was_cut_off_does_not_end_the_session(page: Page, server: str) -> None:
    def half(route: Route) -> None:
        body = route.fetch(headers={k: v for k, v in route.request.headers.items() if k != "range"}).body()
        route.fulfill(status=200, body=body[: len(body) // 2], content_type="audio/mpeg")

    page.route("**/10-general-wall-bells.mp3*", half)
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    timer.page.wait_for_timeout(500)
    timer.seek(page.evaluate("Math.min(theAudio.duration, 390)") - 1)
    timer.page.wait_for_timeout(3500)
    assert timer.state == "running"
    assert sounds(timer)
    timer.fine()


@pytest.mark.thorough
def test_a_host_without_byte_ranges_gets_its_sound_mixed_where_it_cannot_go_to_a_place(page: Page, server: str) -> None:
    def whole(route: Route) -> None:
        answer = route.fetch(headers={k: v for k, v in route.request.headers.items() if k != "range"})
        gone = ("accept-ranges", "content-range", "content-length")
        route.fulfill(status=200, body=answer.body(), headers={k: v for k, v in answer.headers.items() if k not in gone})

    page.route("**/10-general-wall-bells.mp3*", whole)
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    timer.press("skip")
    timer.page.wait_for_timeout(3000)
    assert timer.state == "running"
    timer.agrees([90, 690, 100_000])
    assert timer.shown < 600
    assert sounds(timer)
    timer.fine()


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["", "auto", "en-", "x", "not a language"])
def test_a_language_that_is_none_breaks_nothing(page: Page, server: str, lang: str) -> None:
    timer = Timer(page, f"{server}timer/10/")
    page.evaluate("(lang) => { document.documentElement.lang = lang }", lang)
    timer.start()
    page.wait_for_timeout(600)
    assert timer.go == "Pause"
    assert "left" in (page.locator(".timer__digits").get_attribute("aria-label") or "")
    timer.fine()


def test_what_a_translator_puts_around_words_breaks_nothing(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/")
    page.evaluate(
        """() => { for (const one of document.querySelectorAll('.timer__room span, .timer__room p')) { if (one.childElementCount) continue;
        const font = document.createElement('font'); font.append(...one.childNodes); one.append(font); } }"""
    )
    page.locator("[data-act=go] font").click()
    timer.until("running")
    assert timer.go == "Pause"
    timer.fine()


def test_a_speed_that_an_extension_chose_is_set_back_and_said_if_it_insists(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    page.evaluate("theAudio.playbackRate = 2")
    timer.wait(lambda: page.evaluate("theAudio.playbackRate") == 1)
    page.evaluate("() => { setInterval(() => { theAudio.playbackRate = 2 }, 50) }")
    timer.wait(lambda: "speed of the sound" in timer.text("band"))
    timer.fine()


def test_a_double_click_and_a_double_tap_on_start_are_one_start(open_page: Open, server: str) -> None:
    timer = Timer(open_page(), f"{server}timer/10/")
    timer.page.locator(TEN_LINE).dblclick()
    timer.until("running")
    timer.page.wait_for_timeout(400)
    assert timer.state == "running"
    finger = Timer(open_page(has_touch=True, viewport={"width": 390, "height": 844}), f"{server}timer/10/")
    # Two real taps take as long as the machine takes; these come as fast as a finger's.
    finger.page.evaluate(
        """(selector) => { const tap = () => document.querySelector(selector).dispatchEvent(
          new PointerEvent('click', { bubbles: true, pointerType: 'touch', detail: 1 })); tap(); tap() }""",
        TEN_LINE,
    )
    finger.until("running")
    finger.page.wait_for_timeout(400)
    assert finger.state == "running"


def test_the_sound_check_pressed_twice_plays(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/")
    timer.press("options")
    page.evaluate("() => { const key = document.querySelector('[data-act=check]'); key.click(); key.click() }")
    timer.wait(lambda: timer.position > 0.1)
    assert "would not play" not in timer.text("told")


INSIDE = "document.querySelector('practice-timer').contains(document.activeElement) && document.activeElement.getClientRects().length > 0"


def test_focus_never_falls_out_of_the_timer(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/10/")

    def press(act: str, key: str = "Enter") -> None:
        page.locator(f"[data-act={act}]").focus()
        page.keyboard.press(key)
        page.wait_for_timeout(300)

    press("go")
    timer.until("running")
    for _ in range(5):
        press("skip")
    timer.until("done")
    page.wait_for_timeout(300)
    assert page.evaluate(INSIDE), "Skip into Done"
    press("reset") if page.locator("[data-act=reset]").is_visible() else press("go")
    assert page.evaluate(INSIDE), "Reset"
    timer.page.reload()
    timer.page.locator(".timer--live").wait_for()
    press("options")
    page.locator("[data-set=settle]").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.dataset.act") == "options"
    press("go")
    timer.until("running")
    page.locator("[data-act=skip]").focus()
    timer.seek(page.evaluate("theAudio.duration") - 10)
    timer.until("done", seconds=15)
    page.wait_for_timeout(300)
    assert page.evaluate(INSIDE), "Done by itself"


def test_a_class_is_joined_from_afar_or_left_for_a_session_of_ones_own(open_page: Open, server: str) -> None:
    page = open_page()
    page.clock.install(time="2026-03-10T09:00:00")
    timer = Timer(page, f"{server}timer/10/?start=19:30", fake_audio=True)
    assert "19:30" in timer.text("cue") and "in about 10 hours" in timer.text("cue").replace("11 hours", "10 hours")
    assert timer.go == "Join"
    timer.press("go")
    timer.until("waiting")
    for act in ("skip", "back"):
        assert not page.locator(f"[data-act={act}]").is_visible()
    assert timer.text("digits") in ("10h", "11h")
    timer.press("reset")
    page.evaluate("document.querySelector('[data-act=reset]').click()")
    assert timer.state == "ready"
    timer.press("now")
    timer.until("running")
    assert timer.shown > 80, "a session of one's own begins at its beginning"
    timer.fine()

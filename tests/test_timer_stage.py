"""The person lies in the timer: every toggle within reach, the dark that stays, and the drawing of what is being said."""

from __future__ import annotations

import pytest

from tests.conftest import mostly_thorough
from tests.timer import DATA, Open, Timer, frozen, routine

PHONES = [(390, 664), (393, 659), (375, 553), (360, 640), (320, 480), (844, 390)]


@pytest.mark.parametrize("size", mostly_thorough(PHONES, PHONES[:1]))
def test_every_toggle_can_be_pressed_on_a_phone_with_its_browsers_bars(open_page: Open, server: str, size: tuple[int, int]) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    timer = Timer(page, f"{server}timer/10/")
    timer.press("care")
    for act in ("voice", "breath", "lights", "bells"):
        key = page.locator(f"[data-act={act}]")
        if not key.is_visible():
            timer.press("options")
        was = key.get_attribute("aria-pressed")
        key.click(timeout=3000)
        timer.wait(lambda key=key, was=was: key.get_attribute("aria-pressed") != was)  # type: ignore[misc]
    for turn in (1, 2, 3, 0):
        page.locator("[data-act=turn]").click(timeout=3000)
        timer.wait(lambda turn=turn: page.locator(".timer__room").get_attribute("data-turn") == str(turn))  # type: ignore[misc]
    timer.fine()


def test_lights_out_is_dark_until_a_touch_after_the_end(open_page: Open, server: str) -> None:
    page = open_page(color_scheme="light")
    timer = Timer(page, f"{server}timer/10/")
    bars = page.locator("meta[name=theme-color]").evaluate_all("all => all.map((bar) => bar.content)")
    timer.press("lights")
    timer.wait(lambda: timer.page.locator("[data-act=lights]").get_attribute("aria-pressed") == "true")
    timer.start()
    for _ in range(5):
        page.locator("[data-act=go]").focus()
        page.evaluate("document.querySelector('[data-act=skip]').click()")
        page.wait_for_timeout(120)
    timer.until("done")
    colors = "[...document.querySelectorAll('meta[name=theme-color]')].map((bar) => bar.content)"
    assert set(page.evaluate(colors)) == {"#050304"}
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(5, 3, 4)"
    assert page.locator(".timer--full").count() == 1, "the white page does not come back"
    page.mouse.click(500, 150)
    page.wait_for_timeout(200)
    assert page.evaluate(colors) == bars
    assert page.locator(".timer--full").count() == 0


def test_words_for_the_minutes_are_true_and_coming_out_has_words_in_the_dark(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    timer.press("lights")
    timer.wait(lambda: timer.page.locator("[data-act=lights]").get_attribute("aria-pressed") == "true")
    timer.start()
    timer.page.clock.run_for(612_500)
    assert (timer.text("digits"), timer.text("cue")) == ("1", "minute left")
    while timer.text("phase") != "Come out":
        timer.page.clock.run_for(5_000)
    timer.page.clock.run_for(9_000)
    assert "Bend your knees" in timer.text("cue")
    assert timer.page.locator(".timer__room").get_attribute("data-dim") == "false"


def test_after_half_a_minute_without_a_touch_the_digits_dim(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    timer.press("lights")
    timer.wait(lambda: timer.page.locator("[data-act=lights]").get_attribute("aria-pressed") == "true")
    timer.start()
    timer.page.clock.run_for(140_000)
    room = timer.page.locator(".timer__room")
    assert room.get_attribute("data-dim") == "true"
    timer.page.mouse.click(600, 120)
    timer.page.clock.run_for(1_000)
    assert room.get_attribute("data-dim") == "false"


# The way in and the way out, as somebody who has never heard of the pose sees them: one drawing after the other.
WAYS = {
    "wall": (["sit", "swing", "legs-up", "arms"], ["bend", "slide", "roll", "push-up", "sit-up"]),
    "chair": (["chair-sit", "chair-lie", "chair"], ["chair-bend", "roll", "push-up", "sit-up"]),
    "bed": (["bed-sit", "bed-swing", "bed"], ["bed-bend", "bed-roll", "bed-push-up", "bed-sit-up"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("version", mostly_thorough(DATA.versions, ("wall",)))
def test_with_the_sound_off_words_and_drawings_lead_in_and_out_second_by_second(open_page: Open, server: str, version: str) -> None:
    """Each second of getting in and coming out shows the move that is due: its words, and the drawing of them."""
    timer = frozen(open_page, server, f"?version={version}&bells=off")
    page = timer.page
    made = routine(version=version, silent=True)
    timer.press("go")
    timer.hands()
    shown: dict[str, list[str]] = {"settle": [], "come-out": []}
    for phase in (made.phases[0], made.phases[-1]):
        while timer.text("phase") != phase.name:
            page.clock.run_for(5000)
        page.wait_for_timeout(300)  # the drawings come over a network with a clock of its own
        end = phase.start + phase.seconds
        seen = 0
        while timer.text("phase") == phase.name:
            words, digits, drawn, small = page.evaluate(
                """() => [...['.timer__cue', '.timer__digits'].map((name) => document.querySelector(name).textContent),
                document.querySelector('.timer__scene').dataset.figure,
                document.querySelectorAll('.timer__figure--small:not(.timer__figure--gone)').length]"""
            )
            minutes, seconds = map(int, digits.split(":"))
            at = end - 60 * minutes - seconds  # and up to a second later, since what is left is rounded up
            due = [([cue for cue in made.cues if cue.at <= moment] or [made.cues[0]])[-1] for moment in (at, at + 1)]
            assert drawn in {cue.figure for cue in due} and not small, (at, drawn)
            assert words in {cue.text for cue in due} | {phase.does}, (at, words)
            if due[0] is due[1] and due[0].at <= at < due[0].at + due[0].seconds:
                assert words == due[0].text, "while it is said, it can be read"
            if due[0] is due[1] and due[0] in phase.cues and drawn not in shown[phase.id][-1:]:
                shown[phase.id].append(drawn)
            page.clock.run_for(900)
            seen += 1
        assert seen > phase.seconds / 2, "it was looked at all the way"
    assert tuple(shown.values()) == WAYS[version]
    timer.fine()


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_a_room_reads_the_timer_from_the_back_and_sees_no_keys_until_the_pointer_moves(open_page: Open, server: str, size: tuple[int, int]) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    timer = Timer(page, f"{server}timer/10/?room")
    timer.start()
    timer.seek(30)
    timer.wait(lambda: not page.locator("[data-act=go]").is_visible())
    assert not page.locator("[data-act=options]").is_visible()
    figures, cue = page.evaluate("['digits', 'cue'].map((name) => parseFloat(getComputedStyle(document.querySelector(`.timer__${name}`)).fontSize))")
    assert 0.7 * figures >= size[1] / 4, "a figure is seven tenths of its type"
    assert cue >= size[1] / 20, "on a screen of 60 cm, letters of 2 cm: read from eight meters"
    low = page.evaluate("['.timer__cue', '.timer__digits'].map((name) => document.querySelector(name).getBoundingClientRect().bottom)")
    assert max(low) <= size[1]
    assert page.locator(".timer__scene").get_attribute("data-figure") == "swing"
    assert page.evaluate("!!document.fullscreenElement")
    page.mouse.move(200, 200)
    page.mouse.move(300, 260)
    timer.wait(lambda: page.locator("[data-act=go]").is_visible())
    timer.press("go")
    page.wait_for_timeout(3500)
    assert page.locator("[data-act=go]").is_visible(), "while it waits, the keys stay"
    timer.fine()


def test_the_room_can_be_filled_from_the_options_too(open_page: Open, server: str) -> None:
    timer = Timer(open_page(), f"{server}timer/10/")
    timer.press("care")
    timer.press("options")
    timer.page.get_by_label("For a class").check()
    timer.start()
    assert timer.page.locator(".timer__room").get_attribute("data-far") == "true"
    timer.press("reset")
    timer.press("reset")
    timer.wait(lambda: timer.page.evaluate("!document.fullscreenElement"))

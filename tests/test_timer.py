"""The timer from Start to the last bell: its states, keys and settings, in Chromium."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.timer import DATA, ROOT, TEN, Open, Timer, frozen, parts, promise, routine

GOLDEN = ROOT / "tests/golden/said.txt"


@pytest.fixture
def workers() -> str:
    return "allow"


@pytest.fixture
def ten(page: Page, server: str) -> Timer:
    """The ten-minute page with its real sound."""
    return Timer(page, f"{server}timer/10/")


def test_before_it_starts_it_says_how_long_the_whole_takes(ten: Timer) -> None:
    assert ten.text("digits") == "10:00"
    assert ten.text("cue") == promise(routine())
    ten.page.get_by_label("5 min", exact=True).check(force=True)
    assert ten.text("cue") == promise(routine(5))
    ten.another(17)
    assert ten.text("digits") == "17:00"
    ten.wait(lambda: ten.page.locator("input[type=radio]:checked").count() == 0)


def test_a_published_session_plays_from_its_own_address_with_the_first_press(ten: Timer) -> None:
    ten.start()
    assert re.search(r"/assets/sound/10-general-wall-bells\.mp3\?v=\w{8}$", ten.page.evaluate("theAudio.src"))
    assert ten.page.evaluate("[theAudio.muted, theAudio.volume]") == [False, 1]
    ten.agrees(TEN)
    ten.fine()


@pytest.mark.thorough
def test_the_digits_follow_the_sound_through_every_part(ten: Timer) -> None:
    ten.start()
    for at in (30.5, 89.2, 91, 400.7, 689.5, 700, TEN[-1] - 1):
        ten.seek(at)
        ten.page.wait_for_timeout(600)
        ten.agrees(TEN)
    ten.until("done")
    assert ten.text("minutes") == "Done"
    assert ten.go == "Again"
    assert not ten.page.evaluate("theAudio.paused"), "the last bell rings out"
    ten.fine()


def test_pause_and_carry_on_keep_the_place(ten: Timer) -> None:
    ten.start()
    ten.seek(200)
    ten.page.wait_for_timeout(400)
    ten.press("go")
    ten.until("paused")
    assert ten.go == "Carry on"
    at, shown = ten.position, ten.shown
    ten.page.wait_for_timeout(1200)
    assert (ten.position, ten.shown) == (at, shown)
    ten.press("go")
    ten.until("running")
    assert ten.position == pytest.approx(at, abs=0.8)
    assert [e[0] for e in ten.events if e[0] != "practice-phase"] == ["practice-start", "practice-pause"]
    ten.fine()


def test_skip_and_back_go_from_phase_to_phase(ten: Timer) -> None:
    ten.start()
    seen = []
    for _ in range(4):
        ten.press("skip")
        ten.page.wait_for_timeout(150)
        seen.append(ten.text("phase"))
    assert seen == ["Arrive", "Breathe", "Rest", "Come out"]
    ten.press("back")
    ten.page.wait_for_timeout(150)
    assert ten.text("phase") == "Rest"
    for _ in range(2):
        ten.press("skip")
    ten.until("done")


def test_a_touch_on_reset_does_not_end_a_session_but_a_second_of_holding_does(ten: Timer) -> None:
    ten.start()
    ten.press("reset")
    ten.wait(lambda: ten.page.locator("[data-act=reset]").inner_text() == "Press again")
    assert ten.state == "running"
    ten.page.wait_for_timeout(4300)
    assert ten.page.locator("[data-act=reset]").inner_text() == "Reset"
    box = ten.page.locator("[data-act=reset]").bounding_box()
    assert box
    ten.page.mouse.move(box["x"] + 20, box["y"] + 20)
    ten.page.mouse.down()
    ten.page.wait_for_timeout(1200)
    ten.page.mouse.up()
    assert ten.state == "ready"
    assert ten.events[-1][0] == "practice-end"


def test_in_the_dark_the_lower_half_is_one_key(ten: Timer) -> None:
    ten.press("lights")
    ten.start()
    size = ten.page.viewport_size
    assert size
    ten.page.mouse.click(size["width"] * 0.6, size["height"] * 0.62)
    ten.until("paused")
    ten.page.mouse.click(size["width"] * 0.6, size["height"] * 0.62)
    ten.until("running")
    ten.page.mouse.click(size["width"] * 0.6, size["height"] * 0.3)
    ten.page.wait_for_timeout(200)
    assert ten.state == "running"


def test_while_it_runs_nothing_behind_it_takes_focus(ten: Timer) -> None:
    ten.start()
    assert ten.page.locator("header").first.evaluate("e => e.closest('[inert]') !== null")
    ten.press("go")
    ten.press("reset")
    assert ten.state == "ready"
    assert ten.page.locator("[inert]").count() == 0


def test_other_lengths_are_mixed_on_the_spot(ten: Timer) -> None:
    ten.another(3)
    ten.press("voice")
    ten.start()
    assert re.match(r"blob:|.*/spliced/", ten.page.evaluate("theAudio.src"))
    ten.seek(100)
    ten.page.wait_for_timeout(500)
    ten.agrees(parts(routine(3)))
    ten.fine()


def test_bells_and_voice_can_change_along_the_way(ten: Timer) -> None:
    ten.start()
    ten.seek(300)
    ten.page.wait_for_timeout(400)
    ten.press("options")
    ten.press("voice")
    ten.until("running")
    assert "10-general-wall-voice.mp3" in ten.page.evaluate("theAudio.src")
    assert ten.position == pytest.approx(300.5, abs=2)
    ten.press("voice")
    ten.press("bells")
    ten.until("running")
    assert ten.page.evaluate("theAudio.hasAttribute('src')") is False, "no bells and no voice is quiet"
    assert ten.shown == pytest.approx(388, abs=3)
    ten.fine()


def test_while_resting_a_minute_can_be_added_and_everything_after_it_moves(ten: Timer) -> None:
    assert not ten.page.locator("[data-act=longer]").is_visible()
    ten.start()
    rest = next(phase for phase in routine().phases if phase.id == "rest")
    ten.seek(rest.start + 20)
    ten.wait(lambda: ten.page.locator("[data-act=longer]").is_visible())
    before = ten.shown
    ten.press("longer")
    ten.wait(lambda: ten.shown > before)
    assert ten.shown == pytest.approx(before + 60, abs=4)
    longer = [TEN[0], TEN[1] + 60, TEN[2] + 60]
    ten.wait(lambda: re.match(r"blob:|.*/spliced/", ten.page.evaluate("theAudio.src")), seconds=20)
    ten.page.wait_for_timeout(600)
    ten.agrees(longer)
    ten.press("options")
    ten.press("voice")
    ten.page.wait_for_timeout(2500)
    ten.agrees(longer)
    ten.page.on("dialog", lambda dialog: dialog.accept())
    ten.page.reload()
    ten.page.locator(".timer--live").wait_for()
    ten.until("restored")
    assert ten.shown == pytest.approx(before + 60, abs=15), "the added minute outlives a reload"
    ten.fine()


def test_no_minute_is_added_beyond_the_longest_session(page: Page, server: str) -> None:
    most = DATA.rules.lengths.most
    timer = Timer(page, f"{server}timer/?minutes={most}")
    timer.start()
    timer.seek(TEN[0] + 60 * most - 60)
    timer.page.wait_for_timeout(600)
    assert timer.text("phase") == "Rest"
    assert not page.locator("[data-act=longer]").is_visible()


def test_how_it_ends_the_strokes_and_the_sound_of_a_breath_are_chosen_and_linked(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/?for=sleep&bells=quiet&strokes=off&breath=on&end=stay")
    timer.press("options")
    timer.hands()
    values = {name: page.locator(f"select[data-set={name}]").input_value() for name in ("bells", "end", "purpose")}
    assert values == {"bells": "quiet", "end": "stay", "purpose": "sleep"}
    boxes = {name: page.locator(f"input[data-set={name}]").is_checked() for name in ("strokes", "breath")}
    assert boxes == {"strokes": False, "breath": True}
    assert timer.text("cue") == promise(routine(10, purpose="sleep", end="stay"))
    page.locator("select[data-set=end]").select_option("bell")
    timer.wait(lambda: timer.text("cue") == promise(routine(10, purpose="sleep")))
    page.locator("select[data-set=end]").select_option("stay")
    timer.start()
    timer.wait(lambda: re.match(r"blob:|.*/spliced/", page.evaluate("theAudio.src")), seconds=20)
    clips = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop().split('?')[0])")
    assert {"bell-settled-quiet.mp3", "bell-come-out-quiet.mp3", "breath-4-6.mp3"} <= set(clips)
    assert not {"bell-sign-quiet.mp3", "bell-end-quiet.mp3"} & set(clips)
    assert page.locator("select[data-set=end]").is_disabled()
    timer.fine()


def test_who_may_fall_asleep_lies_in_the_dark_once_the_legs_are_up_unless_they_say_otherwise(open_page: Open, server: str) -> None:
    for pressed in (0, 2):
        timer = frozen(open_page, server, "?for=sleep&version=bed")
        for _ in range(pressed):
            timer.press("lights")
        timer.start()
        timer.page.clock.run_for(60_000)
        assert timer.page.locator(".timer__room").get_attribute("data-lights") == "false", "getting in is seen"
        timer.page.clock.run_for(40_000)
        assert timer.page.locator(".timer__room").get_attribute("data-lights") == ("false" if pressed else "true")


def test_done_offers_the_same_session_every_day_and_asks_for_nothing(open_page: Open, server: str) -> None:
    for path, leads in (("timer/10/?minutes=7", "#take-time"), ("benefits/stress-relief/", "timer/10/?for=stress-relief#take-time")):
        timer = Timer(open_page(), server + path)
        daily = timer.page.locator(".timer__daily").first
        assert not daily.is_visible()
        timer.start()
        for _ in range(5):
            timer.press("skip")
        timer.until("done")
        timer.wait(daily.is_visible)
        assert str(daily.get_attribute("href")).endswith(leads)
        daily.click()
        timer.page.locator("#take-time").wait_for(state="visible")
        assert timer.page.evaluate("location.hash") == "#take-time"


def test_a_link_chooses_the_session(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}timer/?minutes=12&for=sleep&version=bed&settle=30&bells=off&voice=on")
    timer.hands()
    assert timer.text("digits") == "12:00"
    assert timer.text("cue") == promise(routine(12, purpose="sleep", version="bed", settle=30, end="stay"))
    assert timer.text("note") == "Wind down · From your bed"
    assert page.locator("[data-act=bells]").get_attribute("aria-pressed") == "false"
    assert page.locator("[data-act=voice]").get_attribute("aria-pressed") == "true"


def test_malformed_links_leave_the_page_as_it_is(page: Page, server: str) -> None:
    bad = "minutes=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&for=__proto__&version=%00&settle=1e3&bells=%E0%A4%A&start=25:00"
    timer = Timer(page, f"{server}timer/10/?{bad}")
    assert timer.text("cue") == promise(routine())
    assert page.locator(".timer__room img").count() == 0
    timer.fine()


def test_settings_stay_on_the_device_only_when_asked_and_go_when_asked(ten: Timer) -> None:
    ten.press("lights")
    assert ten.page.evaluate("localStorage.length") == 0
    ten.press("options")
    ten.page.get_by_label("Keep these settings").check()
    ten.press("breath")
    ten.page.locator("[data-set=settle]").select_option("30")
    ten.page.reload()
    ten.page.locator(".timer--live").wait_for()
    assert ten.page.locator("[data-act=breath]").get_attribute("aria-pressed") == "true"
    assert ten.page.locator(".timer__room").get_attribute("data-lights") == "true"
    assert ten.text("cue") == promise(routine(settle=30))
    ten.press("options")
    ten.page.get_by_label("Keep these settings").uncheck()
    assert ten.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('legs-up-'))") == []


def test_the_care_line_shows_until_the_first_start(ten: Timer) -> None:
    assert ten.page.locator(".timer__care").is_visible()
    ten.start()
    ten.press("go")
    ten.press("reset")
    assert not ten.page.locator(".timer__care").is_visible()
    ten.page.reload()
    ten.page.locator(".timer--live").wait_for()
    assert not ten.page.locator(".timer__care").is_visible()


def test_the_sound_check_and_the_lock_test_play(ten: Timer) -> None:
    ten.press("options")
    ten.press("check")
    ten.wait(lambda: ten.position > 0.1)
    assert "bell-settled-clear" in ten.page.evaluate("theAudio.src")
    ten.press("lock")
    ten.wait(lambda: "lock-test" in ten.page.evaluate("theAudio.src") and ten.position > 0.1)
    assert "Lock your phone now" in ten.text("told")
    ten.press("go")
    ten.until("running")
    ten.fine()


def test_the_title_shows_where_the_session_is(ten: Timer) -> None:
    title = ten.page.title()
    ten.start()
    ten.seek(93)  # seven seconds in which the ten of the title stay
    ten.page.wait_for_timeout(600)
    assert ten.page.title() == f"9:50 Arrive – {title}"
    ten.press("go")
    ten.press("reset")
    assert ten.page.title() == title


def test_the_lock_screen_knows_the_session_and_works_its_keys(page: Page, server: str) -> None:
    page.add_init_script(
        "window.keys = {}; navigator.mediaSession.setActionHandler = (key, act) => { keys[key] = act }; "
        "navigator.mediaSession.setPositionState = (at) => { window.told = at }"
    )
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    timer.wait(lambda: page.evaluate("navigator.mediaSession.metadata?.title") == "Settle in")
    assert page.evaluate("[told.duration, navigator.mediaSession.playbackState]") == [TEN[-1], "playing"]
    page.evaluate("keys.nexttrack()")
    page.wait_for_timeout(300)
    assert timer.text("phase") == "Arrive"
    page.evaluate("keys.pause()")
    timer.until("paused")
    page.evaluate("keys.seekto({ seekTime: 400 })")
    page.evaluate("keys.play()")
    timer.until("running")
    assert timer.position == pytest.approx(400, abs=1.5)


def test_a_whole_session_on_a_frozen_clock_passes_every_phase_in_order(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    timer.start()
    for _ in range(TEN[-1] // 10 + 1):
        timer.page.clock.run_for(10_000)
    assert timer.state == "done"
    assert timer.page.evaluate("said") == GOLDEN.read_text("utf-8").splitlines()
    assert [e[:2] for e in timer.events] == [
        ["practice-start", "settle"],
        *[["practice-phase", p] for p in ("settle", "arrive", "breathe", "rest", "come-out")],
        ["practice-end", "come-out"],
    ]
    timer.fine()


def test_the_breath_is_paced_in_words_and_by_the_sun(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    timer.press("breath")
    timer.start()
    timer.page.clock.run_for(100_000)
    assert timer.page.locator(".timer__room").get_attribute("data-breath") == "false", "nobody is paced before the part that breathes"
    while timer.text("phase") != "Breathe":
        timer.page.clock.run_for(10_000)
    words = []
    for _ in range(12):
        timer.page.clock.run_for(1000)
        words.append(timer.text("cue"))
    assert set(words) == {"Breathe in", "Breathe out"}
    assert sum(a != b for a, b in pairwise(words)) in (2, 3), "five seconds in, five out"
    assert timer.page.locator(".timer__room").get_attribute("data-breath") == "true"


def test_lights_out_shows_minutes_only(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    timer.press("lights")
    timer.wait(lambda: timer.page.locator("[data-act=lights]").get_attribute("aria-pressed") == "true")
    timer.start()
    timer.page.clock.run_for(95_000)
    assert (timer.text("digits"), timer.text("cue")) == ("10", "minutes left")
    timer.page.clock.run_for(580_000)
    assert (timer.text("digits"), timer.text("cue")) == ("1", "last minute")
    background = timer.page.locator(".timer__room").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background == "rgb(5, 3, 4)"


@pytest.mark.parametrize("clock", ["18:50:00", "19:28:20"])
def test_a_class_counts_down_to_its_start_and_every_phone_begins_together(open_page: Open, server: str, clock: str) -> None:
    page = open_page()
    page.clock.install(time=f"2026-03-10T{clock}")
    timer = Timer(page, f"{server}timer/10/?start=19:30", fake_audio=True)
    assert "19:30" in timer.text("cue")
    timer.press("go")
    timer.until("waiting")
    page.clock.run_for(500)
    left = page.evaluate("(new Date('2026-03-10T19:30:00') - Date.now()) / 1000")
    assert timer.shown == pytest.approx(left, abs=1.5)
    assert "19:30" in timer.text("phase")
    page.clock.run_for(int(left * 1000) + 5000)
    assert timer.state == "running"
    assert timer.text("phase") == "Settle in"
    late = page.evaluate("(Date.now() - new Date('2026-03-10T19:30:00')) / 1000")
    assert timer.shown == pytest.approx(90 - late, abs=1.5)


def test_who_comes_late_to_a_class_joins_where_it_is(open_page: Open, server: str) -> None:
    page = open_page()
    page.clock.install(time="2026-03-10T19:35:00")
    timer = Timer(page, f"{server}timer/10/?start=19:30", fake_audio=True)
    timer.start()
    page.clock.run_for(1000)
    assert timer.state == "running"
    late = page.evaluate("(Date.now() - new Date('2026-03-10T19:30:00')) / 1000")
    assert late > 300
    assert timer.position == pytest.approx(late, abs=0.5)


def test_keys_act_only_inside_the_timer_and_a_session_needs_no_mouse(ten: Timer) -> None:
    page = ten.page
    page.locator("[data-act=go]").focus()
    page.keyboard.press("Enter")
    ten.until("running")
    assert page.evaluate("document.activeElement.dataset.act") == "go", "focus stays where it was"
    page.keyboard.press("Space")
    ten.until("paused")
    page.keyboard.press("Space")
    ten.until("running")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.act") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert ten.text("phase") == "Arrive"
    for key in ("n", "p", "s", "f", " ", "ArrowRight"):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
    assert ten.state == "running"
    assert "/timer/10/" in page.url
    page.locator("[data-act=options]").focus()
    page.keyboard.press("Enter")
    assert page.locator(".timer__sheet").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".timer__sheet").is_visible()
    for _ in range(4):
        page.locator("[data-act=skip]").focus()
        page.keyboard.press("Enter")
    ten.until("done")


def test_without_javascript_the_whole_routine_is_a_list_with_times_and_its_sound(open_page: Open, server: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}timer/10/")
    assert page.locator(".timer__routine > li").count() == 5
    times = page.locator(".timer__routine time").evaluate_all("all => all.map((e) => e.getAttribute('datetime'))")
    assert len(times) > 15
    assert page.locator("practice-timer audio[controls][preload=none]").count() == 1
    assert page.locator("practice-timer a[download]").count() >= 1


def test_on_paper_the_timer_is_the_list(page: Page, server: str) -> None:
    timer = Timer(page, f"{server}embed/")
    timer.page.emulate_media(media="print")
    assert page.locator(".timer__routine").is_visible()
    assert not page.locator(".timer__room").is_visible()


def test_the_words_of_the_timer_are_the_pages_words(ten: Timer) -> None:
    """No sentence stands in the code: every one on screen is in the page's own list."""
    words = json.loads(ten.page.locator(".timer__words").text_content() or "{}")
    assert ten.text("phase") == words["ready"]
    assert ten.go == words["start"]

"""What goes wrong on real devices, one test each. Always: nothing is thrown, the time shown is the sound's, nothing is lost."""

from __future__ import annotations

import http.server
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Dialog, Page, Route

from tests.timer import TEN, Open, Timer, frozen, hidden, routine


@pytest.fixture
def ten(page: Page, server: str) -> Timer:
    return Timer(page, f"{server}timer/10/")


def running_at(timer: Timer, seconds: float) -> Timer:
    timer.start()
    timer.seek(seconds)
    timer.page.wait_for_timeout(500)
    return timer


# the sound

def test_play_refused_goes_on_without_sound_and_says_so(open_page: Open, server: str) -> None:
    page = open_page()
    page.add_init_script("HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    timer = Timer(page, f"{server}timer/10/")
    timer.start()
    timer.wait(lambda: "Sound is blocked here" in timer.text("band"))
    page.wait_for_timeout(1500)
    assert timer.shown in (88, 89)
    timer.fine()


def test_a_track_that_cannot_be_decoded_is_mixed_again_from_the_same_place(ten: Timer) -> None:
    ten.page.route("**/10-general-wall-bells.mp3*", lambda route: route.fulfill(body="not sound", content_type="audio/mpeg"))
    ten.start()
    assert ten.page.evaluate("theAudio.src").startswith("blob:")
    ten.seek(200)
    ten.page.wait_for_timeout(500)
    ten.agrees(TEN)
    ten.fine()


def test_when_nothing_plays_the_clock_goes_on_in_silence(ten: Timer) -> None:
    ten.page.route("**/assets/sound/**", lambda route: route.abort())
    ten.press("go")
    ten.until("running", seconds=15)
    assert "keep the screen on" in ten.text("band")
    ten.page.wait_for_timeout(1200)
    assert ten.shown in (88, 89)
    ten.fine()


def test_a_missing_spoken_clip_leaves_its_words_on_screen(ten: Timer) -> None:
    ten.page.route("**/clips/settle-swing.mp3*", lambda route: route.fulfill(status=404))
    ten.another(4)
    ten.press("voice")
    ten.start()
    swing = next(cue for cue in routine(4).cues if cue.slot == "settle-swing")
    ten.seek(swing.at)
    ten.page.wait_for_timeout(500)
    assert ten.text("cue") == swing.text
    ten.fine()


def test_a_missing_bell_falls_back_to_the_published_track(ten: Timer) -> None:
    ten.page.route("**/clips/bell-*", lambda route: route.fulfill(status=404))
    ten.press("options")
    ten.page.locator("[data-set=bells]").select_option("soft")
    ten.press("go")
    ten.until("running")
    ten.wait(lambda: "the usual one" in ten.text("band"))
    assert "10-general-wall-bells.mp3" in ten.page.evaluate("theAudio.src")
    ten.fine()


def test_what_is_chosen_before_the_hands_have_come_is_not_lost(page: Page, server: str) -> None:
    held: list[Route] = []
    page.route("**/hands.js*", lambda route: held.append(route))
    timer = Timer(page, f"{server}timer/10/")
    timer.press("options")
    page.locator("[data-set=bells]").select_option("soft")
    timer.another(17)
    assert timer.text("digits") == "17:00"
    timer.press("go")
    for route in held:
        route.continue_()
    timer.until("running")
    timer.wait(lambda: page.locator("[data-set=bells]").input_value() == "soft")
    timer.wait(lambda: page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.includes('bell-settled-soft'))"))
    timer.fine()


def test_a_blob_that_is_refused_gets_a_fresh_address(ten: Timer) -> None:
    ten.page.evaluate(
        """() => { const real = URL.createObjectURL; window.made = 0;
        URL.createObjectURL = (blob) => (++made < 3 ? real(new Blob(['x'], { type: 'audio/mpeg' })) : real(blob)) }"""
    )
    ten.another(7)
    ten.start()
    assert ten.page.evaluate("made") == 3
    ten.fine()


def test_sound_that_stands_still_for_three_seconds_is_carried_by_the_clock_and_comes_back_by_itself(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    page = timer.page
    timer.start()
    page.clock.run_for(20_000)
    at = timer.position
    page.evaluate("Object.defineProperty(theAudio, 'currentTime', { configurable: true, get: () => %s, set() {} })" % at)  # noqa: UP031 -- braces
    page.clock.run_for(5_000)
    assert timer.state == "running"
    assert timer.shown == pytest.approx(90 - at - 2, abs=3), "the clock goes on from where the sound stood"
    page.evaluate("delete theAudio.currentTime")
    page.wait_for_timeout(1500)  # the clips come over a network with a clock of its own
    page.clock.run_for(10_000)
    page.wait_for_timeout(500)
    page.clock.run_for(3_000)
    assert timer.state == "running"
    assert page.evaluate("!theAudio.paused && theAudio.src.startsWith('blob:')")
    assert timer.text("band") == ""
    timer.agrees(TEN)
    timer.fine()


def test_an_interruption_pauses_and_only_a_person_goes_on(ten: Timer) -> None:
    running_at(ten, 200)
    ten.page.evaluate("theAudio.pause()")
    ten.until("paused")
    assert ten.text("cue") == "Something else took the sound."
    ten.page.wait_for_timeout(800)
    assert ten.state == "paused"
    ten.press("go")
    ten.until("running")
    ten.agrees(TEN)
    ten.fine()


# the clock

def test_a_wall_clock_set_an_hour_ahead_or_back_changes_nothing(open_page: Open, server: str) -> None:
    for query in ("", "?bells=off"):
        timer = frozen(open_page, server, query)
        page = timer.page
        timer.start()
        page.clock.run_for(30_000)
        before = timer.shown
        for _ in range(2):
            page.evaluate("(() => { const real = Date.now; Date.now = () => real() + 3600e3 })()")
            page.clock.run_for(1000)
        assert before - 6 <= timer.shown <= before - 2
        timer.fine()


def test_ten_minutes_of_sleep_in_quiet_mode_are_counted_and_told_once(open_page: Open, server: str) -> None:
    page = open_page()
    timer = Timer(page, f"{server}timer/10/?bells=off", clock=True)
    timer.start()
    page.clock.run_for(60_000)
    hidden(page, True)
    page.evaluate("(() => { const real = Date.now; Date.now = () => real() + 600e3 })()")
    hidden(page, False)
    page.clock.run_for(1000)
    assert timer.text("phase") == "Rest"
    assert timer.shown == pytest.approx(29, abs=3)
    assert page.evaluate("said.length") == 2, "the start, and where it is now"
    timer.fine()


def test_a_page_whose_timers_sleep_shows_the_sounds_time_when_it_wakes(open_page: Open, server: str) -> None:
    timer = frozen(open_page, server)
    page = timer.page
    timer.start()
    page.clock.run_for(5000)
    hidden(page, True)
    page.clock.fast_forward("08:00")
    hidden(page, False)
    page.clock.run_for(500)
    assert timer.state == "running"
    timer.agrees(TEN)
    timer.fine()


@pytest.mark.thorough
def test_a_processor_twenty_times_slower_keeps_the_time(ten: Timer) -> None:
    running_at(ten, 300)
    session = ten.page.context.new_cdp_session(ten.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 20})
    ten.page.wait_for_timeout(4000)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    ten.page.wait_for_timeout(600)
    assert ten.state == "running"
    ten.agrees(TEN)
    ten.fine()


# the page

def test_reload_in_the_middle_of_a_phase_offers_to_continue(ten: Timer) -> None:
    running_at(ten, 300)
    at = ten.position
    ten.page.on("dialog", lambda dialog: dialog.accept())
    ten.page.reload()
    ten.page.locator(".timer--live").wait_for()
    ten.until("restored")
    assert ten.go.startswith("Continue at 6:")
    ten.press("go")
    ten.until("running")
    assert ten.position == pytest.approx(at, abs=3)
    ten.page.wait_for_timeout(600)
    ten.agrees(TEN)
    ten.fine()


def test_a_running_session_asks_before_it_is_left_and_a_resting_one_does_not(ten: Timer) -> None:
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    ten.page.on("dialog", agree)
    running_at(ten, 100)
    ten.page.reload()
    assert asked == ["beforeunload"]
    ten.page.locator(".timer--live").wait_for()
    ten.page.reload()
    assert len(asked) == 1


def test_away_and_back_offers_to_continue_also_from_the_back_forward_cache(ten: Timer, server: str) -> None:
    running_at(ten, 300)
    ten.page.on("dialog", lambda dialog: dialog.accept())
    ten.page.goto(f"{server}safety/")
    ten.page.go_back()
    ten.page.locator(".timer--live").wait_for()
    ten.until("paused", "restored")
    assert ten.go in ("Carry on", "Continue at 6:30", "Continue at 6:29")
    ten.press("go")
    ten.until("running")
    assert ten.position == pytest.approx(300.5, abs=3)
    ten.fine()


def test_the_back_forward_cache_pauses_and_keeps_the_place(ten: Timer) -> None:
    """Playwright's pages never enter the cache, so the page is told what a browser would tell it."""
    running_at(ten, 300)
    ten.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    ten.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert ten.state == "paused"
    ten.press("go")
    ten.until("running")
    ten.agrees(TEN)
    ten.fine()


def test_offline_in_the_middle_of_a_session_plays_what_it_has(ten: Timer) -> None:
    running_at(ten, 60)
    ten.page.context.set_offline(True)
    ten.page.wait_for_timeout(1500)
    assert ten.state == "running"
    ten.agrees(TEN)
    ten.page.context.set_offline(False)
    ten.fine()


def test_storage_that_throws_only_forgets(open_page: Open, server: str) -> None:
    page = open_page()
    page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })"""
    )
    timer = Timer(page, f"{server}timer/10/")
    timer.press("options")
    page.get_by_label("Keep these settings").check()
    running_at(timer, 100)
    timer.press("go")
    timer.until("paused")
    timer.fine()


@pytest.mark.thorough
@pytest.mark.parametrize("lock", ["refused", "lost", "missing"])
def test_the_screen_lock_is_a_nicety(open_page: Open, server: str, lock: str) -> None:
    page = open_page()
    page.add_init_script(
        {
            "refused": "navigator.wakeLock.request = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
            "lost": """window.asked = 0; navigator.wakeLock.request = async () => {
                asked++; const lock = new EventTarget(); lock.released = true; lock.release = async () => {}; return lock }""",
            "missing": "Object.defineProperty(navigator, 'wakeLock', { value: undefined })",
        }[lock]
    )
    timer = running_at(Timer(page, f"{server}timer/10/"), 100)
    hidden(page, True)
    hidden(page, False)
    page.wait_for_timeout(300)
    assert timer.state == "running"
    if lock == "lost":
        assert page.evaluate("asked") > 1, "it asks again when the page comes back"
    timer.fine()


# elements

def test_an_element_taken_out_and_put_back_shows_the_session_that_went_on(ten: Timer) -> None:
    running_at(ten, 200)
    ten.page.evaluate("() => { window.kept = document.querySelector('practice-timer'); window.home = kept.parentElement; kept.remove() }")
    ten.page.wait_for_timeout(700)
    assert ten.page.locator("[inert]").count() == 0
    assert not ten.page.evaluate("theAudio.paused")
    ten.page.evaluate("home.append(kept)")
    ten.page.wait_for_timeout(500)
    assert ten.state == "running"
    ten.agrees(TEN)
    ten.press("go")
    ten.until("paused")
    ten.fine()


def test_a_second_timer_on_the_page_takes_over(ten: Timer) -> None:
    ten.page.evaluate(
        """async () => { const asked = new XMLHttpRequest();
        asked.open('GET', location.href); asked.responseType = 'document'; asked.send();
        await new Promise((done) => asked.addEventListener('load', done));
        const page = asked.response;
        document.querySelector('.timer-slot').after(document.adoptNode(page.querySelector('practice-timer'))); }"""
    )
    running_at(ten, 100)
    ten.page.evaluate("document.querySelectorAll('[data-act=go]')[1].click()")
    ten.page.wait_for_timeout(800)
    states = ten.page.locator(".timer__room").evaluate_all("all => all.map((e) => e.dataset.state)")
    assert states == ["ready", "running"]
    assert ten.page.evaluate("theAudio.currentTime") < 5
    ten.fine()


def test_a_second_press_on_start_does_not_begin_twice(ten: Timer) -> None:
    ten.page.evaluate("() => { const key = document.querySelector('[data-act=go]'); key.click(); key.click(); key.click() }")
    ten.until("running")
    ten.hands()
    assert [e[0] for e in ten.events].count("practice-start") == 1
    ten.fine()


def test_two_tabs_one_rings(open_page: Open, server: str) -> None:
    first = running_at(Timer(open_page(), f"{server}timer/10/"), 100)
    other = first.page.context.new_page()
    second = Timer(other, f"{server}timer/5/")
    second.start()
    first.until("paused")
    assert first.text("cue") == "Another tab has started. This one waits."
    assert second.state == "running"
    first.fine()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_random_presses_never_break_it(open_page: Open, server: str, seed: int) -> None:
    timer = frozen(open_page, server)
    page = timer.page
    chance = random.Random(seed)
    acts = ["go", "go", "go", "skip", "back", "reset", "options", "bells", "voice", "breath", "lights", "turn", "check", "lock"]
    for _ in range(50):
        page.evaluate("(acts) => acts.forEach((act) => document.querySelector(`[data-act=${act}]`).click())", chance.choices(acts, k=10))
        page.clock.run_for(chance.choice([10, 300, 5000, 60_000]))
    timer.fine()
    if timer.state in ("ready", "done", "paused"):
        timer.page.evaluate("document.querySelector('[data-act=go]').click()")
    page.wait_for_timeout(1000)  # for the network, which has a clock of its own
    page.clock.run_for(15_000)
    assert timer.state in ("running", "done", "paused")
    assert page.evaluate("document.querySelector('.timer__digits').textContent")
    timer.fine()


# other people's pages

@contextmanager
def elsewhere(html: str) -> Iterator[str]:
    """A page of another site."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None: ...

    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://localhost:{other.server_address[1]}/"
    finally:
        other.shutdown()
        other.server_close()


@pytest.mark.thorough
@pytest.mark.parametrize("attributes", ['sandbox="allow-scripts"', "", 'allow="autoplay; screen-wake-lock"'])
@pytest.mark.parametrize("origins", ["open", "closed"])
def test_the_embed_runs_in_a_frame_of_another_site(open_page: Open, server: str, attributes: str, origins: str) -> None:
    page = open_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def without_leave(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={k: v for k, v in answer.headers.items() if k != "access-control-allow-origin"})

    if origins == "closed":
        page.route("**/assets/**/*.js*", without_leave)
        page.route("**/assets/**/*.woff2*", without_leave)
    frame = f'<iframe src="{server}embed/?minutes=5#?secret=abc" width="600" height="480" {attributes}></iframe>'
    listen = "<script>heard = []; onmessage = (event) => heard.push(event.data)</script>"
    with elsewhere(f"<!doctype html>{listen}{frame}") as address:
        page.goto(address)
        inside = page.frame_locator("iframe")
        inside.locator(".timer--live").wait_for()
        assert inside.locator(".timer__minutes").inner_text() == "5"
        heard = page.evaluate("heard")
        assert {"type": "legs-up:height", "value": 480, "secret": "abc"} in heard
        assert {"message": "height", "value": 480, "secret": "abc"} in heard
        inside.locator("[data-act=go]").click()
        inside.locator('.timer__room[data-state="running"]').wait_for()
        inside.locator(".timer__seconds", has_text=":28").wait_for(timeout=8000)
        assert inside.locator(".timer__note").inner_text() == "", "it has its sound"
    assert wrong == []

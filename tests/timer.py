"""The timer as a person meets it, for tests: what it shows, what they press, and where the sound is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from macros.clock import about, spoken
from macros.data import load
from macros.model import Routine
from macros.routines import build_routine

ROOT = Path(__file__).parents[1]
DATA = load(ROOT / "data")

# Lets a test see the one audio element, and collects what goes wrong and what is said.
WATCH = """
(() => {
  const Real = window.Audio;
  window.Audio = function () { return (window.theAudio = new Real()); };
  window.wrong = [];
  addEventListener('error', (event) => event.message && wrong.push(event.message));
  addEventListener('unhandledrejection', (event) => wrong.push(String(event.reason)));
  window.said = [];
  new MutationObserver(() => {
    const words = document.querySelector('.timer__status')?.textContent.trim();
    if (words && words !== said.at(-1)) said.push(words);
  }).observe(document, { subtree: true, childList: true, characterData: true });
  window.events = [];
  for (const name of ['practice-start', 'practice-phase', 'practice-pause', 'practice-end'])
    document.addEventListener(name, ({ detail }) => events.push([name, detail.phase, Math.round(detail.at)]));
})()
"""

# An audio element made of a clock: it follows performance.now(), which a test can run ahead.
FAKE_AUDIO = """
(() => {
  class FakeAudio extends EventTarget {
    #from = 0; #at = 0; #src = ''; paused = true; readyState = 0; loop = false; duration = NaN; broken = '';
    get src() { return this.#src; }
    set src(value) {
      this.#src = new URL(value, location).href; this.#at = 0; this.paused = true; this.readyState = 0;
      queueMicrotask(() => {
        if (this.broken && this.#src.includes(this.broken)) return this.dispatchEvent(new Event('error'));
        this.readyState = 4;
        for (const name of ['loadedmetadata', 'canplay']) this.dispatchEvent(new Event(name));
      });
    }
    get ended() { return false; }
    get currentTime() { return this.paused ? this.#at : this.#at + (performance.now() - this.#from) / 1000; }
    set currentTime(value) { this.#at = value; this.#from = performance.now(); }
    play() {
      if (window.refuse) return Promise.reject(new DOMException('no', window.refuse));
      if (!this.paused) return Promise.resolve();
      this.#from = performance.now(); this.paused = false;
      queueMicrotask(() => this.dispatchEvent(new Event('playing')));
      return Promise.resolve();
    }
    pause() {
      if (this.paused) return;
      this.#at = this.currentTime; this.paused = true;
      queueMicrotask(() => this.dispatchEvent(new Event('pause')));
    }
    load() {}
    removeAttribute() { this.#src = ''; this.readyState = 0; }
    hasAttribute() { return this.#src !== ''; }
  }
  window.Audio = function () { return (window.theAudio = new FakeAudio()); };
})()
"""


def routine(minutes: int = 10, **choice: Any) -> Routine:
    """A session as the build has it."""
    return build_routine(DATA.library, minutes, **choice)


def parts(session: Routine) -> list[int]:
    """Where settling, the legs-up time and coming out end, in seconds."""
    return [session.settle, session.settle + 60 * session.minutes, session.seconds]


def promise(session: Routine) -> str:
    """What the timer says before it starts."""
    return f"Legs up for {spoken(60 * session.minutes, DATA.units)}, about {about(session.seconds, DATA.units)} in all"


TEN = parts(routine())


class Timer:
    """One timer on a page."""

    def __init__(self, page: Page, address: str, *, fake_audio: bool = False, clock: bool = False) -> None:
        self.page = page
        page.add_init_script(WATCH)
        if fake_audio:
            page.add_init_script(FAKE_AUDIO)
        if clock:
            page.clock.install()
        page.goto(address)
        page.locator(".timer--live").first.wait_for()
        # The body is laid once the sizes are known, a frame later.
        page.locator(".timer__room[style*='--high']").first.wait_for()

    # what they press

    def press(self, act: str) -> None:
        if act == "care":
            self.open_care()
        self.page.locator(f"[data-act={act}]").first.click()

    def open_care(self) -> None:
        """Where there is little room, who should ask first stands behind one line."""
        line = self.page.locator("[data-act=ask]").first
        if line.is_visible():
            line.click()

    def start(self) -> None:
        self.press("go")
        self.until("running")
        self.hands()

    def hands(self) -> None:
        """All keys but Start come with the first touch; then the digits are told in words too."""
        self.page.locator(".timer__digits[aria-label]").first.wait_for()

    def another(self, minutes: int) -> None:
        """A length that no page is published for: the list is filled at the first touch."""
        lengths = self.page.get_by_label("Another length").first
        lengths.focus()
        lengths.select_option(f"{minutes}")

    def seek(self, seconds: float) -> None:
        """As a player or the lock screen would."""
        self.page.evaluate("at => { theAudio.currentTime = at }", seconds)

    # what it shows

    def until(self, *states: str, seconds: float = 10) -> None:
        self.wait(lambda: self.state in states, seconds)

    def wait(self, true: Callable[[], object], seconds: float = 10) -> None:
        """Polls from here: the page's policy lets nobody evaluate text in it."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"not within {seconds} s; the timer is {self.state!r}, its sound {self.page.evaluate('theAudio.src')!r}"
            self.page.wait_for_timeout(50)

    @property
    def state(self) -> str:
        return self.page.locator(".timer__room").first.get_attribute("data-state") or ""

    @property
    def shown(self) -> int:
        """The digits, as seconds."""
        minutes, _, seconds = self.text("digits").partition(":")
        return int(minutes) * 60 + int(seconds)

    def text(self, part: str) -> str:
        return self.page.locator(f".timer__{part}").first.inner_text().replace("\n", "").strip()

    @property
    def status(self) -> str:
        return (self.page.locator(".timer__status").first.text_content() or "").strip()

    @property
    def go(self) -> str:
        return self.page.locator("[data-act=go]").first.inner_text().strip()

    @property
    def position(self) -> float:
        return float(self.page.evaluate("theAudio.currentTime"))

    @property
    def events(self) -> list[list[Any]]:
        return list(self.page.evaluate("events"))

    def agrees(self, parts: list[int]) -> None:
        """The digits tell the time left of their part, rounded up, at most 0.3 s late."""
        state, shown, at = self.page.evaluate(
            """() => { const q = (s) => document.querySelector(s);
            return [q('.timer__room').dataset.state, q('.timer__digits').textContent, theAudio.currentTime] }"""
        )
        minutes, seconds = map(int, shown.split(":"))
        lefts = [next(end for end in parts if moment < end) - moment for moment in (at, max(0, at - 0.3))]
        assert any(-0.01 <= minutes * 60 + seconds - left <= 1.01 for left in lefts), (state, shown, at)

    def fine(self) -> None:
        """Nothing was thrown."""
        assert self.page.evaluate("wrong") == []


def hidden(page: Page, hide: bool) -> None:
    """Playwright's pages are always in view; this tells the page otherwise."""
    page.evaluate(
        """(hide) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hide });
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hide ? 'hidden' : 'visible') });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hide,
    )


Open = Callable[..., Page]


def frozen(open_page: Open, server: str, query: str = "") -> Timer:
    """A timer whose clocks and sound run ahead as fast as the test wants."""
    return Timer(open_page(), f"{server}timer/10/{query}", fake_audio=True, clock=True)

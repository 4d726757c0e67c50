"""The timer in the other engines, and in a tab that is really hidden."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, missing, need
from tests.engines import firefox
from tests.engines.webkit import _display, webkit
from tests.timer import TEN

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

SEE_AUDIO = "const Real = window.Audio; window.Audio = function () { return (window.theAudio = new Real()); };"

# When the page has made its audio element already: it is found by what it does.
FIND_AUDIO = """const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { window.theAudio = this; return play.call(this) }"""

# Start, pause, every phase, carry on, the end.
SESSION = (
    "await page.evaluateOnNewDocument(() => {"
    + SEE_AUDIO
    + """ });
  await page.reload({ waitUntil: 'load' });
  const look = () => page.evaluate(() => ({ state: document.querySelector('.timer__room').dataset.state,
    phase: document.querySelector('.timer__phase').textContent, digits: document.querySelector('.timer__digits').textContent,
    at: window.theAudio.currentTime, source: window.theAudio.src, note: document.querySelector('.timer__band').textContent }));
  const until = async (wanted) => { for (let n = 0; n < 150; n += 1) { const now = await look();
    if (wanted(now)) return now; await new Promise((done) => setTimeout(done, 100)); } throw new Error(JSON.stringify(await look())); };
  const seen = [];
  await page.click('[data-act=go]');
  seen.push(await until((now) => now.state === 'running' && now.at > 0.5));
  await page.click('[data-act=go]');
  seen.push(await until((now) => now.state === 'paused'));
  for (const at of [95, 200, 400, 700]) {
    await page.evaluate((at) => { window.theAudio.currentTime = at }, at);
    await page.click('[data-act=go]');
    await until((now) => now.state === 'running' && now.at > at);
    await page.click('[data-act=go]');
    seen.push(await until((now) => now.state === 'paused'));
  }
  await page.click('[data-act=go]');
  await until((now) => now.state === 'running');
  await page.click('[data-act=skip]');
  seen.push(await until((now) => now.state === 'done'));
  return seen;
"""
)


def agrees(now: dict[str, Any], end: int) -> None:
    minutes, seconds = map(int, now["digits"].split(":"))
    assert -0.4 <= minutes * 60 + seconds - (end - now["at"]) <= 1.4, now


def test_firefox_plays_a_session(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a sound card Firefox plays into a void that swallows sound faster than life: the clock follows."""
    void = tmp_path / "asound.conf"
    void.write_text("pcm.!default { type null }\nctl.!default { type null }\n", "utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(void))
    seen = firefox.run(f"{server}timer/10/", SESSION)
    assert [now["state"] for now in seen] == ["running", *["paused"] * 5, "done"]
    assert all("10-general-wall-bells.mp3" in now["source"] and not now["note"] for now in seen)
    for now in seen[1:-1]:
        agrees(now, next(end for end in TEN if now["at"] < end))


def test_webkit_plays_a_session_by_address_and_one_that_it_mixes(server: str) -> None:
    """By address it always plays. A blob it refuses a third of the time: then comes a fresh one, or the words say what is."""
    with webkit() as browser:
        look = """const q = (s) => document.querySelector(s); const audio = window.theAudio;
          return { state: q('.timer__room').dataset.state, phase: q('.timer__phase').textContent,
          digits: q('.timer__digits').textContent, at: audio ? audio.currentTime : -1, note: q('.timer__band').textContent }"""
        browser.open(f"{server}timer/10/")
        browser.wait("return !!document.querySelector('.timer--live')")
        browser.run(FIND_AUDIO)
        browser.click("[data-act=go]")
        browser.wait("return document.querySelector('.timer__room').dataset.state === 'running' && window.theAudio.currentTime > 1", 30)
        agrees(browser.run(look), TEN[0])
        browser.click("[data-act=go]")
        browser.wait("return document.querySelector('.timer__room').dataset.state === 'paused'")
        browser.click("[data-act=go]")
        browser.wait("return document.querySelector('.timer__room').dataset.state === 'running'")
        for phase in ("Arrive", "Breathe", "Rest", "Come out"):
            browser.click("[data-act=skip]")
            browser.wait(f"return document.querySelector('.timer__phase').textContent === '{phase}'", 20)
        browser.run(f"window.theAudio.currentTime = {TEN[-1] - 2}")
        browser.wait("return document.querySelector('.timer__room').dataset.state === 'done'", 20)

        browser.open(f"{server}timer/?minutes=4")
        browser.wait("return !!document.querySelector('.timer--live')")
        browser.run(FIND_AUDIO)
        browser.click("[data-act=go]")
        browser.wait("return document.querySelector('.timer__room').dataset.state === 'running'", 60)
        now = browser.run(look)
        assert now["note"] == "" or "keep the screen on" in now["note"]
        assert now["digits"].startswith("1:")


def hidden_session(server: str, seconds: int) -> dict[str, Any]:
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules/puppeteer-core").is_dir():
        missing("puppeteer-core (npm ci)")
    with _display() as display:
        command = [str(node), "tests/engines/background.mjs", need("Chromium"), f"{server}timer/10/", str(seconds)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display},
            capture_output=True,
            text=True,
            timeout=seconds + 90,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def check_hidden(seen: dict[str, Any], seconds: int) -> None:
    before, after = seen["before"], seen["after"]
    assert seen["away"], "the tab was really hidden"
    assert (after["state"], after["paused"], after["frozen"]) == ("running", False, 0), after
    assert after["ticks"] - before["ticks"] > seconds * 0.9, "its timers ran all the while"
    assert after["sound"] - before["sound"] == pytest.approx(after["now"] - before["now"], abs=1)
    agrees({"digits": after["digits"], "at": after["sound"]}, next(end for end in TEN if after["sound"] < end))


@pytest.mark.slow
@pytest.mark.waits
def test_hidden_for_two_minutes_on_an_android_the_sound_goes_on(server: str) -> None:
    """A silent page is frozen after a minute there. The bed under the bells keeps ours awake."""
    check_hidden(hidden_session(server, 115), 115)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_hidden_for_nine_minutes_on_an_android_the_sound_goes_on(server: str) -> None:
    check_hidden(hidden_session(server, 540), 540)

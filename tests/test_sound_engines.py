"""Every engine takes a joined track as what it is: its length to the frame, and any moment of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.data import load
from macros.publishing import sound
from macros.sound.id3 import tag_size
from macros.sound.mpeg import FRAME, MS
from tests.conftest import ROOT, serving
from tests.engines import firefox
from tests.engines.webkit import webkit

pytestmark = pytest.mark.browser

TRACK = "assets/sound/15-sleep-wall-voice.mp3"
# Length, and where a jump to 8:20 landed. An engine that guesses would be seconds off.
MEASURE = """
const audio = document.createElement('audio');
audio.muted = true;
audio.oncanplay = () => { audio.oncanplay = null; audio.currentTime = 500; };
audio.onseeked = () => { document.title = JSON.stringify([audio.duration, audio.currentTime]); };
audio.onerror = () => { document.title = JSON.stringify(['error', audio.error.code]); };
audio.preload = 'auto';
audio.src = '/%s';
document.body.append(audio);
"""
PAGE = "<!doctype html><html lang=en><title></title><body>"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, float]]:
    """A server with the sound and an empty page, and the length of the track in seconds."""
    folder = tmp_path_factory.mktemp("sound")
    sound.write(folder, load(ROOT / "data"))
    (folder / "index.html").write_text(PAGE, "utf-8")
    with serving(folder) as address:
        yield address, length(folder / TRACK)


def length(track: Path) -> float:
    return ((track.stat().st_size - tag_size(track.read_bytes())) // FRAME - 1) * MS / 1000


def check(title: str, seconds: float) -> None:
    duration, at = json.loads(title)
    assert duration == pytest.approx(seconds, abs=0.06)
    assert at == pytest.approx(500, abs=0.03)


def test_chromium_knows_the_length_and_finds_every_moment(page: Page, host: tuple[str, float]) -> None:
    page.goto(host[0])
    page.evaluate(MEASURE % TRACK)
    page.wait_for_function("document.title !== ''")
    check(page.title(), host[1])


def test_firefox_knows_the_length_and_finds_every_moment(host: tuple[str, float]) -> None:
    code = f"await page.evaluate({json.dumps(MEASURE % TRACK)}); await page.waitForFunction(\"document.title !== ''\"); return await page.title()"
    check(firefox.run(host[0], code), host[1])


def test_webkit_knows_the_length_and_finds_every_moment(host: tuple[str, float]) -> None:
    with webkit() as browser:
        browser.open(host[0])
        browser.run(MEASURE % TRACK)
        check(browser.wait("return document.title", 30), host[1])

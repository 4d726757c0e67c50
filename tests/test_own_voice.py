"""A teacher's own voice: a recording becomes one file on the page for teachers, and the timer says it, in three engines."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from macros.sound.mpeg import FRAME, MS, RATE, read_frames
from macros.sound.recordings import clip_texts
from macros.sound.tracks import bank
from tests.conftest import ROOT
from tests.engines import firefox
from tests.engines.webkit import webkit
from tests.test_access import AXE, RUN_AXE, STRICT, TAGS
from tests.timer import DATA, Timer, routine
from tools.sbom import bill
from tools.sound import bed, shape
from tools.sound.signal import Sound, loudness, onset

ENCODER = ROOT / "overrides/assets/lame/lamejs-1.2.7.js"
UPSTREAM = "1c5f944911ccf2f6e29ab36c2e568363210ab16f50c0d76077060f40ecf91d28"
"""SHA-256 of dist/lamejs.js in @breezystack/lamejs 1.2.7, as npm has it."""

WORDS = DATA.ui.own
LONG = routine(20)
"""Every line is said in it, also the one that comes back while resting."""

MAKE = (ROOT / "tests/engines/voice_make.js").read_text("utf-8")
HEAR = (ROOT / "tests/engines/voice_hear.js").read_text("utf-8")


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        *(("teach/clip.js", "RATE", RATE), ("timer/splice.js", "MS", MS), ("timer/legs-file.js", "BYTES", FRAME)),
        *(("teach/clip.js", "EDGE", shape.EDGE), ("teach/clip.js", "ROOM", bed.LEVEL)),
        *(("teach/loudness.js", "LOUDNESS", shape.LOUDNESS), ("teach/loudness.js", "PEAK", shape.PEAK), ("teach/own-voice.js", "SOFT", shape.SOFT)),
    ],
)
def test_a_device_makes_clips_by_the_numbers_that_ours_are_made_by(script: str, name: str, value: float) -> None:
    said = re.search(rf"^(?:export )?const {name} = ([-\d._]+);", (ROOT / "overrides/assets/js" / script).read_text("utf-8"), re.MULTILINE)
    assert said, f"{script}: no {name}"
    assert float(said[1]) == value


def decoded(track: bytes) -> Sound:
    sound = miniaudio.decode(track, output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=RATE)
    return np.array(sound.samples, np.float64)


def legs(lines: Mapping[str, tuple[str, bytes]], name: str = "Anna") -> bytes:
    """A voice file as the page for teachers writes it: each line's clip with its words and its frames."""
    told = json.dumps({"name": name, "lines": [{"id": clip, "words": text, "bytes": len(frames)} for clip, (text, frames) in lines.items()]})
    return b"LEGS\1\0\0\0" + len(told.encode()).to_bytes(4, "little") + told.encode() + b"".join(frames for _, frames in lines.values())


def a_voice() -> dict[str, tuple[str, bytes]]:
    """Every line of the usual session, said by someone whose frames are not ours: the last of each is the first of another."""
    clips, texts = bank(DATA.folder), clip_texts(DATA.slots)
    return {cue.clip: (texts[cue.clip], clips[cue.clip][:-FRAME] + clips["out-sit"][:FRAME]) for cue in routine(10).cues}


def check_made(made: dict[str, Any]) -> bytes:
    """The file holds every line, as frames of the site's one format, each standing on its own; the page's policy opened nothing."""
    file = base64.b64decode(made["file"])
    length = int.from_bytes(file[8:12], "little")
    told = json.loads(file[12 : 12 + length])
    texts = clip_texts(DATA.slots)
    assert made["name"] == "anna.legs" and told["name"] == "Anna"
    assert [line["words"] for line in told["lines"]] == [texts[line["id"]] for line in told["lines"]]
    assert {line["id"] for line in told["lines"]} == {cue.clip for cue in LONG.cues}
    at = 12 + length
    for line in told["lines"]:
        read_frames(file[at : at + line["bytes"]])
        at += line["bytes"]
    assert at == len(file)
    assert "unsafe" not in made["policy"] and "wasm" not in made["policy"]
    return file


def check_heard(heard: dict[str, Any]) -> None:
    """Every line begins at its second, 46 ms late as all clips of the site, and as loud as the site's own."""
    assert heard["said"].startswith("Anna")
    sound = decoded(base64.b64decode(heard["track"]))
    bells = [bell.at for bell in LONG.bells]
    for cue in LONG.cues:
        start = onset(sound[(cue.at - 1) * RATE : (cue.at + 1) * RATE], -45) / RATE - 1
        if all(not bell <= cue.at <= bell + 8 for bell in bells):
            assert 0 < start < 0.15, (cue.clip, start)
        level = loudness(sound[cue.at * RATE : (cue.at + 1) * RATE + RATE // 4])
        wanted = -28 if DATA.slots[cue.slot].soft else -23
        assert level == pytest.approx(wanted, abs=1.5), (cue.clip, level)


def in_page(code: str) -> str:
    """A function body with `arguments`, as Playwright and puppeteer take it."""
    return f"async (...arguments_) => {{ const run = async function () {{ {code} }}; return run(...arguments_); }}"


def test_a_recording_becomes_a_file_and_the_file_a_session_in_chromium(page: Page, server: str) -> None:
    page.goto(f"{server}teach/")
    file = check_made(page.evaluate(in_page(MAKE)))
    page.goto(f"{server}timer/10/?minutes=20")
    check_heard(page.evaluate(in_page(HEAR), base64.b64encode(file).decode()))


@pytest.mark.thorough
def test_a_recording_becomes_a_file_and_the_file_a_session_in_firefox(server: str) -> None:
    made = firefox.run(f"{server}teach/", f"return page.evaluate({in_page(MAKE)})", 200)
    file = base64.b64encode(check_made(made)).decode()
    check_heard(firefox.run(f"{server}timer/10/?minutes=20", f"return page.evaluate({in_page(HEAR)}, {json.dumps(file)})"))


@pytest.mark.thorough
def test_a_recording_becomes_a_file_and_the_file_a_session_in_webkit(server: str) -> None:
    later = """const run = async function () { %s }; window.answer = null;
      run(...arguments).then((it) => (window.answer = it), (error) => (window.answer = { error: `${error}` }));"""
    with webkit() as browser:
        browser.open(f"{server}teach/")
        browser.run(later % MAKE)
        made = browser.wait("return window.answer", 200)
        assert "error" not in made, made
        file = base64.b64encode(check_made(made)).decode()
        browser.open(f"{server}timer/10/?minutes=20")
        browser.run(later % HEAR, file)
        heard = browser.wait("return window.answer", 60)
        assert "error" not in heard, heard
        check_heard(heard)


def test_the_encoder_is_the_one_that_was_published_but_for_what_its_head_tells() -> None:
    text = ENCODER.read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True)[:4] if line.startswith("//"))
    changed = text.removeprefix(head)
    assert "out_samplerate" in head and changed.count("R.out_samplerate = Z, ") == 1
    assert hashlib.sha256(changed.replace("R.out_samplerate = Z, ", "").encode()).hexdigest() == UPSTREAM
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (ENCODER.with_name("LICENSE.txt")).read_text("utf-8")
    assert ENCODER.name in (ROOT / "NOTICE").read_text("utf-8")
    assert [c["hashes"][0]["content"] for c in bill(ROOT)["components"] if c["name"] == "@breezystack/lamejs"] == [UPSTREAM]


def test_the_encoder_is_asked_for_by_no_page_and_kept_by_no_device(site: Path) -> None:
    assert (site / "assets/lame" / ENCODER.name).is_file()
    asking = [file.name for kind in ("html", "js", "css", "json") for file in site.rglob(f"*.{kind}") if "assets/lame" in file.read_text("utf-8")]
    assert asking == []
    assert "lamejs" not in (site / "sw.js").read_text("utf-8")
    scripts = [file for file in site.rglob("*.js") if file.name != ENCODER.name and "lamejs-" in file.read_text("utf-8")]
    assert [f"{file.parent.name}/{file.name}" for file in scripts] == ["teach/clip.js"]


@pytest.fixture
def timer(page: Page, server: str) -> Timer:
    """A timer with its options open."""
    one = Timer(page, f"{server}timer/10/", fake_audio=True)
    one.press("options")
    one.hands()
    return one


def pick(timer: Timer, file: bytes, name: str = "anna.legs") -> str:
    """What the timer says to a file."""
    said = timer.page.locator(".timer__whose")
    timer.page.evaluate("document.querySelector('.timer__whose').textContent = ''")
    timer.page.locator(".timer__own [data-own=pick]").set_input_files({"name": name, "mimeType": "", "buffer": file})
    expect(said).not_to_be_empty()
    return said.inner_text()


def joined(timer: Timer) -> str:
    """What the sound of the session is joined from, as the bank holds it: the hash of a line that Anna says."""
    found = timer.page.evaluate("""async () => {
      const address = performance.getEntriesByType('resource').find(({ name }) => name.includes('/bank.js'))?.name;
      const { clips } = await import(address);
      return [...(clips.get('settle-sit') ?? [])];
    }""")
    return hashlib.sha256(bytes(found)).hexdigest()


def test_a_voice_file_is_spoken_kept_and_given_back(timer: Timer) -> None:
    page = timer.page
    hers = hashlib.sha256(a_voice()["settle-sit"][1]).hexdigest()
    assert pick(timer, legs(a_voice())) == WORDS.speaks.format(name="Anna")
    assert joined(timer) == hers
    assert page.locator("[data-act=voice]").get_attribute("aria-pressed") == "true"
    page.reload()
    page.locator("[data-act=options]").click()
    said = page.locator(".timer__whose")
    expect(said).to_have_text(WORDS.speaks.format(name="Anna"))
    assert joined(timer) == hers
    page.get_by_role("button", name=WORDS.drop).click()
    expect(said).to_have_text(WORDS.dropped)
    expect(page.locator(".timer__own [data-own=pick]")).to_be_focused()
    page.reload()
    page.locator("[data-act=options]").click()
    page.locator(".timer__digits[aria-label]").wait_for()
    page.wait_for_timeout(500)
    expect(said).to_be_empty()
    timer.fine()


def test_a_voice_that_comes_along_the_way_is_heard_from_there_on(timer: Timer) -> None:
    timer.press("options")
    timer.press("voice")
    timer.start()
    assert "10-general-wall-voice.mp3" in timer.page.evaluate("theAudio.src")
    pick(timer, legs(a_voice()))
    timer.wait(lambda: str(timer.page.evaluate("theAudio.src")).startswith("blob:"))
    assert timer.state == "running"
    timer.fine()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a song": (lambda: bank(DATA.folder)["settle-sit"], "alien"),
    "nothing": (lambda: b"", "alien"),
    "a page": (lambda: b"<!doctype html><title>Not found</title>", "alien"),
    "a cut file": (lambda: legs(a_voice())[:-50], "cut"),
    "a file from later": (lambda: b"LEGS\2" + legs(a_voice())[5:], "newer"),
    "a huge file": (lambda: b"LEGS" + bytes(8_000_000), "huge"),
    "other lines": (lambda: legs({"fly": ("Fly.", bank(DATA.folder)["out-sit"])}), "other"),
    "a long line": (lambda: legs({"out-slide": (clip_texts(DATA.slots)["out-slide"], bank(DATA.folder)["settle-swing"])}), "overlong"),
}


def test_every_bad_file_gets_one_sentence_and_changes_nothing(timer: Timer) -> None:
    pick(timer, legs(a_voice()))
    hers = joined(timer)
    said: dict[str, str] = {}
    for name, (make, _) in BAD.items():
        said[name] = pick(timer, make())
        assert joined(timer) == hers, name
    assert said == {name: WORDS[key] for name, (_, key) in BAD.items()}
    timer.fine()


def test_a_device_without_room_speaks_until_the_page_closes(open_page: Callable[..., Page], server: str) -> None:
    page = open_page()
    page.add_init_script("Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'));")
    timer = Timer(page, f"{server}timer/10/", fake_audio=True)
    timer.press("options")
    timer.hands()
    assert pick(timer, legs(a_voice())) == WORDS.unkept.format(name="Anna")
    assert page.evaluate("localStorage.getItem('legs-up-voice')") is None
    timer.press("options")
    timer.press("go")
    timer.until("running")
    timer.wait(lambda: str(page.evaluate("theAudio.src")).startswith("blob:"))
    timer.fine()


def test_without_a_network_a_file_is_opened_kept_and_spoken(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(service_workers="allow")
    page.goto(f"{server}timer/10/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    timer = Timer(page, f"{server}timer/10/", fake_audio=True)
    timer.press("options")
    timer.hands()
    assert pick(timer, legs(a_voice())) == WORDS.speaks.format(name="Anna")
    timer.press("options")
    timer.press("go")
    timer.until("running")
    timer.wait(lambda: "spliced" in page.evaluate("theAudio.src") or "blob:" in page.evaluate("theAudio.src"))
    assert page.evaluate("caches.keys().then((names) => names.filter((name) => name.endsWith(':voice')).length)") == 1
    timer.fine()


def test_a_file_that_holds_some_lines_leaves_the_others_to_our_voice(timer: Timer) -> None:
    lines = a_voice()
    pick(timer, legs({"settle-sit": lines["settle-sit"]}))
    with timer.page.expect_response(lambda answer: "clips/settle-swing.mp3" in answer.url):
        timer.press("options")
        timer.press("go")
    timer.until("running")
    timer.fine()


def test_a_name_that_is_markup_stays_a_name(timer: Timer) -> None:
    name = "<b>Anna</b>" + "a" * 60
    assert pick(timer, legs(a_voice(), name)) == WORDS.speaks.format(name=name[:40])


def test_what_cannot_be_a_recording_is_said_on_the_page_for_teachers(page: Page, server: str) -> None:
    page.goto(f"{server}teach/")
    page.get_by_text(WORDS.open, exact=True).click()
    page.locator(".own__line").first.wait_for()
    said = page.locator(".own__said")
    field = page.locator(".own__first [data-own=pick]")
    told = bytes.fromhex("10000000 0100 0100 803e0000 007d0000 0200 1000")  # one second, 16 kHz, mono, 16 bits
    silence = b"RIFF" + (36 + 32000).to_bytes(4, "little") + b"WAVEfmt " + told + b"data" + (32000).to_bytes(4, "little") + bytes(32000)
    for name, content, key in (("a.mp3", b"no sound at all", "unread"), ("b.mp3", b"", "unread"), ("c.wav", silence, "nothing")):
        field.set_input_files({"name": name, "mimeType": "audio/mpeg", "buffer": content})
        expect(said).to_have_text(WORDS[key].format(file=name))
    expect(page.get_by_role("button", name=WORDS.save)).to_be_disabled()


def test_one_file_a_line_is_taken_by_its_name(page: Page, server: str) -> None:
    page.goto(f"{server}teach/")
    page.get_by_text(WORDS.open, exact=True).click()
    page.locator(".own__line").first.wait_for()
    sound = DATA.folder / "sound"
    page.locator(".own__first [data-own=pick]").set_input_files([sound / "settle-swing.mp3", sound / "out-sit.mp3"])
    for clip in ("settle-swing", "out-sit"):
        expect(page.locator(f"[data-clip={clip}]")).to_have_attribute("data-state", "fits")
    expect(page.locator(".own__said")).to_have_text(WORDS.some.format(count=2, all=page.locator(".own__line").count()))
    # A line for a place that is too short says so, and does not go into the file.
    page.locator("[data-clip=out-slide] input").set_input_files(sound / "settle-swing.mp3")
    expect(page.locator("[data-clip=out-slide]")).to_have_attribute("data-state", "long")


def test_a_line_can_be_moved_and_heard_with_keys_alone(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}teach/")
    page.get_by_text(WORDS.open, exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".own__line").first.wait_for()
    clips = bank(DATA.folder)
    # More sounds than lines, so that some lines have two and may give one away.
    song = b"".join(clips["out-slide"] + clips["bed"][: 60 * FRAME] for _ in range(26))
    file = tmp_path / "all.mp3"
    file.write_bytes(song)
    page.keyboard.press("Tab")
    page.keyboard.type("Anna")
    page.keyboard.press("Tab")
    expect(page.locator(".own__first [data-own=pick]")).to_be_focused()
    page.locator(".own__first [data-own=pick]").set_input_files(file)
    first = page.locator(".own__line").first
    expect(first).to_have_attribute("data-state", "fits")
    play = first.get_by_role("button", name=WORDS.play)
    play.focus()
    page.keyboard.press("Enter")
    expect(first.get_by_role("button", name=WORDS.stop)).to_be_focused()
    page.keyboard.press("Enter")
    expect(play).to_be_visible()
    later = page.locator('.own__line [data-own=later][aria-disabled="false"]').first
    clip = later.evaluate("(button) => button.closest('[data-clip]').dataset.clip")
    line = page.locator(f"[data-clip={clip}]")
    before = line.locator(".own__state").inner_text()
    line.locator("[data-own=later]").focus()
    page.keyboard.press("Enter")
    expect(line.locator(".own__state")).not_to_have_text(before)
    expect(line.locator("[data-own=later]")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_part_for_voice_files(open_page: Callable[..., Page], server: str, scheme: str) -> None:
    for address, opens in (("teach/", f'text="{WORDS.open}"'), ("timer/10/", "[data-act=options]")):
        page = open_page(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        page.goto(server + address)
        page.locator(opens).first.click()
        if address == "teach/":
            sound = DATA.folder / "sound"
            page.locator(".own__line").first.wait_for()
            page.locator(".own__first [data-own=pick]").set_input_files([sound / "settle-sit.mp3", sound / "out-sit.mp3"])
            expect(page.locator("[data-clip=out-sit]")).to_have_attribute("data-state", "fits")
        page.evaluate(AXE.read_text("utf-8"))
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(RUN_AXE, [TAGS, list(STRICT)]) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)

"""The podcast: read by the libraries of real players, whole, and true to the files beside it."""

from __future__ import annotations

import json
import re
import uuid
import xml.etree.ElementTree as ET
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import mutagen.id3
import podcastparser
import pytest
from PIL import Image

from macros.calls import MACROS
from macros.data import load
from macros.evidence.care import care_line
from macros.links import session_path, sessions
from macros.publishing import podcast
from macros.publishing.podcast import FEED, SPACES
from macros.render import Place
from macros.routines import build_routine
from tests.conftest import SITE_URL
from tests.hosts import ask
from tests.pages import BuiltPage

ROOT = Path(__file__).parents[1]
DATA = load(ROOT / "data")
ADDRESS = SITE_URL + FEED
SESSIONS = sessions(DATA)
ROUTINES = [build_routine(DATA.library, s.minutes, s.purpose.id, s.version.id) for s in SESSIONS]
MOMENT = r"(\d\d):(\d\d):(\d\d)\.000"


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    return (site / FEED).read_text("utf-8")


@pytest.fixture(scope="module")
def channel(text: str) -> ET.Element:
    found = ET.fromstring(text).find("channel")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def known(text: str) -> dict[str, Any]:
    """The podcast as podcastparser reads it, which is gPodder's own reader."""
    return dict(podcastparser.parse(ADDRESS, BytesIO(text.encode())))


def attribute(parent: ET.Element, path: str, name: str) -> str:
    found = parent.find(path, SPACES)
    assert found is not None, path
    return str(found.attrib[name])


def local(site: Path, address: str) -> Path:
    """The file of the site that an address of the feed means."""
    assert address.startswith(SITE_URL)
    file = site / address.removeprefix(SITE_URL).partition("?")[0]
    assert file.is_file(), address
    return file


def test_a_feed_reader_finds_no_fault_in_it(text: str) -> None:
    read = feedparser.parse(text)
    assert (read.bozo, read.version, len(read.entries)) == (False, "rss20", len(SESSIONS))
    assert read.feed.language == "en-us"


def test_a_player_s_library_finds_three_lengths_and_five_purposes(known: dict[str, Any], site: Path) -> None:
    assert known["title"] == DATA.site.name
    assert known["type"] == "serial"
    episodes = sorted(known["episodes"], key=lambda episode: int(episode["number"]))
    assert [episode["link"] for episode in episodes] == [SITE_URL + session_path(s, DATA.rules) for s in SESSIONS]
    assert [episode["total_time"] for episode in episodes] == [routine.sound_seconds for routine in ROUTINES]
    for episode, routine in zip(episodes, ROUTINES, strict=True):
        [enclosure] = episode["enclosures"]
        file = local(site, enclosure["url"])
        assert file.name == f"{routine.id}-voice.mp3"
        assert (enclosure["file_size"], enclosure["mime_type"]) == (file.stat().st_size, "audio/mpeg")
        assert [(chapter["start"], chapter["title"]) for chapter in episode["chapters"]] == [(p.start, p.name) for p in routine.phases]
        assert care_line(DATA.evidence) in episode["description"]
    dates = [episode["published"] for episode in episodes]
    assert dates == sorted(set(dates)), "apps that order by the date alone keep the order"
    assert len({episode["guid"] for episode in episodes}) == len(episodes)


def test_what_apple_and_the_podcast_index_ask_for_is_there(channel: ET.Element, site: Path) -> None:
    for path in ("title", "link", "description", "language", "itunes:author", "itunes:explicit", "itunes:type", "podcast:guid", "podcast:license"):
        assert channel.findtext(path, namespaces=SPACES), path
    assert attribute(channel, "itunes:category", "text") == "Health & Fitness"
    assert attribute(channel, "atom:link", "href") == ADDRESS
    bare = ADDRESS.removeprefix("https://")
    assert channel.findtext("podcast:guid", namespaces=SPACES) == str(uuid.uuid5(uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), bare))
    with Image.open(local(site, attribute(channel, "itunes:image", "href"))) as picture:
        assert picture.width == picture.height
        assert 1400 <= picture.width <= 3000
        assert picture.format == "PNG"
    for item in channel.findall("item"):
        for path in ("title", "guid", "description", "itunes:duration", "itunes:episode"):
            assert item.findtext(path, namespaces=SPACES), path
        date = parsedate_to_datetime(item.findtext("pubDate") or "")
        assert date.utcoffset() is not None
        assert date.replace(tzinfo=None) >= datetime(2026, 11, 22)


def test_chapters_in_the_feed_beside_it_and_in_the_track_are_the_same(channel: ET.Element, site: Path) -> None:
    for item in channel.findall("item"):
        beside = json.loads(local(site, attribute(item, "podcast:chapters", "url")).read_text("utf-8"))
        assert beside["version"] == "1.2.0"
        inside = mutagen.id3.ID3(local(site, attribute(item, "enclosure", "url"))).getall("CHAP")
        listed = [(chapter["startTime"], chapter["title"]) for chapter in beside["chapters"]]
        assert listed == [(chapter.start_time / 1000, chapter.sub_frames["TIT2"].text[0]) for chapter in inside]


def test_the_captions_say_every_sentence_at_its_second_and_one_at_a_time(channel: ET.Element, site: Path) -> None:
    for item, routine in zip(channel.findall("item"), ROUTINES, strict=True):
        head, *blocks = local(site, attribute(item, "podcast:transcript", "url")).read_text("utf-8").strip().split("\n\n")
        assert head == "WEBVTT"
        said, before = {}, 0
        for block in blocks:
            times, words = block.split("\n")
            match = re.fullmatch(f"{MOMENT} --> {MOMENT}", times)
            assert match
            begin, end = (int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in (match.groups()[:3], match.groups()[3:]))
            assert before <= begin < end
            said[begin, words], before = end, end
        assert {(cue.at, cue.text) for cue in routine.cues} <= set(said)
        assert len(said) == len(routine.cues) + len(routine.bells)


def test_the_bells_alone_can_be_had_too(channel: ET.Element, site: Path) -> None:
    for item in channel.findall("item"):
        rung = local(site, attribute(item, "podcast:alternateEnclosure/podcast:source", "uri"))
        assert rung.name.endswith("-bells.mp3")
        assert int(attribute(item, "podcast:alternateEnclosure", "length")) == rung.stat().st_size


def test_a_part_of_an_episode_can_be_asked_for(server: str, channel: ET.Element, site: Path) -> None:
    """Apple and others ask for two bytes first, and refuse a host that sends the whole file."""
    address = attribute(channel, "item/enclosure", "url")
    status, headers, body = ask(server, address.removeprefix(SITE_URL), Range="bytes=0-1")
    assert (status, body, headers["content-type"]) == (206, b"ID", "audio/mpeg")
    assert headers["content-range"] == f"bytes 0-1/{local(site, address).stat().st_size}"


def test_every_timer_page_leads_to_it(pages: dict[str, BuiltPage], site: Path) -> None:
    for path in ("timer/", "timer/5/", "timer/10/", "timer/15/"):
        html = (site / path / "index.html").read_text("utf-8")
        way = re.escape("../" * path.count("/") + FEED)
        assert re.search(rf'<a href="{way}"[^>]*>{re.escape(DATA.ui.podcast.keep)}</a>', html), path
        assert re.search(rf'<link rel="alternate" type="application/rss\+xml"[^>]* href="{way}"', html), path
    assert {path for path in pages if FEED in (site / path / "index.html" if path != "404.html" else site / path).read_text("utf-8")} == {
        "timer/",
        "timer/5/",
        "timer/10/",
        "timer/15/",
    }


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://legsup.example/", ""])
def test_without_an_address_that_apps_can_reach_there_is_none(tmp_path: Path, address: str) -> None:
    check_absent(tmp_path, address)


def check_absent(folder: Path, address: str) -> None:
    podcast.write(folder, DATA, address, {})
    assert list(folder.iterdir()) == []
    place = Place("timer/10/", "", address, {})
    assert FEED not in MACROS["take_along"](DATA, place, minutes=10)


def test_a_host_that_sends_no_parts_of_files_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FEED in MACROS["take_along"](DATA, Place("timer/10/", "", SITE_URL, {}), minutes=10)
    monkeypatch.setenv("SITE_PODCAST", "no")
    check_absent(tmp_path, SITE_URL)

"""The sessions as a podcast: a feed (RSS 2.0 with the elements of Apple and of Podcasting 2.0), captions and chapters.

Only for a site that knows its own address: podcast apps ask from elsewhere, over HTTPS, and for parts of a file (deploy/README.md).
Nothing in it tells when it was made. An episode keeps its guid and its day when its sound changes.
"""

from __future__ import annotations

import json
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from macros.clock import about, clock
from macros.data import Data
from macros.evidence.care import care_line
from macros.links import Session, has_podcast, session_name, session_path, sessions
from macros.pictures.cover import LARGE, cover
from macros.publishing.feeds import read_page
from macros.publishing.folder import replace
from macros.publishing.markup import Pages
from macros.routines import build_routine
from macros.schema import DataError
from macros.sound.tagged import chapters, lines
from macros.sound.tracks import FOLDER, sound_score
from macros.sound.transcript import web_vtt

__all__ = ["FEED", "Episode", "feed", "write"]

FEED = "podcast.xml"
COVER = f"{FOLDER}/cover.png"
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
# The namespace that the podcast index gives for making a podcast's guid from its address.
GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@dataclass(frozen=True)
class Sound:
    """A file of an episode: its address and its bytes."""

    url: str
    length: int


@dataclass(frozen=True)
class Episode:
    """One session. `chapters` are the second and the name of each part; `written` is the day its page was first published."""

    id: str
    title: str
    about: str
    page: str
    spoken: Sound
    rung: Sound
    seconds: int
    chapters: tuple[tuple[int, str], ...]
    captions: str
    parts: str
    written: datetime


def write(site: Path, data: Data, site_url: str, pages: Pages) -> None:
    """Writes the feed, the cover, and captions and chapters beside the tracks; after the tracks and the pages."""
    if not has_podcast(site_url):
        return
    stamps = sound_score(data)["tracks"]
    (site / COVER).write_bytes(cover(data, LARGE))
    replace(site / FEED, feed(data, [_episode(site, data, one, site_url, stamps, pages) for one in sessions(data)], site_url))


def feed(data: Data, episodes: Sequence[Episode], site_url: str) -> str:
    """The feed. The first episode is the oldest, a minute older than the next, so that every app has them in this order."""
    for short, space in SPACES.items():
        ET.register_namespace(short, space)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    address = site_url + FEED
    _put(channel, "title", data.site.name)
    _put(channel, "link", site_url)
    _put(channel, "atom:link", href=address, rel="self", type="application/rss+xml")
    _put(channel, "description", f"{data.ui.podcast.about} {data.ui.site.not_reviewed} {care_line(data.evidence)}")
    _put(channel, "language", data.site.language.lower())
    _put(channel, "copyright", data.ui.podcast.copyright.format(license=data.site.license))
    _put(channel, "itunes:author", data.site.by)
    _put(channel, "itunes:image", href=site_url + COVER)
    _put(channel, "itunes:category", text="Health & Fitness")
    _put(channel, "itunes:explicit", "false")
    _put(channel, "itunes:type", "serial")
    _put(channel, "podcast:guid", str(uuid.uuid5(GUIDS, address.split("://", 1)[-1])))
    _put(channel, "podcast:medium", "podcast")
    _put(channel, "podcast:license", data.site.license.lower().replace(" ", "-"), url=data.site.license_url)
    for number, episode in enumerate(episodes, 1):
        _item(channel, data, episode, number, site_url)
    ET.indent(rss, "")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(rss, "unicode") + "\n"


def _item(channel: ET.Element, data: Data, episode: Episode, number: int, site_url: str) -> None:
    item = _put(channel, "item")
    _put(item, "title", episode.title)
    _put(item, "link", episode.page)
    _put(item, "description", episode.about)
    _put(item, "guid", f"{site_url}{FEED}#{episode.id}", isPermaLink="false")
    _put(item, "pubDate", format_datetime(episode.written + timedelta(minutes=number)))
    _put(item, "enclosure", url=episode.spoken.url, length=str(episode.spoken.length), type="audio/mpeg")
    _put(item, "itunes:duration", str(episode.seconds))
    _put(item, "itunes:episode", str(number))
    _put(item, "itunes:episodeType", "full")
    _put(item, "itunes:explicit", "false")
    _put(item, "podcast:transcript", url=episode.captions, type="text/vtt", language=data.site.language.partition("-")[0])
    _put(item, "podcast:chapters", url=episode.parts, type="application/json+chapters")
    # Players that read no file beside the feed find the parts here.
    told = _put(item, "psc:chapters", version="1.2")
    for at, part in episode.chapters:
        _put(told, "psc:chapter", start=f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}", title=part)
    rung = _put(item, "podcast:alternateEnclosure", type="audio/mpeg", length=str(episode.rung.length), title=data.ui.timer.rung)
    _put(rung, "podcast:source", uri=episode.rung.url)


def _episode(site: Path, data: Data, session: Session, site_url: str, stamps: dict[str, str], pages: Pages) -> Episode:
    """What a session is as an episode; its captions and chapters are written on the way."""
    routine = build_routine(data.library, session.minutes, session.purpose.id, session.version.id)
    beside = f"{FOLDER}/{routine.id}"
    parts = tuple((chapter.start // 1000, chapter.title) for chapter in chapters(routine))
    replace(site / f"{beside}.vtt", web_vtt(lines(data, routine, voice=True)))
    listed = {"version": "1.2.0", "chapters": [{"startTime": at, "title": part} for at, part in parts]}
    replace(site / f"{beside}.json", json.dumps(listed, ensure_ascii=False) + "\n")

    def sound(kind: str) -> Sound:
        file = f"{beside}-{kind}.mp3"
        return Sound(f"{site_url}{file}?v={stamps[routine.id]}", (site / file).stat().st_size)

    legs_up = data.ui.routine.legs_up.format(minutes=routine.minutes, total=about(routine.seconds, data.units))
    told = " · ".join(f"{clock(at)} {part}" for at, part in parts)
    return Episode(
        routine.id,
        session_name(data, session),
        f"{session.purpose.why} {legs_up}. {care_line(data.evidence)} {told}",
        site_url + session_path(session, data.rules),
        sound("voice"),
        sound("bells"),
        routine.sound_seconds,
        parts,
        f"{site_url}{beside}.vtt",
        f"{site_url}{beside}.json",
        _first_day(site, pages, f"timer/{session.minutes}/" if session.purpose.id == "general" else f"{session.purpose.page}/"),
    )


def _first_day(site: Path, pages: Pages, page: str) -> datetime:
    """The day of the first change that a page tells of."""
    days = [change.date for change in read_page(page, pages[site / page / "index.html"]).changes]
    if not days:
        raise DataError(f"docs: page /{page}", "changes", "none", "the day on which the page was first published")
    return datetime.fromisoformat(min(days)).replace(tzinfo=UTC)


def _put(parent: ET.Element, tag: str, content: str = "", /, **given: str) -> ET.Element:
    """A new element; "itunes:image" names its space by its short name."""
    short, colon, plain = tag.partition(":")
    child = ET.SubElement(parent, f"{{{SPACES[short]}}}{plain}" if colon else tag, given)
    child.text = content or None
    return child

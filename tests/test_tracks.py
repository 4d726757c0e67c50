"""A track that someone takes along tells what it is: its name, its cover, what is heard, and where its parts begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import mutagen.id3
import pytest
from mutagen.mp3 import MP3
from PIL import Image

from macros.clock import clock
from macros.data import load
from macros.evidence.care import care_line
from macros.model import Routine
from macros.pictures.cover import SMALL, cover
from macros.sound.id3 import tag_size
from macros.sound.mpeg import FRAME, MS, read_frames
from macros.sound.soundtrack import plan, splice
from macros.sound.tracks import bank, published, tracks

ROOT = Path(__file__).parents[1]
DATA = load(ROOT / "data")
BANK = bank(DATA.folder)
ROUTINES = {routine.id: routine for routine in published(DATA)}
TRACKS = {track.id: {"bells": track.bells, "voice": track.voice} for track in tracks(DATA, cover(DATA, SMALL))}
KINDS = ("bells", "voice")


def frames(tag: bytes) -> Iterator[tuple[str, bytes]]:
    """The frames of a tag, read by the letter of ID3v2.4: a name, a length of four times seven bits, no flags."""
    at = 0
    while at < len(tag):
        name, size = tag[at : at + 4].decode("ascii"), tag[at + 4 : at + 8]
        assert re.fullmatch("[A-Z0-9]{4}", name)
        assert max(size) < 128, "a length is never taken for the start of sound"
        assert tag[at + 8 : at + 10] == b"\0\0"
        length = size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]
        yield name, tag[at + 10 : at + 10 + length]
        at += 10 + length
    assert at == len(tag), "the tag is as long as it says"


def chapter(content: bytes) -> tuple[str, int, int, str]:
    """A chapter: its id, where it begins and ends in milliseconds, and its title."""
    name, _, rest = content.partition(b"\0")
    assert rest[8:16] == b"\xff" * 8, "players go by the time"
    [(title_frame, title)] = frames(rest[16:])
    assert (title_frame, title[0]) == ("TIT2", 3)
    return name.decode(), int.from_bytes(rest[:4], "big"), int.from_bytes(rest[4:8], "big"), title[1:].decode()


def parts(routine: Routine, track: bytes) -> list[tuple[str, int, int, str]]:
    """The chapters that a track ought to have: its phases, and the last one to the last sound."""
    end = (len(track) - tag_size(track)) // FRAME * MS - MS
    ends = [*(phase.start * 1000 for phase in routine.phases[1:]), end]
    return [(p.id, p.start * 1000, to, p.name) for p, to in zip(routine.phases, ends, strict=True)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ROUTINES)
def test_behind_its_tag_a_track_is_joined_as_the_timer_joins_it(name: str, kind: str) -> None:
    """No second moves: the frames are those of the splice, which Python and JavaScript make alike (tests/js/splice.test.js)."""
    track, routine = TRACKS[name][kind], ROUTINES[name]
    sounding = track[tag_size(track) :]
    assert sounding == splice(BANK, plan(routine, routine.purpose.bells, kind == "voice"))
    assert read_frames(sounding) * MS == MP3(BytesIO(track)).info.length * 1000 + MS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ROUTINES)
def test_the_chapters_are_the_phases_to_the_millisecond(name: str, kind: str) -> None:
    track = TRACKS[name][kind]
    assert track[:6] == b"ID3\x04\x00\x00"
    found = list(frames(track[10 : tag_size(track)]))
    chapters = [chapter(content) for kind_of, content in found if kind_of == "CHAP"]
    assert chapters == parts(ROUTINES[name], track)
    [contents] = [content for kind_of, content in found if kind_of == "CTOC"]
    top, _, rest = contents.partition(b"\0")
    assert top == b"contents"
    assert (rest[0], rest[1]) == (3, len(chapters)), "the one at the top, in order"
    assert rest[2:].split(b"\0")[:-1] == [part[0].encode() for part in chapters]


@pytest.mark.parametrize("name", ROUTINES)
def test_a_player_s_library_reads_the_same(name: str) -> None:
    """mutagen, which many players and podcast tools read tags with."""
    for kind in KINDS:
        track = TRACKS[name][kind]
        read = mutagen.id3.ID3(BytesIO(track))
        assert read.version == (2, 4, 0)
        assert [(c.element_id, c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in read.getall("CHAP")] == parts(ROUTINES[name], track)
        assert read["TIT2"].text[0].startswith(DATA.site.name)
        assert read["TPE1"].text == read["TALB"].text == [DATA.site.name]
        assert read["TLAN"].text == ["eng"]
        assert int(read["TLEN"].text[0]) == read.getall("CHAP")[-1].end_time
        assert read["WCOP"].url.startswith("https://creativecommons.org/licenses/by/4.0")
        with Image.open(BytesIO(read["APIC:"].data)) as picture:
            assert (picture.format, *picture.size) == ("PNG", SMALL, SMALL)


@pytest.mark.parametrize("name", ROUTINES)
def test_the_words_of_a_track_are_all_that_is_heard_and_who_should_ask_first(name: str) -> None:
    routine = ROUTINES[name]
    words = {kind: mutagen.id3.ID3(BytesIO(TRACKS[name][kind])).getall("USLT")[0] for kind in KINDS}
    assert {lyric.lang for lyric in words.values()} == {"eng"}
    spoken, rung = words["voice"].text.splitlines(), words["bells"].text.splitlines()
    assert spoken[0] == rung[0] == care_line(DATA.evidence)
    assert all(f"{clock(cue.at)} {cue.text}" in spoken for cue in routine.cues)
    assert not any(cue.text in line for cue in routine.cues for line in rung)
    for bell in routine.bells:
        assert sum(line.startswith(f"{clock(bell.at)} (") for line in rung) == 1
    assert sum(DATA.ui.podcast.stroke in line for line in rung) == len(routine.signs)


def test_the_two_kinds_of_a_session_have_two_names() -> None:
    names = {mutagen.id3.ID3(BytesIO(track))["TIT2"].text[0] for both in TRACKS.values() for track in both.values()}
    assert len(names) == 2 * len(TRACKS)


def test_a_track_is_not_kept_waiting_by_what_stands_before_it() -> None:
    """Less than three seconds of its sound: a phone has that with the first packets."""
    assert max(tag_size(track) for both in TRACKS.values() for track in both.values()) < 3 * 1000 // MS * FRAME

"""What a player shows of a track: an ID3v2.4 tag before its frames, with title, cover, words and chapters. Pure.

A player that knows the tag skips it by its length; the frames after it are those that were joined, byte for byte. Nothing in it
tells when or where it was made, so the same session always has the same tag.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Chapter", "Tag", "tag_bytes", "tag_size"]

HEAD = 10
"""Bytes before what a tag or a frame holds."""

UTF8 = b"\x03"
FRONT_COVER = b"\x03"
TOP_AND_IN_ORDER = b"\x03"
NO_PLACE = b"\xff\xff\xff\xff"
"""Instead of a place in bytes: players go by the time."""


@dataclass(frozen=True)
class Chapter:
    """A part of a track, in milliseconds from its start."""

    id: str
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Tag:
    """What is told of a track: `language` as in ISO 639-2, the `words` that are heard, the `cover` as PNG, its length in
    milliseconds, and an address where its `license` is told."""

    title: str
    artist: str
    album: str
    language: str
    words: str
    cover: bytes
    license: str
    length: int
    chapters: tuple[Chapter, ...]


def tag_bytes(tag: Tag) -> bytes:
    """The tag. A short table of contents names the chapters; each has its title."""
    lines = {"TIT2": tag.title, "TPE1": tag.artist, "TALB": tag.album, "TLAN": tag.language, "TLEN": str(tag.length)}
    frames = [*(_text(name, line) for name, line in lines.items()), _frame("WCOP", tag.license.encode("latin-1"))]
    frames.append(_contents(tag.chapters))
    frames += [_chapter(chapter) for chapter in tag.chapters]
    frames.append(_frame("USLT", UTF8 + tag.language.encode("latin-1") + b"\0" + tag.words.encode()))
    frames.append(_frame("APIC", UTF8 + b"image/png\0" + FRONT_COVER + b"\0" + tag.cover))
    body = b"".join(frames)
    return b"ID3\x04\x00\x00" + _length(len(body)) + body


def tag_size(track: bytes) -> int:
    """How many bytes stand before the frames of a track; 0 where there is no tag."""
    if track[:3] != b"ID3":
        return 0
    size = 0
    for seven in track[6:HEAD]:
        size = size << 7 | seven
    return HEAD + size


def _length(size: int) -> bytes:
    """A length in four bytes of seven bits, so that no player takes it for the start of sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + _length(len(content)) + b"\0\0" + content


def _text(name: str, line: str) -> bytes:
    return _frame(name, UTF8 + line.encode())


def _contents(chapters: tuple[Chapter, ...]) -> bytes:
    ids = b"".join(chapter.id.encode("latin-1") + b"\0" for chapter in chapters)
    return _frame("CTOC", b"contents\0" + TOP_AND_IN_ORDER + bytes((len(chapters),)) + ids)


def _chapter(chapter: Chapter) -> bytes:
    times = chapter.start.to_bytes(4, "big") + chapter.end.to_bytes(4, "big")
    return _frame("CHAP", chapter.id.encode("latin-1") + b"\0" + times + 2 * NO_PLACE + _text("TIT2", chapter.title))

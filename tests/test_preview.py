"""The preview server answers as a good static host does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import serving
from tests.hosts import ask
from tools.preview import headers_for, read_rules

SOUND = bytes(range(256)) * 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("host")
    (folder / "practice").mkdir()
    (folder / "index.html").write_text("home")
    (folder / "practice/index.html").write_text("practice")
    (folder / "practice/index.html.gz").write_bytes(gzip.compress(b"practice"))
    (folder / "404.html").write_text("lost")
    (folder / "bell.mp3").write_bytes(SOUND)
    (folder / "_headers").write_text("/*\n  X-Frame-Options: SAMEORIGIN\n/practice/*\n  ! X-Frame-Options\n  X-Here: yes\n")
    with serving(folder, "/legs/") as where:
        yield where


def test_a_folder_answers_with_its_page_and_a_missing_slash_is_added(address: str) -> None:
    assert ask(address, "practice/")[2] == b"practice"
    status, headers, _ = ask(address, "practice")
    assert (status, headers["location"]) == (301, "/legs/practice/")


def test_an_unknown_address_answers_404_with_the_helpful_page(address: str) -> None:
    assert ask(address, "nowhere/")[::2] == (404, b"lost")


def test_no_address_leads_out_of_the_folder(address: str) -> None:
    assert ask(address, "../../../../etc/passwd")[0] == 404
    assert ask(address, "%2e%2e/%2e%2e/etc/passwd")[0] == 404


def test_the_ready_compressed_copy_is_sent_to_those_who_accept_it(address: str) -> None:
    _, headers, body = ask(address, "practice/", Accept_Encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == b"practice"
    assert "content-encoding" not in ask(address, "practice/")[1]


@pytest.mark.parametrize(
    ("wanted", "status", "content_range", "body"),
    [
        ("bytes=0-3", 206, "bytes 0-3/1024", SOUND[:4]),
        ("bytes=1020-", 206, "bytes 1020-1023/1024", SOUND[1020:]),
        ("bytes=-2", 206, "bytes 1022-1023/1024", SOUND[-2:]),
        ("bytes=5000-", 416, "bytes */1024", b""),
        ("lines=1", 200, None, SOUND),
    ],
)
def test_sound_can_be_asked_for_in_parts(address: str, wanted: str, status: int, content_range: str | None, body: bytes) -> None:
    got, headers, answer = ask(address, "bell.mp3", Range=wanted)
    assert (got, headers.get("content-range"), answer) == (status, content_range, body)


def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    tag = ask(address, "bell.mp3")[1]["etag"]
    assert ask(address, "bell.mp3", If_None_Match=tag)[::2] == (304, b"")


def test_head_answers_without_a_body(address: str) -> None:
    status, headers, body = ask(address, "bell.mp3", method="HEAD")
    assert (status, headers["content-length"], body) == (200, "1024", b"")


def test_the_headers_file_is_obeyed_and_a_later_rule_may_take_one_back(address: str) -> None:
    assert ask(address, "")[1]["x-frame-options"] == "SAMEORIGIN"
    headers = ask(address, "practice/")[1]
    assert "x-frame-options" not in headers
    assert headers["x-here"] == "yes"


def test_comments_in_the_headers_file_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("# why\n/a\n  One: 1\n")
    assert headers_for("/a", read_rules(tmp_path / "_headers")) == {"One": "1"}
    assert headers_for("/ab", read_rules(tmp_path / "_headers")) == {}

"""A session as an address, as words and as the name of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.data import load
from macros.links import Session, has_podcast, plain_address, session_name, session_path, session_title, sessions, usual_end

DATA = load(Path(__file__).parents[1] / "data")
GENERAL, SLEEP = DATA.purposes["general"], DATA.purposes["sleep"]
PLAIN = Session(10, GENERAL, DATA.versions["wall"])


@pytest.mark.parametrize(
    ("choice", "path"),
    [
        ({}, "timer/10/"),
        ({"minutes": 7}, "timer/?minutes=7"),
        ({"minutes": 7, "purpose": SLEEP, "version": DATA.versions["bed"]}, "timer/?minutes=7&for=sleep&version=bed"),
        ({"settle": DATA.rules.settle.default}, "timer/10/"),
        ({"settle": 0}, "timer/10/?settle=0"),
        ({"bells": GENERAL.bells}, "timer/10/"),
        ({"bells": "off"}, "timer/10/?bells=off"),
        ({"voice": True, "start": "18:30"}, "timer/10/?voice=on&start=18:30"),
        ({"end": "bell"}, "timer/10/"),
        ({"end": "stay"}, "timer/10/?end=stay"),
        ({"strokes": False, "breath": True}, "timer/10/?strokes=off&breath=on"),
    ],
)
def test_an_address_says_only_what_differs(choice: dict[str, object], path: str) -> None:
    assert session_path(replace(PLAIN, **choice), DATA.rules) == path  # type: ignore[arg-type]


def test_a_session_is_named_by_its_length_its_purpose_and_what_holds_the_legs() -> None:
    chair = Session(10, DATA.purposes["back-pain"], DATA.versions["chair"])
    assert session_name(DATA, PLAIN) == DATA.ui.teach.minutes_long.format(minutes=10)
    assert session_name(DATA, replace(PLAIN, purpose=SLEEP)) == DATA.ui.teach.minutes_for.format(minutes=10, purpose=SLEEP.name)
    assert session_name(DATA, chair).endswith(f"{chair.purpose.name}, {chair.version.name[0].lower()}{chair.version.name[1:]}")
    assert session_title(DATA, chair) == DATA.ui.teach.title.format(session=session_name(DATA, chair))


def test_each_published_length_and_each_purpose_has_files_of_its_own() -> None:
    lengths, purposes = DATA.rules.lengths.published, [p for p in DATA.purposes.values() if p.id != "general"]
    assert [session.slug for session in sessions(DATA)] == [*(f"timer-{length}" for length in lengths), *(p.id for p in purposes)]
    assert [session.minutes for session in sessions(DATA)] == [*lengths, *(p.minutes for p in purposes)]
    assert [session.version.id for session in sessions(DATA)] == ["wall"] * len(lengths) + [p.version for p in purposes]


def test_a_purpose_says_where_one_goes_on_lying() -> None:
    ends = {version: usual_end(replace(SLEEP, stay=("bed",)), DATA.versions[version]) for version in ("bed", "wall")}
    assert ends == {"bed": "stay", "wall": "bell"}


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://legs.example/", "legs.example"),
        ("legs.example/timer/", "legs.example/timer"),
        ("https://legs.example/?next=https://other.example/", "legs.example/?next=https://other.example"),
    ],
)
def test_an_address_is_said_without_its_ends(url: str, plain: str) -> None:
    assert plain_address(url) == plain


@pytest.mark.parametrize(
    ("url", "said", "there"),
    [("https://a.test/", None, True), ("http://a.test/", None, False), ("https://a.test/", "no", False), ("https://a.test/", "yes", True)],
)
def test_a_podcast_needs_a_secure_address_and_a_host_that_can(url: str, said: str | None, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_PODCAST", raising=False)
    if said:
        monkeypatch.setenv("SITE_PODCAST", said)
    assert has_podcast(url) is there

"""A link holds a session: every choice becomes an address, and every address the same choice again."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from macros.calls.teach import sheet_facts
from macros.clock import about, spoken
from macros.data import load
from macros.links import Session, plain_address, session_path, sessions
from macros.render import Place
from macros.routines import build_routine
from tests.conftest import missing

ROOT = Path(__file__).parent.parent
DATA = load(ROOT / "data")
# The score as a sheet has it: with the seconds of every part.
SCORE = sheet_facts(DATA, Place(), build_routine(DATA.library, 10))
SETTLES = (0, 45, 90, 300)
# The page at an address: its own minutes, and what the site takes for granted. Then what the link says on top.
ROUND_TRIP = """
import { sessionPath } from './timer/address.js';
import { readLink, usual } from './timer/link.js';
import { parts } from './teach/facts.js';
import { about, spoken } from './timer/spoken.js';
const { score, choices } = JSON.parse(await new Promise((done) => {
  let text = ''; process.stdin.on('data', (more) => (text += more)).on('end', () => done(text));
}));
const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key]);
const paths = [], lost = [];
for (const choice of choices) {
  const path = sessionPath(score, choice);
  const [page, query = ''] = path.split('?');
  const minutes = Number(/timer\\/(\\d+)\\//.exec(page)?.[1] ?? score.choice.minutes);
  const there = { ...score, choice: { ...score.choice, minutes } };
  const found = usual(there, readLink(there, query));
  if (!same(choice, found)) lost.push([choice, path, found]);
  paths.push(path);
}
const every = Array.from({ length: 3000 }, (_, seconds) => seconds);
const lengths = every.map((seconds) => spoken(seconds, score.words));
const abouts = every.map((seconds) => about(seconds, score.words));
console.log(JSON.stringify({ paths, lost: lost.slice(0, 3), lengths, abouts, parts: parts(score, { minutes: 7, settle: 60 }) }));
"""


def choices() -> list[dict[str, Any]]:
    """Every option set: all minutes, purposes, versions, bells and voices, with several ways to settle and to start."""
    minutes = range(DATA.rules.lengths.least, DATA.rules.lengths.most + 1)
    keys = ("minutes", "purpose", "version", "settle", "bells", "voice", "start", "end")
    sets = product(minutes, DATA.purposes, DATA.versions, SETTLES, ("soft", "clear", "off"), (False, True), ("", "18:30"), ("bell", "stay"))
    return [dict(zip(keys, values, strict=True)) for values in sets]


@pytest.fixture(scope="module")
def browser_side() -> dict[str, Any]:
    """What the page's own modules make of every choice."""
    node = shutil.which("node")
    if not node:
        missing("node")
    script = ROUND_TRIP.replace("'./", f"'{(ROOT / 'overrides/assets/js').as_uri()}/")
    given = json.dumps({"score": SCORE, "choices": choices()})
    run = subprocess.run([str(node), "--input-type=module", "-e", script], input=given, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def test_every_choice_survives_the_way_through_a_link(browser_side: dict[str, Any]) -> None:
    assert browser_side["lost"] == []


def test_the_build_and_the_browser_write_the_same_addresses(browser_side: dict[str, Any]) -> None:
    for choice, path in zip(choices(), browser_side["paths"], strict=True):
        said = {**choice, "purpose": DATA.purposes[choice["purpose"]], "version": DATA.versions[choice["version"]]}
        assert session_path(Session(**said), DATA.rules) == path


def test_the_browser_says_lengths_as_the_build_does(browser_side: dict[str, Any]) -> None:
    """Every second up to beyond the longest session."""
    assert build_routine(DATA.library, DATA.rules.lengths.most, settle=DATA.rules.settle.most).seconds < 3000
    assert browser_side["lengths"] == [spoken(seconds, DATA.units) for seconds in range(3000)]
    assert browser_side["abouts"] == [about(seconds, DATA.units) for seconds in range(3000)]
    assert browser_side["parts"] == [phase.seconds for phase in build_routine(DATA.library, 7, settle=60).phases]


def test_a_length_always_has_its_number_and_about_is_to_the_half_minute() -> None:
    for seconds in range(301):
        assert spoken(seconds, DATA.units)[0].isdigit() and about(seconds, DATA.units)[0].isdigit()
    assert [spoken(s, DATA.units) for s in (10, 17, 90, 100)] == ["10 s", "17 s", "1½ min", "1 min 40 s"]
    assert [about(s, DATA.units) for s in (10, 100, 24 * 60 + 47, 780)] == ["10 s", "1½ min", "25 min", "13 min"]


def test_common_addresses_are_short_enough_to_type() -> None:
    general = DATA.purposes["general"]
    assert session_path(Session(10, general, DATA.versions["wall"]), DATA.rules) == "timer/10/"
    assert session_path(Session(7, general, DATA.versions["wall"], start="18:30"), DATA.rules) == "timer/?minutes=7&start=18:30"
    assert plain_address("https://legsup.example/timer/10/") == "legsup.example/timer/10"
    assert all(len(session_path(session, DATA.rules)) < 45 for session in sessions(DATA))

"""Proof by doing: what CONTRIBUTING.md tells is done on a copy of the project, step by step. Only words and facts change, and until all is there,
the sentence says what is missing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from macros.data import load
from macros.pages import check_pages
from macros.schema import DataError
from tests.conftest import ROOT
from tests.sentences import Edit, cut, swap
from tests.test_building import run
from tools.zensical_build import SOURCES, copy_sources

STUDIO = "https://studio.example/yoga/"

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_sources(tmp_path / "project")


def edit(project: Path, file: str, change: Edit) -> None:
    path = project / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def add(project: Path, file: str, text: str) -> None:
    edit(project, file, lambda old: f"{old.rstrip()}\n{text}")


def missing(project: Path) -> str:
    """The sentence that says what is missing; "" when nothing is."""
    try:
        load.cache_clear()
        check_pages(load(project / "data"), project / "docs")
    except DataError as error:
        return str(error)
    return ""


def built(project: Path, site_url: str = STUDIO) -> Path:
    """A strict build of it, which says nothing."""
    code, said = run(project, "mkdocs", "build", "--strict", "-q", SITE_URL=site_url)
    assert (code, said) == (0, []), said
    return project / "site"


def stays_words_and_facts(project: Path) -> None:
    """Nothing but data/ and docs/ is other than it was."""
    for folder in SOURCES:
        if folder not in ("data", "docs"):
            for file in (project / folder).rglob("*") if (project / folder).is_dir() else [project / folder]:
                if file.is_file() and "__pycache__" not in file.parts:
                    assert file.read_bytes() == (ROOT / file.relative_to(project)).read_bytes(), file


def test_a_sixth_purpose_needs_its_records_and_its_page_and_nothing_else(project: Path) -> None:
    purpose = """- id: naps
  name: A short nap
  page: benefits/naps
  why: A short rest in the middle of the day.
  minutes: 10
  version: bed
  bells: soft
  breath: {inhale: 5, exhale: 5}
"""
    add(project, "data/purposes.yml", purpose)
    assert "docs/benefits/naps.md is not" in missing(project)
    words = (project / "docs/benefits/sleep.md").read_text("utf-8")
    words = words.replace('"sleep"', '"naps"').replace("before bed", "for a nap").replace("id=sleep", "id=naps")
    (project / "docs/benefits/naps.md").write_text(words, "utf-8")
    assert missing(project).startswith("data/benefits.yml: id: ") and missing(project).count("naps is missing") == 1
    benefit = """- id: naps
  title: "A nap in the day"
  card: "A quiet way to lie down for a while."
  claim: naps
  aim: "to nap"
  known:
    - text: "Weeks of yoga classes can help people rate their own sleep a little better."
      sources: [wang-2020]
    - text: "This pose has not been tested for naps."
      sources: []
"""
    add(project, "data/benefits.yml", benefit)
    assert missing(project) == "data/benefits.yml: naps.known[2]: 'nothing' is not allowed; allowed: one more in this list"
    add(project, "data/benefits.yml", '    - text: "It is a comfortable way to lie."\n      sources: []\n')
    assert missing(project).startswith("data/benefits.yml: naps.claim: 'naps' is not allowed; allowed: one of ")
    claim = """- id: naps
  benefits: [naps]
  title: "A better nap"
  said: "It helps people nap."
  source_text: []
  answer: "This pose has not been tested for naps."
  grades:
    - grade: traditional
      of: "a nap with the legs up"
  tested: "no"
  findings:
    - text: "We found no study of naps in this pose."
      sources: []
  sure: "Not sure."
  change: "A trial of naps in this pose."
"""
    add(project, "data/claims.yml", claim)
    assert missing(project) == ""
    site = built(project)
    for made in ("calendar/naps.ics", "qr/naps.svg", "oembed/naps.json", "benefits/naps/index.html", "assets/sound/10-naps-bed-voice.mp3"):
        assert (site / made).is_file(), made
    stays_words_and_facts(project)
    assert "Six reasons" in (site / "index.html").read_text("utf-8")
    assert "A nap in the day" in (site / "benefits/index.html").read_text("utf-8")
    purposes = {routine["purpose"] for routine in json.loads((site / "routines.json").read_text("utf-8"))["routines"]}
    assert "naps" in {one if isinstance(one, str) else one["id"] for one in purposes}


def test_twenty_minutes_need_their_line_and_their_page(project: Path) -> None:
    edit(project, "data/routine.yml", swap("[5, 10, 15]", "[5, 10, 15, 20]"))
    assert "docs/timer/20.md is not there" in missing(project)
    (project / "docs/timer/20.md").write_text((project / "docs/timer/15.md").read_text("utf-8").replace("15", "20"), "utf-8")
    assert missing(project) == ""
    site = built(project)
    stays_words_and_facts(project)
    for made in ("timer/20/index.html", "calendar/timer-20.ics", "qr/timer-20.svg", "assets/sound/20-general-wall-voice.mp3"):
        assert (site / made).is_file(), made
    home = (site / "index.html").read_text("utf-8")
    suns = re.findall(r'class="sun sun--(\w+)" href="timer/(\d+)/"', home)
    assert suns == [("short", "5"), ("mid", "10"), ("mid", "15"), ("long", "20")], "the longer the rest, the darker the sky"
    assert re.findall(r'data-minutes="(\d+)"', (site / "practice/index.html").read_text("utf-8")) == ["5", "10", "15", "20"]
    for page, answer in (("timer/20", "timer-20"), ("timer", "timer")):
        assert f"oembed/{answer}.json" in (site / page / "index.html").read_text("utf-8") and (site / f"oembed/{answer}.json").is_file()
    assert 'value="20"' in (site / "timer/index.html").read_text("utf-8")


def test_a_version_needs_its_words_wherever_a_wall_is_named(project: Path) -> None:
    add(project, "data/versions.yml", "- id: ball\n  name: Calves on a ball\n  figure: chair\n  summary: Lie down with your calves on a big ball.\n")
    asked: list[tuple[str, str]] = []
    drawn: list[str] = []
    while sentence := missing(project):
        if drawing := re.match(r"data/cues\.yml: ([\w-]+)\.figures: .* a drawing for each version but the wall; ball is missing", sentence):
            assert drawing[1] not in drawn, sentence
            drawn.append(drawing[1])
            edit(project, "data/cues.yml", cut(rf"(- id: {drawing[1]}\n.*?figures: {{)", r"\1ball: chair, "))
            continue
        if "docs/versions.md: headings:" in sentence:
            assert sentence.endswith("a heading for each version; { #ball } is missing")
            section = "## Calves on a ball { #ball }\n\nAny big ball will do.\n\n"
            edit(project, "docs/versions.md", swap("## From your bed", f"{section}## From your bed"))
            continue
        found = re.match(r"data/(cues|steps)\.yml: ([\w-]+)\.words\.(?:[\w-]+\.)?ball: .* words of its own, or same: \[ball\]", sentence)
        assert found, sentence
        file, record = found.groups()
        assert (file, record) not in asked, sentence
        asked.append((file, record))
        own = "Let the ball hold your legs." if file == "cues" else "\n      title: On the ball\n      text: Let the ball hold your calves."
        block = re.compile(rf"^- id: {record}\n(?:(?!- id).*\n)*", re.MULTILINE)

        def give(match: re.Match[str], own: str = own) -> str:
            text = match[0]
            words = f"  words:\n    ball: {own}\n"
            return text.replace("  words:\n", words, 1) if "  words:\n" in text else text.replace("  figure: ", f"{words}  figure: ", 1)

        edit(project, f"data/{file}.yml", lambda text, block=block, give=give: block.sub(give, text, count=1))  # type: ignore[misc]
    assert len(drawn) > 10, "nobody who lies with a ball is shown a wall"
    assert len(asked) > 5, "getting in, resting and coming out each name the wall"
    code, said = run(project, "mkdocs", "build", "--strict", "-q", SITE_URL=STUDIO)
    assert code == 0
    assert [line for line in said if "make voice" not in line] == [], "words without a recording are said, and nothing else"
    stays_words_and_facts(project)
    site = project / "site"
    assert 'id="ball"' in (site / "versions/index.html").read_text("utf-8")
    assert "Calves on a ball" in (site / "timer/index.html").read_text("utf-8")
    ids = [routine["id"] for routine in json.loads((site / "routines.json").read_text("utf-8"))["routines"]]
    assert "10-general-ball" in ids


def test_a_studio_gives_the_site_its_own_name_terms_and_colors(project: Path) -> None:
    new = {
        "site_name: Legs Up the Wall": "site_name: Ann & Jo’s Studio",
        "short_name: Legs Up": "short_name: Ann & Jo",
        "by: Legs Up the Wall": "by: Ann and Jo",
        "license: CC BY 4.0": "license: All rights reserved",
        "license_url: https://creativecommons.org/licenses/by/4.0/": "license_url: https://studio.example/terms/",
    }
    for old, own in new.items():
        edit(project, "mkdocs.yml", swap(old, own))
    edit(project, "overrides/assets/css/tokens.css", swap("--clay: light-dark(#c9795b", "--clay: light-dark(#a1b2c3"))
    site = built(project)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["short_name"]) == ("Ann & Jo’s Studio", "Ann & Jo")
    for page in sorted(site.rglob("index.html")):
        text = page.read_text("utf-8")
        if page.parent.name == "embed":
            continue
        assert re.search(r'og:site_name"? content="Ann &(amp;)? Jo’s Studio"', text), page
        assert "All rights reserved" in text, page
        assert "CC BY" not in re.sub(r"(?s)<main.*?</main>", "", text), page
    for feed in ("feed.xml", "podcast.xml"):
        assert "Jo’s Studio" in (site / feed).read_text("utf-8")
        assert "<name>Legs Up the Wall" not in (site / feed).read_text("utf-8")
    assert (site / "llms.txt").read_text("utf-8").startswith("# Ann & Jo’s Studio\n")
    assert json.loads((site / "routines.json").read_text("utf-8"))["license"] == "All rights reserved"
    assert json.loads((site / "oembed/timer-10.json").read_text("utf-8"))["provider_name"] == "Ann & Jo’s Studio"
    assert STUDIO in (site / "calendar/timer-10.ics").read_text("utf-8").replace("\r\n ", "")
    assert "#a1b2c3" in "".join(sheet.read_text("utf-8") for sheet in (site / "assets/css").glob("*.css"))

"""Data that cannot lie: whatever would be read as something else than it says, or would break a session, a page or a link, is one sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.data import load
from macros.fields import FIELDS, check_fields
from macros.schema import DataError
from macros.sound.tracks import bank
from tests.conftest import ROOT
from tests.sentences import DATA, Edit, copy_data, cut, sentence, swap

# An edit of one file, and what the sentence must hold.
BROKEN: dict[str, tuple[str, Edit, tuple[str, ...]]] = {
    # ids and addresses
    "an id with capitals": ("versions.yml", swap("id: bed", "id: Bed"), ("[2].id", "Bed", "small letters and digits")),
    "an id that climbs": ("purposes.yml", swap("id: sleep", "id: ../sleep"), ("[5].id", "../sleep", "small letters and digits")),
    "an address without a scheme": ("references.yml", cut(r'url: "https://[^"]*"', 'url: "example"'), (".url", "example", "https://")),
    "an address that runs code": ("references.yml", cut(r'url: "https://[^"]*"', 'url: "javascript:alert(1)"'), (".url", "javascript:", "https://")),
    "an address without a host": ("references.yml", cut(r'url: "https://[^"]*"', 'url: "https:///path"'), (".url", "https:///path", "https://")),
    "a doi that is none": ("references.yml", swap('doi: "10.', 'doi: "https://doi.org/10.'), (".doi", "doi.org", "a doi")),
    "a number at PubMed that is none": ("references.yml", cut(r'pmid: "\d', 'pmid: "PM'), (".pmid", "PubMed")),
    "a link that runs code": (
        "questions.yml", cut(r'to: "[^"]*"', 'to: "javascript:alert(1)"'), ("links[0].to", "javascript", "a place on this site"),
    ),
    "a link elsewhere": ("questions.yml", cut(r'to: "[^"]*"', 'to: "//evil.example/"'), ("links[0].to", "//evil", "a place on this site")),
    "a link that climbs": ("questions.yml", cut(r'to: "[^"]*"', 'to: "../safety/"'), ("links[0].to", "../safety/", "a place on this site")),
    "a year to come": ("references.yml", cut(r"year: \d+", "year: 99999"), (".year", "99999", "2100")),
    "a year before printing": ("references.yml", cut(r"year: \d+", "year: 20"), (".year", "20", "1800")),
    "a finding without its sources": ("claims.yml", cut(r"\n      sources: \[[^\]]*\]"), ("sources", "nothing", "must be there")),
    "a study without a source": ("studies.yml", cut(r"sources: \[[^\]]*\]", "sources: []"), ("sources", "nothing", "data/references.yml")),
    "a risk without a source": ("risks.yml", cut(r"sources: \[[^\]]*\]", "sources: []"), ("sources", "nothing", "data/references.yml")),
    "a measured caution without a source": (
        "cautions.yml", cut(r"(strength: \[measured\]\n  sources: )\[[^\]]*\]", r"\1[]"), ("sources", "nothing", "data/references.yml"),
    ),
    "a source named twice": (
        "risks.yml", swap("[cramer-2015-safety]", "[cramer-2015-safety, cramer-2015-safety]"), ("sources", "cramer-2015-safety", "once"),
    ),
    # lengths and phases
    "a length without end": ("routine.yml", swap("most: 30", "most: 99999999999"), ("lengths.most", "99999999999", "120")),
    "a least above its most": ("routine.yml", swap("least: 3\n", "least: 31\n"), ("lengths.least", "31", "30")),
    "a settle upside down": ("routine.yml", swap("least: 0\n  most: 300", "least: 300\n  most: 0"), ("settle.least", "300", "0")),
    "a portion upside down": ("routine.yml", swap("least: 30, most: 90", "least: 90, most: 30"), ("phases[1].portion.least", "90", "30")),
    "a portion above the whole": ("routine.yml", swap("percent: 18", "percent: 180"), ("percent", "180", "100")),
    "a portion rounded to nothing": ("routine.yml", swap("round: 10", "round: 0"), ("round", "0")),
    "portions that leave no rest": (
        "routine.yml", swap("percent: 50, round: 10, least: 60, most: 300", "percent: 95, round: 10, least: 60, most: 3600"), ("rest", "30"),
    ),
    "portions that leave little rest": (
        "routine.yml", swap("percent: 50, round: 10, least: 60", "percent: 50, round: 10, least: 140"), ("rest", "30"),
    ),
    "lengths out of order": ("routine.yml", swap("[5, 10, 15]", "[10, 5, 15]"), ("lengths.published", "10, 5, 15", "the shortest first")),
    "a length twice": ("routine.yml", swap("[5, 10, 15]", "[5, 10, 10, 15]"), ("lengths.published", "each once")),
    "more lengths than anyone chooses from": (
        "routine.yml", swap("[5, 10, 15]", "[5, 8, 10, 12, 15, 20, 25]"), ("lengths.published", "5, 8, 10, 12, 15, 20, 25", "at most 6"),
    ),
    "no length": ("routine.yml", swap("[5, 10, 15]", "[]"), ("lengths.published", "at least one")),
    "a check at every second": ("routine.yml", swap("check: 600", "check: 0"), ("quiet.check", "0", "60")),
    "checks closer than the silence they keep": ("routine.yml", swap("rest: 480", "rest: 700"), ("quiet.rest", "700", "600")),
    "a fade longer than its phase": ("routine.yml", swap("fade: 60", "fade: 160"), ("stay.fade", "160", "100")),
    "a sign at every second": ("routine.yml", swap("every: 300", "every: 1"), ("sign.every", "1", "60")),
    # bells
    "a bell taken out": ("routine.yml", cut(r"\n  - \{id: end, [^\n]*"), ("bells", "end is missing")),
    "no bell": ("routine.yml", cut(r"\nbells:\n.*?\n\n", "\nbells: []\n\n"), ("bells", "settled is missing")),
    "two bells in one second": ("routine.yml", swap("at: end, strokes: 3", "at: come-out, strokes: 3"), ("bells.end.at", "come-out", "end")),
    "a bell as getting in begins": ("routine.yml", swap("at: arrive,", "at: settle,"), ("bells.settled.at", "settle", "arrive")),
    "two bells that sound alike": ("routine.yml", swap("strokes: 2", "strokes: 1"), ("strokes", "1", "no other bell")),
    "ninety-nine strokes": ("routine.yml", swap("strokes: 3", "strokes: 99"), ("strokes", "99", "3")),
    "a bell longer than its phase": ("routine.yml", swap("strokes: 1, seconds: 5", "strokes: 1, seconds: 29"), ("bells.settled.seconds", "29", "28")),
    "a bell of an hour": ("routine.yml", swap("strokes: 3, seconds: 9", "strokes: 3, seconds: 3600"), ("seconds", "3600", "30")),
    "a bell over words": ("routine.yml", swap("strokes: 2, seconds: 7", "strokes: 2, seconds: 20"), (".at", "does not ring")),
    # words
    "no words that come back": ("cues.yml", lambda text: text.replace("  repeats: true\n", ""), ("repeats", "nowhere", "true")),
    "no word with a sign": ("cues.yml", lambda text: text.replace("  sign: true\n", ""), ("sign", "nowhere", "true")),
    "words past the end of their phase": ("cues.yml", cut(r"(id: out-bend.*?)at: \d+", r"\1at: 149"), ("out-bend.at", "149", "150 seconds")),
    "words before their phase": ("cues.yml", cut(r"(id: out-bend.*?)at: \d+", r"\1at: -200"), ("out-bend.at", "-200")),
    "two cues in one second": ("cues.yml", swap("at: 24", "at: 8"), ("settle-swing.at", "8", "after settle-sit")),
    "a hundred times": ("cues.yml", cut(r"times: \d", "times: 99"), ("times", "99", "9")),
    "a version that says the wall's words": (
        "cues.yml",
        swap("    chair: Scoot in or out, until your hips and knees bend with ease.\n", "    bed: Scoot in or out.\n"),
        ("settle-gap.words.chair", "same: [chair]"),
    ),
    "a version without a wall that is the wall": ("cues.yml", swap("same: [bed]", "same: [wall]"), ("same", "wall", "chair")),
    "a new version that says nothing of its own": (
        "versions.yml", lambda text: text + "- id: ball\n  name: On a ball\n  figure: chair\n  summary: On a ball.\n", (),
    ),
    "a step of a version that names a wall": ("steps.yml", swap("  same: [bed]\n", ""), ("words.bed", "wall", "same: [bed]")),
    # the interface
    "a field that nobody fills": (
        "ui.yml", swap("{minutes} min, about {total}", "{minuets} min, about {total}"), ("routine.legs_up", "{minuets}", "{minutes}"),
    ),
    "a brace that is open": ("ui.yml", swap("{minutes} min, about", "{minutes min, about"), ("routine.legs_up", "braces")),
    "a field by number": ("ui.yml", swap("{minutes} min, about", "{} min, about"), ("routine.legs_up", "{}", "{minutes}")),
    "a field that reaches inside": ("ui.yml", swap("{minutes} min, about", "{minutes.__class__} min, about"), ("routine.legs_up", "__class__")),
    "a field with a form": ("ui.yml", swap("{minutes} min, about", "{minutes:>9} min, about"), ("routine.legs_up", "{minutes}")),
    "a field where none is filled": ("ui.yml", swap("how_long: How long", "how_long: How {long}"), ("routine.how_long", "{long}", "no field here")),
    # the words of the frame and of the drawings
    "a word of the frame that is missing": ("frame.yml", swap("    menu: Menu\n", ""), ("extra.words.menu", "this key must be there")),
    "a word of the frame that nobody asks for": ("frame.yml", swap("    menu: Menu", "    menue: Menu"), ("menue", "menu")),
    "a year without a month": ("frame.yml", swap("November, ", ""), ("extra.words.months",)),
    "a day without its place": ("frame.yml", swap("MONTH DAY, YEAR", "MONTH YEAR"), ("extra.words.date", "DAY")),
    "a way out of the site": ("frame.yml", swap("to: about/", 'to: "javascript:1"'), ("extra.words.more_links", "safety/")),
    "words for a drawing that is not there": ("figures.yml", swap("id: sit\n", "id: sitt\n"), ("sitt", "sit")),
    "a drawing without words": ("figures.yml", cut(r"- id: pillow\n(?:  [^\n]*\n)+", ""), ("no pillow", "each drawing")),
    # the records of the sound
    "a clip of another length": ("voice/manifest.yml", cut(r"seconds: 9.696", "seconds: 5.0"), ("settle-sit.seconds", "5.0", "make voice")),
    "a clip longer than its words may be": (
        "voice/manifest.yml", cut(r"seconds: 9.696\n  frames: 404", "seconds: 99.0\n  frames: 4125"), ("settle-sit.seconds", "99.0", "make voice"),
    ),
    "a clip by nobody": ("voice/manifest.yml", cut(r"speaker: kokoro", "speaker: nobody"), ("settle-sit.speaker", "nobody", "kokoro")),
    "a hash that is none": ("voice/manifest.yml", cut(r"sha256: [0-9a-f]{64}\n- id", "sha256: abc\n- id"), ("sha256", "abc", "64 digits")),
}  # fmt: skip
# Two of them break more than one thing; which of the sentences comes first matters to nobody.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


@pytest.mark.parametrize("what", BROKEN)
def test_data_that_lies_is_refused_in_one_sentence(folder: Path, what: str) -> None:
    name, edit, parts = BROKEN[what]
    file = folder / name
    file.write_text(edit(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        bank(folder)  # which loads all of it
    holder = str(error.value).partition(":")[0] if not parts else f"data/{name}"
    if name == "routine.yml" and "does not ring" in parts:
        holder = "data/cues.yml"
    sentence(error.value, holder, *parts)


# --- sounds -------------------------------------------------------------------------------------------------------------------

FRAME = bytes((0xFF, 0xF3, 0x44, 0xC4)) + bytes(92)
SOUNDS: dict[str, tuple[str, Callable[[bytes], bytes], tuple[str, ...]]] = {
    "an empty file": ("bell-end-clear", lambda _: b"", ("empty",)),
    "a file that was cut": ("bell-end-clear", lambda sound: sound[:-40], ("whole frames",)),
    "a file that is no sound": ("bell-end-clear", lambda _: b"<html>" + bytes(90), ("frame 0",)),
    "another rate": ("bell-end-clear", lambda sound: sound.replace(b"\xff\xf3\x44", b"\xff\xfb\x44"), ("frame 0",)),
    "frames that lean on others": ("bell-end-clear", lambda sound: sound[:4] + b"\x01" + sound[5:], ("borrows",)),
    "a bell that rings too long": ("bell-end-clear", lambda sound: sound * 2, ("make voice BELLS=1",)),
    "silence for a bell": ("bell-end-clear", lambda sound: FRAME * (len(sound) // 96), ("sha256", "make voice BELLS=1")),
    "words for other words": ("settle-sit", lambda sound: sound[:-96], ("make voice",)),
    "silence for words": ("settle-sit", lambda sound: FRAME * (len(sound) // 96), ("settle-sit.sha256", "make voice")),
    "an empty room": ("bed", lambda _: b"", ("empty",)),
}


@pytest.mark.parametrize("what", SOUNDS)
def test_a_sound_that_is_not_what_it_says_is_refused_in_one_sentence(folder: Path, what: str) -> None:
    name, change, parts = SOUNDS[what]
    (folder / "sound").unlink()
    shutil.copytree(DATA / "sound", folder / "sound")
    file = folder / f"sound/{name}.mp3"
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(DataError) as error:
        bank(folder)
    told = any(part in str(error.value) for part in ("settle-sit.sha256", "settle-sit.seconds"))
    holder = "data/voice/manifest.yml" if told else f"data/sound/{name}.mp3"
    sentence(error.value, holder, *parts)


# --- the fields of the interface's texts ----------------------------------------------------------------------------------------


def test_every_template_fills_the_fields_that_its_text_may_have() -> None:
    sources = [*(ROOT / "macros").rglob("*.html"), *(ROOT / "macros").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]
    given: dict[str, set[str]] = {}
    for source in sources:
        for section, key, filled in re.findall(r"ui\.(\w+)\.(\w+)\.format\(((?:[^()]|\([^()]*\))*)\)", source.read_text("utf-8")):
            if "**" not in filled:  # counts.py says which there are
                given.setdefault(f"{section}.{key}", set()).update(re.findall(r"(\w+)=", filled))
    assert len(given) > 25
    assert {key: set(FIELDS.get(key, ())) for key in given} == given


def test_every_text_with_a_field_is_known_and_every_known_text_is_there() -> None:
    texts = {f"{section.name}.{key}": section[key] for section in load(DATA).ui for key in section}
    assert {key for key, text in texts.items() if "{" in text} == set(FIELDS)
    for key, text in texts.items():
        check_fields(key, text, "data/ui.yml")

"""Every word that a reader meets comes from docs/ or data/: the project is built in a language that nobody speaks (tests/pseudo.py), and no
plain word is left, in nothing that is published. And its words, 40 % longer, find room."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, TemplateString
from filelock import FileLock
from mutagen.id3 import ID3
from playwright.sync_api import Page

from macros.data import load
from tests.conftest import ROOT, SITE_URL, serving
from tests.pseudo import KINDS, MARKED, marked, translate
from tests.test_building import run
from tools.zensical_build import copy_sources

pytestmark = pytest.mark.slow

PLAIN = re.compile(r"[^\W\d_]{2,}")
"""A word. It is plain where none of its letters is marked."""

SAME = re.compile(
    rf"\{{\w+\}}|\S*(?:://|{re.escape(urlsplit(SITE_URL).netloc)})\S*|\S*/[\w./?=&-]*|(?<={re.escape(marked('Test'))}: ).*",
)
"""What is filled in, addresses, and the names of tests that a statement quotes."""

# Names, and what is the same in every language.
NAMES = {
    *("CC", "BY"),  # the license
    *("SVG", "PNG", "PDF"),  # kinds of files
    *("PubMed", "doi"),  # where studies stand
    *("AA", "AAA"),  # levels of WCAG
}

APART = ".cite, .reference__cite, .reference__links, .reference-index, script, style, code"
"""Who wrote a study and what it is called, and what is no words. The theme's own words (`#__config`) come with its translation."""

SILENT = re.compile(
    r"^(?:class|style|d|viewbox|points|transform|content|rel|sizes|media|allow|srcset|fill|stroke.*|aria-labelledby|aria-describedby|aria-controls"
    r"|width|height|id|href|src|action|data-minutes|data-version|data-file|data-path|media|as|type|name|for|property|http-equiv|charset|lang|role|integrity"
    r"|data-md-.*|xmlns.*|mask.*|x|y|r|c[xy]|[xy][12]|rx|preserveaspectratio|datetime|pattern|autocomplete|inputmode|min|max|value|popover.*)$"
)
"""Attributes that nobody reads."""

READ = {"aria-label", "alt", "title", "placeholder", "data-label", "label", "aria-roledescription", "aria-valuetext"}
"""Attributes that are read, though they may be one word; of all others a reader may see those with a space in them."""

METAS = re.compile(r"^(?:description|author|keywords|(?:og|twitter):(?:title|description|site_name|image:alt)|application-name)$")

TOLD = {"name", "does", "text", "title", "description", "label", "short_name", "about", "words", "caption", "author_name", "provider_name"}
"""Keys of JSON whose values are read."""


def plain(text: str) -> list[str]:
    """The words of a text that are not marked."""
    words = PLAIN.findall(SAME.sub(" ", text))
    return [word for word in words if word not in NAMES and not any(letter in MARKED for letter in word.lower())]


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site in that language, built strictly, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "translated"
    with FileLock(f"{folder}.lock"):
        if not (folder / "site/index.html").is_file():
            copy_sources(folder)
            translate(folder)
            code, said = run(folder, "mkdocs", "build", "--strict", "-q", SITE_URL=SITE_URL)
            assert (code, said) == (0, []), said
    return folder / "site"


def test_every_file_of_data_is_translated() -> None:
    """A new file says here what it holds."""
    found = {file.name for file in (ROOT / "data").glob("*.yml")}
    assert found == {*KINDS, "frame.yml"}


def test_the_language_nobody_speaks_is_four_tenths_longer_and_has_no_plain_letter() -> None:
    text = (ROOT / "docs/safety.md").read_text("utf-8").partition("# ")[2]
    words = " ".join(re.findall(r"[A-Za-z]{2,}", text))
    assert 1.4 <= len(marked(words)) / len(words) < 1.55
    assert not re.search(r"[A-Za-z]", marked(words))
    assert marked("a-z 10") == "áá-žž 10"


def of_json(value: Any, key: str = "") -> Iterator[str]:
    """What is read of JSON: under the keys that hold words, and every text that is more than one word."""
    if isinstance(value, dict):
        for name, one in value.items():
            # The references of a page are names.
            if name not in ("citation", "license"):
                yield from of_json(one, "words" if key == "words" else name)
    elif isinstance(value, list):
        for one in value:
            yield from of_json(one, key)
    elif isinstance(value, str) and (key in TOLD or " " in value) and not value.startswith("<"):
        yield value


def of_page(html: str) -> Iterator[str]:
    """What is read, heard or shown of a page: its text, its attributes, and what its scripts are given to say."""
    soup = BeautifulSoup(html, "html.parser")
    for script in soup.select('script[type="application/json"]:not(#__config), script[type="application/ld+json"]'):
        yield from of_json(json.loads(script.get_text()))
    for meta in soup.select("meta[content]"):
        if METAS.match(str(meta.get("name") or meta.get("property"))):
            yield str(meta["content"])
    for gone in soup.select(APART):
        gone.decompose()
    for tag in soup.find_all(True):
        assert isinstance(tag, Tag)
        for name, value in tag.attrs.items():
            text = value if isinstance(value, str) else " ".join(value)
            if name in READ or (" " in text.strip() and not SILENT.match(name)):
                yield text
    for text in soup.find_all(string=True):
        if type(text) in (NavigableString, CData, TemplateString):
            yield str(text)


def test_a_plain_word_is_found_wherever_it_stands() -> None:
    """Or the tests below would prove nothing."""
    places = (
        *("<p>Word</p>", '<i aria-label="word"></i>', '<i data-done="Two words"></i>', '<img alt="word">', "<title>Word</title>"),
        *("<template>word</template>", '<meta name="description" content="word">', '<option label="word">'),
        *('<script type="application/json">{"words": {"any": "word"}}</script>', "<svg><title>word</title></svg>"),
    )
    for place in places:
        assert [word.lower() for text in of_page(place) for word in plain(text)][-1:] in (["word"], ["words"]), place
    assert [plain(text) for text in of_page(f'<p class="two words">{marked("Word")} 10 CC BY https://a.example/</p>')] == [[], []][:1]


def of_svg(text: str) -> Iterator[str]:
    yield from re.findall(r"<(?:title|desc|text)[^>]*>([^<]*)<", text)


def of_xml(text: str) -> Iterator[str]:
    """The text of a feed's elements, but for the category, which is the directory's own, and its attributes that are read."""
    soup = BeautifulSoup(text, "xml")
    for tag in soup.find_all(True):
        if tag.name not in ("guid", "id", "link", "pubDate", "updated", "language", "medium", "explicit", "type", "episodeType", "license"):
            yield from (str(one) for one in tag.find_all(string=True, recursive=False))
        yield from (str(tag[key]) for key in ("title",) if key in tag.attrs)


def of_calendar(text: str) -> Iterator[str]:
    whole = text.replace("\r\n ", "")
    for line in whole.splitlines():
        if line.startswith(("SUMMARY:", "DESCRIPTION:")):
            yield line.partition(":")[2].replace("\\n", " ")


def of_captions(text: str) -> Iterator[str]:
    yield from text.splitlines()[1:]


def of_text(text: str) -> Iterator[str]:
    yield from re.sub(r"\]\([^)]*\)", "]", text).splitlines()


KINDS_OF_FILES: dict[str, Callable[[str], Iterator[str]]] = {
    "**/*.html": of_page,
    "figures/*.svg": of_svg,
    "*.xml": of_xml,
    "calendar/*.ics": of_calendar,
    "assets/sound/*.vtt": of_captions,
    "llms.txt": of_text,
    **dict.fromkeys(("routines.json", "manifest.webmanifest", "oembed/*.json", "assets/sound/*.json"), lambda text: of_json(json.loads(text))),
}


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_no_word_comes_from_anywhere_but_docs_and_data(translated: Path, kind: str) -> None:
    files = sorted(translated.glob(kind))
    assert files
    found = {}
    for file in files:
        if left := sorted({text.strip()[:120] for text in KINDS_OF_FILES[kind](file.read_text("utf-8")) if plain(text)}):
            found[file.relative_to(translated).as_posix()] = left
    assert found == {}


def test_no_word_of_a_tag_of_sound_comes_from_anywhere_else(translated: Path) -> None:
    tags = ID3(translated / "assets/sound/10-general-wall-voice.mp3")
    parts = [frame for chapter in tags.getall("CHAP") for frame in chapter.sub_frames.values()]
    frames = [frame for name in ("TIT2", "TPE1", "TALB", "USLT") for frame in tags.getall(name)]
    said = [str(frame) for frame in [*frames, *parts]]
    assert len(said) >= 9 and [text for text in said if plain(text)] == []


def test_no_word_that_search_finds_comes_from_anywhere_else(translated: Path) -> None:
    # Where a study is cited, its name is a name.
    names = {word for one in load(ROOT / "data").evidence.references.values() for word in PLAIN.findall(one.label)}
    docs = json.loads((translated / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {}
    for doc in docs:
        page = BeautifulSoup(f"{doc['title']} {doc['text']}", "html.parser")
        for gone in page.select("code"):
            gone.decompose()
        left = set(plain(page.get_text(" "))) - names
        if left and not doc["location"].startswith("evidence/references"):
            found[doc["location"]] = left
    assert found == {}


# --- room for longer words ----------------------------------------------------------------------------------------------------

OVER = """(width) => {
  const found = [];
  const name = (box) => box.className || box.tagName;
  const say = (what, node) => found.push(`${what}: ${node.textContent.trim().slice(0, 60)} (${name(node.parentElement)})`);
  const scrolls = (box) => /auto|scroll/.test(getComputedStyle(box).overflowX);
  const cuts = (box) => /hidden|clip/.test(getComputedStyle(box).overflow);
  // What is there for screen readers alone is cut to a point.
  const unseen = (box) => box.offsetWidth <= 1 && cuts(box);
  const under = (node, test) => { for (let box = node.parentElement; box; box = box.parentElement) if (test(box)) return true; return false; };
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const own = node.parentElement;
    if (!node.textContent.trim() || !own.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (own.closest('svg, option, .visually-hidden, .timer__hidden, [aria-hidden="true"]') || under(node, unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1);
    let scrolled = false;
    for (let box = own; box && box !== document.body; box = box.parentElement) {
      const edge = box.getBoundingClientRect();
      if (scrolls(box)) { scrolled = true; break; }
      const framed = box.matches('button, .button, .badge, .choice__option, .card, .note, summary, fieldset, td, th');
      if (!cuts(box) && !framed) continue;
      if (rects.some((rect) => rect.left < edge.left - 1.5 || rect.right > edge.right + 1.5)) say(`wider than ${name(box)}`, node);
      if (cuts(box) && rects.some((rect) => rect.top < edge.top - 4 || rect.bottom > edge.bottom + 4)) say(`cut by ${name(box)}`, node);
    }
    if (scrolled) continue;
    for (const rect of rects) {
      if (rect.left < -1 || rect.right > width + 1) say(`beyond the page, ${Math.round(rect.left)} to ${Math.round(rect.right)}`, node);
      lines.push({ rect, node });
    }
  }
  for (let a = 0; a < lines.length; a += 1) {
    for (let b = a + 1; b < lines.length; b += 1) {
      const [one, two] = [lines[a].rect, lines[b].rect];
      if (lines[a].node === lines[b].node) continue;
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      // A line is as high as its tallest letters could be; most have none so tall or so deep.
      const high = Math.min(one.bottom - one.height / 4, two.bottom - two.height / 4) - Math.max(one.top + one.height / 5, two.top + two.height / 5);
      if (wide > 3 && high > 2) say(`over "${lines[b].node.textContent.trim().slice(0, 30)}"`, lines[a].node);
    }
  }
  return [...new Set(found)];
}"""
"""Every line of text, as a rectangle: inside the page, inside of what cuts or frames it, and over no other line."""

LONG = ["", "practice/", "timer/", "safety/", "benefits/sleep/", "teach/", "practice/large-print/"]


@pytest.mark.thorough
def test_a_line_without_room_is_found_wherever_it_stands(page: Page) -> None:
    """Or the tests below would prove nothing."""
    line = "white-space: nowrap; font: 16px sans-serif"
    for style, what in (("", "beyond the page"), ("width: 9rem; overflow: hidden", "wider than"), ("height: 0.4rem; overflow: hidden", "cut by")):
        page.set_content(f'<p style="{line}; {style}">{"word " * (60 if not style else 20)}</p>')
        assert any(what in found for found in page.evaluate(OVER, 1280)), what
    page.set_content(f'<p style="{line}">one line</p><p style="{line}; margin-top: -34px">another</p>')
    assert any(found.startswith("over ") for found in page.evaluate(OVER, 1280))
    page.set_content(f'<p style="{line}">one line</p><button>one more</button>')
    assert page.evaluate(OVER, 1280) == []


@pytest.fixture(scope="module")
def long_server(translated: Path) -> Iterator[str]:
    with serving(translated) as address:
        yield address


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", LONG)
def test_words_that_are_four_tenths_longer_find_room(open_page: Callable[..., Page], long_server: str, path: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 844 if width < 800 else 900})
    page.goto(long_server + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(OVER, width) == []


@pytest.mark.thorough
@pytest.mark.parametrize("width", [390, 1440])
def test_a_session_and_its_options_have_room_for_longer_words_and_say_no_plain_one(
    open_page: Callable[..., Page], long_server: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 844 if width < 800 else 900})
    page.goto(f"{long_server}timer/")
    page.locator("[data-act=options]").click()
    assert page.evaluate(OVER, width) == []
    page.locator("[data-act=options]").click()
    page.locator("[data-act=go]").click()
    page.wait_for_function("document.querySelector('.timer__room').dataset.state !== 'ready'")
    assert page.evaluate(OVER, width) == []
    every = "[...document.querySelectorAll('.timer__room *')]"
    texts = page.evaluate(f"{every}.flatMap((one) => [one.ariaLabel ?? '', ...(one.children.length ? [] : [one.textContent])])")
    # How a browser says minutes and seconds comes from the browser, in the language of the page.
    said = [re.sub(r"\d+ (?:minute|second)s?\b", "", text) for text in [*texts, page.title()]]
    assert [text for text in said if plain(text)] == []

"""What is once published stays: tests/addresses.yml lists it, and this holds the site to the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from macros.data import load
from macros.links import sessions
from macros.publishing.folder import read_all
from macros.publishing.pages import read_pages
from tests.conftest import ROOT
from tests.pages import BuiltPage
from tools.pdf import sheets

LIST: dict[str, Any] = yaml.safe_load((ROOT / "tests/addresses.yml").read_text("utf-8"))
DATA = load(ROOT / "data")
# oembed.com, section 2.3.4: what a "rich" answer must and may hold. A frame needs its whole address, or it would lead to the reader's own site.
ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
SIZE = {"type": "integer", "minimum": 1}
RICH = {
    "type": "object",
    "required": ["type", "version", "html", "width", "height"],
    "additionalProperties": False,
    # All three of a picture, or none.
    "dependentRequired": {
        "thumbnail_url": ["thumbnail_width", "thumbnail_height"],
        "thumbnail_width": ["thumbnail_url"],
        "thumbnail_height": ["thumbnail_url"],
    },
    "properties": {
        "type": {"const": "rich"},
        "version": {"const": "1.0"},
        "title": {"type": "string", "minLength": 1},
        "provider_name": {"type": "string", "minLength": 1},
        "provider_url": ADDRESS,
        "cache_age": SIZE,
        "thumbnail_url": ADDRESS,
        "thumbnail_width": SIZE,
        "thumbnail_height": SIZE,
        "width": SIZE,
        "height": SIZE,
        "html": {
            "type": "string",
            "pattern": '^<blockquote><a href="https?://[^"<>]+">[^"<>]+</a></blockquote>'
            '<iframe src="https?://[^"<>]+" width="100%" height="\\d+" title="[^"<>]+" frameborder="0"></iframe>$',
        },
    },
}

# Section 2.3.4.1: what a picture must and may have.
PHOTO = {
    "type": "object",
    "required": ["type", "version", "url", "width", "height"],
    "additionalProperties": False,
    "properties": {
        **{name: RICH["properties"][name] for name in ("version", "title", "provider_name", "provider_url", "cache_age", "width", "height")},  # type: ignore[index]
        "type": {"const": "photo"},
        "url": ADDRESS,
    },
}


def file_of(site: Path, address: str) -> Path:
    return site / address.strip("/") / "index.html" if address.endswith("/") else site / address.strip("/")


def filled(pattern: str, names: dict[str, list[str]]) -> list[str]:
    """The addresses that a pattern with one {name} stands for."""
    for name, values in names.items():
        if f"{{{name}}}" in pattern:
            return [pattern.replace(f"{{{name}}}", value) for value in values]
    return [pattern]


@pytest.mark.parametrize("address", LIST["pages"])
def test_a_published_page_is_still_there(site: Path, address: str) -> None:
    """Or a page that leads on: it has the old address, a link, and a refresh."""
    assert file_of(site, address).is_file(), f"{address} is gone: leave a page there that leads to the new address"


def test_published_files_are_still_there(site: Path) -> None:
    slugs = [address.strip("/").replace("/", "-") or "home" for address in LIST["pages"]]
    names = {"session": LIST["session"], "figure": LIST["figure"], "card": LIST["card"], "page": slugs}
    wanted = [address for pattern in LIST["files"] for address in filled(pattern, names)]
    assert [address for address in wanted if not file_of(site, address).is_file()] == []


def test_the_pdfs_keep_their_names() -> None:
    wanted = [address for pattern in LIST["pdfs"] for address in filled(pattern, {"session": LIST["session"]})]
    made = [f"/pdf/{name}.pdf" for name in sheets(DATA)]
    assert set(wanted) <= set(made), f"gone, but printed on paper somewhere: {sorted(set(wanted) - set(made))}"
    add = sorted(name[len("/pdf/") : -len(".pdf")] for name in set(made) - set(wanted))
    assert not add, f"add to `session` in tests/addresses.yml: {', '.join(add)}"


def test_anchors_that_people_send_are_still_there(pages: dict[str, BuiltPage]) -> None:
    gone = {
        (address, anchor)
        for address, anchors in LIST["anchors"].items()
        for anchor in anchors
        if not pages[address.strip("/") + "/"].soup.find(id=anchor)
    }
    assert gone == set()


def test_parameters_keep_every_value() -> None:
    """A value may be added, never taken away."""
    known = LIST["parameters"]
    rules = DATA.rules
    assert rules.lengths.least <= known["minutes"]["least"]
    assert rules.lengths.most >= known["minutes"]["most"]
    assert rules.settle.least <= known["settle"]["least"]
    assert rules.settle.most >= known["settle"]["most"]
    assert set(known["for"]) <= set(DATA.purposes)
    assert set(known["version"]) <= set(DATA.versions)
    assert set(LIST["session"]) <= {session.slug for session in sessions(DATA)}
    link = (ROOT / "overrides/assets/js/timer/link.js").read_text("utf-8")
    assert [name for name in known if f"'{name}'" not in link] == []


def test_the_list_is_complete(site: Path) -> None:
    """What is built is published, so it belongs on the list."""
    built = {
        "pages": ({"/" + page.url for page in read_pages(site, read_all(site))} - {"/404.html"}, LIST["pages"]),
        "figure": ({file.stem for file in (site / "figures").iterdir() if file.suffix == ".svg"}, LIST["figure"]),
        "session or card": (
            {file.stem for file in (site / "oembed").iterdir() if file.suffix == ".json"}, [*LIST["session"], *LIST["card"], "timer"],
        ),
    }  # fmt: skip
    add = [f"`{key}`: {', '.join(sorted(found - set(listed)))}" for key, (found, listed) in built.items() if found - set(listed)]
    assert not add, f"add to tests/addresses.yml, under {'; under '.join(add)}"


def test_a_pasted_link_shows_a_picture_and_a_sentence(site: Path, pages: dict[str, BuiltPage]) -> None:
    """Each page has its own picture, 1200 by 630 and light enough for every messenger."""
    from PIL import Image

    for url, page in pages.items():
        if url in ("404.html", "embed/"):
            continue
        assert page.meta("og:title")
        assert page.meta("og:description") == page.meta("description")
        assert page.meta("twitter:card") == "summary_large_image"
        canonical = page.soup.find("link", rel="canonical")
        assert canonical
        assert page.meta("og:url") == canonical["href"]
        picture = site / "cards" / page.meta("og:image").rpartition("/")[2]
        with Image.open(picture) as drawn:
            assert drawn.size == (1200, 630)
        assert picture.stat().st_size < 300_000, picture.name


def test_a_page_with_a_session_points_to_its_answer_for_other_sites(site: Path, pages: dict[str, BuiltPage]) -> None:
    with_answers = {url: page.soup.find("link", type="application/json+oembed") for url, page in pages.items()}
    wanted = {"practice/", "timer/", *(f"timer/{n}/" for n in (5, 10, 15)), *(p.page + "/" for p in DATA.purposes.values())}
    assert {url for url, tag in with_answers.items() if tag} == wanted
    for url, tag in with_answers.items():
        if not tag:
            continue
        answer = json.loads((site / "oembed" / str(tag["href"]).rpartition("/")[2]).read_text("utf-8"))
        jsonschema.validate(answer, RICH if url.startswith("timer/") else PHOTO)
        picture = answer["thumbnail_url"] if url.startswith("timer/") else answer["url"]
        assert (site / picture.partition("//")[2].partition("/")[2]).is_file()

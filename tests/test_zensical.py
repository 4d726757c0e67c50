"""The site outlives its builder: Zensical makes the same pages from the same sources.

`make zensical` installs it beside the first builder. What may differ stands in ALLOWED with its reason.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from macros.publishing.markup import parse, written
from macros.publishing.relative_links import within
from tools.zensical_build import ZENSICAL, build, copy_sources

SITE_URL = "http://127.0.0.1:8000/"

# page -> reason; nothing here may grow
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sources built twice, before publishing: by MkDocs and by Zensical."""
    assert ZENSICAL.exists(), "Zensical is missing; `make .venv-zensical/stamp` installs it"
    folder = copy_sources(tmp_path_factory.mktemp("mkdocs"))
    # Not published: pages are compared as the builders write them.
    done = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict"],
        cwd=folder,
        env={**os.environ, "SITE_URL": SITE_URL, "LEGS_PUBLISH": "no"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    zensical = tmp_path_factory.mktemp("zensical") / "site"
    build(zensical, SITE_URL)
    return {"mkdocs": folder / "site", "zensical": zensical}


def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page of a built site, parsed, under its address, with its links put right as publishing does for both builders."""
    out = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site)
        out[str(name)] = BeautifulSoup(written(within(parse(file.read_text("utf-8")), len(name.parts) - 1)), "html5lib")
    return out


def words(tag: Tag) -> str:
    """What a reader sees, without line breaks that mean nothing."""
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def picture(name: str, page: BeautifulSoup) -> dict[str, object]:
    """What must be the same: title, headings, text, where links lead, routine data and timer markup."""
    here = SITE_URL + name.removesuffix("index.html")
    body = page.find("main") or page.body
    assert isinstance(body, Tag)
    # Zensical takes the mark for search out, and publishing does it for both.
    timers = [re.sub(r"\s+", " ", str(timer).replace(' data-search-exclude=""', "")) for timer in page.find_all("practice-timer")]
    return {
        "title": page.title and words(page.title),
        "description": [str(m.get("content")) for m in page.find_all("meta", attrs={"name": "description"})],
        "headings": [(h.name, h.get("id"), words(h)) for h in body.find_all(re.compile("^h[1-6]$"))],
        "links": [urljoin(here, str(a.get("href"))) for a in body.find_all("a")],
        "score": [s.string for s in page.find_all("script", type="application/json") if s.find_parent("practice-timer")],
        "timer": timers,
        "text": words(body),
    }


@pytest.mark.thorough
@pytest.mark.slow
def test_search_finds_the_same_with_both(builds: dict[str, Path]) -> None:
    """Both read `data-search-exclude` and the front matter's `search: exclude`, so the templates say it once."""
    first = json.loads((builds["mkdocs"] / "search/search_index.json").read_text("utf-8"))["docs"]
    second = json.loads((builds["zensical"] / "search.json").read_text("utf-8"))["items"]

    def entries(found: list[dict[str, str]]) -> dict[str, str]:
        return {entry["location"]: re.sub(r"<[^>]+>|\s+", "", entry["text"]) for entry in found}

    assert entries(second) == entries(first)


@pytest.mark.thorough
@pytest.mark.slow
def test_both_builders_make_the_same_pages(builds: dict[str, Path]) -> None:
    """Same addresses; on each, the same title, headings, words, links, routine and timer."""
    first, second = pages(builds["mkdocs"]), pages(builds["zensical"])
    assert set(first) == set(second)
    different = {
        f"{name}: {part}"
        for name in first
        if name not in ALLOWED
        for part, value in picture(name, first[name]).items()
        if value != picture(name, second[name])[part]
    }
    assert not different


def test_the_list_of_allowed_differences_is_short() -> None:
    """It may shrink, never grow."""
    assert len(ALLOWED) <= 1

"""What publishing does to a built folder, and what it leaves alone."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from macros.publishing.cleanup import clean
from macros.publishing.markup import parse, written
from macros.publishing.relative_links import within
from macros.publishing.scripts import minified, preloading, with_inline
from macros.publishing.styles import linked, small, words
from tests.conftest import EPOCH, ROOT, SITE_URL, build, build_once, serving
from tests.pages import BuiltPage

TEMPLATES = ("", "practice/", "timer/10/", "evidence/", "embed/", "no/such/page/")


def contents(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages as the builder made them."""
    return build_once(tmp_path_factory.getbasetemp(), "bare", LEGS_PUBLISH="draft")


@pytest.mark.slow
def test_two_builds_of_one_commit_are_the_same_byte_for_byte(site: Path, tmp_path: Path) -> None:
    assert contents(build(tmp_path / "site")) == contents(site)


@pytest.mark.thorough
@pytest.mark.slow
def test_publishing_runs_by_itself_over_any_folder_and_again_changes_nothing(tmp_path: Path, bare: Path, site: Path) -> None:
    folder = Path(shutil.copytree(bare, tmp_path / "site"))
    assert not (folder / "sw.js").exists()
    command = [sys.executable, "-m", "macros.publishing", str(folder)]
    environment = {"SITE_URL": SITE_URL, "PATH": "", "SOURCE_DATE_EPOCH": EPOCH}
    for _ in range(2):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert contents(folder) == contents(site)


def test_every_page_blocks_on_one_small_stylesheet(site: Path) -> None:
    for page in site.rglob("*.html"):
        links = re.findall(r'<link rel="stylesheet" href="([^"]+)"(?! media="print")', page.read_text("utf-8").partition("</head>")[0])
        assert len(links) == 1, page
        file = page.parent / links[0] if not links[0].startswith("/") else site / links[0].lstrip("/")
        # One round trip on a fresh connection: ten packets.
        assert len(file.with_name(file.name + ".gz").read_bytes()) <= 14_000, page


NAME = re.compile(r"\.([A-Za-z][\w-]*)")
# Sheets of their own: linked where they are needed, or part of the embed alone.
APART = {"search.css", "sheet.css", "embed.css"}


def names(css: str) -> set[str]:
    return set(NAME.findall(re.sub(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", css, flags=re.DOTALL)))


def test_every_page_has_the_styles_of_all_that_stands_on_it(site: Path) -> None:
    """Templates name the sheets that their pages need; none may be forgotten."""
    sheets = (ROOT / "overrides/assets/css").glob("*.css")
    known = {sheet.name: names(sheet.read_text("utf-8")) for sheet in sheets if sheet.name not in APART}
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        made = re.findall(r"assets/css/([\w.-]+\.css)", html)
        assert made, page
        there = set[str]().union(*(names((site / "assets/css" / sheet).read_text("utf-8")) for sheet in made))
        worn = {name for value in re.findall(r'\bclass="([^"]*)"', html) for name in value.split()}
        missing = {sheet: lost for sheet, styled in known.items() if (lost := (worn & styled) - there)}
        assert missing == {}, page.relative_to(site)


def test_nothing_that_no_reader_needs_is_published(site: Path) -> None:
    assert [file.name for file in site.rglob("*.map")] == []
    assert not (site / "assets/javascripts/lunr").exists()
    assert [f.name for f in site.rglob("*.js") if "sourceMappingURL" in f.read_text("utf-8")] == []


def test_compressed_copies_hold_the_same_as_their_files(site: Path) -> None:
    copies = [*site.rglob("*.br"), *site.rglob("*.gz")]
    assert len(copies) > 50
    for copy in copies:
        unpack: Callable[[bytes], bytes] = brotli.decompress if copy.suffix == ".br" else gzip.decompress
        assert unpack(copy.read_bytes()) == copy.with_suffix("").read_bytes(), copy.name


def test_every_module_is_named_with_the_version_of_all_that_it_imports(site: Path) -> None:
    for file in (site / "assets/js").rglob("*.js"):
        for target in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", file.read_text("utf-8")):
            assert re.search(r"\.js\?v=[0-9a-f]{8}$", target), f"{file.name}: {target}"


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_taking_out_unused_styles_changes_no_page(width: int, bare: Path, site: Path, open_page: Callable[..., Page]) -> None:
    # Without a service worker, which the bare pages lack too: it brings a button of its own.
    page = open_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    different = []
    with serving(bare) as before, serving(site) as after:
        for path in TEMPLATES:
            # A picture may catch a busy machine in the middle of drawing; what the styles change, it shows every time.
            if not any(_same(*(_shot(page, host + path) for host in (before, after))) for _ in range(2)):
                different.append(path)
    assert different == []


def _same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def _shot(page: Page, address: str) -> Image.Image:
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    return Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")


def test_search_looks_the_same_without_unused_styles(bare: Path, site: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(reduced_motion="reduce")
    shots = []
    with serving(bare) as before, serving(site) as after:
        for host in (before, after):
            page.goto(f"{host}safety/", wait_until="load")
            page.locator("[data-action=search]").click()
            page.wait_for_load_state("networkidle")
            page.locator(".search__field").press_sequentially("sleep", delay=20)
            page.locator(".search__item").first.wait_for()
            page.wait_for_timeout(500)
            shots.append(Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB"))
    assert ImageChops.difference(*shots).getbbox() is None


def test_a_link_that_climbs_out_of_the_site_is_put_right() -> None:
    def put_right(html: str, depth: int) -> str:
        return written(within(parse(html), depth))

    assert put_right('<a href="../../safety/"><audio src="../../bell.mp3">', 1) == '<a href="../safety/"><audio src="../bell.mp3">'
    assert put_right('<a href="../safety/">', 1) == '<a href="../safety/">'
    assert put_right('<a href="../safety/">', 0) == '<a href="safety/">'


KNOWN = words(['<div class="a b" id="i"><p style="color:var(--kept)"></p></div>', "el.classList.add('made')"])


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}", True),
        (".none{color:red}", False),
        (".a.none{color:red}", False),
        (".made{color:red}", True),
        (".none,.a{color:red}", True),
        ("dialog{color:red}", True),
        ("p:hover::before{color:red}", True),
        ("@media print{.none{color:red}}", False),
        ("@layer x{.a{color:red}}", True),
        ("@font-face{font-family:x;src:url(x)}", True),
        (":root{--kept:1px}", True),
        (":root{--read-by-none:1px}", False),
        (".a{--here:1px;width:var(--here)}", True),
    ],
)
def test_a_rule_stays_when_a_page_or_a_script_holds_its_name(css: str, kept: bool) -> None:
    assert bool(small(css, KNOWN)) is kept


def test_tidying_keeps_scripts_code_and_words() -> None:
    html = "<p>one\n\n   two</p><!-- gone <script>no</script> -->\n<pre>  a\n\n  b</pre><script>x = '<!--';\n\n y</script>"
    assert written(clean(parse(html))) == "<p>one\ntwo</p>\n<pre>  a\n\n  b</pre><script>x = '<!--';\n\n y</script>"


def test_tidying_forgets_the_marks_of_the_search_and_what_stands_before_a_page() -> None:
    html = '<!-- first --> \n<!doctype html>\n<p data-search-exclude class="a">b <!-- c --> d\n<!-- e -->\n</p><!--[if x]>kept<![endif]-->\n\n'
    assert written(clean(parse(html))) == '<!doctype html>\n<p class="a">b  d\n</p><!--[if x]>kept<![endif]-->\n'


def test_one_link_takes_the_place_of_all_sheets_of_a_head_and_of_no_other() -> None:
    sheet = '<link rel="stylesheet" href="{0}.css">'.format
    html = f'<head>\n{sheet("a")}\n{sheet("b")}\n  <link rel="stylesheet" href="c.css" media="print">\n<title>x</title></head><body>{sheet("later")}'
    assert written(linked(parse(html), "one.css")) == f'<head>\n{sheet("one")}\n<title>x</title></head><body>{sheet("later")}'


def test_a_script_marked_inline_stands_in_its_page_and_the_others_stay() -> None:
    page = parse('<script data-inline src="a.js"></script><script src="b.js"></script>')
    assert written(with_inline(page, lambda address: f"/* {address} */ 1 < 2")) == '<script>/* a.js */ 1 < 2</script><script src="b.js"></script>'


def test_hints_stand_before_their_module_once_however_often_they_are_put_there() -> None:
    page = parse('<link rel="modulepreload" href="old.js"><script type="module" src="a.js"></script><script src="b.js"></script>')
    hinted = preloading(page, lambda address: [f"of-{address}", "two.js"])
    links = '<link rel="modulepreload" href="of-a.js"><link rel="modulepreload" href="two.js">'
    assert written(hinted) == f'{links}<script type="module" src="a.js"></script><script src="b.js"></script>'
    assert preloading(hinted, lambda address: [f"of-{address}", "two.js"]) == hinted


def test_small_scripts_do_the_same() -> None:
    code = '/** words */\nimport { a } from "./a.js";\n// more\nexport const say = (longName) => `${longName} // kept`;\n'
    small = minified(code)
    assert minified(small) == small
    assert "words" not in small
    assert "more" not in small
    assert "// kept`" in small
    assert 'from"./a.js"' in small


def test_the_sitemap_lists_every_page_but_those_that_ask_not_to_be_found(site: Path, pages: dict[str, BuiltPage]) -> None:
    listed = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")))
    wanted = {SITE_URL + url for url, page in pages.items() if "noindex" not in page.meta("robots") and url != "404.html"}
    assert listed == wanted

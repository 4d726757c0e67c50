"""What comes out of the printer: one sheet, whole, legible, and with a code that leads back to the session."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from macros.data import load
from macros.evidence.care import care_line, emergency_numbers, other_flags
from macros.links import sessions
from macros.routines import build_routine
from tests.conftest import EPOCH, ROOT, SITE_URL, need
from tests.engines import firefox
from tools import pdf as pdfs
from tools.printed_fonts import WEIGHTS

pytestmark = pytest.mark.browser

DATA = load(ROOT / "data")
SHEETS = ("practice/", "timer/", "timer/5/", "timer/10/", "timer/15/")
PAPERS = ("A4", "Letter")
# The longest link and the longest words that a sheet can be asked for.
FULLEST = "timer/?minutes=29&for=stress-relief&version=chair&settle=299&bells=soft&voice=on"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper")


@pytest.fixture
def printed(open_page: Callable[..., Page], server: str, folder: Path) -> Callable[..., Path]:
    """Prints a page as a reader does: `printed("practice/", "A4", "dark")`."""

    def make(path: str, paper: str = "A4", scheme: str = "light", *, background: bool = False, script: bool = True) -> Path:
        page = open_page(color_scheme=scheme, java_script_enabled=script)
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        name = "".join(letter if letter.isalnum() else "-" for letter in f"{path}{paper}{scheme}{background}{script}")
        file = folder / f"{name}.pdf"
        page.pdf(path=file, format=paper, print_background=background, tagged=True)
        return file

    return make


def pages_in(file: Path) -> int:
    need("poppler")
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[-1] for line in told.splitlines() if line.startswith("Pages")))


def words_in(file: Path) -> str:
    """The text in reading order, as one line: it can be selected, searched and read aloud."""
    need("poppler")
    told = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


def picture(file: Path, dpi: int = 150) -> Image.Image:
    need("poppler")
    out = file.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), "-singlefile", file, out], check=True)
    with Image.open(out.with_suffix(".png")) as drawn:
        return drawn.convert("L")


def squeezed(text: str) -> str:
    """Without spaces and hyphens: a line break may stand anywhere."""
    return "".join(text.replace("’", "'").replace("-", "").split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SHEETS)
def test_the_page_prints_on_exactly_one_sheet(printed: Callable[..., Path], path: str, paper: str, scheme: str) -> None:
    """Whatever the paper, the colors of the screen, and the choice about background graphics."""
    assert pages_in(printed(path, paper, scheme, background=scheme == "dark")) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_fullest_sheet_still_fits(printed: Callable[..., Path], paper: str) -> None:
    assert pages_in(printed(FULLEST, paper)) == 1


def test_without_scripts_the_same_sheet_prints(printed: Callable[..., Path]) -> None:
    file = printed("timer/10/", "Letter", script=False)
    assert pages_in(file) == 1
    assert "Prepared for" in words_in(file)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_large_twin_takes_two_pages_and_the_card_one(printed: Callable[..., Path], paper: str) -> None:
    assert pages_in(printed("practice/large-print/", paper)) == 2
    assert pages_in(printed("practice/no-phone/", paper)) == 1


@pytest.mark.parametrize(("path", "address"), [("practice/", "practice"), ("timer/10/", "timer/10"), ("practice/large-print/", "timer/10")])
def test_the_sheet_says_everything(printed: Callable[..., Path], path: str, address: str) -> None:
    """Every phase, every step, every caution, the tingling plan, the way out, and where it came from."""
    said = squeezed(words_in(printed(path)))
    evidence = DATA.evidence
    wanted = [phase.name for phase in DATA.rules.phases]
    wanted += [text for step in DATA.steps.values() for text in (step.title, step.text)]
    wanted += [care_line(evidence), other_flags(evidence).level.lead, other_flags(evidence).text]
    wanted += [emergency_numbers(evidence, DATA.ui.safety.number), evidence.safety_box["come-down"].lead, evidence.safety_box["come-down"].text]
    wanted += [text for stage in evidence.tingling.values() for text in (stage.title, stage.text)]
    foot = DATA.ui.sheet.foot.format(license=DATA.site.license)
    wanted += [SITE_URL.removeprefix("https://") + address, foot, DATA.ui.sheet.edition.partition("{")[0]]
    assert [text for text in wanted if squeezed(text) not in said] == []


def test_the_sheet_follows_the_link(printed: Callable[..., Path]) -> None:
    """A sheet printed from a link holds that session: its words, its times, its breath, its address."""
    said = squeezed(words_in(printed("timer/?minutes=7&for=sleep&version=chair&settle=60")))
    routine = build_routine(DATA.library, 7, "sleep", "chair", 60)
    assert squeezed(DATA.steps["sit"].words["chair"].text) in said
    assert squeezed(DATA.steps["sit"].text) not in said
    assert squeezed(f"{routine.phases[-1].start // 60}:{routine.phases[-1].start % 60:02d} Come out") in said
    assert squeezed("In for about 4 seconds, out for about 6") in said
    assert squeezed("legsup.example/timer/?minutes=7&for=sleep&version=chair&settle=60") in said


@pytest.mark.thorough
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_stays_white(printed: Callable[..., Path], scheme: str, paper: str) -> None:
    """Nobody's ink is spent on a background, day or night: what is not a letter, a line or a drawing is bare paper."""
    light = np.asarray(picture(printed("practice/", paper, scheme, background=True)))
    assert (light > 250).mean() > 0.82
    assert light[:, -20:].min() == 255


def test_the_drawings_are_large_and_the_words_black(page: Page, server: str) -> None:
    """40 mm for a step, 35 for a move of the way out, on every sheet."""
    page.emulate_media(media="print")
    for path in ("practice/", "timer/10/", "practice/large-print/"):
        page.goto(server + path)
        shown = "e => [...e.querySelectorAll(`${PART} svg`)].filter((svg) => svg.checkVisibility())"
        widths = shown + ".map((svg) => svg.getBoundingClientRect().width / 96 * 25.4)"
        for part, count, least in ((".sheet__step", 5, 40), (".sheet__way", 3, 35)):
            found = page.locator(".sheet").evaluate(widths.replace("${PART}", part))
            assert len(found) == count
            assert min(found) >= least - 0.01
        assert page.locator(".sheet").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
        assert page.locator(".sheet__way .sheet__number").all_inner_texts() == ["1", "2", "3"]


@pytest.mark.thorough
@pytest.mark.parametrize("paper", PAPERS)
def test_no_lines_to_write_on_stand_over_words(page: Page, server: str, paper: str) -> None:
    width, height = {"A4": (190, 283), "Letter": (195.9, 265.4)}[paper]
    page.set_viewport_size({"width": round(width / 25.4 * 96), "height": round(height / 25.4 * 96)})
    page.emulate_media(media="print")
    for path in ("practice/", FULLEST):
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        words, lines = (page.locator(f".sheet__{part}").bounding_box() for part in ("notes", "foot"))
        assert words
        assert lines
        assert words["y"] + words["height"] <= lines["y"] + 1


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["practice/", FULLEST, "practice/large-print/"])
@pytest.mark.parametrize("paper", PAPERS)
def test_one_row_holds_the_minutes_of_a_week(page: Page, server: str, paper: str, path: str) -> None:
    """Each day has room for two figures by hand beside its name, and all stand on one line."""
    page.set_viewport_size({"width": round({"A4": 190, "Letter": 195.9}[paper] / 25.4 * 96), "height": 1000})
    page.emulate_media(media="print")
    page.goto(server + path)
    page.wait_for_load_state("networkidle")
    days = page.locator(".sheet__day")
    assert days.all_inner_texts() == DATA.ui.sheet.week.split()
    room = """all => all.map((day) => { const words = document.createRange(); words.selectNodeContents(day);
      const box = day.getBoundingClientRect(); return [box.width - words.getBoundingClientRect().width, box.bottom] })"""
    found = days.evaluate_all(room)
    assert min(width for width, _ in found) / 96 * 25.4 >= 9  # millimeters
    assert len({round(bottom) for _, bottom in found}) == 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("practice/", "practice/"),
        ("timer/5/", "timer/5/"),
        ("timer/10/?for=anxiety&version=bed", "timer/10/?for=anxiety&version=bed"),
        (FULLEST, FULLEST),
        ("timer/15/?for=sleep&settle=30&bells=off&voice=on&end=stay", "timer/15/?for=sleep&settle=30&bells=off&voice=on&end=stay"),
        ("timer/?minutes=7&for=sleep&version=bed&end=bell", "timer/?minutes=7&for=sleep&version=bed&end=bell"),
    ],
)
def test_the_printed_code_leads_to_the_session(printed: Callable[..., Path], path: str, link: str) -> None:
    (code,) = zxingcpp.read_barcodes(picture(printed(path)))
    assert code.text == SITE_URL + link


@pytest.mark.parametrize("path", ["practice/", "timer/5/", FULLEST])
def test_the_printed_code_is_at_least_28_millimeters_wide(page: Page, server: str, path: str) -> None:
    """Without its quiet ground: big enough for any phone, and for a hand that shakes."""
    page.emulate_media(media="print")
    page.goto(server + path)
    page.wait_for_load_state("networkidle")
    width, modules = page.locator(".sheet__qr").evaluate("e => [e.getBoundingClientRect().width, e.viewBox.baseVal.width]")
    assert width / 96 * 25.4 * (modules - 8) / modules >= 28


def test_no_printed_word_is_smaller_than_eleven_points(page: Page, server: str) -> None:
    """And sixteen on the large twin."""
    page.emulate_media(media="print")
    sizes = """() => Math.min(...[...document.querySelectorAll('.sheet *')]
        .filter(e => e.checkVisibility() && !e.closest('svg') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75))"""
    for path, least in (("practice/", 11), ("timer/10/", 11), ("practice/no-phone/", 11), ("practice/large-print/", 16)):
        page.goto(server + path)
        assert page.evaluate(sizes) >= least - 0.01, path


@pytest.mark.thorough
def test_firefox_prints_one_sheet_too(server: str, folder: Path) -> None:
    file = folder / "firefox.pdf"
    firefox.run(server + "timer/10/", f"await page.pdf({{path: {str(file)!r}, format: 'letter'}}); return 1")
    assert pages_in(file) == 1


@pytest.mark.parametrize("purpose", [p.page.removeprefix("benefits/") for p in DATA.purposes.values() if p.id != "general"])
def test_a_benefit_page_prints_as_an_article_with_its_sources(printed: Callable[..., Path], purpose: str) -> None:
    """Words, routine and sources with addresses; no buttons, no menu, nothing over another thing."""
    said = words_in(printed(f"benefits/{purpose}/"))
    assert "Sources" in said
    assert "doi:10." in said or "https://" in said
    for left_out in ("Lights out", "Search this site", "Menu", "Skip to"):
        assert f" {left_out} " not in said


@pytest.fixture(scope="module")
def ready(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDFs as `make build` makes them, from a copy: other tests compare the site with a second build."""
    copy = Path(shutil.copytree(site, tmp_path_factory.mktemp("printed") / "site"))
    with pytest.MonkeyPatch.context() as patch, pdfs.browser(need("Chromium")) as opened:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        assert opened
        pdfs.write(copy, DATA, opened)
    return copy / "pdf"


def elements(tree: Any) -> Iterator[Any]:
    """Every element of a PDF's structure that has a kind."""
    below = tree.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        element = one.get_object() if hasattr(one, "get_object") else one
        if hasattr(element, "get"):
            yield element
            yield from elements(element)


def bookmarks(outline: list[Any]) -> list[str]:
    """Every bookmark, whatever it stands under."""
    return [title for one in outline for title in (bookmarks(one) if isinstance(one, list) else [str(one.title)])]


def named(read: Any) -> set[str]:
    """The fonts of a PDF by their names. A letter that is drawn as a picture of itself has none."""
    fonts = [font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert "/Type3" not in {font["/Subtype"] for font in fonts}
    return {font["/BaseFont"].rpartition("+")[2].lstrip("/") for font in fonts}


def test_the_sheet_asks_for_no_weight_that_paper_does_not_get() -> None:
    asked = re.findall(r"font(?:-weight)?: (\d{3})\b", (ROOT / "overrides/assets/css/sheet.css").read_text("utf-8"))
    assert {int(weight) for weight in asked} == set(WEIGHTS)


def test_every_session_has_a_pdf_with_tags_title_language_and_bookmarks(ready: Path) -> None:
    from pypdf import PdfReader

    names = {"practice", "large-print", "no-phone", *(session.slug for session in sessions(DATA))}
    assert {file.stem for file in ready.glob("*.pdf")} == names
    for file in ready.glob("*.pdf"):
        read = PdfReader(file)
        root: Any = read.trailer["/Root"].get_object()
        assert root["/MarkInfo"]["/Marked"], file.name
        assert root["/Lang"] == "en"
        assert ((read.metadata and read.metadata.title) or "").startswith("Legs Up the Wall"), file.name
        headings = [kind for element in elements(root["/StructTreeRoot"]) if re.fullmatch(r"/H[1-6]", kind := str(element.get("/S", "")))]
        assert len(bookmarks(read.outline)) == len(headings), file.name
        assert "/H1" in headings, file.name
        assert named(read) == {f"AtkinsonLUW-{weight}" for weight in WEIGHTS}, file.name
        assert len(read.pages) == (2 if file.stem == "large-print" else 1), file.name
        assert "Prepared" in read.pages[-1].extract_text() or file.stem == "no-phone"


def test_a_purposes_pdf_leads_to_its_own_session(ready: Path) -> None:
    (code,) = zxingcpp.read_barcodes(picture(ready / "back-pain.pdf"))
    assert code.text == f"{SITE_URL}timer/10/?for=back-pain&version=chair"


@pytest.mark.thorough
def test_printed_again_and_in_another_order_a_pdf_is_the_same_byte_for_byte(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    wanted = pdfs.sheets(DATA)
    names = ["sleep", "large-print", "timer-5"]
    with pdfs.browser(need("Chromium")) as opened, pdfs.served(ready.parent) as address:
        assert opened
        again = opened.pdfs([(address + wanted[name][0], wanted[name][1]) for name in names])
        assert [pdfs.steady(one) == (ready / f"{name}.pdf").read_bytes() for name, one in zip(names, again, strict=True)] == [True] * 3


def test_a_page_that_never_turns_to_its_session_is_not_printed(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "SETTLED", pdfs.SETTLED.replace("10000", "100"))
    with pdfs.browser(need("Chromium")) as opened:
        assert opened
        printing = opened.pdfs([(server + "timer/10/?for=nothing-we-know", "A title")])
        with pytest.raises(RuntimeError, match=r"“A title” did not settle: .*never turned to"):
            next(printing)


TELL = [sys.executable, "-c", "import os; print('told', os.environ['SITE_PDFS'])"]


@pytest.mark.parametrize("path", [None, "/nowhere/chromium", shutil.which("false")])
def test_where_no_browser_starts_the_site_is_built_without_pdfs(
    path: str | None, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are told before they are built, and whoever builds in one sentence."""
    monkeypatch.setattr(pdfs, "chromium", lambda: path)
    assert pdfs.main([str(tmp_path), "--", *TELL]) == 0
    said = capfd.readouterr().out.splitlines()
    assert "told false" in said
    assert len(said) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_browser_starts_once_and_a_failed_build_is_not_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = MagicMock(side_effect=pdfs.browser)
    monkeypatch.setattr(pdfs, "chromium", lambda: need("Chromium"))
    monkeypatch.setattr(pdfs, "browser", starts)
    monkeypatch.setattr(pdfs, "write", lambda *_: 11)
    assert pdfs.main([str(tmp_path), "--", *TELL]) == 0
    assert "told true" in capfd.readouterr().out
    assert starts.call_count == 1
    assert pdfs.main([str(tmp_path), "--", "false"]) == 1
    assert capfd.readouterr().out == ""

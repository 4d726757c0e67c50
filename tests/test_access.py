"""Every page can be read and used by everyone: axe, small screens, large text, forced colors, fingers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import ROOT, missing, mostly_thorough

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# Every page there is, so that a new one is tested from its first day.
DOCS = ROOT / "docs"
EVERY = (*sorted(f"{file.relative_to(DOCS).with_suffix('')}/".removesuffix("index/") for file in DOCS.rglob("*.md")), "404.html")
WIDTHS = (320, 390, 768, 1440)
# Off by default in axe; here they must hold too.
STRICT = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async ([tags, strict]) => {
  const rules = Object.fromEntries(strict.map((id) => [id, {enabled: true}]));
  const result = await axe.run({runOnly: tags, rules, resultTypes: ["violations"]});
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ") + " " + n.html.slice(0, 90)).join(" | ")}`);
}"""
# WCAG 1.4.12: a reader's own spacing.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"


@pytest.fixture(scope="module")
def look(chromium: Browser) -> Iterator[Page]:
    """One page for the whole module: only its size, its colors and its address change."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", mostly_thorough(EVERY, ("practice/", "timer/")))
def test_axe_finds_nothing_at_any_width_by_day_or_by_night(look: Page, server: str, address: str) -> None:
    if not AXE.exists():
        missing("axe-core (npm ci)")
    look.goto(server + address)
    look.evaluate(AXE.read_text("utf-8"))
    found = {}
    for scheme in ("light", "dark"):
        look.emulate_media(color_scheme=scheme, forced_colors="none")
        for width in WIDTHS:
            look.set_viewport_size({"width": width, "height": 900})
            if violations := look.evaluate(RUN_AXE, [TAGS, list(STRICT)]):
                found[f"{scheme} {width}"] = violations
    assert found == {}


def on_every_page(look: Page, server: str, check: Callable[[Page], Any]) -> dict[str, Any]:
    """What `check` returns on each page, where it returns anything."""
    found = {}
    for address in EVERY:
        look.goto(server + address)
        if result := check(look):
            found[address] = result
    return found


# Which elements stick out of the page they stand on, measured by their rectangles: what hides its overflow says nothing in its
# scrollWidth. What scrolls in a region of its own may be wider than that; what only a screen reader gets has no width.
STICKING_OUT = """(page) => {
  const width = page.documentElement.clientWidth;
  const styled = (e) => page.defaultView.getComputedStyle(e);
  const around = (e) => { const boxes = []; for (let box = e; box && box !== page.body; box = box.parentElement) boxes.push(box); return boxes; };
  return [...page.querySelectorAll("body *")]
    .filter((e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1); })
    .filter((e) => !e.ownerSVGElement && !around(e).some((box) => styled(box).clipPath !== "none"))
    .filter((e) => !around(e.parentElement).some((box) => ["auto", "scroll"].includes(styled(box).overflowX)))
    .slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`);
}"""
OUTSIDE = f"() => ({STICKING_OUT})(document)"
# A frame is made narrower and measured at once, which costs no picture. Whatever measures itself may then take its time.
AT_EVERY_WIDTH = f"""async ([address, widths]) => {{
  const frame = document.createElement("iframe");
  frame.style = "position: fixed; inset: 0 auto auto 0; border: 0; height: 900px; width: 1940px";
  document.body.replaceChildren(frame);
  await new Promise((done) => {{ frame.onload = done; frame.src = address; }});
  const page = frame.contentDocument;
  const look = page.createElement("style");
  look.textContent = "* {{ content-visibility: visible !important }}";
  page.head.append(look);
  await page.fonts.ready;
  const drawn = () => new Promise((done) => page.defaultView.requestAnimationFrame(() => page.defaultView.requestAnimationFrame(done)));
  const found = {{}};
  for (const width of widths) {{
    frame.style.width = `${{width}}px`;
    let out = ({STICKING_OUT})(page);
    if (out.length) await drawn().then(() => (out = ({STICKING_OUT})(page)));
    if (out.length) found[width] = out;
  }}
  return found;
}}"""


# The pages of the other lengths are /timer/ with another number.
@pytest.mark.parametrize("address", mostly_thorough([page for page in EVERY if page not in ("timer/5/", "timer/15/")], ("practice/",)))
def test_nothing_sticks_out_at_any_width_from_280_to_1920_pixels(look: Page, server: str, address: str) -> None:
    look.set_viewport_size({"width": 1940, "height": 900})
    look.emulate_media(color_scheme="light", forced_colors="none")
    look.goto(server + "robots.txt")
    assert look.evaluate(AT_EVERY_WIDTH, [server + address, list(range(1920, 270, -10))]) == {}


def test_no_page_scrolls_sideways_at_320_pixels_also_with_wider_text_spacing(look: Page, server: str) -> None:
    look.emulate_media(color_scheme="light", forced_colors="none")
    look.set_viewport_size({"width": 320, "height": 640})

    def check(page: Page) -> list[Any]:
        plain = page.evaluate(OUTSIDE)
        page.add_style_tag(content=SPACED)
        return [*plain, *page.evaluate(OUTSIDE)]

    assert on_every_page(look, server, check) == {}


def test_text_at_twice_its_size_stays_on_the_page_and_is_not_cut(look: Page, server: str) -> None:
    look.set_viewport_size({"width": 1280, "height": 800})
    session = look.context.new_cdp_session(look)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    cut = """() => [...document.querySelectorAll("article *, header *, footer *")]
      .filter((e) => e.children.length === 0 && e.textContent.trim() && !e.closest("svg, script, template"))
      .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)
      .filter((e) => getComputedStyle(e).clipPath === "none")
      .map((e) => e.outerHTML.slice(0, 80))"""
    try:
        found = on_every_page(look, server, lambda page: [*page.evaluate(OUTSIDE), *page.evaluate(cut)])
    finally:
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
        session.detach()
    assert found == {}


def test_the_jump_list_beside_the_words_covers_none_of_them(look: Page, server: str) -> None:
    covered = """() => {
      const jump = document.querySelector(".jump");
      if (!jump || getComputedStyle(jump).position !== "absolute") return [];
      const box = jump.getBoundingClientRect();
      return [...document.querySelectorAll("article *")].filter((e) => !jump.contains(e) && !e.contains(jump))
        .filter((e) => getComputedStyle(e).clipPath === "none")
        .filter((e) => e.matches("svg, input, td, th") || [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .flatMap((e) => { const range = document.createRange(); range.selectNodeContents(e); return [...range.getClientRects()].map((r) => [e, r]); })
        .filter(([, r]) => r.width > 1 && r.right > box.left && r.left < box.right && r.bottom > box.top && r.top < box.bottom)
        .map(([e]) => e.outerHTML.slice(0, 80));
    }"""

    def check(page: Page) -> list[Any]:
        found = []
        for width in (1200, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            found += page.evaluate(covered)
        return found

    assert on_every_page(look, server, check) == {}


def test_what_is_marked_hidden_is_hidden(look: Page, server: str) -> None:
    shown = "() => [...document.querySelectorAll('[hidden]')].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 90))"
    assert on_every_page(look, server, lambda page: page.evaluate(shown)) == {}


def test_what_a_finger_meets_is_at_least_44_pixels(look: Page, server: str) -> None:
    look.set_viewport_size({"width": 390, "height": 844})
    small = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")].flatMap((e) => {
      const target = e.matches("input") && e.closest("label") ? e.closest("label") : e;
      const box = target.getBoundingClientRect();
      const style = getComputedStyle(e);
      if (!e.checkVisibility({visibilityProperty: true}) || box.width < 2 || e.matches(".skip, [type=hidden]")) return [];
      const inText = style.display === "inline" && e.closest("p, li, dd, td, th, figcaption, h3, summary, caption");
      const wholeCard = e.matches(".card__link");
      return inText || wholeCard || (box.width >= 43.5 && box.height >= 43.5) ? []
        : [`${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 90)}`];
    })"""
    assert on_every_page(look, server, lambda page: page.evaluate(small)) == {}


FOCUS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(
  (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest("[inert]")).map((one) => {
    one.focus();
    if (document.activeElement !== one) return "";
    const box = one.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // What is drawn of a radio or a check box, and shows its focus, is what stands beside it in its label; of a card's link, the card.
    const drawn = [one, one.nextElementSibling, one.closest("label"), one.closest("li")].filter(Boolean);
    const styles = drawn.map((part) => getComputedStyle(part));
    const shown = styles.some(({outlineStyle, outlineWidth}) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    const top = document.elementFromPoint(x, y);
    const free = drawn.some((part) => part.contains(top) || top?.contains(part));
    return shown && free ? "" : `${shown ? "" : "no outline"} ${free ? "" : "covered"} ${one.outerHTML.slice(0, 90)}`;
  }).filter(Boolean)"""


def test_every_control_shows_its_focus_and_nothing_lies_over_it(look: Page, server: str) -> None:
    look.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    look.set_viewport_size({"width": 1440, "height": 900})

    def hidden(page: Page) -> list[str]:
        page.keyboard.press("Tab")  # from now on focus is shown, as to someone who uses keys
        return list(page.evaluate(FOCUS))

    assert on_every_page(look, server, hidden) == {}


def test_every_control_is_visible_in_forced_colors(look: Page, server: str) -> None:
    look.emulate_media(forced_colors="active", color_scheme="dark")
    faint = """() => [...document.querySelectorAll("button, .button, .sun, .choice__option, select, input:not([type=radio], [type=checkbox])")]
      .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1)
      .filter((e) => ![e, ...e.children].some((part) => parseFloat(getComputedStyle(part).borderTopWidth) >= 1))
      .map((e) => e.outerHTML.slice(0, 90))"""
    try:
        found = on_every_page(look, server, lambda page: page.evaluate(faint))
    finally:
        look.emulate_media(forced_colors="none", color_scheme="light")
    assert found == {}


def test_nothing_moves_when_the_font_arrives_late(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844})

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/*.woff2", late)
    page.add_init_script("""window.shift = 0;
      new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
        .observe({type: "layout-shift", buffered: true})""")
    shifts = {}
    for address in ("", "practice/", "timer/10/", "benefits/sleep/", "safety/"):
        page.goto(server + address)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(200)
        shifts[address] = page.evaluate("window.shift")
    assert {address: shift for address, shift in shifts.items() if shift >= 0.01} == {}, json.dumps(shifts)

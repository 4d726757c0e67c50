"""Each kind of page, and each state of the timer, still looks as it did when someone last looked.

`make screens` takes the reference pictures again; look at the differences before committing them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.pictures import MEND, changed
from tests.timer import Open, Timer, routine

REFERENCES = ROOT / "tests/screens"
# One page of each template.
KINDS = {
    "home": "",
    "practice": "practice/",
    "timer": "timer/10/",
    "benefit": "benefits/sleep/",
    "reading": "safety/",
    "teach": "teach/",
    "lost": "404.html",
    "embed": "embed/",
}
# What the app's manifest shows before it is installed: large pictures, published with the site.
SHOWN = ROOT / "overrides/assets/img"
FORMS = {"narrow": ((390, 844), 2, ("timer", "practice")), "wide": ((1440, 900), 1, ("timer", "practice"))}
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
# Phones with their browser's bars, a phone on its side, a desk: and how small their pictures are.
ROOMS = {(390, 664): 0.4, (375, 553): 0.4, (844, 390): 0.3, (1440, 900): 0.2}
LOOKS: dict[str, dict[str, Any]] = {"day": {"color_scheme": "light"}, "night": {"color_scheme": "dark"}, "lights-out": {"color_scheme": "light"}}
# What can be read or pressed in the room, by the rectangles of its words and keys: who lies over whom, and what sticks out.
IN_THE_WAY = """() => {
  const words = '.timer__phase, .timer__minutes, .timer__seconds, .timer__cue, .timer__note, .timer__daily, .timer__band, .timer__ask';
  const parts = [...document.querySelectorAll(`.timer__room :is(${words}, button, select, .timer__length)`)]
    .filter((part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && part.textContent.trim())
    .map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const { left, right, top, bottom, height } = (part.matches(words) ? range : part).getBoundingClientRect();
      // Of a line of figures a quarter above and below is air.
      const air = part.matches('.timer__digits *') ? height / 4 : 0;
      return { part, name: part.dataset.act ?? part.className, left, right, top: top + air, bottom: bottom - air };
    })
    .filter(({ left, right }) => right > left);
  const wrong = [];
  parts.forEach((a, place) => {
    if (a.left < -1 || a.top < -1 || a.right > innerWidth + 1 || a.bottom > innerHeight + 1) wrong.push(`${a.name} sticks out`);
    for (const b of parts.slice(place + 1)) {
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
      if (over && !a.part.contains(b.part) && !b.part.contains(a.part)) wrong.push(`${a.name} over ${b.name}`);
    }
  });
  return wrong;
}"""


@pytest.fixture(scope="module")
def compare(chromium: Browser) -> Iterator[Page]:
    """A blank page that can read pictures."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_each_kind_of_page_looks_as_it_did(open_page: Open, compare: Page, server: str, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = open_page(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    found = []
    for kind, address in KINDS.items():
        page.goto(server + address)
        page.evaluate("document.fonts.ready")
        reference = REFERENCES / f"{kind}-{size}-{'day' if scheme == 'light' else 'night'}.webp"
        found.append(changed(compare, [page.screenshot(animations="disabled", caret="hide")], reference, 0.5))
    assert list(filter(None, found)) == [], MEND


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_the_manifest_shows_the_pages_as_they_are(open_page: Open, compare: Page, server: str, form: str) -> None:
    (width, height), scale, kinds = FORMS[form]
    page = open_page(viewport={"width": width, "height": height}, device_scale_factor=scale, reduced_motion="reduce")
    found = []
    for kind in kinds:
        page.goto(server + KINDS[kind])
        page.evaluate("document.fonts.ready")
        png = page.screenshot(animations="disabled", caret="hide")
        found.append(changed(compare, [png], SHOWN / f"screen-{kind}-{form}.webp", 1, 0.8))
    assert list(filter(None, found)) == [], MEND


def walk(open_page: Open, server: str, look: str, options: dict[str, Any]) -> Iterator[tuple[str, Timer]]:
    """The timer in each of its states, standing still in each."""
    timer = Timer(open_page(**options), f"{server}timer/10/", fake_audio=True, clock=True)
    page = timer.page
    yield "ready", timer
    timer.press("options")
    timer.hands()
    yield "options", timer
    timer.press("options")
    if look == "lights-out":
        page.evaluate("document.querySelector('[data-act=lights]').click()")
    timer.start()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 2)
    made = routine()
    moments = {phase.id: phase.start + min(20, phase.seconds // 2) for phase in made.phases}
    for moment in ({"settle": 50} | moments | {"come-out": moments["come-out"] + 20}).items():
        timer.seek(moment[1])
        page.clock.run_for(2000)
        page.wait_for_timeout(150)  # the drawings come over a network with a clock of its own
        yield moment[0], timer
    timer.press("go")
    page.clock.run_for(500)
    yield "paused", timer
    timer.press("go")
    timer.seek(made.seconds - 1)
    page.clock.run_for(4000)
    timer.until("done")
    yield "done", timer
    later = open_page(**options)
    later.clock.install(time="2026-03-10T18:58:20")
    timer = Timer(later, f"{server}timer/10/?start=19:00", fake_audio=True)
    timer.press("go")
    timer.until("waiting")
    timer.hands()
    later.clock.pause_at("2026-03-10T18:59:00")
    yield "waiting", timer


@pytest.mark.thorough
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", ROOMS)
def test_each_state_of_the_timer_looks_as_it_did_and_nothing_in_it_is_in_the_way(
    open_page: Open, compare: Page, server: str, size: tuple[int, int], look: str
) -> None:
    options = {"viewport": {"width": size[0], "height": size[1]}, "reduced_motion": "reduce", **LOOKS[look]}
    pictures, wrong = [], {}
    for state, timer in walk(open_page, server, look, options):
        timer.page.evaluate("document.fonts.ready")
        if state != "options" and (found := timer.page.evaluate(IN_THE_WAY)):
            wrong[state] = found
        pictures.append(timer.page.screenshot(animations="disabled", caret="hide"))
        timer.fine()
    assert wrong == {}
    reference = REFERENCES / f"states-{size[0]}x{size[1]}-{look}.webp"
    assert changed(compare, pictures, reference, ROOMS[size]) == "", MEND

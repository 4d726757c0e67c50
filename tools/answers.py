"""How long a press waits for its picture on a slow phone: INP for the presses that matter, with the processor slowed four times."""

from __future__ import annotations

from playwright.sync_api import Browser

__all__ = ["MOST", "answers", "told"]

MOST = 100
"""Milliseconds that a press may wait. Browsers call 200 good."""

SLOWER = 4
# A page, and the press there, by its selector.
PRESSES = {
    "Start": ("timer/10/", "practice-timer [data-act=go]"),
    "length": ("timer/10/", ".timer__lengths .timer__length:has([value='5'])"),
    "options": ("timer/10/", "practice-timer [data-act=options]"),
    "search": ("practice/", "[data-action=search]"),
}
# Browsers tell of a press that took 16 ms or more, rounded to 8.
WATCH = """window.waits = [0];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) window.waits.push(entry.duration) })
  .observe({type: "event", durationThreshold: 16, buffered: true})"""


def answers(browser: Browser, here: str, times: int = 3) -> dict[str, float]:
    """The wait of each press in milliseconds, the best of a few: whatever else a machine does only slows a page."""
    found: dict[str, float] = {}
    for name, (path, press) in PRESSES.items():
        waits = []
        for _ in range(times):
            context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, ignore_https_errors=True)
            page = context.new_page()
            page.add_init_script(WATCH)
            page.goto(here + path, wait_until="networkidle")
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.locator(press).locator("visible=true").first.tap()
            page.wait_for_timeout(2500)
            waits.append(max(page.evaluate("window.waits")))
            context.close()
        found[name] = min(waits)
    return found


def told(found: dict[str, float]) -> str:
    """One line for the bench."""
    presses = ", ".join(f"{name} {wait:.0f} ms" for name, wait in found.items())
    over = [name for name, wait in found.items() if wait > MOST]
    verdict = f"over {MOST} ms: {', '.join(over)}" if over else f"none over {MOST} ms"
    return f"A press until its picture, processor {SLOWER} times slower (INP): {presses}; {verdict}."

"""What goes out of the site: codes, calendars, answers for other sites, drawings and the pictures beside pasted links."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from macros.clock import about
from macros.data import Data
from macros.figures import NAMES, figure_file, scenes_file
from macros.figures.moving import MOVES, moving_file
from macros.links import Session, session_path, session_title, sessions
from macros.pictures.cards import Letters, card_png
from macros.pictures.qr import qr_png, qr_svg
from macros.publishing.calendar import Entry, calendar_text, evening
from macros.publishing.markup import Pages
from macros.publishing.oembed import Pasted, card_json, timer_json
from macros.publishing.pages import Page, read_pages
from macros.routines import build_routine

__all__ = ["write"]


def write(site: Path, data: Data, site_url: str, pages: Pages) -> None:
    """Writes qr/, calendar/, oembed/, figures/, cards/ and the timer's drawings into the built `site`."""
    made = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp()), UTC)
    for session in sessions(data):
        url = site_url + session_path(session, data.rules)
        write_code(site, session.slug, url)
        put(site / "calendar" / f"{session.slug}.ics", calendar_text(entry(data, session, site_url, made), made).encode())
        put(site / "oembed" / f"{session.slug}.json", answer(data, session, site_url).encode())
    general = data.purposes["general"]
    usual = Session(general.minutes, general, data.versions[general.version])
    put(site / "oembed/timer.json", answer(data, usual, site_url).encode())  # the timer's own page
    write_code(site, "practice", site_url + "practice/")
    for name in NAMES:
        put(site / "figures" / f"{name}.svg", figure_file(name, data.figures[name]).encode())
    for name in MOVES:
        put(site / "figures" / f"{name}.svg", moving_file(name, data.figures[name]).encode())
    put(site / "assets" / "img" / "scenes.svg", scenes_file().encode())
    told = read_pages(site, pages)
    for page in told:
        if page.url.rstrip("/") in {purpose.page for purpose in data.purposes.values()}:
            put(site / "oembed" / f"{page.slug}.json", card_json(pasted(data, page.heading, page.url, page.slug, site_url)).encode())
    write_cards(site, data, told)


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def write_code(site: Path, slug: str, url: str) -> None:
    put(site / "qr" / f"{slug}.svg", qr_svg(url).encode())
    put(site / "qr" / f"{slug}.png", qr_png(url))


def entry(data: Data, session: Session, site_url: str, made: datetime) -> Entry:
    path = session_path(session, data.rules)
    routine = build_routine(data.library, session.minutes, session.purpose.id, session.version.id)
    words = data.ui.routine.legs_up.format(minutes=session.minutes, total=about(routine.seconds, data.units))
    return Entry(path, session_title(data, session), words, site_url + path, evening(made), routine.seconds, data.ui.teach.remind)


def pasted(data: Data, name: str, path: str, card: str, site_url: str) -> Pasted:
    return Pasted(name, site_url + path, f"{site_url}cards/{card}.png", data.site.name, site_url)


def answer(data: Data, session: Session, site_url: str) -> str:
    own = session_path(session, data.rules)
    query = own.partition("?")[2]
    embed = f"{site_url}embed/?minutes={session.minutes}" + (f"&{query}" if query else "")
    card = f"timer-{session.minutes}" if session.purpose.id == "general" else session.purpose.page.replace("/", "-")
    return timer_json(pasted(data, session_title(data, session), own, card, site_url), embed)


def write_cards(site: Path, data: Data, pages: tuple[Page, ...]) -> None:
    """One card a page, a few at a time."""
    root = data.folder.parent
    kept = root / ".cache/cards"
    # Read once, before the drawing is shared out.
    font = Letters(tuple(root / "overrides/assets/fonts" / name for name in ("atkinson-luw.woff2", "atkinson-luw-more.woff2")), kept)

    def draw(page: Page) -> None:
        put(site / "cards" / f"{page.slug}.png", card_png(page.heading, page.room, data.site.name, font, kept))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(draw, pages))

"""The macros of paper and class: the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass

from macros.clock import spoken
from macros.data import Data
from macros.links import Session, plain_address, session_path
from macros.model import Routine
from macros.publishing.qr import QrPath, qr_path
from macros.render import Place, html
from macros.routines import build_routine
from macros.schema import pick

__all__ = ["Link", "sheet"]

ASK = (
    "glaucoma or another eye condition; heart failure, kidney failure or liver failure; high blood pressure that is not under"
    " control; poor circulation in the arteries of your legs; a blood clot, now or in the past; a recent operation or injury;"
    " a slipped disc or sciatica; a pregnancy of more than 16 weeks."
)
TINGLE = (
    (
        "First sign",
        "Bend your knees and slide your feet down until your soles rest on the wall. Wiggle your toes. Wait for a minute or two.",
    ),
    (
        "Still there",
        "Bring your legs down, or change to a chair, knees wide or soles together. Carry on only when the feeling is normal again.",
    ),
    (
        "Does not clear",
        "Stop for today. If numbness stays after a few minutes, keeps coming back, or comes with pain, a pale foot or weakness, ask a doctor.",
    ),
)
NEVER = {
    "lead": "Do not use it for a leg that is newly swollen, hot or painful.",
    "text": "Get medical advice the same day. If you are also breathless or have chest pain, call your emergency number: 911 in"
    " the US, 999 in the UK, 112 in the EU.",
}
STOP = "your feet tingle or hurt, or you feel dizzy, breathless, or pressure in your head or eyes."


@dataclass(frozen=True)
class Link:
    """An address with its printed form and its code."""

    url: str
    code: QrPath

    @property
    def host(self) -> str:
        """The part before the first slash: a line may break after it."""
        return plain_address(self.url).partition("/")[0]

    @property
    def path(self) -> str:
        return plain_address(self.url).removeprefix(self.host)


def link_to(place: Place, path: str) -> Link:
    url = place.site_url + path
    return Link(url, qr_path(url))


def sheet(
    data: Data,
    place: Place,
    /,
    *,
    minutes: int = 0,
    purpose: str = "general",
    version: str = "",
    shown: bool = False,
    large: bool = False,
) -> str:
    """What the page prints: one sheet for one session, or with all published lengths when `minutes` is left out."""
    why = data.purposes[pick("sheet", "purpose", purpose, data.purposes)]
    lengths = [minutes] if minutes else list(data.rules.lengths.published)
    routines = [build_routine(data.library, length, purpose, version or why.version) for length in lengths]
    chosen = routines[0] if minutes else next(r for r in routines if r.minutes == why.minutes)
    session = Session(chosen.minutes, chosen.purpose, chosen.version)
    path = session_path(session, data.rules.lengths.published) if minutes else "practice/"
    return html(
        "sheet.html",
        data,
        place,
        routines=routines,
        chosen=chosen,
        link=link_to(place, path),
        sub=under_title(data, routines),
        shown=shown,
        large=large,
        ask=ASK,
        tingle=TINGLE,
        stop=STOP,
        never=NEVER,
        facts="{}",
    )


def under_title(data: Data, routines: list[Routine]) -> str:
    """The line that says what this is and how long it takes."""
    first = routines[0]
    if len(routines) == 1:
        words = data.ui.sheet.sub if first.purpose.id == "general" else data.ui.sheet.sub_for
        return words.format(purpose=first.purpose.name, minutes=first.minutes, total=spoken(first.seconds))
    lengths = [str(routine.minutes) for routine in routines]
    spread = ", ".join(lengths[:-1]) + " or " + lengths[-1]
    return data.ui.sheet.sub_all.format(lengths=spread, around=spoken(first.seconds - 60 * first.minutes))

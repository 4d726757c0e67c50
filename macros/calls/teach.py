"""The macros of paper and class: the sheet and its twins, and the teacher's links, script and drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from macros.clock import about
from macros.data import Data
from macros.figures import NAMES
from macros.links import EMBED_HEIGHT, EMBED_WIDTH, Session, plain_address, session_name, session_path, sessions
from macros.model import Phase, Routine
from macros.pictures.qr import QrPath, qr_path
from macros.render import Place, html
from macros.routines import build_routine
from macros.schema import pick
from macros.score import score, score_json

__all__ = ["TEACH_MACROS"]


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
    use: str = "print",
    large: bool = False,
) -> str:
    """What a page prints: one session on one sheet, or all published lengths when `minutes` is left out.

    `use` is "print" (paper only), "show" (also on the screen) or "wait" (paper, once the page's script asks for it).
    """
    pick("sheet", "use", use, ("print", "show", "wait"))
    why = data.purposes[pick("sheet", "purpose", purpose, data.purposes)]
    lengths = [minutes] if minutes else list(data.rules.lengths.published)
    routines = [build_routine(data.library, length, purpose, version or why.version) for length in lengths]
    chosen = routines[0] if minutes else next(r for r in routines if r.minutes == why.minutes)
    path = session_path(Session(chosen.minutes, why, chosen.version), data.rules) if minutes else "practice/"
    names = {"routines": routines, "chosen": chosen, "link": link_to(place, path), "sub": under_title(data, routines)}
    facts = score_json(sheet_facts(data, place, chosen))
    return html("sheet.html", data, place, boxes=data.evidence.safety_box, use=use, large=large, facts=facts, **names)


def no_phone(data: Data, place: Place, /) -> str:
    """A card to keep time without a phone: a kitchen timer, or counted breaths."""
    breath = data.purposes["general"].breath
    cycle = breath.inhale + breath.exhale
    routines = [build_routine(data.library, minutes) for minutes in data.rules.lengths.published]
    rows = [(r.minutes, r.settle + 60 * r.minutes, 60 * r.minutes // cycle, round(6 * r.minutes / cycle)) for r in routines]
    first = routines[0]
    names = {"rows": rows, "breath": breath, "settle": first.settle, "out": first.phases[-1].seconds}
    return html("no_phone.html", data, place, boxes=data.evidence.safety_box, link=link_to(place, "practice/"), **names)


def link_builder(data: Data, place: Place, /) -> str:
    """Choose a session and get its link, code, sheet, frame and message. Needs JavaScript; `ready_links()` does not."""
    rules = data.rules
    chosen = build_routine(data.library, data.purposes["general"].minutes)
    words = {
        "message": data.ui.teach.message_text,
        "together": data.ui.teach.message_start,
        "frame_title": data.ui.teach.frame_title,
    }
    link = link_to(place, session_path(Session(chosen.minutes, chosen.purpose, chosen.version), rules))
    names = {"chosen": chosen, "settles": rules.settle.choices, "words": score_json(words), "link": link, "frame": (EMBED_WIDTH, EMBED_HEIGHT)}
    return html("link_builder.html", data, place, **names)


def ready_links(data: Data, place: Place, /) -> str:
    """Every session with files of its own, as a table."""
    rows = [(session, session_name(data, session), link_to(place, session_path(session, data.rules))) for session in sessions(data)]
    paths = {session.slug: session_path(session, data.rules) for session in sessions(data)}
    return html("ready_links.html", data, place, rows=rows, paths=paths)


def cue_script(data: Data, place: Place, /) -> str:
    """What a teacher says and when, for each published length."""
    routines = [build_routine(data.library, minutes) for minutes in data.rules.lengths.published]
    scripts = [(routine, [(phase, moments(data, routine, phase)) for phase in routine.phases]) for routine in routines]
    return html("cue_script.html", data, place, scripts=scripts, chosen=data.purposes["general"].minutes)


def moments(data: Data, routine: Routine, phase: Phase) -> list[tuple[int, str, bool]]:
    """What happens in a phase, in order: when, the words, and whether it is a bell. The last bell belongs to the last phase."""
    strokes = data.ui.teach.once, data.ui.teach.times
    end = phase.end + (phase is routine.phases[-1])
    bells = [bell for bell in routine.bells if phase.start <= bell.at < end]
    rung = [(b.at, data.ui.teach.bell.format(strokes=b.strokes, times=strokes[b.strokes > 1]), True) for b in bells]
    return sorted([*rung, *((cue.at, cue.text, False) for cue in phase.cues)])


def drawings(data: Data, place: Place, /) -> str:
    """Every drawing, to look at and to download."""
    return html("drawings.html", data, place, figures=[(name, data.figures[name]) for name in NAMES])


def own_voice(data: Data, place: Place, /) -> str:
    """Make a voice file of your own recordings, on the device, for the timer. Needs JavaScript."""
    kept = ("id", "seconds", "text", "words", "only")
    slots = [
        {key: slot[key] for key in kept if key in slot} | ({"soft": True} if data.slots[slot["id"]].soft else {})
        for slot in score(data, data.purposes["general"].minutes, "general", "wall")["slots"]
    ]
    ui = data.ui
    said = {
        "someone": ui.own.someone,
        "play": ui.own.play,
        "stop": ui.own.stop,
        "none": ui.own.none,
        "fits": ui.own.fits,
        "long": ui.own.long,
        "silent": ui.own.silent,
        "reading": ui.own.reading,
        "all": ui.own.all,
        "some": ui.own.some,
        "making": ui.own.making,
        "saved": ui.own.saved,
        "unmade": ui.own.unmade,
        "large": ui.own.large,
        "nothing": ui.own.nothing,
        "unread": ui.own.unread,
    }
    return html("own_voice.html", data, place, facts=score_json({"slots": slots, "say": said}))


def take_along(data: Data, place: Place, /, *, minutes: int = 0, purpose: str = "general") -> str:
    """Print, PDF, calendar and share, for the session of this page."""
    why = data.purposes[pick("take_along", "purpose", purpose, data.purposes)]
    session = Session(minutes or why.minutes, why, data.versions[why.version])
    track = f"{session.minutes}-{session.purpose.id}-{session.version.id}"
    slug = session.slug if minutes or purpose != "general" else "practice"
    return html("take_along.html", data, place, session=session.slug, track=track, slug=slug)


def under_title(data: Data, routines: list[Routine]) -> str:
    """The line that says what this is and how long it takes."""
    first = routines[0]
    if len(routines) == 1:
        words = data.ui.sheet.sub if first.purpose.id == "general" else data.ui.sheet.sub_for
        return words.format(purpose=first.purpose.name, minutes=first.minutes, total=about(first.seconds, data.units))
    lengths = [str(routine.minutes) for routine in routines]
    spread = data.ui.sheet.one_of.format(some=", ".join(lengths[:-1]), last=lengths[-1])
    return data.ui.sheet.sub_all.format(lengths=spread, around=about(first.seconds - 60 * first.minutes, data.units))


def sheet_facts(data: Data, place: Place, chosen: Routine) -> dict[str, Any]:
    """What overrides/assets/js/site/follow.js and its neighbors need to turn a page to a reader's own choice: the score without its
    cues, the words around a session, and which sessions have files of their own."""
    ui = data.ui
    known = score(data, chosen.minutes, chosen.purpose.id, chosen.version.id)
    kept = ("choice", "least", "most", "published", "settle", "phases", "purposes", "versions", "stay")
    every = range(known["least"], known["most"] + 1)
    return {
        **{key: known[key] for key in kept if key in known},
        "parts": {length: [phase.seconds for phase in build_routine(data.library, length).phases] for length in every},
        "site": place.site_url,
        "files": {session.slug: session_path(session, data.rules) for session in sessions(data)},
        "words": {
            "min": ui.time.min,
            "s": ui.time.s,
            "half": ui.time.half,
            "both": ui.time.both,
            "sub": ui.sheet.sub,
            "sub_for": ui.sheet.sub_for,
            "routine": ui.sheet.routine,
            "breath": ui.sheet.breath_how,
            "legs_up": ui.routine.legs_up,
            "caption": ui.routine.caption,
            "row_breath": ui.routine.breath,
            "title": ui.teach.title,
            "minutes": ui.teach.minutes_long,
            "minutes_for": ui.teach.minutes_for,
            "remind": ui.teach.remind,
            "pdf": ui.take.pdf,
            "pdf_of": ui.take.pdf_of,
            "every_day": ui.take.every_day,
            "class_at": ui.take.class_at,
        },
    }


TEACH_MACROS: Mapping[str, Callable[..., str]] = {
    "cue_script": cue_script,
    "drawings": drawings,
    "link_builder": link_builder,
    "no_phone": no_phone,
    "own_voice": own_voice,
    "ready_links": ready_links,
    "sheet": sheet,
    "take_along": take_along,
}

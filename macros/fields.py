"""What the texts of data/ui.yml may be filled with: `{minutes}` and the like, as the template, the macro or the script that shows them gives it."""

from __future__ import annotations

import string

from macros.schema import DataError, nearest

__all__ = ["FIELDS", "check_fields"]

FIELDS: dict[str, tuple[str, ...]] = {
    "routine.legs_up": ("minutes", "total"),
    "routine.caption": ("minutes",),
    "routine.breath": ("inhale", "exhale"),
    "routine.suggested": ("minutes", "total", "inhale", "exhale"),
    "time.min": ("min",),
    "time.s": ("s",),
    "time.half": ("min",),
    "time.both": ("min", "s"),
    "time.one": ("min",),
    "time.many": ("min",),
    "time.many_half": ("min",),
    "time.few": ("s",),
    "home.in_all": ("total",),
    "sheet.sub": ("purpose", "minutes", "total"),
    "sheet.sub_all": ("lengths", "around"),
    "sheet.one_of": ("some", "last"),
    "sheet.sub_for": ("purpose", "minutes", "total"),
    "sheet.routine": ("minutes",),
    "sheet.breath_how": ("inhale", "exhale"),
    "sheet.edition": ("date",),
    "sheet.foot": ("license",),
    "timer.left": ("time",),
    "timer.class": ("time",),
    "timer.class_soon": ("time",),
    "timer.class_later": ("time", "hours"),
    "timer.class_on": ("time",),
    "timer.class_over": ("time",),
    "timer.continue_at": ("time",),
    "evidence.of": ("what",),
    "evidence.card_of": ("what",),
    "evidence.start": ("minutes", "aim"),
    "evidence.sources": ("count",),
    "evidence.by_name": ("count",),
    "evidence.guided_enough": ("time", "studied"),
    "evidence.guided_short": ("time", "studied"),
    "evidence.guided_from": ("minutes",),
    "evidence.plot": ("pages",),
    "evidence.plot_text": ("from_5", "pages", "limited", "to_15", "to_20"),
    "evidence.or_more": ("least",),
    "evidence.up_to": ("most",),
    "evidence.exactly": ("least", "most"),
    "evidence.between": ("least", "most"),
    "evidence.seconds": ("least", "most"),
    "safety.numbers": ("numbers",),
    "safety.call": ("emergency", "advice", "crisis"),
    "safety.number": ("number", "place"),
    "safety.in_place": ("place",),
    "distance.status": ("fits", "all"),
    "distance.timer": ("version",),
    "llms.routines_as": ("license",),
    "site.changed": ("site",),
    "podcast.rung": ("title",),
    "podcast.copyright": ("license",),
    "teach.title": ("session",),
    "teach.minutes_long": ("minutes", "purpose"),
    "teach.minutes_for": ("minutes", "purpose"),
    "teach.message_text": ("minutes", "total", "link", "safety"),
    "teach.message_start": ("start", "minutes", "total", "link", "safety"),
    "teach.bell": ("strokes", "times"),
    "teach.script": ("minutes",),
    "take.pdf_of": ("session",),
    "own.none": ("seconds", "room"),
    "own.fits": ("seconds", "room"),
    "own.long": ("seconds", "room"),
    "own.all": ("count", "all"),
    "own.some": ("count", "all"),
    "own.making": ("count", "all"),
    "own.saved": ("file",),
    "own.large": ("file",),
    "own.nothing": ("file",),
    "own.unread": ("file",),
    "own.speaks": ("name",),
    "own.unkept": ("name",),
    "take.class_at": ("time",),
    "no_phone.timer_how": ("settle",),
    "no_phone.breaths_how": ("inhale", "exhale"),
    "no_phone.out_how": ("out",),
    "accessibility.test": ("name",),
}


def check_fields(key: str, text: str, file: str) -> None:
    """Refuses a field that nobody fills, and braces that are none.

    Raises:
        DataError: naming the fields that this text may have.
    """
    given = FIELDS.get(key, ())
    allowed = "the fields " + ", ".join(f"{{{name}}}" for name in given) if given else "no field here: nothing would fill it"
    try:
        found = [(name, form, how) for _, name, form, how in string.Formatter().parse(text) if name is not None]
    except ValueError:
        raise DataError(file, key, text, "braces in pairs; " + allowed) from None
    for name, form, how in found:
        if name not in given or form or how:
            close = nearest(name, given)
            raise DataError(file, key, f"{{{name}}}", allowed, close and f"{{{close}}}")
    if not given and ("{" in text or "}" in text):
        raise DataError(file, key, text, allowed)

"""What a page tells search engines about itself (schema.org, JSON-LD): only what the page shows to everyone. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from macros.clock import iso
from macros.data import Data
from macros.evidence.care import care_line
from macros.evidence.choose import listed
from macros.evidence.records import Reference
from macros.render import Place, html
from macros.schema import pick

__all__ = ["KINDS", "STRUCTURED_MACROS"]

# Where the line about care stands on a page (macros/templates/care.html).
CARE = "care"


def common(kind: str, data: Data, place: Place) -> dict[str, Any]:
    """What every kind says: its name, its words, its address and its dates. It was last changed on the newest day of its changes."""
    meta = place.meta
    changes = meta.get("changes")
    days = [str(change["date"]) for change in changes] if isinstance(changes, list) else []
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": place.title,
        "description": str(meta.get("description", "")),
        "url": place.site_url + place.url,
        "inLanguage": data.site.language,
        "isAccessibleForFree": True,
        "license": data.site.license_url,
        "datePublished": str(meta.get("written", "")),
        "dateModified": max(days, default=""),
    }
    return {key: value for key, value in found.items() if value != ""}


def medical_page(data: Data, place: Place, _: int) -> dict[str, Any]:
    """A page about health. It names no reviewer and no day of a review, because nobody medical has reviewed it."""
    page = common("MedicalWebPage", data, place)
    here = listed(data.evidence, place.url)
    if here:
        page["citation"] = citations(r for r in data.evidence.references.values() if r.id in here)
    return page


def citations(references: Iterable[Reference]) -> list[dict[str, str]]:
    """The references that the page prints, each with the first address it prints."""
    return [
        {
            "@type": "CreativeWork" if reference.type in ("reference-page", "guideline") else "ScholarlyArticle",
            "name": reference.title,
            **({"url": reference.links[0][1]} if reference.links else {}),
        }
        for reference in references
    ]


def how_to(data: Data, place: Place, _: int) -> dict[str, Any]:
    """Who should take care, and then the steps of getting in and out, as the page lists them."""
    before = (data.ui.safety.box, care_line(data.evidence), CARE)
    told = [before, *((step.title, step.text, step.id) for step in data.steps.values())]
    steps = [
        {"@type": "HowToStep", "position": position, "name": name, "text": text, "url": f"{place.site_url}{place.url}#{anchor}"}
        for position, (name, text, anchor) in enumerate(told, 1)
    ]
    return {**common("HowTo", data, place), "step": steps}


def questions_page(data: Data, place: Place, _: int) -> dict[str, Any]:
    """Every question with everything the page answers."""
    asked = [
        {
            "@type": "Question",
            "name": item.question,
            "url": f"{place.site_url}{place.url}#{item.id}",
            "acceptedAnswer": {"@type": "Answer", "text": " ".join([item.answer, *item.more])},
        }
        for item in data.evidence.questions.values()
    ]
    return {**common("FAQPage", data, place), "mainEntity": asked}


def exercise_plan(data: Data, place: Place, minutes: int) -> dict[str, Any]:
    """A session of so many minutes with the legs up."""
    return {**common("ExercisePlan", data, place), "activityDuration": iso(minutes * 60)}


KINDS: Mapping[str, Callable[[Data, Place, int], dict[str, Any]]] = {
    "MedicalWebPage": medical_page,
    "HowTo": how_to,
    "FAQPage": questions_page,
    "ExercisePlan": exercise_plan,
}


def structured(data: Data, place: Place, kind: str, /, *, minutes: int = 10) -> str:
    """A data block of one kind for the page it stands on."""
    made = KINDS[pick("structured", "kind", kind, KINDS)](data, place, minutes)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return html("structured.html", data, place, text=text.replace("<", "\\u003c"))


STRUCTURED_MACROS: Mapping[str, Callable[..., str]] = {"structured": structured}

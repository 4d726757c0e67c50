"""From records to HTML: the one place where the markup of pages is made.

Templates lie in macros/templates/, escape everything by default and refuse unknown names. `html` returns a block for
column 0 of a Markdown page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.clock import about, clock, iso, spoken
from macros.data import Data
from macros.evidence.care import box_parts, care_line, emergency_numbers, other_flags
from macros.figures import figure_svg
from macros.links import has_podcast

__all__ = ["Place", "html", "templates", "unknown_name"]


@dataclass(frozen=True)
class Place:
    """Where a snippet stands: the page's address inside the site ("timer/10/"), its title, the site's own address, its front
    matter, whether this build makes PDFs, and where errors are reported without an account ("" for nowhere)."""

    url: str = ""
    title: str = ""
    site_url: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    pdfs: bool = False
    report: str = ""

    @property
    def root(self) -> str:
        """The way from this page back to the site's root: "../../" for "timer/10/"."""
        return "../" * self.url.count("/")

    @property
    def podcast(self) -> bool:
        """Whether this build makes a podcast."""
        return has_podcast(self.site_url)

    @property
    def unsearched(self) -> str:
        """The mark of what "timer/10/" only repeats: search leads to "timer/". Its heading needs it too, or it would be found alone."""
        return " data-search-exclude" if self.url.count("/") > 1 else ""


@cache
def templates() -> Environment:
    """The project's own Jinja environment: autoescape on, unknown names refused."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.filters |= {"about": _about, "clock": clock, "iso": iso, "spoken": _spoken, "dial": dial}
    env.globals["figure"] = _figure
    return env


@pass_context
def _spoken(context: Context, seconds: int) -> str:
    """`{{ seconds|spoken }}`, in the words of the data that the template is given."""
    return spoken(seconds, context["data"].units)


@pass_context
def _about(context: Context, seconds: int) -> str:
    return about(seconds, context["data"].units)


@pass_context
def _figure(context: Context, name: str, *, decorative: bool = False) -> Markup:
    """`{{ figure("sit") }}`: the drawing with its words, or as decoration."""
    return Markup(figure_svg(name, None if decorative else context["data"].figures[name]))  # noqa: S704  # our own drawing


def dial(text: str) -> Markup:
    """The text with each of its telephone numbers as a link that calls it."""
    parts = re.split(r"(\b\d[\d ]*\d\b)", text)
    calls = [Markup('<a href="tel:{}">{}</a>').format(part.replace(" ", ""), part) for part in parts[1::2]]
    return Markup("").join(escape(part) if place % 2 == 0 else calls[place // 2] for place, part in enumerate(parts))


def html(template: str, data: Data, place: Place, /, **names: object) -> str:
    """The `template` as one block of HTML without blank or indented lines, which Markdown would read as its own."""
    known = data.evidence
    numbers = emergency_numbers(known, data.ui.safety.number)
    care = {"line": care_line(known), "parts": box_parts(known), "flags": other_flags(known), "numbers": numbers}
    shared: Mapping[str, object] = {"ui": data.ui, "data": data, "place": place, "root": place.root, "care": care}
    text = templates().get_template(template).render(**shared, **names)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def unknown_name(value: object) -> str | None:
    """The name that a page's writer used and nothing has: a word without quotes, most often. Nothing for any other value."""
    return value._undefined_name if isinstance(value, Undefined) else None

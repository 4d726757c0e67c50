"""What must become of each paste, and the table that says what did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from macros.links import EMBED_HEIGHT, EMBED_WIDTH
from tools.wordpress.blog import Paste, Post
from tools.wordpress.visits import NARROW, WIDE, Found, Visit

__all__ = ["CODE", "Case", "Row", "cases", "table", "visits"]

CODE = (
    f'<iframe src="{{embed}}" width="100%" height="{EMBED_HEIGHT}" title="Legs Up the Wall timer"'
    f' allow="autoplay; fullscreen; screen-wake-lock; web-share" style="max-width:{EMBED_WIDTH}px;border:0"></iframe>'
)
"""What the page for teachers gives for a frame (overrides/assets/js/teach/teach.js)."""

HEAD = ("Pasted", "By, into", "Browser", f"At {NARROW} px", f"At {WIDE} px", "Started", "Leads to", "Blog's scripts blocked", "Wrong")


@dataclass(frozen=True)
class Case:
    """A paste, what a reader should see in its place, and where the way out of it should lead."""

    name: str
    paste: Paste
    becomes: Literal["frame", "card", "nothing"]
    link: str
    """Where the link leads that stays when the blog's scripts are blocked; "" for none."""


@dataclass(frozen=True)
class Row:
    """One case in one browser: in a narrow and a wide window, and without the blog's scripts."""

    case: Case
    browser: str
    narrow: Found
    wide: Found
    blocked: Found

    def faults(self, timer: str) -> tuple[str, ...]:
        """What is not as it must be; none for a good row."""
        case = self.case
        out = f"{timer}safety/" if case.becomes == "frame" else case.link
        said: list[str] = []
        for width, seen in ((NARROW, self.narrow), (WIDE, self.wide)):
            at = f"at {width} px"
            checks = {
                f"{seen.came} instead of {case.becomes} {at}": seen.came != case.becomes,
                f"the page must be moved sideways {at}": seen.wide,
                f"the frame is {seen.size[1]} px high {at}": case.becomes == "frame" and seen.size[1] != EMBED_HEIGHT,
                f"Start does nothing {at}": case.becomes == "frame" and not seen.started,
                f"the way out leads to {seen.there or 'nowhere'} {at}": case.becomes != "nothing" and seen.there != out,
                f"errors {at}: {'; '.join(seen.errors)}": bool(seen.errors),
            }
            said += [words for words, wrong in checks.items() if wrong]
        stays = "link" if case.becomes == "frame" and case.link else case.becomes
        if self.blocked.came != stays or (case.link and self.blocked.there != case.link):
            said.append(f"with the blog's scripts blocked: {self.blocked.came} to {self.blocked.there or 'nowhere'}")
        return tuple(said)

    def cells(self, timer: str) -> tuple[str, ...]:
        """The row of the table."""
        case, seen = self.case, (self.narrow, self.wide)
        sizes = [f"{one.came} {one.size[0]} x {one.size[1]}" if any(one.size) else one.came for one in seen]
        started = ("yes" if all(one.started for one in seen) else "no") if case.becomes == "frame" else "-"
        ways = " and ".join(dict.fromkeys(one.there.removeprefix(timer) for one in seen)) or "-"
        blocked = f"{self.blocked.came} to {self.blocked.there.removeprefix(timer)}" if case.link else self.blocked.came
        return (case.name, f"{case.paste.role}, {case.paste.how}", self.browser, *sizes, started, ways, blocked, "; ".join(self.faults(timer)) or "-")


def cases(timer: str, lengths: Sequence[int], pages: Sequence[str]) -> tuple[Case, ...]:
    """Every link worth pasting, by an author; and the code of /teach/, which WordPress keeps only from those whom it trusts.

    A static site cannot read what follows "?", so a link with choices embeds what its page says without them.
    """
    usual = f"{timer}timer/10/"
    own = {f"timer/{minutes}/": f"{timer}timer/{minutes}/" for minutes in lengths}
    timers = {"timer/": usual, **own, "timer/10/?for=sleep&voice=on": usual, "timer/?minutes=7": usual}
    made: list[Case] = []
    for how in ("block", "classic"):
        made += [Case(f"/{path}", Paste("author", how, timer + path), "frame", link) for path, link in timers.items()]
        made += [Case(f"/{path}", Paste("author", how, timer + path), "card", timer + path) for path in pages]
    code = CODE.format(embed=f"{timer}embed/?minutes=7&amp;for=sleep")
    made += [Case("code of /teach/", Paste("author", how, code), "nothing", "") for how in ("block", "classic")]
    made += [Case("code of /teach/", Paste("editor", how, code), "frame", "") for how in ("block", "classic")]
    return tuple(made)


def visits(case: Case, post: Post) -> tuple[Visit, Visit, Visit]:
    """Narrow, wide, and without the blog's scripts."""
    waits = case.becomes != "nothing"
    return (
        Visit(post.address, NARROW, scripts=True, waits=waits),
        Visit(post.address, WIDE, scripts=True, waits=waits),
        Visit(post.address, NARROW, scripts=False, waits=waits),
    )


def table(rows: Sequence[Row], timer: str) -> str:
    """In Markdown."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells(timer) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

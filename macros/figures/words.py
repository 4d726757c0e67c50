"""What a drawing says to whoever cannot see it. The words come from data/figures.yml."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

__all__ = ["Words"]


@dataclass(frozen=True)
class Words:
    """`title` names the drawing, `desc` says how to take the pose from words alone."""

    title: str
    desc: str

    def markup(self) -> str:
        """The first two elements of the drawing."""
        return f"<title>{escape(self.title)}</title><desc>{escape(self.desc)}</desc>"

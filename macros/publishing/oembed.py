"""oEmbed: what WordPress and others read when an author pastes an address of this site on a line of its own.

A static host ignores query strings, so every session has a file of its own and its page points to it. A timer's address
becomes the timer; the address of a page that is read becomes its card, a picture that leads there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from macros.links import EMBED_HEIGHT, EMBED_WIDTH

__all__ = ["SHOWN", "Pasted", "card_json", "timer_json"]

CARD = (1200, 630)
"""The size of a card, in pixels (macros/pictures/cards.py)."""

SHOWN = (280, 147)
"""The size at which a card is shown. WordPress takes it as it is: in its themes of blocks no picture gives way, and a phone's
column there is 300 pixels wide. The card itself is larger, for screens with more dots."""

DAY = 86_400


@dataclass(frozen=True)
class Pasted:
    """What was pasted: its title, its address, the picture of its card, and the site it belongs to."""

    title: str
    url: str
    picture: str
    site_name: str
    site_url: str


def timer_json(pasted: Pasted, embed_url: str) -> str:
    """A "rich" answer in the one form that WordPress shows whole.

    It keeps a blockquote with a link and one frame behind it, hides the frame, and loads its own script only where there is a
    blockquote; when the frame then tells its height, the frame takes the blockquote's place. Where scripts are blocked, the
    link stays. `width` in percent, since WordPress limits no frame in older themes.
    """
    quote = f'<blockquote><a href="{escape(pasted.url)}">{escape(pasted.title)}</a></blockquote>'
    frame = f'<iframe src="{escape(embed_url)}" width="100%" height="{EMBED_HEIGHT}" title="{escape(pasted.title)}" frameborder="0"></iframe>'
    picture = {"thumbnail_url": pasted.picture, "thumbnail_width": CARD[0], "thumbnail_height": CARD[1]}
    return _json(pasted, {"type": "rich", "width": EMBED_WIDTH, "height": EMBED_HEIGHT, "html": quote + frame, **picture})


def card_json(pasted: Pasted) -> str:
    """A "photo" answer: the card, which sites show as a picture that leads to the page."""
    return _json(pasted, {"type": "photo", "url": pasted.picture, "width": SHOWN[0], "height": SHOWN[1]})


def _json(pasted: Pasted, own: dict[str, Any]) -> str:
    shared = {
        "version": "1.0",
        "title": pasted.title,
        "provider_name": pasted.site_name,
        "provider_url": pasted.site_url,
        "cache_age": DAY,
    }
    return json.dumps(shared | own, ensure_ascii=False, indent=1) + "\n"

"""oEmbed: what WordPress and others read when an author pastes a session's address.

A static host ignores query strings, so every session has a file of its own and its page points to it.
"""

from __future__ import annotations

import json
from html import escape

__all__ = ["HEIGHT", "WIDTH", "oembed_json"]

WIDTH, HEIGHT = 600, 480
"""The room the timer gets on someone else's page, in CSS pixels."""

DAY = 86_400


def oembed_json(title: str, embed_url: str, site_url: str, picture_url: str) -> str:
    """A "rich" answer: one frame, without attributes that a careful host would strip anyway."""
    frame = f'<iframe src="{escape(embed_url)}" width="{WIDTH}" height="{HEIGHT}" title="{escape(title)}"></iframe>'
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Legs Up the Wall",
        "provider_url": site_url,
        "cache_age": DAY,
        "thumbnail_url": picture_url,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": WIDTH,
        "height": HEIGHT,
        "html": frame,
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

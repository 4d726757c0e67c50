"""What WordPress does with a pasted link, as facts: what it keeps of an answer, what it adds, what its script listens to.

Learned from its embed.php and wp-embed.js (4.4 to 6.9, the same rules in all). Written anew here; nothing of it is copied.
"""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser
from typing import Any

KEPT = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"},
}
"""Elements and attributes that stay in the answer of a site that it does not know."""

SECRET = "Ab12Cd34Ef"  # noqa: S105 -- a name that ties a frame to its messages

SCRIPT = """
addEventListener('message', ({data, source}) => {
  if (!data || /[^a-zA-Z0-9]/.test(data.secret)) return;
  const all = (name) => document.querySelectorAll(`${name}[data-secret="${data.secret}"]`);
  for (const quote of all('blockquote')) quote.style.display = 'none';
  for (const frame of all('iframe')) {
    if (frame.contentWindow !== source) continue;
    frame.removeAttribute('style');
    if (data.message === 'height') frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)));
    const there = data.message === 'link' && new URL(data.value);
    if (there && there.host === new URL(frame.src).host && document.activeElement === frame) top.location.href = there.href;
  }
});
"""
"""What its own script does; it is loaded only beside a blockquote of class wp-embedded-content."""


class _Keeper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KEPT:
            kept = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if name in KEPT[tag])
            self.out.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in KEPT:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False))


def shown(answer: dict[str, Any], url: str) -> str:
    """What stands in the post in place of the link, or '' when the link stays a link."""
    if answer["type"] == "photo":
        picture = f'<img src="{escape(answer["url"])}" alt="{escape(answer["title"])}" width="{answer["width"]}" height="{answer["height"]}">'
        return f'<a href="{escape(url)}">{picture}</a>'
    keeper = _Keeper()
    keeper.feed(answer["html"])
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*?(<iframe.*?></iframe>)", "".join(keeper.out), re.DOTALL)
    if not found:
        return ""
    quote, frame = found[1] or "", found[2]
    frame = re.sub(r' src="(.*?)"', rf' src="\1#?secret={SECRET}" data-secret="{SECRET}"', frame, count=1)
    if quote:
        quote = quote.replace("<blockquote", f'<blockquote class="wp-embedded-content" data-secret="{SECRET}"')
        frame = frame.replace("<iframe", '<iframe style="position: absolute; clip: rect(1px, 1px, 1px, 1px);"')
    return quote + frame.replace("<iframe", '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"')


def post(answer: str, url: str, *, scripts: bool = True) -> str:
    """A page of a blog with a column as wide as a phone allows, and what WordPress makes of a pasted link in it."""
    body = shown(json.loads(answer), url)
    script = f"<script>{SCRIPT}</script>" if scripts and "wp-embedded-content" in body.partition("<iframe")[0] else ""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>A blog</title><link rel="icon" href="data:,"><body style="margin:24px"><p>{body}</p>{script}'
    )

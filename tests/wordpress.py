"""Plays what WordPress does with a pasted link, from the facts in tests/wordpress.yml: what it finds, what it keeps of an answer,
what it adds, what its script listens to. Written anew here; nothing of it is copied.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

FACTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))

SECRET = "Ab12Cd34Ef"  # noqa: S105 -- a name that ties a frame to its messages

SCRIPT = """
const {script, frame: {class: own}, late} = FACTS;
const listen = () => {
  addEventListener('message', ({ data, source }) => {
    if (!data || /[^a-zA-Z0-9]/.test(data.secret)) return;
    const all = (name) => document.querySelectorAll(`${name}[data-secret="${data.secret}"]`);
    for (const quote of all('blockquote')) quote.style.display = 'none';
    for (const frame of all('iframe')) {
      if (frame.contentWindow !== source) continue;
      frame.removeAttribute('style');
      const { least, most } = script.height;
      if (data.message === 'height') frame.height = Math.max(least, Math.min(most, parseInt(data.value, 10)));
      const there = data.message === 'link' && new URL(data.value);
      if (!there || !script.links.includes(there.protocol.replace(':', ''))) continue;
      if (there.host === new URL(frame.src).host && document.activeElement === frame) top.location.href = there.href;
    }
  });
  for (const frame of document.querySelectorAll(`iframe.${own}`)) {
    frame.contentWindow.postMessage({ message: script.says, secret: frame.dataset.secret }, '*');
  }
};
if (late) addEventListener('load', () => setTimeout(listen, 100));
else listen();
"""
"""What its own script does. `late`: it comes when the frame has long been there, as on a slow line."""


class _Keeper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FACTS["kept"]:
            kept = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if name in FACTS["kept"][tag])
            self.out.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in FACTS["kept"]:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False))


def discovered(html: bytes) -> str:
    """The address of the answer that a page names, or '' when it is not found."""
    rules = FACTS["discovery"]
    head = html[: rules["bytes"]].decode("utf-8", "ignore").partition(rules["ends"])[0]
    for tag in re.findall(r"<link([^<>]+)>", head, re.IGNORECASE):
        named = {name: unescape(one or two or bare) for name, one, two, bare in re.findall(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", tag)}
        if named.get("type") in rules["types"] and named.get("href"):
            return named["href"]
    return ""


def kept(html: str) -> str:
    """What its sanitizer leaves of an answer's HTML."""
    keeper = _Keeper()
    keeper.feed(html)
    return "".join(keeper.out)


def shown(answer: dict[str, Any], url: str) -> str:
    """What stands in the post in place of the link, or '' when the link stays a link."""
    if not all(answer.get(name) for name in FACTS["needs"].get(answer.get("type"), ["type"])):
        return ""
    if answer["type"] == "photo":
        picture = f'<img src="{escape(answer["url"])}" alt="{escape(answer["title"])}" width="{answer["width"]}" height="{answer["height"]}">'
        return f'<a href="{escape(url)}">{picture}</a>'
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*?(<iframe.*?></iframe>)", kept(answer["html"]), re.DOTALL)
    if not found:
        return ""
    rules = FACTS["frame"]
    secret = f'{rules["secret"]["attribute"]}="{SECRET}"'
    quote, frame = found[1] or "", found[2]
    frame = re.sub(r' src="(.*?)"', rf' src="\1{rules["secret"]["address"]}{SECRET}" {secret}', frame, count=1)
    if quote:
        quote = quote.replace("<blockquote", f'<blockquote class="{rules["class"]}" {secret}')
        frame = frame.replace("<iframe", f'<iframe style="{rules["hidden"]}"')
    return quote + frame.replace("<iframe", f'<iframe class="{rules["class"]}" sandbox="{rules["sandbox"]}" security="{rules["security"]}"')


def post(answer: str, url: str, *, scripts: bool = True, late: bool = False) -> str:
    """A page of a blog with a column as wide as a phone allows, and what WordPress makes of a pasted link in it."""
    body = shown(json.loads(answer), url)
    code = f"const FACTS = {json.dumps({**FACTS, 'late': late})};{SCRIPT}"
    script = f"<script>{code}</script>" if scripts and FACTS["frame"]["class"] in body.partition("<iframe")[0] else ""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>A blog</title><link rel="icon" href="data:,"><body style="margin:24px"><p>{body}</p>{script}'
    )

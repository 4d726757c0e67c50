"""What a browser may do on these pages: one strict Content-Security-Policy, in every page and in the headers that a host sends.

Everything comes from the site itself; inline scripts only by their hash; no inline styles at all; no markup made from text
(Trusted Types). The header adds who may
put a page into a frame, which a page cannot say itself: nobody else. The embed, which is made for it, says nothing of frames:
`frame-ancestors *` means addresses of the network only, and shuts out apps, saved pages and sandboxed parents.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from macros.data import Data
from macros.publishing.folder import replace
from macros.publishing.markup import Markup, Pages, Token, start

__all__ = ["COMMON", "finish", "policy", "script_hashes", "stated"]

# Blocks of data are never run, so no policy asks for their hash.
DATA = ("application/json", "application/ld+json", "text/template")
POLICY, REFERRER = "Content-Security-Policy", "no-referrer"

# Sent with every answer.
COMMON = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
}
# An embed in a strict frame has no origin of its own, so what it loads is open to all.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
# A page that isolates itself shows only frames that do the same.
FRAMED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "cross-origin"}
# Files whose address changes with their content.
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", **OPEN}
FOREVER_FOLDERS = ("css", "fonts", "javascripts", "js", "stylesheets")
# Files whose address may stay when they change.
AN_HOUR = {"Cache-Control": "public, max-age=3600", **OPEN}
AN_HOUR_FOLDERS = ("img", "sound")
# The one place that may turn an address into a script: overrides/assets/js/site/trusted.js, for the two workers.
WORKERS = "legs-up-the-wall"
OPEN_FILES = ("/routines.json", "/routines.schema.json", "/oembed/*")


def finish(site: Path, _data: Data, _site_url: str, pages: Pages) -> Pages:
    rules = policy(script_hashes(pages.values()))
    addresses = [page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]
    replace(site / "_headers", _headers(rules, addresses))
    # The embed has no inline script and no worker: it allows none.
    return {file: stated(page, policy((), "'none'") if file.parent.name == "embed" else rules) for file, page in pages.items()}


def stated(page: Markup, rules: str) -> Markup:
    """The page with its policy, in place of one that it had: after the character set, since it rules only what follows."""
    lines = start("meta", {"http-equiv": POLICY, "content": rules}), start("meta", {"name": "referrer", "content": REFERRER})
    out, waiting, line_ends = list[Token](), True, False
    for token in page:
        if line_ends and token.kind == "text":  # ours, after what goes and after what we write
            token = Token("text", token.source.removeprefix("\n"))
        line_ends = token.starts("meta") and (token.get("http-equiv") == POLICY or token.get("name") == "referrer")
        if line_ends:
            continue
        out.append(token)
        if waiting and token.starts("meta") and token.get("charset").lower() == "utf-8":
            for line in lines:
                out += [Token("text", "\n"), line]
            out.append(Token("text", "\n"))
            waiting, line_ends = False, True
    return tuple(out)


def script_hashes(pages: Iterable[Markup]) -> tuple[str, ...]:
    """The hash of every inline script that runs, each once, in order."""
    inside = (code.source for page in pages for script, code in pairwise(page) if _runs(script) and code.kind == "text")
    found = {code for code in inside if code.strip()}
    return tuple(sorted("sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in found))


def _runs(token: Token) -> bool:
    return token.starts("script") and "src" not in token.attributes and not token.get("type").lower().startswith(DATA)


def policy(hashes: Iterable[str], trusted: str = WORKERS) -> str:
    """The policy in one line, without `frame-ancestors`, which browsers heed only in headers.

    With Trusted Types: a browser that knows them lets no script make markup or code from text, nor load one from an address,
    but by the policy that is named.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'{name}'" for name in hashes)]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "media-src": "'self' blob:",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": trusted,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _headers(rules: str, addresses: list[str]) -> str:
    """The `_headers` file of Netlify and Cloudflare Pages.

    Netlify lets a later rule win and Cloudflare joins them, so no header is set by two rules that match one address.
    """
    out = ["# Written by macros/publishing/policy.py; deploy/ has the same for other servers."]

    def rule(pattern: str, headers: dict[str, str]) -> None:
        out.append(pattern)
        out.extend(f"  {name}: {value}" for name, value in headers.items())

    rule("/*", COMMON)
    for address in addresses:
        if address == "404.html":
            continue
        own = {"Content-Security-Policy": f"{rules}; frame-ancestors 'self'"}
        rule(f"/{address}", {"Content-Security-Policy": rules, **FRAMED} if address.startswith("embed/") else own)
    for folder in FOREVER_FOLDERS:
        rule(f"/assets/{folder}/*", FOREVER)
    for folder in AN_HOUR_FOLDERS:
        rule(f"/assets/{folder}/*", AN_HOUR)
    for file in OPEN_FILES:
        rule(file, OPEN)
    return "\n".join(out) + "\n"

"""The scoring rules that Mozilla's HTTP Observatory publishes, for a site without cookies, written anew from their description."""

from __future__ import annotations

import re
from collections.abc import Mapping

START = 100
# Extra points count only when the rest is good enough.
LEAST_FOR_EXTRA = 90


def score(headers: Mapping[str, str], html: str, *, https_redirect: bool = True) -> int:
    """The points of one page: losses first, then gains."""
    rules = _policy(headers.get("content-security-policy", ""))
    losses, gains = 0, 0
    for points in (
        _content_policy(rules),
        _framing(rules, headers),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        _transport(headers.get("strict-transport-security", "")),
        _referrer(headers.get("referrer-policy", "")),
        _foreign_scripts(html),
        0 if https_redirect else -20,
        10 if headers.get("cross-origin-opener-policy") == "same-origin" else 0,
    ):
        losses += min(points, 0)
        gains += max(points, 0)
    base = START + losses
    return base + gains if base >= LEAST_FOR_EXTRA else base


def _policy(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.split()]
    return {words[0]: words[1:] for words in parts}


def _content_policy(rules: Mapping[str, list[str]]) -> int:
    if not rules:
        return -25
    scripts = rules.get("script-src", rules.get("default-src", ["*"]))
    if {"'unsafe-inline'", "data:", "*", "https:", "http:"} & set(scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in rules.get("style-src", rules.get("default-src", [])):
        return 0
    return 10 if rules.get("default-src") == ["'none'"] else 5


def _framing(rules: Mapping[str, list[str]], headers: Mapping[str, str]) -> int:
    ancestors = rules.get("frame-ancestors")
    if ancestors in (["'none'"], ["'self'"]):
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def _transport(header: str) -> int:
    age = re.search(r"max-age=(\d+)", header)
    return 0 if age and int(age[1]) >= 15768000 else -20


def _referrer(header: str) -> int:
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    return 5 if header in private else -5 if header in ("unsafe-url", "origin", "origin-when-cross-origin") else 0


def _foreign_scripts(html: str) -> int:
    return -5 if re.search(r"<script\b[^>]*\bsrc=[\"'](?:https?:)?//", html) else 0

"""Who publishes the site and under what terms: the names in mkdocs.yml, the one place where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints

from macros.schema import DataError, Text, Url, form, nearest, parse, pick, read_yaml

__all__ = ["Site", "read_site"]

FILE = "mkdocs.yml"

# The name stands in titles, cards, tags of sound and the app's manifest, so all of it is plain text on one line.
MARKUP = re.compile(r"[<>\"]|&\w+;|&#|[^\S ]|[\x00-\x1f]")


@dataclass(frozen=True)
class Site:
    """The site's name and the short one under an app's icon, one sentence about it, who makes it, and the license of its words,
    drawings and sound with its address.

    `language` is that of the words, with the country whose way of writing it is ("en-US"), and `language_code` the same in the three
    letters that players of sound want (ISO 639-2)."""

    name: Text
    short_name: Annotated[str, StringConstraints(min_length=1, max_length=15)]
    description: Text
    by: Text
    license: Text
    license_url: Url
    language: Annotated[str, form(r"[a-z]{2,3}(-[A-Z]{2})?", "a language, such as en or en-US")]
    language_code: Annotated[str, form(r"[a-z]{3}", "three small letters, such as eng")]


KEYS = tuple(name for name in Site.__dataclass_fields__ if name not in ("name", "description"))
"""What stands under `extra.site`."""


def read_site(file: Path) -> Site:
    """The names in mkdocs.yml.

    Raises:
        DataError: for a file that is missing or broken, and for a name that is missing or holds markup.
    """
    raw: Any = read_yaml(file, FILE, tags=True)
    top: Mapping[str, object] = raw if isinstance(raw, dict) else {}
    extra = top.get("extra")
    own = extra.get("site") if isinstance(extra, dict) else None
    if not isinstance(own, dict):
        close = nearest("site", extra) if isinstance(extra, dict) else None
        raise DataError(FILE, "extra.site", "nothing" if own is None else own, f"keys with values: {', '.join(KEYS)}", close)
    for key in own:
        pick(FILE, "extra.site", key, KEYS)
    found = {"site_name": top.get("site_name"), "site_description": top.get("site_description"), **{f"extra.site.{key}": own[key] for key in own}}
    for key, value in found.items():
        if not isinstance(value, str) or not value.strip():
            raise DataError(FILE, key, "nothing" if value is None else value, "text that is not empty")
        if markup := MARKUP.search(value):
            raise DataError(FILE, key, value, f"plain text on one line; {markup[0]!r} is none")
    whole = {**own, "name": found["site_name"], "description": found["site_description"]}
    site = parse(Site, whole, f"{FILE}: extra.site")
    theme = top.get("theme")
    spoken = theme.get("language") if isinstance(theme, dict) else None
    if spoken != site.language.partition("-")[0]:
        raise DataError(FILE, "theme.language", spoken or "nothing", "the language of extra.site.language", site.language.partition("-")[0])
    return site

"""How a reader who has no account anywhere tells us of an error: by mail, or on a page that whoever publishes the site names.

The address stands in mkdocs.yml, `extra.report`, or in the environment as SITE_REPORT. Without one, no page offers it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from macros.schema import DataError

__all__ = ["report_link"]

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PAGE = re.compile(r"https://[^\s\"'<>]+")


def report_link(address: str, subject: str) -> str:
    """Where the link to report an error leads, or "" when no address is set. A letter comes with its `subject`.

    Raises:
        DataError: for an address that is neither mail nor a page.
    """
    address = address.strip()
    if not address or PAGE.fullmatch(address):
        return address
    mail = address.removeprefix("mailto:")
    if not MAIL.fullmatch(mail):
        allowed = "a mail address (errors@example.org), a page (https://example.org/report), or nothing"
        raise DataError("mkdocs.yml", "extra.report", address, allowed)
    return f"mailto:{mail}?subject={quote(subject)}"

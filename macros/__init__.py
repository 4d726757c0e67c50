"""Legs Up the Wall: the routines and the snippets that pages call. This module registers them and does nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol

from macros.calls import MACROS, bind
from macros.data import load
from macros.front import check_front
from macros.pages import check_pages
from macros.render import Place
from macros.report import report_link


class Env(Protocol):
    """What mkdocs-macros (and Zensical) hand to define_env."""

    project_dir: str
    conf: Any
    page: Any

    def macro(self, function: object, name: str = "") -> object: ...


def define_env(env: Env) -> None:
    """Registers every macro. Cheap: the data is loaded once."""
    data = load(Path(env.project_dir) / "data")
    check_front(Path(env.conf["docs_dir"]))
    check_pages(data, Path(env.conf["docs_dir"]))
    report = report_link(str(env.conf["extra"].get("report") or ""), f"{data.site.name}: {data.ui.site.report_subject}")

    def place() -> Place:
        page = getattr(env, "page", None)
        meta = (page.meta or {}) if page else {}
        pdfs = bool(env.conf["extra"].get("pdfs"))
        return Place(page.url if page else "", meta.get("title", ""), env.conf["site_url"] or "", meta, pdfs, report)

    for name, call in MACROS.items():
        env.macro(bind(name, call, data, place), name)


def on_post_build(env: Env) -> None:
    """What must stand beside the pages is written after them. LEGS_PUBLISH=no leaves the pages as the builder made them."""
    if os.environ.get("LEGS_PUBLISH") == "no":
        return
    from macros.publishing.__main__ import publish  # only here: Zensical runs define_env for every page and publishes apart

    publish(Path(env.conf["site_dir"]), load(Path(env.project_dir) / "data"), env.conf["site_url"] or "")

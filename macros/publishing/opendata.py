"""The routines as open data: /routines.json and its JSON Schema, for whoever builds something else from them."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from macros.data import Data
from macros.model import Cue, Routine
from macros.routines import build_routine

__all__ = ["SCHEMA", "open_data", "write"]

FORMAT = 1
"""Goes up when a key changes its meaning or goes away. New keys do not count."""

SCHEMA = Path(__file__).parents[1] / "templates" / "routines.schema.json"


def write(site: Path, data: Data, site_url: str) -> None:
    text = json.dumps(open_data(data, site_url), ensure_ascii=False, separators=(",", ":"))
    (site / "routines.json").write_text(text + "\n", "utf-8")
    shutil.copyfile(SCHEMA, site / SCHEMA.name)


def open_data(data: Data, site_url: str) -> dict[str, Any]:
    """Every published length for every purpose and version, with the default time to settle."""
    return {
        "$schema": f"{site_url}{SCHEMA.name}",
        "format": FORMAT,
        "site": site_url,
        "license": data.site.license,
        "routines": [
            _record(build_routine(data.library, minutes, purpose, version), site_url)
            for minutes in data.rules.lengths.published
            for purpose in data.purposes
            for version in data.versions
        ],
    }


def _record(routine: Routine, site_url: str) -> dict[str, Any]:
    phases = [
        {"id": p.id, "name": p.name, "does": p.does, "start": p.start, "seconds": p.seconds, "cues": [_cue(c) for c in p.cues]}
        for p in routine.phases
    ]
    return {
        "id": routine.id,
        "minutes": routine.minutes,
        "purpose": routine.purpose.id,
        "version": routine.version.id,
        "page": f"{site_url}timer/{routine.minutes}/?for={routine.purpose.id}&version={routine.version.id}",
        "seconds": routine.seconds,
        "settle": routine.settle,
        "breath": asdict(routine.purpose.breath),
        "timbre": routine.purpose.bells,
        "phases": phases,
        "bells": [asdict(bell) for bell in routine.bells],
    }


def _cue(cue: Cue) -> dict[str, Any]:
    return {"id": cue.slot, "at": cue.at, "seconds": cue.seconds, "text": cue.text}

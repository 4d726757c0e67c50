"""What makes the site work without a network: the service worker with its list of files, and the manifest of the app.

The list is read off the finished pages: all of them, what they link, and the search. The bells are kept with them; the spoken clips when they are
first played, or all at once when a reader asks for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image

from macros.data import Data
from macros.figures.palette import AIR
from macros.files import digest
from macros.links import session_name, session_path, sessions
from macros.publishing.folder import base_path, locate, replace
from macros.publishing.markup import Markup, Pages
from macros.sound.tracks import sound_score

__all__ = ["manifest", "own", "shell", "sound", "write", "write_manifest"]

WORKER = Path(__file__).parents[1] / "templates" / "sw.js"
PLACE = """'{"build": "here"}'"""
# What only a click saves to a file is not kept: the click says that it needs a connection.
FILE = re.compile(r"[^#]+\.(?:css|js|woff2|svg|png)(?:\?v=\w+)?")
IN_STYLE = re.compile(r"""url\(["']?([^"')#:]+\?v=\w+)["']?\)""")
IN_SCRIPT = re.compile(r"""["'`](\.{1,2}/[^"'`]+\.js\?v=\w+)["'`]""")
LIST = "offline.json"
# Not kept: another site's frame asks for it, and it works there or not at all.
APART = ("embed/index.html",)


def write(site: Path, data: Data, site_url: str, pages: Pages) -> None:
    clips = sound(site, data)
    files = shell(site, base_path(site_url), pages)
    contents = [(site / path.partition("?")[0]).read_bytes() for path in _on_disk(site, files)]
    version = digest(WORKER.read_bytes(), *contents, json.dumps(clips, sort_keys=True), length=12)
    # The list itself is kept too, so that a page can tell without a network what it holds.
    build = {"version": version, "own": own(site), "shell": [*files, LIST], "sound": clips}
    # As a string in single quotes: JSON has none of its own after escaping.
    packed = json.dumps(build, separators=(",", ":")).replace("\\", "\\\\").replace("'", "\\u0027")
    replace(site / "sw.js", WORKER.read_text("utf-8").replace(PLACE, f"'{packed}'"))
    replace(site / LIST, json.dumps({"version": version, "sound": clips}, separators=(",", ":")) + "\n")


def write_manifest(site: Path, data: Data, _site_url: str) -> None:
    replace(site / "manifest.webmanifest", json.dumps(manifest(site, data), indent=1, ensure_ascii=False) + "\n")


def manifest(site: Path, data: Data) -> dict[str, object]:
    """The web app manifest. All addresses are relative, so that any folder of any host will do."""
    icons: list[dict[str, str]] = []
    for file in sorted((site / "assets/img").glob("icon-*.png")):
        size = re.sub(r"\D", "", file.stem)
        icon = {"src": f"assets/img/{file.name}", "sizes": f"{size}x{size}", "type": "image/png"}
        icons.append({**icon, "purpose": "maskable"} if "maskable" in file.stem else icon)
    return {
        "id": "./",
        "name": data.site.name,
        "short_name": data.site.short_name,
        "description": data.site.description,
        "lang": data.site.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": AIR,
        "theme_color": AIR,
        "icons": icons,
        "shortcuts": _shortcuts(data, icons),
        "screenshots": _pictures(site, data),
    }


def _shortcuts(data: Data, icons: list[dict[str, str]]) -> list[dict[str, object]]:
    """What a long press on the app offers: the published lengths, and sleep. Systems show four at most."""
    shown = [session for session in sessions(data) if session.purpose.id in ("general", "sleep")]
    small = [icon for icon in icons if icon["sizes"] == "192x192"]
    return [{"name": session_name(data, session), "url": session_path(session, data.rules), "icons": small} for session in shown]


def _pictures(site: Path, data: Data) -> list[dict[str, str]]:
    """What an installer shows of the app: on a phone and on a desktop (`make screens` takes them)."""
    labels = {"timer": data.ui.site.picture_timer, "practice": data.ui.site.picture_practice}
    shown = []
    for file in sorted((site / "assets/img").glob("screen-*.webp")):
        _, name, form = file.stem.split("-")
        with Image.open(file) as picture:
            size = f"{picture.width}x{picture.height}"
        shown.append({"src": f"assets/img/{file.name}", "sizes": size, "type": "image/webp", "form_factor": form, "label": labels[name]})
    return shown


def shell(site: Path, base: str, pages: Pages) -> list[str]:
    """Every address that pages ask for by themselves, as seen from the root."""
    kept = {file: page for file, page in pages.items() if file.relative_to(site).as_posix() not in APART}
    found = {file.relative_to(site).as_posix().removesuffix("index.html") for file in kept}
    for file, page in kept.items():
        found |= _there(site, file, _asked(page), base)
    for style in site.glob("assets/css/*.css"):
        found |= _there(site, style, IN_STYLE.findall(style.read_text("utf-8")), base)
    for script in site.glob("assets/js/**/*.js"):
        found |= _there(site, script, IN_SCRIPT.findall(script.read_text("utf-8")), base)
    found |= {file.relative_to(site).as_posix() for file in site.glob("assets/javascripts/**/*.js")}
    found |= {name for name in ("search/search_index.json", "manifest.webmanifest") if (site / name).is_file()}
    return sorted(found)


def own(site: Path) -> list[str]:
    """The first part of each of our addresses: at the root of a host with other projects beside us, the rest is theirs."""
    written = {LIST, "sw.js"}  # in this step: the first run over a folder does not find them yet
    return ["", *sorted({entry.name for entry in site.iterdir() if entry.suffix not in (".br", ".gz")} | written)]


def sound(site: Path, data: Data) -> dict[str, int]:
    """The clips that any session is made of, at the addresses that the timer asks for, with their sizes."""
    stamp = sound_score(data)["bank"]
    clips = sorted((site / "assets/sound/clips").glob("*.mp3"))
    return {f"{file.relative_to(site).as_posix()}?v={stamp}": file.stat().st_size for file in clips}


def _asked(page: Markup) -> Iterator[str]:
    for token in page:
        if token.kind == "start" and "download" not in token.attributes:
            yield from (address for name in ("href", "src", "data-file") if FILE.fullmatch(address := token.get(name)))


def _there(site: Path, file: Path, addresses: Iterable[str], base: str) -> set[str]:
    """What is there of the addresses that `file` holds, as seen from the root, with their versions."""
    out = set()
    for address in addresses:
        target = locate(site, file, address, base)
        if target.is_relative_to(site) and target.is_file():
            out.add(target.relative_to(site).as_posix() + "".join(address.partition("?")[1:]))
    return out


def _on_disk(site: Path, files: list[str]) -> list[str]:
    names = (f"{path}index.html" if path == "" or path.endswith("/") else path for path in files)
    return [name for name in names if (site / name.partition("?")[0]).is_file()]

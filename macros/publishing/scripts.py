"""Makes scripts small and gives what pages link a `?v=` of its content, so that a host may let browsers keep it for a year.

The version of a module changes when any module that it imports changes. Pages preload the modules that theirs import.
A script marked `data-inline` is put into the page itself: it has to run before the first paint, and a request would hold that up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from macros.data import Data
from macros.files import digest
from macros.publishing.folder import at_rest, base_path, html_files, link, locate, replace

try:
    import minify
except ImportError:  # it ships nothing for Macs with Apple's processors: scripts stay longer there, and do the same
    minify = None

__all__ = ["minified", "write"]

IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'`])(\.{1,2}/[^"'`?]+\.js)(?:\?v=\w+)?\2""")
# A module that waits until it is asked for is not preloaded.
DYNAMIC = re.compile(r"""\bimport\(["'`][^"'`]+["'`]\)""")
# What a page or a sheet asks for by itself, or lets the reader fetch.
ASSET = re.compile(r"""(\b(?:href|src)=")([^"?#]*?assets/(?:css|js|fonts|img)/[^"?#]+)(?:\?v=\w+)?(")""")
CSS_ASSET = re.compile(r"""(url\(["']?)([^"')?#:]+\.(?:woff2|svg|png|jpg|webp|avif))(?:\?v=\w+)?(["']?\))""")
MODULE = re.compile(r"""(?:<link rel="modulepreload" href="[^"]+">)*<script type="module" src="([^"]+)"></script>""")

INLINE = re.compile(r"""<script data-inline src="([^"]+)"></script>""")
# Tells the type checker that a file is a module; a browser knows it from the page, and the minifier stumbles over it.
NOTHING_EXPORTED = re.compile(r"^export \{\};.*$", re.MULTILINE)


def write(site: Path, _data: Data, site_url: str) -> None:
    base, folder = base_path(site_url), site / "assets/js"
    _put_in(site, base)
    sources = {file: minified(file.read_text("utf-8")) for file in sorted(folder.rglob("*.js"))}
    needs = {file: _imports(file, text) for file, text in sources.items()}
    at_once = {file: _imports(file, DYNAMIC.sub("", text)) for file, text in sources.items()}
    versions = {file: digest(*(f"{f.name}\n{sources[f]}" for f in sorted(_reached(file, needs)))) for file in sources}

    def version(file: Path) -> str:
        return versions.get(file) or _file_version(file)

    for file, text in sources.items():
        replace(file, IMPORT.sub(lambda m, file=file: _import(m, file, versions), text))  # type: ignore[misc]
    for sheet in sorted((site / "assets/css").glob("*.css")):
        replace(sheet, CSS_ASSET.sub(lambda m, sheet=sheet: _asset(m, locate(site, sheet, m[2], base), version), sheet.read_text("utf-8")))  # type: ignore[misc]
    for page in html_files(site):
        html = page.read_text("utf-8")
        html = ASSET.sub(lambda m, page=page: _asset(m, locate(site, page, m[2], base), version), html)  # type: ignore[misc]
        replace(page, MODULE.sub(lambda m, page=page: _preloads(m, site, page, base, at_once, versions), html))  # type: ignore[misc]


def minified(code: str) -> str:
    """Less code that does the same, with short names inside functions. What is small already stays as it is."""
    code = NOTHING_EXPORTED.sub("", IMPORT.sub(r"\1\2\3\2", code))
    if not minify:
        return code
    return at_rest(lambda text: str(minify.string("text/javascript", text)).strip() + "\n", code)


def _put_in(site: Path, base: str) -> None:
    """Inline scripts into their pages. Not minified: the policies of deploy/ name their hash, which no machine may change."""
    used = set[Path]()
    for page in html_files(site):
        html = page.read_text("utf-8")
        files = {href: locate(site, page, href, base) for href in INLINE.findall(html)}
        replace(page, INLINE.sub(lambda m, files=files: f"<script>{_bare(files[m[1]])}</script>", html))  # type: ignore[misc]
        used.update(files.values())
    for file in used:
        file.unlink()


@cache
def _bare(file: Path) -> str:
    """A script without its comments and its indentation. Only comments that fill a line are looked for."""
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _imports(file: Path, text: str) -> tuple[Path, ...]:
    return tuple(Path(os.path.normpath(file.parent / m[3])) for m in IMPORT.finditer(text))


def _reached(file: Path, needs: Mapping[Path, tuple[Path, ...]]) -> set[Path]:
    """A module and all that it imports, directly or not. Circles are no trouble."""
    seen, waiting = set[Path](), [file]
    while waiting:
        if (next_file := waiting.pop()) not in seen and next_file in needs:
            seen.add(next_file)
            waiting += needs[next_file]
    return seen


@cache
def _file_version(file: Path) -> str:
    return digest(file.read_bytes()) if file.is_file() else ""


def _import(match: re.Match[str], file: Path, versions: Mapping[Path, str]) -> str:
    target = Path(os.path.normpath(file.parent / match[3]))
    return f"{match[1]}{match[2]}{match[3]}?v={versions[target]}{match[2]}" if target in versions else match[0]


def _asset(match: re.Match[str], target: Path, version: object) -> str:
    assert callable(version)  # noqa: S101 -- a function of this module
    # A made sheet has its version in its name.
    found = "" if re.search(r"\.[0-9a-f]{8}\.css$", target.name) else version(target)
    return f"{match[1]}{match[2]}?v={found}{match[3]}" if found else match[0]


def _preloads(
    match: re.Match[str], site: Path, page: Path, base: str, needs: Mapping[Path, tuple[Path, ...]], versions: Mapping[Path, str]
) -> str:
    """The script element, after a hint for each module that it will ask for."""
    own = locate(site, page, match[1], base)
    reached = sorted(_reached(own, needs) - {own})
    hints = "".join(f'<link rel="modulepreload" href="{link(site, page, file, base)}?v={versions[file]}">' for file in reached)
    return f'{hints}<script type="module" src="{match[1]}"></script>'

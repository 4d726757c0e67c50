"""Makes scripts small and gives what pages link a `?v=` of its content, so that a host may let browsers keep it for a year.

The version of a module changes when any module that it imports changes. Pages preload the modules that theirs import.
A script marked `data-inline` is put into the page itself: it has to run before the first paint, and a request would hold that up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from macros.data import Data
from macros.files import digest
from macros.publishing.folder import at_rest, base_path, link, locate, replace
from macros.publishing.markup import Markup, Pages, Token, changed, start

try:
    import minify
except ImportError:  # it ships nothing for Macs with Apple's processors: scripts stay longer there, and do the same
    minify = None

__all__ = ["finish", "minified", "preloading", "with_inline"]

IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'`])(\.{1,2}/[^"'`?]+\.js)(?:\?v=\w+)?\2""")
# A module that waits until it is asked for is not preloaded.
DYNAMIC = re.compile(r"""\bimport\(["'`][^"'`]+["'`]\)""")
# What a page or a sheet asks for by itself, or lets the reader fetch.
ASSET = re.compile(r"[^?#]*?assets/(?:css|js|fonts|img)/[^?#]+")
CSS_ASSET = re.compile(r"""(url\(["']?)([^"')?#:]+\.(?:woff2|svg|png|jpg|webp|avif))(?:\?v=\w+)?(["']?\))""")
# A made sheet has its version in its name.
NAMED = re.compile(r"\.[0-9a-f]{8}\.css$")
# Tells the type checker that a file is a module; a browser knows it from the page, and the minifier stumbles over it.
NOTHING_EXPORTED = re.compile(r"^export \{\};.*$", re.MULTILINE)


def finish(site: Path, _data: Data, site_url: str, pages: Pages) -> Pages:
    base, folder = base_path(site_url), site / "assets/js"
    pages = _put_in(site, base, pages)
    sources = {file: minified(file.read_text("utf-8")) for file in sorted(folder.rglob("*.js"))}
    needs = {file: _imports(file, text) for file, text in sources.items()}
    at_once = {file: _imports(file, DYNAMIC.sub("", text)) for file, text in sources.items()}
    versions = {file: digest(*(f"{f.name}\n{sources[f]}" for f in sorted(_reached(file, needs)))) for file in sources}

    def version(file: Path) -> str:
        return "" if NAMED.search(file.name) else versions.get(file) or _file_version(file)

    def dated(file: Path, address: str) -> str:
        """An address that `file` holds, with the version of what it leads to."""
        bare, mark, _ = address.partition("?v=")
        if not ASSET.fullmatch(bare) or (not mark and "?" in address):
            return address
        found = version(locate(site, file, bare, base))
        return f"{bare}?v={found}" if found else address

    def hints(file: Path, address: str) -> list[str]:
        """What a module that `file` asks for will itself ask for at once."""
        own = locate(site, file, address, base)
        return [f"{link(site, file, other, base)}?v={versions[other]}" for other in sorted(_reached(own, at_once) - {own})]

    for file, text in sources.items():
        replace(file, IMPORT.sub(lambda m, file=file: _import(m, file, versions), text))  # type: ignore[misc]
    for sheet in sorted((site / "assets/css").glob("*.css")):
        replace(sheet, CSS_ASSET.sub(lambda m, sheet=sheet: _asset(m, version(locate(site, sheet, m[2], base))), sheet.read_text("utf-8")))  # type: ignore[misc]
    out: Pages = {}
    for file, page in pages.items():
        page = changed(page, ("href", "src"), partial(dated, file))
        out[file] = preloading(page, partial(hints, file))
    return out


def with_inline(page: Markup, code: Callable[[str], str]) -> Markup:
    """The page with its scripts marked `data-inline` put into it: `code` gives what stands at an address."""
    out, inside = list[Token](), False
    for token in page:
        if token.starts("script") and "data-inline" in token.attributes:
            out += [start("script", {}), Token("text", code(token.get("src")))]
            inside = True
        elif not inside or token.kind == "end":
            out.append(token)
            inside = False
    return tuple(out)


def preloading(page: Markup, hints: Callable[[str], list[str]]) -> Markup:
    """The page with a hint before each of its modules for every address that `hints` gives, in place of those that are there."""
    out = list[Token]()
    for token in page:
        if token.starts("script") and token.get("type") == "module" and (source := token.get("src")):
            while out and out[-1].starts("link") and out[-1].get("rel") == "modulepreload":
                out.pop()
            out += [start("link", {"rel": "modulepreload", "href": address}) for address in hints(source)]
        out.append(token)
    return tuple(out)


def minified(code: str) -> str:
    """Less code that does the same, with short names inside functions. What is small already stays as it is."""
    code = NOTHING_EXPORTED.sub("", IMPORT.sub(r"\1\2\3\2", code))
    if not minify:
        return code
    return at_rest(lambda text: str(minify.string("text/javascript", text)).strip() + "\n", code)


def _put_in(site: Path, base: str, pages: Pages) -> Pages:
    """Inline scripts into their pages. Not minified: the policies of deploy/ name their hash, which no machine may change."""
    used = set[Path]()

    def code(page: Path, address: str) -> str:
        file = locate(site, page, address, base)
        used.add(file)
        return _bare(file)

    out = {file: with_inline(page, partial(code, file)) for file, page in pages.items()}
    for file in used:
        file.unlink()
    return out


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


def _asset(match: re.Match[str], found: str) -> str:
    return f"{match[1]}{match[2]}?v={found}{match[3]}" if found else match[0]

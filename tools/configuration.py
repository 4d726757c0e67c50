"""mkdocs.yml before a builder reads it: a mistake in it is one sentence like any other, and not in the builder's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from macros.schema import DataError, nearest, pick, read_yaml
from macros.site import FILE, read_site

__all__ = ["ADDRESS", "check_configuration", "check_switches", "is_address"]

ADDRESS = "a whole address, such as https://legs-up-the-wall.example/"
THEME = "material"
NEEDED = ("search", "meta", "macros")
TEXTS = ("site_name", "site_description", "site_author", "copyright", "docs_dir", "site_dir", "repo_name", "repo_url", "edit_uri")
SWITCHES = ("strict", "use_directory_urls")


def is_address(site_url: str) -> bool:
    """Whether it is the whole address of a site."""
    try:
        parts = urlsplit(site_url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
        return good and (parts.port or 1) > 0 and not any(letter in site_url for letter in ' <>"\\^`{|}')
    except ValueError:
        return False


def check_configuration(file: Path) -> None:
    """Refuses what would stop the builder, or what it would quietly pass over.

    Raises:
        DataError: for the first mistake in mkdocs.yml at `file`.
    """
    raw = read_yaml(file, FILE, tags=True)
    if not isinstance(raw, dict):
        raise DataError(FILE, "file", raw, "keys with values")
    known = [key for key, _ in MkDocsConfig()._schema]  # a builder tells its keys nowhere else
    for key in raw:
        pick(FILE, "key", str(key), ["INHERIT", *known])
    for key in TEXTS:
        if not isinstance(raw.get(key) or "", str):
            raise DataError(FILE, key, raw[key], "text, in quotes where it would be read as a list or a number")
    for key in SWITCHES:
        if not isinstance(raw.get(key, True), bool):
            raise DataError(FILE, key, raw[key], "true or false")
    if (address := raw.get("site_url")) and not is_address(str(address)):  # nothing where it is !ENV
        raise DataError(FILE, "site_url", address, ADDRESS)
    _check_theme(raw.get("theme"), file.parent)
    _check_plugins(raw.get("plugins"))
    _check_extensions(raw.get("markdown_extensions"))
    _check_files(raw, file.parent)
    _check_nav(raw.get("nav"), file.parent / str(raw.get("docs_dir", "docs")))
    read_site(file)


def check_switches(extra: Mapping[str, Any]) -> None:
    """Refuses a word for what is on or off; where mkdocs.yml says !ENV, it comes from the environment.

    Raises:
        DataError: naming the switch and the variable.
    """
    for key in ("pdfs", "podcast"):
        if not isinstance(extra.get(key, False), bool):
            raise DataError(FILE, f"extra.{key}", extra[key], f"true or false, here or in SITE_{key.upper()}")


def _check_theme(theme: Any, project: Path) -> None:
    if not isinstance(theme, dict) or theme.get("name") != THEME:
        name = theme.get("name", "nothing") if isinstance(theme, dict) else theme
        raise DataError(FILE, "theme.name", "nothing" if name is None else name, THEME)
    folder = theme.get("custom_dir", "nothing")
    if not isinstance(folder, str) or not (project / folder).is_dir():
        raise DataError(FILE, "theme.custom_dir", folder, "the folder of the templates", "overrides")
    if (font := theme.get("font", "nothing")) is not False:
        raise DataError(FILE, "theme.font", font, "false: the typeface is in overrides/assets/fonts")
    spec = find_spec(THEME)
    if spec and spec.origin:
        languages = sorted(language.stem for language in (Path(spec.origin).parent / "templates/partials/languages").glob("*.html"))
        language = theme.get("language", "nothing")
        if language not in languages:
            raise DataError(FILE, "theme.language", language, "one of " + ", ".join(languages), nearest(str(language)[:2].lower(), languages))


def _check_plugins(plugins: Any) -> None:
    given = _named("plugins", plugins)
    installed = sorted({entry.name.removeprefix(f"{THEME}/") for entry in entry_points(group="mkdocs.plugins")})
    for name in given:
        if name.removeprefix(f"{THEME}/") not in installed:
            raise DataError(FILE, "plugins", name, "a plugin that is installed: " + ", ".join(installed), nearest(name, installed))
    for name in NEEDED:
        if name not in given:
            raise DataError(FILE, "plugins", ", ".join(given) or "nothing", f"a list with {', '.join(NEEDED)}; {name} is missing")
    options = given["macros"] or {}
    if (module := options.get("module_name", "main")) != "macros":
        raise DataError(FILE, "plugins.macros.module_name", module, "macros")


def _check_extensions(extensions: Any) -> None:
    installed = sorted({entry.name for entry in entry_points(group="markdown.extensions")})
    for name in _named("markdown_extensions", extensions):
        try:
            known = name in installed or bool(find_spec(name))
        except (ImportError, ValueError):
            known = False
        if not known:
            raise DataError(FILE, "markdown_extensions", name, "an extension that is installed", nearest(name, installed))


def _named(key: str, entries: Any) -> dict[str, Any]:
    """The entries of a list like that of the plugins, with their options."""
    out: dict[str, Any] = {}
    if not isinstance(entries, list):
        raise DataError(FILE, key, "nothing" if entries is None else entries, "a list")
    for entry in entries:
        name, options = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (entry, None)
        if not isinstance(name, str):
            raise DataError(FILE, key, name, "names, each with its options indented below it")
        if name in out:
            raise DataError(FILE, key, name, "each once")
        out[name] = options
    return out


def _check_files(raw: Mapping[str, Any], project: Path) -> None:
    parent = raw.get("INHERIT", "nothing")
    if not isinstance(parent, str) or not (project / parent).is_file():
        raise DataError(FILE, "INHERIT", parent, "the file of the words around every page", "data/frame.yml")
    for key in ("hooks", "watch"):
        for name in raw.get(key) or []:
            if not (project / str(name)).exists():
                raise DataError(FILE, key, name, "a file or folder of the project")


def _check_nav(nav: Any, docs: Path) -> None:
    seen: set[str] = set()
    pages = [page.relative_to(docs).as_posix() for page in sorted(docs.rglob("*.md"))]
    if nav is None:
        raise DataError(FILE, "nav", "nothing", "a list of names and their pages in docs/")
    for key, page in _entries(nav, "nav"):
        if page.startswith(("https://", "http://")):
            continue
        if page not in pages:
            raise DataError(FILE, key, page, "a page that is there in docs/", nearest(page, pages))
        if page in seen:
            raise DataError(FILE, key, page, "each page once")
        seen.add(page)


def _entries(nav: Any, key: str) -> Iterator[tuple[str, str]]:
    """Each page of the navigation, with the names that lead to it."""
    if not isinstance(nav, list):
        raise DataError(FILE, key, nav, "a list of names and their pages in docs/")
    for entry in nav:
        name, value = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", entry)
        place = f"{key}.{name}" if name else key
        if isinstance(value, list):
            yield from _entries(value, place)
        elif isinstance(value, str):
            yield place, value
        else:
            raise DataError(FILE, place, "nothing" if value is None else value, "a page in docs/")

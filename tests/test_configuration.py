"""A mistake in mkdocs.yml is one sentence of ours, before a builder has words of its own for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.schema import DataError
from tests.conftest import ROOT
from tests.sentences import Edit, sentence, swap
from tools.configuration import check_configuration, check_switches, is_address

NAME = "site_name: Legs Up the Wall"
LANGUAGE = "  language: en\n"
ABOUT = "  - About: about.md\n"
ADDRESS = '!ENV [SITE_URL, "http://127.0.0.1:8000/"]'

# What is wrong: the edit, and what the sentence must hold.
MISTAKES: dict[str, tuple[Edit, tuple[str, ...]]] = {
    # the text itself
    "a key twice": (swap("strict: true\n", "strict: true\nstrict: false\n"), ("line 10", "'strict'", "each key once (first on line 9)")),
    "a key twice inside": (swap("    by: Legs", "    by: Me\n    by: Legs"), ("'by'", "each key once")),
    "a tab": (swap("    short_name", "\tshort_name"), ("line 47", "short_name", "no tab")),
    "a step too many": (swap("    by: Legs", "   by: Legs"), ("line 48", "by: Legs", "as many spaces")),
    "a colon in a name": (swap(NAME, "site_name: Yoga: Legs"), ("line 5", "site_name: Yoga: Legs", "a colon")),
    "an apostrophe in a name": (swap(NAME, "site_name: 'Anna's Yoga'"), ("line 5", "'Anna's Yoga'", "none of the same kind inside")),
    "a list alone": (lambda _: "- site_name: Legs\n", ("file", "keys with values")),
    "nothing": (lambda _: "\n", ("file", "empty")),
    # keys and kinds
    "a misspelled key": (swap("strict:", "strickt:"), ("key", "'strickt'", "nearest: strict")),
    "a list as name": (swap(NAME, "site_name: [Legs, Up]"), ("site_name", "['Legs', 'Up']", "text")),
    "a number as name": (swap(NAME, "site_name: 108"), ("site_name", "108", "in quotes")),
    "no name": (swap(f"{NAME}\n", ""), ("site_name", "nothing", "text that is not empty")),
    "a switch that is a word": (swap("strict: true", "strict: maybe"), ("strict", "'maybe'", "true or false")),
    "an address without its beginning": (swap(ADDRESS, "yoga.example"), ("site_url", "yoga.example", "such as https://")),
    "an address with a space": (swap(ADDRESS, '"https://yoga.example/a b/"'), ("site_url", "a b", "such as https://")),
    "no names": (swap("  site:\n", "  sites:\n"), ("extra.site", "nothing", "short_name, by", "nearest: sites")),
    "a name too many": (swap("    by: Legs", "    logo: x.png\n    by: Legs"), ("extra.site", "'logo'", "one of short_name, by")),
    # the theme
    "a theme that is none": (swap("name: material", "name: materail"), ("theme.name", "'materail'", "allowed: material")),
    "templates that are elsewhere": (swap("custom_dir: overrides", "custom_dir: override"), ("theme.custom_dir", "'override'", "nearest: overrides")),
    "a language that nobody speaks": (swap(LANGUAGE, "  language: xx\n"), ("theme.language", "'xx'", "one of af, ")),
    "a language by its name": (swap(LANGUAGE, "  language: english\n"), ("theme.language", "'english'", "nearest: en")),
    "no language": (swap(LANGUAGE, ""), ("theme.language", "'nothing'", "one of af, ")),
    "another language than the words": (swap(LANGUAGE, "  language: de\n"), ("theme.language", "'de'", "nearest: en")),
    "fonts from elsewhere": (swap("  font: false\n", ""), ("theme.font", "nothing", "overrides/assets/fonts")),
    # plugins and files
    "a tag that is none": (swap("!ENV [SITE_URL", "!EVN [SITE_URL"), ("line 7", "!EVN", "!ENV")),
    "an extension that is not installed": (swap("  - attr_list", "  - attr_lst"), ("markdown_extensions", "attr_lst", "nearest: attr_list")),
    "a plugin that is not installed": (swap("  - search\n", "  - serach\n"), ("plugins", "'serach'", "nearest: search")),
    "a plugin twice": (swap("  - search\n", "  - search\n  - search\n"), ("plugins", "'search'", "each once")),
    "a plugin that is needed": (swap("  - meta\n", ""), ("plugins", "search, macros", "meta is missing")),
    "macros from elsewhere": (swap("module_name: macros", "module_name: macross"), ("plugins.macros.module_name", "'macross'", "allowed: macros")),
    "words that are not there": (swap("data/frame.yml", "data/fram.yml"), ("INHERIT", "data/fram.yml", "nearest: data/frame.yml")),
    "a hook that is not there": (swap("tools/hooks.py", "tools/hook.py"), ("hooks", "tools/hook.py", "a file or folder")),
    "a folder that is not there": (swap("[macros, data,", "[macros, dat,"), ("watch", "'dat'", "a file or folder")),
    # the navigation
    "a page that is not there": (swap(ABOUT, "  - About: abut.md\n"), ("nav.About", "abut.md", "nearest: about.md")),
    "a page twice": (swap(ABOUT, f"{ABOUT}  - Also: about.md\n"), ("nav.Also", "about.md", "each page once")),
    "a page deep inside": (swap(ABOUT, "  - More:\n      - About: abut.md\n"), ("nav.More.About", "abut.md")),
    "a name without a page": (swap(ABOUT, "  - About:\n"), ("nav.About", "nothing", "a page in docs/")),
    "a navigation twice": (swap("not_in_nav:", "nav:\n  - Home: index.md\nnot_in_nav:"), ("'nav'", "each key once")),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("docs", "data", "overrides", "macros", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_in_the_configuration_is_one_sentence(project: Path, what: str) -> None:
    edit, parts = MISTAKES[what]
    file = project / "mkdocs.yml"
    file.write_text(edit(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError) as error:
        check_configuration(file)
    sentence(error.value, "mkdocs.yml", *parts)


def test_a_configuration_that_is_right_is_let_through(project: Path) -> None:
    file = project / "mkdocs.yml"
    check_configuration(file)
    file.write_text(swap(ADDRESS, "https://yoga.example/legs/")(swap(ABOUT, "  - about.md\n  - Shop: https://shop.example/\n")(file.read_text("utf-8"))))
    check_configuration(file)


@pytest.mark.parametrize(("key", "value"), [("pdfs", "maybe"), ("podcast", "nope"), ("podcast", ["x"])])
def test_a_switch_that_is_neither_on_nor_off_is_refused(key: str, value: object) -> None:
    check_switches({key: True})
    with pytest.raises(DataError) as error:
        check_switches({key: value})
    sentence(error.value, "mkdocs.yml", f"extra.{key}", f"SITE_{key.upper()}")


@pytest.mark.parametrize(
    "site_url",
    [
        *("legs.example", "ftp://legs.example/", "https://", "https://legs.example/?a"),
        *("https://a:b@legs.example/", "https://legs.example:x/", "https://le gs.example/", "https:///x"),
    ],
)
def test_an_address_that_is_none_is_refused(site_url: str) -> None:
    assert not is_address(site_url)
    assert is_address("https://legs.example/folder/")

"""What `mkdocs build`, `mkdocs gh-deploy` and the server need around a build. Zensical knows no hooks and needs none of this.

- A mistake is one sentence and exit code 1; `--verbose` shows the traceback too.
- A build is made beside its place and takes it when it is whole (tools/place.py).
- The last line says when the result is for looking at only, and what to do about it.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.plugins import event_priority  # noqa: E402

from tools import dates, mistakes, place  # noqa: E402  # a builder loads this file by its path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["WHOLE", "forget", "on_config", "on_page_markdown", "on_post_build", "on_shutdown", "on_startup", "unrecorded"]

WHOLE = "LEGS_WHOLE"
"""Set to "no" by who calls the builder and puts the result into its place himself: `make build`, which has PDFs to add."""

CHATTER = "mkdocs.plugins.mkdocs_macros.util"
"""Who lists every macro before a build."""


class _Build:
    """The build that runs, for the functions below."""

    command = ""
    place: place.Place | None = None
    site_url = ""
    told = ""
    done = False


def on_startup(command: str, **_: object) -> None:
    """Before anything is read."""
    _Build.command, _Build.place, _Build.done = command, None, False
    os.umask(place.READABLE)
    dates.settle(ROOT)
    if command == "serve":
        # Pages that are edited stay as the builder made them: the finishing for the network comes with a build.
        os.environ.setdefault("LEGS_PUBLISH", "draft")
    _speak_plainly()
    from tools.configuration import check_configuration  # which imports the package: a mistake in it is told from here on

    check_configuration(ROOT / "mkdocs.yml")


def on_config(config: MkDocsConfig) -> None:
    """The pages go beside the site."""
    from macros.publishing.looking import for_looking, warning
    from tools.configuration import check_switches

    check_switches(config.extra)
    _Build.site_url = config.site_url or ""
    if _Build.command == "gh-deploy" and for_looking(_Build.site_url):
        raise mistakes.Stop(warning(_Build.site_url).replace("make build", "mkdocs gh-deploy"))
    if _Build.command != "serve" and os.environ.get(WHOLE) != "no":
        _Build.place = place.Place(Path(config.site_dir), Path(config.config_file_path).parent / ".cache")
        config.site_dir = str(_Build.place.begin())


@event_priority(100)
def on_page_markdown(markdown: str, page: Any, **_: object) -> None:
    """Front matter that nobody could read, and slips of the pen, are no text for readers. (The builder takes what it can read away.)"""
    mistakes.clear_front_matter(markdown, page.file.src_uri)
    mistakes.refuse_slips(markdown, page, _names())


def on_post_build(config: MkDocsConfig) -> None:
    """Says what is not recorded, and forgets the package, so that the next build imports it anew."""
    told = unrecorded(ROOT / "data")
    if told and told != _Build.told:
        print(told, file=sys.stderr)
    _Build.told = told
    _Build.done = True
    if _Build.place:
        config.site_dir = str(_Build.place.site)
    if _Build.command == "serve":
        forget()


def on_shutdown() -> None:
    """Takes the place, if all went well: a strict build may still have failed after its last page."""
    built = _Build.place
    _Build.place = None
    if not built:
        return
    try:
        if _Build.done and sys.exc_info()[0] is None:
            built.take()
            _say_what_it_is_for()
    finally:
        built.end()


def _say_what_it_is_for() -> None:
    from macros.publishing.looking import for_looking, warning

    if for_looking(_Build.site_url):
        print(f"\n{warning(_Build.site_url)}", file=sys.stderr)


def unrecorded(folder: Path) -> str:
    """One line for all words that are not recorded as they are written; none when all are."""
    from macros.data import load
    from macros.sound.recordings import RECORD, disagreements, read_manifest

    found = disagreements(read_manifest(folder), load(folder).slots)
    names = [sentence.split(" ", 1)[0] for sentence in found]
    if not names:
        return ""
    some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"Not recorded as written, so not spoken: {some}. To record: {RECORD}"


def forget() -> None:
    """Drops the package, which a builder imports once, and what is made of it."""
    for name in [m for m in sys.modules if m in ("macros", "tools.configuration") or m.startswith("macros.")]:
        del sys.modules[name]


def _speak_plainly() -> None:
    """One sentence for whatever stops a build, from here on."""
    from mkdocs_macros import plugin

    verbose = logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG)

    def told(error: Exception, markdown: str, page: Any) -> str:
        if verbose:
            sys.__excepthook__(type(error), error, error.__traceback__)
        raise mistakes.Stop(mistakes.in_page(error, markdown, page, _names())) from error

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if verbose or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            print(mistakes.sentence(error), file=sys.stderr)

    vars(plugin)["format_error"] = told  # the one place where the plugin has an error in its hands
    sys.excepthook = hook
    if not verbose:
        logging.getLogger(CHATTER).setLevel(logging.WARNING)
        logging.getLogger("mkdocs.commands.build").addFilter(_said_once)


def _names() -> list[str]:
    from macros.calls import MACROS

    return sorted(MACROS)


def _said_once(record: logging.LogRecord) -> bool:
    """The builder's "Error reading page 'x.md': ..." would say the sentence a first time, in other words."""
    said = record.getMessage()
    return not (said.startswith(("Error reading page", "Error building page", "Error building template")) and not said.endswith("':"))

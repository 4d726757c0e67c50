"""The words of the interface: data/ui.yml, in sections. Templates read `ui.routine.length`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.fields import check_fields
from macros.schema import DataError, Text, nearest, parse

__all__ = ["Section", "Words", "parse_words"]


@dataclass(frozen=True)
class Section:
    """The words of one part of the interface, by name."""

    name: str
    words: dict[str, str]

    def __getattr__(self, key: str) -> str:
        return self[key]

    def __getitem__(self, key: str) -> str:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self.words[key]
        except KeyError:
            raise _unknown(f"{self.name}.{key}", key, self.words) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)


@dataclass(frozen=True)
class Words:
    """All sections."""

    sections: dict[str, Section]

    def __getattr__(self, key: str) -> Section:
        return self[key]

    def __getitem__(self, key: str) -> Section:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self.sections[key]
        except KeyError:
            raise _unknown(key, key, self.sections) from None

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections.values())


def parse_words(raw: object, file: str) -> Words:
    """Sections of words that are not empty.

    Raises:
        DataError: for a section that is not keys with texts, and a text with a field that nobody fills.
    """
    found = parse(dict[str, dict[str, Text]], raw, file)
    for section, words in found.items():
        for name, text in words.items():
            check_fields(f"{section}.{name}", text, file)
    return Words({name: Section(name, words) for name, words in found.items()})


def _unknown(key: str, name: str, known: dict[str, object] | dict[str, str] | dict[str, Section]) -> DataError:
    return DataError("data/ui.yml", key, name, "one of " + ", ".join(known), nearest(name, known))

"""Flesch-Kincaid grade of a page's running text, counted with rules of our own. A sentence ends at a full stop, not at a colon."""

from __future__ import annotations

import copy
import re

from bs4 import Tag

# Not sentences: tables and forms are scanned, scripts and drawings are not read, references are titles of studies.
NOT_PROSE = (
    "script, style, template, svg, table, nav, form, button, code, pre, figure, select, "
    ".timer, .references, .footnote, [data-no-prose], [aria-hidden=true]"
)
SILENT_END = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$")
PARTS = "p, li, dd, dt, blockquote, summary"


def prose(content: Tag) -> list[str]:
    """The sentences of paragraphs and lists, each once."""
    content = copy.copy(content)
    for tag in content.select(NOT_PROSE):
        tag.decompose()
    out: list[str] = []
    for tag in content.select(PARTS):
        if tag.find_parent(["p", "li", "dd", "dt", "blockquote"]) and tag.find_parent(PARTS.split(", ")):
            continue
        text = re.sub(r"\s+", " ", tag.get_text(" ", strip=True)).replace(" .", ".").replace(" ,", ",")
        out += [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if re.search(r"[a-zA-Z]{2}", sentence)]
    return out


def syllables(word: str) -> int:
    """A count that is right for most English words: runs of vowels, less a silent ending."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1 if word else 0
    return max(1, len(re.findall(r"[aeiouy]+", SILENT_END.sub("", word))))


def grade(sentences: list[str]) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def hardest(sentences: list[str]) -> str:
    """The three sentences that weigh most, for whoever has to make a page easier."""
    worst = sorted(sentences, key=lambda sentence: grade([sentence]), reverse=True)[:3]
    return "hardest: " + " | ".join(worst)

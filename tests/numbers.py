"""Numbers in running text, as the same strings however they are written."""

from __future__ import annotations

import re

__all__ = ["numbers"]

WORDS = {
    word: str(value)
    for value, word in enumerate(
        [
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
            *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ],
        2,
    )
}
# "one" is a word far more often than a number; names like "95% CI", "L4-L5" and "CBT-I" are no findings.
NAMES = re.compile(r"\b95%|\bL\d\b|\bG\d+\b")


def numbers(text: str) -> list[str]:
    """Each number without sign, thousands separator or closing zeros: "1,208" is "1208", "ten" is "10", "−0.10" is "0.1"."""
    text = NAMES.sub(" ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"\b(" + "|".join(WORDS) + r")\b", lambda m: WORDS[m.group().lower()], text, flags=re.IGNORECASE)
    return [re.sub(r"(\.\d*?)0+$", r"\1", n).rstrip(".") for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)]

"""YAML that says one thing and means another is refused, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros import yaml_text
from macros.schema import DataError, read_yaml
from tests.sentences import sentence

# What a file says, and what the sentence must hold: key or line, value, what is allowed.
TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "an octal number": ("a: 010\n", ("line 1", "010", "plain digits")),
    "a number with an o": ("a: 0o17\nb: 0x1f\n", ("line 2", "0x1f", "plain digits")),
    "a number with lines in it": ("a: 1_000\n", ("line 1", "1_000", "plain digits")),
    "minutes and seconds": ("a:\n  b: 1:30\n", ("line 2", "1:30", "in quotes")),
    "a number with a plus": ("a: +5\n", ("line 1", "+5", "plain digits")),
    "a number no machine holds": ("a: 99999999999999999999\n", ("line 1", "99999", "plain digits")),
    "infinity": ("a: .inf\n", ("line 1", ".inf", "plain digits")),
    "no number": ("a: .nan\n", ("line 1", ".nan", "plain digits")),
    "a number with an exponent": ("a: 1.0e+3\n", ("line 1", "1.0e+3", "plain digits")),
    "a date": ("a: 2026-01-02\n", ("line 1", "2026-01-02", "the date in quotes")),
    "no for false": ("a: no\n", ("line 1", "'no'", "true or false, or the word in quotes")),
    "on for true": ("- a: On\n", ("line 1", "'On'", "true or false, or the word in quotes")),
    "a tilde": ("a: ~\n", ("line 1", "~", "a value")),
    "a merge key": ("a: {b: 1}\nc:\n  <<: {b: 2}\n", ("line 3", "<<", "each key written out")),
    "an anchor": ("a: &one [1]\nb: 2\n", ("line 1", "&one", "written out")),
    "a value that holds itself": ("a: &a [*a]\n", ("line 1", "&a", "written out")),
    "an alias": ("a: 1\nb: [*a]\n", ("line 2", "*a", "written out")),
    "a list as key": ("? [a, b]\n: 1\n", ("line 1", "a word as key")),
    "keys as key": ("{a: 1}: 2\n", ("line 1", "a word as key")),
    "a number as key": ("a:\n  5: b\n", ("line 2", "'5'", "a word as key, in quotes")),
    "yes as key": ("yes: b\n", ("line 1", "'yes'", "in quotes")),
    "a key of nothing": ("? \n: b\n", ("line 1", "a word as key")),
    "a key twice": ("a: 1\nb: 2\na: 3\n", ("line 3", "'a'", "each key once (first on line 1)")),
    "a key twice inside": ("- {a: 1, a: 2}\n", ("line 1", "'a'", "each key once")),
    "five thousand lists": ("a: " + "[" * 5000 + "]" * 5000 + "\n", ("line 1", "13 levels", "at most 12")),
    "five thousand keys": ("a: " + "{a: " * 5000 + "1" + "}" * 5000 + "\n", ("line 1", "13 levels", "at most 12")),
    "five thousand dashes": ("- " * 5000 + "a\n", ("line 1", "13 levels", "at most 12")),
    "a control character": ("a: one\x07two\n", ("line 1", "U+0007", "can be seen")),
    "a control character, escaped": ('b: 1\na: "one\\u0007two"\n', ("line 2", "U+0007", "can be seen")),
    "a zero-width space": ("a: 1\nb: legs\u200bup\n", ("line 2", "U+200B", "can be seen")),
    "a zero-width space, escaped": ('a: "legs\\u200Bup"\n', ("line 1", "U+200B", "can be seen")),
    "a zero-width space in a key": ("legs\u200b: up\n", ("line 1", "U+200B", "can be seen")),
    "a mark of direction": ("a: \u202eup\n", ("line 1", "U+202E", "can be seen")),
    "a soft hyphen": ("a: cir\u00adcle\n", ("line 1", "U+00AD", "can be seen")),
    "a mark in the middle": ("a: 1\nb: \ufeffc\n", ("line 2", "U+FEFF", "can be seen")),
    "a tag": ("a: !!python/object/apply:os.system [ls]\n", ("line 1", "python", "no tags")),
    "a tag of a text": ("a: !!str 5\n", ("line 1", "str", "no tags")),
    "two documents": ("a: 1\n---\nb: 2\n", ("line 2", "---", "one document")),
    "a text cut short by a number sign": ("a: We are # one\n", ("line 1", "We are # one", "quotes around a text with # in it")),
    "a record without its dash": ("- id: a\n  b: 1\n  id: c\n", ("line 3", "each key once (first on line 1)", "begins with a dash")),
    # what no parser reads, in a newcomer's words: the line where it began, and what to do
    "a tab": ("a:\n\tb: 1\n", ("line 2", "'b: 1'", "well-formed YAML", "no tab")),
    "an open quote": ('a: "b\nc: 1\n', ("line 1", "well-formed YAML", "a quote at the end")),
    "quotes inside quotes": ('- a: 1\n  b: "A "fine" end."\n', ("line 2", "A \"fine\" end", "quotes around the whole text")),
    "quotes inside quotes, in braces": ('- {a: 1, b: "A "fine" end."}\n', ("line 1", "no quotes inside quotes")),
    "a text that begins with a quoted word": ('- a: "Now" rest\n', ("line 1", "quotes around the whole text")),
    "no colon": ("- id: a\n  text Sit\n  c: 1\n", ("line 2", "'text Sit'", "a colon and a space")),
    "no colon in the last line": ("- id: a\n  text Sit\n", ("line 2", "'text Sit'", "a colon and a space")),
    "no space after a colon": ("- id:a\n  b: 1\n", ("line 2", "on the line above too")),
    "a colon in a text": ("- a: Lean back: then rest\n", ("line 1", "quotes around a text with a colon")),
    "a key too far to the left": ("- a:\n    b: 1\n   c: 2\n", ("line 3", "'c: 2'", "as many spaces")),
    "a key too far to the right": ("- id: a\n  w:\n    b: x\n     c: y\n", ("line 4", "'c: y'", "under one another")),
    "a record without its dash, at the edge": ("- a: 1\n- b: 2\nc: 3\n", ("line 3", "'c: 3'", "a dash and a space")),
    "a dash without its space": ("- id: c\n-id: d\n  e: f\n", ("line 2", "'-id: d'", "a dash and a space")),
    "a brace left open": ("- {a: 1, b: c\n- {a: 2}\n", ("line 1", "a closing }")),
    "a bracket left open": ("- a: [b, c\n  d: e\n", ("line 1", "a closing ]")),
    "a text that begins with a mark": ("- a: @home\n", ("line 1", "@home", "quotes around a text that begins with a mark")),
    "a backslash": ('- a: "b\\q"\n', ("line 1", "without a backslash")),
    "nothing": ("# only a comment\n", ("file", "empty", "at least one record")),
}


@pytest.mark.parametrize("what", TEXTS)
def test_yaml_that_says_one_thing_and_means_another_is_refused_with_its_line(tmp_path: Path, what: str) -> None:
    text, parts = TEXTS[what]
    (tmp_path / "some.yml").write_text(text, "utf-8", newline="\n")
    with pytest.raises(DataError) as error:
        read_yaml(tmp_path / "some.yml")
    sentence(error.value, "data/some.yml", *parts)


@pytest.mark.parametrize("what", TEXTS)
def test_both_halves_of_the_parser_are_answered_alike(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """PyYAML comes with or without its C half, and each has its own words for a mistake."""
    text, _ = TEXTS[what]
    monkeypatch.setattr(yaml_text, "_Safe", yaml.SafeLoader)
    if what == "nothing" or "thousand" in what:
        pytest.skip("read alike, or too deep for the slow half")
    with pytest.raises(yaml_text.RefusalError) as slow:
        yaml_text.read(text)
    monkeypatch.undo()
    with pytest.raises(yaml_text.RefusalError) as fast:
        yaml_text.read(text)
    assert (slow.value.line, slow.value.allowed) == (fast.value.line, fast.value.allowed)


def test_plain_yaml_is_read_as_it_looks(tmp_path: Path) -> None:
    text = "\ufeffa: -5\nb: 'no'\nc: [0.25, true]\nd: \"1:30\"\ne: it's a day\nf: 2026\ng: >\n  two\n  lines\n"
    (tmp_path / "some.yml").write_bytes(text.replace("\n", "\r\n").encode())
    read = read_yaml(tmp_path / "some.yml")
    assert read == {"a": -5, "b": "no", "c": [0.25, True], "d": "1:30", "e": "it's a day", "f": 2026, "g": "two lines\n"}

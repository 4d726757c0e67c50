"""From YAML text to frozen dataclasses, with one clear sentence for every mistake.

The dataclasses in the other modules say what is allowed; pydantic checks it; this module turns whatever is wrong into
a `DataError` that names the file, the key, the value, what is allowed and the nearest valid value.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le
from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.yaml_text import RefusalError, read

__all__ = [
    "Address", "DataError", "HasId", "Id", "Positive", "Seconds", "Text", "Url", "by_id", "form", "nearest", "parse", "pick", "read_records",
    "read_yaml",
]  # fmt: skip

T = TypeVar("T")

# What a form asks for, in words: nobody is answered with a regular expression.
FORMS: dict[str, str] = {}


def form(pattern: str, words: str) -> StringConstraints:
    """A form that a text must have: the whole of it, as `pattern` says; `words` tell a person the same."""
    FORMS[f"^(?:{pattern})$"] = words
    return StringConstraints(pattern=f"^(?:{pattern})$")


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, form(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, with single hyphens between them")]
Seconds = Annotated[int, Ge(0), Le(3600)]
Positive = Annotated[int, Ge(1), Le(100_000)]
Address = Annotated[str, form(r"([a-z0-9]+(-[a-z0-9]+)*/)+(#[a-z0-9]+([-_][a-z0-9]+)*)?", "a place on this site: safety/ or safety/#glaucoma")]
Url = Annotated[str, form(r"https?://[a-z0-9]+([.-][a-z0-9]+)*\.[a-z]{2,}(/[^\s<>]*)?", "an address that begins with https:// or http://")]


class DataError(ValueError):
    """A mistake in `data/` (or in a macro's argument), told in one line."""

    def __init__(self, file: str, key: str, value: object, allowed: str, close: str | None = None) -> None:
        shown = repr(value)
        shown = shown if len(shown) <= 80 else shown[:77] + "..."
        hint = f" (nearest: {close})" if close else ""
        super().__init__(f"{file}: {key}: {shown} is not allowed; allowed: {allowed}{hint}")
        self.file, self.key, self.value, self.allowed, self.nearest = file, key, value, allowed, close


def nearest(value: object, valid: Iterable[object]) -> str | None:
    """The valid value that looks most like `value`, or None when nothing comes close."""
    choices = [str(v) for v in valid]
    numbers = [v for v in choices if v.lstrip("-").isdigit()]
    text = str(value)
    if text.lstrip("-").isdigit() and numbers:
        return min(numbers, key=lambda v: (abs(int(v) - int(text)), int(v)))
    found = difflib.get_close_matches(text, choices, 1, 0.4)
    return found[0] if found else None


def pick(file: str, key: str, value: str, valid: Iterable[str]) -> str:
    """`value` itself when it is one of `valid`.

    Raises:
        DataError: naming the valid values and the nearest of them.
    """
    choices = list(valid)
    if value not in choices:
        raise DataError(file, key, value, "one of " + ", ".join(choices), nearest(value, choices))
    return value


def read_yaml(path: Path, name: str = "", *, tags: bool = False) -> Any:
    """The content of a YAML file in UTF-8. `name` is what a message calls it, where that is not data/ and the file's own; with `tags`,
    what has a tag (`!ENV`) is None.

    Raises:
        DataError: missing file, not UTF-8, broken or surprising YAML (macros/yaml_text.py), or nothing in it.
    """
    name = name or f"data/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")  # some editors begin a file with a mark
    except FileNotFoundError:
        raise DataError(name, "file", "missing", "a YAML file of this name") from None
    except UnicodeDecodeError as error:
        raise DataError(name, f"byte {error.start}", error.object[error.start], "text saved as UTF-8") from None
    except OSError as error:
        raise DataError(name, "file", error.strerror or str(error), "a file that can be read") from None
    try:
        content = read(text, tags=tags)
    except RefusalError as refused:
        raise DataError(name, f"line {refused.line}", refused.value, refused.allowed) from None
    if content is None:
        raise DataError(name, "file", "empty", "at least one record")
    return content


def _typographic(value: Any) -> Any:
    """Curly apostrophes inside words, so that a curator may type the straight one."""
    if isinstance(value, str):
        return re.sub(r"(?<=\w)'(?=\w)", "\u2019", value)
    if isinstance(value, list):
        return [_typographic(item) for item in value]
    if isinstance(value, dict):
        return {key: _typographic(item) for key, item in value.items()}
    return value


def parse(kind: type[T], raw: object, file: str) -> T:
    """`raw` (what YAML held) as an instance of the frozen dataclass `kind`.

    Nothing is coerced: a number in quotes is not a number, 1.5 is not a whole second.

    Raises:
        DataError: for the first thing that does not fit.
    """
    try:
        # As JSON, because only there pydantic is strict about numbers and yet takes keys and lists for dataclasses.
        text = json.dumps(_typographic(raw), default=str)
        record: T = TypeAdapter(kind).validate_json(text, strict=True, extra="forbid")
        return record
    except ValidationError as error:
        raise _first(error.errors(include_url=False), file, kind, raw) from None


def _first(errors: Sequence[ErrorDetails], file: str, kind: object, raw: object) -> DataError:
    # A misspelled key shows up twice, as missing and as unknown; the unknown one tells more.
    error = next((e for e in errors if e["type"] == "unexpected_keyword_argument"), errors[0])
    key = _path(error["loc"], raw)
    wanted = {
        "missing": "this key must be there",
        "unexpected_keyword_argument": "only known keys",
        "extra_forbidden": "only known keys",
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "string_type": "text",
        "string_too_short": "text that is not empty",
        "bool_type": "true or false",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "keys with values",
        "dataclass_type": "keys with values",
        "date_type": "a day such as 2026-11-26",
        "date_parsing": "a day such as 2026-11-26",
        "date_from_datetime_parsing": "a day such as 2026-11-26",
    }
    if error["type"] == "string_pattern_mismatch":
        wanted[error["type"]] = FORMS.get(error["ctx"]["pattern"], "another form")
    if error["type"] == "string_too_long":
        wanted[error["type"]] = f"at most {error['ctx']['max_length']} characters"
    allowed = wanted.get(error["type"]) or error["msg"].replace("Input should be ", "")
    close = None
    value: object = "nothing" if error["input"] is None else error["input"]
    if error["type"] == "missing":
        value = "nothing"
        if isinstance(error["loc"][-1], int):
            allowed = "one more in this list"
    if allowed == "a list" and isinstance(value, str):
        allowed = f"a list, in square brackets: [{value}]"
    if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        value = error["loc"][-1]
        known = _known(kind, error["loc"][:-1])
        allowed = "one of " + ", ".join(known) if known else "only known keys"
        close = nearest(value, known)
    if error["type"] == "literal_error":
        options = [o.strip(" '") for o in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
        close = nearest(value, options)
        allowed = "one of " + ", ".join(options)
    return DataError(file, key, value, allowed, close)


def _known(kind: Any, loc: Sequence[int | str]) -> list[str]:
    """The keys of the record at `loc` inside `kind`."""
    for part in loc:
        fields = getattr(kind, "__dataclass_fields__", None)
        kind = get_type_hints(kind)[str(part)] if fields and part in fields else next(iter(get_args(kind)), None)
        while kind is not None and not hasattr(kind, "__dataclass_fields__") and get_origin(kind) in (Union, UnionType):
            kind = get_args(kind)[0]
    return list(getattr(kind, "__dataclass_fields__", {}))


def _path(loc: tuple[int | str, ...], raw: object) -> str:
    """Where a mistake is, as a person looks for it: `settle-sit.seconds`; `[2].id` where the record has no id that could name it."""
    text = ""
    for place, part in enumerate(loc):
        name = _name(raw, part) if place == 0 and loc[1:2] != ("id",) else ""
        text += name or (f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part))
    return text or "file"


def _name(raw: object, place: int | str) -> str:
    """The id of the record at a place of a list, or ""."""
    record = raw[place] if isinstance(raw, list) and isinstance(place, int) and place < len(raw) else None
    found = record.get("id") if isinstance(record, dict) else None
    return found if isinstance(found, str) else ""


class HasId(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=HasId)


def by_id(records: Iterable[R], file: str) -> dict[str, R]:
    """Records under their id, in the order of the file.

    Raises:
        DataError: when an id is used twice.
    """
    out: dict[str, R] = {}
    for place, record in enumerate(records):
        if record.id in out:
            raise DataError(file, f"[{place}].id", record.id, f"each id once (record [{list(out).index(record.id)}] has it)")
        out[record.id] = record
    return out


def read_records(folder: Path, name: str, kind: type[R]) -> dict[str, R]:
    """The list of records in the file `name` of the data folder, under their ids.

    Raises:
        DataError: for the first mistake in it.
    """
    file = f"data/{name}"
    raw: Any = read_yaml(folder / name)
    return by_id(parse(tuple[kind, ...], raw, file), file)  # type: ignore[valid-type]  # a type made at run time

"""The macros that writers call, by name: one line in a page, named arguments, and a clear sentence for a wrong one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Protocol

from macros.calls.evidence import EVIDENCE_MACROS
from macros.calls.practice import PRACTICE_MACROS
from macros.calls.structured import STRUCTURED_MACROS
from macros.calls.teach import TEACH_MACROS
from macros.data import Data
from macros.render import Place
from macros.schema import DataError, nearest

__all__ = ["MACROS", "Call", "bind"]

MACROS: Mapping[str, Callable[..., str]] = {**PRACTICE_MACROS, **EVIDENCE_MACROS, **TEACH_MACROS, **STRUCTURED_MACROS}


class Call(Protocol):
    """A macro before it is bound: it gets the data, the place it stands in, and the writer's named arguments."""

    def __call__(self, data: Data, place: Place, /, **arguments: object) -> str: ...


def bind(name: str, call: Callable[..., str], data: Data, place: Callable[[], Place]) -> Callable[..., str]:
    """The macro as a page calls it. A wrong argument stops the build and names page, argument, what is allowed."""
    signature = inspect.signature(call)
    own = [p.name for p in list(signature.parameters.values())[2:]]

    def macro(*args: object, **kwargs: object) -> str:
        here = place()
        page = f"docs: page /{here.url}: {name}()"
        for key in kwargs:
            if key not in own:
                raise DataError(page, "argument", key, "one of " + (", ".join(own) or "none"), nearest(key, own))
        try:
            bound = signature.bind(data, here, *args, **kwargs)
        except TypeError as error:
            raise DataError(page, "arguments", ", ".join(map(str, args)) or "none", str(error)) from None
        try:
            return call(*bound.args, **bound.kwargs)
        except DataError as error:
            if "/" in error.file:  # a file of its own, which the page only met
                raise
            raise DataError(page, error.key, error.value, error.allowed, error.nearest) from None

    macro.__name__ = name
    macro.__doc__ = call.__doc__
    return macro

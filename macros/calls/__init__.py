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
from macros.render import Place, unknown_name
from macros.schema import DataError, nearest

__all__ = ["MACROS", "Bound", "Call", "bind"]

MACROS: Mapping[str, Callable[..., str]] = {**PRACTICE_MACROS, **EVIDENCE_MACROS, **TEACH_MACROS, **STRUCTURED_MACROS}


class Call(Protocol):
    """A macro before it is bound: it gets the data, the place it stands in, and the writer's named arguments."""

    def __call__(self, data: Data, place: Place, /, **arguments: object) -> str: ...


class Bound:
    """The macro as a page calls it. A wrong argument stops the build and names page, argument, what is allowed."""

    def __init__(self, name: str, call: Callable[..., str], data: Data, place: Callable[[], Place]) -> None:
        self.__name__, self.__doc__ = name, call.__doc__
        self._call, self._data, self._place = call, data, place
        self._signature = inspect.signature(call)
        before = [parameter.lstrip("_") for parameter in list(self._signature.parameters)[:2]]
        if before != ["data", "place"]:
            raise DataError("macros/calls", f"{name}()", ", ".join(before) or "nothing", "data, place, / before the writer's arguments")
        parameters = list(self._signature.parameters.values())[2:]
        self._own = [parameter.name for parameter in parameters]
        self._shown = f"{name}({', '.join(map(_shown, parameters))})"

    def __call__(self, *args: object, **kwargs: object) -> str:
        page = f"docs: page /{self._place().url}: {self.__name__}()"
        for key, value in (*zip(self._own, args, strict=False), *kwargs.items()):
            if word := unknown_name(value):
                raise DataError(page, key, word, f'a text in quotes: "{word}"')
        for key in kwargs:
            if key not in self._own:
                raise DataError(page, "argument", key, "one of " + (", ".join(self._own) or "none"), nearest(key, self._own))
        try:
            bound = self._signature.bind(self._data, self._place(), *args, **kwargs)
        except TypeError:
            raise DataError(page, "arguments", ", ".join(map(str, args)) or "none", self._shown) from None
        try:
            made: object = self._call(*bound.args, **bound.kwargs)
        except DataError as error:
            if "/" in error.file:  # a file of its own, which the page only met
                raise
            raise DataError(page, error.key, error.value, error.allowed, error.nearest) from None
        if not isinstance(made, str):
            raise DataError("macros/calls", f"{self.__name__}()", made, "to return text, such as html() makes")
        return made

    def __str__(self) -> str:
        """What a page would show that names it and does not call it."""
        raise DataError(f"docs: page /{self._place().url}: {self.__name__}", "call", self.__name__, f"with brackets: {{{{ {self._shown} }}}}")


def _shown(parameter: inspect.Parameter) -> str:
    """A parameter as a page may write it."""
    if parameter.default is not inspect.Parameter.empty:
        return f'{parameter.name}="{parameter.default}"' if isinstance(parameter.default, str) else f"{parameter.name}={parameter.default}"
    return f'{parameter.name}="..."'


def bind(name: str, call: Callable[..., str], data: Data, place: Callable[[], Place]) -> Bound:
    """The macro `name` for the pages that `place` tells."""
    return Bound(name, call, data, place)

"""Small helpers that every floor may use: immutable mappings, parameter reprs, warnings."""

from __future__ import annotations

import functools
import gc
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")

_PARAMETER_CHARS = 300
_PARAMETER_SETS = 10
_PARAMETER_NAMES = 100


#: From so many rows on, the collector waits until they are made: it would walk the new objects again and again.
GC_PAUSE = 200


def without_collector(count: int, make: Callable[..., _V], *args: Any) -> _V:
    """Return ``make(*args)``, which makes ``count`` objects, with the garbage collector paused if they are many."""
    if count < GC_PAUSE or not gc.isenabled():
        return make(*args)
    gc.disable()
    try:
        return make(*args)
    finally:
        gc.enable()


class immutabledict(dict[_K, _V]):  # noqa: N801 (the ecosystem's name)
    """Hold a mapping that refuses change; `union()` makes a new one."""

    __slots__ = ()

    def _refuse(self, *args: object, **kw: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} object is immutable; union() gives a changed copy")

    __setitem__ = __delitem__ = clear = popitem = _refuse
    pop = setdefault = update = __ior__ = _refuse  # pyright: ignore[reportAssignmentType]

    def union(self, *others: Mapping[_K, _V] | None, **kw: _V) -> immutabledict[_K, _V]:
        """Return a mapping with the entries of `others` over the present ones."""
        merged: dict[Any, _V] = dict(self)
        for other in others:
            if other:
                merged.update(other)
        merged.update(kw)
        return immutabledict(merged)

    merge_with = union

    def __or__(self, other: Mapping[Any, Any]) -> immutabledict[Any, Any]:
        return self.union(other)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[_K, _V]]]:
        return type(self), (dict(self),)

    def __repr__(self) -> str:
        return f"immutabledict({dict.__repr__(self)})"


class HasMemoized:
    """Base of classes that keep what they have worked out, in their `__dict__`."""

    __slots__ = ()

    memoized_attribute = functools.cached_property

    @staticmethod
    def memoized_instancemethod(fn: Callable[..., Any]) -> Callable[..., Any]:
        """Keep what a method returns on its first call, for all further ones of the object."""

        @functools.wraps(fn)
        def first(self: Any, *args: Any, **kw: Any) -> Any:
            found = fn(self, *args, **kw)

            def kept(*_: Any, **__: Any) -> Any:
                return found

            self.__dict__[fn.__name__] = kept
            return found

        return first


EMPTY_DICT: immutabledict[Any, Any] = immutabledict()


def repr_params(params: Any, *, many: bool | None = None) -> str:
    """Return parameters as text for logs and errors, long values and long lists cut in the middle."""
    if many is None:
        many = isinstance(params, list) and bool(params) and isinstance(params[0], list | tuple | dict)
    if not many:
        return _repr_set(params)
    total = len(params)
    if total <= _PARAMETER_SETS:
        return "[" + ", ".join(map(_repr_set, params)) + "]"
    first = ", ".join(map(_repr_set, params[: _PARAMETER_SETS - 2]))
    last = ", ".join(map(_repr_set, params[-2:]))
    return f"[{first}  ... displaying {_PARAMETER_SETS} of {total} total bound parameter sets ...  {last}]"


def cut(text: str, limit: int = _PARAMETER_CHARS) -> str:
    """Return `text` with its middle left out when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half]} ... ({len(text) - limit} characters truncated) ... {text[-half:]}"


def plural(count: int, noun: str) -> str:
    """Return `1 row`, `2 rows`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` when some known name is close, else an empty string."""
    from difflib import get_close_matches  # stdlib, wanted for errors only

    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def warn(message: str, category: type[Warning]) -> None:
    """Warn at the caller's line, outside of this package."""
    level, frame = 2, sys._getframe(1)
    package = __name__.partition(".")[0]
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level - 1 if level > 2 else 2)


def _repr_set(params: Any) -> str:
    if isinstance(params, Mapping):
        items = list(params.items())
        return "{" + _join([f"{key!r}: {cut(repr(value))}" for key, value in items]) + "}"
    if isinstance(params, tuple | list):
        texts = [cut(repr(value)) for value in params]
        if isinstance(params, list):
            return "[" + _join(texts) + "]"
        return f"({texts[0]},)" if len(texts) == 1 else "(" + _join(texts) + ")"
    return cut(repr(params))


def _join(texts: list[str]) -> str:
    if len(texts) <= _PARAMETER_NAMES:
        return ", ".join(texts)
    half = _PARAMETER_NAMES // 2
    left_out = len(texts) - _PARAMETER_NAMES
    return f"{', '.join(texts[:half])} ... {left_out} parameters truncated ... {', '.join(texts[-half:])}"

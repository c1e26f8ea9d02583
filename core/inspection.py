"""``inspect()``: from a thing to what knows about it, through a registry that the floors above fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .exc import NoInspectionAvailable

_REGISTRY: dict[type, Callable[[Any], Any]] = {}


def inspects(*classes: type) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Register a function that answers ``inspect()`` for instances of ``classes``; None means "not this one"."""

    def register(fn: Callable[[Any], Any]) -> Callable[[Any], Any]:
        for cls in classes:
            _REGISTRY[cls] = fn
        return fn

    return register


def inspect(subject: Any, raiseerr: bool = True) -> Any:
    """Return the mapper of a mapped class, the state of a mapped object.

    Raises NoInspectionAvailable when nothing knows the subject, unless ``raiseerr`` is false.
    """
    for cls in type(subject).__mro__:
        found = _REGISTRY.get(cls)
        if found is not None:
            answer = found(subject)
            if answer is not None:
                return answer
    if raiseerr:
        raise NoInspectionAvailable(
            f"No inspection system is available for object of type {type(subject)}; inspect() takes mapped classes "
            "and mapped objects"
        )
    return None

"""Functions that name a method: ``join(a, b)`` is ``a.join(b)``."""

from __future__ import annotations

from typing import Any

from .core import glot
from .core.engine import registry
from .core.exc import NoSuchModuleError
from .core.expression.selectable import as_from


def alias(selectable: Any, name: str | None = None, flat: bool = False) -> Any:
    """Return ``selectable`` under another name."""
    return selectable.alias(name)


def cte(selectable: Any, name: str | None = None, recursive: bool = False) -> Any:
    """Return ``selectable`` as a CTE."""
    return selectable.cte(name, recursive=recursive)


def join(left: Any, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Any:
    """Return ``left JOIN right``."""
    return as_from(left).join(right, onclause, isouter, full)


def outerjoin(left: Any, right: Any, onclause: Any = None, full: bool = False) -> Any:
    """Return ``left LEFT OUTER JOIN right``."""
    return as_from(left).join(right, onclause, True, full)


def lateral(selectable: Any, name: str | None = None) -> Any:
    """Return ``LATERAL (selectable)``."""
    return selectable.lateral(name)


def tablesample(selectable: Any, sampling: Any, name: str | None = None, seed: Any = None) -> Any:
    """Return a part of ``selectable``: ``sampling`` is a percentage, or a call such as ``func.bernoulli(1)``."""
    return as_from(selectable).tablesample(sampling, name, seed)


def transpile(sql: str, read: str, write: str) -> str:
    """Return ``sql``, written for dialect ``read``, as it is for ``write``; names of dialects here, or of sqlglot's.

    Raises CompileError where it cannot be read, or has no equal there.
    """
    return glot.transpile(sql, _dialect(read), _dialect(write))


def _dialect(name: str) -> Any:
    try:
        return registry.load(name)
    except NoSuchModuleError:
        return name

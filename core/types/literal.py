"""SQL text of Python values: total over what drivers take, with a dialect's own spellings in a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any
from uuid import UUID


def literal_text(value: Any, dialect: Any) -> str:
    """Return ``value`` as a SQL literal of ``dialect``; a class that no table knows is refused."""
    own: Mapping[type, Callable[[Any, Any], str]] = getattr(dialect, "literals", LITERALS)
    for cls in type(value).__mro__:
        render = own.get(cls) or LITERALS.get(cls)
        if render is not None:
            return render(value, dialect)
    raise ValueError(
        f"{value!r} (a {type(value).__name__}) has no SQL literal; give the expression a type: literal(value, type_)"
    )


def quote_text(value: str, dialect: Any = None) -> str:
    """Return ``value`` between single quotes, escaped as ``dialect`` reads it."""
    if "\x00" in value:
        raise ValueError("a SQL text literal cannot hold a NUL character; send the value as a bound parameter")
    if getattr(dialect, "escapes_backslash", False):
        value = value.replace("\\", "\\\\")
    elif getattr(dialect, "literals_join_lines", False):
        value = keep_lines(value)
    return "'" + value.replace("'", "''") + "'"


def keep_lines(value: str) -> str:
    """Return a text so that a server which joins lines of literals behind a backslash reads it as it is."""
    return _JOINED.sub(r"\\\\\1\1", value) if "\\" in value else value


_JOINED = re.compile(r"\\(\r?\n)")


def _float(value: float, dialect: Any) -> str:
    if not isfinite(value):
        raise ValueError(f"{value!r} has no SQL literal here; send it as a bound parameter")
    return repr(float(value))


def _decimal(value: Decimal, dialect: Any) -> str:
    if not value.is_finite():
        raise ValueError(f"{value!r} has no SQL literal here; send it as a bound parameter")
    return str(value)


def _sequence(value: Any, dialect: Any) -> str:
    return "ARRAY[" + ", ".join(literal_text(item, dialect) for item in value) + "]"


LITERALS: dict[type, Callable[[Any, Any], str]] = {
    type(None): lambda value, dialect: "NULL",
    bool: lambda value, dialect: "true" if value else "false",
    int: lambda value, dialect: int.__repr__(value),
    float: _float,
    Decimal: _decimal,
    str: quote_text,
    bytes: lambda value, dialect: f"X'{value.hex()}'",
    bytearray: lambda value, dialect: f"X'{value.hex()}'",
    memoryview: lambda value, dialect: f"X'{value.hex()}'",
    date: lambda value, dialect: f"'{value.isoformat()}'",
    datetime: lambda value, dialect: f"'{value.isoformat(' ')}'",
    time: lambda value, dialect: f"'{value.isoformat()}'",
    timedelta: lambda value, dialect: f"INTERVAL '{value.total_seconds():f}' SECOND",
    UUID: lambda value, dialect: f"'{value}'",
    list: _sequence,
    tuple: _sequence,
}

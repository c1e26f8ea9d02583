"""The one door to sqlglot, which reads SQL; our writer writes it. Imported when first needed, never subclassed."""

from __future__ import annotations

import importlib
import re
from typing import Any

from .exc import CompileError


def pretty(sql: str, dialect: Any) -> str:
    """Return ``sql`` laid out over several lines; text that sqlglot cannot read is returned as it is."""
    glot = _sqlglot()
    try:
        tree = glot.parse_one(_readable(sql), read=_name(dialect))
    except glot.errors.SqlglotError:
        return sql
    return str(tree.sql(dialect=_name(dialect), pretty=True, unsupported_level=glot.ErrorLevel.IGNORE))


def second_opinion(sql: str, dialect: Any) -> str | None:
    """Return what sqlglot has against ``sql``, or None when it can read it."""
    glot = _sqlglot()
    try:
        trees = glot.parse(_readable(sql), read=_name(dialect))
    except glot.errors.SqlglotError as error:
        return _plain(str(error))
    if any(isinstance(t, glot.exp.Command) for t in trees):
        return "read as an opaque command"
    return None


def transpile(sql: str, read: Any, write: Any) -> str:
    """Return ``sql``, written for dialect ``read``, as sqlglot writes it for ``write``; dialects, or its own names.

    Raises CompileError where it cannot be read, or has no equal there.
    """
    glot = _sqlglot()
    try:
        made = glot.transpile(sql, read=_name(read), write=_name(write), unsupported_level=glot.ErrorLevel.RAISE)
    except glot.errors.SqlglotError as error:
        fault = f"from {_name(read)} for {_name(write)}: {_plain(str(error))}"
        raise CompileError(f"{sql[:200]!r} cannot be rendered {fault}") from error
    return ";\n".join(made)


def _sqlglot() -> Any:
    return importlib.import_module("sqlglot")


def _name(dialect: Any) -> str:
    """Return what sqlglot calls a dialect: a name is its own already."""
    if isinstance(dialect, str):
        return dialect
    return str(dialect.name if dialect.glot is None else dialect.glot)


def _readable(sql: str) -> str:
    """Put plain words where a driver's placeholders stand."""
    text = re.sub(r"__\[POSTCOMPILE_(\w+)\]", r":\1", sql)
    text = re.sub(r"%\(\w+\)s|%s", ":p", text)
    text = re.sub(r'(?<![:\w]):"[^"]+"', ":p", text)
    return text.replace("%%", "%")


def _plain(message: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", message).splitlines()[0]

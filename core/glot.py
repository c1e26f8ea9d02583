"""The one door to sqlglot, which reads SQL; our writer writes it. Imported when first needed, never subclassed."""

from __future__ import annotations

import importlib
import re
from typing import Any

from .exc import CompileError

#: What sqlglot calls our dialects, by the name that ours declare; a guest keeps its own name.
NAMES = {"mariadb": "mysql", "mssql": "tsql", "postgresql": "postgres", "default": ""}


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


def transpile(sql: str, read: str, write: str) -> str:
    """Return ``sql``, written for dialect ``read``, as sqlglot writes it for ``write``.

    Raises CompileError where it cannot be read, or has no equal there.
    """
    glot = _sqlglot()
    try:
        made = glot.transpile(sql, read=_name(read), write=_name(write), unsupported_level=glot.ErrorLevel.RAISE)
    except glot.errors.SqlglotError as error:
        raise CompileError(f"{sql[:200]!r} cannot be rendered from {read} for {write}: {_plain(str(error))}") from error
    return ";\n".join(made)


def _sqlglot() -> Any:
    return importlib.import_module("sqlglot")


def _name(dialect: Any) -> str:
    name = dialect if isinstance(dialect, str) else dialect.name
    return NAMES.get(name, name)


def _readable(sql: str) -> str:
    """Put plain words where a driver's placeholders stand."""
    text = re.sub(r"__\[POSTCOMPILE_(\w+)\]", r":\1", sql)
    text = re.sub(r"%\(\w+\)s|%s", ":p", text)
    text = re.sub(r'(?<![:\w]):"[^"]+"', ":p", text)
    return text.replace("%%", "%")


def _plain(message: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", message).splitlines()[0]

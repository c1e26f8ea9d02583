"""From the server's spelling of a type to the type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...core import types as core_types
from ...core.engine.catalog import unknown_type
from . import types


def column_type(spelling: str, charset: str | None, collation: str | None, column: str) -> Any:
    """Return the type of ``COLUMN_TYPE``; NullType, and a warning, for an unknown one."""
    match = _SPELLING.match(spelling)
    assert match is not None  # every text matches
    name, arguments, marks = match.group(1).strip().lower(), match.group(2), match.group(3).lower()
    entry = _TYPES.get(name)
    if entry is None:
        return unknown_type(name, column)
    cls, make = entry
    return make(cls, arguments or "", marks, charset, collation)


Maker = Callable[[Any, str, str, "str | None", "str | None"], Any]


def _plain(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls(*_numbers(arguments)[:1])


def _bare(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls()


def _whole(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    width = _numbers(arguments)[:1]
    return cls(*width, **_marks(marks))


def _fraction(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls(*_numbers(arguments)[:2], **_marks(marks))


def _text(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls(*_numbers(arguments)[:1], charset=charset, collation=collation)


def _fsp(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls(fsp=next(iter(_numbers(arguments)), None))


def _enum(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    return cls(*_values(arguments), charset=charset, collation=collation)


def _set(cls: Any, arguments: str, marks: str, charset: str | None, collation: str | None) -> Any:
    values = _values(arguments)
    return cls(*values, retrieve_as_bitwise="" in values, charset=charset, collation=collation)


def _numbers(arguments: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", arguments)]


def _values(arguments: str) -> list[str]:
    return [unquoted(literal) for literal in re.findall(LITERAL, arguments, re.DOTALL)]


def unquoted(literal: str) -> str:
    """Return the value of a literal as the server writes it, whatever the SQL mode."""
    return _ESCAPE.sub(lambda m: _ESCAPES.get(m.group(1), m.group(1)), literal[1:-1])


def _marks(marks: str) -> dict[str, bool]:
    return {mark: True for mark in ("unsigned", "zerofill") if mark in marks}


LITERAL = r"'(?:[^'\\]|''|\\.)*'"
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPES = {None: "'", "n": "\n", "r": "\r", "t": "\t", "0": "\0", "Z": "\x1a", "b": "\b"}
_SPELLING = re.compile(r"^([\w ]+?)(?:\((.*)\))?((?: unsigned| zerofill)*)(?: /\*.*)?$", re.DOTALL | re.IGNORECASE)
_TYPES: dict[str, tuple[Any, Maker]] = {
    "bigint": (types.BIGINT, _whole),
    "binary": (core_types.BINARY, _plain),
    "bit": (types.BIT, _plain),
    "blob": (core_types.BLOB, _bare),
    "char": (types.CHAR, _text),
    "date": (core_types.DATE, _bare),
    "datetime": (types.DATETIME, _fsp),
    "decimal": (types.DECIMAL, _fraction),
    "double": (types.DOUBLE, _fraction),
    "enum": (types.ENUM, _enum),
    "float": (types.FLOAT, _fraction),
    "inet4": (types.INET4, _bare),
    "inet6": (types.INET6, _bare),
    "int": (types.INTEGER, _whole),
    "json": (core_types.JSON, _bare),
    "longblob": (types.LONGBLOB, _bare),
    "longtext": (types.LONGTEXT, _text),
    "mediumblob": (types.MEDIUMBLOB, _bare),
    "mediumint": (types.MEDIUMINT, _whole),
    "mediumtext": (types.MEDIUMTEXT, _text),
    "set": (types.SET, _set),
    "smallint": (types.SMALLINT, _whole),
    "text": (types.TEXT, _text),
    "time": (types.TIME, _fsp),
    "timestamp": (types.TIMESTAMP, _fsp),
    "tinyblob": (types.TINYBLOB, _bare),
    "tinyint": (types.TINYINT, _whole),
    "tinytext": (types.TINYTEXT, _text),
    "uuid": (core_types.UUID, _bare),
    "varbinary": (core_types.VARBINARY, _plain),
    "varchar": (types.VARCHAR, _text),
    "year": (types.YEAR, _plain),
}

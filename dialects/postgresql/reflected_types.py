"""From PostgreSQL's spelling of a type to the type."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any

from ...core import types as core_types
from ...core.engine.catalog import unknown_type
from ...core.types.base import NULLTYPE, UserDefinedType


class InternalType(UserDefinedType):
    """A type that the server has for its own catalogs, by its name; values are as the driver gives them."""

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **kw: Any) -> str:
        return self.name


class TypeReader:
    """Read the types of one answer; enums and domains are fetched when the first of them is met."""

    def __init__(self, enums: Callable[[], Any], domains: Callable[[], Any]) -> None:
        self._fetch = {"e": enums, "d": domains}
        self._known: dict[str, dict[tuple[str, str], Any]] = {}
        self._plain: dict[tuple[str, str | None], Any] = {}

    def read(self, spelling: str, named: Any, collation: str | None, column: str) -> tuple[Any, Any]:
        """Return the type and, where it is one, the domain as it is told.

        ``named`` is ``(kind, schema, name)`` of an enum or domain, that of an array's element too.
        """
        if named is None:
            key = (spelling, collation)
            made = self._plain.get(key)
            if made is None:
                made = read_type(spelling, collation, column)
                if made is not NULLTYPE:  # told again for each column
                    self._plain[key] = made
            return made, None
        kind, schema, name = named
        if kind not in self._known:
            self._known[kind] = {(d["schema"], d["name"]): (d, base) for d, base in self._fetch[kind]()}
        known = self._known[kind].get((schema, name))
        if known is None:  # made by another transaction, after the first of its kind was met
            return unknown_type(spelling, column), None
        fact, base = known
        made = _enum(fact) if kind == "e" else self._domain(fact, base, column)
        if spelling.endswith("[]"):
            return _class("ARRAY")(made), None
        return made, fact if kind == "d" else None

    def _domain(self, fact: Any, named: Any, column: str) -> Any:
        base, _ = self.read(fact["type"], named, fact["collation"], column)
        cls = _class("DOMAIN")
        if cls is None:
            return base
        said: dict[str, Any] = {} if fact["visible"] else {"schema": fact["schema"]}
        if fact["default"] is not None:
            said["default"] = fact["default"]
        if fact["collation"] is not None:
            said["collation"] = fact["collation"]
        if fact["constraints"]:
            checks = [f"({c['check']})" for c in fact["constraints"]]
            first = fact["constraints"][0]
            said["check"] = " AND ".join(checks) if len(checks) > 1 else first["check"]
            said["constraint_name"] = first["name"]
        return cls(fact["name"], base, not_null=not fact["nullable"], create_type=False, **said)


def read_type(spelling: str, collation: str | None, column: str) -> Any:
    """Return the type that ``format_type()`` spells so; NullType, and a warning, for an unknown one."""
    if spelling.endswith("[]"):
        made = read_type(spelling[:-2], collation, column)
        return made if made is NULLTYPE else _class("ARRAY")(made)
    match = _SPELLING.match(spelling)
    if match is None:  # a name of a user's, in quotes
        return unknown_type(spelling, column)
    name, numbers, rest = match.group(1), match.group(2), match.group(3)
    if name.partition(" ")[0] == "interval":
        return _interval(name, numbers)
    spelled = f"{name}{rest}"
    if spelled in _INTERNAL:
        return InternalType(spelled)
    entry = _TYPES.get(spelled)
    if entry is None or (cls := _class(entry)) is None:
        return unknown_type(spelling, column)
    arguments = [int(n) for n in numbers.split(",")] if numbers else []
    if issubclass(cls, core_types.String):
        return cls(*arguments[:1], collation=collation)
    shape = _SHAPES.get(spelled)
    return shape(cls, arguments) if shape is not None else cls()


def _enum(fact: Any) -> Any:
    place = {} if fact["visible"] else {"schema": fact["schema"]}
    return _class("ENUM")(*fact["labels"], name=fact["name"], **place)


def _interval(name: str, numbers: str | None) -> Any:
    fields = name.removeprefix("interval").strip() or None
    return _class("INTERVAL")(precision=int(numbers) if numbers else None, fields=fields)


def _class(name: str) -> Any:
    """Return a class of the dialect by its public name, None where there is none."""
    return getattr(importlib.import_module(".", __package__), name, None) or getattr(core_types, name, None)


def _precision(zone: bool) -> Callable[[Any, list[int]], Any]:
    return lambda cls, numbers: cls(timezone=zone, precision=numbers[0] if numbers else None)


def _numeric(cls: Any, numbers: list[int]) -> Any:
    return cls(*numbers)


def _bit(varying: bool) -> Callable[[Any, list[int]], Any]:
    return lambda cls, numbers: cls(numbers[0] if numbers else None, varying=varying)


_SPELLING = re.compile(r"^([^()]*?)\s*(?:\(([\d,-]+)\))?((?: with(?:out)? time zone)?)$")

#: Names as ``format_type()`` gives them, and the public names of classes; a class that is missing is an unknown type.
_TYPES: dict[str, str] = {
    "bigint": "BIGINT",
    "bit": "BIT",
    "bit varying": "BIT",
    "boolean": "BOOLEAN",
    "bytea": "BYTEA",
    "character": "CHAR",
    "character varying": "VARCHAR",
    '"char"': "String",
    "cidr": "CIDR",
    "citext": "CITEXT",
    "date": "DATE",
    "datemultirange": "DATEMULTIRANGE",
    "daterange": "DATERANGE",
    "double precision": "DOUBLE_PRECISION",
    "hstore": "HSTORE",
    "inet": "INET",
    "int4multirange": "INT4MULTIRANGE",
    "int4range": "INT4RANGE",
    "int8multirange": "INT8MULTIRANGE",
    "int8range": "INT8RANGE",
    "integer": "INTEGER",
    "json": "JSON",
    "jsonb": "JSONB",
    "jsonpath": "JSONPATH",
    "macaddr": "MACADDR",
    "macaddr8": "MACADDR8",
    "money": "MONEY",
    "name": "String",
    "numeric": "NUMERIC",
    "nummultirange": "NUMMULTIRANGE",
    "numrange": "NUMRANGE",
    "oid": "OID",
    "real": "REAL",
    "regclass": "REGCLASS",
    "regconfig": "REGCONFIG",
    "smallint": "SMALLINT",
    "text": "TEXT",
    "time with time zone": "TIME",
    "time without time zone": "TIME",
    "timestamp with time zone": "TIMESTAMP",
    "timestamp without time zone": "TIMESTAMP",
    "tsmultirange": "TSMULTIRANGE",
    "tsquery": "TSQUERY",
    "tsrange": "TSRANGE",
    "tstzmultirange": "TSTZMULTIRANGE",
    "tstzrange": "TSTZRANGE",
    "tsvector": "TSVECTOR",
    "uuid": "UUID",
}
_INTERNAL = frozenset(
    """
    aclitem anyarray cid int2vector oidvector pg_dependencies pg_lsn pg_mcv_list pg_ndistinct pg_node_tree pg_snapshot
    pg_statistic refcursor regcollation regdictionary regnamespace regoper regoperator regproc regprocedure regrole
    regtype tid txid_snapshot xid xid8
    """.split()
)
_SHAPES: dict[str, Callable[[Any, list[int]], Any]] = {
    "bit": _bit(False),
    "bit varying": _bit(True),
    "double precision": lambda cls, numbers: cls(53),
    "numeric": _numeric,
    "time with time zone": _precision(True),
    "time without time zone": _precision(False),
    "timestamp with time zone": _precision(True),
    "timestamp without time zone": _precision(False),
}

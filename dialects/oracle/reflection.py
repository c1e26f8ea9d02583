"""What an Oracle database holds, by its data dictionary. Names that need no quotes are lower case here, upper there."""

from __future__ import annotations

import re
from typing import Any

from ...core import types as core_types
from ...core.engine.catalog import Catalog, Facts, Wanted, rows_of, unknown_type
from ...core.engine.reflected import ObjectKind, ObjectScope
from ...core.expression.text import text
from ...core.schema.base import quoted_name
from . import catalog_sql as sql
from . import types
from .vector import VECTOR


class OracleCatalog(Catalog):
    """Answer by the ``ALL_`` views, one statement for each question."""

    def default_schema(self, connection: Any) -> str | None:
        """Return the current schema."""
        current = connection.execute(text(f"SELECT {_CURRENT} FROM dual")).scalar()
        return _told(connection, current)  # type: ignore[no-any-return]

    def schema_names(self, connection: Any) -> list[str]:
        """Return the users."""
        rows = connection.execute(text("SELECT username FROM all_users ORDER BY username"))
        return [_told(connection, name) for (name,) in rows]

    def has_schema(self, connection: Any, name: str) -> bool:
        """Answer whether a user of that name exists."""
        query = text("SELECT 1 FROM all_users WHERE username = :owner_name")
        return connection.execute(query, {"owner_name": _asked(connection, name)}).first() is not None

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of tables, views and materialized views."""
        return [name for (name,) in self._rows(connection, wanted, sql.RELATIONS)]

    def sequence_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of sequences, without those of identity columns."""
        owner, values = _owner(connection, schema, "sequence_owner")
        query = (
            f"SELECT sequence_name FROM all_sequences WHERE {owner} AND sequence_name NOT LIKE 'ISEQ$$%' "
            "ORDER BY sequence_name"
        )
        return [_told(connection, name) for (name,) in connection.execute(text(query), values)]

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return the query of a view or materialized view."""
        for view, column, body in (("all_views", "view_name", "text"), ("all_mviews", "mview_name", "query")):
            owner, values = _owner(connection, schema, "owner")
            query = text(f"SELECT {body} FROM {view} WHERE {column} = :view_name AND {owner}")
            row = connection.execute(query, {**values, "view_name": _asked(connection, name)}).first()
            if row is not None:
                return row[0]  # type: ignore[no-any-return]
        return None

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return columns."""
        found: Facts = {}
        for row in self._rows(connection, wanted, sql.COLUMNS):
            table, told, kind, characters, size, precision, scale, nullable, default, virtual, comment, *rest = row
            generation, numbers, on_null = rest
            name = _told(connection, told)
            column: dict[str, Any] = {
                "name": name,
                "type": column_type(kind, characters, size, precision, scale, name),
                "nullable": nullable == "Y",
                "default": default.strip() if isinstance(default, str) else default,
                "comment": comment,
            }
            if name.lower() == name and told != told.upper():
                column["quote"] = True
            if generation is not None:
                column["default"] = None
                column["identity"] = _identity(generation, numbers or "", on_null == "YES")
            elif virtual == "YES":
                column["computed"] = {"sqltext": column["default"], "persisted": False}
                column["default"] = None
            found.setdefault(wanted.key(table), []).append(column)
        return found

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return primary keys."""
        found: Facts = {}
        for key, fact in self._keys(connection, wanted, "P"):
            fact.pop("duplicates_index")
            found[key] = {"constrained_columns": fact.pop("column_names"), **fact}
        return found

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return UNIQUE constraints; one names its index where that has the same name."""
        found: Facts = {}
        for key, fact in self._keys(connection, wanted, "U"):
            found.setdefault(key, []).append(fact)
        return found

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return foreign keys; a referred table of the same schema has that of the question."""
        found: Facts = {}
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for row in self._rows(connection, wanted, sql.FOREIGN_KEYS):
            table, name, column, owner, place, referred, theirs, rule, deferrable, deferred = row
            fact = made.get((table, name))
            if fact is None:
                options: dict[str, Any] = {} if rule in (None, "NO ACTION") else {"ondelete": rule}
                options.update(_deferral(deferrable, deferred))
                fact = made[table, name] = {
                    "name": _told(connection, name),
                    "constrained_columns": [],
                    "referred_schema": wanted.schema if place == owner else _told(connection, place),
                    "referred_table": _told(connection, referred),
                    "referred_columns": [],
                    "options": options,
                }
                found.setdefault(wanted.key(table), []).append(fact)
            fact["constrained_columns"].append(_told(connection, column))
            fact["referred_columns"].append(_told(connection, theirs))
        return found

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return indexes, without that of the primary key."""
        found: Facts = {}
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for row in self._rows(connection, wanted, sql.INDEXES):
            table, name, uniqueness, kind, compression, prefix, column, descend, expression = row
            index = made.get((table, name))
            if index is None:
                options: dict[str, Any] = {}
                if kind in ("BITMAP", "FUNCTION-BASED BITMAP"):
                    options["oracle_bitmap"] = True
                if compression == "ENABLED":
                    options["oracle_compress"] = prefix
                index = made[table, name] = {
                    "name": _told(connection, name),
                    "column_names": [],
                    "unique": uniqueness == "UNIQUE",
                    "dialect_options": options,
                }
                index["_texts"] = []
                found.setdefault(wanted.key(table), []).append(index)
            # a column that stands in descending order is told as the expression "COLUMN"
            plain = _COLUMN.match(expression) if expression and descend == "DESC" else None
            if plain is not None:
                column, expression = plain.group(1), None
            text_ = _told(connection, column) if expression is None else expression
            index["column_names"].append(text_ if expression is None else None)
            index["_texts"].append(text_)
            if descend == "DESC":
                index.setdefault("column_sorting", {})[text_] = ("desc",)
        for index in made.values():
            texts = index.pop("_texts")
            if None in index["column_names"]:
                index["expressions"] = texts
        return found

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return CHECK constraints, without those that say NOT NULL."""
        found: Facts = {}
        for table, name, condition in self._rows(connection, wanted, sql.CHECKS):
            if not _NOT_NULL.match(condition or ""):
                fact = {"name": _told(connection, name), "sqltext": condition}
                found.setdefault(wanted.key(table), []).append(fact)
        return found

    def comments(self, connection: Any, wanted: Wanted) -> Facts:
        """Return comments; those that the server makes for snapshots are none."""
        rows = self._rows(connection, wanted, sql.COMMENTS)
        return {wanted.key(n): {"text": c} for n, c in rows if not c.startswith("snapshot table for ")}

    def options(self, connection: Any, wanted: Wanted) -> Facts:
        """Return COMPRESS and TABLESPACE."""
        found: Facts = {}
        for table, compression, kind, space in self._rows(connection, wanted, sql.OPTIONS):
            options: dict[str, Any] = {}
            if compression == "ENABLED":
                options["oracle_compress"] = True if kind in (None, "BASIC") else kind
            if space is not None:
                options["oracle_tablespace"] = _told(connection, space)
            if options:
                found[wanted.key(table)] = options
        return found

    def _keys(self, connection: Any, wanted: Wanted, kind: str) -> list[tuple[Any, dict[str, Any]]]:
        made: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = {}
        query = sql.CONSTRAINTS.replace("{kind}", kind)
        for table, name, column, index, deferrable, deferred in self._rows(connection, wanted, query):
            if (table, name) not in made:
                fact = {
                    "name": _told(connection, name),
                    "column_names": [],
                    "duplicates_index": _told(connection, name) if index == name else None,
                    **_deferral(deferrable, deferred),
                }
                made[table, name] = (wanted.key(table), fact)
            made[table, name][1]["column_names"].append(_told(connection, column))
        return list(made.values())

    def _rows(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        """Run a query whose first column is the relation's name, and tell that as it is written here."""
        condition, values = _condition(connection, wanted)
        rows = rows_of(connection, wanted, query.replace("{wanted}", condition), values)
        return [(_told(connection, row[0]), *row[1:]) for row in rows]


def column_type(kind: str, characters: Any, size: Any, precision: Any, scale: Any, column: str) -> Any:
    """Return the type of a row of ``ALL_TAB_COLS``."""
    name = _DIGITS.sub("", kind)
    digits = [int(d) for d in re.findall(r"\((\d+)\)", kind)]
    if name == "NUMBER":
        # NUMBER(*, 0) is what INTEGER becomes
        return core_types.INTEGER() if precision is None and scale == 0 else types.NUMBER(precision, scale)
    if name == "FLOAT":
        if precision == 126:  # the precisions that the names of the standard stand for
            return core_types.DOUBLE_PRECISION()
        return core_types.REAL() if precision == 63 else types.FLOAT(binary_precision=precision)
    if name.startswith("TIMESTAMP"):
        return types.TIMESTAMP(timezone=name.endswith("WITH TIME ZONE"), local_timezone="LOCAL" in name)
    if name.startswith("INTERVAL DAY"):
        return types.INTERVAL(*digits[:2])
    cls = _TYPES.get(name)
    if cls is None:
        return unknown_type(kind, column)
    if name in _CHARACTERS:
        return cls(characters)
    return cls(size) if name == "RAW" else cls()


def _identity(generation: str, numbers: str, on_null: bool) -> dict[str, Any]:
    """Return what ``START WITH: 1, INCREMENT BY: 1, MAX_VALUE: 9, ...`` says."""
    said: dict[str, Any] = {"always": generation == "ALWAYS", "on_null": on_null}
    for part in numbers.split(","):
        option, _, value = (p.strip() for p in part.partition(":"))
        if option in _IDENTITY_NUMBERS:
            said[_IDENTITY_NUMBERS[option]] = int(value)
        elif option in _IDENTITY_FLAGS:
            said[_IDENTITY_FLAGS[option]] = value == "Y"
    return said


def _deferral(deferrable: str | None, deferred: str | None) -> dict[str, Any]:
    if deferrable != "DEFERRABLE":
        return {}
    return {"deferrable": True, **({"initially": "DEFERRED"} if deferred == "DEFERRED" else {})}


def _condition(connection: Any, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    owner, values = _owner(connection, wanted.schema, "r.owner")
    kinds = [kind for flag, kind in _KINDS if flag in wanted.kind]
    parts = [owner, f"r.kind IN ({', '.join(kinds)})" if kinds else "1 = 0"]
    if wanted.scope is not ObjectScope.ANY:
        parts.append(f"r.temporary = '{'N' if wanted.scope is ObjectScope.DEFAULT else 'Y'}'")
    if wanted.names is not None:
        parts.append("r.table_name IN :names")
        values["names"] = [_asked(connection, n) for n in wanted.names]
    return " AND ".join(parts), values


def _owner(connection: Any, schema: str | None, column: str) -> tuple[str, dict[str, Any]]:
    if schema is None:
        return f"{column} = {_CURRENT}", {}
    return f"{column} = :owner_name", {"owner_name": _asked(connection, schema)}


def _asked(connection: Any, name: str) -> str:
    """Return a name as the server keeps it: one that needs no quotes in upper case."""
    force = getattr(name, "quote", None) is True
    return str(name) if force or connection.dialect.needs_quotes(str(name)) else str(name).upper()


def _told(connection: Any, name: Any) -> Any:
    """Return a name as it is written here: one that needs no quotes in lower case."""
    if name is None:
        return None
    lower = name.lower()
    if name == name.upper() and not connection.dialect.needs_quotes(lower):
        return lower
    return quoted_name(name, True) if name == lower else name


_CURRENT = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
_KINDS = (
    (ObjectKind.TABLE, "'TABLE'"),
    (ObjectKind.VIEW, "'VIEW'"),
    (ObjectKind.MATERIALIZED_VIEW, "'MATERIALIZED VIEW'"),
)
_DIGITS = re.compile(r"\(\d+\)")
_COLUMN = re.compile(r'^"([^"]+)"$')
_NOT_NULL = re.compile(r'^\s*"?[^"\s]+"? IS NOT NULL\s*$', re.IGNORECASE)
_CHARACTERS = ("VARCHAR2", "NVARCHAR2", "CHAR", "NCHAR", "VARCHAR")
_IDENTITY_NUMBERS = {
    "START WITH": "start",
    "INCREMENT BY": "increment",
    "MAX_VALUE": "maxvalue",
    "MIN_VALUE": "minvalue",
    "CACHE_SIZE": "cache",
}
_IDENTITY_FLAGS = {"CYCLE_FLAG": "cycle", "ORDER_FLAG": "order"}
_TYPES: dict[str, Any] = {
    "BFILE": types.BFILE,
    "BINARY_DOUBLE": types.BINARY_DOUBLE,
    "BINARY_FLOAT": types.BINARY_FLOAT,
    "BLOB": core_types.BLOB,
    "BOOLEAN": core_types.BOOLEAN,
    "CHAR": core_types.CHAR,
    "CLOB": core_types.CLOB,
    "DATE": types.DATE,
    "JSON": core_types.JSON,
    "LONG": types.LONG,
    "NCHAR": core_types.NCHAR,
    "NCLOB": types.NCLOB,
    "NVARCHAR2": types.NVARCHAR2,
    "RAW": types.RAW,
    "ROWID": types.ROWID,
    "VARCHAR": core_types.VARCHAR,
    "VARCHAR2": types.VARCHAR2,
    "VECTOR": VECTOR,
}

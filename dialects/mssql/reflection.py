"""What a SQL Server database holds, by its catalog views."""

from __future__ import annotations

import re
from typing import Any

from ...core import types as core_types
from ...core.engine.catalog import Catalog, Facts, Wanted, rows_of, unknown_type
from ...core.engine.reflected import ObjectKind, ObjectScope
from ...core.expression.text import text
from ...core.types.literal import literal_text
from . import catalog_sql as sql
from . import types
from .names import parts_of


class MSSQLCatalog(Catalog):
    """Answer by ``sys.objects`` and its like, one statement for each question."""

    def default_schema(self, connection: Any) -> str | None:
        """Return the schema of the user."""
        return connection.execute(text("SELECT SCHEMA_NAME()")).scalar()  # type: ignore[no-any-return]

    def schema_names(self, connection: Any) -> list[str]:
        """Return the schemas of the database."""
        return list(connection.execute(text("SELECT name FROM sys.schemas ORDER BY name")).scalars())

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of tables and views."""
        return [name for (name,) in self._rows(connection, wanted, sql.RELATIONS)]

    def sequence_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of sequences."""
        condition, values = _schema(parts_of(schema)[1] if schema else None)
        query = (
            "SELECT o.name FROM sys.sequences o JOIN sys.schemas s ON s.schema_id = o.schema_id "
            f"WHERE {condition} ORDER BY o.name"
        )
        return list(connection.execute(text(_in_database(connection, schema, query)), values).scalars())

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return CREATE VIEW as it was written."""
        rows = self._rows(connection, Wanted(schema, (str(name),), ObjectKind.VIEW), sql.VIEWS)
        return rows[0][0] if rows else None

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return columns."""
        found: Facts = {}
        for row in self._rows(connection, wanted, sql.COLUMNS):
            table, name, kind, length, precision, scale, collation, nullable, default, comment, *rest = row
            computed, persisted, start, increment, usual = rest
            column: dict[str, Any] = {
                "name": name,
                "type": column_type(kind, length, precision, scale, collation if collation != usual else None, name),
                "nullable": bool(nullable),
                "default": default,
                "autoincrement": start is not None,
                "comment": comment,
            }
            if computed is not None:
                column["computed"] = {"sqltext": computed, "persisted": bool(persisted)}
            if start is not None:
                column["identity"] = {"start": int(start), "increment": int(increment)}
            found.setdefault(wanted.key(table), []).append(column)
        return found

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return primary keys."""
        found: Facts = {}
        for key, name, columns, options in self._keys(connection, wanted, "PK"):
            found[key] = {"constrained_columns": columns, "name": name, "dialect_options": options}
        return found

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return UNIQUE constraints; their indexes have the same names."""
        found: Facts = {}
        for key, name, columns, options in self._keys(connection, wanted, "UQ"):
            fact = {"name": name, "column_names": columns, "dialect_options": options}
            found.setdefault(key, []).append(fact)
        return found

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return foreign keys; a referred table of the same schema has that of the question."""
        found: Facts = {}
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for table, name, column, schema, place, referred, theirs, update, delete in self._rows(
            connection, wanted, sql.FOREIGN_KEYS
        ):
            fact = made.get((table, name))
            if fact is None:
                actions = {"onupdate": update.replace("_", " "), "ondelete": delete.replace("_", " ")}
                fact = made[table, name] = {
                    "name": name,
                    "constrained_columns": [],
                    "referred_schema": wanted.schema if place == schema else _beside(wanted.schema, place),
                    "referred_table": referred,
                    "referred_columns": [],
                    "options": {k: v for k, v in actions.items() if v != "NO ACTION"},
                }
                found.setdefault(wanted.key(table), []).append(fact)
            fact["constrained_columns"].append(column)
            fact["referred_columns"].append(theirs)
        return found

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return indexes; those of UNIQUE constraints name them."""
        found: Facts = {}
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for table, name, unique, of_constraint, kind, where, column, included, descending in self._rows(
            connection, wanted, sql.INDEXES
        ):
            index = made.get((table, name))
            if index is None:
                index = made[table, name] = {"name": name, "unique": bool(unique), "column_names": []}
                if of_constraint:
                    index["duplicates_constraint"] = name
                options: dict[str, Any] = {"mssql_include": []}
                index["dialect_options"] = options
                if kind in _COLUMNSTORE:
                    options["mssql_columnstore"] = True
                if kind in _CLUSTERED:
                    options["mssql_clustered"] = True
                if where is not None:
                    options["mssql_where"] = where
                found.setdefault(wanted.key(table), []).append(index)
            if included and kind not in _COLUMNSTORE:
                index["dialect_options"]["mssql_include"].append(column)
                continue
            index["column_names"].append(column)
            if descending:
                index.setdefault("column_sorting", {})[column] = ("desc",)
        return found

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return CHECK constraints."""
        found: Facts = {}
        for table, name, condition in self._rows(connection, wanted, sql.CHECKS):
            found.setdefault(wanted.key(table), []).append({"name": name, "sqltext": condition})
        return found

    def comments(self, connection: Any, wanted: Wanted) -> Facts:
        """Return comments: extended properties named MS_Description."""
        return {wanted.key(name): {"text": comment} for name, comment in self._rows(connection, wanted, sql.COMMENTS)}

    def _keys(self, connection: Any, wanted: Wanted, kind: str) -> list[tuple[Any, str, list[str], dict[str, Any]]]:
        made: dict[tuple[str, str], tuple[Any, str, list[str], dict[str, Any]]] = {}
        for table, name, column, index in self._rows(connection, wanted, sql.KEYS.replace("{kind}", kind)):
            options = {"mssql_clustered": index == 1}
            made.setdefault((table, name), (wanted.key(table), name, [], options))[2].append(column)
        return list(made.values())

    def _rows(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        condition, values = _condition(wanted)
        query = _in_database(connection, wanted.schema, query.replace("{wanted}", condition))
        return rows_of(connection, wanted, query, values)


def column_type(kind: str | None, length: int, precision: int, scale: int, collation: str | None, column: str) -> Any:
    """Return the type of a row of ``sys.columns``; lengths are bytes there, -1 is ``max``."""
    cls = _TYPES.get(kind or "")
    if cls is None:
        return unknown_type(str(kind), column)
    size = None if length == -1 else length // 2 if kind in _WIDE else length
    if kind in _WITHOUT_LENGTH:
        return cls(collation=collation)
    if issubclass(cls, core_types.String):
        return cls() if kind == "xml" else cls(size, collation=collation)
    if kind in ("binary", "varbinary"):
        return cls(size)
    if kind in ("decimal", "numeric"):
        return cls(precision, scale)
    if kind == "float":
        return cls(precision)
    return cls(precision=scale) if kind in ("datetime2", "datetimeoffset", "time") else cls()


def _in_database(connection: Any, schema: str | None, query: str) -> str:
    """Return a query for the catalog views of the database that a schema of two parts names."""
    database = parts_of(schema)[0] if schema else None
    if database is None:
        return query
    home = connection.dialect.quote_database(database).replace(":", r"\:")
    name = literal_text(database[-1], connection.dialect).replace(":", r"\:")
    return re.sub(r"\bsys\.", lambda _: f"{home}.sys.", query).replace("DB_NAME()", name)


def _beside(schema: str | None, owner: str) -> str:
    """Return another schema of the database that `schema` names."""
    head = schema.rpartition(".")[0] if schema and parts_of(schema)[0] is not None else ""
    return f"{head}.{owner}" if head else owner


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    condition, values = _schema(parts_of(wanted.schema)[1] or "dbo" if wanted.schema else None)
    lasting = ObjectScope.DEFAULT in wanted.scope
    kinds = [k for flag, k in _KINDS if flag in wanted.kind and lasting]
    parts = [condition, f"o.type IN ({', '.join(kinds)})" if kinds else "1 = 0"]
    if wanted.names is not None:
        parts.append("o.name IN :names")
        values["names"] = [str(n) for n in wanted.names]
    return " AND ".join(parts), values


def _schema(schema: str | None) -> tuple[str, dict[str, Any]]:
    return ("s.name = SCHEMA_NAME()", {}) if schema is None else ("s.name = :schema", {"schema": str(schema)})


_KINDS = ((ObjectKind.TABLE, "'U'"), (ObjectKind.VIEW, "'V'"))
#: ``sys.indexes.type``
_CLUSTERED = (1, 5)
_COLUMNSTORE = (5, 6)
_WIDE = ("nchar", "nvarchar", "sysname")
_WITHOUT_LENGTH = ("text", "ntext")
_TYPES: dict[str, Any] = {
    "bigint": core_types.BIGINT,
    "binary": core_types.BINARY,
    "bit": types.BIT,
    "char": core_types.CHAR,
    "date": core_types.DATE,
    "datetime": core_types.DATETIME,
    "datetime2": types.DATETIME2,
    "datetimeoffset": types.DATETIMEOFFSET,
    "decimal": core_types.DECIMAL,
    "float": core_types.FLOAT,
    "image": types.IMAGE,
    "int": core_types.INTEGER,
    "json": core_types.JSON,
    "money": types.MONEY,
    "nchar": core_types.NCHAR,
    "ntext": types.NTEXT,
    "numeric": core_types.NUMERIC,
    "nvarchar": core_types.NVARCHAR,
    "real": core_types.REAL,
    "smalldatetime": types.SMALLDATETIME,
    "smallint": core_types.SMALLINT,
    "smallmoney": types.SMALLMONEY,
    "sql_variant": types.SQL_VARIANT,
    "sysname": core_types.NVARCHAR,
    "text": core_types.TEXT,
    "time": types.TIME,
    "timestamp": types.TIMESTAMP,
    "tinyint": types.TINYINT,
    "uniqueidentifier": types.UNIQUEIDENTIFIER,
    "varbinary": types.VARBINARY,
    "varchar": core_types.VARCHAR,
    "xml": types.XML,
}

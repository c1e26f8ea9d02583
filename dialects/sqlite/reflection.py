"""What a SQLite database holds: by pragmas joined to the table of objects, and by the text that it keeps of them."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import Any

from ...core import types as core_types
from ...core.engine.catalog import Catalog, Facts, Wanted, rows_of, single
from ...core.engine.reflected import ObjectKind, ObjectScope
from ...core.expression.text import text
from ...core.expression.textual import TextClause
from ...core.types.base import NULLTYPE
from . import types
from .table_text import TableText, read_index, read_table


class SQLiteCatalog(Catalog):
    """Answer by ``sqlite_master`` of the main, the temporary, or an attached database.

    For one table its pragmas are asked, and ``sqlite_master``, which has no index, only where its text is needed.
    """

    def default_schema(self, connection: Any) -> str:
        """Return ``main``."""
        return "main"

    def schema_names(self, connection: Any) -> list[str]:
        """Return the main and the attached databases."""
        rows = connection.execute(text("SELECT name FROM pragma_database_list ORDER BY seq"))
        return [name for (name,) in rows if name != "temp"]

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of tables and views."""
        if wanted.only is not None:
            return [] if self._place(connection, wanted) is None else [wanted.only]
        found = self._rows(connection, wanted, "SELECT m.name FROM {master} m WHERE {wanted} ORDER BY m.name")
        return [name for (name,) in found]

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return CREATE VIEW as it was written."""
        wanted = Wanted(schema, (name,), ObjectKind.VIEW, ObjectScope.ANY)
        found = self._rows(connection, wanted, "SELECT m.sql FROM {master} m WHERE {wanted}")
        return found[0][0] if found else None

    def has_table(self, connection: Any, name: str, schema: str | None = None) -> bool:
        """Answer whether a table or view of that name exists; without a schema, in any attached database too."""
        if schema is None:
            query = "SELECT 1 FROM pragma_table_xinfo(:name)"
            if connection.execute(text(query), {"name": str(name)}).first() is not None:
                return True
        return super().has_table(connection, name, schema)

    def has_index(self, connection: Any, wanted: Wanted, index_name: str) -> bool:
        """Answer whether a table has an index of that name, of a constraint too."""
        query = "SELECT 1 FROM pragma_index_list(:name) WHERE name = :index_name"
        values = {"name": wanted.only, "index_name": str(index_name)}
        if wanted.schema is not None:
            query, values["schema"] = query.replace(":name)", ":name, :schema)"), str(wanted.schema)
        return connection.execute(text(query), values).first() is not None

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return columns by ``table_xinfo``; collations and generated expressions by the table's text."""
        found: Facts = {}
        texts: dict[str, TableText] = {}
        for table, sql, name, kind, not_null, default, key, hidden in self._column_rows(connection, wanted):
            if hidden == 1:
                continue  # of a virtual table, not to be selected
            written = texts.get(table)
            if written is None:
                written = texts[table] = read_table(sql) if _TELLING.search(sql or "") else _NOTHING
            column: dict[str, Any] = {
                "name": name,
                "type": column_type(kind, written.collations.get(name)),
                "nullable": not not_null,
                "default": default,
                "primary_key": key,
            }
            if hidden in (2, 3):
                column["computed"] = {"sqltext": written.generated.get(name, ""), "persisted": hidden == 3}
            if name in written.not_null:
                column["dialect_options"] = {"sqlite_on_conflict_not_null": written.not_null[name]}
            found.setdefault(wanted.key(table), []).append(column)
        return found

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return primary keys."""
        found: Facts = {}
        rows = [row for row in self._column_rows(connection, wanted, "p.pk > 0") if row[6]]
        for table, sql, name, *_ in sorted(rows, key=itemgetter(0, 6)):
            key = wanted.key(table)
            if key not in found:
                written = read_table(sql).of_kind("primary key")
                found[key] = {"constrained_columns": [], "name": written[0].name if written else None}
                if written and written[0].conflict:
                    found[key]["dialect_options"] = {"sqlite_on_conflict": written[0].conflict}
            found[key]["constrained_columns"].append(name)
        return found

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return foreign keys; one that names no columns refers to the primary key."""
        found: Facts = {}
        bare: list[Any] = []
        for table, written in self._texts(connection, wanted):
            facts = found.setdefault(wanted.key(table), [])
            for item in written.of_kind("foreign key"):
                fact: dict[str, Any] = {
                    "name": item.name,
                    "constrained_columns": list(item.columns),
                    "referred_schema": wanted.schema,
                    "referred_table": item.referred,
                    "referred_columns": list(item.referred_columns),
                    "options": dict(item.options),
                }
                facts.append(fact)
                if not item.referred_columns:
                    bare.append(fact)
        if bare:
            names = tuple(dict.fromkeys(str(f["referred_table"]) for f in bare))
            if wanted.single:
                asked = [single(wanted.schema, name, told=wanted.told) for name in names]
            else:
                asked = [Wanted(wanted.schema, names, scope=ObjectScope.ANY, told=wanted.told)]
            keys = {k: v for one in asked for k, v in self.primary_keys(connection, one).items()}
            columns = {name.lower(): key["constrained_columns"] for (_, name), key in keys.items()}
            for fact in bare:
                # a table that is not there, or has no key: the names are taken to be the same
                fact["referred_columns"] = columns.get(fact["referred_table"].lower(), fact["constrained_columns"])
        return found

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return indexes, without those that belong to constraints."""
        made: dict[tuple[str, str], dict[str, Any]] = {}
        found: Facts = {}
        for table, name, unique, partial, column, descending, sql in self._index_rows(connection, wanted):
            index = made.get((table, name))
            if index is None:
                index = made[table, name] = {"name": name, "column_names": [], "unique": bool(unique)}
                index["dialect_options"] = {}
                index["_sql"] = sql
                if partial:
                    index["dialect_options"]["sqlite_where"] = _text(read_index(sql)[1])
                found.setdefault(wanted.key(table), []).append(index)
            index["column_names"].append(column)
            if descending:
                place = len(index["column_names"]) - 1
                index.setdefault("column_sorting", {})[column or read_index(sql)[0][place]] = ("desc",)
        for index in made.values():
            sql = index.pop("_sql")
            if None in index["column_names"]:
                index["expressions"] = [c or e for c, e in zip(index["column_names"], read_index(sql)[0], strict=True)]
        return found

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return UNIQUE constraints."""
        found: Facts = {}
        for table, written in self._texts(connection, wanted):
            facts = found.setdefault(wanted.key(table), [])
            for item in written.of_kind("unique"):
                fact: dict[str, Any] = {"name": item.name, "column_names": list(item.columns)}
                if item.conflict:
                    fact["dialect_options"] = {"sqlite_on_conflict": item.conflict}
                facts.append(fact)
        return found

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return CHECK constraints."""
        found: Facts = {}
        for table, written in self._texts(connection, wanted):
            facts = found.setdefault(wanted.key(table), [])
            for item in written.of_kind("check"):
                fact: dict[str, Any] = {"sqltext": item.sqltext, "name": item.name}
                if item.conflict:
                    fact["dialect_options"] = {"sqlite_on_conflict": item.conflict}
                facts.append(fact)
        return found

    def options(self, connection: Any, wanted: Wanted) -> Facts:
        """Return WITHOUT ROWID, STRICT and AUTOINCREMENT."""
        found: Facts = {}
        for table, written in self._texts(connection, wanted):
            options: dict[str, Any] = {}
            found[wanted.key(table)] = options
            if "WITHOUT ROWID" in written.suffix:
                options["sqlite_with_rowid"] = False
            if "STRICT" in written.suffix:
                options["sqlite_strict"] = True
            if written.autoincrement:
                options["sqlite_autoincrement"] = True
        return found

    def _column_rows(self, connection: Any, wanted: Wanted, condition: str = "") -> list[Any]:
        """Return rows of ``table_xinfo`` behind the name and the text of the table.

        What does not meet the condition is left out where no other question has a use for it.
        """
        if wanted.only is None:
            also = f" AND {condition}" if condition and not wanted.whole else ""
            query = (
                'SELECT m.name, m.sql, p.name, p.type, p."notnull", p.dflt_value, p.pk, p.hidden '
                "FROM {master} m JOIN pragma_table_xinfo(m.name, {schema}) p "
                f"WHERE {{wanted}}{also} ORDER BY m.name, p.cid"
            )
            return self._rows(connection, wanted, query)
        place = self._place(connection, wanted)
        if place is None:
            return []
        rows = self._pragma(connection, wanted, place, "table_xinfo", wanted.only)
        sql = self._text(connection, wanted, place, wanted.only)
        return [(wanted.only, sql, *row[1:]) for row in rows]

    def _index_rows(self, connection: Any, wanted: Wanted) -> list[Any]:
        """Return the columns of each index that was made by CREATE INDEX, with its text."""
        if wanted.only is None:
            query = (
                'SELECT m.name, l.name, l."unique", l.partial, i.name, i.desc, x.sql '
                "FROM {master} m JOIN pragma_index_list(m.name, {schema}) l "
                "JOIN pragma_index_xinfo(l.name, {schema}) i "
                "LEFT JOIN {master} x ON x.type = 'index' AND x.name = l.name "
                "WHERE {wanted} AND l.origin = 'c' AND i.key = 1 ORDER BY m.name, l.name, i.seqno"
            )
            return self._rows(connection, wanted, query)
        for database in _databases(wanted):
            indexes = self._pragma(connection, wanted, database, "index_list", wanted.only)
            if indexes or self._pragma(connection, wanted, database, "table_xinfo", wanted.only):
                return self._rows_of_indexes(connection, wanted, database, indexes)
        return []

    def _rows_of_indexes(self, connection: Any, wanted: Wanted, database: str, indexes: list[Any]) -> list[Any]:
        rows = []
        for _, name, unique, origin, partial in sorted(indexes, key=itemgetter(1)):
            if origin == "c":
                keys = [row for row in self._pragma(connection, wanted, database, "index_xinfo", name) if row[5]]
                needed = partial or any(row[2] is None for row in keys)
                sql = self._text(connection, wanted, database, name) if needed else None
                rows += [(wanted.only, name, unique, partial, column, desc, sql) for _, _, column, desc, *_ in keys]
        return rows

    def _texts(self, connection: Any, wanted: Wanted) -> list[tuple[str, TableText]]:
        if wanted.only is None:
            query = "SELECT m.name, m.sql FROM {master} m WHERE {wanted} AND m.type = 'table' ORDER BY m.name"
            return [(name, read_table(sql)) for name, sql in self._rows(connection, wanted, query)]
        if not _is_internal(wanted.only):
            for database in _databases(wanted):
                sql = self._text(connection, wanted, database, wanted.only)
                if sql is not None:
                    return [(wanted.only, read_table(sql))]
        return []

    def _place(self, connection: Any, wanted: Wanted) -> str | None:
        """Return the database that has the single relation that is wanted."""
        name = str(wanted.only)
        if _is_internal(name):
            return None
        for database in _databases(wanted):
            columns = self._pragma(connection, wanted, database, "table_xinfo", name)
            # a virtual table may be there without having been created: json_each
            virtual = any(column[6] == 1 for column in columns)
            if columns and (not virtual or self._text(connection, wanted, database, name) is not None):
                return database
        return None

    def _pragma(self, connection: Any, wanted: Wanted, database: str, pragma: str, name: str) -> list[Any]:
        return self._told(connection, wanted, f"PRAGMA {_quoted(database)}.{pragma}({_quoted(name)})")

    def _text(self, connection: Any, wanted: Wanted, database: str, name: str) -> str | None:
        """Return CREATE of a table, a view or an index."""
        query = f"SELECT sql FROM {_master(database)} WHERE name = ? COLLATE NOCASE AND type <> 'trigger'"
        rows = self._told(connection, wanted, query, (name,))
        return rows[0][0] if rows else None

    def _told(self, connection: Any, wanted: Wanted, command: str, values: tuple[str, ...] = ()) -> list[Any]:
        key = (command, *values)
        if key not in wanted.told:
            wanted.told[key] = connection.exec_driver_sql(command, values).all()
        return wanted.told[key]  # type: ignore[no-any-return]

    def _rows(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        """Run a query over the databases that are meant; a lasting table comes before a temporary one of its name."""
        rows: list[Any] = []
        lasting: set[str] = set()
        for database in _databases(wanted):
            schema = "'" + database.replace("'", "''") + "'"
            condition, values = _condition(wanted)
            query_ = query.format(master=_master(database), schema=schema, wanted=condition)
            found = rows_of(connection, wanted, query_, values)
            rows += [row for row in found if row[0] not in lasting]
            lasting.update(row[0] for row in found)
        return rows


@lru_cache(1024)
def column_type(declared: str, collation: str | None = None) -> Any:
    """Return the type of a declared name: a known one, else that of its affinity.

    https://www.sqlite.org/datatype3.html#determination_of_column_affinity
    """
    match = _DECLARED.match(declared or "")
    name, numbers = (match.group(1).strip().upper(), match.group(2)) if match else ("", None)
    cls: Any = _NAMES.get(name) or _affinity(name)
    if cls is None:
        return NULLTYPE
    if issubclass(cls, core_types.String):
        length = re.findall(r"\d+", numbers or "")
        return cls(*map(int, length[:1]), collation=collation)
    if issubclass(cls, core_types.Float):
        return cls()
    if issubclass(cls, core_types.Numeric):
        digits: list[Any] = [int(n) for n in re.findall(r"\d+", numbers or "")[:2]]
        return cls(*digits)
    return cls()


def _text(sql: str | None) -> TextClause:
    return TextClause((sql or "").replace(":", "\\:"), ())


def _affinity(name: str) -> type[Any] | None:
    if "INT" in name:
        return core_types.INTEGER
    if any(part in name for part in ("CHAR", "CLOB", "TEXT")):
        return core_types.TEXT
    if not name:
        return None
    if "BLOB" in name:
        return core_types.BLOB
    return core_types.REAL if any(part in name for part in ("REAL", "FLOA", "DOUB")) else core_types.NUMERIC


def _is_internal(name: str) -> bool:
    return name.lower().startswith("sqlite_")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _master(database: str) -> str:
    return f"{_quoted(database)}.sqlite_{'temp_' if database == 'temp' else ''}master"


def _databases(wanted: Wanted) -> list[str]:
    if wanted.schema is not None:
        return [wanted.schema]
    lasting = ["main"] if ObjectScope.DEFAULT in wanted.scope else []
    return [*lasting, "temp"] if ObjectScope.TEMPORARY in wanted.scope else lasting


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    kinds = [kind for flag, kind in _KINDS if flag in wanted.kind]
    parts = [f"m.type IN ({', '.join(kinds)})" if kinds else "1 = 0", "m.name NOT LIKE 'sqlite~_%' ESCAPE '~'"]
    if wanted.names is None:
        return " AND ".join(parts), {}
    # names are found in either case, as everywhere in SQLite
    return " AND ".join([*parts, "lower(m.name) IN :names"]), {"names": [n.lower() for n in wanted.names]}


_KINDS = ((ObjectKind.TABLE, "'table'"), (ObjectKind.VIEW, "'view'"))
#: What a table's text has to tell of columns.
_TELLING = re.compile(r"collate|conflict|\bas\b", re.IGNORECASE)
_NOTHING = TableText()
_DECLARED = re.compile(r"([\w ]+)(?:\((.*?)\))?")
_NAMES: dict[str, type[Any]] = {
    "BIGINT": core_types.BIGINT,
    "BLOB": core_types.BLOB,
    "BOOL": core_types.BOOLEAN,
    "BOOLEAN": core_types.BOOLEAN,
    "CHAR": core_types.CHAR,
    "DATE": core_types.DATE,
    "DATETIME": core_types.DATETIME,
    "DECIMAL": core_types.DECIMAL,
    "DOUBLE": core_types.DOUBLE,
    "DOUBLE_PRECISION": core_types.DOUBLE_PRECISION,
    "FLOAT": core_types.FLOAT,
    "INT": core_types.INTEGER,
    "INTEGER": core_types.INTEGER,
    "JSON": types.JSON,
    "JSONB": types.JSONB,
    "NCHAR": core_types.NCHAR,
    "NUMERIC": core_types.NUMERIC,
    "NVARCHAR": core_types.NVARCHAR,
    "REAL": core_types.REAL,
    "SMALLINT": core_types.SMALLINT,
    "TEXT": core_types.TEXT,
    "TIME": core_types.TIME,
    "TIMESTAMP": core_types.TIMESTAMP,
    "VARCHAR": core_types.VARCHAR,
}

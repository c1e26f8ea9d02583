"""What a MariaDB or MySQL database holds, by the information schema; what one table is, by SHOW."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ...core.engine.catalog import Catalog, Facts, Wanted, rows_of, single
from ...core.engine.reflected import ObjectKind, ObjectScope
from ...core.exc import DBAPIError
from ...core.expression.text import text
from ...core.types.document import JSON
from ...core.types.scalar import Integer
from . import catalog_sql as sql
from .reflected_types import column_type
from .table_text import QUERIES, TableText, UnreadError, read_table


class MariaDBCatalog(Catalog):
    """Answer by ``information_schema``, one statement (or two) for each question; for one table, by its text alone.

    Before MariaDB 11.2 the server lists no temporary tables; one that is asked for by name is found all the same.
    """

    def default_schema(self, connection: Any) -> str | None:
        """Return the database of the connection."""
        return connection.execute(text("SELECT DATABASE()")).scalar()  # type: ignore[no-any-return]

    def schema_names(self, connection: Any) -> list[str]:
        """Return the databases."""
        query = text("SELECT schema_name FROM information_schema.schemata ORDER BY schema_name")
        return list(connection.execute(query).scalars())

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of tables and views."""
        return [name for name, _ in self._rows(connection, wanted, sql.RELATIONS)]

    def table_names(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names that the server lists."""
        return list(self._listed(connection, wanted))

    def sequence_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of sequences."""
        return [name for (name,) in self._run(connection, Wanted(schema), sql.SEQUENCES)]

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return CREATE VIEW as the server tells it."""
        if not self._listed(connection, Wanted(schema, (str(name),), ObjectKind.VIEW)):
            return None
        shown = connection.execute(text(f"SHOW CREATE VIEW {_qualified(connection, name, schema)}")).first()
        return shown[1]  # type: ignore[no-any-return]

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return columns."""
        usual = dict(self._rows(connection, wanted, sql.RELATIONS))
        rows = self._rows(connection, wanted, sql.COLUMNS)
        documents = self._documents(connection, wanted) if any(_may_be_json(row) for row in rows) else set()
        found: Facts = {}
        for row in rows:
            table, name, kind, null, default, extra, comment, expression, charset, collation = row
            extra = extra.lower()
            # a view has no usual collation to differ from
            own = (charset, collation) if usual[table] is not None and collation != usual[table] else (None, None)
            type_ = JSON() if (table, name) in documents else column_type(kind, own[0], own[1], name)
            column: dict[str, Any] = {
                "name": name,
                "type": type_,
                "default": self.default_of(default, extra, kind),
                "comment": comment or None,
                "nullable": null == "YES",
            }
            if column["default"] is not None and (update := _ON_UPDATE.search(extra)):
                column["default"] += f" ON UPDATE {update.group(1)}"
            if issubclass(type_._affinity, Integer):
                column["autoincrement"] = "auto_increment" in extra
            if expression:
                column["default"] = None
                column["computed"] = {"sqltext": f"({expression})", "persisted": "virtual" not in extra}
            found.setdefault(wanted.key(table), []).append(column)
        return found

    def default_of(self, default: str | None, extra: str, kind: str) -> str | None:
        """Return a default as SQL: MariaDB tells it so, with NULL as a word."""
        return None if default is None or default == "NULL" else default

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return primary keys; they have no names of their own."""
        found: Facts = {}
        for table, rows in self._index_rows(connection, wanted):
            if rows[0][0] == "PRIMARY":
                fact: dict[str, Any] = {"constrained_columns": [row[2] for row in rows], "name": None}
                if rows[0][5] not in _USUAL:
                    fact["dialect_options"] = {f"{connection.dialect.name}_using": rows[0][5].lower()}
                found[wanted.key(table)] = fact
        return found

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return indexes, those of UNIQUE constraints too: they are the same thing."""
        found: Facts = {}
        prefix = connection.dialect.name
        for table, rows in self._index_rows(connection, wanted):
            name, unique, _, _, _, method, _ = rows[0]
            if name == "PRIMARY":
                continue
            index: dict[str, Any] = {"name": name, "column_names": [row[2] for row in rows], "unique": bool(unique)}
            if any(row[6] is not None for row in rows):
                index["expressions"] = [row[2] or f"({row[6]})" for row in rows]
            sorting = {row[2] or f"({row[6]})": ("desc",) for row in rows if row[3] == "D"}
            if sorting:
                index["column_sorting"] = sorting
            options: dict[str, Any] = {}
            if method in ("FULLTEXT", "SPATIAL"):
                options[f"{prefix}_prefix"] = method
            elif method == "HASH":
                options[f"{prefix}_using"] = "hash"
            lengths = {row[2]: row[4] for row in rows if row[4] is not None}
            if lengths and method != "SPATIAL":
                options[f"{prefix}_length"] = lengths
            if options:
                index["dialect_options"] = options
            found.setdefault(wanted.key(table), []).append(index)
        return found

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return UNIQUE constraints, each with its index."""
        found: Facts = {}
        for table, rows in self._index_rows(connection, wanted):
            name, unique, *_ = rows[0]
            if unique and name != "PRIMARY":
                fact = {"name": name, "column_names": [row[2] for row in rows], "duplicates_index": name}
                found.setdefault(wanted.key(table), []).append(fact)
        return found

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return foreign keys; RESTRICT, which is what the server does unasked, is not told."""
        found: Facts = {}
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for row in self._rows(connection, wanted, sql.FOREIGN_KEYS):
            table, name, column, schema, place, referred, theirs, update, delete = row
            fact = made.get((table, name))
            if fact is None:
                options = {k: v for k, v in (("onupdate", update), ("ondelete", delete)) if v not in _NO_ACTION}
                fact = made[table, name] = {
                    "name": name,
                    "constrained_columns": [],
                    "referred_schema": wanted.schema if place == schema else place,
                    "referred_table": referred,
                    "referred_columns": [],
                    "options": options,
                }
                found.setdefault(wanted.key(table), []).append(fact)
            fact["constrained_columns"].append(column)
            fact["referred_columns"].append(theirs)
        return found

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return CHECK constraints; one that stands with its column has no name, and that of JSON is its type."""
        found: Facts = {}
        for table, name, clause, level in self._check_rows(connection, wanted):
            if level == "Column":
                if clause == f"json_valid(`{name}`)":
                    continue
                name = None
            found.setdefault(wanted.key(table), []).append({"name": name, "sqltext": clause})
        return found

    def comments(self, connection: Any, wanted: Wanted) -> Facts:
        """Return comments."""
        found: Facts = {}
        for table, kind, *_, comment in self._rows(connection, wanted, sql.TABLES):
            if comment and "VIEW" not in kind:
                found[wanted.key(table)] = {"text": comment}
        return found

    def options(self, connection: Any, wanted: Wanted) -> Facts:
        """Return what stands after the columns in CREATE TABLE; the comment has a question of its own."""
        prefix = connection.dialect.name
        found: Facts = {}
        parted = []
        for table, kind, engine, collation, given, comment in self._rows(connection, wanted, sql.TABLES):
            if "VIEW" in kind:
                continue
            options: dict[str, Any] = {}
            if comment:
                options[f"{prefix}_comment"] = comment
            if engine:
                options[f"{prefix}_engine"] = engine
            if collation:
                options[f"{prefix}_default charset"] = collation.partition("_")[0]
                options[f"{prefix}_collate"] = collation
            for option, value in _CREATE_OPTION.findall(given or ""):
                options[f"{prefix}_{option.lower()}"] = value.strip("'\"")
            if "partitioned" in (given or ""):
                parted.append(table)
            if options:
                found[wanted.key(table)] = options
        if parted:
            for table, text_, count in self._partitions(connection, replace(wanted, names=tuple(parted))):
                found[wanted.key(table)][f"{prefix}_partition_by"] = text_
                if count:
                    found[wanted.key(table)][f"{prefix}_partitions"] = count
        return found

    def _partitions(self, connection: Any, wanted: Wanted) -> list[tuple[str, str, str | None]]:
        parts: dict[str, list[Any]] = {}
        for table, *row in self._rows(connection, wanted, sql.PARTITIONS):
            parts.setdefault(table, []).append(row)
        made: list[tuple[str, str, str | None]] = []
        for table, rows in parts.items():
            _, method, expression, _, below, of_below = rows[0]
            head = f"{method} ({expression or ''})"
            if not method.startswith(("RANGE", "LIST")):
                made.append((table, head, str(len(rows))))
                continue
            limits = {name: limit for name, _, _, limit, *_ in rows}
            if below is not None:
                head += f" SUBPARTITION BY {below} ({of_below or ''}) SUBPARTITIONS {len(rows) // len(limits)}"
            word, rest = ("LESS THAN", "VALUES LESS THAN MAXVALUE") if method.startswith("RANGE") else ("IN", "DEFAULT")
            items = []
            for name, limit in limits.items():
                values = rest if limit == "MAXVALUE" else f"VALUES {word} ({limit})"
                items.append(f"PARTITION {connection.dialect.quote(name)} {values}")
            made.append((table, f"{head} ({', '.join(items)})", None))
        return made

    def _index_rows(self, connection: Any, wanted: Wanted) -> list[tuple[str, list[Any]]]:
        """Return the rows of each index: name, unique, column, order, length, method, expression."""
        rows = self._rows(connection, wanted, sql.INDEXES)
        grouped: dict[tuple[str, str], list[Any]] = {}
        for table, *row in rows:
            grouped.setdefault((table, row[0]), []).append(row)
        return [(table, group) for (table, _), group in grouped.items()]

    #: The SQL of an index's expression: MariaDB has none.
    index_expression = "NULL"
    modes = sql.MODES

    def _check_rows(self, connection: Any, wanted: Wanted) -> list[Any]:
        return self._rows(connection, wanted, sql.CHECKS)

    def _documents(self, connection: Any, wanted: Wanted) -> set[tuple[str, str]]:
        """Return the columns that are JSON: LONGTEXT with a check of its own (https://mariadb.com/kb/en/json/)."""
        checks = self._check_rows(connection, wanted)
        return {(t, n) for t, n, clause, level in checks if level == "Column" and clause == f"json_valid(`{n}`)"}

    def _rows(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        """Return the rows of a query whose first column is the relation's name, of those that are meant."""
        if (shown := self._shown(connection, wanted)) is not None:
            return shown.rows[query] if query in QUERIES else self._run(connection, wanted, query)
        listed = self._listed(connection, wanted)
        if query == sql.RELATIONS:
            rows: list[Any] = list(listed.items())
        else:
            rows = [row for row in self._run(connection, wanted, query) if row[0] in listed] if listed else []
        for name in self._temporary(connection, wanted, listed):
            rows += self._rows_of_temporary(connection, single(wanted.schema, name, told=wanted.told), query)
        return rows

    def _listed(self, connection: Any, wanted: Wanted) -> dict[str, str | None]:
        """Return the relations that the server lists, each with its collation."""
        kinds = _kinds(wanted)
        if not kinds:
            return {}
        return dict(tuple(row) for row in self._run(connection, wanted, sql.RELATIONS.replace("{kinds}", kinds)))

    def _shown(self, connection: Any, wanted: Wanted) -> TableText | None:
        """Return the only table that is wanted as SHOW tells it, None where that cannot tell all."""
        if wanted.only is None:
            return None
        key = ("shown", wanted.schema, wanted.only)
        if key not in wanted.told:
            wanted.told[key] = self._show(connection, wanted)
        return wanted.told[key]  # type: ignore[no-any-return]

    def _show(self, connection: Any, wanted: Wanted) -> TableText | None:
        command = sql.SHOW + _quoted(connection, str(wanted.only), wanted.schema)
        try:
            shown = connection.exec_driver_sql(command, execution_options=_AS_IT_IS).first()
        except DBAPIError as error:
            if error.is_disconnect:
                raise
            missing = connection.dialect.driver.error_number(error.orig) in _MISSING
            return TableText() if missing else None
        try:
            return read_table(shown[1].decode(), lambda charset: self._collations(connection, wanted)[charset])
        except (UnicodeDecodeError, UnreadError):
            return None

    def _collations(self, connection: Any, wanted: Wanted) -> dict[str, str]:
        """Return the collations that character sets have by default."""
        return dict(tuple(row) for row in rows_of(connection, wanted, sql.COLLATIONS, {}))

    def _temporary(self, connection: Any, wanted: Wanted, listed: Any) -> list[str]:
        """Return the names, of those asked for, that the server does not list and yet has."""
        if wanted.names is None or ObjectScope.TEMPORARY not in wanted.scope or ObjectKind.TABLE not in wanted.kind:
            return []
        folded = {name.lower() for name in listed}
        missing = [single(wanted.schema, name, told=wanted.told) for name in wanted.names if name.lower() not in folded]
        lasting = ObjectScope.DEFAULT in wanted.scope
        return [str(one.only) for one in missing if self._is_there(connection, one, lasting)]

    def _is_there(self, connection: Any, wanted: Wanted, lasting: bool) -> bool:
        shown = self._shown(connection, wanted)
        if shown is not None:
            return shown.name is not None and (shown.temporary or lasting)
        if self._columns_shown(connection, wanted) is None:
            return False
        return not self._listed(connection, replace(wanted, kind=ObjectKind.VIEW, scope=ObjectScope.DEFAULT))

    def _columns_shown(self, connection: Any, wanted: Wanted) -> list[Any] | None:
        """Return the rows of SHOW COLUMNS, None where there is no such table."""
        key = ("columns shown", wanted.schema, wanted.only)
        if key not in wanted.told:
            command = f"SHOW FULL COLUMNS FROM {_quoted(connection, str(wanted.only), wanted.schema)}"
            try:
                wanted.told[key] = connection.exec_driver_sql(command, execution_options=_AS_IT_IS).all()
            except DBAPIError as error:
                if connection.dialect.driver.error_number(error.orig) not in _MISSING:
                    raise
                wanted.told[key] = None
        return wanted.told[key]  # type: ignore[no-any-return]

    def _rows_of_temporary(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        """Return the rows of a query for a table that the server does not list."""
        if query in QUERIES and (shown := self._shown(connection, wanted)) is not None:
            return shown.rows[query]
        name = wanted.only
        if query == sql.RELATIONS:
            return [(name, None)]
        if query == sql.COLUMNS:
            columns = self._columns_shown(connection, wanted) or ()
            return [
                (name, field, kind, null, default, extra, comment, "", None, collation)
                for field, kind, collation, null, _, default, extra, _, comment in columns
            ]
        if query == sql.INDEXES:
            command = f"SHOW INDEX FROM {_quoted(connection, str(name), wanted.schema)}"
            found = connection.exec_driver_sql(command, execution_options=_AS_IT_IS)
            return [(name, row[2], not row[1], row[4], row[5], row[7], row[10], None) for row in found]
        return []

    def _run(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        values: dict[str, Any] = {}
        schema = "DATABASE()"
        if wanted.schema is not None:
            schema, values["schema"] = ":schema", str(wanted.schema)
        names = ""
        if wanted.names is not None and len(wanted.names) == 1:
            # =, not IN: only so the server opens but one table
            names, values["name"] = " AND t.table_name = :name", str(wanted.names[0])
        elif wanted.names is not None:
            names, values["names"] = " AND t.table_name IN :names", [str(n) for n in wanted.names]
        for word, part in (("{schema}", schema), ("{names}", names), ("{expression}", self.index_expression)):
            query = query.replace(word, part)
        return rows_of(connection, wanted, self.modes + query, values)


class MySQLCatalog(MariaDBCatalog):
    """Answer for MySQL, where defaults are told as values and checks in another view."""

    index_expression = "t.expression"
    modes = ""

    def _show(self, connection: Any, wanted: Wanted) -> TableText | None:
        return None

    def default_of(self, default: str | None, extra: str, kind: str) -> str | None:
        """Return a default as SQL: an expression is marked, another is a value without quotes."""
        if default is None:
            return None
        if "default_generated" in extra:
            return default if default.upper().startswith("CURRENT_TIMESTAMP") else f"({default})"
        if kind.startswith(_BARE_KINDS):
            return default
        return "'" + default.replace("'", "''") + "'"

    def _check_rows(self, connection: Any, wanted: Wanted) -> list[Any]:
        if connection.dialect.version < (8, 0, 16):
            return []
        return self._rows(connection, wanted, sql.MYSQL_CHECKS)


def _may_be_json(row: Any) -> bool:
    return row[2] == "longtext" and str(row[9]).endswith("_bin")


def _kinds(wanted: Wanted) -> str:
    """Return the values of TABLE_TYPE that are meant."""
    kinds: list[str] = []
    if ObjectKind.TABLE in wanted.kind:
        if ObjectScope.DEFAULT in wanted.scope:
            kinds += ["'BASE TABLE'", "'SYSTEM VERSIONED'"]
        if ObjectScope.TEMPORARY in wanted.scope:
            kinds.append("'TEMPORARY'")
    if ObjectKind.VIEW in wanted.kind and ObjectScope.DEFAULT in wanted.scope:
        kinds += ["'VIEW'", "'SYSTEM VIEW'"]
    return ", ".join(kinds)


def _qualified(connection: Any, name: str, schema: str | None) -> str:
    # text() would read a colon as a parameter
    return _quoted(connection, name, schema).replace(":", "\\:")


def _quoted(connection: Any, name: str, schema: str | None) -> str:
    quote = connection.dialect.quote_always
    return f"{quote(schema)}.{quote(name)}" if schema else str(quote(name))


_ON_UPDATE = re.compile(r"on update (\S+)")
_CREATE_OPTION = re.compile(r"(\w+)`?=('[^']*'|\"[^\"]*\"|\S+)")
_USUAL = ("BTREE", "RTREE", "HASH")
#: A name may have a percent sign; a table that is not there is no error of the user's.
_AS_IT_IS = {"no_parameters": True, "expects_error": True}
_NO_ACTION = ("RESTRICT", "NO ACTION", None)
_BARE_KINDS = ("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "double", "float", "bit", "year")
#: ER_NO_SUCH_TABLE, ER_BAD_DB_ERROR, ER_WRONG_TABLE_NAME
_MISSING = (1146, 1049, 1103)

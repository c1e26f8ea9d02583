"""What a PostgreSQL database holds, by its system catalogs."""

from __future__ import annotations

import re
from typing import Any, ClassVar, NamedTuple, TypedDict

from ...core.engine.catalog import Catalog, Facts, Wanted, rows_of, single
from ...core.engine.reflected import ObjectKind, ObjectScope
from ...core.engine.reflection import Inspector
from ...core.exc import NoSuchTableError
from ...core.expression.text import text
from ...core.types.scalar import Integer
from . import catalog_sql as sql
from .reflected_types import TypeReader


class ReflectedEnum(TypedDict):
    """An enum type of the server."""

    name: str
    schema: str
    visible: bool
    labels: list[str]


class ReflectedDomainConstraint(TypedDict):
    """A CHECK of a domain."""

    name: str
    check: str


class ReflectedDomain(TypedDict):
    """A domain."""

    name: str
    schema: str
    visible: bool
    type: str
    nullable: bool
    default: str | None
    constraints: list[ReflectedDomainConstraint]
    collation: str | None
    collation_schema: str | None


class PGInspector(Inspector):
    """An inspector that knows enums, domains, foreign tables and object ids too."""

    def get_table_oid(self, table_name: str, schema: str | None = None) -> int:
        """Return the object id of a table; NoSuchTableError where there is none."""
        oid = self._ask("table_oid", table_name, schema)
        if oid is None:
            raise NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return oid  # type: ignore[no-any-return]

    def get_enums(self, schema: str | None = None) -> list[ReflectedEnum]:
        """Return the enum types of a schema; ``"*"`` is all schemas, None those on the search path."""
        return list(self._ask("enums", schema))

    def get_domains(self, schema: str | None = None) -> list[ReflectedDomain]:
        """Return the domains of a schema; ``"*"`` is all schemas, None those on the search path."""
        return list(self._ask("domains", schema))

    def get_foreign_table_names(self, schema: str | None = None) -> list[str]:
        """Return the names of foreign tables."""
        return list(self._ask("foreign_table_names", schema))

    def has_type(self, type_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Answer whether a type of that name exists; with schema ``"*"``, in any schema."""
        return bool(self._ask("has_type", type_name, schema))


class PostgresCatalog(Catalog):
    """Answer by ``pg_catalog``, one statement for each question."""

    inspector_class: ClassVar[Any] = PGInspector

    def default_schema(self, connection: Any) -> str | None:
        """Return the first schema of the search path."""
        return connection.execute(text("SELECT current_schema()")).scalar()  # type: ignore[no-any-return]

    def schema_names(self, connection: Any) -> list[str]:
        """Return the schemas, without those of the server itself."""
        query = "SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg~_%' ESCAPE '~' ORDER BY 1"
        return list(connection.execute(text(query)).scalars())

    def has_schema(self, connection: Any, name: str) -> bool:
        """Answer whether a schema exists, one of the server's own too."""
        query = text("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = :name")
        return connection.execute(query, {"name": str(name)}).first() is not None

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of relations."""
        return [name for (name,) in self._rows(connection, wanted, sql.RELATIONS)]

    def table_names(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of relations, without foreign tables."""
        query = sql.RELATIONS.replace("{wanted}", "{wanted} AND c.relkind <> 'f'")
        return [name for (name,) in self._rows(connection, wanted, query)]

    def foreign_table_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of foreign tables."""
        return self._named(connection, "'f'", schema)

    def sequence_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of sequences."""
        return self._named(connection, "'S'", schema)

    def has_sequence(self, connection: Any, name: str, schema: str | None = None) -> bool:
        """Answer whether a sequence of that name exists."""
        return bool(self._named(connection, "'S'", schema, name))

    def has_index(self, connection: Any, wanted: Wanted, index_name: str) -> bool:
        """Answer whether a table has an index of that name, that of a constraint too."""
        rows = self._rows(connection, wanted, sql.INDEX_NAMES)
        return any(name == index_name for (name,) in rows)

    def has_type(self, connection: Any, name: str, schema: str | None = None) -> bool:
        """Answer whether a type of that name exists."""
        condition, values = _schema_condition(schema, "pg_catalog.pg_type_is_visible(t.oid)")
        query = (
            "SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
            f"WHERE t.typname = :name AND {condition}"
        )
        return connection.execute(text(query), {"name": str(name), **values}).first() is not None

    def table_oid(self, connection: Any, name: str, schema: str | None) -> int | None:
        """Return the object id of a relation."""
        rows = self._rows(connection, single(schema, name), sql.OIDS)
        return rows[0][0] if rows else None

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return the SELECT of a view or materialized view."""
        wanted = Wanted(schema, (str(name),), ObjectKind.ANY_VIEW, ObjectScope.ANY)
        rows = self._rows(connection, wanted, sql.VIEWS)
        return rows[0][0] if rows else None

    def enums(self, connection: Any, schema: str | None = "*") -> list[ReflectedEnum]:
        """Return enum types."""
        return self._enums(connection, Wanted(), schema)

    def _enums(self, connection: Any, wanted: Wanted, schema: str | None = "*") -> list[ReflectedEnum]:
        condition, values = _schema_condition(schema, "pg_catalog.pg_type_is_visible(t.oid)")
        rows = rows_of(connection, wanted, sql.ENUMS.format(wanted=condition), values)
        return [{"name": n, "schema": s, "visible": v, "labels": list(labels)} for n, s, v, labels in rows]

    def domains(self, connection: Any, schema: str | None = "*") -> list[ReflectedDomain]:
        """Return domains."""
        return [domain for domain, _ in self._domains(connection, Wanted(), schema)]

    def _domains(
        self, connection: Any, wanted: Wanted, schema: str | None = "*"
    ) -> list[tuple[ReflectedDomain, list[str] | None]]:
        """Return domains, each with the kind, schema and name of what it is based on where that is a named type."""
        condition, values = _schema_condition(schema, "pg_catalog.pg_type_is_visible(t.oid)")
        found: list[tuple[ReflectedDomain, list[str] | None]] = []
        for row in rows_of(connection, wanted, sql.DOMAINS.format(wanted=condition), values):
            name, owner, visible, kind, nullable, default, collation, collation_schema, names, checks, base = row
            domain: ReflectedDomain = {
                "name": name,
                "schema": owner,
                "visible": visible,
                "type": kind,
                "nullable": nullable,
                "default": default,
                "constraints": [{"name": n, "check": c} for n, c in zip(names, checks, strict=True)],
                "collation": collation,
                "collation_schema": collation_schema,
            }
            found.append((domain, base))
        return found

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return columns, with identity numbers and generated expressions."""
        found: Facts = {}
        reader = TypeReader(
            lambda: [(enum, None) for enum in self._enums(connection, wanted)],
            lambda: self._domains(connection, wanted),
        )
        rows = self._rows(connection, wanted, sql.COLUMNS)
        for row in rows:
            table, name, kind, base, collation, not_null, default, counted, generated, comment, numbers, oid = row
            type_, domain = reader.read(kind, base, collation, name)
            nullable = not not_null
            if domain is not None:
                default = default or domain["default"]
                nullable = nullable and domain["nullable"]
            column: dict[str, Any] = {"name": name, "type": type_, "nullable": nullable, "default": default}
            column["autoincrement"] = False
            column["comment"] = comment
            if generated not in ("", b"", None) and default is not None:
                column["default"] = None
                column["computed"] = {"sqltext": default, "persisted": generated in ("s", b"s")}
            elif default is not None:
                match = _NEXTVAL.match(default)
                if match is not None and issubclass(getattr(type_, "data_type", type_)._affinity, Integer):
                    column["autoincrement"] = True
                    if wanted.schema is not None and "." not in match.group(2):
                        column["default"] = f'{match.group(1)}"{wanted.schema}".{match.group(2)}{match.group(3)}'
            if counted not in ("", b"", None):
                column["autoincrement"] = True
                names = ("start", "increment", "minvalue", "maxvalue", "cache")
                column["identity"] = {
                    "always": counted in ("a", b"a"),
                    **dict(zip(names, map(int, numbers[:5]), strict=True)),
                    "cycle": bool(numbers[5]),
                }
            found.setdefault(wanted.key(table), []).append(column)
            if wanted.single:
                wanted.told["oid", wanted.schema, wanted.only] = oid
        return found

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return primary keys."""
        found: Facts = {}
        for key, fact in self._keys(connection, wanted, "p"):
            if fact is None:
                found[key] = {"constrained_columns": [], "name": None}
            else:
                del fact["dialect_options"]["postgresql_nulls_not_distinct"]
                found[key] = {"constrained_columns": fact.pop("column_names"), **fact}
        return found

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return UNIQUE constraints."""
        found: Facts = {}
        for key, fact in self._keys(connection, wanted, "u"):
            found.setdefault(key, []).extend(() if fact is None else (fact,))
        return found

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return foreign keys; a referred table on the search path has no schema."""
        found: Facts = {}
        plain = bool(wanted.option("postgresql_ignore_search_path"))
        default = self.default_schema(connection) if plain else None
        for row in self._constraints(connection, wanted, "f"):
            keys = found.setdefault(wanted.key(row.relation), [])
            if row.kind is None:
                continue
            if plain:
                place = row.schema if row.schema != default else wanted.schema
            elif row.visible:
                place = row.schema if row.schema == wanted.schema else None
            else:
                place = row.schema
            match = _FOREIGN_KEY.match(row.definition)
            assert match is not None  # the server's own spelling
            own, theirs, some = match.groups()
            options: dict[str, Any] = {}
            if (action := _ACTIONS[_char(row.update)]) is not None:
                options["onupdate"] = action
            if (action := _ACTIONS[_char(row.delete)]) is not None:
                options["ondelete"] = f"{action} {some}" if some else action
            if row.deferred:
                options["initially"] = "DEFERRED"
            if row.deferrable:
                options["deferrable"] = True
            if _char(row.match) in _MATCHES:
                options["match"] = _MATCHES[_char(row.match)]
            if not row.valid:
                options["postgresql_not_valid"] = True
            keys.append(
                {
                    "name": row.name,
                    "constrained_columns": _names(own),
                    "referred_schema": place,
                    "referred_table": row.referred,
                    "referred_columns": _names(theirs),
                    "options": options,
                    "comment": row.comment,
                }
            )
        return found

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return indexes; those of UNIQUE and EXCLUDE name their constraint."""
        found: Facts = {}
        distinct = "i.indnullsnotdistinct" if connection.dialect.version >= (15,) else "false"
        for row in self._rows(connection, wanted, sql.INDEXES.replace("{nulls}", distinct)):
            table, *facts = row
            indexes = found.setdefault(wanted.key(table), [])
            if facts[0] is not None and None not in (facts[8] or ()):  # an expression that is gone has no text
                indexes.append(_index(*facts))
        return found

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return CHECK constraints."""
        found: Facts = {}
        for row in self._constraints(connection, wanted, "c"):
            checks = found.setdefault(wanted.key(row.relation), [])
            if row.kind is None:
                continue
            fact: dict[str, Any] = {"name": row.name, "sqltext": row.condition, "comment": row.comment}
            options = {**({} if row.valid else {"not_valid": True}), **({"no_inherit": True} if row.lonely else {})}
            if options:
                fact["dialect_options"] = options
            checks.append(fact)
        return found

    def comments(self, connection: Any, wanted: Wanted) -> Facts:
        """Return comments."""
        rows = self._rows(connection, wanted, sql.DETAILS if wanted.whole else sql.COMMENTS)
        return {wanted.key(name): {"text": comment} for name, comment, *_ in rows}

    def options(self, connection: Any, wanted: Wanted) -> Facts:
        """Return what stands after the columns in CREATE TABLE."""
        found: Facts = {}
        for table, _, has, parents, parameters, space, method, partition in self._rows(connection, wanted, sql.DETAILS):
            options: dict[str, Any] = {}
            found[wanted.key(table)] = options
            if parameters:
                options["postgresql_with"] = _pairs(parameters)
            if not has:
                continue
            if parents:
                options["postgresql_inherits"] = tuple(parents)
            if space:
                options["postgresql_tablespace"] = space
            if method and method != "heap":
                options["postgresql_using"] = method
            if partition:
                options["postgresql_partition_by"] = partition
        return found

    def _keys(self, connection: Any, wanted: Wanted, kind: str) -> list[tuple[Any, dict[str, Any] | None]]:
        """Return keys by relation, None for one that has none."""
        made: list[tuple[Any, dict[str, Any] | None]] = []
        for row in self._constraints(connection, wanted, kind):
            if row.kind is None:
                made.append((wanted.key(row.relation), None))
                continue
            match = _KEY.match(row.definition)
            assert match is not None  # the server's own spelling
            distinct, columns, include = match.groups()
            options = {"postgresql_include": _names(include or ""), "postgresql_nulls_not_distinct": bool(distinct)}
            fact: dict[str, Any] = {
                "column_names": _names(columns),
                "name": row.name,
                "comment": row.comment,
                "dialect_options": options,
            }
            if row.deferrable:
                fact["deferrable"], fact["initially"] = True, "DEFERRED" if row.deferred else None
            made.append((wanted.key(row.relation), fact))
        return made

    def _constraints(self, connection: Any, wanted: Wanted, kind: str) -> list[_Constraint]:
        """Return the constraints of a kind, and one without a kind for each relation that has none."""
        rows = self._rows(connection, wanted, sql.constraints("cfpu" if wanted.whole else kind))
        made = [_Constraint(*row) for row in rows if row[1] in (kind, None)]
        # one that another transaction has dropped since the statement began is listed still, and has no text
        return [c for c in made if c.kind is None or (c.condition if kind == "c" else c.definition) is not None]

    def _named(self, connection: Any, kinds: str, schema: str | None, name: str | None = None) -> list[str]:
        condition, values = _schema_condition(schema, "pg_catalog.pg_table_is_visible(c.oid)")
        if name is not None:
            condition, values = f"{condition} AND c.relname = :name", {**values, "name": str(name)}
        query = (
            "SELECT c.relname::text FROM pg_catalog.pg_class c "
            "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE c.relkind IN ({kinds}) AND {condition} ORDER BY 1"
        )
        return list(connection.execute(text(query), values).scalars())

    def _rows(self, connection: Any, wanted: Wanted, query: str) -> list[Any]:
        oid = wanted.told.get(("oid", wanted.schema, wanted.only)) if wanted.whole and wanted.single else None
        condition, values = _condition(wanted) if oid is None else ("c.oid = :oid", {"oid": oid})
        return rows_of(connection, wanted, query.replace("{wanted}", condition), values)


class _Constraint(NamedTuple):
    relation: str
    kind: str | None
    name: str
    deferrable: bool
    deferred: bool
    valid: bool
    lonely: bool
    comment: str | None
    definition: str
    condition: str
    schema: str
    visible: bool
    referred: str
    update: Any
    delete: Any
    match: Any


def _names(text_: str) -> list[str]:
    """Return the names of a list, without quotes."""
    return [name[1:-1].replace('""', '"') if name[0] == '"' else name for name in _NAME.findall(text_)]


def _index(
    name: str,
    unique: bool,
    constraint: str | None,
    method: str,
    parameters: Any,
    where: str | None,
    keys: int,
    columns: Any,
    definitions: Any,
    flags: Any,
    classes: Any,
    nulls: bool,
) -> dict[str, Any]:
    columns = list(columns)
    index: dict[str, Any] = {"name": name, "unique": unique, "column_names": columns[:keys]}
    texts = columns[:keys]
    if definitions is not None:
        texts = index["expressions"] = list(definitions)[:keys]
    sorting = {}
    for text_, flag in zip(texts, flags, strict=False):
        if flag & 1:
            sorting[text_] = ("desc",) if flag & 2 else ("desc", "nulls_last")
        elif flag & 2:
            sorting[text_] = ("nulls_first",)
    if sorting:
        index["column_sorting"] = sorting
    if constraint is not None:
        index["duplicates_constraint"] = constraint
    options: dict[str, Any] = {"postgresql_include": columns[keys:]}
    if method != "btree":
        options["postgresql_using"] = method
    if where is not None:
        options["postgresql_where"] = where
    if parameters:
        options["postgresql_with"] = _pairs(parameters)
    named = {t: c for t, c in zip(texts, classes, strict=False) if c is not None}
    if named:
        options["postgresql_ops"] = named
    if nulls:
        options["postgresql_nulls_not_distinct"] = True
    index["dialect_options"] = options
    return index


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    kinds = [k for flag, chars in _KINDS for k in chars if flag in wanted.kind]
    condition, values = _schema_condition(wanted.schema, "pg_catalog.pg_table_is_visible(c.oid)")
    parts = [f"c.relkind IN ({', '.join(kinds)})" if kinds else "false", condition]
    if wanted.scope is ObjectScope.DEFAULT:
        parts.append("c.relpersistence <> 't'")
    elif wanted.scope is ObjectScope.TEMPORARY:
        parts.append("c.relpersistence = 't'")
    if wanted.names is not None:
        parts.append("c.relname IN :names")
        values["names"] = [str(n) for n in wanted.names]
    return " AND ".join(parts), values


def _schema_condition(schema: str | None, visible: str) -> tuple[str, dict[str, Any]]:
    if schema is None:
        return f"{visible} AND n.nspname <> 'pg_catalog'", {}
    return ("true", {}) if schema == "*" else ("n.nspname = :schema", {"schema": str(schema)})


def _pairs(parameters: Any) -> dict[str, str]:
    return dict(p.split("=", 1) for p in parameters)


def _char(value: Any) -> str:
    """Return a ``"char"`` as text: some drivers give bytes."""
    return value.decode() if isinstance(value, bytes) else value


_NEXTVAL = re.compile(r"(nextval\(')([^']+)('.*)$", re.DOTALL)
_KINDS = (
    (ObjectKind.TABLE, ("'r'", "'p'", "'f'")),
    (ObjectKind.VIEW, ("'v'",)),
    (ObjectKind.MATERIALIZED_VIEW, ("'m'",)),
)
_ACTIONS = {"a": None, "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_MATCHES = {"f": "FULL", "p": "PARTIAL"}
_IDENTIFIER = r'(?:"(?:[^"]|"")*"|[^\s"(),.]+)'
_LISTED = rf"(?:PERIOD )?{_IDENTIFIER}(?: WITHOUT OVERLAPS)?"
_LIST = rf"{_LISTED}(?:, {_LISTED})*"
_NAME = re.compile(rf"(?:PERIOD )?({_IDENTIFIER})(?: WITHOUT OVERLAPS)?")
_KEY = re.compile(rf"(?:PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? \(({_LIST})\)(?: INCLUDE \(({_LIST})\))?")
_FOREIGN_KEY = re.compile(
    rf"FOREIGN KEY \(({_LIST})\) REFERENCES (?:{_IDENTIFIER}\.)?{_IDENTIFIER}\(({_LIST})\)"
    rf"(?:.* SET (?:NULL|DEFAULT) (\({_LIST}\)))?"
)

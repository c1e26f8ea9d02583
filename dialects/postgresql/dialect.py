"""PostgreSQL: what it can, by version. PostgresLike is the base for databases that speak its language."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

from ...core.compile.render_type import type_text
from ...core.dialect import Capabilities, Dialect, caps, expr, query
from ...core.exc import CompileError
from ...core.tree import nodes as t
from ...core.types import NULLTYPE, TupleType, document
from ...core.types.literal import quote_text
from . import ddl
from .constructs import FUNCTIONS
from .drivers import DEFAULT_DRIVER, DRIVERS
from .reflection import PostgresCatalog
from .types import BIND_CASTS, LITERALS, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
    collation column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch
    for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
    leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer
    overlaps placing primary references returning right select session_user similar some symmetric table
    tablesample then to trailing true union unique user using variadic verbose when where window with
    """.split()
)
RESERVED |= frozenset(["between", "new", "of", "off", "old", "over"])


class TextArrayPath(document.JsonPath):
    """A JSON path as PostgreSQL has it: an array of text."""

    def bind_processor(self, dialect: Any) -> Any:
        return lambda value: None if value is None else "{" + ", ".join(_element(p) for p in value) + "}"


def _element(part: Any) -> str:
    text = str(part)
    if text.replace("_", "a").isalnum() and text.lower() != "null":
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def text_search(w: Any, n: t.Binary) -> None:
    """``text @@ plainto_tsquery(configuration, query)``."""
    configuration = dict(n.modifiers).get("postgresql_regconfig")
    w.put("NOT " if n.op.name.startswith("not_") else "", n.left, " @@ plainto_tsquery(")
    if configuration is not None:
        w.put(w.escape(w.dialect.literal(configuration)), ", ")
    w.put(n.right, ")")


def regexp(w: Any, n: t.Binary) -> None:
    """``a ~ b``; the flag ``i`` is another operator, others stand in the pattern."""
    symbol = "!~" if n.op.name.startswith("not_") else "~"
    flags = dict(n.modifiers).get("flags")
    if flags is None:
        w.put(n.left, f" {symbol} ", n.right)
    elif flags == "i":
        w.put(n.left, f" {symbol}* ", n.right)
    else:
        w.put(n.left, f" {symbol} CONCAT('(?', ", w.escape(w.dialect.literal(flags)), ", ')', ", n.right, ")")


class PostgresLike(Dialect):
    """What PostgreSQL and its relatives share."""

    name = "postgresql"
    glot = "postgres"
    paramstyle = "pyformat"
    reserved = RESERVED
    names_in_bytes = True
    capabilities = Capabilities(
        paging=caps.Paging.LIMIT_OFFSET,
        booleans=caps.Booleans.NATIVE,
        nulls_ordering=caps.NullsOrdering.SYNTAX,
        nulls_sort_low=False,
        ilike=True,
        json=caps.Json.ARROWS,
        arrays=True,
        dml_ctes=True,
        aggregate_order=True,
        row_values=True,
        row_comparisons=True,
        lateral=True,
        distinct_on=True,
        aggregate_filter=True,
        values_table=True,
        for_update=True,
        skip_locked=True,
        intersect_all=True,
        insert_returning=caps.Returning.CLAUSE,
        update_returning=caps.Returning.CLAUSE,
        delete_returning=caps.Returning.CLAUSE,
        implicit_returning=True,
        update_from=caps.UpdateFrom.FROM,
        delete_using=caps.DeleteUsing.USING,
        upsert=caps.Upsert.ON_CONFLICT,
        upsert_outcome="CASE WHEN (xmax = 0) THEN 'insert' ELSE 'update' END",
        returning_other_tables=True,
        row_order=caps.RowOrder.NUMBERED,
        sequences=True,
        identity=True,
        comments=True,
        virtual_columns=False,
        native_enum=True,
        native_uuid=True,
        deferrable=True,
        replace_view=caps.ReplaceView.OR_REPLACE,
        temporary_views=True,
        materialized_views=True,
        constraint_comments=True,
        two_phase=True,
        batch_rowcount=True,
        max_parameters=65535,
        max_insert_rows=10000,
        max_identifier=63,
    )
    nulls_of_keys: bool = True
    """UNIQUE takes NULLS DISTINCT and NULLS NOT DISTINCT."""
    types = TYPES
    type_impls = {**TYPE_IMPLS, document.JsonPath: TextArrayPath}
    bind_casts = {**BIND_CASTS, document.JsonStrIndex: "TEXT", document.JsonIntIndex: "INT"}
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {"aggregate_strings": "string_agg", "pow": "power", **FUNCTIONS}
    operators: ClassVar[dict[str, Any]] = {
        "bitwise_xor_op": "#",
        "match_op": text_search,
        "not_match_op": text_search,
        "regexp_match_op": regexp,
        "not_regexp_match_op": regexp,
        "regexp_replace_op": expr.regexp_replace,
    }
    ddl_renders = ddl.DDL_RENDERS
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        "Index": {
            "using": False, "include": None, "where": None, "ops": {}, "concurrently": False, "with": {},
            "tablespace": None, "nulls_not_distinct": None, "invalid": False,
        },
        "Table": {
            "ignore_search_path": False, "tablespace": None, "partition_by": None, "with_oids": None, "with": None,
            "on_commit": None, "inherits": None, "using": None,
        },
        "CheckConstraint": {"not_valid": False},
        "ForeignKeyConstraint": {"not_valid": False},
        "ForeignKey": {"not_valid": False},
        "PrimaryKeyConstraint": {"include": None},
        "UniqueConstraint": {"include": None, "nulls_not_distinct": None},
        "CreateView": {"with": None},
    }  # fmt: skip
    reflection: ClassVar[Any] = PostgresCatalog()
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    limit_all = "\n LIMIT ALL"
    renders: ClassVar[dict[type, Any]] = {
        t.LimitOffset: query.limit_offset_spaced,
        t.OffsetFetch: query.offset_fetch_grouped,
        t.Lock: query.lock,
    }

    def empty_in(self, type_: Any) -> str:
        """Return a typed query of no rows: an untyped NULL would be text."""
        types = type_.types if isinstance(type_, TupleType) else (type_,)
        if NULLTYPE in types:
            raise CompileError(
                "an empty list for IN needs a type here; say it: bindparam(name, type_=Integer, expanding=True), or "
                "compare with a column of a Table"
            )
        nulls = ", ".join([f"CAST(NULL AS {type_text(one, self)})" for one in types])
        return f"SELECT {nulls} WHERE 1!=1"

    def next_value(self, sequence: Any) -> str:
        """Return ``nextval('name')``."""
        return f"nextval({quote_text(self.format_table(sequence), self)})"


class PostgreSQL(PostgresLike):
    """PostgreSQL. Full support from 13 on."""

    title = "PostgreSQL"
    default_version = (15,)
    # ExecModifyTable() returns each row as soon as it is inserted, before it asks the sorted VALUES for the next one
    capabilities = dataclasses.replace(PostgresLike.capabilities, row_order=caps.RowOrder.NUMBERED_ROWS)
    since = (
        ((15,), {"merge": caps.MergeForm.CLAUSES}),
        (
            (17,),
            {
                "merge_by_source": True,
                "merge_returning": caps.Returning.CLAUSE,
                "merge_outcome": "lower(merge_action())",
            },
        ),
        ((18,), {"row_versions": caps.RowVersions.OLD_NEW, "virtual_columns": True}),
    )

    @property
    def nulls_of_keys(self) -> bool:  # type: ignore[override]
        """Since PostgreSQL 15."""
        return not self.version or self.version >= (15,)

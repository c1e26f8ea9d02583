"""PostgreSQL: what it can, by version. PostgresLike is the base for databases that speak its language."""

from __future__ import annotations

from typing import Any, ClassVar

from ...core.compile.render_type import type_text
from ...core.dialect import Capabilities, Dialect, caps, query
from ...core.tree import nodes as t
from . import ddl, reflection
from .drivers import DEFAULT_DRIVER, DRIVERS
from .types import BIND_CASTS, LITERALS, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    [
        "all",
        "analyse",
        "analyze",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "asymmetric",
        "authorization",
        "binary",
        "both",
        "case",
        "cast",
        "check",
        "collate",
        "collation",
        "column",
        "concurrently",
        "constraint",
        "create",
        "cross",
        "current_catalog",
        "current_date",
        "current_role",
        "current_schema",
        "current_time",
        "current_timestamp",
        "current_user",
        "default",
        "deferrable",
        "desc",
        "distinct",
        "do",
        "else",
        "end",
        "except",
        "false",
        "fetch",
        "for",
        "foreign",
        "freeze",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "ilike",
        "in",
        "initially",
        "inner",
        "intersect",
        "into",
        "is",
        "isnull",
        "join",
        "lateral",
        "leading",
        "left",
        "like",
        "limit",
        "localtime",
        "localtimestamp",
        "natural",
        "not",
        "notnull",
        "null",
        "offset",
        "on",
        "only",
        "or",
        "order",
        "outer",
        "overlaps",
        "placing",
        "primary",
        "references",
        "returning",
        "right",
        "select",
        "session_user",
        "similar",
        "some",
        "symmetric",
        "table",
        "tablesample",
        "then",
        "to",
        "trailing",
        "true",
        "union",
        "unique",
        "user",
        "using",
        "variadic",
        "verbose",
        "when",
        "where",
        "window",
        "with",
    ]
)


class PostgresLike(Dialect):
    """What PostgreSQL and its relatives share."""

    name = "postgresql"
    paramstyle = "pyformat"
    reserved = RESERVED
    capabilities = Capabilities(
        paging=caps.Paging.LIMIT_OFFSET,
        booleans=caps.Booleans.NATIVE,
        nulls_ordering=caps.NullsOrdering.SYNTAX,
        nulls_sort_low=False,
        ilike=True,
        row_values=True,
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
        default_word=True,
        row_order=caps.RowOrder.NUMBERED,
        sequences=True,
        identity=True,
        comments=True,
        native_enum=True,
        native_uuid=True,
        deferrable=True,
        two_phase=True,
        batch_rowcount=True,
        max_parameters=65535,
        max_insert_rows=10000,
        max_identifier=63,
    )
    types = TYPES
    type_impls = TYPE_IMPLS
    bind_casts = BIND_CASTS
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {}
    operators: ClassVar[dict[str, Any]] = {"regexp_match_op": "~", "not_regexp_match_op": "!~"}
    ddl_renders = ddl.DDL_RENDERS
    reflection: ClassVar[Any] = reflection
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
        return f"SELECT CAST(NULL AS {type_text(type_, self)}) WHERE 1!=1"

    def next_value(self, sequence: Any) -> str:
        """Return ``nextval('name')``."""
        return f"nextval('{self.format_table(sequence)}')"


class PostgreSQL(PostgresLike):
    """PostgreSQL. Full support from 13 on."""

    title = "PostgreSQL"
    default_version = (15,)

"""SQLite: what it can, by version."""

from __future__ import annotations

from typing import Any, ClassVar

from ...core.dialect import Capabilities, Dialect, caps, dml, expr
from ...core.exc import CompileError, UnsupportedByDialect
from ...core.tree import nodes as t
from ...core.types import document
from . import ddl
from .drivers import DEFAULT_DRIVER, DRIVERS
from .reflection import SQLiteCatalog
from .types import LITERALS, TYPE_IMPLS, TYPES

PARTS = {
    "month": "%m",
    "day": "%d",
    "year": "%Y",
    "second": "%S",
    "hour": "%H",
    "doy": "%j",
    "minute": "%M",
    "epoch": "%s",
    "dow": "%w",
    "week": "%W",
}
RESERVED = frozenset(
    """
    add all alter and as autoincrement between case cast check collate commit constraint create default deferrable
    delete distinct drop else escape except exists foreign from group having if in index insert intersect into is
    isnull join limit not nothing notnull null on or order primary raise references returning select set table
    then to transaction union unique update using values when where
    """.split()
)
RESERVED |= frozenset(
    [
        "after",
        "analyze",
        "asc",
        "attach",
        "before",
        "begin",
        "by",
        "cascade",
        "column",
        "conflict",
        "cross",
        "current_date",
        "current_time",
        "current_timestamp",
        "database",
        "deferred",
        "desc",
        "detach",
        "each",
        "end",
        "exclusive",
        "explain",
        "fail",
        "false",
        "for",
        "full",
        "glob",
        "ignore",
        "immediate",
        "indexed",
        "initially",
        "inner",
        "instead",
        "key",
        "left",
        "like",
        "match",
        "natural",
        "of",
        "offset",
        "outer",
        "plan",
        "pragma",
        "query",
        "reindex",
        "rename",
        "replace",
        "restrict",
        "right",
        "rollback",
        "row",
        "temp",
        "temporary",
        "trigger",
        "true",
        "vacuum",
        "view",
        "virtual",
    ]
)


def strftime(w: Any, n: t.Extract) -> None:
    """EXTRACT by STRFTIME: ``CAST(STRFTIME('%Y', x) AS INTEGER)``."""
    code = PARTS.get(n.field)
    if code is None:
        raise CompileError(f"{n.field!r} is not a valid extract argument; SQLite has {', '.join(PARTS)}")
    w.put(w.escape(f"CAST(STRFTIME('{code}', "), n.expr, ") AS INTEGER)")


class SQLite(Dialect):
    """SQLite 3. Full support from 3.35 on."""

    name = "sqlite"
    glot = "sqlite"
    title = "SQLite"
    default_version = (3, 40)
    paramstyle = "qmark"
    reserved = RESERVED
    capabilities = Capabilities(
        paging=caps.Paging.LIMIT_OFFSET,
        page_needs_offset=True,
        limit_in_compound=False,
        booleans=caps.Booleans.INTEGER,
        nulls_ordering=caps.NullsOrdering.CASE,
        distinct_from=caps.Distinct.IS_NOT,
        row_values_in_values=True,
        full_join=False,
        aggregate_filter=True,
        upsert=caps.Upsert.NONE,
        update_from=caps.UpdateFrom.CORRELATED,
        delete_using=caps.DeleteUsing.EXISTS,
        row_order=caps.RowOrder.GENERATED,
        generated_key=caps.GeneratedKey.LAST_ROW_ID,
        upsert_generated_key=False,
        returning_bare_names=True,
        alter_constraints=False,
        temporary_views=True,
        deferrable=True,
        batch_rowcount=True,
        values_table=True,
        json=caps.Json.EXTRACT,
        aggregate_order=True,
        untyped_parameters=False,
        max_parameters=999,
        max_insert_rows=8000,
        max_identifier=9999,
    )
    since = (
        ((3, 15), {"row_values": True, "row_comparisons": True}),
        ((3, 24), {"upsert": caps.Upsert.ON_CONFLICT}),
        ((3, 30), {"nulls_ordering": caps.NullsOrdering.SYNTAX}),
        ((3, 32), {"max_parameters": 32766}),
        ((3, 33), {"update_from": caps.UpdateFrom.FROM}),
        (
            (3, 35),
            {
                "insert_returning": caps.Returning.CLAUSE,
                "update_returning": caps.Returning.CLAUSE,
                "delete_returning": caps.Returning.CLAUSE,
            },
        ),
        ((3, 39), {"full_join": True}),
    )
    types = TYPES
    type_impls = {**TYPE_IMPLS, **document.STANDARD_PATHS}
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {
        "now": "CURRENT_TIMESTAMP",
        "char_length": "length",
        "aggregate_strings": "group_concat",
        "localtimestamp": "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
    }
    operators: ClassVar[dict[str, Any]] = {
        "truediv": expr.division_plus_zero,
        "truncdiv_op": expr.truncated("CAST(", " AS INTEGER)"),
        "is_distinct_from": "IS NOT",
        "is_not_distinct_from": "IS",
        "bitwise_xor_op": expr.xor_by_parts,
        "regexp_replace_op": expr.lacking("regular expression replacement", "register a function and call it"),
        "regexp_match_op": "REGEXP",
        "not_regexp_match_op": "NOT REGEXP",
    }
    ddl_renders = ddl.DDL_RENDERS
    ddl_refused = ddl.DDL_REFUSED
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        "Table": {"autoincrement": False, "with_rowid": True, "strict": False},
        "Index": {"where": None},
        "Column": {"on_conflict_primary_key": None, "on_conflict_not_null": None, "on_conflict_unique": None},
        "Constraint": {"on_conflict": None},
        "CreateView": {"if_not_exists": False},
    }
    reflection: ClassVar[Any] = SQLiteCatalog()
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    conflict_needs_where = True
    #: A subquery's alias takes no column names.
    renders: ClassVar[dict[type, Any]] = {t.ValuesRef: dml.rows_after_select, t.Extract: strftime}
    empty_set = "SELECT 1 FROM (SELECT 1) WHERE 1!=1"

    def next_value(self, sequence: Any) -> str:
        """Refuse a sequence: keys are numbered by the table."""
        raise UnsupportedByDialect("sequences", self.describe(), "let an INTEGER PRIMARY KEY number the rows")

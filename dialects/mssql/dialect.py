"""SQL Server: what it can, by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ...core.dialect import Capabilities, Dialect, caps, expr, query
from ...core.engine.driver import flag
from ...core.tree import nodes as t
from ...core.types import document
from . import ddl
from .drivers import DEFAULT_DRIVER, DRIVERS
from .names import parts_of
from .reflection import MSSQLCatalog
from .types import LITERALS, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    """
    add all alter and any as asc authorization backup begin between break browse bulk by cascade case check
    checkpoint close clustered coalesce collate column commit compute constraint contains containstable continue
    convert create cross current current_date current_time current_timestamp current_user cursor database dbcc
    deallocate declare default delete deny desc disk distinct distributed double drop dump else end errlvl escape
    except exec execute exists exit external fetch file fillfactor for foreign freetext freetexttable from full
    function goto grant group having holdlock identity identity_insert identitycol if in index inner insert
    intersect into is join key kill left like lineno load merge national nocheck nonclustered not null nullif of
    off offsets on open opendatasource openquery openrowset openxml option or order outer over percent pivot plan
    precision primary print proc procedure public raiserror read readtext reconfigure references replication
    restore restrict return revert revoke right rollback rowcount rowguidcol rule save schema securityaudit select
    session_user set setuser shutdown some statistics system_user table tablesample textsize then to top tran
    transaction trigger truncate tsequal union unique unpivot update updatetext use user values varying view
    waitfor when where while with writetext
    """.split()
)


#: Marketing years of the major versions.
YEARS = {10: 2008, 11: 2012, 12: 2014, 13: 2016, 14: 2017, 15: 2019, 16: 2022, 17: 2025}


#: https://learn.microsoft.com/sql/t-sql/functions/datepart-transact-sql
DATE_PARTS = {"dow": "weekday", "doy": "dayofyear", "milliseconds": "millisecond", "microseconds": "microsecond"}


def date_part(w: Any, n: t.Extract) -> None:
    """``DATEPART(year, x)``, with the server's words for the parts that others call otherwise."""
    w.put(f"DATEPART({DATE_PARTS.get(n.field, n.field)}, ", n.expr, ")")


def cast(w: Any, n: t.Cast) -> None:
    """CAST and TRY_CAST."""
    if n.safe:
        w.put("TRY_CAST (", n.expr, f" AS {w.escape(w.dialect.cast_type(n.type))})")
    else:
        expr.cast(w, n)


def shift(w: Any, n: t.Binary) -> None:
    """``a << b``, from SQL Server 2022 on."""
    if w.dialect.version < (16,):
        raise w.ctx.refuse(f"the operator {n.op.opstring}", "multiply or divide by func.power(2, n)")
    w.put(n.left, f" {n.op.opstring} ", n.right)


def _is_counted(column: Any) -> bool:
    """Tell whether a column is an IDENTITY of the server, as DDL would make it."""
    if getattr(column, "identity", None) is not None:
        return True
    counted = getattr(column.table, "_autoincrement_column", None) is column
    default = getattr(column, "default", None)
    return counted and column.server_default is None and (default is None or (default.is_sequence and default.optional))


class MSSQL(Dialect):
    """SQL Server. Full support from 2017 (14) on; 2022 (16) adds IS DISTINCT FROM."""

    name = "mssql"
    glot = "tsql"
    title = "SQL Server"
    default_version = (14,)
    #: False: comments are not written, for databases that speak this language without them.
    option_supports_comments: ClassVar[bool | None] = None
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"supports_comments": flag}
    option_changes: ClassVar[Mapping[str, Callable[[Any], dict[str, Any]]]] = {
        "supports_comments": lambda on: {} if on is None else {"comments": on}
    }
    options_elsewhere: ClassVar[Mapping[str, tuple[tuple[Any, ...], str]]] = {
        "deprecate_large_types": (
            (True, None),
            "name the types, mssql.NTEXT, mssql.TEXT and mssql.IMAGE, where VARCHAR(max) and VARBINARY(max) are not "
            "wanted",
        ),
        "legacy_schema_aliasing": ((False, None), "tables of a schema stand by their names, table.alias() is explicit"),
        "schema_name": (("dbo", None), "the server tells the schema of the user; Table(schema=...) names another"),
    }
    paramstyle = "named"
    quotes = ("[", "]")
    reserved = RESERVED
    capabilities = Capabilities(
        paging=caps.Paging.ROW_NUMBER,
        fetch_percent=True,
        limit_in_compound=False,
        booleans=caps.Booleans.PREDICATE_ONLY,
        nulls_ordering=caps.NullsOrdering.CASE,
        distinct_from=caps.Distinct.INTERSECT,
        values_table=True,
        json=caps.Json.QUERY_CASE,
        table_hints=True,
        try_cast=True,
        nested_ctes=False,
        recursive_word=False,
        frame_literal=True,
        order_by_in_subquery=False,
        insert_returning=caps.Returning.OUTPUT,
        update_returning=caps.Returning.OUTPUT,
        delete_returning=caps.Returning.OUTPUT,
        implicit_returning=True,
        generated_key=caps.GeneratedKey.QUERY,
        update_from=caps.UpdateFrom.FROM_WITH_TARGET,
        delete_using=caps.DeleteUsing.FROM_WITH_TARGET,
        upsert=caps.Upsert.MERGE,
        upsert_outcome="LOWER($action)",
        merge=caps.MergeForm.ONE_EACH,
        merge_by_source=True,
        merge_returning=caps.Returning.OUTPUT,
        merge_outcome="LOWER($action)",
        row_versions=caps.RowVersions.DELETED_INSERTED,
        returning_other_tables=True,
        dml_hints=True,
        row_order=caps.RowOrder.NUMBERED,
        sequences=True,
        identity=True,
        comments=True,
        expression_indexes=False,
        native_uuid=True,
        replace_view=caps.ReplaceView.OR_ALTER,
        table_as=caps.TableAs.INTO,
        temporary_table_as=False,
        table_as_if_not_exists=False,
        release_savepoint=False,
        max_parameters=2099,
        max_insert_rows=1000,
        max_identifier=128,
    )
    since = (
        ((11,), {"paging": caps.Paging.TOP}),
        ((16,), {"distinct_from": caps.Distinct.STANDARD}),
    )
    types = TYPES
    type_impls = {**TYPE_IMPLS, **document.STANDARD_PATHS}
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {
        "now": "CURRENT_TIMESTAMP",
        "current_date": "GETDATE()",
        "length": "LEN",
        "aggregate_strings": "string_agg",
        "pow": expr.named("POWER"),
        "char_length": "LEN",
    }
    operators: ClassVar[dict[str, Any]] = {
        "truediv": expr.division_plus_zero,
        "truncdiv_op": expr.truncated("CAST(", " AS BIGINT)"),
        "concat_op": "+",
        "collate": expr.collate,
        "bitwise_lshift_op": shift,
        "bitwise_rshift_op": shift,
        "match_op": expr.contains_call,
        "not_match_op": expr.contains_call,
        "regexp_match_op": expr.lacking("regular expressions", "use like()"),
        "not_regexp_match_op": expr.lacking("regular expressions", "use not_like()"),
        "regexp_replace_op": expr.lacking("regular expression replacement", "use func.replace()"),
    }
    renders: ClassVar[dict[type, Any]] = {
        t.Extract: date_part,
        t.Cast: cast,
        t.ValuesQuery: query.values_query_as_union,
    }
    clauses: ClassVar[dict[str, tuple[str, ...]]] = {
        "insert": ("with", "insert", "output", "source", "conflict"),
        "update": ("with", "update", "set", "output", "from", "where"),
        "delete": ("with", "delete", "output", "using", "where"),
    }
    ddl_renders = ddl.DDL_RENDERS
    ddl_refused = ddl.DDL_REFUSED
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        "PrimaryKeyConstraint": {"clustered": None},
        "UniqueConstraint": {"clustered": None},
        "Index": {"clustered": None, "include": None, "where": None, "columnstore": None},
        "Column": {"identity_start": None, "identity_increment": None},
    }
    reflection: ClassVar[Any] = MSSQLCatalog()
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    merge_hint = " WITH (HOLDLOCK)"
    merge_end = ";"
    # https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-backslash
    literals_join_lines = True

    def describe(self) -> str:
        """Return the name and the year, as people call the versions."""
        year = YEARS.get(self.version[0] if self.version else 0)
        return f"{self.title} {year}" if year else super().describe()

    def around_insert(self, ctx: Any) -> tuple[str, str] | None:
        """Return SET IDENTITY_INSERT where a value is given for the column that the server counts (error 544)."""
        table, keys = ctx.facts.get("insert_table"), ctx.facts.get("insert_keys", ())
        if not any(c.key in keys and _is_counted(c) for c in getattr(table, "c", ())):
            return None
        schema = (ctx.schema_map or {}).get(table.schema, table.schema)
        name = f"{self.quote_schema(schema)}.{self.quote(table.name)}" if schema else self.quote(table.name)
        return f"SET IDENTITY_INSERT {name} ON", f"SET IDENTITY_INSERT {name} OFF"

    def quote_schema(self, schema: str) -> str:
        """Return ``database.owner`` for a schema of two parts, such as ``mydb.dbo`` or ``[my.db].[dbo]``."""
        database, owner = parts_of(schema)
        if database is None:
            return self.quote(owner)
        return f"{self.quote_database(database)}.{self.quote(owner) if owner else ''}"

    def quote_database(self, database: tuple[str, ...]) -> str:
        """Return the parts of a schema before its owner: a database, and a linked server before that."""
        return ".".join(map(self.quote, database))

    def next_value(self, sequence: Any) -> str:
        """Return ``NEXT VALUE FOR name``."""
        return f"NEXT VALUE FOR {self.format_table(sequence)}"

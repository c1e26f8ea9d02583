"""Oracle Database: what it can, by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ...core.dialect import Capabilities, Dialect, caps, expr, query
from ...core.engine.driver import flag
from ...core.tree import nodes as t
from ...core.types import document, scalar
from . import ddl
from .drivers import DEFAULT_DRIVER, DRIVERS
from .reflection import OracleCatalog
from .types import CASTS, LITERALS, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    """
    access add all alter and any as asc audit between by char check cluster column comment compress connect create
    current date decimal default delete desc distinct drop else exclusive exists file float for from grant group
    having identified immediate in increment index initial insert integer intersect into is level like lock long
    maxextents minus mlslabel mode modify noaudit nocompress not nowait null number of offline on online option or
    order pctfree prior public raw rename resource row rowid rownum rows select session set share size smallint
    start successful synonym sysdate table then to trigger uid union unique update user validate values varchar
    varchar2 view whenever where with
    """.split()
)
RESERVED |= frozenset(["revoke"])


def lock(w: Any, n: t.Lock) -> None:
    """FOR UPDATE; there is no FOR SHARE."""
    w.put(" FOR UPDATE")
    if n.of:
        w.put(" OF ")
        w.seq(n.of)
    w.put(" NOWAIT" if n.nowait else "", " SKIP LOCKED" if n.skip_locked else "")


def minus(w: Any, n: t.Compound) -> None:
    """EXCEPT is called MINUS before 21c, and still may be."""
    query.compound(w, n._with(keyword=n.keyword.replace("EXCEPT", "MINUS")))


def json_value(w: Any, n: t.JsonRead) -> None:
    """``JSON_VALUE(doc, path RETURNING type ERROR ON ERROR)``."""
    type_ = n.type
    if isinstance(type_, scalar.Numeric):
        name = f"NUMBER({type_.precision}, {type_.scale})"
    else:
        name = "VARCHAR2(4000)" if isinstance(type_, scalar.String) else w.dialect.cast_type(type_)
    w.put("JSON_VALUE(", n.expr, ", ", n.path, f" RETURNING {name} ERROR ON ERROR)")


def cast(w: Any, n: t.Cast) -> None:
    """CAST; where the value may not convert, ``CAST(x AS type DEFAULT NULL ON CONVERSION ERROR)``."""
    if not n.safe:
        expr.cast(w, n)
        return
    w.put("CAST(", n.expr, f" AS {w.dialect.cast_type(n.type)} DEFAULT NULL ON CONVERSION ERROR)")


class Oracle(Dialect):
    """Oracle Database. Full support from 19c on; 23ai adds booleans, multi-row VALUES and UPDATE FROM."""

    name = "oracle"
    glot = "oracle"
    title = "Oracle"
    default_version = (19,)
    paramstyle = "named"
    reserved = RESERVED
    names_in_bytes = True
    illegal_initial = frozenset("0123456789$_")
    capabilities = Capabilities(
        paging=caps.Paging.ROW_NUMBER,
        paging_literal=True,
        fetch_percent=True,
        booleans=caps.Booleans.PREDICATE_ONLY,
        nulls_ordering=caps.NullsOrdering.SYNTAX,
        nulls_sort_low=False,
        bare_from="DUAL",
        distinct_from=caps.Distinct.DECODE,
        json=caps.Json.QUERY_RETURNING,
        hint_comment=True,
        lock_of_columns=True,
        try_cast=True,
        row_values=True,
        lateral=True,
        for_update=True,
        skip_locked=True,
        recursive_word=False,
        alias_word=False,
        order_by_label=False,
        insert_returning=caps.Returning.INTO,
        update_returning=caps.Returning.INTO,
        delete_returning=caps.Returning.INTO,
        implicit_returning=True,
        upsert_returning=False,
        update_from=caps.UpdateFrom.CORRELATED,
        delete_using=caps.DeleteUsing.EXISTS,
        upsert=caps.Upsert.MERGE,
        merge=caps.MergeForm.WHERE,
        insert_rows=caps.InsertRows.UNION,
        empty_insert=caps.EmptyInsert.DEFAULT_WORD,
        cte_before_insert=False,
        cte_before_update=False,
        sequences=True,
        comments=True,
        if_exists=False,
        deferrable=True,
        replace_view=caps.ReplaceView.OR_REPLACE,
        materialized_views=True,
        temporary_table_as=False,
        table_as_if_not_exists=False,
        release_savepoint=False,
        two_phase=True,
        batch_rowcount=True,
        max_parameters=32767,
        max_in_list=1000,
        max_identifier=30,
    )
    since = (
        ((12,), {"paging": caps.Paging.OFFSET_FETCH, "identity": True}),
        ((12, 2), {"max_identifier": 128}),
        ((21,), {"intersect_all": True}),
        (
            (23,),
            {
                "booleans": caps.Booleans.NATIVE,
                "table_as_if_not_exists": True,
                "if_exists": True,
                "bare_from": "",
                "max_in_list": 65535,
                "insert_rows": caps.InsertRows.VALUES,
                "update_from": caps.UpdateFrom.FROM,
                "aggregate_filter": True,
                "values_table": True,
            },
        ),
    )
    #: False: paging by ROW_NUMBER, as before Oracle 12.
    option_enable_offset_fetch: ClassVar[bool] = True
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"enable_offset_fetch": flag}
    option_changes: ClassVar[Mapping[str, Callable[[Any], dict[str, Any]]]] = {
        "enable_offset_fetch": lambda on: {} if on else {"paging": caps.Paging.ROW_NUMBER}
    }
    options_elsewhere: ClassVar[Mapping[str, tuple[tuple[Any, ...], str]]] = {
        "use_ansi": ((True, None), "joins are written with JOIN, which Oracle takes since version 9"),
        "optimize_limits": ((False, None), "write the hint, select(...).prefix_with('/*+ FIRST_ROWS(10) */')"),
        "use_binds_for_limits": ((True, False, None), ""),
        "use_nchar_for_unicode": (
            (False, None),
            "say it of a type, Unicode(20).with_variant(oracle.NVARCHAR2(20), 'oracle'), or NCLOB",
        ),
        "exclude_tablespaces": ((None,), "say which tables are wanted, metadata.reflect(only=...)"),
    }
    types = TYPES
    type_impls = {**TYPE_IMPLS, **document.STANDARD_PATHS}
    casts = CASTS
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {
        "now": "CURRENT_TIMESTAMP",
        "char_length": "LENGTH",
        "aggregate_strings": "LISTAGG",
        "pow": expr.named("POWER"),
    }
    operators: ClassVar[dict[str, Any]] = {
        "truediv": "/",
        "floordiv": expr.floor_call,
        "truncdiv_op": expr.truncated_call,
        "serverdiv_op": expr.unknown_division,
        "mod": expr.call_of("mod"),
        "match_op": expr.contains_call,
        "not_match_op": expr.contains_call,
        "regexp_match_op": expr.regexp_like,
        "not_regexp_match_op": expr.regexp_like,
        "regexp_replace_op": expr.regexp_replace,
        "bitwise_lshift_op": expr.lacking("bit shifts", "multiply or divide by a power of two"),
        "bitwise_rshift_op": expr.lacking("bit shifts", "multiply or divide by a power of two"),
        "bitwise_not_op": expr.lacking("the bitwise NOT", "write -x - 1"),
        "bitwise_and_op": expr.call_of("BITAND"),
        "bitwise_or_op": expr.call_of("BITOR"),
        "bitwise_xor_op": expr.call_of("BITXOR"),
    }
    ddl_renders = ddl.DDL_RENDERS
    ddl_refused = ddl.DDL_REFUSED
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        "Table": {"resolve_synonyms": False, "on_commit": None, "compress": False, "tablespace": None},
        "Index": {"bitmap": False, "compress": False, "vector": False},
        "Sequence": {"order": None},
        "Identity": {"order": None, "on_null": None},
        "Select": {"fetch_approximate": False},
        "CompoundSelect": {"fetch_approximate": False},
    }
    reflection: ClassVar[Any] = OracleCatalog()
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    merge_where = True
    empty_set = "SELECT 1 FROM DUAL WHERE 1!=1"
    renders: ClassVar[dict[type, Any]] = {t.ValuesRef: query.values_as_union,
        t.ValuesQuery: query.values_query_as_union, t.Lock: lock, t.Compound: minus,
        t.JsonRead: json_value,
        t.Cast: cast,
        t.FunctionRef: query.table_of_function,
        t.AliasValue: lambda w, n: w.put(f"{expr.source(w, n.source)}.COLUMN_VALUE"),
    }  # fmt: skip

    def fetch_word(self, options: tuple[Any, ...]) -> str:
        """Return APPROX for ``oracle_fetch_approximate``: a vector index may then answer."""
        return "APPROX " if dict(options).get("oracle_fetch_approximate") else ""

    folds_bind_names = True  # the driver knows names in capitals: ``:a`` and ``:A`` are one

    def bind_key(self, name: str) -> str:
        """Return the name, in quotes where the text has it in quotes: the driver compares it so."""
        return f'"{name}"' if name.lower() in self.reserved or name[0] in self.illegal_initial else name

    def placeholder(self, name: str, number: int) -> str:
        """Return ``:name``, in quotes where the name is a word of the language."""
        return f":{self.bind_key(name)}" if self.paramstyle == "named" else super().placeholder(name, number)

    def next_value(self, sequence: Any) -> str:
        """Return ``name.nextval``."""
        return f"{self.format_table(sequence)}.nextval"

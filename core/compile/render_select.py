"""Print queries and FROM elements in the standard's spelling."""

from __future__ import annotations

from typing import Any

from ..tree import nodes as t
from .writer import Writer

JOINS = {"inner": " JOIN ", "left": " LEFT OUTER JOIN ", "full": " FULL OUTER JOIN ", "cross": " CROSS JOIN "}


def select(w: Writer, n: t.Select) -> None:
    """SELECT, clause after clause."""
    if n.with_ is not None:
        w.put(n.with_)
    w.put("SELECT ")
    for p in n.prefixes:
        w.put(w.escape(p), " ")
    extensions(w, n, "post_select", after=" ")
    if n.distinct_on:
        w.put("DISTINCT ON (")
        w.seq(n.distinct_on)
        w.put(") ")
    elif n.distinct:
        w.put("DISTINCT ")
    if type(n.page) is t.Top:
        w.put(n.page)
    extensions(w, n, "pre_columns", after=" ")
    w.seq(n.columns)
    if n.into:
        w.put(" INTO ", n.into)
    if n.froms:
        w.put(" FROM " if type(n.froms[0]) is t.BareFrom else " \nFROM ")
        w.seq(n.froms)
    if n.where is not None:
        w.put(" \nWHERE ", n.where)
    if n.group_by:
        w.put(" GROUP BY ")
        w.seq(n.group_by)
    if n.having is not None:
        w.put(" \nHAVING ", n.having)
    extensions(w, n, "post_criteria", before=" \n")
    tail(w, n)
    extensions(w, n, "post_body", before=" ")
    for hint in n.hints:
        w.put(" ", w.escape(hint))
    for p in n.suffixes:
        w.put(" ", w.escape(p), " ")


def extensions(w: Writer, n: Any, point: str, before: str = "", after: str = "") -> None:
    """Elements that an application put at ``point``."""
    for e in getattr(n, "extensions", ()):  # a lowered form that has no place for them is refused before
        if e.point == point:
            w.put(before, e, after)


def compound(w: Writer, n: t.Compound) -> None:
    """A set operation."""
    if n.with_ is not None:
        w.put(n.with_)
    w.seq(n.queries, f" {n.keyword} ")
    tail(w, n)


def tail(w: Writer, n: Any) -> None:
    """ORDER BY, paging and locking."""
    if n.order_by:
        w.put(" ORDER BY ")
        w.seq(n.order_by)
    if n.page is not None and type(n.page) is not t.Top:
        w.put(n.page)
    if n.lock is not None:
        w.put(n.lock)


def limit_offset(w: Writer, n: t.LimitOffset) -> None:
    """``LIMIT n OFFSET m``."""
    if n.limit is not None:
        w.put("\n LIMIT ", n.limit)
    if n.offset is not None:
        if n.limit is None:
            w.put(w.dialect.limit_all)
        w.put(" OFFSET ", n.offset)


def limit_offset_spaced(w: Writer, n: t.LimitOffset) -> None:
    """The same after a space."""
    if n.limit is not None:
        w.put(" \n LIMIT ", n.limit)
    if n.offset is not None:
        if n.limit is None:
            w.put(w.dialect.limit_all)
        w.put(" OFFSET ", n.offset)


def limit_comma(w: Writer, n: t.LimitComma) -> None:
    """``LIMIT m, n``."""
    w.put(" \n LIMIT ")
    if n.offset is not None:
        w.put(n.offset, ", ")
    w.put(n.limit if n.limit is not None else "18446744073709551615")


def offset_fetch(w: Writer, n: t.OffsetFetch) -> None:
    """``OFFSET m ROWS FETCH FIRST n ROWS ONLY``."""
    if n.offset is not None:
        w.put("\n OFFSET ", n.offset, " ROWS")
    if n.limit is not None:
        w.put(f"\n FETCH {w.dialect.fetch_word(n.options)}FIRST ", n.limit, " PERCENT" if n.percent else "")
        w.put(" ROWS WITH TIES" if n.ties else " ROWS ONLY")


def offset_fetch_grouped(w: Writer, n: t.OffsetFetch) -> None:
    """The same with counts in parentheses: a cast parameter is no plain number."""
    if n.offset is not None:
        w.put("\n OFFSET (", n.offset, ") ROWS")
    if n.limit is not None:
        w.put("\n FETCH FIRST (", n.limit, ")", " PERCENT" if n.percent else "")
        w.put(" ROWS WITH TIES" if n.ties else " ROWS ONLY")


def top(w: Writer, n: t.Top) -> None:
    """``TOP n``."""
    w.put("TOP ", n.limit, " ", "PERCENT " if n.percent else "", "WITH TIES " if n.ties else "")


def lock(w: Writer, n: t.Lock) -> None:
    """FOR UPDATE."""
    if n.read:
        w.put(" FOR KEY SHARE" if n.key_share else " FOR SHARE")
    else:
        w.put(" FOR NO KEY UPDATE" if n.key_share else " FOR UPDATE")
    if n.of:
        w.put(" OF ")
        w.seq(n.of)
    w.put(" NOWAIT" if n.nowait else "", " SKIP LOCKED" if n.skip_locked else "")


def lock_plain(w: Writer, n: t.Lock) -> None:
    """FOR UPDATE as the standard has it."""
    w.put(" FOR UPDATE")


def with_(w: Writer, n: t.With) -> None:
    """WITH."""
    w.put("WITH RECURSIVE " if n.recursive and w.dialect.capabilities.recursive_word else "WITH ")
    w.seq(n.ctes, ", \n")
    w.put("\n ")


def cte(w: Writer, n: t.CteDef) -> None:
    """One CTE."""
    columns = f"({', '.join(map(w.name, n.columns))})" if n.columns else ""
    words = "".join(f"{p} " for p in n.prefixes)
    w.put(f"{w.name(n.name)}{columns} AS {words}\n(", n.query, ")", *(f" {s} " for s in n.suffixes))


def alias_word(w: Writer) -> str:
    """Return what stands between a FROM element and its alias."""
    return " AS " if w.dialect.capabilities.alias_word else " "


def table(w: Writer, n: t.TableRef) -> None:
    """A table."""
    name = f"{w.schema(n.schema)}.{w.name(n.name)}" if n.schema else w.name(n.name)
    w.put(name)
    if n.alias:
        w.put(alias_word(w), w.name(n.alias))
    if n.hint:
        w.put(" ", w.escape(n.hint.replace("%(name)s", w.name(n.name))))


def derived(w: Writer, n: t.Derived) -> None:
    """A subquery."""
    w.put("LATERAL (" if n.lateral else "(", n.query, ")", alias_word(w), w.name(n.alias))
    if n.columns:
        w.put(f" ({', '.join(map(w.name, n.columns))})")


def cte_ref(w: Writer, n: t.CteRef) -> None:
    """A CTE by name."""
    w.put(w.name(n.name))
    if n.alias:
        w.put(alias_word(w), w.name(n.alias))


def join(w: Writer, n: t.JoinRef) -> None:
    """A join."""
    w.put(n.left, w.dialect.joins.get(n.kind) or JOINS[n.kind], n.right)
    if n.on is not None:
        w.put(" ON ", n.on)


def values(w: Writer, n: t.ValuesRef) -> None:
    """VALUES as a table."""
    w.put("LATERAL (VALUES " if n.lateral else "(VALUES ")
    for i, row in enumerate(n.rows):
        w.put(", (" if i else "(", row, ")")
    w.put(")", alias_word(w), w.name(n.alias), f" ({', '.join(map(w.name, n.columns))})")


def values_query(w: Writer, n: t.ValuesQuery) -> None:
    """VALUES as a query."""
    w.put("VALUES ")
    for i, row in enumerate(n.rows):
        w.put(", (" if i else "(", row, ")")


def values_as_union(w: Writer, n: t.ValuesRef) -> None:
    """Rows as ``SELECT a AS x ... UNION ALL SELECT ...``, where VALUES takes no column names."""
    bare = f" FROM {w.dialect.capabilities.bare_from}" if w.dialect.capabilities.bare_from else ""
    w.put("LATERAL (" if n.lateral else "(")
    for i, row in enumerate(n.rows):
        w.put(" UNION ALL SELECT " if i else "SELECT ")
        for j, cell in enumerate(row.parts):
            w.put(", " if j else "", cell)
            if not i:
                w.put(f" AS {w.name(n.columns[j])}")
        w.put(bare)
    w.put(")", alias_word(w), w.name(n.alias))


def values_query_as_union(w: Writer, n: t.ValuesQuery) -> None:
    """Rows as ``SELECT a, b UNION ALL SELECT c, d``, where VALUES is no query."""
    bare = f" FROM {w.dialect.capabilities.bare_from}" if w.dialect.capabilities.bare_from else ""
    for i, row in enumerate(n.rows):
        w.put(" UNION ALL SELECT " if i else "SELECT ", row, bare)


def function_table(w: Writer, n: t.FunctionRef) -> None:
    """A function that returns rows."""
    w.put("LATERAL " if n.lateral else "", n.call, " WITH ORDINALITY" if n.ordinality else "")
    function_alias(w, n)


def table_of_function(w: Writer, n: t.FunctionRef) -> None:
    """``TABLE (function())``."""
    w.put("LATERAL " if n.lateral else "", "TABLE (", n.call, " WITH ORDINALITY" if n.ordinality else "", ")")
    function_alias(w, n)


def function_alias(w: Writer, n: t.FunctionRef) -> None:
    """Put the alias of a function, and its columns where they are written."""
    if n.alias is None:
        return
    w.put(alias_word(w), w.name(n.alias))
    if n.columns:
        columns = (w.name(c) + ("" if type_ is None else f" {w.dialect.type_text(type_)}") for c, type_ in n.columns)
        w.put(f"({', '.join(columns)})")


def sample(w: Writer, n: t.SampleRef) -> None:
    """``t AS a TABLESAMPLE method(n) REPEATABLE (seed)``."""
    w.put(n.table, " TABLESAMPLE ", n.method)
    if n.seed is not None:
        w.put(" REPEATABLE (", n.seed, ")")


ANSI_QUERIES: dict[Any, Any] = {
    t.Select: select,
    t.Compound: compound,
    t.Extension: lambda w, n: w.put(n.element),
    t.LimitOffset: limit_offset,
    t.LimitComma: limit_comma,
    t.OffsetFetch: offset_fetch,
    t.Top: top,
    t.Lock: lock_plain,
    t.With: with_,
    t.CteDef: cte,
    t.TableRef: table,
    t.Derived: derived,
    t.CteRef: cte_ref,
    t.JoinRef: join,
    t.ValuesRef: values,
    t.ValuesQuery: values_query,
    t.FunctionRef: function_table,
    t.SampleRef: sample,
    t.RawFrom: lambda w, n: w.put(n.text),
    t.BareFrom: lambda w, n: w.put(n.name),
}

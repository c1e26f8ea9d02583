"""Print INSERT, UPDATE, DELETE and MERGE; the order of clauses is the dialect's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..tree import nodes as t
from .capabilities import EmptyInsert
from .render_select import extensions
from .writer import Writer


def insert(w: Writer, n: t.Insert) -> None:
    """INSERT."""
    _clauses(w, n, "insert", _INSERT)


def update(w: Writer, n: t.Update) -> None:
    """UPDATE."""
    _clauses(w, n, "update", _UPDATE)


def delete(w: Writer, n: t.Delete) -> None:
    """DELETE."""
    _clauses(w, n, "delete", _DELETE)


def _clauses(w: Writer, n: Any, verb: str, table: dict[str, Callable[[Writer, Any], None]]) -> None:
    for clause in w.dialect.clauses[verb]:
        table[clause](w, n)


def _with(w: Writer, n: Any) -> None:
    if n.with_ is not None:
        w.put(n.with_)


def _insert_head(w: Writer, n: t.Insert) -> None:
    w.put("INSERT", *[f" {w.escape(p)}" for p in n.prefixes], " INTO ", n.table)
    if n.columns:
        w.put(f" ({', '.join(map(w.name, n.columns))})")


def _source(w: Writer, n: t.Insert) -> None:
    if isinstance(n.source, t.DefaultRow):
        kind = w.dialect.capabilities.empty_insert
        if kind is EmptyInsert.DEFAULT_VALUES:
            w.put(" DEFAULT VALUES")
        elif kind is EmptyInsert.EMPTY_LISTS:
            w.put(" () VALUES ()")
        else:
            key = n.table.keys[0] if n.table.keys else n.table.columns[0]
            w.put(f" ({w.name(key)}) VALUES (DEFAULT)")
    else:
        w.put(" ", n.source)
    extensions(w, n, "post_values", before=" ")


def rows(w: Writer, n: t.Rows) -> None:
    """VALUES."""
    w.put("VALUES ")
    for i, row in enumerate(n.rows):
        w.put(", (" if i else "(", row, ")")


def union_rows(w: Writer, n: t.UnionRows) -> None:
    """Rows as SELECTs united."""
    for i, row in enumerate(n.rows):
        w.put(" UNION ALL SELECT " if i else "SELECT ", row, f" FROM {n.bare_from}" if n.bare_from else "")


def _optional(name: str) -> Callable[[Writer, Any], None]:
    def render(w: Writer, n: Any) -> None:
        part = getattr(n, name)
        if part is not None:
            w.put(part)

    return render


def _update_head(w: Writer, n: t.Update) -> None:
    w.put("UPDATE", *[f" {w.escape(p)}" for p in n.prefixes], " ", n.table)


def _set(w: Writer, n: Any) -> None:
    w.put(" SET ")
    w.seq(n.assigns)


def _from(w: Writer, n: t.Update) -> None:
    if n.froms:
        w.put(" FROM ")
        w.seq(n.froms)


def _where(w: Writer, n: Any) -> None:
    if n.where is not None:
        w.put(" WHERE ", n.where)
    extensions(w, n, "post_criteria", before=" ")


def _limit(w: Writer, n: Any) -> None:
    if n.limit is not None:
        w.put(" LIMIT ", n.limit)


def _delete_head(w: Writer, n: t.Delete) -> None:
    w.put("DELETE", *[f" {w.escape(p)}" for p in n.prefixes], " FROM ", n.table)


def _using(w: Writer, n: t.Delete) -> None:
    if n.using:
        w.put(" USING ")
        w.seq(n.using)


def assign(w: Writer, n: t.Assign) -> None:
    """``column=value``."""
    w.put(n.column, "=", n.value)


def returning(w: Writer, n: t.ReturningClause) -> None:
    """RETURNING."""
    w.put(" RETURNING ")
    w.seq(n.columns)


def returning_into(w: Writer, n: t.ReturningInto) -> None:
    """RETURNING ... INTO."""
    w.put(" RETURNING ")
    for i, c in enumerate(n.columns):
        w.put(", " if i else "", c.expr if isinstance(c, t.Labeled) else c)
    w.put(" INTO ")
    w.seq(n.outs)


def output(w: Writer, n: t.Output) -> None:
    """OUTPUT."""
    w.put(" OUTPUT ")
    w.seq(n.columns)


def on_conflict(w: Writer, n: t.OnConflict) -> None:
    """ON CONFLICT."""
    w.put(" ON CONFLICT")
    if n.constraint is not None:
        w.put(f" ON CONSTRAINT {w.name(n.constraint)}")
    elif n.target:
        w.put(f" ({', '.join(w.name(x) if isinstance(x, str) else str(x) for x in n.target)})")
        if n.target_where is not None:
            w.put(" WHERE ", n.target_where)
    if not n.assigns:
        w.put(" DO NOTHING")
        return
    w.put(" DO UPDATE SET ")
    _spaced(w, n.assigns)
    if n.where is not None:
        w.put(" WHERE ", n.where)


def on_duplicate_key(w: Writer, n: t.OnDuplicateKey) -> None:
    """ON DUPLICATE KEY UPDATE."""
    w.put(" ON DUPLICATE KEY UPDATE ")
    _spaced(w, n.assigns)


def _spaced(w: Writer, assigns: tuple[t.Assign, ...]) -> None:
    for i, a in enumerate(assigns):
        w.put(", " if i else "", a.column, " = ", a.value)


def merge(w: Writer, n: t.Merge) -> None:
    """MERGE."""
    _with(w, n)
    w.put("MERGE INTO ", n.table, n.hint, " USING ", n.source, " ON (", n.on, ")")
    for c in n.clauses:
        w.put(c)
    if n.returning is not None:
        w.put(n.returning)
    w.put(n.end)


def merge_when(w: Writer, n: t.MergeWhen) -> None:
    """One WHEN clause of a MERGE; its condition stands before THEN, or after SET as WHERE."""
    w.put(" WHEN ", n.when.upper())
    inline = n.condition is not None and not w.dialect.merge_where
    if inline:
        w.put(" AND ", n.condition)
    w.put(" THEN ")
    if n.action == "insert":
        if n.columns:
            w.put(f"INSERT ({', '.join(map(w.name, n.columns))}) VALUES (")
            w.seq(n.values)
            w.put(")")
        else:
            w.put("INSERT DEFAULT VALUES")
    elif n.action == "update":
        w.put("UPDATE SET ")
        _spaced(w, n.assigns)
    else:
        w.put("DELETE" if n.action == "delete" else "DO NOTHING")
    if n.condition is not None and not inline:
        w.put(" WHERE ", n.condition)
    if n.delete_where is not None:
        w.put(" DELETE WHERE ", n.delete_where)


def rows_after_select(w: Writer, n: t.ValuesRef) -> None:
    """``(SELECT 1 AS a UNION ALL VALUES (2), (3))``: the SELECT names the columns, where VALUES cannot.

    Any number of rows is one term: SQLite takes 500 SELECTs in a UNION, and no limit of VALUES.
    """
    w.put("(SELECT ")
    for i, (cell, name) in enumerate(zip(n.rows[0].parts, n.columns, strict=True)):
        w.put(", " if i else "", cell, f" AS {w.name(name)}")
    for i, row in enumerate(n.rows[1:]):
        w.put(", (" if i else " UNION ALL VALUES (", row, ")")
    w.put(") AS ", w.name(n.alias))


def update_join(w: Writer, n: t.UpdateJoin) -> None:
    """``UPDATE a, b SET a.x = b.y``."""
    w.put("UPDATE ", n.table, ", ")
    w.seq(n.froms)
    w.put(" SET ")
    w.seq(n.assigns)
    _where(w, n)


def delete_from_using(w: Writer, n: t.DeleteFromUsing) -> None:
    """``DELETE FROM a USING a, b``."""
    if n.with_ is not None:
        w.put(n.with_)
    target = n.table
    w.put("DELETE FROM ", w.name(target.alias) if target.alias else target)
    if n.returning is not None and isinstance(n.returning, t.Output):
        w.put(n.returning)
    w.put(f" {n.word} ")
    w.seq((target, *n.using))
    _where(w, n)
    if n.returning is not None and not isinstance(n.returning, t.Output):
        w.put(n.returning)


_INSERT: dict[str, Callable[[Writer, Any], None]] = {
    "with": _with,
    "insert": _insert_head,
    "output": _optional("returning"),
    "source": _source,
    "conflict": _optional("conflict"),
    "returning": _optional("returning"),
}
_UPDATE: dict[str, Callable[[Writer, Any], None]] = {
    "with": _with,
    "update": _update_head,
    "set": _set,
    "output": _optional("returning"),
    "from": _from,
    "where": _where,
    "returning": _optional("returning"),
    "limit": _limit,
}
_DELETE: dict[str, Callable[[Writer, Any], None]] = {
    "with": _with,
    "delete": _delete_head,
    "output": _optional("returning"),
    "using": _using,
    "where": _where,
    "returning": _optional("returning"),
    "limit": _limit,
}
ANSI_CLAUSES: dict[str, tuple[str, ...]] = {
    "insert": ("with", "insert", "source", "conflict", "returning"),
    "update": ("with", "update", "set", "from", "where", "returning", "limit"),
    "delete": ("with", "delete", "using", "where", "returning", "limit"),
}
ANSI_DML: dict[Any, Any] = {
    t.Insert: insert,
    t.Update: update,
    t.Delete: delete,
    t.Rows: rows,
    t.UnionRows: union_rows,
    t.DefaultRow: lambda w, n: None,
    t.Assign: assign,
    t.ReturningClause: returning,
    t.ReturningInto: returning_into,
    t.Output: output,
    t.OnConflict: on_conflict,
    t.OnDuplicateKey: on_duplicate_key,
    t.Merge: merge,
    t.MergeWhen: merge_when,
    t.UpdateJoin: update_join,
    t.DeleteFromUsing: delete_from_using,
}

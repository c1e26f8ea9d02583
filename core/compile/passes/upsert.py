"""Upsert: ON CONFLICT, ON DUPLICATE KEY UPDATE, or MERGE."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import Upsert
from ..context import Context
from ..render_type import value_type
from .base import Pass
from .merge import MATCHED, NOT_MATCHED


def to_on_conflict(n: t.Insert, ctx: Context) -> t.Tree:
    """Print the clause of PostgreSQL and SQLite.

    The portable upsert and ``on_conflict_do_*`` become ``ON CONFLICT (key) DO UPDATE SET ...``.
    """
    c = n.conflict
    if type(c) is not t.Conflict:
        return n
    if c.style == "duplicate_key":
        raise ctx.refuse("ON DUPLICATE KEY UPDATE", "use insert(t).on_conflict(...).do_update(...)")
    assigns = c.assigns if c.action == "update" else ()
    made = t.OnConflict(c.target, c.constraint, c.target_where, assigns, _condition(c))
    source = n.source
    if (
        isinstance(source, t.Select)
        and source.where is None
        and source.froms
        and not source.group_by
        and ctx.dialect.conflict_needs_where
    ):
        # "ON" after a FROM list would be read as a join condition
        source = source._with(where=t.Truth(True))
    return n._with(conflict=made, source=source)


def to_on_duplicate_key(n: t.Insert, ctx: Context) -> t.Tree:
    """Print the clause of the MySQL family.

    It fires on any unique key, so a portable upsert that names one is refused where another could fire. A WHERE
    becomes ``IF(condition, new, old)`` for each column; "nothing" sets the key to itself, and swallows no other error.
    """
    c = n.conflict
    if type(c) is not t.Conflict:
        return n
    if c.style == "clause":
        raise ctx.refuse("ON CONFLICT", "use insert(t).on_conflict(...), which every dialect has")
    table = n.table
    excluded = {t.ExcludedRef: lambda x, _: t.Call("VALUES", (t.ColumnRef(None, x.name),))}
    if c.style == "portable":
        _check_keys(c, table, n.columns, ctx)
    if c.action == "nothing":
        key = table.keys[0] if table.keys else n.columns[0]
        own = t.ColumnRef(table.source, key)
        return n._with(conflict=t.OnDuplicateKey((t.Assign(t.ColumnRef(None, key), own),)))
    assigns = tuple(_conditional(a, c, table).transform(excluded) for a in c.assigns)
    return n._with(conflict=t.OnDuplicateKey(_readers_first(assigns, table, ctx) if c.style == "portable" else assigns))


def _condition(c: t.Conflict) -> Any:
    """Return when a row that is there is updated: the user's condition, and that something differs."""
    if c.where is None or c.changed is None:
        return c.where if c.changed is None else c.changed
    parts = c.where.parts if isinstance(c.where, t.Junction) and c.where.op is ops.AND else (c.where,)
    grouped = (t.Group(p) if isinstance(p, t.Junction) else p for p in (*parts, c.changed))
    return t.Junction(ops.AND, tuple(grouped))


def _conditional(a: t.Assign, c: t.Conflict, table: t.TableRef) -> t.Assign:
    """Keep the column as it is where the update's condition does not hold.

    What is taken over from the new row may be set whether it differs or not; only what is set beside, as a date of
    change, has to know.
    """
    condition = c.where if isinstance(a.value, t.ExcludedRef) else _condition(c)
    if condition is None:
        return a
    return a._with(value=t.Call("IF", (condition, a.value, t.ColumnRef(table.source, a.column.name))))


def _readers_first(assigns: tuple[t.Assign, ...], table: t.TableRef, ctx: Context) -> tuple[t.Assign, ...]:
    """Order assignments so that each column is read before it is set: they take effect one after the other here."""
    left = {a.column.name: a for a in assigns}
    reads = {
        name: {x.name for x in a.value.walk() if isinstance(x, t.ColumnRef) and x.source == table.source} - {name}
        for name, a in left.items()
    }
    made = []
    while left:
        free = next((n for n in left if not any(n in reads[m] for m in left if m != n)), None)
        if free is None:
            raise ctx.refuse(
                f"an upsert in which {', '.join(sorted(left))} are set from each other's old values",
                "columns are set one after the other here; read the row first, or leave one of them out",
            )
        made.append(left.pop(free))
    return tuple(made)


def _check_keys(c: t.Conflict, table: t.TableRef, columns: tuple[str, ...], ctx: Context) -> None:
    if not c.target:
        return
    others = [k for k in c.keys if set(k) != set(c.target) and all(x in columns for x in k)]
    if others:
        named = ", ".join(f"({', '.join(k)})" for k in others)
        raise ctx.refuse(
            f"an upsert on ({', '.join(c.target)}) of a table with another unique key {named}",
            "ON DUPLICATE KEY UPDATE fires on any of them; leave the other key's columns out, or select first",
        )


def to_merge(n: t.Insert, ctx: Context) -> t.Tree:
    """Print a MERGE whose source is the rows.

    ``INSERT INTO t (id, a) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET a = excluded.a`` becomes ``MERGE INTO t USING
    (SELECT 1 AS id, 2 AS a) excluded ON (t.id = excluded.id) WHEN MATCHED THEN UPDATE SET a = excluded.a WHEN NOT
    MATCHED THEN INSERT (id, a) VALUES (excluded.id, excluded.a)``. Source columns are cast: a parameter has no type.
    """
    c = n.conflict
    if type(c) is not t.Conflict:
        return n
    if c.style != "portable":
        raise ctx.refuse("this dialect-specific upsert", "use insert(t).on_conflict(...), which every dialect has")
    if c.constraint is not None:
        raise ctx.refuse("an upsert by constraint name", "name the columns: on_conflict(table.c.email)")
    if c.target_where is not None:
        raise ctx.refuse("an upsert on a partial index", "name a full unique key")
    target = c.target
    keys = (target,) if target else tuple(k for k in c.keys if all(x in n.columns for x in k))
    if not keys or any(x not in n.columns for k in keys for x in k):
        raise ctx.refuse(
            "an upsert whose key columns are not all inserted", "insert a value for each column of the key"
        )
    alias = "excluded"
    source = _source_of(n, c, alias, ctx)
    owner = n.table.source
    matches = []
    for k in keys:
        pairs = tuple(t.Binary(ops.EQ, t.ColumnRef(owner, x), t.ColumnRef(alias, x)) for x in k)
        matches.append(pairs[0] if len(pairs) == 1 else t.Junction(ops.AND, pairs))
    on = matches[0] if len(matches) == 1 else t.Junction(ops.OR, tuple(matches))
    clauses = []
    if c.action == "update":
        reference = {t.ExcludedRef: lambda x, _: t.ColumnRef(alias, x.name)}
        assigns = tuple(a.transform(reference)._with(column=_set_target(n, a, ctx)) for a in c.assigns)
        where = _condition(c)
        where = None if where is None else where.transform(reference)
        clauses.append(t.MergeWhen(MATCHED, where, "update", assigns))
    values = tuple(t.ColumnRef(alias, x) for x in n.columns)
    clauses.append(t.MergeWhen(NOT_MATCHED, None, "insert", (), n.columns, values))
    return t.Merge(n.table, source, on, tuple(clauses), n.returning, ctx.dialect.merge_hint, ctx.dialect.merge_end)


def _set_target(n: t.Insert, a: t.Assign, ctx: Context) -> t.ColumnRef:
    return t.ColumnRef(n.table.source, a.column.name)


def _source_of(n: t.Insert, c: t.Conflict, alias: str, ctx: Context) -> Any:
    if isinstance(n.source, t.Rows):
        rows = tuple(
            t.CommaList(
                tuple(
                    t.Cast(cell, value_type(type_, ctx.dialect)) for cell, type_ in zip(row.parts, c.types, strict=True)
                )
            )
            for row in n.source.rows
        )
        return t.ValuesRef(rows, alias, n.columns)
    if isinstance(n.source, t.Select):
        columns = tuple(col._with(name=name, shown=True) for col, name in zip(n.source.columns, n.columns, strict=True))
        return t.Derived(n.source._with(columns=columns), alias)
    raise ctx.refuse("an upsert without values", "give values or a select")


def refuse(n: t.Insert, ctx: Context) -> t.Tree:
    """Say that there is no upsert."""
    if n.conflict is None:
        return n
    raise ctx.refuse("upsert", "select first, then insert or update, in one transaction")


def outcome(n: Any, ctx: Context) -> t.Tree:
    """Print what tells an inserted row from an updated one, where the server has it."""
    if type(n.returning) is not t.Returning:
        return n  # type: ignore[no-any-return]
    verb = type(n).__name__.lower()
    if verb == "insert" and n.conflict is not None:
        if not ctx.caps.upsert_outcome:
            raise ctx.refuse("outcome() in RETURNING", "compare a timestamp or counter that the update sets")
        text = ctx.caps.upsert_outcome
    else:
        text = f"'{verb}'"
    made = n.returning.transform({t.OutcomeRef: lambda x, _: t.Raw(text)})
    return n._with(returning=made)  # type: ignore[no-any-return]


PASSES = (
    Pass(
        "outcome",
        dict.fromkeys((t.Insert, t.Update, t.Delete), outcome),
        triggers=(t.OutcomeRef,),
        why=(
            "does not tell inserted rows from updated ones by a word",
            "a system column or the old row tells them apart",
        ),
    ),
    Pass(
        "upsert to ON CONFLICT",
        {t.Insert: to_on_conflict},
        when=lambda c: c.upsert is Upsert.ON_CONFLICT,
        triggers=(t.Conflict,),
        why=("has ON CONFLICT", "excluded and the columns to set are written out"),
    ),
    Pass(
        "upsert to ON DUPLICATE KEY",
        {t.Insert: to_on_duplicate_key},
        when=lambda c: c.upsert is Upsert.ON_DUPLICATE_KEY,
        triggers=(t.Conflict,),
        why=(
            "has ON DUPLICATE KEY UPDATE, which fires on any unique key",
            "it stands for on_conflict() of the one key that the given columns can meet; another one is refused",
        ),
    ),
    Pass(
        "upsert to MERGE",
        {t.Insert: to_merge},
        when=lambda c: c.upsert is Upsert.MERGE,
        triggers=(t.Conflict,),
        why=("has no ON CONFLICT", "MERGE of the given rows, which keeps out other writers while it looks for the key"),
    ),
    Pass(
        "no upsert",
        {t.Insert: refuse},
        when=lambda c: c.upsert is Upsert.NONE,
        triggers=(t.Conflict,),
        why=("has no upsert of any form", "it is refused"),
    ),
)

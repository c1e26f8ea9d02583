"""Resolve MERGE: what each clause sets or inserts, with the defaults of the table, and what comes back."""

from __future__ import annotations

from typing import Any

from ..exc import ArgumentError, CompileError
from ..expression import elements as e
from ..expression import merge as m
from ..expression import selectable as f
from ..expression.dml import unique_keys_of
from ..tree import nodes as t
from ..types.base import NULLTYPE
from .capabilities import MergeForm, Returning
from .render_type import value_type
from .resolve_dml import _default_value, _note_row, _returning
from .resolve_select import SelectResolver, _condition, _with_ctes
from .resolver import STATEMENTS, Scope


def resolve_merge(r: SelectResolver, node: m.Merge, parent: Scope | None, role: str) -> t.MergeStatement:
    """Resolve a MERGE."""
    ctx, table = r.ctx, node._target
    if node.source is None or not node.clauses:
        what = "a source: merge(table).using(source, on=...)" if node.source is None else "a WHEN clause"
        raise CompileError(f"MERGE INTO {table.description} needs {what}")
    source_from = node.source.selectable if isinstance(node.source, f.Entity) else node.source
    scope = Scope(parent)
    for item in (table, source_from):
        for part in item._parts():
            scope.froms[id(part)] = part
    target = r.from_(table, scope)._with(
        columns=tuple(c.name for c in table.c), keys=tuple(c.name for c in getattr(table, "primary_key", ()))
    )
    source = r.from_(source_from, scope)
    if isinstance(source, t.ValuesRef) and isinstance(source_from, f.Values) and ctx.caps.untyped_parameters:
        first = tuple(
            cell if type_._affinity is NULLTYPE._affinity else t.Cast(cell, value_type(type_, ctx.dialect))
            for cell, (_, type_) in zip(source.rows[0].parts, source_from.specs, strict=True)
        )
        source = source._with(rows=(t.CommaList(first), *source.rows[1:]))
    on = _condition(r, (node.on,), scope)
    clauses = tuple(_clause(r, node, c, i, table, source_from, scope) for i, c in enumerate(node.clauses))
    if ctx.caps.merge is MergeForm.NONE:
        how = ctx.caps.insert_returning if ctx.caps.upsert_returning else Returning.NONE
    else:
        how = ctx.caps.merge_returning
    returning = _returning(r, node, table, scope, how, "MERGE")
    made = t.MergeStatement(None, target, source, on, clauses, returning, unique_keys_of(table))
    return _with_ctes(r, node, made, role)  # type: ignore[no-any-return]


def _clause(
    r: SelectResolver, node: m.Merge, clause: m.MergeClause, number: int, table: Any, source: Any, scope: Scope
) -> t.MergeClause:
    condition = None if clause.condition is None else _condition(r, (clause.condition,), scope)
    if clause.action not in ("insert", "update"):
        return t.MergeClause(clause.when, condition, clause.action)
    given = {a.key: a.value for a in clause.assignments}
    if clause.same_names:
        given = _same_names(node, clause, table, source)
    cells: dict[str, Any] = {}
    row: dict[str, Any] = {}
    event = "default" if clause.action == "insert" else "onupdate"
    for c in table.c:
        if c.key in given:
            cells[c.key] = r.value(given[c.key], scope)
        elif getattr(c, event, None) is not None:
            default = _default_value(r, getattr(c, event), c, scope, f"{c.key}_{event}_{number}", row)
            if default is not None:
                cells[c.key] = default
    _note_row(r.ctx, row, cells.items())
    assigns = tuple(t.Assign(t.ColumnRef(None, table.c[key].name), value) for key, value in cells.items())
    return t.MergeClause(clause.when, condition, clause.action, assigns)


def _same_names(node: m.Merge, clause: m.MergeClause, table: Any, source: Any) -> dict[str, Any]:
    fixed: set[Any] = set()
    if clause.action == "update":
        matched = {x.name for x in node.on.walk() if isinstance(x, e.NamedColumn) and x.table is table}
        fixed = matched | {c.name for c in getattr(table, "primary_key", ())}
    found = {key: source.c[key] for key, c in table.c.items() if key in source.c and c.name not in fixed}
    if not found:
        raise ArgumentError(
            f"{clause.action}() without values takes over what both have, and {source.description!r} has none "
            f"of {table.description!r}: name them, {clause.action}(column=value)"
        )
    return found


STATEMENTS[m.Merge] = resolve_merge

"""Surface statement in, statement tree out: names, FROM lists, labels, binds and result columns become explicit."""

from __future__ import annotations

from typing import Any

from ..exc import CompileError
from ..expression.elements import BindParameter, ClauseElement
from ..expression.selectable import FromClause
from ..tree import nodes as t
from . import resolve_dml, resolve_merge  # noqa: F401 - they register INSERT, UPDATE, DELETE and MERGE
from .context import Context
from .resolve_select import SelectResolver
from .resolver import STATEMENTS, Scope

KINDS = {
    "Select": "select",
    "Compound": "select",
    "Insert": "insert",
    "Update": "update",
    "Delete": "delete",
    "MergeStatement": "merge",
}


def resolve(statement: Any, ctx: Context) -> tuple[Any, str]:
    """Return the tree of ``statement`` and its kind: select, insert, update, delete, text or expression."""
    resolver = SelectResolver(ctx)
    for base in type(statement).__mro__:
        if base in STATEMENTS:
            tree = _wrapped(resolver, resolver.statement(statement, None, "top"))
            return tree, KINDS.get(type(tree).__name__, "text")
    if isinstance(statement, FromClause):
        return resolver.from_(statement, Scope()), "from"
    if isinstance(statement, ClauseElement):
        return _wrapped(resolver, resolver.expr(statement, Scope())), "expression"
    raise CompileError(f"{statement!r} is no SQL element that can be compiled")


def _wrapped(resolver: SelectResolver, tree: Any) -> Any:
    """Put the SQL expressions of types that have a ``bind_expression`` around their parameters."""
    ctx = resolver.ctx
    if not any(slot.type._wraps_binds for slot in ctx.slots):
        return tree

    def wrap(n: t.Bind, _: Any) -> Any:
        slot = ctx.slots[n.slot]
        if slot.out or not slot.type._wraps_binds:
            return n
        stand_in = BindParameter(slot.name, slot.type)
        made = slot.type.bind_expression(stand_in)
        if made is None or made is stand_in:
            return n
        if slot.expanding:
            raise CompileError(
                f"a list of values of type {slot.type!r} cannot be bound, as each is wrapped in SQL; "
                "combine comparisons with or_()"
            )
        ctx.same_slot(stand_in, n.slot)
        return resolver.expr(made, Scope())

    return tree.transform({t.Bind: wrap})


def resolve_bare(expression: Any, ctx: Context, *, include_table: bool) -> Any:
    """Return the tree of an expression that stands in DDL, its columns without their table unless asked for."""
    scope = Scope()
    scope.bare = not include_table
    return SelectResolver(ctx).expr(expression, scope)

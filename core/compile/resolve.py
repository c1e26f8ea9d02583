"""Surface statement in, statement tree out: names, FROM lists, labels, binds and result columns become explicit."""

from __future__ import annotations

from typing import Any

from ..exc import CompileError
from ..expression.elements import BindParameter, ClauseElement
from ..expression.selectable import FromClause
from ..tree import nodes as t
from ..types.scalar import TupleType
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
    if not any(map(_wraps, ctx.slots)):
        return tree

    def around(number: int, type_: Any, name: str) -> Any:
        stand_in = BindParameter(name, type_)
        made = type_.bind_expression(stand_in) if type_._wraps_binds else None
        if made is None or made is stand_in:
            return t.Bind(number)
        ctx.same_slot(stand_in, number)
        return resolver.expr(made, Scope())

    def wrap(n: t.Bind, _: Any) -> Any:
        slot = ctx.slots[n.slot]
        if slot.out or not _wraps(slot):
            return n
        if not slot.expanding:
            made = around(n.slot, slot.type, slot.name)
            return n if type(made) is t.Bind else made
        types = slot.type.types if isinstance(slot.type, TupleType) else (slot.type,)
        items = tuple([around(n.slot, type_, slot.name) for type_ in types])
        return n if all(type(item) is t.Bind for item in items) else t.BindList(n.slot, items)

    return tree.transform({t.Bind: wrap})


def _wraps(slot: Any) -> bool:
    type_ = slot.type
    return type_._wraps_binds or (isinstance(type_, TupleType) and any(part._wraps_binds for part in type_.types))


def resolve_bare(expression: Any, ctx: Context, *, include_table: bool) -> Any:
    """Return the tree of an expression that stands in DDL, its columns without their table unless asked for."""
    scope = Scope()
    scope.bare = not include_table
    return SelectResolver(ctx).expr(expression, scope)

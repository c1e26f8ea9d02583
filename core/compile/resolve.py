"""Surface statement in, statement tree out: names, FROM lists, labels, binds and result columns become explicit."""

from __future__ import annotations

from typing import Any

from ..exc import CompileError
from ..expression.elements import ClauseElement
from ..expression.selectable import FromClause
from . import resolve_dml  # registers INSERT, UPDATE, DELETE
from .context import Context
from .resolve_select import SelectResolver
from .resolver import STATEMENTS, Scope

KINDS = {"Select": "select", "Compound": "select", "Insert": "insert", "Update": "update", "Delete": "delete"}


def resolve(statement: Any, ctx: Context) -> tuple[Any, str]:
    """Return the tree of ``statement`` and its kind: select, insert, update, delete, text or expression."""
    resolver = SelectResolver(ctx)
    for base in type(statement).__mro__:
        if base in STATEMENTS:
            tree = resolver.statement(statement, None, "top")
            return tree, KINDS.get(type(tree).__name__, "text")
    if isinstance(statement, FromClause):
        return resolver.from_(statement, Scope()), "from"
    if isinstance(statement, ClauseElement):
        return resolver.expr(statement, Scope()), "expression"
    raise CompileError(f"{statement!r} is no SQL element that can be compiled")


def resolve_bare(expression: Any, ctx: Context, *, include_table: bool) -> Any:
    """Return the tree of an expression that stands in DDL, its columns without their table unless asked for."""
    scope = Scope()
    scope.bare = not include_table
    return SelectResolver(ctx).expr(expression, scope)


unique_keys_of = resolve_dml.unique_keys_of

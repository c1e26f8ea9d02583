"""Row values and nested WITH where the server has none."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import Capabilities
from ..context import Context
from .base import Pass


def compared(n: t.Binary, ctx: Context) -> t.Tree:
    """Compare rows value by value: what is unknown stays unknown.

    ``(a, b) = (1, 2)`` becomes ``(a = 1 AND b = 2)``, ``(a, b) < (1, 2)`` becomes ``(a < 1 OR a = 1 AND b < 2)``.
    """
    if type(n.left) is not t.RowValue or type(n.right) is not t.RowValue or n.op not in _STRICT:
        return n
    pairs = list(zip(n.left.parts, n.right.parts, strict=True))
    if n.op in (ops.EQ, ops.NE):
        each = tuple(t.Binary(n.op, a, b) for a, b in pairs)
        return t.Group(t.Junction(ops.AND if n.op is ops.EQ else ops.OR, each))
    choices = []
    for i, (a, b) in enumerate(pairs):
        before = tuple(t.Binary(ops.EQ, x, y) for x, y in pairs[:i])
        last = t.Binary(n.op if i == len(pairs) - 1 else _STRICT[n.op], a, b)
        choices.append(t.Junction(ops.AND, (*before, last)) if before else last)
    return t.Group(t.Junction(ops.OR, tuple(choices)))


def unsupported(n: t.Binary, ctx: Context) -> t.Tree:
    """Refuse a row value that is not compared with another."""
    if type(n.left) is not t.RowValue and type(n.right) is not t.RowValue:
        return n
    remedy = "use or_(and_(a == 1, b == 2), ...), or exists() over values()"
    raise ctx.refuse("row values such as (a, b) IN ...", remedy)


def top_only(tree: Any, ctx: Context) -> Any:
    """Refuse WITH inside a query."""
    for n in tree.walk():
        if n is not tree and getattr(n, "with_", None) is not None:
            remedy = "leave out nesting=True and nest_here, and define all CTEs at the top"
            raise ctx.refuse("WITH inside a query", remedy)
    return tree


def _without_rows(caps: Capabilities) -> bool:
    return not caps.row_values


#: Comparisons of rows, and the one that decides before the last value.
_STRICT = {ops.EQ: ops.EQ, ops.NE: ops.NE, ops.LT: ops.LT, ops.LE: ops.LT, ops.GT: ops.GT, ops.GE: ops.GT}
PASSES = (
    Pass(
        "comparisons of rows",
        {t.Binary: compared},
        when=lambda caps: not caps.row_comparisons,
        triggers=(t.RowValue,),
        why=(
            "compares values, not rows",
            "(a, b) < (x, y) is a < x OR a = x AND b < y, which is the definition of the standard",
        ),
    ),
    Pass(
        "row values",
        {t.Binary: unsupported},
        when=_without_rows,
        triggers=(t.RowValue,),
        why=("has no row values", "one in an IN is refused"),
    ),
    Pass(
        "WITH at the top",
        whole=top_only,
        when=lambda caps: not caps.nested_ctes,
        triggers=(t.With,),
        why=("takes WITH only before a whole statement", "one inside a query is refused"),
    ),
)

"""NULLS FIRST and NULLS LAST, and ORDER BY where it may not stand."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import NullsOrdering
from ..context import Context
from .base import Pass


def nulls_to_case(n: t.Ordered, ctx: Context) -> t.Tree:
    """Sort by whether the expression is NULL, then by the expression.

    ``ORDER BY a DESC NULLS LAST`` becomes ``ORDER BY CASE WHEN (a IS NULL) THEN 1 ELSE 0 END, a DESC``; where NULLs
    stand at that end already nothing is added.
    """
    if not n.nulls:
        return n
    descending = n.direction == "DESC"
    natural = "FIRST" if ctx.caps.nulls_sort_low != descending else "LAST"
    plain = t.Ordered(n.expr, n.direction) if n.direction else n.expr
    if n.nulls == natural:
        return plain
    first, other = ("0", "1") if n.nulls == "FIRST" else ("1", "0")
    test = t.Group(t.Binary(ops.IS, n.expr, t.Null()))
    return t.CommaList((t.Case(None, (t.When(test, t.Raw(first)),), t.Raw(other)), plain))


def no_order_in_subquery(n: t.Derived, ctx: Context) -> t.Tree:
    """Take ORDER BY out of a subquery that is not cut: the server refuses it, and it means nothing (Msg 1033)."""
    q = n.query
    if isinstance(q, (t.Select, t.Compound)) and q.order_by and q.page is None:
        return n._with(query=q._with(order_by=()))
    return n


def named_nulls(tree: Any, ctx: Context) -> Any:
    """Name the expression of an ordering by label where CASE needs it: a label has no meaning inside CASE."""

    def select(n: t.Select, _: Context) -> t.Tree:
        labels = {c.name: c.expr for c in n.columns if isinstance(c, t.Labeled)}

        def item(o: Any) -> Any:
            if isinstance(o, t.Ordered) and o.nulls and isinstance(o.expr, t.NameRef) and o.expr.name in labels:
                return o._with(expr=labels[o.expr.name])
            return o

        made = tuple(item(o) for o in n.order_by)
        return n if all(a is b for a, b in zip(made, n.order_by, strict=True)) else n._with(order_by=made)

    return tree.transform({t.Select: select}, ctx).transform({t.Ordered: nulls_to_case}, ctx)


PASSES = (
    Pass(
        "NULLS FIRST/LAST to CASE",
        whole=named_nulls,
        when=lambda c: c.nulls_ordering is NullsOrdering.CASE,
        triggers=(t.Ordered,),
        why=(
            "has no NULLS FIRST and NULLS LAST",
            "a CASE before the column sorts the nulls to the end that was asked for",
        ),
    ),
    Pass(
        "no ORDER BY in a subquery",
        {t.Derived: no_order_in_subquery},
        when=lambda c: not c.order_by_in_subquery,
        why=(
            "takes no ORDER BY in a subquery without a limit",
            "it is left out: it never ordered the rows of the statement around it",
        ),
    ),
)

"""Operators that a server has in another form: ILIKE, IS DISTINCT FROM, FILTER."""

from __future__ import annotations

from ...expression import operators as ops
from ...tree import nodes as t
from ..capabilities import Capabilities, Distinct
from ..context import Context
from .base import Pass


def ilike(n: t.Binary, ctx: Context) -> t.Tree:
    """Lower both sides: ``a ILIKE b`` becomes ``lower(a) LIKE lower(b)``."""
    if n.op is not ops.ILIKE and n.op is not ops.NOT_ILIKE:
        return n
    op = ops.LIKE if n.op is ops.ILIKE else ops.NOT_LIKE
    return t.Binary(op, t.Call("lower", (n.left,)), _lowered(n.right), n.modifiers)


def _lowered(n: t.Tree) -> t.Tree:
    """Lower a pattern, the percent signs of startswith() and its kin left outside."""
    if type(n) is t.Junction and any(type(p) is t.Raw for p in n.parts):
        return n._with(parts=tuple(p if type(p) is t.Raw else t.Call("lower", (p,)) for p in n.parts))
    return t.Call("lower", (n,))


def distinct_from(n: t.Binary, ctx: Context) -> t.Tree:
    """Give NULL-safe comparison the server's form.

    ``a IS DISTINCT FROM b`` becomes ``a IS NOT b``, ``NOT (a <=> b)``, ``DECODE(a, b, 0, 1) = 1`` or
    ``NOT EXISTS (SELECT a INTERSECT SELECT b)``.
    """
    if n.op is not ops.IS_DISTINCT and n.op is not ops.IS_NOT_DISTINCT:
        return n
    differs = n.op is ops.IS_DISTINCT
    how = ctx.caps.distinct_from
    if how is Distinct.IS_NOT:
        return t.Binary(ops.IS_NOT if differs else ops.IS, n.left, n.right)
    if how is Distinct.SPACESHIP:
        same = t.Binary(SPACESHIP, n.left, n.right)
        return t.Unary(ops.NOT, t.Group(same)) if differs else same
    if how is Distinct.DECODE:
        call = t.Call("DECODE", (n.left, n.right, t.Raw("0"), t.Raw("1")))
        return t.Binary(ops.EQ, call, t.Raw("1" if differs else "0"))
    left = t.Select(None, (t.Labeled(n.left, "", False),))
    right = t.Select(None, (t.Labeled(n.right, "", False),))
    exists = t.ExistsQuery(t.Compound(None, "INTERSECT", (left, right)))
    return t.Unary(ops.NOT, exists) if differs else exists


def no_dml_in_with(n: t.CteDef, ctx: Context) -> t.Tree:
    """Refuse a CTE that changes rows."""
    if isinstance(n.query, (t.Insert, t.Update, t.Delete)):
        raise ctx.refuse(f"{type(n.query).__name__.upper()} in WITH", "execute it first and use the rows it returns")
    return n


def no_try_cast(n: t.Cast, ctx: Context) -> t.Tree:
    """Refuse a cast that gives NULL for what does not convert."""
    if n.safe:
        raise ctx.refuse("TRY_CAST", "convert in Python, or test the text with a CASE before cast()")
    return n


def filter_to_case(n: t.Filtered, ctx: Context) -> t.Tree:
    """Move the condition into the aggregate: ``sum(a) FILTER (WHERE b)`` becomes ``sum(CASE WHEN (b) THEN a END)``."""
    call = n.expr
    if not isinstance(call, t.Call) or len(call.args) != 1:
        raise ctx.refuse("FILTER on this aggregate", "write a CASE inside the aggregate")
    arg = call.args[0]
    if isinstance(arg, t.ColumnRef) and arg.name == "*":
        arg = t.Raw("1")
    if isinstance(arg, t.Unary) and arg.op is ops.DISTINCT:
        made: t.Tree = t.Unary(ops.DISTINCT, t.Case(None, (t.When(t.Group(n.condition), arg.operand),), None))
    else:
        made = t.Case(None, (t.When(t.Group(n.condition), arg),), None)
    return call._with(args=(made,))


def literal_frame(n: t.Window, ctx: Context) -> t.Tree:
    """Write the counts of a window frame into the text, where a parameter may not stand."""
    for bound in (n.low, n.high):
        if isinstance(bound, t.Bind):
            ctx.slots[bound.slot].literal_execute = True
    return n


def _needs_distinct(caps: Capabilities) -> bool:
    return caps.distinct_from is not Distinct.STANDARD


SPACESHIP = ops.Operator("spaceship", "<=>", 5)
PASSES = (
    Pass(
        "no DML in WITH",
        {t.CteDef: no_dml_in_with},
        when=lambda c: not c.dml_ctes,
        why=("reads only queries in WITH", "a CTE that changes rows is refused"),
    ),
    Pass(
        "ILIKE to lower() LIKE lower()",
        {t.Binary: ilike},
        when=lambda c: not c.ilike,
        triggers=(ops.ILIKE, ops.NOT_ILIKE),
        why=("has no ILIKE", "both sides are compared in lower case"),
    ),
    Pass(
        "IS DISTINCT FROM",
        {t.Binary: distinct_from},
        when=_needs_distinct,
        triggers=(ops.IS_DISTINCT, ops.IS_NOT_DISTINCT),
        why=(
            "has no IS DISTINCT FROM",
            "its own null-safe comparison stands there, or a CASE of comparisons with NULL",
        ),
    ),
    Pass(
        "no TRY_CAST",
        {t.Cast: no_try_cast},
        when=lambda c: not c.try_cast,
        triggers=("TRY CAST",),
        why=("has no cast that gives NULL for what cannot be cast", "it is refused"),
    ),
    Pass(
        "frame counts in the text",
        {t.Window: literal_frame},
        when=lambda c: c.frame_literal,
        why=("takes no parameters in a window frame", "the counts of rows are written into the text, as whole numbers"),
    ),
    Pass(
        "FILTER to CASE",
        {t.Filtered: filter_to_case},
        when=lambda c: not c.aggregate_filter,
        why=(
            "has no FILTER of an aggregate",
            "the aggregate reads a CASE that is NULL where the condition is not true; aggregates skip NULL",
        ),
    ),
)

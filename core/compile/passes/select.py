"""SELECT without FROM, locking, and clauses that a server lacks."""

from __future__ import annotations

from typing import Any

from ...tree import nodes as t
from ..capabilities import Paging
from ..context import Context
from .base import Pass
from .ordering import no_order_in_subquery


def bare_select(n: t.Select, ctx: Context) -> t.Tree:
    """Add the one-row table: ``SELECT 1`` becomes ``SELECT 1 FROM DUAL``."""
    return n if n.froms else n._with(froms=(t.BareFrom(ctx.caps.bare_from),))


def no_lock(n: t.Select, ctx: Context) -> t.Tree:
    """Leave out FOR UPDATE where the server locks by itself."""
    return n if n.lock is None else n._with(lock=None)


def no_skip_locked(n: t.Lock, ctx: Context) -> t.Tree:
    """Refuse SKIP LOCKED: without it the statement would wait."""
    if n.skip_locked:
        raise ctx.refuse("SKIP LOCKED", "use nowait=True and try again, or lock row by row")
    return n


def no_distinct_on(n: t.Select, ctx: Context) -> t.Tree:
    """Refuse DISTINCT ON."""
    if n.distinct_on:
        raise ctx.refuse("DISTINCT ON", "number the rows: func.row_number().over(partition_by=..., order_by=...) == 1")
    return n


def no_lateral(n: Any, ctx: Context) -> Any:
    """Refuse LATERAL."""
    if n.lateral:
        raise ctx.refuse("LATERAL", "use a scalar subquery or a window function")
    return n


def wrap_cut(n: t.Compound, ctx: Context) -> t.Tree:
    """Put a SELECT with ORDER BY or a limit of its own into FROM, where the server has it no place in a set operation.

    ``(SELECT a FROM t LIMIT 1) UNION ...`` becomes ``SELECT * FROM (SELECT a FROM t LIMIT 1) AS anon_1 UNION ...``.
    """
    star = t.Labeled(t.ColumnRef(None, "*", False, True), "", False)

    def wrapped(q: t.Tree) -> t.Tree:
        if type(q) is not t.Group or type(q.expr) is not t.Select:
            return q
        return t.Select(None, (star,), (t.Derived(q.expr, ctx.anonymous("anon")),))

    queries = tuple(wrapped(q) for q in n.queries)
    return n if all(a is b for a, b in zip(queries, n.queries, strict=True)) else n._with(queries=queries)


def no_full_join(n: t.JoinRef, ctx: Context) -> t.Tree:
    """Refuse FULL OUTER JOIN."""
    if n.kind == "full":
        raise ctx.refuse("FULL OUTER JOIN", "unite two outer joins: left.outerjoin(right) and right.outerjoin(left)")
    return n


PASSES = (
    Pass(
        "SELECT without FROM",
        {t.Select: bare_select},
        when=lambda c: bool(c.bare_from),
        why=("has no SELECT without FROM", "its table of one row stands there"),
    ),
    Pass(
        "no FOR UPDATE",
        {t.Select: no_lock},
        when=lambda c: not c.for_update,
        triggers=(t.Lock,),
        why=("locks no rows by SELECT", "FOR UPDATE is left out: its writers wait for each other anyway"),
    ),
    Pass(
        "no SKIP LOCKED",
        {t.Lock: no_skip_locked},
        when=lambda c: c.for_update and not c.skip_locked,
        why=("has no SKIP LOCKED and NOWAIT", "they are refused"),
    ),
    Pass(
        "no DISTINCT ON",
        {t.Select: no_distinct_on},
        when=lambda c: not c.distinct_on,
        triggers=("DISTINCT ON",),
        why=("has no DISTINCT ON", "it is refused; ROW_NUMBER() in a subquery does the same"),
    ),
    Pass(
        "no LATERAL",
        dict.fromkeys((t.Derived, t.ValuesRef, t.FunctionRef), no_lateral),
        when=lambda c: not c.lateral,
        why=("has no LATERAL", "it is refused"),
    ),
    Pass(
        "cut SELECT in FROM",
        {t.Compound: wrap_cut},
        when=lambda c: not c.limit_in_compound,
        why=("takes no LIMIT in the parts of a UNION", "such a part is a subquery of its own"),
    ),
    Pass(
        "no FULL JOIN",
        {t.JoinRef: no_full_join},
        when=lambda c: not c.full_join,
        why=("has no FULL JOIN", "it is refused"),
    ),
    Pass(
        "no ORDER BY of a page in a subquery",
        {t.Derived: no_order_in_subquery},
        when=lambda c: c.paging is Paging.ROW_NUMBER and not c.order_by_in_subquery,
        why=("takes no ORDER BY in a subquery", "the rows of a page are cut by their numbers, the order means nothing"),
    ),
)

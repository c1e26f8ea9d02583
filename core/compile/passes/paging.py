"""Cut a result the way that the dialect can."""

from __future__ import annotations

from typing import Any

from ...expression import operators as ops
from ...tree import nodes as t
from ...types.scalar import INTEGER
from ..capabilities import Paging
from ..context import Context
from .base import Pass


def limit_offset(n: t.Page, ctx: Context) -> t.Tree:
    """Print the two counts after the query.

    ``LIMIT 5``; a dialect that wants both gets ``LIMIT 5 OFFSET 0``.
    """
    if n.is_fetch:
        return offset_fetch(n, ctx)
    limit, offset = n.limit, n.offset
    if ctx.caps.page_needs_offset:
        if offset is None:
            offset = t.Bind(ctx.constant_slot(0, INTEGER))
        if limit is None:
            slot = ctx.slots[n.offset.slot] if isinstance(n.offset, t.Bind) else None
            limit = t.Bind(ctx.constant_slot(-1, INTEGER))
            if slot is not None:  # names follow the order of the text
                made = ctx.slots[limit.slot]
                slot.name, made.name = made.name, slot.name
    return t.LimitOffset(limit, offset)


def limit_comma(n: t.Page, ctx: Context) -> t.Tree:
    """Print the counts as ``LIMIT offset, count``; parameters are named in the order of the text."""
    if n.is_fetch:
        return offset_fetch(n, ctx)
    _rename(ctx, n.offset, n.limit)
    return t.LimitComma(n.limit, n.offset)


def offset_fetch(n: t.Page, ctx: Context) -> t.Tree:
    """Print the counts as the standard does.

    ``LIMIT 5 OFFSET 3`` becomes ``OFFSET 3 ROWS FETCH FIRST 5 ROWS ONLY``.
    """
    if n.percent and not ctx.caps.fetch_percent:
        raise ctx.refuse("FETCH of a percentage", "count the rows first, and fetch a number")
    if ctx.caps.paging_literal:
        _rename(ctx, n.offset, n.limit)
        _literal(ctx, n.limit)
        _literal(ctx, n.offset)
    return t.OffsetFetch(n.limit, n.offset, n.ties, n.percent, n.options)


def top(n: t.Select, ctx: Context) -> t.Tree:
    """Print a limit as TOP, and an offset as OFFSET and FETCH, which need an ORDER BY.

    ``SELECT a FROM t LIMIT 5`` becomes ``SELECT TOP 5 a FROM t``.
    """
    page = n.page
    if type(page) is not t.Page:
        return n
    simple = _is_simple(ctx, page.limit) and not page.is_fetch
    if page.offset is None and (simple or not n.order_by or page.ties or page.percent):
        _literal(ctx, page.limit)
        return n._with(page=t.Top(page.limit, page.ties, page.percent))
    if not n.order_by:
        raise ctx.refuse("OFFSET without ORDER BY", "add order_by() to say which rows come first")
    if page.ties or page.percent:
        raise ctx.refuse("FETCH with ties or percent beside an OFFSET", "leave out the offset, or number the rows")
    if page.offset is None:
        return n._with(page=t.OffsetFetch(page.limit, t.Raw("0")))
    _rename(ctx, page.offset, page.limit)
    return n._with(page=t.OffsetFetch(page.limit, page.offset))


def top_compound(n: t.Compound, ctx: Context) -> t.Tree:
    """Print a limit of a set operation as OFFSET and FETCH: TOP has no place in one."""
    if type(n.page) is not t.Page:
        return n
    if not n.order_by:
        raise ctx.refuse("a limit on a set operation without ORDER BY", "add order_by()")
    _rename(ctx, n.page.offset, n.page.limit)
    offset = n.page.offset if n.page.offset is not None else t.Raw("0")
    return n._with(page=t.OffsetFetch(n.page.limit, offset))


def row_number(n: t.Select, ctx: Context) -> t.Tree:
    """Number the rows in a subquery and filter by number.

    ``SELECT a FROM t ORDER BY b LIMIT 5`` becomes ``SELECT q.a FROM (SELECT a, ROW_NUMBER() OVER (ORDER BY b) AS rn
    FROM t) q WHERE rn <= 5 ORDER BY rn``: the numbering is what the order of the result means.
    """
    page = n.page
    if type(page) is not t.Page:
        return n
    alias, number = ctx.anonymous("anon"), ctx.anonymous("row_number")
    bare = f" FROM {ctx.caps.bare_from}" if ctx.caps.bare_from else ""
    order = n.order_by or (t.Raw(f"(SELECT NULL{bare})"),)
    names = [c.name for c in n.columns]
    columns = tuple(
        c._with(name=c.name if c.name and c.name not in names[:i] else f"c{i}", shown=True)
        for i, c in enumerate(n.columns)
    )
    numbered = t.Labeled(t.Window(t.Call("ROW_NUMBER", ()), (), order), number)
    inner = n._with(columns=(*columns, numbered), order_by=(), page=None, with_=None, lock=None)
    rn = t.ColumnRef(alias, number)
    parts: list[Any] = []
    if page.offset is not None:
        parts.append(t.Binary(ops.GT, rn, page.offset))
    if page.limit is not None:
        last = page.limit if page.offset is None else t.Binary(ops.ADD, page.limit, page.offset)
        parts.append(t.Binary(ops.LE, rn, last))
    where = parts[0] if len(parts) == 1 else t.Junction(ops.AND, tuple(parts))
    outer = tuple(t.Labeled(t.ColumnRef(alias, c.name), c.name, False) for c in columns)
    return t.Select(n.with_, outer, (t.Derived(inner, alias),), where, (), None, (rn,), None, n.lock)


def _is_simple(ctx: Context, node: Any) -> bool:
    """Answer whether a count is a plain number of the statement's own."""
    return isinstance(node, t.Bind) and ctx.slots[node.slot].key is None


def _literal(ctx: Context, node: Any) -> None:
    if isinstance(node, t.Bind) and _is_simple(ctx, node):
        ctx.slots[node.slot].literal_execute = True


def _rename(ctx: Context, first: Any, second: Any) -> None:
    """Let the parameter that is printed first have the lower number."""
    if isinstance(first, t.Bind) and isinstance(second, t.Bind) and first.slot > second.slot:
        a, b = ctx.slots[first.slot], ctx.slots[second.slot]
        a.name, b.name = b.name, a.name


PASSES = (
    Pass(
        "paging to LIMIT OFFSET",
        {t.Page: limit_offset},
        when=lambda c: c.paging is Paging.LIMIT_OFFSET,
        why=("pages by LIMIT and OFFSET", "limit() and offset() are spelled so"),
    ),
    Pass(
        "paging to LIMIT offset, count",
        {t.Page: limit_comma},
        when=lambda c: c.paging is Paging.LIMIT_COMMA,
        why=("pages by LIMIT offset, count", "limit() and offset() are spelled so"),
    ),
    Pass(
        "paging to OFFSET FETCH",
        {t.Page: offset_fetch},
        when=lambda c: c.paging is Paging.OFFSET_FETCH,
        why=("pages by OFFSET and FETCH", "limit() and offset() are spelled so"),
    ),
    Pass(
        "paging to TOP",
        {t.Select: top, t.Compound: top_compound},
        when=lambda c: c.paging is Paging.TOP,
        triggers=(t.Page,),
        why=(
            "pages by TOP, and by OFFSET and FETCH after an ORDER BY",
            "TOP is taken where there is no offset; an offset without an order is refused, its rows would be any",
        ),
    ),
    Pass(
        "paging to ROW_NUMBER",
        {t.Select: row_number},
        when=lambda c: c.paging is Paging.ROW_NUMBER,
        triggers=(t.Page,),
        why=("has neither LIMIT nor OFFSET", "ROW_NUMBER() counts the rows in a query around it"),
    ),
)

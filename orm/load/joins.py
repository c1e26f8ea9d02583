"""Relationship conditions, told for any pair of FROM elements: tables, aliases, or bound values on one side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...core.expression.elements import BindParameter, NamedColumn, and_
from ...core.expression.selectable import Alias, Entity, Join

Replace = Callable[[Any], Any]
"""Return what stands for a column; itself, where nothing does."""


def column_map(selectable: Any) -> dict[int, Any]:
    """Return, by ``id()``, which column of `selectable` proxies each column behind it."""
    found: dict[int, Any] = {}
    for column in selectable.c:
        behind = column
        while behind is not None:
            found.setdefault(id(behind), column)
            behind = getattr(behind, "element", None)
    return found


def columns_of(entity: Any) -> Replace:
    """Return the translation of a mapper's columns to those of one surface entity (or any FROM element)."""
    selectable = entity.selectable if isinstance(entity, Entity) else entity
    table = getattr(getattr(entity, "mapper", None), "local_table", None)
    if selectable is None or selectable is table:
        return keep
    found = column_map(selectable)
    return lambda column: found.get(id(column), column)


def keep(column: Any) -> Any:
    """Leave every column as it is."""
    return column


def replace_columns(expression: Any, replace: Replace) -> Any:
    """Return `expression` with its columns replaced; binds keep their identity, so that values stay matched."""

    def swap(node: Any) -> Any:
        if isinstance(node, BindParameter):
            return node
        return replace(node) if isinstance(node, NamedColumn) else None

    return expression.swap(swap)


def remote_columns(prop: Any) -> set[int]:
    """Return, as ids, the columns of `prop` that belong to its far side."""
    return {id(remote) for _, remote in prop.local_remote_pairs}


def conditions(prop: Any, left: Replace, right: Replace, secondary: Replace = keep) -> tuple[Any, Any]:
    """Return the primary and the secondary condition of `prop` (None without a secondary table).

    `left` replaces columns of the near side, `right` of the far side, `secondary` of the association table.
    """
    if prop.secondary is not None:
        link = {id(c) for c in prop.secondary.c}

        def through(side: Replace) -> Replace:
            return lambda c: secondary(c) if id(c) in link else side(c)

        return (
            replace_columns(prop.primaryjoin, through(left)),
            replace_columns(prop.secondaryjoin, through(right)),
        )
    far = remote_columns(prop)
    near_table = {id(c) for c in prop.parent.local_table.c} - far

    def side_of(column: Any) -> Any:
        if id(column) in far:
            return right(column)
        # a column that takes no part in the pairs belongs to the side whose table it is of
        found = column if id(column) in near_table else right(column)
        return left(column) if found is column else found

    return replace_columns(prop.primaryjoin, side_of), None


def together(*parts: Any) -> Any:
    """Return the conditions that are there, joined by AND; None without any."""
    present = [p for p in parts if p is not None]
    if not present:
        return None
    return present[0] if len(present) == 1 else and_(*present)


def link_alias(prop: Any) -> Any:
    """Return an anonymous alias of the association table of `prop`, None without one."""
    return None if prop.secondary is None else Alias(prop.secondary, None)


def join_parts(prop: Any, left: Any, right: Any, criteria: Iterable[Any] = ()) -> list[tuple[Any, Any]]:
    """Return what ``.join()`` along `prop` adds: pairs of FROM element and ON condition."""
    link = link_alias(prop)
    between = keep if link is None else columns_of(link)
    primary, secondary = conditions(prop, columns_of(left), columns_of(right), between)
    target = right.selectable if isinstance(right, Entity) else right
    if link is None:
        return [(target, together(primary, *criteria))]
    return [(link, primary), (target, together(secondary, *criteria))]


def eager_joins(prop: Any, left: Replace, right: Any, criteria: Iterable[Any], inner: bool) -> list[tuple[Any, Any]]:
    """Return what joined loading adds: pairs of FROM element and ON condition.

    In an outer join the association table and the far table are joined first, so that a link without a far row is none.
    """
    link = link_alias(prop)
    primary, secondary = conditions(prop, left, columns_of(right), keep if link is None else columns_of(link))
    if link is None:
        return [(right.selectable, together(primary, *criteria))]
    far = together(secondary, *criteria)
    if inner:
        return [(link, primary), (right.selectable, far)]
    return [(Join(link, right.selectable, far, False, False), primary)]

"""Readers of FROM: tables, subqueries, functions, LATERAL and joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expression import elements as e
from ..expression.elements import and_
from ..expression.functions import func
from ..expression.selectable import CTE, Alias, FromClause, Join, Lateral, Subquery, Values
from ..expression.tablevalued import TableValuedAlias
from .expressions import scalar
from .names import Source, find_column
from .reader import Args, Reader


def from_items(r: Reader, a: Args) -> list[Any]:
    """Return the FROM elements of a query, joins folded, and put them into the scope."""
    node = a.take("from")
    items: list[Any] = []
    if node is not None and not (_is_dual(node.this) and not a.node.args.get("joins")):
        f = Args(node)
        items.extend(_with_joins(r, f.take("this")))
        if f.left():
            raise r.refuse(node)
    for lateral in a.take("laterals") or ():
        items.append(_joined(r, items.pop(), r.read(lateral), None))
    for join in a.take("joins") or ():
        _fold(r, items, join)
    return items


def _is_dual(node: Any) -> bool:
    """Answer whether a FROM is the table of one row that some servers want: no FROM at all elsewhere."""
    named = type(node).__name__ == "Table" and hasattr(node.this, "name") and node.this.name.upper() == "DUAL"
    return named and len(Args(node).left()) == 1


def _with_joins(r: Reader, node: Any) -> list[Any]:
    """Return a FROM element with the joins that the parser hung under it."""
    joins = node.args.pop("joins", None) or []
    items = [r.read(node)]
    for join in joins:
        _fold(r, items, join)
    return items


def _fold(r: Reader, items: list[Any], node: Any) -> None:
    j = Args(node)
    this, side, kind, on = j.take("this"), j.take("side"), j.take("kind"), j.take("on")
    using, method = j.take("using"), j.take("method")
    if j.left():
        raise r.refuse(node)
    # JOIN alone and CROSS JOIN were given the word INNER; some dialects read a comma as CROSS
    comma = str(kind or "").upper() in ("", "CROSS") and not (side or method or on is not None or using)
    before = len(r.scope.sources)
    right = _with_joins(r, this)
    if comma or not items:
        items.extend(right)
        return
    if len(right) != 1:
        raise r.refuse(node)
    left, side, kind = items.pop(), str(side or "").upper(), str(kind or "").upper()
    if kind not in ("", "INNER", "OUTER", "CROSS", "STRAIGHT") or side not in ("", "LEFT", "RIGHT", "FULL"):
        raise r.refuse(node)
    if str(method or "").upper() == "NATURAL":
        using = _common(r, node, before)
    elif method:
        raise r.refuse(node)
    if using:
        condition = _using(r, node, [u if isinstance(u, str) else r.tables.identifier(u) for u in using], before, side)
    else:
        condition = None if on is None else scalar(r.read(on))
    items.append(_joined(r, left, right[0], condition, side))


def _joined(r: Reader, left: Any, right: Any, condition: Any, side: str = "") -> Join:
    made = e.TRUE if condition is None else condition
    if side == "RIGHT":
        return Join(right, left, made, True, False)
    return Join(left, right, made, side == "LEFT" or side == "FULL", side == "FULL")


def _common(r: Reader, node: Any, before: int) -> list[str]:
    sources = r.scope.sources
    if not all(s.known for s in sources):
        raise r.refuse(node, "NATURAL JOIN needs metadata that knows the columns; write USING (...)")
    left = [str(c.name) for s in sources[:before] for c in s.element.c]
    right = {str(c.name) for s in sources[before:] for c in s.element.c}
    return [n for n in dict.fromkeys(left) if n in right]


def _using(r: Reader, node: Any, names: list[str], before: int, side: str) -> Any:
    """Return the condition that USING means, and make each of its columns one in the scope."""
    conditions = []
    for name in names:
        left = r.scope.merged.get(name)
        if left is None:
            left = _column_among(r, node, r.scope.sources[:before], name)
        right = _column_among(r, node, r.scope.sources[before:], name)
        conditions.append(left == right)
        if side == "FULL":
            r.scope.merged[name] = e.Label(name, func.coalesce(left, right), left.type)
        else:
            r.scope.merged[name] = right if side == "RIGHT" else left
    return and_(*conditions)


def _column_among(r: Reader, node: Any, sources: list[Source], name: str) -> Any:
    found = [c for s in sources if (c := find_column(s.element, name, r.tables.folds)) is not None]
    if len(found) == 1:
        return found[0]
    unknown = [s for s in sources if not s.known]
    if not found and len(unknown) == 1:
        return unknown[0].column(name, r.tables.folds)
    raise r.refuse(
        node, f"column {name!r} of USING is in {'several tables' if found or unknown else 'no table'}; write ON"
    )


# -- what stands in FROM -------------------------------------------------------------------------------------------


def table(r: Reader, a: Args) -> Any:
    """``schema.table AS name``, or a function in the place of a table."""
    this, schema, named, sample = a.take("this"), a.take("db"), a.take("alias"), a.take("sample")
    if type(this).__name__ in ("Anonymous", "Dot") or not hasattr(this, "name"):
        made = _function(r, a.node, r.read(this), named, bool(a.take("ordinality")))
    else:
        if a.take("catalog") is not None:
            raise r.refuse(a.node, "a name of three parts; put the first two into the schema of a Table")
        name = r.tables.identifier(this)
        space = None if schema is None else r.tables.identifier(schema)
        cte = r.scope.cte(name) if space is None else None
        made = r.tables.table(name, space) if cte is None else cte
        label, columns = named_source(r, named)
        if columns:
            raise r.refuse(a.node, "columns renamed behind the name of a table")
        if label is not None:
            made = made.alias(label) if cte is not None else Alias(made, label)
        register(r, label or (f"{space}.{name}" if space else name), made)
        if space and label is None:
            r.scope.sources.append(Source(name, made))  # known by its short name too
    if sample is not None:
        raise r.refuse(sample, "use tablesample()")
    return made


def named_source(r: Reader, node: Any) -> tuple[str | None, list[str]]:
    """Return the name and the names of columns of an alias."""
    if node is None:
        return None, []
    t = Args(node)
    this, columns = t.take("this"), t.take("columns") or []
    if t.left():
        raise r.refuse(node)
    return None if this is None else r.tables.identifier(this), [_column_name(r, c) for c in columns]


def _column_name(r: Reader, node: Any) -> str:
    if type(node).__name__ == "ColumnDef":
        raise r.refuse(node, "types behind an alias")
    return r.tables.identifier(node)


def register(r: Reader, name: str | None, element: Any) -> None:
    """Make a FROM element known to the scope."""
    r.scope.sources.append(Source(name or "", element))


def subquery(r: Reader, a: Args) -> Any:
    """``(SELECT ...) AS name``: a table in FROM, a value elsewhere."""
    from .queries import add_ctes, renamed, tail, with_clause

    named, this = a.take("alias"), a.take("this")
    ctes = with_clause(r, a.take("with"))
    if type(this).__name__ in ("Table", "Subquery") and this.args.get("joins"):
        if named is not None or ctes:
            raise r.refuse(a.node)
        return _one(r, a.node, _with_joins(r, this))
    inner = r.read(this)
    if type(inner) is Values:
        name, _ = named_source(r, named)
        if name is not None:
            inner = inner._with(name=name)
        register(r, name, inner)
        return inner
    if isinstance(inner, FromClause):
        if named is not None or ctes:
            raise r.refuse(a.node)
        return inner
    if any(a.node.args.get(k) is not None for k in ("order", "limit", "offset")):
        inner = tail(r, a, inner)
    if ctes:
        inner = add_ctes(r, inner, ctes)
    name, columns = named_source(r, named)
    if not _stands_in_from(a.node):
        return inner
    made = Subquery(renamed(r, a.node, inner, columns), name)
    register(r, name, made)
    return made


def _one(r: Reader, node: Any, items: list[Any]) -> Any:
    if len(items) != 1:
        raise r.refuse(node, "a comma inside parentheses; write CROSS JOIN")
    return items[0]


def _stands_in_from(node: Any) -> bool:
    parent = node.parent
    kind = type(parent).__name__
    return kind in ("From", "Join") or (kind in ("Update", "Delete", "Merge") and node is not parent.args.get("where"))


def lateral(r: Reader, a: Args) -> Any:
    """``LATERAL (SELECT ...) AS name`` or ``LATERAL function(...)``; CROSS APPLY is the same."""
    from .queries import renamed

    this, named, applied = a.take("this"), a.take("alias"), a.node.args.get("cross_apply")
    ordinality = bool(a.take("ordinality"))
    a.skip("view", "outer", "cross_apply")
    if a.node.args.get("view") or a.node.args.get("outer"):
        raise r.refuse(a.node)
    if applied is False and "cross_apply" in a.node.args:
        raise r.refuse(a.node, "OUTER APPLY; write LEFT JOIN LATERAL ... ON true")
    if type(this).__name__ not in ("Subquery", "Select", "Union"):
        made = _function(r, a.node, r.read(this), named, ordinality)
        r.scope.sources.pop()
        made = made._with(is_lateral=True)
        register(r, made.name, made)
        return made
    inner = r.read(this)
    name, columns = named_source(r, named)
    if isinstance(inner, (Subquery, CTE)):
        inner = inner.element
    made = Lateral(renamed(r, a.node, inner, columns), name)
    register(r, name, made)
    return made


def unnest(r: Reader, a: Args) -> Any:
    """``unnest(array) AS name(column)``."""
    named, offset = a.take("alias"), a.take("offset")
    call = func.unnest(*(scalar(i) for i in r.each(a.take("expressions"))))
    if not _stands_in_from(a.node):
        return call
    name, columns = named_source(r, named)
    if offset is not None:
        columns = [*columns, r.tables.identifier(offset)] if not isinstance(offset, bool) else columns
    return _valued(r, call, name, columns, offset is not None)


def _function(r: Reader, node: Any, call: Any, named: Any, ordinality: bool) -> Any:
    name, columns = named_source(r, named)
    if not hasattr(call, "table_valued"):
        raise r.refuse(node)
    if str(call.name).upper() == "TABLE" and len(call.clauses) == 1:  # what turns rows into a table there
        (call,) = call.clauses
    return _valued(r, call, name, columns, ordinality)


def _valued(r: Reader, call: Any, name: str | None, columns: list[str], ordinality: bool) -> Any:
    if ordinality and columns:
        made: TableValuedAlias = call.table_valued(*columns[:-1], with_ordinality=columns[-1], name=name)
    else:
        made = TableValuedAlias.of(call._with(ordinality=True) if ordinality else call, name, (), False)
        if columns:
            made = call.table_valued(*columns, name=name)
    if columns:
        made = made.render_derived()
    register(r, name or str(call.name), made)
    return made


def columns_of(element: Any) -> list[str]:
    """Return names of the columns of a FROM element."""
    return [str(c.name) for c in element.c]


SOURCES: dict[str, Callable[[Reader, Args], Any]] = {
    "Table": table,
    "Subquery": subquery,
    "Lateral": lateral,
    "Unnest": unnest,
}

"""Readers of queries: SELECT and its clauses, set operations, WITH."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expression import elements as e
from ..expression import operators as ops
from ..expression.elements import ClauseList, Label
from ..expression.forms import LabelReference
from ..expression.functions import func
from ..expression.select import CompoundSelect, ForUpdate, Select, SelectBase, compound
from ..expression.selectable import CTE, Values, make_values
from ..expression.text import column, literal_column, text
from ..types.scalar import INTEGER
from .expressions import scalar
from .names import Scope, is_star
from .reader import Args, Reader
from .sources import from_items, named_source, register
from .tokens import NULLS


def select(r: Reader, a: Args) -> Any:
    """A SELECT: WITH and FROM first, for they say what the names in the rest mean."""
    r.scope = Scope(r.scope)
    try:
        return _select(r, a)
    finally:
        outer = r.scope.outer
        assert outer is not None  # it was put there above
        r.scope = outer


def _select(r: Reader, a: Args) -> Any:
    ctes = with_clause(r, a.take("with"))
    froms = from_items(r, a)
    fields: dict[str, Any] = {"columns_clause": _columns(r, a.take("expressions"))}
    if froms:
        fields["from_clauses"] = tuple(froms)
    r.scope.labels = frozenset(str(c.name) for c in fields["columns_clause"] if isinstance(c, Label) and c.name)
    prefixes = [(str(getattr(m, "name", m)).upper(), r.dialect.name) for m in a.take("operation_modifiers") or ()]
    if prefixes:
        fields["prefixes"] = tuple(prefixes)
    made: Select = Select(**fields)
    made = _distinct(r, made, a.take("distinct"))
    where = a.take("where")
    if where is not None:
        made = made.where(_condition(r, where))
    group = a.take("group")
    if group is not None:
        made = made._with(group_by_clauses=tuple(_group(r, group)))
    having = a.take("having")
    if having is not None:
        made = made.having(_condition(r, having))
    made = tail(r, a, made)
    # a name means the FROM element that the text gives it: nothing is correlated, or left out, by itself
    outer = r.scope.outer_elements()
    if outer:
        made = made._with(correlation="only", correlated=outer)
    elif r.scope.outer is not None and any(s.sources for s in r.scope.outer.chain()):
        made = made._with(correlation="none")
    return add_ctes(r, made, ctes)


def tail(r: Reader, a: Args, made: Any) -> Any:
    """Add ORDER BY, LIMIT, OFFSET, FETCH and FOR UPDATE."""
    order = a.take("order")
    if order is not None:
        o = Args(order)
        made = made._with(order_by_clauses=tuple(ordering(r, o.take("expressions"), isinstance(made, CompoundSelect))))
        if o.left():
            raise r.refuse(order)
    limit, offset = a.take("limit"), a.take("offset")
    if limit is not None:
        made = _limited(r, made, limit)
    if offset is not None:
        o = Args(offset)
        made = made.offset(_count(r, o.take("expression")))
        if o.left():
            raise r.refuse(offset)
    for lock in a.take("locks") or ():
        made = _locked(r, made, lock)
    return made


def ordering(r: Reader, items: Any, names_only: bool = False) -> list[Any]:
    """Return the elements of an ORDER BY."""
    out: list[Any] = []
    for item in items:
        if type(item).__name__ != "Ordered":
            out.append(_order_item(r, item, names_only))
            continue
        o = Args(item)
        this = o.take("this")
        o.skip("nulls_first")  # where it was written it is an item of its own
        made_desc = o.take("desc")
        if o.left():
            raise r.refuse(item)
        mark = getattr(this, "name", "") if type(this).__name__ == "Column" else ""
        if mark in NULLS.values():
            op = ops.NULLS_FIRST if mark == NULLS["FIRST"] else ops.NULLS_LAST
            out[-1] = e.UnaryExpression(out[-1], op, out[-1].type)
            continue
        made = _order_item(r, this, names_only)
        out.append(e.UnaryExpression(made, ops.DESC, made.type) if made_desc else made)
    return out


def _order_item(r: Reader, node: Any, names_only: bool = False) -> Any:
    kind = type(node).__name__
    if kind == "Literal" and not node.is_string:
        return literal_column(str(node.this))  # a position
    if kind == "Column" and node.args.get("table") is None and r.placeholder(node) is None:
        name = r.tables.identifier(node.this)
        if names_only or name in r.scope.labels:
            return LabelReference(name)
    return scalar(r.read(node))


def _columns(r: Reader, nodes: Any) -> tuple[Any, ...]:
    out: list[Any] = []
    for node in nodes:
        if type(node).__name__ == "Star":
            r.read(node)
            out.extend(_star(r, node))
            continue
        made = r.read(node)
        if type(made) is ClauseList:
            out.extend(made.clauses)
        else:
            out.append(scalar(made))
    return tuple(out)


def _star(r: Reader, node: Any) -> list[Any]:
    sources = r.scope.sources
    if sources and all(s.known for s in sources) and r.tables.metadata is not None:
        out = list(r.scope.merged.values())
        merged = set(r.scope.merged)
        for source in sources:
            out.extend(c for c in source.element.c if str(c.name) not in merged)
        return out
    if r.scope.merged:
        raise r.refuse(node, "a star over USING or NATURAL needs metadata that knows the columns; name the columns")
    return [text("*")]


def alias(r: Reader, a: Args) -> Any:
    """``expression AS name``."""
    made, name_node = scalar(r.read(a.take("this"))), a.take("alias")
    if type(name_node).__name__ != "Identifier" or type(a.node.parent).__name__ not in ("Select", "Returning"):
        raise r.refuse(a.node)
    name = r.tables.identifier(name_node)
    return Label(name, made, made.type)


def _distinct(r: Reader, made: Select, node: Any) -> Any:
    if node is None:
        return made
    d = Args(node)
    on = d.take("on")
    if d.left():
        raise r.refuse(node)
    return made.distinct(*(r.each(on.expressions) if on is not None else ()))


def _condition(r: Reader, node: Any) -> Any:
    w = Args(node)
    made = scalar(r.read(w.take("this")))
    if w.left():
        raise r.refuse(node)
    return made


def _group(r: Reader, node: Any) -> list[Any]:
    g = Args(node)
    out = [_order_item(r, i) for i in g.take("expressions") or ()]
    for name in ("rollup", "cube", "grouping_sets"):
        for item in g.take(name) or ():
            # GROUP BY a, b WITH ROLLUP has them before it
            out = [getattr(func, name)(*out)] if not item.expressions else [*out, r.read(item)]
    if g.left():
        raise r.refuse(node)
    return out


def _count(r: Reader, node: Any) -> Any:
    label = r.placeholder(node)
    if label is not None:
        return r.bind(label, INTEGER)
    return scalar(r.read(node))


def _limited(r: Reader, made: Any, node: Any) -> Any:
    n = Args(node)
    if type(node).__name__ == "Fetch":
        n.skip("direction")
        count, options = n.take("count"), n.take("limit_options")
        if n.left():
            raise r.refuse(node)
        chosen = Args(options) if options is not None else None
        percent, ties = (bool(chosen.take("percent")), bool(chosen.take("with_ties"))) if chosen else (False, False)
        return made.fetch(1 if count is None else _count(r, count), with_ties=ties, percent=percent)
    expression, options = n.take("expression"), n.take("limit_options")
    if n.left():
        raise r.refuse(node)
    if type(expression).__name__ == "Var" and expression.name.upper() == "ALL":
        return made
    if options is None:
        while type(expression).__name__ == "Paren":
            expression = expression.this
        return made.limit(_count(r, expression))
    chosen = Args(options)
    return made.fetch(
        _count(r, expression), with_ties=bool(chosen.take("with_ties")), percent=bool(chosen.take("percent"))
    )


def _locked(r: Reader, made: Any, node: Any) -> Any:
    k = Args(node)
    update, wait, key, of = k.take("update"), k.node.args.get("wait"), k.take("key"), []
    k.skip("wait")
    for t in k.take("expressions") or ():
        if type(t).__name__ == "Column":
            of.append(r.read(t))
            continue
        if t.args.get("db") is not None:  # a column: OF t.id
            owner = r.scope.source(r.tables.identifier(t.args["db"]))
            found = None if owner is None else owner.column(r.tables.identifier(t.this), r.tables.folds)
            if found is None:
                raise r.refuse(t, "it is no column of the FROM clause")
            of.append(found)
            continue
        source = r.scope.source(r.tables.identifier(t.this))
        if source is None:
            raise r.refuse(t, "it is no table of the FROM clause")
        of.append(source.element)
    if k.left() or not (wait is None or isinstance(wait, bool)):
        raise r.refuse(node)
    return made._with(for_update=ForUpdate(wait is True, not update, tuple(of), wait is False, bool(key)))


# -- set operations ------------------------------------------------------------------------------------------------


def set_operation(word: str) -> Callable[[Reader, Args], Any]:
    """Return the reader of UNION, INTERSECT or EXCEPT."""

    def read(r: Reader, a: Args) -> Any:
        r.scope = Scope(r.scope)
        try:
            ctes = with_clause(r, a.take("with"))
            keyword = word if a.take("distinct") else f"{word} ALL"
            if a.take("by_name"):
                raise r.refuse(a.node, "BY NAME")
            left, right = part(r, a.take("this")), part(r, a.take("expression"))
            same = isinstance(left, CompoundSelect) and left.keyword == keyword and not _has_tail(left)
            if same and type(a.node.this).__name__ != "Subquery" and word != "EXCEPT":
                made = compound(keyword, *left.selects, right)
            else:
                made = compound(keyword, left, right)
            return add_ctes(r, tail(r, a, made), ctes)
        finally:
            assert r.scope.outer is not None
            r.scope = r.scope.outer

    return read


def part(r: Reader, node: Any) -> Any:
    """Return one side of a set operation; VALUES are a SELECT for each row."""
    made = r.read(_values_of(node))
    if isinstance(made, Values):
        rows = [Select(columns_clause=row.cells) for row in made.rows]
        return rows[0] if len(rows) == 1 else compound("UNION ALL", *rows)
    return getattr(made, "element", made) if not isinstance(made, SelectBase) else made


def _has_tail(made: CompoundSelect) -> bool:
    return bool(made.order_by_clauses) or any(
        x is not None for x in (made.limit_clause, made.offset_clause, made.fetch_clause)
    )


def values(r: Reader, a: Args) -> Any:
    """``VALUES (1, 'a'), (2, 'b')`` in FROM."""
    named = a.take("alias")
    name, names = named_source(r, named)
    rows = [[scalar(i) for i in r.each(t.expressions)] for t in a.take("expressions")]
    labels = names or [f"column{i + 1}" for i in range(len(rows[0]))]
    made = make_values(*(column(n, c.type) for n, c in zip(labels, rows[0], strict=True)), name=name).data(rows)
    if type(a.node.parent).__name__ in ("From", "Join", "Merge"):
        register(r, name, made)
    return made


# -- WITH ----------------------------------------------------------------------------------------------------------


def with_clause(r: Reader, node: Any) -> list[CTE]:
    """Return the CTEs of a WITH, known to the scope by name."""
    if node is None:
        return []
    w = Args(node)
    recursive = bool(w.take("recursive")) or not r.dialect.capabilities.recursive_word
    made = [_cte(r, c, recursive) for c in w.take("expressions")]
    if w.left():
        raise r.refuse(node)
    return made


def add_ctes(r: Reader, made: Any, ctes: list[CTE]) -> Any:
    """Put CTEs into the WITH of a statement: all of them, in the order of the text."""
    nested = r.scope.outer is not None and r.scope.outer.outer is not None
    if not ctes:
        return made
    return made.add_cte(*ctes, nest_here=True) if nested else made.add_cte(*ctes)


def _cte(r: Reader, node: Any, recursive: bool) -> CTE:
    c = Args(node)
    body, named, stored = c.take("this"), c.take("alias"), c.node.args.get("materialized")
    c.skip("materialized")
    name, names = named_source(r, named)
    nesting = r.scope.outer is not None and r.scope.outer.outer is not None
    if c.left() or name is None:
        raise r.refuse(node)
    if recursive and type(body).__name__ == "Union" and _mentions(r, body.expression, name):
        made = _recursive(r, body, name, names, nesting)
    else:
        inner = r.read(_values_of(body))
        if isinstance(inner, SelectBase) or not hasattr(inner, "cte"):
            inner = renamed(
                r, node, getattr(inner, "element", inner) if not isinstance(inner, SelectBase) else inner, names
            )
            made = CTE(element=inner, name=name, nesting=nesting)
        elif hasattr(inner, "data"):
            if names:
                inner = inner._with(specs=tuple((n, t) for n, (_, t) in zip(names, inner.specs, strict=True)))
            made = inner.cte(name, nesting=nesting)
        else:
            if names:
                raise r.refuse(node, "name the columns in RETURNING")
            made = inner.cte(name, nesting=nesting)
    if stored is not None:
        made = made.prefix_with("MATERIALIZED" if stored else "NOT MATERIALIZED", dialect=r.dialect.name)
    r.scope.ctes[name] = made
    return made


def _values_of(node: Any) -> Any:
    """Return the VALUES of a query that is nothing else: the parser puts SELECT * FROM before."""
    source = node.args.get("from_", node.args.get("from")) if type(node).__name__ == "Select" else None
    if source is None or type(source.this).__name__ != "Values" or source.this.alias != "_values":
        return node
    source.this.set("alias", None)
    return source.this


def _recursive(r: Reader, body: Any, name: str, names: list[str], nesting: bool) -> CTE:
    b = Args(body)
    first, rest, distinct = b.take("this"), b.take("expression"), b.take("distinct")
    if b.left():
        raise r.refuse(body, f"{', '.join(b.left())} in a recursive query")
    base = CTE(element=renamed(r, body, part(r, first), names), name=name, recursive=True, nesting=nesting)
    r.scope.ctes[name] = base
    further = part(r, rest)
    return base.union(further) if distinct else base.union_all(further)


def _mentions(r: Reader, node: Any, name: str) -> bool:
    return any(
        type(n).__name__ == "Table" and n.args.get("db") is None and r.tables.identifier(n.this) == name
        for n in node.walk()
        if type(n).__name__ == "Table" and hasattr(n.this, "name")
    )


def renamed(r: Reader, node: Any, query: Any, names: list[str]) -> Any:
    """Return ``query`` with its columns named ``names``, as a list behind an alias says."""
    if not names:
        return query
    if isinstance(query, CompoundSelect):
        return query._with(selects=(renamed(r, node, query.selects[0], names), *query.selects[1:]))
    if not isinstance(query, Select):
        raise r.refuse(node, "its columns cannot be renamed; name them inside")
    columns = query._expanded()
    if any(is_star(c) for c in columns):
        raise r.refuse(node, "a list of columns over a star; name the columns inside, or give metadata")
    if len(columns) != len(names):
        raise r.refuse(node, f"it has {len(columns)} columns and {len(names)} names")
    return query._with(columns_clause=tuple(_named(c, n) for c, n in zip(columns, names, strict=True)))


def _named(c: Any, name: str) -> Any:
    if getattr(c, "_label_name", None) == name:
        return c
    inner = c.element if isinstance(c, Label) else c
    return Label(name, inner, inner.type)


QUERIES: dict[str, Callable[[Reader, Args], Any]] = {
    "Select": select,
    "Alias": alias,
    "Union": set_operation("UNION"),
    "Intersect": set_operation("INTERSECT"),
    "Except": set_operation("EXCEPT"),
    "Values": values,
}

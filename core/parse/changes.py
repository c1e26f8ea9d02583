"""Readers of INSERT, UPDATE, DELETE and MERGE."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expression import dml
from ..expression import elements as e
from ..expression.dml import Assignment, OnConflict, Row
from ..expression.forms import DefaultValue
from ..expression.merge import BY_SOURCE, MATCHED, NOT_MATCHED, Merge, MergeClause
from ..expression.selectable import Alias, Join, TableClause, Values
from .expressions import fitted, scalar
from .names import Scope, find_column, parts
from .queries import add_ctes, with_clause
from .reader import Args, Reader
from .sources import from_items, named_source, register


def insert(r: Reader, a: Args) -> Any:
    """``INSERT INTO table (columns) VALUES ... | SELECT ...`` with its conflict clause and RETURNING."""
    return _scoped(r, lambda: _insert(r, a))


def _insert(r: Reader, a: Args) -> Any:
    ctes = with_clause(r, a.take("with"))
    target, names = _target(r, a.take("this"))
    source, default, conflict, returning = (
        a.take("expression"),
        a.take("default"),
        a.take("conflict"),
        a.take("returning"),
    )
    ignore = a.take("ignore")
    alternative = a.take("alternative")
    element, name = _dml_table(r, target, names or _columns_set(conflict, r))
    if names is None and isinstance(element, TableClause) and not default:
        raise r.refuse(a.node, "INSERT without a list of columns needs metadata that knows them; name the columns")
    keys = [_key(r, a.node, element, n) for n in (names if names is not None else [str(c.name) for c in element.c])]
    kind = dml.Insert
    if conflict is not None:
        kind = dml.DuplicateKeyInsert if conflict.args.get("duplicate") else dml.ConflictInsert
    made = kind(table=element)
    register(r, name, element)
    if default:
        made = made._with(rows=(Row(()),))
    elif type(source).__name__ == "Values":
        made = _rows(r, made, source, keys)
    elif source is not None:
        query = r.read(source)
        query = query.element if type(query).__name__ in ("Subquery",) else query
        if isinstance(query, Values):
            raise r.refuse(source)
        made = made._with(select_names=tuple(keys), select=query, include_defaults=False)
    if ignore or alternative:
        word = "IGNORE" if ignore else f"OR {str(alternative).upper()}"
        made = made.prefix_with(word, dialect=r.dialect.name)
    if conflict is not None:
        made = made._with(conflict=_conflict(r, conflict, element))
    return add_ctes(r, _returning(r, made, returning, element), ctes)


def _rows(r: Reader, made: Any, source: Any, keys: list[str]) -> Any:
    v = Args(source)
    rows = []
    for t in v.take("expressions"):
        cells = [_cell(r, n) for n in (t.expressions if type(t).__name__ == "Tuple" else [t])]
        if not cells and len(keys) != 0:
            cells = []
            rows.append(Row(()))
            continue
        if len(cells) != len(keys):
            raise r.refuse(source, f"a row has {len(cells)} values for {len(keys)} columns")
        rows.append(
            Row(tuple(Assignment(k, fitted(c, made.table.c[k].type)) for k, c in zip(keys, cells, strict=True)))
        )
    if v.left():
        raise r.refuse(source)
    return made._with(rows=tuple(rows), multi=len(rows) > 1)


def _cell(r: Reader, node: Any) -> Any:
    if type(node).__name__ in ("Var", "Column") and node.name.upper() == "DEFAULT" and not node.args.get("table"):
        return DefaultValue()
    return scalar(r.read(node))


def _conflict(r: Reader, node: Any, element: Any) -> OnConflict:
    c = Args(node)
    duplicate, action = c.take("duplicate"), str(getattr(c.take("action"), "name", "")).upper()
    constraint, keys = c.take("constraint"), c.take("conflict_keys") or []
    predicate, where = c.take("index_predicate"), c.take("where")
    names = []
    for k in keys:
        inner = k.this if type(k).__name__ == "Ordered" else k
        if type(inner).__name__ not in ("Column", "Identifier"):
            raise r.refuse(k, "a conflict target is a list of columns here")
        names.append(r.tables.identifier(inner.this if type(inner).__name__ == "Column" else inner))
    target_where = None if predicate is None else scalar(r.read(predicate.this))
    r.scope.excluded = ("excluded", element)
    sets = _assignments(r, c.take("expressions"), element)
    made = OnConflict(
        "duplicate_key" if duplicate else "clause",
        "update" if sets else "nothing",
        tuple(names),
        None if constraint is None else r.tables.identifier(constraint),
        target_where,
        tuple(sets),
        None if where is None else scalar(r.read(where.this)),
    )
    r.scope.excluded = None
    if c.left() or action not in ("DO UPDATE", "DO NOTHING", "UPDATE", "NOTHING", ""):
        raise r.refuse(node)
    return made


def _assignments(r: Reader, nodes: Any, element: Any) -> list[Assignment]:
    out = []
    for n in nodes or ():
        if type(n).__name__ != "EQ":
            raise r.refuse(n)
        left = n.this
        if type(left).__name__ == "Tuple":
            right = n.expression
            if type(right).__name__ != "Tuple" or len(right.expressions) != len(left.expressions):
                raise r.refuse(n, "several columns set from one query; set them one by one")
            pairs = list(zip(left.expressions, right.expressions, strict=True))
        else:
            pairs = [(left, n.expression)]
        for name_node, value in pairs:
            name = r.tables.identifier(name_node.this if type(name_node).__name__ == "Column" else name_node)
            key = _key(r, n, element, name)
            out.append(Assignment(key, fitted(_cell(r, value), element.c[key].type)))
    return out


def update(r: Reader, a: Args) -> Any:
    """``UPDATE table SET ... [FROM ...] [WHERE ...]``, or with joins in the place of FROM."""
    return _scoped(r, lambda: _update(r, a))


def _update(r: Reader, a: Args) -> Any:
    ctes = with_clause(r, a.take("with"))
    target, sets = _by_alias(r, a), a.take("expressions")
    element, name = _dml_table(r, target, _columns_set(a.node, r))
    register(r, name, element)
    extra, conditions = _others(r, a, target, element)
    where, returning = a.take("where"), a.take("returning")
    made = dml.Update(table=element, assignments=tuple(_assignments(r, sets, element)), keep_order=True)
    made = made.where(*conditions)
    if where is not None:
        made = made.where(scalar(r.read(where.this)))
    _must_be_used(r, a.node, made, extra)
    return add_ctes(r, _returning(r, made, returning, element), ctes)


def delete(r: Reader, a: Args) -> Any:
    """``DELETE FROM table [USING ...] [WHERE ...]``."""
    return _scoped(r, lambda: _delete(r, a))


def _delete(r: Reader, a: Args) -> Any:
    ctes = with_clause(r, a.take("with"))
    target, using, named = a.take("this"), a.take("using") or [], a.take("tables") or []
    a.skip("cluster")
    if len(named) > 1:
        raise r.refuse(a.node, "DELETE of several tables; delete from one at a time")
    if named and r.tables.identifier(named[0].this) not in _names_of(r, target):
        raise r.refuse(a.node, "the table to delete from is joined second; put it first")
    element, name = _dml_table(r, target, [])
    register(r, name, element)
    extra, conditions = _others(r, a, target, element)
    for u in using:
        same = type(u).__name__ == "Table" and not u.args.get("alias") and r.tables.identifier(u.this) == name
        items = [element] if same else [r.read(u)]
        for join in u.args.get("joins") or []:
            _others_fold(r, items, join)
        for i in items:
            _flatten(r, a.node, i, element, extra, conditions)
    where, returning = a.take("where"), a.take("returning")
    made = dml.Delete(table=element).where(*conditions)
    if where is not None:
        made = made.where(scalar(r.read(where.this)))
    if extra:
        made = made.using(*extra)
    return add_ctes(r, _returning(r, made, returning, element), ctes)


def _names_of(r: Reader, target: Any) -> list[str]:
    alias = target.args.get("alias")
    return [r.tables.identifier(target.this), *([r.tables.identifier(alias.this)] if alias is not None else [])]


def _others_fold(r: Reader, items: list[Any], join: Any) -> None:
    from .sources import _fold

    _fold(r, items, join)


def _same_source(item: Any, element: Any) -> bool:
    return isinstance(item, Alias) and isinstance(element, Alias) and item.name == element.name


def _by_alias(r: Reader, a: Args) -> Any:
    """Return the table that is meant by ``UPDATE q SET ... FROM t AS q``, taken out of FROM."""
    target, source = a.take("this"), a.node.args.get("from_", a.node.args.get("from"))
    table: Any = None if source is None else source.this
    if source is None or type(table).__name__ != "Table" or type(target).__name__ != "Table":
        return target
    alias = table.args.get("alias")
    name = table.this if alias is None else alias.this
    if target.args.get("alias") is not None or r.tables.identifier(name) != r.tables.identifier(target.this):
        return target
    a.skip("from")
    table.set("joins", [*(table.args.get("joins") or []), *(target.args.get("joins") or [])])
    source.pop()
    return table


def _others(r: Reader, a: Args, target: Any, element: Any) -> tuple[list[Any], list[Any]]:
    """Return further tables of an UPDATE or DELETE and the conditions of their joins."""
    extra: list[Any] = []
    conditions: list[Any] = []
    items: list[Any] = [element]
    for join in target.args.get("joins") or []:
        _others_fold(r, items, join)
    if a.node.args.get("from_") is not None or a.node.args.get("from") is not None:
        items.extend(from_items(r, a))
    for item in items:
        # the target may be named again in FROM: UPDATE q SET ... FROM t AS q
        if item is not element and _same_source(item, element):
            raise r.refuse(target, "it is named a second time in FROM")
        _flatten(r, a.node, item, element, extra, conditions)
    return extra, conditions


def _flatten(r: Reader, node: Any, item: Any, element: Any, extra: list[Any], conditions: list[Any]) -> None:
    if isinstance(item, Join) and element in [p for p in parts(item) if p is element]:
        if item.isouter or item.full:
            raise r.refuse(node, "an outer join in UPDATE or DELETE; use a subquery in WHERE")
        for side in (item.left, item.right):
            _flatten(r, node, side, element, extra, conditions)
        if not isinstance(item.onclause, e.True_):
            conditions.append(item.onclause)
    elif item is not element:
        extra.append(item)


def _must_be_used(r: Reader, node: Any, made: Any, extra: list[Any]) -> None:
    """Refuse a table that no condition or value names: an UPDATE finds its further tables by their columns."""
    seen: set[int] = set()
    for c in (*made.where_clauses, *(x.value for x in made.assignments)):
        c._froms(lambda f: seen.add(id(f)))
    for item in extra:
        if not any(id(p) in seen for p in parts(item)):
            raise r.refuse(node, f"table {getattr(item, 'name', item)!s} is named and nothing of it is used")
        if isinstance(item, Join):
            raise r.refuse(node, "a join of its own in FROM; name its tables with commas and put ON into WHERE")


def merge(r: Reader, a: Args) -> Any:
    """``MERGE INTO table USING source ON ... WHEN ...``."""
    return _scoped(r, lambda: _merge(r, a))


def _merge(r: Reader, a: Args) -> Any:
    ctes = with_clause(r, a.take("with"))
    target, using, whens, on = a.take("this"), a.take("using"), a.take("whens"), a.take("on")
    element, name = _dml_table(r, target, _merge_columns(r, whens), hints=("HOLDLOCK",))
    register(r, name, element)
    source = r.read(using)
    if type(source).__name__ == "Values" and source.name is not None and r.scope.source(source.name) is None:
        register(r, source.name, source)
    made = Merge(table=element).using(source, scalar(r.read(on)))
    returning = a.take("returning")
    for when in whens.expressions:
        made = made._add(_when(r, when, element))
    return add_ctes(r, _returning(r, made, returning, element), ctes)


def _merge_columns(r: Reader, whens: Any) -> list[str]:
    out: list[str] = []
    for when in whens.expressions:
        then = when.args.get("then")
        if type(then).__name__ == "Update":
            out.extend(_columns_set(then, r))
        elif type(then).__name__ == "Insert" and then.this is not None:
            out.extend(
                r.tables.identifier(c.this if type(c).__name__ == "Column" else c) for c in then.this.expressions
            )
    return out


def _when(r: Reader, node: Any, element: Any) -> MergeClause:
    w = Args(node)
    matched, source, condition, then = w.take("matched"), w.take("source"), w.take("condition"), w.take("then")
    if w.left():
        raise r.refuse(node)
    when = MATCHED if matched else BY_SOURCE if source else NOT_MATCHED
    made = None if condition is None else scalar(r.read(condition))
    kind = type(then).__name__
    if kind == "Var":
        action = {"DELETE": "delete", "DO NOTHING": "nothing"}.get(then.name.upper())
        if action is None:
            raise r.refuse(node)
        return MergeClause(when, made, action)
    t = Args(then)
    if kind == "Update":
        cells = _assignments(r, t.take("expressions"), element)
        if t.left():
            raise r.refuse(then)
        return MergeClause(when, made, "update", tuple(cells))
    if kind == "Insert" and type(then.expression).__name__ == "Tuple" and then.this is not None:
        names = t.take("this").expressions
        values = [_cell(r, v) for v in t.take("expression").expressions]
        t.skip("is_function")
        if t.left() or len(names) != len(values):
            raise r.refuse(then)
        keys = [
            _key(r, then, element, r.tables.identifier(n.this if type(n).__name__ == "Column" else n)) for n in names
        ]
        pairs = tuple(Assignment(k, fitted(v, element.c[k].type)) for k, v in zip(keys, values, strict=True))
        return MergeClause(when, made, "insert", pairs)
    raise r.refuse(node)


# -- what they share -----------------------------------------------------------------------------------------------


def _scoped(r: Reader, read: Callable[[], Any]) -> Any:
    r.scope = Scope(r.scope)
    try:
        return read()
    finally:
        assert r.scope.outer is not None
        r.scope = r.scope.outer


def _target(r: Reader, node: Any) -> tuple[Any, list[str] | None]:
    if type(node).__name__ != "Schema":
        return node, None
    return node.this, [r.tables.identifier(i) for i in node.expressions]


def _dml_table(r: Reader, node: Any, columns: list[str], hints: tuple[str, ...] = ()) -> tuple[Any, str]:
    t = Args(node)
    this, schema, named = t.take("this"), t.take("db"), t.take("alias")
    t.skip("joins")
    given = [str(x.name).upper() for h in t.take("hints") or () for x in h.expressions]
    if t.left() or any(h not in hints for h in given):
        raise r.refuse(node)
    name = r.tables.identifier(this)
    space = None if schema is None else r.tables.identifier(schema)
    made = r.tables.table(name, space) if r.tables.metadata is not None else r.tables.light(name, space, columns)
    label, _ = named_source(r, named)
    if label is not None:
        return made.alias(label), label
    return made, name


def _columns_set(node: Any, r: Reader) -> list[str]:
    """Return names of the columns that SET gives a value."""
    out = []
    for n in (node.args.get("expressions") or []) if node is not None else []:
        left = n.this
        for c in left.expressions if type(left).__name__ == "Tuple" else [left]:
            out.append(r.tables.identifier(c.this if type(c).__name__ == "Column" else c))
    return list(dict.fromkeys(out))


def _key(r: Reader, node: Any, element: Any, name: str) -> str:
    found = find_column(element, name, r.tables.folds)
    if found is None:
        raise r.refuse(node, f"table {element.description!r} has no column {name!r}")
    return str(next(k for k, c in element.c.items() if c is found))


def _returning(r: Reader, made: Any, node: Any, element: Any) -> Any:
    if node is None:
        return made
    n = Args(node)
    items = n.take("expressions")
    if n.left():
        raise r.refuse(node, "RETURNING ... INTO; leave INTO out, values come back as rows")
    out: list[Any] = []
    r.scope.version = (element, "deleted" if isinstance(made, dml.Delete) else "inserted")
    for i in items:
        if type(i).__name__ == "Star" and not isinstance(element, TableClause):
            out.extend(element.c)
        else:
            out.append(scalar(r.read(i)))
    r.scope.version = None
    return made.returning(*out)


CHANGES: dict[str, Callable[[Reader, Args], Any]] = {
    "Insert": insert,
    "Update": update,
    "Delete": delete,
    "Merge": merge,
}

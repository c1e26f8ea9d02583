"""Readers of calls: functions by the name that the text has, aggregates, windows, what has other names elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expression import elements as e
from ..expression.functions import func
from ..expression.tablevalued import TableValuedAlias
from ..expression.text import case, extract
from ..expression.window import Over
from ..schema.defaults import Sequence
from .expressions import inserted_value, scalar
from .names import is_star
from .reader import Args, Reader
from .tokens import plain


def call(r: Reader, a: Args) -> Any:
    """``name(a, b)`` with DISTINCT, ORDER BY and a separator inside."""
    name, given = plain(str(getattr(a.node.this, "name", a.node.this))), list(a.take("expressions") or ())
    a.skip("this")
    excluded = r.scope.excluded
    if name.upper() == "VALUES" and excluded is not None and len(given) == 1:
        # what ON DUPLICATE KEY UPDATE calls the row that was to be inserted
        node = given[0].this if type(given[0]).__name__ == "Column" else given[0]
        return inserted_value(r, r.tables.identifier(node))
    return make_call(r, a.node, (name,), given)


def dotted(r: Reader, a: Args) -> Any:
    """``package.name(a, b)``."""
    names: list[str] = []
    given: list[Any] = []
    node = a.node
    while type(node).__name__ == "Dot":
        tail = node.expression
        if type(tail).__name__ == "Anonymous":
            given = list(tail.expressions)
            names.insert(0, plain(str(tail.this)))
        else:
            names.insert(0, r.tables.identifier(tail))
        node = node.this
    names.insert(0, r.tables.identifier(getattr(node, "this", node) if type(node).__name__ == "Column" else node))
    a.skip("this", "expression")
    if type(a.node.expression).__name__ != "Anonymous":
        raise r.refuse(a.node)
    return make_call(r, a.node, tuple(names), given)


def make_call(r: Reader, node: Any, names: tuple[str, ...], given: list[Any]) -> Any:
    """Return the call of a function by its name; DISTINCT and ORDER BY among the arguments go where they belong."""
    order: list[Any] = []
    arguments: list[Any] = []
    for n in given:
        if type(n).__name__ == "Order":
            o = Args(n)
            inner, order = o.take("this"), r.order(o.take("expressions"))
            if o.left():
                raise r.refuse(n)
            arguments.extend(_arguments(r, inner))
        elif type(n).__name__ in ("Kwarg", "PropertyEQ"):
            raise r.refuse(n)
        else:
            arguments.extend(_arguments(r, n))
    made = None
    if len(names) == 1:
        portable = _PORTABLE.get(names[0].upper())
        made = None if portable is None else portable(r, node, arguments)
    if made is None:
        space = func
        for n in names:
            space = getattr(space, f"{n}_" if n.endswith("_") else n)
        made = space(*arguments)
    return made.aggregate_order_by(*order) if order else made


def _arguments(r: Reader, node: Any) -> list[Any]:
    if type(node).__name__ == "Distinct":
        d = Args(node)
        items = [scalar(i) for i in r.each(d.take("expressions"))]
        if d.left() or len(items) != 1:
            raise r.refuse(node)
        return [items[0].distinct()]
    made = r.read(node)
    return [made if isinstance(made, TableValuedAlias) else scalar(made)]


def window(r: Reader, a: Args) -> Any:
    """``call OVER (PARTITION BY ... ORDER BY ... frame)``."""
    over = a.take("over")
    if a.node.args.get("alias") is not None:
        raise r.refuse(a.node, "a window with a name of its own (WINDOW w AS ...); write it out in OVER")
    if over not in (None, "OVER"):
        raise r.refuse(a.node)
    this = r.read(a.take("this"))
    partition = [scalar(i) for i in r.each(a.take("partition_by"))]
    order = a.take("order")
    ordering = r.order(_expressions_of(r, order)) if order is not None else []
    made = Over.of(this, partition or None, ordering or None)
    spec = a.take("spec")
    return made if spec is None else _framed(r, made, spec)


def _expressions_of(r: Reader, order: Any) -> Any:
    o = Args(order)
    items = o.take("expressions")
    if o.left():
        raise r.refuse(order)
    return items


def _framed(r: Reader, over: Over, spec: Any) -> Over:
    s = Args(spec)
    kind, exclude = str(s.take("kind")).upper(), s.take("exclude")
    low_word, low = _bound(r, spec, s.take("start"), s.take("start_side"), "PRECEDING")
    high_word, high = _bound(r, spec, s.take("end"), s.take("end_side"), "FOLLOWING")
    if s.left():
        raise r.refuse(spec)
    excluded = None if exclude is None else str(getattr(exclude, "name", exclude)).upper()
    return over._with(frame=(kind, low_word, high_word, excluded), low=low, high=high)


def _bound(r: Reader, spec: Any, value: Any, side: Any, unbounded: str) -> tuple[str, Any]:
    if value is None or str(value) == "CURRENT ROW":
        return "CURRENT ROW", None
    if isinstance(value, str) and value == "UNBOUNDED":
        if str(side).upper() != unbounded:
            raise r.refuse(spec, "a frame goes from a row before to a row after")
        return f"UNBOUNDED {unbounded}", None
    return f" {str(side).upper()}", r.read(value)


def filtered(r: Reader, a: Args) -> Any:
    """``call FILTER (WHERE condition)``."""
    this, where = r.read(a.take("this")), a.take("expression")
    return this.filter(r.read(where.this))


def within_group(r: Reader, a: Args) -> Any:
    """``call WITHIN GROUP (ORDER BY ...)``; of a text aggregate it is the order of what it takes in."""
    this = r.read(a.take("this"))
    order = r.order(_expressions_of(r, a.take("expression")))
    if getattr(this, "name", None) == "aggregate_strings":
        return this.aggregate_order_by(*order)
    return this.within_group(*order)


def group_concat(r: Reader, a: Args) -> Any:
    """``GROUP_CONCAT(x ORDER BY y SEPARATOR ',')``."""
    this, separator = a.take("this"), a.take("separator")
    given = this if isinstance(this, list) else [this]
    order: list[Any] = []
    inner = given[0]
    if type(inner).__name__ == "Order":
        order = r.order(inner.expressions)
        inner = inner.this
    label = r.placeholder(separator)
    value: Any = ","
    if label is not None:
        value = r.bind(label)
    elif separator is not None:
        value = str(separator.this) if type(separator).__name__ == "Literal" else r.read(separator)
    (element,) = _arguments(r, inner)
    made = func.aggregate_strings(element, value)
    return made.aggregate_order_by(*order) if order else made


def constant(name: str) -> Callable[[Reader, Args], Any]:
    """Return the reader of a function without parentheses: ``CURRENT_DATE``."""

    def read(r: Reader, a: Args) -> Any:
        this = a.take("this")
        a.skip("sysdate")
        made = getattr(func, name)
        return made() if this is None else made(r.read(this))

    return read


def extracted(r: Reader, a: Args) -> Any:
    """``EXTRACT(field FROM x)``."""
    return extract(str(a.take("this").name).lower(), scalar(r.read(a.take("expression"))))


def trim(r: Reader, a: Args) -> Any:
    """``TRIM([LEADING|TRAILING|BOTH] 'x' FROM y)``: by the functions that say it without words."""
    this, what, where = r.read(a.take("this")), a.take("expression"), a.take("position")
    name = {"LEADING": "ltrim", "TRAILING": "rtrim"}.get(str(where or "").upper(), "trim")
    return getattr(func, name)(this) if what is None else getattr(func, name)(this, r.read(what))


def substring(r: Reader, a: Args) -> Any:
    """``SUBSTRING(x FROM 1 FOR 2)``."""
    parts = [r.read(p) for n in ("this", "start", "length") if (p := a.take(n)) is not None]
    return func.substring(*parts)


def position(r: Reader, a: Args) -> Any:
    """``POSITION(x IN y)``: kept with its word."""
    raise r.refuse(a.node, "servers name it differently (strpos, instr, locate); call one of these")


def next_value(r: Reader, a: Args) -> Any:
    """``NEXT VALUE FOR name``."""
    this = a.take("this")
    names = [r.tables.identifier(i) for i in this.find_all(type(this.this))] if hasattr(this, "this") else [str(this)]
    return Sequence(names[-1]).next_value()


def grouping(name: str) -> Callable[[Reader, Args], Any]:
    """Return the reader of ROLLUP, CUBE or GROUPING SETS in GROUP BY."""

    def read(r: Reader, a: Args) -> Any:
        return getattr(func, name)(*(scalar(i) for i in r.each(a.take("expressions"))))

    return read


def _coalesce(r: Reader, node: Any, given: list[Any]) -> Any:
    return func.coalesce(*given) if len(given) == 2 else None


def _strings(default: str | None) -> Callable[[Reader, Any, list[Any]], Any]:
    def make(r: Reader, node: Any, given: list[Any]) -> Any:
        if len(given) == 1 and default is not None:
            return func.aggregate_strings(given[0], default)
        if len(given) != 2:
            return None
        separator = given[1]
        plain_text = isinstance(separator, e.BindParameter) and isinstance(separator.value, str)
        return func.aggregate_strings(given[0], separator.value if plain_text else separator)

    return make


def _if(r: Reader, node: Any, given: list[Any]) -> Any:
    return case((given[0], given[1]), else_=given[2]) if len(given) == 3 else None


def _date_part(r: Reader, node: Any, given: list[Any]) -> Any:
    field = given[0]
    if len(given) != 2 or not isinstance(field, e.NamedColumn):
        return None
    return extract(str(field.name).lower(), given[1])


def _count(r: Reader, node: Any, given: list[Any]) -> Any:
    star = len(given) == 1 and is_star(given[0])
    return func.count() if star else None


def _next_of(r: Reader, node: Any, given: list[Any]) -> Any:
    name = given[0].value if len(given) == 1 and isinstance(given[0], e.BindParameter) else None
    return Sequence(name).next_value() if isinstance(name, str) and name.isidentifier() else None


def _renamed(name: str, arguments: int) -> Callable[[Reader, Any, list[Any]], Any]:
    return lambda r, node, given: getattr(func, name)(*given) if len(given) == arguments else None


#: Functions that are one thing under several names: the one that every server is given in its own words.
_PORTABLE: dict[str, Callable[[Reader, Any, list[Any]], Any]] = {
    "COUNT": _count,
    "IFNULL": _coalesce,
    "NVL": _coalesce,
    "ISNULL": _coalesce,
    "GROUP_CONCAT": _strings(","),
    "STRING_AGG": _strings(None),
    "LISTAGG": _strings(""),
    "IF": _if,
    "IIF": _if,
    "NEXTVAL": _next_of,
    "DATEPART": _date_part,
    "LEN": _renamed("length", 1),
    "GETDATE": _renamed("now", 0),
    "CHARACTER_LENGTH": _renamed("char_length", 1),
    "POWER": _renamed("pow", 2),
}

CALLS: dict[str, Callable[[Reader, Args], Any]] = {
    "Anonymous": call,
    "AnonymousAggFunc": call,
    "Dot": dotted,
    "Window": window,
    "Filter": filtered,
    "WithinGroup": within_group,
    "GroupConcat": group_concat,
    "CurrentDate": constant("current_date"),
    "CurrentTime": constant("current_time"),
    "CurrentTimestamp": constant("current_timestamp"),
    "CurrentDatetime": constant("now"),
    "CurrentUser": constant("current_user"),
    "SessionUser": constant("session_user"),
    "Localtime": constant("localtime"),
    "Localtimestamp": constant("localtimestamp"),
    "Extract": extracted,
    "Trim": trim,
    "Substring": substring,
    "StrPosition": position,
    "NextValueFor": next_value,
    "Rollup": grouping("rollup"),
    "Cube": grouping("cube"),
    "GroupingSets": grouping("grouping_sets"),
}

"""SQL functions: ``func.anything(...)``, the generic ones with their types, and what can follow a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ..node import child, children, plain
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.infer import type_of
from ..types.scalar import BOOLEAN, INTEGER, STRING
from ..types.temporal import DATE, DATETIME, TIME
from .coerce import order_item
from .elements import BindParameter, ColumnClause, ColumnElement, ProxyColumn, as_expression, predicate
from .select import select
from .selectable import ColumnCollection, FromClause


class FunctionElement(ColumnElement):
    """A call of a SQL function."""

    name: str = plain()
    clauses: tuple[Any, ...] = children()
    type: TypeEngine = plain(default=NULLTYPE)
    packages: tuple[str, ...] = plain(default=())

    @property
    def _anon_name(self) -> str:
        return self.name

    @property
    def clause_expr(self) -> tuple[Any, ...]:
        """The arguments."""
        return self.clauses

    def over(
        self,
        *,
        partition_by: Any = None,
        order_by: Any = None,
        rows: Any = None,
        range_: Any = None,
        groups: Any = None,
        **_: Any,
    ) -> Over:
        """Return the function as a window function."""
        return Over.of(self, partition_by, order_by, rows, range_, groups)

    def filter(self, *criterion: Any) -> Any:
        """Return the aggregate with ``FILTER (WHERE ...)``."""
        return FunctionFilter(self, tuple(predicate(c) for c in criterion), self.type) if criterion else self

    def within_group(self, *order_by: Any) -> WithinGroup:
        """Return the aggregate with ``WITHIN GROUP (ORDER BY ...)``."""
        return WithinGroup(self, tuple(order_item(o) for o in order_by), self.type)

    def as_comparison(self, left_index: int, right_index: int) -> FunctionElement:
        """Return the call as a boolean."""
        return self._with(type=BOOLEAN)

    def select(self) -> Any:
        """Return ``SELECT self``."""
        return select(self)

    def scalar_table_valued(self, name: str, type_: Any = None) -> Any:
        """Return one column of the rows that the function makes."""
        return ColumnClause(name, to_instance(type_))

    def table_valued(self, *columns: Any, name: str | None = None, **_: Any) -> TableValuedAlias:
        """Return the function as a table with the given columns."""
        specs = tuple((c, NULLTYPE) if isinstance(c, str) else (c.name, c.type) for c in columns)
        return TableValuedAlias(element=self, name=name, specs=specs)


class Function(FunctionElement):
    """A function by its name, printed as it was written."""


class Over(ColumnElement):
    """``element OVER (PARTITION BY ... ORDER BY ... frame)``."""

    element: Any = child()
    partition_by: tuple[Any, ...] = children(default=())
    order_by: tuple[Any, ...] = children(default=())
    frame: Any = plain(default=None)
    type: TypeEngine = plain(default=NULLTYPE)
    low: Any = child(default=None)
    high: Any = child(default=None)

    @classmethod
    def of(
        cls,
        element: Any,
        partition_by: Any = None,
        order_by: Any = None,
        rows: Any = None,
        range_: Any = None,
        groups: Any = None,
    ) -> Over:
        """Make a window; ``rows``, ``range_``, ``groups`` are pairs of offsets, None for unbounded, 0 for the current row."""
        kind = [(k, v) for k, v in (("ROWS", rows), ("RANGE", range_), ("GROUPS", groups)) if v is not None]
        if len(kind) > 1:
            raise ValueError("a window has one frame: give one of rows, range_ and groups")
        if not kind:
            return cls(element, _items(partition_by), _items(order_by), None, element.type)
        word, bounds = kind[0]
        (low_word, low), (high_word, high) = _bound(bounds[0], "PRECEDING"), _bound(bounds[1], "FOLLOWING")
        return cls(
            element, _items(partition_by), _items(order_by), (word, low_word, high_word), element.type, low, high
        )


class FunctionFilter(ColumnElement):
    """``func FILTER (WHERE criterion)``."""

    func: Any = child()
    criteria: tuple[Any, ...] = children(default=())
    type: TypeEngine = plain(default=NULLTYPE)

    def over(self, *, partition_by: Any = None, order_by: Any = None, **kw: Any) -> Over:
        """Return the filtered aggregate as a window function."""
        return Over.of(self, partition_by, order_by, kw.get("rows"), kw.get("range_"), kw.get("groups"))


class WithinGroup(ColumnElement):
    """``element WITHIN GROUP (ORDER BY ...)``."""

    element: Any = child()
    order_by: tuple[Any, ...] = children(default=())
    type: TypeEngine = plain(default=NULLTYPE)


class TableValuedAlias(FromClause, identity=True, sparse=True):
    """A function that returns rows, as a table."""

    element: Any = child()
    name: Any = plain(default=None)
    specs: Any = plain(default=())
    named_with_column: ClassVar[bool] = True

    @property
    def c(self) -> Any:
        return _values_columns(self)


class FunctionNamespace:
    """``func``: each attribute makes calls of the function of that name."""

    __slots__ = ("_names",)

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return FunctionNamespace(*self._names, name.removesuffix("_") if name.endswith("_") else name)

    def __call__(self, *args: Any, **kwargs: Any) -> Function:
        if not self._names:
            raise TypeError("func is a namespace; call one of its functions: func.count()")
        *packages, name = self._names
        clauses = tuple(as_expression(a, None, name) for a in args)
        type_ = kwargs.get("type_")
        if type_ is not None:
            made = to_instance(type_)
        else:
            rule = FUNCTION_TYPES.get(name.lower()) if not packages else None
            made = NULLTYPE if rule is None else rule(clauses) if callable(rule) else rule
        if not clauses and name.lower() == "count":
            clauses = (ColumnClause("*", NULLTYPE, True),)
        if name.lower() == "coalesce" and clauses:
            clauses = _typed_like(clauses, made)
        return Function(name, clauses, made, tuple(packages))


def _bound(offset: Any, unbounded: str) -> tuple[str, Any]:
    """Return the words of a frame's bound and the count before them, None where there is none."""
    if offset is None:
        return f"UNBOUNDED {unbounded}", None
    if offset == 0:
        return "CURRENT ROW", None
    return (" PRECEDING" if offset < 0 else " FOLLOWING"), BindParameter(None, type_of(abs(offset)), abs(offset))


def _items(items: Any) -> tuple[Any, ...]:
    if items is None:
        return ()
    return tuple(order_item(i) for i in items) if isinstance(items, (list, tuple)) else (order_item(items),)


def _typed_like(clauses: tuple[Any, ...], type_: TypeEngine) -> tuple[Any, ...]:
    return tuple(c._with(type=type_) if isinstance(c, BindParameter) and type_ is not NULLTYPE else c for c in clauses)


def _first(clauses: tuple[Any, ...]) -> TypeEngine:
    for c in clauses:
        if getattr(c, "type", NULLTYPE) is not NULLTYPE:
            return c.type  # type: ignore[no-any-return]
    return NULLTYPE


def _values_columns(alias: TableValuedAlias) -> Any:
    made = alias.__dict__.get("_c")
    if made is None:
        made = ColumnCollection([(n, ProxyColumn(alias, n, t, i)) for i, (n, t) in enumerate(alias.specs)])
        vars(alias)["_c"] = made
    return made


func = FunctionNamespace()
FUNCTION_TYPES: dict[str, TypeEngine | Callable[[tuple[Any, ...]], TypeEngine]] = {
    "count": INTEGER,
    "char_length": INTEGER,
    "length": INTEGER,
    "sum": _first,
    "max": _first,
    "min": _first,
    "coalesce": _first,
    "concat": STRING,
    "lower": STRING,
    "upper": STRING,
    "now": DATETIME,
    "current_timestamp": DATETIME,
    "localtimestamp": DATETIME,
    "sysdate": DATETIME,
    "current_date": DATE,
    "current_time": TIME,
    "localtime": DATETIME,
    "current_user": STRING,
    "session_user": STRING,
    "user": STRING,
    "row_number": INTEGER,
    "rank": INTEGER,
    "dense_rank": INTEGER,
}
#: Functions of the standard that are written without parentheses.
BARE_FUNCTIONS = frozenset({"current_timestamp", "current_date", "current_time", "localtime", "localtimestamp",
                            "current_user", "session_user", "user", "sysdate"})  # fmt: skip

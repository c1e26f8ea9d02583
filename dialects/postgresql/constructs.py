"""Expressions that only PostgreSQL has: arrays as they are written, ORDER BY inside a call, text search."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, ClassVar

from ...core.expression.coerce import order_item
from ...core.expression.elements import NULL, BindParameter, Cast, as_expression
from ...core.expression.functions import FunctionElement, GenericFunction, func
from ...core.tree import nodes as t
from ...core.types.base import TypeEngine, to_instance
from ...core.types.document import ARRAY as core_array  # noqa: N811 - the portable one
from ...core.types.names import TEXT
from ...core.types.scalar import String
from .types import ARRAY, REGCONFIG, TSQUERY, TSVECTOR


class array(FunctionElement):  # noqa: N801 - the reference's name
    """``ARRAY[a, b]`` of expressions and values, or ``ARRAY(SELECT ...)``; arrays of arrays have more dimensions.

    ``type_`` is the type of an element, which an array without elements cannot do without.
    """

    __visit_name__ = "array"
    stringify_dialect: ClassVar[str] = "postgresql"
    _names_binds: ClassVar[bool] = False

    def __init__(self, clauses: Iterable[Any], *, type_: Any = None, **kw: Any) -> None:
        if hasattr(clauses, "scalar_subquery"):
            query: Any = clauses
            item = query.scalar_subquery().type if type_ is None else to_instance(type_)
            self._fill("ARRAY()", (query.scalar_subquery(),), ARRAY(item))
            return
        given = list(clauses)
        item = None if type_ is None else to_instance(type_)
        # the server takes an untyped parameter for text
        parts = tuple(
            Cast(as_expression(c, item), item) if item is not None and isinstance(c, Enum) else as_expression(c)
            for c in given
        )
        if item is None:
            item = parts[0].type if parts else to_instance(None)
        made: TypeEngine = (
            ARRAY(item) if not isinstance(item, ARRAY) else item.adapt(ARRAY, dimensions=(item.dimensions or 1) + 1)
        )
        if parts or type_ is None:
            self._fill("ARRAY[]", parts, made)
        else:
            self._fill("ARRAY[]::", (Cast(NULL, made),), made)

    @property
    def _anon_name(self) -> str:
        return "anon"

    def _operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        return super()._operate(op, *(array(o) if isinstance(o, list) else o for o in other), **kwargs)


class aggregate_order_by(FunctionElement):  # noqa: N801 - the reference's name
    """``x ORDER BY y``, the last argument of an aggregate that takes its rows in that order."""

    __visit_name__ = "aggregate_order_by"
    stringify_dialect: ClassVar[str] = "postgresql"

    def __init__(self, target: Any, *order_by: Any) -> None:
        if not order_by:
            raise TypeError("aggregate_order_by() needs what to order by: aggregate_order_by(target, column)")
        made = as_expression(target)
        self._fill("ORDER BY[]", (made, *(order_item(o) for o in order_by)), made.type)

    @property
    def target(self) -> Any:
        """What is aggregated."""
        return self.clauses[0]

    @property
    def order_by(self) -> tuple[Any, ...]:
        """What the rows are ordered by."""
        return self.clauses[1:]


def array_agg(*arg: Any, **kw: Any) -> Any:
    """Return ``array_agg()`` whose type is PostgreSQL's own ARRAY, with its operators."""
    made = func.array_agg(*arg, **kw)
    if kw.get("type_") is not None:
        return made
    inner = made.clauses[0].type
    if isinstance(inner, core_array):
        return made._with(type=inner.adapt(ARRAY))
    return made._with(type=ARRAY(inner, dimensions=1))


class _Search(GenericFunction):
    """A function of text search: a text before the others is the name of a configuration."""

    _register = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        name = type(self).__name__
        parts = list(args)
        if parts and self._has_configuration(parts) and isinstance(parts[0], str):
            parts[0] = BindParameter(name, REGCONFIG(), parts[0])
        super().__init__(*parts, **kwargs)

    def _has_configuration(self, args: list[Any]) -> bool:
        return len(args) > 1


class to_tsvector(_Search):  # noqa: N801
    """``to_tsvector(configuration, text)``: a text as a document for search."""

    _declared_type: ClassVar[Any] = TSVECTOR


class to_tsquery(_Search):  # noqa: N801
    """``to_tsquery(configuration, query)``: words and operators as a query."""

    _declared_type: ClassVar[Any] = TSQUERY


class plainto_tsquery(_Search):  # noqa: N801
    """``plainto_tsquery(configuration, text)``: a text as a query for all of its words."""

    _declared_type: ClassVar[Any] = TSQUERY


class phraseto_tsquery(_Search):  # noqa: N801
    """``phraseto_tsquery(configuration, text)``: a text as a query for its words one after the other."""

    _declared_type: ClassVar[Any] = TSQUERY


class websearch_to_tsquery(_Search):  # noqa: N801
    """``websearch_to_tsquery(configuration, text)``: what a user of a search engine types, as a query."""

    _declared_type: ClassVar[Any] = TSQUERY


class ts_headline(_Search):  # noqa: N801
    """``ts_headline(configuration, document, query, options)``: the places of a document that match."""

    _declared_type: ClassVar[Any] = TEXT

    def _has_configuration(self, args: list[Any]) -> bool:
        return len(args) > 1 and not isinstance(getattr(args[1], "type", None), TSQUERY)


def render_array(w: Any, n: Any) -> None:
    """``ARRAY[a, b]``; where values are written as text the whole is cast: they have no type of their own."""
    cast = None if w.literal is None else _literal_cast(w, n.args)
    w.put("ARRAY[" if cast is None else "CAST(ARRAY[")
    w.seq(n.args)
    w.put("]" if cast is None else f"] AS {w.escape(cast)}[])")


def _literal_cast(w: Any, args: Any) -> str | None:
    if not all(isinstance(arg, (t.Bind, t.Null)) for arg in args):
        return None
    for arg in args:
        if isinstance(arg, t.Bind) and not isinstance(type_ := w.ctx.slots[arg.slot].type, String):
            return w.dialect.cast_type(type_) if w.literal(arg.slot).startswith("'") else None
    return None


def render_empty_array(w: Any, n: Any) -> None:
    """``ARRAY[]::type``."""
    w.put(f"ARRAY[]::{w.escape(w.dialect.cast_type(n.args[0].type))}")


def render_array_query(w: Any, n: Any) -> None:
    """``ARRAY(SELECT ...)``."""
    w.put("ARRAY", *n.args)


def render_ordered(w: Any, n: Any) -> None:
    """``x ORDER BY y, z``."""
    w.put(n.args[0], " ORDER BY ")
    w.seq(n.args[1:])


FUNCTIONS = {
    "array[]": render_array,
    "array[]::": render_empty_array,
    "array()": render_array_query,
    "order by[]": render_ordered,
}


def any_element(other: Any, arrexpr: Any, operator: Any = None) -> Any:
    """``other operator ANY (arrexpr)``: true where the comparison, by default ``=``, holds with one element."""
    return arrexpr.any(_element(other, arrexpr), operator)


def all_elements(other: Any, arrexpr: Any, operator: Any = None) -> Any:
    """``other operator ALL (arrexpr)``: true where the comparison, by default ``=``, holds with every element."""
    return arrexpr.all(_element(other, arrexpr), operator)


def _element(value: Any, array: Any) -> Any:
    return as_expression(value, array.type.item_type, getattr(array, "key", None))

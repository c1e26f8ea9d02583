"""What each operator builds that is more than ``left operator right``: LIKE, IN, BETWEEN, COLLATE, prefixes, parts."""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType
from typing import Any

from ..exc import ArgumentError
from ..types.base import NULLTYPE, TypeEngine
from ..types.scalar import BOOLEAN, MATCHTYPE, TupleType
from . import operators as ops
from .elements import (
    BUILDERS,
    NULL,
    BinaryExpression,
    BindParameter,
    ClauseElement,
    ClauseList,
    CollectionAggregate,
    ColumnClause,
    Slice,
    UnaryExpression,
    and_,
    as_expression,
    bind_name,
    negate,
    operand,
    or_,
)
from .operators import Operator


def _element_type(type_: TypeEngine, op: Operator, items: list[Any]) -> TypeEngine:
    """Return the type of the values of an IN list: that of the left side where they are of several."""
    classes = set(map(type, items)) - {NoneType}
    kinds = [type_.coerce_compared_value(op, next(i for i in items if type(i) is c)) for c in classes]
    if not kinds:
        return type_.coerce_compared_value(op, None)
    return kinds[0] if len({kind._affinity for kind in kinds}) == 1 else type_


def _in(left: Any, op: Operator, other: Any, **_: Any) -> Any:
    if isinstance(other, ClauseElement):
        if isinstance(other, BindParameter):
            right: Any = other
            if not other.expanding or other.type is NULLTYPE:
                right = other._with(expanding=True, type=left.type if other.type is NULLTYPE else other.type)
        else:
            right = other._as_scalar()
    elif hasattr(other, "__clause_element__"):
        return _in(left, op, other.__clause_element__())
    elif isinstance(other, (str, bytes)) or not isinstance(other, Iterable):
        raise ArgumentError(
            f"in_() takes a list of values, a SELECT or an expanding bind, got {other!r}; wrap one value: in_([value])"
        )
    else:
        items = list(other)
        if any(isinstance(i, ClauseElement) or hasattr(i, "__clause_element__") for i in items):
            clauses = tuple(as_expression(i, left.type, bind_name(left)) for i in items)
            right = ClauseList(clauses, left.type)
        else:
            element_type = left.type
            if items and isinstance(element_type, TupleType):
                element_type = element_type.resolve_with_values(items[0])
            elif items:
                element_type = _element_type(left.type, op, items)
            right = BindParameter(bind_name(left), element_type, items, expanding=True)
    return BinaryExpression(left, op, right, BOOLEAN, op.negated)


def _like(
    left: Any,
    op: Operator,
    other: Any,
    *,
    escape: str | None = None,
    autoescape: bool = False,
    pattern: str | None = None,
    **_: Any,
) -> Any:
    if autoescape:
        if not isinstance(other, str):
            raise ArgumentError(
                f"autoescape=True escapes a plain string, got {other!r}; escape the expression yourself"
            )
        escape = escape or "/"
        for ch in ("%", "_"):
            other = (
                other.replace(ch, escape + ch)
                if ch != "%"
                else other.replace(escape, escape * 2).replace(ch, escape + ch)
            )
    right = operand(left, op, other)
    modifiers = (("escape", escape),) if escape is not None else ()
    if pattern is not None:
        modifiers = (*modifiers, ("pattern", pattern))
    return BinaryExpression(left, op, right, BOOLEAN, op.negated, modifiers)


def _between(left: Any, op: Operator, low: Any, high: Any, symmetric: bool = False, **_: Any) -> Any:
    pair = ClauseList((operand(left, op, low), operand(left, op, high)))
    return BinaryExpression(left, op, pair, BOOLEAN, op.negated, (("symmetric", True),) if symmetric else ())


def _prefix(left: Any, op: Operator, **_: Any) -> Any:
    return UnaryExpression(left, op, left.type)


def _postfix(left: Any, op: Operator, **_: Any) -> Any:
    return UnaryExpression(left, op, left.type)


def _logical(left: Any, op: Operator, other: Any, reverse: bool = False, **_: Any) -> Any:
    return (and_ if op is ops.AND else or_)(*((other, left) if reverse else (left, other)))


def _collection(left: Any, op: Operator, **_: Any) -> Any:
    return CollectionAggregate(left, op, left.type)


def _match(left: Any, op: Operator, other: Any, **kwargs: Any) -> Any:
    options = tuple((k, v) for k, v in kwargs.items() if v is not None and k != "reverse")
    return BinaryExpression(left, op, operand(left, op, other), MATCHTYPE, op.negated, options)


def _regexp_replace(left: Any, op: Operator, pattern: Any, replacement: Any, flags: Any = None, **_: Any) -> Any:
    pair = ClauseList((operand(left, op, pattern), operand(left, op, replacement)))
    return BinaryExpression(left, op, pair, left.type, None, (("flags", flags),) if flags is not None else ())


def _collate(left: Any, op: Operator, collation: str, collation_schema: str | None = None, **_: Any) -> Any:
    schema = () if collation_schema is None else (("schema", collation_schema),)
    return BinaryExpression(left, op, ColumnClause(collation, NULLTYPE), left.type, None, schema)


def _getitem(left: Any, op: Operator, index: Any, return_type: Any = None, operand_type: Any = None, **_: Any) -> Any:
    if return_type is None:
        raise NotImplementedError(f"Operator 'getitem' is not supported on this expression: its type is {left.type!r}")
    if isinstance(index, slice):
        ends = (as_expression(i, operand_type, bind_name(left)) for i in (index.start, index.stop, index.step))
        start, stop, step = (None if i is NULL else i for i in ends)
        return BinaryExpression(left, op, Slice(start, stop, step, operand_type), return_type)
    return BinaryExpression(left, op, as_expression(index, operand_type, bind_name(left)), return_type)


BUILDERS.update(
    {
        ops.AND: _logical,
        ops.OR: _logical,
        ops.NOT: negate,
        ops.NEG: _prefix,
        ops.BITWISE_NOT: _prefix,
        ops.DISTINCT: _prefix,
        ops.ANY: _collection,
        ops.ALL: _collection,
        ops.MATCH: _match,
        ops.NOT_MATCH: _match,
        ops.REGEXP_MATCH: _match,
        ops.NOT_REGEXP_MATCH: _match,
        ops.REGEXP_REPLACE: _regexp_replace,
        ops.DESC: _postfix,
        ops.ASC: _postfix,
        ops.NULLS_FIRST: _postfix,
        ops.NULLS_LAST: _postfix,
        ops.IN: _in,
        ops.NOT_IN: _in,
        ops.LIKE: _like,
        ops.NOT_LIKE: _like,
        ops.ILIKE: _like,
        ops.NOT_ILIKE: _like,
        ops.BETWEEN: _between,
        ops.NOT_BETWEEN: _between,
        ops.COLLATE: _collate,
        ops.GETITEM: _getitem,
    }
)

"""Evaluate SQL criteria in Python, for objects that are in the session: with SQL's NULL, or not at all."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

from ...core.exc import InvalidRequestError
from ...core.expression import elements as e
from ...core.expression import operators as ops

Evaluator = Callable[[Any], Any]
"""Takes an object's ``__dict__``; returns a value, None for NULL, or raises `Unknown`."""


class UnevaluatableError(InvalidRequestError):
    """Say that an expression cannot be evaluated in Python."""


class Unknown(Exception):
    """Say that an object lacks a value that the criteria need."""


def evaluator(mapper: Any, expression: Any) -> Evaluator:
    """Return a function that evaluates `expression` for objects of `mapper`; raises `UnevaluatableError`."""
    handler = _HANDLERS.get(type(expression))
    if handler is None:
        clause = getattr(expression, "__clause_element__", None)
        if clause is not None:
            return evaluator(mapper, clause())
        if isinstance(expression, e.NamedColumn):
            return _column(mapper, expression)
        raise UnevaluatableError(
            f"Cannot evaluate {type(expression).__name__} in Python; use synchronize_session='fetch'"
        )
    return handler(mapper, expression)


def criteria(mapper: Any, clauses: Any) -> Evaluator:
    """Return the evaluator of several conditions joined by AND."""
    return _all([evaluator(mapper, c) for c in clauses])


def _column(mapper: Any, column: Any) -> Evaluator:
    key = mapper.attr_for_column.get(column)
    if key is None:
        raise UnevaluatableError(f"Cannot evaluate {column} in Python: {mapper.class_.__name__} does not map it")

    def value(d: dict[str, Any]) -> Any:
        try:
            return d[key]
        except KeyError:
            raise Unknown from None

    return value


def _bind(mapper: Any, bind: Any) -> Evaluator:
    value = bind.effective_value
    return lambda _: value


def _constant(value: Any) -> Callable[[Any, Any], Evaluator]:
    return lambda mapper, node: lambda d: value


def _inner(name: str) -> Callable[[Any, Any], Evaluator]:
    return lambda mapper, node: evaluator(mapper, getattr(node, name))


def _all(parts: list[Evaluator]) -> Evaluator:
    def both(d: dict[str, Any]) -> Any:
        unknown = False
        for part in parts:
            value = part(d)
            if value is None:
                unknown = True
            elif not value:
                return False
        return None if unknown else True

    return parts[0] if len(parts) == 1 else both


def _any(parts: list[Evaluator]) -> Evaluator:
    def either(d: dict[str, Any]) -> Any:
        unknown = False
        for part in parts:
            value = part(d)
            if value:
                return True
            unknown = unknown or value is None
        return None if unknown else False

    return either


def _junction(mapper: Any, node: Any) -> Evaluator:
    parts = [evaluator(mapper, c) for c in node.clauses]
    return _all(parts) if node.operator is ops.AND else _any(parts)


def _chain(mapper: Any, node: Any) -> Evaluator:
    apply = _PYTHON[node.operator]
    parts = [evaluator(mapper, c) for c in node.clauses]

    def value(d: dict[str, Any]) -> Any:
        values = [p(d) for p in parts]
        if None in values:
            return None
        try:
            return functools.reduce(apply, values)
        except TypeError:
            raise Unknown from None

    return value


def _tuple(mapper: Any, node: Any) -> Evaluator:
    parts = [evaluator(mapper, c) for c in node.clauses]

    def row(d: dict[str, Any]) -> Any:
        values = tuple([p(d) for p in parts])
        return None if None in values else values

    return row


def _unary(mapper: Any, node: Any) -> Evaluator:
    inner = evaluator(mapper, node.element)
    if node.operator is ops.NOT:
        return lambda d: None if (v := inner(d)) is None else not v
    if node.operator is ops.NEG:
        return lambda d: None if (v := inner(d)) is None else -v
    raise UnevaluatableError(f"Cannot evaluate operator {node.operator} in Python")


def _binary(mapper: Any, node: Any) -> Evaluator:
    op = node.operator
    left, right = evaluator(mapper, node.left), evaluator(mapper, node.right)
    if op in (ops.IS, ops.IS_NOT_DISTINCT):
        return lambda d: left(d) == right(d)
    if op in (ops.IS_NOT, ops.IS_DISTINCT):
        return lambda d: left(d) != right(d)
    if op is ops.IN or op is ops.NOT_IN:
        return _membership(left, right, op is ops.IN)
    apply = _PYTHON.get(op)
    if apply is None or node.modifiers:
        raise UnevaluatableError(f"Cannot evaluate operator {op} in Python; use synchronize_session='fetch'")

    def value(d: dict[str, Any]) -> Any:
        a, b = left(d), right(d)
        if a is None or b is None:
            return None
        try:
            return apply(a, b)
        except TypeError:
            raise Unknown from None

    return value


def _membership(left: Evaluator, right: Evaluator, wanted: bool) -> Evaluator:
    def value(d: dict[str, Any]) -> Any:
        item, items = left(d), right(d)
        if item is None or items is None:
            return None
        found = item in [tuple(i) if isinstance(i, list) else i for i in items]
        if not found and any(i is None for i in items):
            return None
        return found is wanted

    return value


_PYTHON: dict[Any, Callable[[Any, Any], Any]] = {
    ops.EQ: operator.eq,
    ops.NE: operator.ne,
    ops.LT: operator.lt,
    ops.LE: operator.le,
    ops.GT: operator.gt,
    ops.GE: operator.ge,
    ops.ADD: operator.add,
    ops.SUB: operator.sub,
    ops.MUL: operator.mul,
    ops.CONCAT: operator.add,
}

_HANDLERS: dict[type, Callable[[Any, Any], Evaluator]] = {
    e.BindParameter: _bind,
    e.Null: _constant(None),
    e.True_: _constant(True),
    e.False_: _constant(False),
    e.BooleanClauseList: _junction,
    e.ExpressionClauseList: _chain,
    e.BinaryExpression: _binary,
    e.UnaryExpression: _unary,
    e.Tuple: _tuple,
    e.Grouping: _inner("element"),
    e.Label: _inner("element"),
    e.TypeCoerce: _inner("clause"),
}

"""The small constructors: ``text``, ``literal``, ``bindparam``, ``case``, ``cast`` and their kin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..exc import ArgumentError
from ..types.base import NULLTYPE, to_instance
from ..types.infer import type_beside, type_of
from ..types.scalar import TupleType
from . import operators as ops
from .coerce import order_item
from .elements import (
    FALSE,
    NULL,
    TRUE,
    BindParameter,
    Cast,
    ClauseElement,
    CollectionAggregate,
    ColumnClause,
    Label,
    Tuple,
    TypeCoerce,
    UnaryExpression,
    as_expression,
    predicate,
)
from .forms import Case, DMLTargetCopy, Extract, TryCast, When
from .select import CompoundSelect, compound
from .textual import PARAMETER, TextClause, TString
from .window import Over, WithinGroup

REQUIRED: Any = type("REQUIRED", (), {"__repr__": lambda _: "<required>"})()


def text(text: str) -> TextClause:
    """Make a statement or fragment of SQL text; ``:name`` is a parameter, ``\\:name`` is not."""
    if not isinstance(text, str):
        raise ArgumentError(f"text() takes a string of SQL, got {text!r}")
    names = dict.fromkeys(m.group(1) for m in PARAMETER.finditer(text))
    return TextClause(text, tuple(BindParameter(n, NULLTYPE, None, False, required=True) for n in names))


def tstring(template: Any) -> TString:
    """Make a statement or fragment of a template string (PEP 750, Python 3.14).

    Interpolated SQL elements stand in the text, all other values become parameters.
    """
    return TString.of(template)


def from_dml_column(column: Any) -> DMLTargetCopy:
    """Stand, in an INSERT or UPDATE, for what the same statement assigns to ``column``."""
    return DMLTargetCopy(as_expression(column))


def literal(value: Any, type_: Any = None, literal_execute: bool = False) -> BindParameter:
    """Make a bound value."""
    if isinstance(value, ClauseElement):
        return value  # type: ignore[return-value]
    made = to_instance(type_) if type_ is not None else type_of(value)
    return BindParameter(None, made, value, literal_execute=literal_execute)


def literal_column(text: str, type_: Any = None) -> ColumnClause:
    """Make a column expression of SQL text, rendered as it is."""
    return ColumnClause(text, to_instance(type_) if type_ is not None else NULLTYPE, True)


def column(text: str, type_: Any = None, is_literal: bool = False, _selectable: Any = None) -> ColumnClause:
    """Make a column by its name alone."""
    return ColumnClause(text, to_instance(type_) if type_ is not None else NULLTYPE, is_literal, _selectable)


def bindparam(
    key: str | None,
    value: Any = REQUIRED,
    type_: Any = None,
    unique: bool = False,
    required: Any = None,
    quote: Any = None,
    callable_: Callable[[], Any] | None = None,
    expanding: bool = False,
    isoutparam: bool = False,
    literal_execute: bool = False,
) -> BindParameter:
    """Make a named parameter whose value may come with the statement's execution."""
    if required is None:
        required = value is REQUIRED and callable_ is None
    held = None if value is REQUIRED else value
    if type_ is not None:
        made = to_instance(type_)
    elif expanding and held:
        made = type_of(next(iter(held)))
    else:
        made = type_of(held) if held is not None else NULLTYPE
    return BindParameter(
        key,
        made,
        held,
        unique or key is None,
        expanding,
        bool(required),
        literal_execute,
        isoutparam,
        callable_ is not None,
        callable_,
    )


def outparam(key: str, type_: Any = None) -> BindParameter:
    """Make an OUT parameter, for drivers that have them."""
    return bindparam(key, None, type_, unique=False, isoutparam=True)


def null() -> Any:
    """Return NULL."""
    return NULL


def true() -> Any:
    """Return true."""
    return TRUE


def false() -> Any:
    """Return false."""
    return FALSE


def label(name: str, element: Any, type_: Any = None) -> Label:
    """Return ``element AS name``."""
    e = as_expression(element)
    return Label(name, e, to_instance(type_) if type_ is not None else e.type)


def cast(expression: Any, type_: Any) -> Cast:
    """Return ``CAST(expression AS type_)``."""
    made = to_instance(type_)
    return Cast(as_expression(expression, made.of_text() if isinstance(expression, str) else made), made)


def try_cast(expression: Any, type_: Any) -> TryCast:
    """Return ``TRY_CAST(expression AS type_)``: NULL where the value does not convert."""
    made = to_instance(type_)
    return TryCast(as_expression(expression, made.of_text() if isinstance(expression, str) else made), made)


def Nullable(val: Any) -> Any:  # noqa: N802 - the ecosystem's name
    """Return ``val``; checkers see that its value can be NULL, as behind an outer join."""
    return val


def NotNullable(val: Any) -> Any:  # noqa: N802 - the ecosystem's name
    """Return ``val``; checkers see that its value is never NULL."""
    return val


def type_coerce(expression: Any, type_: Any) -> Any:
    """Treat ``expression`` as ``type_`` in Python; the SQL does not change."""
    made = to_instance(type_)
    e = as_expression(expression, made)
    if isinstance(e, BindParameter):
        return e._with(type=made)
    return TypeCoerce(e, made)


def case(*whens: Any, value: Any = None, else_: Any = None) -> Case:
    """Make a CASE of ``(condition, result)`` pairs, or of a dict of values beside ``value=``."""
    pairs = list(whens[0].items()) if len(whens) == 1 and isinstance(whens[0], Mapping) else list(whens)
    if not pairs:
        raise ArgumentError("case() needs at least one (condition, result) pair")
    subject = None if value is None else as_expression(value)
    made = []
    results = [*(pair[1] for pair in pairs if isinstance(pair, tuple) and len(pair) == 2), else_]
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ArgumentError(f"case() takes (condition, result) pairs, got {pair!r}")
        condition, result = pair
        c = as_expression(condition, subject.type) if subject is not None else predicate(condition)
        made.append(When(c, as_expression(result, type_beside(result, results))))
    otherwise = None if else_ is None else as_expression(else_, type_beside(else_, results))
    type_ = next(
        (w.result.type for w in made if w.result.type is not NULLTYPE),
        otherwise.type if otherwise is not None else NULLTYPE,
    )
    return Case(tuple(made), subject, otherwise, type_)


def tuple_(*clauses: Any, types: Any = None) -> Tuple:
    """Make a row value."""
    if types is None:
        parts = tuple(as_expression(c) for c in clauses)
        return Tuple(parts, TupleType(*(c.type for c in parts)))
    made = tuple(to_instance(t) for t in types)
    if len(made) != len(clauses):
        raise ArgumentError(f"tuple_() has {len(clauses)} elements and {len(made)} types")
    return Tuple(tuple(as_expression(c, t) for c, t in zip(clauses, made, strict=True)), TupleType(*made))


def extract(field: str, expr: Any) -> Extract:
    """Return ``EXTRACT(field FROM expr)``."""
    return Extract(field, as_expression(expr))


def over(
    element: Any,
    partition_by: Any = None,
    order_by: Any = None,
    range_: Any = None,
    rows: Any = None,
    groups: Any = None,
    exclude: str | None = None,
) -> Over:
    """Return ``element`` as a window function."""
    return Over.of(as_expression(element), partition_by, order_by, rows, range_, groups, exclude)


def within_group(element: Any, *order_by: Any) -> WithinGroup:
    """Return ``element WITHIN GROUP (ORDER BY ...)``."""
    return element.within_group(*order_by)  # type: ignore[no-any-return]


def funcfilter(func: Any, *criterion: Any) -> Any:
    """Return ``func FILTER (WHERE ...)``."""
    return func.filter(*criterion)


def aggregate_order_by(element: Any, *order_by: Any) -> Any:
    """Return the aggregate ``element`` with an ORDER BY over the rows that it takes in."""
    return element.aggregate_order_by(*order_by)


def desc(column: Any) -> UnaryExpression:
    """Return ``column DESC``."""
    return _after(column, ops.DESC)


def asc(column: Any) -> UnaryExpression:
    """Return ``column ASC``."""
    return _after(column, ops.ASC)


def nulls_first(column: Any) -> UnaryExpression:
    """Return ``column NULLS FIRST``."""
    return _after(column, ops.NULLS_FIRST)


def nulls_last(column: Any) -> UnaryExpression:
    """Return ``column NULLS LAST``."""
    return _after(column, ops.NULLS_LAST)


def distinct(expr: Any) -> UnaryExpression:
    """Return ``DISTINCT expr``, inside an aggregate."""
    return _after(expr, ops.DISTINCT)


def any_(expr: Any) -> CollectionAggregate:
    """Return ``ANY (expr)``, of an array or a subquery; compare it with a value."""
    e = as_expression(expr)
    return CollectionAggregate(e, ops.ANY, e.type)


def all_(expr: Any) -> CollectionAggregate:
    """Return ``ALL (expr)``, of an array or a subquery; compare it with a value."""
    e = as_expression(expr)
    return CollectionAggregate(e, ops.ALL, e.type)


def collate(expression: Any, collation: str, collation_schema: str | None = None) -> Any:
    """Return ``expression COLLATE collation``, the collation in a schema where one is named."""
    return as_expression(expression).collate(collation, collation_schema)


def between(expr: Any, lower_bound: Any, upper_bound: Any, symmetric: bool = False) -> Any:
    """Return ``expr BETWEEN lower_bound AND upper_bound``."""
    return as_expression(expr).between(lower_bound, upper_bound, symmetric)


def bitwise_not(expr: Any) -> Any:
    """Return ``~expr``."""
    return as_expression(expr).bitwise_not()


def union(*selects: Any) -> CompoundSelect:
    """Return the UNION of ``selects``."""
    return compound("UNION", *selects)


def union_all(*selects: Any) -> CompoundSelect:
    """Return the UNION ALL of ``selects``."""
    return compound("UNION ALL", *selects)


def intersect(*selects: Any) -> CompoundSelect:
    """Return the INTERSECT of ``selects``."""
    return compound("INTERSECT", *selects)


def intersect_all(*selects: Any) -> CompoundSelect:
    """Return the INTERSECT ALL of ``selects``."""
    return compound("INTERSECT ALL", *selects)


def except_(*selects: Any) -> CompoundSelect:
    """Return the first of ``selects`` EXCEPT the others."""
    return compound("EXCEPT", *selects)


def except_all(*selects: Any) -> CompoundSelect:
    """Return the first of ``selects`` EXCEPT ALL the others."""
    return compound("EXCEPT ALL", *selects)


def _after(item: Any, op: ops.Operator) -> UnaryExpression:
    e = order_item(item)
    return UnaryExpression(e, op, e.type)

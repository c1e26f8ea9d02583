"""Expressions of a form of their own: CASE, EXTRACT, names of columns, lists with an operator, types as elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..node import Node, child, children, hooks, plain
from ..types.base import NULLTYPE, TypeEngine
from ..types.scalar import INTEGER
from .elements import Cast, ClauseElement, ClauseList, ColumnElement


class When(Node):
    """One branch of a CASE."""

    condition: Any = child()
    result: Any = child()

    def _froms(self, add: Callable[[Any], None]) -> None:
        self.condition._froms(add)
        self.result._froms(add)


class Case(ColumnElement):
    """``CASE [value] WHEN ... THEN ... ELSE ... END``."""

    __visit_name__ = "case"

    whens: tuple[When, ...] = children()
    value: Any = child(default=None)
    else_: Any = child(default=None)
    type: TypeEngine = plain(default=NULLTYPE)


class Extract(ColumnElement):
    """``EXTRACT(field FROM expr)``."""

    __visit_name__ = "extract"

    field: str = plain()
    expr: Any = child()
    type: TypeEngine = plain(default=INTEGER)


class LabelReference(ColumnElement):
    """A name in ORDER BY or GROUP BY that means a column of the SELECT."""

    __visit_name__ = "textual_label_reference"

    name: str = plain()
    type: TypeEngine = plain(default=NULLTYPE)


class DefaultValue(ColumnElement):
    """The word ``DEFAULT`` in a row of values."""

    type: TypeEngine = plain(default=NULLTYPE)


class TryCast(Cast):
    """``TRY_CAST(clause AS type)``: NULL for a value that does not convert."""

    __visit_name__ = "try_cast"
    safe = True


class OrderByList(ClauseList):
    """Several expressions of an ORDER BY as one element, whose direction is that of each."""

    __visit_name__ = "order_by_list"

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if op.kind == "postfix":
            return self._with(clauses=tuple(c.operate(op, *other, **kwargs) for c in self.clauses))
        return super().operate(op, *other, **kwargs)


class DMLTargetCopy(ColumnElement):
    """What an INSERT or UPDATE assigns to ``column``, for another column of the statement."""

    __visit_name__ = "dmltargetcopy"
    column: Any = child()

    def __init__(self, column: Any) -> None:
        object.__setattr__(self, "column", column)

    @property
    def type(self) -> TypeEngine:
        """The type of the column."""
        return self.column.type  # type: ignore[no-any-return]

    def _froms(self, add: Callable[[Any], None]) -> None:
        """It reads no table: the statement's own."""


class TypeClause(ClauseElement):
    """The name of a SQL type, as an element."""

    __visit_name__ = "typeclause"
    type: TypeEngine = plain()


hooks["typeclause"] = TypeClause

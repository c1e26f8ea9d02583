"""``DISTINCT ON`` as a syntax extension: ``select(...).ext(distinct_on(t.c.a))``."""

from __future__ import annotations

from typing import Any

from ...core.exc import ArgumentError
from ...core.expression.extension import SyntaxExtension


class DistinctOnClause(SyntaxExtension):
    """``DISTINCT ON (expressions)`` of a SELECT."""

    def __init__(self, *expr: Any) -> None:
        if not expr:
            raise ArgumentError("distinct_on() needs at least one expression; plain DISTINCT is select().distinct()")
        self.expressions = expr

    def apply_to_select(self, select_stmt: Any) -> Any:
        """Return the SELECT with one row for each set of equal values; ORDER BY says which."""
        return select_stmt.distinct(*self.expressions)


def distinct_on(*expr: Any) -> DistinctOnClause:
    """Return ``DISTINCT ON (expr, ...)`` for ``select(...).ext(distinct_on(...))``."""
    return DistinctOnClause(*expr)

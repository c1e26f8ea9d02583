"""Constructs of MariaDB and MySQL alone: full text search over several columns, and LIMIT of UPDATE and DELETE."""

from __future__ import annotations

from typing import Any

from ...core.exc import CompileError
from ...core.expression import operators as ops
from ...core.expression.elements import BinaryExpression, ClauseList, as_expression
from ...core.expression.extension import SyntaxExtension
from ...core.expression.text import literal, text
from ...core.expression.textual import TString
from ...core.types.scalar import INTEGER, MATCHTYPE


class match(BinaryExpression):  # noqa: N801 - the ecosystem's name
    """``MATCH (cols) AGAINST (against)``: a number of relevance, true where it is not 0.

    Parameters: the columns, ``against`` (text or an expression), and the flags of the search, of which boolean mode
    stands alone. See https://mariadb.com/kb/en/match-against/
    """

    __slots__ = ()

    def __init__(
        self,
        *cols: Any,
        against: Any = None,
        in_boolean_mode: bool = False,
        in_natural_language_mode: bool = False,
        with_query_expansion: bool = False,
    ) -> None:
        if not cols:
            raise CompileError("match() needs at least one column: match(t.c.title, against='text')")
        if against is None:
            raise CompileError("against is required: match(t.c.title, against='text')")
        columns = ClauseList(tuple(as_expression(c) for c in cols))
        flags = (in_boolean_mode, in_natural_language_mode, with_query_expansion)
        super().__init__(columns, ops.MATCH, as_expression(against), MATCHTYPE, None, _checked(flags))

    def in_boolean_mode(self) -> Any:
        """Return this search with the operators of boolean mode."""
        return self._flagged(0)

    def in_natural_language_mode(self) -> Any:
        """Return this search in natural language mode, said explicitly."""
        return self._flagged(1)

    def with_query_expansion(self) -> Any:
        """Return this search made anew with the words of the best rows."""
        return self._flagged(2)

    def _flagged(self, number: int) -> Any:
        flags = list(dict(self.modifiers)["flags"])
        flags[number] = True
        return self._with(modifiers=_checked(tuple(flags)))


class DMLLimitClause(SyntaxExtension):
    """``LIMIT n`` of an UPDATE or DELETE."""

    def __init__(self, limit: Any) -> None:
        count = as_expression(limit) if hasattr(limit, "__clause_element__") or hasattr(limit, "_froms") else None
        self.count = literal(int(limit), INTEGER, literal_execute=True) if count is None else count

    def apply_to_update(self, update_stmt: Any) -> Any:
        """Put LIMIT after WHERE, in place of one that is there."""
        return self._put(update_stmt)

    def apply_to_delete(self, delete_stmt: Any) -> Any:
        """Put LIMIT after WHERE, in place of one that is there."""
        return self._put(delete_stmt)

    def _put(self, statement: Any) -> Any:
        element = TString("LIMIT ?", (), None, (text("LIMIT "), self.count))
        return statement.apply_syntax_extension_point(lambda existing: [element], "post_criteria")


def limit(limit: Any) -> DMLLimitClause:
    """Return ``LIMIT n`` for ``update(t).ext(limit(n))`` or ``delete(t).ext(limit(n))``."""
    return DMLLimitClause(limit)


def _checked(flags: tuple[bool, ...]) -> tuple[tuple[str, Any], ...]:
    boolean, natural, expansion = flags
    if boolean and (natural or expansion):
        raise CompileError(
            f"Invalid MySQL match flags: in_boolean_mode={boolean}, in_natural_language_mode={natural}, "
            f"with_query_expansion={expansion}; boolean mode stands alone"
        )
    return (("flags", flags),)

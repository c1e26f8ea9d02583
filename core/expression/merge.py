"""MERGE: rows of a source meet rows of a table, and each meeting says what happens.

``merge(stock).using(delivery, on=...).when_matched().update(...).when_not_matched().insert(...)``. Clauses are tried in
order, and the first whose condition holds is taken, as the standard says. Where a server has no MERGE the statement is
lowered to an upsert, if it is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Self, TypeVar

from ..exc import ArgumentError
from ..node import Node, child, children, plain
from .coerce import dml_table
from .dml import Assignment, UpdateBase, assignments_of, named_values
from .elements import and_, predicate
from .selectable import as_from

MATCHED = "matched"
NOT_MATCHED = "not matched"
BY_SOURCE = "not matched by source"


class MergeClause(Node):
    """One WHEN clause: which rows it is for, its condition, and what happens to them.

    With ``same_names`` the user named no columns: those that the source has under the same names are taken over.
    """

    when: str = plain()
    condition: Any = child(default=None)
    action: str = plain(default="nothing")
    assignments: tuple[Assignment, ...] = children(default=())
    same_names: bool = plain(default=False)


class Merge(UpdateBase):
    """A MERGE statement; make it with :func:`merge`."""

    __visit_name__ = "merge"

    source: Any = child(default=None)
    on: Any = child(default=None)
    clauses: tuple[MergeClause, ...] = children(default=())
    is_insert: ClassVar[bool] = False
    is_update: ClassVar[bool] = False
    is_delete: ClassVar[bool] = False

    def using(self, source: Any, on: Any) -> Self:
        """Name the rows that meet the table (table, alias, subquery, CTE, :func:`values`) and how they match."""
        if self.source is not None:
            raise ArgumentError("using() was called already; unite the sources in one SELECT")
        node = as_from(source)
        if node is self.table:
            raise ArgumentError(f"the source of a MERGE is the target {node.description!r} itself; give it an alias")
        return self._with(source=node, on=predicate(on))

    def when_matched(self, *conditions: Any) -> MatchedBuilder[Self]:
        """Begin the clause for rows of the table that match a row of the source: update, delete or do_nothing."""
        return MatchedBuilder(self, MATCHED, conditions)

    def when_not_matched(self, *conditions: Any) -> NotMatchedBuilder[Self]:
        """Begin the clause for rows of the source that match no row of the table: insert or do_nothing."""
        return NotMatchedBuilder(self, NOT_MATCHED, conditions)

    def when_not_matched_by_source(self, *conditions: Any) -> MatchedBuilder[Self]:
        """Begin the clause for rows of the table that no row of the source matches: update, delete or do_nothing."""
        return MatchedBuilder(self, BY_SOURCE, conditions)

    def _add(self, clause: MergeClause) -> Self:
        if self.source is None:
            raise ArgumentError("merge(table).using(source, on=...) comes before the WHEN clauses")
        return self._with(clauses=(*self.clauses, clause))


M = TypeVar("M", bound=Merge)


class _Builder(Generic[M]):
    __slots__ = ("_conditions", "_merge", "_when")

    def __init__(self, merge: M, when: str, conditions: tuple[Any, ...]) -> None:
        self._merge, self._when = merge, when
        self._conditions = and_(*(predicate(c) for c in conditions)) if conditions else None

    def do_nothing(self) -> M:
        """Leave these rows as they are, and try no further clause on them."""
        return self._clause("nothing")

    def _clause(self, action: str, given: Mapping[Any, Any] | None = None, same_names: bool = False) -> M:
        merge = self._merge
        cells = assignments_of(merge._target, named_values(merge, given or {}), anonymous=True)
        return merge._add(MergeClause(self._when, self._conditions, action, cells, same_names))


class MatchedBuilder(_Builder[M]):
    """The half-written clause for rows of the table."""

    __slots__ = ()

    def update(self, set_: Mapping[Any, Any] | None = None, **values: Any) -> M:
        """Set columns; without arguments, all that the source has under the same names but those of the match."""
        given = {**(set_ or {}), **values}
        if not given and self._when == BY_SOURCE:
            raise ArgumentError(
                "when_not_matched_by_source().update() needs values: there is no source row to take over"
            )
        return self._clause("update", given, not given)

    def delete(self) -> M:
        """Delete the rows."""
        return self._clause("delete")


class NotMatchedBuilder(_Builder[M]):
    """The half-written clause for rows of the source that the table lacks."""

    __slots__ = ()

    def insert(self, values: Mapping[Any, Any] | None = None, **columns: Any) -> M:
        """Insert a row; without arguments, of the columns that the source has under the same names."""
        given = {**(values or {}), **columns}
        return self._clause("insert", given, not given)


def merge(table: Any) -> Merge:
    """Make a MERGE into a table or mapped class."""
    return Merge(table=dml_table(table))

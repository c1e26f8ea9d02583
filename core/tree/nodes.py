"""The statement tree: names resolved, a plain tree, equal by structure.

``resolve`` makes it from the surface, passes rewrite it, the writer prints it. Classes in the last section exist
only after lowering: a pass makes them, and no rule reads them, so that no rule fires twice.
"""

from __future__ import annotations

from typing import Any

from ..node import Structural, child, children, note, plain


class Tree(Structural):
    """Base of the statement tree."""

    __slots__ = ()


# -- expressions ---------------------------------------------------------------------------------------------------


class Raw(Tree):
    """SQL text that is printed as it is; ``user`` text has its percent signs escaped for the driver."""

    text: str = plain()
    user: bool = plain(False)


class Text(Tree):
    """The user's text with parameters between its parts."""

    parts: tuple[Any, ...] = children()


class ColumnRef(Tree):
    """A column; ``source`` is None, an alias, or a pair of schema and table."""

    source: Any = plain()
    name: str = plain()
    truth: bool = plain(False)
    literal: bool = plain(False)


class NameRef(Tree):
    """A label of this SELECT, used in ORDER BY."""

    name: str = plain()


class Bind(Tree):
    """A parameter: the number of its slot."""

    slot: int = plain()
    truth: bool = plain(False)


class Null(Tree):
    """NULL."""


class Truth(Tree):
    """The constant true or false."""

    value: bool = plain()


class Binary(Tree):
    """``left operator right``."""

    op: Any = plain()
    left: Any = child()
    right: Any = child()
    modifiers: Any = plain(())
    #: Result type and operand types of arithmetic, which decide the spelling of division.
    types: Any = plain(())


class Unary(Tree):
    """A prefix operator."""

    op: Any = plain()
    operand: Any = child()


class Junction(Tree):
    """AND or OR of several conditions."""

    op: Any = plain()
    parts: tuple[Any, ...] = children()


class Group(Tree):
    """Parentheses."""

    expr: Any = child()


class CommaList(Tree):
    """Expressions with commas between."""

    parts: tuple[Any, ...] = children()


class RowValue(Tree):
    """``(a, b)`` as one value."""

    parts: tuple[Any, ...] = children()


class When(Tree):
    """One branch of a CASE."""

    condition: Any = child()
    result: Any = child()


class Case(Tree):
    """CASE."""

    subject: Any = child(None)
    whens: tuple[When, ...] = children()
    else_: Any = child(None)
    truth: bool = plain(False)


class Cast(Tree):
    """CAST to a type of the dialect's spelling."""

    expr: Any = child()
    type: Any = plain()
    safe: bool = plain(False)


class Extract(Tree):
    """EXTRACT."""

    field: str = plain()
    expr: Any = child()


class Call(Tree):
    """A function call."""

    name: str = plain()
    args: tuple[Any, ...] = children()
    packages: tuple[str, ...] = plain(())
    truth: bool = plain(False)


class Window(Tree):
    """``expr OVER (...)``."""

    expr: Any = child()
    partition_by: tuple[Any, ...] = children(())
    order_by: tuple[Any, ...] = children(())
    #: Kind, words of the lower and upper bound; the counts before them are ``low`` and ``high``.
    frame: Any = plain(None)
    low: Any = child(None)
    high: Any = child(None)


class Filtered(Tree):
    """An aggregate with FILTER."""

    expr: Any = child()
    condition: Any = child()


class WithinGroup(Tree):
    """An ordered-set aggregate."""

    expr: Any = child()
    order_by: tuple[Any, ...] = children()


class ScalarQuery(Tree):
    """A SELECT as a value."""

    query: Any = child()
    truth: bool = plain(False)


class ExistsQuery(Tree):
    """EXISTS."""

    query: Any = child()


class DefaultWord(Tree):
    """The word DEFAULT."""


class ExcludedRef(Tree):
    """A column of the row that was to be inserted."""

    name: str = plain()


class OutcomeRef(Tree):
    """Inserted or updated."""


class Ordered(Tree):
    """An ORDER BY item."""

    expr: Any = child()
    direction: str = plain("")
    nulls: str = plain("")


class Labeled(Tree):
    """``expr AS name`` in a columns clause; without ``shown`` the name is implied by the expression."""

    expr: Any = child()
    name: Any = plain()
    shown: bool = plain(True)


# -- FROM ----------------------------------------------------------------------------------------------------------


class TableRef(Tree):
    """A table, perhaps under an alias."""

    schema: Any = plain()
    name: str = plain()
    alias: Any = plain(None)
    hint: Any = plain(None)
    #: Column names and the names of primary key columns, for passes that join a table to itself.
    columns: Any = note(())
    keys: Any = note(())

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias or ((self.schema, self.name) if self.schema else self.name)


class Derived(Tree):
    """A subquery in FROM."""

    query: Any = child()
    alias: str = plain()
    columns: Any = plain(())
    lateral: bool = plain(False)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class CteRef(Tree):
    """A CTE by its name."""

    name: str = plain()
    alias: Any = plain(None)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias or self.name


class JoinRef(Tree):
    """A join."""

    left: Any = child()
    right: Any = child()
    kind: str = plain("inner")
    on: Any = child(None)


class ValuesRef(Tree):
    """VALUES as a table."""

    rows: tuple[Any, ...] = children()
    alias: Any = plain()
    columns: tuple[str, ...] = plain()

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class FunctionRef(Tree):
    """A function that returns rows, as a table."""

    call: Any = child()
    alias: Any = plain()
    columns: tuple[str, ...] = plain(())

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class RawFrom(Tree):
    """The user's text in FROM."""

    text: Any = child()


# -- queries -------------------------------------------------------------------------------------------------------


class CteDef(Tree):
    """One CTE."""

    name: str = plain()
    columns: tuple[str, ...] = plain(())
    query: Any = child()
    prefixes: Any = plain(())


class With(Tree):
    """WITH."""

    ctes: tuple[CteDef, ...] = children()
    recursive: bool = plain(False)


class Page(Tree):
    """How many rows of a result, as the user asked."""

    limit: Any = child(None)
    offset: Any = child(None)
    ties: bool = plain(False)
    percent: bool = plain(False)
    is_fetch: bool = plain(False)


class Lock(Tree):
    """FOR UPDATE."""

    read: bool = plain(False)
    nowait: bool = plain(False)
    skip_locked: bool = plain(False)
    key_share: bool = plain(False)
    of: tuple[Any, ...] = children(())


class Select(Tree):
    """A SELECT."""

    with_: Any = child(None)
    columns: tuple[Any, ...] = children()
    froms: tuple[Any, ...] = children(())
    where: Any = child(None)
    group_by: tuple[Any, ...] = children(())
    having: Any = child(None)
    order_by: tuple[Any, ...] = children(())
    page: Any = child(None)
    lock: Any = child(None)
    distinct: bool = plain(False)
    distinct_on: tuple[Any, ...] = children(())
    prefixes: tuple[str, ...] = plain(())
    suffixes: tuple[str, ...] = plain(())


class Compound(Tree):
    """A set operation."""

    with_: Any = child(None)
    keyword: str = plain()
    queries: tuple[Any, ...] = children()
    order_by: tuple[Any, ...] = children(())
    page: Any = child(None)
    lock: Any = child(None)


# -- DML -----------------------------------------------------------------------------------------------------------


class Assign(Tree):
    """``column = value`` of SET."""

    column: Any = child()
    value: Any = child()


class Returning(Tree):
    """RETURNING, as the user asked."""

    columns: tuple[Any, ...] = children()


class Rows(Tree):
    """VALUES of an INSERT."""

    rows: tuple[Any, ...] = children()


class DefaultRow(Tree):
    """An INSERT without any column."""


class Conflict(Tree):
    """What happens to a row that is there already."""

    style: str = plain()
    action: str = plain()
    target: tuple[Any, ...] = plain(())
    constraint: Any = plain(None)
    target_where: Any = child(None)
    assigns: tuple[Assign, ...] = children(())
    where: Any = child(None)
    #: Unique keys of the table as tuples of names, primary key first: a target is checked against them.
    keys: Any = note(())
    #: Name of the type of each inserted column, for emulations that select from typed parameters.
    types: Any = note(())


class Insert(Tree):
    """INSERT."""

    with_: Any = child(None)
    table: Any = child()
    columns: tuple[str, ...] = plain(())
    source: Any = child()
    conflict: Any = child(None)
    returning: Any = child(None)
    prefixes: tuple[str, ...] = plain(())
    order_rows: bool = plain(False)


class Update(Tree):
    """UPDATE."""

    with_: Any = child(None)
    table: Any = child()
    assigns: tuple[Assign, ...] = children()
    froms: tuple[Any, ...] = children(())
    where: Any = child(None)
    returning: Any = child(None)
    prefixes: tuple[str, ...] = plain(())
    limit: Any = child(None)


class Delete(Tree):
    """DELETE."""

    with_: Any = child(None)
    table: Any = child()
    using: tuple[Any, ...] = children(())
    where: Any = child(None)
    returning: Any = child(None)
    prefixes: tuple[str, ...] = plain(())
    limit: Any = child(None)


# -- lowered only --------------------------------------------------------------------------------------------------


class LimitOffset(Tree):
    """``LIMIT n OFFSET m``."""

    limit: Any = child(None)
    offset: Any = child(None)


class LimitComma(Tree):
    """``LIMIT m, n``."""

    limit: Any = child(None)
    offset: Any = child(None)


class OffsetFetch(Tree):
    """``OFFSET m ROWS FETCH FIRST n ROWS ONLY``."""

    limit: Any = child(None)
    offset: Any = child(None)
    ties: bool = plain(False)
    percent: bool = plain(False)


class Top(Tree):
    """``TOP n`` after the word SELECT."""

    limit: Any = child()
    ties: bool = plain(False)
    percent: bool = plain(False)


class ReturningClause(Tree):
    """``RETURNING a, b``."""

    columns: tuple[Any, ...] = children()


class ReturningInto(Tree):
    """``RETURNING a, b INTO :ret_0, :ret_1``."""

    columns: tuple[Any, ...] = children()
    outs: tuple[Any, ...] = children()


class Output(Tree):
    """``OUTPUT inserted.a, inserted.b``."""

    columns: tuple[Any, ...] = children()


class OnConflict(Tree):
    """``ON CONFLICT (...) DO UPDATE SET ...``."""

    target: tuple[Any, ...] = plain(())
    constraint: Any = plain(None)
    target_where: Any = child(None)
    assigns: tuple[Assign, ...] = children(())
    where: Any = child(None)


class OnDuplicateKey(Tree):
    """``ON DUPLICATE KEY UPDATE a = ...``."""

    assigns: tuple[Assign, ...] = children()


class MergeWhen(Tree):
    """One WHEN clause of a MERGE."""

    matched: bool = plain()
    condition: Any = child(None)
    action: str = plain("update")
    assigns: tuple[Assign, ...] = children(())
    columns: tuple[str, ...] = plain(())
    values: tuple[Any, ...] = children(())


class Merge(Tree):
    """MERGE."""

    table: Any = child()
    source: Any = child()
    on: Any = child()
    clauses: tuple[MergeWhen, ...] = children()
    returning: Any = child(None)
    hint: str = plain("")
    end: str = plain("")


class UnionRows(Tree):
    """Rows as ``SELECT ... FROM DUAL UNION ALL SELECT ...``."""

    rows: tuple[Any, ...] = children()
    names: tuple[str, ...] = plain(())
    bare_from: str = plain("")


class OrderedRows(Tree):
    """Rows through a numbered VALUES and ORDER BY, so that generated keys come in their order."""

    rows: tuple[Any, ...] = children()
    types: tuple[str, ...] = plain(())


class UpdateJoin(Tree):
    """``UPDATE a, b SET a.x = b.y WHERE ...``."""

    table: Any = child()
    froms: tuple[Any, ...] = children()
    assigns: tuple[Assign, ...] = children()
    where: Any = child(None)


class DeleteFromUsing(Tree):
    """``DELETE FROM a USING a, b`` or ``DELETE FROM a FROM a, b``: the target is repeated in the list."""

    word: str = plain()
    table: Any = child()
    using: tuple[Any, ...] = children()
    where: Any = child(None)
    returning: Any = child(None)
    with_: Any = child(None)


class BareFrom(Tree):
    """The table that stands in FROM when a SELECT has none: DUAL."""

    name: str = plain()

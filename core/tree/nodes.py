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
    user: bool = plain(default=False)


class Text(Tree):
    """The user's text with parameters between its parts."""

    parts: tuple[Any, ...] = children()


class ColumnRef(Tree):
    """A column; ``source`` is None, an alias, or a pair of schema and table."""

    source: Any = plain()
    name: str = plain()
    truth: bool = plain(default=False)
    literal: bool = plain(default=False)


class NameRef(Tree):
    """A label of this SELECT, used in ORDER BY."""

    name: str = plain()


class Bind(Tree):
    """A parameter: the number of its slot."""

    slot: int = plain()
    truth: bool = plain(default=False)


class BindList(Tree):
    """A parameter for the list of an IN, and a tree for each cell of its items: the SQL that the cell stands in."""

    slot: int = plain()
    items: tuple[Tree, ...] = children()


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
    modifiers: Any = plain(default=())
    #: Result type and operand types of arithmetic, which decide the spelling of division.
    types: Any = plain(default=())


class Unary(Tree):
    """A prefix operator."""

    op: Any = plain()
    operand: Any = child()


class Junction(Tree):
    """Several expressions with one operator between: AND, OR, +, *, ||."""

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

    subject: Any = child(default=None)
    whens: tuple[When, ...] = children(default=())
    else_: Any = child(default=None)
    truth: bool = plain(default=False)


class Cast(Tree):
    """CAST to a type of the dialect's spelling."""

    expr: Any = child()
    type: Any = plain()
    safe: bool = plain(default=False)


class Extract(Tree):
    """EXTRACT."""

    field: str = plain()
    expr: Any = child()


class Call(Tree):
    """A function call."""

    name: str = plain()
    args: tuple[Any, ...] = children()
    packages: tuple[str, ...] = plain(default=())
    truth: bool = plain(default=False)
    #: The order in which an aggregate takes its rows in.
    order_by: tuple[Any, ...] = children(default=())


class Window(Tree):
    """``expr OVER (...)``."""

    expr: Any = child()
    partition_by: tuple[Any, ...] = children(default=())
    order_by: tuple[Any, ...] = children(default=())
    #: Kind, words of the lower and upper bound, what is excluded; the counts before them are ``low`` and ``high``.
    frame: Any = plain(default=None)
    low: Any = child(default=None)
    high: Any = child(default=None)


class Filtered(Tree):
    """An aggregate with FILTER."""

    expr: Any = child()
    condition: Any = child()


class WithinGroup(Tree):
    """An ordered-set aggregate."""

    expr: Any = child()
    order_by: tuple[Any, ...] = children()


class SliceRef(Tree):
    """``start:stop`` inside the brackets of an array."""

    start: Any = child(default=None)
    stop: Any = child(default=None)
    step: Any = child(default=None)


class AliasValue(Tree):
    """A table function as one value: its alias."""

    source: Any = plain()


class Member(Tree):
    """``(function()).name``."""

    expr: Any = child()
    name: str = plain()


class ScalarQuery(Tree):
    """A SELECT as a value."""

    query: Any = child()
    truth: bool = plain(default=False)


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


class VersionRef(Tree):
    """A column as it was before the statement ("old"), or is after it ("new")."""

    which: str = plain()
    source: Any = plain()
    name: str = plain()
    truth: bool = plain(default=False)


class Ordered(Tree):
    """An ORDER BY item."""

    expr: Any = child()
    direction: str = plain(default="")
    nulls: str = plain(default="")


class Labeled(Tree):
    """``expr AS name`` in a columns clause; without ``shown`` the name is implied by the expression."""

    expr: Any = child()
    name: Any = plain()
    shown: bool = plain(default=True)


# -- FROM ----------------------------------------------------------------------------------------------------------


class TableRef(Tree):
    """A table, perhaps under an alias."""

    schema: Any = plain()
    name: str = plain()
    alias: Any = plain(default=None)
    hint: Any = plain(default=None)
    #: Column names and the names of primary key columns, for passes that join a table to itself.
    columns: Any = note(default=())
    keys: Any = note(default=())

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias or ((self.schema, self.name) if self.schema else self.name)


class Derived(Tree):
    """A subquery in FROM."""

    query: Any = child()
    alias: str = plain()
    columns: Any = plain(default=())
    lateral: bool = plain(default=False)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class CteRef(Tree):
    """A CTE by its name."""

    name: str = plain()
    alias: Any = plain(default=None)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias or self.name


class JoinRef(Tree):
    """A join."""

    left: Any = child()
    right: Any = child()
    kind: str = plain(default="inner")
    on: Any = child(default=None)


class ValuesRef(Tree):
    """VALUES as a table."""

    rows: tuple[Any, ...] = children()
    alias: Any = plain()
    columns: tuple[str, ...] = plain()
    lateral: bool = plain(default=False)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class FunctionRef(Tree):
    """A function that returns rows, as a table."""

    call: Any = child()
    alias: Any = plain()
    #: Pairs of column name and type, where they are written; the type is None where it is not.
    columns: tuple[Any, ...] = plain(default=())
    lateral: bool = plain(default=False)
    ordinality: bool = plain(default=False)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.alias


class SampleRef(Tree):
    """A table of which a part is read."""

    table: Any = child()
    method: Any = child()
    seed: Any = child(default=None)

    @property
    def source(self) -> Any:
        """What its columns are qualified with."""
        return self.table.source


class RawFrom(Tree):
    """The user's text in FROM."""

    text: Any = child()


# -- queries -------------------------------------------------------------------------------------------------------


class ValuesQuery(Tree):
    """VALUES as a query."""

    rows: tuple[Any, ...] = children()


class CteDef(Tree):
    """One CTE."""

    name: str = plain()
    columns: tuple[str, ...] = plain(default=())
    query: Any = child(default=None)
    prefixes: Any = plain(default=())
    suffixes: Any = plain(default=())


class With(Tree):
    """WITH."""

    ctes: tuple[CteDef, ...] = children()
    recursive: bool = plain(default=False)


class Page(Tree):
    """How many rows of a result, as the user asked."""

    limit: Any = child(default=None)
    offset: Any = child(default=None)
    ties: bool = plain(default=False)
    percent: bool = plain(default=False)
    is_fetch: bool = plain(default=False)
    options: tuple[Any, ...] = plain(default=())


class Lock(Tree):
    """FOR UPDATE."""

    read: bool = plain(default=False)
    nowait: bool = plain(default=False)
    skip_locked: bool = plain(default=False)
    key_share: bool = plain(default=False)
    of: tuple[Any, ...] = children(default=())


class Extension(Tree):
    """An element that an application put at one of the places of a statement."""

    point: str = plain()
    element: Any = child()


class TargetCopy(Tree):
    """from_dml_column() outside of an INSERT or UPDATE."""

    key: str = plain()


class Select(Tree):
    """A SELECT."""

    with_: Any = child(default=None)
    columns: tuple[Any, ...] = children(default=())
    froms: tuple[Any, ...] = children(default=())
    where: Any = child(default=None)
    group_by: tuple[Any, ...] = children(default=())
    having: Any = child(default=None)
    order_by: tuple[Any, ...] = children(default=())
    page: Any = child(default=None)
    lock: Any = child(default=None)
    distinct: bool = plain(default=False)
    distinct_on: tuple[Any, ...] = children(default=())
    prefixes: tuple[str, ...] = plain(default=())
    suffixes: tuple[str, ...] = plain(default=())
    hints: tuple[str, ...] = plain(default=())
    #: The table that the rows go into, as SQL.
    into: str = plain(default="")
    extensions: tuple[Extension, ...] = children(default=())


class Compound(Tree):
    """A set operation."""

    with_: Any = child(default=None)
    keyword: str = plain(default="")
    queries: tuple[Any, ...] = children(default=())
    order_by: tuple[Any, ...] = children(default=())
    page: Any = child(default=None)
    lock: Any = child(default=None)


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
    target: tuple[Any, ...] = plain(default=())
    constraint: Any = plain(default=None)
    target_where: Any = child(default=None)
    assigns: tuple[Assign, ...] = children(default=())
    where: Any = child(default=None)
    #: The row differs from what would be set; with ``where`` it decides whether the row is updated.
    changed: Any = child(default=None)
    #: Unique keys of the table as tuples of names, primary key first: a target is checked against them.
    keys: Any = note(default=())
    #: Name of the type of each inserted column, for emulations that select from typed parameters.
    types: Any = note(default=())


class Insert(Tree):
    """INSERT."""

    with_: Any = child(default=None)
    table: Any = child(default=None)
    columns: tuple[str, ...] = plain(default=())
    source: Any = child(default=None)
    conflict: Any = child(default=None)
    returning: Any = child(default=None)
    prefixes: tuple[str, ...] = plain(default=())
    order_rows: bool = plain(default=False)
    extensions: tuple[Any, ...] = children(default=())


class Update(Tree):
    """UPDATE."""

    with_: Any = child(default=None)
    table: Any = child(default=None)
    assigns: tuple[Assign, ...] = children(default=())
    froms: tuple[Any, ...] = children(default=())
    where: Any = child(default=None)
    returning: Any = child(default=None)
    prefixes: tuple[str, ...] = plain(default=())
    limit: Any = child(default=None)
    extensions: tuple[Any, ...] = children(default=())


class Delete(Tree):
    """DELETE."""

    with_: Any = child(default=None)
    table: Any = child(default=None)
    using: tuple[Any, ...] = children(default=())
    where: Any = child(default=None)
    returning: Any = child(default=None)
    prefixes: tuple[str, ...] = plain(default=())
    limit: Any = child(default=None)
    extensions: tuple[Any, ...] = children(default=())


class MergeClause(Tree):
    """One WHEN clause, as the user asked: "matched", "not matched" or "not matched by source"."""

    when: str = plain()
    condition: Any = child(default=None)
    action: str = plain(default="nothing")
    #: For an insert the columns stand bare, and are inserted.
    assigns: tuple[Assign, ...] = children(default=())


class MergeStatement(Tree):
    """MERGE, as the user asked."""

    with_: Any = child(default=None)
    table: Any = child(default=None)
    source: Any = child(default=None)
    on: Any = child(default=None)
    clauses: tuple[MergeClause, ...] = children(default=())
    returning: Any = child(default=None)
    #: Unique keys of the table as tuples of names, primary key first: an upsert needs the match to be one.
    keys: Any = note(default=())


# -- lowered only --------------------------------------------------------------------------------------------------


class LimitOffset(Tree):
    """``LIMIT n OFFSET m``."""

    limit: Any = child(default=None)
    offset: Any = child(default=None)


class LimitComma(Tree):
    """``LIMIT m, n``."""

    limit: Any = child(default=None)
    offset: Any = child(default=None)


class OffsetFetch(Tree):
    """``OFFSET m ROWS FETCH FIRST n ROWS ONLY``."""

    limit: Any = child(default=None)
    offset: Any = child(default=None)
    ties: bool = plain(default=False)
    percent: bool = plain(default=False)
    #: Options of dialects, as the user gave them.
    options: tuple[Any, ...] = plain(default=())


class Top(Tree):
    """``TOP n`` after the word SELECT."""

    limit: Any = child()
    ties: bool = plain(default=False)
    percent: bool = plain(default=False)


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

    target: tuple[Any, ...] = plain(default=())
    constraint: Any = plain(default=None)
    target_where: Any = child(default=None)
    assigns: tuple[Assign, ...] = children(default=())
    where: Any = child(default=None)


class OnDuplicateKey(Tree):
    """``ON DUPLICATE KEY UPDATE a = ...``."""

    assigns: tuple[Assign, ...] = children()


class MergeWhen(Tree):
    """One WHEN clause of a MERGE."""

    when: str = plain()
    condition: Any = child(default=None)
    action: str = plain(default="update")
    assigns: tuple[Assign, ...] = children(default=())
    columns: tuple[str, ...] = plain(default=())
    values: tuple[Any, ...] = children(default=())
    #: Rows just updated that are deleted if this holds.
    delete_where: Any = child(default=None)


class Merge(Tree):
    """MERGE."""

    table: Any = child()
    source: Any = child()
    on: Any = child()
    clauses: tuple[MergeWhen, ...] = children()
    returning: Any = child(default=None)
    hint: str = plain(default="")
    end: str = plain(default="")
    with_: Any = child(default=None)


class UnionRows(Tree):
    """Rows as ``SELECT ... FROM DUAL UNION ALL SELECT ...``."""

    rows: tuple[Any, ...] = children()
    names: tuple[str, ...] = plain(default=())
    bare_from: str = plain(default="")


class OrderedRows(Tree):
    """Rows through a numbered VALUES and ORDER BY, so that generated keys come in their order."""

    rows: tuple[Any, ...] = children()
    types: tuple[str, ...] = plain(default=())


class UpdateJoin(Tree):
    """``UPDATE a, b SET a.x = b.y WHERE ...``."""

    table: Any = child()
    froms: tuple[Any, ...] = children()
    assigns: tuple[Assign, ...] = children()
    where: Any = child(default=None)


class DeleteFromUsing(Tree):
    """``DELETE FROM a USING a, b`` or ``DELETE FROM a FROM a, b``: the target is repeated in the list."""

    word: str = plain()
    table: Any = child()
    using: tuple[Any, ...] = children()
    where: Any = child(default=None)
    returning: Any = child(default=None)
    with_: Any = child(default=None)


class JsonRead(Tree):
    """``JSON_VALUE(doc, path RETURNING type ERROR ON ERROR)``."""

    expr: Any = child()
    path: Any = child()
    type: Any = plain()


class BareFrom(Tree):
    """The table that stands in FROM when a SELECT has none: DUAL."""

    name: str = plain()

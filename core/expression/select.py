"""SELECT and the set operations."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeAlias, TypeVar, overload

from ..exc import ArgumentError, InvalidRequestError
from ..node import Node, child, children, hooks, note, plain
from ..options import check_dialect_options
from ..types.base import NULLTYPE, TypeEngine
from ..types.scalar import BOOLEAN, INTEGER
from ..util import nearest
from . import operators as ops
from .coerce import column_item, column_items, join_target, order_items, plugin_of
from .elements import (
    BindParameter,
    ClauseElement,
    ColumnClause,
    ColumnElement,
    Label,
    UnaryExpression,
    and_,
    as_expression,
    predicate,
)
from .extension import HasSyntaxExtensions
from .mixins import HasCTE, HasDialectOptions, HasPrefixes, HasSuffixes
from .operators import TypedExpression
from .selectable import ColumnCollection, FromClause, Lateral, Selectable, Subquery, as_from


class SelectLabelStyle(enum.Enum):
    """How equal names of selected columns are told apart."""

    LABEL_STYLE_NONE = 0
    LABEL_STYLE_TABLENAME_PLUS_COL = 1
    LABEL_STYLE_DISAMBIGUATE_ONLY = 2
    LABEL_STYLE_LEGACY_ORM = 3
    LABEL_STYLE_DEFAULT = LABEL_STYLE_DISAMBIGUATE_ONLY


LABEL_STYLE_NONE = SelectLabelStyle.LABEL_STYLE_NONE
LABEL_STYLE_TABLENAME_PLUS_COL = SelectLabelStyle.LABEL_STYLE_TABLENAME_PLUS_COL
LABEL_STYLE_DISAMBIGUATE_ONLY = SelectLabelStyle.LABEL_STYLE_DISAMBIGUATE_ONLY
LABEL_STYLE_DEFAULT = SelectLabelStyle.LABEL_STYLE_DEFAULT

if TYPE_CHECKING:
    from typing_extensions import TypeVarTuple, Unpack

    _Ts = TypeVarTuple("_Ts", default=Unpack[tuple[Any, ...]])  # a plain ``Select`` is one of anything
else:
    from typing import TypeVarTuple

    _Ts = TypeVarTuple("_Ts")
_A = TypeVar("_A")
_B = TypeVar("_B")
_C = TypeVar("_C")
_D = TypeVar("_D")
_E = TypeVar("_E")
_F = TypeVar("_F")
_Typed: TypeAlias = "type[_A] | TypedExpression[_A]"


class JoinSpec(Node):
    """One ``.join()`` of a SELECT, before its left side and condition are known."""

    target: Any = child()
    onclause: Any = child(default=None)
    left: Any = child(default=None)
    isouter: bool = plain(default=False)
    full: bool = plain(default=False)


class ForUpdate(Node):
    """``FOR UPDATE`` and its options."""

    nowait: bool = plain(default=False)
    read: bool = plain(default=False)
    of: tuple[Any, ...] = children(default=())
    skip_locked: bool = plain(default=False)
    key_share: bool = plain(default=False)


class Executable(ClauseElement):
    """A statement that a connection executes."""

    __slots__ = ()
    supports_execution: ClassVar[bool] = True
    is_text: ClassVar[bool] = False
    is_from_statement: ClassVar[bool] = False
    is_select: ClassVar[bool] = False
    is_insert: ClassVar[bool] = False
    is_update: ClassVar[bool] = False
    is_delete: ClassVar[bool] = False
    is_dml: ClassVar[bool] = False

    def to_sqlglot(self, dialect: Any = None) -> Any:
        """Return sqlglot's expression tree of this statement as it is on ``dialect``; parameters are placeholders.

        Raises CompileError where sqlglot cannot read the dialect's text.
        """
        return hooks["to_sqlglot"](self, dialect)


class Statement(HasCTE, Executable, sparse=True):
    """What SELECT, INSERT, UPDATE and DELETE share."""

    added_ctes: tuple[Any, ...] = children(default=())
    nested_ctes: tuple[Any, ...] = children(default=())
    loader_options: tuple[Any, ...] = children(default=())
    execution_options_: Any = note(default=None)
    plugin: Any = plain(default=None)

    def options(self, *options: Any) -> Self:
        """Add loader options and other ORM options."""
        for option in options:
            if not isinstance(option, Node):
                raise ArgumentError(
                    f"options() takes loader options such as selectinload(User.addresses), got {option!r}"
                )
        found = plugin_of(options) or self.plugin
        return self._with(loader_options=(*self.loader_options, *options), plugin=found)

    def execution_options(self, **options: Any) -> Self:
        """Return a copy that carries execution options."""
        return self._with(execution_options_={**(self.execution_options_ or {}), **options})

    def get_execution_options(self) -> dict[str, Any]:
        """Return the execution options of this statement."""
        return dict(self.execution_options_ or {})


ExecutableStatement = Statement


class SelectBase(Selectable, Statement):
    """A statement that returns rows and can stand inside another."""

    is_select: ClassVar[bool] = True

    def subquery(self, name: str | None = None) -> Subquery:
        """Return ``(self) AS name`` to stand in FROM."""
        return Subquery(self, name)

    def alias(self, name: str | None = None, flat: bool = False) -> Subquery:
        """Return :meth:`subquery`."""
        return Subquery(self, name)

    def lateral(self, name: str | None = None) -> Lateral:
        """Return ``LATERAL (self) AS name``."""
        return Lateral(self, name)

    def into(
        self,
        target: str,
        *,
        metadata: Any = None,
        schema: str | None = None,
        temporary: bool = False,
        if_not_exists: bool = False,
    ) -> Any:
        """Return ``CREATE TABLE target AS`` this statement, on SQL Server ``SELECT ... INTO target``."""
        return hooks["into"](
            self, target, metadata=metadata, schema=schema, temporary=temporary, if_not_exists=if_not_exists
        )

    def scalar_subquery(self) -> ScalarSelect:
        """Return this SELECT of one column as a value."""
        cols = self._exported()
        if len(cols) != 1:
            raise InvalidRequestError(f"a scalar subquery selects one column, this one {len(cols)}")
        return ScalarSelect(self, cols[0][1].type)

    def _as_scalar(self) -> Any:
        return ScalarSelect(self, self._exported()[0][1].type) if self._exported() else ScalarSelect(self)

    as_scalar = scalar_subquery

    def label(self, name: str | None) -> Label:
        """Return this SELECT of one column as a named value."""
        return self.scalar_subquery().label(name)

    def exists(self) -> Exists:
        """Return ``EXISTS (self)``."""
        return Exists(self)

    def union(self, *other: Any) -> CompoundSelect:
        """Return ``self UNION other``."""
        return compound("UNION", self, *other)

    def union_all(self, *other: Any) -> CompoundSelect:
        """Return ``self UNION ALL other``."""
        return compound("UNION ALL", self, *other)

    def intersect(self, *other: Any) -> CompoundSelect:
        """Return ``self INTERSECT other``."""
        return compound("INTERSECT", self, *other)

    def intersect_all(self, *other: Any) -> CompoundSelect:
        """Return ``self INTERSECT ALL other``."""
        return compound("INTERSECT ALL", self, *other)

    def except_(self, *other: Any) -> CompoundSelect:
        """Return ``self EXCEPT other``."""
        return compound("EXCEPT", self, *other)

    def except_all(self, *other: Any) -> CompoundSelect:
        """Return ``self EXCEPT ALL other``."""
        return compound("EXCEPT ALL", self, *other)

    def _exported(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    @property
    def selected_columns(self) -> Any:
        """The columns that this statement selects, as a collection."""
        return ColumnCollection(self._exported())

    @property
    def exported_columns(self) -> Any:
        """The columns that this statement selects; the same as :attr:`selected_columns`."""
        return self.selected_columns

    def _froms(self, add: Callable[[Any], None]) -> None:
        """A statement inside another brings no FROM of its own."""


class GenerativeSelect(HasDialectOptions, SelectBase):
    """ORDER BY, LIMIT and the like: what SELECT and set operations share."""

    order_by_clauses: tuple[Any, ...] = children(default=())
    group_by_clauses: tuple[Any, ...] = children(default=())
    limit_clause: Any = child(default=None)
    offset_clause: Any = child(default=None)
    fetch_clause: Any = child(default=None)
    fetch_options: Any = plain(default=())
    for_update: Any = child(default=None)
    option_values: Any = plain(default=())
    label_style: SelectLabelStyle = plain(default=LABEL_STYLE_DEFAULT)

    def order_by(self, first: Any = None, *rest: Any) -> Self:
        """Add ORDER BY; ``None`` takes away what was there."""
        if first is None and not rest:
            return self._with(order_by_clauses=())
        return self._with(order_by_clauses=(*self.order_by_clauses, *order_items(first, rest)))

    def group_by(self, first: Any = None, *rest: Any) -> Self:
        """Add GROUP BY; ``None`` takes away what was there."""
        if first is None and not rest:
            return self._with(group_by_clauses=())
        return self._with(group_by_clauses=(*self.group_by_clauses, *order_items(first, rest)))

    def limit(self, limit: Any) -> Self:
        """Return at most ``limit`` rows."""
        return self._with(limit_clause=_count(limit, "limit"), fetch_clause=None, fetch_options=())

    def offset(self, offset: Any) -> Self:
        """Skip ``offset`` rows."""
        return self._with(offset_clause=_count(offset, "offset"))

    def fetch(self, count: Any, with_ties: bool = False, percent: bool = False, **dialect_kw: Any) -> Self:
        """Return ``FETCH FIRST count ROWS``, with ties or as a percentage where the server can.

        ``dialect_kw`` are options of dialects, such as ``oracle_fetch_approximate=True``.
        """
        check_dialect_options(type(self), dialect_kw)
        chosen = (with_ties, percent, tuple(sorted(dialect_kw.items())))
        return self._with(fetch_clause=_count(count, "fetch"), fetch_options=chosen, limit_clause=None)

    def slice(self, start: int, stop: int) -> Self:
        """Return rows ``start`` to ``stop``, as a Python slice does."""
        made = self.limit(stop - start)
        return made.offset(start) if start else made

    def with_for_update(
        self,
        *,
        nowait: bool = False,
        read: bool = False,
        of: Any = None,
        skip_locked: bool = False,
        key_share: bool = False,
    ) -> Self:
        """Lock the rows that are read."""
        items = () if of is None else tuple(column_item(i) for i in (of if isinstance(of, (list, tuple)) else (of,)))
        return self._with(for_update=ForUpdate(nowait, read, items, skip_locked, key_share))

    def set_label_style(self, style: SelectLabelStyle) -> Self:
        """Choose how equal column names are told apart."""
        if style is SelectLabelStyle.LABEL_STYLE_LEGACY_ORM:
            raise ArgumentError("LABEL_STYLE_LEGACY_ORM belongs to the legacy Query; use LABEL_STYLE_DEFAULT")
        return self._with(label_style=style)

    def get_label_style(self) -> SelectLabelStyle:
        """Return the label style."""
        return self.label_style


class Select(HasSyntaxExtensions, HasPrefixes, HasSuffixes, GenerativeSelect, Generic[*_Ts]):
    """A SELECT statement; make it with :func:`select`. ``Select[int, str]`` has rows of an int and a str."""

    __visit_name__ = "select"

    columns_clause: tuple[Any, ...] = children(default=())
    from_clauses: tuple[Any, ...] = children(default=())
    joins: tuple[Any, ...] = children(default=())
    where_clauses: tuple[Any, ...] = children(default=())
    having_clauses: tuple[Any, ...] = children(default=())
    is_distinct: bool = plain(default=False)
    distinct_on: tuple[Any, ...] = children(default=())
    correlated: Any = children(default=())
    correlation: Any = plain(default="auto")
    prefixes: Any = plain(default=())
    suffixes: Any = plain(default=())
    hints: Any = plain(default=())
    extensions: tuple[Any, ...] = children(default=())
    extension_points: ClassVar[tuple[str, ...]] = ("post_select", "pre_columns", "post_criteria", "post_body")
    extension_method: ClassVar[str] = "apply_to_select"

    def where(self, *whereclause: Any) -> Self:
        """Add conditions, joined by AND."""
        return self._with(where_clauses=self.where_clauses + tuple([predicate(c) for c in whereclause]))

    filter = where

    def filter_by(self, **kwargs: Any) -> Self:
        """Add ``attribute == value`` conditions on the last joined or first selected entity."""
        source = self.joins[-1].target if self.joins else self._first_from()
        return self.where(*(_attribute(source, k) == v for k, v in kwargs.items()))

    def having(self, *having: Any) -> Self:
        """Add conditions on groups."""
        return self._with(having_clauses=(*self.having_clauses, *(predicate(c) for c in having)))

    def distinct(self, *expr: Any) -> Self:
        """Return only different rows; expressions make DISTINCT ON where the server has it."""
        return self._with(is_distinct=True, distinct_on=(*self.distinct_on, *(as_expression(e) for e in expr)))

    def join(self, target: Any, onclause: Any = None, *, isouter: bool = False, full: bool = False) -> Self:
        """Join ``target``; the condition is inferred from foreign keys or the relationship where none is given."""
        return self._join(target, onclause, None, isouter, full)

    def join_from(
        self, from_: Any, target: Any, onclause: Any = None, *, isouter: bool = False, full: bool = False
    ) -> Self:
        """Join ``target`` to ``from_``."""
        return self._join(target, onclause, as_from(from_), isouter, full)

    def outerjoin(self, target: Any, onclause: Any = None, *, full: bool = False) -> Self:
        """Join ``target`` with LEFT OUTER JOIN."""
        return self._join(target, onclause, None, True, full)

    def outerjoin_from(self, from_: Any, target: Any, onclause: Any = None, *, full: bool = False) -> Self:
        """Join ``target`` to ``from_`` with LEFT OUTER JOIN."""
        return self._join(target, onclause, as_from(from_), True, full)

    def _join(self, target: Any, onclause: Any, left: Any, isouter: bool, full: bool) -> Self:
        node = join_target(target)
        if onclause is not None:
            protocol = getattr(onclause, "__join_element__", None)
            onclause = protocol() if protocol is not None else predicate(onclause)
        spec = JoinSpec(node, onclause, left, isouter, full)
        plugin = self.plugin or plugin_of((node, onclause, left))
        return self._with(joins=(*self.joins, spec), plugin=plugin)

    def select_from(self, *froms: Any) -> Self:
        """Name the FROM elements."""
        made = tuple(as_from(f) for f in froms)
        return self._with(from_clauses=(*self.from_clauses, *made), plugin=self.plugin or plugin_of(made))

    def add_columns(self, *entities: Any) -> Self:
        """Add to the columns clause."""
        made = column_items(entities)
        return self._with(columns_clause=(*self.columns_clause, *made), plugin=self.plugin or plugin_of(made))

    def column(self, column: Any) -> Self:
        """Add one column."""
        return self.add_columns(column)

    def with_only_columns(self, *entities: Any, maintain_column_froms: bool = False) -> Self:
        """Replace the columns clause."""
        base = self
        if maintain_column_froms:
            base = base.select_from(*self.columns_clause_froms)
        made = column_items(entities)
        return base._with(columns_clause=tuple(made), plugin=base.plugin or plugin_of(made))

    def reduce_columns(self, only_synonyms: bool = True) -> Self:
        """Leave out columns that a foreign key makes equal to another selected column.

        ``only_synonyms`` leaves out only those that have the name of the column that they refer to.
        """
        columns = self._expanded()
        kept = [c for c in columns if not _is_repeated(c, columns, only_synonyms)]
        return self._with(columns_clause=tuple(kept))

    @property
    def froms(self) -> list[Any]:
        """The FROM elements, as far as they are known without the enclosing statement."""
        return self.get_final_froms()

    def get_final_froms(self) -> list[Any]:
        """Return the FROM elements of this SELECT when it stands alone, joins folded."""
        return hooks["froms"](self)  # type: ignore[no-any-return]

    def correlate(self, *froms: Any) -> Self:
        """Say which FROM elements come from the enclosing statement; ``None`` means none."""
        if froms and froms[0] is None:
            return self._with(correlation="none", correlated=())
        return self._with(correlation="only", correlated=(*self.correlated, *(as_from(f) for f in froms)))

    def correlate_except(self, *froms: Any) -> Self:
        """Correlate everything but the given FROM elements."""
        if froms and froms[0] is None:
            return self._with(correlation="all", correlated=())
        return self._with(correlation="except", correlated=(*self.correlated, *(as_from(f) for f in froms)))

    def with_hint(self, selectable: Any, text: str, dialect_name: str = "*") -> Self:
        """Add an index or table hint, as the dialect spells it."""
        return self._with(hints=(*self.hints, (as_from(selectable).description, text, dialect_name)))

    def with_statement_hint(self, text: str, dialect_name: str = "*") -> Self:
        """Add a hint for the whole statement."""
        return self._with(hints=(*self.hints, (None, text, dialect_name)))

    # -- what it is made of ----------------------------------------------------------------------------------------

    @property
    def whereclause(self) -> Any:
        """The conditions as one expression, or None."""
        if not self.where_clauses:
            return None
        return and_(*self.where_clauses)

    @property
    def columns_clause_froms(self) -> list[Any]:
        """FROM elements that the columns clause implies."""
        seen: dict[int, Any] = {}
        for c in self.columns_clause:
            c._froms(lambda f: seen.setdefault(id(f), f))
        return list(seen.values())

    @property
    def column_descriptions(self) -> list[dict[str, Any]]:
        """Name, type and expression of each selected column or entity."""
        return [
            {
                "name": getattr(c, "key", None) or getattr(c, "name", None),
                "type": getattr(c, "type", None),
                "expr": c,
                "entity": None,
                "aliased": False,
            }
            for c in self.columns_clause
        ]

    def _expanded(self) -> list[Any]:
        out: list[Any] = []
        for c in self.columns_clause:
            expand = getattr(c, "entity_columns", None)
            if expand is not None:
                out.extend(expand)
            elif isinstance(c, FromClause):
                out.extend(shown_columns(c))
            else:
                out.append(c)
        return out

    @property
    def inner_columns(self) -> list[Any]:
        """Every selected column, tables expanded."""
        return self._expanded()

    def _exported(self) -> list[tuple[str, Any]]:
        return unique_keys(self._expanded(), self.label_style)

    def _first_from(self) -> Any:
        if self.from_clauses:
            return self.from_clauses[0]
        if not self.columns_clause:
            raise InvalidRequestError("filter_by() needs an entity; select one first, or use where()")
        first = self.columns_clause[0]
        if isinstance(first, FromClause):
            return first
        entity = getattr(first, "entity", None)
        if entity is not None:
            return entity
        froms = self.columns_clause_froms
        if not froms:
            raise InvalidRequestError("filter_by() needs an entity; select one first, or use where()")
        return froms[0]


class CompoundSelect(GenerativeSelect):
    """UNION, INTERSECT, EXCEPT of several SELECTs."""

    __visit_name__ = "compound_select"

    UNION: ClassVar[str] = "UNION"
    UNION_ALL: ClassVar[str] = "UNION ALL"
    INTERSECT: ClassVar[str] = "INTERSECT"
    INTERSECT_ALL: ClassVar[str] = "INTERSECT ALL"
    EXCEPT: ClassVar[str] = "EXCEPT"
    EXCEPT_ALL: ClassVar[str] = "EXCEPT ALL"

    keyword: str = plain(default="")
    selects: tuple[Any, ...] = children(default=())

    def _exported(self) -> list[tuple[str, Any]]:
        return self.selects[0]._exported()  # type: ignore[no-any-return]


class ScalarSelect(ColumnElement):
    """A SELECT of one column as a value."""

    __visit_name__ = "grouping"

    element: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    def _froms(self, add: Callable[[Any], None]) -> None:
        """Its FROM elements are its own."""

    @property
    def c(self) -> Any:
        """Refused: a scalar SELECT is a value; the columns of the SELECT are those of ``.element``."""
        raise InvalidRequestError("Scalar Select expression has no columns; use this object directly as a column")

    columns = c

    def where(self, *criteria: Any) -> ScalarSelect:
        """Add conditions to the SELECT inside."""
        return ScalarSelect(self.element.where(*criteria), self.type)

    def correlate(self, *froms: Any) -> ScalarSelect:
        """Correlate the SELECT inside."""
        return ScalarSelect(self.element.correlate(*froms), self.type)

    def correlate_except(self, *froms: Any) -> ScalarSelect:
        """Correlate the SELECT inside to everything but ``froms``."""
        return ScalarSelect(self.element.correlate_except(*froms), self.type)


class Exists(ColumnElement):
    """``EXISTS (SELECT ...)``."""

    __visit_name__ = "unary"

    element: Any = child()
    type: TypeEngine = plain(default=BOOLEAN)
    _operator = ops.EXISTS

    def _froms(self, add: Callable[[Any], None]) -> None:
        """Its FROM elements are its own."""

    def _inside(self, change: Callable[[Any], Any]) -> Exists:
        return Exists(change(self.element))

    def where(self, *criteria: Any) -> Exists:
        """Add conditions to the SELECT inside."""
        return self._inside(lambda s: s.where(*criteria))

    def select_from(self, *froms: Any) -> Exists:
        """Name the FROM elements of the SELECT inside."""
        return self._inside(lambda s: s.select_from(*froms))

    def correlate(self, *froms: Any) -> Exists:
        """Correlate the SELECT inside."""
        return self._inside(lambda s: s.correlate(*froms))

    def correlate_except(self, *froms: Any) -> Exists:
        """Correlate the SELECT inside to everything but ``froms``."""
        return self._inside(lambda s: s.correlate_except(*froms))

    def with_hint(self, selectable: Any, text: str, dialect_name: str = "*") -> Exists:
        """Add a hint for a table of the SELECT inside."""
        return self._inside(lambda s: s.with_hint(selectable, text, dialect_name))

    def with_statement_hint(self, text: str, dialect_name: str = "*") -> Exists:
        """Add a hint for the SELECT inside."""
        return self._inside(lambda s: s.with_statement_hint(text, dialect_name))

    def select(self) -> Select:
        """Return ``SELECT EXISTS (...)``."""
        return select(self)

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if op is ops.NOT:
            return UnaryExpression(self, ops.NOT, BOOLEAN)
        return super().operate(op, *other, **kwargs)


@overload
def select(e0: _Typed[_A], /) -> Select[_A]: ...
@overload
def select(e0: _Typed[_A], e1: _Typed[_B], /) -> Select[_A, _B]: ...
@overload
def select(e0: _Typed[_A], e1: _Typed[_B], e2: _Typed[_C], /) -> Select[_A, _B, _C]: ...
@overload
def select(e0: _Typed[_A], e1: _Typed[_B], e2: _Typed[_C], e3: _Typed[_D], /) -> Select[_A, _B, _C, _D]: ...
@overload
def select(
    e0: _Typed[_A], e1: _Typed[_B], e2: _Typed[_C], e3: _Typed[_D], e4: _Typed[_E], /
) -> Select[_A, _B, _C, _D, _E]: ...
@overload
def select(
    e0: _Typed[_A], e1: _Typed[_B], e2: _Typed[_C], e3: _Typed[_D], e4: _Typed[_E], e5: _Typed[_F], /
) -> Select[_A, _B, _C, _D, _E, _F]: ...
@overload
def select(*entities: Any) -> Select[*tuple[Any, ...]]: ...
def select(*entities: Any) -> Any:
    """Make a SELECT of columns, tables, mapped classes and expressions."""
    made = tuple([column_item(e) for e in entities])
    new: Select[*tuple[Any, ...]] = Select.__new__(Select)
    d = vars(new)
    d["columns_clause"] = made
    for m in made:
        if m._plugin is not None:
            d["plugin"] = m._plugin
            break
    return new


def exists(*entities: Any) -> Exists:
    """Make ``EXISTS (SELECT ...)``; without arguments it selects ``*``."""
    if len(entities) == 1 and isinstance(entities[0], SelectBase):
        return Exists(entities[0])
    if not entities:
        return Exists(Select(columns_clause=(STAR,)))
    return Exists(select(*entities))


def compound(keyword: str, *selects: Any) -> CompoundSelect:
    """Make a set operation of ``selects``, which must have the same number of columns."""
    made = tuple(s.element if isinstance(s, ScalarSelect) else s for s in selects)
    width: int | None = None
    for i, s in enumerate(made, 1):
        if not isinstance(s, SelectBase):
            raise ArgumentError(f"{keyword} combines SELECT statements, got {s!r}")
        n = len(s._exported())
        if width is None:
            width = n
        elif n != width:
            raise ArgumentError(
                f"All selectables passed to {keyword} must have identical numbers of columns; "
                f"select #1 has {width} columns, select #{i} has {n}"
            )
    return CompoundSelect(keyword=keyword, selects=made, plugin=plugin_of_selects(made))


def plugin_of_selects(selects: Sequence[Any]) -> str | None:
    """Return the plugin of the first statement that has one."""
    return next((s.plugin for s in selects if s.plugin), None)


def unique_keys(columns: Sequence[Any], label_style: SelectLabelStyle = LABEL_STYLE_DEFAULT) -> list[tuple[str, Any]]:
    """Return ``(key, column)`` pairs with keys made different as a SELECT makes its labels different."""
    used: dict[str, int] = {}
    out = []
    for c in columns:
        base = getattr(c, "key", None) or (c._label_name if isinstance(c, ColumnElement) else None)
        if label_style == LABEL_STYLE_TABLENAME_PLUS_COL and (prefix := label_prefix(getattr(c, "table", None))):
            base = f"{prefix}_{base}"
        name = base or f"{_function_name(c)}"
        if base is None or name in used:
            n = used.get(name, 0) + 1
            while f"{name}_{n}" in used:
                n += 1
            used[name] = n
            key = f"{name}_{n}" if not (base is None and _is_function(c) and name not in used) else name
        else:
            key = name
        used.setdefault(key, 0)
        out.append((key, c))
    return out


def label_prefix(table: Any) -> str | None:
    """Return what labels of table and column begin with; None for a table that has no name yet."""
    name = getattr(table, "name", None)
    schema = getattr(table, "schema", None)
    return f"{schema.replace('.', '_')}_{name}" if name and schema else name


def shown_columns(source: Any) -> list[Any]:
    """Return the columns that selecting ``source`` selects: all but those that stay out unless they are named."""
    return [c for c in source.c if not getattr(c, "_omit_from_statements", False)]


def _is_repeated(column: Any, columns: Sequence[Any], only_synonyms: bool) -> bool:
    for fk in getattr(column, "foreign_keys", ()):
        target = fk.column
        if any(c is target for c in columns) and (not only_synonyms or target.name == column.name):
            return True
    return False


def _function_name(c: Any) -> str:
    return getattr(c, "_anon_name", "anon") or "anon"


def _is_function(c: Any) -> bool:
    return hasattr(c, "clause_expr")


def _attribute(source: Any, key: str) -> Any:
    attribute = getattr(source, "attribute", None)
    if attribute is not None:
        return attribute(key)
    column = source.c.get(key)
    if column is None:
        hint = nearest(key, source.c.keys())
        raise InvalidRequestError(f'Entity namespace for "{source.description}" has no property "{key}"{hint}')
    return column


def _count(item: Any, what: str) -> Any:
    if item is None:
        return None
    if isinstance(item, ClauseElement):
        return item
    if hasattr(item, "__clause_element__"):
        return item.__clause_element__()
    try:
        number = int(item)
    except (TypeError, ValueError):
        raise ArgumentError(f"{what}() takes a number of rows or a SQL expression, got {item!r}") from None
    return BindParameter(None, INTEGER, number)


STAR = ColumnClause("*", NULLTYPE, True)
hooks["select"] = select

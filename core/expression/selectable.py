"""What can stand in FROM: tables, aliases, subqueries, CTEs, joins, VALUES."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from ..exc import AmbiguousForeignKeysError, ArgumentError, InvalidRequestError, NoForeignKeysError
from ..node import child, children, hooks, ident, note, plain
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.infer import type_of
from ..types.scalar import BOOLEAN
from . import apply as apply  # operators of all expressions build from here on
from . import operators as ops
from .elements import (
    BinaryExpression,
    BindParameter,
    ClauseElement,
    ColumnClause,
    ColumnElement,
    NamedColumn,
    ProxyColumn,
    and_,
    as_expression,
)
from .mixins import HasCTE, HasPrefixes, HasSuffixes


class ColumnCollection:
    """The columns of a FROM element: by attribute, by key, by position, in order."""

    __slots__ = ("_keys", "_list")

    def __init__(self, columns: Sequence[tuple[str, Any]] = ()) -> None:
        self._list: list[tuple[str, Any]] = []
        self._keys: dict[str, Any] = {}
        for key, column in columns:
            self.add(column, key)

    def add(self, column: Any, key: str | None = None) -> None:
        """Append ``column``, or replace the one that has its key."""
        key = str(column.key) if key is None else key
        if key in self._keys:
            self._list = [(k, column if k == key else c) for k, c in self._list]
        else:
            self._list.append((key, column))
        self._keys[key] = column

    def remove(self, column: Any) -> None:
        """Take ``column`` out."""
        self._list = [(k, c) for k, c in self._list if c is not column]
        self._keys = {k: c for k, c in self._keys.items() if c is not column}

    def keys(self) -> list[str]:
        """Keys in order."""
        return [k for k, _ in self._list]

    def values(self) -> list[Any]:
        """Columns in order."""
        return [c for _, c in self._list]

    def items(self) -> list[tuple[str, Any]]:
        """Pairs of key and column, in order."""
        return list(self._list)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the column of ``key``, or ``default``."""
        return self._keys.get(key, default)

    def contains_column(self, col: Any) -> bool:
        """Answer whether this very column object is here."""
        return any(c is col for _, c in self._list)

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        """Return the column here that proxies ``column``, or None.

        With ``require_embedded`` a column that only comes from the same column as ``column`` does not count.
        """
        for _, c in self._list:
            e = c
            while e is not None:
                if e is column:
                    return c
                e = getattr(e, "element", None)
        behind = None if require_embedded else getattr(column, "element", None)
        return None if behind is None else self.corresponding_column(behind)

    def compare(self, other: ColumnCollection) -> bool:
        """Answer whether ``other`` has the same columns in the same order."""
        return len(self) == len(other) and all(a is b for a, b in zip(self, other, strict=True))

    def as_readonly(self) -> ColumnCollection:
        """Return this collection: it offers users no way to change a table behind its back."""
        return self

    def __getattr__(self, key: str) -> Any:
        try:
            return self._keys[key]
        except KeyError:
            raise AttributeError(_no_column(key, self._keys)) from None

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            try:
                return self._keys[key]
            except KeyError:
                raise KeyError(_no_column(key, self._keys)) from None
        if isinstance(key, tuple):
            return ColumnCollection([(k, self[k]) for k in key])
        if isinstance(key, slice):
            return ColumnCollection(self._list[key])
        return self._list[key][1]

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            raise ArgumentError("ask for a column by its key (a string), or use contains_column()")
        return key in self._keys

    def __iter__(self) -> Iterator[Any]:
        return iter([c for _, c in self._list])

    def __len__(self) -> int:
        return len(self._list)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self._keys]

    def __repr__(self) -> str:
        return f"ColumnCollection({', '.join(k for k, _ in self._list)})"


ReadOnlyColumnCollection = WriteableColumnCollection = ColumnCollection


class ReturnsRows(ClauseElement):
    """Anything that gives rows: a table, a SELECT, a statement with RETURNING."""

    __slots__ = ()
    is_selectable: ClassVar[bool] = True

    @property
    def selectable(self) -> Any:
        """This element."""
        return self

    @property
    def exported_columns(self) -> Any:
        """The columns of the rows."""
        raise NotImplementedError(f"{type(self).__name__} does not say which columns it returns")

    def is_derived_from(self, fromclause: Any) -> bool:
        """Answer whether this is ``fromclause`` or selects from it."""
        return self is fromclause


class Selectable(ReturnsRows):
    """What gives rows and can be selected from."""

    __visit_name__ = "selectable"
    __slots__ = ()

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        """Return the column here that proxies ``column``, or None.

        ``require_embedded`` asks for a column that stands in this element itself, not in one that it selects from.
        """
        return self.exported_columns.corresponding_column(column, require_embedded)

    def lateral(self, name: str | None = None) -> Any:
        """Return ``LATERAL (self)``."""
        return Lateral(self, name)

    def replace_selectable(self, old: Any, alias: Any) -> Any:
        """Return a copy that reads ``alias`` wherever this one reads ``old``, its columns too."""

        def move(node: Any) -> Any:
            if node is old:
                return alias
            owned = isinstance(node, NamedColumn) and node.table is old
            return alias.c[node.key] if owned else None

        return self.swap(move)


class FromClause(Selectable):
    """Anything that has columns and can stand in FROM."""

    __visit_name__ = "fromclause"

    __slots__ = ()

    named_with_column: ClassVar[bool] = True
    implicit_returning: ClassVar[bool] = False
    if not TYPE_CHECKING:
        schema = None  # tables have one of their own

    @property
    def entity_namespace(self) -> Any:
        """The columns: where ``filter_by()`` finds names."""
        return self.c

    @property
    def foreign_keys(self) -> Any:
        """The foreign keys of the columns."""
        return [fk for c in self.c for fk in getattr(c, "foreign_keys", ())]

    @property
    def c(self) -> ColumnCollection:
        """The columns."""
        raise NotImplementedError

    @property
    def columns(self) -> ColumnCollection:
        """The columns; the same as ``.c``."""
        return self.c

    @property
    def exported_columns(self) -> ColumnCollection:
        """The columns; the same as ``.c``."""
        return self.c

    @property
    def description(self) -> str:
        """How errors name this FROM element."""
        return str(getattr(self, "name", None) or type(self).__name__.lower())

    @property
    def primary_key(self) -> Any:
        """Columns of the primary key, as far as they are among the columns."""
        return [c for c in self.c if getattr(c, "primary_key", False)]

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        """Return this element under another name, anonymous without one."""
        return Alias(self, name)

    def join(self, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Join:
        """Return ``self JOIN right ON onclause``; the condition is inferred from foreign keys without one."""
        return Join.of(self, right, onclause, isouter, full)

    def outerjoin(self, right: Any, onclause: Any = None, full: bool = False) -> Join:
        """Return ``self LEFT OUTER JOIN right ON onclause``."""
        return Join.of(self, right, onclause, True, full)

    def tablesample(self, sampling: Any, name: str | None = None, seed: Any = None) -> TableSample:
        """Return a part of this table: ``sampling`` is a percentage, or a call such as ``func.bernoulli(1)``."""
        return TableSample.of(self, sampling, name, seed)

    def table_valued(self) -> Any:
        """Return the whole row of this table, as an argument of a function."""
        return TableRow(self)

    def select(self) -> Any:
        """Return ``SELECT`` of every column."""
        return hooks["select"](self)

    def with_cols(self, type_: Any) -> Any:
        """Return this element; checkers see its columns as the :class:`TypedColumns` ``type_`` declares them."""
        return self

    def _froms(self, add: Callable[[Any], None]) -> None:
        add(self)

    def _parts(self) -> Iterator[Any]:
        """Yield this element and, of a join, its sides."""
        yield self


class TableClause(FromClause, identity=True, sparse=True):
    """``table("name", column("x"))``: a table that is only a name and columns."""

    __visit_name__ = "table"

    name: str = plain()
    specs: Any = plain(default=())
    schema: Any = plain(default=None)

    @property
    def c(self) -> ColumnCollection:
        made = self.__dict__.get("_c")
        if made is None:
            made = ColumnCollection([(n, ColumnClause(n, t, False, self)) for n, t in self.specs])
            vars(self)["_c"] = made
        return made

    def append_column(self, column: Any) -> None:
        """Add a ``column()`` to this table, which no statement must have read yet."""
        self.insert_column(column, len(self.specs))

    def insert_column(self, column: Any, index: int) -> None:
        """Add a ``column()`` before position ``index``."""
        specs = list(self.specs)
        specs.insert(index, (column.name, column.type))
        vars(self).pop("_c", None)
        vars(self)["specs"] = tuple(specs)

    def insert(self) -> Any:
        """Return an INSERT into this table."""
        return hooks["insert"](self)

    def update(self) -> Any:
        """Return an UPDATE of this table."""
        return hooks["update"](self)

    def delete(self) -> Any:
        """Return a DELETE from this table."""
        return hooks["delete"](self)

    @property
    def fullname(self) -> str:
        """Name with the schema before it."""
        return f"{self.schema}.{self.name}" if self.schema else self.name

    @property
    def key(self) -> str:
        """The full name."""
        return self.fullname


class AliasedReturnsRows(FromClause, identity=True, sparse=True):
    """Base of what gives a name to another FROM element and proxies its columns."""

    element: Any = child()
    name: Any = plain(default=None)

    @property
    def c(self) -> ColumnCollection:
        made = self.__dict__.get("_c")
        if made is None:
            made = vars(self)["_c"] = ColumnCollection(
                [
                    (key, ProxyColumn(self, _proxy_name(key, c), c.type, i, c, key))
                    for i, (key, c) in enumerate(self._origin())
                ]
            )
        return made

    def _origin(self) -> list[tuple[str, Any]]:
        return self.element.c.items()  # type: ignore[no-any-return]

    def is_derived_from(self, fromclause: Any) -> bool:
        return self is fromclause or self.element.is_derived_from(fromclause)

    @property
    def original(self) -> Any:
        """What the name was given to."""
        return self.element


class Alias(AliasedReturnsRows):
    """``element AS name``."""

    __visit_name__ = "alias"


class FromGrouping(FromClause):
    """A FROM element in parentheses."""

    element: Any = child()

    @property
    def c(self) -> ColumnCollection:
        return self.element.c  # type: ignore[no-any-return]

    def is_derived_from(self, fromclause: Any) -> bool:
        return self is fromclause or self.element.is_derived_from(fromclause)

    def alias(self, name: str | None = None, flat: bool = False) -> FromGrouping:
        """Return the alias of what stands inside, in parentheses."""
        return FromGrouping(self.element.alias(name, flat))

    def _parts(self) -> Iterator[Any]:
        yield from self.element._parts()


class TableSample(AliasedReturnsRows):
    """``element TABLESAMPLE method(sampling)``."""

    __visit_name__ = "tablesample"

    sampling: Any = child(default=None)
    seed: Any = child(default=None)

    @classmethod
    def of(cls, element: Any, sampling: Any, name: str | None = None, seed: Any = None) -> TableSample:
        """Make the part; a number is a percentage for the method SYSTEM."""
        fields: dict[str, Any] = {"element": element, "name": name}
        if not isinstance(sampling, ClauseElement):
            sampling = BindParameter("system", type_of(sampling), sampling)
        fields["sampling"] = sampling
        if seed is not None:
            fields["seed"] = as_expression(seed)
        return cls(**fields)


class TableRow(ColumnElement):
    """A whole row of a table, as an argument of a function."""

    table: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    def _froms(self, add: Callable[[Any], None]) -> None:
        add(self.table)


class Subquery(AliasedReturnsRows):
    """``(SELECT ...) AS name``."""

    __visit_name__ = "subquery"

    def _origin(self) -> list[tuple[str, Any]]:
        return self.element._exported()  # type: ignore[no-any-return]


class Lateral(Subquery):
    """``LATERAL (SELECT ...) AS name``."""

    __visit_name__ = "lateral"

    def _origin(self) -> list[tuple[str, Any]]:
        e = self.element
        found: list[tuple[str, Any]] = e._exported() if hasattr(e, "_exported") else e.c.items()
        return found


class CTE(HasPrefixes, HasSuffixes, Subquery):
    """``WITH name AS (SELECT ...)``."""

    __visit_name__ = "cte"

    recursive: bool = plain(default=False)
    nesting: bool = plain(default=False)
    prefixes: Any = plain(default=())
    suffixes: Any = plain(default=())
    restates: Any = note(default=None)
    #: The CTE that this one is another alias of.
    alias_of: Any = child(default=None)

    def alias(self, name: str | None = None, flat: bool = False) -> CTE:
        return self._with(name=name, alias_of=self)

    def union(self, *other: Any) -> CTE:
        """Return this CTE as ``self UNION other``, the way to write a recursive one."""
        return self._with(element=self.element.union(*other), restates=self)

    def union_all(self, *other: Any) -> CTE:
        """Return this CTE as ``self UNION ALL other``."""
        return self._with(element=self.element.union_all(*other), restates=self)


class Values(HasCTE, FromClause, identity=True, sparse=True):
    """``VALUES (..), (..)`` as a table."""

    __visit_name__ = "values"

    specs: Any = plain()
    rows: tuple[Any, ...] = children(default=())
    name: Any = plain(default=None)
    literal_binds: bool = plain(default=False)
    is_lateral: bool = plain(default=False)

    @property
    def c(self) -> ColumnCollection:
        made = self.__dict__.get("_c")
        if made is None:
            made = ColumnCollection([(n, ProxyColumn(self, n, t, i)) for i, (n, t) in enumerate(self.specs)])
            vars(self)["_c"] = made
        return made

    def data(self, values: Sequence[Sequence[Any]]) -> Values:
        """Return this VALUES with the rows ``values`` appended."""
        made = []
        for row in values:
            if len(row) != len(self.specs):
                raise ArgumentError(f"VALUES has {len(self.specs)} columns, a row has {len(row)}: {row!r}")
            cells = tuple(
                as_expression(v)
                if v is None or isinstance(v, ClauseElement)
                else BindParameter(None, t, v, literal_execute=self.literal_binds)
                for v, (_, t) in zip(row, self.specs, strict=True)
            )
            made.append(ValuesRow(cells))
        return self._with(rows=(*self.rows, *made))

    def alias(self, name: str | None = None, flat: bool = False) -> Values:
        return self._with(name=name)

    def lateral(self, name: str | None = None) -> Values:
        """Return these VALUES after the word LATERAL: cells may name tables that stand before."""
        return self._with(name=name or self.name, is_lateral=True)

    def scalar_values(self) -> ScalarValues:
        """Return these VALUES as an expression, for IN."""
        return ScalarValues(self, self.specs[0][1] if len(self.specs) == 1 else NULLTYPE)

    def _exported(self) -> list[tuple[str, Any]]:
        return self.c.items()


class ScalarValues(ColumnElement):
    """``(VALUES ...)`` as an expression."""

    __visit_name__ = "scalar_values"

    element: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    def _froms(self, add: Callable[[Any], None]) -> None:
        """Its rows are its own."""


class ValuesRow(ClauseElement):
    """One row of VALUES."""

    cells: tuple[Any, ...] = children()


class Join(FromClause):
    """``left JOIN right ON onclause``."""

    __visit_name__ = "join"

    left: Any = child()
    right: Any = child()
    onclause: Any = child()
    isouter: bool = plain(default=False)
    full: bool = plain(default=False)
    named_with_column: ClassVar[bool] = False

    @classmethod
    def of(cls, left: Any, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Join:
        """Make a join; without a condition it comes from the foreign keys between both sides."""
        right = as_from(right)
        return cls(left, right, join_condition(left, right) if onclause is None else onclause, isouter, full)

    @property
    def c(self) -> ColumnCollection:
        cols = [*self.left.c, *self.right.c]
        return ColumnCollection([(f"{c.table.name}_{c.key}" if c.table is not None else c.key, c) for c in cols])

    @property
    def description(self) -> str:
        return f"Join object on {self.left.description} and {self.right.description}"

    def is_derived_from(self, fromclause: Any) -> bool:
        return self is fromclause or self.left.is_derived_from(fromclause) or self.right.is_derived_from(fromclause)

    def _parts(self) -> Iterator[Any]:
        yield self
        yield from self.left._parts()
        yield from self.right._parts()


class Entity(FromClause, sparse=True):
    """A FROM element that stands for a mapped class; the mapping decides its columns.

    ``mapper`` is the mapping's own object; ``selectable`` the table, alias or join behind.
    """

    mapper: Any = ident()
    selectable: Any = child()
    name: Any = plain(default=None)
    owner: Any = note(default=None)
    _plugin: ClassVar[str | None] = "orm"

    @property
    def c(self) -> ColumnCollection:
        return self.selectable.c  # type: ignore[no-any-return]

    def attribute(self, key: str) -> Any:
        """Return the expression of the mapped attribute ``key``."""
        return self.owner._entity_attribute(key) if self.owner is not None else self.selectable.c[key]

    def column_of(self, key: str) -> Any:
        """Return the table column of the mapped attribute ``key``, or ``key`` itself where there is none."""
        find = getattr(self.owner, "_entity_column", None)
        return key if find is None else find(key)

    @property
    def entity_columns(self) -> Sequence[Any]:
        """The columns of the mapping, in its order."""
        return self.owner._entity_columns() if self.owner is not None else list(self.selectable.c)

    def _froms(self, add: Callable[[Any], None]) -> None:
        add(self.selectable)

    def _parts(self) -> Iterator[Any]:
        yield from self.selectable._parts()

    def is_derived_from(self, fromclause: Any) -> bool:
        return self is fromclause or self.selectable.is_derived_from(fromclause)


# -- building ------------------------------------------------------------------------------------------------------


def as_from(item: Any) -> Any:
    """Return ``item`` as a FROM element, or say what was expected."""
    if isinstance(item, FromClause):
        return item
    if isinstance(item, type):
        mapper = getattr(item, "__mapper__", None)
        if mapper is not None:
            return mapper.__clause_element__()
    clause = getattr(item, "__clause_element__", None)
    if clause is not None:
        return as_from(clause())
    made = getattr(item, "_as_from", None)
    if made is not None:
        return made()
    if isinstance(item, ClauseElement) and hasattr(item, "text"):
        return item
    if hasattr(item, "subquery"):
        raise ArgumentError("a SELECT stands in FROM as a subquery; call .subquery() on it")
    raise ArgumentError(f"a table, alias, subquery or mapped class is expected in FROM, got {item!r}")


def _no_column(key: str, keys: Any) -> str:
    near = difflib.get_close_matches(key, list(keys), 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(keys) or 'none'}"
    return f"no column {key!r}; {hint}"


def _proxy_name(key: str, column: Any) -> str:
    """Return the SQL name of an exported column: its own, or the key that told it from another."""
    name = getattr(column, "name", None)
    return str(name) if name and key == getattr(column, "key", None) else key


def join_condition(left: Any, right: Any, consider: Any = None) -> Any:
    """Return the condition that the foreign keys between ``left`` and ``right`` state.

    Raises NoForeignKeysError where there is none, AmbiguousForeignKeysError where several constraints compete.
    """
    found: dict[Any, list[Any]] = {}
    rparts = [p for p in right._parts() if not isinstance(p, Join)]
    lparts = [p for p in left._parts() if not isinstance(p, Join)]
    for lpart in lparts:
        for rpart in rparts:
            _fk_pairs(lpart, rpart, found, False)
            if lpart is not rpart:
                _fk_pairs(rpart, lpart, found, True)
        if found and isinstance(left, Join) and lpart is lparts[-1]:
            break
    if not found:
        hint = ""
        if isinstance(left, Join):
            hint = " Perhaps you meant to convert the right side to a subquery using alias()?"
        raise NoForeignKeysError(
            f"Can't find any foreign key relationships between '{left.description}' and '{right.description}'.{hint} "
            "Pass the condition: .join(target, left.c.x == right.c.y)"
        )
    if len(found) > 1:
        raise AmbiguousForeignKeysError(
            f"Can't determine join between '{left.description}' and '{right.description}'; tables have more than one "
            "foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly."
        )
    return and_(*next(iter(found.values())))


def can_join(left: Any, right: Any) -> bool:
    """Answer whether foreign keys connect both sides."""
    try:
        join_condition(left, right)
    except NoForeignKeysError:
        return False
    except AmbiguousForeignKeysError:
        return True
    return True


def _fk_pairs(child_from: Any, parent_from: Any, found: dict[Any, list[Any]], flip: bool) -> None:
    for column in child_from.c:
        for fk in _foreign_keys(column):
            target = _target_in(fk, parent_from)
            if target is not None:
                condition = BinaryExpression(target, ops.EQ, column, BOOLEAN, ops.NE)
                found.setdefault((id(fk.constraint or fk), id(child_from)), []).append(condition)


def _foreign_keys(column: Any) -> Any:
    while column is not None:
        fks = getattr(column, "foreign_keys", None)
        if fks:
            return sorted(fks, key=lambda fk: getattr(fk, "_creation_order", 0))
        column = getattr(column, "element", None)
    return ()


def _target_in(fk: Any, parent_from: Any) -> Any:
    try:
        target = fk.column
    except InvalidRequestError:
        return None
    return parent_from.c.corresponding_column(target)


def make_table(name: str, *columns: Any, schema: str | None = None) -> TableClause:
    """Make a lightweight table of ``column()`` objects."""
    fields: dict[str, Any] = {"name": name, "specs": tuple((c.name, c.type) for c in columns)}
    if schema is not None:
        fields["schema"] = schema
    return TableClause(**fields)


def make_values(*columns: Any, name: str | None = None, literal_binds: bool = False) -> Values:
    """Make an empty VALUES table with the given columns."""
    fields: dict[str, Any] = {"specs": tuple((c.name, to_instance(c.type)) for c in columns)}
    if name is not None:
        fields["name"] = name
    if literal_binds:
        fields["literal_binds"] = True
    return Values(**fields)


hooks["cte"] = CTE

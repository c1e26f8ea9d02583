"""INSERT, UPDATE and DELETE, with RETURNING, the dialects' own upserts and the portable one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from ..exc import ArgumentError, CompileError, InvalidRequestError
from ..node import Node, child, children, hooks, plain
from ..types.base import NULLTYPE, NullType, TypeEngine
from ..types.scalar import STRING
from .coerce import dml_table, plugin_of, returning_items
from .elements import BindParameter, ClauseElement, ColumnElement, NamedColumn, as_expression, predicate
from .extension import HasSyntaxExtensions
from .mixins import HasDialectOptions, HasPrefixes
from .select import SelectBase, Statement, unique_keys
from .selectable import ColumnCollection, ReturnsRows, as_from


class Assignment(Node):
    """``column = value``; ``key`` is the column's key."""

    key: str = plain()
    value: Any = child()

    def _froms(self, add: Callable[[Any], None]) -> None:
        self.value._froms(add)


class Row(Node):
    """The assignments of one row."""

    cells: tuple[Assignment, ...] = children()


class Excluded(ColumnElement):
    """A column of the row that was to be inserted: ``excluded.name``, ``VALUES(name)``, the MERGE source."""

    name: str = plain()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def _label_name(self) -> str | None:
        return self.name


class Outcome(ColumnElement):
    """``outcome()`` in RETURNING: "insert" or "update"."""

    type: TypeEngine = plain(default=STRING)

    @property
    def _label_name(self) -> str | None:
        return "outcome"


class RowVersion(ColumnElement):
    """``old(column)`` or ``new(column)`` in RETURNING: the value before the statement, or after it."""

    which: str = plain()
    element: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def name(self) -> str:
        """The name in the result: ``old_qty``."""
        return f"{self.which}_{self.element.name}"

    @property
    def key(self) -> str:
        """The key in the result row."""
        return self.name

    @property
    def _label_name(self) -> str | None:
        return self.name


class ExcludedNamespace:
    """``excluded``: columns of the row that was to be inserted, by attribute."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Excluded:
        if name.startswith("__"):
            raise AttributeError(name)
        return Excluded(name)

    def __getitem__(self, name: str) -> Excluded:
        return Excluded(name)


class OnConflict(Node):
    """What an INSERT does when a row is there already.

    ``style`` says which construct the user wrote: ``portable``, ``clause`` (ON CONFLICT) or ``duplicate_key``.
    """

    style: str = plain()
    action: str = plain()  # "nothing" or "update"
    target: tuple[Any, ...] = plain(default=())  # column names, or expressions as text
    constraint: Any = plain(default=None)
    target_where: Any = child(default=None)
    assignments: tuple[Assignment, ...] = children(default=())
    where: Any = child(default=None)
    #: The portable form without named columns: ("all",), ("only", names), ("exclude", names).
    columns: Any = plain(default=())
    if_changed: bool = plain(default=False)


class UpdateBase(HasSyntaxExtensions, HasDialectOptions, HasPrefixes, ReturnsRows, Statement):
    """What INSERT, UPDATE and DELETE share."""

    __visit_name__ = "update_base"

    table: Any = child(default=None)
    returning_clause: tuple[Any, ...] = children(default=())
    sort_by_parameter_order: bool = plain(default=False)
    defaults_returned: Any = plain(default=False)
    supplemental: tuple[str, ...] = plain(default=())
    prefixes: Any = plain(default=())
    hints: Any = plain(default=())
    option_values: Any = plain(default=())
    extensions: tuple[Any, ...] = children(default=())
    extension_points: ClassVar[tuple[str, ...]] = ("post_criteria",)
    is_dml: ClassVar[bool] = True
    named_with_column: ClassVar[bool] = True

    def returning(self, *cols: Any, sort_by_parameter_order: bool = False) -> Self:
        """Return the given columns of the rows that the statement touched.

        With ``sort_by_parameter_order`` the rows of a batched INSERT come back in the order of its parameters.
        """
        made = returning_items(cols)
        new = self._with(returning_clause=(*self.returning_clause, *made))
        if sort_by_parameter_order:
            if not isinstance(self, Insert):
                raise ArgumentError("the 'sort_by_parameter_order' argument is only valid for an INSERT statement")
            new = new._with(sort_by_parameter_order=True)
        plugin = self.plugin or plugin_of(made)
        return new if plugin == self.plugin else new._with(plugin=plugin)

    def return_defaults(
        self, *cols: Any, supplemental_cols: Iterable[Any] | None = None, sort_by_parameter_order: bool = False
    ) -> Self:
        """Fetch server-generated values with the statement; they are in ``result.returned_defaults``.

        ``cols`` limits them to these columns; ``supplemental_cols`` come too, whoever makes them. An INSERT of many
        rows has ``returned_defaults_rows`` and ``inserted_primary_key_rows``, with ``sort_by_parameter_order`` in the
        order of its parameters.
        """
        if sort_by_parameter_order and not isinstance(self, Insert):
            raise ArgumentError("the 'sort_by_parameter_order' argument is only valid for an INSERT statement")
        before = self.defaults_returned if isinstance(self.defaults_returned, tuple) else ()
        more = tuple(getattr(c, "key", c) for c in supplemental_cols or ())
        return self._with(
            defaults_returned=(*before, *(getattr(c, "key", c) for c in cols)) or True,
            supplemental=(*self.supplemental, *more),
            sort_by_parameter_order=sort_by_parameter_order or self.sort_by_parameter_order,
        )

    def with_hint(self, text: str, selectable: Any = None, dialect_name: str = "*") -> Self:
        """Add a table hint, as the dialect spells it."""
        name = (as_from(selectable) if selectable is not None else self.table).description
        return self._with(hints=(*self.hints, (name, text, dialect_name)))

    def _exported(self) -> list[tuple[str, Any]]:
        out: list[Any] = []
        for c in self.returning_clause:
            out.extend(c.c if hasattr(c, "c") and not isinstance(c, ColumnElement) else (c,))
        return unique_keys(out)

    @property
    def exported_columns(self) -> ColumnCollection:
        """The columns of RETURNING."""
        return ColumnCollection(self._exported())

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        """Return the column of RETURNING that stands for ``column``, or None."""
        return self.exported_columns.corresponding_column(column, require_embedded)

    @property
    def returning_column_descriptions(self) -> list[dict[str, Any]]:
        """Name, type and expression of each column or entity of RETURNING."""
        return [
            {
                "name": getattr(c, "key", None) or getattr(c, "name", None),
                "type": getattr(c, "type", None),
                "expr": c,
                "entity": getattr(getattr(c, "mapper", None), "class_", None),
                "aliased": False,
            }
            for c in self.returning_clause
        ]

    @property
    def entity_description(self) -> dict[str, Any]:
        """Name and table of what the statement works on."""
        return {"name": self.table.description, "table": getattr(self.table, "selectable", self.table)}

    def _froms(self, add: Callable[[Any], None]) -> None:
        """A statement inside another brings no FROM of its own."""

    @property
    def _target(self) -> Any:
        """The table itself, where the statement names a mapped class."""
        return getattr(self.table, "selectable", self.table)


class ValuesBase(UpdateBase):
    """What INSERT and UPDATE share: they give values to columns."""

    __visit_name__ = "values_base"


class Insert(ValuesBase):
    """An INSERT statement; make it with :func:`insert`."""

    __visit_name__ = "insert"

    rows: tuple[Row, ...] = children(default=())
    multi: bool = plain(default=False)
    select_names: tuple[str, ...] = plain(default=())
    select: Any = child(default=None)
    include_defaults: bool = plain(default=True)
    conflict: Any = child(default=None)
    is_inline: bool = plain(default=False)
    is_insert: ClassVar[bool] = True
    extension_points: ClassVar[tuple[str, ...]] = ("post_values",)
    extension_method: ClassVar[str] = "apply_to_insert"

    def values(self, *args: Any, **kwargs: Any) -> Self:
        """Give one row by keyword, dict or tuple, or many rows as a list."""
        if self.select is not None:
            raise InvalidRequestError("This construct already inserts from a SELECT")
        rows, multi = _rows_of(self, args, kwargs)
        if multi:
            if self.rows and not self.multi:
                raise InvalidRequestError("Can't mix single and multi-value formats in one INSERT; pass one list")
            new = self._with(rows=(*self.rows, *rows), multi=True)
            portable = self.conflict is not None and self.conflict.style == "portable"
            return new._with(rows=_apart(new)) if portable else new
        if self.multi:
            raise InvalidRequestError("Can't mix single and multi-value formats in one INSERT; pass one list")
        if self.rows:
            merged = {a.key: a for a in self.rows[0].cells} | {a.key: a for a in rows[0].cells}
            rows = [Row(tuple(merged.values()))]
        return self._with(rows=tuple(rows))

    def from_select(self, names: Sequence[Any], select: Any, include_defaults: bool = True) -> Self:
        """Insert the rows of ``select`` into the named columns."""
        if self.rows:
            raise InvalidRequestError("This construct already has values")
        keys = tuple(key_of(self._target, n) for n in names)
        element = as_expression(select)
        element = getattr(element, "element", element) if not isinstance(element, SelectBase) else element
        return self._with(select_names=keys, select=element, include_defaults=include_defaults)

    def inline(self) -> Self:
        """Do not fetch generated keys."""
        return self._with(is_inline=True)

    # -- upsert ----------------------------------------------------------------------------------------------------

    def on_conflict(self, *target: Any, where: Any = None) -> OnConflictBuilder:
        """Begin the portable upsert: ``.on_conflict(User.email).do_update(...)`` or ``.do_nothing()``.

        ``target`` is columns, one UniqueConstraint or Index, its name, or nothing at all.
        """
        return OnConflictBuilder(self, target, where)

    @property
    def excluded(self) -> ColumnCollection:
        """Columns of the row that was to be inserted."""
        return ColumnCollection([(k, Excluded(c.name, c.type)) for k, c in self._target.c.items()])

    @property
    def inserted(self) -> ColumnCollection:
        """Columns of the row that was to be inserted, as the MySQL family calls them."""
        return self.excluded

    def _conflict_clause(
        self, action: str, constraint: Any, index_elements: Any, index_where: Any, set_: Any = None, where: Any = None
    ) -> Self:
        if constraint is not None and index_elements is not None:
            raise ArgumentError("'constraint' and 'index_elements' are mutually exclusive")
        name, target, target_where = _conflict_target(constraint, index_elements, index_where)
        if action == "update" and not target and name is None:
            raise ArgumentError("ON CONFLICT DO UPDATE needs index_elements=[...] or constraint=...")
        assignments = assignments_of(self._target, set_, anonymous=True) if set_ is not None else ()
        if action == "update" and not assignments:
            raise ArgumentError("set parameter dictionary must not be empty")
        clause = OnConflict(
            "clause", action, target, name, target_where, assignments, None if where is None else predicate(where)
        )
        return self._with(conflict=clause)


class ConflictInsert(Insert):
    """INSERT of the dialects that have ON CONFLICT."""

    def on_conflict_do_update(
        self,
        constraint: Any = None,
        index_elements: Any = None,
        index_where: Any = None,
        set_: Any = None,
        where: Any = None,
    ) -> Self:
        """Add ``ON CONFLICT (...) DO UPDATE SET ...``."""
        if set_ is None:
            raise ArgumentError("on_conflict_do_update() needs set_={column: value}")
        return self._conflict_clause("update", constraint, index_elements, index_where, set_, where)

    def on_conflict_do_nothing(
        self, constraint: Any = None, index_elements: Any = None, index_where: Any = None
    ) -> Self:
        """Add ``ON CONFLICT [(...)] DO NOTHING``."""
        return self._conflict_clause("nothing", constraint, index_elements, index_where)


class DuplicateKeyInsert(Insert):
    """INSERT of the dialects that have ON DUPLICATE KEY UPDATE."""

    def on_duplicate_key_update(self, *args: Any, **kw: Any) -> Self:
        """Add ``ON DUPLICATE KEY UPDATE column = value, ...``."""
        if args and kw:
            raise ArgumentError("Can't pass kwargs and positional arguments simultaneously")
        given = args[0] if args else kw
        ordered = not isinstance(given, Mapping)
        assignments = assignments_of(self._target, dict(given), anonymous=True)
        if not assignments:
            raise ArgumentError("on_duplicate_key_update() needs at least one column to set")
        if not ordered:
            order = {k: i for i, k in enumerate(self._target.c.keys())}
            assignments = tuple(sorted(assignments, key=lambda a: order.get(a.key, len(order))))
        return self._with(conflict=OnConflict("duplicate_key", "update", assignments=assignments))


class OnConflictBuilder:
    """The half-written portable upsert: finish it with :meth:`do_update` or :meth:`do_nothing`."""

    __slots__ = ("_insert", "_target", "_where")

    def __init__(self, insert: Insert, target: tuple[Any, ...], where: Any) -> None:
        self._insert, self._target, self._where = insert, target, where

    def do_nothing(self) -> Any:
        """Keep the row that is there; of two given rows with one key the first is inserted."""
        name, target, where = _portable_target(self._insert, self._target, self._where)
        return self._finish(OnConflict("portable", "nothing", target, name, where))

    def _finish(self, clause: OnConflict) -> Any:
        new = self._insert._with(conflict=clause)
        return new._with(rows=_apart(new)) if len(new.rows) > 1 else new

    def do_update(
        self,
        set_: Mapping[Any, Any] | None = None,
        *,
        where: Any = None,
        only: Iterable[Any] | None = None,
        exclude: Iterable[Any] | None = None,
        if_changed: bool = False,
        **values: Any,
    ) -> Any:
        """Update the row that is there; without arguments, with every inserted column but the keys."""
        table = self._insert._target
        name, target, target_where = _portable_target(self._insert, self._target, self._where)
        if not target and name is None:
            raise ArgumentError(
                "do_update() needs to know which key is meant: on_conflict(table.c.email).do_update(...)"
            )
        if not isinstance(set_, Mapping | None):
            raise ArgumentError(
                f"do_update() takes what is set as {{column: value}}, got {set_!r}; "
                "only=[column] takes the inserted values"
            )
        given = named_values(self._insert, {**(set_ or {}), **values})
        if given and (only is not None or exclude is not None):
            raise ArgumentError("give values to set, or only=/exclude= for columns to take over, not both")
        columns: tuple[Any, ...] = ("all",)
        if only is not None:
            columns = ("only", tuple(key_of(table, c) for c in only))
        elif exclude is not None:
            columns = ("exclude", tuple(key_of(table, c) for c in exclude))
        clause = OnConflict(
            "portable", "update", target, name, target_where, assignments_of(table, given, anonymous=True),
            None if where is None else predicate(where), () if given else columns, if_changed,
        )  # fmt: skip
        return self._finish(clause)


class DMLWhere(UpdateBase):
    """What UPDATE and DELETE share."""

    where_clauses: tuple[Any, ...] = children(default=())

    def where(self, *whereclause: Any) -> Self:
        """Add conditions, joined by AND."""
        return self._with(where_clauses=self.where_clauses + tuple(predicate(c) for c in whereclause))

    filter = where

    def filter_by(self, **kwargs: Any) -> Self:
        """Add ``attribute == value`` conditions on the table."""
        table = self.table
        attribute = getattr(table, "attribute", None) or (lambda k: table.c[key_of(table, k)])
        return self.where(*(attribute(k) == v for k, v in kwargs.items()))

    @property
    def whereclause(self) -> Any:
        """The conditions as one expression, or None."""
        made = None
        for c in self.where_clauses:
            made = c if made is None else made & c
        return made


class Update(ValuesBase, DMLWhere):
    """An UPDATE statement; make it with :func:`update`."""

    __visit_name__ = "update"

    assignments: tuple[Assignment, ...] = children(default=())
    keep_order: bool = plain(default=False)
    data: Any = child(default=None)
    is_update: ClassVar[bool] = True
    extension_method: ClassVar[str] = "apply_to_update"

    def values(self, *args: Any, **kwargs: Any) -> Self:
        """Set columns, by keyword or as a dict whose keys are names or columns."""
        if len(args) > 1 or (args and not isinstance(args[0], Mapping)):
            raise ArgumentError(
                "values() of an UPDATE takes one dict, or column=value; many rows with different values go to "
                "from_rows()"
            )
        given: Mapping[Any, Any] = named_values(self, {**(args[0] if args else {}), **kwargs})
        if self.keep_order:
            raise ArgumentError("Cannot invoke values() after ordered_values()")
        merged = {a.key: a for a in self.assignments} | {a.key: a for a in assignments_of(self._target, given)}
        return self._with(assignments=tuple(merged.values()))

    def ordered_values(self, *args: tuple[Any, Any]) -> Self:
        """Set columns in the given order."""
        if self.assignments:
            raise ArgumentError("Cannot invoke ordered_values() after values()")
        return self._with(assignments=assignments_of(self._target, dict(args)), keep_order=True)

    def inline(self) -> Self:
        """Do not fetch server-side values."""
        return self

    def from_rows(self, rows: Sequence[Mapping[Any, Any]], key: Sequence[Any] | None = None) -> Self:
        """Update many rows with different values in one statement; ``key`` columns find the row (the primary key)."""
        table = self._target
        keys = tuple(key_of(table, k) for k in key) if key is not None else tuple(c.key for c in table.primary_key)
        if not rows:
            raise ArgumentError("from_rows() needs at least one row")
        names = tuple(key_of(table, k) for k in rows[0])
        made, rows_by_key = [], []
        for i, row in enumerate(rows):
            by_key = {key_of(table, k): v for k, v in row.items()}
            rows_by_key.append(by_key)
            if set(by_key) != set(names):
                raise ArgumentError(
                    f"row {i} of from_rows() has columns {sorted(by_key)}, the first has {sorted(names)}"
                )
            made.append(_row(table, {n: by_key[n] for n in names}, str(i)))
        missing = [k for k in keys if k not in names]
        if missing:
            raise ArgumentError(f"rows of from_rows() lack the key column {missing[0]!r}")
        _refuse_doubles(keys, rows_by_key)
        return self._with(data=UpdateData(keys, names, tuple(made)))


class UpdateData(Node):
    """The rows of ``update(t).from_rows(...)``.

    ``keys`` are those of the ``names`` that find the row. ``columns`` are the keys of the table's columns that the
    names stand for, where they differ: a column may both find the row and be set.
    """

    keys: tuple[str, ...] = plain()
    names: tuple[str, ...] = plain()
    rows: tuple[Row, ...] = children()
    columns: tuple[str, ...] = plain(default=())

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Each name with the key of its column."""
        return tuple(zip(self.names, self.columns or self.names, strict=True))


class Delete(DMLWhere):
    """A DELETE statement; make it with :func:`delete`."""

    __visit_name__ = "delete"

    using_clauses: tuple[Any, ...] = children(default=())
    is_delete: ClassVar[bool] = True
    extension_method: ClassVar[str] = "apply_to_delete"

    def using(self, *froms: Any) -> Self:
        """Name further tables that the conditions use."""
        return self._with(using_clauses=(*self.using_clauses, *(as_from(f) for f in froms)))


def insert(table: Any) -> Insert:
    """Make an INSERT into a table or mapped class."""
    return _dml(Insert, table)  # type: ignore[no-any-return]


def update(table: Any) -> Update:
    """Make an UPDATE of a table or mapped class."""
    return _dml(Update, table)  # type: ignore[no-any-return]


def delete(table: Any) -> Delete:
    """Make a DELETE from a table or mapped class."""
    return _dml(Delete, table)  # type: ignore[no-any-return]


def conflict_insert(table: Any) -> ConflictInsert:
    """Make an INSERT with ON CONFLICT methods."""
    return _dml(ConflictInsert, table)  # type: ignore[no-any-return]


def duplicate_key_insert(table: Any) -> DuplicateKeyInsert:
    """Make an INSERT with the ON DUPLICATE KEY UPDATE method."""
    return _dml(DuplicateKeyInsert, table)  # type: ignore[no-any-return]


def outcome() -> Outcome:
    """Return the outcome column of an upsert: "insert" or "update"."""
    return Outcome()


def old(column: Any) -> RowVersion:
    """Return what ``column`` was before the UPDATE, DELETE, upsert or MERGE, for its ``.returning()``.

    Of an inserted row it is NULL. Raises :class:`UnsupportedByDialect` where the server does not keep it.
    """
    return _version("old", column)


def new(column: Any) -> RowVersion:
    """Return what ``column`` is after the statement, for its ``.returning()``; of a deleted row it is NULL."""
    return _version("new", column)


excluded = ExcludedNamespace()


def _version(which: str, column: Any) -> RowVersion:
    clause = getattr(column, "__clause_element__", None)
    element = clause() if clause is not None and not isinstance(column, ClauseElement) else column
    if not isinstance(element, NamedColumn) or element.table is None:
        raise ArgumentError(f"{which}() takes a column of the table that the statement changes, got {column!r}")
    return RowVersion(which, element, element.type)


def _dml(cls: type[UpdateBase], table: Any) -> Any:
    node = dml_table(table)
    plugin = node._plugin
    return cls(table=node, plugin=plugin) if plugin is not None else cls(table=node)


def key_of(table: Any, item: Any) -> str:
    """Return the key of the column that ``item`` (a name, Column or mapped attribute) means."""
    if isinstance(item, str):
        if item in table.c:
            return item
    else:
        clause = getattr(item, "__clause_element__", None)
        column = clause() if clause is not None else item
        key = getattr(column, "key", None)
        if (
            key is not None
            and table.c.get(key) is not None
            and (table.c.get(key) is column or getattr(column, "table", None) is None or column.table is not table)
        ):
            return str(key)
        if key is not None and key in table.c:
            return str(key)
    raise unknown_column(table, item)


def unknown_column(table: Any, item: Any) -> CompileError:
    """Return the error for a column that the table has not, with the nearest name."""
    import difflib

    name = item if isinstance(item, str) else getattr(item, "key", repr(item))
    near = difflib.get_close_matches(str(name), table.c.keys(), 1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; the table has {', '.join(table.c.keys())}"
    return CompileError(f"Unconsumed column names: {name}. Table {table.description!r} has no such column{hint}")


def _rows_of(stmt: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[list[Row], bool]:
    table = stmt._target
    if args and kwargs:
        raise ArgumentError("Can't pass positional and keyword arguments to values() simultaneously")
    if not args:
        return [_row(table, named_values(stmt, kwargs))], False
    if len(args) > 1:
        raise ArgumentError("Only a single dictionary/tuple or list of dictionaries/tuples is accepted positionally")
    given = next(iter(args))
    if isinstance(given, Mapping):
        return [_row(table, named_values(stmt, given))], False
    if not isinstance(given, (list, tuple)):
        what = f"the SQL expression {given}" if isinstance(given, ClauseElement) else repr(given)
        raise ArgumentError(f"values() takes a dict, a tuple or a list of them, got {what}")
    if given and isinstance(given[0], (Mapping, list, tuple)):
        made = []
        for i, r in enumerate(given):
            row = r if isinstance(r, Mapping) else _by_position(table, r)
            made.append(_row(table, named_values(stmt, row), f"m{i}"))
        return made, True
    if not given:
        raise ArgumentError("values() got an empty list: there is no row to insert; a row of defaults is values({})")
    return [_row(table, _by_position(table, given))], False


def _by_position(table: Any, row: Sequence[Any]) -> dict[str, Any]:
    """Return the values of a tuple by column, which may be fewer than the table has."""
    keys = table.c.keys()
    if len(row) > len(keys):
        raise ArgumentError(
            f"a row of {len(row)} values is given for table {table.description!r}, which has {len(keys)} columns: "
            f"{', '.join(keys)}"
        )
    return dict(zip(keys, row, strict=False))


def named_values(stmt: Any, values: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return ``values`` with names of mapped attributes replaced by their columns."""
    column_of = getattr(stmt.table, "column_of", None)
    if column_of is None:
        return values

    def to_column(n: Any) -> Any:
        if not isinstance(n, Excluded):
            return None
        column = column_of(n.name)
        return n if isinstance(column, str) else Excluded(column.key, column.type)

    return {
        (column_of(k) if isinstance(k, str) else k): v.swap(to_column) if isinstance(v, ClauseElement) else v
        for k, v in values.items()
    }


def _row(table: Any, values: Mapping[Any, Any], suffix: str = "") -> Row:
    return Row(assignments_of(table, values, suffix))


def assignments_of(
    table: Any, values: Mapping[Any, Any], suffix: str = "", *, anonymous: bool = False
) -> tuple[Assignment, ...]:
    made = []
    for k, v in values.items():
        key = key_of(table, k)
        column = table.c[key]
        if isinstance(v, ClauseElement) or hasattr(v, "__clause_element__"):
            made.append(Assignment(key, _typed(as_expression(v), column.type)))
        else:
            name = None if anonymous else f"{key}_{suffix}" if suffix else key
            made.append(Assignment(key, BindParameter(name, column.type, v, anonymous)))
    return tuple(made)


def _typed(value: Any, type_: Any) -> Any:
    """Return a parameter of unknown type as one of the column that it is for."""
    if isinstance(value, BindParameter) and isinstance(value.type, NullType):
        return value._with(type=type_)
    return value


def _refuse_doubles(keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Refuse two rows with one key: servers disagree which of them would win."""
    seen: dict[Any, int] = {}
    for i, row in enumerate(rows):
        found = tuple(row[k] for k in keys)
        if not all(isinstance(v, Hashable) for v in found):
            continue
        if seen.setdefault(found, i) != i:
            raise ArgumentError(
                f"rows {seen[found]} and {i} of from_rows() have the same key "
                f"{', '.join(f'{k}={v!r}' for k, v in zip(keys, found, strict=True))}: keep one of them"
            )


def _apart(stmt: Insert) -> tuple[Row, ...]:
    """Return the rows of a portable upsert with no two of one key.

    A later one that would do nothing is left out; two that would update are refused, as one server would refuse
    them and the others would let the last one win.
    """
    clause, table = stmt.conflict, stmt._target
    name_of = {key: c.name for key, c in table.c.items()}
    keys = [clause.target] if clause.target else list(unique_keys_of(table))
    seen: list[dict[Any, int]] = [{} for _ in keys]
    made = []
    for i, row in enumerate(stmt.rows):
        given = {name_of[a.key]: a.value for a in row.cells}
        doubled = None
        found = []
        for key, known in zip(keys, seen, strict=True):
            cells = [given.get(n) for n in key]
            if not all(isinstance(c, BindParameter) and c.value is not None for c in cells):
                continue  # made by the server, or NULL, which equals nothing
            values = tuple(c.value for c in cells if c is not None)
            if not all(isinstance(v, Hashable) for v in values):
                continue
            if values in known:
                doubled = (key, values, known[values])
            found.append((known, values))
        if doubled is None:
            for known, values in found:
                known[values] = i
            made.append(row)
        elif clause.action == "update":
            key, values, first = doubled
            what = ", ".join(f"{n}={v!r}" for n, v in zip(key, values, strict=True))
            raise ArgumentError(f"rows {first} and {i} of values() have the same key {what}: keep one of them")
    return tuple(made)


def unique_keys_of(table: Any) -> tuple[tuple[str, ...], ...]:
    """Return the unique keys of a table as tuples of column names, the primary key first."""
    keys = [tuple(c.name for c in getattr(table, "primary_key", ()))]
    for constraint in getattr(table, "constraints", ()):
        if type(constraint).__name__ == "UniqueConstraint":
            keys.append(tuple(c.name for c in constraint.columns))
    for index in getattr(table, "indexes", ()):
        partial = any(name.endswith("_where") for name in getattr(index, "dialect_kwargs", ()))
        if index.unique and not partial and all(hasattr(c, "name") for c in index.expressions):
            keys.append(tuple(c.name for c in index.expressions))
    return tuple(dict.fromkeys(k for k in keys if k))


def _conflict_target(constraint: Any, index_elements: Any, index_where: Any) -> tuple[Any, tuple[Any, ...], Any]:
    where = None if index_where is None else predicate(index_where)
    if constraint is not None:
        if isinstance(constraint, str):
            return constraint, (), where
        name = getattr(constraint, "name", None)
        if name is not None and not hasattr(constraint, "expressions"):
            return str(name), (), where
        return None, tuple(_target_name(c) for c in constraint.columns), where
    if index_elements is None:
        return None, (), where
    return None, tuple(_target_name(c) for c in index_elements), where


def _target_name(item: Any) -> Any:
    if isinstance(item, str):
        return item
    clause = getattr(item, "__clause_element__", None)
    column = clause() if clause is not None else item
    return column.name


def _portable_target(stmt: Insert, target: tuple[Any, ...], where: Any) -> tuple[Any, tuple[Any, ...], Any]:
    condition = None if where is None else predicate(where)
    if not target:
        return None, (), condition
    first = target[0]
    if len(target) == 1 and hasattr(first, "columns") and not isinstance(first, ClauseElement):
        return None, tuple(c.name for c in first.columns), condition
    if len(target) == 1 and isinstance(first, str) and first not in stmt._target.c:
        columns = _named_key(stmt._target, first)
        return None, columns, condition
    names = tuple(stmt._target.c[key_of(stmt._target, t)].name for t in target)
    return None, names, condition


def _named_key(table: Any, name: str) -> tuple[str, ...]:
    for constraint in (*getattr(table, "constraints", ()), *getattr(table, "indexes", ())):
        if constraint.name == name:
            return tuple(c.name for c in constraint.columns)
    raise ArgumentError(
        f"on_conflict({name!r}): table {table.description!r} has no column, constraint or index of that name"
    )


hooks.update(insert=insert, update=update, delete=delete)

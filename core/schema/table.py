"""Tables and their columns."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError, DuplicateColumnError, InvalidRequestError, SAWarning
from ..expression.dml import delete, insert, update
from ..expression.elements import NamedColumn
from ..expression.select import select
from ..expression.selectable import ColumnCollection, FromClause
from ..inspection import inspect
from ..node import fresh_ident
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.enumeration import Enum
from ..types.scalar import INTEGER, Boolean, Integer, Numeric
from ..util import nearest
from .base import (
    BLANK_SCHEMA,
    NULL_UNSPECIFIED,
    RETAIN_SCHEMA,
    CheckFirst,
    DialectKWArgs,
    SchemaItem,
    creation_order,
    name_of,
)
from .constraints import (
    CheckConstraint,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from .defaults import Computed, Identity, as_default, as_server_default


class Column(DialectKWArgs, SchemaItem, NamedColumn, opaque=True):
    """A column of a table: ``Column("name", String(30), ForeignKey("t.id"), nullable=False)``.

    ``default`` and ``onupdate`` are values, functions or SQL that the client supplies; ``server_default`` stands in
    DDL. ``autoincrement="auto"`` lets the server count a lone integer primary key.
    """

    __visit_name__ = "column"

    _is_schema_column: ClassVar[bool] = True
    name: Any = None
    key: Any = None
    table: Any = None
    default: Any = None
    onupdate: Any = None
    server_default: Any = None
    server_onupdate: Any = None
    identity: Identity | None = None
    computed: Computed | None = None

    def __init__(
        self,
        *args: Any,
        name: str | None = None,
        type_: Any = None,
        autoincrement: bool | str = "auto",
        default: Any = None,
        insert_default: Any = None,
        doc: str | None = None,
        key: str | None = None,
        index: bool | None = None,
        unique: bool | None = None,
        info: dict[Any, Any] | None = None,
        nullable: Any = NULL_UNSPECIFIED,
        onupdate: Any = None,
        primary_key: bool = False,
        server_default: Any = None,
        server_onupdate: Any = None,
        quote: bool | None = None,
        system: bool = False,
        comment: str | None = None,
        insert_sentinel: bool = False,
        _omit_from_statements: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        items = list(args)
        if items and (items[0] is None or isinstance(items[0], str)):
            if name is not None:
                raise ArgumentError(f"the name of a column is given twice: {items[0]!r} and name={name!r}")
            name = items.pop(0)
        if items and _is_type(items[0]):
            if type_ is not None:
                raise ArgumentError(f"the type of column {name!r} is given twice")
            type_ = items.pop(0)
        self._ident = fresh_ident()
        self._creation_order = creation_order()
        self._callbacks: list[Callable[[Any], None]] = []
        self.name = name_of(name, quote)
        self.key = key if key is not None else self.name
        self.type: TypeEngine = to_instance(type_)
        self.primary_key = primary_key
        self._user_nullable = None if nullable is NULL_UNSPECIFIED else bool(nullable)
        self.nullable: bool = not primary_key if self._user_nullable is None else self._user_nullable
        self.autoincrement, self.index, self.unique = autoincrement, index, unique
        self.doc, self.comment, self.system = doc, comment, system
        self._insert_sentinel = insert_sentinel
        self._omit_from_statements = _omit_from_statements
        self.constraints: list[Any] = []
        self.foreign_keys: set[ForeignKey] = set()
        if info:
            self.info = info
        self._take_options(dialect_kwargs)
        if insert_default is not None:
            default = insert_default
        for item in (
            as_default(default, False),
            as_default(onupdate, True),
            as_server_default(server_default, False),
            as_server_default(server_onupdate, True),
            *items,
        ):
            if item is None:
                continue
            if not isinstance(item, SchemaItem) or isinstance(item, (Column, Table)):
                raise ArgumentError(
                    f"column {name!r} got {item!r}; after the name and the type stand ForeignKey, Constraint, "
                    "Identity, Computed, Sequence and the like"
                )
            item._attach(self)

    @property
    def _label_name(self) -> str | None:
        return self.name  # type: ignore[no-any-return]

    @property
    def description(self) -> str:
        """The name."""
        return str(self.name)

    def references(self, column: Any) -> bool:
        """Answer whether a foreign key of this column refers to ``column``."""
        return any(fk.column is column for fk in self.foreign_keys)

    def append_foreign_key(self, fk: ForeignKey) -> None:
        """Add a foreign key."""
        fk._attach(self)

    def copy(self, **kw: Any) -> Column:
        """Return a column like this one that belongs to no table yet."""
        return self._copy(**kw)

    def _copy(self, schema: str | None = None, **kw: Any) -> Column:
        items: list[Any] = [c._copy() for c in self.constraints if not c._type_bound]
        items += [fk._copy(schema) for fk in self.foreign_keys if fk.constraint is None or len(fk.constraint) <= 1]
        type_ = self.type.copy() if isinstance(self.type, (Boolean, Enum)) else self.type
        own = kw.pop("name", self.name)
        new = type(self)(
            own,
            type_,
            *items,
            key=kw.pop("key", self.key if self.key != self.name else own),
            primary_key=self.primary_key,
            nullable=NULL_UNSPECIFIED if self._user_nullable is None else self._user_nullable,
            autoincrement=self.autoincrement,
            index=self.index,
            unique=self.unique,
            doc=self.doc,
            comment=self.comment,
            system=self.system,
            insert_sentinel=self._insert_sentinel,
            _omit_from_statements=self._omit_from_statements,
            info=dict(self.info) or None,
            **self.dialect_kwargs,
        )
        for item in (self.default, self.onupdate, self.server_default, self.server_onupdate):
            if item is not None and not (item is self.computed and item is new.computed):
                if isinstance(item, (Computed, Identity)) and (new.computed or new.identity):
                    continue
                item._copy()._attach(new)
        return new

    def _on_table(self, callback: Callable[[Any], None]) -> None:
        if self.table is not None:
            callback(self.table)
        else:
            self._callbacks.append(callback)

    def _set_parent(self, parent: Any) -> None:
        if not self.name:
            raise ArgumentError(
                f"a column of table {parent.name!r} has no name; give one before it is added: Column('name', ...)"
            )
        if self.key is None:
            self.key = self.name
        if self.table is not None and self.table is not parent:
            raise ArgumentError(
                f"Column object {self.key!r} already assigned to Table {self.table.description!r}; make a copy of it"
            )
        self.table = parent
        parent.columns.add(self, self.key)
        if self.primary_key:
            parent.primary_key._add_column(parent, self)
        elif self.key in parent.primary_key.columns and not parent.primary_key.columns.contains_column(self):
            raise ArgumentError(
                f"Trying to redefine primary-key column {self.key!r} as a non-primary-key column on table "
                f"{parent.fullname!r}"
            )
        if self.index:
            if isinstance(self.index, str):
                raise ArgumentError("index= is True or False; to name an index, append Index('name', column)")
            Index(None, self, unique=bool(self.unique), _table=parent, _column_flag=True)
        elif self.unique:
            if isinstance(self.unique, str):
                raise ArgumentError("unique= is True or False; to name it, append UniqueConstraint('a', name='b')")
            constraint = UniqueConstraint(self, _autoattach=False)
            constraint._column_flag = True
            parent.append_constraint(constraint)
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback(parent)
        _constrain_type(self, parent)

    def __str__(self) -> str:
        return f"{self.table.name}.{self.name}" if self.table is not None else str(self.name)

    def __repr__(self) -> str:
        said = [repr(self.name), repr(self.type)]
        said += [repr(fk) for fk in sorted(self.foreign_keys, key=lambda fk: fk._creation_order)]
        said += [] if self.table is None else [f"table=<{self.table.description}>"]
        said += ["primary_key=True"] if self.primary_key else []
        said += ["nullable=False"] if not self.nullable else []
        said += [
            f"{n}={getattr(self, n)!r}"
            for n in ("default", "onupdate", "server_default", "comment")
            if getattr(self, n) is not None
        ]
        return f"Column({', '.join(said)})"


class Table(DialectKWArgs, SchemaItem, FromClause, opaque=True):
    """A table of a `MetaData`: ``Table("name", metadata, Column(...), ...)``.

    Asking for a name that the metadata already has returns that table, unless columns are given too; then
    ``extend_existing=True`` says to change it.
    """

    __visit_name__ = "table"

    name: Any = None
    columns: ColumnCollection = None  # type: ignore[assignment]
    primary_key: PrimaryKeyConstraint = None  # type: ignore[assignment]
    foreign_keys: set[ForeignKey] = None  # type: ignore[assignment]
    implicit_returning: bool = False  # type: ignore[misc]
    #: Set by ``create``, which knows how DDL is emitted.
    _emit: ClassVar[Callable[..., None]]
    #: Whether this is a view: made, dropped and read like a table.
    is_view: bool = False
    _creator_ddl: Any = None
    _dropper_ddl: Any = None

    def __new__(cls, *args: Any, **kw: Any) -> Table:
        if not args and not kw:
            return object.__new__(cls)  # for copy and pickle
        if len(args) < 2 and "metadata" not in kw:
            raise TypeError("Table() takes a name and a MetaData, then columns: Table('t', metadata, Column(...))")
        given: list[Any] = [*args[:1], kw.pop("metadata"), *args[1:]] if "metadata" in kw else list(args)
        name, metadata, *items = given
        if not hasattr(metadata, "tables"):
            raise ArgumentError(f"the second argument of Table({name!r}, ...) is a MetaData, got {metadata!r}")
        keep, extend = kw.pop("keep_existing", False), kw.pop("extend_existing", False)
        must_exist = kw.pop("must_exist", False)
        if keep and extend:
            raise ArgumentError("keep_existing and extend_existing are mutually exclusive")
        schema = kw.get("schema")
        if schema is None:
            schema = metadata.schema
        elif schema is BLANK_SCHEMA:
            schema = None
        key = _table_key(name, schema)
        existing: Table | None = metadata.tables.get(key)
        if existing is not None:
            if not keep and not extend and items:
                raise InvalidRequestError(
                    f"Table '{key}' is already defined for this MetaData instance.  Specify 'extend_existing=True' to "
                    "redefine options and columns on an existing Table object."
                )
            if extend:
                existing._extend(items, kw)
            return existing
        if must_exist:
            raise InvalidRequestError(f"Table '{key}' not defined{nearest(key, metadata.tables)}")
        self = object.__new__(cls)
        if type(self).dispatch.active:
            for fn in self.dispatch.before_parent_attach:
                fn(self, metadata)
        metadata._add_table(key, self)
        try:
            self._build(name, metadata, schema, items, kw)
        except BaseException:
            metadata._remove_table(key)
            raise
        metadata._arrived(key)
        if type(self).dispatch.active:
            for fn in self.dispatch.after_parent_attach:
                fn(self, metadata)
        return self

    def __init__(self, *args: Any, **kw: Any) -> None:
        # everything is made in __new__, which may return a table that exists
        pass

    def _build(self, name: str, metadata: Any, schema: Any, items: list[Any], kw: dict[str, Any]) -> None:
        self._ident = fresh_ident()
        self.metadata = metadata
        kw.pop("schema", None)
        quote, quote_schema = kw.pop("quote", None), kw.pop("quote_schema", None)
        self.name = name_of(name, quote)
        self.schema = name_of(schema, metadata.quote_schema if quote_schema is None else quote_schema)
        self.fullname = f"{self.schema}.{self.name}" if self.schema else self.name
        self.columns = ColumnCollection()
        self.constraints: set[Any] = set()
        self.indexes: set[Index] = set()
        self.foreign_keys: set[ForeignKey] = set()  # pyright: ignore[reportIncompatibleMethodOverride]
        self._extra_dependencies: set[Table] = set()
        PrimaryKeyConstraint(_implicit=True)._set_parent(self)
        self.comment: str | None = kw.pop("comment", None)
        self._prefixes: tuple[str, ...] = tuple(kw.pop("prefixes", None) or ())
        self.implicit_returning = kw.pop("implicit_returning", True)
        if info := kw.pop("info", None):
            self.info = info
        for event_name, fn in kw.pop("listeners", None) or ():
            self.dispatch.add(event_name, fn, fn, False, False)
        source, include = kw.pop("autoload_with", None), kw.pop("include_columns", None)
        resolve = kw.pop("resolve_fks", True)
        kw.pop("autoload_replace", None)
        self._take_options(kw)
        if source is None:
            for item in items:
                self._append(item)
        else:
            said = self.comment
            _source(source).reflect_table(self, include, (), resolve)
            self.comment = self.comment if said is None else said
            self._replace(items)
        self.primary_key._name_it()

    def _extend(self, items: list[Any], kw: dict[str, Any]) -> None:
        kw.pop("schema", None)
        for name in ("comment", "info", "implicit_returning"):
            if name in kw:
                setattr(self, name, kw.pop(name))
        if "prefixes" in kw:
            self._prefixes = tuple(kw.pop("prefixes"))
        for event_name, fn in kw.pop("listeners", None) or ():
            self.dispatch.add(event_name, fn, fn, False, False)
        source, include = kw.pop("autoload_with", None), kw.pop("include_columns", None)
        replace, resolve = kw.pop("autoload_replace", True), kw.pop("resolve_fks", True)
        if kw:
            self._take_options({**self.dialect_kwargs, **kw})
        if include:
            for column in [c for c in self.columns if c.name not in include]:
                self._drop_column(column)
        if source is not None:
            kept = () if replace else tuple(c.name for c in self.columns)
            _source(source).reflect_table(self, include, kept, resolve)
        self._replace(items)

    @property
    def c(self) -> ColumnCollection:
        return self.columns

    @property
    def key(self) -> str:
        """The name under which the metadata knows this table."""
        return _table_key(self.name, self.schema)

    @property
    def description(self) -> str:
        return str(self.name)

    @property
    def foreign_key_constraints(self) -> set[ForeignKeyConstraint]:
        """The foreign key constraints."""
        return {c for c in self.constraints if isinstance(c, ForeignKeyConstraint)}

    @property
    def autoincrement_column(self) -> Column | None:
        """The column that the server counts by itself, or None."""
        return self._autoincrement_column

    @property
    def _autoincrement_column(self) -> Column | None:
        candidates = list(self.primary_key.columns)
        said = [c for c in candidates if c.autoincrement is True]
        if len(said) > 1:
            raise ArgumentError(
                f"Only one Column may be marked autoincrement=True, found both {said[0].name} and {said[1].name}."
            )
        if said:
            _check_autoincrement(said[0])
            return said[0]  # type: ignore[no-any-return]
        if len(candidates) != 1 or candidates[0].autoincrement is False or not _counts(candidates[0]):
            return None
        return candidates[0]  # type: ignore[no-any-return]

    def append_column(self, column: Column, *, replace_existing: bool = False) -> None:
        """Add a column."""
        key = column.key or column.name
        if key and key in self.columns and self.columns[key] is not column:
            if not replace_existing:
                raise DuplicateColumnError(
                    f"A column with name '{key}' is already present in table '{self.name}'; "
                    "pass replace_existing=True to replace it"
                )
            self._drop_column(self.columns[key])
        elif replace_existing and (same := self._of_name(column)) is not None:
            if key == column.name:
                warnings.warn(
                    f'Column with user-specified key "{same.key}" is being replaced with plain named column "{key}", '
                    f'key "{same.key}" is being removed.  If this is a reflection operation, specify '
                    "autoload_replace=False to prevent this replacement.",
                    SAWarning,
                    stacklevel=2,
                )
            self._drop_column(same, keys=bool(column.foreign_keys))
        column._attach(self)

    def insert_column(self, column: Column, index: int, *, replace_existing: bool = False) -> None:
        """Add a column before position ``index``."""
        self.append_column(column, replace_existing=replace_existing)
        pairs = [p for p in self.columns.items() if p[1] is not column]
        pairs.insert(index, (column.key, column))
        self.columns = ColumnCollection(pairs)  # pyright: ignore[reportIncompatibleMethodOverride]

    def append_constraint(self, constraint: Constraint) -> None:
        """Add a constraint."""
        constraint._attach(self)

    def add_is_dependent_on(self, table: Table) -> None:
        """Say that this table is created after ``table``, whatever the foreign keys are."""
        self._extra_dependencies.add(table)

    def set_creator_ddl(self, ddl: Any) -> None:
        """Say which DDL statement makes this table, in place of CREATE TABLE."""
        self._creator_ddl = ddl

    def set_dropper_ddl(self, ddl: Any) -> None:
        """Say which DDL statement drops this table, in place of DROP TABLE."""
        self._dropper_ddl = ddl

    def create(self, bind: Any, checkfirst: Any = CheckFirst.TYPES) -> None:
        """Emit CREATE TABLE and CREATE INDEX; types of the schema, which tables may share, where they are not there."""
        self._emit(bind, "create", checkfirst)

    def drop(self, bind: Any, checkfirst: Any = False) -> None:
        """Emit DROP TABLE."""
        self._emit(bind, "drop", checkfirst)

    def insert(self) -> Any:
        """Return an INSERT into this table."""
        return insert(self)

    def update(self) -> Any:
        """Return an UPDATE of this table."""
        return update(self)

    def delete(self) -> Any:
        """Return a DELETE from this table."""
        return delete(self)

    def select(self) -> Any:
        """Return a SELECT of this table."""
        return select(self)

    def to_metadata(
        self, metadata: Any, schema: Any = RETAIN_SCHEMA, referred_schema_fn: Any = None, name: str | None = None
    ) -> Table:
        """Return a copy of this table in another metadata."""
        name = str(name or self.name)
        kept = self.schema if schema is RETAIN_SCHEMA else metadata.schema if schema is None else schema
        if _table_key(name, None if kept is BLANK_SCHEMA else kept) in metadata.tables:
            return metadata.tables[_table_key(name, kept)]  # type: ignore[no-any-return]
        moved = None if schema is RETAIN_SCHEMA else kept
        new = Table(
            name,
            metadata,
            *(c._copy(schema=moved) for c in self.columns),
            schema=kept if kept is not None else BLANK_SCHEMA,
            comment=self.comment,
            prefixes=self._prefixes,
            info=dict(self.info) or None,
            **self.dialect_kwargs,
        )
        for constraint in sorted(self.constraints, key=lambda c: c._creation_order):
            if constraint._type_bound or getattr(constraint, "_column_flag", False):
                continue
            if isinstance(constraint, PrimaryKeyConstraint):
                if not constraint._implicit:
                    new.append_constraint(constraint._copy())
            elif isinstance(constraint, ForeignKeyConstraint):
                if len(constraint) > 1:
                    referred = moved
                    if referred_schema_fn is not None:
                        referred = referred_schema_fn(self, metadata, constraint, constraint.referred_table.schema)
                    new.append_constraint(constraint._copy(schema=referred))
            else:
                new.append_constraint(constraint._copy(target_table=new))
        for index in sorted(self.indexes, key=lambda i: i._creation_order):
            if not index._column_flag:
                index._copy(new)
        if self._creator_ddl is not None:
            new.set_creator_ddl(_moved(self._creator_ddl, metadata, new))
        if self._dropper_ddl is not None:
            new.set_dropper_ddl(_moved(self._dropper_ddl, metadata, new))
        return new

    tometadata = to_metadata

    def __str__(self) -> str:
        return str(self.fullname)

    def __repr__(self) -> str:
        schema = f", schema={self.schema!r}" if self.schema else ""
        return f"Table({self.name!r}, MetaData(), {', '.join(map(repr, self.columns))}{schema})"

    def _append(self, item: Any) -> None:
        declared = getattr(item, "__table_columns__", None)
        if declared is not None:
            for column in declared():
                self.append_column(column)
            return
        clause = getattr(item, "__clause_element__", None)
        if clause is not None:
            item = clause()
        if isinstance(item, Column):
            self.append_column(item)
        elif isinstance(item, (Constraint, Index)):
            item._attach(self)
        else:
            raise ArgumentError(f"a Column, Constraint or Index is expected in Table({self.name!r}), got {item!r}")

    def _replace(self, items: list[Any]) -> None:
        """Add what is given, columns in the place of those of the same name."""
        for item in items:
            if not isinstance(item, Column):
                self._append(item)
            elif (place := self._place_of(item)) is not None:
                self.insert_column(item, place, replace_existing=True)
            else:
                self.append_column(item)

    def _place_of(self, column: Column) -> int | None:
        """Return the position of the column that ``column`` is to replace: of its key, else of its name."""
        keys = self.columns.keys()
        if column.key in keys:
            return keys.index(column.key)
        same = self._of_name(column)
        return None if same is None else keys.index(same.key)

    def _of_name(self, column: Column) -> Column | None:
        return next((c for c in self.columns if c.name == column.name and c is not column), None)

    def _drop_column(self, column: Column, keys: bool = True) -> None:
        self.columns.remove(column)
        self.primary_key.columns.remove(column)
        for fk in column.foreign_keys if keys else ():
            self.foreign_keys.discard(fk)
            self.constraints.discard(fk.constraint)
        for owner in [*self.constraints, *self.indexes]:
            if getattr(owner, "_column_flag", False) and owner.columns.contains_column(column):
                self.constraints.discard(owner)
                self.indexes.discard(owner)
        for bound in [c for c in self.constraints if isinstance(c, TypeCheckConstraint) and c.column is column]:
            self.constraints.discard(bound)


def insert_sentinel(
    name: str | None = None, type_: Any = None, *, default: Any = None, omit_from_statements: bool = True
) -> Column:
    """Return a nullable integer column that the ecosystem sorts the rows of batched INSERTs by.

    Here rows come back in order without one, so the column stays empty unless ``default`` fills it; it is there for
    tables that are shared. SELECT and INSERT leave it out unless it is named, or ``omit_from_statements`` is false.
    """
    return Column(
        name,
        INTEGER if type_ is None else type_,
        default=default,
        insert_sentinel=True,
        _omit_from_statements=omit_from_statements,
    )


def _moved(ddl: Any, metadata: Any, table: Table) -> Any:
    move = getattr(ddl, "to_metadata", None)
    return ddl if move is None else move(metadata, table)


def _source(autoload_with: Any) -> Any:
    """Return what fills a table: an inspector, or that of an engine or connection."""
    return autoload_with if hasattr(autoload_with, "reflect_table") else inspect(autoload_with)


def _is_type(item: Any) -> bool:
    return item is NULLTYPE or isinstance(item, TypeEngine) or (isinstance(item, type) and issubclass(item, TypeEngine))


def _table_key(name: str, schema: str | None) -> str:
    return f"{schema}.{name}" if schema else str(name)


def _constrain_type(column: Column, table: Table) -> None:
    type_: Any = column.type
    for impl in (type_, *(type_._variants or {}).values()):
        inner = getattr(impl, "impl_instance", impl)
        if hasattr(inner, "inherit_schema"):
            if inner.schema is None and inner.metadata is not None:
                inner.schema = inner.metadata.schema
            elif inner.schema is None and inner.inherit_schema:
                inner.schema = table.schema
        if isinstance(inner, (Enum, Boolean)) and inner.create_constraint:
            values: list[Any] = list(inner.enums) if isinstance(inner, Enum) else [0, 1]
            constraint = TypeCheckConstraint(column, inner, values)
            table.append_constraint(constraint)


class TypeCheckConstraint(CheckConstraint):
    """``CHECK (column IN (values))`` for a type that the server does not have."""

    def __init__(self, column: Column, type_: Any, values: list[Any]) -> None:
        super().__init__("", name=type_.name, _autoattach=False, _type_bound=True)
        self.column, self.values, self._for_type = column, values, type_


def _counts(column: Column) -> bool:
    """Answer whether the server would count a lone primary key column by itself."""
    default, server_default = column.default, column.server_default
    return (
        issubclass(column.type._affinity, Integer)
        and (not column.foreign_keys or column.autoincrement == "ignore_fk")
        and (server_default is None or server_default.is_identity)
        and (default is None or default.is_sequence)
    )


def _check_autoincrement(column: Column) -> None:
    if not issubclass(column.type._affinity, (Integer, Numeric)):
        raise ArgumentError(
            f"Column type {column.type!r} on column '{column}' is not compatible with autoincrement=True; "
            "use an Integer type"
        )
    default = column.server_default
    # nextval() is how a server tells that it counts a column
    if default is not None and not default.is_identity and not default.reflected:
        raise ArgumentError(f"Column '{column}' cannot have both autoincrement=True and a server_default")

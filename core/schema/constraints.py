"""Constraints and indexes of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from ..exc import ArgumentError, InvalidRequestError, NoReferencedColumnError, NoReferencedTableError
from ..expression.elements import ClauseElement
from ..expression.selectable import ColumnCollection
from ..node import fresh_ident
from ..types.base import NULLTYPE
from ..util import nearest
from .base import DialectKWArgs, HasConditionalDDL, SchemaItem, creation_order, name_of
from .defaults import sql_text
from .naming import convention_name


class Constraint(DialectKWArgs, HasConditionalDDL, SchemaItem):
    """Base of table constraints."""

    __visit_name__ = "constraint"

    table: Any = None
    _type_bound: bool = False
    #: Set by ALTER elements: CREATE TABLE then leaves this constraint out.
    _altered: bool = False
    #: The type whose CHECK this is; it is left out where the type is native.
    _for_type: Any = None
    #: The key of naming conventions.
    _convention: ClassVar[str] = ""

    def __init__(
        self,
        name: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        _type_bound: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.name = name
        self.deferrable, self.initially, self.comment = deferrable, initially, comment
        if info:
            self.info = info
        self._type_bound = _type_bound
        self._ident = fresh_ident()
        self._creation_order = creation_order()
        self._take_options(dialect_kw)

    def _set_parent(self, parent: Any) -> None:
        if self.table is not None and self.table is not parent:
            owner = self.table.name
            raise ArgumentError(f"{self!r} already belongs to table {owner!r}; make a copy for {parent.name!r}")
        self.table = parent
        parent.constraints.add(self)

    def _copy(self, target_table: Any = None, **kw: Any) -> Any:
        raise NotImplementedError

    def copy(self, **kw: Any) -> Any:
        """Return a copy that belongs to no table yet."""
        return self._copy(**kw)

    def _common(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "deferrable": self.deferrable,
            "initially": self.initially,
            "info": dict(self.info) or None,
            "_type_bound": self._type_bound,
            **self.dialect_kwargs,
        }

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})" if self.name else f"{type(self).__name__}()"


class ColumnCollectionMixin:
    """Hold columns given as objects or, until the table is known, as names."""

    columns: ColumnCollection = ColumnCollection()
    _pending: list[Any]

    def _take_columns(self, columns: Iterable[Any]) -> None:
        self.columns = ColumnCollection()
        self._pending = []
        for column in columns:
            clause = getattr(column, "__clause_element__", None)
            item = clause() if clause is not None else column
            if not isinstance(item, (str, ClauseElement)):
                raise ArgumentError(f"{type(self).__name__} takes columns or their names, got {column!r}")
            self._pending.append(item)

    @property
    def c(self) -> ColumnCollection:
        """The columns."""
        return self.columns

    def _resolve_columns(self, table: Any) -> None:
        for item in self._pending:
            self._add_column(table, _column_in(table, item, self) if isinstance(item, str) else item)
        self._pending = []

    def _add_column(self, table: Any, column: Any) -> None:
        self.columns.add(column)

    def _auto_attach(self: Any) -> None:
        # A constraint made of columns that stand in a table, or will, needs nobody to append it.
        columns = [c for c in self._pending if getattr(c, "_is_schema_column", False)]
        if not columns or len(columns) != len(self._pending):
            return
        missing = [c for c in columns if c.table is None]

        def attach(_: Any = None) -> None:
            if self.table is None and all(c.table is not None for c in columns):
                if len({id(c.table) for c in columns}) > 1:
                    raise ArgumentError(f"columns of {type(self).__name__} belong to more than one table")
                columns[0].table.append_constraint(self)

        if missing:
            for column in missing:
                column._on_table(attach)
        else:
            attach()


class ColumnCollectionConstraint(ColumnCollectionMixin, Constraint):
    """A constraint on columns."""

    def __init__(self, *columns: Any, _autoattach: bool = True, **kw: Any) -> None:
        Constraint.__init__(self, **kw)
        self._take_columns(columns)
        if _autoattach and columns:
            self._auto_attach()

    def contains_column(self, col: Any) -> bool:
        """Answer whether ``col`` is one of the columns."""
        return self.columns.contains_column(col)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def _set_parent(self, parent: Any) -> None:
        super()._set_parent(parent)
        self._resolve_columns(parent)
        self._name_it()

    def _name_it(self) -> None:
        if self._convention and self.table is not None:
            self.name = convention_name(self, self.table)

    def _copy(self, target_table: Any = None, **kw: Any) -> Any:
        return type(self)(*(c if isinstance(c, str) else c.key for c in self._keys()), **self._common())

    def _keys(self) -> list[Any]:
        return self._pending or list(self.columns)


class UniqueConstraint(ColumnCollectionConstraint):
    """``UNIQUE (columns)``."""

    __visit_name__ = "unique_constraint"

    _convention = "uq"
    #: Set when ``Column(unique=True)`` made it.
    _column_flag: bool = False


class PrimaryKeyConstraint(ColumnCollectionConstraint):
    """``PRIMARY KEY (columns)``; a table has one, which its columns with ``primary_key=True`` fill."""

    __visit_name__ = "primary_key_constraint"

    _convention = "pk"

    def __init__(self, *columns: Any, name: str | None = None, _implicit: bool = False, **kw: Any) -> None:
        self._implicit = _implicit
        super().__init__(*columns, name=name, **kw)

    def _set_parent(self, parent: Any) -> None:
        old = parent.primary_key
        if old is not None and old is not self:
            parent.constraints.discard(old)

        self.table = parent
        parent.primary_key = self
        parent.constraints.add(self)
        flagged = [c for c in parent.columns if c.primary_key]
        if self._pending:
            self._resolve_columns(parent)
            stray = [c.name for c in flagged if not self.columns.contains_column(c)]
            if stray:
                raise ArgumentError(
                    f"table {parent.name!r}: column {stray[0]!r} has primary_key=True and the PrimaryKeyConstraint "
                    "does not name it; say it in one place"
                )
        else:
            for column in flagged:
                self.columns.add(column)
        if not self._implicit:
            self._name_it()

    def _add_column(self, table: Any, column: Any) -> None:
        column.primary_key = True
        if column._user_nullable is None:
            column.nullable = False
        self.columns.add(column)

    @property
    def columns_autoinc_first(self) -> list[Any]:
        """The columns, that which the server counts first."""
        auto = self.table._autoincrement_column if self.table is not None else None
        return [c for c in self.columns if c is auto] + [c for c in self.columns if c is not auto]


class CheckConstraint(ColumnCollectionConstraint):
    """``CHECK (sqltext)``."""

    __visit_name__ = "table_or_column_check_constraint"

    _convention = "ck"

    def __init__(
        self,
        sqltext: Any,
        name: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        table: Any = None,
        info: dict[Any, Any] | None = None,
        _autoattach: bool = True,
        _type_bound: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.sqltext = sql_text(sqltext, "CheckConstraint()")
        found: dict[int, Any] = {}
        for node in self.sqltext.walk():
            if getattr(node, "_is_schema_column", False):
                found.setdefault(id(node), node)
        super().__init__(
            *found.values(),
            _autoattach=_autoattach and table is None,
            name=name,
            deferrable=deferrable,
            initially=initially,
            info=info,
            _type_bound=_type_bound,
            **dialect_kw,
        )
        if table is not None:
            table.append_constraint(self)

    @property
    def is_column_level(self) -> bool:
        """Whether it stands with its column in CREATE TABLE."""
        return self.table is not None and getattr(self.table, "_is_schema_column", False)

    def _set_parent(self, parent: Any) -> None:
        if getattr(parent, "_is_schema_column", False):
            self.table = parent
            parent.constraints.append(self)
        else:
            super()._set_parent(parent)

    def _copy(self, target_table: Any = None, **kw: Any) -> CheckConstraint:
        return CheckConstraint(_moved(self.sqltext, target_table), _autoattach=False, **self._common())


class ForeignKeyConstraint(ColumnCollectionConstraint):
    """``FOREIGN KEY (columns) REFERENCES table (columns)``."""

    __visit_name__ = "foreign_key_constraint"

    _convention = "fk"

    def __init__(
        self,
        columns: Sequence[Any],
        refcolumns: Sequence[Any],
        name: str | None = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        use_alter: bool = False,
        link_to_name: bool = False,
        match: str | None = None,
        table: Any = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        _elements: Sequence[ForeignKey] | None = None,
        **dialect_kw: Any,
    ) -> None:
        if len(columns) != len(refcolumns):
            raise ArgumentError(
                f"ForeignKeyConstraint of {len(columns)} column(s) refers to {len(refcolumns)}; the numbers must agree"
            )
        if not columns:
            raise ArgumentError("ForeignKeyConstraint needs at least one column")
        self.onupdate, self.ondelete, self.match = onupdate, ondelete, match
        self.use_alter, self.link_to_name = use_alter, link_to_name
        self.elements = (
            list(_elements)
            if _elements
            else [
                ForeignKey(
                    ref,
                    _constraint=self,
                    use_alter=use_alter,
                    name=name,
                    onupdate=onupdate,
                    ondelete=ondelete,
                    deferrable=deferrable,
                    initially=initially,
                    link_to_name=link_to_name,
                    match=match,
                    comment=comment,
                    **dialect_kw,
                )
                for ref in refcolumns
            ]
        )
        super().__init__(
            *columns,
            _autoattach=table is None and _elements is None,
            name=name,
            deferrable=deferrable,
            initially=initially,
            info=info,
            comment=comment,
            **dialect_kw,
        )
        if table is not None:
            table.append_constraint(self)

    @property
    def column_keys(self) -> list[str]:
        """Keys of the constrained columns."""
        return [c if isinstance(c, str) else c.key for c in self._keys()]

    @property
    def referred_table(self) -> Any:
        """The table that is referred to."""
        return self.elements[0].column.table

    @property
    def _referred_key(self) -> str | None:
        return self.elements[0]._target_table_key

    def _set_parent(self, parent: Any) -> None:
        super()._set_parent(parent)
        for fk, column in zip(self.elements, self.columns, strict=True):
            if fk.parent is not column:
                fk.constraint = self
                fk._attach(column)
        for fk in self.elements:
            fk._on_parent_table(parent)

    def _copy(self, target_table: Any = None, schema: Any = None, **kw: Any) -> ForeignKeyConstraint:
        common = self._common()
        common.pop("_type_bound")
        return ForeignKeyConstraint(
            self.column_keys,
            [fk._moved_target(schema) for fk in self.elements],
            onupdate=self.onupdate,
            ondelete=self.ondelete,
            use_alter=self.use_alter,
            link_to_name=self.link_to_name,
            match=self.match,
            comment=self.comment,
            **common,
        )


class ForeignKeyTarget(NamedTuple):
    """What a foreign key refers to, as names; a `ForeignKey` takes one, or a plain tuple of the last two or three."""

    schema: str | None
    table_name: str | None
    column_name: str | None


class ForeignKey(DialectKWArgs, SchemaItem):
    """A column's reference to another: ``ForeignKey("table.column")`` or ``ForeignKey(table.c.column)``."""

    __visit_name__ = "foreign_key"

    parent: Any = None
    _column: Any = None

    def __init__(
        self,
        column: Any,
        _constraint: ForeignKeyConstraint | None = None,
        use_alter: bool = False,
        name: str | None = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        link_to_name: bool = False,
        match: str | None = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        **dialect_kw: Any,
    ) -> None:
        clause = getattr(column, "__clause_element__", None)
        self._colspec = clause() if clause is not None else column
        if isinstance(column, tuple) and len(column) in (2, 3) and all(p is None or isinstance(p, str) for p in column):
            self._colspec = ForeignKeyTarget(*(None,) * (3 - len(column)), *column)
        elif not isinstance(self._colspec, str) and not getattr(self._colspec, "_is_schema_column", False):
            raise ArgumentError(
                f"ForeignKey refers to a Column, to 'table.column', or to names (schema, table, column); got {column!r}"
            )
        self.constraint = _constraint
        self.use_alter, self.name, self.link_to_name = use_alter, name, link_to_name
        self.onupdate, self.ondelete, self.match = onupdate, ondelete, match
        self.deferrable, self.initially, self.comment = deferrable, initially, comment
        if info:
            self.info = info
        self._creation_order = creation_order()
        self._take_options(dialect_kw)

    @property
    def target_fullname(self) -> str:
        """``table.column``, with the schema where there is one."""
        return self._target_text()

    @property
    def target_tokens(self) -> ForeignKeyTarget:
        """Schema, table and column as they were given, also where a name has a dot in it."""
        if isinstance(self._colspec, (str, ForeignKeyTarget)):
            return ForeignKeyTarget(*self._parts())
        table = self._colspec.table
        if table is None:
            return ForeignKeyTarget(None, None, self._colspec.key)
        return ForeignKeyTarget(table.schema, table.name, self._colspec.key)

    @property
    def target_table_key(self) -> str | None:
        """The key that the referred table has, or will have, in its metadata; None while a `Column` has no table."""
        return self._target_table_key

    @property
    def target_column(self) -> Any:
        """The `Column` that this was made with; None where it was given by name."""
        return None if isinstance(self._colspec, (str, ForeignKeyTarget)) else self._colspec

    @property
    def column(self) -> Any:
        """The column that is referred to; NoReferenceError says what is not there."""
        if self._column is None:
            self._resolve()
        return self._column

    def references(self, table: Any) -> bool:
        """Answer whether this refers to a column of ``table``."""
        return table.corresponding_column(self.column) is not None

    def get_referent(self, table: Any) -> Any:
        """Return the column of ``table`` that this refers to, or None."""
        return table.columns.corresponding_column(self.column)

    def _set_parent(self, parent: Any) -> None:
        if self.parent is not None and self.parent is not parent:
            raise InvalidRequestError(f"this ForeignKey already belongs to column {self.parent.name!r}; make a new one")
        self.parent = parent
        parent.foreign_keys.add(self)
        parent._on_table(self._set_table)

    def _set_table(self, table: Any) -> None:
        if self.constraint is None:
            self.constraint = ForeignKeyConstraint(
                [self.parent],
                [self._colspec],
                _elements=[self],
                use_alter=self.use_alter,
                name=self.name,
                onupdate=self.onupdate,
                ondelete=self.ondelete,
                deferrable=self.deferrable,
                initially=self.initially,
                match=self.match,
                comment=self.comment,
                link_to_name=self.link_to_name,
                **self.dialect_kwargs,
            )
            table.append_constraint(self.constraint)

    def _on_parent_table(self, table: Any) -> None:
        table.foreign_keys.add(self)
        if self.parent.type is NULLTYPE:
            # a column without a type takes that of the column it refers to, now or when that table arrives
            key = self._target_table_key
            if key is None or key in table.metadata.tables or key == table.key:
                self._take_type()
            else:
                table.metadata._waiting.setdefault(key, []).append(self._take_type)

    def _take_type(self) -> None:
        try:
            type_ = self.column.type
        except NoReferencedColumnError:
            return  # the column may still be appended; DDL says what is missing
        if self.parent.type is NULLTYPE:
            self.parent.type = type_

    @property
    def _target_table_key(self) -> str | None:
        if not isinstance(self._colspec, (str, ForeignKeyTarget)):
            table = self._colspec.table
            return None if table is None else table.key
        schema, table_name, _ = self._parts()
        return f"{schema}.{table_name}" if schema else table_name

    def _parts(self) -> tuple[str | None, str, str | None]:
        if isinstance(self._colspec, ForeignKeyTarget):
            schema, name, column = self._colspec
            return schema or self._default_schema(), str(name), column
        pieces = self._colspec.split(".")
        if len(pieces) == 1:
            return self._default_schema(), pieces[0], None
        schema = ".".join(pieces[:-2]) or None
        return schema or self._default_schema(), pieces[-2], pieces[-1]

    def _default_schema(self) -> str | None:
        table = None if self.parent is None else self.parent.table
        return None if table is None else table.metadata.schema

    def _resolve(self) -> None:
        if not isinstance(self._colspec, (str, ForeignKeyTarget)):
            self._column = self._colspec
            return
        table = None if self.parent is None else self.parent.table
        if table is None:
            raise InvalidRequestError(f"ForeignKey({self._colspec!r}) does not belong to a table yet")
        schema, table_name, column_name = self._parts()
        key = f"{schema}.{table_name}" if schema else table_name
        assert self.parent is not None
        target = table.metadata.tables.get(key)
        if target is None:
            hint = nearest(key, table.metadata.tables)
            raise NoReferencedTableError(
                f"Foreign key associated with column '{table.name}.{self.parent.name}' could not find table '{key}' "
                f"with which to generate a foreign key to target column '{column_name or self.parent.key}'{hint}",
                key,
            )
        wanted = column_name or self.parent.key
        found = target.c.get(wanted)
        if self.link_to_name or found is None:
            found = next((c for c in target.c if c.name == wanted), found)
        if found is None:
            raise NoReferencedColumnError(
                f"Could not initialize target column for ForeignKey '{self._colspec}' on table '{table.name}': "
                f"table '{target.name}' has no column named '{wanted}'{nearest(wanted, target.c.keys())}",
                key,
                wanted,
            )
        self._column = found

    def _target_text(self, schema: Any = None) -> str:
        if isinstance(self._colspec, str):
            if schema is None:
                return self._colspec
            _, table_name, column_name = self._parts()
            return ".".join(p for p in (schema, table_name, column_name) if p)
        if isinstance(self._colspec, ForeignKeyTarget):
            return ".".join(p for p in (schema or self._colspec.schema, *self._colspec[1:]) if p)
        table = self._colspec.table
        if schema is not None:
            return f"{schema}.{table.name}.{self._colspec.key}"
        return f"{table.fullname}.{self._colspec.key}"

    def _moved_target(self, schema: Any) -> Any:
        """Return what a copy refers to: names, which another metadata has too, in another schema where it is given."""
        spec = self._colspec
        if isinstance(spec, ForeignKeyTarget):
            return spec if schema is None else spec._replace(schema=schema)
        if isinstance(spec, str):
            return self._target_text(schema)
        if spec.table is None:
            return spec
        names = ForeignKeyTarget(spec.table.schema if schema is None else schema, str(spec.table.name), spec.key)
        return names if any("." in name for name in names if name) else ".".join(name for name in names if name)

    def _copy(self, schema: Any = None, **kw: Any) -> ForeignKey:
        return ForeignKey(
            self._moved_target(schema),
            use_alter=self.use_alter,
            name=self.name,
            onupdate=self.onupdate,
            ondelete=self.ondelete,
            deferrable=self.deferrable,
            initially=self.initially,
            link_to_name=self.link_to_name,
            match=self.match,
            info=dict(self.info) or None,
            comment=self.comment,
            **self.dialect_kwargs,
        )

    copy = _copy

    def __repr__(self) -> str:
        return f"ForeignKey({self._target_text()!r})"


class Index(DialectKWArgs, ColumnCollectionMixin, HasConditionalDDL, SchemaItem):
    """An index on columns or expressions."""

    __visit_name__ = "index"

    table: Any = None
    _column_flag: bool = False
    _type_bound: ClassVar[bool] = False
    _convention: ClassVar[str] = "ix"
    #: Set by ``create``, which knows how DDL is emitted.
    _emit: ClassVar[Callable[..., None]]

    def __init__(
        self,
        name: str | None,
        *expressions: Any,
        unique: bool = False,
        quote: bool | None = None,
        info: dict[Any, Any] | None = None,
        _table: Any = None,
        _column_flag: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.name = name_of(name, quote)
        self.unique = unique
        self._column_flag = _column_flag
        if info:
            self.info = info
        self._ident = fresh_ident()
        self._creation_order = creation_order()
        self._take_options(dialect_kw)
        self._take_columns(expressions)
        self.expressions: list[Any] = list(self._pending)
        if _table is not None:
            self._attach(_table)
        else:
            self._attach_by_columns()

    def create(self, bind: Any, checkfirst: Any = False) -> None:
        """Emit CREATE INDEX."""
        self._emit(bind, "create", checkfirst)

    def drop(self, bind: Any, checkfirst: Any = False) -> None:
        """Emit DROP INDEX."""
        self._emit(bind, "drop", checkfirst)

    def _attach_by_columns(self) -> None:
        found = [
            n
            for e in self._pending
            if not isinstance(e, str)
            for n in e.walk()
            if getattr(n, "_is_schema_column", False)
        ]

        def attach(_: Any = None) -> None:
            if self.table is None and all(c.table is not None for c in found):
                self._attach(found[0].table)

        waiting = [c for c in found if c.table is None]
        for column in waiting:
            column._on_table(attach)
        if found and not waiting:
            attach()

    def _set_parent(self, parent: Any) -> None:
        if self.table is not None and self.table is not parent:
            raise ArgumentError(f"index {self.name!r} already belongs to table {self.table.name!r}")
        self.table = parent
        parent.indexes.add(self)
        self.expressions = [_column_in(parent, e, self) if isinstance(e, str) else e for e in self._pending]
        for expression in self.expressions:
            for node in expression.walk():
                if getattr(node, "_is_schema_column", False):
                    self.columns.add(node)
        self.name = convention_name(self, parent)

    def _copy(self, target_table: Any) -> Index:
        return Index(
            self.name,
            *(_moved(e, target_table) for e in self.expressions),
            unique=self.unique,
            info=dict(self.info) or None,
            _table=target_table,
            _column_flag=self._column_flag,
            **{k: _moved(v, target_table) for k, v in self.dialect_kwargs.items()},
        )

    def __repr__(self) -> str:
        names = ", ".join(str(getattr(e, "name", None) or e) for e in self.expressions)
        return f"Index({self.name!r}, {names}{', unique=True' if self.unique else ''})"


def _column_in(table: Any, name: str, owner: Any) -> Any:
    found = table.columns.get(name)
    if found is None:
        found = next((c for c in table.columns if c.name == name), None)
    if found is None:
        raise ArgumentError(
            f"{type(owner).__name__} on table {table.name!r} names the column {name!r}, which the table does not have"
            f"{nearest(name, table.columns.keys())}"
        )
    return found


def _moved(expression: Any, table: Any) -> Any:
    """Return ``expression`` with its columns replaced by those of the same key in ``table``."""
    if table is None or not isinstance(expression, ClauseElement):
        return expression

    def move(node: Any) -> Any:
        return table.columns.get(node.key) if getattr(node, "_is_schema_column", False) else None

    return expression.swap(move)

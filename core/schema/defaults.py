"""Where a column's value comes from when a statement gives none: Python, SQL, a sequence, the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError, InvalidRequestError
from ..expression.elements import ClauseElement, ColumnElement
from ..expression.textual import TextClause
from ..node import fresh_ident, ident, plain
from ..types.base import TypeEngine, to_instance
from ..types.scalar import INTEGER
from .base import BLANK_SCHEMA, DialectKWArgs, SchemaItem, name_of


class DefaultGenerator(SchemaItem):
    """Base of what the client supplies for a column."""

    __visit_name__ = "default_generator"

    is_sequence: ClassVar[bool] = False
    is_identity: ClassVar[bool] = False
    is_server_default: ClassVar[bool] = False
    is_clause_element: ClassVar[bool] = False
    is_callable: ClassVar[bool] = False
    is_scalar: ClassVar[bool] = False
    is_sentinel: ClassVar[bool] = False
    has_arg: ClassVar[bool] = False
    column: Any = None

    def __init__(self, for_update: bool = False) -> None:
        self.for_update = for_update

    def _set_parent(self, parent: Any) -> None:
        self.column = parent
        if self.for_update:
            parent.onupdate = self
        else:
            parent.default = self


class ColumnDefault(DefaultGenerator):
    """A Python value, a function of no or one argument, or a SQL expression."""

    arg: Any
    has_arg = True

    def __new__(cls: Any, arg: Any = None, for_update: bool = False) -> Any:
        if cls is not ColumnDefault:
            return super().__new__(cls)
        if isinstance(arg, FetchedValue):
            raise ArgumentError("ColumnDefault may not be a server-side default type; pass it as server_default=")
        if isinstance(arg, ClauseElement) or hasattr(arg, "__clause_element__"):
            return object.__new__(ColumnElementColumnDefault)
        return object.__new__(CallableColumnDefault if callable(arg) else ScalarElementColumnDefault)

    def __init__(self, arg: Any = None, for_update: bool = False) -> None:
        super().__init__(for_update)
        self.arg = arg

    def compare(self, other: Any) -> bool:
        """Answer whether ``other`` supplies the same value by the same means."""
        return type(self) is type(other) and self.compare_argument(other)

    def compare_argument(self, argument: Any) -> bool:
        """Answer whether the default ``argument`` has the same value, function or SQL expression."""
        mine, theirs = getattr(self, "fn", self.arg), getattr(argument, "fn", argument.arg)
        return bool(mine.compare(theirs)) if isinstance(mine, ClauseElement) else bool(mine == theirs)

    def _copy(self) -> ColumnDefault:
        return type(self)(self.arg, self.for_update)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.arg!r})"


class ScalarElementColumnDefault(ColumnDefault):
    """A plain Python value."""

    is_scalar = True


class ColumnElementColumnDefault(ColumnDefault):
    """A SQL expression, put into the statement."""

    is_clause_element = True

    def __init__(self, arg: Any = None, for_update: bool = False) -> None:
        super().__init__(arg.__clause_element__() if hasattr(arg, "__clause_element__") else arg, for_update)


class CallableColumnDefault(ColumnDefault):
    """A Python function, called per row; ``arg`` always takes the execution context."""

    is_callable = True

    def __init__(self, arg: Any = None, for_update: bool = False) -> None:
        super().__init__(arg, for_update)
        self.fn = arg
        self.takes_context = _takes_context(arg)
        self.arg = arg if self.takes_context else lambda ctx=None: arg()

    def _copy(self) -> CallableColumnDefault:
        return type(self)(self.fn, self.for_update)


class FetchedValue(SchemaItem):
    """A value that the server makes by means unknown here, such as a trigger."""

    is_server_default: ClassVar[bool] = True
    is_clause_element: ClassVar[bool] = False
    is_identity: ClassVar[bool] = False
    is_sequence: ClassVar[bool] = False
    has_argument: ClassVar[bool] = False
    reflected: bool = False
    column: Any = None

    def __init__(self, for_update: bool = False) -> None:
        self.for_update = for_update

    def _set_parent(self, parent: Any) -> None:
        self.column = parent
        if self.for_update:
            parent.server_onupdate = self
        else:
            parent.server_default = self

    def _copy(self) -> FetchedValue:
        return FetchedValue(self.for_update)

    def _for_update(self, for_update: bool) -> FetchedValue:
        if self.for_update == for_update:
            return self
        new = self._copy()
        new.for_update = for_update
        return new


class DefaultClause(FetchedValue):
    """``DEFAULT`` in DDL: a string is a literal, `text()` and expressions are SQL."""

    has_argument = True

    def __init__(self, arg: Any, for_update: bool = False, _reflected: bool = False) -> None:
        clause = getattr(arg, "__clause_element__", None)
        arg = clause() if clause is not None else arg
        if not isinstance(arg, (str, ClauseElement)):
            raise ArgumentError(
                f"server_default is a string, text() or a SQL expression, got {arg!r}; "
                f"pass {str(arg)!r} for a literal, or use default= for a value made by Python"
            )
        super().__init__(for_update)
        self.arg, self.reflected = arg, _reflected

    def _copy(self) -> DefaultClause:
        return DefaultClause(self.arg, self.for_update, self.reflected)

    def __repr__(self) -> str:
        return f"DefaultClause({self.arg!r}, for_update={self.for_update!r})"


class Computed(FetchedValue):
    """``GENERATED ALWAYS AS (sqltext)``; ``persisted`` says STORED or VIRTUAL, None leaves it to the server."""

    __visit_name__ = "computed_column"

    def __init__(self, sqltext: Any, persisted: bool | None = None) -> None:
        super().__init__()
        self.sqltext = sql_text(sqltext, "Computed()")
        self.persisted = persisted

    def _set_parent(self, parent: Any) -> None:
        for other in (parent.server_default, parent.server_onupdate):
            if other is not None and not isinstance(other, Computed):
                raise ArgumentError(
                    f"column {parent.name!r}: a generated column cannot specify a server_default or a "
                    "server_onupdate argument"
                )
        self.column = parent
        parent.computed = parent.server_default = parent.server_onupdate = self

    def _copy(self) -> Computed:
        return Computed(self.sqltext, self.persisted)

    def copy(self, **_: Any) -> Computed:
        """Return a Computed like this one that belongs to no column."""
        return self._copy()


class IdentityOptions:
    """The numbers of a sequence or identity column."""

    order: bool | None = None

    def __init__(
        self,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
    ) -> None:
        self.start, self.increment = start, increment
        self.minvalue, self.maxvalue = minvalue, maxvalue
        self.nominvalue, self.nomaxvalue = nominvalue, nomaxvalue
        self.cycle, self.cache, self.order = cycle, cache, order

    def _numbers(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _IDENTITY_OPTIONS}


class Identity(IdentityOptions, DialectKWArgs, FetchedValue):
    """``GENERATED ... AS IDENTITY``; on servers without it, a hint that the key is made by the server."""

    __visit_name__ = "identity_column"

    is_identity = True
    on_null: bool | None = None

    def __init__(
        self,
        always: bool | None = False,
        on_null: bool | None = None,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
        **dialect_kw: Any,
    ) -> None:
        FetchedValue.__init__(self)
        IdentityOptions.__init__(
            self, start, increment, minvalue, maxvalue, nominvalue, nomaxvalue, cycle, cache, order
        )
        self._take_options(dialect_kw)
        self.always, self.on_null = always, on_null

    def _set_parent(self, parent: Any) -> None:
        if parent.server_default is not None and not isinstance(parent.server_default, Identity):
            raise ArgumentError(f"column {parent.name!r}: a column with an Identity cannot specify a server_default")
        if parent.autoincrement is False:
            raise ArgumentError(f"column {parent.name!r}: a column with an Identity cannot specify autoincrement=False")
        self.column = parent
        parent.identity = parent.server_default = self
        if parent._user_nullable is None:
            parent.nullable = False

    def _copy(self) -> Identity:
        return Identity(self.always, self.on_null, **self._numbers(), **self.dialect_kwargs)

    def copy(self, **_: Any) -> Identity:
        """Return an Identity like this one that belongs to no column."""
        return self._copy()


class Sequence(IdentityOptions, DialectKWArgs, DefaultGenerator):
    """A named sequence of the schema; on a column, the source of its values."""

    __visit_name__ = "sequence"

    is_sequence = True

    def __init__(
        self,
        name: str,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        schema: Any = None,
        cache: int | None = None,
        order: bool | None = None,
        data_type: Any = None,
        optional: bool = False,
        quote: bool | None = None,
        metadata: Any = None,
        quote_schema: bool | None = None,
        for_update: bool = False,
        **dialect_kw: Any,
    ) -> None:
        DefaultGenerator.__init__(self, for_update)
        IdentityOptions.__init__(
            self, start, increment, minvalue, maxvalue, nominvalue, nomaxvalue, cycle, cache, order
        )
        self._take_options(dialect_kw)
        self._ident = fresh_ident()
        self.name: str = name_of(name, quote)  # type: ignore[assignment]
        self.optional = optional
        if schema is BLANK_SCHEMA:
            schema = None
        elif schema is None and metadata is not None:
            schema = metadata.schema
        self.schema = name_of(schema, quote_schema)
        self.data_type: TypeEngine | None = None if data_type is None else to_instance(data_type)
        self.metadata = metadata
        if metadata is not None:
            metadata._sequences[self._key] = self

    @property
    def _key(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name

    def next_value(self) -> NextValue:
        """Return the SQL expression for the sequence's next value."""
        made: NextValue = _next_value(self, self.data_type or INTEGER)
        return made

    def create(self, bind: Any, checkfirst: Any = True) -> None:
        """Emit CREATE SEQUENCE."""
        self._emit(bind, "create", checkfirst)

    def drop(self, bind: Any, checkfirst: Any = True) -> None:
        """Emit DROP SEQUENCE."""
        self._emit(bind, "drop", checkfirst)

    #: Set by ``create``, which knows how DDL is emitted.
    _emit: ClassVar[Callable[..., None]]

    def _set_parent(self, parent: Any) -> None:
        super()._set_parent(parent)
        parent._on_table(self._set_table)

    def _set_table(self, table: Any) -> None:
        self._set_metadata(table.metadata)

    def _set_metadata(self, metadata: Any) -> None:
        self.metadata = metadata
        metadata._sequences[self._key] = self

    def _copy(self) -> Sequence:
        return self._in_schema(self.schema)

    def _in_schema(self, schema: str | None) -> Sequence:
        return Sequence(
            self.name,
            **self._numbers(),
            schema=schema,
            data_type=self.data_type,
            optional=self.optional,
            metadata=self.metadata,
            for_update=self.for_update,
            **self.dialect_kwargs,
        )

    def __repr__(self) -> str:
        return f"Sequence({self._key!r})"


class NextValue(ColumnElement):
    """The next value of a sequence."""

    sequence: Sequence = ident()
    type: TypeEngine = plain(default=INTEGER)

    @property
    def _anon_name(self) -> str:
        return "next_value"

    def _froms(self, add: Callable[[Any], None]) -> None:
        """Report nothing: a sequence is no FROM element."""


_next_value: Any = NextValue


def sql_text(item: Any, place: str) -> Any:
    """Return SQL given as text or as an expression."""
    clause = getattr(item, "__clause_element__", None)
    if clause is not None:
        return clause()
    if isinstance(item, ClauseElement):
        return item
    if isinstance(item, str):
        return TextClause(item, ())
    raise ArgumentError(f"{place} takes SQL as a string, text() or an expression, got {item!r}")


def as_default(value: Any, for_update: bool) -> Any:
    """Return ``value`` as what generates a column's default."""
    if value is None or isinstance(value, (ColumnDefault, Sequence)):
        return value
    if isinstance(value, FetchedValue):
        raise InvalidRequestError(f"{value!r} is made by the server; pass it as server_default= or server_onupdate=")
    return ColumnDefault(value, for_update)


def as_server_default(value: Any, for_update: bool) -> Any:
    """Return ``value`` as a server's default."""
    if value is None:
        return None
    return value._for_update(for_update) if isinstance(value, FetchedValue) else DefaultClause(value, for_update)


def _takes_context(fn: Any) -> bool:
    # Read from the code object: signature() of the inspect module costs 20 µs and an import.
    given = 0
    while (inner := getattr(fn, "func", None)) is not None and hasattr(fn, "keywords"):  # functools.partial
        given += len(fn.args) + len(fn.keywords)
        fn = inner
    method = getattr(fn, "__self__", None) is not None and hasattr(fn, "__func__")
    if isinstance(fn, type):
        return False
    if not hasattr(fn, "__code__") and not method:
        call: Any = getattr(type(fn), "__call__", None)  # noqa: B004 - its code is read, not whether it exists
        if not hasattr(call, "__code__"):
            return False  # a builtin such as datetime.now takes no context
        fn, method = call, True
    code = getattr(fn, "__func__", fn).__code__
    defaults = getattr(fn, "__func__", fn).__defaults__ or ()
    required: int = code.co_argcount - len(defaults) - given - (1 if method else 0)
    if required > 1:
        raise ArgumentError(f"a default function takes no argument, or one: the execution context; {fn!r} takes more")
    return required == 1


_IDENTITY_OPTIONS = (
    "start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache", "order",
)  # fmt: skip

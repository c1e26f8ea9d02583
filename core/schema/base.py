"""What all schema objects share: identity, ``info``, quoting, dialect-specific options, events."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from enum import Enum, Flag, auto
from typing import Any, ClassVar

from ..event import Events, dispatcher
from ..options import DialectKWArgs as DialectKWArgs

creation_order: Callable[[], int] = itertools.count(1).__next__


class SchemaConst(Enum):
    """Special values of ``schema`` arguments and of ``nullable``."""

    RETAIN_SCHEMA = 1
    BLANK_SCHEMA = 2
    NULL_UNSPECIFIED = 3


RETAIN_SCHEMA = SchemaConst.RETAIN_SCHEMA
BLANK_SCHEMA = SchemaConst.BLANK_SCHEMA
NULL_UNSPECIFIED = SchemaConst.NULL_UNSPECIFIED


class CheckFirst(Flag):
    """What is looked for before it is created or dropped."""

    NONE = 0
    TABLES = auto()
    VIEWS = auto()
    INDEXES = auto()
    SEQUENCES = auto()
    TYPES = auto()
    ALL = TABLES | VIEWS | INDEXES | SEQUENCES | TYPES


class quoted_name(str):  # noqa: N801 - the ecosystem's name
    """An identifier that says itself whether it is quoted: ``quote`` is True, False, or None for the usual rules."""

    __slots__ = ("quote",)
    quote: bool | None

    def __new__(cls, value: str, quote: bool | None) -> quoted_name:
        if isinstance(value, quoted_name) and (quote is None or value.quote == quote):
            return value
        self = super().__new__(cls, value)
        self.quote = quote
        return self

    @property
    def _cache_key(self) -> tuple[str, bool | None]:
        return (str(self), self.quote)

    @classmethod
    def construct(cls, value: str | None, quote: bool | None) -> quoted_name | None:
        """Return ``value`` as a quoted name, None for None."""
        return None if value is None else cls(value, quote)

    def __reduce__(self) -> tuple[type, tuple[str, bool | None]]:
        return quoted_name, (str(self), self.quote)


class conv(str):  # noqa: N801 - the ecosystem's name
    """A constraint name that naming conventions leave as it is."""

    __slots__ = ()

    def apply_map(self, map_: Mapping[str, Any]) -> str:
        """Return this name with the ``%(keys)s`` in it filled from ``map_``."""
        return conv(str(self) % map_)


def name_of(value: str | None, quote: bool | None) -> str | None:
    """Return ``value`` as an identifier, carrying ``quote`` where it is said."""
    return value if value is None or quote is None else quoted_name(value, quote)


class SchemaEvents(Events):
    """Events of tables, columns, constraints and metadata."""

    def before_create(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called before CREATE is emitted."""

    def after_create(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called after CREATE was emitted."""

    def before_drop(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called before DROP is emitted."""

    def after_drop(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called after DROP was emitted."""

    def before_parent_attach(self, target: Any, parent: Any) -> None:
        """Called before an object is attached to its parent."""

    def after_parent_attach(self, target: Any, parent: Any) -> None:
        """Called after an object was attached to its parent."""

    def column_reflect(self, inspector: Any, table: Any, column_info: Any) -> None:
        """Called for each column that reflection finds."""


class SchemaItem:
    """Base of what is part of a schema."""

    __visit_name__: ClassVar[str] = "schema_item"
    create_drop_stringify_dialect: ClassVar[str] = "default"
    allows_lambda: ClassVar[bool] = False
    uses_inspection: ClassVar[bool] = False

    __slots__ = ()
    dispatch = dispatcher(SchemaEvents)
    __dict__: dict[str, Any]

    @property
    def info(self) -> dict[Any, Any]:
        """Free space for the application's own data."""
        return self.__dict__.setdefault("_info", {})  # type: ignore[no-any-return]

    @info.setter
    def info(self, value: dict[Any, Any]) -> None:
        self.__dict__["_info"] = value

    def _attach(self, parent: Any) -> None:
        # asked of the class first: an object that nobody listens to makes no dispatch of its own
        if "dispatch" in self.__dict__ or type(self).dispatch.active:
            for fn in self.dispatch.before_parent_attach:
                fn(self, parent)
            self._set_parent(parent)
            for fn in self.dispatch.after_parent_attach:
                fn(self, parent)
        else:
            self._set_parent(parent)

    def _set_parent(self, parent: Any) -> None:
        raise NotImplementedError(f"a {type(self).__name__} cannot be attached to {parent!r}")


class HasConditionalDDL:
    """Add ``ddl_if()``: this part of a table is created under a condition only."""

    __slots__ = ()
    _ddl_if: Any = None

    def ddl_if(self, dialect: Any = None, callable_: Callable[..., bool] | None = None, state: Any = None) -> Any:
        """Create this only on ``dialect`` (a name or names), or when ``callable_`` says so."""
        self._ddl_if = DDLIf(dialect, callable_, state)
        return self


class DDLIf:
    """A condition on DDL: a dialect's name, a function, or both."""

    __slots__ = ("callable_", "dialect", "state")

    def __init__(self, dialect: Any, callable_: Callable[..., bool] | None, state: Any) -> None:
        self.dialect, self.callable_, self.state = dialect, callable_, state

    def holds(self, ddl: Any, target: Any, bind: Any, dialect: Any, **kw: Any) -> bool:
        """Answer whether the DDL is to be emitted on ``dialect``."""
        if isinstance(self.dialect, str) and self.dialect != dialect.name:
            return False
        if isinstance(self.dialect, (tuple, list, set)) and dialect.name not in self.dialect:
            return False
        if self.callable_ is None:
            return True
        return bool(self.callable_(ddl, target, bind, state=self.state, dialect=dialect, **kw))

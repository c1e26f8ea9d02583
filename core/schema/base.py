"""What all schema objects share: identity, ``info``, quoting, dialect-specific options, events."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, ClassVar

from ..event import Events, dispatcher
from ..exc import ArgumentError, SAWarning
from ..node import hooks
from ..util import nearest, warn

creation_order: Callable[[], int] = itertools.count(1).__next__


class SchemaConst(Enum):
    """Special values of ``schema`` arguments and of ``nullable``."""

    RETAIN_SCHEMA = 1
    BLANK_SCHEMA = 2
    NULL_UNSPECIFIED = 3


RETAIN_SCHEMA = SchemaConst.RETAIN_SCHEMA
BLANK_SCHEMA = SchemaConst.BLANK_SCHEMA
NULL_UNSPECIFIED = SchemaConst.NULL_UNSPECIFIED


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

    def __reduce__(self) -> tuple[type, tuple[str, bool | None]]:
        return quoted_name, (str(self), self.quote)


class conv(str):  # noqa: N801 - the ecosystem's name
    """A constraint name that naming conventions leave as it is."""

    __slots__ = ()


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

    __visit_name__ = "schema_item"
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
            self.dispatch.before_parent_attach(self, parent)
            self._set_parent(parent)
            self.dispatch.after_parent_attach(self, parent)
        else:
            self._set_parent(parent)

    def _set_parent(self, parent: Any) -> None:
        raise NotImplementedError(f"a {type(self).__name__} cannot be attached to {parent!r}")


class DialectOptions(Mapping[str, dict[str, Any]]):
    """Options by dialect name: ``options["name"]["autoincrement"]``, the defaults of that dialect among them."""

    __slots__ = ("_kwargs", "_owner")

    def __init__(self, kwargs: dict[str, Any], owner: type) -> None:
        self._kwargs, self._owner = kwargs, owner

    def __getitem__(self, dialect: str) -> dict[str, Any]:
        start = dialect + "_"
        given = {k[len(start) :]: v for k, v in self._kwargs.items() if k.startswith(start)}
        known = dialect_arguments(self._owner, dialect) or {}
        return {**{k: v for k, v in known.items() if k != "*"}, **given}

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(k.partition("_")[0] for k in self._kwargs))

    def __len__(self) -> int:
        return len(set(self))


class DialectKWArgs:
    """Accept keywords of the form ``<dialect>_<argument>``."""

    __slots__ = ()
    __dict__: dict[str, Any]

    @property
    def dialect_kwargs(self) -> dict[str, Any]:
        """The dialect-specific keywords as they were given."""
        return self.__dict__.get("_dialect_kwargs") or {}

    kwargs = dialect_kwargs

    @property
    def dialect_options(self) -> DialectOptions:
        """The dialect-specific keywords by dialect and argument."""
        return DialectOptions(self.dialect_kwargs, type(self))

    def get_dialect_option(
        self, dialect: Any, argument_name: str, else_: Any = None, deprecated_fallback: str | None = None
    ) -> Any:
        """Return one option for ``dialect``, that of the relative ``deprecated_fallback``, or ``else_``."""
        given = self.dialect_kwargs
        for name in (dialect.name, deprecated_fallback):
            if name is not None and f"{name}_{argument_name}" in given:
                return given[f"{name}_{argument_name}"]
        return else_

    @classmethod
    def argument_for(cls, dialect_name: str, argument_name: str, default: Any) -> None:
        """Let this class take a further keyword ``<dialect_name>_<argument_name>``.

        Raises ArgumentError where the dialect takes any keyword, so that there is nothing to add.
        """
        known = dialect_arguments(cls, dialect_name)
        if known is None or "*" in known:
            raise ArgumentError(f"dialect {dialect_name!r} takes every argument of a {cls.__name__} already")
        _ADDED.setdefault((dialect_name, cls), {})[argument_name] = default

    def _take_options(self, kwargs: dict[str, Any]) -> None:
        for name in kwargs:
            prefix, _, argument = name.partition("_")
            if not prefix or not argument:
                raise TypeError(
                    f"{type(self).__name__}() got an unknown argument {name!r}; "
                    "further arguments are named <dialect>_<argument>"
                )
            known = dialect_arguments(type(self), prefix)
            if known is None:
                warn(f"Can't validate argument {name!r}; there is no dialect named {prefix!r} here", SAWarning)
            if known is not None and argument not in known and "*" not in known:
                raise ArgumentError(
                    f"Argument {name!r} is not accepted by dialect {prefix!r} on behalf of {type(self)!r}"
                    + (nearest(argument, known) or f"; it takes {', '.join(sorted(known)) or 'none'}")
                )
        if kwargs:
            self.__dict__["_dialect_kwargs"] = dict(kwargs)


def dialect_arguments(cls: type, dialect_name: str) -> dict[str, Any] | None:
    """Return the options that a dialect takes for a class of schema objects, by name with their defaults.

    ``"*"`` among them means any; None is a dialect that is not installed.
    """
    declared: Mapping[str, dict[str, Any]] | None = hooks["dialect_arguments"](dialect_name)
    if declared is None:
        return None
    known: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        known.update(declared.get(base.__name__, {}))
        known.update(_ADDED.get((dialect_name, base), {}))
    return known


#: What applications added to what dialects take: (dialect, class) -> argument -> default.
_ADDED: dict[tuple[str, type], dict[str, Any]] = {}


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

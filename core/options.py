"""Options of one dialect on schema objects and statements: keywords named ``<dialect>_<option>``, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from .exc import ArgumentError, SAWarning
from .node import hooks
from .util import nearest, warn


def add_dialect_option(cls: type, dialect_name: str, argument_name: str, default: Any) -> None:
    """Let ``cls`` take a further keyword ``<dialect_name>_<argument_name>``."""
    known = dialect_arguments(cls, dialect_name)
    if known is None or "*" in known:
        raise ArgumentError(f"dialect {dialect_name!r} takes every argument of a {cls.__name__} already")
    _ADDED.setdefault((dialect_name, cls), {})[argument_name] = default


def option_for(given: Mapping[str, Any], dialect: Any, name: str, else_: Any, fallback: str | None) -> Any:
    """Return the option ``name`` that was given for ``dialect``, or for the relative ``fallback``; else ``else_``."""
    for prefix in (dialect.name, fallback):
        if prefix is not None and f"{prefix}_{name}" in given:
            return given[f"{prefix}_{name}"]
    return else_


def check_dialect_options(cls: type, kwargs: Mapping[str, Any]) -> None:
    """Raise for a keyword that is no ``<dialect>_<option>``, or an option that its dialect does not have."""
    for name in kwargs:
        prefix, _, argument = name.partition("_")
        if not prefix or not argument:
            raise TypeError(
                f"{cls.__name__}() got an unknown argument {name!r}; further arguments are named <dialect>_<argument>"
            )
        known = dialect_arguments(cls, prefix)
        if known is None:
            warn(f"Can't validate argument {name!r}; there is no dialect named {prefix!r} here", SAWarning)
        elif argument not in known and "*" not in known:
            raise ArgumentError(
                f"Argument {name!r} is not accepted by dialect {prefix!r} on behalf of {cls!r}"
                + (nearest(argument, known) or f"; it takes {', '.join(sorted(known)) or 'none'}")
            )


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

    @classmethod
    def argument_for(cls, dialect_name: str, argument_name: str, default: Any) -> None:
        """Let this class take a further keyword ``<dialect_name>_<argument_name>``.

        Raises ArgumentError where the dialect takes any keyword, so that there is nothing to add.
        """
        add_dialect_option(cls, dialect_name, argument_name, default)

    #: Options that reflection fills and DDL does not read.
    reflect_only_elements: ClassVar[frozenset[str]] = frozenset()

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
        return option_for(self.dialect_kwargs, dialect, argument_name, else_, deprecated_fallback)

    def _take_options(self, kwargs: dict[str, Any]) -> None:
        check_dialect_options(type(self), kwargs)
        if kwargs:
            self.__dict__["_dialect_kwargs"] = dict(kwargs)

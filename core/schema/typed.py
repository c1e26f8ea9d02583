"""Columns declared as a typed class: ``class user_cols(TypedColumns): name: Named[str]``."""

from __future__ import annotations

import inspect
import sys
import types
from datetime import datetime
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from ..exc import ArgumentError
from ..expression.selectable import ColumnCollection
from ..types.base import NULLTYPE, VALUE_TYPES, TypeEngine
from ..types.scalar import INTEGER
from ..types.temporal import DATETIME
from .table import Column

_T_co = TypeVar("_T_co", covariant=True)


class Named(Generic[_T_co]):
    """The annotation of a column in :class:`TypedColumns`: its Python type, with ``| None`` where it is nullable."""

    __slots__ = ()


class TypedColumns(ColumnCollection):
    """Base of classes that declare the columns of a table, for the checker to know ``table.c``.

    A column is an attribute: an annotation ``Named[type]``, a `Column`, or both, where the `Column` has the last word::

        class user_cols(TypedColumns):
            id = Column(Integer, primary_key=True)
            name: Named[str]
            age: Named[int | None] = Column("user_age")

        user = Table("user", metadata, user_cols)
    """

    __slots__ = ()

    @classmethod
    def __table_columns__(cls) -> list[Column]:
        """Return new columns as this class declares them: what a `Table` that is given the class gets."""
        return columns_of(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError(f"{type(self).__name__} declares columns and has no instances; pass it to Table()")


def columns_of(cls: type[TypedColumns]) -> list[Column]:
    """Return new columns as ``cls`` and its bases declare them, a base's before those of the class."""
    declared: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if not issubclass(base, TypedColumns) or base is TypedColumns:
            continue
        hints = get_type_hints(base, vars(sys.modules[base.__module__]), dict(vars(base)))
        own = {**dict.fromkeys(inspect.get_annotations(base)), **base.__dict__}
        for name, value in own.items():
            if name.startswith("__"):
                continue
            if value is not None and not isinstance(value, Column):
                raise ArgumentError(f"{base.__name__}.{name} is a Column or an annotation Named[type], got {value!r}")
            declared[name] = _column(f"{base.__name__}.{name}", name, value, hints.get(name))
    return list(declared.values())


def _column(where: str, name: str, given: Column | None, hint: Any) -> Column:
    made = Column() if given is None else given._copy()
    if made.name is None:
        made.name = name
    if made.key in (None, made.name):
        made.key = name
    origin = get_origin(hint)
    if hint is not None and (origin is None or not issubclass(origin, (Named, Column))):
        raise ArgumentError(f"the annotation of {where} is Named[type], got {hint!r}")
    if hint is not None:
        inner, nullable = _optional(get_args(hint)[0])
        if made.type is NULLTYPE and not made.foreign_keys:
            made.type = _type_for(where, inner)
        if made._user_nullable is None:
            made.nullable = nullable and not made.primary_key
    return made


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    inner = [a for a in get_args(hint) if a is not type(None)]
    return (inner[0] if len(inner) == 1 else hint), len(inner) < len(get_args(hint))


def _type_for(where: str, python_type: Any) -> TypeEngine:
    found = INTEGER if python_type is int else DATETIME if python_type is datetime else VALUE_TYPES.get(python_type)
    if not isinstance(found, TypeEngine):
        raise ArgumentError(f"no SQL type is known for {where}: {python_type!r}; say it: Column(Type)")
    return found

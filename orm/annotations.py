"""Read ``Mapped[...]`` annotations: optional or not, which column type, which class of which collection."""

from __future__ import annotations

import collections.abc
import datetime
import decimal
import enum
import sys
import types
import typing
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from typing_extensions import TypeAliasType

from ..core import types as sqltypes
from .attributes import Mapped
from .exc import MappedAnnotationError
from .properties import MappedColumn


@dataclass(frozen=True, slots=True)
class Annotation:
    """What ``Mapped[inner]`` says."""

    wrapper: type
    inner: Any
    optional: bool

    @property
    def forward(self) -> bool:
        """Return whether the inner type is a name that is not known yet."""
        return isinstance(self.inner, (Forward, str, typing.ForwardRef))


class Forward:
    """Stand for a name that cannot be looked up yet: a class declared later, or imported for type checkers."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Forward(f"{self.name}.{name}")

    def __getitem__(self, item: Any) -> Any:
        return types.GenericAlias(_NAMED_GENERICS[self.name], item) if self.name in _NAMED_GENERICS else self

    def __or__(self, other: Any) -> Any:
        return typing.Union[typing.ForwardRef(self.name), other]  # noqa: UP007 (at run time, of values)

    def __ror__(self, other: Any) -> Any:
        return typing.Union[other, typing.ForwardRef(self.name)]  # noqa: UP007

    def __call__(self) -> Any:
        raise TypeError(f"{self.name} is not known yet")

    def __repr__(self) -> str:
        return self.name


def read_annotation(raw: Any, cls: type, key: str) -> Annotation | None:
    """Return what an annotation maps, or None when it is not ``Mapped[...]``."""
    where = f"{cls.__module__}.{cls.__qualname__}.{key}"
    if isinstance(raw, str):
        if "Mapped" not in raw and not _may_be_mapped(raw, cls):
            return None
        raw = evaluate(raw, cls, where)
    origin = get_origin(raw) or raw
    if not (isinstance(origin, type) and issubclass(origin, Mapped)):
        return None
    args = get_args(raw)
    if not args:
        return Annotation(origin, None, False)
    inner = _named(args[0], cls, where)
    optional, inner = split_optional(inner)
    return Annotation(origin, _named(inner, cls, where), optional)


def evaluate(text: str, cls: type, where: str) -> Any:
    """Return the value of an annotation's text, names that are unknown standing for themselves."""
    try:
        return eval(text, {}, _Names(cls))
    except Exception as error:
        raise MappedAnnotationError(f"Could not interpret annotation {text!r} of {where}: {error}") from error


def split_optional(inner: Any) -> tuple[bool, Any]:
    """Return whether None is allowed, and the type without it."""
    if _is_alias(inner):
        optional, _ = split_optional(inner.__value__)
        return optional, inner
    if get_origin(inner) is typing.Annotated:
        optional, _ = split_optional(get_args(inner)[0])
        return optional, inner
    if get_origin(inner) in (typing.Union, types.UnionType):
        args = [arg for arg in get_args(inner) if arg is not type(None)]
        if len(args) < len(get_args(inner)):
            return True, args[0] if len(args) == 1 else typing.Union[tuple(args)]  # noqa: UP007
    return False, inner


def target_of(inner: Any, cls: type, key: str) -> tuple[Any, Any]:
    """Return the class (or its name) that a relationship's annotation names, and its collection type or None."""
    where = f"{cls.__module__}.{cls.__qualname__}.{key}"
    if isinstance(inner, str):
        inner = evaluate(inner, cls, where)
        _, inner = split_optional(inner)
    if isinstance(inner, typing.ForwardRef):
        inner = evaluate(inner.__forward_arg__, cls, where)
        _, inner = split_optional(inner)
    origin = get_origin(inner)
    if isinstance(origin, type) and issubclass(origin, collections.abc.Collection):
        args = get_args(inner)
        target, _ = target_of(args[-1], cls, key)
        return target, _CONCRETE.get(origin, origin)
    if isinstance(inner, Forward):
        return inner.name, None
    return inner, None


def annotated_column(inner: Any) -> MappedColumn[Any] | None:
    """Return the ``mapped_column()`` that an ``Annotated`` type carries."""
    if _is_alias(inner):
        inner = inner.__value__
    if get_origin(inner) is typing.Annotated:
        for extra in get_args(inner)[1:]:
            if isinstance(extra, MappedColumn):
                return extra
        return annotated_column(get_args(inner)[0])
    return None


def column_type(inner: Any, type_map: Mapping[Any, Any], enum_store: str | None = None) -> Any:
    """Return the SQL type of a Python type, or None when there is none."""
    for candidate in _candidates(inner):
        try:
            found = type_map.get(candidate)
        except TypeError:  # unhashable
            continue
        if found is not None:
            return _for_enum(found, candidate, enum_store)
    for candidate in _candidates(inner):
        if isinstance(candidate, type) and issubclass(candidate, enum.Enum):
            return _for_enum(type_map.get(enum.Enum, sqltypes.Enum), candidate, enum_store)
        if get_origin(candidate) is typing.Literal:
            return _for_enum(type_map.get(typing.Literal, sqltypes.Enum), candidate, None)
        if isinstance(candidate, type):
            for base in candidate.__mro__:
                if base in type_map:
                    return type_map[base]
        if candidate in DEFAULT_TYPES:
            return DEFAULT_TYPES[candidate]
        if isinstance(candidate, type):
            for base in candidate.__mro__:
                if base in DEFAULT_TYPES:
                    return DEFAULT_TYPES[base]
    return None


def _is_alias(inner: Any) -> bool:
    """Return whether a type was declared by ``type X = ...``."""
    return isinstance(inner, (TypeAliasType, getattr(typing, "TypeAliasType", TypeAliasType)))


def _candidates(inner: Any) -> list[Any]:
    """Return the type and what it is a name for, nearest first."""
    found = []
    while inner is not None and inner not in found:
        found.append(inner)
        if _is_alias(inner):
            _, inner = split_optional(inner.__value__)
        elif get_origin(inner) is typing.Annotated:
            _, inner = split_optional(get_args(inner)[0])
        elif isinstance(inner, typing.NewType):
            inner = inner.__supertype__
    return found


def _for_enum(found: Any, python: Any, store: str | None) -> Any:
    """Return an Enum type bound to the members of a Python enum or Literal."""
    is_enum = isinstance(python, type) and issubclass(python, enum.Enum)
    if not is_enum and get_origin(python) is not typing.Literal:
        return found
    if not (found is sqltypes.Enum or (isinstance(found, sqltypes.Enum) and not getattr(found, "enums", None))):
        return found
    options: dict[str, Any] = {}
    if isinstance(found, sqltypes.Enum):
        options = {name: getattr(found, name) for name in ("native_enum", "length") if hasattr(found, name)}
    if not is_enum:
        return sqltypes.Enum(*get_args(python), **{"native_enum": False, **options})
    if store == "value" and issubclass(python, (str, int)):
        options["store"] = "value"
    return sqltypes.Enum(python, **options)


def _named(inner: Any, cls: type, where: str) -> Any:
    """Evaluate a type that is given as text inside ``Mapped[...]``."""
    if isinstance(inner, typing.ForwardRef):
        inner = inner.__forward_arg__
    return evaluate(inner, cls, where) if isinstance(inner, str) else inner


def _may_be_mapped(text: str, cls: type) -> bool:
    head = text.partition("[")[0].strip()
    found = vars(sys.modules.get(cls.__module__, typing)).get(head)
    return isinstance(found, type) and issubclass(found, Mapped)


class _Names(dict[str, Any]):
    """The names that an annotation sees: the class, its module, the builtins, else a forward name."""

    def __init__(self, cls: type) -> None:
        self.cls = cls
        super().__init__()

    def __missing__(self, name: str) -> Any:
        module = sys.modules.get(self.cls.__module__)
        builtins = typing.cast("Any", __builtins__)
        builtins = builtins if isinstance(builtins, dict) else vars(builtins)
        if name == self.cls.__name__:
            return self.cls
        for names in (vars(self.cls), vars(module) if module is not None else {}, builtins, _USUAL):
            if name in names and not (names is vars(self.cls) and not isinstance(names[name], type)):
                return names[name]
        return Forward(name)


_USUAL: dict[str, Any] = {"Mapped": Mapped, "Optional": typing.Optional, "Union": typing.Union, "Any": Any}

_NAMED_GENERICS: dict[str, Any] = {
    "List": list, "Set": set, "Dict": dict, "Sequence": collections.abc.Sequence,
    "Collection": collections.abc.Collection, "Iterable": collections.abc.Collection,
    "MutableSequence": collections.abc.MutableSequence, "MutableSet": collections.abc.MutableSet,
    "MutableMapping": collections.abc.MutableMapping, "Mapping": collections.abc.Mapping,
}  # fmt: skip

_CONCRETE: dict[Any, Any] = {
    collections.abc.Sequence: list, collections.abc.MutableSequence: list, collections.abc.Collection: list,
    collections.abc.Set: set, collections.abc.MutableSet: set, frozenset: set,
    collections.abc.Mapping: dict, collections.abc.MutableMapping: dict,
}  # fmt: skip

DEFAULT_TYPES: dict[Any, Any] = {
    bool: sqltypes.Boolean,
    int: sqltypes.Integer,
    str: sqltypes.String,
    float: sqltypes.Double,
    bytes: sqltypes.LargeBinary,
    decimal.Decimal: sqltypes.Numeric,
    datetime.datetime: sqltypes.DateTime,
    datetime.date: sqltypes.Date,
    datetime.time: sqltypes.Time,
    datetime.timedelta: sqltypes.Interval,
    uuid.UUID: sqltypes.Uuid,
}

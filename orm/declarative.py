"""Declarative bases: classes whose subclasses are mapped by being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from typing_extensions import dataclass_transform

from ..core.exc import InvalidRequestError
from ..core.schema import MetaData
from .exc import UnmappedColumnError
from .mapper import Mapper
from .properties import deferred, mapped_column, synonym
from .registries import construct, registry
from .relationships import relationship
from .scan import DeclarativeMeta, declared_attr, validates
from .state import instance_state

if TYPE_CHECKING:
    from .state import InstanceState

__all__ = [
    "DeclarativeBase",
    "DeclarativeBaseNoMeta",
    "DeclarativeMeta",
    "MappedAsDataclass",
    "as_declarative",
    "declarative_base",
    "declarative_mixin",
    "declared_attr",
    "has_inherited_table",
    "mapped_as_dataclass",
    "synonym_for",
    "validates",
]

_T = TypeVar("_T")


class _Base:
    """What both declarative bases share."""

    if TYPE_CHECKING:
        registry: ClassVar[registry]
        metadata: ClassVar[MetaData]
        __table__: ClassVar[Any]
        __mapper__: ClassVar[Mapper[Any]]
        __tablename__: Any
        __mapper_args__: Any
        __table_args__: Any
        _isogloss_state: InstanceState

    __isogloss_root__ = True

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        if "__isogloss_root__" in cls.__dict__:
            return
        if not any("registry" in base.__dict__ for base in cls.__mro__[1:]):
            _set_up_base(cls)
        elif not cls.__dict__.get("__abstract__"):
            cls.registry._declare(cls, _dataclass_options(cls))


@dataclass_transform(field_specifiers=(mapped_column, relationship, deferred, synonym))
class MappedAsDataclass:
    """Make the mapped subclasses dataclasses, with the options of `dataclasses.dataclass` as class keywords."""

    __isogloss_root__ = True

    def __init_subclass__(
        cls,
        *,
        init: bool | None = None,
        repr: bool | None = None,  # noqa: A002
        eq: bool | None = None,
        order: bool | None = None,
        unsafe_hash: bool | None = None,
        match_args: bool | None = None,
        kw_only: bool | None = None,
        dataclass_callable: Any = None,
        **kw: Any,
    ) -> None:
        given = {
            "init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash,
            "match_args": match_args, "kw_only": kw_only,
        }  # fmt: skip
        inherited = getattr(cls, "__isogloss_dataclass__", {})
        options = {**inherited, **{name: value for name, value in given.items() if value is not None}}
        cls.__isogloss_dataclass__ = options  # type: ignore[attr-defined]
        super().__init_subclass__(**kw)


class DeclarativeBase(_Base, metaclass=DeclarativeMeta):
    """Be the base of an application's mapped classes: ``class Base(DeclarativeBase): pass``.

    The subclass may set ``metadata``, ``registry`` or ``type_annotation_map``.
    """

    __isogloss_root__ = True

    def __init__(self, **kw: Any) -> None:
        construct(self, **kw)

    __init__.is_default = True  # type: ignore[attr-defined]


class DeclarativeBaseNoMeta(_Base):
    """Be a declarative base without metaclass; attributes cannot be mapped after the class statement."""

    __isogloss_root__ = True

    def __init__(self, **kw: Any) -> None:
        construct(self, **kw)

    __init__.is_default = True  # type: ignore[attr-defined]


def declarative_base(
    *,
    metadata: MetaData | None = None,
    mapper: Any = None,
    cls: Any = object,
    name: str = "Base",
    class_registry: dict[str, Any] | None = None,
    type_annotation_map: Any = None,
    constructor: Any = None,
    metaclass: Any = None,
) -> Any:
    """Return a new declarative base class."""
    made = registry(
        metadata=metadata,
        class_registry=class_registry,
        type_annotation_map=type_annotation_map,
        constructor=constructor,
    )
    return made.generate_base(cls=cls, name=name, metaclass=metaclass)


def as_declarative(**kw: Any) -> Any:
    """Turn a class into a declarative base; a decorator."""
    return registry(**kw).as_declarative_base()


def declarative_mixin(cls: type[_T]) -> type[_T]:
    """Mark a class as a mixin; of no effect at run time."""
    return cls


def mapped_as_dataclass(registry_: registry, /, **options: Any) -> Any:
    """Map a class of a registry as a dataclass; a decorator."""
    return registry_.mapped_as_dataclass(**options)


def has_inherited_table(cls: type) -> bool:
    """Return whether a base of the class is mapped to a table."""
    return any(getattr(base, "__table__", None) is not None for base in cls.__mro__[1:])


def synonym_for(name: str, map_column: bool = False) -> Any:
    """Make a property the synonym of an attribute; a decorator."""
    return lambda fn: synonym(name, descriptor=fn)


def column_of(obj: Any, attribute: str) -> Any:
    """Return the column of a mapped attribute."""
    mapper = instance_state(obj).mapper
    if attribute not in mapper.column_props:
        raise UnmappedColumnError(f"{mapper.class_.__name__}.{attribute} is no column")
    return mapper.column_props[attribute].column


def _set_up_base(cls: type[Any]) -> None:
    own = cls.__dict__
    given = own.get("registry")
    if given is not None and not isinstance(given, registry):
        raise InvalidRequestError(f"{cls.__name__}.registry must be a registry, not {given!r}")
    if given is None:
        given = registry(metadata=own.get("metadata"), enum_store=own.get("enum_store"))
    if "type_annotation_map" in own:
        given.update_type_annotation_map(own["type_annotation_map"])
    type.__setattr__(cls, "registry", given)
    if "metadata" not in own:
        type.__setattr__(cls, "metadata", given.metadata)


def _dataclass_options(cls: type[Any]) -> dict[str, Any] | None:
    return getattr(cls, "__isogloss_dataclass__", None)

"""The registry of mapped classes: their names, their metadata, their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ..core.exc import ArgumentError, InvalidRequestError, SAWarning
from ..core.expression import elements
from ..core.schema import MetaData
from ..core.util import nearest, warn
from .attributes import UNCONFIGURED
from .joins import foreign, remote
from .mapper import Mapper, configure_pending
from .properties import ColumnProperty, MapperProperty
from .scan import DeclarativeMeta, map_class

_T = TypeVar("_T")


class registry:  # noqa: N801 (the ecosystem's name)
    """Hold the mapped classes that know each other by name."""

    def __init__(
        self,
        *,
        metadata: MetaData | None = None,
        class_registry: dict[str, Any] | None = None,
        type_annotation_map: Mapping[Any, Any] | None = None,
        constructor: Callable[..., None] | None = None,
        enum_store: str | None = None,
    ) -> None:
        self.metadata = MetaData() if metadata is None else metadata
        self._class_registry: dict[str, Any] = {} if class_registry is None else class_registry
        self.type_annotation_map: dict[Any, Any] = {}
        self.constructor = constructor
        self.enum_store = enum_store
        self._mappers: list[Mapper[Any]] = []
        if type_annotation_map:
            self.update_type_annotation_map(type_annotation_map)

    @property
    def mappers(self) -> frozenset[Mapper[Any]]:
        """Return the mappers of this registry."""
        return frozenset(self._mappers)

    def update_type_annotation_map(self, type_annotation_map: Mapping[Any, Any]) -> None:
        """Add SQL types for Python types."""
        self.type_annotation_map.update(type_annotation_map)

    def map_declaratively(self, cls: type[_T]) -> Mapper[_T]:
        """Map a class by its annotations and attributes."""
        return self._declare(cls)

    def map_imperatively(self, class_: type[_T], local_table: Any = None, **kw: Any) -> Mapper[_T]:
        """Map a plain class to a table."""
        properties: dict[str, Any] = {}
        for key, value in dict(kw.pop("properties", None) or {}).items():
            properties[key] = value if isinstance(value, MapperProperty) else ColumnProperty(value)
        return self._finish(Mapper(class_, local_table, properties, self, **kw))

    def mapped(self, cls: type[_T]) -> type[_T]:
        """Map a class; a decorator."""
        self._declare(cls)
        return cls

    def mapped_as_dataclass(self, cls: type[_T] | None = None, /, **options: Any) -> Any:
        """Map a class and make it a dataclass; a decorator, with or without options."""

        def decorate(cls: type[_T]) -> type[_T]:
            self._declare(cls, options)
            return cls

        return decorate if cls is None else decorate(cls)

    def as_declarative_base(self, **kw: Any) -> Callable[[type[Any]], Any]:
        """Turn a class into a declarative base; a decorator."""
        return lambda cls: self.generate_base(cls=cls, name=cls.__name__, **kw)

    def generate_base(self, mapper: Any = None, cls: Any = object, name: str = "Base", metaclass: Any = None) -> Any:
        """Return a new declarative base class of this registry."""
        bases = cls if isinstance(cls, tuple) else (cls,)
        namespace: dict[str, Any] = {"registry": self, "metadata": self.metadata, "__isogloss_root__": True}

        def init_subclass(new: type[Any], /, **kw: Any) -> None:
            super(base, new).__init_subclass__(**kw)
            if not new.__dict__.get("__abstract__"):
                self._declare(new)

        namespace["__init_subclass__"] = classmethod(init_subclass)
        base: Any = (metaclass or DeclarativeMeta)(name, bases, namespace)
        if base.__init__ is object.__init__:
            base.__init__ = construct
        return base

    def configure(self, cascade: bool = False) -> None:
        """Look at the relationships of all new mappers of this registry now."""
        configure_pending(self)

    def dispose(self, cascade: bool = False) -> None:
        """Forget the mapped classes of this registry."""
        for mapper in self._mappers:
            mapper.forget()
        self._mappers.clear()
        self._class_registry.clear()

    # names

    def target(self, argument: Any, parent: Mapper[Any], where: str) -> Mapper[Any]:
        """Return the mapper that a relationship's argument names."""
        found = argument
        if isinstance(found, str):
            found = self._class_by_path(found) or self.evaluate(found, parent, where)
        elif callable(found) and not isinstance(found, (type, Mapper)):
            found = found()
        if isinstance(found, str):
            found = self._class_by_path(found)
        mapper = found if isinstance(found, Mapper) else getattr(found, "__mapper__", None)
        if not isinstance(mapper, Mapper):
            raise ArgumentError(f"relationship {where} expects a class or a mapper argument (received: {argument!r})")
        return mapper

    def evaluate(self, value: Any, parent: Mapper[Any], where: str) -> Any:
        """Return what a string or a function given to a relationship stands for."""
        if isinstance(value, str):
            try:
                return eval(value, {"__builtins__": {}}, _Scope(self))
            except _UnknownError as unknown:
                name = unknown.args[0]
                raise InvalidRequestError(
                    f"When initializing mapper {parent}, expression {value!r} failed to locate a name ({name!r}). If "
                    f"this is a class name, consider adding this relationship() to the {parent.class_!r} class after "
                    f"both dependent classes have been defined{nearest(name, self._class_registry)}."
                ) from None
            except Exception as error:
                raise ArgumentError(f"relationship {where}: {value!r} cannot be evaluated: {error}") from error
        if isinstance(value, (list, tuple)):
            return [self.evaluate(item, parent, where) for item in value]
        expression = isinstance(value, (type, MapperProperty, elements.ClauseElement))
        if callable(value) and not expression and not hasattr(value, "__clause_element__"):
            return value()
        return value

    def _class_by_path(self, path: str) -> Any:
        if not re.fullmatch(r"[\w.]+", path):
            return None
        module, _, name = path.rpartition(".")
        found = self._class_registry.get(name)
        if isinstance(found, _Several):
            matching = [c for c in found if f"{c.__module__}.{name}".endswith(f"{module}.{name}")] if module else found
            if len(matching) != 1:
                raise InvalidRequestError(
                    f"Multiple classes found for path {path!r} in the registry of this declarative base. Please use a "
                    "fully module-qualified path."
                )
            return matching[0]
        return found

    # building

    def _declare(self, cls: type[Any], dataclass_options: dict[str, Any] | None = None) -> Mapper[Any]:
        return self._finish(map_class(cls, self, dataclass_options), dataclass_options is not None)

    def _finish(self, mapper: Mapper[Any], dataclass: bool = False) -> Mapper[Any]:
        cls = mapper.class_
        self._mappers.append(mapper)
        present = self._class_registry.get(cls.__name__)
        again = isinstance(present, type) and (present.__module__, present.__qualname__) == (
            cls.__module__,
            cls.__qualname__,
        )
        if present is None or again:
            if again:
                warn(
                    f"This declarative base already contains a class with the same class name and module name as "
                    f"{cls.__module__}.{cls.__name__}, and will be replaced in the string-lookup table.",
                    SAWarning,
                )
            self._class_registry[cls.__name__] = cls
        elif isinstance(present, _Several):
            present.append(cls)
        else:
            self._class_registry[cls.__name__] = _Several((present, cls))
        if not dataclass:
            _install_init(mapper, self.constructor)
        return mapper


class _Several(list[Any]):
    """Classes of one name."""


class _UnknownError(NameError):
    """Say which name of a relationship's string is not known."""


class _Scope(dict[str, Any]):
    """The names that a relationship's string sees: classes, tables, a few functions."""

    def __init__(self, registry_: registry) -> None:
        self.registry = registry_
        super().__init__()

    def __missing__(self, name: str) -> Any:
        found = self.registry._class_by_path(name)
        if found is not None:
            return found
        tables = self.registry.metadata.tables
        if name in tables:
            return tables[name]
        if any(key.startswith(name + ".") for key in tables):
            return _Schema(name, tables)
        if name in _FUNCTIONS:
            return _FUNCTIONS[name]
        paths = [c for c in self.registry._class_registry.values() if isinstance(c, type)]
        if any(c.__module__.split(".")[0] == name for c in paths):
            return _Module(name, self.registry)
        raise _UnknownError(name)


class _Schema:
    def __init__(self, name: str, tables: Mapping[str, Any]) -> None:
        self._name, self._tables = name, tables

    def __getattr__(self, name: str) -> Any:
        return self._tables[f"{self._name}.{name}"]


class _Module:
    def __init__(self, path: str, registry_: registry) -> None:
        self._path, self._registry = path, registry_

    def __getattr__(self, name: str) -> Any:
        path = f"{self._path}.{name}"
        found = self._registry._class_by_path(path)
        return _Module(path, self._registry) if found is None else found


def construct(self: Any, **kwargs: Any) -> None:
    """Set the given attributes; each must be one of the class."""
    cls = type(self)
    mapper = cls.__mapper__
    plain = mapper.plain
    for name, value in kwargs.items():
        if name not in plain and not hasattr(cls, name):
            mapper.ensure_configured()
            if not hasattr(cls, name):
                raise TypeError(
                    f"{name!r} is an invalid keyword argument for {cls.__name__}{nearest(name, mapper.props)}"
                )
        setattr(self, name, value)


construct.is_default = True  # type: ignore[attr-defined]


def _install_init(mapper: Mapper[Any], constructor: Callable[..., None] | None) -> None:
    """Give the class the default constructor, made for its attributes, unless it has its own."""
    cls = mapper.class_
    present = cls.__init__
    if present is not object.__init__ and not getattr(present, "is_default", False):
        return
    if constructor is not None:
        cls.__init__ = constructor
        return
    names = mapper.plain.keys()

    def __init__(self: Any, **kwargs: Any) -> None:  # noqa: N807
        if UNCONFIGURED:
            mapper.ensure_configured()
        if kwargs.keys() <= names:
            self.__dict__.update(kwargs)
        else:
            construct(self, **kwargs)

    __init__.is_default = True  # type: ignore[attr-defined]
    __init__.__doc__ = construct.__doc__
    type.__setattr__(cls, "__init__", __init__)


_FUNCTIONS: dict[str, Any] = {
    "and_": elements.and_, "or_": elements.or_, "not_": elements.not_, "foreign": foreign, "remote": remote,
    "desc": lambda c: c.desc(), "asc": lambda c: c.asc(), "None": None, "True": True, "False": False,
}  # fmt: skip

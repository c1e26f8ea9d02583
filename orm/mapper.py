"""How a class meets its table: the mapper knows columns, keys and relationships."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..core.exc import ArgumentError, InvalidRequestError
from ..core.expression.selectable import Entity
from ..core.node import fresh_ident
from ..core.util import nearest
from .attributes import UNCONFIGURED, instrument_class
from .exc import UnmappedColumnError
from .identity import plain_key
from .properties import ColumnProperty, MapperProperty
from .state import InstanceState, class_mapper_of, instance_state

if TYPE_CHECKING:
    from ..core.schema import Column
    from .registries import registry as Registry  # noqa: N812
    from .relationships import RelationshipProperty

_T = TypeVar("_T")

_LOCK = threading.RLock()
_MAPPERS: weakref.WeakSet[Mapper[Any]] = weakref.WeakSet()


class Mapper(Generic[_T]):
    """Hold the mapping of one class; reached through ``inspect(cls)`` or ``cls.__mapper__``."""

    is_mapper = True
    is_aliased_class = False
    inherits: Mapper[Any] | None = None
    polymorphic_on: Any = None
    with_polymorphic_mappers: tuple[Mapper[Any], ...] = ()

    def __init__(
        self,
        class_: type[_T],
        local_table: Any,
        properties: Mapping[str, MapperProperty[Any]],
        registry: Registry,
        *,
        primary_key: Iterable[Any] | None = None,
        version_id_col: Any = None,
        version_id_generator: Any = None,
        eager_defaults: Any = "auto",
        include_properties: Iterable[str] | None = None,
        exclude_properties: Iterable[str] | None = None,
        column_prefix: str = "",
        confirm_deleted_rows: bool = True,
        allow_partial_pks: bool = True,
        batch: bool = True,
        legacy_is_orphan: bool = False,
        passive_updates: bool = True,
        **unknown: Any,
    ) -> None:
        if unknown:
            raise ArgumentError(f"Mapper of {class_.__name__} takes no argument {', '.join(map(repr, unknown))}")
        self.class_ = class_
        self.local_table = local_table
        self.registry = registry
        self.ident = self._ident = fresh_ident()
        self.base_mapper: Mapper[Any] = self
        self.eager_defaults = eager_defaults
        self.confirm_deleted_rows = confirm_deleted_rows
        self.legacy_is_orphan = legacy_is_orphan
        self.passive_updates = passive_updates
        self.props: dict[str, MapperProperty[Any]] = {}
        self.column_props: dict[str, ColumnProperty[Any]] = {}
        self.relationships: dict[str, RelationshipProperty[Any]] = {}
        self.attr_for_column: dict[Column, str] = {}
        self.plain: dict[str, ColumnProperty[Any]] = {}
        self.special: dict[str, MapperProperty[Any]] = {}
        self.events: dict[str, list[Callable[..., Any]]] = {}
        self.pending_configuration = True
        self.orphan_props: list[RelationshipProperty[Any]] = []
        self.memo: dict[Any, Any] = {}
        """What flush and loaders compute once per mapping; cleared when an attribute is added."""

        self._add_properties(properties, include_properties, exclude_properties, column_prefix)
        self.primary_key: tuple[Column, ...] = self._find_primary_key(primary_key)
        self.pk_attrs: tuple[str, ...] = tuple(self.attr_for_column[column] for column in self.primary_key)
        self.composite_key = len(self.primary_key) > 1
        version = getattr(version_id_col, "column", version_id_col)
        self.version_id_col = local_table.c[version] if isinstance(version, str) else version
        self.version_id_generator = _next_version if version_id_generator is None else version_id_generator
        self.version_attr = None if self.version_id_col is None else self.attr_for_column[self.version_id_col]
        self.entity = Entity(mapper=self, selectable=local_table, name=None, owner=self)
        class_.__mapper__ = self  # type: ignore[attr-defined]
        instrument_class(self)
        with _LOCK:
            UNCONFIGURED.append(self)
            _MAPPERS.add(self)

    def __repr__(self) -> str:
        return f"<Mapper of {self.class_.__name__}; {self.local_table.fullname}>"

    def __str__(self) -> str:
        return f"Mapper[{self.class_.__name__}({self.local_table.name})]"

    def __call__(self, state: InstanceState) -> None:
        """Forget a dead object: every state has its mapper as the callback of its weak reference."""
        session = state.session
        if session is not None and state.key is not None:
            bucket = session.identity.get(self.base_mapper)
            if bucket is not None and bucket.get(state.key) is state:
                del bucket[state.key]

    def __clause_element__(self) -> Entity:
        if self.pending_configuration:
            self.ensure_configured()
        return self.entity

    # as users see it through inspect(cls)

    @property
    def mapper(self) -> Mapper[_T]:
        """Return itself, as an alias returns its mapper."""
        return self

    @property
    def class_manager(self) -> Mapper[_T]:
        """Return what instruments the class: the mapper."""
        return self

    @property
    def entity_class(self) -> type[_T]:
        """Return the mapped class."""
        return self.class_

    @property
    def persist_selectable(self) -> Any:
        """Return the table."""
        return self.local_table

    mapped_table = selectable = persist_selectable

    @property
    def tables(self) -> list[Any]:
        """Return the mapped tables."""
        return [self.local_table]

    @property
    def columns(self) -> Any:
        """Return the columns by attribute name."""
        return _Named({key: prop.columns[0] for key, prop in self.column_props.items()})

    c = columns

    @property
    def attrs(self) -> Any:
        """Return the properties by name."""
        self.ensure_configured()
        return _Named(self.props)

    @property
    def column_attrs(self) -> Any:
        """Return the column properties by name."""
        return _Named(self.column_props)

    @property
    def all_orm_descriptors(self) -> Any:
        """Return the attributes of the class by name."""
        self.ensure_configured()
        return _Named({key: self.class_.__dict__[key] for key in self.props if key in self.class_.__dict__})

    @property
    def configured(self) -> bool:
        """Return whether the relationships were looked at."""
        return not self.pending_configuration

    @property
    def self_and_descendants(self) -> tuple[Mapper[Any], ...]:
        """Return this mapper and those that inherit from it."""
        return (self,)

    def isa(self, other: Mapper[Any]) -> bool:
        """Return whether this mapper is `other` or inherits from it."""
        return self is other

    common_parent = isa

    def get_property(self, key: str, _configure_mappers: bool = True) -> MapperProperty[Any]:
        """Return the property of that name."""
        if _configure_mappers:
            self.ensure_configured()
        try:
            return self.props[key]
        except KeyError:
            raise InvalidRequestError(f"Mapper {self} has no property {key!r}") from None

    def get_property_by_column(self, column: Any) -> ColumnProperty[Any]:
        """Return the property that maps a column."""
        try:
            return self.column_props[self.attr_for_column[column]]
        except KeyError:
            raise UnmappedColumnError(f"No attribute of {self} maps column {column}") from None

    def has_property(self, key: str) -> bool:
        """Return whether there is a property of that name."""
        return key in self.props

    def primary_key_from_instance(self, obj: Any) -> list[Any]:
        """Return the present primary key of an object."""
        return [obj.__dict__.get(name) for name in self.pk_attrs]

    def identity_key_from_instance(self, obj: Any) -> Any:
        """Return the identity key of an object's present primary key."""
        return self.identity_key_from_primary_key(self.primary_key_from_instance(obj))

    def identity_key_from_primary_key(self, primary_key: Iterable[Any], identity_token: Any = None) -> Any:
        """Return the identity key of a primary key."""
        return self.base_mapper.class_, tuple(primary_key), identity_token

    # building

    def new_instance(self) -> _T:
        """Return an instance without running ``__init__``, with its state."""
        obj = self.class_.__new__(self.class_)
        obj.__dict__["_isogloss_state"] = InstanceState(obj, self)
        return obj

    def add_property(self, key: str, prop: MapperProperty[Any]) -> None:
        """Map one more attribute."""
        self._attach(key, prop)
        self.memo.clear()
        if not prop.is_column and not self.pending_configuration:
            self.pending_configuration = True
            with _LOCK:
                UNCONFIGURED.append(self)

    def ensure_configured(self) -> None:
        """Look at the relationships of the registry's new mappers."""
        if UNCONFIGURED:
            configure_pending(self.registry)

    def forget(self) -> None:
        """Unmap the class."""
        cls = self.class_
        if cls.__dict__.get("__mapper__") is self:
            for name in ("__mapper__", "__setattr__", "__delattr__", *self.props):
                if name in cls.__dict__:
                    type.__delattr__(cls, name)
        if self in UNCONFIGURED:
            UNCONFIGURED.remove(self)
        _MAPPERS.discard(self)

    def configure(self) -> None:
        """Look at this mapper's relationships."""
        for prop in list(self.props.values()):
            prop.configure()
        self.pending_configuration = False
        self.memo.clear()

    def key_of(self, ident: Any) -> Any:
        """Return a user's primary key as the identity map keys it."""
        return plain_key(self, ident)

    def cascade_iterator(
        self, type_: str, state: InstanceState
    ) -> Iterable[tuple[Any, Mapper[Any], Any, dict[str, Any]]]:
        """Yield the objects that a cascade reaches from an object."""
        seen = {state}
        todo = [state]
        while todo:
            current = todo.pop()
            for prop in current.mapper.relationships.values():
                if type_ in prop.cascade:
                    for child in prop.present_items(current.dict):
                        found = instance_state(child)
                        if found not in seen:
                            seen.add(found)
                            todo.append(found)
                            yield child, found.mapper, found, child.__dict__

    # for statements: what an entity is made of

    def _entity_attribute(self, key: str) -> Any:
        prop = self.props.get(key)
        if prop is None:
            raise InvalidRequestError(
                f"{self.class_.__name__} has no mapped attribute {key!r}{nearest(key, self.props)}"
            )
        return prop.class_attr

    def _entity_column(self, key: str) -> Any:
        """Return the table column of attribute ``key``; ``key`` itself where no column attribute has that name."""
        prop = self.column_props.get(key)
        return key if prop is None else prop.columns[0]

    def _entity_columns(self) -> list[Any]:
        return [prop.columns[0] for prop in self.column_props.values()]

    def _add_properties(
        self,
        properties: Mapping[str, MapperProperty[Any]],
        include: Iterable[str] | None,
        exclude: Iterable[str] | None,
        prefix: str,
    ) -> None:
        named = {
            column: key
            for key, prop in properties.items()
            if isinstance(prop, ColumnProperty)
            for column in prop.columns
        }
        include = None if include is None else set(include)
        exclude = set(exclude or ())
        for column in self.local_table.c:
            key = named.get(column)
            if key is None:
                if (include is not None and column.key not in include) or column.key in exclude:
                    continue
                key = prefix + column.key
                if key in properties:
                    continue
                self._attach(key, ColumnProperty(column))
            elif key not in self.props:
                self._attach(key, properties[key])
        for key, prop in properties.items():
            if key not in self.props:
                self._attach(key, prop)

    def _attach(self, key: str, prop: MapperProperty[Any]) -> None:
        prop.attach(self, key)
        self.props[key] = prop
        if isinstance(prop, ColumnProperty):
            self.column_props[key] = prop
            for column in prop.columns:
                self.attr_for_column.setdefault(column, key)
            if prop.listeners or prop.active_history:
                self.special[key] = prop
            else:
                self.plain[key] = prop
        else:
            self.special[key] = prop
            if prop.is_relationship:
                self.relationships[key] = prop  # type: ignore[assignment]
        type.__setattr__(self.class_, key, prop.class_attribute())

    def _find_primary_key(self, given: Iterable[Any] | None) -> tuple[Column, ...]:
        table = self.local_table
        if given is not None:
            columns = tuple(table.c[c] if isinstance(c, str) else getattr(c, "column", c) for c in given)
        else:
            columns = tuple(table.primary_key)
        if not columns:
            raise ArgumentError(
                f"Mapper {self} could not assemble any primary key columns for mapped table {table.fullname!r}: "
                "mark one with mapped_column(primary_key=True), or name them in __mapper_args__['primary_key']"
            )
        missing = [str(column) for column in columns if column not in self.attr_for_column]
        if missing:
            raise ArgumentError(f"Mapper {self} must map its primary key columns {', '.join(missing)}")
        return columns


class _Named(dict[str, Any]):
    """A dict whose values are attributes too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Any:
        return iter(self.values())

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, key) if isinstance(key, str) else key in self.values()


def configure_mappers() -> None:
    """Look at the relationships of every mapper that is new; called by itself at first use."""
    for registry in list(dict.fromkeys(mapper.registry for mapper in UNCONFIGURED)):
        configure_pending(registry)


def configure_pending(registry: Registry) -> None:
    """Look at the relationships of a registry's new mappers; after an error all stay new, to say the same again."""
    with _LOCK:
        while batch := [mapper for mapper in UNCONFIGURED if mapper.registry is registry]:
            for mapper in batch:
                mapper.configure()
            for mapper in batch:
                UNCONFIGURED.remove(mapper)


def class_mapper(class_: Any, configure: bool = True) -> Mapper[Any]:
    """Return the mapper of a class."""
    mapper = class_mapper_of(class_)
    if configure:
        mapper.ensure_configured()
    return mapper


def clear_mappers() -> None:
    """Forget every mapping; for tests."""
    with _LOCK:
        for mapper in list(_MAPPERS):
            mapper.forget()
        UNCONFIGURED.clear()


def object_mapper(instance: Any) -> Mapper[Any]:
    """Return the mapper of an object."""
    return instance_state(instance).mapper


def _next_version(version: int | None) -> int:
    return (version or 0) + 1

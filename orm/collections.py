"""Collections of related objects: lists, sets and dicts that tell their owner what comes and goes.

A collection is the Python type itself, subclassed: reading costs nothing, and each mutator first tells the
relationship, which keeps the other side in step. A collection without owner is a plain container.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, SupportsIndex, cast

from ..core.exc import ArgumentError, InvalidRequestError
from .state import InstanceState

if TYPE_CHECKING:
    from .relationships import RelationshipProperty

__all__ = [
    "InstrumentedDict",
    "InstrumentedList",
    "InstrumentedSet",
    "KeyFuncDict",
    "MappedCollection",
    "attribute_keyed_dict",
    "attribute_mapped_collection",
    "collection_adapter",
    "column_keyed_dict",
    "column_mapped_collection",
    "keyfunc_mapping",
    "mapped_collection",
]


class Tracked:
    """What a collection of a mapped object has beside its Python type."""

    __slots__ = ()

    _owner: InstanceState | None
    _prop: RelationshipProperty[Any]

    def _added(self, item: Any) -> None:
        if self._owner is not None:
            self._prop.collection_add(self._owner, self, item)

    def _removed(self, item: Any) -> None:
        if self._owner is not None:
            self._prop.collection_remove(self._owner, self, item)

    # without events: for loaders and for the other side of a relationship

    def _raw_add(self, item: Any) -> None:
        raise NotImplementedError

    def _raw_remove(self, item: Any) -> None:
        raise NotImplementedError

    def _raw_fill(self, items: Iterable[Any]) -> None:
        for item in items:
            self._raw_add(item)

    def _members(self) -> Iterable[Any]:
        return cast("Iterable[Any]", self)


class ListEvents(Tracked):
    """Intercept what changes a list."""

    __slots__ = ()

    def append(self: Any, item: Any) -> None:
        self._added(item)
        super().append(item)  # type: ignore[misc]

    def insert(self: Any, index: SupportsIndex, item: Any) -> None:
        self._added(item)
        super().insert(index, item)  # type: ignore[misc]

    def extend(self: Any, items: Iterable[Any]) -> None:
        for item in list(items):
            self.append(item)

    def __iadd__(self: Any, items: Iterable[Any]) -> Any:
        self.extend(items)
        return self

    def remove(self: Any, item: Any) -> None:
        del self[self.index(item)]

    def pop(self: Any, index: SupportsIndex = -1) -> Any:
        item = self[index]
        self._removed(item)
        return super().pop(index)  # type: ignore[misc]

    def clear(self: Any) -> None:
        del self[:]

    def __setitem__(self: Any, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            items = list(value)
            old = self[index]
            for item in old:
                self._removed(item)
            for item in items:
                self._added(item)
            super().__setitem__(index, items)  # type: ignore[misc]
            return
        old = self[index]
        if old is not value:
            self._removed(old)
            self._added(value)
        super().__setitem__(index, value)  # type: ignore[misc]

    def __delitem__(self: Any, index: Any) -> None:
        for item in self[index] if isinstance(index, slice) else (self[index],):
            self._removed(item)
        super().__delitem__(index)  # type: ignore[misc]

    def _raw_add(self: Any, item: Any) -> None:
        super().append(item)  # type: ignore[misc]

    def _raw_remove(self: Any, item: Any) -> None:
        for position, present in enumerate(self):
            if present is item:
                super().__delitem__(position)  # type: ignore[misc]
                return

    def _raw_fill(self: Any, items: Iterable[Any]) -> None:
        super().extend(items)  # type: ignore[misc]

    def __reduce__(self: Any) -> Any:
        return list, (list(self),)


class SetEvents(Tracked):
    """Intercept what changes a set."""

    __slots__ = ()

    def add(self: Any, item: Any) -> None:
        if item not in self:
            self._added(item)
        super().add(item)  # type: ignore[misc]

    def discard(self: Any, item: Any) -> None:
        if item in self:
            self.remove(item)

    def remove(self: Any, item: Any) -> None:
        if item in self:
            self._removed(item)
        super().remove(item)  # type: ignore[misc]

    def pop(self: Any) -> Any:
        item = next(iter(self), None)
        if item is None:
            raise KeyError("pop from an empty set")
        self.remove(item)
        return item

    def clear(self: Any) -> None:
        for item in list(self):
            self.remove(item)

    def update(self: Any, *others: Iterable[Any]) -> None:
        for other in others:
            for item in list(other):
                self.add(item)

    def difference_update(self: Any, *others: Iterable[Any]) -> None:
        for other in others:
            for item in list(other):
                self.discard(item)

    def intersection_update(self: Any, *others: Iterable[Any]) -> None:
        keep = self.intersection(*others)
        for item in list(self):
            if item not in keep:
                self.remove(item)

    def symmetric_difference_update(self: Any, other: Iterable[Any]) -> None:
        for item in set(other):
            if item in self:
                self.remove(item)
            else:
                self.add(item)

    def __ior__(self: Any, other: Any) -> Any:
        self.update(other)
        return self

    def __isub__(self: Any, other: Any) -> Any:
        self.difference_update(other)
        return self

    def __iand__(self: Any, other: Any) -> Any:
        self.intersection_update(other)
        return self

    def __ixor__(self: Any, other: Any) -> Any:
        self.symmetric_difference_update(other)
        return self

    def _raw_add(self: Any, item: Any) -> None:
        super().add(item)  # type: ignore[misc]

    def _raw_remove(self: Any, item: Any) -> None:
        super().discard(item)  # type: ignore[misc]

    def _raw_fill(self: Any, items: Iterable[Any]) -> None:
        super().update(items)  # type: ignore[misc]

    def __reduce__(self: Any) -> Any:
        return set, (list(self),)


class DictEvents(Tracked):
    """Intercept what changes a dict; its values are the members."""

    __slots__ = ()

    def __setitem__(self: Any, key: Any, item: Any) -> None:
        if key in self:
            old = self[key]
            if old is item:
                return
            self._removed(old)
        self._added(item)
        super().__setitem__(key, item)  # type: ignore[misc]

    def __delitem__(self: Any, key: Any) -> None:
        if key in self:
            self._removed(self[key])
        super().__delitem__(key)  # type: ignore[misc]

    def pop(self: Any, key: Any, *default: Any) -> Any:
        if key in self:
            self._removed(self[key])
        return super().pop(key, *default)  # type: ignore[misc]

    def popitem(self: Any) -> Any:
        key = next(reversed(self), None)
        if key is None:
            raise KeyError("popitem(): dictionary is empty")
        return key, self.pop(key)

    def clear(self: Any) -> None:
        for key in list(self):
            del self[key]

    def setdefault(self: Any, key: Any, item: Any = None) -> Any:
        if key not in self:
            self[key] = item
        return self[key]

    def update(self: Any, *args: Any, **kw: Any) -> None:
        for key, item in dict(*args, **kw).items():
            self[key] = item

    def __ior__(self: Any, other: Any) -> Any:
        self.update(other)
        return self

    def _key_of(self, item: Any) -> Any:
        raise InvalidRequestError(
            "a plain dict cannot tell the key of an object; use collection_class=attribute_keyed_dict('name')"
        )

    def _raw_add(self: Any, item: Any) -> None:
        super().__setitem__(self._key_of(item), item)  # type: ignore[misc]

    def _raw_remove(self: Any, item: Any) -> None:
        for key, present in self.items():
            if present is item:
                super().__delitem__(key)  # type: ignore[misc]
                return

    def _members(self: Any) -> Iterable[Any]:
        return self.values()  # type: ignore[no-any-return]

    def __reduce__(self: Any) -> Any:
        return dict, (dict(self),)


class InstrumentedList(ListEvents, list[Any]):
    """The list of a relationship."""

    __slots__ = ("_owner", "_prop")

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self._owner = None
        list.__init__(self, items)


class InstrumentedSet(SetEvents, set[Any]):
    """The set of a relationship."""

    __slots__ = ("_owner", "_prop")

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self._owner = None
        set.__init__(self, items)


class InstrumentedDict(DictEvents, dict[Any, Any]):
    """The dict of a relationship."""

    __slots__ = ("_owner", "_prop")

    def __init__(self, *args: Any, **kw: Any) -> None:
        self._owner = None
        dict.__init__(self, *args, **kw)


class KeyFuncDict(DictEvents, dict[Any, Any]):
    """A dict of related objects keyed by a function of each object."""

    _owner = None

    def __init__(self, keyfunc: Callable[[Any], Any], *args: Any, ignore_unpopulated_attribute: bool = False) -> None:
        self.keyfunc = keyfunc
        self.ignore_unpopulated_attribute = ignore_unpopulated_attribute
        dict.__init__(self, *args)

    def set(self, value: Any) -> None:
        """Add an object under its own key."""
        self[self.keyfunc(value)] = value

    def remove(self, value: Any) -> None:
        """Remove an object by its own key."""
        del self[self.keyfunc(value)]

    def _key_of(self, item: Any) -> Any:
        return self.keyfunc(item)


MappedCollection = KeyFuncDict


def keyfunc_mapping(
    keyfunc: Callable[[Any], Any], *, ignore_unpopulated_attribute: bool = False
) -> Callable[[], KeyFuncDict]:
    """Return a collection class: a dict keyed by `keyfunc` of each object."""
    return lambda: KeyFuncDict(keyfunc, ignore_unpopulated_attribute=ignore_unpopulated_attribute)


def attribute_keyed_dict(attr_name: str, *, ignore_unpopulated_attribute: bool = False) -> Callable[[], KeyFuncDict]:
    """Return a collection class: a dict keyed by an attribute of each object."""
    return keyfunc_mapping(
        lambda item: getattr(item, attr_name), ignore_unpopulated_attribute=ignore_unpopulated_attribute
    )


def column_keyed_dict(mapping_spec: Any, *, ignore_unpopulated_attribute: bool = False) -> Callable[[], KeyFuncDict]:
    """Return a collection class: a dict keyed by one column, or several, of each object."""
    columns = list(mapping_spec) if isinstance(mapping_spec, (list, tuple)) else [mapping_spec]

    def key_of(item: Any) -> Any:
        mapper = type(item).__mapper__
        values = tuple(getattr(item, mapper.attr_for_column[column]) for column in columns)
        return values[0] if len(values) == 1 else values

    return keyfunc_mapping(key_of, ignore_unpopulated_attribute=ignore_unpopulated_attribute)


attribute_mapped_collection = attribute_keyed_dict
column_mapped_collection = column_keyed_dict
mapped_collection = keyfunc_mapping


def collection_factory(collection_class: Any) -> Callable[[], Any]:
    """Return what makes an empty tracked collection of a type, a subclass, or a factory's product."""
    if collection_class is None:
        return InstrumentedList
    made = collection_class() if callable(collection_class) else collection_class
    if isinstance(made, Tracked):
        return cast("Callable[[], Any]", collection_class)
    kind = type(made)
    for base, events, instrumented in _KINDS:
        if kind is base:
            return cast("Callable[[], Any]", instrumented)
        if isinstance(made, base):
            tracked = type(f"Instrumented{kind.__name__}", (events, kind), {"_owner": None})
            if isinstance(collection_class, type):
                return cast("Callable[[], Any]", tracked)
            return lambda: _adopt(tracked, collection_class())
    raise ArgumentError(
        f"collection_class {collection_class!r} makes a {kind.__name__}; a list, set or dict, or a subclass, is needed"
    )


def new_collection(prop: RelationshipProperty[Any], obj: Any, items: Iterable[Any] = ()) -> Any:
    """Return the collection of `obj` for `prop`, holding `items` without telling anybody."""
    collection = prop.collection_factory()
    collection._raw_fill(items)
    collection._prop = prop
    collection._owner = obj.__dict__["_isogloss_state"]
    return collection


def members(collection: Any) -> Iterable[Any]:
    """Return the objects in a collection, or of a plain list, set or dict given in its place."""
    if isinstance(collection, Tracked):
        return collection._members()
    if isinstance(collection, Mapping):
        return collection.values()
    return cast("Iterable[Any]", collection)


def collection_adapter(collection: Any) -> Any:
    """Return what stands between a collection and its owner: here the collection itself."""
    return collection


def _adopt(tracked: Any, made: Any) -> Any:
    new = tracked.__new__(tracked)
    new.__dict__.update(getattr(made, "__dict__", {}))
    return new


_KINDS: tuple[tuple[type, type, type], ...] = (
    (list, ListEvents, InstrumentedList),
    (set, SetEvents, InstrumentedSet),
    (dict, DictEvents, InstrumentedDict),
)

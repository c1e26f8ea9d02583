"""The state of one mapped object: a weak reference to it that knows its row, its session and its changes."""

from __future__ import annotations

import enum
import weakref
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.inspection import inspects
from .exc import UnmappedClassError, UnmappedInstanceError

if TYPE_CHECKING:
    from .mapper import Mapper
    from .session import Session

STATE = "_isogloss_state"
"""Where an object's ``__dict__`` keeps its state."""

DELETED = 1
"""Flag: the row was deleted by a flush of the running transaction."""


class LoaderSymbol(enum.Enum):
    """Stand for what a value cannot say."""

    NO_VALUE = "no value"
    ALL = "all attributes"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        return self is not LoaderSymbol.NO_VALUE


NO_VALUE = LoaderSymbol.NO_VALUE
ALL = LoaderSymbol.ALL


class History(NamedTuple):
    """Tell how an attribute changed since it was last in step with the database."""

    added: tuple[Any, ...] | list[Any]
    unchanged: tuple[Any, ...] | list[Any]
    deleted: tuple[Any, ...] | list[Any]

    def __bool__(self) -> bool:
        return bool(self.added or self.unchanged or self.deleted)

    def empty(self) -> bool:
        """Return whether nothing is known of the attribute."""
        return not self

    def has_changes(self) -> bool:
        """Return whether something was added or taken away."""
        return bool(self.added or self.deleted)

    def sum(self) -> list[Any]:
        """Return every value, new, kept and old."""
        return [*self.added, *self.unchanged, *self.deleted]

    def non_added(self) -> list[Any]:
        """Return the values that the database knows."""
        return [*self.unchanged, *self.deleted]

    def non_deleted(self) -> list[Any]:
        """Return the present values."""
        return [*self.added, *self.unchanged]


class InstanceState(weakref.ref[Any]):
    """Be the weak reference to an object and know what its session must know of it.

    ``state()`` is the object or None. The second argument, the mapper, is the reference's callback too:
    it clears the identity map when the object dies.
    """

    __slots__ = (
        "changes", "expired", "flags", "key", "load_path", "mapper", "owners", "peers", "queued", "session"
    )  # fmt: skip

    mapper: Mapper[Any]
    key: Any
    session: Session | None
    changes: dict[str, Any] | None
    expired: Any
    flags: int
    load_path: Any
    peers: Any
    queued: dict[str, tuple[list[Any], list[Any]]] | None
    owners: dict[Any, Any] | None

    __hash__ = object.__hash__  # by identity: the object may be unhashable, or equal to another
    __eq__ = object.__eq__
    __ne__ = object.__ne__

    def __init__(self, obj: Any, mapper: Mapper[Any]) -> None:
        self.mapper = mapper
        self.key = None
        self.session = None
        self.changes = None
        self.expired = None
        self.flags = 0
        self.load_path = None
        self.peers = None
        self.queued = None
        self.owners = None

    def __repr__(self) -> str:
        return f"<InstanceState of {self.describe()}>"

    # what a user sees through inspect(obj)

    @property
    def obj(self) -> InstanceState:
        """Return the reference itself; call it for the object."""
        return self

    @property
    def object(self) -> Any:
        """Return the object, or None once it was garbage collected."""
        return self()

    @property
    def class_(self) -> type:
        """Return the mapped class."""
        return self.mapper.class_

    @property
    def dict(self) -> dict[str, Any]:
        """Return the object's ``__dict__``."""
        obj = self()
        return {} if obj is None else obj.__dict__

    @property
    def transient(self) -> bool:
        """Return whether the object has neither row nor session."""
        return self.key is None and self.session is None

    @property
    def pending(self) -> bool:
        """Return whether the object waits for its INSERT."""
        return self.key is None and self.session is not None

    @property
    def persistent(self) -> bool:
        """Return whether the object has a row and a session."""
        return self.key is not None and self.session is not None and not self.flags & DELETED

    @property
    def deleted(self) -> bool:
        """Return whether the row was deleted in the running transaction."""
        return self.key is not None and self.session is not None and bool(self.flags & DELETED)

    @property
    def was_deleted(self) -> bool:
        """Return whether the row was deleted by a flush, committed or not."""
        return bool(self.flags & DELETED)

    @property
    def detached(self) -> bool:
        """Return whether the object has a row and no session."""
        return self.key is not None and self.session is None

    @property
    def has_identity(self) -> bool:
        """Return whether the object has a row."""
        return self.key is not None

    @property
    def identity(self) -> tuple[Any, ...] | None:
        """Return the primary key as a tuple, or None."""
        key = self.key
        if key is None:
            return None
        return tuple(key) if self.mapper.composite_key else (key,)

    @property
    def identity_key(self) -> tuple[type, tuple[Any, ...], None] | None:
        """Return the class, the primary key and the identity token, or None."""
        identity = self.identity
        return None if identity is None else (self.mapper.base_mapper.class_, identity, None)

    @property
    def modified(self) -> bool:
        """Return whether an attribute changed since the last flush."""
        return self.changes is not None or self.key is None

    @property
    def expired_attributes(self) -> set[str]:
        """Return the names of attributes that the next access reloads."""
        if self.expired is None:
            return set()
        names = self.mapper.props if self.expired is ALL else self.expired
        return {name for name in names if name not in self.dict}

    @property
    def unloaded(self) -> set[str]:
        """Return the names of attributes without a value."""
        present = self.dict
        return {name for name in self.mapper.props if name not in present}

    @property
    def attrs(self) -> AttributeStates:
        """Return the attributes by name, each with value and history."""
        return AttributeStates(self)

    # for the session

    def record(self, obj: Any, key: str, old: Any) -> None:
        """Remember `old` as the committed value of `key` unless one is known."""
        changes = self.changes
        if changes is None:
            self.changes = {key: old}
            if self.session is not None and not self.flags & DELETED:
                self.session._dirty[self] = obj
        elif key not in changes:
            changes[key] = old

    def describe(self) -> str:
        """Return the class and key as errors show them: ``User 5``."""
        name = self.mapper.class_.__name__
        if self.key is not None:
            return f"{name} {self.key!r}"
        obj = self()
        return f"{name} at 0x{id(obj):x}" if obj is not None else f"{name} (collected)"


class AttributeState:
    """Show one attribute of one object."""

    __slots__ = ("key", "state")

    def __init__(self, state: InstanceState, key: str) -> None:
        self.state = state
        self.key = key

    @property
    def loaded_value(self) -> Any:
        """Return the value without loading it, NO_VALUE if absent."""
        return self.state.dict.get(self.key, NO_VALUE)

    @property
    def value(self) -> Any:
        """Return the value, loading it if need be."""
        return getattr(self.state(), self.key)

    @property
    def history(self) -> History:
        """Return the changes since the last flush without loading anything."""
        return self.state.mapper.props[self.key].history(self.state, self.state.dict)

    def load_history(self) -> History:
        """Return the changes since the last flush, loading the value if need be."""
        getattr(self.state(), self.key)
        return self.history


class AttributeStates(Mapping[str, AttributeState]):
    """Show the attributes of one object by name."""

    def __init__(self, state: InstanceState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> AttributeState:
        if key not in self._state.mapper.props:
            raise KeyError(key)
        return AttributeState(self._state, key)

    def __getattr__(self, key: str) -> AttributeState:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.mapper.props)

    def __len__(self) -> int:
        return len(self._state.mapper.props)


def instance_state(obj: Any) -> InstanceState:
    """Return the state of a mapped object, making it at the first need."""
    try:
        state: InstanceState | None = obj.__dict__.get(STATE)
    except AttributeError:
        raise UnmappedInstanceError(obj) from None
    if state is not None:
        return state
    mapper = None if isinstance(obj, type) else getattr(type(obj), "__mapper__", None)
    if mapper is None:
        raise UnmappedInstanceError(obj)
    instance: Any = obj
    state = instance.__dict__[STATE] = InstanceState(instance, mapper)
    return state


def class_mapper_of(cls: Any) -> Mapper[Any]:
    """Return the mapper of a mapped class."""
    mapper = cls.__dict__.get("__mapper__") if isinstance(cls, type) else None
    if mapper is None:
        if isinstance(cls, type):
            raise UnmappedClassError(cls)
        raise UnmappedInstanceError(cls)
    return mapper  # type: ignore[no-any-return]


@inspects(type)
def _inspect_class(cls: type) -> Any:
    mapper = cls.__dict__.get("__mapper__")
    if mapper is not None:
        mapper.ensure_configured()
    return mapper


@inspects(object)
def _inspect_object(obj: Any) -> InstanceState | None:
    if isinstance(obj, type) or getattr(type(obj), "__mapper__", None) is None:
        return None
    return instance_state(obj)

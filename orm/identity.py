"""The identity map: at most one object per row in a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..core.exc import InvalidRequestError

if TYPE_CHECKING:
    from .mapper import Mapper
    from .state import InstanceState

Buckets = dict["Mapper[Any]", dict[Any, "InstanceState"]]
"""Per base mapper, the states by plain primary key (a tuple when composite)."""


class IdentityMap(Mapping[Any, Any]):
    """Show a session's buckets as one mapping from ``(class, key tuple, None)`` to object."""

    __slots__ = ("_buckets",)

    def __init__(self, buckets: Buckets) -> None:
        self._buckets = buckets

    def __getitem__(self, identity_key: Any) -> Any:
        cls, identity = identity_key[0], identity_key[1]
        bucket = self._buckets.get(cls.__mapper__.base_mapper)
        state = None if bucket is None else bucket.get(identity[0] if len(identity) == 1 else tuple(identity))
        obj = None if state is None else state()
        if obj is None:
            raise KeyError(identity_key)
        return obj

    def __iter__(self) -> Iterator[Any]:
        return (state.identity_key for state in self.all_states())

    def __len__(self) -> int:
        return len(self.all_states())

    def all_states(self) -> list[InstanceState]:
        """Return the states of the objects alive."""
        return [state for bucket in self._buckets.values() for state in list(bucket.values()) if state() is not None]

    def values(self) -> Any:
        """Return the objects alive."""
        found = (state() for state in self.all_states())
        return [obj for obj in found if obj is not None]

    def contains_state(self, state: InstanceState) -> bool:
        """Return whether this very state is in the map."""
        bucket = self._buckets.get(state.mapper.base_mapper)
        return bucket is not None and bucket.get(state.key) is state


class IdentitySet(list[Any]):
    """A collection of objects compared by identity."""

    def __contains__(self, item: object) -> bool:
        return any(present is item for present in self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Iterable):
            return NotImplemented
        return set(map(id, self)) == set(map(id, other))

    __hash__ = None

    def __repr__(self) -> str:
        return f"IdentitySet({list(self)!r})"


def plain_key(mapper: Mapper[Any], ident: Any, where: str = "session.get()") -> Any:
    """Return a user's primary key as the identity map keys it.

    Takes a scalar, a tuple or list in the order of the key's columns, or a dict by attribute name.
    """
    names = mapper.pk_attrs
    if isinstance(ident, dict):
        if ident.keys() != set(names):
            raise InvalidRequestError(
                "Incorrect names of values in identifier to formulate primary key for "
                f"{where}; primary key attribute names are {', '.join(map(repr, names))}"
            )
        ident = tuple(ident[name] for name in names)
    elif not isinstance(ident, (tuple, list)):
        ident = (ident,)
    if len(ident) != len(names):
        columns = ", ".join(f"'{column}'" for column in mapper.primary_key)
        raise InvalidRequestError(
            "Incorrect number of values in identifier to formulate primary key for "
            f"{where}; primary key columns are {columns}"
        )
    return tuple(ident) if mapper.composite_key else ident[0]

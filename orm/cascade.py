"""What follows an object where: saving, deleting, merging, expunging, refreshing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..core.exc import ArgumentError
from .state import InstanceState, instance_state

if TYPE_CHECKING:
    from .relationships import RelationshipProperty

CASCADES = ("save-update", "delete", "delete-orphan", "merge", "expunge", "refresh-expire")

_ALL = frozenset(CASCADES) - {"delete-orphan"}
_VIEWONLY = frozenset(("expunge", "refresh-expire"))


class CascadeOptions(frozenset[str]):
    """The cascades of one relationship, from ``"all, delete-orphan"``."""

    def __new__(cls, value: str | Iterable[str] | None) -> CascadeOptions:
        names = [name.strip() for name in value.split(",")] if isinstance(value, str) else list(value or ())
        found: set[str] = set()
        for name in filter(None, names):
            if name == "all":
                found |= _ALL
            elif name == "none":
                found.clear()
            elif name in CASCADES:
                found.add(name)
            else:
                raise ArgumentError(
                    f"Invalid cascade option(s): {name!r}; choose from all, none, {', '.join(CASCADES)}"
                )
        return super().__new__(cls, found)

    @property
    def save_update(self) -> bool:
        """Return whether adding the parent adds the child."""
        return "save-update" in self

    @property
    def delete(self) -> bool:
        """Return whether deleting the parent deletes the child."""
        return "delete" in self

    @property
    def delete_orphan(self) -> bool:
        """Return whether a child without parent is deleted."""
        return "delete-orphan" in self

    @property
    def merge(self) -> bool:
        """Return whether merging the parent merges the child."""
        return "merge" in self

    @property
    def expunge(self) -> bool:
        """Return whether expunging the parent expunges the child."""
        return "expunge" in self

    @property
    def refresh_expire(self) -> bool:
        """Return whether expiring the parent expires the child."""
        return "refresh-expire" in self

    def __repr__(self) -> str:
        return f"CascadeOptions({', '.join(sorted(self))!r})"


def refuse_for_viewonly(options: CascadeOptions, where: str) -> None:
    """Refuse cascades that write, on a relationship that does not."""
    writing = options - _VIEWONLY - {"merge"}
    if writing:
        raise ArgumentError(
            f"Cascade settings {', '.join(sorted(writing))!r} apply to persistence operations and should not be "
            f"combined with a viewonly=True relationship ({where})"
        )


def reachable(state: InstanceState, type_: str) -> list[tuple[InstanceState, Any]]:
    """Return the states and objects that a cascade reaches, without loading anything."""
    found: dict[InstanceState, Any] = {}
    todo = [state]
    while todo:
        current = todo.pop()
        d = current.dict
        for prop in current.mapper.relationships.values():
            if type_ in prop.cascade:
                for child in prop.present_items(d):
                    child_state = instance_state(child)
                    if child_state not in found and child_state is not state:
                        found[child_state] = child
                        todo.append(child_state)
    return list(found.items())


def is_orphan(state: InstanceState) -> bool:
    """Return whether a parent let go of an object that must not live without it."""
    owners = state.owners
    if owners is None:
        return False
    lost = [prop for prop in state.mapper.orphan_props if prop in owners and owners[prop] is None]
    if state.mapper.legacy_is_orphan and lost:
        return len(lost) == len([prop for prop in state.mapper.orphan_props if prop in owners])
    return bool(lost)


def parent_name(props: Iterable[RelationshipProperty[Any]]) -> str:
    """Return the relationships' names for a message."""
    return ", ".join(str(prop) for prop in props)

"""Functions about single objects and the sessions they are in."""

from __future__ import annotations

from typing import Any

from ..core.exc import InvalidRequestError
from .state import instance_state


def object_session(instance: object) -> Any:
    """Return the session that an object is in."""
    return instance_state(instance).session


def make_transient(instance: object) -> None:
    """Take an object out of its session and forget that it ever had a row."""
    state = instance_state(instance)
    if state.session is not None:
        state.session._detach(state)
    state.key = state.changes = state.expired = state.load_path = state.peers = state.queued = None
    state.flags = 0


def make_transient_to_detached(instance: object) -> None:
    """Treat a new object as one that has a row: its primary key is known, the rest is loaded when read."""
    state = instance_state(instance)
    if state.session is not None or state.key is not None:
        raise InvalidRequestError("Given object must be transient")
    d = instance.__dict__
    missing = [name for name in state.mapper.pk_attrs if d.get(name) is None]
    if missing:
        raise InvalidRequestError(f"{state.describe()} has no {', '.join(missing)}: its primary key must be set")
    state.key = state.mapper.key_of(tuple(d[name] for name in state.mapper.pk_attrs))
    state.expired = {name for name in state.mapper.column_props if name not in d} or None


def was_deleted(obj: object) -> bool:
    """Return whether the row of an object was deleted by a flush."""
    return instance_state(obj).was_deleted

"""Copy objects from elsewhere onto those of a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..core.exc import InvalidRequestError
from .attributes import set_committed_value
from .collections import members
from .exc import StaleDataError
from .state import NO_VALUE, InstanceState, instance_state

if TYPE_CHECKING:
    from .session import Session


def merge_object(
    session: Session, instance: Any, load: bool, options: Sequence[Any], seen: dict[InstanceState, Any]
) -> Any:
    """Return the session's object of the same key with the values of `instance`; `seen` stops circles."""
    state = instance_state(instance)
    if state in seen:
        return seen[state]
    mapper = state.mapper
    d = instance.__dict__
    key = state.key
    if key is None:
        if not load:
            raise InvalidRequestError(
                "merge() with load=False option does not support objects transient (i.e. unpersisted) objects. flush() "
                "all changes on mapped instances before merging with load=False."
            )
        values = tuple(d.get(name) for name in mapper.pk_attrs)
        key = None if None in values else mapper.key_of(values)
    merged = instance if state.session is session else None
    if merged is None and key is not None:
        merged = _find(session, mapper, key, load, options)
    if merged is None:
        merged = mapper.new_instance()
        target = instance_state(merged)
        if load:
            seen[state] = merged
            session.add(merged)
        else:
            if state.changes is not None:
                raise InvalidRequestError(
                    "merge() with load=False option does not support objects marked as 'dirty'. flush() all changes on "
                    "mapped instances before merging with load=False."
                )
            target.key = key
            target.session = session
            session._bucket(mapper)[key] = target
            target.expired = {name for name in mapper.column_props if name not in d} or None
    seen[state] = merged
    if merged is instance:
        _merge_children(session, instance, load, options, seen)
        return merged
    _check_version(mapper, state, merged)
    target_d = merged.__dict__
    for name in mapper.column_props:
        if name in d:
            value = d[name]
            if not load:
                target_d[name] = value
            elif target_d.get(name, NO_VALUE) is NO_VALUE or not mapper.column_props[name].same(target_d[name], value):
                setattr(merged, name, value)
    for name, prop in mapper.relationships.items():
        if name not in d or not prop.cascade.merge or prop.viewonly:
            continue
        value = d[name]
        if prop.uselist:
            new: Any = [merge_object(session, item, load, options, seen) for item in members(value)]
            if isinstance(value, dict):
                new = dict(zip(value, new, strict=True))
        else:
            new = None if value is None else merge_object(session, value, load, options, seen)
        if load:
            setattr(merged, name, new)
        else:
            set_committed_value(merged, name, new.values() if isinstance(new, dict) else new)
    return merged


def _find(session: Session, mapper: Any, key: Any, load: bool, options: Sequence[Any]) -> Any:
    known = session._bucket(mapper).get(key)
    found = None if known is None else known()
    if found is not None or not load:
        return found
    return session.get(mapper.class_, key, options=options)


def _merge_children(session: Session, instance: Any, load: bool, options: Any, seen: dict[InstanceState, Any]) -> None:
    for prop in instance_state(instance).mapper.relationships.values():
        if prop.cascade.merge:
            for item in prop.present_items(instance.__dict__):
                if instance_state(item).session is not session:
                    merge_object(session, item, load, options, seen)


def _check_version(mapper: Any, state: InstanceState, merged: Any) -> None:
    attr = mapper.version_attr
    if attr is None or instance_state(merged).key is None:
        return
    given, present = state.dict.get(attr), getattr(merged, attr)
    if given is not None and given != present:
        raise StaleDataError(
            f"Version id '{given}' on merged state {state.describe()} does not match existing version '{present}'. "
            "Leave the version attribute unset when merging if you want to update the most recent version."
        )

"""The bulk methods of a session: rows given as dicts, or by objects that stay outside of the session."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ...core.exc import InvalidRequestError
from ...core.expression.dml import insert, update
from ..flush.columns import columns_of
from ..lifecycle import make_transient_to_detached
from ..state import InstanceState, instance_state
from .insert import insert_entities, insert_with_keys
from .update import update_by_keys


def insert_rows(
    session: Any, mapper: Any, rows: list[dict[str, Any]], with_keys: bool = False, render_nulls: bool = False
) -> None:
    """Insert rows; with ``with_keys``, each dict gets the primary key of its row."""
    options = {"render_nulls": render_nulls}
    if with_keys:
        insert_with_keys(session, mapper, rows, options)
    elif rows:
        insert_entities(session, session._connection_for(mapper), insert(mapper.class_), rows, options)


def update_rows(session: Any, mapper: Any, rows: list[dict[str, Any]]) -> None:
    """Update rows by the primary keys that they contain."""
    if rows:
        update_by_keys(session, session._connection_for(mapper), update(mapper.class_), rows, {})


def save_objects(
    session: Any, objects: Iterable[object], with_keys: bool, only_changes: bool, preserve_order: bool
) -> None:
    """Insert the objects without an identity, update the others; the session does not take them."""
    states = [(instance_state(obj), obj) for obj in objects]
    if not preserve_order:
        states.sort(key=lambda pair: (id(pair[0].mapper), pair[0].key is not None))
    for (mapper, there), group in groupby(states, lambda pair: (pair[0].mapper, pair[0].key is not None)):
        if there:
            changed = [_changed(state, obj, only_changes) for state, obj in group]
            update_rows(session, mapper, [row for row in changed if row is not None])
            continue
        pairs = list(group)
        writable = columns_of(mapper).writable
        rows = [{attr: obj.__dict__[attr] for attr in writable if attr in obj.__dict__} for _, obj in pairs]
        insert_rows(session, mapper, rows, with_keys)
        if with_keys:
            for (_, obj), row in zip(pairs, rows, strict=True):
                obj.__dict__.update({attr: row[attr] for attr in mapper.pk_attrs})
                for attr in columns_of(mapper).plain:
                    obj.__dict__.setdefault(attr, None)  # NULL, where nothing else makes a value
                make_transient_to_detached(obj)


def _changed(state: InstanceState, obj: Any, only_changes: bool) -> dict[str, Any] | None:
    """Return the row of an object that is there, with its key and version; None where nothing has changed."""
    mapper, d = state.mapper, obj.__dict__
    attrs = columns_of(mapper).writable
    row = {a: d[a] for a in attrs if a in d and (not only_changes or a in (state.changes or ()))}
    if not row.keys() - set(mapper.pk_attrs):
        return None
    row |= zip(mapper.pk_attrs, state.identity or (), strict=True)
    version = mapper.version_attr
    if version is not None:
        if version not in d:
            raise InvalidRequestError(f"{state.describe()} has no version loaded: refresh it before it is saved")
        row[version] = d[version]
    return row

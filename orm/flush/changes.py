"""What changed: objects to save and to delete, values that rows take from other rows, rows of association tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...core.exc import SAWarning
from ...core.util import warn
from ..cascade import is_orphan
from ..joins import MANYTOMANY, MANYTOONE
from ..state import DELETED, NO_VALUE, InstanceState, instance_state

if TYPE_CHECKING:
    from ..relationships import RelationshipProperty
    from ..session import Session


class Link(NamedTuple):
    """A column that takes its value from the row of another object, or becomes NULL (no source)."""

    state: InstanceState
    attr: str
    source: InstanceState | None
    source_attr: str
    prop: Any


class LinkRow(NamedTuple):
    """A row of an association table: its columns with the objects and attributes that they refer to."""

    cells: tuple[tuple[Any, InstanceState, str], ...]

    def values(self) -> dict[str, Any]:
        """Return the row by column key."""
        return {column.key: present_value(state, attr) for column, state, attr in self.cells}

    def committed(self) -> dict[str, Any]:
        """Return the row as the database has it."""
        return {column.key: _committed(state, attr) for column, state, attr in self.cells}


class Changes:
    """Everything that one flush has to do, not yet in order."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.inserts: dict[InstanceState, Any] = dict(session._new)
        self.deletes: dict[InstanceState, Any] = dict(session._deleted)
        self.updates: dict[InstanceState, Any] = {}
        self.links: dict[InstanceState, dict[str, Link]] = {}
        self.fix_ups: list[Link] = []
        self.rows_added: dict[Any, dict[frozenset[Any], LinkRow]] = {}
        self.rows_removed: dict[Any, dict[frozenset[Any], LinkRow]] = {}
        self.switches: dict[InstanceState, InstanceState] = {}
        self.dropped: list[InstanceState] = []
        """New objects that will never be inserted: their parent is deleted."""


def collect(session: Session) -> Changes:
    """Look at what is new, changed and deleted in a session, and follow its relationships."""
    changes = Changes(session)
    dirty = session._dirty
    if dirty or changes.deletes:
        for state, obj in list(dirty.items()):
            if state not in changes.deletes and state.owners is not None and is_orphan(state):
                session._mark_deleted(state, obj, changes.deletes)
        changes.updates.update({s: o for s, o in dirty.items() if s not in changes.deletes and not s.flags & DELETED})
    saved = list(changes.updates.items()) if changes.updates else []
    for state, obj in [*changes.inserts.items(), *saved] if saved else changes.inserts.items():
        if state.mapper.relationships:
            _save(changes, state, obj)
    done: set[InstanceState] = set()
    while len(done) < len(changes.deletes):  # deleting orphans finds more
        for prop, group in deleting_loads(session, [obj for s, obj in changes.deletes.items() if s not in done]):
            session._load_related(prop, group)
        for state, obj in list(changes.deletes.items()):
            if state not in done:
                done.add(state)
                changes.updates.pop(state, None)
                changes.links.pop(state, None)
                _delete(changes, state, obj)
    if changes.deletes and changes.inserts:
        _find_switches(changes)
    return changes


def deleting_loads(
    session: Session, objects: Sequence[Any], cascading: bool = False
) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the relationships that a DELETE must know, each with the objects that lack it, where several do."""
    by_mapper: dict[Any, list[Any]] = {}
    for obj in objects:
        state = instance_state(obj)
        if state.session is session and state.key is not None:
            by_mapper.setdefault(state.mapper, []).append(obj)
    for mapper, group in by_mapper.items():
        for prop in mapper.relationships.values():
            if prop.passive_deletes or prop.viewonly:
                continue
            if prop.cascade.delete if cascading else prop.direction is not MANYTOONE:
                missing = [obj for obj in group if prop.key not in obj.__dict__ and not instance_state(obj).queued]
                if len(missing) > 1:
                    yield prop, missing


def present_value(state: InstanceState, attr: str) -> Any:
    """Return the value of an object's attribute; a key is known even when the object is expired."""
    value = state.dict.get(attr, NO_VALUE)
    return _known_value(state, attr) if value is NO_VALUE else value


def _save(changes: Changes, state: InstanceState, obj: Any) -> None:
    d = obj.__dict__
    own = state.changes
    for prop in state.mapper.relationships.values():
        key = prop.key
        if state.key is None:
            if key not in d:
                continue
        elif own is None or key not in own:
            continue
        if prop.viewonly:
            continue
        if prop.direction is MANYTOMANY:
            _save_rows(changes, state, obj, prop)
        elif prop.direction is MANYTOONE:
            _save_reference(changes, state, obj, prop)
        else:
            _save_members(changes, state, obj, prop)


def _save_reference(changes: Changes, state: InstanceState, obj: Any, prop: RelationshipProperty[Any]) -> None:
    target = obj.__dict__.get(prop.key)
    old = None if state.changes is None else state.changes.get(prop.key)
    if prop.cascade.delete_orphan and old is not None and old is not NO_VALUE and old is not target:
        _delete_orphan(changes, instance_state(old), old)
    if target is None:
        for _, attr in prop.sync_attrs:
            _link(changes, Link(state, attr, None, "", prop), obj)
        return
    source = instance_state(target)
    if source in changes.deletes:
        return
    if not _in_session(changes, source, prop, state):
        return
    for source_attr, attr in prop.sync_attrs:
        _link(changes, Link(state, attr, source, source_attr, prop), obj)


def _save_members(changes: Changes, state: InstanceState, obj: Any, prop: RelationshipProperty[Any]) -> None:
    added, _, removed = prop.history(state, obj.__dict__)
    for child in added:
        if child is None:
            continue
        child_state = instance_state(child)
        if child_state in changes.deletes or not _in_session(changes, child_state, prop, state):
            continue
        for source_attr, attr in prop.sync_attrs:
            _link(changes, Link(child_state, attr, state, source_attr, prop), child)
    for child in removed:
        if child is None:
            continue
        child_state = instance_state(child)
        if prop.cascade.delete_orphan:
            _delete_orphan(changes, child_state, child)
        elif prop.passive_deletes != "all":
            _let_go(changes, child_state, child, prop)


def _save_rows(changes: Changes, state: InstanceState, obj: Any, prop: RelationshipProperty[Any]) -> None:
    added, _, removed = prop.history(state, obj.__dict__)
    for items, rows in ((added, changes.rows_added), (removed, changes.rows_removed)):
        for item in items:
            if item is None:
                continue
            item_state = instance_state(item)
            if items is added:
                if item_state in changes.deletes or not _in_session(changes, item_state, prop, state):
                    continue
            else:
                if prop.cascade.delete_orphan:
                    _delete_orphan(changes, item_state, item)
                if item_state.key is None or item_state.flags & DELETED:
                    continue
            _row(rows, prop, state, item_state)


def _delete(changes: Changes, state: InstanceState, obj: Any) -> None:
    """Follow the relationships of an object that is deleted."""
    for prop in state.mapper.relationships.values():
        if prop.viewonly or prop.direction is MANYTOONE:
            continue
        items = prop.present_items(obj.__dict__) if prop.passive_deletes else prop.load(state, obj)
        if prop.direction is MANYTOMANY:
            for item in prop.history(state, obj.__dict__).non_added():
                item_state = instance_state(item)
                if item_state.key is not None and not item_state.flags & DELETED:
                    _row(changes.rows_removed, prop, state, item_state)
            continue
        before = () if state.changes is None else state.changes.get(prop.key, ())
        if before is not NO_VALUE and before is not None:
            seen = set(map(id, items))
            known = before if isinstance(before, tuple) else (before,)
            items = [*items, *(item for item in known if id(item) not in seen)]
        for item in items:
            item_state = instance_state(item)
            if item_state in changes.inserts and prop.cascade.delete:
                _drop(changes, item_state)
            elif item_state not in changes.deletes and prop.passive_deletes != "all":
                _let_go(changes, item_state, item, prop)


def _drop(changes: Changes, state: InstanceState) -> None:
    del changes.inserts[state]
    changes.links.pop(state, None)
    changes.dropped.append(state)


def _let_go(changes: Changes, child_state: InstanceState, child: Any, prop: RelationshipProperty[Any]) -> None:
    """Set the reference of a child to NULL unless something else claims it."""
    gone = child_state.flags & DELETED or child_state in changes.deletes
    if gone or child_state.key is None or child_state.session is not changes.session:
        return
    present = changes.links.get(child_state, {})
    reverse = prop.reverse
    if reverse is not None and child.__dict__.get(reverse.key) is not None:
        parent = instance_state(child.__dict__[reverse.key])
        if parent not in changes.deletes and child_state.changes and reverse.key in child_state.changes:
            return
    for _, attr in prop.sync_attrs:
        if attr not in present:
            _link(changes, Link(child_state, attr, None, "", prop), child)


def _delete_orphan(changes: Changes, state: InstanceState, obj: Any) -> None:
    if state.key is not None and state.session is changes.session and is_orphan(state):
        changes.session._mark_deleted(state, obj, changes.deletes)


def _link(changes: Changes, link: Link, obj: Any) -> None:
    state = link.state
    if link.source is not None and link.source.key is not None:
        value = present_value(link.source, link.source_attr)
        if state.key is not None and obj.__dict__.get(link.attr, NO_VALUE) == value:
            changes.links.get(state, {}).pop(link.attr, None)
            return
    elif link.source is None and state.key is not None and obj.__dict__.get(link.attr, NO_VALUE) is None:
        return
    if link.prop.post_update:
        changes.fix_ups.append(link)
        return
    changes.links.setdefault(state, {})[link.attr] = link
    if state.key is not None:
        changes.updates.setdefault(state, obj)


def _row(rows: dict[Any, dict[frozenset[Any], LinkRow]], prop: Any, near: InstanceState, far: InstanceState) -> None:
    cells = (
        *((column, near, attr) for attr, column in prop.sync_attrs),
        *((column, far, attr) for attr, column in prop.secondary_sync_attrs),
    )
    key = frozenset((column.key, state) for column, state, _ in cells)
    rows.setdefault(prop.secondary, {}).setdefault(key, LinkRow(cells))


def _in_session(changes: Changes, state: InstanceState, prop: Any, owner: InstanceState) -> bool:
    if state.session is changes.session and not state.flags & DELETED:
        return True
    if state.key is not None and state.session is None and prop.direction is MANYTOONE and not state.flags & DELETED:
        return True  # a detached object still knows its key
    warn(
        f"Object of type <{state.mapper.class_.__name__}> not in session, add operation along '{prop}' will not "
        "proceed",
        SAWarning,
    )
    return False


def _find_switches(changes: Changes) -> None:
    """Find new objects that take the key of a deleted one: their row is updated, not deleted and inserted."""
    by_key = {(state.mapper, state.key): state for state in changes.deletes}
    for state, obj in list(changes.inserts.items()):
        mapper, d = state.mapper, obj.__dict__
        values = tuple(d.get(name) for name in mapper.pk_attrs)
        if None in values:
            continue
        old = by_key.get((mapper, mapper.key_of(values)))
        if old is not None:
            del changes.inserts[state]
            del changes.deletes[old]
            changes.updates[state] = obj
            changes.switches[state] = old


def _committed(state: InstanceState, attr: str) -> Any:
    before = NO_VALUE if state.changes is None else state.changes.get(attr, NO_VALUE)
    return _known_value(state, attr) if before is NO_VALUE else before


def _known_value(state: InstanceState, attr: str) -> Any:
    names = state.mapper.pk_attrs
    if attr in names and state.key is not None:
        return state.key[names.index(attr)] if state.mapper.composite_key else state.key
    return getattr(state(), attr)

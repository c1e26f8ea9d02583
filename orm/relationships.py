"""Relationships between mapped classes, and how both sides and the session learn of a change to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..core.exc import ArgumentError, InvalidRequestError
from ..core.expression import operators as ops
from .cascade import CascadeOptions, is_orphan, refuse_for_viewonly
from .collections import Tracked, collection_factory, members, new_collection
from .exc import UnmappedInstanceError
from .joins import MANYTOMANY, MANYTOONE, ONETOMANY, Join, RelationshipDirection, find_join
from .load.comparators import RelationshipComparator
from .properties import EMPTY, MapperProperty
from .state import NO_VALUE, STATE, History, InstanceState, instance_state

if TYPE_CHECKING:
    from .mapper import Mapper

_T = TypeVar("_T")


class RelationshipProperty(MapperProperty[_T]):
    """One side of a relationship."""

    is_relationship = True

    mapper: Mapper[Any]
    """The mapper of the other class."""

    direction: RelationshipDirection
    reverse: RelationshipProperty[Any] | None = None

    def __init__(
        self,
        argument: Any = None,
        secondary: Any = None,
        *,
        uselist: bool | None = None,
        collection_class: Any = None,
        primaryjoin: Any = None,
        secondaryjoin: Any = None,
        back_populates: str | None = None,
        order_by: Any = False,
        backref: Any = None,
        cascade: str | None = None,
        viewonly: bool = False,
        lazy: Any = "select",
        passive_deletes: Any = False,
        passive_updates: bool = True,
        active_history: bool = False,
        enable_typechecks: bool = True,
        foreign_keys: Any = None,
        remote_side: Any = None,
        join_depth: int | None = None,
        single_parent: bool = False,
        innerjoin: bool | str = False,
        post_update: bool = False,
        overlaps: str | None = None,
        sync_backref: bool | None = None,
        omit_join: bool | None = None,
        distinct_target_key: bool | None = None,
        load_on_pending: bool = False,
        query_class: Any = None,
        cascade_backrefs: bool = False,
        info: dict[Any, Any] | None = None,
        doc: str | None = None,
        dataclass_options: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(info, doc)
        if back_populates and backref:
            raise ArgumentError("back_populates and backref keyword arguments are mutually exclusive")
        self.argument = argument
        self.secondary = secondary
        self.uselist = uselist
        self.collection_class = collection_class
        self._primaryjoin = primaryjoin
        self._secondaryjoin = secondaryjoin
        self.back_populates = back_populates
        self.backref = (backref, {}) if isinstance(backref, str) else backref
        self._order_by = order_by
        self.viewonly = viewonly
        self.lazy = _LAZY.get(lazy, lazy)
        self.passive_deletes = passive_deletes
        self.passive_updates = passive_updates
        self.active_history = active_history
        self.enable_typechecks = enable_typechecks
        self._foreign_keys = foreign_keys
        self._remote_side = remote_side
        self.join_depth = join_depth
        self.single_parent = single_parent
        self.innerjoin = innerjoin
        self.post_update = post_update
        self.sync_backref = sync_backref
        self.omit_join = omit_join
        self.load_on_pending = load_on_pending
        self.dataclass_options = dict(dataclass_options or ())
        self.order_by: Any = False
        self.configured = False
        self._declared_cascade = cascade
        if viewonly:
            self.cascade = CascadeOptions("merge" if cascade is None else cascade)
            refuse_for_viewonly(self.cascade, "relationship()")
        else:
            self.cascade = CascadeOptions("save-update, merge" if cascade is None else cascade)
        if passive_deletes == "all" and self.cascade.delete:
            raise ArgumentError("passive_deletes='all' cannot be combined with cascade 'delete'")

    # -- configuration ---------------------------------------------------------------------------------------------

    def copy(self) -> RelationshipProperty[Any]:
        """Return the same declaration for another class (mixins)."""
        new: RelationshipProperty[Any] = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.listeners = {}
        return new

    def configure(self) -> None:
        if self.configured:
            return
        parent, where = self.parent, str(self)
        target = parent.registry.target(self.argument, parent, where)
        evaluate = parent.registry.evaluate
        secondary = evaluate(self.secondary, parent, where)
        join = find_join(
            where,
            parent.local_table,
            target.local_table,
            secondary,
            _expression(evaluate(self._primaryjoin, parent, where)),
            _expression(evaluate(self._secondaryjoin, parent, where)),
            _columns(evaluate(self._foreign_keys, parent, where)),
            _columns(evaluate(self._remote_side, parent, where)),
            self.viewonly,
        )
        self.mapper, self.secondary = target, secondary
        order_by = evaluate(self._order_by, parent, where) if self._order_by is not False else False
        self.order_by = False if order_by is False or order_by is None else _expressions(order_by)
        self._adopt(join, where)
        self.configured = True
        self._find_reverse(where)

    def _adopt(self, join: Join, where: str) -> None:
        self.direction = join.direction
        self.primaryjoin = join.primaryjoin
        self.secondaryjoin = join.secondaryjoin
        self.synchronize_pairs = join.synchronize_pairs
        self.secondary_synchronize_pairs = join.secondary_synchronize_pairs
        self.local_remote_pairs = join.local_remote_pairs
        self.remote_side = join.remote_side
        self.local_columns = frozenset(local for local, _ in join.local_remote_pairs)
        if self.uselist is None:
            self.uselist = self.direction is not MANYTOONE
        if self.uselist:
            self.collection_factory: Callable[[], Any] = collection_factory(self.collection_class)
        if self.cascade.delete_orphan and self.direction is not ONETOMANY and not self.single_parent:
            kind = "many-to-one" if self.direction is MANYTOONE else "many-to-many"
            raise ArgumentError(
                f"For {kind} relationship {where}, delete-orphan cascade is normally configured only on the "
                f'"one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or '
                "many-to-many relationship. To force this relationship to allow a particular "
                f"{self.mapper.class_.__name__!r} object to be referenced by only a single "
                f"{self.parent.class_.__name__!r} object at a time, set the single_parent=True flag."
            )
        own, other = self.parent.attr_for_column, self.mapper.attr_for_column
        source, dest = (other, own) if self.direction is MANYTOONE else (own, other)
        try:
            if self.direction is MANYTOMANY:
                self.sync_attrs = [(own[a], b) for a, b in self.synchronize_pairs]
                self.secondary_sync_attrs = [(other[a], b) for a, b in self.secondary_synchronize_pairs]
            else:
                self.sync_attrs = [(source[a], dest[b]) for a, b in self.synchronize_pairs]
        except KeyError as missing:
            raise ArgumentError(f"Relationship {where} needs a mapped attribute for column {missing}") from None
        remote = [b for _, b in self.local_remote_pairs]
        self.use_get = (
            self.direction is MANYTOONE
            and not self.uselist
            and set(remote) == set(self.mapper.primary_key)
            and len(self.synchronize_pairs) == len(self.local_remote_pairs)
            and _only_equalities(self.primaryjoin, len(remote))
        )
        local_by_remote = {b: a for a, b in self.local_remote_pairs}
        self.get_attrs: tuple[str, ...] = (
            tuple(own[local_by_remote[column]] for column in self.mapper.primary_key) if self.use_get else ()
        )
        if self.cascade.delete_orphan and self not in self.mapper.orphan_props:
            self.mapper.orphan_props.append(self)

    def _find_reverse(self, where: str) -> None:
        if self.backref is not None:
            name, options = self.backref
            options = dict(options)
            present = self.mapper.props.get(name)
            if present is None or getattr(present, "_made_by", None) is not self:
                if present is not None:
                    raise ArgumentError(
                        f"Error creating backref {name!r} on relationship {where!r}: property of that name exists on "
                        f"mapper {self.mapper}"
                    )
                reverse = self._make_backref(options)
                self.mapper.add_property(name, reverse)
                reverse.configure()
            self.back_populates = name
        if self.back_populates is None:
            return
        reverse_prop = self.mapper.props.get(self.back_populates)
        if not isinstance(reverse_prop, RelationshipProperty):
            raise InvalidRequestError(
                f"Mapper '{self.mapper}' has no relationship {self.back_populates!r}, which back_populates of {where} "
                "names"
            )
        if self.viewonly and self.sync_backref is None:
            return
        reverse_prop.configure()
        if reverse_prop.direction is self.direction and self.direction is not MANYTOMANY:
            raise ArgumentError(
                f"{where} and back-reference {reverse_prop} are both of the same direction {self.direction!r}.  "
                "Did you mean to set remote_side on the many-to-one side ?"
            )
        if not reverse_prop.viewonly:
            self.reverse = reverse_prop

    def _make_backref(self, options: dict[str, Any]) -> RelationshipProperty[Any]:
        """Return the relationship that a ``backref`` asks for on the other class."""
        if self.secondary is not None:
            options.setdefault("primaryjoin", self.secondaryjoin)
            options.setdefault("secondaryjoin", self.primaryjoin)
        else:
            options.setdefault("primaryjoin", self.primaryjoin)
        options.setdefault("viewonly", self.viewonly)
        options.setdefault("post_update", self.post_update)
        options.setdefault("passive_updates", self.passive_updates)
        if self.secondary is None:
            options.setdefault("foreign_keys", [b for _, b in self.synchronize_pairs])
            options.setdefault("remote_side", list(self.local_columns))
        reverse = RelationshipProperty[Any](
            self.parent.class_, self.secondary, back_populates=self.key, **options
        )  # fmt: skip
        reverse._made_by = self  # type: ignore[attr-defined]
        return reverse

    # -- on the class ----------------------------------------------------------------------------------------------

    @property
    def entity(self) -> Mapper[Any]:
        """Return the mapper of the other class."""
        self.parent.ensure_configured()
        return self.mapper

    @property
    def target(self) -> Any:
        """Return the table of the other class."""
        return self.entity.local_table

    def clause(self, attribute: Any) -> Any:
        return self.comparator(attribute).__clause_element__()

    def comparator(self, attribute: Any) -> RelationshipComparator:
        self.parent.ensure_configured()
        return RelationshipComparator(self, attribute.parent)

    def operate(self, attribute: Any, op: Any, *other: Any, **kwargs: Any) -> Any:
        comparator = self.comparator(attribute)
        if op is ops.EQ or op is ops.IS:
            return comparator == other[0]
        if op is ops.NE or op is ops.IS_NOT:
            return comparator != other[0]
        if op is ops.IN or op is ops.NOT_IN:
            return comparator.in_(other[0])
        if op is ops.LIKE and kwargs.get("pattern") == "contains":
            return comparator.contains(other[0])
        raise NotImplementedError(
            f"{self} is a relationship and has no operator {op!r}; compare it with an object or None, use any(), "
            "has() or contains(), or compare the columns"
        )

    # -- on an instance --------------------------------------------------------------------------------------------

    def unset_value(self, obj: Any) -> Any:
        self.parent.ensure_configured()
        if not self.uselist:
            return None
        instance_state(obj)
        collection = obj.__dict__[self.key] = new_collection(self, obj)
        return collection

    def instance_set(self, obj: Any, value: Any) -> None:
        if not self.configured:
            self.parent.ensure_configured()
        if self.viewonly:
            self._check_all(value)
        state = instance_state(obj)
        if self.uselist:
            self._replace_collection(state, obj, value)
        else:
            self._set_scalar(state, obj, value)

    def instance_delete(self, obj: Any) -> None:
        if not self.configured:
            self.parent.ensure_configured()
        state = instance_state(obj)
        if self.uselist:
            self._replace_collection(state, obj, ())
        else:
            self._set_scalar(state, obj, None)

    def collection_add(self, owner: InstanceState, collection: Any, item: Any) -> None:
        """Take note that `item` is about to enter the collection of `owner`."""
        self._check(item)
        obj = owner()
        if obj is None:
            raise _collected(owner, self)
        for listener in self.listeners.get("append", ()):
            listener(obj, item)
        if owner.key is not None and (owner.changes is None or self.key not in owner.changes):
            owner.record(obj, self.key, tuple(collection._members()))
        self._joined(owner, obj, item)

    def collection_remove(self, owner: InstanceState, collection: Any, item: Any) -> None:
        """Take note that `item` is about to leave the collection of `owner`."""
        obj = owner()
        if obj is None:
            raise _collected(owner, self)
        for listener in self.listeners.get("remove", ()):
            listener(obj, item)
        if owner.key is not None and (owner.changes is None or self.key not in owner.changes):
            owner.record(obj, self.key, tuple(collection._members()))
        self._parted(owner, obj, item)

    def history(self, state: InstanceState, d: dict[str, Any]) -> History:
        key = self.key
        changes = state.changes
        changed = changes is not None and key in changes
        if self.uselist:
            if key not in d:
                queued = state.queued.get(key) if state.queued is not None else None
                return EMPTY if queued is None else History(queued[0], (), queued[1])
            present = list(d[key]._members()) if isinstance(d[key], Tracked) else list(members(d[key]))
            if state.key is None:
                return History(present, (), ())
            if not changed:
                return History((), present, ())
            before = changes[key]  # type: ignore[index]
            old = () if before is NO_VALUE else before
            known, now = set(map(id, old)), set(map(id, present))
            return History(
                [item for item in present if id(item) not in known],
                [item for item in present if id(item) in known],
                [item for item in old if id(item) not in now],
            )
        if changed:
            before, now_ = changes[key], d.get(key)  # type: ignore[index]
            if before is NO_VALUE:
                return History([now_], (), ())
            return History((), [now_], ()) if before is now_ else History([now_], (), [before])
        if key not in d:
            return EMPTY
        return History([d[key]], (), ()) if state.key is None else History((), [d[key]], ())

    def present_items(self, d: dict[str, Any]) -> list[Any]:
        """Return the related objects that are loaded in an object's dict."""
        value = d.get(self.key)
        if value is None:
            return []
        return list(members(value)) if self.uselist else [value]

    def committed_collection(self, state: InstanceState, obj: Any, items: Iterable[Any]) -> Any:
        """Return the collection as loaded, with the changes applied that were made before it was loaded."""
        collection = new_collection(self, obj, members(items))
        queued = None if state.queued is None else state.queued.pop(self.key, None)
        if queued is not None:
            state.queued = state.queued or None
            state.record(obj, self.key, NO_VALUE)
            state.changes[self.key] = tuple(collection._members())  # type: ignore[index]
            present = set(map(id, collection._members()))
            for item in queued[1]:
                collection._raw_remove(item)
            for item in queued[0]:
                if id(item) not in present:
                    collection._raw_add(item)
        return collection

    def peek(self, state: InstanceState, d: dict[str, Any]) -> Any:
        """Return the related object if the session has it without asking the database, else NO_VALUE."""
        value = d.get(self.key, NO_VALUE)
        if value is not NO_VALUE or not self.use_get or state.session is None or state.key is None:
            return value
        committed = state.changes or {}
        idents = [committed.get(name, d.get(name, NO_VALUE)) for name in self.get_attrs]
        if NO_VALUE in idents:
            return NO_VALUE
        bucket = state.session.identity.get(self.mapper.base_mapper, {})
        found = bucket.get(tuple(idents) if self.mapper.composite_key else idents[0])
        obj = None if found is None else found()
        return NO_VALUE if obj is None else obj

    def load(self, state: InstanceState, obj: Any) -> list[Any]:
        """Return the related objects, loading them if need be."""
        if self.key not in obj.__dict__ and state.key is not None and state.session is not None:
            if state.queued is None and state.changes is not None and self.key in state.changes:
                return []
            state.session._load_missing(state, self)
        return self.present_items(obj.__dict__)

    # -- keeping both sides in step --------------------------------------------------------------------------------

    def _set_scalar(self, state: InstanceState, obj: Any, value: Any) -> None:
        d = obj.__dict__
        if value is not None:
            self._check(value)
        old = self.peek(state, d)
        needs_old = self.direction is not MANYTOONE or self.active_history or self.cascade.delete_orphan
        if needs_old and old is NO_VALUE and state.key is not None and state.session is not None:
            with state.session.no_autoflush:
                old = state.session._load_missing(state, self)
        for listener in self.listeners.get("set", ()):
            value = listener(obj, value, old)
        if old is value and self.key in d:
            return
        if state.key is not None:
            state.record(obj, self.key, old)
        d[self.key] = value
        if value is not None:
            self._joined(state, obj, value)  # before the old one goes, so that what moves is never an orphan
        if old is not None and old is not NO_VALUE and old is not value:
            self._parted(state, obj, old)

    def _replace_collection(self, state: InstanceState, obj: Any, value: Any) -> None:
        d = obj.__dict__
        if value is None or isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
            raise TypeError(
                f"Incompatible collection type: {type(value).__name__} is not {self._collection_name()}-like "
                f"({self} holds a collection; assign a list of {self.mapper.class_.__name__} objects)"
            )
        if self.key not in d and state.key is not None and state.session is not None:
            state.session._load_missing(state, self)
        old = d.get(self.key)
        if old is value:
            return
        before = list(members(old)) if old is not None else []
        after = list(members(value))
        new = new_collection(self, obj)
        if isinstance(value, dict) and isinstance(new, dict):
            dict.update(new, value)
        else:
            new._raw_fill(after)
        kept = set(map(id, before)), set(map(id, after))
        for item in after:
            if id(item) not in kept[0]:
                self._check(item)
        if state.key is not None:
            state.record(obj, self.key, tuple(before) if old is not None else NO_VALUE)
        for item in before:
            if id(item) not in kept[1]:
                for listener in self.listeners.get("remove", ()):
                    listener(obj, item)
                self._parted(state, obj, item)
        if old is not None:
            old._owner = None
        d[self.key] = new
        for item in after:
            if id(item) not in kept[0]:
                for listener in self.listeners.get("append", ()):
                    listener(obj, item)
                self._joined(state, obj, item)

    def _joined(self, state: InstanceState, obj: Any, item: Any) -> None:
        """Tell the other side, and let the item follow into the session."""
        if self.cascade.delete_orphan:
            self._own(item, state)
        reverse = self.reverse
        if reverse is not None:
            reverse._link(item, obj)
        session = state.session
        if session is not None and self.cascade.save_update:
            item_state = item.__dict__.get(STATE)
            if item_state is None or item_state.session is not session:
                session._save_or_update(item)

    def _parted(self, state: InstanceState, obj: Any, item: Any) -> None:
        reverse = self.reverse
        if reverse is not None:
            reverse._unlink(item, obj)
        if self.cascade.delete_orphan:
            self._disown(item, state)

    def _link(self, obj: Any, other: Any) -> None:
        """Follow a change of the other side: `other` now refers to `obj`."""
        state, d = instance_state(obj), obj.__dict__
        if self.uselist:
            if self.cascade.delete_orphan:
                self._own(other, state)
            collection = d.get(self.key)
            if collection is None:
                if state.key is not None:
                    self._queue(state, obj, other, 0)
                    return
                collection = d[self.key] = new_collection(self, obj)
            if state.key is not None:
                state.record(obj, self.key, tuple(collection._members()))
            if not any(present is other for present in collection._members()):
                collection._raw_add(other)
            return
        old = self.peek(state, d)
        if old is other and self.key in d:
            return
        if old is NO_VALUE and self.direction is ONETOMANY and state.key is not None and state.session is not None:
            with state.session.no_autoflush:  # the present one must be let go
                old = state.session._load_missing(state, self)
        if state.key is not None:
            state.record(obj, self.key, old)
        d[self.key] = other
        if self.cascade.delete_orphan:
            self._own(other, state)
        if old is not None and old is not NO_VALUE and old is not other:
            if self.reverse is not None:
                self.reverse._unlink(old, obj)
            if self.cascade.delete_orphan:
                self._disown(old, state)

    def _unlink(self, obj: Any, other: Any) -> None:
        """Follow a change of the other side: `other` no longer refers to `obj`."""
        state, d = instance_state(obj), obj.__dict__
        if self.uselist:
            collection = d.get(self.key)
            if collection is None:
                if state.key is not None:
                    self._queue(state, obj, other, 1)
            else:
                if state.key is not None:
                    state.record(obj, self.key, tuple(collection._members()))
                collection._raw_remove(other)
        else:
            old = self.peek(state, d)
            if old is not other and old is not NO_VALUE:
                return
            if state.key is not None:
                state.record(obj, self.key, old)
            elif self.key not in d:
                return
            d[self.key] = None
        if self.cascade.delete_orphan:
            self._disown(other, state)

    def _queue(self, state: InstanceState, obj: Any, item: Any, which: int) -> None:
        """Remember a change to a collection that is not loaded."""
        if state.queued is None:
            state.queued = {}
        lists = state.queued.setdefault(self.key, ([], []))
        opposite = lists[1 - which]
        for position, present in enumerate(opposite):
            if present is item:
                del opposite[position]
                break
        else:
            lists[which].append(item)
        state.record(obj, self.key, NO_VALUE)

    def _own(self, item: Any, owner: InstanceState) -> None:
        state = instance_state(item)
        if state.owners is None:
            state.owners = {}
        if self.single_parent and self.direction is not ONETOMANY:
            present = state.owners.get(self)
            if present is not None and present is not owner and present() is not None:
                raise InvalidRequestError(
                    f"Instance {state.describe()} is already associated with an instance of "
                    f"{self.parent.class_.__name__} via its {self} attribute, and is only allowed a single parent."
                )
        state.owners[self] = owner

    def _disown(self, item: Any, owner: InstanceState) -> None:
        state = instance_state(item)
        if state.owners is None:
            state.owners = {}
        if state.owners.get(self, owner) is owner:
            state.owners[self] = None
            if state.key is None and state.session is not None and is_orphan(state):
                state.session._expunge_pending(state)

    # -- helpers ---------------------------------------------------------------------------------------------------

    def _check(self, item: Any) -> None:
        if not isinstance(item, self.mapper.class_):
            expected = self.mapper.class_.__name__
            if not hasattr(type(item), "__mapper__"):
                raise UnmappedInstanceError(item, f"{self} takes {expected} objects, not {item!r}")
            raise InvalidRequestError(
                f"Attribute {str(self)!r} takes objects of type {expected}, not {type(item).__name__}"
            )

    def _check_all(self, value: Any) -> None:
        for item in members(value) if self.uselist and value is not None else (value,):
            if item is not None:
                self._check(item)

    def _collection_name(self) -> str:
        made = self.collection_factory()
        return next(kind.__name__ for kind in (list, set, dict) if isinstance(made, kind))


Relationship = RelationshipProperty


def relationship(argument: Any = None, secondary: Any = None, **kw: Any) -> RelationshipProperty[Any]:
    """Declare a relationship to another mapped class; the class may come from the annotation.

    ``init``, ``repr``, ``default``, ``default_factory``, ``compare``, ``kw_only`` and ``hash`` are for mapped
    dataclasses; everything else is as `RelationshipProperty` has it.
    """
    options = {name: kw.pop(name) for name in _DATACLASS_OPTIONS if name in kw}
    return RelationshipProperty(argument, secondary, dataclass_options=options, **kw)


def backref(name: str, **kwargs: Any) -> tuple[str, dict[str, Any]]:
    """Name the attribute of the other class, with options of its own."""
    return name, kwargs


def _collected(owner: InstanceState, prop: RelationshipProperty[Any]) -> Exception:
    return InvalidRequestError(
        f"the {owner.mapper.class_.__name__} object whose collection {prop} this is was garbage collected; "
        "keep a reference to it while changing its collection"
    )


def _expression(item: Any) -> Any:
    clause = getattr(item, "__clause_element__", None)
    return item if clause is None else clause()


def _expressions(items: Any) -> tuple[Any, ...]:
    return tuple(map(_expression, items if isinstance(items, (list, tuple)) else (items,)))


def _columns(items: Any) -> list[Any]:
    if items is None:
        return []
    many = items if isinstance(items, (list, tuple, set, frozenset)) else (items,)
    return [getattr(item, "column", item) if not hasattr(item, "prop") else _expression(item) for item in many]


def _only_equalities(condition: Any, count: int) -> bool:
    clauses = getattr(condition, "clauses", None)
    return len(cast("Any", clauses)) == count if clauses is not None else count == 1


_DATACLASS_OPTIONS = ("init", "repr", "default", "default_factory", "compare", "kw_only", "hash")

_LAZY: dict[Any, Any] = {True: "select", False: "joined", None: "noload"}

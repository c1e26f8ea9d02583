"""The session: one conversation with the database about objects."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, Self, TypeVar

from ..core.engine.connection import Connection
from ..core.engine.transaction import noted_on
from ..core.exc import ArgumentError, InvalidRequestError, UnboundExecutionError
from ..core.expression.elements import ClauseElement
from ..core.expression.lambdas import LambdaElement
from .binds import Binds
from .cascade import is_orphan, reachable
from .dml.bulk import insert_rows, save_objects, update_rows
from .events import ORMExecuteState, session_dispatcher
from .exc import FlushError, NoResultFound, ObjectDeletedError
from .executes import Executes
from .flush.changes import deleting_loads
from .flush.execute import execute_plan, fire_before
from .flush.plan import FlushPlan, make_plan
from .identity import Buckets, IdentityMap, IdentitySet, plain_key
from .lifecycle import object_session
from .load.context import execute_orm, load_by_identity
from .load.context import refresh as load_refresh
from .load.execute import LoadContext, load_entities
from .load.lazy import load_attribute
from .load.options import Choice
from .load.strategies import load_many
from .mapper import Mapper
from .merge import merge_object
from .state import ALL, DELETED, STATE, InstanceState, class_mapper_of, instance_state
from .transaction import SessionTransaction, SessionTransactionOrigin, SessionTransactionState, expire_state

_T = TypeVar("_T")

_SESSIONS: weakref.WeakValueDictionary[int, Session] = weakref.WeakValueDictionary()
_numbers = itertools.count(1)


class Session(Executes):
    """Hold objects and the transaction in which they are read and written.

    ``with Session(engine) as session:`` closes it at the end; ``with Session.begin() ...`` of a sessionmaker commits.
    """

    dispatch = session_dispatcher
    _routes = False  # get_bind() is overridden

    def __init__(
        self,
        bind: Any = None,
        *,
        autoflush: bool = True,
        future: Literal[True] = True,
        expire_on_commit: bool = True,
        autobegin: bool = True,
        twophase: bool = False,
        binds: dict[Any, Any] | None = None,
        info: dict[Any, Any] | None = None,
        query_cls: Any = None,
        autocommit: Literal[False] = False,
        join_transaction_mode: str = "conditional_savepoint",
        close_resets_only: bool = True,
        enable_baked_queries: bool = True,
        execution_options: dict[str, Any] | None = None,
        fetch: str | None = None,
    ) -> None:
        if autocommit or not future:
            raise ArgumentError("Session has autobegin only: autocommit=True and future=False do not exist")
        if join_transaction_mode not in _JOIN_MODES:
            modes = ", ".join(_JOIN_MODES)
            raise ArgumentError(f"join_transaction_mode is one of {modes}, not {join_transaction_mode!r}")
        if fetch not in (None, "peers", "raise", "each"):
            raise ArgumentError(f"Session(fetch=...) is 'peers', 'raise' or 'each', not {fetch!r}")
        self.bind = bind
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.autobegin = autobegin
        self.twophase = twophase
        self.join_transaction_mode = join_transaction_mode
        self.close_resets_only = close_resets_only
        self.fetch = fetch
        self.execution_options = dict(execution_options or {})
        self.info: dict[Any, Any] = dict(info or {})
        self.identity: Buckets = {}
        self.identity_map = IdentityMap(self.identity)
        self.hash_key = next(_numbers)
        self._new: dict[InstanceState, Any] = {}
        self._dirty: dict[InstanceState, Any] = {}
        self._deleted: dict[InstanceState, Any] = {}
        self._transaction: SessionTransaction | None = None
        self._manager: SessionTransaction | None = None  # that of the innermost with block
        self._flushing = False
        self._closed = False
        self._binds = Binds(binds)
        _SESSIONS[self.hash_key] = self

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls._routes = cls.get_bind is not Session.get_bind

    # -- as a context and a container ------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> None:
        with noted_on(value):
            self.close()

    def __contains__(self, instance: object) -> bool:
        state = instance_state(instance)
        return state.session is self and not state.flags & DELETED

    def __iter__(self) -> Iterator[Any]:
        return iter([*self._new.values(), *self.identity_map.values()])

    @property
    def new(self) -> IdentitySet:
        """Return the objects that wait for their INSERT."""
        return IdentitySet(self._new.values())

    @property
    def dirty(self) -> IdentitySet:
        """Return the persistent objects that were changed, maybe back to what they were."""
        return IdentitySet([obj for state, obj in self._dirty.items() if state not in self._deleted])

    @property
    def deleted(self) -> IdentitySet:
        """Return the objects that wait for their DELETE."""
        return IdentitySet(self._deleted.values())

    # -- transactions ----------------------------------------------------------------------------------------------

    def begin(self, nested: bool = False) -> SessionTransaction:
        """Begin a transaction; as a context it commits at the end, or rolls back on an error."""
        if nested:
            return self.begin_nested()
        if self._transaction is not None:
            raise InvalidRequestError("A transaction is already begun on this Session.")
        self._check_usable()
        return self._start(SessionTransactionOrigin.BEGIN)

    def begin_nested(self) -> SessionTransaction:
        """Begin a savepoint, after a flush; as a context it is released at the end, or rolled back on an error."""
        self._check_usable()
        parent = self._transaction or self._start(SessionTransactionOrigin.BEGIN)
        parent._check_active()
        self.flush()
        self._transaction = SessionTransaction(self, SessionTransactionOrigin.BEGIN_NESTED, parent)
        self._fire("after_transaction_create", self._transaction)
        return self._transaction

    def commit(self) -> None:
        """Flush, commit everything up to the outermost transaction, and expire the objects."""
        root = self._begun()
        while root.parent is not None:
            root._check_active()
            root = root.parent
        root.commit()

    def rollback(self) -> None:
        """Roll back everything; objects return to what they were before the transaction."""
        root = self._transaction
        if root is None:
            if not (self._new or self._dirty or self._deleted):
                return
            root = self._start(SessionTransactionOrigin.AUTOBEGIN)
        while root.parent is not None:
            root = root.parent
        root.rollback()

    def prepare(self) -> None:
        """Prepare a two-phase transaction for its commit."""
        self._begun().prepare()

    def in_transaction(self) -> bool:
        """Return whether a transaction has begun."""
        return self._transaction is not None

    def in_nested_transaction(self) -> bool:
        """Return whether a savepoint is open."""
        return self._transaction is not None and self._transaction.nested

    def get_transaction(self) -> SessionTransaction | None:
        """Return the outermost transaction."""
        found = self._transaction
        while found is not None and found.parent is not None:
            found = found.parent
        return found

    def get_nested_transaction(self) -> SessionTransaction | None:
        """Return the innermost savepoint."""
        found = self._transaction
        return found if found is not None and found.nested else None

    @property
    def is_active(self) -> bool:
        """Return whether the session can be used: False after a failed flush, until `rollback()`."""
        return self._transaction is None or self._transaction.is_active

    def close(self) -> None:
        """Expunge all objects and release the connections; the session can be used again."""
        self._close()
        self._closed = not self.close_resets_only

    def reset(self) -> None:
        """Expunge all objects and release the connections."""
        self._close()

    def invalidate(self) -> None:
        """Close, and throw the connections away."""
        transaction = self._transaction
        while transaction is not None:
            for connection, _, _ in transaction.connections.values():
                connection.invalidate()
            transaction = transaction.parent
        self._close()

    # -- executing -------------------------------------------------------------------------------------------------

    def _execute(self, statement: Any, params: Any, execution_options: Any, bind_arguments: Any) -> Any:
        if isinstance(statement, LambdaElement):
            statement = statement.__clause_element__()
        if not isinstance(statement, ClauseElement) and not hasattr(statement, "_execution_options"):
            return self._connection_for(None, bind_arguments).execute(statement, params)
        if self.execution_options:
            execution_options = {**self.execution_options, **(execution_options or {})}
        if self.dispatch.do_orm_execute:
            changed = self._fire_execute(statement, params, execution_options, bind_arguments)
            if changed is not None:
                return changed
        if getattr(statement, "plugin", None) == "orm":
            return execute_orm(self, statement, params, execution_options, bind_arguments)
        if self.autoflush and (self._new or self._dirty or self._deleted):
            self._autoflush()
        connection = self._connection_for(None, bind_arguments, statement)
        return connection.execute(statement, params, execution_options=execution_options)

    def connection(
        self, bind_arguments: dict[str, Any] | None = None, execution_options: dict[str, Any] | None = None
    ) -> Connection:
        """Return the connection of the session's transaction."""
        self._check_manager()
        return self._begun().connection(self.get_bind(**(bind_arguments or {})), execution_options)

    def get_bind(self, mapper: Any = None, *, clause: Any = None, bind: Any = None, **_: Any) -> Any:
        """Return the engine or connection for a mapped class or statement."""
        if bind is not None:
            return bind
        if self._binds:
            found = self._binds.find(mapper, clause)
            if found is not None:
                return found
        if self.bind is not None:
            return self.bind
        what = f"mapper {mapper}" if mapper is not None else "SQL expression" if clause is not None else None
        why = (
            f"Could not locate a bind configured on {what} or this Session"
            if what is not None
            else "This session is not bound to a single Engine or Connection, and no context tells which to take"
        )
        raise UnboundExecutionError(f"{why}; pass Session(engine), or binds={{...}}")

    def bind_mapper(self, mapper: Any, bind: Any) -> None:
        """Use an engine for one mapped class."""
        self._binds.add(mapper, bind)

    def bind_table(self, table: Any, bind: Any) -> None:
        """Use an engine for one table."""
        self._binds.add(table, bind)

    # -- getting ---------------------------------------------------------------------------------------------------

    def get(
        self,
        entity: type[_T] | Mapper[_T],
        ident: Any,
        *,
        options: Sequence[Any] | None = None,
        populate_existing: bool = False,
        with_for_update: Any = None,
        identity_token: Any = None,
        execution_options: Any = None,
        bind_arguments: dict[str, Any] | None = None,
    ) -> _T | None:
        """Return the object with a primary key, from the session if it is there, or None if there is no row."""
        mapper = entity if isinstance(entity, Mapper) else class_mapper_of(entity)
        if mapper.pending_configuration:
            mapper.ensure_configured()
        key = plain_key(mapper, ident)
        if key is None or (mapper.composite_key and None in key and set(key) == {None}):
            return None
        if not populate_existing and not with_for_update:
            state = self._bucket(mapper).get(key)
            obj = None if state is None else state()
            if obj is not None:
                if not isinstance(obj, mapper.class_):
                    return None
                if state is not None and state.expired is ALL:
                    try:
                        self._load_missing(state, mapper.column_props[mapper.pk_attrs[0]])
                    except ObjectDeletedError:
                        self._detach(state)
                        return None
                return obj
        self._autoflush()
        loaded: _T | None = load_by_identity(
            self,
            mapper,
            key,
            options=options or (),
            populate_existing=populate_existing,
            with_for_update=with_for_update,
            execution_options=execution_options,
        )
        return loaded

    def get_one(self, entity: type[_T] | Mapper[_T], ident: Any, **kw: Any) -> _T:
        """Return the object with a primary key; raise `NoResultFound` if there is no row."""
        found = self.get(entity, ident, **kw)
        if found is None:
            raise NoResultFound("No row was found when one was required")
        return found

    def refresh(
        self, instance: object, attribute_names: Iterable[str] | None = None, with_for_update: Any = None
    ) -> None:
        """Load the attributes of an object again, now."""
        state = self._own_persistent(instance)
        self._autoflush()
        names = None if attribute_names is None else list(attribute_names)
        for name in names or ():
            if name not in state.mapper.props:
                raise InvalidRequestError(f"{state.mapper.class_.__name__} has no mapped attribute {name!r} to refresh")
        self._expire(state, instance, names)
        try:
            load_refresh(self, state, names, with_for_update)
        except ObjectDeletedError as error:
            raise InvalidRequestError(f"Could not refresh instance '{state.describe()}': its row is gone") from error
        if names is None:
            for _, child in reachable(state, "refresh-expire"):
                if child in self and instance_state(child).key is not None:
                    self.expire(child)

    def expire(self, instance: object, attribute_names: Iterable[str] | None = None) -> None:
        """Forget the attributes of an object; the next access loads them."""
        state = self._own_persistent(instance)
        if attribute_names is None:
            for child_state, child in reachable(state, "refresh-expire"):
                if child_state.session is self and child_state.key is not None:
                    self._expire(child_state, child, None)
        self._expire(state, instance, None if attribute_names is None else list(attribute_names))

    def expire_all(self) -> None:
        """Forget the attributes of all persistent objects."""
        for state in self.identity_map.all_states():
            obj = state()
            if obj is not None:
                expire_state(state, obj.__dict__)
        self._dirty.clear()

    # -- putting ---------------------------------------------------------------------------------------------------

    def add(self, instance: object, *, _warn: bool = True) -> None:
        """Put an object into the session; a new one is inserted by the next flush."""
        state = instance_state(instance)
        if self._transaction is None:
            self._begun()
        if state.session is None and state.key is None and not state.mapper.relationships and not self.dispatch.active:
            state.session = self
            self._new[state] = instance
        else:
            self._save_or_update(instance)

    def add_all(self, instances: Iterable[object]) -> None:
        """Put objects into the session."""
        new, quiet = self._new, not self.dispatch.active
        for instance in instances:
            state = instance_state(instance)
            if self._transaction is None:
                self._begun()
            if quiet and state.session is None and state.key is None and not state.mapper.relationships:
                state.session = self
                new[state] = instance
            else:
                self._save_or_update(instance)

    def delete(self, instance: object) -> None:
        """Mark an object for deletion; those that its cascades reach are marked too."""
        state = instance_state(instance)
        if state.key is None:
            raise InvalidRequestError(
                f"Instance '{state.describe()}' is not persisted; a new object is taken out with session.expunge()"
            )
        if state.flags & DELETED and state.session is self:
            return
        if self._transaction is None:
            self._begun()
        self._attach(state, instance)
        self._mark_deleted(state, instance)

    def delete_all(self, instances: Iterable[object]) -> None:
        """Mark objects for deletion; what their cascades must know is loaded for all at once."""
        objects = list(instances)
        for prop, group in deleting_loads(self, objects, cascading=True):
            self._load_related(prop, group)
        for instance in objects:
            self.delete(instance)

    def expunge(self, instance: object) -> None:
        """Take an object out of the session; it becomes detached, or transient if it was new."""
        state = instance_state(instance)
        if state.session is not self:
            raise InvalidRequestError(f"Instance {state.describe()} is not present in this Session")
        for child, _ in reachable(state, "expunge"):
            if child.session is self:
                self._detach(child)
        self._detach(state)

    def expunge_all(self) -> None:
        """Take all objects out of the session."""
        for bucket in self.identity.values():
            for state in bucket.values():
                state.session = None
        for state in [*self._new, *self._deleted, *self._dirty]:
            state.session = None
        self.identity.clear()
        self._new.clear()
        self._dirty.clear()
        self._deleted.clear()

    def merge(self, instance: _T, *, load: bool = True, options: Sequence[Any] | None = None) -> _T:
        """Copy the state of an object onto the one of the same key in this session, and return that."""
        if load:
            self._autoflush()
        with self.no_autoflush:
            return merge_object(self, instance, load, options or (), {})  # type: ignore[no-any-return]

    def merge_all(
        self, instances: Iterable[_T], *, load: bool = True, options: Sequence[Any] | None = None
    ) -> Sequence[_T]:
        """Merge several objects."""
        return [self.merge(instance, load=load, options=options) for instance in instances]

    def is_modified(self, instance: object, include_collections: bool = True) -> bool:
        """Return whether a flush would find a difference in an object."""
        state = instance_state(instance)
        d = instance.__dict__
        for key in d if state.key is None else (state.changes or ()):
            prop = state.mapper.props.get(key)
            if prop is None or (prop.is_relationship and prop.uselist and not include_collections):
                continue
            if prop.history(state, d).has_changes():
                return True
        return False

    # -- flushing --------------------------------------------------------------------------------------------------

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Send the pending changes to the database."""
        if self._flushing:
            raise InvalidRequestError("Session is already flushing")
        if not (self._new or self._dirty or self._deleted):
            return
        self._check_manager()
        transaction = self._begun()
        transaction._check_active()
        self._flushing = True
        try:
            active = self.dispatch.active
            if active:
                self._fire("before_flush", None, objects)
            fire_before(self)
            plan = make_plan(self)
            if plan:
                with transaction.whole():
                    execute_plan(self, plan, transaction)
                if active:
                    self._fire("after_flush", None)
            plan.settle(self, transaction)
            if active:
                self._fire("after_flush_postexec", None)
        finally:
            self._flushing = False

    def flush_plan(self) -> FlushPlan:
        """Return what a flush would do now, to be printed; nothing is executed."""
        with self.no_autoflush:
            return make_plan(self)

    @property
    def no_autoflush(self) -> AbstractContextManager[Session]:
        """Suspend autoflush: ``with session.no_autoflush:``."""
        return self._no_autoflush()

    def bulk_save_objects(
        self, objects: Iterable[object], return_defaults: bool = False, update_changed_only: bool = True,
        preserve_order: bool = True,
    ) -> None:  # fmt: skip
        """Insert the new objects and update the others, which stay outside of the session as they were.

        With `return_defaults` new objects get their primary keys. Without `update_changed_only` all columns are set
        that an object has loaded; without `preserve_order` those of one class go together.
        """
        with self._begun().whole():
            save_objects(self, objects, return_defaults, update_changed_only, preserve_order)

    def bulk_insert_mappings(
        self, mapper: Any, mappings: Iterable[dict[str, Any]], return_defaults: bool = False, render_nulls: bool = False
    ) -> None:
        """Insert rows given as dicts; with `return_defaults`, these get the primary keys of their rows."""
        with self._begun().whole():
            insert_rows(self, class_mapper_of(mapper), list(mappings), return_defaults, render_nulls)

    def bulk_update_mappings(self, mapper: Any, mappings: Iterable[dict[str, Any]]) -> None:
        """Update rows given as dicts that contain their primary keys."""
        with self._begun().whole():
            update_rows(self, class_mapper_of(mapper), list(mappings))

    @classmethod
    def identity_key(
        cls, class_: Any = None, ident: Any = None, *, instance: Any = None, row: Any = None, **_: Any
    ) -> Any:
        """Return the identity key of an object, or of a class and primary key."""
        if instance is not None:
            return instance_state(instance).mapper.identity_key_from_instance(instance)
        key = ident if ident is not None else tuple(row or ())
        return class_mapper_of(class_).identity_key_from_primary_key(key if isinstance(key, (tuple, list)) else (key,))

    @classmethod
    def object_session(cls, instance: object) -> Session | None:
        """Return the session that an object is in."""
        found: Session | None = object_session(instance)
        return found

    @classmethod
    def close_all(cls) -> None:
        """Close every session."""
        close_all_sessions()

    # -- for the modules of the ORM --------------------------------------------------------------------------------

    def _bucket(self, mapper: Mapper[Any]) -> dict[Any, InstanceState]:
        bucket = self.identity.get(mapper.base_mapper)
        if bucket is None:
            bucket = self.identity[mapper.base_mapper] = {}
        return bucket

    def _bind_for(self, mapper: Any, bind_arguments: Any = None, clause: Any = None) -> Any:
        if not (self._routes or self._binds or bind_arguments) and self.bind is not None:
            return self.bind
        arguments = {"mapper": mapper} if clause is None else {"mapper": mapper, "clause": clause}
        return self.get_bind(**{**arguments, **(bind_arguments or {})})

    def _connection_for(self, mapper: Any = None, bind_arguments: Any = None, clause: Any = None) -> Connection:
        transaction = self._transaction or self._begun()
        if self._manager is not None:
            self._check_manager()
        bind = self._bind_for(mapper, bind_arguments, clause)
        found = transaction.connections.get(bind)
        if found is not None and transaction.is_active:
            return found[0]
        return transaction.connection(bind)

    def _load_missing(self, state: InstanceState, prop: Any) -> Any:
        """Load an attribute that is not there; what was set since the object expired is kept."""
        if state.changes is None:
            return load_attribute(state, prop)
        obj, changes = state(), dict(state.changes)
        d, props = obj.__dict__, state.mapper.column_props
        kept = {key: d[key] for key in changes if key in props and key in d}
        value = load_attribute(state, prop)
        for key, new in kept.items():
            if key not in d or not props[key].same(d[key], new):
                state.record(obj, key, d.get(key, changes[key]))
                d[key] = new
        return value

    def _load_related(self, prop: Any, objects: Sequence[Any]) -> None:
        """Load a relationship of many objects in few statements."""
        with self.no_autoflush:
            load_many(LoadContext(self, ()), load_entities, prop, objects, Choice())

    def _autoflush(self) -> None:
        if self.autoflush and not self._flushing and (self._new or self._dirty or self._deleted):
            try:
                self.flush()
            except Exception as error:
                error.add_note(
                    "raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if "
                    "this flush is occurring prematurely"
                )
                raise

    @contextmanager
    def _no_autoflush(self) -> Iterator[Session]:
        before, self.autoflush = self.autoflush, False
        try:
            yield self
        finally:
            self.autoflush = before

    def _flush_until_clean(self) -> None:
        for _ in range(100):
            if not (self._new or self._dirty or self._deleted):
                return
            self.flush()
        raise FlushError(
            "Over 100 subsequent flushes have occurred within session.commit() - is an after_flush() hook creating new "
            "objects?"
        )

    def _begun(self) -> SessionTransaction:
        if self._transaction is None:
            self._check_usable()
            if not self.autobegin:
                raise InvalidRequestError(
                    "Autobegin is disabled on this Session; please call session.begin() to start a new transaction"
                )
            return self._start(SessionTransactionOrigin.AUTOBEGIN)
        return self._transaction

    def _check_usable(self) -> None:
        self._check_manager()
        if self._closed:
            raise InvalidRequestError(
                "This Session has been permanently closed and is unable to handle any more transaction requests."
            )

    def _check_manager(self) -> None:
        if self._manager is not None and self._manager.state is SessionTransactionState.CLOSED:
            raise InvalidRequestError(
                "Can't operate on closed transaction inside context manager.  Please complete the context manager "
                "before emitting further commands."
            )

    def _start(self, origin: SessionTransactionOrigin) -> SessionTransaction:
        self._transaction = SessionTransaction(self, origin)
        self._fire("after_transaction_create", self._transaction)
        return self._transaction

    def _save_or_update(self, instance: Any) -> None:
        """Put an object and what its save-update cascades reach into the session."""
        todo = [instance]
        for obj in todo:  # grows while it is walked: parents before children, in the order of the collections
            state = instance_state(obj)
            if state.session is not self or state.key is not None:
                self._attach(state, obj)
            if state.mapper.pending_configuration:
                state.mapper.ensure_configured()
            d = obj.__dict__
            for prop in state.mapper.relationships.values():
                if prop.key in d and prop.cascade.save_update:
                    for item in prop.present_items(d):
                        item_state = item.__dict__.get(STATE)
                        if item_state is None or item_state.session is not self:
                            todo.append(item)

    def _attach(self, state: InstanceState, obj: Any) -> None:
        if state.session is not None and state.session is not self:
            raise InvalidRequestError(
                f"Object '{state.describe()}' is already attached to session '{state.session.hash_key}' (this is "
                f"'{self.hash_key}'); expunge it there, or use merge() here"
            )
        before = state.session
        if before is None:
            self._fire("before_attach", obj)
        if state.key is None:
            state.session = self
            self._new[state] = obj
        else:
            if state.flags & DELETED:
                raise InvalidRequestError(
                    f"Instance '{state.describe()}' has been deleted.  Use the make_transient() function to send this "
                    "object back to the transient state."
                )
            bucket = self._bucket(state.mapper)
            present = bucket.get(state.key)
            if present is not None and present is not state and present() is not None:
                raise InvalidRequestError(
                    f"Can't attach instance '{state.describe()}'; another instance with key {state.identity_key} is "
                    "already present in this session: use merge() to copy onto it"
                )
            self._deleted.pop(state, None)
            state.session = self
            bucket[state.key] = state
            if state.changes is not None:
                self._dirty[state] = obj
        if before is None:
            self._fire("after_attach", obj)

    def _mark_deleted(self, state: InstanceState, obj: Any, marked: dict[InstanceState, Any] | None = None) -> None:
        """Mark an object and what its delete cascades reach, in `marked` or the session."""
        marked = self._deleted if marked is None else marked
        found: dict[InstanceState, Any] = {}
        todo = [(state, obj)]
        for state, obj in todo:  # grows while it is walked; nothing is marked before all is loaded, which may flush
            if state in marked or state in found or state.key is None or state.flags & DELETED:
                continue
            found[state] = obj
            for prop in state.mapper.relationships.values():
                if prop.cascade.delete:
                    items = prop.present_items(obj.__dict__) if prop.passive_deletes else prop.load(state, obj)
                    for item in items:
                        item_state = instance_state(item)
                        if item_state.session is None and item_state.key is not None:
                            self._attach(item_state, item)
                        todo.append((item_state, item))
        marked.update(found)

    def _detach(self, state: InstanceState) -> None:
        """Take one state out, whatever it is."""
        self._new.pop(state, None)
        self._dirty.pop(state, None)
        self._deleted.pop(state, None)
        bucket = self.identity.get(state.mapper.base_mapper)
        if bucket is not None and state.key is not None and bucket.get(state.key) is state:
            del bucket[state.key]
        if self._transaction is not None and state.key is not None:
            self._transaction.new.pop(state, None)
            self._transaction.deleted.pop(state, None)
        state.session = None

    def _expunge_pending(self, state: InstanceState) -> None:
        """Take a pending orphan out, with what it alone brought in."""
        self._detach(state)
        for child, _ in reachable(state, "expunge"):
            if child.session is self and child.key is None and is_orphan(child):
                self._detach(child)

    def _own_persistent(self, instance: object) -> InstanceState:
        state = instance_state(instance)
        if state.session is not self or state.key is None or state.flags & DELETED:
            raise InvalidRequestError(
                f"Instance '{state.describe()}' is not persistent within this Session; "
                "add() it and flush(), or load it with get()"
            )
        return state

    def _expire(self, state: InstanceState, obj: Any, names: list[str] | None) -> None:
        d = obj.__dict__
        if names is None:
            expire_state(state, d)
            self._dirty.pop(state, None)
            return
        for name in names:
            d.pop(name, None)
            if state.changes is not None:
                state.changes.pop(name, None)
            if state.queued is not None:
                state.queued.pop(name, None)
        if state.changes is not None and not state.changes:
            state.changes = None
            self._dirty.pop(state, None)
        if state.expired is not ALL:
            columns = {name for name in names if name in state.mapper.column_props}
            state.expired = columns if state.expired is None else state.expired | columns

    def _close(self) -> None:
        self.expunge_all()
        transaction = self._transaction
        while transaction is not None:
            transaction.close()
            transaction = self._transaction

    def _fire(self, name: str, *args: Any) -> None:
        dispatch = self.dispatch
        if dispatch.active:
            for fn in getattr(dispatch, name):
                fn(self, *args)

    def _fire_execute(self, statement: Any, params: Any, options: Any, bind_arguments: Any) -> Any:
        state = ORMExecuteState(self, statement, params, options, bind_arguments)
        for fn in self.dispatch.do_orm_execute:
            result = fn(state)
            if result is not None:
                return result
        return None


def close_all_sessions() -> None:
    """Close every session."""
    for session in list(_SESSIONS.values()):
        session.close()


_JOIN_MODES = ("conditional_savepoint", "rollback_only", "control_fully", "create_savepoint")

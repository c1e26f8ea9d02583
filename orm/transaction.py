"""A session's transaction: its connections, and what must be undone in objects when it is rolled back."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Literal, Self

from ..core.engine.connection import Connection
from ..core.engine.transaction import TwoPhaseTransaction, noted_on
from ..core.exc import InvalidRequestError, PendingRollbackError, ResourceClosedError
from .state import ALL, DELETED, STATE, InstanceState

if TYPE_CHECKING:
    from .session import Session


class SessionTransactionState(enum.Enum):
    """Say how far a transaction is."""

    ACTIVE = 1
    PREPARED = 2
    COMMITTED = 3
    DEACTIVE = 4
    CLOSED = 5


class SessionTransactionOrigin(enum.Enum):
    """Say who began a transaction."""

    AUTOBEGIN = 0
    BEGIN = 1
    BEGIN_NESTED = 2


ACTIVE, PREPARED, DEACTIVE, CLOSED = (
    SessionTransactionState.ACTIVE, SessionTransactionState.PREPARED,
    SessionTransactionState.DEACTIVE, SessionTransactionState.CLOSED,
)  # fmt: skip


class SessionTransaction:
    """One transaction, or one savepoint, of a session."""

    def __init__(
        self, session: Session, origin: SessionTransactionOrigin, parent: SessionTransaction | None = None
    ) -> None:
        self.session = session
        self.parent = parent
        self.origin = origin
        self.nested = parent is not None
        self.state = ACTIVE
        self.error: BaseException | None = None
        self._outer_manager: SessionTransaction | None = None
        self.connections: dict[Any, tuple[Connection, Any, bool]] = {}
        # what flushes of this transaction did, to be undone by a rollback
        self.new: dict[InstanceState, None] = {}
        self.deleted: dict[InstanceState, Any] = {}
        self.dirty: set[InstanceState] = set()
        self.key_switches: dict[InstanceState, tuple[Any, Any]] = {}

    @property
    def is_active(self) -> bool:
        """Return whether statements can be executed."""
        return self.state is ACTIVE

    def __enter__(self) -> Self:
        self._check_active()
        self._outer_manager, self.session._manager = self.session._manager, self
        return self

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> Literal[False]:
        try:
            if kind is None and self.state is not CLOSED:
                try:
                    self.commit()
                except BaseException:
                    self._leave()
                    raise
            else:
                with noted_on(value, self.nested):
                    self._leave()
        finally:
            self.session._manager, self._outer_manager = self._outer_manager, None
        return False

    def commit(self) -> None:
        """Flush and commit; a savepoint is released."""
        session = self.session
        if self.state is not PREPARED:
            if session.twophase and not self.nested:
                self.prepare()
            else:
                self._complete()
        try:
            self._commit()
        except BaseException as error:
            self.fail(error)
            raise
        self.state = SessionTransactionState.COMMITTED
        session._fire("after_commit")
        self._keep()
        self._end()

    def prepare(self) -> None:
        """Flush, and prepare the two-phase transactions of all binds: only `commit()` and `rollback()` may follow."""
        if self.nested or not self.session.twophase:
            raise InvalidRequestError("'twophase' mode not enabled, or not root transaction; can't prepare.")
        self._complete()
        try:
            for _, transaction, _ in self.connections.values():
                if isinstance(transaction, TwoPhaseTransaction):
                    transaction.prepare()
        except BaseException as error:
            self.fail(error)
            raise
        self.state = PREPARED

    def rollback(self) -> None:
        """Roll back, and give the objects the state that they had before."""
        session = self.session
        if self.state is CLOSED:
            raise ResourceClosedError("This transaction is closed")
        while session._transaction is not self and session._transaction is not None:
            session._transaction.rollback()
        try:
            if self.state is not DEACTIVE:
                self._undo()
                self.state = DEACTIVE  # who listens cannot execute in it
                session._fire("after_rollback")
        finally:
            self._end()
        session._fire("after_soft_rollback", self)

    def close(self) -> None:
        """Release the connections without touching objects."""
        if self.state is CLOSED:
            return
        session = self.session
        while session._transaction is not self and session._transaction is not None:
            session._transaction.close()
        try:
            with ExitStack() as every:  # whatever some of them raise
                for _, transaction, _ in self.connections.values():
                    if transaction is not None and transaction.is_active:
                        every.callback(transaction.close)
        finally:
            self._end()

    def fail(self, error: BaseException) -> None:
        """Roll back after a failed flush; the session waits for `rollback()` to be called."""
        if self.state in (ACTIVE, PREPARED):
            try:
                self._undo()
            except Exception as second:
                error.add_note(f"the rollback after it has failed too: {type(second).__name__}: {second}")
            self.state = DEACTIVE
            self.error = error
            self.session._fire("after_rollback")

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Do what is within as a whole: an error rolls back, as one of a flush does."""
        self._check_active()
        try:
            yield
        except BaseException as error:
            self.fail(error)
            raise

    def connection(self, bind: Any, execution_options: Any = None) -> Connection:
        """Return the connection to `bind` that is in this transaction."""
        self._check_active()
        found = self.connections.get(bind)
        if found is not None:
            if execution_options:
                raise InvalidRequestError(
                    "Connection is already established for the given bind; execution_options must be given at its "
                    "first use in the transaction"
                )
            return found[0]
        for key, (there, _, _) in self.connections.items():
            other_name = there.engine if key is there else there
            if bind is other_name:
                return there
            if isinstance(bind, Connection) and there.engine is bind.engine:
                raise InvalidRequestError(
                    "Session already has a Connection associated for the given Connection's Engine"
                )
        if self.parent is not None:
            outer = self.parent.connection(bind, execution_options)
            self.connections[bind] = (outer, outer.begin_nested(), False)
            return outer
        ours = not isinstance(bind, Connection)
        connection: Connection = bind.connect() if ours else bind
        try:
            options = {**self.session.execution_options, **(execution_options or {})}
            if options:
                connection = connection.execution_options(**options)
            transaction = self._join(connection, ours)
        except BaseException:
            if ours:
                connection.close()
            raise
        self.connections[bind] = (connection, transaction, ours)
        self.session._fire("after_begin", self, connection)
        return connection

    def _join(self, connection: Connection, ours: bool) -> Any:
        """Begin on a connection, or join the transaction that it is in."""
        if ours or not connection.in_transaction():
            if self.session.twophase and self.parent is None:
                return connection.begin_twophase()
            return connection.begin()
        mode = self.session.join_transaction_mode
        if mode == "conditional_savepoint":
            mode = "create_savepoint" if connection.in_nested_transaction() else "rollback_only"
        if mode == "create_savepoint":
            return connection.begin_nested()
        transaction: Any = connection.get_nested_transaction() or connection.get_transaction()
        return transaction if mode == "control_fully" else _Joined(transaction)

    def _complete(self) -> None:
        """Release the savepoints inside and flush."""
        self._check_active()
        session = self.session
        while session._transaction is not self and session._transaction is not None:
            session._transaction.commit()
        session._fire("before_commit")
        session._flush_until_clean()

    def _commit(self) -> None:
        transactions = [transaction for _, transaction, _ in self.connections.values() if transaction is not None]
        for number, transaction in enumerate(transactions):
            try:
                transaction.commit()
            except BaseException as error:
                if number and self.state is PREPARED:
                    _finish(transaction, transactions[number + 1 :], error)
                raise

    def _check_active(self) -> None:
        if self.state is ACTIVE:
            return
        if self.state is PREPARED:
            raise InvalidRequestError(
                "This session is in 'prepared' state; no further SQL can be emitted within this transaction."
            )
        if self.state is DEACTIVE:
            reason = f" Original exception was: {self.error}" if self.error is not None else ""
            raise PendingRollbackError(
                "This Session's transaction has been rolled back due to a previous exception during flush. To begin a "
                f"new transaction with this Session, first issue Session.rollback().{reason}"
            )
        raise ResourceClosedError("This transaction is closed")

    def _leave(self) -> None:
        if self.state is not CLOSED:
            self.rollback()

    def _undo(self) -> None:
        """Roll back the connections and the objects."""
        try:
            with ExitStack() as every:  # whatever some of them raise
                for _, transaction, _ in self.connections.values():
                    if transaction is not None:  # also one whose commit has failed, and which is not active any more
                        every.callback(transaction.rollback)
        finally:
            self._restore()

    def _restore(self) -> None:
        session = self.session
        identity = session.identity
        for state in [*self.new, *session._new]:
            bucket = identity.get(state.mapper.base_mapper)
            if bucket is not None and state.key is not None and bucket.get(state.key) is state:
                del bucket[state.key]
            state.key = state.session = state.changes = None  # what was expired stays so: its value is lost
            state.flags = 0
        session._new.clear()
        for state, (old, new) in self.key_switches.items():
            if state not in self.new:
                bucket = session._bucket(state.mapper)
                if bucket.get(new) is state:
                    del bucket[new]
                state.key = old
                bucket[old] = state
        for state, obj in [*self.deleted.items(), *session._deleted.items()]:
            if state not in self.new:
                state.flags &= ~DELETED
                state.session = session
                session._bucket(state.mapper)[state.key] = state
                del obj
        session._deleted.clear()
        nested = self.nested
        for bucket in identity.values():
            for state in list(bucket.values()):
                obj = state()
                if obj is not None and (not nested or state.changes is not None or state in self.dirty):
                    expire_state(state, obj.__dict__)
        if not nested:
            session._dirty.clear()
        else:
            session._dirty = {s: o for s, o in session._dirty.items() if s.changes is not None}

    def _keep(self) -> None:
        """Let the objects live on after a commit."""
        session = self.session
        if self.parent is not None:
            parent = self.parent
            parent.new.update(self.new)
            parent.deleted.update(self.deleted)
            parent.dirty.update(self.dirty)
            for state, (old, new) in self.key_switches.items():
                first = parent.key_switches.get(state)
                parent.key_switches[state] = (old if first is None else first[0], new)
            return
        for state in self.deleted:
            state.session = None
        if session.expire_on_commit:
            for bucket in session.identity.values():
                for state in list(bucket.values()):
                    obj = state()
                    if obj is not None:
                        expire_state(state, obj.__dict__)
            session._dirty.clear()

    def _end(self) -> None:
        self.state = CLOSED
        self.session._transaction = self.parent
        connections, self.connections = self.connections, {}
        if self.parent is None:
            with ExitStack() as every:
                for connection, _, ours in connections.values():
                    if ours:
                        every.callback(connection.close)
        self.session._fire("after_transaction_end", self)


class _Joined:
    """A transaction that somebody else began: rolled back from here, but neither committed nor closed."""

    def __init__(self, transaction: Any) -> None:
        self.transaction = transaction

    @property
    def is_active(self) -> bool:
        return bool(self.transaction.is_active)

    def commit(self) -> None:
        """Leave the commit to the owner."""

    def rollback(self) -> None:
        self.transaction.rollback()

    def close(self) -> None:
        """Leave what is not committed to the owner."""


def _finish(failed: TwoPhaseTransaction, rest: list[Any], error: BaseException) -> None:
    """Go on with a two-phase commit of which a part is stored: what fails stays prepared, for its commit later."""
    failed.connection.invalidate(error)
    left = [failed.xid]
    for transaction in rest:
        try:
            transaction.commit()
        except Exception as second:
            transaction.connection.invalidate(second)
            left.append(transaction.xid)
    error.add_note(
        f"Other parts of this two-phase transaction are committed; left prepared, to be ended by "
        f"Connection.commit_prepared() on their servers: {', '.join(map(repr, left))}"
    )


def expire_state(state: InstanceState, d: dict[str, Any]) -> None:
    """Forget all mapped values of an object; the next access loads them."""
    props = state.mapper.props
    for name in d:
        if name not in props and name != STATE:
            for prop in props:
                d.pop(prop, None)
            break
    else:
        d.clear()
        d[STATE] = state
    state.expired = ALL
    state.changes = None
    state.queued = None

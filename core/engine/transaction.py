"""Transactions of a connection: the root one, savepoints, and two-phase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..exc import DBAPIError, InvalidRequestError
from .stream import drop_streams

if TYPE_CHECKING:
    from .connection import Connection


@contextmanager
def noted_on(error: BaseException | None, nested: bool = False) -> Iterator[None]:
    """Let an error that is on its way out of a block be raised, not one of the database in the cleaning up after it.

    A lost connection must not turn a KeyboardInterrupt, or what the user has raised, into something else; but who
    catches an exception around a savepoint means to go on, and must be told that the transaction is lost.
    """
    try:
        yield
    except DBAPIError as second:
        if error is None or (nested and isinstance(error, Exception)):
            raise
        if second is not error:
            error.add_note(f"the rollback after it has failed too: {type(second).__name__}: {second.orig}")


class Transaction:
    """Be a transaction in progress; as a context manager commit at the end, or roll back on an error."""

    __slots__ = ("_failed", "_lost", "_outer_manager", "connection", "is_active")

    _noun = "transaction"
    _nested = False

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_active = True
        self._failed = False  # the commit has failed: nothing is done here until rollback() is called
        self._lost = False  # the server has rolled it back
        self._outer_manager: Transaction | None = None

    @property
    def is_valid(self) -> bool:
        """Tell whether the transaction is still on a live connection."""
        return self.is_active and not self.connection.invalidated

    def commit(self) -> None:
        """Commit; raises `InvalidRequestError` when the transaction is over already.

        Where the server refuses, the connection takes no statement until `rollback()` is called.
        """
        if not self.is_active:
            self._refuse()
        try:
            self._commit()
        except BaseException:
            self._fail()
            raise
        self._end()

    def rollback(self) -> None:
        """Roll back; a transaction that is over already is left alone."""
        to_do, self._failed = self.is_active or self._failed, False
        try:
            if to_do:
                self._rollback()
        finally:
            self._end()

    def close(self) -> None:
        """Roll back unless the transaction is over."""
        self.rollback()

    def __enter__(self) -> Self:
        self._outer_manager = self.connection._manager
        self.connection._manager = self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self.is_active:
                try:
                    self.commit()
                except BaseException:
                    with suppress(DBAPIError):  # the error that is on its way tells more
                        self.rollback()
                    raise
            else:
                pending = self.connection._pending() if kind is None and self._lost else None
                with noted_on(value, self._nested):
                    self.rollback()
                if pending is not None:
                    raise pending
        finally:
            self.connection._manager = self._outer_manager
            self._outer_manager = None

    def _commit(self) -> None:
        raise NotImplementedError

    def _rollback(self) -> None:
        raise NotImplementedError

    def _end(self) -> None:
        raise NotImplementedError

    def _fail(self) -> None:
        self.is_active = self.connection._ready = False
        self._failed = True

    def _refuse(self) -> None:
        if self._failed:
            raise self.connection._pending()
        raise InvalidRequestError(f"This {self._noun} is inactive")


class RootTransaction(Transaction):
    """Be the real transaction of a connection."""

    __slots__ = ("_prepared", "started")

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._prepared = False
        self.started = False  # BEGIN is sent with the first statement
        if connection.invalidated:
            connection._reconnect()
        connection._transaction = self
        try:
            self._begin()
        except BaseException:
            connection._transaction = None
            raise

    def _begin(self) -> None:
        self.connection._log_begin()

    def _commit(self) -> None:
        self.connection._commit(self)

    def _rollback(self) -> None:
        self.connection._rollback(self)

    def _end(self) -> None:
        connection = self.connection
        self.is_active = False
        if connection._transaction is self:
            self._end_savepoints()
            connection._transaction = None
            connection._ready = False

    def _fail(self) -> None:
        super()._fail()
        self._end_savepoints()

    def lose(self) -> None:
        """Note that the server has rolled back the transaction: it takes no statement until `rollback()` is called."""
        if self.is_active:
            self._fail()
            self._lost = True
            drop_streams(self.connection, "an error that has ended its transaction")

    def _end_savepoints(self) -> None:
        nested, self.connection._nested = self.connection._nested, None
        while nested is not None:
            nested.is_active = nested._failed = False
            nested = nested._outer


class NestedTransaction(Transaction):
    """Be a savepoint."""

    __slots__ = ("_name", "_outer")

    _noun = "nested transaction"
    _nested = True

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._outer = connection._nested
        self._name = connection._savepoint()
        connection._nested = self

    def _commit(self) -> None:
        self.connection._release_savepoint(self._name)

    def _rollback(self) -> None:
        root = self.connection._transaction
        if root is not None and root.is_active and not self.connection.invalidated:
            self.connection._rollback_to_savepoint(self._name)

    def _end(self) -> None:
        connection = self.connection
        self.is_active = False
        if connection._nested is self:
            connection._nested = self._outer
        if connection._manager is self:
            connection._ready = False  # the next statement inside the block is an error; see Connection._prepare


class TwoPhaseTransaction(RootTransaction):
    """Be a transaction that is prepared first and committed later, with others."""

    __slots__ = ("xid",)

    def __init__(self, connection: Connection, xid: Any) -> None:
        self.xid = xid
        super().__init__(connection)

    def prepare(self) -> None:
        """Make sure that the commit cannot fail; only `commit()` and `rollback()` may follow."""
        if not self.is_active:
            self._refuse()
        self.connection._two_phase("prepare", self.xid)
        self._prepared, self.connection._ready = True, False

    def _begin(self) -> None:
        self.connection._two_phase("begin", self.xid)
        self.started = True
        self.connection._ready = True

    def _commit(self) -> None:
        self.connection._two_phase("commit", self.xid, self._prepared)

    def _rollback(self) -> None:
        if not self.connection.invalidated:
            self.connection._two_phase("rollback", self.xid, self._prepared)

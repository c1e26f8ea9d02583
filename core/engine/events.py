"""The events of engines and connections."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from ..event import Dispatch, Events


class ConnectionEvents(Events):
    """Events of an Engine, of the class Engine, or of one Connection; some also of a dialect or a class of dialects.

    `before_execute` and `before_cursor_execute` listeners that are attached with `retval=True` return what is executed
    instead. The `do_*` listeners take the driver's work over by returning a true value.
    """

    _returning = frozenset(
        {
            "before_execute",
            "before_cursor_execute",
            "handle_error",
            "do_connect",
            "do_execute",
            "do_executemany",
            "do_execute_no_params",
        }
    )

    _earlier = {
        "before_execute": ("conn", "clauseelement", "multiparams", "params"),
        "after_execute": ("conn", "clauseelement", "multiparams", "params", "result"),
        "engine_connect": ("conn", "branch"),
    }

    def before_execute(
        self, conn: Any, clauseelement: Any, multiparams: Any, params: Any, execution_options: Any
    ) -> None:
        """A statement is about to be compiled and executed."""

    def after_execute(
        self, conn: Any, clauseelement: Any, multiparams: Any, params: Any, execution_options: Any, result: Any
    ) -> None:
        """A statement was executed."""

    def before_cursor_execute(
        self, conn: Any, cursor: Any, statement: Any, parameters: Any, context: Any, executemany: Any
    ) -> None:
        """SQL text and driver parameters are about to be handed to the cursor."""

    def after_cursor_execute(
        self, conn: Any, cursor: Any, statement: Any, parameters: Any, context: Any, executemany: Any
    ) -> None:
        """The cursor has executed."""

    def statement_executed(self, record: Any) -> None:
        """A statement has come back from the server, or has failed: see `StatementRecord`, one for each statement.

        An event of isogloss, for traces and metrics; it fires once for each call of the driver, with what the caller
        gets as the error, also for statements of batches, savepoints and DDL.
        """

    def handle_error(self, exception_context: Any) -> None:
        """An error is about to be raised; a returned exception is raised in its place."""

    def engine_connect(self, conn: Any) -> None:
        """A Connection was made."""

    def engine_disposed(self, engine: Any) -> None:
        """An engine was disposed of."""

    def set_connection_execution_options(self, conn: Any, opts: Any) -> None:
        """Execution options were given to a Connection."""

    def set_engine_execution_options(self, engine: Any, opts: Any) -> None:
        """Execution options were given to an Engine."""

    def begin(self, conn: Any) -> None:
        """A transaction begins."""

    def rollback(self, conn: Any) -> None:
        """A transaction is about to be rolled back."""

    def commit(self, conn: Any) -> None:
        """A transaction is about to be committed."""

    def savepoint(self, conn: Any, name: Any) -> None:
        """A savepoint is about to be made."""

    def rollback_savepoint(self, conn: Any, name: Any, context: Any) -> None:
        """A savepoint is about to be rolled back to."""

    def release_savepoint(self, conn: Any, name: Any, context: Any) -> None:
        """A savepoint is about to be released."""

    def begin_twophase(self, conn: Any, xid: Any) -> None:
        """A two-phase transaction begins."""

    def prepare_twophase(self, conn: Any, xid: Any) -> None:
        """A two-phase transaction is about to be prepared."""

    def rollback_twophase(self, conn: Any, xid: Any, is_prepared: Any) -> None:
        """A two-phase transaction is about to be rolled back."""

    def commit_twophase(self, conn: Any, xid: Any, is_prepared: Any) -> None:
        """A two-phase transaction is about to be committed."""

    def do_connect(self, dialect: Any, conn_rec: Any, cargs: Any, cparams: Any) -> None:
        """A raw connection is about to be opened; a returned one is used."""

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any) -> None:
        """A cursor is about to execute."""

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any) -> None:
        """A cursor is about to execute many sets of parameters."""

    def do_execute_no_params(self, cursor: Any, statement: Any, context: Any) -> None:
        """A cursor is about to execute without parameters."""

    def do_setinputsizes(self, inputsizes: Any, cursor: Any, statement: Any, parameters: Any, context: Any) -> None:
        """The driver is about to be told the types of parameters, where it takes them (oracledb, pyodbc).

        `inputsizes` is a dict that a listener may change: parameters, which have `key`, `name` and `type`, and for
        each what `setinputsizes()` of the cursor takes, or None where the driver goes by the value.
        """

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        own = getattr(target, "_own_dispatch", None)
        if own is not None:
            return cls._dispatch_target if isinstance(target, type) else own()  # of any connection: of any engine
        if identifier in _OF_DIALECTS and hasattr(target, "for_server"):
            # the dialect of an engine is made anew when the server is known: its driver stays
            return dialect_dispatch(target) if isinstance(target, type) else target.driver.dispatch
        return super()._accept(target, identifier)


def dialect_dispatch(cls: type) -> Dispatch:
    """Return the dispatch of a dialect class, for the engines of it and of the classes below."""
    found = _DIALECTS.get(cls)
    if found is None:
        above = tuple(dialect_dispatch(base) for base in cls.__bases__ if hasattr(base, "for_server"))
        found = _DIALECTS[cls] = Dispatch(ConnectionEvents, above)
    return found


DialectEvents = ConnectionEvents
_OF_DIALECTS = frozenset(
    {"do_connect", "do_execute", "do_executemany", "do_execute_no_params", "do_setinputsizes", "handle_error"}
)
_DIALECTS: WeakKeyDictionary[type, Dispatch] = WeakKeyDictionary()

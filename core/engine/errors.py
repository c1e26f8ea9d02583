"""Turn exceptions of drivers and of parameter processing into ours, with the structure that the server gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from ..compile.compiled import InvalidParameter
from ..exc import DBAPIError, IntegrityError, InvalidRequestError, StatementError
from .limits import too_large

if TYPE_CHECKING:
    from ..dialect import Dialect
    from ..event import Dispatch
    from .connection import Connection
    from .driver import Driver, ErrorFacts
    from .engine import Engine
    from .execution import ExecutionContext


class ExceptionContext:
    """Tell a `handle_error` listener what went wrong, and let it decide about the connection.

    A listener may set `is_disconnect`, `invalidate_pool_on_disconnect` and `is_retryable` (then `Engine.run()` and
    `sessionmaker.run()` try again), and return or raise another exception.
    """

    __slots__ = (
        "chained_exception",
        "connection",
        "cursor",
        "dialect",
        "engine",
        "execution_context",
        "invalidate_pool_on_disconnect",
        "is_disconnect",
        "is_pre_ping",
        "is_retryable",
        "original_exception",
        "parameters",
        "sqlalchemy_exception",
        "statement",
    )

    def __init__(
        self,
        original: BaseException,
        wrapped: BaseException | None,
        engine: Engine,
        connection: Connection | None,
        cursor: Any,
        statement: str | None,
        parameters: Any,
        is_disconnect: bool,
        execution_context: ExecutionContext | None = None,
    ) -> None:
        self.original_exception = original
        self.sqlalchemy_exception = wrapped
        self.chained_exception: BaseException | None = None
        self.engine = engine
        self.dialect: Dialect = engine.dialect
        self.connection = connection
        self.cursor = cursor
        self.statement = statement
        self.parameters = parameters
        self.execution_context = execution_context
        self.is_disconnect = is_disconnect
        self.is_retryable: bool = getattr(wrapped, "is_retryable", False)
        self.invalidate_pool_on_disconnect = True
        self.is_pre_ping = False


def fail(
    error: BaseException,
    engine: Engine,
    connection: Connection | None = None,
    statement: str | None = None,
    params: Any = None,
    cursor: Any = None,
    many: bool | None = None,
    execution_context: ExecutionContext | None = None,
) -> NoReturn:
    """Raise what `error` should look like to the user; a lost connection is invalidated first."""
    driver = engine.driver_object
    raw = connection._raw if connection is not None else None
    is_driver_error = isinstance(error, driver.Error)
    wrapped = DBAPIError.instance(statement, params, error, driver.Error, engine.hide_parameters, ismulti=many)
    is_disconnect = False
    if isinstance(wrapped, DBAPIError) and is_driver_error:
        facts = driver.classify(error, raw)
        if facts.kind is not None and not isinstance(wrapped, IntegrityError):
            # some drivers have a constraint's failure as OperationalError; it is one thing on every database
            wrapped = IntegrityError(statement, params, error, engine.hide_parameters, ismulti=many)
        is_disconnect = _add_facts(wrapped, facts)
        if (remedy := too_large(engine, statement, params, many)) is not None:
            wrapped.add_detail(remedy)
    elif is_driver_error and not isinstance(error, Exception):
        is_disconnect = True
    dispatch = engine.dispatch if connection is None else connection._dispatch
    pool_too = True
    # an error that is an answer, as to whether a table is there
    awaited = execution_context is not None and execution_context.execution_options.get("expects_error")
    if dispatch.handle_error and not awaited:
        context = ExceptionContext(
            error, wrapped, engine, connection, cursor, statement, params, is_disconnect, execution_context
        )
        wrapped = _handled(context, dispatch)
        is_disconnect, pool_too = context.is_disconnect, context.invalidate_pool_on_disconnect
        if isinstance(wrapped, DBAPIError):
            wrapped.is_disconnect, wrapped.is_retryable = is_disconnect, context.is_retryable
    interrupted = not is_driver_error and raw is not None and _is_interrupted(error, driver, raw, statement, cursor)
    # a result may be older than the connection's raw one: its loss is not that of the other
    of_cursor = getattr(cursor, "connection", None)
    if connection is not None and raw is not None and (of_cursor is None or of_cursor is raw):
        if is_disconnect or interrupted:
            if isinstance(wrapped, StatementError):
                wrapped.connection_invalidated = True
            if is_disconnect and pool_too:
                engine.pool._invalidate_all()
            connection.invalidate(error)
        else:
            if cursor is not None:
                _close_quietly(cursor, driver)
            root = connection._transaction if is_driver_error and not connection._autocommit else None
            if root is not None and root.started and driver.ends_transaction(error, raw):
                root.lose()
    elif is_disconnect and connection is not None and isinstance(wrapped, StatementError):
        wrapped.connection_invalidated = True  # it was before: rows were fetched that had not come yet
    if wrapped is error:
        raise error
    raise wrapped.with_traceback(error.__traceback__) from error


@contextmanager
def closed_on_error(cursor: Any, driver: Driver) -> Iterator[None]:
    """Close a cursor if the block fails."""
    try:
        yield
    except BaseException:
        _close_quietly(cursor, driver)
        raise


def is_lost_at_ping(engine: Engine, error: Exception, lost: bool) -> bool:
    """Ask the `handle_error` listeners whether a connection is lost whose ping has failed; raise what they return."""
    driver = engine.driver_object
    if not engine.dispatch.handle_error:
        return lost
    wrapped = DBAPIError.instance(None, None, error, driver.Error, engine.hide_parameters)
    context = ExceptionContext(error, wrapped, engine, None, None, None, None, lost)
    context.is_pre_ping, context.invalidate_pool_on_disconnect = True, False
    raised = _handled(context, engine.dispatch)
    if not context.is_disconnect:
        raise raised from error
    return True


def fail_parameters(
    error: Exception, connection: Connection, statement: str, params: Any, many: bool = False
) -> NoReturn:
    """Raise an error about parameters, met before they were sent."""
    engine = connection.engine
    if isinstance(error, InvalidParameter):
        where = ""
        if many:
            number = next((number for number, row in enumerate(params) if error.key not in row), 0)
            where = f", in parameter group {number}; all groups need the keys of the first"
        error = InvalidRequestError(f"{error}{where}", code="cd3x")
    shown = params if many or not params else [params]
    wrapped = DBAPIError.instance(
        statement, shown, error, engine.driver_object.Error, engine.hide_parameters, ismulti=many
    )
    dispatch = connection._dispatch
    if dispatch.handle_error:
        context = ExceptionContext(error, wrapped, engine, connection, None, statement, shown, False)
        wrapped = _handled(context, dispatch)
    if wrapped is error:
        raise error
    raise wrapped from error


# -- helpers ---------------------------------------------------------------------------------------------------------


def _handled(context: ExceptionContext, dispatch: Dispatch) -> BaseException:
    """Return what to raise when the listeners have seen it."""
    for fn in dispatch.handle_error:
        replaced = fn(context)
        if replaced is not None:
            context.chained_exception = replaced
    return context.chained_exception or context.sqlalchemy_exception or context.original_exception


def _is_interrupted(error: BaseException, driver: Driver, raw: Any, statement: str | None, cursor: Any) -> bool:
    """Tell whether the protocol is in an unknown state, so that the connection cannot be used again."""
    if not isinstance(error, Exception) or (statement is None and cursor is None):
        return True  # KeyboardInterrupt and friends; a COMMIT or ROLLBACK has no parameters that could be wrong
    return driver.is_interrupted(error, raw)


def _add_facts(wrapped: DBAPIError, facts: ErrorFacts) -> bool:
    if facts.remedy is not None:
        wrapped.add_detail(facts.remedy)
    wrapped.is_disconnect = facts.is_disconnect
    wrapped.is_retryable = facts.is_retryable
    if isinstance(wrapped, IntegrityError):
        wrapped.kind = facts.kind
        wrapped.constraint_name = facts.constraint_name
        wrapped.table_name = facts.table_name
        wrapped.column_names = facts.column_names
    return facts.is_disconnect


def _close_quietly(cursor: Any, driver: Driver) -> None:
    try:
        cursor.close()
    except Exception:
        return  # the error that is on its way tells more

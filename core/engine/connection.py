"""The connection: begin, execute, commit; every statement goes through here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from threading import RLock
from time import perf_counter, time
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from ..compile.compiled import GeneratedKind
from ..compile.pipeline import compile_statement
from ..event import Dispatch
from ..exc import (
    ArgumentError,
    DBAPIError,
    InvalidRequestError,
    PendingRollbackError,
    ResourceClosedError,
    SQLAlchemyError,
    UnsupportedByDialect,
)
from ..util import immutabledict, repr_params
from . import batch
from .errors import closed_on_error, fail, fail_parameters
from .execution import AnyCursorResult, CursorResult, ExecutionContext, Plan, RowsCursor, plan_of, tell_input_sizes
from .interfaces import ConnectionEventsTarget
from .observe import StatementRecord, Tags, merge_options, tagged
from .parameters import as_event, checked_list, column_keys, from_event
from .result import ScalarResult
from .runners import RUNNERS, own_options, runner_for
from .stream import USED_ELSEWHERE, OpenStreams, Stream, drop_streams, end_streams, hold_streams, is_streamed
from .transaction import NestedTransaction, RootTransaction, Transaction, TwoPhaseTransaction, noted_on

if TYPE_CHECKING:
    from ..compile.compiled import Compiled
    from ..dialect import Dialect
    from .driver import Driver
    from .engine import Engine
    from .pooled import PoolProxiedConnection

Options: TypeAlias = Mapping[str, Any]
Parameters: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None

_NONE: immutabledict[str, Any] = immutabledict()


class Connection(ConnectionEventsTarget):
    """Work with one database connection; a transaction begins by itself with the first statement.

    Get one with `engine.connect()` (commit as you go) or `engine.begin()` (commit at the end of the block).
    """

    __slots__ = (
        "__weakref__",
        "_autocommit",
        "_buffers",
        "_closed",
        "_dispatch",
        "_driver",
        "_invalidated",
        "_lock",
        "_log",
        "_manager",
        "_nested",
        "_open",
        "_options",
        "_proxy",
        "_raw",
        "_ready",
        "_savepoint_numbers",
        "_stream",
        "_tags",
        "_transaction",
        "dialect",
        "engine",
    )

    should_close_with_result = False

    def __init__(self, engine: Engine, connection: PoolProxiedConnection | None = None) -> None:
        self.engine = engine
        self._proxy: PoolProxiedConnection | None = connection if connection is not None else engine._check_out()
        self._raw: Any = self._proxy.dbapi_connection
        self.dialect: Dialect = engine.dialect
        self._driver: Driver = self.dialect.driver
        self._buffers = self._driver.buffers
        self._lock = RLock() if self._driver.one_thread else None
        self._dispatch: Dispatch = engine.dispatch
        self._options: immutabledict[str, Any] = engine._options
        self._log = engine._shown_log()
        self._autocommit: bool = self._proxy._entry.autocommit  # type: ignore[union-attr]
        self._transaction: RootTransaction | None = None
        self._nested: NestedTransaction | None = None
        self._manager: Transaction | None = None
        self._ready = False  # a transaction is really open on the server, nothing stands in the way of a statement
        self._closed = self._invalidated = False
        self._stream = False
        self._open: OpenStreams | None = None
        self._tags: Tags | None = None
        self._savepoint_numbers = count(1)
        if self._options:
            self._use_options(self._options)
            self._tags = self._options.get("tags")
        if self._dispatch.active:
            for fn in self._dispatch.engine_connect:
                fn(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, value: BaseException | None, trace: Any) -> None:
        if value is None:
            self.close()
        else:
            with noted_on(value):
                self.close()

    # -- executing

    def execute(
        self, statement: Any, parameters: Parameters = None, *, execution_options: Options | None = None
    ) -> AnyCursorResult:
        """Execute a statement, once with one dict of parameters, or once for each dict of a list.

        Raises `ObjectNotExecutableError` for anything else than a statement, `StatementError` for wrong parameters and
        a `DBAPIError` such as `IntegrityError` for what the database refuses.
        """
        run = RUNNERS.get(statement.__class__) or runner_for(statement, Connection)
        result: AnyCursorResult = run(self, statement, parameters, execution_options)
        return result

    def scalar(self, statement: Any, parameters: Parameters = None, *, execution_options: Options | None = None) -> Any:
        """Execute a statement and return the first column of its first row, or None."""
        return self.execute(statement, parameters, execution_options=execution_options).scalar()

    def scalars(
        self, statement: Any, parameters: Parameters = None, *, execution_options: Options | None = None
    ) -> ScalarResult[Any]:
        """Execute a statement and return a result of the values of its first column."""
        return self.execute(statement, parameters, execution_options=execution_options).scalars()

    def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Options | None = None
    ) -> AnyCursorResult:
        """Execute SQL text as the driver takes it, with a tuple or dict of parameters, or a list of those."""
        options = self._merged(None, execution_options)
        many = isinstance(parameters, list)
        if many and parameters and not isinstance(parameters[0], tuple | list | dict):
            raise ArgumentError("List argument must consist only of tuples or dictionaries")
        if many and len(parameters) < 2:
            many, parameters = False, parameters[0] if parameters else None
        if parameters is not None and not isinstance(parameters, tuple | list | Mapping):
            raise ArgumentError(
                f"parameters of driver SQL are a tuple, a dict, or a list of these, not {type(parameters).__name__}"
            )
        args = self._driver.no_parameters if parameters is None else parameters
        return CursorResult(self, self._run(statement, args, many, "raw sql", options=options), None, args, options)

    # -- the way of a statement, for the ORM too

    def _execute_clause(self, statement: Any, parameters: Any, execution_options: Options | None) -> Any:
        many = False
        if parameters is None or parameters == ():
            parameters = None
        elif isinstance(parameters, Mapping):
            parameters = parameters or None
        else:
            sets = checked_list(parameters)
            many = len(sets) > 1
            parameters = sets if many else (sets[0] or None) if sets else None
            if not sets and statement.is_dml:
                raise ArgumentError(
                    "An empty list of parameters says to execute this statement for no row; leave the call out, or "
                    "pass no parameters to execute it once"
                )
        own = own_options(statement)
        options = self._options if own is None and execution_options is None else self._merged(own, execution_options)
        dispatch = self._dispatch
        if dispatch.before_execute:
            for fn in dispatch.before_execute:
                changed = fn(self, statement, *as_event(parameters, many), options)
                if changed is not None:
                    statement, parameters, many = from_event(changed)
        keys = None
        if statement.is_dml:
            keys = column_keys(parameters, many)
        schema_map = cache = None
        if options:
            schema_map = options.get("schema_translate_map")
            cache = options.get("compiled_cache", self.engine._cache)
        else:
            cache = self.engine._cache
        compiled, values = compile_statement(
            statement, self.dialect, cache=cache, column_keys=keys, many=many, schema_map=schema_map
        )
        result = self._execute_compiled(compiled, values, parameters, options)
        if dispatch.after_execute:
            for fn in dispatch.after_execute:
                fn(self, statement, *as_event(parameters, many), options, result)
        return result

    def _execute_compiled(
        self, compiled: Compiled, values: list[Any], params: Any = None, options: immutabledict[str, Any] = _NONE
    ) -> AnyCursorResult:
        """Execute a compiled statement with one dict of parameters, or a list of dicts."""
        plan: Plan = compiled.extras.get("engine") or plan_of(compiled, self.dialect)
        if plan.around is not None:
            with self._around(plan.around):
                result = self._execute_plan(compiled, plan, values, params, options)
                result.buffer()  # some drivers have one open result only
            return result
        return self._execute_plan(compiled, plan, values, params, options)

    def _execute_plan(
        self, compiled: Compiled, plan: Plan, values: list[Any], params: Any, options: immutabledict[str, Any]
    ) -> AnyCursorResult:
        if params.__class__ is list:
            return self._execute_many(compiled, plan, values, params, options)
        context = ExecutionContext(self, compiled, values, params, options) if plan.needs_context else None
        try:
            if plan.expands:
                text, args = compiled.text_for(values, params, context)
            else:
                text, args = compiled.string, compiled.collect(values, params, context)
        except Exception as error:
            fail_parameters(error, self, compiled.string, params)
        generated = None
        if plan.out_types:
            cursor, raws = self._run_with_out(text, args, False, plan, context, options)
            if plan.returns_rows:
                cursor = RowsCursor(raws[0], [(None, None)] * len(plan.out_types), cursor.rowcount)
            else:
                generated = plan.rows_of(raws[0])
        else:
            if plan.generates is GeneratedKind.QUERY:
                text += self._driver.key_query
            cursor = self._run(text, args, False, plan, context, options)
        return CursorResult(
            self, cursor, plan, args, options, context=context, generated=generated, values=values, params=params
        )

    def _execute_many(
        self, compiled: Compiled, plan: Plan, values: list[Any], rows: list[Any], options: immutabledict[str, Any]
    ) -> AnyCursorResult:
        context = ExecutionContext(self, compiled, values, rows, options) if plan.needs_context else None
        alone = plan.expands or "reads_itself" in compiled.facts
        if alone or plan.returns_rows or compiled.implicit_returning:
            return batch.execute_each(self, compiled, plan, values, rows, options, context)
        if batch.goes_in_pages(compiled, self._driver, options, rows):
            return batch.execute_pages(self, compiled, plan, values, rows, options, context)
        try:
            args = compiled.collect_many(values, rows, context)
        except Exception as error:
            fail_parameters(error, self, compiled.string, rows, many=True)
        cursor = self._run(compiled.string, args, True, plan, context, options)
        return CursorResult(self, cursor, plan, args, options, many=True, context=context, values=values, params=rows)

    def _run(
        self,
        text: str,
        args: Any,
        many: bool = False,
        plan: Plan | str = "raw sql",
        context: ExecutionContext | None = None,
        options: Options = _NONE,
    ) -> Any:
        """Hand text and parameters to a new cursor and return it."""
        lock = self._lock
        if lock is not None and not lock.acquire(blocking=False):
            raise InvalidRequestError(USED_ELSEWHERE)
        try:
            if not self._ready:
                self._prepare(text)
            streams = False
            if (self._stream or options) and not many:
                streams = is_streamed(self, text, plan, options)
            tags = options.get("tags", self._tags) if options else self._tags
            if tags is not None:
                as_given = not args and options.get("no_parameters")
                text = tagged(text, tags, self.dialect.escapes_percent and not as_given)
            if self._dispatch.active or (many and self._driver.proposes_input_sizes):
                return self._run_with_events(text, args, many, plan, context, options, streams)
            if self._log is not None:
                self._log_statement(text, args, many, plan, options)
            cursor = None
            try:
                cursor = self._raw.cursor() if not streams else self._driver.cursor(self._raw, stream=True)
                if many:
                    self._driver.executemany(cursor, text, args)
                elif args or not options or not options.get("no_parameters"):
                    cursor.execute(text, args)
                else:
                    cursor.execute(text)
            except BaseException as error:
                fail(error, self.engine, self, text, args, cursor, many)
            return cursor if not streams and self._buffers else self._streamed(cursor, plan, options, streams)
        finally:
            if lock is not None:
                lock.release()

    def _run_with_events(
        self,
        text: str,
        args: Any,
        many: bool,
        plan: Plan | str,
        context: ExecutionContext | None,
        options: Options,
        streams: bool,
    ) -> Any:
        if context is None:
            compiled = plan.compiled if isinstance(plan, Plan) else None
            context = ExecutionContext(self, compiled, [], args, options)
        context.statement, context.parameters, context.executemany = text, args, many
        watchers = self._dispatch.statement_executed
        if not watchers:
            return self._run_in_context(context, plan, options, streams)
        failed: BaseException | None = None
        started, start = time(), perf_counter()
        try:
            return self._run_in_context(context, plan, options, streams)
        except BaseException as error:
            failed = error
            raise
        finally:
            record = StatementRecord(self, context, started, perf_counter() - start, failed)
            for fn in watchers:
                fn(record)

    def _run_in_context(self, context: ExecutionContext, plan: Plan | str, options: Options, streams: bool) -> Any:
        driver, dispatch = self._driver, self._dispatch
        text, args, many = context.statement, context.parameters, context.executemany
        try:
            cursor = context.cursor = driver.cursor(self._raw, stream=streams)
        except BaseException as error:
            fail(error, self.engine, self, text, args)
        with closed_on_error(cursor, driver):  # what listeners raise is theirs
            for fn in dispatch.before_cursor_execute:
                changed = fn(self, cursor, text, args, context, many)
                if changed is not None:
                    text, args = context.statement, context.parameters = changed
        try:
            if driver.takes_input_sizes and (dispatch.do_setinputsizes or driver.proposes_input_sizes):
                tell_input_sizes(context, dispatch.do_setinputsizes)
            if self._log is not None:
                self._log_statement(text, args, many, plan, options)
            if many:
                if not any(fn(cursor, text, args, context) for fn in dispatch.do_executemany):
                    driver.executemany(cursor, text, args)
            elif args or not options.get("no_parameters"):
                if not any(fn(cursor, text, args, context) for fn in dispatch.do_execute):
                    cursor.execute(text, args)
            elif not any(fn(cursor, text, context) for fn in dispatch.do_execute_no_params):
                cursor.execute(text)
        except BaseException as error:
            fail(error, self.engine, self, text, args, cursor, many, context)
        with closed_on_error(cursor, driver):
            for fn in dispatch.after_cursor_execute:
                fn(self, cursor, text, args, context, many)
        return cursor if not streams and driver.buffers else self._streamed(cursor, plan, options, streams)

    def _streamed(self, cursor: Any, plan: Plan | str, options: Options, asked: bool) -> Any:
        asks_key = isinstance(plan, Plan) and plan.generates is GeneratedKind.QUERY
        return cursor if asks_key or cursor.description is None else Stream(self, cursor, options, asked)

    def _prepare(self, text: str) -> None:
        """Make a statement possible: reconnect, begin, or raise what stands in the way."""
        if self._closed:
            raise ResourceClosedError(_CLOSED)
        if self._manager is not None and not self._manager.is_active:
            raise InvalidRequestError(
                "Can't operate on closed transaction inside context manager.  Please complete the context manager "
                "before emitting further commands."
            )
        if self._invalidated:
            self._reconnect()
        if self._open:
            hold_streams(self)
        transaction = self._transaction
        if transaction is None:
            transaction = RootTransaction(self)
        elif transaction._failed or (self._nested is not None and self._nested._failed):
            raise self._pending()
        if transaction._prepared:
            raise InvalidRequestError(
                "This two-phase transaction is prepared: nothing but its commit() or rollback() can follow"
            )
        if not transaction.started:
            driver = self._driver
            if driver.outside_transaction is not None and driver.outside_transaction.match(text):
                return
            if not self._autocommit:
                try:
                    driver.begin(self._raw)
                except BaseException as error:
                    fail(error, self.engine, self)
            transaction.started = True
        self._ready = True

    def _reconnect(self) -> None:
        if self._transaction is not None:
            raise self._pending()
        self._proxy = self.engine._check_out()
        self._raw = self._proxy.dbapi_connection
        self._invalidated = False
        self._autocommit = self._proxy._entry.autocommit  # type: ignore[union-attr]
        self._configure(self._options)

    def _pending(self) -> PendingRollbackError:
        if self._transaction is not None and self._transaction._lost:
            return PendingRollbackError(
                "The server has rolled back the whole transaction with an earlier error: nothing of it is stored. Call "
                "rollback() and do all of it again; Engine.run() and sessionmaker.run() do so by themselves",
                code="8s2b",
            )
        what = "savepoint transaction" if self._nested is not None else "transaction"
        return PendingRollbackError(
            f"Can't reconnect until invalid {what} is rolled back.  Please rollback() fully before proceeding",
            code="8s2b",
        )

    # -- transactions

    def begin(self) -> RootTransaction:
        """Begin a transaction; as a context manager it commits at the end, or rolls back on an error.

        Raises `InvalidRequestError` when one has begun already, be it by itself.
        """
        if self._transaction is not None:
            raise InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                "can't call begin() here unless rollback() or commit() is called first."
            )
        self._check_usable()
        return RootTransaction(self)

    def begin_nested(self) -> NestedTransaction:
        """Begin a savepoint; the surrounding transaction begins by itself if there is none."""
        self._check_usable()
        if not self.dialect.capabilities.savepoints:
            raise InvalidRequestError(f"{self.dialect.describe()} has no savepoints; use begin() alone")
        if self._transaction is None:
            RootTransaction(self)
        return NestedTransaction(self)

    def begin_twophase(self, xid: Any = None) -> TwoPhaseTransaction:
        """Begin a two-phase transaction, under the given id or a fresh one."""
        if self._transaction is not None:
            raise InvalidRequestError("Cannot start a two phase transaction when a transaction is already in progress.")
        self._check_usable()
        return TwoPhaseTransaction(self, xid if xid is not None else self._driver.new_xid())

    def commit(self) -> None:
        """Commit the transaction in progress, if there is one."""
        if self._transaction is not None:
            self._transaction.commit()

    def rollback(self) -> None:
        """Roll back the transaction in progress, if there is one."""
        if self._transaction is not None:
            self._transaction.rollback()

    def recover_twophase(self) -> list[Any]:
        """Return the ids of the prepared transactions that wait for their end."""
        return self._driver.prepared_transactions(self.connection.dbapi_connection)

    def rollback_prepared(self, xid: Any, recover: bool = True) -> None:
        """Roll back a prepared transaction; raises `InvalidRequestError` inside of another one."""
        self._end_prepared("rollback", xid, recover)

    def commit_prepared(self, xid: Any, recover: bool = True) -> None:
        """Commit a prepared transaction; raises `InvalidRequestError` inside of another one."""
        self._end_prepared("commit", xid, recover)

    def in_transaction(self) -> bool:
        """Tell whether a transaction is in progress."""
        return self._transaction is not None and self._transaction.is_active

    def in_nested_transaction(self) -> bool:
        """Tell whether a savepoint is in progress."""
        return self._nested is not None and self._nested.is_active

    def get_transaction(self) -> RootTransaction | None:
        """Return the transaction in progress."""
        return self._transaction

    def get_nested_transaction(self) -> NestedTransaction | None:
        """Return the innermost savepoint in progress."""
        return self._nested

    # -- the connection itself

    def close(self) -> None:
        """Roll back what is not committed and give the connection back to its pool."""
        if self._lock is None:
            self._close()
        else:
            with self._lock:
                self._close()

    def _close(self) -> None:
        transaction, was_reset = self._transaction, False
        if self._open:
            drop_streams(self, "close() of its connection", self._proxy is None or not self._proxy.is_inherited)
        try:
            if transaction is not None:
                transaction.close()
                was_reset = not self._invalidated
        finally:
            self._closed, self._ready = True, False
            proxy, self._proxy, self._raw = self._proxy, None, None
            if proxy is not None:
                proxy.close(transaction_was_reset=was_reset)

    @property
    def closed(self) -> bool:
        """Tell whether the connection was closed."""
        return self._closed

    @property
    def invalidated(self) -> bool:
        """Tell whether the raw connection was lost or thrown away."""
        return self._invalidated

    def invalidate(self, exception: BaseException | None = None) -> None:
        """Throw the raw connection away; after a rollback the next statement opens another."""
        if self._invalidated:
            return
        if self._closed or self._proxy is None:
            raise ResourceClosedError(_CLOSED)
        proxy, self._proxy, self._raw = self._proxy, None, None
        self._invalidated, self._ready = True, False
        proxy.invalidate(exception)
        if self._open:
            drop_streams(self, "the loss of its connection")

    def detach(self) -> None:
        """Take the raw connection out of its pool; `close()` will really close it."""
        if self._closed or self._proxy is None:
            raise ResourceClosedError(_CLOSED if self._closed else "Can't detach: invalidated")
        self._proxy.detach()

    @property
    def connection(self) -> PoolProxiedConnection:
        """Return the pool's proxy of the raw connection."""
        self._check_usable()
        if self._invalidated:
            self._reconnect()
        if self._open:
            hold_streams(self)
        assert self._proxy is not None
        return self._proxy

    @property
    def info(self) -> dict[Any, Any]:
        """Return a dict that lives as long as the raw connection."""
        return self.connection.info

    def get_execution_options(self) -> immutabledict[str, Any]:
        """Return the execution options in force."""
        return self._options

    def execution_options(self, **opt: Any) -> Connection:
        """Set execution options of this connection and return it."""
        for fn in self._dispatch.set_connection_execution_options:
            fn(self, opt)
        self._use_options(opt)
        self._options = merge_options(self._options, opt)
        self._tags = self._options.get("tags")
        return self

    def get_isolation_level(self) -> str:
        """Return the isolation level in force, as the database tells it."""
        raw = self.connection.dbapi_connection
        try:
            level = self._driver.get_isolation_level(raw)
            if not self._ready and (self._transaction is None or not self._transaction.started):
                self._driver.rollback(raw)  # some drivers have begun a transaction in order to ask
        except BaseException as error:
            fail(error, self.engine, self)
        return level

    @property
    def default_isolation_level(self) -> str | None:
        """Return the isolation level of fresh connections."""
        return self.engine._hub.default_isolation_level

    def schema_for_object(self, obj: Any) -> str | None:
        """Return the schema of a table or sequence, translated by `schema_translate_map`."""
        translate: Mapping[Any, str | None] = self._options.get("schema_translate_map") or {}
        schema: str | None = obj.schema
        return translate.get(schema, schema)

    def _own_dispatch(self) -> Dispatch:
        if self._dispatch is self.engine.dispatch:
            self._dispatch = self._dispatch.child()
        return self._dispatch

    def _check_usable(self) -> None:
        if self._closed:
            raise ResourceClosedError(_CLOSED)
        transaction, nested = self._transaction, self._nested
        if transaction is not None and (transaction._failed or (nested is not None and nested._failed)):
            raise self._pending()
        if self._manager is not None and not self._manager.is_active:
            self._prepare("")

    def _merged(self, own: Options | None, given: Options | None) -> immutabledict[str, Any]:
        if own is not None and "isolation_level" in own:
            raise ArgumentError(
                "'isolation_level' execution option may only be specified on Connection.execution_options(), or "
                "per-engine using the isolation_level argument to create_engine()."
            )
        if given is not None:
            given = immutabledict(given)
        merged = self._options if own is None else merge_options(immutabledict(own), self._options)
        return merged if given is None else merge_options(merged, given)

    def _use_options(self, options: Options) -> None:
        self._configure(options)
        if "stream_results" in options:
            self._stream = bool(options["stream_results"])
        if "logging_token" in options and self._log is not None:
            self._log = self._log.with_token(options["logging_token"])

    def _configure(self, options: Options) -> None:
        names = [name for name in ("isolation_level", *self._driver.connection_settings) if name in options]
        if not names:
            return
        if self._transaction is not None:
            raise InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or "
                f"autobegin; {', '.join(names)} may not be altered unless rollback() or commit() is called first."
            )
        proxy = self.connection
        try:
            self.engine._configure(proxy, options)
        except BaseException as error:
            if not isinstance(error, SQLAlchemyError):
                self.invalidate(error)
            raise
        if "isolation_level" in options:
            self._autocommit = options["isolation_level"].upper() == "AUTOCOMMIT"

    # -- what transactions do

    def _log_begin(self) -> None:
        if self._log is not None:
            how = " (implicit; DBAPI should not BEGIN due to autocommit mode)" if self._autocommit else " (implicit)"
            self._log.info("BEGIN" + how)
        if self._dispatch.active:
            for fn in self._dispatch.begin:
                fn(self)

    def _commit(self, transaction: RootTransaction) -> None:
        self._finish("commit", transaction)

    def _rollback(self, transaction: RootTransaction) -> None:
        # in a forked child the transaction is the parent's: a ROLLBACK over their common socket would end it
        if self._invalidated:
            for fn in self._dispatch.rollback:
                fn(self)
        elif self._proxy is None or not self._proxy.is_inherited:
            self._finish("rollback", transaction)

    def _finish(self, how: str, transaction: RootTransaction) -> None:
        if self._invalidated:
            self._reconnect()
        if self._dispatch.active:
            for fn in getattr(self._dispatch, how):
                fn(self)
        if how == "rollback" and self._autocommit and self.engine.pool._skip_autocommit_rollback:
            if self._log is not None:
                self._log.info("ROLLBACK will be skipped by skip_autocommit_rollback")
            return
        if self._log is not None:
            self._log.info(how.upper() + (_IN_AUTOCOMMIT[how] if self._autocommit else ""))
        driver, lock = self._driver, self._lock
        if lock is not None and not lock.acquire(blocking=False):
            raise InvalidRequestError(USED_ELSEWHERE)
        try:
            if self._open:
                end_streams(self, f"{how}()")
            try:
                driver.commit(self._raw) if how == "commit" else driver.rollback(self._raw)
            except BaseException as error:
                fail(error, self.engine, self)
        finally:
            if lock is not None:
                lock.release()

    def _savepoint(self) -> str:
        name = f"sa_savepoint_{next(self._savepoint_numbers)}"
        for fn in self._dispatch.savepoint:
            fn(self, name)
        if self._driver.before_savepoint is not None:
            self._run(self._driver.before_savepoint, (), plan="no key").close()
        self._run(self._driver.savepoint.format(name), (), plan="no key").close()
        return name

    def _rollback_to_savepoint(self, name: str) -> None:
        for fn in self._dispatch.rollback_savepoint:
            fn(self, name, None)
        if self._open:
            end_streams(self, "the rollback of its savepoint", name)
        self._run_anyway(self._driver.rollback_to_savepoint.format(name))

    def _release_savepoint(self, name: str) -> None:
        for fn in self._dispatch.release_savepoint:
            fn(self, name, None)
        release = self._driver.release_savepoint
        if release is not None:
            self._run_anyway(release.format(name))

    def _run_anyway(self, text: str) -> None:
        manager, self._manager = self._manager, None
        try:
            self._run(text, (), plan="no key").close()
        finally:
            self._manager = manager

    def _two_phase(self, step: str, xid: Any, prepared: bool = False, recover: bool = False) -> None:
        if not self._driver.has_two_phase:
            raise UnsupportedByDialect("two-phase transactions", self.dialect.describe(), "commit each database alone")
        args = (self, xid, prepared) if step in ("commit", "rollback") else (self, xid)
        for fn in getattr(self._dispatch, f"{step}_twophase"):
            fn(*args)
        if self._log is not None:
            self._log.info(f"{step.upper()} TWOPHASE {xid}")
        if self._open:
            end_streams(self, f"{step}()")
        try:
            self._driver.two_phase_step(self.connection.dbapi_connection, step, xid, prepared, recover)
        except BaseException as error:
            try:
                fail(error, self.engine, self)
            finally:
                if not self._invalidated and self._driver.is_closed(self._raw):
                    self.invalidate(error)

    @contextmanager
    def _around(self, statements: tuple[str, str]) -> Iterator[None]:
        """Execute a statement before the block and one after it, also where the block has failed."""
        before, after = statements
        self._run(before, (), plan="no key").close()
        try:
            yield
        except BaseException:
            if not self._invalidated and not self._closed:
                with suppress(DBAPIError):  # the error that is on its way tells more
                    self._run_anyway(after)
            raise
        self._run(after, (), plan="no key").close()

    def _end_prepared(self, step: str, xid: Any, recover: bool) -> None:
        transaction = self._transaction
        if recover and transaction is not None and transaction.started and getattr(transaction, "xid", None) != xid:
            # PostgreSQL refuses; on MariaDB this transaction would be rolled back first
            raise InvalidRequestError(
                f"Can't {step} a prepared transaction while another one is in progress; commit() or rollback() it first"
            )
        self._two_phase(step, xid, True, recover)
        if recover and self._autocommit:  # some drivers have left the mode for this
            self.engine._configure(self.connection, {"isolation_level": "AUTOCOMMIT"})

    def _run_with_out(
        self, text: str, args: Any, many: bool, plan: Plan, context: ExecutionContext | None, options: Options
    ) -> tuple[Any, list[list[Any]]]:
        """Execute with variables for OUT parameters; return the cursor, and the rows of each execution."""
        if not self._ready:
            self._prepare(text)
        try:
            args, read = self._driver.out_parameters(self._raw, plan.out_types, args)
        except BaseException as error:
            fail(error, self.engine, self, text, args)
        cursor = self._run(text, args, many, plan, context, options)
        try:
            return cursor, read()
        except BaseException as error:
            fail(error, self.engine, self, text, args, cursor, many)

    def _log_statement(self, text: str, args: Any, many: bool, plan: Plan | str, options: Options) -> None:
        log = self._log
        assert log is not None
        if not log.shows_info():
            return
        log.info(text)
        cached = options.get("compiled_cache", self.engine._cache) is not None
        stats = plan.statistics(cached) if isinstance(plan, Plan) else plan
        hidden = "[SQL parameters hidden due to hide_parameters=True]"
        log.info(f"[{stats}] {hidden if self.engine.hide_parameters else repr_params(args, many=many)}")


_IN_AUTOCOMMIT = {
    "commit": " using DBAPI connection.commit(), has no effect due to autocommit mode",
    "rollback": " using DBAPI connection.rollback(); set skip_autocommit_rollback to prevent fully",
}
_CLOSED = "This Connection is closed; engine.connect() gives another"

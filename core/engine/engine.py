"""The engine: a dialect, a pool, and what connections share."""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..compile.cache import CompileCache
from ..event import dispatcher
from ..exc import DBAPIError, InvalidRequestError
from ..inspection import inspects
from ..util import immutabledict
from .connection import Connection
from .errors import fail
from .events import ConnectionEvents
from .interfaces import ConnectionEventsTarget
from .log import Echo, EchoLogger
from .observe import merge_options
from .pool import Pool
from .pooled import ConnectionPoolEntry, PoolProxiedConnection

if TYPE_CHECKING:
    from ..dialect import Dialect
    from .driver import Driver
    from .url import URL

_T = TypeVar("_T")


class Hub:
    """Hold what an engine and its `execution_options()` copies share, and may replace."""

    __slots__ = ("default_isolation_level", "dialect", "isolation_level", "known", "lock", "pool")

    def __init__(self, dialect: Dialect, isolation_level: str | None) -> None:
        self.dialect = dialect
        self.isolation_level = isolation_level
        self.default_isolation_level: str | None = None
        self.known = False
        self.lock = threading.Lock()
        self.pool: Pool

    def open(self, entry: ConnectionPoolEntry, connect: Callable[[], Any]) -> Any:
        """Open and prepare a raw connection; the first one tells which server this is."""
        raw = connect()
        try:
            self._prepare(entry, raw)
        except BaseException:
            with suppress(Exception):  # the error that is on its way tells more
                self.dialect.driver.close(raw)
            raise
        return raw

    def _prepare(self, entry: ConnectionPoolEntry, raw: Any) -> None:
        driver = self.dialect.driver
        driver.on_connect(raw)
        if self.dialect.json_deserializer is not None:
            driver.read_json_with(raw, self.dialect.json_deserializer)
        if not self.known:
            with self.lock:
                if not self.known:
                    self.dialect = self.dialect.for_server(driver.server_version(raw))
                    self.default_isolation_level = driver.default_isolation_level(raw)
                    driver.rollback(raw)
                    self.known = True
        entry.autocommit = False
        if self.isolation_level is not None:
            driver.set_isolation_level(raw, self.isolation_level)
            entry.autocommit = self.isolation_level == "AUTOCOMMIT"


class Engine(ConnectionEventsTarget):
    """Connect to one database; make it once per process, with `create_engine()`."""

    dispatch = dispatcher(ConnectionEvents)
    logging_name: str | None = None

    def __init__(
        self,
        hub: Hub,
        url: URL,
        *,
        logging_name: str | None = None,
        echo: Echo = None,
        query_cache_size: int = 500,
        execution_options: dict[str, Any] | None = None,
        hide_parameters: bool = False,
    ) -> None:
        self._hub = hub
        self.url = url
        self.logging_name = logging_name
        self.hide_parameters = hide_parameters
        self._echo = echo
        self._logger = _logger(logging_name, echo)
        self._cache: CompileCache | None = CompileCache(query_cache_size) if query_cache_size else None
        self._options: immutabledict[str, Any] = immutabledict()
        if execution_options:
            self.update_execution_options(**execution_options)

    def __repr__(self) -> str:
        return f"Engine({self.url!r})"

    @property
    def pool(self) -> Pool:
        """Return the pool."""
        return self._hub.pool

    @property
    def dialect(self) -> Dialect:
        """Return the dialect: of the real server, once one connection was made."""
        return self._hub.dialect

    @property
    def driver_object(self) -> Driver:
        """Return the driver."""
        driver: Driver = self._hub.dialect.driver
        return driver

    @property
    def name(self) -> str:
        """Return the dialect's name."""
        return self._hub.dialect.name

    @property
    def driver(self) -> str:
        """Return the driver's name."""
        return self.driver_object.name

    @property
    def engine(self) -> Engine:
        """Return this engine."""
        return self

    @property
    def echo(self) -> Echo:
        """Return or set whether statements are logged: False, True or `"debug"`."""
        return self._echo

    @echo.setter
    def echo(self, value: Echo) -> None:
        self._echo = value
        self._logger = _logger(self.logging_name, value)

    def connect(self) -> Connection:
        """Return a Connection; commit as you go, close it at the end, best with a `with` block."""
        return Connection(self)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a Connection whose transaction is committed at the end of the block, or rolled back on an error."""
        with Connection(self) as connection, connection.begin():
            yield connection

    def run(self, fn: Callable[[Connection], _T], retries: int = 3, delay: float = 0.02) -> _T:
        """Run `fn(connection)` in a transaction and return its result; run all of it again when it may then succeed.

        Serialization failures, deadlocks and locks that were not to be had are tried again up to `retries` times, also
        when they come with the COMMIT; in between it waits `delay` seconds, doubled each time and made irregular.
        """
        if retries < 0 or delay < 0:
            raise InvalidRequestError(f"run() needs retries >= 0 and delay >= 0, not {retries!r} and {delay!r}")
        attempt = 0
        while True:
            try:
                with self.begin() as connection:
                    return fn(connection)
            except DBAPIError as error:
                if not error.is_retryable or attempt >= retries:
                    raise
            irregular = 0.5 + (time.perf_counter_ns() & 1023) / 1024  # no need to import random for it
            time.sleep(delay * 2**attempt * irregular)
            attempt += 1

    def raw_connection(self) -> PoolProxiedConnection:
        """Return the pool's proxy of a connection of the driver; errors are the driver's own."""
        return self._hub.pool.connect()

    def dispose(self, close: bool = True) -> None:
        """Close the pooled connections and start with an empty pool.

        With `close=False` they are only forgotten: what a forked child process must do.
        """
        pool = self._hub.pool
        if close:
            pool.dispose()
        self._hub.pool = pool.recreate()
        for fn in self.dispatch.engine_disposed:
            fn(self)

    def execution_options(self, **opt: Any) -> OptionEngine:
        """Return an engine on the same pool whose connections have the given execution options."""
        return OptionEngine(self, opt)

    def update_execution_options(self, **opt: Any) -> None:
        """Change the execution options of this engine itself."""
        for fn in self.dispatch.set_engine_execution_options:
            fn(self, opt)
        if "isolation_level" in opt:
            opt["isolation_level"] = self.driver_object.check_isolation_level(opt["isolation_level"], self.name)
        self._options = merge_options(self._options, opt)

    def get_execution_options(self) -> immutabledict[str, Any]:
        """Return the execution options of this engine."""
        return self._options

    def clear_compiled_cache(self) -> None:
        """Forget the compiled statements."""
        if self._cache is not None:
            self._cache.clear()

    # -- for connections and events

    class _PoolTarget:
        """Lead pool events to the pool: of an engine, or of all for the class."""

        def __get__(self, engine: Engine | None, owner: type[Engine]) -> Callable[[], Any]:
            return (lambda: Pool) if engine is None else (lambda: engine._hub.pool)

    _pool_target = _PoolTarget()

    def _check_out(self) -> PoolProxiedConnection:
        try:
            return self._hub.pool.connect()
        except self._hub.dialect.driver.Error as error:
            fail(error, self)

    def _shown_log(self) -> EchoLogger | None:
        return self._logger if self._logger.shows_info() else None

    def _configure(self, proxy: PoolProxiedConnection, options: Mapping[str, Any]) -> None:
        """Give a raw connection what execution options ask for, until it returns to its pool."""
        raw, entry, driver = proxy.dbapi_connection, proxy._entry, self.driver_object
        undo: dict[str, Callable[[Any], None]] = entry.undo if entry is not None else {}
        try:
            for name, attribute in driver.connection_settings.items():
                if name in options:
                    undo.setdefault(name, partial(_set_attribute, attribute, getattr(raw, attribute)))
                    setattr(raw, attribute, options[name])
            if "isolation_level" in options:
                level = driver.check_isolation_level(options["isolation_level"], self.name)
                driver.set_isolation_level(raw, level)
                if entry is not None:
                    self._remember_level(entry, level)
        except driver.Error as error:
            fail(error, self)

    def _remember_level(self, entry: ConnectionPoolEntry, level: str) -> None:
        driver, hub = self.driver_object, self._hub
        normal = hub.isolation_level or hub.default_isolation_level
        entry.autocommit = level == "AUTOCOMMIT"

        def restore(raw: Any) -> None:
            driver.set_isolation_level(raw, normal or level)
            entry.autocommit = normal == "AUTOCOMMIT"

        if normal != level:
            entry.undo["isolation_level"] = restore
        else:
            entry.undo.pop("isolation_level", None)


class OptionEngine(Engine):
    """Be an engine with other execution options on the pool of another."""

    def __init__(self, parent: Engine, options: dict[str, Any]) -> None:
        self.__dict__.update({key: value for key, value in parent.__dict__.items() if key != "dispatch"})
        self.__dict__["dispatch"] = parent.dispatch.child()
        self._options = parent._options
        self.update_execution_options(**options)


# -- helpers ---------------------------------------------------------------------------------------------------------


@inspects(Engine, Connection)
def _inspector(bind: Engine | Connection) -> Any:
    # found when it is asked for: who only executes statements does not pay for the import
    return importlib.import_module(".reflection", __package__).make_inspector(bind)


def _set_attribute(name: str, value: Any, raw: Any) -> None:
    setattr(raw, name, value)


def _logger(name: str | None, echo: Echo) -> EchoLogger:
    return EchoLogger("isogloss.engine.Engine" + (f".{name}" if name else ""), echo)

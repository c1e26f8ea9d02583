"""Connection pools: keep raw connections, hand them out as proxies, and reset them when they come back."""

from __future__ import annotations

import gc
import inspect
import threading
import time
import traceback
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from ..event import Events, dispatcher
from ..exc import ArgumentError, DisconnectionError, InvalidRequestError, TimeoutError  # noqa: A004
from .log import Echo, EchoLogger
from .pooled import ConnectionPoolEntry, PoolProxiedConnection

if TYPE_CHECKING:
    from .driver import Driver

Creator: TypeAlias = Callable[..., Any]


class ResetStyle(Enum):
    """Say what happens to a connection that returns to its pool."""

    reset_rollback = "rollback"
    reset_commit = "commit"
    reset_none = None


reset_rollback = ResetStyle.reset_rollback
reset_commit = ResetStyle.reset_commit
reset_none = ResetStyle.reset_none


@dataclass(frozen=True, slots=True)
class PoolResetState:
    """Tell a `reset` listener in which state the connection comes back."""

    transaction_was_reset: bool
    terminate_only: bool = False
    asyncio_safe: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """Say which thread holds a checked-out connection, and for how many seconds already."""

    thread: str
    seconds: float
    dbapi_connection: Any


class PoolEvents(Events):
    """Events of connection pools; an engine, or the class Engine, stands for its pools."""

    _earlier = {"reset": ("dbapi_connection", "connection_record")}

    def connect(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A raw connection was opened."""

    def first_connect(self, dbapi_connection: Any, connection_record: Any) -> None:
        """The first raw connection of this pool was opened."""

    def checkout(self, dbapi_connection: Any, connection_record: Any, connection_proxy: Any) -> None:
        """A connection leaves the pool."""

    def checkin(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A connection returns to the pool."""

    def reset(self, dbapi_connection: Any, connection_record: Any, reset_state: PoolResetState) -> None:
        """A connection is about to be reset."""

    def invalidate(self, dbapi_connection: Any, connection_record: Any, exception: BaseException | None) -> None:
        """A connection is thrown away."""

    def soft_invalidate(self, dbapi_connection: Any, connection_record: Any, exception: BaseException | None) -> None:
        """A connection will be replaced at its next checkout."""

    def close(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A raw connection is about to be closed."""

    def detach(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A connection leaves its pool for good."""

    def close_detached(self, dbapi_connection: Any) -> None:
        """A detached connection is about to be closed."""

    @classmethod
    def _accept(cls, target: Any, identifier: str) -> Any:
        via_engine = getattr(target, "_pool_target", None)
        return super()._accept(target if via_engine is None else via_engine(), identifier)


class Pool:
    """Be the base of pools: `creator` opens a raw connection, `driver` resets, pings and closes it.

    `recycle` is an age in seconds after which a connection is replaced, `pre_ping` tests each one at checkout,
    `reset_on_return` is `"rollback"`, `"commit"` or None; with
    `skip_autocommit_rollback` connections in autocommit are not rolled back.
    """

    dispatch = dispatcher(PoolEvents)
    logging_name: str | None = None

    def __init__(
        self,
        creator: Creator,
        recycle: int = -1,
        echo: Echo = None,
        logging_name: str | None = None,
        reset_on_return: ResetStyle | str | bool | None = True,
        events: list[tuple[Callable[..., Any], str]] | None = None,
        dialect: Any = None,
        pre_ping: bool = False,
        driver: Driver | None = None,
        skip_autocommit_rollback: bool = False,
    ) -> None:
        _check_number("recycle", recycle, None, "it is in seconds, -1 keeps connections at any age", float)
        self._creator: Creator = creator_of_entry(creator)
        self._recycle = recycle
        self._pre_ping = pre_ping
        self._driver: Driver | None = driver if driver is not None else getattr(dialect, "driver", None)
        self._reset_style = _reset_style(reset_on_return)
        self._skip_autocommit_rollback = skip_autocommit_rollback
        self.echo = echo
        self.logging_name = logging_name
        name = f"isogloss.pool.{type(self).__name__}"
        self.logger = EchoLogger(f"{name}.{logging_name}" if logging_name else name, echo)
        self._ask_about_ping: Callable[[Exception, bool], bool] | None = None  # is the connection lost?
        self._connected = False
        self._first_lock = threading.RLock()
        self._invalid_before = 0.0
        self._generation = 0  # counted up by dispose()
        self._lent_entries: dict[int, ConnectionPoolEntry] = {}
        for fn, identifier in events or ():
            self.dispatch.add(identifier, fn, fn, False, False)

    def connect(self) -> PoolProxiedConnection:
        """Check a connection out."""
        dispatch = self.dispatch
        tries = 2
        while True:
            entry = self._get()
            try:
                raw = entry.ready()
                if self._pre_ping and not entry.lent and not entry.fresh:
                    raw = self._ping(entry, raw)
                entry.fresh = False
                if not entry.lent:
                    entry.holder, entry.lent_at = threading.current_thread().name, time.monotonic()
                    self._lent_entries[id(entry)] = entry
                entry.lent += 1
                if self.logger.shows_debug():
                    self.logger.debug("Connection %r checked out from pool", raw)
                proxy = PoolProxiedConnection(self, entry, raw)
            except BaseException:
                self._put(entry)
                raise
            if not dispatch.checkout:
                return proxy
            try:
                for fn in dispatch.checkout:
                    fn(raw, entry, proxy)
            except DisconnectionError as error:
                which = f"individual connection {raw!r}"
                if error.invalidate_pool:
                    which = "all pooled connections prior to current timestamp"
                    self._invalidate_all()
                self.logger.info("Disconnection detected on checkout, invalidating %s (reason: %r)", which, error)
                proxy.invalidate(error)
                tries -= 1
                if not tries:
                    raise InvalidRequestError("This connection is closed: reconnecting was refused too") from error
                continue
            except BaseException as error:
                proxy.invalidate(error)  # the listener may be half through what it does to the connection
                raise
            return proxy

    def recreate(self) -> Pool:
        """Return a new, empty pool with the same settings and listeners."""
        self.logger.info("Pool recreating")
        made = type(self)(self._creator, **self._settings())
        made.__dict__["dispatch"] = self.dispatch
        made._ask_about_ping = self._ask_about_ping
        return made

    def dispose(self) -> None:
        """Close the connections that are in the pool."""
        raise NotImplementedError

    def status(self) -> str:
        """Return a line that describes the pool."""
        return type(self).__name__

    def snapshot(self) -> list[Held]:
        """Return who holds the connections that are checked out, the longest first."""
        now = time.monotonic()
        held = [Held(e.holder, now - e.lent_at, e.dbapi_connection) for e in list(self._lent_entries.values())]
        return sorted(held, key=lambda one: -one.seconds)

    # -- for subclasses

    def _get(self) -> ConnectionPoolEntry:
        raise NotImplementedError

    def _put(self, entry: ConnectionPoolEntry) -> None:
        raise NotImplementedError

    def _settings(self) -> dict[str, Any]:
        return {
            "recycle": self._recycle,
            "echo": self.echo,
            "logging_name": self.logging_name,
            "reset_on_return": self._reset_style,
            "pre_ping": self._pre_ping,
            "driver": self._driver,
            "skip_autocommit_rollback": self._skip_autocommit_rollback,
        }

    # -- for entries and proxies

    def _check_in(self, entry: ConnectionPoolEntry, raw: Any, transaction_was_reset: bool) -> None:
        if entry.lent > 1:  # another proxy of this thread still uses it
            entry.lent -= 1
            return
        self._lent_entries.pop(id(entry), None)
        if entry.forget_if_inherited():
            raw = None
        debug = self.logger.shows_debug()
        if raw is not None and debug:
            self.logger.debug("Connection %r being returned to pool", raw)
        try:
            if raw is not None:
                try:
                    self._reset(raw, entry, transaction_was_reset, debug=debug)
                    while entry.undo:
                        entry.undo.popitem()[1](raw)
                except BaseException as error:
                    self.logger.error("Exception during reset or similar", exc_info=True)
                    entry.invalidate(error)
                    if not isinstance(error, Exception):
                        raise
            entry.lent = 0
            for fn in self.dispatch.checkin:
                fn(entry.dbapi_connection, entry)
        finally:
            entry.lent = 0
            self._put(entry)

    def _reset(
        self,
        raw: Any,
        entry: ConnectionPoolEntry | None,
        transaction_was_reset: bool,
        terminate_only: bool = False,
        debug: bool = False,
    ) -> None:
        if self.dispatch.reset:
            state = PoolResetState(transaction_was_reset, terminate_only)
            for fn in self.dispatch.reset:
                fn(raw, entry, state)
        how = self._reset_style.value
        if how is None:
            return
        skips = self._skip_autocommit_rollback and entry is not None and entry.autocommit
        done = how == "rollback" and (transaction_was_reset or skips)
        if debug:
            what = "reset, transaction already reset" if done else f"{how}-on-return"
            self.logger.debug("Connection %r " + what, raw)
        if done:
            return
        if self._driver is None:
            getattr(raw, how)()
        else:
            getattr(self._driver, how)(raw)

    def _ping(self, entry: ConnectionPoolEntry, raw: Any) -> Any:
        if self._driver is None:
            raise NotImplementedError("pre_ping needs to know the driver: pass dialect= to the pool")
        try:
            self._driver.ping(raw)
            return raw
        except self._driver.Error as error:
            lost = self._driver.classify(error, raw).is_disconnect
            if self._ask_about_ping is not None:
                lost = self._ask_about_ping(error, lost)
            if not lost:
                raise
        except BaseException as error:  # the answer to the ping may be on its way
            entry.invalidate(error)
            raise
        self.logger.info("Connection %r failed its ping; all pooled connections are opened anew", raw)
        self._invalidate_all()
        entry.invalidate()
        return entry.ready()

    def _after_fork(self) -> None:
        """Go on in a forked child: of all threads only the current one is there, and nobody gives back a lock."""
        self._first_lock = threading.RLock()
        name = threading.current_thread().name
        self._lent_entries = {key: entry for key, entry in self._lent_entries.items() if entry.holder == name}

    def _survives_fork(self, raw: Any) -> bool:
        return self._driver is not None and raw is not None and self._driver.survives_fork(raw)

    def _invalidate_all(self) -> None:
        """Let every connection opened until now be replaced at its next checkout."""
        self._invalid_before = time.time()

    def _close_raw(self, raw: Any, entry: ConnectionPoolEntry | None) -> None:
        try:
            for fn in self.dispatch.close:
                fn(raw, entry)
        finally:
            self._driver_close(raw)

    def _driver_close(self, raw: Any) -> None:
        self.logger.debug("Closing connection %r", raw)
        try:
            if self._driver is not None:
                self._driver.close(raw)
            else:
                raw.close()
        except Exception:
            self.logger.error("Exception closing connection %r", raw, exc_info=True)


class QueuePool(Pool):
    """Keep up to `pool_size` connections, open up to `max_overflow` more, wait `timeout` seconds (or None) for one.

    `use_lifo` hands out the connection that came back last, so that idle ones can time out on the server.
    """

    def __init__(
        self,
        creator: Creator,
        pool_size: int = 5,
        max_overflow: int = 10,
        timeout: float | None = 30.0,
        use_lifo: bool = False,
        **kw: Any,
    ) -> None:
        super().__init__(creator, **kw)
        _check_number("pool_size", pool_size, 0, "0 keeps any number of connections")
        _check_number("max_overflow", max_overflow, -1, "-1 opens any number of connections more")
        if timeout is not None:
            _check_number("timeout", timeout, 0, "it is in seconds, None waits for ever", float)
        self._size = pool_size
        self._max_overflow = -1 if pool_size == 0 else max_overflow
        self._timeout = timeout
        self._use_lifo = use_lifo
        self._idle: deque[ConnectionPoolEntry] = deque()
        self._open_count = 0
        self._free = threading.Condition(threading.RLock())

    def size(self) -> int:
        """Return how many connections the pool keeps at most."""
        return self._size

    def checkedin(self) -> int:
        """Return how many connections lie in the pool."""
        return len(self._idle)

    def checkedout(self) -> int:
        """Return how many connections are in use."""
        return self._open_count - len(self._idle)

    def overflow(self) -> int:
        """Return how many connections are open beyond `size()`; negative while the pool is not full.

        It is 0 where the pool keeps all of them.
        """
        return self._open_count - self._size if self._size else 0

    def timeout(self) -> float | None:
        """Return the seconds that a checkout waits; None: for ever."""
        return self._timeout

    def status(self) -> str:
        """Return a line that describes the pool."""
        return (
            f"Pool size: {self.size()}  Connections in pool: {self.checkedin()} "
            f"Current Overflow: {self.overflow()} Current Checked out connections: {self.checkedout()}"
        )

    def dispose(self) -> None:
        """Close the idle connections; those in use are closed when they come back to a disposed pool."""
        with self._free:
            self._generation += 1
            idle, self._idle = self._idle, deque()
            self._open_count -= len(idle)
            self._free.notify_all()
        with ExitStack() as every:  # whatever a listener raises
            for entry in idle:
                every.callback(entry.close)
        self.logger.info("Pool disposed. %s", self.status())

    def _get(self) -> ConnectionPoolEntry:
        idle = self._idle
        with self._free:
            if not idle and not self._may_grow():
                deadline = time.monotonic() + (_FOREVER if self._timeout is None else self._timeout)
                while not idle and not self._may_grow():
                    left = deadline - time.monotonic()
                    try:
                        came = left > 0 and self._free.wait(left)
                    except BaseException:
                        self._free.notify()  # it may have been called for; another one shall take what is free
                        raise
                    if not came:
                        gc.collect()  # a Connection that was lost without close() may sit in a reference cycle
                        if self._idle or self._may_grow():
                            break
                        raise TimeoutError(
                            f"QueuePool limit of size {self._size} overflow {self._max_overflow} reached, connection "
                            f"timed out, timeout {self._timeout:0.2f}; close connections in use, or raise pool_size"
                            f"{self._holders()}",
                            code="3o7r",
                        )
                idle = self._idle
            if idle:
                return idle.pop() if self._use_lifo else idle.popleft()
            self._open_count += 1
        try:
            return ConnectionPoolEntry(self)
        except BaseException:
            with self._free:
                self._open_count -= 1
                self._free.notify()
            raise

    def _put(self, entry: ConnectionPoolEntry) -> None:
        with self._free:
            if entry.generation == self._generation and (len(self._idle) < self._size or self._size == 0):
                self._idle.append(entry)
                self._free.notify()
                return
            self._open_count -= 1
            self._free.notify()
        entry.close()

    def _after_fork(self) -> None:
        super()._after_fork()
        self._free = threading.Condition(threading.RLock())
        self._open_count = len(self._idle) + len(self._lent_entries)

    def _holders(self) -> str:
        held = self.snapshot()
        shown = ", ".join(f"{one.thread!r} for {one.seconds:.1f} s" for one in held[:10])
        more = f" and {len(held) - 10} more" if len(held) > 10 else ""
        return f"; held by threads {shown}{more}" if held else ""

    def _may_grow(self) -> bool:
        return self._max_overflow == -1 or self._open_count < self._size + self._max_overflow

    def _settings(self) -> dict[str, Any]:
        return {
            **super()._settings(),
            "pool_size": self._size,
            "max_overflow": self._max_overflow,
            "timeout": self._timeout,
            "use_lifo": self._use_lifo,
        }


class AsyncAdaptedQueuePool(QueuePool):
    """Be the queue pool of engines whose driver is asynchronous."""


class NullPool(Pool):
    """Keep nothing: open a connection at each checkout and close it at checkin."""

    def dispose(self) -> None:
        """Do nothing: no connection is kept."""

    def status(self) -> str:
        """Return the name of the pool."""
        return "NullPool"

    def _get(self) -> ConnectionPoolEntry:
        return ConnectionPoolEntry(self)

    def _put(self, entry: ConnectionPoolEntry) -> None:
        entry.close()


class StaticPool(Pool):
    """Hand out one single connection to everybody, as a shared in-memory database needs."""

    def __init__(self, creator: Creator, **kw: Any) -> None:
        super().__init__(creator, **kw)
        self._entry: ConnectionPoolEntry | None = None

    @property
    def connection(self) -> Any:
        """Return the raw connection."""
        return self._get().dbapi_connection

    def dispose(self) -> None:
        """Close the connection, or, while it is in use, let it be closed when it comes back."""
        entry, self._entry = self._entry, None
        if entry is not None and not entry.lent:
            entry.close()

    def status(self) -> str:
        """Return the name of the pool."""
        return "StaticPool"

    def _get(self) -> ConnectionPoolEntry:
        with self._first_lock:
            if self._entry is None:
                self._entry = ConnectionPoolEntry(self)
            return self._entry

    def _put(self, entry: ConnectionPoolEntry) -> None:
        if entry is not self._entry:
            entry.close()


class SingletonThreadPool(Pool):
    """Keep one connection per thread, for databases whose connections belong to their thread.

    Two checkouts in one thread share the connection; it is closed when its thread is gone.
    """

    def __init__(self, creator: Creator, pool_size: int = 5, **kw: Any) -> None:
        super().__init__(creator, **kw)
        self._size = pool_size
        self._local = threading.local()
        self._all: weakref.WeakSet[_OfThread] = weakref.WeakSet()

    def dispose(self) -> None:
        """Close the connections of all threads; those in use are closed when they come back."""
        self._generation += 1
        entries = [one.entry for one in list(self._all)]
        self._all.clear()
        self._local = threading.local()
        with ExitStack() as every:  # whatever a listener raises
            for entry in entries:
                if not entry.lent:
                    every.callback(entry.close)

    def status(self) -> str:
        """Return a line that describes the pool."""
        return f"SingletonThreadPool id:{id(self)} size: {len(self._all)}"

    def _get(self) -> ConnectionPoolEntry:
        mine: _OfThread | None = getattr(self._local, "mine", None)
        if mine is None:
            mine = self._local.mine = _OfThread(ConnectionPoolEntry(self))
            self._all.add(mine)
        return mine.entry

    def _put(self, entry: ConnectionPoolEntry) -> None:
        if entry.generation != self._generation:
            entry.close()

    def _settings(self) -> dict[str, Any]:
        return {**super()._settings(), "pool_size": self._size}


class AssertionPool(Pool):
    """Allow one checked-out connection at a time and raise on a second one: finds leaks in tests.

    The error tells where the first one was checked out, unless `store_traceback=False`.
    """

    def __init__(self, creator: Creator, *, store_traceback: bool = True, **kw: Any) -> None:
        super().__init__(creator, **kw)
        self._entry: ConnectionPoolEntry | None = None
        self._lent = False
        self._store_traceback = store_traceback
        self._lent_at: list[str] = []

    def dispose(self) -> None:
        """Close the connection, or, while it is in use, let it be closed when it comes back."""
        entry, self._entry, lent, self._lent = self._entry, None, self._lent, False
        if entry is not None and not lent:
            entry.close()

    def status(self) -> str:
        """Return the name of the pool."""
        return "AssertionPool"

    def _get(self) -> ConnectionPoolEntry:
        if self._lent:
            where = f" at:\n{''.join(self._lent_at)}" if self._lent_at else ""
            raise AssertionError(f"connection is already checked out{where}")
        if self._entry is None:
            self._entry = ConnectionPoolEntry(self)
        self._lent = True
        if self._store_traceback:
            self._lent_at = traceback.format_stack()[:-2]
        return self._entry

    def _put(self, entry: ConnectionPoolEntry) -> None:
        if entry is not self._entry:  # the pool was disposed of meanwhile
            entry.close()
            return
        if not self._lent:
            raise AssertionError("connection is not checked out")
        self._lent, self._lent_at = False, []

    def _after_fork(self) -> None:
        super()._after_fork()
        self._lent = bool(self._lent_entries)

    def _settings(self) -> dict[str, Any]:
        return {**super()._settings(), "store_traceback": self._store_traceback}


# -- helpers ---------------------------------------------------------------------------------------------------------


class _OfThread:
    """Hold the entry of a thread; close it when the thread, or the pool, is gone."""

    __slots__ = ("__weakref__", "entry")

    def __init__(self, entry: ConnectionPoolEntry) -> None:
        self.entry = entry

    def __del__(self) -> None:
        if not self.entry.lent:
            with suppress(Exception):  # at the end of the interpreter, modules may be gone
                self.entry.close()


def creator_of_entry(creator: Creator) -> Creator:
    """Return a function that takes the entry which it opens a connection for; `creator` may take it, or nothing."""
    if getattr(creator, "takes_entry", False):
        return creator
    with suppress(ValueError):  # what is written in C may have no signature
        try:
            inspect.signature(creator).bind()
        except TypeError:  # it wants the entry
            return creator

    def of_entry(entry: ConnectionPoolEntry) -> Any:
        return creator()

    of_entry.takes_entry = True  # type: ignore[attr-defined]
    return of_entry


def _check_number(name: str, given: Any, least: int | None, meaning: str, kind: type[int | float] = int) -> None:
    fits = isinstance(given, (int, kind)) and not isinstance(given, bool)
    if not fits or (least is not None and not given >= least):
        what = "a whole number" if kind is int else "a number"
        at_least = "" if least is None else f" that is not below {least}"
        raise ArgumentError(f"{name!r} of a pool is {what}{at_least}, not {given!r}; {meaning}")


def _reset_style(given: ResetStyle | str | bool | None) -> ResetStyle:
    try:
        return given if isinstance(given, ResetStyle) else _RESET_STYLES[given]
    except (KeyError, TypeError):
        raise ArgumentError(
            f"Invalid value for 'reset_on_return': {given!r}; use 'rollback', 'commit' or None"
        ) from None


_FOREVER = threading.TIMEOUT_MAX / 2  # s
_RESET_STYLES: dict[Any, ResetStyle] = {
    True: reset_rollback,
    "rollback": reset_rollback,
    "commit": reset_commit,
    "none": reset_none,
    None: reset_none,
    False: reset_none,
}

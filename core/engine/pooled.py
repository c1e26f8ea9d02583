"""What pools hold and hand out: entries, and the proxies of raw connections that are checked out."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from ..exc import InvalidRequestError

if TYPE_CHECKING:
    from .pool import Pool


class ManagesConnection:
    """Be the common face of pool entries and proxies."""

    __slots__ = ("dbapi_connection",)

    dbapi_connection: Any

    @property
    def driver_connection(self) -> Any:
        """Return the connection of the driver itself."""
        return self.dbapi_connection

    @property
    def info(self) -> dict[Any, Any]:
        """Return a dict that lives as long as the raw connection."""
        raise AttributeError("info")

    @property
    def record_info(self) -> dict[Any, Any] | None:
        """Return a dict that lives as long as the place in the pool; None for a detached connection."""
        raise AttributeError("record_info")

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Throw the raw connection away, or, with `soft`, let it be replaced at its next checkout."""
        raise AttributeError("invalidate")


class ConnectionPoolEntry(ManagesConnection):
    """Hold one place of a pool: a raw connection, or none yet, and its `info` dict."""

    __slots__ = (
        "__weakref__",
        "_record_info",
        "autocommit",
        "born",
        "fresh",
        "generation",
        "holder",
        "info",
        "lent",
        "lent_at",
        "pid",
        "pool",
        "stale",
        "undo",
    )

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.dbapi_connection = None
        self.info: dict[Any, Any] = {}  # pyright: ignore[reportIncompatibleMethodOverride]
        self._record_info: dict[Any, Any] | None = None
        self.born = 0.0
        self.stale = False
        self.lent = 0
        self.lent_at = 0.0
        self.holder = ""
        self.autocommit = False
        self.pid = os.getpid()
        self.undo: dict[str, Callable[[Any], None]] = {}  # run at checkin: give the connection its defaults back
        self._open()

    @property
    def in_use(self) -> bool:
        """Tell whether the connection is checked out."""
        return self.lent > 0

    @property
    def record_info(self) -> dict[Any, Any]:
        """Return a dict that lives as long as the entry, over reconnects."""
        if self._record_info is None:
            self._record_info = {}
        return self._record_info

    def ready(self) -> Any:
        """Return the raw connection, opened again when it is gone, stale or too old."""
        pool = self.pool
        self.forget_if_inherited()
        if self.dbapi_connection is None:
            self.info.clear()
            self._open()
        elif (why := self._too_old()) is not None:
            pool.logger.info("Connection %r " + why + "; recycling", self.dbapi_connection)
            self.close()
            self.info.clear()
            self._open()
        return self.dbapi_connection

    def _too_old(self) -> str | None:
        pool = self.pool
        if pool._recycle > -1 and time.time() - self.born > pool._recycle:
            return "exceeded timeout"
        if pool._invalid_before > self.born:
            return "invalidated due to pool invalidation"
        return "invalidated due to local soft invalidation" if self.stale else None

    @property
    def is_inherited(self) -> bool:
        """Tell whether the connection is that of a process which this one was forked from; it is not closed then."""
        if self.pid == os.getpid():
            return False
        if self.pool._survives_fork(self.dbapi_connection):
            self.pid = os.getpid()
            return False
        return True

    def forget_if_inherited(self) -> bool:
        """Let go of a connection that another process has opened; tell whether it was one.

        It is not closed: after a fork both processes have the socket, and a goodbye would end the other's session.
        """
        if not self.is_inherited:
            return False
        self.dbapi_connection = None
        return True

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Throw the raw connection away, now or (`soft`) at its next checkout."""
        raw = self.dbapi_connection
        if raw is None:
            return
        pool = self.pool
        reason = f" (reason: {type(e).__name__}:{e})" if e is not None else ""
        pool.logger.info(f"{'Soft ' if soft else ''}Invalidate connection %r%s", raw, reason)
        try:
            for fn in pool.dispatch.soft_invalidate if soft else pool.dispatch.invalidate:
                fn(raw, self, e)
        finally:
            if soft:
                self.stale = True
            else:
                self.close()

    def close(self) -> None:
        """Close the raw connection; the next checkout opens another."""
        self.forget_if_inherited()
        raw, self.dbapi_connection = self.dbapi_connection, None
        if raw is not None:
            self.pool._close_raw(raw, self)

    def _open(self) -> None:
        pool = self.pool
        self.stale = False
        self.undo.clear()
        self.born = time.time()
        self.pid = os.getpid()
        self.fresh = True
        self.generation = pool._generation
        try:
            raw = self.dbapi_connection = pool._creator(self)
        except BaseException as error:
            pool.logger.debug("Error on connect(): %s", error)
            raise
        _OPEN.add(self)
        pool.logger.debug("Created new connection %r", raw)
        try:
            if not pool._connected:
                with pool._first_lock:
                    if not pool._connected:
                        for fn in pool.dispatch.first_connect:
                            fn(raw, self)
                        pool._connected = True
            for fn in pool.dispatch.connect:
                fn(raw, self)
        except BaseException:
            self.close()  # nobody gets a connection that is prepared in part
            raise


class PoolProxiedConnection(ManagesConnection):
    """Stand for a checked-out raw connection; `close()`, or losing the last reference, gives it back."""

    __slots__ = ("__weakref__", "_detached_info", "_entry", "_pool")

    def __init__(self, pool: Pool, entry: ConnectionPoolEntry, raw: Any) -> None:
        self._pool = pool
        self._entry: ConnectionPoolEntry | None = entry
        self.dbapi_connection = raw
        self._detached_info: dict[Any, Any] | None = None

    @property
    def is_valid(self) -> bool:
        """Tell whether there is still a raw connection behind this proxy."""
        return self.dbapi_connection is not None

    @property
    def is_inherited(self) -> bool:
        """Tell whether the process that this one was forked from has checked the connection out."""
        entry = self._entry
        return entry is not None and entry.is_inherited

    @property
    def is_detached(self) -> bool:
        """Tell whether the connection has left its pool."""
        return self._entry is None

    @property
    def info(self) -> dict[Any, Any]:
        """Return a dict that lives as long as the raw connection."""
        if self._entry is not None:
            return self._entry.info
        if self._detached_info is None:
            self._detached_info = {}
        return self._detached_info

    @property
    def record_info(self) -> dict[Any, Any] | None:
        """Return a dict that lives as long as the place in the pool."""
        return self._entry.record_info if self._entry is not None else None

    def cursor(self, *args: Any, **kw: Any) -> Any:
        """Return a cursor of the driver."""
        return self.__getattr__("cursor")(*args, **kw)

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Throw the connection away; with `soft` only at its next checkout."""
        entry, raw = self._entry, self.dbapi_connection
        if raw is None:
            return
        try:
            if entry is not None:
                entry.invalidate(e, soft)
        finally:
            if not soft:
                self.dbapi_connection = None
                if entry is None:
                    self._pool._close_raw(raw, None)
                self.close()

    def detach(self) -> None:
        """Take the connection out of its pool; `close()` then really closes it."""
        entry = self._entry
        if entry is None:
            return
        for fn in self._pool.dispatch.detach:
            fn(self.dbapi_connection, entry)
        self._detached_info = dict(entry.info)
        self._entry = None
        entry.dbapi_connection = None
        entry.lent = 0
        self._pool._lent_entries.pop(id(entry), None)
        self._pool._put(entry)

    def close(self, transaction_was_reset: bool = False) -> None:
        """Give the connection back to its pool."""
        entry, raw, self.dbapi_connection = self._entry, self.dbapi_connection, None
        self._entry = None
        if entry is not None:
            self._pool._check_in(entry, raw, transaction_was_reset)
        elif raw is not None:
            pool = self._pool
            debug = pool.logger.shows_debug()
            try:
                pool._reset(raw, None, transaction_was_reset, terminate_only=True, debug=debug)
                for fn in pool.dispatch.close_detached:
                    fn(raw)
            except Exception:
                pool.logger.error("Exception during reset or similar", exc_info=True)
            finally:
                pool._driver_close(raw)

    def __getattr__(self, name: str) -> Any:
        raw = object.__getattribute__(self, "dbapi_connection")
        if raw is None:
            raise InvalidRequestError("This connection was given back to its pool or invalidated")
        return getattr(raw, name)

    def __del__(self) -> None:
        if getattr(self, "dbapi_connection", None) is not None:
            try:
                self.close()
            except Exception:
                self._pool.logger.error("Error while taking back a connection that was not closed", exc_info=True)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _after_fork() -> None:
    """Keep the raw connections of the parent of a forked child from being closed in the child; tell the pools.

    Some drivers send a goodbye, and SQLite deletes the journal, when the last reference to a connection is gone, be
    it at the very end of the interpreter: they get one that nobody gives back.
    """
    entries = list(_OPEN)
    _INHERITED.extend(entry.dbapi_connection for entry in entries if entry.dbapi_connection is not None)
    for pool in {entry.pool for entry in entries}:
        pool._after_fork()
    if _INHERITED:
        with suppress(ImportError, AttributeError):  # not in every Python; the list serves until the end
            ctypes = importlib.import_module("ctypes")
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(_INHERITED))


_OPEN: WeakSet[ConnectionPoolEntry] = WeakSet()
_INHERITED: list[Any] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)

"""Streams: results whose rows stay on the server, or on the wire, until they are fetched.

A connection knows its open streams. They end with their transaction, and a fetch after that says so: the servers drop
the rows, some drivers without a word. Where a protocol carries one result at a time, the rows that are left are taken
into memory before another statement follows, as MariaDB Connector/J does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableSet, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from ..exc import InvalidRequestError, ResourceClosedError

if TYPE_CHECKING:
    from .connection import Connection, Options
    from .execution import Plan
    from .row import RawRow

_QUERY = re.compile(r"[\s(]*(?:SELECT|VALUES)\b", re.IGNORECASE)  # WITH may lead to an INSERT
USED_ELSEWHERE = (
    "This Connection is executing a statement in another thread, and its driver would mix up the answers; give each "
    "thread a Connection or Session of its own"
)
_FIRST = 5
_MOST = 1000
_GROWTH = 5


class Stream:
    """Read a driver's cursor ahead, in blocks that grow; look like the cursor.

    `asked` tells that the user wants a stream; else the driver has no other cursors, and rows that are left when the
    transaction ends are kept.
    """

    __slots__ = (
        "__weakref__",
        "_ahead",
        "_block",
        "_connection",
        "_count",
        "_cursor",
        "_failure",
        "_most",
        "asked",
        "description",
        "savepoints",
    )

    lastrowid = None

    def __init__(self, connection: Connection, cursor: Any, options: Options, asked: bool) -> None:
        self.asked = asked
        self.description = cursor.description
        self.savepoints = frozenset(_savepoints(connection))
        self._connection = connection
        self._cursor = cursor
        self._ahead: Iterator[RawRow] = iter(())
        self._count = 0
        self._failure: BaseException | None = None
        fixed = options.get("yield_per")
        self._most: int = fixed or options.get("max_row_buffer") or _MOST
        self._block: int = fixed or min(_FIRST, self._most)
        driver = connection._driver
        if driver.one_result or driver.streams_end:
            if connection._open is None:
                # who drops a result has no use for its rows; but a server's cursor has to be closed
                connection._open = WeakSet() if driver.one_result else set()
            connection._open.add(self)
            if driver.one_result:
                connection._ready = False

    @property
    def rowcount(self) -> int:
        """Return how many rows there were, once all are read; -1 before."""
        return self._count if self._cursor is None and self._failure is None else -1

    def fetchmany(self, size: int) -> list[RawRow]:
        """Return up to `size` rows; fewer only at the end."""
        rows = list(islice(self._ahead, size))
        wanted = size - len(rows)
        if not wanted or (self._cursor is None and self._failure is None):
            return rows
        block = max(wanted, self._block)
        self._block = min(self._block * _GROWTH, self._most)
        read = self._read("fetchmany", block)
        if len(read) < block:
            self._leave()
        self._ahead = iter(read)
        return rows + list(islice(self._ahead, wanted))

    def fetchall(self) -> list[RawRow]:
        """Return the rows that are left."""
        rows = list(self._ahead)
        if self._cursor is not None or self._failure is not None:
            rows += self._read("fetchall")
            self._leave()
        return rows

    def hold(self) -> None:
        """Take the rows that are left into memory; a failure is told to who fetches them."""
        if self._cursor is not None:
            with suppress(self._connection._driver.Error):
                left = self._read("fetchall")
                self._ahead = iter([*self._ahead, *left])
                self._leave()

    def end(self, how: str, close: bool = True) -> None:
        """Drop the rows that are left: a fetch from now on is an error that names what has ended the stream."""
        self._failure = ResourceClosedError(
            f"The rows of this result were streamed, and {how} has ended the stream before all of them were read: "
            "fetch them before, or execute the statement without stream_results and yield_per"
        )
        self._ahead = iter(())
        self._leave(close)

    def close(self) -> None:
        """Close the cursor; no rows are left."""
        self._ahead = iter(())
        if self._cursor is not None:
            self._count = -1
        self._leave()

    def _read(self, fetch: str, *args: int) -> Sequence[RawRow]:
        if self._failure is not None:
            raise self._failure
        lock = self._connection._lock
        if lock is not None and not lock.acquire(blocking=False):
            raise InvalidRequestError(USED_ELSEWHERE)
        try:
            rows: Sequence[RawRow] = getattr(self._cursor, fetch)(*args)
            if not args or len(rows) < args[0]:
                self._connection._driver.check_end(self._cursor)
        except BaseException as error:
            self._failure = error
            self._leave()
            raise
        finally:
            if lock is not None:
                lock.release()
        self._count += len(rows)
        return rows

    def _leave(self, close: bool = True) -> None:
        cursor, self._cursor = self._cursor, None
        connection = self._connection
        if connection._open is not None:
            connection._open.discard(self)
        if close and cursor is not None:
            with suppress(Exception):  # what it would say was said, or is of no more use
                cursor.close()


OpenStreams = MutableSet[Stream]


def is_streamed(connection: Connection, text: str, plan: Plan | str, options: Options) -> bool:
    """Tell whether rows stay on the server: only a query's can, PostgreSQL declares no cursor for an INSERT."""
    if not (options.get("stream_results", connection._stream) or options.get("yield_per")):
        return False
    if not isinstance(plan, str) and not plan.compiled.is_text:
        return plan.compiled.is_select
    return _QUERY.match(text) is not None


def hold_streams(connection: Connection) -> None:
    """Make the protocol free for another statement."""
    if connection._driver.one_result:
        for stream in list(connection._open or ()):
            stream.hold()


def end_streams(connection: Connection, how: str, savepoint: str | None = None) -> None:
    """End streams before their transaction ends, or a savepoint in which they have begun is rolled back."""
    for stream in list(connection._open or ()):
        if connection._autocommit or not stream.asked:
            if connection._driver.one_result:
                stream.hold()
        elif savepoint is None or savepoint in stream.savepoints:
            stream.end(how)


def drop_streams(connection: Connection, how: str, close: bool = True) -> None:
    """End all streams, whatever they belong to; without `close`, cursors are left alone."""
    for stream in list(connection._open or ()):
        stream.end(how, close)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _savepoints(connection: Connection) -> Iterator[str]:
    nested = connection._nested
    while nested is not None:
        yield nested._name
        nested = nested._outer

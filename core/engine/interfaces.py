"""Small faces of the engine that applications and plugins name: who is listened to, how binds get types, adapters."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from ..exc import InvalidRequestError

_T = TypeVar("_T")


class ConnectionEventsTarget:
    """What may be listened to for events of connections: an Engine, or a Connection."""

    __slots__ = ()

    dispatch: Any


Connectable = ConnectionEventsTarget


class AdaptedConnection:
    """Be a DB-API connection over a driver's connection that is awaited."""

    __slots__ = ("_connection",)

    _connection: Any

    @property
    def driver_connection(self) -> Any:
        """Return the connection of the driver itself."""
        return self._connection

    def run_async(self, fn: Callable[[Any], Awaitable[_T]]) -> _T:
        """Return what ``fn(driver_connection)``, a coroutine, comes to; for event handlers, which are not awaited.

        Raises InvalidRequestError inside a running event loop, which would wait for itself.
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(_awaited(fn(self._connection)))
        raise InvalidRequestError("run_async() blocks a running event loop; await the driver's connection instead")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._connection!r}>"


async def _awaited(result: Awaitable[_T]) -> _T:
    return await result


def connection_memoize(key: str) -> Callable[[Callable[[Any, Any], _T]], Callable[[Any, Any], _T]]:
    """Keep what a method ``(self, connection)`` returns in ``connection.info[key]``, for its life."""

    def decorate(fn: Callable[[Any, Any], _T]) -> Callable[[Any, Any], _T]:
        @functools.wraps(fn)
        def kept(self: Any, connection: Any) -> _T:
            info = connection.info
            if key not in info:
                info[key] = fn(self, connection)
            found: _T = info[key]
            return found

        return kept

    return decorate

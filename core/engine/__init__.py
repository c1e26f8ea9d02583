"""The engine: connections, transactions, results. Names are loaded when they are first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .batch import insert_batch as insert_batch
    from .connection import Connection as Connection
    from .create import create_engine as create_engine
    from .create import create_pool_from_url as create_pool_from_url
    from .create import engine_from_config as engine_from_config
    from .driver import Driver as Driver
    from .driver import ErrorFacts as ErrorFacts
    from .driver import ServerVersion as ServerVersion
    from .engine import Engine as Engine
    from .engine import OptionEngine as OptionEngine
    from .errors import ExceptionContext as ExceptionContext
    from .events import ConnectionEvents as ConnectionEvents
    from .events import DialectEvents as DialectEvents
    from .execution import CursorResult as CursorResult
    from .execution import ExecutionContext as ExecutionContext
    from .mock import MockConnection as MockConnection
    from .mock import create_mock_engine as create_mock_engine
    from .pool import (
        AssertionPool as AssertionPool,
    )
    from .pool import (
        AsyncAdaptedQueuePool as AsyncAdaptedQueuePool,
    )
    from .pool import (
        NullPool as NullPool,
    )
    from .pool import (
        Pool as Pool,
    )
    from .pool import (
        PoolEvents as PoolEvents,
    )
    from .pool import (
        PoolResetState as PoolResetState,
    )
    from .pool import (
        QueuePool as QueuePool,
    )
    from .pool import (
        SingletonThreadPool as SingletonThreadPool,
    )
    from .pool import (
        StaticPool as StaticPool,
    )
    from .pooled import (
        ConnectionPoolEntry as ConnectionPoolEntry,
    )
    from .pooled import (
        ManagesConnection as ManagesConnection,
    )
    from .pooled import (
        PoolProxiedConnection as PoolProxiedConnection,
    )
    from .result import (
        ChunkedIteratorResult as ChunkedIteratorResult,
    )
    from .result import (
        FilterResult as FilterResult,
    )
    from .result import (
        FrozenResult as FrozenResult,
    )
    from .result import (
        IteratorResult as IteratorResult,
    )
    from .result import (
        MappingResult as MappingResult,
    )
    from .result import (
        MergedResult as MergedResult,
    )
    from .result import (
        Result as Result,
    )
    from .result import (
        ScalarResult as ScalarResult,
    )
    from .result import (
        TupleResult as TupleResult,
    )
    from .row import (
        BaseRow as BaseRow,
    )
    from .row import (
        ResultMeta as ResultMeta,
    )
    from .row import (
        RMKeyView as RMKeyView,
    )
    from .row import (
        Row as Row,
    )
    from .row import (
        RowMapping as RowMapping,
    )
    from .row import (
        result_tuple as result_tuple,
    )
    from .transaction import (
        NestedTransaction as NestedTransaction,
    )
    from .transaction import (
        RootTransaction as RootTransaction,
    )
    from .transaction import (
        Transaction as Transaction,
    )
    from .transaction import (
        TwoPhaseTransaction as TwoPhaseTransaction,
    )
    from .url import URL as URL
    from .url import make_url as make_url


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})


_HOMES = {
    "Connection": "connection",
    "create_engine": "create",
    "create_pool_from_url": "create",
    "engine_from_config": "create",
    "Driver": "driver",
    "ErrorFacts": "driver",
    "ServerVersion": "driver",
    "Engine": "engine",
    "OptionEngine": "engine",
    "ExceptionContext": "errors",
    "ConnectionEvents": "events",
    "DialectEvents": "events",
    "CursorResult": "execution",
    "ExecutionContext": "execution",
    "insert_batch": "batch",
    "MockConnection": "mock",
    "create_mock_engine": "mock",
    "AssertionPool": "pool",
    "AsyncAdaptedQueuePool": "pool",
    "ConnectionPoolEntry": "pooled",
    "ManagesConnection": "pooled",
    "NullPool": "pool",
    "Pool": "pool",
    "PoolEvents": "pool",
    "PoolProxiedConnection": "pooled",
    "PoolResetState": "pool",
    "QueuePool": "pool",
    "SingletonThreadPool": "pool",
    "StaticPool": "pool",
    "ChunkedIteratorResult": "result",
    "FilterResult": "result",
    "FrozenResult": "result",
    "IteratorResult": "result",
    "MappingResult": "result",
    "MergedResult": "result",
    "Result": "result",
    "ScalarResult": "result",
    "TupleResult": "result",
    "BaseRow": "row",
    "ResultMeta": "row",
    "RMKeyView": "row",
    "Row": "row",
    "RowMapping": "row",
    "result_tuple": "row",
    "NestedTransaction": "transaction",
    "RootTransaction": "transaction",
    "Transaction": "transaction",
    "TwoPhaseTransaction": "transaction",
    "URL": "url",
    "make_url": "url",
}

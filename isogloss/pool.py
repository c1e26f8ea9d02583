"""Connection pools."""

from __future__ import annotations

from .core.engine.pool import AssertionPool as AssertionPool
from .core.engine.pool import AsyncAdaptedQueuePool as AsyncAdaptedQueuePool
from .core.engine.pool import NullPool as NullPool
from .core.engine.pool import Pool as Pool
from .core.engine.pool import PoolResetState as PoolResetState
from .core.engine.pool import QueuePool as QueuePool
from .core.engine.pool import SingletonThreadPool as SingletonThreadPool
from .core.engine.pool import StaticPool as StaticPool
from .core.engine.pool import reset_commit as reset_commit
from .core.engine.pool import reset_none as reset_none
from .core.engine.pool import reset_rollback as reset_rollback
from .core.engine.pooled import ConnectionPoolEntry as ConnectionPoolEntry
from .core.engine.pooled import ManagesConnection as ManagesConnection
from .core.engine.pooled import PoolProxiedConnection as PoolProxiedConnection

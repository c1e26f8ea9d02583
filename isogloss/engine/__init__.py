"""Engines, connections, results and URLs."""

from __future__ import annotations

from ..core.compile.compiled import Compiled as Compiled
from ..core.compile.render_type import TypeCompiler as TypeCompiler
from ..core.dialect import BindTyping as BindTyping
from ..core.dialect import Dialect as Dialect
from ..core.engine.connection import Connection as Connection
from ..core.engine.create import create_engine as create_engine
from ..core.engine.create import create_pool_from_url as create_pool_from_url
from ..core.engine.create import engine_from_config as engine_from_config
from ..core.engine.engine import Engine as Engine
from ..core.engine.errors import ExceptionContext as ExceptionContext
from ..core.engine.execution import CursorResult as CursorResult
from ..core.engine.execution import ExecutionContext as ExecutionContext
from ..core.engine.interfaces import AdaptedConnection as AdaptedConnection
from ..core.engine.interfaces import Connectable as Connectable
from ..core.engine.interfaces import ConnectionEventsTarget as ConnectionEventsTarget
from ..core.engine.interfaces import connection_memoize as connection_memoize
from ..core.engine.mock import create_mock_engine as create_mock_engine
from ..core.engine.observe import StatementRecord as StatementRecord
from ..core.engine.plugins import CreateEnginePlugin as CreateEnginePlugin
from ..core.engine.reflected import ObjectKind as ObjectKind
from ..core.engine.reflected import ObjectScope as ObjectScope
from ..core.engine.reflection import Inspector as Inspector
from ..core.engine.result import ChunkedIteratorResult as ChunkedIteratorResult
from ..core.engine.result import FilterResult as FilterResult
from ..core.engine.result import FrozenResult as FrozenResult
from ..core.engine.result import IteratorResult as IteratorResult
from ..core.engine.result import MappingResult as MappingResult
from ..core.engine.result import MergedResult as MergedResult
from ..core.engine.result import Result as Result
from ..core.engine.result import ScalarResult as ScalarResult
from ..core.engine.result import TupleResult as TupleResult
from ..core.engine.row import BaseRow as BaseRow
from ..core.engine.row import Row as Row
from ..core.engine.row import RowMapping as RowMapping
from ..core.engine.row import result_tuple as result_tuple
from ..core.engine.transaction import NestedTransaction as NestedTransaction
from ..core.engine.transaction import RootTransaction as RootTransaction
from ..core.engine.transaction import Transaction as Transaction
from ..core.engine.transaction import TwoPhaseTransaction as TwoPhaseTransaction
from ..core.engine.url import URL as URL
from ..core.engine.url import make_url as make_url

ResultProxy = CursorResult

"""Where the session enters: execute a statement with entities, get by identity, refresh."""

from __future__ import annotations

from typing import Any

from ...core.engine.result import Result
from ..dml.execute import execute_dml
from .execute import execute_select, load_by_identity, refresh

__all__ = ["execute_orm", "load_by_identity", "refresh"]


def execute_orm(
    session: Any, statement: Any, params: Any = None, execution_options: Any = None, bind_arguments: Any = None
) -> Result[Any]:
    """Execute a statement that has the ORM plugin, and return entities where it asks for them."""
    if statement.is_select:
        return execute_select(session, statement, params, execution_options, bind_arguments)
    return execute_dml(session, statement, params, execution_options, bind_arguments)

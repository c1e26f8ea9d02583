"""Execute INSERT, UPDATE and DELETE of mapped classes, and keep the session's objects in step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.engine.result import Result
from ...core.exc import ArgumentError
from .delete import delete_by_criteria, delete_by_keys
from .insert import insert_entities
from .update import update_by_criteria, update_by_keys


def execute_dml(
    session: Any, statement: Any, params: Any, execution_options: Any, bind_arguments: Any = None
) -> Result[Any]:
    """Execute a DML statement of a mapped class; rows of RETURNING become entities where it asks for them."""
    options = {**(statement.execution_options_ or {}), **(execution_options or {})}
    many = isinstance(params, Sequence) and not isinstance(params, (str, Mapping))
    if options.get("autoflush", True):
        session._autoflush()
    connection = session._connection_for(statement.table.mapper, bind_arguments, statement)
    if statement.is_insert:
        return insert_entities(session, connection, statement, list(params) if many else params, options)
    by_keys = options.get("dml_strategy", "auto")
    if by_keys not in ("auto", "bulk", "orm", "core_only", "raw"):
        raise ArgumentError(f"dml_strategy is 'auto', 'orm', 'bulk', 'raw' or 'core_only', not {by_keys!r}")
    if by_keys == "core_only":
        return connection.execute(statement, params)  # type: ignore[no-any-return]
    if many and params and by_keys != "orm":
        run = update_by_keys if statement.is_update else delete_by_keys
        return run(session, connection, statement, list(params), options)
    run_one = update_by_criteria if statement.is_update else delete_by_criteria
    return run_one(session, connection, statement, params, options)

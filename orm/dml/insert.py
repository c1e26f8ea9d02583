"""INSERT of a mapped class: rows by attribute name, in bulk, with entities from RETURNING."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.engine.connection import Connection
from ...core.engine.result import Result
from ...core.exc import ArgumentError
from .rows import RowCount, entities, groups, has_sql, renamed


def insert_entities(
    session: Any, connection: Connection, statement: Any, params: Any, options: Mapping[str, Any]
) -> Result[Any]:
    """Execute an INSERT or upsert of a mapped class.

    A list of rows goes in batches; rows that set different columns go in several statements, in order.
    """
    mapper = statement.table.mapper
    returning = bool(statement.returning_clause)
    if params is not None and not params and not isinstance(params, Mapping):
        raise ArgumentError(
            "An empty list of rows says to insert nothing; leave the call out, or pass no second argument to insert "
            "one row of defaults"
        )
    if not params:
        result = connection._execute_clause(statement, None, options)
        return entities(session, [result], options) if returning else result
    if isinstance(params, Mapping):
        result = connection._execute_clause(statement, renamed(mapper, [params])[0], options)
        return entities(session, [result], options) if returning else result
    results = []
    for group in groups(renamed(mapper, params)):
        if has_sql(group[0]):
            one = statement.values(group[0])
            results.append(connection._execute_clause(one, None, options))
        else:
            results.append(connection._execute_clause(statement, group[0] if len(group) == 1 else group, options))
    if returning:
        return entities(session, results, options)
    return results[0] if len(results) == 1 else RowCount(results)

"""INSERT of a mapped class: rows by attribute name, in bulk, with entities from RETURNING."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.engine.connection import Connection
from ...core.engine.result import Result
from ...core.exc import ArgumentError
from ...core.expression.dml import insert
from .returning import inserts_return
from .rows import RowCount, completed, entities, groups, has_sql, renamed


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
        (row,) = completed(mapper, renamed(mapper, [params]), options)
        result = connection._execute_clause(statement, row, options)
        return entities(session, [result], options) if returning else result
    results = []
    for group in groups(completed(mapper, renamed(mapper, params), options)):
        if has_sql(group[0]):
            one = statement.values(group[0])
            results.append(connection._execute_clause(one, None, options))
        else:
            results.append(connection._execute_clause(statement, group[0] if len(group) == 1 else group, options))
    if returning:
        return entities(session, results, options)
    return results[0] if len(results) == 1 else RowCount(results)


def insert_with_keys(session: Any, mapper: Any, rows: Sequence[dict[str, Any]], options: Mapping[str, Any]) -> None:
    """Insert rows given as dicts, and give each dict the primary key of its row."""
    connection = session._connection_for(mapper)
    statement = insert(mapper.local_table)
    back = statement.return_defaults(*mapper.primary_key, sort_by_parameter_order=True)
    keys: list[Any] = []
    for group in groups(completed(mapper, renamed(mapper, rows), options)):
        if has_sql(group[0]):
            results = [connection._execute_clause(statement.values(group[0]), None, options)]
        elif inserts_return(mapper, connection.dialect):
            results = [connection._execute_clause(back, group, options)]
        else:
            results = [connection._execute_clause(statement, row, options) for row in group]
        keys += (key for result in results for key in result.inserted_primary_key_rows)
    for mapping, key in zip(rows, keys, strict=True):
        mapping.update(zip(mapper.pk_attrs, key, strict=True))

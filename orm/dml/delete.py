"""DELETE of a mapped class: by criteria, or of many rows by primary key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.engine.connection import Connection
from ...core.engine.result import Result
from ...core.exc import ArgumentError, InvalidRequestError
from ..keys import parts, rows_per_statement
from ..state import DELETED, STATE
from .rows import RowCount, expire, matching, of_keys, renamed, synchronize
from .update import keys_touched, returned


def delete_by_criteria(
    session: Any, connection: Connection, statement: Any, params: Any, options: Mapping[str, Any]
) -> Result[Any]:
    """Execute one DELETE with criteria; objects of deleted rows leave the session."""
    mapper = statement.table.mapper
    how = synchronize(options)
    found: Any = ([], [])
    if how is not False:
        found = None if how == "fetch" else matching(session, mapper, statement.where_clauses, how)
    if found is None:
        keys, made = keys_touched(connection, statement, params, options)
        found = of_keys(session, mapper, keys), []
    else:
        made = connection._execute_clause(statement, params, options)
    result = returned(session, made, statement, options, "")
    forget(session, found[0])
    for obj in found[1]:  # whether the row is gone shows when the object is read
        expire(obj, mapper.column_props)
    return result


def delete_by_keys(
    session: Any, connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]], options: Mapping[str, Any]
) -> Result[Any]:
    """Delete the rows whose primary keys are given, in as few statements as IN lists allow."""
    mapper = statement.table.mapper
    primary = [c.key for c in mapper.primary_key]
    keys: list[Any] = []
    for row in renamed(mapper, rows):
        if set(row) != set(primary):
            raise ArgumentError(
                f"rows of a bulk DELETE hold the primary key ({', '.join(mapper.pk_attrs)}) and nothing else; "
                f"got {', '.join(map(str, row))}. Put other criteria into where()"
            )
        keys.append(tuple(row[k] for k in primary))
    if any(None in key for key in keys):
        raise InvalidRequestError("a primary key to delete by is None")
    if len(primary) == 1:
        keys = [key[0] for key in keys]
    size = rows_per_statement(connection.dialect, len(primary))
    how = synchronize(options)
    results = []
    for _, among in parts(connection.dialect, mapper.primary_key, keys, size):
        one = statement.where(among)
        results.append(delete_by_criteria(session, connection, one, None, {**options, "synchronize_session": how}))
    if statement.returning_clause:
        return results[0] if len(results) == 1 else results[0].merge(*results[1:])
    return RowCount(results)


def forget(session: Any, objects: Sequence[Any]) -> None:
    """Let objects whose rows were deleted leave the session."""
    transaction = session._transaction
    for obj in objects:
        state = obj.__dict__[STATE]
        bucket = session._bucket(state.mapper)
        if bucket.get(state.key) is state:
            del bucket[state.key]
        state.flags |= DELETED
        session._dirty.pop(state, None)
        session._deleted.pop(state, None)
        transaction.deleted[state] = obj

"""UPDATE of a mapped class: by criteria, or of many rows by primary key with different values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.engine.connection import Connection
from ...core.engine.result import IteratorResult, Result
from ...core.engine.row import ResultMeta
from ...core.exc import InvalidRequestError
from ...core.expression.elements import BindParameter
from ...core.expression.select import Select
from ..exc import StaleDataError
from ..flush.strategies import counts_batches
from ..keys import rows_per_statement
from ..load.execute import Run, load_entities
from .evaluate import Evaluator, UnevaluatableError, Unknown, evaluator
from .returning import one_statement, returns_rows
from .rows import (
    RowCount,
    entities,
    expire,
    groups,
    has_sql,
    matching,
    of_keys,
    plain_keys,
    renamed,
    synchronize,
    touched,
)


def update_by_criteria(
    session: Any, connection: Connection, statement: Any, params: Any, options: Mapping[str, Any]
) -> Result[Any]:
    """Execute one UPDATE with criteria; objects in the session take the new values or have them expired."""
    mapper = statement.table.mapper
    how = synchronize(options)
    if isinstance(params, Mapping):
        params = renamed(mapper, [params])[0]
    found: Any = ((), ())
    if how is not False:
        found = None if how == "fetch" else matching(session, mapper, statement.where_clauses, how)
    if found is not None:
        result = connection._execute_clause(statement, params, options)
    else:
        keys, result = keys_touched(connection, statement, params, options)
        found = of_keys(session, mapper, keys), ()
    if how is not False:
        follow(session, statement, params, *found)
    # what RETURNING brings is the newest: it comes last
    return returned(session, result, statement, options, "all")


def keys_touched(connection: Any, statement: Any, params: Any, options: Mapping[str, Any]) -> tuple[list[Any], Any]:
    """Execute an UPDATE or DELETE and return the primary keys of its rows, by RETURNING or a SELECT before it."""
    mapper = statement.table.mapper
    if not returns_rows(connection.dialect, statement):
        before = Select(columns_clause=tuple(mapper.primary_key), where_clauses=statement.where_clauses)
        made = Run(connection._execute_clause(before, None, {}))
        at = list(range(len(mapper.primary_key)))
        keys = plain_keys(mapper, made.rows(), made.processors, at)
        return keys, connection._execute_clause(statement, params, options)
    result = connection._execute_clause(statement.returning(*mapper.primary_key), params, options)
    made = Run(result)
    raw = list(made.rows())
    columns = [c.objects for c in made.compiled.columns]
    at = [next(i for i, objects in enumerate(columns) if column in objects) for column in mapper.primary_key]
    keys = plain_keys(mapper, raw, made.processors, at)
    result._rowcount = len(raw)
    return keys, Fetched(result, raw) if statement.returning_clause else result


class Fetched:
    """A result whose raw rows were read already, with primary keys after what the user asked for."""

    def __init__(self, result: Any, rows: list[Any]) -> None:
        self._plan, self._raw = result._plan, rows

    def raw_rows(self) -> list[Any]:
        """Return the rows."""
        return self._raw


def returned(session: Any, result: Any, statement: Any, options: Mapping[str, Any], over: str) -> Result[Any]:
    """Return an executed statement's result, with entities where RETURNING asks for them."""
    if not statement.returning_clause:
        return result  # type: ignore[no-any-return]
    shown = entities(session, [result], options, over)
    if not isinstance(result, Fetched):
        return shown
    width = len(statement.returning_clause)
    rows = [tuple(row)[:width] for row in shown.all()]
    return IteratorResult(shown._meta.reduced(range(width)), rows)


def update_by_keys(
    session: Any, connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]], options: Mapping[str, Any]
) -> Result[Any]:
    """Update many rows, each found by the primary key among its values; further criteria and RETURNING apply."""
    mapper = statement.table.mapper
    table, primary = mapper.local_table, [c.key for c in mapper.primary_key]
    rows = renamed(mapper, rows)
    for row in rows:
        missing = [k for k in primary if k not in row]
        if missing:
            raise InvalidRequestError(
                f"No primary key value supplied for column(s) {', '.join(f'{table.name}.{k}' for k in missing)}; "
                "per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values"
            )
    results: list[Any] = []
    back: list[Any] = []
    returning = bool(statement.returning_clause)
    version = None if mapper.version_attr is None else mapper.version_id_col.key
    if version is not None:
        _refuse_without_version(mapper, rows, version)
        primary = [*primary, version]
    for group in groups(rows):
        fixed = has_sql(group[0])
        if len(group[0]) == len(primary) and not statement.assignments:
            continue  # nothing to set
        if returning and not fixed and version is None and one_statement(connection.dialect):
            size = rows_per_statement(connection.dialect, len(group[0]))
            for start in range(0, len(group), size):
                part = statement.from_rows(group[start : start + size], key=primary)
                results.append(connection._execute_clause(part, None, options))
        elif returning or fixed:
            for row in group:
                by_key = tuple(table.c[k] == row[k] for k in primary)
                new = {k: v for k, v in row.items() if k not in primary} | _new_version(mapper, row)
                one = statement.where(*by_key).values(new)
                if returning and not returns_rows(connection.dialect, statement):
                    done = connection._execute_clause(one._with(returning_clause=()), None, options)
                    if done.rowcount != 0:
                        found = tuple(c == row[c.key] for c in mapper.primary_key)
                        back += _read_back(session, connection, statement, found)
                else:
                    results.append(connection._execute_clause(one, None, options))
                    if not returning:
                        _check_matched(mapper, statement, results[-1], 1)
        else:
            names = {k: f"key_{k}" for k in primary}
            by_key = tuple(
                table.c[k] == BindParameter(names[k], table.c[k].type, None, False, required=True) for k in primary
            )
            given = [{names.get(k, k): v for k, v in row.items()} for row in group]
            if version is not None:
                given = [row | _new_version(mapper, old) for row, old in zip(given, group, strict=True)]
            many = len(given) > 1
            result = connection._execute_clause(statement.where(*by_key), given if many else given[0], options)
            results.append(result)
            if not many or counts_batches(connection):
                _check_matched(mapper, statement, result, len(given))
    if synchronize(options) is not False:
        if version is not None:
            rows = [row | _new_version(mapper, row) for row in rows]
        _follow_rows(session, mapper, statement, rows)
    if back:
        return back[0] if len(back) == 1 else back[0].merge(*back[1:])  # type: ignore[no-any-return]
    if returning and results:
        # the rows are what the database has now: they bring the session's objects up to date
        return entities(session, results, options, "all")
    return RowCount(results)


def follow(session: Any, statement: Any, params: Any, objects: Sequence[Any], unknown: Sequence[Any]) -> None:
    """Give `objects` the new values as far as Python can tell them; have the others loaded again when read."""
    mapper = statement.table.mapper
    attributes = mapper.attr_for_column
    table = mapper.local_table
    new: dict[str, Evaluator] = {}
    stale: set[str] = {
        attributes[c] for c in table.c
        if c in attributes and (getattr(c, "onupdate", None) is not None or c.server_onupdate is not None)
    }  # fmt: skip
    for assignment in statement.assignments:
        column = table.c[assignment.key]
        key = attributes.get(column)
        if key is None:
            continue
        stale.discard(key)
        try:
            new[key] = evaluator(mapper, assignment.value)
        except UnevaluatableError:
            stale.add(key)
    for name, value in (params or {}).items():
        key = attributes.get(table.c.get(name))
        if key is not None:
            new[key] = lambda _, value=value: value  # type: ignore[misc]
    for obj in objects:
        d = obj.__dict__
        again = set(stale)
        made = {}
        for key, value in new.items():
            if key in d:
                try:
                    made[key] = value(d)
                except Unknown:
                    again.add(key)
        d.update(made)
        expire(obj, again)
        touched(session, obj)
    for obj in unknown:
        expire(obj, {*stale, *new})


# -- helpers -------------------------------------------------------------------------------------------------------


def _refuse_without_version(mapper: Any, rows: Sequence[Mapping[str, Any]], version: str) -> None:
    if any(version not in row for row in rows):
        raise InvalidRequestError(
            f"No version {mapper.version_attr!r} is among the values of a row of {mapper.class_.__name__}: a row is "
            "updated where it has the version that was read"
        )


def _new_version(mapper: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the version that an updated row gets."""
    if mapper.version_attr is None or mapper.version_id_generator is False:
        return {}
    key = mapper.version_id_col.key
    return {key: mapper.version_id_generator(row[key])}


def _check_matched(mapper: Any, statement: Any, result: Any, expected: int) -> None:
    """Refuse that rows were not there; rows that further criteria may leave out are not missed."""
    if result.rowcount not in (expected, -1) and not statement.where_clauses:
        version = " with the version that was given" if mapper.version_attr else ""
        raise StaleDataError(
            f"UPDATE statement on table '{mapper.local_table.fullname}' expected to update {expected} row(s); "
            f"{result.rowcount} were matched: the others are not there{version}"
        )


def _read_back(session: Any, connection: Connection, statement: Any, by_key: Sequence[Any]) -> list[Any]:
    """Return what RETURNING would have, on a server without it: the row is known by its key."""
    columns = statement.returning_clause
    query = Select(columns_clause=columns, plugin="orm", where_clauses=tuple(by_key))
    found = load_entities(session, query, over="all", bind_arguments={"bind": connection})
    single = len(columns) == 1
    rows = [(v,) for v in found] if single else found
    return [IteratorResult(_names(columns), rows)] if rows else []


def _names(columns: Sequence[Any]) -> Any:
    return ResultMeta([getattr(c, "key", None) or c.mapper.class_.__name__ for c in columns])


def _follow_rows(session: Any, mapper: Any, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    bucket = session._bucket(mapper)
    if not bucket:
        return
    table, attributes = mapper.local_table, mapper.attr_for_column
    primary = [c.key for c in mapper.primary_key]
    fixed = [attributes[table.c[a.key]] for a in statement.assignments if table.c[a.key] in attributes]
    for row in rows:
        key = tuple(row[k] for k in primary) if mapper.composite_key else row[primary[0]]
        state = bucket.get(key)
        obj = None if state is None else state()
        if obj is None:
            continue
        d = obj.__dict__
        again = list(fixed)
        for name, value in row.items():
            attr = attributes.get(table.c[name])
            if attr is None or attr not in d or name in primary:
                continue
            if statement.where_clauses or hasattr(value, "__clause_element__") or hasattr(value, "_froms"):
                again.append(attr)  # whether the row met the criteria, or what it became, only the database knows
            else:
                d[attr] = value
        expire(obj, again)
        touched(session, obj)

"""Execute one statement for many rows and bring the returned rows back in the order of the parameters.

The order is right by construction: the server guarantees it, or rows are sorted by a key that ascends with the
parameters, or rows go one by one. A batch whose row count is not that of its parameters is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any

from ..compile.compiled import BatchOrder, missing, slot_value
from ..exc import InvalidRequestError
from ..util import immutabledict, plural
from .errors import fail, fail_parameters
from .execution import AnyCursorResult, CursorResult, ExecutionContext, Plan, RowsCursor, plan_of
from .limits import chunks
from .row import RawRow, rows_processor

if TYPE_CHECKING:
    from ..compile.compiled import Batch, Compiled
    from .connection import Connection

_NONE: immutabledict[str, Any] = immutabledict()
_PAGE = 1000
_ARRAY = 10_000
_MANY = 100
"""From how many rows on arrays are sent; fewer are written as VALUES."""


def insert_batch(
    connection: Connection, compiled: Compiled, values: Sequence[Any], rows: Sequence[RawRow]
) -> list[RawRow]:
    """Insert `rows`, tuples of unprocessed values in the order of `compiled.batch.keys`.

    Returns what the statement returns, one processed tuple per row in the order of `rows`; an empty list when it
    returns nothing.
    """
    plan: Plan = compiled.extras.get("engine") or plan_of(compiled, connection.dialect)
    batch = compiled.batch
    assert batch is not None
    ready = _processed(batch, plan, rows, connection, compiled)
    with connection._around(plan.around) if plan.around is not None else nullcontext():
        if not (plan.returns_rows or compiled.implicit_returning):
            _run_without_rows(connection, plan, batch, values, ready)
            return []
        raws = _run_returning(connection, plan, batch, values, ready, True, _NONE)
    return raws if plan.process is None else plan.process(raws)


def execute_each(
    connection: Connection,
    compiled: Compiled,
    plan: Plan,
    values: Sequence[Any],
    rows: list[Mapping[str, Any]],
    options: immutabledict[str, Any],
    context: ExecutionContext | None,
) -> AnyCursorResult:
    """Execute a statement that returns rows for each dict of `rows`, in as few statements as there can be."""
    batch = compiled.batch
    if batch is not None and not plan.expands:
        try:
            ready = _processed(batch, plan, _tuples(batch, values, rows, context), connection, compiled)
        except Exception as error:
            fail_parameters(error, connection.engine, compiled.string, rows, many=True)
        ordered = bool(getattr(compiled.statement, "sort_by_parameter_order", False))
        raws: Sequence[RawRow] = _run_returning(connection, plan, batch, values, ready, ordered, options)
        cursor = RowsCursor(raws, plan.compiled.columns, len(raws))
    else:
        cursor = _each_alone(connection, compiled, plan, values, rows, options, context)
    return CursorResult(connection, cursor, plan, rows, options, many=True, context=context, values=values)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _run_returning(
    connection: Connection,
    plan: Plan,
    batch: Batch,
    values: Sequence[Any],
    rows: Sequence[RawRow],
    ordered: bool,
    options: immutabledict[str, Any],
) -> list[RawRow]:
    size = min(batch.max_rows(connection.dialect.capabilities), options.get("insertmanyvalues_page_size", _PAGE))
    order = batch.order
    if ordered and order in (BatchOrder.ONE_BY_ONE, BatchOrder.NONE):
        size = 1
    head, tail = _fixed(batch.before, values, connection), _fixed(batch.after, values, connection)
    sort_key = itemgetter(batch.index) if order is BatchOrder.SORT_KEY and ordered else None
    match = batch.match if order is BatchOrder.MATCH_KEY and ordered else None
    returned: list[RawRow] = []
    for chunk in chunks(rows, size, connection._driver, len(batch(1))):
        text, given = _written(batch, chunk, connection)
        args = (*head, *given, *tail)
        cursor = connection._run(text, args, False, plan, None, options)
        try:
            raws: Sequence[RawRow] = cursor.fetchall()
        except BaseException as error:
            fail(error, connection.engine, connection, text, args, cursor)
        if plan.processors is None:
            plan.prepare_rows(cursor.description[:-1] if batch.adds_key else cursor.description)
        cursor.close()
        if ordered and len(raws) != len(chunk):
            raise InvalidRequestError(
                f"INSERT of {plural(len(chunk), 'row')} returned {plural(len(raws), 'row')}: rows cannot be matched to "
                "their parameters; insert without RETURNING, or row by row"
            )
        if not plan.rows_are_tuples:
            raws = list(map(tuple, raws))
        if match is not None:
            returned += _matched(chunk, raws, *match)
        else:
            returned += sorted(raws, key=sort_key) if sort_key is not None else raws
    return [raw[:-1] for raw in returned] if batch.adds_key else returned


def _written(batch: Batch, rows: Sequence[RawRow], connection: Connection) -> tuple[str, Iterable[Any]]:
    """Return the text for `rows` and its parameters: one array for each column of many rows, where there is that form.

    A driver tells the type of an array by its elements, so these are all of one type that it is known for.
    """
    known = connection._driver.array_elements
    if batch.arrays is not None and known and len(rows) >= _MANY:
        columns = list(map(list, zip(*rows, strict=True)))
        kinds = [{*map(type, column)} - {NoneType} for column in columns]
        if all(len(types) < 2 and types <= known for types in kinds):
            return batch.arrays, columns
    return batch(len(rows)), chain.from_iterable(rows)


def _matched(
    chunk: Sequence[RawRow], raws: Sequence[RawRow], given: tuple[int, ...], returned: tuple[int, ...]
) -> list[RawRow]:
    """Put returned rows into the order of the parameters by the primary key, which both have."""
    by_key = {tuple([raw[i] for i in returned]): raw for raw in raws}
    try:
        return [by_key[tuple([row[i] for i in given])] for row in chunk]
    except KeyError as error:
        raise InvalidRequestError(
            f"INSERT returned no row with the primary key {error.args[0]!r}: rows cannot be matched to their "
            "parameters; insert without sort_by_parameter_order, or row by row"
        ) from None


def _run_without_rows(
    connection: Connection, plan: Plan, batch: Batch, values: Sequence[Any], rows: Sequence[RawRow]
) -> None:
    if batch.before or batch.after:
        head, tail = _fixed(batch.before, values, connection), _fixed(batch.after, values, connection)
        rows = [(*head, *row, *tail) for row in rows]
    connection._run(batch(1), rows, True, plan).close()


def _each_alone(
    connection: Connection,
    compiled: Compiled,
    plan: Plan,
    values: Sequence[Any],
    rows: list[Mapping[str, Any]],
    options: immutabledict[str, Any],
    context: ExecutionContext | None,
) -> Any:
    if plan.out_types:
        return _with_out_parameters(connection, compiled, plan, values, rows, options, context)
    raws: list[RawRow] = []
    count, description = 0, None
    for row in rows:
        try:
            if plan.expands:
                text, args = compiled.text_for(values, row, context)
            else:
                text, args = compiled.string, compiled.collect(values, row, context)
        except Exception as error:
            fail_parameters(error, connection.engine, compiled.string, row)
        cursor = connection._run(text, args, False, plan, context, options)
        count += max(cursor.rowcount, 0)
        description = cursor.description
        if description is not None:
            raws += cursor.fetchall()
        cursor.close()
    return RowsCursor(raws, description, count)


def _with_out_parameters(
    connection: Connection,
    compiled: Compiled,
    plan: Plan,
    values: Sequence[Any],
    rows: list[Mapping[str, Any]],
    options: immutabledict[str, Any],
    context: ExecutionContext | None,
) -> RowsCursor:
    """Execute with arrays of parameters, whose variables keep the rows of each execution apart."""
    raws: list[RawRow] = []
    count = 0
    for chunk in _chunks(rows, 1 if plan.expands else options.get("insertmanyvalues_page_size", _ARRAY)):
        try:
            if plan.expands:
                text, args = compiled.text_for(values, chunk[0], context)
            else:
                text, args = compiled.string, compiled.collect_many(values, chunk, context)
        except Exception as error:
            fail_parameters(error, connection.engine, compiled.string, chunk, many=True)
        cursor, found = connection._run_with_out(text, args, not plan.expands, plan, context, options)
        count += max(cursor.rowcount, 0)
        cursor.close()
        wrong = next((number for number, made in enumerate(found) if len(made) != 1), None)
        if compiled.is_insert and (wrong is not None or len(found) != len(chunk)):
            raise InvalidRequestError(
                f"INSERT of {plural(len(chunk), 'row')} did not return one for each: rows cannot be matched to their "
                "parameters; insert without RETURNING"
            )
        raws += chain.from_iterable(found)
    return RowsCursor(raws, [(None, None)] * len(plan.out_types), count)


def _processed(
    batch: Batch, plan: Plan, rows: Sequence[RawRow], connection: Connection, compiled: Compiled
) -> Sequence[RawRow]:
    key = "batch_processor"
    process: Callable[[Sequence[RawRow]], list[RawRow]] | None
    if key in compiled.extras:
        process = compiled.extras[key]
    else:
        process = compiled.extras[key] = rows_processor(batch.processors)
    if process is None:
        return rows
    try:
        return process(rows)
    except Exception as error:
        fail_parameters(error, connection.engine, compiled.string, list(rows), many=True)


def _tuples(
    batch: Batch, values: Sequence[Any], rows: list[Mapping[str, Any]], context: ExecutionContext | None
) -> list[RawRow]:
    keys = batch.keys
    slots = batch.row_slots
    if all(slot.key is not None and slot.default is None and slot.index is None for slot in slots):
        pick = itemgetter(*keys)
        try:
            return list(map(pick, rows)) if len(keys) > 1 else [(pick(row),) for row in rows]
        except KeyError as error:
            raise missing(next(slot for slot in slots if slot.key == error.args[0])) from None
    made = []
    for row in rows:
        made.append(tuple([slot_value(slot, values, row, context) for slot in slots]))
    return made


def _fixed(slots: Sequence[Any], values: Sequence[Any], connection: Connection) -> RawRow:
    made = []
    for slot in slots:
        value, process = slot_value(slot, values, {}), slot.type.bind_for(connection.dialect)
        made.append(value if process is None else process(value))
    return tuple(made)


def _chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    if len(rows) <= size:
        yield rows
        return
    for start in range(0, len(rows), size):
        yield rows[start : start + size]

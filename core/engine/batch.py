"""Execute one statement for many rows and bring the returned rows back in the order of the parameters.

The order is right by construction: the server guarantees it, or rows are sorted by a key that ascends with the
parameters, or rows go one by one. A batch whose row count is not that of its parameters is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any

from ..compile.compiled import BatchOrder, missing, slot_value
from ..exc import ArgumentError, InvalidRequestError
from ..util import immutabledict, plural
from .errors import fail, fail_parameters
from .execution import AnyCursorResult, CursorResult, ExecutionContext, Plan, RowsCursor, plan_of
from .limits import chunks
from .row import RawRow, rows_processor

if TYPE_CHECKING:
    from ..compile.compiled import Batch, Compiled
    from .connection import Connection
    from .driver import Driver

_NONE: immutabledict[str, Any] = immutabledict()
_PAGE = 1000
_ARRAY = 10_000
_MANY = 100
"""From how many rows on arrays are sent; fewer are written as VALUES."""


class UnmatchedRows(InvalidRequestError):
    """Say that the rows that came back cannot be matched to their parameters."""


def insert_batch(
    connection: Connection, compiled: Compiled, values: Sequence[Any], rows: Sequence[RawRow]
) -> list[RawRow]:
    """Insert `rows`, tuples of unprocessed values in the order of `compiled.batch.keys`.

    Returns what the statement returns, one processed tuple per row in the order of `rows`; an empty list when it
    returns nothing.
    """
    plan: Plan = compiled.extras.get("engine") or plan_of(compiled, connection.dialect)
    source, options = _Source(connection, compiled, plan, rows), connection._options
    with connection._around(plan.around) if plan.around is not None else nullcontext():
        if not (plan.returns_rows or compiled.implicit_returning):
            _run_without_rows(source, values, options)
            return []
        keys = [key for key in source.batch.keys if key is not None]
        if _in_batches(options) or len(keys) < len(source.batch.keys):
            raws = _run_returning(source, values, True, options)
        else:
            each: list[Mapping[str, Any]] = [dict(zip(keys, row, strict=True)) for row in rows]
            cursor = _each_alone(connection, compiled, plan, values, each, options, None)
            raws = cursor.fetchall()
            if plan.processors is None:
                plan.prepare_rows(cursor.description)
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
    batch, generated = compiled.batch, None
    if batch is not None and not plan.expands and not _varies(batch, rows) and _in_batches(options):
        source = _Source(connection, compiled, plan, rows, _tuples(batch, values, context))
        ordered = bool(getattr(compiled.statement, "sort_by_parameter_order", False))
        fewer = not compiled.implicit_returning and compiled.tree.conflict is not None
        raws: Sequence[RawRow] = _run_returning(source, values, ordered, options, fewer)
        cursor = RowsCursor(raws, plan.compiled.columns, len(raws))
    else:
        cursor = _each_alone(connection, compiled, plan, values, rows, options, context)
    if compiled.implicit_returning:
        found = cursor.fetchall()
        if plan.processors is None:
            plan.prepare_rows(cursor.description)
        generated = found if plan.process is None else plan.process(found)
    return _many_result(connection, cursor, plan, rows, options, context, values, generated)


def goes_in_pages(
    compiled: Compiled, driver: Driver, options: Mapping[str, Any] = _NONE, rows: Sequence[Any] = ()
) -> bool:
    """Tell whether an INSERT that returns nothing is faster in statements of many rows than by `executemany`."""
    batch = compiled.batch
    if batch is None or not batch.independent or _varies(batch, rows) or not _in_batches(options):
        return False
    return not driver.executemany_is_fast or (batch.arrays is not None and bool(driver.array_elements))


def execute_pages(
    connection: Connection,
    compiled: Compiled,
    plan: Plan,
    values: Sequence[Any],
    rows: list[Mapping[str, Any]],
    options: immutabledict[str, Any],
    context: ExecutionContext | None,
) -> AnyCursorResult:
    """Execute an INSERT that returns nothing for each dict of `rows`, many of them in one statement."""
    assert compiled.batch is not None
    source = _Source(connection, compiled, plan, rows, _tuples(compiled.batch, values, context))
    cursor = RowsCursor((), None, _run_without_rows(source, values, options))
    return _many_result(connection, cursor, plan, rows, options, context, values)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _many_result(
    connection: Connection,
    cursor: Any,
    plan: Plan,
    rows: list[Mapping[str, Any]],
    options: immutabledict[str, Any],
    context: ExecutionContext | None,
    values: Sequence[Any],
    generated: list[RawRow] | None = None,
) -> AnyCursorResult:
    return CursorResult(
        connection, cursor, plan, rows, options, many=True, context=context, values=values, params=rows,
        generated=generated,
    )  # fmt: skip


def _in_batches(options: Mapping[str, Any]) -> bool:
    """Tell whether many rows may go in one statement: the engine's option `use_insertmanyvalues`."""
    return bool(options.get("use_insertmanyvalues", True))


def _varies(batch: Batch, rows: Sequence[Any]) -> bool:
    """Tell whether rows, where they are dicts, have values for what stands once in the statement of all of them."""
    return bool(rows) and any(slot.key is not None and slot.key in rows[0] for slot in (*batch.before, *batch.after))


class _Source:
    """Make the rows of a batch ready for the driver, page by page: never all of them at once.

    `arrange` makes tuples in the order of `batch.keys` of what `rows` has; None where these are tuples already.
    """

    def __init__(
        self,
        connection: Connection,
        compiled: Compiled,
        plan: Plan,
        rows: Sequence[Any],
        arrange: Callable[[Sequence[Any]], Sequence[RawRow]] | None = None,
    ) -> None:
        assert compiled.batch is not None
        self.connection, self.compiled, self.plan, self.batch = connection, compiled, plan, compiled.batch
        self._rows, self._arrange = rows, arrange
        key = "batch_processor"
        if key not in compiled.extras:
            compiled.extras[key] = rows_processor(self.batch.processors)
        self._process: Callable[[Sequence[RawRow]], list[RawRow]] | None = compiled.extras[key]

    def pages(self, size: int) -> Iterator[Sequence[RawRow]]:
        """Yield up to `size` rows at a time, fewer where values are large."""
        fixed = len(self.batch(1))
        for page in _chunks(self._rows, size):
            yield from chunks(self._ready(page), size, self.connection._driver, fixed)

    def whole(self) -> Iterator[Sequence[RawRow]]:
        """Yield all rows at once, for `executemany`."""
        yield self._ready(self._rows)

    def _ready(self, page: Sequence[Any]) -> Sequence[RawRow]:
        try:
            made = page if self._arrange is None else self._arrange(page)
            return made if self._process is None else self._process(made)
        except Exception as error:
            fail_parameters(error, self.connection, self.compiled.string, list(self._rows), many=True)


def _run_returning(
    source: _Source, values: Sequence[Any], ordered: bool, options: immutabledict[str, Any], fewer: bool = False
) -> list[RawRow]:
    """Return the rows that come back; `fewer` than there are parameters where conflicts leave rows out."""
    connection, plan, batch = source.connection, source.plan, source.batch
    size = _page_size(source, options)
    order = batch.order
    if ordered and order in (BatchOrder.ONE_BY_ONE, BatchOrder.NONE):
        size = 1
    head, tail = _fixed(batch.before, values, connection), _fixed(batch.after, values, connection)
    sort_key = itemgetter(batch.index) if order is BatchOrder.SORT_KEY and ordered else None
    match = batch.match if order is BatchOrder.MATCH_KEY and ordered else None
    returned: list[RawRow] = []
    for chunk in source.pages(size):
        text, args = _one_statement(batch, chunk, _as_arrays(batch, chunk, connection._driver), head, tail)
        cursor = connection._run(text, args, False, plan, None, options)
        try:
            raws: Sequence[RawRow] = cursor.fetchall()
        except BaseException as error:
            fail(error, connection.engine, connection, text, args, cursor)
        if plan.processors is None:
            plan.prepare_rows(cursor.description[:-1] if batch.adds_key else cursor.description)
        cursor.close()
        if ordered and len(raws) != len(chunk) and not (fewer and size == 1):
            raise UnmatchedRows(
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


def _page_size(source: _Source, options: immutabledict[str, Any]) -> int:
    most = source.batch.max_rows(source.connection.dialect.capabilities)
    return min(most, _asked_size(options, _PAGE))


def _asked_size(options: immutabledict[str, Any], otherwise: int) -> int:
    size = options.get("insertmanyvalues_page_size", otherwise)
    if not isinstance(size, int) or size < 1:
        raise ArgumentError(f"insertmanyvalues_page_size is the number of rows in a statement, 1 or more, not {size!r}")
    return size


def _as_arrays(batch: Batch, rows: Sequence[RawRow], driver: Driver) -> list[list[Any]] | None:
    """Return the parameters of many rows as one array for each column, where there is that form.

    A driver tells the type of an array by its elements, so these are all of one type that it is known for.
    """
    known = driver.array_elements
    if batch.arrays is None or not known or len(rows) < _MANY:
        return None
    columns = list(map(list, zip(*rows, strict=True)))
    kinds = [{*map(type, column)} - {NoneType} for column in columns]
    return columns if all(len(types) < 2 and types <= known for types in kinds) else None


def _one_statement(
    batch: Batch, rows: Sequence[RawRow], arrays: list[list[Any]] | None, head: RawRow, tail: RawRow
) -> tuple[str, RawRow]:
    """Return text and parameters for `rows`, of which `arrays` are the columns where there is that form."""
    text = batch(len(rows)) if arrays is None else str(batch.arrays)
    return text, (*head, *(chain.from_iterable(rows) if arrays is None else arrays), *tail)


def _matched(
    chunk: Sequence[RawRow], raws: Sequence[RawRow], given: tuple[int, ...], returned: tuple[int, ...]
) -> list[RawRow]:
    """Put returned rows into the order of the parameters by the primary key, which both have."""
    by_key = {tuple([raw[i] for i in returned]): raw for raw in raws}
    keys = [tuple([row[i] for i in given]) for row in chunk]
    if any(None in key for key in keys):
        return list(raws)  # servers that generate a key in place of NULL return rows in order
    try:
        return [by_key[key] for key in keys]
    except KeyError as error:
        raise UnmatchedRows(
            f"INSERT returned no row with the primary key {error.args[0]!r}: rows cannot be matched to their "
            "parameters; insert without sort_by_parameter_order, or row by row"
        ) from None


def _run_without_rows(source: _Source, values: Sequence[Any], options: immutabledict[str, Any]) -> int:
    """Insert the rows and return how many there were; -1 where the driver cannot tell."""
    connection, plan, batch = source.connection, source.plan, source.batch
    driver = connection._driver
    head, tail = _fixed(batch.before, values, connection), _fixed(batch.after, values, connection)
    in_pages = goes_in_pages(source.compiled, driver, options)
    count = 0
    for rows in source.pages(_page_size(source, options)) if in_pages else source.whole():
        arrays = _as_arrays(batch, rows, driver) if in_pages else None
        if arrays is not None or (in_pages and not driver.executemany_is_fast):
            text, args = _one_statement(batch, rows, arrays, head, tail)
            cursor = connection._run(text, args, False, plan, None, options)
            counted: int = cursor.rowcount
        else:
            each = [(*head, *row, *tail) for row in rows] if head or tail else rows
            cursor = connection._run(batch(1), each, True, plan, None, options)
            counted = cursor.rowcount if driver.executemany_counts else -1
        count = count + counted if count >= 0 and counted >= 0 else -1
        cursor.close()
    return count


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
            fail_parameters(error, connection, compiled.string, row)
        cursor = connection._run(text, args, False, plan, context, options)
        counted = cursor.rowcount
        description = cursor.description
        if description is not None:
            found = cursor.fetchall()
            raws += found
            counted = counted if counted >= 0 else len(found)
        count += max(counted, 0)
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
    for chunk in _chunks(rows, 1 if plan.expands else _asked_size(options, _ARRAY)):
        try:
            if plan.expands:
                text, args = compiled.text_for(values, chunk[0], context)
            else:
                text, args = compiled.string, compiled.collect_many(values, chunk, context)
        except Exception as error:
            fail_parameters(error, connection, compiled.string, chunk, many=True)
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


def _tuples(
    batch: Batch, values: Sequence[Any], context: ExecutionContext | None
) -> Callable[[Sequence[Mapping[str, Any]]], list[RawRow]]:
    """Return what makes tuples in the order of `batch.keys` of dicts of parameters."""
    keys, slots = batch.keys, batch.row_slots
    if not all(slot.key is not None and slot.default is None and slot.index is None for slot in slots):
        return lambda rows: [tuple([slot_value(slot, values, row, context) for slot in slots]) for row in rows]
    if not keys:
        return lambda rows: [()] * len(rows)
    pick = itemgetter(*keys)

    def arrange(rows: Sequence[Mapping[str, Any]]) -> list[RawRow]:
        try:
            return list(map(pick, rows)) if len(keys) > 1 else [(pick(row),) for row in rows]
        except KeyError as error:
            absent = next((slot for slot in slots if slot.key == error.args[0]), None)
            if absent is None:  # an error of the user's own mapping
                raise
            raise missing(absent) from None

    return arrange


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

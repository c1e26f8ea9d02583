"""What one execution leaves behind: the plan of a compiled statement, its result, and a context for hooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeAlias, TypeVarTuple, cast

from ..compile.compiled import GeneratedKind, slot_value
from ..exc import InvalidRequestError, ResourceClosedError
from ..util import plural, repr_params
from .errors import fail
from .result import _CLOSED, _EXHAUSTED, _OPEN, IteratorResult, Result, ScalarResult
from .row import Processor, RawRow, ResultMeta, RMKeyView, Row, RowsProcessor, rows_processor, textual_meta

if TYPE_CHECKING:
    from ..compile.compiled import Compiled
    from ..dialect import Dialect
    from .connection import Connection
    from .driver import Driver

_Ts = TypeVarTuple("_Ts")


class Plan:
    """Keep what the engine derives from a compiled statement, once: row class, processors, how keys come back."""

    __slots__ = (
        "_by_names",
        "_runs",
        "around",
        "born",
        "compiled",
        "dialect",
        "expands",
        "generates",
        "meta",
        "needs_context",
        "out_types",
        "process",
        "processors",
        "returns_rows",
        "rows_are_tuples",
    )

    def __init__(self, compiled: Compiled, dialect: Dialect) -> None:
        self.compiled = compiled
        self.dialect = dialect
        self.born = perf_counter()
        self._runs = 0
        self.expands = compiled.expands
        self.around: tuple[str, str] | None = compiled.extras.get("around")
        self.needs_context = any(slot.default is not None for slot in compiled.slots)
        generated = compiled.generated
        self.returns_rows = bool(compiled.columns) or compiled.is_select
        self.generates = GeneratedKind.NONE if self.returns_rows else generated.kind
        self.rows_are_tuples: bool = dialect.driver.rows_are_tuples
        self.out_types: tuple[Any, ...] = tuple(s.type.dialect_impl(dialect) for s in compiled.slots if s.out)
        self.processors: tuple[Processor | None, ...] | None = None
        self.process: RowsProcessor | None = None
        self.meta: ResultMeta | None = None
        self._by_names: dict[tuple[str, ...], ResultMeta] = {}
        columns = compiled.columns
        if columns and not compiled.is_text:
            self.meta = ResultMeta([c.row_key for c in columns], [c.found_by for c in columns], unique=True)

    def prepare_rows(self, description: Sequence[Any]) -> None:
        """Make the processors of the rows, when the types of the first cursor are known."""
        kinds = [column[1] for column in description]
        if self.returns_rows:
            self.processors = tuple(self.compiled.result_processors(kinds))
        else:
            columns = self.compiled.implicit_returning
            self.processors = tuple(c.type.result_for(self.dialect, k) for c, k in zip(columns, kinds, strict=True))
        self.process = rows_processor(self.processors)

    def rows_of(self, raws: list[RawRow]) -> list[RawRow]:
        """Return what out-parameters gave as rows of Python values."""
        if self.processors is None:
            self.prepare_rows([(None, None)] * len(self.out_types))
        return raws if self.process is None else list(self.process(raws))

    def textual(self, description: Sequence[Any]) -> ResultMeta:
        """Return the description of rows whose columns are known from the cursor only."""
        names = tuple([column[0] for column in description])
        meta = self._by_names.get(names)
        if meta is None:
            self._by_names.clear()
            meta = self._by_names[names] = self._match(names, description)
        return meta

    def statistics(self, cached: bool) -> str:
        """Return what the log says about the statement's compilation."""
        self._runs += 1
        now = perf_counter()
        if self._runs == 1:
            how = "generated in" if cached else "caching disabled"
            return f"{how} {getattr(self.compiled, 'seconds', now - self.born):.5f}s"
        return f"cached since {now - self.born:.4g}s ago"

    def _match(self, names: tuple[str, ...], description: Sequence[Any]) -> ResultMeta:
        columns = self.compiled.columns
        declared = {column.name: column for column in columns}
        found = [declared.get(name) for name in names]
        if len(columns) == len(names) and not (len(declared) == len(columns) and all(found)):
            found = list(columns)  # by place, where names do not tell
        makers = self.compiled.result_processors([column[1] for column in description]) if declared else ()
        by_column = dict(zip(map(id, self.compiled.columns), makers, strict=False))
        self.processors = tuple(by_column.get(id(column)) if column is not None else None for column in found)
        self.process = rows_processor(self.processors)
        keys = [column.row_key if column is not None else name for column, name in zip(found, names, strict=True)]
        objects = [column.found_by if column is not None else () for column in found]
        return ResultMeta(keys, objects, by_name=True, unique=bool(columns))


class ExecutionContext:
    """Show an execution to events and to functions that make default values."""

    def __init__(
        self,
        connection: Connection,
        compiled: Compiled | None,
        values: Sequence[Any],
        params: Any,
        options: Mapping[str, Any],
    ) -> None:
        self.connection = self.root_connection = connection
        self.engine = connection.engine
        self.dialect = connection.dialect
        self.compiled = compiled
        self.values = values
        self.execution_options = options
        self.statement = compiled.string if compiled is not None else ""
        self.parameters: Any = params
        self.current_parameters: Mapping[str, Any] | None = params if isinstance(params, Mapping) else None
        #: The parameters of the row at hand, and what defaults have made for it, by slot.
        self.row: Any = None
        self.made: dict[Any, Any] = {}
        self.executemany = isinstance(params, list)
        self.cursor: Any = None
        self.isinsert = compiled is not None and compiled.is_insert
        self.isupdate = compiled is not None and compiled.is_update
        self.isdelete = compiled is not None and compiled.is_delete
        self.isddl = compiled is not None and compiled.is_ddl

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> dict[str, Any]:
        """Return the values of the row for which a default function runs."""
        return dict(self.current_parameters or {})


class CursorResult(Result[*_Ts]):
    """Fetch rows from a cursor, and tell what a statement without rows has done."""

    __slots__ = (
        "_args",
        "_context",
        "_generated",
        "_lastrowid",
        "_log",
        "_many",
        "_options",
        "_params",
        "_plan",
        "_process",
        "_rowcount",
        "_values",
        "connection",
        "cursor",
        "returns_rows",
    )

    def __init__(
        self,
        connection: Connection,
        cursor: Any,
        plan: Plan | None,
        args: Any,
        options: Mapping[str, Any],
        *,
        many: bool = False,
        context: ExecutionContext | None = None,
        generated: list[RawRow] | None = None,
        values: Sequence[Any] = (),
        params: Any = None,
    ) -> None:
        self.connection = connection
        self.cursor = cursor
        self._plan = plan
        self._args = args
        self._options = options
        self._many = many
        self._context = context
        self._values = values
        self._params = params
        self._generated: Sequence[RawRow] | None = None
        self._process: RowsProcessor | None = None
        self._rowcount: int | None = None
        meta = plan.meta if plan is not None else None
        if meta is not None and plan is not None and plan.returns_rows:
            if plan.processors is None:
                plan.prepare_rows(cursor.description)
            self._process = plan.process
        else:
            description = cursor.description
            if description is None or (plan is not None and plan.generates is not GeneratedKind.NONE):
                self._without_rows(plan, generated)
                return
            if plan is None:
                meta = textual_meta(tuple([column[0] for column in description]))
            else:
                meta = plan.textual(description)
                self._process = plan.process
        self.returns_rows = True
        super().__init__(meta)
        self._default_batch = 1
        self._log = connection._log
        if self._log is not None:
            self._log_columns()
        if options:
            self._yield_per = options.get("yield_per") or options.get("max_row_buffer") or 0
            if options.get("preserve_rowcount"):
                self._rowcount = cursor.rowcount

    def _log_columns(self) -> None:
        assert self._log is not None
        if not self._log.shows_debug():
            self._log = None
            return
        self._log.debug("Col %r", tuple([column[0] for column in self.cursor.description]))
        if self.connection.engine.hide_parameters:
            self._log = None

    def _without_rows(self, plan: Plan | None, generated: list[RawRow] | None) -> None:
        cursor = self.cursor
        self.returns_rows, self._log = False, None
        super().__init__(_NO_COLUMNS)
        self._rowcount = cursor.rowcount
        self._lastrowid = getattr(cursor, "lastrowid", None)
        if self._many:
            if not self.connection._driver.executemany_counts and not isinstance(cursor, RowsCursor):
                self._rowcount = -1
            self._generated = generated
        elif plan is not None:
            if plan.generates is GeneratedKind.ROWS:
                if plan.processors is None:
                    plan.prepare_rows(cursor.description)
                raws = self._fetch(cursor.fetchall)
                # some drivers count the rows when they have given them, some do not
                self._rowcount = cursor.rowcount if cursor.rowcount >= 0 else len(raws)
                self._generated = raws if plan.process is None else plan.process(raws)
            elif generated is not None:
                self._generated = generated
            elif plan.generates is GeneratedKind.LAST_ROW_ID:
                self._generated = [(self._lastrowid or None,)]
            elif plan.generates is GeneratedKind.QUERY:
                self._lastrowid = self._fetch_key(plan.dialect.driver)
                self._generated = [(self._lastrowid,)]
        self._close_cursor()
        self._state = _CLOSED

    def _fetch_key(self, driver: Driver) -> Any:
        try:
            return driver.key_of(self.cursor)
        except BaseException as error:
            fail(error, self.connection.engine, self.connection, self._text(), self._args, self.cursor)

    def buffer(self) -> None:
        """Fetch the rows that are left from the cursor now, and keep them."""
        if self.returns_rows and self._state == _OPEN:
            rows = self._fetch(self.cursor.fetchall)
            kept = RowsCursor(rows, self.cursor.description, self.cursor.rowcount)
            self._close_cursor()
            self.cursor = kept

    # -- the source

    def _fetch(self, fetch: Callable[..., Any], *args: Any) -> Any:
        try:
            raws = fetch(*args)
        except InvalidRequestError:  # a stream's own word
            raise
        except BaseException as error:
            fail(error, self.connection.engine, self.connection, self._text(), self._args, self.cursor)
        if self._plan is not None and not self._plan.rows_are_tuples:
            raws = list(map(tuple, raws))
        if self._log is not None:
            for raw in raws:
                self._log.debug("Row %s", repr_params(raw))
        return raws

    def _source_all(self) -> Sequence[RawRow]:
        raws: Sequence[RawRow] = self._fetch(self.cursor.fetchall)
        return raws if self._process is None else self._process(raws)

    def _source_many(self, count: int) -> Sequence[RawRow]:
        raws: Sequence[RawRow] = self._fetch(self.cursor.fetchmany, count)
        return raws if self._process is None else self._process(raws)

    def _source_ahead(self, count: int) -> Sequence[RawRow] | Iterator[RawRow]:
        raws: Sequence[RawRow] = self._fetch(self.cursor.fetchmany, count)
        process = self._process
        if process is None:
            return raws
        try:
            return process(raws)
        except Exception:  # one row is bad; those before it and behind it are as good as ever

            def alone(raw: RawRow) -> RawRow:
                return process((raw,))[0]

            return map(alone, raws)  # goes on behind an error, which a generator does not

    def _source_close(self) -> None:
        if self._rowcount is None:
            self._rowcount = self.cursor.rowcount
        self._close_cursor()

    def _close_cursor(self) -> None:
        """Close the cursor; an error of what follows the first result set, as of a procedure, is told here."""
        connection = self.connection
        try:
            self.cursor.close()
        except connection._driver.Error as error:
            if not connection._driver.classify(error, connection._raw).is_disconnect:  # which the next statement tells
                fail(error, connection.engine, connection, self._text(), self._args)

    def _refuse_fetch(self) -> NoReturn:
        if not self.returns_rows:
            raise ResourceClosedError(
                "This result object does not return rows. It has been closed automatically; ask for rows with "
                ".returning()"
            )
        raise ResourceClosedError("This result object is closed.")

    def _scalar_all(self, position: int) -> list[Any]:
        if self._process is None or self._state or self._buffer is not None or self._pick is not None:
            return super()._scalar_all(position)
        assert self._plan is not None and self._plan.processors is not None
        make = self._plan.processors[position]
        raws = self.raw_rows()
        return [raw[position] for raw in raws] if make is None else [make(raw[position]) for raw in raws]

    def keys(self) -> RMKeyView:
        """Return the names of the columns."""
        return super().keys() if self.returns_rows else self._refuse_fetch()

    def scalars(self, index: Any = 0) -> ScalarResult[Any]:
        """Return a result of the values of one column, the first one unless `index` (or a name, or Column) is given."""
        return super().scalars(index) if self.returns_rows else self._refuse_fetch()

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the rows to the given columns (index, name or Column), in the given order."""
        return super().columns(*col_expressions) if self.returns_rows else self._refuse_fetch()

    def raw_rows(self) -> Sequence[RawRow]:
        """Return all rows as the driver gives them, unprocessed; for loaders with processors of their own."""
        if self._state != _OPEN:
            return self._fetch_nothing()
        raws: Sequence[RawRow] = self._fetch(self.cursor.fetchall)
        self._state = _EXHAUSTED
        self._source_close()
        return raws

    def raw_iter(self, size: int) -> Iterator[Sequence[RawRow]]:
        """Yield lists of up to `size` unprocessed rows."""
        while self._state == _OPEN:
            raws = self._fetch(self.cursor.fetchmany, size)
            if not raws:
                self._state = _EXHAUSTED
                self._source_close()
                return
            yield raws

    # -- what happened

    @property
    def rowcount(self) -> int:
        """Return how many rows the statement matched; -1 where the driver cannot tell."""
        return self._rowcount if self._rowcount is not None else cast(int, self.cursor.rowcount)

    @property
    def lastrowid(self) -> Any:
        """Return the driver's `lastrowid`."""
        return self._lastrowid if not self.returns_rows else getattr(self.cursor, "lastrowid", None)

    @property
    def closed(self) -> bool:
        """Tell whether the result was closed."""
        return self.returns_rows and self._state == _CLOSED

    @property
    def dialect(self) -> Dialect:
        """Return the dialect in use."""
        return self.connection.dialect

    @property
    def context(self) -> ExecutionContext:
        """Return the execution as events see it."""
        if self._context is None:
            compiled = self._plan.compiled if self._plan is not None else None
            context = ExecutionContext(self.connection, compiled, self._values, self._args, self._options)
            context.cursor = self.cursor
            self._context = context
        return self._context

    @property
    def is_insert(self) -> bool:
        """Tell whether the statement was an INSERT."""
        return self._plan is not None and self._plan.compiled.is_insert

    @property
    def generated_rows(self) -> Sequence[RawRow]:
        """Return the values that the server generated, one tuple per row, whatever way they came back."""
        return self._generated or ()

    @property
    def inserted_primary_key(self) -> Row[*tuple[Any, ...]] | None:
        """Return the primary key of the row that a single INSERT has made; None where a conflict left it out."""
        if self._many and self.is_insert:
            raise InvalidRequestError(
                "This statement was an executemany call; if primary key returning is supported, please use "
                ".inserted_primary_key_rows."
            )
        return next(iter(self.inserted_primary_key_rows), None)

    @property
    def inserted_primary_key_rows(self) -> list[Row[*tuple[Any, ...]]]:
        """Return the primary keys of the rows that an INSERT has made."""
        plan = self._plan
        if plan is None or not plan.compiled.is_insert:
            raise InvalidRequestError("Statement is not an insert() expression construct.")
        if self.returns_rows:
            raise InvalidRequestError("Can't call inserted_primary_key when returning() is used.")
        if not self._many:
            last = plan.generates is GeneratedKind.LAST_ROW_ID
            if self._rowcount == 0 if last else self._generated is not None and not self._generated:
                return []
            return [_primary_key(plan, self._generated, self._args, self._values, self._params or {})]
        generated = self._generated
        if generated is None and _gives_key(plan.compiled):
            generated = [()] * len(self._params)
        if generated is None:
            raise InvalidRequestError(
                "The keys of an INSERT of many rows are not fetched; ask for them with "
                "insert(...).return_defaults(sort_by_parameter_order=True), or by returning()"
            )
        if len(generated) != len(self._params):
            raise InvalidRequestError(
                f"INSERT of {plural(len(self._params), 'row')} returned {plural(len(generated), 'row')}: keys cannot "
                "be matched to their parameters; ask for the rows by returning()"
            )
        pairs = zip(generated, self._params, strict=True)
        return [_primary_key(plan, (made,) if made else None, (), self._values, params) for made, params in pairs]

    @property
    def returned_defaults(self) -> Row[*tuple[Any, ...]] | None:
        """Return the values that the server generated for a single row."""
        rows = self.returned_defaults_rows
        return rows[0] if rows else None

    @property
    def returned_defaults_rows(self) -> Sequence[Row[*tuple[Any, ...]]] | None:
        """Return the values that the server generated."""
        if self._plan is None or self._generated is None or self._plan.generates is GeneratedKind.LAST_ROW_ID:
            return None
        names = [column.key for column in self._plan.compiled.generated.columns]
        return list(map(ResultMeta(names).row_class, self._generated))

    def prefetch_cols(self) -> list[Any]:
        """Return the columns whose defaults were made here, before the statement was sent."""
        slots = self._plan.compiled.slots if self._plan is not None else ()
        table = self._plan.compiled.facts.get("insert_table") if self._plan is not None else None
        if table is None:
            return []
        return [table.c[slot.name] for slot in slots if slot.default is not None and slot.name in table.c]

    def postfetch_cols(self) -> list[Any]:
        """Return the columns whose values the server has made and the statement has not brought back."""
        if self._plan is None or not self._plan.compiled.is_insert:
            return []
        compiled = self._plan.compiled
        fetched = set(compiled.generated.columns)
        keys = compiled.facts["insert_keys"]
        return [
            c
            for c in compiled.facts["insert_table"].c
            if c.key not in keys and c not in fetched and getattr(c, "server_default", None) is not None
        ]

    def lastrow_has_defaults(self) -> bool:
        """Tell whether there are values to fetch: see `postfetch_cols`."""
        return bool(self.postfetch_cols())

    def splice_horizontally(self, other: CursorResult[*tuple[Any, ...]]) -> IteratorResult[*tuple[Any, ...]]:
        """Return a result of the rows of both side by side; both are read to their end.

        Raises InvalidRequestError where they have not as many rows.
        """
        left, right = self.all(), other.all()
        if len(left) != len(right):
            raise InvalidRequestError(f"results of {len(left)} and {len(right)} rows cannot stand side by side")
        meta = ResultMeta([*self.keys(), *other.keys()], [*_objects(self._meta), *_objects(other._meta)])
        return IteratorResult(meta, iter([(*a, *b) for a, b in zip(left, right, strict=True)]))

    def splice_vertically(self, other: CursorResult[*tuple[Any, ...]]) -> IteratorResult[*tuple[Any, ...]]:
        """Return a result of the rows of this one and then those of the other; both are read to their end.

        Raises InvalidRequestError where their columns have other names.
        """
        mine, theirs = list(self.keys()), list(other.keys())
        if mine != theirs:
            raise InvalidRequestError(f"rows of {mine} and {theirs} cannot stand in one result")
        return IteratorResult(self._meta, iter([tuple(row) for row in (*self.all(), *other.all())]))

    def last_inserted_params(self) -> Any:
        """Return the parameters of the statement by name, a list of them for many sets, as they came from the user."""
        if self._plan is None:
            return self._args
        slots, values = self._plan.compiled.slots, self._values
        sets = self._params if self._many else (self._params or {},)
        made = [{s.key or s.name: slot_value(s, values, row) for s in slots if s.default is None} for row in sets]
        return made if self._many else made[0]

    last_updated_params = last_inserted_params

    def supports_sane_rowcount(self) -> bool:
        """Tell whether `rowcount` counts the rows that an UPDATE matched."""
        driver: Driver = self.dialect.driver
        return driver.rowcount_is_matched

    def supports_sane_multi_rowcount(self) -> bool:
        """Tell whether `rowcount` is the sum over all sets of parameters."""
        driver: Driver = self.dialect.driver
        return driver.executemany_counts

    def _text(self) -> str | None:
        return self._plan.compiled.string if self._plan is not None else None


AnyCursorResult: TypeAlias = "CursorResult[*tuple[Any, ...]]"


class RowsCursor:
    """Look like a cursor over rows that were fetched already."""

    __slots__ = ("_rows", "description", "lastrowid", "rowcount")

    def __init__(self, rows: Sequence[RawRow], description: Any, rowcount: int) -> None:
        self._rows = iter(rows)
        self.description = description
        self.rowcount = rowcount
        self.lastrowid = None

    def fetchall(self) -> list[RawRow]:
        """Return the rows that are left."""
        return list(self._rows)

    def fetchmany(self, size: int) -> list[RawRow]:
        """Return up to `size` rows."""
        return list(islice(self._rows, size))

    def close(self) -> None:
        """Drop the rows."""
        self._rows = iter(())


def tell_input_sizes(context: ExecutionContext, listeners: Sequence[Callable[..., Any]]) -> None:
    """Tell the cursor the types of parameters, as the driver proposes them and `listeners` have changed them."""
    compiled, driver = context.compiled, context.dialect.driver
    args = context.parameters
    if compiled is None or compiled.expands or not args:
        return
    slots = [slot for slot in (compiled.slots[n] for n in compiled.text_order) if not slot.out]
    if len(args[0] if context.executemany else args) < len(slots):
        return
    proposes = driver.proposes_input_sizes and context.executemany
    sizes = {slot: driver.input_size(slot.type.dialect_impl(context.dialect)) if proposes else None for slot in slots}
    for fn in listeners:
        fn(sizes, context.cursor, context.statement, args, context)
    if any(size is not None for size in sizes.values()):
        key = context.dialect.bind_key
        driver.set_input_sizes(context.cursor, [(key(slot.name), sizes.get(slot)) for slot in slots])


def plan_of(compiled: Compiled, dialect: Dialect) -> Plan:
    """Make the plan of a compiled statement and keep it there."""
    plan = compiled.extras["engine"] = Plan(compiled, dialect)
    return plan


# -- helpers ---------------------------------------------------------------------------------------------------------


def _primary_key(
    plan: Plan, generated: Sequence[RawRow] | None, args: Any, values: Sequence[Any], params: Mapping[str, Any]
) -> Row[*tuple[Any, ...]]:
    compiled = plan.compiled
    columns = tuple(compiled.facts["insert_table"].primary_key)
    row = dict(zip(compiled.generated.columns, generated[0], strict=True)) if generated else {}
    by_key = {slot.key or slot.name: number for number, slot in enumerate(compiled.slots)}
    key: list[Any] = []
    for column in columns:
        number = by_key.get(column.key)
        if column in row:
            key.append(row[column])
        elif number is None:
            key.append(None)
        elif compiled.slots[number].default is None:
            key.append(slot_value(compiled.slots[number], values, params))
        else:  # a default function must not run a second time: take what was sent
            slot = compiled.slots[number]
            named = isinstance(args, dict)
            sent = args[plan.dialect.bind_key(slot.name) if named else compiled.text_order.index(number)]
            back = column.type.result_for(plan.dialect, None)
            key.append(sent if back is None else back(sent))
    return ResultMeta([column.key for column in columns], [(column,) for column in columns]).row_class(key)


def _gives_key(compiled: Compiled) -> bool:
    """Tell whether each row of parameters has the whole primary key."""
    given = {slot.key for slot in compiled.slots if slot.default is None}
    return all(column.key in given for column in compiled.facts["insert_table"].primary_key)


def _objects(meta: ResultMeta) -> Sequence[Sequence[Any]]:
    return meta.objects if meta.objects is not None else [()] * len(meta.keys)


_NO_COLUMNS = ResultMeta(())

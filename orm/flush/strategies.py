"""How new rows get their generated values back: a ladder, tried once per mapper, shape and capabilities.

With `orm/dml/returning.py` the only module of the ORM that looks at capabilities.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...core.compile.capabilities import Capabilities, GeneratedKey, Returning, RowOrder
from ...core.compile.compiled import slot_value
from ...core.compile.pipeline import compile_statement
from ...core.engine.batch import UnmatchedRows, insert_batch
from ...core.engine.connection import Connection
from ...core.expression.dml import insert
from ..exc import FlushError
from .columns import columns_of

if TYPE_CHECKING:
    from ..mapper import Mapper

Row = tuple[Any, ...]


class InsertStrategy:
    """Insert rows of one shape, given as tuples in the order of `attrs`, and return what the server made."""

    fetched: tuple[str, ...] = ()
    """Attributes whose values come back, in the order of the returned tuples."""

    def __init__(self, mapper: Mapper[Any], attrs: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        columns = columns_of(mapper)
        self.mapper = mapper
        self.table = mapper.local_table
        self.keys = tuple(columns.key_of[attr] for attr in attrs)
        self.wanted = wanted

    @classmethod
    def fits(cls, mapper: Mapper[Any], wanted: tuple[str, ...], capabilities: Capabilities) -> bool:
        """Return whether this way is open."""
        raise NotImplementedError

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Row] | None:
        """Insert the rows; return one tuple of fetched values per row, in their order, or None."""
        raise NotImplementedError

    def compiled(self, connection: Connection, statement: Any, many: bool) -> tuple[Any, list[Any]]:
        """Compile for exactly the columns that are given."""
        return compile_statement(
            statement, connection.dialect, cache=connection.engine._cache, column_keys=self.keys, many=many
        )

    def columns(self, attrs: tuple[str, ...]) -> list[Any]:
        """Return the columns of attributes."""
        known = columns_of(self.mapper).column
        return [known[attr] for attr in attrs]


class KeysKnown(InsertStrategy):
    """Nothing has to come back: one executemany."""

    def __init__(self, mapper: Mapper[Any], attrs: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        super().__init__(mapper, attrs, wanted)
        self.statement = insert(self.table).inline()

    @classmethod
    def fits(cls, mapper: Mapper[Any], wanted: tuple[str, ...], capabilities: Capabilities) -> bool:
        return not wanted

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Row] | None:
        compiled, values = self.compiled(connection, self.statement, len(rows) > 1)
        if len(rows) == 1:
            connection._execute_compiled(compiled, values, dict(zip(self.keys, rows[0], strict=True)))
        elif compiled.batch is not None and compiled.batch.keys:
            insert_batch(connection, compiled, values, _arranged(rows, self.keys, compiled.batch.row_slots, values))
        else:
            connection._execute_compiled(compiled, values, [dict(zip(self.keys, row, strict=True)) for row in rows])
        return None


class ReturningBatch(InsertStrategy):
    """Many rows in one statement with RETURNING, whose order is known."""

    def __init__(self, mapper: Mapper[Any], attrs: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        super().__init__(mapper, attrs, wanted)
        self.fetched = wanted
        self.statement = insert(self.table).returning(*self.columns(wanted), sort_by_parameter_order=True)
        self.alone = insert(self.table)
        self.only_key = wanted == mapper.pk_attrs

    @classmethod
    def fits(cls, mapper: Mapper[Any], wanted: tuple[str, ...], capabilities: Capabilities) -> bool:
        if _without_returning(mapper, capabilities):
            return False
        if capabilities.insert_returning is Returning.INTO:
            return True  # arrays of parameters keep their order
        return capabilities.insert_returning is not Returning.NONE and capabilities.row_order is not RowOrder.NONE

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Row] | None:
        if len(rows) == 1:
            statement = self.alone if self.only_key else self.statement
            compiled, values = self.compiled(connection, statement, False)
            result = connection._execute_compiled(compiled, values, dict(zip(self.keys, rows[0], strict=True)))
            return [made_row(self.mapper, result, self.only_key)]
        compiled, values = self.compiled(connection, self.statement, True)
        if connection.dialect.capabilities.insert_returning is Returning.INTO:
            result = connection._execute_compiled(
                compiled, values, [dict(zip(self.keys, r, strict=True)) for r in rows]
            )
            return [tuple(row) for row in result]
        if compiled.batch is None or not compiled.batch.keys:
            return _one_by_one(self, connection, compiled, values, rows)
        arranged = _arranged(rows, self.keys, compiled.batch.row_slots, values)
        try:
            return insert_batch(connection, compiled, values, arranged)
        except UnmatchedRows as error:
            raise FlushError(f"New rows of {self.mapper.class_.__name__} got no keys: {error}") from error


class ReturningRow(InsertStrategy):
    """RETURNING, a statement for each row: rows or out-parameters."""

    def __init__(self, mapper: Mapper[Any], attrs: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        super().__init__(mapper, attrs, wanted)
        self.fetched = wanted
        self.statement = insert(self.table).returning(*self.columns(wanted))

    @classmethod
    def fits(cls, mapper: Mapper[Any], wanted: tuple[str, ...], capabilities: Capabilities) -> bool:
        return capabilities.insert_returning is not Returning.NONE and not _without_returning(mapper, capabilities)

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Row] | None:
        compiled, values = self.compiled(connection, self.statement, False)
        return _one_by_one(self, connection, compiled, values, rows)


class LastRowId(InsertStrategy):
    """The key by ``cursor.lastrowid`` or by a query in the same call, a statement for each row.

    Other values are loaded when they are read.
    """

    def __init__(self, mapper: Mapper[Any], attrs: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        super().__init__(mapper, attrs, wanted)
        self.fetched = tuple(attr for attr in wanted if attr in mapper.pk_attrs)
        self.statement = insert(self.table)

    @classmethod
    def fits(cls, mapper: Mapper[Any], wanted: tuple[str, ...], capabilities: Capabilities) -> bool:
        keys = [attr for attr in wanted if attr in mapper.pk_attrs]
        return not keys or (len(keys) == 1 and capabilities.generated_key is not GeneratedKey.NONE)

    def run(self, connection: Connection, rows: Sequence[Row]) -> list[Row] | None:
        if not self.fetched:
            return KeysKnown(self.mapper, self._attrs(), ()).run(connection, rows)
        compiled, values = self.compiled(connection, self.statement, False)
        keys = self.keys
        position = self.mapper.pk_attrs.index(self.fetched[0])
        made = (connection._execute_compiled(compiled, values, dict(zip(keys, row, strict=True))) for row in rows)
        return [(made_row(self.mapper, result, True)[position],) for result in made]

    def _attrs(self) -> tuple[str, ...]:
        attr_of = columns_of(self.mapper).attr_of
        return tuple(attr_of[key] for key in self.keys)


LADDER: tuple[type[InsertStrategy], ...] = (KeysKnown, ReturningBatch, ReturningRow, LastRowId)


def insert_strategy(mapper: Mapper[Any], absent: tuple[str, ...], connection: Connection) -> InsertStrategy:
    """Return the first way that fits, kept with the mapper."""
    capabilities = connection.dialect.capabilities
    key = ("insert", absent, capabilities)
    found = mapper.memo.get(key)
    if found is None:
        columns = columns_of(mapper)
        attrs = tuple(attr for attr in columns.writable if attr not in absent)
        wanted = columns.wanted(absent)
        for strategy in LADDER:
            if strategy.fits(mapper, wanted, capabilities):
                found = mapper.memo[key] = strategy(mapper, attrs, wanted)
                return found
        keys = [attr for attr in wanted if attr in mapper.pk_attrs]
        raise FlushError(
            f"The database cannot tell the generated primary key {', '.join(keys)} of {mapper.class_.__name__}: it has "
            "neither RETURNING nor a last row id; set the key before the flush, for example with default=uuid.uuid4"
        )
    return found  # type: ignore[no-any-return]


def _without_returning(mapper: Mapper[Any], capabilities: Capabilities) -> bool:
    """Tell whether the table wants no RETURNING, as SQL Server wants of one with triggers; the key comes without."""
    wished = getattr(mapper.local_table, "implicit_returning", True)
    return not wished and capabilities.generated_key is not GeneratedKey.NONE


def counts_batches(connection: Connection) -> bool:
    """Return whether the row count of an executemany can be believed."""
    return connection.dialect.capabilities.batch_rowcount and connection._driver.executemany_counts


def _one_by_one(
    strategy: InsertStrategy, connection: Connection, compiled: Any, values: list[Any], rows: Sequence[Row]
) -> list[Row]:
    keys = strategy.keys
    return [
        made_row(
            strategy.mapper, connection._execute_compiled(compiled, values, dict(zip(keys, row, strict=True))), False
        )
        for row in rows
    ]


def made_row(mapper: Mapper[Any], result: Any, only_key: bool) -> Row:
    """Return the generated values of one inserted row."""
    if result.returns_rows:
        made = result.first()
    elif only_key:
        made = result.inserted_primary_key
    else:
        made = next(iter(result.generated_rows), None)
    if made is None:
        raise FlushError(
            f"INSERT of {mapper.class_.__name__} returned no row: a trigger or rule of table "
            f"'{mapper.local_table.fullname}' has left it out"
        )
    return tuple(made)


def _arranged(rows: Sequence[Row], keys: tuple[str, ...], slots: Sequence[Any], values: list[Any]) -> Sequence[Row]:
    """Put the values of rows into the order of the slots; those of SQL expressions are the same in each row."""
    if keys == tuple([slot.key for slot in slots]):
        return rows
    fixed = tuple([slot_value(slot, values, {}) for slot in slots if slot.key not in keys])
    every = itertools.count(len(keys))
    order = [keys.index(slot.key) if slot.key in keys else next(every) for slot in slots]
    return [tuple([row[i] for i in order]) for row in ([(*row, *fixed) for row in rows] if fixed else rows)]

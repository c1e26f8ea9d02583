"""Write one INSERT for many rows, and say how its returned rows find their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..tree import nodes as t
from ..types.base import NullType
from ..types.enumeration import Enum
from ..types.names import CHAR, NCHAR
from ..types.scalar import Integer, String
from .capabilities import InsertRows, RowOrder
from .compiled import Batch, BatchOrder, Compiled
from .context import Context
from .render_type import cast_text, value_type
from .writer import Writer


def make_batch(compiled: Compiled, ctx: Context) -> Batch | None:
    """Return the multi-row form of a compiled INSERT, or None where it has none."""
    tree, dialect = compiled.tree, compiled.dialect
    if ctx.caps.insert_rows is not InsertRows.VALUES or not isinstance(tree, t.Insert):
        return None
    if not isinstance(tree.source, t.Rows) or len(tree.source.rows) != 1:
        return None
    if isinstance(tree.returning, t.ReturningInto):
        return None  # an array of parameters keeps the rows apart
    row = tree.source.rows[0]
    order, index, numbered = _order(compiled, ctx)
    head = Writer(dialect, ctx)
    marked = tree._with(source=t.Raw(_MARK))
    adds_key = index == _NOT_RETURNED
    if adds_key:
        marked, index = _with_key(marked, compiled.facts["insert_table"], ctx), len(compiled.columns)
    head.node(marked)
    parts = head.parts()
    at = next((i for i, p in enumerate(parts) if type(p) is str and _MARK in p), None)
    if at is None:
        return None
    before_text, after_text = parts[at].split(_MARK)
    cell_parts = _row_parts(dialect, ctx, row)
    cell_text = "".join(p for p in cell_parts if type(p) is str)
    selects = "SELECT" in cell_text.upper()
    own_name = re.escape(compiled.facts["insert_table"].name)
    if selects and re.search(rf"(?<!\w){own_name}(?!\w)", cell_text):
        compiled.facts["reads_itself"] = True
        return None  # each row reads what those before it have written
    independent = tree.conflict is None and not selects
    returns = bool(compiled.columns or compiled.implicit_returning)
    slots = compiled.slots
    before = tuple(slots[p] for p in parts[:at] if type(p) is int)
    after = tuple(slots[p] for p in parts[at + 1 :] if type(p) is int)
    row_slots = tuple(slots[p] for p in cell_parts if type(p) is int)
    if any(s.expanding for s in (*before, *after, *row_slots)):
        return None
    mark = dialect.positional_mark
    if mark is None:
        return None
    if mark == "%s" and not dialect.escapes_percent and any(_is_mark(p) for p in (*parts, *cell_parts)):
        return None
    before_sql = "".join(p if type(p) is str else mark for p in parts[:at]) + before_text
    after_sql = after_text + "".join(p if type(p) is str else mark for p in parts[at + 1 :])
    match = None
    if (numbered or order is BatchOrder.ONE_BY_ONE) and tree.conflict is None:
        match = _match(compiled, row_slots, row)
        if match is not None:
            order, numbered = BatchOrder.MATCH_KEY, False
    arrays = None
    if row_slots and (numbered or (independent and not returns and ctx.caps.arrays)):
        cells = [_row_parts(dialect, ctx, part) for part in row.parts]
        columns = [compiled.facts["insert_table"].c[k] for k in compiled.facts["insert_keys"]]
        if all(map(_can_be_selected, cells)) and not any(isinstance(c.type, NullType) for c in columns):
            types = [cast_text(value_type(c.type, dialect), dialect) for c in columns]
            names = iter([f"p{i}" for i in range(len(row_slots))])
            values = [_value(names, cell, type_) for cell, type_ in zip(cells, types, strict=True)]
            given = [t_ if len(cell) == 1 else None for cell, t_ in zip(cells, types, strict=True) if _slots_in(cell)]
            if ctx.caps.arrays and all(type_ and not type_.endswith("]") for type_ in given):
                arrays = _from_arrays(before_sql, after_sql, values, [str(type_) for type_ in given], mark)
            if numbered:
                batch = _numbered(compiled, before_sql, after_sql, before, after, row_slots, values, mark, order, index)
                batch.adds_key, batch.arrays = adds_key, arrays
                return batch
    if numbered:
        if adds_key:
            return None  # rows of expressions cannot be numbered: they go one by one, as they are
        order = BatchOrder.ONE_BY_ONE
    one = (
        "(" + "".join(p if type(p) is str else dialect.cast_placeholder(mark, slots[p].type) for p in cell_parts) + ")"
    )

    def write(rows: int) -> str:
        return f"{before_sql}VALUES {', '.join([one] * rows)}{after_sql}"

    batch = Batch(
        write,
        tuple(s.key for s in row_slots),
        _processors(row_slots, dialect),
        before,
        after,
        row_slots,
        order,
        index,
        match,
    )
    batch.adds_key, batch.arrays, batch.independent = adds_key, arrays, independent
    return batch


def _with_key(tree: t.Insert, table: Any, ctx: Context) -> t.Insert:
    """Return the generated key too, as the last column, to sort by it."""
    auto = table._autoincrement_column
    clause: Any = tree.returning
    bare = ctx.caps.returning_bare_names
    source = "inserted" if isinstance(clause, t.Output) else None if bare else tree.table.source
    column = t.Labeled(t.ColumnRef(source, auto.name), f"{auto.name}__sentinel")
    return tree._with(returning=clause._with(columns=(*clause.columns, column)))


def _match(compiled: Compiled, row_slots: Any, row: Any) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return where the primary key stands in a row of parameters and in a returned row, if it can be compared there."""
    table = compiled.facts["insert_table"]
    given, returned = [], []
    for c in table.primary_key:
        if not isinstance(c.type, (Integer, String)) or isinstance(c.type, (CHAR, NCHAR, Enum)):
            return None  # what comes back may have another form: padded, or another Python type
        at = next((i for i, s in enumerate(row_slots) if s.key == c.key and s.default is None), None)
        back = next((i for i, r in enumerate(compiled.columns) if any(o is c for o in r.objects)), None)
        if at is None or back is None or len(row_slots) != len(row.parts):
            return None
        given.append(at)
        returned.append(back)
    return (tuple(given), tuple(returned)) if given else None


def _numbered(
    compiled: Compiled, before_sql: str, after_sql: str, before: Any, after: Any, row_slots: Any,
    values: list[str], mark: str, order: BatchOrder, index: int,
) -> Batch:  # fmt: skip
    """Number the rows in VALUES and insert them in that order, so that keys ascend with it or rows return in it.

    ``INSERT INTO t (a) SELECT p0::INTEGER FROM (VALUES (%s, 0), (%s, 1)) AS imp_sen(p0, sen_counter) ORDER BY
    sen_counter RETURNING t.id``.
    """
    dialect = compiled.dialect
    names = ", ".join(f"p{i}" for i in range(len(row_slots)))
    marks = ", ".join([dialect.cast_placeholder(mark, slot.type) for slot in row_slots])
    selected = ", ".join(values)

    def write(rows: int) -> str:
        given = ", ".join([f"({marks}, {i})" for i in range(rows)])
        table = f"(VALUES {given}) AS imp_sen({names}, sen_counter)"
        return f"{before_sql}SELECT {selected} FROM {table} ORDER BY sen_counter{after_sql}"

    return Batch(
        write, tuple(s.key for s in row_slots), _processors(row_slots, dialect), before, after, row_slots, order, index
    )


def _slots_in(cell: tuple[Any, ...]) -> int:
    return sum(type(p) is int for p in cell)


def _can_be_selected(cell: tuple[Any, ...]) -> bool:
    """Tell whether a value can stand in a SELECT from the rows: it is an expression of one parameter at most."""
    return _slots_in(cell) < 2 and cell != ("DEFAULT",)


def _value(names: Iterator[str], cell: tuple[Any, ...], type_: str | None) -> str:
    """Return a value of the numbered rows: a column of them, cast, or the expression that the value stands in."""
    if len(cell) != _slots_in(cell):
        return "".join(p if type(p) is str else next(names) for p in cell)
    name = next(names)
    return name if type_ is None else f"CAST({name} AS {type_})"


def _from_arrays(before_sql: str, after_sql: str, values: list[str], types: list[str], mark: str) -> str:
    """Read the rows from one array for each column: its text does not grow with the rows.

    ``INSERT INTO t (a) SELECT CAST(p0 AS INTEGER) FROM unnest(CAST(%s AS INTEGER[])) WITH ORDINALITY AS imp_sen(p0,
    sen_counter) ORDER BY sen_counter RETURNING t.id``.
    """
    names = ", ".join(f"p{i}" for i in range(len(types)))
    arrays = ", ".join(f"CAST({mark} AS {type_}[])" for type_ in types)
    table = f"unnest({arrays}) WITH ORDINALITY AS imp_sen({names}, sen_counter)"
    return f"{before_sql}SELECT {', '.join(values)} FROM {table} ORDER BY sen_counter{after_sql}"


def _row_parts(dialect: Any, ctx: Context, row: Any) -> tuple[Any, ...]:
    writer = Writer(dialect, ctx)
    writer.node(row)
    return writer.parts()


def _processors(slots: Any, dialect: Any) -> tuple[Any, ...]:
    return tuple(s.type.bind_for(dialect) for s in slots)


def _order(compiled: Compiled, ctx: Context) -> tuple[BatchOrder, int, bool]:
    """Decide how returned rows are put into the order of their parameters, by which key, and with numbers or not."""
    how = ctx.caps.row_order
    if how is RowOrder.AS_GIVEN:
        return BatchOrder.AS_GIVEN, -1, False
    if compiled.tree.conflict is not None:
        return BatchOrder.ONE_BY_ONE, -1, False  # the key of a row that was there already says nothing of its place
    table = compiled.facts["insert_table"]
    auto = getattr(table, "_autoincrement_column", None)
    generated = auto is not None and auto.key not in compiled.facts["insert_keys"]
    asked = getattr(compiled.statement, "sort_by_parameter_order", False)
    columns = compiled.columns or compiled.implicit_returning
    at = -1
    if generated:
        at = next((i for i, c in enumerate(columns) if c is auto or any(o is auto for o in _objects(c))), -1)
    if how is RowOrder.NUMBERED_ROWS:
        numbered = at >= 0 or (asked and bool(columns))
        return (BatchOrder.AS_GIVEN if numbered else BatchOrder.ONE_BY_ONE), -1, numbered
    if not generated or not _ascends(auto):
        return BatchOrder.ONE_BY_ONE, -1, False
    if how is RowOrder.GENERATED:
        return BatchOrder.AS_GIVEN, -1, False
    if how is RowOrder.NUMBERED:
        if at >= 0:
            return BatchOrder.SORT_KEY, at, True
        if compiled.columns and asked:
            return BatchOrder.SORT_KEY, _NOT_RETURNED, True
    return BatchOrder.ONE_BY_ONE, -1, False


def _objects(column: Any) -> tuple[Any, ...]:
    return getattr(column, "objects", ())


def _is_mark(part: Any) -> bool:
    """Tell whether a driver that knows no doubled percent sign would take a piece of text for a placeholder."""
    return type(part) is str and ("%s" in part or "%d" in part)


def _ascends(auto: Any) -> bool:
    """Tell whether every key that the server makes is higher than the one before."""
    counters = (auto.identity, auto.default, getattr(auto.server_default, "sequence", None))
    return not any((getattr(c, "increment", None) or 1) < 0 or getattr(c, "cycle", None) for c in counters)


#: The place of a generated key that sorts the rows and that the user has not asked for.
_NOT_RETURNED = -2
_MARK = "\x00rows\x00"

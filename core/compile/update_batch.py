"""Write one UPDATE for many rows with different values, without a node for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..expression import dml as d
from ..expression.elements import BindParameter
from .compiled import Compiled, ResultColumn
from .pipeline import compile_uncached


class UpdateBatch:
    """An UPDATE that can be written for any number of rows, in a positional style.

    A row of parameters has the values of ``keys`` in their order: first those that find the row, then those that are
    set. ``before`` and ``after`` are slots outside the rows, whose values are in ``values`` or are defaults.
    """

    __slots__ = ("_one", "_parts", "after", "before", "compiled", "keys", "parameters_per_row", "processors", "values")

    def __init__(
        self, compiled: Compiled, values: list[Any], keys: tuple[str, ...], slots: Sequence[Any], one: str,
        parts: tuple[str, str, str], before: tuple[Any, ...], after: tuple[Any, ...],
    ) -> None:  # fmt: skip
        self.compiled, self.values, self.keys = compiled, values, keys
        self._one, self._parts = one, parts
        self.before, self.after = before, after
        #: The function for each value of a row that makes the driver's, None where nothing is to be done.
        self.processors = tuple(s.type.bind_for(compiled.dialect) for s in slots)
        self.parameters_per_row = len(keys)

    def write(self, rows: int) -> str:
        """Return the text for ``rows`` rows."""
        if rows == 1:
            return self._one
        head, more, tail = self._parts
        return f"{head}{more * (rows - 2)}{tail}"

    __call__ = write

    def max_rows(self, capabilities: Any) -> int:
        """Return how many rows one statement may have."""
        fixed = len(self.before) + len(self.after)
        most = int((capabilities.max_parameters - fixed) // self.parameters_per_row)
        return max(1, min(int(capabilities.max_insert_rows), most))

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """The columns that come back."""
        return self.compiled.columns

    def result_processors(self, coltypes: Sequence[Any] | None = None) -> tuple[Any, ...]:
        """Return the function per returned column that makes the Python value."""
        return self.compiled.result_processors(coltypes)


def make_update_batch(
    dialect: Any,
    table: Any,
    key_columns: Sequence[Any],
    set_columns: Sequence[Any],
    extra_where: Any = None,
    returning: Sequence[Any] = (),
) -> UpdateBatch | None:
    """Return the many-row form of ``UPDATE table SET set_columns WHERE key_columns = ...``, None where there is none.

    A column may be in both lists: its old value finds the row, its new one is set. ``extra_where`` is a further
    condition on the rows of the table; ``returning`` are columns of it, wanted back of each updated row in no order.
    """
    if dialect.positional_mark is None:
        return None
    made = [_compiled(dialect, table, key_columns, set_columns, extra_where, returning, rows) for rows in (1, 3)]
    pieces = [_pieces(*m) for m in made]
    if pieces[0] is None or pieces[1] is None:
        return None
    (one, _), (three, slots) = pieces
    compiled, values, cells, _ = made[1]
    width = len(cells[0])
    before, rows, after = three
    second_end = 4 * width - 1  # cells and the text between them, of two rows
    head = "".join((before[0], *rows[:second_end]))
    more = "".join(rows[second_end:])
    return UpdateBatch(
        compiled, values, made[1][3], slots[:width], "".join((one[0][0], *one[1], one[2][0])),
        (head, more, after[0]), before[1], after[1],
    )  # fmt: skip


def _compiled(
    dialect: Any, table: Any, key_columns: Any, set_columns: Any, extra_where: Any, returning: Any, rows: int
) -> tuple[Compiled, list[Any], list[list[Any]], tuple[str, ...]]:
    columns = [*(c.key for c in key_columns), *(c.key for c in set_columns)]
    names: list[str] = []
    for key in columns:
        names.append(f"{key} set" if key in names else key)
    keys = tuple(names[: len(key_columns)])
    cells = [
        [BindParameter(f"b{i}_{j}", table.c[key].type, None) for j, key in enumerate(columns)] for i in range(rows)
    ]
    data = d.UpdateData(
        keys,
        tuple(names),
        tuple(d.Row(tuple(d.Assignment(name, cell) for name, cell in zip(names, row, strict=True))) for row in cells),
        tuple(columns),
    )
    statement = d.update(table).replace(data=data)
    if extra_where is not None:
        statement = statement.where(extra_where)
    if returning:
        statement = statement.returning(*returning)
    _, values = statement.structure()
    return compile_uncached(statement, dialect, values), values, cells, tuple(names)


def _pieces(compiled: Compiled, values: Any, cells: list[list[Any]], _: Any) -> Any:
    """Return text before, between and after the cells; None where they do not stand once each, in their order."""
    dialect, slots = compiled.dialect, compiled.slots
    mark = dialect.positional_mark or "?"
    wanted = [id(cell) for row in cells for cell in row]
    at = 0
    before: list[str] = []
    rows: list[str] = []
    after: list[str] = []
    outside: tuple[list[Any], list[Any]] = ([], [])
    row_slots = []
    for p in compiled.parts:
        out = before if at == 0 else rows if at < len(wanted) else after
        if type(p) is str:
            out.append(p)
            continue
        slot = slots[p]
        text = dialect.cast_placeholder(mark, slot.type)
        if slot.node is not None and id(slot.node) in wanted:
            if at >= len(wanted) or id(slot.node) != wanted[at]:
                return None
            at += 1
            rows.append(text)
            row_slots.append(slot)
        elif 0 < at < len(wanted) or slot.expanding:
            return None
        else:
            out.append(text)
            outside[at > 0].append(slot)
    if at < len(wanted) or len(rows) != 2 * len(wanted) - 1:
        return None
    joined = ("".join(before), tuple(outside[0])), rows, ("".join(after), tuple(outside[1]))
    return joined, row_slots

"""Rows by their keys: conditions that a key is among given ones, in parts that one statement can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..core.expression.elements import Tuple as RowValue
from ..core.expression.elements import and_, or_

CHUNK = 500
"""How many keys go into one IN list at most."""


def rows_per_statement(dialect: Any, width: int) -> int:
    """Return how many rows of `width` values fit into one statement."""
    limit: int = dialect.capabilities.max_parameters
    return max(1, limit // max(1, width))


def parts(
    dialect: Any, columns: Sequence[Any], keys: Sequence[Any], most: int | None = None
) -> Iterator[tuple[Any, Any]]:
    """Return lists of keys that one statement can take, each with the condition that ``columns`` are one of them.

    A key of one column is its value, of several a tuple. ``most`` keys go into a part; by default 500, or fewer where
    the server takes fewer parameters. Where it has no row values, each key is compared column by column.
    """
    width = len(columns)
    if most is None:
        most = min(CHUNK, rows_per_statement(dialect, width + 1))
    for start in range(0, len(keys), most):
        part = keys[start : start + most]
        if width == 1:
            yield part, columns[0].in_(part)
        elif dialect.capabilities.row_values:
            yield part, RowValue(tuple(columns)).in_(part)
        else:
            yield part, or_(*[and_(*[c == v for c, v in zip(columns, key, strict=True)]) for key in part])

"""Limits of servers: how large a statement may be with its values, and what to say of one that is larger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .row import RawRow

if TYPE_CHECKING:
    from .driver import Driver
    from .engine import Engine

_SIZED = (str, bytes, bytearray, memoryview)
_MOST_PER_CHARACTER = 8  # four bytes, each of them with an escape
_SMALL = 40  # a number, a moment, NULL
_MARGIN = 1024


def chunks(rows: Sequence[RawRow], size: int, driver: Driver, fixed: int) -> Iterator[Sequence[RawRow]]:
    """Yield slices of up to `size` rows, shorter ones where values are large.

    `fixed` is what the statement of one row takes without its values.
    """
    most = driver.max_bytes
    for start in range(0, len(rows), size) if len(rows) > size else (0,):
        chunk = rows if len(rows) <= size else rows[start : start + size]
        if most is None or _rough(chunk) + fixed * len(chunk) < most - _MARGIN:
            yield chunk
        else:
            yield from _by_bytes(chunk, driver, fixed, most - _MARGIN)


def too_large(engine: Engine, statement: str | None, params: Any, many: bool | None) -> str | None:
    """Tell which limit a statement that has failed is over, and what helps; None where it is over none."""
    if statement is None or many or not isinstance(params, tuple | list | dict):
        return None
    driver, dialect = engine.driver_object, engine.dialect
    most = dialect.capabilities.max_parameters
    if len(params) > most and not driver.interpolates:
        return (
            f"The statement has {len(params):,} parameters and {dialect.describe()} takes {most:,} of them: execute it "
            "in parts, or pass the values as one parameter, such as an array or a JSON document"
        )
    if driver.max_bytes is None:
        return None
    values = params.values() if isinstance(params, dict) else params
    size = len(statement) + sum(map(driver.value_size, values))
    if size <= driver.max_bytes:
        return None
    return (
        f"The statement has {size:,} bytes with its values and the server takes {driver.max_bytes:,} "
        f"({driver.max_bytes_name}): execute it in parts, or raise the limit of the server"
    )


def _rough(rows: Sequence[RawRow]) -> int:
    long = sum([len(value) for row in rows for value in row if isinstance(value, _SIZED)])
    return long * _MOST_PER_CHARACTER + _SMALL * len(rows) * len(rows[0]) if rows else 0


def _by_bytes(rows: Sequence[RawRow], driver: Driver, fixed: int, most: int) -> Iterator[Sequence[RawRow]]:
    start, total = 0, 0
    for number, row in enumerate(rows):
        size = fixed + sum(map(driver.value_size, row))
        if number > start and total + size > most:
            yield rows[start:number]
            start, total = number, 0
        total += size
    yield rows[start:]

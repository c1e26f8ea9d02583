"""Parameters of executions: their check, and their form in events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..exc import ArgumentError


def checked_list(parameters: Any) -> list[Any]:
    """Return parameters as a list of dicts."""
    if not isinstance(parameters, list | tuple) or not all(isinstance(row, Mapping) for row in parameters):
        raise ArgumentError("List argument must consist only of dictionaries, one per row: [{'name': value}, ...]")
    return list(parameters)


def column_keys(parameters: Any, many: bool) -> tuple[str, ...]:
    """Return the names that an INSERT or UPDATE is executed with; those of the first set hold for all sets."""
    if not parameters:
        return ()
    if not many:
        return tuple(parameters)
    keys = tuple(parameters[0])
    if max(map(len, parameters)) > len(keys):
        for number, row in enumerate(parameters):
            extra = [key for key in row if key not in parameters[0]]
            if extra:
                raise ArgumentError(
                    f"Parameter group {number} has {extra[0]!r}, which the first group has not: it would not be "
                    "stored; give all groups the same keys, or execute one statement for each set of keys"
                )
    return keys


def as_event(parameters: Any, many: bool) -> tuple[list[Any], Any]:
    """Return parameters as the events `before_execute` and `after_execute` take them: many sets, and one."""
    return (parameters, {}) if many else ([], parameters or {})


def from_event(changed: Any) -> tuple[Any, Any, bool]:
    """Return what a `before_execute` listener has returned: statement, parameters, whether they are many sets."""
    statement, rows, single = changed
    many = len(rows) > 1
    return statement, (list(rows) if many else rows[0] if rows else single) or None, many

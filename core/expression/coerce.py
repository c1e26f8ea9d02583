"""Turn what users pass into nodes, by the place where it stands; every refusal names the place and the remedy."""

from __future__ import annotations

import numbers
from typing import Any

from ..exc import ArgumentError
from ..types.base import NULLTYPE
from .elements import FALSE, NULL, TRUE, ClauseElement, ColumnClause, as_expression
from .forms import LabelReference
from .selectable import FromClause, as_from


def column_item(item: Any) -> Any:
    """Return ``item`` as an element of a columns clause."""
    protocol = getattr(item, "__select_element__", None)
    if protocol is not None and not isinstance(item, type):
        return protocol()
    if isinstance(item, ClauseElement):
        return item._as_scalar()
    if isinstance(item, type):
        mapper = getattr(item, "__mapper__", None)
        if mapper is not None:
            return mapper.__clause_element__()
    clause = getattr(item, "__clause_element__", None)
    if clause is not None and not isinstance(item, type):
        return column_item(clause())
    if item is None:
        return NULL
    if item is True:
        return TRUE
    if item is False:
        return FALSE
    if isinstance(item, numbers.Number):
        return ColumnClause(str(item), NULLTYPE, True)
    hint = ""
    if isinstance(item, str):
        hint = (
            f"; a name in a columns clause is column({item!r}), SQL text is text({item!r}) or literal_column({item!r})"
        )
    elif isinstance(item, (list, tuple)):
        hint = "; pass the columns one by one: select(a, b)"
    elif isinstance(item, type):
        hint = "; the class is not mapped"
    else:
        hint = "; a value is literal(...)"
    raise ArgumentError(f"a column, FROM element or mapped class is expected in a columns clause, got {item!r}{hint}")


def column_items(items: Any) -> list[Any]:
    """Return the flattened elements of a columns clause."""
    return [column_item(i) for i in items]


def order_item(item: Any) -> Any:
    """Return ``item`` as an element of ORDER BY or GROUP BY; a string names a column of the SELECT."""
    if isinstance(item, str):
        return LabelReference(item)
    if isinstance(item, ClauseElement):
        return item._as_scalar()
    return as_expression(item)


def order_items(first: Any, rest: Any) -> tuple[Any, ...]:
    """Return the elements of ORDER BY or GROUP BY, lists flattened."""
    items = (*first, *rest) if isinstance(first, (list, tuple)) else (first, *rest)
    made: list[Any] = []
    for i in items:
        mapped = getattr(i, "__mapper__", None) if isinstance(i, type) else None
        columns = i.c if isinstance(i, FromClause) else mapped.__clause_element__().entity_columns if mapped else None
        made.extend((order_item(i),) if columns is None else columns)
    return tuple(made)


def returning_items(items: Any) -> tuple[Any, ...]:
    """Return the elements of a RETURNING clause."""
    return tuple(column_item(i) for i in items)


def plugin_of(items: Any) -> str | None:
    """Return the statement plugin that one of ``items`` asks for."""
    for i in items:
        plugin = getattr(i, "_plugin", None)
        if plugin is not None:
            return plugin  # type: ignore[no-any-return]
    return None


def join_target(item: Any) -> Any:
    """Return ``item`` as the target of a join."""
    protocol = getattr(item, "__join_element__", None)
    return protocol() if protocol is not None and not isinstance(item, type) else as_from(item)


def dml_table(item: Any) -> Any:
    """Return ``item`` as the table of an INSERT, UPDATE or DELETE."""
    if isinstance(item, str):
        raise ArgumentError(
            f"a Table or mapped class is expected, got the string {item!r}; a bare name is table({item!r})"
        )
    return as_from(item)

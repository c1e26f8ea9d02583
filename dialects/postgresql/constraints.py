"""``EXCLUDE``: the constraint that no two rows agree by all of its operators."""

from __future__ import annotations

from typing import Any

from ...core.compile import render_ddl as base
from ...core.compile.render_ddl import DdlWriter
from ...core.exc import ArgumentError
from ...core.schema.constraints import ColumnCollectionConstraint
from ...core.schema.defaults import sql_text


class ExcludeConstraint(ColumnCollectionConstraint):
    """``EXCLUDE USING gist (room WITH =, during WITH &&)``.

    Elements are pairs of a column, its name or an expression, and the text of an operator. ``where`` keeps to some of
    the rows, ``using`` names the kind of index, ``ops`` an operator class by the name of a column.
    """

    __visit_name__ = "exclude_constraint"

    def __init__(
        self, *elements: tuple[Any, str], where: Any = None, using: str = "gist", ops: Any = None, **kw: Any
    ) -> None:
        if not elements:
            raise ArgumentError("ExcludeConstraint() needs elements: ExcludeConstraint((column, '&&'))")
        self._elements = [(getattr(c, "__clause_element__", lambda c=c: c)(), operator) for c, operator in elements]
        self.operators = {_name_of(c): operator for c, operator in self._elements}
        self.where = None if where is None else sql_text(where, "ExcludeConstraint()")
        self.using, self.ops = using, dict(ops or {})
        super().__init__(*(c for c, _ in self._elements), **kw)

    def _add_column(self, table: Any, column: Any) -> None:
        if getattr(column, "_label_name", None) is not None:
            super()._add_column(table, column)

    def _copy(self, target_table: Any = None, **kw: Any) -> Any:
        elements = [
            (c.key if getattr(c, "_is_schema_column", False) else _moved(c, target_table), o) for c, o in self._elements
        ]
        where = _moved(self.where, target_table)
        return type(self)(*elements, where=where, using=self.using, ops=self.ops, _autoattach=False, **self._common())


def exclude(element: ExcludeConstraint, w: DdlWriter) -> str:
    """Render EXCLUDE."""
    parts = [f"{_part(c, element, w)} WITH {w.escaped(operator)}" for c, operator in element._elements]
    where = "" if element.where is None else f" WHERE ({w.expression(element.where)})"
    return f"{w.named(element)}EXCLUDE USING {element.using} ({', '.join(parts)}){where}{base.deferral(element, w)}"


def _part(item: Any, element: ExcludeConstraint, w: DdlWriter) -> str:
    if isinstance(item, str):
        item = element.table.c[item]
    text = w.expression(item)
    if base.needs_parentheses(item):
        text = f"({text})"
    name = element.ops.get(_name_of(item))
    return f"{text} {name}" if name else text


def _name_of(item: Any) -> str:
    return item if isinstance(item, str) else str(getattr(item, "key", None) or getattr(item, "name", None) or item)


def _moved(expression: Any, table: Any) -> Any:
    """Return an expression with its columns replaced by those of the same key in ``table``."""
    if table is None or not hasattr(expression, "swap"):
        return expression
    return expression.swap(lambda n: table.columns.get(n.key) if getattr(n, "_is_schema_column", False) else None)

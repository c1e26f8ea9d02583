"""DDL of SQL Server."""

from __future__ import annotations

from typing import Any

from ...core.compile import render_ddl as base
from ...core.compile.render_ddl import DdlWriter, Render
from ...core.schema import constraints as con
from ...core.schema import ddl
from ...core.schema.defaults import Computed, Identity, NextValue
from ...core.schema.table import Column


def create_column(element: ddl.CreateColumn, w: DdlWriter) -> str:
    """Render a column: NULL or NOT NULL always, then IDENTITY or DEFAULT; a computed column has no type."""
    column = element.element
    if column.system:
        return ""
    checks = base.column_checks(column, w)
    if column.computed is not None:
        not_null = None if column.nullable else "NOT NULL"
        return base.words(w.quote(column.name), w.render(column.computed), not_null, checks)
    value = _identity(column, w)
    identity = value is not None
    if value is None and (default := w.default(column)) is not None:
        value = f"DEFAULT {default}"
    nullness = "NULL" if column.nullable and not identity and not column.primary_key else "NOT NULL"
    return base.words(w.quote(column.name), w.type(column), nullness, value, checks)


def computed(element: Computed, w: DdlWriter) -> str:
    """Render AS (expression), with PERSISTED."""
    return f"AS ({w.expression(element.sqltext)}){' PERSISTED' if element.persisted else ''}"


def primary_key(element: con.PrimaryKeyConstraint, w: DdlWriter) -> str:
    """Render PRIMARY KEY, with CLUSTERED or NONCLUSTERED."""
    columns = w.columns(element.columns)
    return f"{w.named(element)}PRIMARY KEY {_clustered(element, w)}({columns}){base.deferral(element, w)}"


def unique(element: con.UniqueConstraint, w: DdlWriter) -> str:
    """Render UNIQUE, with CLUSTERED or NONCLUSTERED."""
    if not len(element.columns):
        return ""
    columns = w.columns(element.columns)
    return f"{w.named(element)}UNIQUE {_clustered(element, w)}({columns}){base.deferral(element, w)}"


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX, with CLUSTERED, COLUMNSTORE, INCLUDE and WHERE."""
    index = base.checked_index(element.element)
    kind = _clustered(index, w) + ("COLUMNSTORE " if w.option(index, "columnstore") else "")
    expressions = ", ".join([w.expression(e) for e in index.expressions])
    text = f"{base.index_head(element, w, kind=kind)}{w.name(index)} ON {w.table(index.table)}"
    text += f" ({expressions})" if expressions else ""
    if include := w.option(index, "include"):
        columns = [index.table.c[n] if isinstance(n, str) else n for n in include]
        text += f" INCLUDE ({w.columns(columns)})"
    where = w.option(index, "where")
    return text if where is None else f"{text} WHERE {where if isinstance(where, str) else w.expression(where)}"


def next_value(element: NextValue, w: DdlWriter) -> str:
    """Render NEXT VALUE FOR, as a default."""
    return f"NEXT VALUE FOR {w.qualified(element.sequence.schema, element.sequence.name)}"


def _identity(column: Column, w: DdlWriter) -> str | None:
    identity: Identity | None = column.identity
    default = column.default
    counted = w.is_counted(column) and (default is None or not default.is_sequence or default.optional)
    if identity is None and (not counted or column.server_default is not None):
        return None
    if identity is None or (identity.start is None and identity.increment is None):
        return "IDENTITY"
    start = 1 if identity.start is None else identity.start
    return f"IDENTITY({start},{1 if identity.increment is None else identity.increment})"


def _clustered(element: Any, w: DdlWriter) -> str:
    said = w.option(element, "clustered")
    return "" if said is None else "CLUSTERED " if said else "NONCLUSTERED "


DDL_RENDERS: dict[type, Render] = {
    ddl.SavepointClause: lambda e, w: f"SAVE TRANSACTION {w.quote(e.element)}",
    ddl.RollbackToSavepointClause: lambda e, w: f"ROLLBACK TRANSACTION {w.quote(e.element)}",
    Computed: computed,
    NextValue: next_value,
    ddl.CreateColumn: create_column,
    ddl.CreateIndex: create_index,
    ddl.DropIndex: base.drop_index_on,
    ddl.CreateSequence: base.create_typed_sequence,
    con.PrimaryKeyConstraint: primary_key,
    con.UniqueConstraint: unique,
}

"""DDL of SQL Server."""

from __future__ import annotations

from typing import Any

from ...core.compile import render_ddl as base
from ...core.compile.render_ddl import IF_EXISTS, DdlWriter, Refused, Render
from ...core.schema import constraints as con
from ...core.schema import ddl
from ...core.schema.defaults import Computed, Identity, NextValue
from ...core.schema.table import Column, Table
from .names import parts_of


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
    start, increment = w.option(column, "identity_start"), w.option(column, "identity_increment")
    if identity is None and start is None and increment is None and (not counted or column.server_default is not None):
        return None
    if identity is not None:
        start = identity.start if identity.start is not None else start
        increment = identity.increment if identity.increment is not None else increment
    if start is None and increment is None:
        return "IDENTITY"
    return f"IDENTITY({1 if start is None else start},{1 if increment is None else increment})"


def _clustered(element: Any, w: DdlWriter) -> str:
    said = w.option(element, "clustered")
    return "" if said is None else "CLUSTERED " if said else "NONCLUSTERED "


def _comment(procedure: str, table: Table, w: DdlWriter, column: Column | None = None, text: str | None = None) -> str:
    """Render a call of a procedure of extended properties: the comment is the one named MS_Description.

    https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql
    """
    said = "" if text is None else f"N{w.text(text)}, "
    database, owner = parts_of(w.schema(table.schema) or "dbo")
    home = "" if database is None else f"{w.escaped(w.dialect.quote_database(database))}."
    place = [("schema", owner), ("table", table.name)]
    place += [("column", column.name)] if column is not None else []
    where = ", ".join(f"'{kind}', N{w.text(name)}" for kind, name in place)
    return f"EXEC {home}sys.{procedure} 'MS_Description', {said}{where}"


def _add_table_comment(e: ddl.SetTableComment, w: DdlWriter) -> str:
    return _comment("sp_addextendedproperty", e.element, w, text=e.element.comment or "")


def _drop_table_comment(e: ddl.DropTableComment, w: DdlWriter) -> str:
    return _comment("sp_dropextendedproperty", e.element, w)


def _add_column_comment(e: ddl.SetColumnComment, w: DdlWriter) -> str:
    return _comment("sp_addextendedproperty", e.element.table, w, e.element, e.element.comment or "")


def _drop_column_comment(e: ddl.DropColumnComment, w: DdlWriter) -> str:
    return _comment("sp_dropextendedproperty", e.element.table, w, e.element)


DDL_RENDERS: dict[type, Render] = {
    ddl.SavepointClause: lambda e, w: f"SAVE TRANSACTION {w.quote(e.element)}",
    ddl.RollbackToSavepointClause: lambda e, w: f"ROLLBACK TRANSACTION {w.quote(e.element)}",
    Computed: computed,
    NextValue: next_value,
    ddl.CreateColumn: create_column,
    ddl.CreateIndex: create_index,
    ddl.DropIndex: base.drop_index_on,
    ddl.CreateSequence: base.create_typed_sequence,
    ddl.SetTableComment: _add_table_comment,
    ddl.DropTableComment: _drop_table_comment,
    ddl.SetColumnComment: _add_column_comment,
    ddl.DropColumnComment: _drop_column_comment,
    con.PrimaryKeyConstraint: primary_key,
    con.UniqueConstraint: unique,
}

DDL_REFUSED: dict[type, tuple[Refused, ...]] = {
    ddl.CreateTable: (Refused("CREATE TABLE IF NOT EXISTS", IF_EXISTS, lambda e: e.if_not_exists),),
    ddl.CreateSchema: (Refused("CREATE SCHEMA IF NOT EXISTS", IF_EXISTS, lambda e: e.if_not_exists),),
    ddl.CreateSequence: (Refused("CREATE SEQUENCE IF NOT EXISTS", IF_EXISTS, lambda e: e.if_not_exists),),
    ddl.DropSchema: (Refused("DROP SCHEMA ... CASCADE", "drop what is in it first", lambda e: e.cascade),),
    ddl.CreateIndex: (Refused("CREATE INDEX IF NOT EXISTS", IF_EXISTS, lambda e: e.if_not_exists),),
}

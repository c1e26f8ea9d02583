"""DDL of SQLite."""

from __future__ import annotations

import re

from ...core.compile import render_ddl as base
from ...core.compile import render_view
from ...core.compile.render_ddl import DEFERRABLE, DdlWriter, Refused, Render
from ...core.exc import CompileError
from ...core.schema import constraints as con
from ...core.schema import ddl, views
from ...core.schema.table import Column, Table


def create_column(element: ddl.CreateColumn, w: DdlWriter) -> str:
    """Render a column; AUTOINCREMENT stands with the key, a generated column after NOT NULL."""
    column = element.element
    if column.system:
        return ""
    default = w.grouped_default(column, _BARE_DEFAULT)
    not_null = None
    if not column.nullable:
        conflict = w.option(column, "on_conflict_not_null")
        not_null = "NOT NULL" + (f" ON CONFLICT {conflict}" if conflict else "")
    if column.primary_key and column.autoincrement is True and len(column.table.primary_key) != 1:
        raise CompileError("SQLite does not support autoincrement for composite primary keys")
    counted = None
    if _is_autoincrement(column, w):
        conflict = w.option(column, "on_conflict_primary_key")
        counted = "PRIMARY KEY" + (f" ON CONFLICT {conflict}" if conflict else "") + " AUTOINCREMENT"
    return base.words(
        w.quote(column.name),
        w.type(column),
        None if default is None else f"DEFAULT {default}",
        not_null,
        counted,
        w.render(column.computed) if column.computed is not None else None,
        base.column_checks(column, w),
    )


def primary_key(element: con.PrimaryKeyConstraint, w: DdlWriter) -> str:
    """Render PRIMARY KEY, unless it stands with its column."""
    columns = list(element.columns)
    if len(columns) == 1 and _is_autoincrement(columns[0], w):
        return ""
    conflict = w.option(element, "on_conflict")
    if conflict is None and len(columns) == 1:
        conflict = w.option(columns[0], "on_conflict_primary_key")
    return base.primary_key(element, w) + _on_conflict(conflict)


def unique(element: con.UniqueConstraint, w: DdlWriter) -> str:
    """Render UNIQUE with ON CONFLICT."""
    conflict = w.option(element, "on_conflict")
    if conflict is None and len(element.columns) == 1:
        conflict = w.option(next(iter(element.columns)), "on_conflict_unique")
    return base.unique(element, w) + _on_conflict(conflict)


def check(element: con.CheckConstraint, w: DdlWriter) -> str:
    """Render CHECK with ON CONFLICT."""
    return base.check(element, w) + _on_conflict(w.option(element, "on_conflict"))


def foreign_key(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render FOREIGN KEY; one into another database file cannot be kept by SQLite and is left out."""
    remote = element.elements[0].column.table
    if element.table.schema != remote.schema:
        return ""
    target = base.foreign_key_target(element, w, w.quote(remote.name))
    return f"{target}{base.foreign_key_actions(element, w)}{base.deferral(element, w)}"


def table_suffix(table: Table, w: DdlWriter) -> str:
    """Render WITHOUT ROWID and STRICT."""
    words = [] if w.option(table, "with_rowid", True) else ["WITHOUT ROWID"]
    words += ["STRICT"] if w.option(table, "strict", False) else []
    return "\n " + ",\n ".join(words) if words else ""


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX: the schema stands with the index, not with the table."""
    index = base.checked_index(element.element)
    schema = f"{w.quote(index.table.schema)}." if index.table.schema else ""
    expressions = ", ".join([w.expression(e) for e in index.expressions])
    where = w.option(index, "where")
    text = f"{base.index_head(element, w)}{schema}{w.name(index)} ON {w.quote(index.table.name)} ({expressions})"
    return text if where is None else f"{text} WHERE {w.expression(where)}"


def _is_autoincrement(column: Column, w: DdlWriter) -> bool:
    return bool(
        column.primary_key
        and w.option(column.table, "autoincrement", False)
        and len(column.table.primary_key) == 1
        and not column.foreign_keys
        and w.is_counted(column)
    )


def create_view(element: views.CreateView, w: DdlWriter) -> str:
    """Render CREATE VIEW, with IF NOT EXISTS."""
    exists = "IF NOT EXISTS " if w.option(element, "if_not_exists") else ""
    return render_view.create_view(element, w, words_before=exists)


def _on_conflict(action: str | None) -> str:
    return f" ON CONFLICT {action}" if action else ""


# https://www.sqlite.org/lang_createtable.html#dfltval: a literal or a word stands bare, an expression in parentheses
_BARE_DEFAULT = re.compile(r"\w+$")

DDL_RENDERS: dict[type, Render] = {
    Table: table_suffix,
    ddl.CreateColumn: create_column,
    ddl.CreateIndex: create_index,
    views.CreateView: create_view,
    con.PrimaryKeyConstraint: primary_key,
    con.UniqueConstraint: unique,
    con.CheckConstraint: check,
    con.ForeignKeyConstraint: foreign_key,
}

_SCHEMA = Refused("CREATE and DROP SCHEMA", "ATTACH a database file under the name of the schema")

#: DEFERRABLE is for foreign keys alone here.
DDL_REFUSED: dict[type, tuple[Refused, ...]] = {
    ddl.CreateSchema: (_SCHEMA,),
    ddl.DropSchema: (_SCHEMA,),
    **dict.fromkeys((con.PrimaryKeyConstraint, con.UniqueConstraint, con.CheckConstraint), (DEFERRABLE,)),
}

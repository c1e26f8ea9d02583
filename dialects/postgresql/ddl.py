"""DDL of PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

from ...core.compile import render_ddl as base
from ...core.compile import render_view
from ...core.compile.render_ddl import DdlWriter, Render
from ...core.compile.render_type import unwrapped
from ...core.exc import UnsupportedByDialect
from ...core.expression.textual import TextClause
from ...core.schema import constraints as con
from ...core.schema import ddl, views
from ...core.schema.table import Column, Table
from ...core.types.scalar import BigInteger, Integer, SmallInteger
from . import named_types
from .constraints import ExcludeConstraint, exclude


def create_column(element: ddl.CreateColumn, w: DdlWriter) -> str:
    """Render a column; a counted key without an Identity is SERIAL."""
    column = element.element
    if column.system:
        return ""
    serial = _serial(column, w)
    default = None if serial else w.default(column)
    identity = w.render(column.identity) if column.identity is not None else None
    nullness = "NOT NULL" if not column.nullable else None
    if identity is not None:
        nullness = "NULL" if column.nullable else None
    return base.words(
        w.quote(column.name),
        serial or w.type(column),
        None if default is None else f"DEFAULT {default}",
        w.render(column.computed) if column.computed is not None else None,
        identity,
        nullness,
        base.column_checks(column, w),
    )


def table_suffix(table: Table, w: DdlWriter) -> str:
    """Render INHERITS, PARTITION BY, USING, WITH, ON COMMIT, TABLESPACE."""
    text = ""
    inherits = w.option(table, "inherits")
    if inherits is not None:
        names = inherits if isinstance(inherits, (list, tuple)) else (inherits,)
        text += f"\n INHERITS ({', '.join(map(w.quote, names))})"
    if (partition := w.option(table, "partition_by")) is not None:
        # a percent sign may have been doubled already, for the driver
        text += "\n PARTITION BY " + w.escaped(partition.replace("%%", "%"))
    if (method := w.option(table, "using")) is not None:
        text += f"\n USING {method}"
    if (parameters := w.option(table, "with")) is not None:
        text += f"\n WITH ({', '.join(f'{k} = {v}' for k, v in parameters.items())})"
    if (oids := w.option(table, "with_oids")) is not None:
        text += f"\n WITH{'' if oids else 'OUT'} OIDS"
    if (commit := w.option(table, "on_commit")) is not None:
        text += f"\n ON COMMIT {commit.replace('_', ' ').upper()}"
    if (space := w.option(table, "tablespace")) is not None:
        text += f"\n TABLESPACE {w.quote(space)}"
    return text


def unique(element: con.UniqueConstraint, w: DdlWriter) -> str:
    """Render UNIQUE, with NULLS NOT DISTINCT and INCLUDE."""
    if not len(element.columns):
        return ""
    distinct = _nulls(element, "UniqueConstraint", w)
    include = _include(element, element.table, w)
    return f"{w.named(element)}UNIQUE{distinct} ({w.columns(element.columns)}){include}{base.deferral(element, w)}"


def _nulls(element: Any, construct: str, w: DdlWriter) -> str:
    """Return what NULL is to a unique key; before PostgreSQL 15 each of them is distinct, and there are no words."""
    wanted = w.option(element, "nulls_not_distinct")
    if wanted is None:
        return ""
    if w.dialect.nulls_of_keys:
        return " NULLS NOT DISTINCT" if wanted else " NULLS DISTINCT"
    if wanted:
        raise UnsupportedByDialect(
            f"{construct}({element.name!r}, postgresql_nulls_not_distinct=True)",
            w.dialect.describe(),
            "it came with 15; Index(name, c.is_(None), unique=True, postgresql_where=c.is_(None)) keeps to one NULL",
        )
    return ""


def foreign_key(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render FOREIGN KEY, with NOT VALID."""
    return base.foreign_key(element, w) + _not_valid(element, w)


def check(element: con.CheckConstraint, w: DdlWriter) -> str:
    """Render CHECK, with NOT VALID."""
    return base.check(element, w) + _not_valid(element, w)


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX with its method, operator classes, INCLUDE and WHERE."""
    index = base.checked_index(element.element)
    concurrently = "CONCURRENTLY " if w.option(index, "concurrently") else ""
    text = f"{base.index_head(element, w, words=concurrently)}{w.name(index)} ON {w.table(index.table)} "
    if method := w.option(index, "using"):
        text += f"USING {method} "
    classes = w.option(index, "ops") or {}
    text += f"({', '.join([_index_part(e, classes, w) for e in index.expressions])})"
    text += _include(index, index.table, w)
    text += _nulls(index, "Index", w)
    if parameters := w.option(index, "with"):
        text += f" WITH ({', '.join(f'{k} = {v}' for k, v in parameters.items())})"
    if space := w.option(index, "tablespace"):
        text += f" TABLESPACE {w.quote(space)}"
    where = w.option(index, "where")
    return (
        text if where is None else f"{text} WHERE {w.escaped(where) if isinstance(where, str) else w.expression(where)}"
    )


def drop_index(element: ddl.DropIndex, w: DdlWriter) -> str:
    """Render DROP INDEX, with CONCURRENTLY."""
    text = base.drop_index(element, w)
    if not w.option(element.element, "concurrently"):
        return text
    return text.replace("\nDROP INDEX ", "\nDROP INDEX CONCURRENTLY ", 1)


def create_view(element: views.CreateView, w: DdlWriter) -> str:
    """Render CREATE VIEW, with its storage parameters."""
    parameters = w.option(element, "with") or {}
    listed = ", ".join(f"{k} = {str(v).lower() if isinstance(v, bool) else v}" for k, v in parameters.items())
    return render_view.create_view(element, w, options=f" WITH ({listed})" if listed else "")


def _serial(column: Column, w: DdlWriter) -> str | None:
    default = column.default
    counted = _is_reflected_serial(column)
    if not counted and (
        column.identity is not None
        or column.server_default is not None
        or not (default is None or (default.is_sequence and default.optional))
        or not w.is_counted(column)
    ):
        return None
    type_ = unwrapped(column.type, w.dialect)
    if isinstance(type_, BigInteger):
        return "BIGSERIAL"
    if isinstance(type_, SmallInteger):
        return "SMALLSERIAL"
    return "SERIAL" if isinstance(type_, Integer) else None


def _is_reflected_serial(column: Column) -> bool:
    """Answer whether the default is the sequence that SERIAL made: it goes with its table, and is made with it.

    Another one, by its name, may be that of many tables: it stays the default.
    """
    default = column.server_default
    if default is None or not default.reflected or column.autoincrement is not True:
        return False
    found = _NEXTVAL.fullmatch(str(getattr(default.arg, "text", "")))
    if found is None:
        return False
    name = found[1].replace('""', '"').replace("''", "'") if found[1] is not None else found[2]
    return name.rstrip("0123456789") == _serial_sequence(column.table.name, column.name).rstrip("0123456789")


def _serial_sequence(table: str, column: str) -> str:
    """Return the name of the sequence of a SERIAL column: names that are too long together are cut, the longer first.

    https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/commands/indexcmds.c (makeObjectName)
    """
    parts = [table.encode(), column.encode()]
    while len(parts[0]) + len(parts[1]) > _MAX_NAME - len("__seq"):
        longer = 0 if len(parts[0]) > len(parts[1]) else 1
        parts[longer] = parts[longer][:-1]
    return "_".join([*(part.decode(errors="ignore") for part in parts), "seq"])


def _index_part(expression: Any, classes: dict[str, str], w: DdlWriter) -> str:
    inner, words = base.ordering_of(expression)
    text = w.expression(inner)
    if base.needs_parentheses(inner):
        text = f"({text})"
    if isinstance(inner, TextClause):  # as reflected, with its order in the text
        for key, class_ in classes.items():
            end = len(start := w.escaped(key))
            if text.startswith(start) and _ORDER.match(text, end):
                return f"{start} {class_}{text[end:]}{words}"
        return text + words
    name = classes.get(getattr(inner, "key", None) or "")
    return text + (f" {name}" if name else "") + words


def _include(element: Any, table: Any, w: DdlWriter) -> str:
    names = w.option(element, "include")
    if not names:
        return ""
    columns = [table.c[n] if isinstance(n, str) else n for n in names]
    return f" INCLUDE ({w.columns(columns)})"


def _not_valid(element: Any, w: DdlWriter) -> str:
    return " NOT VALID" if w.option(element, "not_valid") else ""


_NEXTVAL = re.compile(r"""nextval\('(?:.*\.)?(?:"((?:[^"]|"")+)"|([^"'.]+))'(?:\\?:\\?:regclass)?\)""", re.DOTALL)
_ORDER = re.compile(r"(?: (?:ASC|DESC))?(?: NULLS (?:FIRST|LAST))?\Z", re.IGNORECASE)
_MAX_NAME = 63  # bytes

DDL_RENDERS: dict[type, Render] = {
    Table: table_suffix,
    ddl.CreateColumn: create_column,
    ddl.CreateIndex: create_index,
    ddl.DropIndex: drop_index,
    ddl.CreateSequence: base.create_typed_sequence,
    views.CreateView: create_view,
    con.UniqueConstraint: unique,
    con.CheckConstraint: check,
    con.ForeignKeyConstraint: foreign_key,
    ExcludeConstraint: exclude,
    **named_types.DDL_RENDERS,
}

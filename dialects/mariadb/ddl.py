"""DDL of MariaDB and MySQL."""

from __future__ import annotations

import re
from typing import Any

from ...core.compile import render_ddl as base
from ...core.compile.render_ddl import IF_EXISTS, DdlWriter, Refused, Render
from ...core.compile.render_type import unwrapped
from ...core.exc import CompileError
from ...core.expression.functions import FunctionElement
from ...core.schema import constraints as con
from ...core.schema import ddl
from ...core.schema.table import Column, Table
from ...core.types.names import DATETIME, TIMESTAMP
from ...core.types.temporal import DateTime


def create_column(element: ddl.CreateColumn, w: DdlWriter) -> str:
    """Render a column: NOT NULL, COMMENT, then AUTO_INCREMENT or DEFAULT."""
    return _column(element.element, element.element.comment, w)


def _column(column: Column, comment: str | None, w: DdlWriter) -> str:
    if column.system:
        return ""
    nullness = None if column.nullable else "NOT NULL"
    if column.nullable and isinstance(unwrapped(column.type, w.dialect), TIMESTAMP):
        # without the word, the server makes a TIMESTAMP column NOT NULL
        nullness = "NULL"
    value = "AUTO_INCREMENT" if _is_auto_increment(column, w) else None
    if value is None and (default := w.grouped_default(column, _BARE_DEFAULT)) is not None:
        value = f"DEFAULT {_precise(default, column, w)}"
    return base.words(
        w.quote(column.name),
        w.type(column),
        w.render(column.computed) if column.computed is not None else None,
        nullness,
        None if comment is None else f"COMMENT {w.text(comment)}",
        value,
        base.column_checks(column, w),
    )


def _precise(default: str, column: Column, w: DdlWriter) -> str:
    """Give the present time as a bare default the digits of its column: MySQL refuses others."""
    type_ = unwrapped(column.type, w.dialect)
    if default[0] in "('" or not isinstance(type_, DateTime) or isinstance(type_, (DATETIME, TIMESTAMP)):
        return default
    return _NOW.sub(r"\1(6)", default)


def table_suffix(table: Table, w: DdlWriter) -> str:
    """Render ENGINE, CHARSET, COMMENT and the other table options."""
    start = f"{w.dialect.name}_"
    options = {
        k[len(start) :].upper(): v
        for k, v in table.dialect_kwargs.items()
        if k.startswith(start) and k != f"{start}partitions" and not k.endswith("_comment")
    }
    parts = w.option(table, "partitions")
    if parts is not None:
        options["PARTITIONS"] = parts
    if table.comment is not None:
        options["COMMENT"] = table.comment
    order = {name: i for i, name in enumerate(_OPTION_ORDER)}
    names = sorted((n for n in options if not n.startswith(_PARTITION_WORDS)), key=lambda n: order.get(n, _MIDDLE))
    names += sorted((n for n in options if n.startswith(_PARTITION_WORDS)), key=_PARTITION_ORDER.index)
    words = []
    for name in names:
        value = options[name]
        # a percent sign may have been doubled already, for a driver that formats the text
        text = w.text(value) if name in _TEXT_OPTIONS else w.escaped(str(value).replace("%%", "%"))
        joined = " " if name in _SPACED_OPTIONS else "="
        words.append(f"{name.replace('_', ' ') if name in _TWO_WORDS else name}{joined}{text}")
    return " ".join(words)


def foreign_key(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render FOREIGN KEY; MATCH, which the server misunderstands, is refused."""
    if element.match is not None:
        raise CompileError(
            "MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be ignored."
        )
    return base.foreign_key(element, w)


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX with key lengths, prefix, parser and method."""
    index = base.checked_index(element.element)
    lengths = w.option(index, "length")
    parts = [_index_part(e, lengths, w) for e in index.expressions]
    prefix = w.option(index, "prefix")
    head = base.index_head(element, w, kind=f"{prefix} " if prefix else "")
    text = f"{head}{w.name(index)} ON {w.table(index.table)} ({', '.join(parts)})"
    if parser := w.option(index, "with_parser"):
        text += f" WITH PARSER {parser}"
    method = w.option(index, "using", index.dialect_kwargs.get("mysql_using"))
    return text if method is None else f"{text} USING {w.quote(method)}"


def primary_key(element: con.PrimaryKeyConstraint, w: DdlWriter) -> str:
    """Render PRIMARY KEY, with USING."""
    method = w.option(element, "using")
    return base.primary_key(element, w) + ("" if method is None else f" USING {w.quote(method)}")


def drop_constraint(element: ddl.DropConstraint, w: DdlWriter) -> str:
    """Render ALTER TABLE ... DROP by the kind of constraint."""
    constraint = element.element
    head = f"ALTER TABLE {w.table(constraint.table)} DROP "
    if isinstance(constraint, con.PrimaryKeyConstraint):
        return f"{head}PRIMARY KEY "
    kind = "FOREIGN KEY" if isinstance(constraint, con.ForeignKeyConstraint) else "INDEX"
    if isinstance(constraint, con.CheckConstraint):
        kind = "CONSTRAINT" if w.dialect.name == "mariadb" else "CHECK"
    return f"{head}{kind} {base.drop_name(element, w)}"


def create_sequence(element: ddl.CreateSequence, w: DdlWriter) -> str:
    """Render CREATE SEQUENCE."""
    sequence = element.element
    options = base.identity_options(sequence, {"NO CYCLE": "NOCYCLE"})
    head = f"CREATE SEQUENCE {'IF NOT EXISTS ' if element.if_not_exists else ''}"
    return f"{head}{w.qualified(sequence.schema, sequence.name)}" + (f" {options}" if options else "")


def set_table_comment(element: ddl.SetTableComment, w: DdlWriter) -> str:
    """Render ALTER TABLE ... COMMENT."""
    return f"ALTER TABLE {w.table(element.element)} COMMENT {w.text(element.element.comment or '')}"


def drop_table_comment(element: ddl.DropTableComment, w: DdlWriter) -> str:
    """Render ALTER TABLE ... COMMENT ''."""
    return f"ALTER TABLE {w.table(element.element)} COMMENT ''"


def set_column_comment(element: ddl.SetColumnComment, w: DdlWriter) -> str:
    """Render ALTER TABLE ... CHANGE with the whole column."""
    return _change(element.element, element.element.comment, w)


def drop_column_comment(element: ddl.DropColumnComment, w: DdlWriter) -> str:
    """Render ALTER TABLE ... CHANGE with the whole column and an empty comment."""
    return _change(element.element, "", w)


def _change(column: Column, comment: str | None, w: DdlWriter) -> str:
    return f"ALTER TABLE {w.table(column.table)} CHANGE {w.quote(column.name)} {_column(column, comment, w)}"


def drop_schema(element: ddl.DropSchema, w: DdlWriter) -> str:
    """Render DROP SCHEMA; the server always drops what is in it."""
    return f"DROP SCHEMA {'IF EXISTS ' if element.if_exists else ''}{w.quote(element.element)}"


def _is_auto_increment(column: Column, w: DdlWriter) -> bool:
    if not w.is_counted(column):
        return False
    default, server_default = column.default, column.server_default
    if server_default is not None and not server_default.is_identity:
        return False
    return default is None or not default.is_sequence or default.optional or not w.capabilities.sequences


def _index_part(expression: Any, lengths: Any, w: DdlWriter) -> str:
    inner, words = base.ordering_of(expression)
    text = w.expression(expression)
    if isinstance(inner, Column):
        length = lengths.get(inner.name) if isinstance(lengths, dict) else lengths
        if length is not None:
            return f"{w.expression(inner)}({length}){words}"
    if words not in ("", " DESC", " ASC") or base.needs_parentheses(expression):
        return f"({text})"
    return f"({text})" if isinstance(expression, FunctionElement) else text


# A literal, a word, a timestamp or ON UPDATE stands bare; any other expression in parentheses.
_BARE_DEFAULT = re.compile(r"\w+$|CURRENT_TIMESTAMP|.*\bON UPDATE\b", re.IGNORECASE | re.DOTALL)
_NOW = re.compile(r"\b(now|current_timestamp|localtimestamp|localtime)\b(?:\(\))?(?!\()", re.IGNORECASE)

_OPTION_ORDER = ("PARTITION_BY",)
_MIDDLE = 1
_PARTITION_WORDS = ("PARTITION", "SUBPARTITION")
_PARTITION_ORDER = ["PARTITION_BY", "PARTITIONS", "SUBPARTITION_BY", "SUBPARTITIONS", "PARTITION", "SUBPARTITION"]
_TEXT_OPTIONS = frozenset({"COMMENT", "DATA_DIRECTORY", "INDEX_DIRECTORY", "PASSWORD", "CONNECTION"})
_TWO_WORDS = frozenset(
    {
        "DATA_DIRECTORY",
        "INDEX_DIRECTORY",
        "DEFAULT_CHARACTER_SET",
        "CHARACTER_SET",
        "DEFAULT_CHARSET",
        "DEFAULT_COLLATE",
        "PARTITION_BY",
        "SUBPARTITION_BY",
    }
)
_SPACED_OPTIONS = frozenset(
    {
        "TABLESPACE",
        "DEFAULT_CHARACTER_SET",
        "CHARACTER_SET",
        "DEFAULT_COLLATE",
        "PARTITION_BY",
        "PARTITIONS",
        "SUBPARTITION_BY",
        "SUBPARTITIONS",
    }
)

DDL_RENDERS: dict[type, Render] = {
    Table: table_suffix,
    ddl.CreateColumn: create_column,
    ddl.CreateIndex: create_index,
    ddl.CreateSequence: create_sequence,
    ddl.DropIndex: base.drop_index_on,
    ddl.DropConstraint: drop_constraint,
    ddl.SetTableComment: set_table_comment,
    ddl.DropTableComment: drop_table_comment,
    ddl.SetColumnComment: set_column_comment,
    ddl.DropColumnComment: drop_column_comment,
    ddl.DropSchema: drop_schema,
    con.PrimaryKeyConstraint: primary_key,
    con.ForeignKeyConstraint: foreign_key,
}

MYSQL_REFUSED: dict[type, tuple[Refused, ...]] = {
    ddl.CreateIndex: (Refused("CREATE INDEX IF NOT EXISTS", IF_EXISTS, lambda e: e.if_not_exists),),
    ddl.DropIndex: (Refused("DROP INDEX IF EXISTS", IF_EXISTS, lambda e: e.if_exists),),
}

"""DDL of Oracle Database."""

from __future__ import annotations

from ...core.compile import render_ddl as base
from ...core.compile.render_ddl import IF_EXISTS, DdlWriter, Refused, Render
from ...core.exc import CompileError
from ...core.schema import constraints as con
from ...core.schema import ddl, views
from ...core.schema.defaults import Computed, Identity, IdentityOptions
from ...core.schema.table import Table
from .vector import VectorIndexConfig


def computed(element: Computed, w: DdlWriter) -> str:
    """Render GENERATED ALWAYS AS; the server computes it whenever it is read."""
    if element.persisted:
        raise CompileError(
            "Oracle Database computed columns do not support 'stored' persistence; set the 'persisted' flag to None "
            "or False for Oracle Database support."
        )
    return base.computed(element, w)


def identity(element: Identity, w: DdlWriter) -> str:
    """Render GENERATED ... AS IDENTITY, with ON NULL."""
    options = _numbers(element)
    kind = "" if element.always is None else "ALWAYS" if element.always else "BY DEFAULT"
    on_null = " ON NULL" if element.on_null else ""
    return f"GENERATED {kind}{on_null} AS IDENTITY" + (f" ({options})" if options else "")


def create_sequence(element: ddl.CreateSequence, w: DdlWriter) -> str:
    """Render CREATE SEQUENCE."""
    sequence = element.element
    options = _numbers(sequence)
    head = f"CREATE SEQUENCE {'IF NOT EXISTS ' if element.if_not_exists else ''}"
    return f"{head}{w.qualified(sequence.schema, sequence.name)}" + (f" {options}" if options else "")


def foreign_key(element: con.ForeignKeyConstraint, w: DdlWriter) -> str:
    """Render FOREIGN KEY; the server has no ON UPDATE."""
    action = f" ON DELETE {element.ondelete}" if element.ondelete is not None else ""
    return f"{base.foreign_key_target(element, w)}{action}{base.deferral(element, w)}"


def table_suffix(table: Table, w: DdlWriter) -> str:
    """Render ON COMMIT, COMPRESS and TABLESPACE."""
    text = ""
    if commit := w.option(table, "on_commit"):
        text += f"\n ON COMMIT {commit.replace('_', ' ').upper()}"
    if compress := w.option(table, "compress"):
        text += "\n COMPRESS" if compress is True else f"\n COMPRESS FOR {compress}"
    if space := w.option(table, "tablespace"):
        text += f"\n TABLESPACE {w.quote(space)}"
    return text


def create_index(element: ddl.CreateIndex, w: DdlWriter) -> str:
    """Render CREATE INDEX, with BITMAP and COMPRESS; index and table both stand with their schema."""
    index = base.checked_index(element.element)
    schema = f"{w.quote(index.table.schema)}." if index.table.schema else ""
    expressions = ", ".join([w.expression(e) for e in index.expressions])
    vector = w.option(index, "vector")
    kind = "VECTOR " if vector else "BITMAP " if w.option(index, "bitmap") else ""
    head = f"CREATE {'UNIQUE ' if index.unique else ''}{kind}INDEX "
    text = f"{head}{schema}{w.name(index)} ON {w.table(index.table)} ({expressions})"
    if vector:
        return f"{text} {(VectorIndexConfig() if vector is True else vector).text()}"
    compress = w.option(index, "compress")
    if not compress:
        return text
    return f"{text} COMPRESS" if compress is True else f"{text} COMPRESS {compress}"


def drop_table_comment(element: ddl.DropTableComment, w: DdlWriter) -> str:
    """Render COMMENT ON TABLE IS ''."""
    return f"COMMENT ON TABLE {w.table(element.element)} IS ''"


def drop_column_comment(element: ddl.DropColumnComment, w: DdlWriter) -> str:
    """Render COMMENT ON COLUMN IS ''."""
    return f"COMMENT ON COLUMN {w.table(element.element.table)}.{w.quote(element.element.name)} IS ''"


def _numbers(element: IdentityOptions) -> str:
    text = base.identity_options(element, _WORDS)
    if element.order is not None:
        text = f"{text} {'ORDER' if element.order else 'NOORDER'}".strip()
    return text


_WORDS = {"NO MINVALUE": "NOMINVALUE", "NO MAXVALUE": "NOMAXVALUE", "NO CYCLE": "NOCYCLE"}

DDL_RENDERS: dict[type, Render] = {
    Table: table_suffix,
    Computed: computed,
    Identity: identity,
    ddl.CreateSequence: create_sequence,
    ddl.CreateIndex: create_index,
    ddl.DropTableComment: drop_table_comment,
    ddl.DropColumnComment: drop_column_comment,
    con.ForeignKeyConstraint: foreign_key,
}

_SCHEMA = Refused("CREATE and DROP SCHEMA", "a schema is a user: execute CREATE USER or DROP USER as text")


def _missing(words: str, attribute: str) -> tuple[Refused, ...]:
    return (Refused(words, IF_EXISTS, lambda e: getattr(e, attribute), capability="if_exists"),)


DDL_REFUSED: dict[type, tuple[Refused, ...]] = {
    ddl.CreateSchema: (_SCHEMA,),
    ddl.DropSchema: (_SCHEMA,),
    ddl.CreateTable: _missing("CREATE TABLE IF NOT EXISTS", "if_not_exists"),
    ddl.DropTable: _missing("DROP TABLE IF EXISTS", "if_exists"),
    ddl.CreateIndex: _missing("CREATE INDEX IF NOT EXISTS", "if_not_exists"),
    ddl.DropIndex: _missing("DROP INDEX IF EXISTS", "if_exists"),
    ddl.CreateSequence: _missing("CREATE SEQUENCE IF NOT EXISTS", "if_not_exists"),
    ddl.DropSequence: _missing("DROP SEQUENCE IF EXISTS", "if_exists"),
    views.DropView: _missing("DROP VIEW IF EXISTS", "if_exists"),
}

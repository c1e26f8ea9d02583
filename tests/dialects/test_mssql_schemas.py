"""Schemas of SQL Server that name a database too."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql as reference

import isogloss as ig
from isogloss import MetaData, inspect
from isogloss.dialects.mssql import MSSQL
from isogloss.schema import CreateIndex, CreateTable, DropTable, SetColumnComment

from ..core.reflection.test_recorded import MSSQL as ROWS
from ..core.reflection.test_recorded import engine_of

NAMES = [
    ("dbo", "dbo"),
    ("mydb.dbo", "mydb.dbo"),
    ("My Db.dbo", "[My Db].dbo"),
    ("[my.db].[o.w]", "[my.db].[o.w]"),
    ("[mydb].dbo", "mydb.dbo"),
    ("db.[dbo]", "db.dbo"),
    ("a.b.c", "[a.b].c"),
    ("[abc].[def].[efg].[hij]", "abc.def.efg.hij"),
    ("[one.part]", "[one.part]"),
    (ig.quoted_name("My.Schema", True), "[My.Schema]"),
    ("db..", "db."),
]


def table(schema: Any, library: Any = ig) -> Any:
    return library.Table(
        "t", library.MetaData(), library.Column("id", library.Integer, primary_key=True), schema=schema
    )


@pytest.mark.parametrize(("schema", "text"), NAMES)
def test_schemas_of_several_parts(schema: str, text: str) -> None:
    t, dialect = table(schema), MSSQL()
    assert f"FROM {text}.t" in str(ig.select(t).compile(dialect=dialect))
    assert f"INSERT INTO {text}.t" in str(ig.insert(t).values(id=1).compile(dialect=dialect))
    assert f"{text}.t.id = " in str(ig.delete(t).where(t.c.id == 1).compile(dialect=dialect))
    assert f"CREATE TABLE {text}.t (" in str(CreateTable(t).compile(dialect=dialect))
    assert str(DropTable(t).compile(dialect=dialect)).strip() == f"DROP TABLE {text}.t"
    assert f"ON {text}.t (id)" in str(CreateIndex(ig.Index("ix", t.c.id)).compile(dialect=dialect))
    assert str(ig.select(ig.Sequence("s", schema=schema).next_value()).compile(dialect=dialect)).startswith(
        f"SELECT NEXT VALUE FOR {text}.s"
    )


@pytest.mark.parametrize("schema", ["dbo", "mydb.dbo", "My Db.dbo", "[my.db].[o.w]", "[mydb].dbo", "a.b.c"])
def test_the_texts_are_those_of_the_reference(schema: str) -> None:
    texts = []
    for library, dialect in ((ig, MSSQL()), (sa, reference.dialect())):
        t = table(schema, library)
        labeled = library.select(t).set_label_style(library.LABEL_STYLE_TABLENAME_PLUS_COL)
        texts.append([str(s.compile(dialect=dialect)) for s in (library.select(t), labeled, library.update(t))])
    assert texts[0] == texts[1]


def test_a_translated_schema_may_have_two_parts() -> None:
    compiled = ig.select(table(None)).compile(dialect=MSSQL(), schema_translate_map={None: "other.dbo"})
    assert str(compiled).endswith("FROM other.dbo.t")


def test_comments_go_to_the_database_of_the_table() -> None:
    t = ig.Table("t", ig.MetaData(), ig.Column("id", ig.Integer, comment="x"), schema="mydb.own")
    text = str(SetColumnComment(t.c.id).compile(dialect=MSSQL()))
    assert text.startswith("EXEC mydb.sys.sp_addextendedproperty") and "'schema', N'own'" in text


def test_reflection_asks_the_database_that_the_schema_names() -> None:
    engine, seen = engine_of("mssql+pyodbc://u:p@h/d?driver=x", ROWS)
    inspector = inspect(engine)
    seen.clear()
    t = ig.Table("emp", MetaData(), autoload_with=inspector, schema="other.dbo")
    assert t.schema == "other.dbo" and next(iter(t.foreign_keys)).column.table.schema == "other.dbo"
    inspector.get_sequence_names(schema="other.dbo")
    assert seen and all(not re.search(r"(?<!other\.)\bsys\.", sql) for sql in seen)
    assert any("DATABASEPROPERTYEX('other'" in sql for sql in seen)


def test_identity_options_of_columns_are_written() -> None:
    t = ig.Table(
        "t",
        ig.MetaData(),
        ig.Column("id", ig.Integer, primary_key=True, mssql_identity_start=3, mssql_identity_increment=4),
    )
    assert "id INTEGER NOT NULL IDENTITY(3,4)" in str(CreateTable(t).compile(dialect=MSSQL()))

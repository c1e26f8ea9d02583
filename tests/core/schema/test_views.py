"""Views, tables made from a SELECT, and DDL in other schemas: the reference's text, and real servers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy

import isogloss as ig
from isogloss import schema
from isogloss.exc import ArgumentError, SAWarning, UnsupportedByDialect

from ...differential.libraries import DIALECTS, our_dialects, reference_dialects
from ..live import engine as engine

OURS, THEIRS = our_dialects(), reference_dialects()


def _tables(lib: Any) -> Any:
    return lib.Table(
        "t",
        lib.MetaData(),
        lib.Column("id", lib.Integer, primary_key=True),
        lib.Column("x", lib.String(20)),
        lib.CheckConstraint("id > 0", name="ck", comment="it's positive"),
    )


def _query(lib: Any) -> Any:
    t = _tables(lib)
    return lib.select(t.c.id, t.c.x.label("name")).where(t.c.x == "it's 5%").order_by(t.c.id).limit(3)


def _plain(lib: Any) -> Any:
    t = _tables(lib)
    return lib.select(t.c.id, t.c.x.label("name")).where(t.c.x == "it's 5%")


CASES: dict[str, Callable[[Any, Any], Any]] = {
    "view": lambda lib, s: s.CreateView(_query(lib), "v"),
    "view in a schema": lambda lib, s: s.CreateView(_plain(lib), "v", schema="other", or_replace=True),
    "temporary view": lambda lib, s: s.CreateView(_plain(lib), "v", temporary=True),
    "materialized view": lambda lib, s: s.CreateView(_plain(lib), "v", materialized=True),
    "storage": lambda lib, s: s.CreateView(_plain(lib), "v", postgresql_with={"security_barrier": True}),
    "if not exists": lambda lib, s: s.CreateView(_plain(lib), "v", sqlite_if_not_exists=True),
    "drop view": lambda lib, s: s.DropView(_tables(lib), if_exists=True),
    "drop materialized": lambda lib, s: s.DropView(_tables(lib), materialized=True),
    "table": lambda lib, s: s.CreateTableAs(_plain(lib), "v"),
    "table in a schema": lambda lib, s: _plain(lib).into("v", schema="other"),
    "table once": lambda lib, s: s.CreateTableAs(_plain(lib), "v", if_not_exists=True),
    "temporary table": lambda lib, s: s.CreateTableAs(_plain(lib), "v", temporary=True),
    "comment": lambda lib, s: s.SetConstraintComment(_comment(_tables(lib))),
    "no comment": lambda lib, s: s.DropConstraintComment(_comment(_tables(lib))),
}
#: What the reference prints and the server refuses; we refuse it, and say what to do.
REFUSED = {
    "view in a schema": ("sqlite",),
    "temporary view": ("mariadb", "oracle", "mssql"),
    "materialized view": ("sqlite", "mariadb", "mssql"),
    "table once": ("oracle", "mssql"),
    "temporary table": ("oracle", "mssql"),
    "comment": ("sqlite", "mariadb", "oracle", "mssql"),
    "no comment": ("sqlite", "mariadb", "oracle", "mssql"),
    "drop view": ("oracle",),
}


def _comment(table: Any) -> Any:
    return next(c for c in table.constraints if c.name == "ck")


@pytest.mark.parametrize("dialect", [d for d in DIALECTS if d != "default"])
@pytest.mark.parametrize("case", CASES)
def test_text_is_that_of_the_reference(case: str, dialect: str) -> None:
    if dialect in REFUSED.get(case, ()):
        with pytest.raises(UnsupportedByDialect, match="; "):
            CASES[case](ig, schema).compile(dialect=OURS[dialect])
        return
    theirs = CASES[case](sqlalchemy, sqlalchemy.schema)
    expected = str(theirs.compile(dialect=THEIRS[dialect]))
    assert str(CASES[case](ig, schema).compile(dialect=OURS[dialect])) == expected


def test_a_set_operation_goes_into_a_table_through_a_subquery() -> None:
    t = _tables(ig)
    made = schema.CreateTableAs(ig.union_all(ig.select(t.c.id), ig.select(t.c.id)), "v")
    assert str(made.compile(dialect=OURS["mssql"])) == (
        "SELECT anon_1.id INTO v \nFROM (SELECT t.id AS id \nFROM t UNION ALL SELECT t.id AS id \nFROM t) AS anon_1"
    )


def test_views_are_made_read_and_dropped_with_their_metadata(engine: Any) -> None:
    metadata = ig.MetaData()
    t = ig.Table("base", metadata, ig.Column("id", ig.Integer, primary_key=True), ig.Column("x", ig.String(9)))
    view = schema.CreateView(ig.select(t.c.id, t.c.x).where(t.c.x == "it's"), "a_view", metadata=metadata).table
    with engine.begin() as c:
        metadata.create_all(c)
        metadata.create_all(c)  # what is there is left
        c.execute(ig.insert(t), [{"id": 1, "x": "it's"}, {"id": 2, "x": "no"}])
        assert c.execute(ig.select(view)).all() == [(1, "it's")]
        copy = ig.select(t).into("a_copy", metadata=metadata)
        c.execute(copy)
        assert c.execute(ig.select(copy.table).order_by(copy.table.c.id)).all() == [(1, "it's"), (2, "no")]
        metadata.drop_all(c)
        metadata.drop_all(c)
        has = engine.dialect.reflection.has_table
        assert [has(c, name) for name in ("base", "a_view", "a_copy")] == [False] * 3


def test_a_view_moves_to_another_metadata_with_what_it_reads() -> None:
    metadata, other = ig.MetaData(), ig.MetaData()
    t = ig.Table("base", metadata, ig.Column("id", ig.Integer, primary_key=True))
    view = schema.CreateView(ig.select(t.c.id).where(t.c.id > 1), "v", metadata=metadata).table
    moved = view.to_metadata(other, schema="s")
    assert moved.is_view and set(other.tables) == {"base", "s.v"}
    made: list[str] = []
    mock = ig.create_mock_engine("sqlite://", lambda sql, *a, **k: made.append(str(sql.compile(dialect=mock.dialect))))
    other.create_all(mock, checkfirst=False)
    assert made[1] == "CREATE VIEW s.v AS SELECT base.id \nFROM base \nWHERE base.id > 1"


def test_schema_translate_map_moves_ddl_too() -> None:
    made: list[str] = []
    metadata = ig.MetaData()
    kind = ig.Enum("a", "b", name="kind", schema="tenant")
    t = ig.Table(
        "t",
        metadata,
        ig.Column("id", ig.Integer, ig.Sequence("sq", schema="tenant"), primary_key=True),
        ig.Column("kind", kind, index=True),
        schema="tenant",
    )
    ig.Table("u", metadata, ig.Column("t_id", ig.ForeignKey("tenant.t.id")), comment="c", schema="tenant")
    dialect = OURS["postgresql"]
    elements = [
        schema.CreateTable(t),
        schema.CreateTable(metadata.tables["tenant.u"]),
        schema.SetTableComment(metadata.tables["tenant.u"]),
        schema.CreateEnumType(kind),
        *(schema.CreateIndex(i) for i in t.indexes),
        *(schema.DropIndex(i) for i in t.indexes),
        schema.CreateSequence(t.c.id.default),
        schema.CreateView(ig.select(t.c.id), "v", schema="tenant"),
        schema.DropTable(t),
    ]
    for element in elements:
        text = str(element.compile(dialect=dialect, schema_translate_map={"tenant": "acme"}))
        assert "tenant." not in text and "acme." in text, text
        made.append(text)
    assert made[-1] == "\nDROP TABLE acme.t"


def test_schema_translate_map_on_a_server(engine: Any) -> None:
    if engine.dialect.name != "sqlite":
        with engine.begin() as c:
            c.exec_driver_sql("DROP SCHEMA IF EXISTS acme" + " CASCADE" * (engine.dialect.name == "postgresql"))
            c.exec_driver_sql("CREATE SCHEMA acme")
    metadata = ig.MetaData()
    t = ig.Table("moved", metadata, ig.Column("id", ig.Integer, primary_key=True), schema="tenant")
    target = "main" if engine.dialect.name == "sqlite" else "acme"
    with engine.connect().execution_options(schema_translate_map={"tenant": target}) as c:
        metadata.create_all(c)
        metadata.create_all(c)  # looked for where it was made
        c.execute(ig.insert(t).values(id=1))
        assert c.execute(ig.select(t.c.id)).scalar() == 1
        assert engine.dialect.reflection.has_table(c, "moved", target)
        metadata.drop_all(c)
        assert not engine.dialect.reflection.has_table(c, "moved", target)
        c.commit()
    if engine.dialect.name != "sqlite":
        with engine.begin() as c:
            c.exec_driver_sql("DROP SCHEMA acme")


def test_options_of_a_dialect_are_checked() -> None:
    m = ig.MetaData()
    with pytest.raises(ArgumentError, match="'sqlite_strikt' is not accepted.*did you mean 'strict'"):
        ig.Table("a", m, ig.Column("x", ig.Integer), sqlite_strikt=True)
    with pytest.warns(SAWarning, match="no dialect named 'postgres'"):
        ig.Index("i", "x", postgres_where="y")
    ig.Table("b", m, ig.Column("x", ig.Integer), mysql_anything="goes")
    assert ig.Index("j", "x", postgresql_using="gin").dialect_options["postgresql"]["using"] == "gin"
    assert ig.Index("k", "x").dialect_options["postgresql"]["concurrently"] is False
    ig.Index.argument_for("sqlite", "flavour", None)
    assert ig.Index("l", "x", sqlite_flavour="mint").dialect_kwargs == {"sqlite_flavour": "mint"}
    with pytest.raises(ArgumentError, match="takes every argument"):
        ig.Table.argument_for("mysql", "x", None)


def test_a_quote_in_a_sequence_name_stays_inside_the_literal() -> None:
    text = str(ig.select(ig.Sequence("a'b").next_value()).compile(dialect=OURS["postgresql"]))
    assert text == "SELECT nextval('\"a''b\"') AS next_value_1"

"""Domains, enums and exclusion constraints: the DDL is that of SQLAlchemy, and PostgreSQL takes it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy
import sqlalchemy.dialects.postgresql as theirs_pg
import sqlalchemy.schema as theirs_ddl

import isogloss as ig
import isogloss.dialects.postgresql as pg
from isogloss.exc import ArgumentError, CompileError, IntegrityError, UnsupportedByDialect
from isogloss.schema import CreateIndex, CreateTable

from .both import OURS, texts


def _table(n: Any, *items: Any) -> Any:
    columns = n.Column("r", n.INT4RANGE), n.Column("Cc", n.Integer)
    return n.Table("t", n.MetaData(), *columns, *items)


CASES = [
    lambda n: n.CreateEnumType(n.ENUM("a", "b", name="e")),
    lambda n: n.DropEnumType(n.ENUM("a", name="E", schema="s")),
    lambda n: n.CreateDomainType(n.DOMAIN("pos", n.Integer)),
    lambda n: n.CreateDomainType(
        n.DOMAIN("P", n.Integer, schema="s", check="VALUE > 0", not_null=True, default="5", constraint_name="ck")
    ),
    lambda n: n.CreateDomainType(n.DOMAIN("t", n.Text, collation="C", default=n.func.lower("X"), not_null=False)),
    lambda n: n.CreateDomainType(
        n.DOMAIN("t", n.Text, default=n.text("'x'"), check=n.func.length(n.column("value")) > 3)
    ),
    lambda n: n.DropDomainType(n.DOMAIN("Pos", n.Integer, schema="s")),
    lambda n: n.cast(1, n.DOMAIN("pos", n.Integer)),
    lambda n: n.literal(1, n.DOMAIN("pos", n.Integer)),
    lambda n: n.column("x", n.DOMAIN("pos", n.Integer)) + 1,
    lambda n: n.column("x", n.DOMAIN("pos", n.Text)) == "a",
    lambda n: n.CreateTable(
        _table(n, n.Column("x", n.DOMAIN("P", n.Integer, schema="s")), n.Column("z", n.ARRAY(n.DOMAIN("p", n.Text))))
    ),
    lambda n: n.CreateTable(_table(n, n.ExcludeConstraint(("r", "&&"), ("Cc", "=")))),
    lambda n: n.CreateTable(
        _table(
            n,
            n.ExcludeConstraint(
                (n.column("r"), "&&"), (n.literal_column("c+1"), "="), name="x", where="c > 1", using="btree",
                ops={"r": "range_ops"}, deferrable=True, initially="DEFERRED",
            ),
        )
    ),
    lambda n: n.CreateTable(
        _table(n, n.ExcludeConstraint((n.text("c::text"), "="), where=n.column("Cc") > 1)).to_metadata(n.MetaData())
    ),
    lambda n: n.CreateTable(_table(n, n.ExcludeConstraint((n.func.int4range(n.column("r"), 5), "&&"), name="x"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_text_is_that_of_the_reference(case: Any) -> None:
    """Text of each."""
    got, expected = texts(case)
    assert got[0] == expected[0]


def test_a_copy_keeps_operator_classes() -> None:
    """The reference loses them in to_metadata()."""
    table = _table(OURS, pg.ExcludeConstraint(("r", "&&"), ops={"r": "range_ops"}))
    text = str(ig.schema.CreateTable(table.to_metadata(ig.MetaData())).compile(dialect=pg.PostgreSQL()))
    assert "EXCLUDE USING gist (r range_ops WITH &&)" in text


def test_an_exclusion_of_nothing_is_refused() -> None:
    """It needs elements."""
    with pytest.raises(ArgumentError, match="elements"):
        pg.ExcludeConstraint()


def test_exclusion_on_the_server(connection: Any) -> None:
    """Ranges that overlap are refused, those that the condition leaves out are not."""
    metadata = ig.MetaData()
    rows = ig.Table("booked", metadata, ig.Column("id", ig.Integer, primary_key=True), ig.Column("r", pg.INT4RANGE))
    rows.append_constraint(pg.ExcludeConstraint((rows.c.r, "&&"), name="no_two", where=rows.c.id < 9))
    metadata.create_all(connection)
    connection.execute(rows.insert(), [{"id": 1, "r": pg.Range(1, 5)}, {"id": 9, "r": pg.Range(1, 5)}])
    with pytest.raises(IntegrityError):
        connection.execute(rows.insert(), {"id": 2, "r": pg.Range(4, 6)})


def test_types_on_the_server(connection: Any) -> None:
    """Domains and enums are made once, with the tables that use them or by themselves, and dropped."""
    metadata = ig.MetaData()
    positive = pg.DOMAIN("positive", ig.Integer, check="VALUE > 0", not_null=True)
    word = pg.DOMAIN("word", ig.Text, default="x")
    ig.Table("one", metadata, ig.Column("n", positive), ig.Column("w", word))
    ig.Table("two", metadata, ig.Column("n", positive))
    metadata.create_all(connection)
    one = metadata.tables["one"]
    connection.execute(one.insert(), {"n": 3})
    assert connection.execute(one.select()).one() == (3, "x")
    assert connection.scalar(ig.select(one.c.n + 1)) == 4
    with pytest.raises(IntegrityError), connection.begin_nested():
        connection.execute(one.insert(), {"n": -3})
    metadata.drop_all(connection)
    names = ig.text("SELECT typname FROM pg_type WHERE typname IN ('positive', 'word', 'mood') ORDER BY 1")
    mood = pg.ENUM("sad", "ok", name="mood")
    for made in (positive, mood):
        made.create(connection)
        made.create(connection)
    assert connection.scalars(names).all() == ["mood", "positive"]
    for made in (positive, mood):
        made.drop(connection)
        made.drop(connection)
    assert connection.scalars(names).all() == []


def test_an_enum_is_created_and_dropped_by_itself(connection: Any) -> None:
    """As migrations do; where the server has no types with names, there is nothing to do."""
    inspector = ig.inspect(connection)
    for made in (ig.Enum("a", "b", name="size_of"), pg.ENUM("a", "b", name="size_of")):
        made.create(connection)
        made.create(connection)
        inspector.clear_cache()
        assert [e["labels"] for e in inspector.get_enums() if e["name"] == "size_of"] == [["a", "b"]]
        ig.Enum(name="size_of").drop(connection)
        made.drop(connection)
        inspector.clear_cache()
        assert "size_of" not in [e["name"] for e in inspector.get_enums()]
    ig.Enum("a", name="not_native", native_enum=False).create(connection)
    assert not inspector.has_type("not_native")
    with pytest.raises(CompileError, match=r"requires a name; say Enum\(..., name='name'\)"):
        ig.Enum("a").create(connection)
    with ig.create_engine("sqlite://").connect() as other:
        pg.ENUM("a", name="x").create(other)
        ig.Enum("a", name="x").drop(other, checkfirst=False)


@pytest.mark.parametrize("wanted", [True, False, None])
def test_what_null_is_to_a_unique_key(connection: Any, wanted: bool | None) -> None:
    """Constraint and index say it alike; older servers have no words, and refuse what they cannot do."""

    def made(n: Any) -> Any:
        one, two = n.Column("a", n.Integer), n.Column("b", n.Integer)
        key = n.UniqueConstraint("a", name="kept_a", postgresql_nulls_not_distinct=wanted)
        table = n.Table("kept", n.MetaData(), one, two, key)
        n.Index("kept_b", two, unique=True, postgresql_nulls_not_distinct=wanted)
        return table

    ours, theirs = made(ig), made(sqlalchemy)
    for dialect in (pg.PostgreSQL(), pg.PostgreSQL(version=(14,))):
        words = dialect.version >= (15,)
        if wanted and not words:
            for ddl in (CreateTable(ours), CreateIndex(next(iter(ours.indexes)))):
                with pytest.raises(UnsupportedByDialect, match=r"kept_[ab].*came with 15"):
                    ddl.compile(dialect=dialect)
            continue
        for ddl, their_ddl in (
            (CreateTable(ours), theirs_ddl.CreateTable(theirs)),
            (CreateIndex(next(iter(ours.indexes))), theirs_ddl.CreateIndex(next(iter(theirs.indexes)))),
        ):
            expected = str(their_ddl.compile(dialect=theirs_pg.dialect()))
            expected = expected if words else expected.replace(" NULLS DISTINCT", "")
            assert str(ddl.compile(dialect=dialect)) == expected
    if connection.dialect.version < (15,):
        pytest.skip("before PostgreSQL 15 there is no choice")
    ours.create(connection)
    for column in (ours.c.a, ours.c.b):
        with connection.begin_nested() as savepoint:
            if wanted:
                with pytest.raises(IntegrityError):
                    connection.execute(ours.insert(), [{column.name: None}] * 2)
            else:
                connection.execute(ours.insert(), [{column.name: None}] * 2)
            savepoint.rollback()
    again = ig.Table("kept", ig.MetaData(), autoload_with=connection)
    ours.drop(connection)
    again.create(connection)
    with connection.begin_nested() as savepoint:
        if wanted:
            with pytest.raises(IntegrityError):
                connection.execute(again.insert(), [{"a": None}] * 2)
        else:
            connection.execute(again.insert(), [{"a": None}] * 2)
        savepoint.rollback()

"""Lists for IN: items that a type puts SQL around, rows, empty ones."""

from __future__ import annotations

import pytest

from isogloss import (
    CheckConstraint,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    bindparam,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    type_coerce,
)
from isogloss.types import UserDefinedType


class Folded(TypeDecorator):
    """Text that the server folds, with a mark that is a parameter itself."""

    impl = String(20)
    cache_ok = True

    def bind_expression(self, bindparam):
        return func.lower(bindparam, type_=String) + cast(literal("%!"), String(2))


class Plain(UserDefinedType):
    """A type of an application, with SQL around its values."""

    cache_ok = True

    def get_col_spec(self, **kw):
        return "VARCHAR(20)"

    def bind_expression(self, bindvalue):
        return func.lower(bindvalue)

    def column_expression(self, column):
        return func.upper(column)


@pytest.fixture
def filled(any_engine):
    table = Table(
        "eng_lists",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("f", Folded),
        Column("p", Plain),
    )
    with any_engine.connect() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        connection.execute(insert(table), [{"id": i, "f": f"V{i}", "p": f"W{i}"} for i in range(1, 5)])
        yield connection, table
        connection.rollback()
        table.drop(connection, checkfirst=True)
        connection.commit()


def ids(connection, table, *where):
    statement = select(table.c.id).where(*where).order_by(table.c.id)
    found = connection.scalars(statement).all()
    literals = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
    if connection.dialect.escapes_percent:
        literals = literals.replace("%%", "%")
    assert connection.scalars(text(literals.replace(":", "\\:"))).all() == found, literals
    return found


def test_items_stand_in_the_sql_of_their_type(filled):
    connection, table = filled
    assert ids(connection, table, table.c.f.in_(["v1", "V3"])) == [1, 3]
    assert ids(connection, table, table.c.f.not_in(["v1", "V3"])) == [2, 4]
    assert ids(connection, table, table.c.f.in_(["V2"]), table.c.p.in_(["W1", "w2"])) == [2]
    assert ids(connection, table, table.c.p.in_(["w4", "W3"]), table.c.id.in_([1, 3])) == [3]
    assert ids(connection, table, table.c.f.in_([])) == []
    assert ids(connection, table, table.c.p.not_in([])) == [1, 2, 3, 4]
    assert ids(connection, table, type_coerce(table.c.p, Plain).in_(["W4", None])) == [4]


def test_rows_have_items_of_such_types(filled):
    connection, table = filled
    pair = tuple_(table.c.f, table.c.id)
    assert ids(connection, table, pair.in_([("v1", 1), ("V2", 3)])) == [1]
    assert ids(connection, table, pair.not_in([("v1", 1), ("V2", 2)])) == [3, 4]
    assert ids(connection, table, tuple_(table.c.id, table.c.p, table.c.f).in_([(2, "W2", "v2")])) == [2]


def test_lists_of_rows_can_be_empty(filled):
    connection, table = filled
    for pair in (tuple_(table.c.f, table.c.id), tuple_(table.c.id, table.c.id), tuple_(table.c.id, table.c.p, "x")):
        assert ids(connection, table, pair.in_([])) == []
        assert ids(connection, table, pair.not_in([])) == [1, 2, 3, 4]


def test_a_named_list_is_of_the_type_that_it_is_compared_with(filled):
    connection, table = filled
    one = select(table.c.id).where(table.c.f.in_(bindparam("f", expanding=True))).order_by(table.c.id)
    two = select(table.c.id).where(tuple_(table.c.id, table.c.f).in_(bindparam("f", expanding=True)))
    for given, wanted in ((["v2", "V4"], [2, 4]), ([], []), (["V1"], [1])):
        assert connection.scalars(one, {"f": given}).all() == wanted
    for rows, wanted in (([(2, "V2"), (3, "V2")], [2]), ([], [])):
        assert connection.scalars(two, {"f": rows}).all() == wanted


def test_constraints_have_lists_of_rows(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("SQLite writes rows as VALUES, a subquery, which it takes in no CHECK")
    table = Table(
        "eng_lists",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("v", Integer),
        CheckConstraint(tuple_(literal(1), literal("a")).in_([(1, "a"), (2, "b")]), name="eng_rows"),
    )
    with any_engine.connect() as connection:
        table.create(connection)
        connection.execute(insert(table), {"id": 1})
        connection.rollback()
        table.drop(connection, checkfirst=True)
        connection.commit()


def test_the_text_shows_what_stands_around_an_item():
    table = Table("t", MetaData(), Column("p", Plain))
    assert str(table.c.p.in_(["a"])) == "t.p IN (__[POSTCOMPILE_p_1~~lower(~~REPL~~)~~])"
    statement = select(table.c.p).where(table.c.p.in_(["a", "b"]))
    assert "t.p IN (lower('a'), lower('b'))" in str(statement.compile(compile_kwargs={"literal_binds": True}))
    compiled = statement.compile(compile_kwargs={"render_postcompile": True})
    assert "t.p IN (lower(:p_1_1), lower(:p_1_2))" in str(compiled)

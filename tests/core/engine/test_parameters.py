"""What an execution without, with one, or with many sets of parameters writes; and what defaults are shown."""

from __future__ import annotations

import pytest

from isogloss import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    func,
    insert,
    or_,
    select,
    update,
)
from isogloss.exc import CompileError


def shout(context):
    return context.get_current_parameters()["name"].upper()


thing = Table(
    "eng_thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("loud", String(20), default=shout, onupdate=shout),
    Column("size", Integer, default=5),
)


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    thing.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection


def loud(connection):
    return connection.execute(select(thing.c.name, thing.c.loud).order_by(thing.c.id)).all()


def test_default_functions_see_the_values_of_their_row(connection):
    connection.execute(insert(thing), {"name": "a"})
    connection.execute(insert(thing).values(name="b"))
    connection.execute(insert(thing), [{"name": "c"}, {"name": "d"}])
    connection.execute(insert(thing).values([{"name": "e"}, {"name": "f"}]))
    connection.execute(insert(thing).returning(thing.c.id), [{"name": "g"}, {"name": "h"}])
    connection.execute(update(thing).where(thing.c.name.in_(["a"])).values(name="z"))
    connection.execute(update(thing).where(thing.c.name == bindparam("old")), [{"old": "b", "name": "y"}])
    assert loud(connection) == [(name, name.upper()) for name in "zycdefgh"]


def test_without_parameters_nothing_is_set_to_null(connection):
    bare = Table("eng_bare", MetaData(), Column("id", Integer, primary_key=True), Column("size", Integer, default=5))
    bare.create(connection)
    connection.execute(insert(bare))
    connection.execute(insert(bare), {})
    assert connection.execute(select(bare)).all() == [(1, 5), (2, 5)]
    with pytest.raises(CompileError, match="sets no column"):
        connection.execute(update(bare))


def test_two_parameters_of_one_name_keep_their_values(connection):
    """Also when the first execution, which is then in the cache, had the same value for both."""
    connection.execute(insert(thing), [{"name": "a"}, {"name": "b"}])

    def found(one, two):
        either = or_(thing.c.id == bindparam("x", one), thing.c.id == bindparam("x", two))
        return connection.scalars(select(thing.c.id).where(either).order_by(thing.c.id)).all()

    assert found(1, 1) == [1]
    assert found(1, 2) == [1, 2]


def test_a_result_that_nobody_reads_holds_no_lock(connection):
    connection.execute(insert(thing), [{"name": "a"}, {"name": "b"}])
    connection.execute(select(thing))
    thing.drop(connection)


def test_a_parameter_of_the_statements_own_is_no_column(connection):
    connection.execute(insert(thing).values(name=bindparam("who"), loud=bindparam("how")), {"who": "a", "how": "A"})
    assert loud(connection) == [("a", "A")]
    with pytest.raises(CompileError, match="bindparam\\(\\) name 'name' is reserved"):
        connection.execute(insert(thing).values(name=func.lower(bindparam("name"))), {"name": "A"})

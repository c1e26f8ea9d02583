"""The small faces of the engine, and what a result tells beside its rows."""

from __future__ import annotations

import asyncio
import json

import pytest

from isogloss import (
    JSON,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    column,
    create_engine,
    insert,
    select,
    sql,
    table,
)
from isogloss.engine import AdaptedConnection, BindTyping, Connectable, Connection, Engine, connection_memoize
from isogloss.exc import IdentifierError, InvalidRequestError, SAWarning
from isogloss.schema import CreateIndex

parent = Table(
    "eng_parent",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20), default=lambda: "made"),
    Column("price", Integer, server_default="3"),
)


def test_who_is_listened_to():
    assert issubclass(Engine, Connectable) and issubclass(Connection, Connectable)


def test_how_types_are_told(any_engine):
    expected = BindTyping.RENDER_CASTS if any_engine.name == "postgresql" else BindTyping.NONE
    assert any_engine.dialect.bind_typing is expected


def test_an_adapted_connection_runs_coroutines():
    class Adapted(AdaptedConnection):
        __slots__ = ()

        def __init__(self, raw):
            self._connection = raw

    async def twice(raw):
        await asyncio.sleep(0)
        return raw * 2

    async def inside():
        return Adapted(21).run_async(twice)

    assert Adapted(21).run_async(twice) == 42 and Adapted(21).driver_connection == 21
    with pytest.raises(InvalidRequestError, match="blocks a running event loop"):
        asyncio.run(inside())


def test_what_a_connection_has_told_is_kept(engine):
    asked = []

    class Plugin:
        @connection_memoize("plugin.version")
        def version(self, connection):
            asked.append(1)
            return connection.scalar(select(1))

    with engine.connect() as connection:
        assert Plugin().version(connection) == Plugin().version(connection) == 1
    assert len(asked) == 1


def test_columns_that_were_made_before_and_after(any_engine):
    with any_engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM eng_parent")
        result = connection.execute(insert(parent), {})
        assert result.prefetch_cols() == [parent.c.name]
        assert result.postfetch_cols() == [parent.c.price] and result.lastrow_has_defaults()
        full = connection.execute(insert(parent), {"id": 9, "name": "x", "price": 1})
        assert full.prefetch_cols() == [] and not full.lastrow_has_defaults()


def test_results_side_by_side_and_one_after_the_other(any_engine):
    with any_engine.begin() as connection:
        connection.execute(insert(parent), [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])
        ids, names = select(parent.c.id).order_by(parent.c.id), select(parent.c.name).order_by(parent.c.id)
        both = connection.execute(ids).splice_horizontally(connection.execute(names))
        assert list(both.keys()) == ["id", "name"]
        rows = both.all()
        assert [tuple(r) for r in rows] == [(1, "a"), (2, "b")] and rows[0]._mapping[parent.c.name] == "a"
        more = connection.execute(ids).splice_vertically(connection.execute(ids.where(parent.c.id == 2)))
        assert more.scalars().all() == [1, 2, 2]
        with pytest.raises(InvalidRequestError, match="2 and 1 rows"):
            connection.execute(ids).splice_horizontally(connection.execute(names.where(parent.c.id == 1)))
        with pytest.raises(InvalidRequestError, match="cannot stand in one result"):
            connection.execute(ids).splice_vertically(connection.execute(names))


def test_linting_of_a_compilation():
    product = select(table("a", column("x")), table("b", column("y")))
    with pytest.warns(SAWarning, match="cartesian product"):
        product.compile(linting=sql.FROM_LINTING)
    product.compile(linting=sql.NO_LINTING)
    assert sql.FROM_LINTING == sql.WARN_LINTING | sql.COLLECT_CARTESIAN_PRODUCTS


def written(value):
    return json.dumps({"w": value})


def read(document):
    return "read", json.loads(document)


def test_json_is_written_and_read_by_given_functions(any_engine):
    documents = Table("eng_json", MetaData(), Column("id", Integer, primary_key=True), Column("doc", JSON))
    given = create_engine(any_engine.url, json_serializer=written, json_deserializer=read)
    ids = select(documents.c.doc).order_by(documents.c.id)
    documents.create(any_engine)
    try:
        with given.begin() as connection:
            connection.execute(documents.insert(), [{"id": 1, "doc": {"a": [1]}}, {"id": 2, "doc": "é"}])
            assert connection.scalars(ids).all() == [("read", {"w": {"a": [1]}}), ("read", {"w": "é"})]
        with any_engine.connect() as connection:  # the functions belong to one engine
            assert connection.scalars(ids).all() == [{"w": {"a": [1]}}, {"w": "é"}]
    finally:
        given.dispose()
        documents.drop(any_engine)


def test_dialect_tells_version_and_module(any_engine):
    with any_engine.connect() as connection:
        assert connection.dialect.server_version_info >= (3,)
    assert any_engine.dialect.dbapi.__name__ == any_engine.dialect.driver.module_name


def test_longest_name_may_be_set():
    name = "n" * 40
    made = Table("t", MetaData(), Column("x", Integer), Index(name, "x"))
    create = CreateIndex(next(iter(made.indexes)))
    with pytest.raises(IdentifierError):
        create.compile(create_engine("sqlite://", max_identifier_length=30))
    assert name in str(create.compile(create_engine("sqlite://")))

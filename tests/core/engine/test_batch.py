"""INSERT of many rows: generated values come back in the order of the parameters."""

from __future__ import annotations

import importlib
import random
import uuid
from decimal import Decimal

import pytest

from isogloss import (
    Column,
    Double,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    TypeDecorator,
    Uuid,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from isogloss.core.compile.pipeline import compile_statement
from isogloss.core.engine import insert_batch
from isogloss.dialects import postgresql
from isogloss.exc import ArgumentError, StatementError

parent = Table(
    "eng_parent",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("price", Integer, default=7),
)


def names(count):
    made = [f"n{number}" for number in range(count)]
    random.Random(5).shuffle(made)
    return made


@pytest.mark.parametrize("count", [1, 2, 999, 3500])
def test_returned_keys_belong_to_their_rows(any_engine, count):
    wanted = names(count)
    with any_engine.begin() as connection:
        found = connection.execute(
            insert(parent).returning(parent.c.id, parent.c.price, sort_by_parameter_order=True),
            [{"name": name} for name in wanted],
        ).all()
        stored = dict(connection.execute(select(parent.c.id, parent.c.name)).all())
    assert [stored[row.id] for row in found] == wanted
    assert {row.price for row in found} == {7}


def test_returned_rows_can_be_read_in_parts(any_engine):
    wanted = names(1300)
    statement = insert(parent).returning(parent.c.name, sort_by_parameter_order=True)
    rows = [{"name": name} for name in wanted]
    with any_engine.connect() as connection:
        assert [row.name for row in connection.execute(statement, rows)] == wanted
        connection.rollback()
        parts = list(connection.execute(statement, rows).scalars().partitions(500))
        assert [len(part) for part in parts] == [500, 500, 300]
        assert [name for part in parts for name in part] == wanted
        connection.rollback()
        found = connection.execute(statement, rows)
        assert [found.fetchone().name, *[row.name for row in found.fetchmany(2)]] == wanted[:3]
        assert found.scalars().all() == wanted[3:]


def test_batch_without_returning_takes_values_of_mixed_types(any_engine):
    table = Table("bat_mixed", MetaData(), Column("id", Integer, primary_key=True), Column("v", Double()))
    values = [1, None, 2.5, 3, None, 4]
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            done = connection.execute(insert(table), [{"id": i, "v": v} for i, v in enumerate(values)])
            assert done.rowcount == len(values)
            stored = connection.execute(select(table.c.v).order_by(table.c.id)).scalars().all()
            assert stored == [1.0, None, 2.5, 3.0, None, 4.0]
            changed = update(table).where(table.c.id == bindparam("key")).values(v=bindparam("new"))
            rows = [{"key": 0, "new": 7}, {"key": 2, "new": 8.5}, {"key": 99, "new": 9}]
            assert connection.execute(changed, rows).rowcount == 2
        finally:
            table.drop(connection)


def test_whole_numbers_outside_of_64_bits_are_stored_or_refused(any_engine):
    if any_engine.name == "sqlite":
        return  # keeps 15 digits of them: refused
    table = Table("bat_large", MetaData(), Column("id", Integer, primary_key=True), Column("v", Numeric(30, 2)))
    table.drop(any_engine, checkfirst=True)
    table.create(any_engine)
    try:
        for given in ([-1, 2**63], [2**64 + 5, 7]):
            with any_engine.connect() as connection:
                rows = [{"id": i, "v": v} for i, v in enumerate(given, 1)]
                if any_engine.driver == "mariadbconnector":
                    with pytest.raises(StatementError, match="outside of 64 bits"):
                        connection.execute(insert(table), rows)
                else:
                    connection.execute(insert(table), rows)
                    assert connection.scalars(select(table.c.v).order_by(table.c.id)).all() == given
    finally:
        table.drop(any_engine)


@pytest.mark.parametrize("count", [3, 200])
def test_defaults_that_are_sql_keep_a_batch_in_pages(any_engine, count):
    table = Table(
        "bat_now",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("name", String(20)),
        Column("made", String(20), default=func.lower("It's")),
        Column("price", Integer, default=7),
    )
    sent = []
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        event.listen(any_engine, "before_cursor_execute", lambda c, cursor, text, *rest: sent.append(text))
        try:
            statement = insert(table).returning(*table.c, sort_by_parameter_order=True)
            found = connection.execute(statement, [{"name": f"n{n}"} for n in range(count)]).all()
            assert found == [(n + 1, f"n{n}", "it's", 7) for n in range(count)]
            assert len(sent) == 1
        finally:
            table.drop(connection)


@pytest.mark.parametrize("count", [2, 200])
def test_types_put_their_expressions_around_the_values_of_a_batch(any_engine, count):
    class Lower(TypeDecorator):
        impl = String(20)
        cache_ok = True

        def bind_expression(self, bindvalue):
            return func.lower(bindvalue)

    table = Table("bat_lower", MetaData(), Column("id", Integer, primary_key=True), Column("v", Lower()))
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            statement = insert(table).returning(table.c.id, table.c.v, sort_by_parameter_order=True)
            found = connection.execute(statement, [{"v": f"AbC{n}"} for n in range(count)]).all()
            assert found == [(n + 1, f"abc{n}") for n in range(count)]
        finally:
            table.drop(connection)


def test_insert_batch_takes_tuples(any_engine):
    wanted = names(1200)
    statement = insert(parent).returning(parent.c.id)
    with any_engine.begin() as connection:
        compiled, values = compile_statement(
            statement, connection.dialect, column_keys=("name", "price"), many=True, cache=None
        )
        assert compiled.batch.keys == ("name", "price")
        found = insert_batch(connection, compiled, values, [(name, 3) for name in wanted])
        stored = dict(connection.execute(select(parent.c.id, parent.c.name)).all())
    assert [stored[id_] for (id_,) in found] == wanted


def test_many_rows_without_returning(any_engine):
    with any_engine.begin() as connection:
        done = connection.execute(insert(parent), [{"name": name} for name in names(500)])
        assert not done.returns_rows
        assert len(connection.execute(select(parent.c.id).where(parent.c.price == 7)).all()) == 500


def test_single_insert_tells_its_key(any_engine):
    with any_engine.begin() as connection:
        first = connection.execute(insert(parent).values(name="a"))
        second = connection.execute(insert(parent), {"name": "b"})
        given = connection.execute(insert(parent), {"id": 77, "name": "c"})
        assert second.inserted_primary_key.id == first.inserted_primary_key[0] + 1
        assert given.inserted_primary_key == (77,)


def test_default_functions_run_once_per_row(engine):
    calls = []

    def fresh():
        calls.append(uuid.uuid4())
        return calls[-1]

    thing = Table("thing", MetaData(), Column("id", Uuid, primary_key=True, default=fresh), Column("x", Integer))
    with engine.begin() as connection:
        thing.create(connection, checkfirst=False)
        done = connection.execute(insert(thing), {"x": 1})
        assert done.inserted_primary_key == (calls[0],)
        connection.execute(insert(thing), [{"x": 2}, {"x": 3}])
        assert len(calls) == 3
        assert set(connection.scalars(select(thing.c.id))) == set(calls)


def test_a_key_that_is_not_asked_for_sorts_the_rows_too(any_engine):
    wanted, statements = names(2500), []
    event.listen(any_engine, "before_cursor_execute", lambda c, cursor, sql, *rest: statements.append(sql))
    with any_engine.begin() as connection:
        result = connection.execute(
            insert(parent).returning(parent.c.name, parent.c.price + 1, sort_by_parameter_order=True),
            [{"name": name} for name in wanted],
        )
        assert list(result.keys())[:1] == ["name"] and len(result.keys()) == 2
        rows = result.all()
    assert [tuple(row) for row in rows] == [(name, 8) for name in wanted]
    assert len(statements) == 3, "in pages, not one by one"


@pytest.mark.parametrize("rows", [4, 120])
def test_rows_that_read_their_own_table_see_those_before_them(any_engine, rows):
    highest = select(func.coalesce(func.max(parent.c.price), 0)).scalar_subquery()
    statement = insert(parent).values(price=highest + bindparam("step"))
    given = [{"name": f"n{number}", "step": 2} for number in range(rows)]
    wanted = [2 * number for number in range(1, rows + 1)]
    with any_engine.connect() as connection:
        for one in (statement, statement.returning(parent.c.price), statement.returning(parent.c.price, parent.c.id)):
            connection.execute(one, given)
            assert connection.scalars(select(parent.c.price).order_by(parent.c.price)).all() == wanted
            connection.rollback()


@pytest.mark.parametrize("returning", [False, True])
def test_numbers_of_mixed_types_return_with_their_rows(any_engine, returning):
    statement = insert(parent).returning(parent.c.price, sort_by_parameter_order=True) if returning else insert(parent)
    with any_engine.begin() as connection:
        connection.execute(
            statement, [{"name": "a", "price": True}, {"name": "b", "price": 2}, {"name": "c", "price": None}]
        )
        assert connection.scalars(select(parent.c.price).order_by(parent.c.name)).all() == [1, 2, None]


def test_decimals_go_into_columns_of_floats(any_engine):
    table = Table("bat_mixed", MetaData(), Column("id", Integer, primary_key=True), Column("v", Double()))
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        connection.execute(insert(table), [{"v": 1}, {"v": Decimal("2.5")}, {"v": None}])
        assert connection.scalars(select(table.c.v).order_by(table.c.id)).all() == [1.0, 2.5, None]
        table.drop(connection)


def test_keys_that_do_not_ascend_belong_to_their_rows(engine):
    wanted = names(40)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO item (id, name) VALUES (9223372036854775807, 'last')")
        item = Table("item", MetaData(), autoload_with=connection)
        statement = insert(item).returning(item.c.id, sort_by_parameter_order=True)
        found = connection.scalars(statement, [{"name": name} for name in wanted]).all()
        stored = dict(connection.execute(select(item.c.id, item.c.name)).all())
    assert [stored[key] for key in found] == wanted


@pytest.mark.parametrize("ordered", [False, True])
def test_parameters_beside_the_rows_are_those_of_each_row(any_engine, ordered):
    plus = bindparam("plus", 1, type_=Integer)
    statement = insert(parent).returning(parent.c.price + plus, sort_by_parameter_order=ordered)
    rows = [{"name": f"n{number}", "price": number, "plus": 100 * number} for number in range(1, 4)]
    with any_engine.begin() as connection:
        assert connection.scalars(statement, rows).all() == [101, 202, 303]
        connection.execute(delete(parent))
        without = [{key: value for key, value in row.items() if key != "plus"} for row in rows]
        assert connection.scalars(statement, without).all() == [2, 3, 4]


def test_a_conflict_that_leaves_rows_out_returns_the_others(any_engine):
    if any_engine.name == "mariadb":
        pytest.skip("MariaDB has no ON CONFLICT DO NOTHING, only INSERT IGNORE, which hides other errors too")
    statement = importlib.import_module(f"isogloss.dialects.{any_engine.name}").insert(parent).on_conflict_do_nothing()
    rows = [{"id": number % 4 + 100, "name": f"n{number}"} for number in range(6)]
    with any_engine.begin() as connection:
        given = connection.execute(statement.returning(parent.c.name, sort_by_parameter_order=True), rows)
        assert given.scalars().all() == ["n0", "n1", "n2", "n3"]
        result = connection.execute(statement.return_defaults(), [{"name": "x"}, {"name": "y"}])
        assert len(result.inserted_primary_key_rows) == 2


def test_a_row_that_a_conflict_leaves_out_has_no_key(any_engine):
    statement = insert(parent).prefix_with("OR IGNORE", dialect="sqlite").prefix_with("IGNORE", dialect="mariadb")
    if any_engine.name == "postgresql":
        statement = postgresql.insert(parent).on_conflict_do_nothing()
    with any_engine.begin() as connection:
        connection.exec_driver_sql("CREATE UNIQUE INDEX eng_parent_name ON eng_parent (name)")
        (key,) = connection.execute(statement, {"name": "a"}).inserted_primary_key
        assert connection.scalars(select(parent.c.id)).all() == [key]
        left_out = connection.execute(statement, {"name": "a"})
        assert (left_out.rowcount, left_out.inserted_primary_key, left_out.inserted_primary_key_rows) == (0, None, [])
        assert connection.execute(statement, {"name": "b"}).inserted_primary_key is not None


class Folded(TypeDecorator):
    """Text that the database makes small as it gives it."""

    impl = String(20)
    cache_ok = True

    def column_expression(self, column):
        return func.lower(column, type_=self)


@pytest.mark.parametrize("rows", [1, 3])
def test_types_that_put_sql_around_columns_do_so_in_returning(any_engine, rows):
    table = Table("bat_folded", MetaData(), Column("id", Integer, primary_key=True), Column("v", Folded))
    table.append_column(Column("made", Folded, server_default="MADE"))
    given = [{"v": f"V{number}"} for number in range(rows)]
    wanted = [(f"v{number}", "made") for number in range(rows)]
    columns = (table.c.v, table.c.made)
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        statement = insert(table).returning(*columns, sort_by_parameter_order=True)
        assert connection.execute(statement, given).all() == wanted
        statement = insert(table).return_defaults(table.c.made, sort_by_parameter_order=True)
        assert [row.made for row in connection.execute(statement, given).returned_defaults_rows] == ["made"] * rows
        if any_engine.name != "mariadb":
            changed = update(table).where(table.c.id == 1).values(v="W").returning(table.c.v)
            assert connection.scalars(changed).all() == ["w"]
        assert connection.execute(delete(table).where(table.c.id == 2).returning(table.c.made)).all() in (
            [("made",)],
            [],
        )
        table.drop(connection)


@pytest.mark.parametrize("size", [0, -1, None, "7", 2.5])
def test_a_page_has_a_number_of_rows(any_engine, size):
    statement = insert(parent).returning(parent.c.id, sort_by_parameter_order=True)
    with any_engine.connect() as connection:
        connection = connection.execution_options(insertmanyvalues_page_size=size)
        with pytest.raises(ArgumentError, match="1 or more"):
            connection.execute(statement, [{"name": "a"}, {"name": "b"}])


def test_keys_of_none_are_generated_in_order(any_engine):
    if any_engine.name == "postgresql":
        pytest.skip("PostgreSQL refuses NULL as a primary key, and generates none for it")
    statement = insert(parent).returning(parent.c.name, parent.c.id, sort_by_parameter_order=True)
    rows = [{"id": 70, "name": "c"}, {"id": None, "name": "b"}, {"id": 60, "name": "a"}, {"id": None, "name": "d"}]
    with any_engine.begin() as connection:
        found = connection.execute(statement, rows).all()
        assert [row.name for row in found] == ["c", "b", "a", "d"]
        assert dict(map(tuple, found)) == dict(map(tuple, connection.execute(select(parent.c.name, parent.c.id))))

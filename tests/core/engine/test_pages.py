"""INSERT of many rows that returns nothing: in statements of many rows, where the driver would send one for each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from isogloss import (
    JSON,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    literal_column,
    select,
)
from isogloss.exc import DBAPIError, IntegrityError, StatementError
from isogloss.orm import Session

metadata = MetaData()
page = Table(
    "eng_page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(20), unique=True),
    Column("price", Numeric(10, 2)),
    Column("size", Float),
    Column("data", LargeBinary),
    Column("doc", JSON),
    Column("made", String(10), default=lambda context: context.get_current_parameters()["name"][::-1]),
    Column("counted", Integer, server_default="7"),
)


@pytest.fixture
def table(any_engine):
    metadata.drop_all(any_engine)
    metadata.create_all(any_engine)
    yield page
    metadata.drop_all(any_engine)


def rows(count, start=1):
    return [
        {
            "name": f"ü%s{n}",
            "price": Decimal(n) / 4,
            "size": n / 3 if n % 5 else None,
            "data": bytes([n % 256]),
            "doc": {"n": [n]},
        }
        for n in range(start, start + count)
    ]


def statements(engine):
    seen = []
    event.listen(engine, "before_cursor_execute", lambda conn, cursor, text, *rest: seen.append(text))
    return seen


@pytest.mark.parametrize("count", [2, 99, 100, 2345])
def test_all_values_are_stored(any_engine, table, count):
    given = rows(count)
    seen = statements(any_engine)
    with any_engine.begin() as connection:
        result = connection.execute(insert(table), given)
        assert result.rowcount == count
        assert not result.returns_rows
        sent = [text for text in seen if text.startswith("INSERT")]
        stored = connection.execute(select(table).order_by(table.c.id)).all()
    assert len(sent) == (-(-count // 1000) if any_engine.name == "postgresql" else 1)
    assert [row.id for row in stored] == list(range(stored[0].id, stored[0].id + count))
    for row, n, want in zip(stored, range(1, count + 1), given, strict=True):
        assert (row.name, row.price, row.data, row.doc) == (want["name"], want["price"], want["data"], want["doc"])
        assert row.size == pytest.approx(want["size"], rel=1e-5) if want["size"] else row.size is None
        assert (row.made, row.counted) == (f"ü%s{n}"[::-1], 7)


def test_the_size_of_a_page_can_be_said(any_engine, table):
    seen = statements(any_engine)
    with any_engine.begin() as connection:
        connection.execute(insert(table), rows(250), execution_options={"insertmanyvalues_page_size": 100})
        assert connection.scalar(select(func.count()).select_from(table)) == 250
    assert len([text for text in seen if text.startswith("INSERT")]) == (3 if any_engine.name == "postgresql" else 1)


def test_the_size_of_a_page_can_be_that_of_an_engine(any_engine, table):
    engine = create_engine(any_engine.url, insertmanyvalues_page_size=100)
    seen = statements(engine)
    with Session(engine) as session:
        session.execute(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows(250))
        session.rollback()
    assert len([text for text in seen if text.startswith("INSERT")]) == 3
    engine.dispose()


def test_an_error_leaves_the_transaction_to_the_user(any_engine, table):
    with any_engine.begin() as connection:
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(insert(table), rows(1500) + rows(1))
        with pytest.raises(StatementError, match="name"), connection.begin_nested():
            connection.execute(insert(table), [*rows(1500), {"price": 1, "size": 1, "data": b"", "doc": None}])
        assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_rows_that_read_what_others_wrote_go_one_by_one(any_engine, table):
    if any_engine.name == "mariadb":
        pytest.skip("MariaDB refuses a subquery of VALUES that reads the table it inserts into (error 1093)")
    counting = insert(table).values(counted=select(func.count()).select_from(table.alias()).scalar_subquery())
    with any_engine.begin() as connection:
        connection.execute(counting, rows(150))
        assert connection.scalars(select(table.c.counted).order_by(table.c.id)).all() == list(range(150))


def test_no_value_is_cut(any_engine, table):
    if any_engine.name == "sqlite":
        pytest.skip("SQLite knows no lengths of text, so that it refuses none")
    long = [*rows(150), {**rows(1, 151)[0], "name": "x" * 21}]
    with any_engine.begin() as connection, pytest.raises(DBAPIError, match="(?i)too long"), connection.begin_nested():
        connection.execute(insert(table), long)


def test_text_that_reads_the_table_goes_row_by_row(any_engine, table):
    if any_engine.name == "mariadb":
        pytest.skip("MariaDB refuses a subquery of VALUES that reads the table it inserts into (error 1093)")
    counting = insert(table).values(counted=literal_column("(select count(*) from eng_page p)"))
    with any_engine.begin() as connection:
        connection.execute(counting, rows(150))
        assert connection.scalars(select(table.c.counted).order_by(table.c.id)).all() == list(range(150))


def test_an_upsert_may_meet_a_row_twice(any_engine, table):
    if any_engine.name == "mariadb":
        from isogloss.dialects.mysql import insert as upsert

        statement = upsert(table)
        statement = statement.on_duplicate_key_update(price=statement.inserted.price)
    else:
        from isogloss.dialects import postgresql, sqlite

        upsert = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[any_engine.name]
        statement = upsert(table)
        statement = statement.on_conflict_do_update(index_elements=["name"], set_={"price": statement.excluded.price})
    twice = [{**row, "price": Decimal(number)} for number in (1, 2) for row in rows(120)]
    with any_engine.begin() as connection:
        connection.execute(statement, twice)
        assert connection.scalars(select(table.c.price).distinct()).all() == [2]


def test_a_table_without_types(any_engine, table):
    from isogloss import column
    from isogloss import table as bare

    few = bare("eng_page", column("id"), column("name"))
    with any_engine.begin() as connection:
        connection.execute(insert(few), [{"id": n, "name": str(n)} for n in range(1, 121)])
        assert connection.scalars(select(few.c.name).order_by(few.c.id)).all() == [str(n) for n in range(1, 121)]

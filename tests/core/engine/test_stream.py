"""Streamed results: no row is lost without a word, whatever else the connection does meanwhile."""

from __future__ import annotations

import warnings

import pytest

from isogloss import ForeignKey, literal, select, text
from isogloss.exc import DBAPIError, IntegrityError, ResourceClosedError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

COUNT = 3000
NUMBERS = {
    "sqlite": "SELECT n FROM (WITH RECURSIVE s(n) AS "
    f"(SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {COUNT}) SELECT n FROM s)",
    "postgresql": f"SELECT n FROM generate_series(1, {COUNT}) AS s(n)",
    "mariadb": f"SELECT seq FROM seq_1_to_{COUNT}",
}
STREAM = {"stream_results": True}
ENDS = "has ended the stream before all of them were read"


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def numbers(connection, **options):
    return connection.execute(text(NUMBERS[connection.engine.name]), execution_options=options or STREAM)


def ended(engine, result, how):
    """Check that `result` says what has ended it; SQLite's streams do not end."""
    if engine.name == "sqlite":
        assert len(result.all()) == COUNT - 7
    else:
        for _ in range(2):
            with pytest.raises(ResourceClosedError, match=rf"{how} {ENDS}"):
                result.fetchone()
        result.close()


def test_a_second_statement_keeps_the_rows(any_engine):
    with any_engine.connect() as connection:
        result = numbers(connection)
        first = [row[0] for row in result.fetchmany(7)]
        assert connection.scalar(text("SELECT 1")) == 1
        first += [result.fetchone()[0]]
        connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('a', 1)")
        first += [row[0] for row in result.fetchmany(2)]
        with connection.begin_nested():
            connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('b', 1)")
        assert first + result.scalars().all() == list(range(1, COUNT + 1))
        assert connection.scalar(text("SELECT count(*) FROM eng_parent")) == 2


def test_streams_side_by_side(any_engine):
    with any_engine.connect() as connection:
        one, two = numbers(connection), numbers(connection, yield_per=11)
        pairs = []
        while (row := one.fetchone()) is not None:
            pairs.append((row[0], two.fetchone()[0]))
        assert pairs == [(n, n) for n in range(1, COUNT + 1)]
        assert two.fetchone() is None


def test_a_statement_that_fails_keeps_the_rows_of_a_stream_before_it(any_engine):
    with any_engine.connect() as connection:
        result = numbers(connection)
        result.fetchmany(7)
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('a', -1)")
        assert len(result.all()) == COUNT - 7


def test_an_earlier_error_is_not_that_of_a_stream(any_engine):
    with any_engine.connect() as connection:
        for _ in range(2):
            with pytest.raises(DBAPIError):
                connection.exec_driver_sql("SELECT no_such_column FROM eng_parent")
            connection.rollback()
            assert connection.execute(select(literal(1)), execution_options=STREAM).all() == [(1,)]


def test_a_stream_ends_with_its_transaction(any_engine):
    with any_engine.connect() as connection:
        for how in ("commit", "rollback"):
            result = numbers(connection)
            result.fetchmany(7)
            getattr(connection, how)()
            ended(any_engine, result, rf"{how}\(\)")
            assert connection.scalar(text("SELECT 1")) == 1
            connection.rollback()
        with connection.begin():
            result = numbers(connection)
            result.fetchmany(7)
        ended(any_engine, result, r"commit\(\)")


def test_a_stream_whose_rows_are_all_there_does_not_end(any_engine):
    with any_engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('a', 1), ('b', 2), ('c', 3)")
        connection.commit()
        query = text("SELECT name FROM eng_parent ORDER BY name")
        result = connection.execute(query, execution_options=STREAM)
        assert result.fetchone() == ("a",)
        connection.commit()
        assert result.all() == [("b",), ("c",)]
        assert result.rowcount == 3


def test_the_row_count_is_known_when_all_rows_are_read(any_engine):
    with any_engine.connect() as connection:
        result = numbers(connection)
        result.fetchmany(7)
        assert result.rowcount == -1
        result.close()
        assert result.rowcount == -1
        result = numbers(connection)
        result.all()
        assert result.rowcount == COUNT


def test_a_stream_ends_with_its_savepoint(any_engine):
    with any_engine.connect() as connection:
        outer = numbers(connection)
        outer.fetchmany(7)
        savepoint = connection.begin_nested()
        with connection.begin_nested():
            inner = numbers(connection)
            inner.fetchmany(7)
        savepoint.rollback()
        if any_engine.name != "mariadb":  # whose inner stream was taken into memory by RELEASE SAVEPOINT
            ended(any_engine, inner, "the rollback of its savepoint")
        assert len(outer.all()) == COUNT - 7
        savepoint = connection.begin_nested()
        inner = numbers(connection)
        inner.fetchmany(7)
        savepoint.rollback()
        ended(any_engine, inner, "the rollback of its savepoint")
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_stream_ends_with_its_connection(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("a connection of SQLite in a pool goes on, and so do its cursors: nothing is lost")
    connection = any_engine.connect()
    result = numbers(connection)
    result.fetchmany(7)
    connection.close()
    ended(any_engine, result, r"close\(\) of its connection")
    connection = any_engine.connect()
    result = numbers(connection)
    result.fetchmany(7)
    connection.invalidate()
    ended(any_engine, result, "the loss of its connection")
    connection.close()


def test_rows_of_a_connection_that_is_really_closed(any_engine):
    """They are there where the driver has fetched them; else the driver's own error is told, not that of the pool."""
    connection = any_engine.connect()
    result = connection.execute(text(NUMBERS[any_engine.name]))
    result.fetchmany(7)
    connection.detach()
    connection.close()
    if any_engine.dialect.driver.name in ("pysqlite", "psycopg2"):
        with pytest.raises(DBAPIError, match="closed"):
            result.all()
    else:
        assert len(result.all()) == COUNT - 7


def test_a_result_that_is_older_than_the_connection_does_no_harm_to_it(any_engine):
    with any_engine.connect() as connection:
        result = connection.execute(text(NUMBERS[any_engine.name]))
        result.fetchmany(7)
        connection.invalidate()
        connection.rollback()
        connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('a', 1)")
        if any_engine.dialect.driver.name in ("pysqlite", "psycopg2"):
            with pytest.raises(DBAPIError, match="closed"):
                result.all()
        else:
            assert len(result.all()) == COUNT - 7
        connection.commit()
        assert connection.scalar(text("SELECT count(*) FROM eng_parent")) == 1


def test_streams_in_autocommit(any_engine):
    with any_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        result = numbers(connection)
        result.fetchmany(7)
        connection.exec_driver_sql("INSERT INTO eng_parent (name, price) VALUES ('a', 1)")
        connection.commit()
        result.fetchmany(7)
        connection.rollback()
        assert connection.get_isolation_level()
        assert len(result.all()) == COUNT - 14
        abandoned = numbers(connection)
        abandoned.fetchone()
    with any_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM eng_parent")) == 1
        if any_engine.name == "postgresql":
            assert connection.scalar(text("SELECT count(*) FROM pg_cursors WHERE name LIKE 'isogloss%'")) == 0


def test_what_asks_the_driver_keeps_the_rows(any_engine):
    with any_engine.connect() as connection:
        result = numbers(connection)
        result.fetchmany(7)
        assert connection.get_isolation_level()
        assert connection.info is not None
        assert len(result.all()) == COUNT - 7


def test_an_abandoned_stream_is_in_nobodys_way(any_engine):
    with any_engine.connect() as connection:
        for _ in range(3):
            assert next(numbers(connection))[0] == 1
        assert connection.scalar(text("SELECT 1")) == 1
        connection.commit()
        assert connection.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("how", ["fetchone", "fetchmany", "all", "iterate", "another statement"])
def test_an_error_in_the_middle_is_told(any_engine, how):
    """Kill the query while its rows are on the way: what was not read is an error, on each driver, for each fetch."""
    if any_engine.name == "sqlite":
        pytest.skip("nobody else can interrupt an embedded database")
    asks = {"mariadb": "SELECT connection_id()", "postgresql": "SELECT pg_backend_pid()"}[any_engine.name]
    rows = {
        "mariadb": "SELECT seq, repeat('x', 2000) FROM seq_1_to_2000000",
        "postgresql": "SELECT n, repeat('x', 2000) FROM generate_series(1, 2000000) AS s(n)",
    }[any_engine.name]
    kill = {"mariadb": "KILL QUERY {}", "postgresql": "SELECT pg_terminate_backend({})"}[any_engine.name]
    with any_engine.connect() as connection:
        number = connection.scalar(text(asks))
        result = connection.execute(text(rows), execution_options=STREAM)
        assert result.fetchone()[0] == 1
        with any_engine.connect() as other:
            other.exec_driver_sql(kill.format(number))
        if how == "another statement":
            if any_engine.name == "mariadb":
                assert connection.scalar(text("SELECT 1")) == 1
            how = "fetchone"
        with pytest.raises(DBAPIError, match="interrupted|terminat"):
            if how == "iterate":
                list(result)
            while getattr(result, how)():
                pass
        with pytest.raises((DBAPIError, ResourceClosedError)):
            result.fetchone()


def test_blocks_grow_up_to_what_is_allowed(any_engine):
    sizes = []

    class Watched:
        def __init__(self, cursor):
            self.cursor = cursor
            self.description, self.connection = cursor.description, getattr(cursor, "connection", None)

        def fetchmany(self, size):
            sizes.append(size)
            return self.cursor.fetchmany(size)

        def close(self):
            self.cursor.close()

    def read(**options):
        sizes.clear()
        with any_engine.connect() as connection:
            result = numbers(connection, **options)
            result.cursor._cursor = Watched(result.cursor._cursor)
            got = []
            while (row := result.fetchone()) is not None:
                got.append(row[0])
            assert got == list(range(1, COUNT + 1))
        return sizes[:6]

    assert read(stream_results=True) == [5, 25, 125, 625, 1000, 1000]
    assert read(stream_results=True, max_row_buffer=50) == [5, 25, 50, 50, 50, 50]
    assert read(yield_per=300) == [300] * 6


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "stream_parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list[Child]] = relationship()


class Child(Base):
    __tablename__ = "stream_child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("stream_parent.id"))


def test_objects_are_streamed_while_others_load_and_flush(any_engine):
    Base.metadata.drop_all(any_engine)
    Base.metadata.create_all(any_engine)
    try:
        with Session(any_engine) as session:
            session.add_all(Parent(id=n, children=[Child(id=2 * n), Child(id=2 * n + 1)]) for n in range(1, 61))
            session.commit()
            query = select(Parent).order_by(Parent.id)
            for options in ({"yield_per": 7}, {"stream_results": True, "max_row_buffer": 9}):
                seen = {}
                for parent in session.scalars(query, execution_options=options):
                    seen[parent.id] = sorted(child.id for child in parent.children)
                    session.add(Child(id=1000 + parent.id, parent_id=parent.id))
                    session.flush()
                assert seen == {n: [2 * n, 2 * n + 1] for n in range(1, 61)}
                session.rollback()
            eager = query.options(selectinload(Parent.children)).execution_options(yield_per=7)
            assert [len(parent.children) for parent in session.scalars(eager)] == [2] * 60
            if any_engine.name != "sqlite":
                streamed = session.scalars(query, execution_options={"yield_per": 7})
                assert next(streamed).id == 1
                session.commit()
                with pytest.raises(ResourceClosedError, match=ENDS):
                    streamed.all()
    finally:
        Base.metadata.drop_all(any_engine)

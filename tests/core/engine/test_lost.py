"""Connections that are lost, on live servers and drivers: told as such wherever it is found out."""

from __future__ import annotations

import gc

import pytest

from isogloss import event
from isogloss.exc import DBAPIError, InvalidRequestError
from isogloss.orm import Session, sessionmaker

SERVERS = {
    "postgresql": ("SELECT pg_backend_pid()", "SELECT pg_terminate_backend({})"),
    "mariadb": ("SELECT CONNECTION_ID()", "KILL {}"),
}


def test_loss_in_the_middle_of_a_stream_is_told_as_such(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("nobody can end its sessions")
    many = {
        "postgresql": "SELECT repeat('x', 1000) FROM generate_series(1, 100000)",
        "mariadb": "SELECT REPEAT('x', 1000) FROM seq_1_to_100000",
    }[any_engine.name]
    with any_engine.connect() as connection:
        own, end = SERVERS[any_engine.name]
        number = connection.exec_driver_sql(own).scalar()
        result = connection.exec_driver_sql(many, execution_options={"stream_results": True})
        assert result.fetchone() == ("x" * 1000,)
        with any_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            other.exec_driver_sql(end.format(number))
        with pytest.raises(DBAPIError) as caught:
            result.all()
        assert caught.value.is_disconnect and caught.value.connection_invalidated and not caught.value.is_retryable
        assert connection.invalidated
        connection.rollback()
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_cursor_may_outlive_its_connection(any_engine):
    """Free cursors, of each kind, after their connections were closed: a driver that reads freed memory would crash."""
    if any_engine.name == "sqlite":
        pytest.skip("it has no rows on their way")
    many = {
        "postgresql": "SELECT n FROM generate_series(1, 100000) AS s(n)",
        "mariadb": "SELECT seq FROM seq_1_to_100000",
    }[any_engine.name]
    for streams in (False, True):
        for _ in range(5):
            connection = any_engine.connect()
            result = connection.exec_driver_sql(many, execution_options={"stream_results": streams})
            assert result.fetchone() == (1,)
            connection.invalidate()
            connection.close()
            del connection
            gc.collect()
            del result
            gc.collect()
    with any_engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


@pytest.mark.parametrize("kind", ["engine", "session"])
def test_commit_that_was_lost_is_not_run_again(any_engine, kind):
    """Let the session end before COMMIT: nobody can tell whether it came to it."""
    if any_engine.name == "sqlite":
        pytest.skip("nobody can end its sessions")
    own, end = SERVERS[any_engine.name]
    attempts = []

    def work(connection):
        attempts.append(1)
        number = connection.connection.cursor()
        number.execute(own)
        killed = end.format(number.fetchone()[0])
        number.close()

        @event.listens_for(connection, "commit", once=True)
        def kill(connection):
            with any_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
                other.exec_driver_sql(killed)

    with pytest.raises(DBAPIError) as caught:
        if kind == "engine":
            any_engine.run(work, delay=0)
        else:
            sessionmaker(any_engine).run(lambda session: work(session.connection()), delay=0)
    assert caught.value.is_disconnect and not caught.value.is_retryable and attempts == [1]
    assert any_engine.pool.checkedout() == 0
    assert any_engine.run(lambda connection: connection.exec_driver_sql("SELECT 1").scalar()) == 1


@pytest.mark.parametrize("wrong", [{"retries": -1}, {"delay": -0.1}])
def test_run_refuses_what_it_cannot_do_before_anything_is_done(engine, wrong):
    for run in (engine.run, sessionmaker(engine).run):
        with pytest.raises(InvalidRequestError, match="run.. needs retries >= 0 and delay >= 0"):
            run(lambda target: pytest.fail("it was called"), **wrong)


@pytest.mark.parametrize(
    "where", ["engine", "connection", "savepoint", "session", "session begin", "session savepoint"]
)
@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_error_of_the_user_is_not_replaced_by_that_of_the_rollback_after_it(any_engine, where, kind):
    if any_engine.name == "sqlite":
        pytest.skip("nobody can end its sessions")
    own, end = SERVERS[any_engine.name]

    def lose(connection):
        number = connection.exec_driver_sql(own).scalar()
        with any_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            other.exec_driver_sql(end.format(number))
        raise kind("mine")

    # who catches an exception around a savepoint would go on: that the transaction is lost is told there
    told = kind is ValueError and "savepoint" in where
    with pytest.raises(DBAPIError if told else kind, match=None if told else "mine") as caught:
        if where == "engine":
            with any_engine.begin() as connection:
                lose(connection)
        elif where == "connection":
            with any_engine.connect() as connection:
                lose(connection)
        elif where == "savepoint":
            with any_engine.begin() as connection, connection.begin_nested():
                lose(connection)
        elif where == "session":
            with Session(any_engine) as session:
                lose(session.connection())
        elif where == "session begin":
            with sessionmaker(any_engine).begin() as session:
                lose(session.connection())
        else:
            with Session(any_engine) as session, session.begin(), session.begin_nested():
                lose(session.connection())
    if told:
        assert caught.value.is_disconnect
    else:
        assert "the rollback after it has failed too" in caught.value.__notes__[0]
    assert any_engine.pool.checkedout() == 0
    with any_engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_cursors_that_the_collector_frees_leave_their_connection_alone(any_engine):
    with any_engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        for _ in range(100):
            cursor = raw.cursor()
            cycle = [cursor]
            cycle.append(cycle)
            cursor.close()
            del cursor, cycle
            gc.collect()
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


@pytest.mark.parametrize("number", [5013, 5014])
def test_an_error_of_the_network_is_a_lost_connection(any_engine, number):
    """MariaDB Connector/C tells a broken pipe by a number of its own, and the connection is over."""
    driver = any_engine.dialect.driver
    if driver.name != "mariadbconnector":
        pytest.skip("these are the numbers of MariaDB's client library")
    error = driver.module.OperationalError("Write error: Broken pipe (32)")
    error.errno = number
    assert driver.classify(error).is_disconnect

"""Exceptions out of the blue, as handlers of signals raise them: no answer is taken for that of another statement."""

from __future__ import annotations

import signal
import threading

import pytest

from isogloss import create_engine
from isogloss.exc import StatementError
from isogloss.pool import QueuePool


class OutOfTime(Exception):
    """As a task queue raises it: an ordinary exception, so that tasks can catch it."""


SLOW = {
    "sqlite": "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 1000000) SELECT count(*) FROM t",
    "postgresql": "SELECT pg_sleep(0.3)",
    "mariadb": "SELECT SLEEP(0.3)",
}
ROWS = {
    "sqlite": "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 300000) SELECT x FROM t",
    "postgresql": "SELECT x FROM generate_series(1, 300000) AS t(x)",
    "mariadb": "SELECT seq FROM seq_1_to_300000",
}


@pytest.fixture(params=[OutOfTime, KeyboardInterrupt])
def interrupt(request):
    """Return a function that lets the exception come after some seconds, and its class."""

    def come(*args):
        raise request.param("time is up")

    before = signal.signal(signal.SIGALRM, come)
    yield lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer signals")
@pytest.mark.parametrize("what", ["slow", "rows", "stream"])
def test_connection_answers_what_it_is_asked_after_an_interrupt(any_engine, interrupt, what):
    statement = (SLOW if what == "slow" else ROWS)[any_engine.name]
    for seconds in (0.02, 0.05, 0.1):
        with any_engine.connect() as connection:
            connection.exec_driver_sql("SELECT 0").all()
            interrupt(seconds)
            try:
                options = {"stream_results": what == "stream"}
                connection.exec_driver_sql(statement, execution_options=options).all()
                for _ in range(3000):
                    connection.exec_driver_sql("SELECT 0").all()
            except (StatementError, OutOfTime, KeyboardInterrupt) as error:
                assert "time is up" in str(error)
            connection.rollback()
            assert connection.exec_driver_sql("SELECT 42").scalar() == 42
            assert connection.exec_driver_sql("SELECT 43").scalar() == 43
        with any_engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT 44").scalar() == 44


@pytest.mark.parametrize("kind", [OutOfTime, KeyboardInterrupt])
@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_interrupted_end_of_a_transaction_throws_the_connection_away(any_engine, monkeypatch, kind, how):
    driver = any_engine.driver_object
    with any_engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1").all()
        raw = connection.connection.dbapi_connection

        def stop(raw):
            raise kind("time is up")

        with monkeypatch.context() as patch:
            patch.setattr(driver, how, stop)
            with pytest.raises((StatementError, kind), match="time is up"):
                getattr(connection, how)()
        assert connection.invalidated
        connection.rollback()
        assert connection.exec_driver_sql("SELECT 42").scalar() == 42
        assert connection.connection.dbapi_connection is not raw


@pytest.mark.parametrize("kind", [OutOfTime, KeyboardInterrupt])
def test_connection_whose_ping_was_interrupted_is_not_used_again(any_engine, monkeypatch, kind):
    engine = create_engine(any_engine.url, poolclass=QueuePool, pool_pre_ping=True)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection

    def stop(raw):
        raise kind("time is up")

    with monkeypatch.context() as patch:
        patch.setattr(engine.driver_object, "ping", stop)
        with pytest.raises(kind):
            engine.connect()
    assert engine.pool.checkedout() == 0
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection is not raw
        assert connection.exec_driver_sql("SELECT 42").scalar() == 42
    engine.dispose()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer signals")
def test_interrupted_wait_for_a_connection_leaves_the_pool_whole(any_engine, interrupt):
    engine = create_engine(any_engine.url, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=None)
    held = engine.connect()
    interrupt(0.05)
    with pytest.raises((OutOfTime, KeyboardInterrupt)):
        engine.connect()
    threading.Timer(0.05, held.close).start()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 42").scalar() == 42
    assert engine.pool.checkedout() == 0
    engine.dispose()

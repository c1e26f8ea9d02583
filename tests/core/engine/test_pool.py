"""Connection pools, and the events of pools, engines and connections."""

from __future__ import annotations

import os
import sqlite3
import threading

import pytest

from isogloss import create_engine, event, text
from isogloss.engine import Engine
from isogloss.exc import DisconnectionError, InvalidRequestError, TimeoutError  # noqa: A004
from isogloss.pool import AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool


def url(tmp_path):
    return f"sqlite:///{tmp_path / 'pool.db'}"


def test_queue_pool_lends_keeps_and_overflows(tmp_path):
    engine = create_engine(url(tmp_path), pool_size=1, max_overflow=1, pool_timeout=0.05)
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    first = engine.connect()
    raw = first.connection.dbapi_connection
    second = engine.connect()
    assert (pool.checkedout(), pool.overflow()) == (2, 1)
    with pytest.raises(TimeoutError, match="QueuePool limit of size 1 overflow 1 reached"):
        engine.connect()
    first.close()
    second.close()
    assert (pool.checkedin(), pool.checkedout()) == (1, 0)
    with engine.connect() as again:
        assert again.connection.dbapi_connection is raw


def test_waiting_checkout_gets_what_comes_back(tmp_path):
    engine = create_engine(url(tmp_path), pool_size=1, max_overflow=0, pool_timeout=5)
    held = engine.connect()
    got = []
    waiter = threading.Thread(target=lambda: got.append(engine.connect().close()))
    waiter.start()
    held.close()
    waiter.join(5)
    assert got == [None]


def test_lost_connection_object_returns_to_the_pool(tmp_path):
    engine = create_engine(url(tmp_path), pool_size=1, max_overflow=0, pool_timeout=0.05)
    engine.connect().execute(text("SELECT 1"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 2")) == 2


def test_memory_database_is_one_per_thread():
    engine = create_engine("sqlite://")
    assert isinstance(engine.pool, SingletonThreadPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER)"))
    with engine.connect() as one, engine.connect() as two:
        assert one.connection.dbapi_connection is two.connection.dbapi_connection
        one.close()
        assert two.scalar(text("SELECT count(*) FROM t")) == 0
    tables = []

    def look():
        with engine.connect() as connection:
            tables.append(connection.scalar(text("SELECT count(*) FROM sqlite_master")))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert tables == [0]


def test_static_pool_shares_memory_between_threads():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER)"))
    counts = []

    def look():
        with engine.connect() as connection:
            counts.append(connection.scalar(text("SELECT count(*) FROM t")))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert counts == [0]


def test_null_and_assertion_pool(tmp_path):
    engine = create_engine(url(tmp_path), poolclass=NullPool)
    opened = []
    event.listen(engine, "connect", lambda raw, entry: opened.append(raw))
    engine.connect().close()
    engine.connect().close()
    assert len(opened) == 2
    engine = create_engine(url(tmp_path), poolclass=AssertionPool)
    with engine.connect(), pytest.raises(AssertionError, match="already checked out"):
        engine.connect()


def test_returned_connection_is_rolled_back(tmp_path):
    engine = create_engine(url(tmp_path), pool_size=1)
    raw = engine.raw_connection()
    raw.cursor().execute("CREATE TABLE t (x INTEGER)")
    raw.cursor().execute("BEGIN")
    raw.cursor().execute("INSERT INTO t VALUES (1)")
    raw.close()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 0


def test_recycle_and_dispose_open_anew(tmp_path):
    engine = create_engine(url(tmp_path), pool_recycle=0)
    with engine.connect() as connection:
        first = connection.connection.dbapi_connection
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection is not first
    engine.dispose()
    assert engine.pool.checkedin() == 0


def test_pre_ping_replaces_dead_connections(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("SQLite has no connection to lose")
    engine = create_engine(any_engine.url, pool_pre_ping=True)
    own, kill = {
        "postgresql": ("SELECT pg_backend_pid()", "SELECT pg_terminate_backend({})"),
        "mariadb": ("SELECT connection_id()", "KILL {}"),
    }[engine.name]
    with engine.connect() as connection:
        number = connection.exec_driver_sql(own).scalar()
    with any_engine.connect() as other:
        other.exec_driver_sql(kill.format(number))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_pool_events_tell_the_life_of_a_connection(tmp_path):
    engine = create_engine(url(tmp_path))
    seen = []
    for name in ("first_connect", "connect", "checkout", "reset", "checkin", "invalidate", "close"):
        event.listen(engine, name, lambda *args, name=name: seen.append(name))
    engine.connect().close()
    engine.connect().close()
    with engine.connect() as connection:
        connection.invalidate()
    assert seen == [
        *("first_connect", "connect", "checkout", "reset", "checkin"),
        *("checkout", "reset", "checkin"),
        *("checkout", "invalidate", "close", "checkin"),
    ]


def test_checkout_listener_may_refuse_a_connection(tmp_path):
    engine = create_engine(url(tmp_path))
    refusals = [DisconnectionError("looks dead")]

    @event.listens_for(engine, "checkout")
    def check(raw, entry, proxy):
        if refusals:
            raise refusals.pop()

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_statements_can_be_watched_and_changed(engine):
    seen = []

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def comment(connection, cursor, statement, parameters, context, executemany):
        return statement + " -- seen", parameters

    @event.listens_for(engine, "after_cursor_execute", named=True)
    def remember(statement, **kw):
        seen.append(statement)

    with engine.connect() as connection:
        own = event.listens_for(connection, "commit")(lambda conn: seen.append("commit"))
        connection.execute(text("SELECT 1"))
        connection.commit()
        assert event.contains(connection, "commit", own)
    with engine.begin():
        pass  # the listener of the other connection is not called
    event.remove(engine, "before_cursor_execute", comment)
    with engine.connect() as connection:
        connection.execute(text("SELECT 2"))
    assert seen == ["SELECT 1 -- seen", "commit", "SELECT 2"]


def test_class_wide_and_single_calls(engine):
    calls = []

    def listener(connection):
        calls.append(connection)

    event.listen(Engine, "engine_connect", listener)
    try:
        engine.connect().close()
    finally:
        event.remove(Engine, "engine_connect", listener)
    engine.connect().close()
    event.listen(engine, "begin", listener, once=True)
    for _ in range(2):
        with engine.begin():
            pass
    assert len(calls) == 2


def test_own_way_to_begin(engine):
    @event.listens_for(engine, "begin")
    def immediately(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        connection.execute(text("INSERT INTO item (name) VALUES ('x')"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM item")) == 1


def test_errors_can_be_replaced(engine):
    @event.listens_for(engine, "handle_error")
    def translate(context):
        return LookupError(f"no such thing: {context.original_exception}")

    with engine.connect() as connection, pytest.raises(LookupError, match="no such table"):
        connection.execute(text("SELECT * FROM nowhere"))


def test_unknown_events_are_refused_with_a_hint(engine):
    with pytest.raises(InvalidRequestError, match="did you mean 'before_execute'"):
        event.listen(engine, "befor_execute", print)
    with pytest.raises(InvalidRequestError, match="has no events"):
        event.listen(object(), "connect", print)


def test_snapshot_and_timeout_say_who_holds_connections():
    pool = QueuePool(lambda: sqlite3.connect(":memory:"), pool_size=1, max_overflow=0, timeout=0.05)
    held = pool.connect()
    (one,) = pool.snapshot()
    assert (one.thread, one.dbapi_connection) == (threading.current_thread().name, held.dbapi_connection)
    with pytest.raises(TimeoutError, match=rf"held by threads '{one.thread}' for 0\.\d s"):
        pool.connect()
    held.close()
    assert pool.snapshot() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_leaves_the_parents_connections_alone(any_engine):
    ask = text("SELECT count(*) FROM eng_parent")
    with any_engine.connect() as idle:
        idle.execute(ask)
    with any_engine.begin() as held:
        held.execute(text("INSERT INTO eng_parent (id, name) VALUES (1, 'a')"))
        with any_engine.connect() as idle:
            raw = idle.connection.dbapi_connection
        child = os.fork()
        if not child:
            try:
                with any_engine.connect() as own:
                    fine = own.connection.dbapi_connection is not raw and own.execute(ask).scalar() == 0
                held.close()  # must not roll the parent's transaction back
            except BaseException:
                fine = False
            os._exit(0 if fine else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert held.execute(ask).scalar() == 1
    with any_engine.connect() as again:
        assert again.execute(ask).scalar() == 1

"""Connection pools, and the events of pools, engines and connections."""

from __future__ import annotations

import gc
import re
import sqlite3
import threading
from contextlib import suppress

import pytest

from isogloss import create_engine, engine_from_config, event, text
from isogloss.engine import Engine
from isogloss.exc import (
    ArgumentError,
    DisconnectionError,
    InvalidRequestError,
    OperationalError,
    SADeprecationWarning,
    TimeoutError,  # noqa: A004
)
from isogloss.pool import AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool

from ...servers import driver_url


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
    with pytest.raises(TimeoutError, match=rf"held by threads '{one.thread}' for \d+\.\d s"):
        pool.connect()
    held.close()
    assert pool.snapshot() == []


def opener(path=":memory:"):
    return sqlite3.connect(path)


@pytest.mark.parametrize("kind", [QueuePool, NullPool, StaticPool, SingletonThreadPool, AssertionPool])
def test_pool_of_a_creator_is_made_anew(kind):
    made = kind(opener).recreate()
    assert type(made) is kind
    assert made.connect().cursor().execute("SELECT 1").fetchone() == (1,)


def test_creator_may_take_the_entry():
    seen = []

    def creator(entry):
        seen.append(entry)
        return opener()

    pool = QueuePool(creator)
    for made in (pool, pool.recreate(), create_engine("sqlite://", creator=creator, poolclass=QueuePool).pool):
        made.connect().record_info["known"] = True
    assert [entry.record_info for entry in seen] == [{"known": True}] * 3
    create_engine("sqlite://", creator=opener).connect().close()


def test_assertion_pool_tells_where_the_connection_went():
    pool = AssertionPool(opener)
    held = pool.connect()
    with pytest.raises(AssertionError, match=r"(?s)already checked out at:.*held = pool\.connect\(\)"):
        pool.connect()
    held.close()
    quiet = AssertionPool(opener, store_traceback=False).recreate()
    held = quiet.connect()
    with pytest.raises(AssertionError, match="already checked out$"):
        quiet.connect()
    held.close()


def test_closed_proxy_says_so():
    proxy = QueuePool(opener).connect()
    proxy.close()
    for use in (proxy.cursor, lambda: proxy.commit()):
        with pytest.raises(InvalidRequestError, match="given back to its pool"):
            use()


def test_ping_without_a_driver_is_refused():
    pool = QueuePool(opener, pre_ping=True)
    pool.connect().close()
    with pytest.raises(NotImplementedError, match="pass dialect= to the pool"):
        pool.connect()


def test_reset_event_knows_a_detached_connection(tmp_path):
    engine, states = create_engine(url(tmp_path)), []
    event.listen(engine, "reset", lambda raw, entry, state: states.append((entry is None, state.terminate_only)))
    engine.connect().close()
    with engine.connect() as connection:
        connection.detach()
    assert states == [(False, False), (True, True)]


def test_debug_shows_what_goes_in_and_out(tmp_path, caplog):
    engine = create_engine(url(tmp_path), echo_pool="debug", pool_size=1, pool_logging_name="mine")
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    proxy = engine.raw_connection()
    proxy.invalidate(soft=True)
    proxy.close()
    engine.raw_connection().close()
    engine.dispose()
    assert {record.name for record in caplog.records} == {"isogloss.pool.QueuePool.mine"}
    lines = [re.sub(r" <.*>", "", record.getMessage()) for record in caplog.records]
    assert lines == [
        "Created new connection",
        "Connection checked out from pool",
        "Connection being returned to pool",
        "Connection reset, transaction already reset",
        "Connection checked out from pool",
        "Soft Invalidate connection",
        "Connection being returned to pool",
        "Connection rollback-on-return",
        "Connection invalidated due to local soft invalidation; recycling",
        "Closing connection",
        "Created new connection",
        "Connection checked out from pool",
        "Connection being returned to pool",
        "Connection rollback-on-return",
        "Closing connection",
        "Pool disposed. Pool size: 1  Connections in pool: 0 Current Overflow: -1 Current Checked out connections: 0",
        "Pool recreating",
    ]


def test_rollback_can_be_spared_in_autocommit():
    def rollbacks(**options):
        engine = create_engine(driver_url("mariadb+pymysql"), isolation_level="AUTOCOMMIT", pool_size=1, **options)
        counter = text("SHOW SESSION STATUS LIKE 'Com_rollback'")
        with engine.connect() as connection:
            before = int(connection.execute(counter).one()[1])
        with engine.connect() as connection:
            connection.rollback()
            found = int(connection.execute(counter).one()[1]) - before
        engine.dispose()
        return found

    assert rollbacks() > 0
    assert rollbacks(skip_autocommit_rollback=True) == 0


@pytest.mark.parametrize("echo", ["loud", "DEBUG"])
def test_unknown_echo_is_refused(echo):
    with pytest.raises(ArgumentError, match="True, False or 'debug'"):
        create_engine("sqlite://", echo=echo)


def test_argument_of_another_pool_is_not_called_misspelt():
    with pytest.raises(TypeError, match="'max_overflow' sent to create_engine") as caught:
        create_engine("sqlite://", max_overflow=3)
    assert "did you mean" not in str(caught.value)
    with pytest.raises(TypeError, match="did you mean 'pool_size'"):
        create_engine("sqlite://", pool_sise=3)
    with pytest.raises(ArgumentError, match="may only be set to True"):
        create_engine("sqlite://", future=False)


def test_listeners_may_take_the_arguments_of_earlier_versions(tmp_path):
    engine, seen = create_engine(url(tmp_path)), []
    with pytest.warns(SADeprecationWarning, match="as in earlier versions") as warned:
        event.listen(engine, "reset", lambda raw, entry: seen.append(("reset", raw)))
        event.listen(engine, "engine_connect", lambda conn, branch: seen.append(("connect", branch)))

        @event.listens_for(engine, "before_execute", retval=True)
        def before(conn, statement, multiparams, params):
            seen.append(("before", params))
            return statement, multiparams, {"x": 2}

        event.listen(engine, "after_execute", lambda c, s, m, p, result: seen.append(("after", p)))
    assert len(warned) == 4 and warned[0].filename == __file__
    event.listen(engine, "checkin", lambda *args: seen.append(("checkin", len(args))))
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert connection.scalar(text("SELECT :x"), {"x": 1}) == 2
    expected = [("connect", False), ("before", {"x": 1}), ("after", {"x": 2}), ("reset", raw), ("checkin", 2)]
    assert seen == expected
    event.remove(engine, "before_execute", before)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT :x"), {"x": 1}) == 1


def test_value_that_is_not_used_is_refused(tmp_path):
    with pytest.raises(ArgumentError, match="drop retval=True"):
        event.listen(create_engine(url(tmp_path)), "begin", print, retval=True)


def test_connection_that_is_out_while_its_pool_is_disposed_is_closed_when_it_returns(tmp_path):
    engine = create_engine(url(tmp_path), pool_size=2)
    with engine.connect() as held:
        raw, pool = held.connection.dbapi_connection, engine.pool
        engine.dispose()
        assert held.scalar(text("SELECT 1")) == 1
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        raw.execute("SELECT 1")
    pool.connect().close()  # it still serves
    assert pool.checkedin() == 1


def test_entry_is_not_in_use_when_it_is_checked_in(tmp_path):
    engine, seen = create_engine(url(tmp_path)), []
    event.listen(engine, "checkout", lambda raw, entry, proxy: seen.append(entry.in_use))
    event.listen(engine, "checkin", lambda raw, entry: seen.append(entry.in_use))
    engine.connect().close()
    assert seen == [True, False]
    configured = engine_from_config(
        {"sqlalchemy.url": url(tmp_path), "sqlalchemy.skip_autocommit_rollback": "no", "sqlalchemy.pool_size": "3"}
    )
    assert configured.pool._skip_autocommit_rollback is False and configured.pool.size() == 3


@pytest.mark.parametrize("where", ["first_connect", "connect", "checkout", "invalidate", "close", "close_detached"])
def test_connection_whose_listener_has_failed_is_not_used_again(where):
    closed = []

    class Raw(sqlite3.Connection):
        def close(self):
            closed.append(self)
            super().close()

    pool = QueuePool(lambda: sqlite3.connect(":memory:", factory=Raw), pool_size=1, max_overflow=0, timeout=0.05)
    used = []

    def fail(raw, *args):
        used.append(raw)
        raise ValueError("not in the mood")

    event.listen(pool, where, fail)
    for _ in range(2):
        with suppress(ValueError):
            proxy = pool.connect()
            try:
                proxy.detach() if where == "close_detached" else proxy.invalidate()
            finally:
                proxy.close()
    assert len(used) == 2 and used[0] is not used[1] and closed == used
    event.remove(pool, where, fail)
    assert pool.checkedout() == 0 and pool.connect().dbapi_connection not in used


def test_pool_without_timeout_waits_until_a_connection_comes_back():
    pool = QueuePool(opener, pool_size=1, max_overflow=0, timeout=None)
    held = pool.connect()
    threading.Timer(0.05, held.close).start()
    assert pool.connect().is_valid


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"pool_size": -1}, "'pool_size' of a pool is a whole number that is not below 0, not -1"),
        ({"pool_size": "3"}, "'pool_size' of a pool is a whole number that is not below 0, not '3'"),
        ({"pool_size": 1.5}, "'pool_size' of a pool is a whole number that is not below 0, not 1.5"),
        ({"max_overflow": -2}, "'max_overflow' of a pool is a whole number that is not below -1, not -2"),
        ({"timeout": -1}, "'timeout' of a pool is a number that is not below 0, not -1"),
        ({"timeout": "3"}, "'timeout' of a pool is a number that is not below 0, not '3'"),
        ({"recycle": None}, "'recycle' of a pool is a number, not None"),
    ],
)
def test_numbers_that_no_pool_can_have_are_refused_at_once(wrong, says):
    with pytest.raises(ArgumentError, match=re.escape(says)):
        QueuePool(opener, **wrong)


def test_pool_that_keeps_every_connection_has_no_overflow():
    pool = QueuePool(opener, pool_size=0)
    held = [pool.connect() for _ in range(7)]
    assert (pool.overflow(), pool.checkedout()) == (0, 7)
    for one in held:
        one.close()
    assert (pool.overflow(), pool.checkedin()) == (0, 7)
    pool.dispose()
    assert (pool.overflow(), pool.checkedin()) == (0, 0)


@pytest.mark.parametrize("kind", [QueuePool, NullPool, StaticPool, SingletonThreadPool, AssertionPool])
def test_failing_listener_of_a_lost_connection_leaves_no_closed_one_behind(kind):
    pool, raws = kind(opener), []

    def fail(raw, *args):
        raws.append(raw)
        raise ValueError("not in the mood")

    event.listen(pool, "invalidate", fail)
    proxy = pool.connect()
    with pytest.raises(ValueError, match="mood"):
        proxy.invalidate()
    assert not proxy.is_valid
    proxy.close()
    event.remove(pool, "invalidate", fail)
    again = pool.connect()
    assert again.dbapi_connection not in raws
    again.cursor().execute("SELECT 1")


def test_dispose_closes_every_connection_whatever_a_listener_raises():
    closed, pool = [], QueuePool(opener, pool_size=3)
    held = [pool.connect() for _ in range(3)]
    raws = [one.dbapi_connection for one in held]
    for one in held:
        one.close()

    def fail(raw, entry):
        closed.append(raw)
        raise ValueError("not in the mood")

    event.listen(pool, "close", fail)
    with pytest.raises(ValueError, match="mood"):
        pool.dispose()
    assert set(closed) == set(raws) and pool.checkedin() == 0
    for raw in raws:
        with pytest.raises(sqlite3.ProgrammingError):
            raw.execute("SELECT 1")


def test_connection_that_cannot_be_prepared_is_closed(tmp_path):
    closed = []

    class Raw(sqlite3.Connection):
        def create_function(self, *args, **kw):
            raise sqlite3.OperationalError("no room")

        def close(self):
            closed.append(self)
            super().close()

    engine = create_engine(url(tmp_path), connect_args={"factory": Raw})
    with pytest.raises(OperationalError, match="no room"):
        engine.connect()
    assert len(closed) == 1 and engine.pool.checkedout() == 0


def test_object_that_opened_a_connection_and_was_lost_gives_it_back(any_engine):
    any_engine.dispose()

    def lose():
        any_engine.connect().exec_driver_sql("SELECT 1").all()

    lose()
    gc.collect()
    assert any_engine.pool.checkedout() == 0 and any_engine.pool.checkedin() == 1


def test_connection_of_a_thread_is_closed_with_it(tmp_path):
    engine = create_engine(url(tmp_path), poolclass=SingletonThreadPool)
    opened, closed = [], []
    event.listen(engine, "connect", lambda raw, entry: opened.append(raw))
    event.listen(engine, "close", lambda raw, entry: closed.append(raw))

    def use():
        for _ in range(2):
            with engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")

    use()
    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4 and set(closed) == set(opened[1:])
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection is opened[0]
    engine.dispose()
    assert set(closed) == set(opened)

"""Errors of the database, with their structure; and running a transaction again."""

from __future__ import annotations

import pickle
import sqlite3
import threading

import pytest

from isogloss import (
    Column,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    exc,
    insert,
    make_url,
    text,
)
from isogloss.exc import (
    ConstraintKind,
    DBAPIError,
    IntegrityError,
    InvalidRequestError,
    OperationalError,
    PendingRollbackError,
    ProgrammingError,
    StatementError,
)
from isogloss.orm import sessionmaker

from ...private_postgres import private_url

UNIQUE, FOREIGN_KEY, NOT_NULL = ConstraintKind.UNIQUE, ConstraintKind.FOREIGN_KEY, ConstraintKind.NOT_NULL


@pytest.mark.parametrize(
    ("statement", "kind", "name", "columns"),
    [
        ("INSERT INTO eng_parent (id, name) VALUES (2, 'a')", UNIQUE, "eng_name", ("name",)),
        ("INSERT INTO eng_parent (id, name) VALUES (1, 'b')", ConstraintKind.PRIMARY_KEY, None, ("id",)),
        ("INSERT INTO eng_parent (id, name) VALUES (2, NULL)", NOT_NULL, None, ("name",)),
        ("INSERT INTO eng_parent (id, name, price) VALUES (2, 'b', -1)", ConstraintKind.CHECK, "eng_price", ()),
        ("INSERT INTO eng_child (id, parent_id) VALUES (1, 99)", FOREIGN_KEY, "eng_fk", ("parent_id",)),
    ],
    ids=["unique", "primary key", "not null", "check", "foreign key"],
)
def test_integrity_errors_say_which_constraint(any_engine, statement, kind, name, columns):
    with any_engine.connect() as connection:
        if any_engine.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = ON"))
        connection.execute(text("INSERT INTO eng_parent (id, name) VALUES (1, 'a')"))
        with pytest.raises(IntegrityError) as caught:
            connection.execute(text(statement))
    error = caught.value
    assert error.kind is kind
    # what a server does not tell stays empty, but is never something else
    assert error.column_names in (columns, ())
    if name is not None:
        assert error.constraint_name in (name, None)
    assert error.constraint_name or error.column_names or any_engine.name == "sqlite"
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.kind) == (str(error), kind)


@pytest.mark.parametrize("read", ["all", "first", "iterate"])
def test_an_error_behind_the_first_result_of_a_procedure_is_told(any_engine, read):
    if any_engine.name != "mariadb" or any_engine.dialect.driver.name == "mariadbconnector":
        pytest.skip(
            "only procedures of MariaDB return rows and go on; its connector 1.1.14 takes the error for the end"
        )
    with any_engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO eng_parent (name) VALUES ('a')")
        connection.exec_driver_sql(
            "CREATE OR REPLACE PROCEDURE eng_fails() BEGIN SELECT 1; INSERT INTO eng_parent (name) VALUES ('a'); END"
        )
    try:
        with any_engine.connect() as connection:
            found = connection.execute(text("CALL eng_fails()"))
            with pytest.raises(IntegrityError, match="Duplicate entry 'a'"):
                list(found) if read == "iterate" else getattr(found, read)()
            assert connection.scalar(text("SELECT 1")) == 1
    finally:
        with any_engine.begin() as connection:
            connection.exec_driver_sql("DROP PROCEDURE eng_fails")


def test_message_shows_statement_and_parameters(engine):
    with engine.connect() as connection:
        insert = text("INSERT INTO item (id, name) VALUES (:id, :name)")
        connection.execute(insert, {"id": 1, "name": "a"})
        with pytest.raises(IntegrityError) as caught:
            connection.execute(insert, {"id": 2, "name": "a"})
        assert str(caught.value) == (
            "(sqlite3.IntegrityError) UNIQUE constraint failed: item.name\n"
            "[SQL: INSERT INTO item (id, name) VALUES (?, ?)]\n"
            "[parameters: (2, 'a')]"
        )
        assert caught.value.table_name == "item"
        with pytest.raises(IntegrityError) as caught:
            connection.execute(insert, [{"id": number, "name": "a"} for number in range(10, 40)])
        assert "(17, 'a')  ... displaying 10 of 30 total bound parameter sets ...  (38, 'a')" in str(caught.value)


def test_missing_table(any_engine):
    with any_engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT * FROM no_such_table_here"))
    assert isinstance(caught.value, OperationalError if any_engine.name == "sqlite" else ProgrammingError)
    assert caught.value.orig is caught.value.__cause__


def test_deadlocked_transactions_are_run_again(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("SQLite lets one writer in at a time")
    with any_engine.begin() as connection:
        connection.execute(text("INSERT INTO eng_parent (id, name, price) VALUES (1, 'a', 1), (2, 'b', 1)"))
    both_hold_one = threading.Barrier(2)
    failures = []

    def work(first, second):
        tries = []

        def raise_prices(connection):
            tries.append(1)
            raise_one = text("UPDATE eng_parent SET price = price + 1 WHERE id = :id")
            connection.execute(raise_one, {"id": first})
            if len(tries) == 1:
                both_hold_one.wait(10)
            connection.execute(raise_one, {"id": second})

        try:
            any_engine.run(raise_prices, retries=5)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=order) for order in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with any_engine.connect() as connection:
        assert connection.scalars(text("SELECT price FROM eng_parent")).all() == [3, 3]


def in_two_transactions(engine, work):
    """Run ``work(connection, number, attempt, meet)`` in two threads at once; return the attempts that each needed."""
    barrier, attempts, failures = threading.Barrier(2), [0, 0], []

    def one(number):
        def attempt(connection):
            attempts[number] += 1
            meet = barrier.wait if attempts[number] == 1 else lambda timeout: None
            work(connection, number, meet)

        try:
            engine.run(attempt, retries=5)
        except Exception as error:
            failures.append(error)
            barrier.abort()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    return attempts


PAIR = text("INSERT INTO eng_parent (id, name, price) VALUES (1, 'a', 1), (2, 'b', 1)")


def test_a_serialization_failure_at_a_statement_is_run_again(any_engine):
    if any_engine.name != "postgresql":
        return  # the others lock rows that are read, or deadlock: see above
    with any_engine.begin() as connection:
        connection.execute(PAIR)

    def add(connection, number, meet):
        price = connection.scalar(text("SELECT price FROM eng_parent WHERE id = 1"))
        meet(10)
        connection.execute(text("UPDATE eng_parent SET price = :p WHERE id = 1"), {"p": price + 1})

    attempts = in_two_transactions(any_engine.execution_options(isolation_level="REPEATABLE READ"), add)
    assert sorted(attempts) == [1, 2]
    with any_engine.connect() as connection:
        assert connection.scalar(text("SELECT price FROM eng_parent WHERE id = 1")) == 3


def test_a_serialization_failure_at_commit_is_run_again(any_engine):
    """Write skew: each reads what the other writes, and neither meets the other before COMMIT."""
    if any_engine.name != "postgresql":
        return
    with any_engine.begin() as connection:
        connection.execute(PAIR)
    failed_at = []
    engine = any_engine.execution_options(isolation_level="SERIALIZABLE")
    event.listen(engine, "handle_error", lambda context: failed_at.append(context.statement))

    def skew(connection, number, meet):
        total = connection.scalar(text("SELECT sum(price) FROM eng_parent"))
        meet(10)
        connection.execute(text("UPDATE eng_parent SET price = :p WHERE id = :id"), {"p": total * 10, "id": number + 1})
        meet(10)  # both have written: only COMMIT is left

    attempts = in_two_transactions(engine, skew)
    assert sorted(attempts) == [1, 2]
    assert failed_at == [None], "the error came with COMMIT, which is no statement of the user's"
    with any_engine.connect() as connection:
        prices = connection.scalars(text("SELECT price FROM eng_parent ORDER BY price")).all()
    assert prices == [20, 210], "as if one had come after the other"


def test_a_lock_that_is_not_to_be_had_is_asked_for_again(any_engine):
    if any_engine.name == "sqlite":
        return
    with any_engine.begin() as connection:
        connection.execute(PAIR)
    tries = []
    with any_engine.connect() as holder:
        holder.execute(text("UPDATE eng_parent SET price = 5 WHERE id = 1"))

        def change(connection):
            tries.append(1)
            if len(tries) == 2:
                holder.commit()
            locked = connection.execute(text("SELECT price FROM eng_parent WHERE id = 1 FOR UPDATE NOWAIT"))
            connection.execute(text("UPDATE eng_parent SET price = :p WHERE id = 1"), {"p": locked.scalar_one() + 1})

        any_engine.run(change)
    assert len(tries) == 2
    with any_engine.connect() as connection:
        assert connection.scalar(text("SELECT price FROM eng_parent WHERE id = 1")) == 6


def test_run_gives_up_in_the_end_and_leaves_nothing(any_engine):
    if any_engine.name == "sqlite":
        return
    with any_engine.begin() as connection:
        connection.execute(PAIR)
    tries = []
    with any_engine.connect() as holder:
        holder.execute(text("UPDATE eng_parent SET price = 5 WHERE id = 1"))

        def change(connection):
            tries.append(1)
            connection.execute(text("UPDATE eng_parent SET price = 9 WHERE id = 2"))
            connection.execute(text("SELECT price FROM eng_parent WHERE id = 1 FOR UPDATE NOWAIT"))

        with pytest.raises(OperationalError) as caught:
            any_engine.run(change, retries=2, delay=0.001)
        assert caught.value.is_retryable and len(tries) == 3
    with any_engine.connect() as connection:
        assert connection.scalars(text("SELECT price FROM eng_parent ORDER BY id")).all() == [1, 1]


def test_a_listener_says_what_may_be_tried_again(engine):
    tries = []

    @event.listens_for(engine, "handle_error")
    def judge(context):
        if "flaky" in context.statement:
            context.is_retryable = True

    def work(connection):
        tries.append(1)
        return connection.scalar(text("SELECT 1" if len(tries) == 3 else "SELECT 1 FROM flaky"))

    assert engine.run(work, delay=0.001) == 1
    assert len(tries) == 3
    with engine.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.execute(text("SELECT 1 FROM flaky"))
    assert caught.value.is_retryable
    with pytest.raises(OperationalError, match="steady"):
        engine.run(lambda connection: connection.execute(text("SELECT 1 FROM steady")))


def test_a_session_is_fresh_in_each_attempt(any_engine):
    if any_engine.name == "sqlite":
        return
    with any_engine.begin() as connection:
        connection.execute(PAIR)
    seen = []
    with any_engine.connect() as holder:
        holder.execute(text("UPDATE eng_parent SET price = 5 WHERE id = 1"))

        def change(session):
            seen.append(session)
            if len(seen) == 2:
                holder.rollback()
            session.execute(text("SELECT price FROM eng_parent WHERE id = 1 FOR UPDATE NOWAIT"))
            return "done"

        assert sessionmaker(any_engine).run(change) == "done"
    assert len(seen) == 2 and seen[0] is not seen[1]


def test_run_raises_what_cannot_be_helped(engine):
    tries = []

    def insert_nothing(connection):
        tries.append(1)
        connection.execute(text("INSERT INTO item (name) VALUES (NULL)"))

    with pytest.raises(IntegrityError):
        engine.run(insert_nothing)
    assert len(tries) == 1
    assert engine.run(lambda connection: connection.scalar(text("SELECT 5"))) == 5


def test_codes_are_those_of_the_reference():
    theirs = pytest.importorskip("sqlalchemy.exc")
    for name in ("StatementError", *(name for name in dir(exc) if name.endswith(("Error", "Required", "Greenlet")))):
        code = getattr(getattr(theirs, name, None), "code", None)
        assert getattr(getattr(exc, name), "code", None) == code, name


def test_codes_of_single_errors(engine):
    with engine.connect() as connection:
        with pytest.raises(StatementError) as missing:
            connection.execute(text("SELECT :a"), {"b": 1})
        connection.begin()
        connection.invalidate()
        with pytest.raises(PendingRollbackError) as pending:
            connection.execute(text("SELECT 1"))
    assert (missing.value.code, missing.value.orig.code, pending.value.code) == ("cd3x", "cd3x", "8s2b")
    assert pickle.loads(pickle.dumps(missing.value)).code == "cd3x"
    assert missing.value.ismulti is False
    assert "[parameters: [{'b': 1}]]" in str(missing.value)


def test_errors_of_parameters_are_handled_too(engine):
    seen = []

    class Mine(Exception):
        pass

    @event.listens_for(engine, "handle_error")
    def handle(context):
        seen.append((type(context.original_exception), context.statement, context.is_disconnect, context.cursor))
        return Mine("told") if isinstance(context.sqlalchemy_exception, StatementError) else None

    with engine.connect() as connection:
        for parameters in ({"b": 1}, [{"a": 1}, {"b": 1}]):
            with pytest.raises(Mine, match="told") as caught:
                connection.execute(text("UPDATE item SET price = :a"), parameters)
            assert isinstance(caught.value.__cause__, InvalidRequestError)
        connection.exec_driver_sql("SELECT 1")
    assert seen == [(InvalidRequestError, "UPDATE item SET price = ?", False, None)] * 2


def test_raw_connections_raise_what_the_driver_raises(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/nowhere/x.db")
    with pytest.raises(sqlite3.OperationalError):
        engine.raw_connection()
    with pytest.raises(OperationalError):
        engine.connect()


def test_listener_may_call_a_connection_lost_when_its_ping_fails(tmp_path):
    seen, lost = [], []

    class Refused(sqlite3.OperationalError):
        pass

    class Raw(sqlite3.Connection):
        """A connection whose server answers in a way that no driver knows."""

        def ping(self):
            raise Refused("read-only replica")

    engine = create_engine(f"sqlite:///{tmp_path}/x.db", pool_pre_ping=True, connect_args={"factory": Raw})
    engine.pool._driver.ping = lambda raw: raw.ping()

    @event.listens_for(engine, "handle_error")
    def handle(context):
        seen.append((type(context.original_exception), context.is_pre_ping, context.connection))
        context.is_disconnect = bool(lost)

    engine.connect().close()
    with pytest.raises(OperationalError, match="read-only replica"):
        engine.connect()
    lost.append(True)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()
    engine.connect().close()
    engine.connect().close()
    assert seen == [(Refused, True, None)] * 3
    assert engine.pool.checkedin() == 1


def test_rows_of_an_invalidated_connection_are_lost_with_it(engine):
    with engine.connect() as connection:
        result = connection.execute(text("SELECT 1"))
        connection.invalidate()
        with pytest.raises(ProgrammingError, match="closed database") as caught:
            result.fetchall()
    assert caught.value.is_disconnect and caught.value.connection_invalidated


def test_known_loss_at_a_ping_is_shown_to_listeners(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("a ping of SQLite asks nothing")
    engine = create_engine(any_engine.url, pool_pre_ping=True)
    seen = []

    @event.listens_for(engine, "handle_error")
    def handle(context):
        seen.append((context.is_pre_ping, context.is_disconnect))

    asks = {"mariadb": "SELECT connection_id()", "postgresql": "SELECT pg_backend_pid()"}[engine.name]
    kill = {"mariadb": "KILL {}", "postgresql": "SELECT pg_terminate_backend({})"}[engine.name]
    with engine.connect() as connection:
        number = connection.scalar(text(asks))
    with any_engine.connect() as other:
        other.exec_driver_sql(kill.format(number))
    with engine.connect() as connection:
        assert connection.scalar(text(asks)) != number
    assert seen == [(True, True)]
    engine.dispose()


def test_no_value_passes_for_the_name_of_a_constraint(any_engine):
    value = "for key 'z'"
    with any_engine.connect() as connection:
        insert = text("INSERT INTO eng_parent (id, name) VALUES (:id, :name)")
        connection.execute(insert, {"id": 1, "name": value})
        with pytest.raises(IntegrityError) as caught:
            connection.execute(insert, {"id": 2, "name": value})
    assert caught.value.constraint_name == (None if any_engine.name == "sqlite" else "eng_name")


def test_a_check_without_a_name_has_none(tmp_path):
    with create_engine(f"sqlite:///{tmp_path}/x.db").connect() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER CHECK (a > 0), CONSTRAINT low CHECK (a < 9))"))
        for value, name in ((0, None), (9, "low")):
            with pytest.raises(IntegrityError) as caught:
                connection.execute(text("INSERT INTO t VALUES (:a)"), {"a": value})
            assert (caught.value.kind, caught.value.constraint_name) == (ConstraintKind.CHECK, name)


def test_names_are_read_in_the_mode_ansi_quotes(any_engine):
    if any_engine.name != "mariadb":
        pytest.skip("ANSI_QUOTES is a mode of MariaDB alone")
    with any_engine.connect() as connection:
        connection.exec_driver_sql("SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')")
        with pytest.raises(IntegrityError) as caught:
            connection.execute(text("INSERT INTO eng_child (id, parent_id) VALUES (1, 99)"))
        assert (caught.value.constraint_name, caught.value.column_names) == ("eng_fk", ("parent_id",))
        with pytest.raises(IntegrityError) as caught:
            connection.execute(text("INSERT INTO eng_parent (id, name, price) VALUES (2, 'b', -1)"))
        assert caught.value.constraint_name == "eng_price"
        connection.invalidate()


@pytest.mark.parametrize("which", ["before_cursor_execute", "after_cursor_execute"])
def test_what_listeners_raise_is_theirs(any_engine, which):
    class Forbidden(Exception):
        pass

    def forbid(connection, cursor, statement, *rest):
        if "eng_parent" in statement:
            raise Forbidden(statement)

    event.listen(any_engine, which, forbid)
    with any_engine.connect() as connection:
        with pytest.raises(Forbidden):
            connection.execute(text("SELECT * FROM eng_parent"))
        with pytest.raises(Forbidden):
            connection.execute(text("SELECT * FROM eng_parent"), execution_options={"stream_results": True})
        assert connection.scalar(text("SELECT 1")) == 1
    event.remove(any_engine, which, forbid)


def test_a_transaction_that_the_server_has_ended_takes_no_more(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/x.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER PRIMARY KEY ON CONFLICT ROLLBACK)"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
    ended = "The server has rolled back the whole transaction"
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO t VALUES (2)"))
        with pytest.raises(IntegrityError, match="UNIQUE"), connection.begin_nested():
            connection.execute(text("INSERT INTO t VALUES (1)"))
        for step in (lambda: connection.execute(text("INSERT INTO t VALUES (3)")), connection.commit):
            with pytest.raises(PendingRollbackError, match=ended):
                step()
        connection.rollback()
        connection.execute(text("INSERT INTO t VALUES (4)"))
        connection.commit()
    with pytest.raises(PendingRollbackError, match=ended), engine.begin() as connection:
        connection.execute(text("INSERT INTO t VALUES (5)"))
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO t VALUES (1)"))
    with sessionmaker(engine)() as session:
        session.execute(text("INSERT INTO t VALUES (6)"))
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(text("INSERT INTO t VALUES (1)"))
        with pytest.raises(PendingRollbackError, match=ended):
            session.commit()
        session.rollback()
        assert session.scalars(text("SELECT a FROM t")).all() == [1, 4]


def test_a_deadlock_inside_a_savepoint_is_told_as_such(any_engine):
    """MariaDB rolls back the whole transaction, PostgreSQL leaves what was before the savepoint."""
    if any_engine.name == "sqlite":
        pytest.skip("SQLite has one writer at a time, and no deadlocks")
    change = text("UPDATE eng_parent SET price = price + 1 WHERE id = :id")
    with any_engine.begin() as connection:
        insert = text("INSERT INTO eng_parent (id, name, price) VALUES (:id, :name, 1)")
        connection.execute(insert, [{"id": n, "name": str(n)} for n in range(1, 60)])
    met = threading.Barrier(2)

    def other():
        with any_engine.begin() as connection:
            connection.execute(text("UPDATE eng_parent SET price = 9 WHERE id > 2"))  # the heavier one survives
            connection.execute(change, {"id": 2})
            met.wait(10)
            connection.execute(change, {"id": 1})

    thread = threading.Thread(target=other)
    thread.start()
    with any_engine.connect() as connection:
        if any_engine.name == "postgresql":
            connection.exec_driver_sql("SET deadlock_timeout = '50ms'")
        connection.execute(change, {"id": 1})
        with pytest.raises(OperationalError, match="(?i)deadlock") as caught, connection.begin_nested():
            met.wait(10)
            if any_engine.name == "postgresql":
                thread.join(0.5)  # who waits last finds the deadlock
            connection.execute(change, {"id": 2})
        assert caught.value.is_retryable
        if any_engine.name == "mariadb":
            with pytest.raises(PendingRollbackError, match="The server has rolled back"):
                connection.commit()
            connection.rollback()
        else:
            connection.commit()
    thread.join(10)
    with any_engine.connect() as connection:
        prices = connection.execute(text("SELECT price FROM eng_parent WHERE id < 3 ORDER BY id")).scalars().all()
    assert prices == [2 if any_engine.name == "mariadb" else 3, 2]


def test_odd_names_are_told_as_they_are(any_engine):
    odd = Table(
        "odd.table",
        MetaData(),
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("a,b", Integer, nullable=False),
        Column("c (d)", Integer),
        UniqueConstraint("a,b", "c (d)", name="a key.Ünï"),
    )
    odd.metadata.drop_all(any_engine)
    odd.metadata.create_all(any_engine)
    try:
        with any_engine.connect() as connection:
            connection.execute(odd.insert(), {"id": 1, "a,b": 1, "c (d)": 1})
            with pytest.raises(IntegrityError) as caught, connection.begin_nested():
                connection.execute(odd.insert(), {"id": 2, "a,b": 1, "c (d)": 1})
            double = caught.value
            with pytest.raises(IntegrityError) as caught, connection.begin_nested():
                connection.execute(insert(odd).values({"id": 2, "c (d)": 1, "a,b": None}))
    finally:
        odd.metadata.drop_all(any_engine)
    assert (double.kind, caught.value.kind) == (UNIQUE, NOT_NULL)
    if any_engine.name != "sqlite":  # it writes table and column with a dot between them, and a list with commas
        assert double.constraint_name == "a key.Ünï" and double.table_name in ("odd.table", None)
        assert double.column_names in (("a,b", "c (d)"), ())
        assert caught.value.column_names == ("a,b",)


@pytest.mark.parametrize("driver", ["psycopg", "psycopg2"])
def test_whatever_ends_the_session_is_a_lost_connection(driver):
    """Ask PostgreSQL 17 or newer, whose transaction_timeout ends the session with an SQLSTATE of its own."""
    engine = create_engine(make_url(private_url(18)).set(drivername=f"postgresql+{driver}"))
    with engine.connect() as connection:
        connection.exec_driver_sql("SET transaction_timeout = 50")
        connection.commit()
        with pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql("SELECT pg_sleep(5)")
        assert caught.value.is_disconnect and connection.invalidated
        connection.rollback()
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()


def test_commit_after_a_failed_statement_stores_what_it_can_or_says_so(any_engine):
    ask = text("SELECT name FROM eng_parent ORDER BY name")
    aborts = any_engine.name == "postgresql"
    with any_engine.connect() as connection:
        connection.execute(text("INSERT INTO eng_parent (name) VALUES ('a')"))
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO eng_parent (name) VALUES ('a')"))
        if aborts:
            with pytest.raises(DBAPIError, match="cannot be committed: nothing of it is stored") as caught:
                connection.commit()
            assert "begin_nested" in str(caught.value) and not caught.value.is_disconnect
            with pytest.raises(PendingRollbackError):
                connection.execute(ask)
            connection.rollback()
        else:
            connection.commit()
        assert connection.execute(ask).scalars().all() == ([] if aborts else ["a"])
        connection.rollback()
        with connection.begin():
            connection.execute(text("INSERT INTO eng_parent (name) VALUES ('b')"))
            with pytest.raises(IntegrityError), connection.begin_nested():
                connection.execute(text("INSERT INTO eng_parent (name) VALUES ('b')"))
        assert connection.execute(ask).scalars().all() == (["b"] if aborts else ["a", "b"])


def test_savepoint_that_ddl_has_ended_is_explained(any_engine):
    if any_engine.name != "mariadb":
        pytest.skip("its DDL is part of the transaction")
    with any_engine.connect() as connection:
        savepoint = connection.begin_nested()
        connection.exec_driver_sql("CREATE TABLE eng_commits (id INTEGER)")
        with pytest.raises(DBAPIError, match="a statement that commits by itself"):
            savepoint.commit()
        connection.rollback()
        connection.exec_driver_sql("DROP TABLE eng_commits")
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1

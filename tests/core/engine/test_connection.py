"""Connections and transactions on a real database."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from isogloss import create_engine, event, text
from isogloss.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InvalidRequestError,
    ObjectNotExecutableError,
    OperationalError,
    PendingRollbackError,
    ResourceClosedError,
    StatementError,
    UnsupportedByDialect,
)

from ...servers import driver_url

INSERT = text("INSERT INTO eng_parent (id, name) VALUES (:id, :name)")
COUNT = text("SELECT count(*) FROM eng_parent")


def count(engine):
    with engine.connect() as connection:
        return connection.scalar(COUNT)


def test_commit_as_you_go(any_engine):
    with any_engine.connect() as connection:
        connection.execute(INSERT, {"id": 1, "name": "a"})
        assert connection.in_transaction()
        connection.commit()
        assert not connection.in_transaction()
        connection.execute(INSERT, [{"id": 2, "name": "b"}, {"id": 3, "name": "c"}])
    assert count(any_engine) == 1  # what was not committed is rolled back


def test_begin_once(any_engine):
    with any_engine.begin() as connection:
        connection.execute(INSERT, {"id": 1, "name": "a"})
    with pytest.raises(ZeroDivisionError), any_engine.begin() as connection:
        connection.execute(INSERT, {"id": 2, "name": "b"})
        _ = 1 / 0
    assert count(any_engine) == 1


def test_savepoints_nest(any_engine):
    with any_engine.begin() as connection:
        connection.execute(INSERT, {"id": 1, "name": "a"})
        with connection.begin_nested():
            connection.execute(INSERT, {"id": 2, "name": "b"})
            inner = connection.begin_nested()
            connection.execute(INSERT, {"id": 3, "name": "c"})
            assert connection.get_nested_transaction() is inner
            inner.rollback()
            connection.execute(INSERT, {"id": 4, "name": "d"})
        assert connection.in_transaction()
        assert not connection.in_nested_transaction()
    assert count(any_engine) == 3


def test_ddl_is_part_of_a_sqlite_transaction(engine):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE gone (x INTEGER)"))
        connection.rollback()
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'gone'")) == 0


def test_pragma_is_sent_before_the_transaction_starts(engine):
    with engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = ON"))
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        connection.execute(text("SELECT 1"))
        assert connection.connection.dbapi_connection.in_transaction


def test_wrong_order_of_things_is_explained(engine):
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(InvalidRequestError, match="can't call begin"):
            connection.begin()
        with pytest.raises(InvalidRequestError, match="isolation_level may not be altered"):
            connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.rollback()
        with connection.begin() as transaction:
            transaction.rollback()
            with pytest.raises(InvalidRequestError, match="closed transaction inside context manager"):
                connection.execute(text("SELECT 1"))
        transaction = connection.begin()
        transaction.commit()
        with pytest.raises(InvalidRequestError, match="This transaction is inactive"):
            transaction.commit()
    for use in (lambda: connection.execute(text("SELECT 1")), connection.begin, connection.invalidate):
        with pytest.raises(ResourceClosedError, match="This Connection is closed"):
            use()


def test_only_statements_are_executed(engine):
    with engine.connect() as connection:
        with pytest.raises(ObjectNotExecutableError, match=r"wrap SQL in text\(\)"):
            connection.execute("SELECT 1")
        with pytest.raises(ObjectNotExecutableError):
            connection.execute(None)
        with pytest.raises(ArgumentError, match="only of dictionaries"):
            connection.execute(text("SELECT 1"), [(1, 2)])
        with pytest.raises(StatementError, match="A value is required for bind parameter 'x'"):
            connection.execute(text("SELECT :x"))


def test_isolation_level_ends_with_the_connection(any_engine):
    with any_engine.connect() as connection:
        normal = connection.get_isolation_level()
        assert connection.default_isolation_level == normal
    with any_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(INSERT, {"id": 1, "name": "a"})
        connection.rollback()
    assert count(any_engine) == 1
    with any_engine.connect() as connection:
        assert connection.get_isolation_level() == normal
        connection.execute(INSERT, {"id": 2, "name": "b"})
    assert count(any_engine) == 1
    with pytest.raises(ArgumentError, match="Valid isolation levels"):
        any_engine.connect().execution_options(isolation_level="CHAOS")


def test_engine_options_make_engines_on_one_pool(any_engine):
    automatic = any_engine.execution_options(isolation_level="AUTOCOMMIT")
    assert automatic.pool is any_engine.pool
    with automatic.connect() as connection:
        connection.execute(INSERT, {"id": 1, "name": "a"})
    assert count(any_engine) == 1


@pytest.mark.parametrize("how", ["begin", "begin_nested", "execute"])
def test_each_way_to_begin_opens_another_connection_after_an_invalidation(any_engine, how):
    with any_engine.connect() as connection:
        connection.scalar(COUNT)
        connection.invalidate()
        connection.rollback()
        transaction = None if how == "execute" else getattr(connection, how)()
        connection.execute(INSERT, {"id": 1, "name": "a"})
        if transaction is not None:
            transaction.commit()
        connection.commit()
    assert count(any_engine) == 1


def test_a_two_phase_transaction_begins_after_an_invalidation(two_phase_engine):
    with two_phase_engine.connect() as connection:
        connection.scalar(COUNT)
        connection.invalidate()
        connection.rollback()
        transaction = connection.begin_twophase()
        connection.execute(INSERT, {"id": 1, "name": "a"})
        transaction.prepare()
        transaction.commit()
    assert count(two_phase_engine) == 1


def test_invalidated_connection_must_be_rolled_back(engine):
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.invalidate()
        with pytest.raises(PendingRollbackError, match="invalid transaction is rolled back"):
            connection.execute(text("SELECT 1"))
        connection.rollback()
        assert connection.scalar(text("SELECT 1")) == 1


def test_lost_connection_is_recognised(any_engine):
    if any_engine.name == "sqlite":
        pytest.skip("SQLite has no connection to lose")
    own, kill = {
        "postgresql": ("SELECT pg_backend_pid()", "SELECT pg_terminate_backend({})"),
        "mariadb": ("SELECT connection_id()", "KILL {}"),
    }[any_engine.name]
    with any_engine.connect() as connection:
        number = connection.exec_driver_sql(own).scalar()
        with any_engine.connect() as other:
            other.exec_driver_sql(kill.format(number))
        with pytest.raises((OperationalError, InterfaceError)) as caught:  # MariaDB's connector has the latter
            connection.execute(COUNT)
        assert caught.value.is_disconnect
        assert caught.value.connection_invalidated
        assert connection.invalidated
        connection.rollback()
        assert connection.scalar(COUNT) == 0


def test_echo_tells_what_is_sent(caplog):
    engine = create_engine("sqlite://", echo=True)
    with engine.begin() as connection:
        for _ in range(2):
            connection.execute(text("SELECT :x"), {"x": "y" * 400})
    lines = [record.getMessage() for record in caplog.records if record.name == "isogloss.engine.Engine"]
    assert lines[:2] == ["BEGIN (implicit)", "SELECT ?"]
    long_value = r" \('y+ \.\.\. \(102 characters truncated\) \.\.\. y+',\)"
    assert re.fullmatch(r"\[generated in \d\.\d{5}s\]" + long_value, lines[2])
    assert re.fullmatch(r"\[cached since [\d.e-]+s ago\]" + long_value, lines[4])
    assert lines[5:] == ["COMMIT"]


def test_echo_needs_no_logging_setup():
    code = "import isogloss; isogloss.create_engine('sqlite://', echo=True).connect().exec_driver_sql('SELECT 1')"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "INFO isogloss.engine.Engine SELECT 1" in shown


def test_hidden_parameters_stay_hidden(caplog):
    engine = create_engine("sqlite://", echo=True, hide_parameters=True)
    with engine.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": "secret"})
    assert "secret" not in str(caught.value) + caplog.text
    assert "[SQL parameters hidden due to hide_parameters=True]" in str(caught.value)


def test_two_phase_is_refused_without_it(engine):
    with engine.connect() as connection, pytest.raises(UnsupportedByDialect, match="two-phase"):
        connection.begin_twophase()


def test_two_phase(two_phase_engine):
    with two_phase_engine.connect() as connection:
        transaction = connection.begin_twophase()
        connection.execute(INSERT, {"id": 1, "name": "a"})
        transaction.prepare()
        transaction.commit()
        with connection.begin_twophase():
            connection.execute(INSERT, {"id": 2, "name": "b"})
        connection.begin_twophase()
        connection.execute(INSERT, {"id": 3, "name": "c"})
        connection.rollback()
        assert connection.scalar(COUNT) == 2


def left_prepared(engine):
    """Prepare a transaction, lose its connection, and return its id."""
    with engine.connect() as connection:
        transaction = connection.begin_twophase()
        connection.execute(INSERT, {"id": 1, "name": "a"})
        transaction.prepare()
        connection.invalidate()
    return transaction.xid


def test_prepared_transaction_is_ended_by_another_connection(two_phase_engine):
    xid = left_prepared(two_phase_engine)
    with two_phase_engine.connect() as connection:
        assert xid in connection.recover_twophase()
        connection.rollback()
        connection.commit_prepared(xid)
    assert count(two_phase_engine) == 1


def test_prepared_transaction_is_rolled_back_by_another_connection(two_phase_engine):
    xid = left_prepared(two_phase_engine)
    with two_phase_engine.connect() as connection:
        connection.rollback_prepared(xid)
        assert xid not in connection.recover_twophase()
    assert count(two_phase_engine) == 0


def test_failed_commit_must_be_rolled_back(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE bid (item_id INTEGER REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)"
        )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO bid VALUES (7)")
        transaction = connection.get_transaction()
        with pytest.raises(IntegrityError):
            connection.commit()
        assert not connection.in_transaction()
        for use in (lambda: connection.execute(text("SELECT 1")), connection.commit, transaction.commit):
            with pytest.raises(PendingRollbackError, match="invalid transaction is rolled back"):
                use()
        connection.rollback()
        # SQLite keeps the transaction open when its COMMIT fails: what it had done must not come with the next one
        connection.exec_driver_sql("INSERT INTO item VALUES (7, 'x', 1)")
        connection.commit()
        assert connection.exec_driver_sql("SELECT count(*) FROM bid").scalar() == 0


def test_block_whose_commit_fails_leaves_a_usable_connection(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE bid (item_id INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED)")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.rollback()
        with pytest.raises(IntegrityError), connection.begin():
            connection.exec_driver_sql("INSERT INTO bid VALUES (7)")
        assert connection.exec_driver_sql("SELECT count(*) FROM bid").scalar() == 0


def test_savepoint_that_cannot_be_released_must_be_rolled_back(any_engine):
    with any_engine.connect() as connection:
        outer = connection.begin_nested()
        inner = connection.begin_nested()
        outer.commit()  # releases the inner one too
        with pytest.raises(DBAPIError):
            inner.commit()
        with pytest.raises(PendingRollbackError, match="invalid savepoint transaction is rolled back"):
            connection.execute(COUNT)
        connection.rollback()
        assert connection.scalar(COUNT) == 0


def test_commit_of_a_lost_connection_must_be_rolled_back(engine):
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.invalidate()
        for _ in range(2):
            with pytest.raises(PendingRollbackError):
                connection.commit()
        with pytest.raises(PendingRollbackError):
            connection.execute(text("SELECT 1"))
        connection.rollback()
        assert connection.scalar(text("SELECT 1")) == 1


@pytest.fixture(params=["postgresql+psycopg", "postgresql+psycopg2"])
def pg_engine(request):
    made = create_engine(driver_url(request.param), pool_size=1, max_overflow=0)
    yield made
    made.dispose()


def settings_of(connection):
    names = ("read_only", "deferrable", "isolation")
    found = [connection.exec_driver_sql(f"SHOW transaction_{name}").scalar() for name in names]
    connection.rollback()
    return found


def test_read_only_and_deferrable_are_settings_of_the_connection(pg_engine):
    options = {"isolation_level": "SERIALIZABLE", "postgresql_readonly": True, "postgresql_deferrable": True}
    normal = ["off", "off", "read committed"]
    with pg_engine.connect() as connection:
        assert settings_of(connection) == normal
        connection.execution_options(**options)
        assert settings_of(connection) == ["on", "on", "serializable"]
        with pytest.raises(DBAPIError, match="read-only transaction"):
            connection.exec_driver_sql("CREATE TABLE never (x INTEGER)")
        with pytest.raises(InvalidRequestError, match="postgresql_readonly may not be altered"):
            connection.execution_options(postgresql_readonly=False)
        connection.rollback()
        connection.execution_options(postgresql_readonly=False)
        assert settings_of(connection) == ["off", "on", "serializable"]
    with pg_engine.connect() as connection:
        assert settings_of(connection) == normal
    with pg_engine.execution_options(**options).connect() as connection:
        assert settings_of(connection) == ["on", "on", "serializable"]
        connection.invalidate()
        assert settings_of(connection) == ["on", "on", "serializable"]
    with pg_engine.connect() as connection:
        assert settings_of(connection) == normal


def test_isolation_level_can_be_asked_before_it_is_set(any_engine):
    with any_engine.connect() as connection:
        normal = connection.get_isolation_level()
        connection.execution_options(isolation_level="SERIALIZABLE")
        assert connection.get_isolation_level() == "SERIALIZABLE"
        connection.execution_options(isolation_level=normal)
        assert connection.get_isolation_level() == normal
        connection.execute(INSERT, {"id": 1, "name": "a"})
        assert connection.get_isolation_level() == normal  # in a transaction, which goes on
        connection.commit()
    assert count(any_engine) == 1


def test_isolation_level_is_none_of_a_statement(engine):
    with engine.connect() as connection, pytest.raises(ArgumentError, match="may only be specified on Connection"):
        connection.execute(text("SELECT 1").execution_options(isolation_level="SERIALIZABLE"))


def test_prepared_transaction_is_not_ended_inside_another(two_phase_engine):
    xid = left_prepared(two_phase_engine)
    with two_phase_engine.connect() as connection:
        connection.execute(INSERT, {"id": 2, "name": "b"})
        for end in (connection.commit_prepared, connection.rollback_prepared):
            with pytest.raises(InvalidRequestError, match="while another one is in progress"):
                end(xid)
        connection.commit()
        connection.commit_prepared(xid)
    assert count(two_phase_engine) == 2


def test_autocommit_goes_on_after_a_prepared_transaction(two_phase_engine):
    xid = left_prepared(two_phase_engine)
    with two_phase_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.commit_prepared(xid)
        connection.execute(INSERT, {"id": 2, "name": "b"})
    assert count(two_phase_engine) == 2


def test_work_through_the_raw_connection_is_of_the_transaction(any_engine):
    values = "INSERT INTO eng_parent (id, name) VALUES ({}, 'n{}')"
    raw = any_engine.raw_connection()
    raw.cursor().execute(values.format(1, 1))
    raw.rollback()
    raw.close()
    with pytest.raises(KeyError), any_engine.begin() as connection:
        connection.connection.cursor().execute(values.format(2, 2))
        raise KeyError
    with any_engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.connection.cursor().execute(values.format(3, 3))
    with any_engine.connect() as connection:
        connection.execute(text(values.format(4, 4)))
    with any_engine.begin() as connection:
        connection.execute(text(values.format(5, 5)))
        connection.connection.cursor().execute(values.format(6, 6))
    with any_engine.connect() as connection:
        assert connection.scalars(text("SELECT id FROM eng_parent ORDER BY id")).all() == [3, 5, 6]


def test_a_lost_transaction_is_rolled_back_for_listeners_too(any_engine):
    seen = []
    event.listen(any_engine, "rollback", seen.append)
    with any_engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.invalidate()
        connection.rollback()
        assert seen == [connection]


def test_debug_shows_the_rows_unless_values_are_hidden(caplog):
    def lines(**options):
        caplog.clear()
        engine = create_engine("sqlite://", echo="debug", **options)
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 AS a, :b AS b"), {"b": "x" * 500}).all()
            connection.execute(text("SELECT 2 AS c")).first()
            cached = connection.execution_options(compiled_cache=None)
            cached.execute(text("SELECT 3 AS d")).close()
        found = [record.getMessage() for record in caplog.records if record.name == "isogloss.engine.Engine"]
        return [line for line in found if line.startswith(("Col", "Row", "[caching"))]

    shown = lines()
    assert shown[0] == "Col ('a', 'b')"
    assert shown[1].startswith("Row (1, 'xxx") and "characters truncated" in shown[1] and len(shown[1]) < 400
    assert shown[2:4] == ["Col ('c',)", "Row (2,)"]
    assert shown[4].startswith("[caching disabled 0.0") and shown[5:] == ["Col ('d',)"]
    assert [line[:3] for line in lines(hide_parameters=True)] == ["Col", "Col", "[ca", "Col"]


@pytest.mark.parametrize("parameters", ["x", 5, b"x"])
def test_parameters_of_driver_sql_that_are_none(parameters):
    with create_engine("sqlite://").connect() as connection:
        with pytest.raises(ArgumentError, match=f"not {type(parameters).__name__}"):
            connection.exec_driver_sql("SELECT ?", parameters)
        assert connection.exec_driver_sql("SELECT ?", ("x",)).scalar() == "x"

"""Errors of the database, with their structure; and running a transaction again."""

from __future__ import annotations

import pickle
import threading

import pytest

from isogloss import text
from isogloss.exc import ConstraintKind, DBAPIError, IntegrityError, OperationalError, ProgrammingError

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


def test_run_raises_what_cannot_be_helped(engine):
    tries = []

    def insert_nothing(connection):
        tries.append(1)
        connection.execute(text("INSERT INTO item (name) VALUES (NULL)"))

    with pytest.raises(IntegrityError):
        engine.run(insert_nothing)
    assert len(tries) == 1
    assert engine.run(lambda connection: connection.scalar(text("SELECT 5"))) == 5

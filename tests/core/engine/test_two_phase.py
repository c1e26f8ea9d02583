"""Two-phase transactions where something goes wrong: what is told, and what is left of them."""

from __future__ import annotations

import threading

import pytest

from isogloss import text
from isogloss.exc import DBAPIError, IntegrityError, InvalidRequestError

ASK = text("SELECT name FROM eng_parent ORDER BY name")


def insert(connection, name):
    connection.execute(text("INSERT INTO eng_parent (name) VALUES (:name)"), {"name": name})


def names(engine):
    with engine.connect() as connection:
        return connection.execute(ASK).scalars().all()


def test_nothing_but_its_end_follows_a_prepare(two_phase_engine):
    with two_phase_engine.connect() as connection:
        transaction = connection.begin_twophase()
        insert(connection, "a")
        transaction.prepare()
        with pytest.raises(InvalidRequestError, match="is prepared: nothing but its commit"):
            connection.execute(ASK)
        with pytest.raises(InvalidRequestError, match="is prepared: nothing but its commit"):
            connection.begin_nested()
        transaction.commit()
        assert connection.execute(ASK).scalars().all() == ["a"]


def test_transaction_with_a_failed_statement_is_not_called_prepared(two_phase_engine):
    """Ask PostgreSQL above all: PREPARE TRANSACTION after an error rolls back there, and says nothing."""
    with two_phase_engine.begin() as connection:
        insert(connection, "a")
    with two_phase_engine.connect() as connection:
        transaction = connection.begin_twophase()
        insert(connection, "b")
        with pytest.raises(IntegrityError):
            insert(connection, "a")
        if two_phase_engine.name == "postgresql":
            with pytest.raises(DBAPIError, match="aborted by an earlier error and cannot be prepared"):
                transaction.prepare()
            transaction.rollback()
        else:
            transaction.prepare()
            transaction.commit()
        found = connection.execute(ASK).scalars().all()
    assert found == names(two_phase_engine) == (["a"] if two_phase_engine.name == "postgresql" else ["a", "b"])


@pytest.mark.parametrize("xid", ["eng'same", "eng\\n", "engü"])
def test_id_that_is_taken_is_told_and_harms_nobody(two_phase_engine, xid):
    with two_phase_engine.connect() as one, two_phase_engine.connect() as two:
        first = one.begin_twophase(xid)
        insert(one, "a")
        first.prepare()
        assert xid in two.recover_twophase()
        two.rollback()
        with pytest.raises(DBAPIError, match="already") as caught:
            second = two.begin_twophase(xid)
            insert(two, "b")
            second.prepare()
        assert not caught.value.is_disconnect
        two.rollback()
        assert two.execute(ASK).scalars().all() == []
        two.rollback()
        first.commit()
    assert names(two_phase_engine) == ["a"]


def test_deadlock_inside_is_rolled_back(two_phase_engine):
    with two_phase_engine.begin() as connection:
        for name in "ab":
            insert(connection, name)
    update = text("UPDATE eng_parent SET price = 5 WHERE name = :name")
    first_locks, losses = threading.Barrier(2), []

    def cross(mine, other):
        with two_phase_engine.connect() as connection:
            transaction = connection.begin_twophase()
            connection.execute(update, {"name": mine})
            first_locks.wait()
            try:
                connection.execute(update, {"name": other})
            except DBAPIError as error:
                losses.append(error.is_retryable)
            transaction.rollback()
            losses.append(connection.execute(ASK).scalars().all())

    threads = [threading.Thread(target=cross, args=names) for names in ("ab", "ba")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(losses, key=str) == sorted([True, ["a", "b"], ["a", "b"]], key=str)
    assert two_phase_engine.pool.checkedout() == 0

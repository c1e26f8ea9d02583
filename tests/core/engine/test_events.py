"""Listeners: on engines, connections, dialects and their classes; how often and in which order they are called."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss import create_engine, event, text
from isogloss.engine import Connection, Engine
from isogloss.exc import InvalidRequestError


def test_a_dialect_is_listened_to_before_and_after_the_server_is_known(any_engine):
    engine = create_engine(any_engine.url)
    seen: list[Any] = []

    def connecting(dialect, record, cargs, cparams):
        seen.append("connect")

    def executing(cursor, statement, parameters, context):
        seen.append(statement)
        if "1234" in statement:
            cursor.execute(statement.replace("1234", "4321"))
            return True
        return None

    event.listen(engine.dialect, "do_connect", connecting)
    event.listen(engine.dialect, "do_execute", executing)
    event.listen(engine.dialect, "do_executemany", lambda cursor, statement, rows, context: seen.append(len(rows)))
    event.listen(engine.dialect, "do_execute_no_params", lambda cursor, statement, context: seen.append("bare"))
    with engine.connect() as connection:
        assert seen == ["connect"]
        assert connection.exec_driver_sql("SELECT 1234").scalar() == 4321
        connection.execution_options(no_parameters=True).exec_driver_sql("SELECT 1")
        assert seen[1:] == ["SELECT 1234", "bare"]
    assert event.contains(engine.dialect, "do_connect", connecting)
    event.remove(engine.dialect, "do_connect", connecting)
    engine.dispose()
    with engine.connect():
        assert seen.count("connect") == 1
    engine.dispose()


def test_a_dialect_class_is_listened_to(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'test.db'}")
    seen: list[Any] = []

    def connecting(dialect, record, cargs, cparams):
        seen.append(dialect.name)

    for cls in (type(engine.dialect), type(engine.dialect).__mro__[1]):
        event.listen(cls, "do_connect", connecting)
        for made in (engine, create_engine(f"sqlite:///{tmp_path / 'test.db'}")):
            with made.connect():
                assert seen.pop() == "sqlite" and not seen
            made.dispose()
        event.remove(cls, "do_connect", connecting)
    with pytest.raises(InvalidRequestError, match="No such event"):
        event.listen(type(engine.dialect), "checkout", connecting)


def test_the_class_of_connections_is_listened_to(engine):
    seen: list[str] = []

    def executing(conn, cursor, statement, parameters, context, executemany):
        seen.append(statement)

    event.listen(Connection, "before_cursor_execute", executing)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        assert seen == ["SELECT 1"]
    finally:
        event.remove(Connection, "before_cursor_execute", executing)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    assert seen == ["SELECT 1"]


def test_a_listener_attached_twice_is_called_once(engine):
    seen: list[Any] = []

    def begun(conn):
        seen.append(conn)

    for _ in range(3):
        event.listen(engine, "begin", begun)
        event.listen(Engine, "rollback", begun)
    with engine.connect() as connection:
        connection.begin()
        assert len(seen) == 1
        connection.rollback()
        assert len(seen) == 2
    event.remove(engine, "begin", begun)
    event.remove(Engine, "rollback", begun)
    assert not event.contains(engine, "begin", begun) and not event.contains(Engine, "rollback", begun)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    assert len(seen) == 2


def test_the_narrower_listener_is_called_first(engine):
    """As in SQLAlchemy: those of a connection, or of an engine with other options, before those of the engine."""
    told: list[str] = []
    optional = engine.execution_options(logging_token="x")
    with engine.connect() as connection:
        for target, name in ((engine, "engine"), (optional, "optional"), (connection, "connection")):
            event.listen(target, "before_execute", lambda *args, name=name: told.append(name))
        connection.execute(text("select 1"))
    assert told == ["connection", "engine"]
    told.clear()
    with optional.connect() as connection:
        connection.execute(text("select 1"))
    assert told == ["optional", "engine"]

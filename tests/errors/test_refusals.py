"""Wrong input is refused with a sentence that names the thing and the remedy; what follows works again."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from isogloss import Column, Integer, MetaData, String, Table, create_engine, insert, select, text
from isogloss.exc import DBAPIError
from isogloss.orm import Session

from ..core.sql_snapshots import ROOT
from ..servers import server_url
from .app import names
from .scripts import SCRIPTS
from .transcript import transcript

DRIVERS = ("psycopg", "psycopg2", "MySQLdb", "pymysql", "mariadb", "oracledb", "pyodbc", "mssql_python", "pymssql")


class TranscriptFile(SingleFileSnapshotExtension):
    """``snapshots/errors/<case>.txt``."""

    file_extension = "txt"
    write_mode = _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: Any) -> str:
        return str(ROOT / "errors")

    @classmethod
    def get_snapshot_name(cls, *, test_location: Any, index: Any = 0) -> str:
        name: str = test_location.snapshot_name
        return name[name.index("[") + 1 : -1]


@pytest.mark.parametrize("case", SCRIPTS)
def test_refusal(case: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    if case == "missing_driver":
        for module in DRIVERS:
            monkeypatch.setitem(sys.modules, module, None)
    assert transcript(SCRIPTS[case], names()) == snapshot.use_extension(TranscriptFile)


thing = Table("err_thing", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(9), unique=True))


@pytest.mark.parametrize("backend", ["sqlite", "postgresql", "mariadb"])
def test_a_failed_statement_leaves_a_way_on(backend: str) -> None:
    """After the server's refusal a savepoint or a rollback makes the connection usable, or the error says so."""
    engine = create_engine("sqlite://" if backend == "sqlite" else server_url(backend))
    thing.metadata.drop_all(engine)
    thing.metadata.create_all(engine)
    twice = insert(thing).values(name="x")
    with engine.connect() as connection:
        connection.execute(twice)
        with pytest.raises(DBAPIError), connection.begin_nested():
            connection.execute(twice)
        assert connection.scalar(select(thing.c.name)) == "x"
        with pytest.raises(DBAPIError):
            connection.execute(text("nonsense"))
        try:
            connection.execute(select(thing.c.name))
        except DBAPIError as error:
            assert "rollback()" in str(error), error
        connection.rollback()
        assert connection.scalar(select(thing.c.name)) is None
        connection.commit()
    thing.metadata.drop_all(engine)
    engine.dispose()


def test_a_session_used_by_two_flushes_says_so() -> None:
    """A listener that flushes inside a flush is refused, and the session goes on."""
    app = names()
    session: Session = app["session"]
    from isogloss import event

    @event.listens_for(session, "before_flush")
    def again(session: Session, context: Any, objects: Any) -> None:
        session.flush()

    session.add(app["User"](name="x"))
    with pytest.raises(Exception, match="already flushing"):
        session.flush()
    event.remove(session, "before_flush", again)
    session.flush()
    session.rollback()

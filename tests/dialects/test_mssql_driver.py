"""SQL Server through the calls of its drivers: OUTPUT in any order, IDENTITY_INSERT, SCOPE_IDENTITY, limits, errors.

The server is SQLite behind the drivers' calls (`tests/fakes/sqlserver.py`).
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import isogloss as ig
from isogloss.exc import ConstraintKind, DBAPIError, IntegrityError, ProgrammingError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column

from ..fakes import sqlserver
from ..fakes.real import real
from ..fakes.sqlserver import Server

META = ig.MetaData()
T = ig.Table("t", META, ig.Column("id", ig.Integer, primary_key=True), ig.Column("name", ig.String(50)))
QUIET = ig.Table(
    "quiet",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("name", ig.String(50)),
    implicit_returning=False,
)
TABLES = (
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)",
    "CREATE TABLE quiet (id INTEGER PRIMARY KEY, name TEXT)",
)
MODULES = {"pyodbc": "pyodbc", "pymssql": "pymssql", "mssqlpython": "mssql_python"}
NAMES = [{"name": f"n{i}"} for i in range(30)]


@pytest.fixture
def server() -> Server:
    return Server(*TABLES, triggers=("quiet",))


@pytest.fixture
def engine(server: Server) -> Any:
    return ig.create_engine("mssql+pyodbc://user:secret@host/db", module=server)


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:
    with engine.connect() as c:
        yield c


def texts(server: Server) -> list[str]:
    return [sql for sql, _ in server.log]


def test_the_key_of_one_row_comes_by_output(conn: Any, server: Server) -> None:
    assert tuple(conn.execute(ig.insert(T), {"name": "a"}).inserted_primary_key) == (1,)
    assert texts(server)[-1] == "INSERT INTO t (name) OUTPUT inserted.id VALUES (?)"


def test_rows_that_come_back_in_any_order_find_their_parameters(conn: Any, server: Server) -> None:
    statement = ig.insert(T).returning(T.c.id, T.c.name, sort_by_parameter_order=True)
    found = conn.execute(statement, NAMES).all()
    assert [r.name for r in found] == [r["name"] for r in NAMES]
    assert [r.id for r in found] == sorted(r.id for r in found)
    assert "ORDER BY sen_counter" in texts(server)[-1]


def test_the_session_gets_its_keys(engine: Any, server: Server) -> None:
    class Base(DeclarativeBase):
        pass

    class Person(Base):
        __tablename__ = "t"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(ig.String(50))

    class Watched(Base):
        __table__ = QUIET

    with Session(engine) as session:
        people = [Person(name=f"p{i}") for i in range(2500)]
        session.add_all(people)
        session.flush()
        assert {p.id: p.name for p in people} == dict(server.store.execute("SELECT id, name FROM t").fetchall())
        watched = [Watched(name=f"w{i}") for i in range(3)]
        session.add_all(watched)
        session.flush()
        assert {w.id: w.name for w in watched} == dict(server.store.execute("SELECT id, name FROM quiet").fetchall())
        given = [Person(id=9000 + i, name=f"g{i}") for i in range(3)]
        session.add_all(given)
        session.commit()
        assert session.get(Person, 9001).name == "g1"
    assert server.identity_insert is None


def test_rows_are_counted_by_those_that_come_back(conn: Any) -> None:
    """Drivers know no count of rows while the rows of OUTPUT are on the way."""
    assert conn.execute(ig.insert(T), {"name": "a"}).rowcount == 1
    rename = ig.update(T).where(T.c.name == ig.bindparam("old")).values(name=ig.bindparam("new")).returning(T.c.name)
    result = conn.execute(rename, [{"old": "a", "new": "b"}, {"old": "nobody", "new": "c"}, {"old": "b", "new": "d"}])
    assert result.rowcount == 2 and result.scalars().all() == ["b", "d"]


@pytest.mark.parametrize(("driver", "count"), [("pyodbc", -1), ("pymssql", 2), ("mssqlpython", 2)])
def test_counts_of_executemany_are_believed_where_the_driver_has_them(driver: str, count: int) -> None:
    statement = ig.update(T).where(T.c.id == ig.bindparam("key")).values(name=ig.bindparam("new"))
    server = Server(*TABLES, driver=MODULES[driver])
    with ig.create_engine(f"mssql+{driver}://user:pw@host/db", module=server).connect() as c:
        c.execute(ig.insert(T), NAMES)
        result = c.execute(statement, [{"key": 1, "new": "a"}, {"key": 2, "new": "b"}])
        assert result.rowcount == count
        assert result.supports_sane_multi_rowcount() is (count > 0)


def test_a_table_with_triggers_says_implicit_returning_false(conn: Any, server: Server) -> None:
    result = conn.execute(ig.insert(QUIET), {"name": "a"})
    assert tuple(result.inserted_primary_key) == (1,) and result.rowcount == 1
    assert texts(server)[-1] == "INSERT INTO quiet (name) VALUES (?); SELECT scope_identity()"
    with pytest.raises(ProgrammingError, match="cannot have any enabled triggers"):
        conn.execute(ig.insert(QUIET).returning(QUIET.c.id), {"name": "b"})


def test_a_given_key_switches_identity_insert(conn: Any, server: Server) -> None:
    conn.execute(ig.insert(T), {"id": 7, "name": "seven"})
    assert texts(server)[-3:] == [
        "SET IDENTITY_INSERT t ON", "INSERT INTO t (id, name) VALUES (?, ?)", "SET IDENTITY_INSERT t OFF",
    ]  # fmt: skip
    found = conn.execute(ig.insert(T).returning(T.c.name), [{"id": 8, "name": "a"}, {"id": 9, "name": "b"}])
    assert sorted(found.scalars()) == ["a", "b"]
    conn.execute(ig.insert(T).from_select(["id", "name"], ig.select(T.c.id + 100, T.c.id)))
    conn.execute(ig.insert(T), [{"id": 20, "name": "c"}, {"id": 21, "name": "d"}])
    assert server.identity_insert is None
    assert conn.scalar(ig.select(ig.func.count()).select_from(T)) == 8


def test_identity_insert_is_off_after_an_error(conn: Any, server: Server) -> None:
    conn.execute(ig.insert(T), {"id": 7, "name": "seven"})
    with pytest.raises(IntegrityError):
        conn.execute(ig.insert(T), {"id": 8, "name": "seven"})
    assert server.identity_insert is None
    assert tuple(conn.execute(ig.insert(T), {"name": "next"}).inserted_primary_key) == (8,)


def test_identity_insert_names_the_translated_schema(engine: Any, server: Server) -> None:
    server.store.execute("ATTACH ':memory:' AS far")
    server.store.execute("CREATE TABLE far.t (id INTEGER PRIMARY KEY, name TEXT)")
    with engine.connect().execution_options(schema_translate_map={None: "far"}) as c:
        c.execute(ig.insert(T), {"id": 1, "name": "a"})
    assert "SET IDENTITY_INSERT far.t ON" in texts(server)


def test_batches_stay_under_the_limits(conn: Any, server: Server) -> None:
    rows = [{"name": f"r{i}"} for i in range(5000)]
    found = conn.execute(ig.insert(T).returning(T.c.name, sort_by_parameter_order=True), rows).scalars().all()
    assert found == [r["name"] for r in rows]
    sizes = [len(params) for sql, params in server.log if sql.startswith("INSERT")]
    assert max(sizes) <= 2099 and len(sizes) == 5


def test_fast_executemany(server: Server) -> None:
    engine = ig.create_engine("mssql+pyodbc://h/db", module=server, fast_executemany=True)
    with engine.begin() as c:
        c.execute(ig.insert(T), NAMES)
    assert server.log[-1][1] == "fast"


LONG = ig.Table(
    "long", ig.MetaData(), ig.Column("n", ig.Integer), ig.Column("words", ig.UnicodeText), ig.Column("code", ig.String(9)),
    ig.Column("data", ig.LargeBinary), ig.Column("doc", ig.JSON),
)  # fmt: skip


def long_server() -> Server:
    return Server("CREATE TABLE long (n INTEGER, words TEXT, code TEXT, data BLOB, doc TEXT)")


def test_arrays_of_long_values_are_told_their_types() -> None:
    server = long_server()
    engine = ig.create_engine("mssql+pyodbc://h/db", module=server, fast_executemany=True)
    rows = [{"n": n, "words": "ü" * n, "code": "x", "data": b"\0" * n, "doc": [n]} for n in (1, 9000)]
    with engine.begin() as c:
        c.execute(ig.insert(LONG), rows)
        assert server.sizes == [[None, (-9, 0, 0), None, (-3, 0, 0), (-9, 0, 0)]]
        c.execute(ig.insert(LONG), rows[0])
        assert len(server.sizes) == 1


def test_listeners_change_what_the_driver_is_told() -> None:
    server = long_server()
    engine = ig.create_engine("mssql+pyodbc://h/db", module=server, fast_executemany=True)
    seen = []

    @ig.event.listens_for(engine, "do_setinputsizes")
    def change(inputsizes: Any, cursor: Any, statement: Any, parameters: Any, context: Any) -> None:
        seen.append((statement[:16], type(parameters), context.executemany, [p.key for p in inputsizes]))
        for parameter in list(inputsizes):
            if isinstance(parameter.type, ig.LargeBinary):
                del inputsizes[parameter]
            if parameter.key == "code":
                inputsizes[parameter] = (12, 9, 0)

    row = {"n": 1, "words": "a", "code": "x", "data": b"", "doc": None}
    with engine.begin() as c:
        c.execute(ig.insert(LONG), [row, row])
        c.execute(ig.insert(LONG), row)
        c.execute(ig.text("SELECT 1 WHERE 1 = :a"), {"a": 1}).all()
    keys = ["n", "words", "code", "data", "doc"]
    assert seen[:2] == [("INSERT INTO long", list, True, keys), ("INSERT INTO long", tuple, False, keys)]
    assert seen[2][3] == ["a"]
    assert server.sizes == [[None, (-9, 0, 0), (12, 9, 0), None, (-9, 0, 0)], [None, None, (12, 9, 0), None, None]]


def test_another_statement_keeps_the_rows_of_a_result_that_is_half_read(conn: Any, server: Server) -> None:
    conn.execute(ig.insert(T), [{"name": f"n{i}"} for i in range(20)])
    for kind in ({}, {"stream_results": True}):
        result = conn.execute(ig.select(T.c.name).order_by(T.c.id), execution_options=kind)
        assert result.fetchone() == ("n0",)
        assert conn.scalar(ig.text("SELECT 1")) == 1
        assert conn.get_isolation_level()
        assert len(result.all()) == 19
    plain = conn.execute(ig.select(T.c.name).order_by(T.c.id))
    plain.fetchone()
    streamed = conn.execute(ig.select(T.c.name), execution_options={"stream_results": True})
    streamed.fetchone()
    conn.commit()
    assert len(plain.all()) == 19
    with pytest.raises(ig.exc.ResourceClosedError, match=r"commit\(\) has ended the stream"):
        streamed.all()


def test_many_rows_go_in_statements_of_many(conn: Any, server: Server) -> None:
    assert conn.execute(ig.insert(T), [{"name": f"n{i}"} for i in range(2500)]).rowcount == 2500
    sent = [len(params) for sql, params in server.log if sql.startswith("INSERT")]
    assert sent == [1000, 1000, 500]


def test_savepoints_and_isolation(engine: Any, server: Server) -> None:
    with engine.connect().execution_options(isolation_level="SNAPSHOT") as c:
        assert c.get_isolation_level() == "SNAPSHOT"
        c.execute(ig.insert(T), {"name": "kept"})
        nested = c.begin_nested()
        c.execute(ig.insert(T), {"name": "given up"})
        nested.rollback()
        with c.begin_nested():
            c.execute(ig.insert(T), {"name": "kept too"})
        c.commit()
        assert c.scalars(ig.select(T.c.name).order_by(T.c.id)).all() == ["kept", "kept too"]
    assert not any("RELEASE" in sql for sql in texts(server))


def test_the_connection_string(server: Server, engine: Any) -> None:
    engine.connect().close()
    (text,), _ = server.connected[0]
    assert text == "DRIVER={ODBC Driver 18 for SQL Server};Server=host;Database=db;UID=user;PWD=secret"
    assert "secret" not in repr(engine)


def test_datetimeoffset_is_read(server: Server, engine: Any) -> None:
    engine.connect().close()
    read = server.last._converters[-155]
    sent = struct.pack("<6hI2h", 2024, 2, 29, 10, 35, 18, 500_000_000, -6, -30)
    zone = dt.timezone(dt.timedelta(hours=-6, minutes=-30))
    assert read(sent) == dt.datetime(2024, 2, 29, 10, 35, 18, 500_000, zone)


MOMENTS = ig.Table(
    "moments",
    META,
    ig.Column("aware", ig.DateTime(timezone=True)),
    ig.Column("naive", ig.DateTime()),
    ig.Column("short", ig.types.DATETIME()),
)


@pytest.mark.parametrize(
    ("driver", "aware_as_text", "naive_as_text"),
    [("pyodbc", True, False), ("mssqlpython", False, False), ("pymssql", True, True)],
)
def test_moments_keep_what_the_driver_would_leave_out(driver: str, aware_as_text: bool, naive_as_text: bool) -> None:
    """pyodbc sends no offset, pymssql the name of a zone in its place, and three digits of a second."""
    server = Server("CREATE TABLE moments (aware, naive, short)", driver=MODULES[driver])
    engine = ig.create_engine(f"mssql+{driver}://user:pw@host/db", module=server)
    aware = dt.datetime(2026, 7, 1, 12, 0, 0, 5, ZoneInfo("America/Los_Angeles"))
    naive = dt.datetime(2026, 7, 1, 12, 0, 0, 5)
    with engine.begin() as c:
        c.execute(ig.insert(MOMENTS), {"aware": aware, "naive": naive, "short": naive})
    _, sent = server.log[-1]
    assert (tuple(sent.values()) if isinstance(sent, dict) else sent) == (
        "2026-07-01T12:00:00.000005-07:00" if aware_as_text else aware,
        "2026-07-01T12:00:00.000005" if naive_as_text else naive,
        "2026-07-01T12:00:00.000" if naive_as_text else naive,
    )


def test_percent_signs_reach_the_server_once() -> None:
    """pymssql writes values into the text by itself, and leaves doubled percent signs as they are."""
    write = real("pymssql._mssql").substitute_params
    server = Server("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)", driver="pymssql")
    engine = ig.create_engine("mssql+pymssql://user:pw@host/db", module=server)
    query = ig.select(T.c.id % 2).where(T.c.name.like(ig.literal_column("'%dog'")), T.c.name == "a%sb")
    compiled = query.compile(dialect=engine.dialect)
    written = write(compiled.string, compiled.params).decode()
    assert "t.id % 2" in written
    assert "LIKE '%dog'" in written
    assert "N'a%sb'" in written
    with engine.connect() as c:
        c.exec_driver_sql("SELECT '%dog'")
        assert write(server.log[-1][0], engine.dialect.driver.no_parameters) == b"SELECT '%dog'"
    batch = ig.insert(T).values(name=ig.bindparam("given") + ig.literal_column("'%s'"))
    made = batch.returning(T.c.id, sort_by_parameter_order=True).compile(dialect=engine.dialect)
    assert made.batch is None  # the rows go one by one, with names


@pytest.mark.parametrize("driver", ["pyodbc", "mssqlpython", "pymssql"])
def test_the_level_is_that_of_the_database(driver: str) -> None:
    engine = ig.create_engine(f"mssql+{driver}://user:pw@host/db", module=Server(*TABLES, driver=MODULES[driver]))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
        raw = c.connection.dbapi_connection
        assert raw.autocommit_state if driver == "pymssql" else raw.autocommit
        assert c.get_isolation_level() == "READ COMMITTED"
    with engine.connect().execution_options(isolation_level="SNAPSHOT") as c:
        assert c.get_isolation_level() == "SNAPSHOT"


def test_keys_that_descend_go_row_by_row(engine: Any, server: Server) -> None:
    down = ig.Table(
        "t",
        ig.MetaData(),
        ig.Column("id", ig.Integer, ig.Identity(start=-1, increment=-1), primary_key=True),
        ig.Column("name", ig.String(50)),
    )
    with engine.begin() as c:
        c.execute(ig.insert(down).returning(down.c.id, down.c.name, sort_by_parameter_order=True), NAMES[:3])
    assert len([sql for sql in texts(server) if sql.startswith("INSERT")]) == 3


def failing(text: str, number: int, state: str = "23000", cls: Any = sqlserver.IntegrityError) -> Exception:
    return cls(*sqlserver.message(state, text, number))


ERRORS: list[Any] = [
    (failing("Violation of UNIQUE KEY constraint 'uq_n'. Cannot insert duplicate key in object 'dbo.t'.", 2627), ConstraintKind.UNIQUE, "uq_n", "t", ()),
    (failing("Violation of PRIMARY KEY constraint 'pk_t'. Cannot insert duplicate key in object 'dbo.t'.", 2627), ConstraintKind.PRIMARY_KEY, "pk_t", "t", ()),
    (failing("Cannot insert duplicate key row in object 'dbo.t' with unique index 'ix_n'.", 2601), ConstraintKind.UNIQUE, "ix_n", "t", ()),
    (failing("Cannot insert the value NULL into column 'name', table 'db.dbo.t'; column does not allow nulls.", 515), ConstraintKind.NOT_NULL, None, "t", ("name",)),
    (failing("""The INSERT statement conflicted with the FOREIGN KEY constraint "fk_o". The conflict occurred in database "db", table "dbo.owner", column 'id'.""", 547), ConstraintKind.FOREIGN_KEY, "fk_o", "owner", ("id",)),
    (failing("""The INSERT statement conflicted with the CHECK constraint "ck_p". The conflict occurred in database "db", table "dbo.t", column 'p'.""", 547), ConstraintKind.CHECK, "ck_p", "t", ("p",)),
]  # fmt: skip


@pytest.mark.parametrize(("error", "kind", "name", "table", "columns"), ERRORS)
def test_constraints(conn: Any, server: Server, error: Any, kind: Any, name: Any, table: Any, columns: Any) -> None:
    server.fail["INSERT"] = error
    with pytest.raises(IntegrityError) as caught:
        conn.execute(ig.insert(T), {"name": "x"})
    found = caught.value
    assert (found.kind, found.constraint_name, found.table_name, found.column_names) == (kind, name, table, columns)


RETRY: list[Any] = [
    (failing("Transaction was deadlocked on lock resources.", 1205, "40001", sqlserver.DatabaseError), True, False),
    (failing("Snapshot isolation transaction aborted due to update conflict.", 3960, "42000", sqlserver.DatabaseError), True, False),
    (failing("Lock request time out period exceeded.", 1222, "42000", sqlserver.DatabaseError), True, False),
    (failing("TCP Provider: connection reset", 10054, "08S01", sqlserver.OperationalError), False, True),
]  # fmt: skip


@pytest.mark.parametrize(("error", "retryable", "disconnect"), RETRY)
def test_what_may_be_tried_again(conn: Any, server: Server, error: Any, retryable: bool, disconnect: bool) -> None:
    server.fail["SELECT t"] = error
    with pytest.raises(DBAPIError) as caught:
        conn.execute(ig.select(T))
    assert (caught.value.is_retryable, caught.value.is_disconnect) == (retryable, disconnect)


class NumberFirst(sqlserver.IntegrityError):
    """An error as pymssql makes it: number, and bytes."""


@pytest.mark.parametrize(
    "error",
    [
        NumberFirst(2627, b"Violation of UNIQUE KEY constraint 'uq_n'. Cannot insert duplicate key in object 'dbo.t'."),
        NumberFirst(
            (2627, b"Violation of UNIQUE KEY constraint 'uq_n'. Cannot insert duplicate key in object 'dbo.t'.")
        ),
        sqlserver.IntegrityError(  # mssql-python: text alone
            "Driver Error: Integrity constraint violation; DDBC Error: [Microsoft][SQL Server]Violation of UNIQUE KEY "
            "constraint 'uq_n'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is (1205)."
        ),
    ],
    ids=["pymssql", "pymssql, nested", "mssql-python"],
)
def test_errors_of_the_other_drivers(conn: Any, server: Server, error: Any) -> None:
    server.fail["INSERT"] = error
    with pytest.raises(IntegrityError) as caught:
        conn.execute(ig.insert(T), {"name": "x"})
    found = caught.value
    assert (found.kind, found.constraint_name, found.table_name) == (ConstraintKind.UNIQUE, "uq_n", "t")


@pytest.mark.parametrize("driver", ["pymssql", "mssqlpython"])
def test_other_drivers_run_the_same(driver: str) -> None:
    server = Server(*TABLES, driver=MODULES[driver])
    engine = ig.create_engine(f"mssql+{driver}://user:pw@host/db", module=server)
    with engine.begin() as c:
        found = c.execute(ig.insert(T).returning(T.c.id, T.c.name, sort_by_parameter_order=True), NAMES).all()
        c.execute(ig.insert(T), {"id": 99, "name": "x"})
    assert [r.name for r in found] == [r["name"] for r in NAMES]
    assert server.identity_insert is None

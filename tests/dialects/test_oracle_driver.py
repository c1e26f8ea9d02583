"""Oracle through python-oracledb's calls: RETURNING INTO, arrays of parameters, numbers, two-phase, errors.

The server is SQLite behind the driver's own classes of types and errors (`tests/fakes/oracle.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.oracle import Oracle
from isogloss.exc import ConstraintKind, DatabaseError, IntegrityError, InvalidRequestError, StatementError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column

oracledb = pytest.importorskip("oracledb", reason="pip install oracledb: its classes of types and errors are used")

from ..fakes.oracle import Server  # noqa: E402 - needs the driver

T = ig.Table(
    "t",
    ig.MetaData(),
    ig.Column("id", ig.Integer, ig.Identity(), primary_key=True),
    ig.Column("name", ig.String(50)),
    ig.Column("n", ig.Numeric(10, 2)),
    ig.Column("d", ig.DateTime),
    ig.Column("b", ig.Boolean),
    ig.Column("note", ig.Text),
)
ROW = {"name": "a", "n": Decimal("1.50"), "d": dt.datetime(2024, 1, 2), "b": True, "note": "long"}
CREATE = "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, n NUMERIC, d TEXT, b INTEGER, note TEXT)"


@pytest.fixture
def server() -> Server:
    return Server(CREATE)


@pytest.fixture
def engine(server: Server) -> Any:
    return ig.create_engine("oracle+oracledb://scott:tiger@host/?service_name=x", module=server)


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:
    with engine.connect() as c:
        yield c


def many(count: int) -> list[dict[str, Any]]:
    return [{**ROW, "name": f"n{i}", "n": Decimal(i), "b": bool(i % 2), "note": None} for i in range(count)]


def test_a_generated_key_comes_through_a_variable(conn: Any, server: Server) -> None:
    result = conn.execute(ig.insert(T), ROW)
    assert tuple(result.inserted_primary_key) == (1,)
    assert result.rowcount == 1
    assert server.log[-1][0].endswith("RETURNING t.id INTO :ret_0")


def test_returned_rows_have_python_values(conn: Any) -> None:
    (row,) = conn.execute(ig.insert(T).returning(T), ROW).all()
    assert tuple(row) == (1, "a", Decimal("1.50"), dt.datetime(2024, 1, 2), True, "long")
    assert [type(v) for v in row] == [int, str, Decimal, dt.datetime, bool, str]
    assert row.name == "a" and row._mapping[T.c.b] is True


def test_many_rows_go_as_arrays_and_come_back_in_order(conn: Any, server: Server) -> None:
    before = len(server.log)
    statement = ig.insert(T).returning(T.c.id, T.c.name, T.c.b, T.c.note, sort_by_parameter_order=True)
    found = conn.execute(statement, many(50)).all()
    assert [(r.name, r.b, r.note) for r in found] == [(r["name"], r["b"], None) for r in many(50)]
    assert len({r.id for r in found}) == 50
    assert len(server.log) == before + 1, "one call of the driver"
    assert all("ret_0" not in row for row in server.log[-1][1])


def test_arrays_have_a_bounded_size(conn: Any, server: Server) -> None:
    before = len(server.log)
    options = {"insertmanyvalues_page_size": 20}
    found = conn.execute(ig.insert(T).returning(T.c.name), many(50), execution_options=options).scalars().all()
    assert found == [f"n{i}" for i in range(50)]
    assert [len(rows) for _, rows in server.log[before:]] == [20, 20, 10]


def test_update_and_delete_return_any_number_of_rows(conn: Any) -> None:
    conn.execute(ig.insert(T), many(6))
    changed = conn.execute(ig.update(T).where(T.c.id > 3).values(name=T.c.name + "x").returning(T.c.id, T.c.name))
    assert changed.all() == [(4, "n3x"), (5, "n4x"), (6, "n5x")]
    expanded = conn.execute(ig.update(T).where(T.c.id.in_([1, 2])).values(b=True).returning(T.c.id, T.c.b))
    assert expanded.rowcount == 2 and expanded.all() == [(1, True), (2, True)]
    assert conn.execute(ig.delete(T).where(T.c.id == 99).returning(T.c.id)).all() == []
    assert conn.execute(ig.delete(T).where(T.c.id == 6).returning(T.c.name)).scalar_one() == "n5x"


def test_update_of_many_rows_returns_them_in_order(conn: Any) -> None:
    conn.execute(ig.insert(T), many(4))
    statement = ig.update(T).where(T.c.id == ig.bindparam("key")).values(name=ig.bindparam("new")).returning(T.c.name)
    rows = [{"key": 3, "new": "three"}, {"key": 99, "new": "nobody"}, {"key": 1, "new": "one"}]
    assert conn.execute(statement, rows).scalars().all() == ["three", "one"]


def test_an_insert_that_returns_too_few_rows_is_an_error(conn: Any, server: Server) -> None:
    server.store.execute("CREATE TRIGGER no BEFORE INSERT ON t WHEN NEW.name = 'n1' BEGIN SELECT RAISE(IGNORE); END")
    with pytest.raises(InvalidRequestError, match="did not return one for each"):
        conn.execute(ig.insert(T).returning(T.c.id), many(3))


def test_numbers_keep_all_digits(conn: Any, server: Server) -> None:
    server.store.execute("INSERT INTO t (name, n) VALUES ('x', 12345678.25), ('y', 7)")
    found = conn.execute(ig.select(T.c.n).order_by(T.c.id)).scalars().all()
    assert found == [Decimal("12345678.25"), Decimal(7)] and {type(n) for n in found} == {Decimal}
    assert conn.scalar(ig.select(ig.func.count()).select_from(T)) == 2
    assert type(conn.scalar(ig.select(ig.func.count()).select_from(T))) is int


def test_the_session_gets_its_keys(engine: Any, server: Server) -> None:
    class Base(DeclarativeBase):
        pass

    class Person(Base):
        __tablename__ = "t"
        id: Mapped[int] = mapped_column(ig.Identity(), primary_key=True)
        name: Mapped[str] = mapped_column(ig.String(50))
        b: Mapped[bool | None]

    with Session(engine) as session:
        people = [Person(name=f"p{i}") for i in range(30)]
        session.add_all(people)
        before = len(server.log)
        session.flush()
        assert len(server.log) == before + 1
        kept = dict(server.store.execute("SELECT id, name FROM t").fetchall())
        assert {p.id: p.name for p in people} == kept
        one = Person(name="alone", b=True)
        session.add(one)
        session.commit()
        assert one.id == 31 and session.get(Person, 31) is one


def test_two_phase(engine: Any, server: Server) -> None:
    with engine.connect() as c:
        with c.begin_twophase("first") as transaction:
            c.execute(ig.insert(T), ROW)
            transaction.prepare()
        assert [step for step, _ in server.steps] == ["begin", "prepare", "commit"]
        server.needs_commit = False
        with c.begin_twophase("second") as transaction:
            c.execute(ig.select(T))
            transaction.prepare()  # nothing has changed: it is over, and COMMIT would be ORA-24756
        assert [step for step, _ in server.steps[3:]] == ["begin", "prepare"]
        server.left = [oracledb.Xid(0x1509, b"lost", b"isogloss")]
        assert c.recover_twophase() == ["lost"]
        c.rollback_prepared("lost")
        assert server.steps[-1][0] == "rollback" and server.steps[-1][1].global_transaction_id in ("lost", b"lost")


class Message:
    """What the driver has in ``args[0]``."""

    def __init__(self, code: str, text: str) -> None:
        self.full_code, self.text = code, text

    def __str__(self) -> str:
        return f"{self.full_code}: {self.text}"


ERRORS: list[Any] = [
    ("ORA-00001", "unique constraint (SCOTT.UQ_NAME) violated", ConstraintKind.UNIQUE, "UQ_NAME", None, ()),
    ("ORA-02291", "integrity constraint (S.FK) violated - parent key not found", ConstraintKind.FOREIGN_KEY, "FK", None, ()),
    ("ORA-02290", "check constraint (S.CK) violated", ConstraintKind.CHECK, "CK", None, ()),
    ("ORA-01400", 'cannot insert NULL into ("S"."T"."NAME")', ConstraintKind.NOT_NULL, None, "T", ("NAME",)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "kind", "name", "table", "columns"), ERRORS)
def test_constraints(
    conn: Any, server: Server, code: str, text: str, kind: Any, name: Any, table: Any, columns: Any
) -> None:
    server.fail["INSERT"] = oracledb.IntegrityError(Message(code, text))
    with pytest.raises(IntegrityError) as caught:
        conn.execute(ig.insert(T), ROW)
    error = caught.value
    assert (error.kind, error.constraint_name, error.table_name, error.column_names) == (kind, name, table, columns)


@pytest.mark.parametrize(
    ("code", "retryable", "disconnect"),
    [("ORA-00060", True, False), ("ORA-08177", True, False), ("ORA-03113", False, True), ("DPY-4011", False, True)],
)
def test_what_may_be_tried_again(conn: Any, server: Server, code: str, retryable: bool, disconnect: bool) -> None:
    server.fail["SELECT"] = oracledb.DatabaseError(Message(code, "gone"))
    with pytest.raises(DatabaseError) as caught:
        conn.execute(ig.select(T))
    assert (caught.value.is_retryable, caught.value.is_disconnect) == (retryable, disconnect)
    assert conn.invalidated is disconnect


WORDS = ig.Table(
    "words",
    ig.MetaData(),
    ig.Column("id", ig.Integer, ig.Identity(), primary_key=True),
    ig.Column("date", ig.String(9)),
    ig.Column("level", ig.String(9)),
    ig.Column("_x", ig.String(9)),
    ig.Column("Mixed", ig.String(9)),
    ig.Column("2nd", ig.String(9)),
)


def test_parameters_whose_names_are_words_of_the_language(server: Server, conn: Any) -> None:
    server.store.execute('CREATE TABLE words (id INTEGER PRIMARY KEY, "date", "level", "_x", "Mixed", "2nd")')
    row = {"date": "d", "level": "l", "_x": "x", "Mixed": "m", "2nd": "s"}
    assert tuple(conn.execute(ig.insert(WORDS), row).inserted_primary_key) == (1,)
    conn.execute(ig.insert(WORDS), [row, row])
    conn.execute(ig.update(WORDS).where(WORDS.c.date == ig.bindparam("size")).values(level="new"), {"size": "d"})
    found = conn.execute(
        ig.select(WORDS).where(WORDS.c.date.in_(ig.bindparam("rows", expanding=True))), {"rows": ["d"]}
    )
    assert [tuple(r) for r in found] == [(n, "d", "new", "x", "m", "s") for n in (1, 2, 3)]
    assert conn.scalar(ig.text("SELECT :x || :X FROM words WHERE id = 1").bindparams(x="a", X="b")) == "ab"
    twins = ig.table("words", ig.column("x"), ig.column("X"))
    assert str(ig.insert(twins).compile(dialect=conn.dialect)).endswith("VALUES (:x, :X_1)")


def test_a_long_list_for_in_is_refused_here(conn: Any) -> None:
    with pytest.raises(StatementError, match=r"1,001 items, Oracle 19.22 takes 1,000; execute the statement for parts"):
        conn.execute(ig.select(T).where(T.c.id.in_(range(1001))))


def test_lists_that_the_server_takes(conn: Any) -> None:
    rows = ig.select(T).where(ig.tuple_(T.c.id, T.c.name).in_([(n, "n") for n in range(1001)]))
    assert conn.execute(rows).all() == []
    newer = Oracle(version=(23, 4))
    assert newer.capabilities.max_in_list == 65535


def test_returning_of_rows_in_one_statement_is_refused(conn: Any, server: Server) -> None:
    """Oracle has RETURNING for an INSERT with VALUES alone."""
    before = len(server.log)
    several = ig.insert(T).values([{"name": "a"}, {"name": "b"}])
    copied = ig.insert(T).from_select(["name"], ig.select(T.c.name))
    for statement in (several, copied):
        with pytest.raises(ig.exc.CompileError, match="RETURNING of an INSERT of several rows.*execute the insert"):
            conn.execute(statement.returning(T.c.id))
    assert len(server.log) == before
    assert conn.execute(several).rowcount == 2
    assert "INTO :ret_0" in str(several.returning(T.c.id).compile(dialect=Oracle(version=(23,))))


def test_arraysize_is_that_of_each_cursor() -> None:
    engine = ig.create_engine("oracle+oracledb://u:p@h", module=Server(CREATE), arraysize=7)
    with engine.connect() as c:
        assert c.connection.dbapi_connection.cursor().arraysize == 7
        c.execute(ig.insert(T), ROW)

"""Oracle through its driver: what is sent, bound and read, told by a fake that takes the real driver's calls only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from isogloss import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Sequence,
    String,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    insert,
    literal,
    select,
    text,
    update,
)
from isogloss.dialects.oracle import BINARY_DOUBLE, NCLOB, NUMBER, NVARCHAR2, TIMESTAMP, Oracle
from isogloss.exc import ConstraintKind, DBAPIError, IntegrityError, StatementError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column

from ..fakes import oracle_typed as oracle
from ..fakes.strict import Script

oracledb = oracle.oracledb
Rows, Returned, Col = oracle.Rows, oracle.Returned, oracle.Column

item = Table(
    "item",
    MetaData(),
    Column("id", Integer, Identity(), primary_key=True),
    Column("name", String(20)),
    Column("price", Numeric(10, 2)),
    Column("doc", JSON),
    Column("body", Text),
    Column("photo", LargeBinary),
    Column("live", Boolean),
    Column("at", TIMESTAMP(timezone=True)),
    Column("seen", TIMESTAMP()),
    Column("born", DateTime()),
    Column("ratio", Float()),
)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def engine(script):
    made = create_engine("oracle+oracledb://u:p@host/?service_name=x", module=oracle.Module(script))
    with made.connect():
        pass  # what a first connection asks
    script.sent.clear()
    script.calls.clear()
    return made


def one_key_each(first: int = 10) -> Callable[[str, Any], Any]:
    """Answer an INSERT ... RETURNING: a key for each execution."""
    numbers = iter(range(first, 10_000))

    def answer(statement: str, bound: Any) -> Any:
        return Returned([[(next(numbers),)] for _ in (bound if isinstance(bound, list) else [bound])])

    return answer


def test_insert_brings_its_key(engine, script):
    script.on("INSERT", one_key_each())
    with engine.begin() as connection:
        result = connection.execute(insert(item).values(name="a"))
        assert result.inserted_primary_key == (10,)
        assert result.rowcount == 1
    assert script.sent == [("INSERT INTO item (name) VALUES (:name) RETURNING item.id INTO :ret_0", {"name": "a"})]
    assert script.calls[0] == "commit"


def test_returned_values_are_processed(engine, script):
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901)
    values = (7, Decimal("12.50"), {"a": [1]}, "long text", b"\x00\x01", 1, moment, moment, 0.25)
    script.on("INSERT", lambda statement, bound: Returned([[values]]))
    c = item.c
    columns = (c.id, c.price, c.doc, c.body, c.photo, c.live, c.at, c.seen, c.ratio)
    with engine.begin() as connection:
        row = connection.execute(insert(item).values(name="a").returning(*columns)).one()
    assert row == (
        *(7, Decimal("12.50"), {"a": [1]}, "long text", b"\x00\x01", True),
        *(moment.replace(tzinfo=UTC), moment, 0.25),
    )
    assert [type(value) for value in row[:6]] == [int, Decimal, dict, str, bytes, bool]


def test_update_returns_all_its_rows(engine, script):
    script.on("UPDATE", lambda statement, bound: Returned([[(1, None), (2, "b")]]))
    with engine.begin() as connection:
        change = update(item).values(price=1).where(item.c.id < 3).returning(item.c.id, item.c.name)
        result = connection.execute(change)
        assert result.all() == [(1, None), (2, "b")]
        script.on("UPDATE", lambda statement, bound: Returned([[]]))
        assert connection.execute(change).all() == []
        script.on("DELETE", lambda statement, bound: Returned([[(5,)]]))
        assert connection.scalars(delete(item).returning(item.c.id)).all() == [5]


def test_expression_of_unknown_type_comes_as_text(engine, script):
    script.on("UPDATE", lambda statement, bound: Returned([[("x",)]]))
    with engine.begin() as connection:
        change = update(item).values(price=1).returning(text("USER"))
        assert connection.execute(change).scalar() == "x"


def test_many_rows_go_as_arrays_in_the_order_of_their_parameters(engine, script):
    def answer(statement: str, bound: Any) -> Any:
        assert isinstance(bound, list)
        return Returned([[(100 - len(row["name"]), row["name"])] for row in bound])

    script.on("INSERT", answer)
    names = ["ccc", "a", "bb", "dddd"]
    with engine.begin() as connection:
        wanted = insert(item).returning(item.c.id, item.c.name, sort_by_parameter_order=True)
        result = connection.execute(wanted, [{"name": name} for name in names])
        assert result.all() == [(97, "ccc"), (99, "a"), (98, "bb"), (96, "dddd")]
        assert result.rowcount == 4
    assert len(script.sent) == 1


def test_many_updates_return_the_rows_of_each(engine, script):
    script.on("UPDATE", lambda statement, bound: Returned([[(1,), (2,)], [], [(3,)]]))
    with engine.begin() as connection:
        change = update(item).where(item.c.name == bindparam("who")).values(price=1).returning(item.c.id)
        result = connection.execute(change, [{"who": "a"}, {"who": "b"}, {"who": "c"}])
        assert result.scalars().all() == [1, 2, 3]


def test_in_lists_beside_returning(engine, script):
    script.on("DELETE", lambda statement, bound: Returned([[(1,), (2,)]]))
    with engine.begin() as connection:
        gone = connection.scalars(delete(item).where(item.c.id.in_([1, 2])).returning(item.c.id)).all()
    assert gone == [1, 2]
    assert script.sent[0][1] == {"id_1_1": 1, "id_1_2": 2}


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str]


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(Sequence("ticket_seq"), primary_key=True)
    name: Mapped[str]


@pytest.mark.parametrize("mapped", [Person, Ticket], ids=["identity", "sequence"])
@pytest.mark.parametrize("count", [1, 2, 250])
def test_flush_gives_each_object_its_own_key(engine, script, mapped, count):
    def answer(statement: str, bound: Any) -> Any:
        rows = bound if isinstance(bound, list) else [bound]
        return Returned([[(1000 + 7 * int(row["name"]),)] for row in rows])

    script.on("INSERT", answer)
    with Session(engine) as session:
        objects = [mapped(name=str(number)) for number in reversed(range(count))]
        session.add_all(objects)
        session.flush()
        assert [one.id for one in objects] == [1000 + 7 * int(one.name) for one in objects]
        assert session.get(mapped, 1000) is objects[-1]
    assert len(script.statements("INSERT")) == 1


def test_selected_values_come_without_loss(engine, script):
    number = oracledb.DB_TYPE_NUMBER
    columns = [
        Col("whole", number, 10, 0),
        Col("price", number, 38, 2),
        Col("bare", number, 0, -127),
        Col("bare_fraction", number, 0, -127),
        Col("ratio", number, 126, -127),
        Col("hundreds", number, 38, -2),
        Col("body", oracledb.DB_TYPE_CLOB),
        Col("photo", oracledb.DB_TYPE_BLOB),
        Col("gone", oracledb.DB_TYPE_CLOB),
    ]
    exact = Decimal("123456789012345678901234.56")
    row = (
        3,
        exact,
        Decimal(12345678901234567890),
        Decimal("0.1"),
        Decimal("0.5"),
        Decimal(12345678901234567800),
        "text",
        b"bytes",
        None,
    )
    script.on("SELECT", Rows(columns, [row]))
    with engine.connect() as connection:
        got = tuple(connection.execute(text("SELECT * FROM everything")).one())
    assert got == (3, exact, 12345678901234567890, Decimal("0.1"), 0.5, 12345678901234567800, "text", b"bytes", None)
    assert [type(value) for value in got[:6]] == [int, Decimal, int, Decimal, float, int]
    assert oracledb.defaults.fetch_lobs is True  # nobody else's connections are changed


def test_json_text_and_json_documents(engine, script):
    script.on("SELECT", Rows([Col("doc", oracledb.DB_TYPE_JSON)], [({"a": 1},), ("text",), (None,)]))
    with engine.connect() as connection:
        assert connection.scalars(select(item.c.doc)).all() == [{"a": 1}, "text", None]
        script.on("SELECT", Rows([Col("doc", oracledb.DB_TYPE_CLOB)], [('{"a": 1}',), ('"text"',)]))
        assert connection.scalars(select(item.c.doc.label("text"))).all() == [{"a": 1}, "text"]


def test_moments_keep_fractions_and_instants(engine, script):
    aware = datetime(2026, 7, 1, 12, 0, 0, 5, timezone(timedelta(hours=2)))
    naive = datetime(2026, 7, 1, 12, 0, 0, 5)
    rows = [
        {"id": 1, "seen": naive.replace(microsecond=0), "at": aware, "born": naive.replace(microsecond=0)},
        {"id": 2, "seen": naive, "at": aware, "born": naive.replace(microsecond=0)},
    ]
    with engine.begin() as connection:
        connection.execute(insert(item), rows)
        connection.execute(insert(item), rows[1])
        connection.execute(insert(item), rows[0])
    in_utc = (datetime(2026, 7, 1, 10, 0, 0, 5), "+00:00")
    (_, many), (_, second), (_, first) = script.sent
    assert [row["seen"] for row in many] == [naive.replace(microsecond=0), naive]
    assert second["seen"] == naive
    assert many[0]["at"] == second["at"] == first["at"] == in_utc


def test_moments_of_unknown_type_keep_their_instant(engine, script):
    aware = datetime(2026, 7, 1, 12, 0, 0, 0, timezone(timedelta(hours=2)))
    statement = text("UPDATE item SET seen = :x")
    with engine.begin() as connection:
        connection.execute(statement, {"x": aware})
        connection.execute(statement, [{"x": None}, {"x": aware}])
        with pytest.raises(StatementError, match="is naive"):
            connection.execute(statement, [{"x": aware}, {"x": aware.replace(tzinfo=None)}])
        with pytest.raises(StatementError, match="is aware"):
            connection.execute(statement, [{"x": aware.replace(tzinfo=None)}, {"x": aware}])
    in_utc = (datetime(2026, 7, 1, 10), "+00:00")
    assert [bound for _, bound in script.sent] == [{"x": in_utc}, [{"x": None}, {"x": in_utc}]]


def test_infinities_go_as_binary_doubles(engine, script):
    measure = Table("measure", MetaData(), Column("x", BINARY_DOUBLE()))
    rows = [{"x": 1.5}, {"x": float("inf")}, {"x": 2}, {"x": None}]
    with engine.begin() as connection:
        connection.execute(insert(measure), rows[1])
        connection.execute(insert(measure), rows)
        connection.execute(text("UPDATE measure SET x = :x"), {"x": float("-inf")})
    assert script.sent[1][1] == rows


def test_returned_values_are_those_that_are_selected(engine, script):
    kept = Table(
        "kept", MetaData(), Column("count", NUMBER(10)), Column("rate", NUMBER(10, 2, asdecimal=False)),
        Column("bare", NUMBER()), Column("x", BINARY_DOUBLE()), Column("long", String(8000)), Column("words", NVARCHAR2(9)),
        Column("notes", NCLOB()),
    )  # fmt: skip
    row = (5, 1.5, Decimal("0.1"), float("inf"), "ü" * 8000, "й", "н" * 9000)
    script.on("INSERT", Returned([[(Decimal(5), Decimal("1.5"), *row[2:])]]))
    number = oracledb.DB_TYPE_NUMBER
    columns = [
        Col("count", number, 10, 0), Col("rate", number, 10, 2), Col("bare", number, 0, -127),
        Col("x", oracledb.DB_TYPE_BINARY_DOUBLE), Col("long", oracledb.DB_TYPE_VARCHAR),
        Col("words", oracledb.DB_TYPE_NVARCHAR), Col("notes", oracledb.DB_TYPE_NCLOB),
    ]  # fmt: skip
    script.on("SELECT", Rows(columns, [(5, Decimal("1.5"), *row[2:])]))
    with engine.begin() as connection:
        returned = tuple(connection.execute(insert(kept).values(count=5).returning(*kept.c)).one())
        selected = tuple(connection.execute(select(kept)).one())
    assert returned == selected == row
    assert list(map(type, returned)) == list(map(type, selected)) == list(map(type, row))


def test_savepoints_have_no_release(engine, script):
    with engine.begin() as connection:
        with connection.begin_nested():
            connection.execute(text("UPDATE item SET price = 1"))
        with connection.begin_nested() as nested:
            nested.rollback()
    assert script.statements() == [
        "SAVEPOINT sa_savepoint_1",
        "UPDATE item SET price = 1",
        "SAVEPOINT sa_savepoint_2",
        "ROLLBACK TO SAVEPOINT sa_savepoint_2",
    ]


def test_isolation_levels(engine, script):
    with engine.connect().execution_options(isolation_level="SERIALIZABLE") as connection:
        assert connection.get_isolation_level() == "SERIALIZABLE"
        raw = connection.connection.dbapi_connection
        assert script.statements() == ["ALTER SESSION SET ISOLATION_LEVEL=SERIALIZABLE"]
    assert script.statements()[-1] == "ALTER SESSION SET ISOLATION_LEVEL=READ COMMITTED"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert connection.connection.dbapi_connection is raw
        assert raw.autocommit is True
        assert connection.get_isolation_level() == "READ COMMITTED"
    assert raw.autocommit is False


def test_two_phase_transactions(engine, script):
    with engine.connect() as connection:
        transaction = connection.begin_twophase("mine")
        connection.execute(text("UPDATE item SET price = 1"))
        transaction.prepare()
        transaction.commit()
        connection.begin_twophase("other").rollback()
        connection.begin_twophase("one step").commit()
        assert script.calls == [
            *("tpc_begin mine", "tpc_prepare", "tpc_commit None", "tpc_begin other", "tpc_rollback None"),
            *("tpc_begin one step", "tpc_commit None"),
        ]


def test_two_phase_transaction_that_only_read_has_nothing_to_commit(engine, script):
    script.on("tpc_prepare", "read only")
    with engine.connect() as connection:
        transaction = connection.begin_twophase()
        transaction.prepare()
        transaction.commit()
        assert script.calls[-1] == "tpc_prepare"


@pytest.mark.parametrize(
    ("code", "message", "kind", "name", "table", "columns"),
    [
        (1, "unique constraint (SCOTT.UQ_NAME) violated", ConstraintKind.UNIQUE, "UQ_NAME", None, ()),
        (
            1,
            "unique constraint (SCOTT.UQ) violated on table SCOTT.ITEM columns (A, B)",
            *(ConstraintKind.UNIQUE, "UQ", "ITEM", ("A", "B")),
        ),
        (
            1,
            "unique constraint (SCOTT.UQ) violated on table SCOTT.ITEM columns (A, B)\n"
            "ORA-03301: (ORA-00001 details) row with column values (A:1, B:'x)y') already exists",
            *(ConstraintKind.UNIQUE, "UQ", "ITEM", ("A", "B")),
        ),
        (1400, 'cannot insert NULL into ("SCOTT"."ITEM"."NAME")', ConstraintKind.NOT_NULL, None, "ITEM", ("NAME",)),
        (1407, 'cannot update ("SCOTT"."ITEM"."NAME") to NULL', ConstraintKind.NOT_NULL, None, "ITEM", ("NAME",)),
        (2290, "check constraint (SCOTT.CK_PRICE) violated", ConstraintKind.CHECK, "CK_PRICE", None, ()),
        (
            2291,
            "integrity constraint (SCOTT.FK) violated - parent key not found",
            *(ConstraintKind.FOREIGN_KEY, "FK", None, ()),
        ),
        (
            2292,
            "integrity constraint (SCOTT.FK) violated - child record found",
            *(ConstraintKind.FOREIGN_KEY, "FK", None, ()),
        ),
    ],
)
def test_constraints_are_named(engine, script, code, message, kind, name, table, columns):
    script.on("INSERT", oracle.error(code, message))
    with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(insert(item).inline().values(name="a"))
    error = caught.value
    assert (error.kind, error.constraint_name, error.table_name, error.column_names) == (kind, name, table, columns)
    assert not error.is_disconnect


@pytest.mark.parametrize(
    ("code", "retryable"),
    [(c, True) for c in (60, 8177, 54, 30006, 2049)] + [(c, False) for c in (942, 31603, 1013, 12899)],
)
def test_what_may_be_tried_again(engine, script, code, retryable):
    script.on("UPDATE", oracle.error(code, "whatever"))
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("UPDATE item SET price = 1"))
    assert caught.value.is_retryable is retryable
    assert not caught.value.is_disconnect


@pytest.mark.parametrize("code", [28, 1012, 1033, 1034, 1089, 3113, 3114, 3135, 2396, 12570, 12571, 600])
def test_lost_connections_are_replaced(engine, script, code):
    script.on("UPDATE", oracle.error(code, "gone"))
    with engine.connect() as connection:
        with pytest.raises(DBAPIError) as caught:
            connection.execute(text("UPDATE item SET price = 1"))
        assert caught.value.is_disconnect
        connection.rollback()
        script.on("SELECT", Rows([Col("x", oracledb.DB_TYPE_NUMBER, 1, 0)], [(1,)]))
        assert connection.scalar(select(literal(1))) == 1


def test_returning_reconnects_after_a_lost_connection(engine, script):
    script.on("UPDATE", oracle.error(3113, "gone"))
    with engine.connect() as connection:
        with pytest.raises(DBAPIError):
            connection.execute(text("UPDATE item SET price = 1"))
        connection.rollback()
        script.on("INSERT", one_key_each())
        assert connection.execute(insert(item).values(name="a")).inserted_primary_key == (10,)


def test_dates_come_as_dates(engine, script):
    day = Table("day", MetaData(), Column("d", Date))
    script.on("SELECT", Rows([Col("d", oracledb.DB_TYPE_DATE)], [(datetime(2026, 1, 2),)]))
    with engine.connect() as connection:
        assert connection.scalar(select(day.c.d)) == date(2026, 1, 2)


def test_literals_of_moments():
    dialect = Oracle()
    naive = datetime(2026, 1, 2, 3, 4, 5)
    aware = naive.replace(tzinfo=timezone(timedelta(hours=-3)))
    for value, type_, words in (
        (naive, DateTime(), "TO_DATE('2026-01-02 03:04:05', 'YYYY-MM-DD HH24:MI:SS')"),
        (naive.replace(microsecond=6), TIMESTAMP(), "TO_TIMESTAMP('2026-01-02 03:04:05.000006', 'YYYY-MM-DD HH24:MI:SS.FF')"),
        (aware, TIMESTAMP(timezone=True), "TO_TIMESTAMP_TZ('2026-01-02 06:04:05.000000+00:00', 'YYYY-MM-DD HH24:MI:SS.FFTZH:TZM')"),
    ):  # fmt: skip
        query = select(literal(value, type_)).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        assert str(query) == f"SELECT {words} AS anon_1 FROM DUAL"

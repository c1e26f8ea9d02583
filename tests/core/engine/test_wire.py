"""Values on the wire: what went in through a driver comes out equal, and of the same type."""

from __future__ import annotations

import datetime as dt
import enum
import math
import uuid
from decimal import Decimal

import pytest

from isogloss import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    Unicode,
    Uuid,
    cast,
    insert,
    literal,
    select,
    text,
)
from isogloss.exc import DBAPIError, StatementError

ODD_TEXT = "quote ' backslash \\ percent %s %% colon :x newline \n tab \t \U0001f600 e\u0301 \u00df"
CASES = {
    "smallint": (SmallInteger(), [-32768, 0, 32767]),
    "integer": (Integer(), [-(2**31), -1, 0, 2**31 - 1]),
    "bigint": (BigInteger(), [-(2**63), 2**53 + 1, 2**63 - 1]),
    "boolean": (Boolean(), [True, False]),
    "double": (Double(), [0.0, -1.5, 1e-300, 1.7976931348623157e308, 0.1, 5e-324, -0.0]),
    "infinity": (Double(), [math.inf, -math.inf]),
    "numeric": (Numeric(12, 4), [Decimal("0.0000"), Decimal("-12345678.0123"), Decimal("1.5000")]),
    "long numeric": (Numeric(30, 10), [Decimal("-12345678901234567890.0123456789"), Decimal("0.0000000001")]),
    "string": (String(200), ["", " ", "trailing ", ODD_TEXT]),
    "unicode": (Unicode(200), ["", ODD_TEXT]),
    "text": (Text(), ["", ODD_TEXT, "x" * 60000]),
    "binary": (LargeBinary(), [b"", bytes(range(256)), b"\x00", b"%s?:x'\\" * 100]),
    "date": (Date(), [dt.date(1000, 1, 1), dt.date(1969, 12, 31), dt.date(9999, 12, 31)]),
    "time": (Time(), [dt.time(0, 0), dt.time(23, 59, 59), dt.time.max, dt.time(0, 0, 0, 1)]),
    "datetime": (
        DateTime(),
        [dt.datetime(1000, 1, 1), dt.datetime(2024, 2, 29, 23, 59, 59), dt.datetime(1969, 12, 31, 1, 2, 3, 999999)],
    ),
    "last datetime": (DateTime(), [dt.datetime.max]),
    "aware": (
        DateTime(timezone=True),
        [
            dt.datetime(2024, 2, 29, 12, 0, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30))),
            dt.datetime(1900, 1, 1, tzinfo=dt.timezone(dt.timedelta(seconds=1172))),
            dt.datetime.max.replace(tzinfo=dt.UTC),
        ],
    ),
    "interval": (
        Interval(),
        [
            dt.timedelta(0),
            dt.timedelta(days=3, hours=2, minutes=1),
            -dt.timedelta(seconds=5),
            dt.timedelta(microseconds=-1),
            dt.timedelta(days=40000, microseconds=999999),
        ],
    ),
    "decimal": (Numeric(), [Decimal("0.1"), Decimal("-12345.0000000001"), Decimal("99999")]),
    "float numbers": (Numeric(20, 2, asdecimal=False), [0.25, 1e15, -3.0]),
    "uuid": (Uuid(), [uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID("12345678-1234-5678-1234-567812345678")]),
    "json": (JSON(), [{}, [], {"a": [1, 2.5, None, True, {"b": ODD_TEXT}]}, "text", 12, False, [2**70]]),
}

#: A type, a value and the error that it meets before anything is sent, where one of these drivers would lose it.
ALL = ("sqlite", "postgresql", "mariadb")
ZONE = dt.timezone(dt.timedelta(hours=3))
REFUSED = {
    "naive for aware": (DateTime(timezone=True), dt.datetime(2024, 1, 1), "is naive", ALL),
    "aware for naive": (DateTime(), dt.datetime(2024, 1, 1, tzinfo=ZONE), "is aware", ALL),
    "aware time": (Time(), dt.time(1, tzinfo=ZONE), "the offset of", ALL),
    "before year 1 in UTC": (DateTime(timezone=True), dt.datetime(1, 1, 1, tzinfo=ZONE), "outside of the years", ALL),
    "datetime for a day": (Date(), dt.datetime(2024, 1, 1), "its time would be lost|pass its", ALL),
    "text for a day": (Date(), "2024-01-01", "parse it first", ALL),
    "long interval": (Interval(), dt.timedelta.max, "is too long", ("sqlite", "mariadb")),
    "fraction": (Integer(), 1.5, "is not a whole number", ("postgresql", "mariadb")),
    "decimal fraction": (BigInteger(), Decimal("1.5"), "is not a whole number", ("postgresql", "mariadb")),
    "float nan": (Double(), math.nan, "keeps NULL|neither NaN", ("sqlite", "mariadb")),
    "float infinity": (Double(), math.inf, "neither NaN nor infinities", ("mariadb",)),
    "decimal nan": (Numeric(10, 2), Decimal("NaN"), "keeps NULL|neither NaN", ("sqlite", "mariadb")),
    "long decimal": (Numeric(30, 10), Decimal("12345678901234567890.5"), "more digits than SQLite keeps", ("sqlite",)),
    "json nan": (JSON(), {"a": math.nan}, "JSON has neither NaN", ALL),
    "long json number": (JSON(), 2**70, "loses digits on SQLite", ("sqlite",)),
    "text as bytes": (LargeBinary(), "text", "bytes are expected", ALL),
    "text as uuid": (Uuid(), "12345678-1234-5678-1234-567812345678", "a uuid.UUID is expected", ALL),
    "truth of 2": (Boolean(), 2, "not None, True, or False", ALL),
    "half of a character": (String(10), "\ud800", "surrogates not allowed|with an exception set", ALL),
}


@pytest.mark.parametrize("case", CASES)
def test_values_come_back_as_they_went(any_engine, case):
    type_, values = CASES[case]
    if (case, any_engine.name) in {("long numeric", "sqlite"), ("infinity", "mariadb")}:
        return  # refused: see below
    table = Table("eng_wire", MetaData(), Column("id", Integer, primary_key=True), Column("v", type_))
    sent = dict(enumerate([*values, None], 1))
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            for number, value in sent.items():
                connection.execute(insert(table), {"id": number, "v": value})
            many = [{"id": number + 100, "v": value} for number, value in sent.items()]
            connection.execute(insert(table), many)
            keys = connection.execute(
                insert(table).returning(table.c.v, sort_by_parameter_order=True),
                [{"id": number + 200, "v": value} for number, value in sent.items()],
            )
            returned = keys.scalars().all()
            found = dict(connection.execute(select(table.c.id, table.c.v)).all())
            streamed = dict(connection.execute(select(table.c.id, table.c.v), execution_options={"yield_per": 2}).all())
        finally:
            table.drop(connection)
    wanted = {number + base: value for base in (0, 100, 200) for number, value in sent.items()}
    assert found == streamed == wanted
    assert returned == list(sent.values())
    assert {key: type(value) for key, value in found.items()} == {key: type(value) for key, value in wanted.items()}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_be_lost_is_refused(any_engine, case):
    type_, value, message, backends = REFUSED[case]
    if any_engine.name not in backends:
        return  # comes back as it went: see above
    table = Table("eng_wire", MetaData(), Column("id", Integer, primary_key=True), Column("v", type_))
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
    try:
        for send in (
            lambda c: c.execute(insert(table), {"id": 1, "v": value}),
            lambda c: c.execute(insert(table), [{"id": 1, "v": None}, {"id": 2, "v": value}]),
            lambda c: c.execute(table.update().values(v=value)),
        ):
            with any_engine.connect() as connection, pytest.raises(StatementError, match=message):
                send(connection)
        with any_engine.connect() as connection:
            assert connection.execute(select(table)).all() == []
    finally:
        table.drop(any_engine)


def test_bytes_of_all_kinds(any_engine):
    table = Table("eng_wire", MetaData(), Column("id", Integer, primary_key=True), Column("v", LargeBinary()))
    kinds = [bytes(range(256)), bytearray(range(256)), memoryview(bytes(range(256)))]
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            connection.execute(insert(table), [{"id": i, "v": v} for i, v in enumerate(kinds)])
            connection.execute(insert(table), {"id": 9, "v": kinds[2]})
            assert set(connection.execute(select(table.c.v)).scalars()) == {bytes(range(256))}
        finally:
            table.drop(connection)


class Side(enum.Enum):
    LEFT = "l"


def test_values_without_a_type_are_what_they_were_or_refused(any_engine):
    kind = "BYTEA" if any_engine.name == "postgresql" else "BLOB"
    with any_engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS eng_wire"))
        connection.execute(text(f"CREATE TABLE eng_wire (v {kind})"))
        try:
            send = text("INSERT INTO eng_wire VALUES (:v)")
            for value in (b"\0\xffa", bytearray(b"\0\xffa"), memoryview(b"\0\xffa")):
                connection.execute(send, {"v": value})
                connection.execute(send, [{"v": value}] * 2)
            found = connection.execute(text("SELECT v FROM eng_wire")).scalars().all()
            assert set(map(bytes, found)) == {b"\0\xffa"} and len(found) == 9
            for value in (object(), {"a": 1}, 1j, object, Side.LEFT):
                if any_engine.driver == "psycopg" and isinstance(value, Side):
                    continue  # which sends the name
                with pytest.raises(StatementError), connection.begin_nested():
                    connection.execute(send, {"v": value})
        finally:
            connection.execute(text("DROP TABLE eng_wire"))


def test_special_numbers_of_postgresql(any_engine):
    if any_engine.name != "postgresql":
        return
    nan, inf = Decimal("NaN"), Decimal("Infinity")
    with any_engine.connect() as connection:

        def back(value, type_):
            return connection.scalar(select(cast(literal(value, type_), type_)))

        assert math.isnan(back(math.nan, Double())) and back(nan, Numeric()).is_nan()
        if any_engine.driver == "psycopg":
            assert back(inf, Numeric()) == inf
        else:
            with pytest.raises(StatementError, match="cannot be sent through psycopg2"):
                back(inf, Numeric())


def test_a_plan_that_has_become_old_may_be_tried_again(any_engine):
    if any_engine.driver != "psycopg":
        return  # the one that prepares statements by itself
    with any_engine.connect() as connection:
        for _ in range(8):
            connection.exec_driver_sql("SELECT * FROM eng_parent WHERE id = %s", (1,))
        connection.commit()
        with any_engine.begin() as other:
            other.exec_driver_sql("ALTER TABLE eng_parent ADD COLUMN more INTEGER")
        with pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql("SELECT * FROM eng_parent WHERE id = %s", (1,))
        assert caught.value.is_retryable
        connection.rollback()
        assert "more" in connection.exec_driver_sql("SELECT * FROM eng_parent WHERE id = %s", (1,)).keys()


def test_a_key_of_zero_is_zero(any_engine):
    table = Table("eng_wire", MetaData(), Column("id", Integer, primary_key=True), Column("v", Integer))
    with any_engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            connection.execute(insert(table), {"id": 0, "v": 1})
            assert connection.execute(select(table.c.id)).scalars().all() == [0]
        finally:
            table.drop(connection)

"""Values on the wire: what went in through a driver comes out equal, and of the same type."""

from __future__ import annotations

import datetime as dt
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
    insert,
    select,
)

ODD_TEXT = "quote ' backslash \\ percent %s %% colon :x newline \n tab \t \U0001f600 e\u0301 \u00df"
CASES = {
    "smallint": (SmallInteger(), [-32768, 0, 32767]),
    "integer": (Integer(), [-(2**31), -1, 0, 2**31 - 1]),
    "bigint": (BigInteger(), [-(2**63), 2**53 + 1, 2**63 - 1]),
    "boolean": (Boolean(), [True, False]),
    "double": (Double(), [0.0, -1.5, 1e-300, 1.7976931348623157e308, 0.1]),
    "numeric": (Numeric(12, 4), [Decimal("0.0000"), Decimal("-12345678.0123"), Decimal("1.5000")]),
    "long numeric": (Numeric(30, 10), [Decimal("-12345678901234567890.0123456789"), Decimal("0.0000000001")]),
    "string": (String(200), ["", " ", "trailing ", ODD_TEXT]),
    "unicode": (Unicode(200), ["", ODD_TEXT]),
    "text": (Text(), ["", ODD_TEXT, "x" * 60000]),
    "binary": (LargeBinary(), [b"", bytes(range(256)), b"\x00", b"%s?:x'\\" * 100]),
    "date": (Date(), [dt.date(1000, 1, 1), dt.date(1969, 12, 31), dt.date(9999, 12, 31)]),
    "time": (Time(), [dt.time(0, 0), dt.time(23, 59, 59)]),
    "datetime": (DateTime(), [dt.datetime(1000, 1, 1), dt.datetime(2024, 2, 29, 23, 59, 59)]),
    "aware": (
        DateTime(timezone=True),
        [dt.datetime(2024, 2, 29, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))],
    ),
    "interval": (Interval(), [dt.timedelta(0), dt.timedelta(days=3, hours=2, minutes=1), -dt.timedelta(seconds=5)]),
    "uuid": (Uuid(), [uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID("12345678-1234-5678-1234-567812345678")]),
    "json": (JSON(), [{}, [], {"a": [1, 2.5, None, True, {"b": ODD_TEXT}]}, "text", 12, False]),
}


@pytest.mark.parametrize("case", CASES)
def test_values_come_back_as_they_went(any_engine, case):
    if case == "long numeric" and any_engine.name == "sqlite":
        pytest.skip("SQLite keeps numbers of 15 digits; the reference stores what is left of longer ones, and so do we")
    type_, values = CASES[case]
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

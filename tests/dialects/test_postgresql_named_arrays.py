"""Arrays of enums and domains, which the drivers do not know and hand over as text."""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import isogloss as ig
import isogloss.dialects.postgresql as pg

from ..servers import driver_url


class Mood(enum.Enum):
    """Stored by name."""

    sad = 1
    happy = 2


@pytest.fixture(scope="module", params=["psycopg", "psycopg2"])
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = ig.create_engine(driver_url(f"postgresql+{request.param}"))
    yield made
    made.dispose()


TEXTS = ["a", "NULL", "null", None, "", 'b"\\c', "{x,y}", " é 😀 "]
CASES: dict[str, tuple[Any, Any]] = {
    "enum": (pg.ENUM("x", "y,z", 'q"', "NULL", name="arr_e"), ["x", "y,z", 'q"', None, "NULL"]),
    "members": (ig.Enum(Mood, name="arr_m"), [Mood.sad, None, Mood.happy]),
    "integer": (pg.DOMAIN("arr_i", ig.Integer), [1, None, -(2**31)]),
    "text": (pg.DOMAIN("arr_t", ig.String), TEXTS),
    "numeric": (pg.DOMAIN("arr_n", ig.Numeric), [Decimal("1.50"), Decimal("NaN")]),
    "boolean": (pg.DOMAIN("arr_b", ig.Boolean), [True, False, None]),
    "date": (pg.DOMAIN("arr_d", ig.Date), [datetime.date(2020, 1, 31)]),
    "moment": (pg.DOMAIN("arr_s", ig.DateTime), [datetime.datetime(2020, 1, 31, 1, 2, 3, 4)]),
    "uuid": (pg.DOMAIN("arr_u", ig.Uuid), [uuid.UUID(int=5)]),
    "bytes": (pg.DOMAIN("arr_y", ig.LargeBinary), [b"\x00\xff'\\", b""]),
    "two dimensions": (pg.DOMAIN("arr_2", ig.Integer), [[1, 2], [None, 4]]),
    "empty": (pg.DOMAIN("arr_0", ig.Integer), []),
}


@pytest.mark.parametrize("case", CASES)
def test_values_come_back_equal(engine: Any, case: str) -> None:
    item, value = CASES[case]
    table = ig.Table("named_array", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True))
    table.append_column(ig.Column("a", pg.ARRAY(item)))
    table.append_column(ig.Column("b", pg.ARRAY(item, as_tuple=True)))
    table.metadata.drop_all(engine)
    table.metadata.create_all(engine)
    try:
        with engine.begin() as c:
            c.execute(ig.insert(table), [{"a": value, "b": value}, {"a": None, "b": None}])
        with engine.connect() as c:
            (a, b), nothing = c.execute(ig.select(table.c.a, table.c.b).order_by(table.c.id)).all()
        assert repr(a) == repr(value)
        assert isinstance(b, tuple)
        assert len(b) == len(value)
        assert nothing == (None, None)
    finally:
        table.metadata.drop_all(engine)

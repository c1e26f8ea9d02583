"""Values written into the text are the values that were bound: on each live server, for every type."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

import isogloss as ig
from isogloss import types
from isogloss.exc import CompileError, StatementError

from ..live import engine as engine

UTC = dt.UTC
#: Each table has a name of its own: a server keeps the plans of statements on the last one.
NUMBERS = itertools.count()


class Shade(enum.Enum):
    dark = 1
    light = 2


VALUES: list[tuple[Any, Any]] = [
    (types.Integer(), -(2**31)),
    (types.BigInteger(), 2**63 - 1),
    (types.Numeric(20, 4), Decimal("-123456789.5000")),
    (types.Double(), 1e300),
    (types.Double(), -0.1),
    (types.Boolean(), True),
    (types.String(90), ""),
    (types.String(90), "it's \\ \\' %s %% :x \"q\" -- /* ? $1 \n\t"),
    (types.Text(), "\U0001f600\u202e'\u2028"),
    (types.LargeBinary(), bytes(range(256))),
    (types.LargeBinary(), b""),
    (types.Date(), dt.date(1, 1, 1)),
    (types.Date(), dt.date(9999, 12, 31)),
    (types.DateTime(), dt.datetime(2020, 1, 2, 3, 4, 5, 0)),
    (types.DateTime(timezone=True), dt.datetime(2020, 1, 2, 3, 4, 5, 0, tzinfo=UTC)),
    (types.Time(), dt.time(23, 59, 59)),
    (types.Interval(), dt.timedelta(days=-1, seconds=3)),
    (types.JSON(), {"a": [1, None, "x'\\\"\n%"], "é": {"b": 1.5}}),
    (types.Uuid(), UUID(int=5)),
    (types.Uuid(native_uuid=False), UUID(int=2**127)),
    (types.Enum(Shade, native_enum=False), Shade.light),
    (types.PickleType(), {"a": (1, b"x")}),
    (types.String(9), None),
]
ARRAYS: list[tuple[Any, Any]] = [
    (types.ARRAY(types.Integer), []),
    (types.ARRAY(types.String), ["a'b", None, "\\", '"', "{}", "NULL"]),
    (types.ARRAY(types.Integer, dimensions=2), [[1, 2], [3, 4]]),
    (types.Double(), float("-inf")),
    (types.Numeric(), Decimal("NaN")),
]


def _written(engine: Any, type_: Any, value: Any) -> Any:
    """Return what a column of ``type_`` holds after an INSERT whose text has ``value`` in it."""
    table = ig.Table(
        f"written_{next(NUMBERS)}", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), ig.Column("v", type_)
    )
    with engine.begin() as c:
        table.drop(c, checkfirst=True)
        table.create(c)
        c.execute(ig.insert(table).values(id=1, v=ig.literal(value, type_, literal_execute=True)))
        found = c.execute(ig.select(table.c.v)).scalar()
        table.drop(c)
    return found


@pytest.mark.parametrize(("type_", "value"), VALUES, ids=lambda x: repr(x)[:40])
def test_a_written_value_comes_back(engine: Any, type_: Any, value: Any) -> None:
    found = _written(engine, type_, value)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(("type_", "value"), ARRAYS, ids=lambda x: repr(x)[:40])
def test_what_only_some_servers_can_write(engine: Any, type_: Any, value: Any) -> None:
    if engine.dialect.capabilities.arrays:
        found = _written(engine, type_, value)
        assert found == value or (str(found) == str(value) == "NaN")
        return
    with pytest.raises(CompileError, match="has no arrays|no SQL literal"):
        ig.select(ig.literal(value, type_)).compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True})


def test_nul_is_refused_before_the_server(engine: Any) -> None:
    with pytest.raises(CompileError, match="NUL"):
        ig.select(ig.literal("a\x00b")).compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True})
    with engine.connect() as c, pytest.raises(StatementError, match="NUL"):
        c.execute(ig.select(ig.literal("a\x00b", literal_execute=True)))

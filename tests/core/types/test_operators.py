"""Result types of operators, and types of plain values, are SQLAlchemy's."""

from __future__ import annotations

import datetime as dt
import operator
import uuid
import warnings
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy

from isogloss import types
from isogloss.core.types.base import NULLTYPE
from isogloss.core.types.infer import type_of

NAMES = (
    "Integer", "Numeric", "Float", "String", "Text", "Boolean", "Date", "DateTime", "Time", "Interval", "LargeBinary",
    "Uuid", "JSON", "NullType",
)  # fmt: skip
OPERATORS = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "concat": lambda a, b: a.concat(b),
}
VALUES: list[Any] = [
    1, 2**31, 2**70, -(2**31), 1.5, True, "x", b"x", Decimal(1), dt.date(2020, 1, 1), dt.datetime(2020, 1, 1),
    dt.time(1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.timedelta(1), uuid.UUID(int=1), None, [1], {"a": 1},
]  # fmt: skip


@pytest.mark.parametrize("op", OPERATORS)
def test_results_are_those_of_sqlalchemy(op: str) -> None:
    """Every pair of types under every operator."""
    differing = []
    for left in NAMES:
        for right in NAMES:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                a = sqlalchemy.column("a", getattr(sqlalchemy.types, left)())
                b = sqlalchemy.column("b", getattr(sqlalchemy.types, right)())
                expected = repr(OPERATORS[op](a, b).type)
            ours = repr(getattr(types, left)().operate(op, getattr(types, right)()))
            if ours != expected:
                differing.append((left, right, ours, expected))
    assert differing == []


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_types_of_values_are_those_of_sqlalchemy(value: Any) -> None:
    """A literal's type, and that of a value compared with a column."""
    assert repr(type_of(value)) == repr(sqlalchemy.literal(value).type)
    for name in NAMES:
        if value is None or getattr(value, "tzinfo", None) is not None:
            continue  # an aware value compared with a column of another kind is typed naive there
        expected = (sqlalchemy.column("a", getattr(sqlalchemy.types, name)()) == value).right.type
        if name == "Interval" and type_of(value) is NULLTYPE:
            continue  # DateTime there, the interval itself here
        if isinstance(value, bool):
            continue  # rendered as true or false there, without a bind
        assert repr(getattr(types, name)().coerce_compared_value(None, value)) == repr(expected)


def test_an_enum_concatenates_as_text() -> None:
    """An enum's values are text to ``||`` and themselves to everything else."""
    kind = types.Enum("a", "bbb")
    assert repr(kind.operate("concat", types.Integer())) == "String(length=3)"
    assert repr(kind.operate("add", types.String())) == "String(length=3)"
    assert kind.operate("add", types.Integer()) is kind

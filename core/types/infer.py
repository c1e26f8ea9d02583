"""From Python values to types, and from the types of two operands to that of the result."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from .base import NULLTYPE, OTHER, RESULTS, VALUE_TYPES, TypeEngine, _type_of
from .scalar import BOOLEAN, INTEGER, STRING, BigInteger, Double, Float, Integer, LargeBinary, Numeric, Uuid
from .temporal import DATETIME, INTERVAL, TIME, Date, DateTime, Interval, Time

type_of = _type_of


def operate(op_name: str, left: TypeEngine, right: TypeEngine) -> TypeEngine:
    """Return the type of ``left <op_name> right``."""
    return left.operate(op_name, right)


def _int(value: int) -> TypeEngine:
    return INTEGER if -(2**31) < value < 2**31 else _BIG


def _datetime(value: datetime) -> TypeEngine:
    return DATETIME if value.tzinfo is None else _AWARE


def _time(value: time) -> TypeEngine:
    return TIME if value.tzinfo is None else _AWARE_TIME


def _fill() -> None:
    numeric = Numeric()
    VALUE_TYPES.update(
        {
            int: _int,
            bool: BOOLEAN,
            str: STRING,
            float: Double(),
            Decimal: numeric,
            bytes: LargeBinary(),
            date: Date(),
            datetime: _datetime,
            time: _time,
            timedelta: INTERVAL,
            UUID: Uuid(),
            type(None): NULLTYPE,
        }
    )
    for op in ("add", "sub", "mul", "truediv", "floordiv"):
        RESULTS[op, Integer, Numeric] = OTHER
    for op in ("add", "sub", "mul", "truediv"):
        RESULTS[op, Integer, Float] = OTHER
    for number in (Integer, Numeric, Float):
        RESULTS["mul", number, Interval] = OTHER
    RESULTS["truediv", Integer, Integer] = numeric
    RESULTS["add", Integer, Date] = OTHER
    RESULTS["add", Interval, Time] = OTHER
    RESULTS["sub", Date, Date] = INTEGER
    RESULTS["sub", Date, Interval] = DATETIME
    moments: list[tuple[type, type]] = [
        (Date, Time),
        (Date, Interval),
        (Time, Date),
        (Interval, Date),
        (Interval, DateTime),
    ]
    for left, right in moments:
        RESULTS["add", left, right] = DATETIME
    spans: list[tuple[type, type]] = [(Date, DateTime), (DateTime, DateTime), (Time, Time)]
    for left, right in spans:
        RESULTS["sub", left, right] = INTERVAL


_BIG = BigInteger()
_AWARE = DateTime(timezone=True)
_AWARE_TIME = Time(timezone=True)
_fill()


def type_beside(item: Any, others: Iterable[Any]) -> TypeEngine | None:
    """Return the type of an enum's member: that of an expression beside it whose values are such members, or None."""
    if not isinstance(item, enum.Enum):
        return None
    for other in others:
        clause = getattr(other, "__clause_element__", None)
        known = getattr(other if clause is None else clause(), "type", None)
        if isinstance(known, TypeEngine) and _python_type(known) is type(item):
            return known
    return None


def _python_type(type_: TypeEngine) -> Any:
    try:
        return type_.python_type
    except NotImplementedError:
        return None

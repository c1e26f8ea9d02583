"""Types of SQLite: dates and times are ISO text, decimals are floats, booleans are 1 and 0."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...core.compile.render_type import Spelling
from ...core.types import document, scalar, temporal
from ...core.types.base import Processor, TypeEngine


class JSON(document.JSON):
    """A JSON document, kept as text; one that is a number alone SQLite turns into a number (the affinity of "JSON")."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        write = super().bind_processor(dialect)
        assert write is not None  # every document is serialised

        def process(value: Any) -> Any:
            if value.__class__ is int and not _LEAST <= value <= _GREATEST:
                raise ValueError(f"a JSON document that is {value} alone loses digits on SQLite; put it into a list")
            return write(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        read = super().result_processor(dialect, coltype)
        assert read is not None
        return lambda value: read(str(value) if isinstance(value, (int, float)) else value)


class JSONB(JSON):
    """A JSON document, kept in SQLite's binary form (3.45 and later)."""

    def bind_expression(self, bindvalue: Any) -> Any:
        return None


class SQLiteInteger(scalar.Integer):
    """Numbers are kept as they are given, also those with a fraction."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return None


class SQLiteFloat(scalar.Float):
    """SQLite keeps NULL for NaN, and RETURNING gives a whole number as an integer: it reads before it stores."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return _no_decimal

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return scalar.NumericCommon.result_processor(self, dialect, coltype) or _as_float


class SQLiteDate(temporal.TextDate):
    """Dates are ISO text; with `native_datetime` they may come as dates, which `detect_types` makes of them."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        read = super().result_processor(dialect, coltype)
        if read is None or not _native(dialect):
            return read
        return lambda value: value if isinstance(value, date) else read(value)


class SQLiteDateTime(temporal.TextDateTime):
    """Moments are ISO text; with `native_datetime` they may come as moments, which `detect_types` makes of them."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        read = super().result_processor(dialect, coltype)
        if read is None or not _native(dialect):
            return read
        if self.timezone:
            return lambda value: temporal.assume_utc(value) if isinstance(value, datetime) else read(value)
        return lambda value: value if isinstance(value, datetime) else read(value)


def _native(dialect: Any) -> bool:
    return bool(getattr(dialect.driver, "native_datetime", False))


class SQLiteNumeric(scalar.Numeric):
    """Decimals travel as floats: SQLite has no decimal type."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return exact_float

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return scalar.decimal_result(self._result_scale) if self.asdecimal else scalar.float_result

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return scalar.NumericCommon.literal_processor(self, dialect)


def exact_float(value: Any) -> Any:
    """Return a number as a float; a decimal of more digits than that keeps is refused, and so is NaN."""
    if value is None:
        return None
    number = scalar.check_number(float(value))
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _DIGITS and Decimal(repr(number)) != value:
        raise ValueError(
            f"{value!r} has more digits than SQLite keeps: its numbers have 8 bytes, {_DIGITS} digits; keep it as "
            "text, with a TypeDecorator over String, or as an integer of the smallest unit"
        )
    return number


def _no_decimal(value: Any) -> Any:
    return scalar.check_number(float(value) if isinstance(value, Decimal) else value)


_DIGITS = 15
_LEAST, _GREATEST = -(2**63), 2**63 - 1

TYPES: dict[type, Spelling] = {
    temporal.Interval: "DATETIME",
    JSONB: "JSONB",
}


def _as_float(value: Any) -> Any:
    return float(value) if type(value) is int else value


TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    document.JSON: JSON,
    scalar.Boolean: scalar.IntBoolean,
    scalar.Integer: SQLiteInteger,
    scalar.Float: SQLiteFloat,
    scalar.Numeric: SQLiteNumeric,
    temporal.Date: SQLiteDate,
    temporal.Time: temporal.TextTime,
    temporal.DateTime: SQLiteDateTime,
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {
    bool: lambda value, dialect: "1" if value else "0",
}

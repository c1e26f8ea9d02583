"""Types of SQLite: dates and times are ISO text, decimals are floats, booleans are 1 and 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.compile.render_type import Spelling
from ...core.types import document, scalar, temporal
from ...core.types.base import Processor, TypeEngine


class JSON(document.JSON):
    """A JSON document, kept as text; one that is a number alone SQLite turns into a number (the affinity of "JSON")."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        read = super().result_processor(dialect, coltype)
        assert read is not None
        return lambda value: read(str(value) if isinstance(value, (int, float)) else value)


class JSONB(JSON):
    """A JSON document, kept in SQLite's binary form (3.45 and later)."""

    def bind_expression(self, bindvalue: Any) -> Any:
        return None


class SQLiteNumeric(scalar.Numeric):
    """Decimals travel as floats: SQLite has no decimal type."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return scalar.float_result

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return scalar.decimal_result(self._result_scale) if self.asdecimal else None

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return scalar.NumericCommon.literal_processor(self, dialect)


TYPES: dict[type, Spelling] = {
    temporal.Interval: "DATETIME",
    JSONB: "JSONB",
}

TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    document.JSON: JSON,
    scalar.Boolean: scalar.IntBoolean,
    scalar.Numeric: SQLiteNumeric,
    temporal.Date: temporal.TextDate,
    temporal.Time: temporal.TextTime,
    temporal.DateTime: temporal.TextDateTime,
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {
    bool: lambda value, dialect: "1" if value else "0",
}

"""Types of Oracle Database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ...core.compile.capabilities import Booleans
from ...core.compile.render_type import Spelling, enum_text, sized, text_type
from ...core.exc import ArgumentError
from ...core.types import document, enumeration, names, scalar, temporal
from ...core.types.base import Processor, TypeEngine, UserDefinedType
from ...core.types.literal import quote_text


class NUMBER(scalar.Numeric):
    """``NUMBER(precision, scale)``; whole numbers come as int."""

    def __init__(self, precision: int | None = None, scale: int | None = None, asdecimal: bool | None = None) -> None:
        super().__init__(precision, scale, None, bool(scale and scale > 0) if asdecimal is None else asdecimal)


class FLOAT(scalar.Float):
    """``FLOAT(binary_precision)``."""

    def __init__(self, binary_precision: int | None = None, asdecimal: bool = False) -> None:
        super().__init__(None, asdecimal)
        self.binary_precision = binary_precision


class BinaryDouble(float):
    """A number that is bound as BINARY_DOUBLE, which has infinities; the driver binds a float as NUMBER."""


class _BinaryNumber(scalar.Float):
    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: None if value is None else BinaryDouble(value)


class BINARY_DOUBLE(_BinaryNumber, scalar.Double):  # noqa: N801
    """``BINARY_DOUBLE``."""


class BINARY_FLOAT(_BinaryNumber):  # noqa: N801
    """``BINARY_FLOAT``."""


class VARCHAR2(scalar.String):
    """``VARCHAR2(length CHAR)``."""


class NVARCHAR2(scalar.Unicode):
    """``NVARCHAR2(length)``."""


class NCLOB(scalar.UnicodeText):
    """``NCLOB``."""


class LONG(scalar.Text):
    """``LONG``."""


class BFILE(scalar.LargeBinary):
    """``BFILE``: a file outside the database."""


class RAW(scalar._Binary):
    """``RAW(length)``."""


class DATE(names.DATETIME):
    """``DATE``: a date and a time to the second."""


class TIMESTAMP(names.TIMESTAMP):
    """``TIMESTAMP``, with a time zone, or in that of the session."""

    def __init__(self, timezone: bool = False, local_timezone: bool = False) -> None:
        super().__init__(timezone)
        self.local_timezone = local_timezone


class INTERVAL(temporal.Interval):
    """``INTERVAL DAY TO SECOND``."""

    def __init__(self, day_precision: int | None = None, second_precision: int | None = None) -> None:
        super().__init__(True, second_precision, day_precision)


class ROWID(UserDefinedType):
    """The address of a row."""

    def get_col_spec(self, **kw: Any) -> str:
        return "ROWID"


class OracleDate(temporal.Date):
    """Implementation: the server's DATE comes with a time."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return temporal.datetime_to_date


class ZonedTimestamp(names.TIMESTAMP):
    """Implementation: TIMESTAMP WITH TIME ZONE is stored in UTC, since the driver leaves offsets out both ways.

    What others have stored under another offset comes as if its clock showed UTC: read ``SYS_EXTRACT_UTC(column)``.
    https://github.com/oracle/python-oracledb/issues/374
    """

    def bind_processor(self, dialect: Any) -> Processor | None:
        return _in_utc if self.timezone else temporal.check_naive

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return temporal.assume_utc if self.timezone else None


class OracleNumeric(scalar.Numeric):
    """Implementation: a whole number may come as an int."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if not self.asdecimal:
            return scalar.float_result
        return lambda value: value if value is None or value.__class__ is Decimal else Decimal(str(value))


class OracleBoolean(scalar.IntBoolean):
    """Implementation: 1 and 0, which a BOOLEAN of 23ai takes as well."""

    def native_on(self, dialect: Any) -> bool:
        return _has_booleans(dialect)


class OracleJSON(document.JSON):
    """Implementation: newer drivers parse JSON themselves."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if getattr(coltype, "name", None) == "DB_TYPE_JSON":
            return None
        loads = getattr(dialect, "json_deserializer", None) or json.loads
        return lambda value: loads(value) if isinstance(value, (str, bytes)) else value


class WholeNumber(NUMBER):
    """Implementation: a NUMBER without digits after the point comes as it is."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self.asdecimal:
            return scalar.decimal_result(self._result_scale)
        return scalar.float_result if self.scale and self.scale > 0 else None


def _in_utc(value: Any) -> Any:
    return None if value is None else temporal.check_aware(value).astimezone(UTC)


def _has_booleans(dialect: Any) -> bool:
    return dialect.capabilities.booleans is Booleans.NATIVE


def _boolean(type_: Any, dialect: Any) -> str:
    return "BOOLEAN" if _has_booleans(dialect) else "SMALLINT"


def _varchar2(type_: Any, dialect: Any) -> str:
    return "VARCHAR2" if type_.length is None else f"VARCHAR2({type_.length} CHAR)"


def _varchar(type_: Any, dialect: Any) -> str:
    return "VARCHAR" if type_.length is None else f"VARCHAR({type_.length} CHAR)"


def _number(type_: Any, dialect: Any) -> str:
    if type_.precision is None:
        return "NUMBER"
    return f"NUMBER({type_.precision})" if type_.scale is None else f"NUMBER({type_.precision}, {type_.scale})"


def _float(type_: Any, dialect: Any) -> str:
    if type_.precision is not None:
        estimated = int(type_.precision / 0.3103)
        raise ArgumentError(
            "Oracle Database FLOAT types use 'binary precision', which does not convert cleanly from decimal "
            f"'precision'.  Please specify this type with a separate Oracle Database variant, such as "
            f"Float(precision={type_.precision}).with_variant(oracle.FLOAT(binary_precision={estimated}), 'oracle')"
        )
    binary = getattr(type_, "binary_precision", None)
    return "FLOAT" if binary is None else f"FLOAT({binary})"


def _double(type_: Any, dialect: Any) -> str:
    return "DOUBLE PRECISION" if type_.precision is None else f"DOUBLE PRECISION({type_.precision})"


def _timestamp(type_: Any, dialect: Any) -> str:
    if getattr(type_, "local_timezone", False):
        return "TIMESTAMP WITH LOCAL TIME ZONE"
    return "TIMESTAMP WITH TIME ZONE" if type_.timezone else "TIMESTAMP"


def _interval(type_: Any, dialect: Any) -> str:
    if not type_.native:
        return "DATE"
    days = f"({type_.day_precision})" if type_.day_precision is not None else ""
    seconds = f"({type_.second_precision})" if type_.second_precision is not None else ""
    return f"INTERVAL DAY{days} TO SECOND{seconds}"


def _enum(type_: Any, dialect: Any) -> str:
    return enum_text(type_, dialect) if type_.integers else f"VARCHAR({type_.length} CHAR)"


def _moment(value: Any, dialect: Any) -> str:
    if value.tzinfo is not None:
        text = value.isoformat(" ", "microseconds")  # each part of the format has to be there
        return f"TO_TIMESTAMP_TZ({quote_text(text)}, 'YYYY-MM-DD HH24:MI:SS.FFTZH:TZM')"
    if not value.microsecond:  # a DATE that is compared with a TIMESTAMP is converted first, and no index serves it
        return f"TO_DATE({quote_text(value.isoformat(' '))}, 'YYYY-MM-DD HH24:MI:SS')"
    return f"TO_TIMESTAMP({quote_text(value.isoformat(' '))}, 'YYYY-MM-DD HH24:MI:SS.FF')"


TYPES: dict[type, Spelling] = {
    scalar.Boolean: _boolean,
    names.BOOLEAN: "BOOLEAN",
    scalar.BigInteger: "NUMBER(19)",
    names.BIGINT: "BIGINT",
    NUMBER: _number,
    scalar.String: _varchar2,
    scalar.Unicode: _varchar2,
    names.VARCHAR: _varchar,
    names.CHAR: sized("CHAR"),
    names.NCHAR: sized("NCHAR"),
    names.NVARCHAR: sized("NVARCHAR2"),
    scalar.Text: "CLOB",
    scalar.UnicodeText: "CLOB",
    names.TEXT: text_type("TEXT"),
    names.CLOB: "CLOB",
    VARCHAR2: _varchar2,
    NVARCHAR2: sized("NVARCHAR2"),
    NCLOB: "NCLOB",
    LONG: "LONG",
    RAW: sized("RAW"),
    BFILE: "BFILE",
    scalar.Float: _float,
    scalar.Double: _double,
    names.DOUBLE: "DOUBLE",
    names.DOUBLE_PRECISION: _double,
    names.REAL: "REAL",
    BINARY_DOUBLE: "BINARY_DOUBLE",
    BINARY_FLOAT: "BINARY_FLOAT",
    temporal.DateTime: "DATE",
    names.DATETIME: "DATETIME",
    names.TIMESTAMP: _timestamp,
    DATE: "DATE",
    temporal.Interval: _interval,
    enumeration.Enum: _enum,
}

TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    scalar.Boolean: OracleBoolean,
    NUMBER: WholeNumber,
    scalar.Numeric: OracleNumeric,
    temporal.Date: OracleDate,
    names.TIMESTAMP: ZonedTimestamp,
    temporal.Interval: temporal.NativeInterval,
    document.JSON: OracleJSON,
}

CASTS: dict[type, Spelling | None] = {
    enumeration.Enum: lambda type_, dialect: _varchar2(type_.storage, dialect),
    scalar.String: lambda type_, dialect: "VARCHAR2(4000 CHAR)" if type_.length is None else _varchar2(type_, dialect),
    scalar.Unicode: lambda type_, dialect: f"NVARCHAR2({2000 if type_.length is None else type_.length})",
    scalar.Text: "CLOB",
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {
    bool: lambda value, dialect: "1" if value else "0",
    bytes: lambda value, dialect: f"HEXTORAW('{bytes(value).hex()}')",
    bytearray: lambda value, dialect: f"HEXTORAW('{bytes(value).hex()}')",
    memoryview: lambda value, dialect: f"HEXTORAW('{bytes(value).hex()}')",
    date: lambda value, dialect: f"TO_DATE('{value.isoformat()}', 'YYYY-MM-DD')",
    datetime: _moment,
    timedelta: lambda value, dialect: f"NUMTODSINTERVAL({value.total_seconds()}, 'SECOND')",
}

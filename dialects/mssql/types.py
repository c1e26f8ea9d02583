"""Types of SQL Server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from ...core.compile.render_type import Spelling, decimal_type
from ...core.types import document, names, scalar, temporal
from ...core.types.base import NullType, Processor, TypeEngine, UserDefinedType
from ...core.types.literal import keep_lines, literal_text, quote_text


class DATETIME2(names.DATETIME):
    """``DATETIME2(precision)``."""

    def __init__(self, precision: int | None = None) -> None:
        super().__init__()
        self.precision = precision


class DATETIMEOFFSET(names.DATETIME):
    """``DATETIMEOFFSET(precision)``: always aware."""

    def __init__(self, precision: int | None = None) -> None:
        super().__init__(True)
        self.precision = precision


class SMALLDATETIME(names.DATETIME):
    """``SMALLDATETIME``: to the minute."""


class TIME(names.TIME):
    """``TIME(precision)``."""

    def __init__(self, precision: int | None = None) -> None:
        super().__init__()
        self.precision = precision


class BIT(scalar.Boolean):
    """``BIT``."""


class TINYINT(scalar.Integer):
    """``TINYINT``: 0 to 255."""


class UNIQUEIDENTIFIER(scalar.Uuid):
    """``UNIQUEIDENTIFIER``."""

    def __init__(self, as_uuid: bool = True) -> None:
        super().__init__(as_uuid, True)


class NTEXT(scalar.UnicodeText):
    """``NTEXT``."""


class IMAGE(scalar.LargeBinary):
    """``IMAGE``."""


class VARBINARY(names.VARBINARY):
    """``VARBINARY(length)``, with ``"max"`` for any."""

    def __init__(self, length: Any = None, filestream: bool = False) -> None:
        super().__init__(length)
        self.filestream = filestream


class _Named(UserDefinedType):
    def get_col_spec(self, **kw: Any) -> str:
        return type(self).__name__


class MONEY(_Named):
    """``MONEY``."""


class SMALLMONEY(_Named):
    """``SMALLMONEY``."""


class SQL_VARIANT(_Named):  # noqa: N801
    """``SQL_VARIANT``."""


class TIMESTAMP(scalar._Binary):
    """``TIMESTAMP``, the older name of ROWVERSION: eight bytes that change with the row, and no moment.

    With ``convert_int`` they are read as a whole number.
    https://learn.microsoft.com/sql/t-sql/data-types/rowversion-transact-sql
    """

    def __init__(self, convert_int: bool = False) -> None:
        super().__init__()
        self.convert_int = convert_int

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if not self.convert_int:
            return scalar.bytes_result
        return lambda value: None if value is None else int.from_bytes(value, "big")


class ROWVERSION(TIMESTAMP):
    """``ROWVERSION``: eight bytes that change with the row, or a whole number with ``convert_int``."""


class XML(scalar.Text):
    """``XML``, as text."""


class Bit(scalar.IntBoolean):
    """Implementation: BIT holds 1 and 0 by itself, so that no CHECK is needed."""

    native = True


class OffsetDateTime(temporal.ZonedDateTime):
    """Implementation: DATETIMEOFFSET and DATETIME2, as text where a driver would cut something off."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        check = super().bind_processor(dialect)
        assert check is not None  # every moment is checked
        kept = getattr(dialect.driver, "keeps_offsets" if self.timezone else "keeps_microseconds", True)
        if kept:
            return check
        return lambda value: None if value is None else check(value).isoformat()

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if not self.timezone:
            return None
        parse = datetime.fromisoformat
        return lambda value: parse(value) if isinstance(value, str) else value


class ServerTime(temporal.Time):
    """Implementation: TIME travels as text, since ODBC's structure for it has no fractions of a second.

    https://github.com/mkleehammer/pyodbc/issues/1192
    """

    def bind_processor(self, dialect: Any) -> Processor | None:
        check = super().bind_processor(dialect)
        assert check is not None  # every time is checked
        return lambda value: None if value is None else check(value).isoformat()

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        parse = time.fromisoformat
        return lambda value: parse(value) if isinstance(value, str) else value


class ShortDateTime(temporal.ZonedDateTime):
    """Implementation: DATETIME and SMALLDATETIME, whose text takes three digits at most.

    A T between date and time makes the text independent of the language of the session, in which a driver's own text
    may have day and month exchanged:
    https://learn.microsoft.com/sql/t-sql/data-types/datetime-transact-sql#supported-string-literal-formats-for-datetime
    """

    def bind_processor(self, dialect: Any) -> Processor | None:
        check = super().bind_processor(dialect)
        assert check is not None  # every moment is checked
        if not getattr(dialect.driver, "interpolates", False):
            return check
        return lambda value: None if value is None else check(value).isoformat(timespec="milliseconds")


class ServerUuid(scalar.Uuid):
    """Implementation: UNIQUEIDENTIFIER travels as text with dashes."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        checked = super().bind_processor(dialect)
        assert checked is not None  # every UUID is checked
        if not self.native_uuid:
            return checked
        return lambda value: None if value is None else str(scalar.parse_uuid(checked(value)))


class FiniteNumeric(scalar.Numeric):
    """Implementation: there is no NaN, and a driver that writes it into the text writes the name of a column."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return scalar.check_finite


class FiniteFloat(scalar.Float):
    """Implementation: as of `FiniteNumeric`."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return scalar.finite_float


class Untyped(NullType):
    """Implementation: a value of unknown type, as a parameter of text(), is sent as one of the type of its class."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        driver = dialect.driver
        if driver is None:
            return None
        keeps_offsets, keeps_microseconds = driver.keeps_offsets, driver.keeps_microseconds
        writes, sent = driver.interpolates, driver.bytes_class

        def process(value: Any) -> Any:
            if isinstance(value, datetime):
                if value.tzinfo is not None:
                    return value if keeps_offsets else value.isoformat()
                if keeps_microseconds:
                    return value
                return value.isoformat(timespec="microseconds" if value.microsecond % 1000 else "milliseconds")
            if isinstance(value, time):
                return value.isoformat()
            if isinstance(value, bytes | bytearray | memoryview):
                return sent(value)
            if writes and isinstance(value, str):
                return keep_lines(value)
            return scalar.check_finite(value)

        return process


class ServerText(scalar.String):
    """Implementation: a driver that writes values into the text writes a literal."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        before = super().bind_processor(dialect)
        if not getattr(dialect.driver, "interpolates", False):
            return before

        def process(value: Any) -> Any:
            made = value if before is None else before(value)
            return keep_lines(made) if isinstance(made, str) else made

        return process


class ServerBinary(scalar._Binary):
    """Implementation: bytes are of the class that the driver takes for bytes, whatever they hold."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        checked = super().bind_processor(dialect)
        sent = getattr(dialect.driver, "bytes_class", bytes)
        if checked is None or sent is bytes:
            return checked
        return lambda value: None if value is None else sent(checked(value))


class NationalText(ServerText, scalar.Unicode):
    """Implementation: literals are N'text'."""

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: (
            f"N{quote_text(value, dialect)}" if isinstance(value, str) else literal_text(value, dialect)
        )


class NationalLongText(NationalText, scalar.UnicodeText):
    """Implementation: literals are N'text'."""


def _varchar(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        length = "max" if type_.length is None else type_.length
        return f"{name}({length}){_collate(type_)}"

    return spell


def _text(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        return (name if type_.length is None else f"{name}({type_.length})") + _collate(type_)

    return spell


def _collate(type_: Any) -> str:
    return f" COLLATE {type_.collation}" if type_.collation else ""


def _varbinary(type_: Any, dialect: Any) -> str:
    stream = " FILESTREAM" if getattr(type_, "filestream", False) else ""
    return f"VARBINARY({'max' if type_.length is None else type_.length}){stream}"


def _precise(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        precision = getattr(type_, "precision", None)
        return name if precision is None else f"{name}({precision})"

    return spell


def _datetime(type_: Any, dialect: Any) -> str:
    # DATETIME keeps steps of 1/300 s; new work uses DATETIME2:
    # https://learn.microsoft.com/sql/t-sql/data-types/datetime-transact-sql
    return "DATETIMEOFFSET" if type_.timezone else "DATETIME2"


def _exact(type_: Any, dialect: Any) -> str:
    # without digits the server drops the fraction of a decimal
    bare = type_.precision is None and not isinstance(type_, (names.NUMERIC, names.DECIMAL))
    return "NUMERIC(38, 10)" if bare else decimal_type("NUMERIC")(type_, dialect)


def _uuid(type_: Any, dialect: Any) -> str:
    return "UNIQUEIDENTIFIER" if type_.native_uuid else "CHAR(32)"


TYPES: dict[type, Spelling] = {
    scalar.Boolean: "BIT",
    names.BOOLEAN: "BOOLEAN",
    BIT: "BIT",
    scalar.String: _varchar("VARCHAR"),
    names.VARCHAR: _varchar("VARCHAR"),
    names.CHAR: _text("CHAR"),
    scalar.Text: _varchar("VARCHAR"),
    names.TEXT: _text("TEXT"),
    names.CLOB: _text("CLOB"),
    scalar.Unicode: _varchar("NVARCHAR"),
    names.NVARCHAR: _varchar("NVARCHAR"),
    names.NCHAR: _text("NCHAR"),
    scalar.UnicodeText: _varchar("NVARCHAR"),
    NTEXT: "NTEXT",
    XML: "XML",
    IMAGE: "IMAGE",
    ROWVERSION: "ROWVERSION",
    TIMESTAMP: "TIMESTAMP",
    TINYINT: "TINYINT",
    scalar.Numeric: _exact,
    names.DECIMAL: decimal_type("DECIMAL"),
    scalar.Float: _precise("FLOAT"),
    scalar.Double: "DOUBLE PRECISION",
    names.DOUBLE: "DOUBLE",
    names.DOUBLE_PRECISION: "DOUBLE PRECISION",
    names.REAL: "REAL",
    scalar.LargeBinary: _varbinary,
    names.BLOB: "BLOB",
    names.VARBINARY: _varbinary,
    temporal.DateTime: _datetime,
    temporal.Interval: "DATETIME2",
    names.DATETIME: "DATETIME",
    DATETIME2: _precise("DATETIME2"),
    DATETIMEOFFSET: _precise("DATETIMEOFFSET"),
    SMALLDATETIME: "SMALLDATETIME",
    TIME: _precise("TIME"),
    scalar.Uuid: _uuid,
    names.UUID: "UUID",
    UNIQUEIDENTIFIER: "UNIQUEIDENTIFIER",
    document.JSON: "NVARCHAR(max)",
}

TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    NullType: Untyped,
    scalar.Numeric: FiniteNumeric,
    scalar.Float: FiniteFloat,
    scalar.Boolean: Bit,
    scalar.String: ServerText,
    scalar._Binary: ServerBinary,
    scalar.Unicode: NationalText,
    scalar.UnicodeText: NationalLongText,
    scalar.Uuid: ServerUuid,
    temporal.Time: ServerTime,
    temporal.DateTime: OffsetDateTime,
    names.DATETIME: ShortDateTime,
    DATETIME2: OffsetDateTime,
    DATETIMEOFFSET: OffsetDateTime,
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {
    # a plain literal is of the code page of the database, which turns what it does not have into question marks
    str: lambda value, dialect: f"{'' if value.isascii() else 'N'}{quote_text(value, dialect)}",
    bool: lambda value, dialect: "1" if value else "0",
    bytes: lambda value, dialect: f"0x{bytes(value).hex()}",
    bytearray: lambda value, dialect: f"0x{bytes(value).hex()}",
    memoryview: lambda value, dialect: f"0x{bytes(value).hex()}",
}

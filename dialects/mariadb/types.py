"""Types of MariaDB and MySQL."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any

from ...core.compile.render_type import Spelling, decimal_type, enum_text, text_type
from ...core.exc import ArgumentError, CompileError
from ...core.expression.text import literal
from ...core.types import document, enumeration, names, scalar, temporal
from ...core.types.base import NullType, Processor, TypeEngine, UserDefinedType
from ...core.types.literal import quote_text


class _Number:
    unsigned: bool
    zerofill: bool

    def _marks(self, unsigned: bool, zerofill: bool) -> None:
        self.unsigned, self.zerofill = unsigned, zerofill


class _Whole(_Number, scalar.Integer):
    def __init__(self, display_width: int | None = None, unsigned: bool = False, zerofill: bool = False) -> None:
        self.display_width = display_width
        self._marks(unsigned, zerofill)


class INTEGER(_Whole):
    """``INTEGER``, UNSIGNED or ZEROFILL where said."""


class BIGINT(_Whole, scalar.BigInteger):
    """``BIGINT``."""


class SMALLINT(_Whole, scalar.SmallInteger):
    """``SMALLINT``."""


class MEDIUMINT(_Whole):
    """``MEDIUMINT``: 24 bits."""


class TINYINT(_Whole):
    """``TINYINT``: 8 bits."""


class _Fraction(_Number):
    decimal_return_scale: int | None

    def __init__(
        self,
        precision: int | None = None,
        scale: int | None = None,
        asdecimal: bool = True,
        unsigned: bool = False,
        zerofill: bool = False,
    ) -> None:
        self.precision, self.scale, self.asdecimal, self.decimal_return_scale = precision, scale, asdecimal, None
        self._marks(unsigned, zerofill)


class DOUBLE(_Fraction, scalar.Double):
    """``DOUBLE``."""


class FLOAT(_Fraction, scalar.Float):
    """``FLOAT``."""

    def __init__(
        self,
        precision: int | None = None,
        scale: int | None = None,
        asdecimal: bool = False,
        unsigned: bool = False,
        zerofill: bool = False,
    ) -> None:
        super().__init__(precision, scale, asdecimal, unsigned, zerofill)


class DECIMAL(_Fraction, names.DECIMAL):
    """``DECIMAL``."""


class NUMERIC(_Fraction, names.NUMERIC):
    """``NUMERIC``."""


class _CharsetText(scalar.String):
    def __init__(self, length: int | None = None, charset: str | None = None, collation: str | None = None) -> None:
        super().__init__(length, collation)
        self.charset = charset


class VARCHAR(_CharsetText):
    """``VARCHAR`` with a character set."""


class CHAR(_CharsetText):
    """``CHAR`` with a character set."""


class TEXT(_CharsetText, scalar.Text):
    """``TEXT`` with a character set."""


class TINYTEXT(TEXT):
    """``TINYTEXT``: up to 255 bytes."""


class MEDIUMTEXT(TEXT):
    """``MEDIUMTEXT``: up to 16 MB."""


class LONGTEXT(TEXT):
    """``LONGTEXT``: up to 4 GB."""


class TINYBLOB(scalar.LargeBinary):
    """``TINYBLOB``: up to 255 bytes."""


class MEDIUMBLOB(scalar.LargeBinary):
    """``MEDIUMBLOB``: up to 16 MB."""


class LONGBLOB(scalar.LargeBinary):
    """``LONGBLOB``: up to 4 GB."""


class _Fractional:
    def __init__(self, timezone: bool = False, fsp: int | None = None) -> None:
        self.timezone, self.fsp = timezone, fsp


class DATETIME(_Fractional, names.DATETIME):
    """``DATETIME`` with ``fsp`` digits of a second."""


class TIMESTAMP(_Fractional, names.TIMESTAMP):
    """``TIMESTAMP`` with ``fsp`` digits of a second."""


class TIME(_Fractional, names.TIME):
    """``TIME`` with ``fsp`` digits of a second."""


class YEAR(UserDefinedType):
    """``YEAR``."""

    def __init__(self, display_width: int | None = None) -> None:
        self.display_width = display_width

    def get_col_spec(self, **kw: Any) -> str:
        return "YEAR" if self.display_width is None else f"YEAR({self.display_width})"


class INET4(UserDefinedType):
    """``INET4``: an IPv4 address, of MariaDB."""

    def get_col_spec(self, **kw: Any) -> str:
        return "INET4"


class INET6(UserDefinedType):
    """``INET6``: an IPv6 or IPv4 address, of MariaDB."""

    def get_col_spec(self, **kw: Any) -> str:
        return "INET6"


class BIT(UserDefinedType):
    """``BIT(length)``."""

    def __init__(self, length: int | None = None) -> None:
        self.length = length

    def get_col_spec(self, **kw: Any) -> str:
        return "BIT" if self.length is None else f"BIT({self.length})"

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return lambda value: int.from_bytes(value, "big") if isinstance(value, bytes) else value


class SET(scalar.String):
    """``SET('a', 'b')``: a Python set of the given texts.

    With ``retrieve_as_bitwise`` they travel as numbers, a bit for each text: only so the empty text can be one of them.
    """

    def __init__(
        self,
        *values: str,
        retrieve_as_bitwise: bool = False,
        charset: str | None = None,
        collation: str | None = None,
    ) -> None:
        if "" in values and not retrieve_as_bitwise:
            raise ArgumentError("Can't use the blank value '' in a SET without setting retrieve_as_bitwise=True")
        super().__init__(max(map(len, values), default=0), collation)
        self.values, self.charset, self.retrieve_as_bitwise = values, charset, retrieve_as_bitwise

    def repr_struct(self) -> str:
        said = {n: getattr(self, n) or None for n in ("retrieve_as_bitwise", "charset", "collation")}
        options = [f"{name}={value!r}" for name, value in said.items() if value is not None]
        return f"SET({', '.join([*map(repr, self.values), *options])})"

    def column_expression(self, colexpr: Any) -> Any:
        if not self.retrieve_as_bitwise:
            return None
        return colexpr.op("+", return_type=self)(literal(0, scalar.INTEGER))

    def bind_processor(self, dialect: Any) -> Processor | None:
        bits = {value: 1 << place for place, value in enumerate(self.values)} if self.retrieve_as_bitwise else None

        def process(value: Any) -> Any:
            if value is None or isinstance(value, str) or (bits is not None and isinstance(value, int)):
                return value
            for item in value:
                if item not in self.values:
                    raise LookupError(f"{item!r} is not among the values of SET({', '.join(self.values)})")
            return ",".join(value) if bits is None else sum({bits[item] for item in value})

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        def process(value: Any) -> Any:
            if value is None or isinstance(value, set):
                return value
            if isinstance(value, (int, float)):
                return {text for place, text in enumerate(self.values) if int(value) >> place & 1}
            return set(value.split(",")) if value else set()

        return process


class ENUM(enumeration.Enum):
    """``ENUM('a', 'b')`` with a character set."""

    native = True

    def __init__(self, *enums: Any, charset: str | None = None, **kw: Any) -> None:
        super().__init__(*enums, **kw)
        self.charset = charset


class NativeEnum(enumeration.Enum):
    """Implementation: the column's own ENUM."""

    @property
    def native(self) -> bool:  # type: ignore[override]
        """Whether ENUM is used."""
        return self.native_enum


class DriverTime(temporal.Time):
    """Implementation: drivers give a timedelta since midnight."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return temporal.timedelta_to_time


class TruthWord(scalar.IntBoolean):
    """Implementation: 1 and 0, written true and false."""

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: "true" if scalar.INT_BOOLEANS[value] else "false"


def _length_required(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        if type_.length is None:
            raise CompileError(f"{name} requires a length on dialect {dialect.name}; say String(length), or use Text")
        national = "NATIONAL " if isinstance(type_, names.NVARCHAR) else ""
        return f"{national}{name}({type_.length}){_charset(type_, dialect)}"

    return spell


def _charset(type_: Any, dialect: Any) -> str:
    charset, collation = getattr(type_, "charset", None), getattr(type_, "collation", None)
    return (f" CHARACTER SET {charset}" if charset else "") + (f" COLLATE {collation}" if collation else "")


def _text(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        return (name if type_.length is None else f"{name}({type_.length})") + _charset(type_, dialect)

    return spell


def _whole(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        width = f"({type_.display_width})" if getattr(type_, "display_width", None) is not None else ""
        return name + width + _marks(type_)

    return spell


def _fraction(name: str) -> Callable[[Any, Any], str]:
    digits = decimal_type(name)
    return lambda type_, dialect: digits(type_, dialect) + _marks(type_)


def _double(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        both = type_.precision is not None and type_.scale is not None
        return (f"{name}({type_.precision}, {type_.scale})" if both else name) + _marks(type_)

    return spell


def _marks(type_: Any) -> str:
    unsigned = " UNSIGNED" if getattr(type_, "unsigned", False) else ""
    return unsigned + (" ZEROFILL" if getattr(type_, "zerofill", False) else "")


def _microseconds(name: str) -> Callable[[Any, Any], str]:
    """Spell a generic type with room for the microseconds that Python has: without digits, the server drops them."""

    def spell(type_: Any, dialect: Any) -> str:
        return name if isinstance(type_, (names.DATETIME, names.TIMESTAMP, names.TIME)) else f"{name}(6)"

    return spell


def _exact(name: str) -> Callable[[Any, Any], str]:
    """Spell a generic decimal with as many digits as there can be: without them, the server drops the fraction."""
    declared = _fraction(name)

    def spell(type_: Any, dialect: Any) -> str:
        named = isinstance(type_, (names.NUMERIC, names.DECIMAL))
        return f"{name}(65, 30)" if type_.precision is None and not named else declared(type_, dialect)

    return spell


def _fractional(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        return name if getattr(type_, "fsp", None) is None else f"{name}({type_.fsp})"

    return spell


def _binary(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        if type_.length is None:
            raise CompileError(f"{name} requires a length on dialect {dialect.name}; use LargeBinary for any length")
        return f"{name}({type_.length})"

    return spell


def _blob(type_: Any, dialect: Any) -> str:
    return "BLOB" if type_.length is None else f"BLOB({type_.length})"


def _enum(type_: Any, dialect: Any) -> str:
    if not type_.native_enum:
        return enum_text(type_, dialect)
    return f"ENUM({','.join(dialect_text(v, dialect) for v in type_.enums)}){_charset(type_, dialect)}"


def _set(type_: Any, dialect: Any) -> str:
    if not type_.values:
        raise ArgumentError("SET needs at least one value")
    return f"SET({','.join(dialect_text(v, dialect) for v in type_.values)}){_charset(type_, dialect)}"


def dialect_text(value: str, dialect: Any) -> str:
    """Return ``value`` quoted, its percent signs doubled for drivers that format the text."""
    text = quote_text(value, dialect)
    return text.replace("%", "%%") if dialect.escapes_percent else text


TYPES: dict[type, Spelling] = {
    scalar.Boolean: "BOOL",
    names.BOOLEAN: "BOOL",
    scalar.Text: _text("TEXT"),
    names.TEXT: _text("TEXT"),
    names.CHAR: _text("CHAR"),
    scalar.String: _length_required("VARCHAR"),
    scalar.Unicode: _length_required("VARCHAR"),
    names.VARCHAR: _length_required("VARCHAR"),
    names.NVARCHAR: _length_required("VARCHAR"),
    names.NCHAR: text_type("NATIONAL CHAR"),
    VARCHAR: _length_required("VARCHAR"),
    CHAR: _text("CHAR"),
    TEXT: _text("TEXT"),
    TINYTEXT: _text("TINYTEXT"),
    MEDIUMTEXT: _text("MEDIUMTEXT"),
    LONGTEXT: _text("LONGTEXT"),
    scalar.Numeric: _exact("NUMERIC"),
    names.DECIMAL: _fraction("DECIMAL"),
    names.NUMERIC: _fraction("NUMERIC"),
    scalar.Float: _fraction("FLOAT"),
    scalar.Double: _double("DOUBLE"),
    names.REAL: _double("REAL"),
    names.DOUBLE_PRECISION: "DOUBLE PRECISION",
    INTEGER: _whole("INTEGER"),
    BIGINT: _whole("BIGINT"),
    SMALLINT: _whole("SMALLINT"),
    MEDIUMINT: _whole("MEDIUMINT"),
    TINYINT: _whole("TINYINT"),
    temporal.DateTime: _microseconds("DATETIME"),
    temporal.Time: _microseconds("TIME"),
    temporal.Interval: "DATETIME(6)",
    names.DATETIME: "DATETIME",
    names.TIMESTAMP: "TIMESTAMP",
    names.TIME: "TIME",
    DATETIME: _fractional("DATETIME"),
    TIMESTAMP: _fractional("TIMESTAMP"),
    TIME: _fractional("TIME"),
    scalar.LargeBinary: _blob,
    names.BLOB: _blob,
    TINYBLOB: "TINYBLOB",
    MEDIUMBLOB: "MEDIUMBLOB",
    LONGBLOB: "LONGBLOB",
    names.VARBINARY: _binary("VARBINARY"),
    enumeration.Enum: _enum,
    SET: _set,
}

#: MariaDB has a UUID type from 10.7 on; MySQL keeps CHAR(32).
MARIADB_TYPES: dict[type, Spelling] = {
    scalar.Uuid: lambda type_, dialect: "UUID" if type_.native_uuid else "CHAR(32)",
    names.UUID: "UUID",
}


class FiniteNumeric(scalar.Numeric):
    """The server has no NaN and no infinities; a driver may write them as words, which are names of columns there."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return scalar.check_finite

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        # a DOUBLE stays a float: the digits of the type are those of its column, not of what is computed with it
        return None if self.asdecimal or coltype in _FLOATS else scalar.float_result


class Untyped(NullType):
    """A value whose type is not known, as a parameter of text(): drivers write the ``str()`` of what is new to them."""

    def bind_processor(self, dialect: Any) -> Processor:
        return _plain


def _plain(value: Any) -> Any:
    if value.__class__ in _DIRECT:
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    kind: Any = type(value)
    if isinstance(value, dict | type | complex) or (isinstance(value, Enum) and not isinstance(value, str | int)):
        known = False
    else:
        known = (kind.__str__, kind.__repr__) != _NO_WORDS
    if not known:
        raise ArgumentError(
            f"MariaDB knows no value of type {kind.__name__!r}: its str() would be sent; give the parameter a type, "
            "text(...).bindparams(bindparam('x', type_=JSON))"
        )
    return value


_NO_WORDS = (object.__str__, object.__repr__)
_DIRECT = (NoneType, str, int, float, bool, bytes, Decimal)


class FiniteFloat(scalar.Float):
    """As of `FiniteNumeric`."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return scalar.finite_float

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        floats = coltype in _FLOATS and not self.asdecimal
        return None if floats else super().result_processor(dialect, coltype)


_FLOATS = (4, 5)  # MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE


TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    NullType: Untyped,
    scalar.Boolean: TruthWord,
    scalar.Float: FiniteFloat,
    scalar.Numeric: FiniteNumeric,
    temporal.Time: DriverTime,
    enumeration.Enum: NativeEnum,
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {}

#: What CAST takes; None: the expression stays as it is.
CASTS: dict[type, Spelling | None] = {
    scalar.Integer: lambda type_, dialect: f"{'UN' if getattr(type_, 'unsigned', False) else ''}SIGNED INTEGER",
    scalar.String: lambda type_, dialect: "CHAR" if type_.length is None else f"CHAR({type_.length})",
    scalar.Text: "CHAR",
    enumeration.Enum: None,
    scalar.Numeric: _exact("DECIMAL"),
    scalar.Float: None,
    scalar.Boolean: None,
    scalar.Uuid: None,
    scalar._Binary: "BINARY",
    SET: None,
    YEAR: None,
    BIT: None,
    temporal.Date: "DATE",
    temporal.Time: _microseconds("TIME"),
    temporal.DateTime: _microseconds("DATETIME"),
    DATETIME: _fractional("DATETIME"),
    TIMESTAMP: _fractional("DATETIME"),
    TIME: _fractional("TIME"),
    document.JSON: "JSON",
}

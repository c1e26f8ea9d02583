"""Types of PostgreSQL, and of the servers that speak its language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, ClassVar

from ...core.compile.render_type import Spelling, decimal_type, enum_text, sized, text_type, type_text
from ...core.exc import CompileError
from ...core.types import document, enumeration, names, scalar, temporal
from ...core.types.base import Processor, TypeEngine, UserDefinedType
from . import operators as pg
from .bitstring import BitString
from .json_operators import JsonbComparator, PostgresJsonComparator
from .named_types import DOMAIN, NamedType, domain_name


class JSON(document.JSON):
    """``JSON``: the text as it was written."""

    Comparator: ClassVar[type[Any]] = PostgresJsonComparator
    comparator_factory: ClassVar[type[Any]] = PostgresJsonComparator

    def __init__(self, none_as_null: bool = False, astext_type: Any = None) -> None:
        super().__init__(none_as_null)
        self.astext_type = astext_type or scalar.Text()


class JSONB(JSON):
    """``JSONB``: decomposed, and indexable."""

    Comparator: ClassVar[type[Any]] = JsonbComparator
    comparator_factory: ClassVar[type[Any]] = JsonbComparator

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, (dict, list)) else super().coerce_compared_value(op, value)


class ENUM(NamedType, enumeration.Enum):
    """A named enum type of the server."""

    native = True

    def __init__(self, *enums: Any, name: Any = None, create_type: bool = True, **kw: Any) -> None:
        super().__init__(*enums, name=name, create_type=create_type, **kw)


class ArrayComparator(document.ArrayComparator):
    """Operators of arrays: those of any server, and the containment that PostgreSQL has."""

    __slots__ = ()

    def contains(self, *arg: Any, **kw: Any) -> Any:
        """``self @> other``: each element of the other is in this one."""
        return self.expr._operate(pg.CONTAINS, *arg)

    def contained_by(self, other: Any) -> Any:
        """``self <@ other``."""
        return self.expr._operate(pg.CONTAINED_BY, other)

    def overlap(self, other: Any) -> Any:
        """``self && other``: they have elements in common."""
        return self.expr._operate(pg.OVERLAP, other)


class ARRAY(document.ARRAY):
    """An array, with PostgreSQL's own operators."""

    Comparator: ClassVar[type[Any]] = ArrayComparator
    comparator_factory: ClassVar[type[Any]] = ArrayComparator


class UUID(names.UUID):
    """``UUID``."""


class INTERVAL(temporal.Interval):
    """``INTERVAL``, with the fields and the precision of seconds."""

    def __init__(self, precision: int | None = None, fields: str | None = None) -> None:
        super().__init__(True, precision)
        self.precision, self.fields = precision, fields


class TIMESTAMP(names.TIMESTAMP):
    """``TIMESTAMP``, with a precision of seconds."""

    def __init__(self, timezone: bool = False, precision: int | None = None) -> None:
        super().__init__(timezone)
        self.precision = precision


class TIME(names.TIME):
    """``TIME``, with a precision of seconds."""

    def __init__(self, timezone: bool = False, precision: int | None = None) -> None:
        super().__init__(timezone)
        self.precision = precision


class BYTEA(scalar.LargeBinary):
    """``BYTEA``."""


class BIT(TypeEngine):
    """``BIT(length)`` or ``BIT VARYING(length)``, as text of zeros and ones."""

    def __init__(self, length: int | None = None, varying: bool = False) -> None:
        self.length = length if varying or length else 1
        self.varying = varying

    def unsized(self) -> TypeEngine:
        return BIT(varying=True)

    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: None if value is None else str(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return lambda value: None if value is None else BitString(value)

    def text_decoder(self) -> Callable[[str], Any]:
        return str

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)


class CITEXT(scalar.Text):
    """Text that compares without case."""

    def text_decoder(self) -> Callable[[str], Any]:
        return str


class _Named(UserDefinedType):
    def get_col_spec(self, **kw: Any) -> str:
        return type(self).__name__

    def text_decoder(self) -> Callable[[str], Any]:
        return str


class INET(_Named):
    """An internet address."""


class CIDR(_Named):
    """A network."""


class MACADDR(_Named):
    """A hardware address of six bytes."""


class MACADDR8(_Named):
    """A hardware address of eight bytes."""


class MONEY(_Named):
    """An amount of money, as text."""


class OID(_Named):
    """An object identifier."""


class REGCLASS(_Named):
    """A relation by its name."""


class REGCONFIG(_Named):
    """A text search configuration by its name."""


class JSONPATH(_Named):
    """A path into a JSON document."""


class TSVECTOR(_Named, affinity=True):
    """A document for text search."""

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return TypeEngine.coerce_compared_value(self, op, value)  # what is searched for is text


class TSQUERY(_Named):
    """A text search query."""


class NativeEnum(enumeration.Enum):
    """Implementation: a type of the server's."""

    @property
    def native(self) -> bool:  # type: ignore[override]
        """Whether the server's type is used."""
        return self.native_enum


class PsycopgUuid(scalar.NativeUuid):
    """Implementation: `uuid.UUID` goes to the driver as it is."""


def _finite(value: Any) -> Any:
    if isinstance(value, Decimal) and value.is_infinite():
        raise ValueError(f"{value!r} cannot be sent through psycopg2, which makes NaN of it; use psycopg, or a float")
    return value


class PsycopgNumeric(scalar.Numeric):
    """Implementation: `Decimal` comes from the driver."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return None if getattr(dialect.driver, "sends_infinite_decimals", True) else _finite

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self.asdecimal:
            return scalar.decimal_result(self._result_scale) if coltype in _FLOATS else None
        return None if coltype in _FLOATS else scalar.float_result


class PsycopgFloat(scalar.Float):
    """Implementation: floats come from the driver where the server says that they are some."""

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        floats = coltype is None or coltype in _FLOATS
        return None if floats and not self.asdecimal else super().result_processor(dialect, coltype)


_FLOATS = (700, 701)  # the OIDs of float4 and float8


def _zoned(name: str) -> Callable[[Any, Any], str]:
    def spell(type_: Any, dialect: Any) -> str:
        precision = getattr(type_, "precision", None)
        digits = f"({precision})" if precision is not None else ""
        return f"{name}{digits} {'WITH' if type_.timezone else 'WITHOUT'} TIME ZONE"

    return spell


def _interval(type_: Any, dialect: Any) -> str:
    if not type_.native:
        return "TIMESTAMP WITHOUT TIME ZONE"
    fields = f" {type_.fields}" if getattr(type_, "fields", None) else ""
    return "INTERVAL" + fields + (f" ({type_.second_precision})" if type_.second_precision is not None else "")


def _enum(type_: Any, dialect: Any) -> str:
    if not type_.native_enum:
        return enum_text(type_, dialect)
    if type_.name is None:
        raise CompileError("PostgreSQL Enum type requires a name; say Enum(..., name='name')")
    name: str = dialect.quote(type_.name)
    return f"{dialect.quote(type_.schema)}.{name}" if type_.schema else name


def _array(type_: Any, dialect: Any) -> str:
    return type_text(type_.item_type, dialect) + "[]" * (type_.dimensions or 1)


def _bit(type_: Any, dialect: Any) -> str:
    name = "BIT VARYING" if type_.varying else "BIT"
    return f"{name}({type_.length})" if type_.length else name


def _float(type_: Any, dialect: Any) -> str:
    return "FLOAT" if type_.precision is None else f"FLOAT({type_.precision})"


def _uuid(type_: Any, dialect: Any) -> str:
    return "UUID" if type_.native_uuid else "CHAR(32)"


TYPES: dict[type, Spelling] = {
    scalar.Float: _float,
    scalar.Double: "DOUBLE PRECISION",
    names.DOUBLE: "DOUBLE",
    names.DOUBLE_PRECISION: "DOUBLE PRECISION",
    names.REAL: "REAL",
    scalar.Numeric: decimal_type("NUMERIC"),
    scalar.LargeBinary: "BYTEA",
    names.BLOB: "BLOB",
    BYTEA: "BYTEA",
    scalar.Uuid: _uuid,
    temporal.DateTime: _zoned("TIMESTAMP"),
    temporal.Time: _zoned("TIME"),
    names.TIMESTAMP: _zoned("TIMESTAMP"),
    names.TIME: _zoned("TIME"),
    names.DATETIME: "DATETIME",
    temporal.Interval: _interval,
    enumeration.Enum: _enum,
    document.ARRAY: _array,
    JSONB: "JSONB",
    BIT: _bit,
    CITEXT: text_type("CITEXT"),
    DOMAIN: domain_name,
    names.VARBINARY: sized("VARBINARY"),
}

TYPE_IMPLS: dict[type, type[TypeEngine]] = {
    scalar.Float: PsycopgFloat,
    scalar.Numeric: PsycopgNumeric,
    scalar.Uuid: PsycopgUuid,
    temporal.DateTime: temporal.ZonedDateTime,
    temporal.Time: temporal.ZonedTime,
    temporal.Interval: temporal.NativeInterval,
    enumeration.Enum: NativeEnum,
    document.JSON: document.ParsedJSON,
}

#: What a bound value is cast to in the text: psycopg sends text without a type where it is not told.
BIND_CASTS: dict[type, Spelling | None] = {
    enumeration.Enum: None,
    scalar.String: "VARCHAR",
    scalar.Integer: "INTEGER",
    scalar.SmallInteger: "SMALLINT",
    scalar.BigInteger: "BIGINT",
    temporal.Date: "DATE",
    temporal.Time: lambda type_, dialect: f"TIME {'WITH' if type_.timezone else 'WITHOUT'} TIME ZONE",
    temporal.DateTime: lambda type_, dialect: f"TIMESTAMP {'WITH' if type_.timezone else 'WITHOUT'} TIME ZONE",
    temporal.Interval: lambda type_, dialect: "" if type_.native else "TIMESTAMP WITHOUT TIME ZONE",
    INTERVAL: _interval,
    scalar.Uuid: lambda type_, dialect: "UUID" if type_.native_uuid else "",
    document.JSON: "JSON",
    JSONB: "JSONB",
    document.ARRAY: lambda type_, dialect: _array(type_.unsized(), dialect),
    BIT: lambda type_, dialect: _bit(type_.unsized(), dialect),
    REGCONFIG: "REGCONFIG",
}

LITERALS: dict[type, Callable[[Any, Any], str]] = {
    bytes: lambda value, dialect: f"'\\x{bytes(value).hex()}'::BYTEA",
    bytearray: lambda value, dialect: f"'\\x{bytes(value).hex()}'::BYTEA",
    memoryview: lambda value, dialect: f"'\\x{bytes(value).hex()}'::BYTEA",
    float: lambda value, dialect: repr(value) if isfinite(value) else f"'{value}'::FLOAT8",
    Decimal: lambda value, dialect: str(value) if value.is_finite() else f"'{value}'::NUMERIC",
    timedelta: lambda value, dialect: f"make_interval(secs=>{value.total_seconds()})",
}

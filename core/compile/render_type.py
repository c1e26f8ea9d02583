"""Names of types in DDL and CAST: the standard's spelling, which a dialect's ``types`` table overrides by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NoReturn, TypeAlias

from ..exc import CompileError, UnsupportedByDialect
from ..types import names as sql
from ..types.base import NULLTYPE, NullType, TypeEngine, UserDefinedType
from ..types.decorator import TypeDecorator
from ..types.document import JSON
from ..types.enumeration import Enum
from ..types.scalar import (
    BigInteger,
    Boolean,
    Double,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    Text,
    Unicode,
    UnicodeText,
    Uuid,
    _Binary,
)
from ..types.temporal import Date, DateTime, Interval, Time

Spelling: TypeAlias = str | Callable[[Any, Any], str]


def type_text(type_: TypeEngine, dialect: Any = None) -> str:
    """Return the name of ``type_`` in SQL of ``dialect``, or in standard SQL without one."""
    type_ = unwrapped(type_, dialect)
    own: Mapping[type, Spelling] = {} if dialect is None else dialect.types
    for cls in type(type_).__mro__:
        spelling = own.get(cls) or ANSI_TYPES.get(cls)
        if spelling is not None:
            return spelling if isinstance(spelling, str) else spelling(type_, dialect)
    raise UnsupportedByDialect(
        f"the type {type_!r}", getattr(dialect, "name", "standard SQL"), "choose another one there with .with_variant()"
    )


class TypeCompiler:
    """The names of types in DDL of one dialect, as an object that tools ask."""

    ensure_kwarg: ClassVar[str] = r"visit_\w+"

    def __init__(self, dialect: Any) -> None:
        self.dialect = dialect

    def process(self, type_: TypeEngine, **kw: Any) -> str:
        """Return the name of ``type_``; UnsupportedByDialect where the database has no such type."""
        return type_text(type_, self.dialect)

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> NoReturn:
        """Raise for an element that has no name here."""
        raise UnsupportedByDialect(
            f"the type {element!r}", self.dialect.describe(), "choose another one there with .with_variant()"
        ) from err


def unwrapped(type_: TypeEngine, dialect: Any) -> TypeEngine:
    """Return the type that ``type_`` is on ``dialect``, variants and decorators taken off."""
    while True:
        variant = type_._variants.get(dialect.name) if type_._variants and dialect is not None else None
        if variant is not None:
            type_ = variant
        elif isinstance(type_, TypeDecorator):
            type_ = type_.impl if dialect is None else type_._underlying(dialect)
        else:
            return type_


def value_type(type_: TypeEngine, dialect: Any) -> TypeEngine:
    """Return the type that a value of ``type_`` is cast to before it is stored: see `TypeEngine.unsized`."""
    return unwrapped(type_, dialect).unsized()


def cast_text(type_: TypeEngine, dialect: Any) -> str | None:
    """Return the name of ``type_`` inside CAST, or None where ``dialect`` cannot cast to it."""
    type_ = unwrapped(type_, dialect)
    casts: Mapping[type, Spelling | None] = getattr(dialect, "casts", {})
    for cls in type(type_).__mro__:
        if cls in casts:
            spelling = casts[cls]
            return spelling if spelling is None or isinstance(spelling, str) else spelling(type_, dialect)
    return type_text(type_, dialect)


def bind_cast_text(type_: TypeEngine, dialect: Any) -> str | None:
    """Return the type that a bound value of ``type_`` is cast to in the text, or None where it goes uncast."""
    casts: Mapping[type, Spelling | None] = getattr(dialect, "bind_casts", {})
    if not casts:
        return None
    type_ = unwrapped(type_, dialect)
    for cls in type(type_).__mro__:
        if cls in casts:
            spelling = casts[cls]
            found = spelling if spelling is None or isinstance(spelling, str) else spelling(type_, dialect)
            return found or None
    return type_text(type_, dialect) if type_.render_bind_cast else None


def sized(name: str) -> Callable[[Any, Any], str]:
    """Return a spelling of ``name(length)``."""

    def spell(type_: Any, dialect: Any) -> str:
        return f"{name}({type_.length})" if type_.length is not None else name

    return spell


def text_type(name: str) -> Callable[[Any, Any], str]:
    """Return a spelling of ``name(length) COLLATE collation``."""

    def spell(type_: Any, dialect: Any) -> str:
        return (f"{name}({type_.length})" if type_.length is not None else name) + collation(type_, dialect)

    return spell


def collation(type_: Any, dialect: Any) -> str:
    """Return ``COLLATE`` with the collation of ``type_``, or nothing."""
    name = getattr(type_, "collation", None)
    return "" if name is None else f" COLLATE {name if dialect is None else dialect.quote(name)}"


def decimal_type(name: str) -> Callable[[Any, Any], str]:
    """Return a spelling of ``name(precision, scale)``."""

    def spell(type_: Any, dialect: Any) -> str:
        if type_.precision is None:
            return name
        return f"{name}({type_.precision})" if type_.scale is None else f"{name}({type_.precision}, {type_.scale})"

    return spell


def enum_text(type_: Any, dialect: Any) -> str:
    """Return the spelling of the type in which an enum is kept where no native one is used."""
    return type_text(type_.storage, dialect)


def user_type(type_: Any, dialect: Any) -> str:
    """Return what a user-defined type says of itself."""
    return type_.get_col_spec()  # type: ignore[no-any-return]


def _null_type(type_: Any, dialect: Any) -> str:
    raise CompileError(f"Can't generate DDL for {NULLTYPE!r}; did you forget to specify a type on this Column?")


ANSI_TYPES: dict[type, Spelling] = {
    NullType: _null_type,
    UserDefinedType: user_type,
    Integer: "INTEGER",
    SmallInteger: "SMALLINT",
    BigInteger: "BIGINT",
    Numeric: decimal_type("NUMERIC"),
    sql.DECIMAL: decimal_type("DECIMAL"),
    Float: "FLOAT",
    Double: "DOUBLE",
    sql.REAL: "REAL",
    sql.DOUBLE: "DOUBLE",
    sql.DOUBLE_PRECISION: "DOUBLE PRECISION",
    String: text_type("VARCHAR"),
    Text: text_type("TEXT"),
    Unicode: text_type("VARCHAR"),
    UnicodeText: text_type("TEXT"),
    sql.CHAR: text_type("CHAR"),
    sql.VARCHAR: text_type("VARCHAR"),
    sql.NCHAR: text_type("NCHAR"),
    sql.NVARCHAR: text_type("NVARCHAR"),
    sql.TEXT: text_type("TEXT"),
    sql.CLOB: text_type("CLOB"),
    Boolean: "BOOLEAN",
    sql.BOOLEAN: "BOOLEAN",
    Date: "DATE",
    Time: "TIME",
    DateTime: "DATETIME",
    Interval: "DATETIME",
    sql.DATE: "DATE",
    sql.TIME: "TIME",
    sql.DATETIME: "DATETIME",
    sql.TIMESTAMP: "TIMESTAMP",
    _Binary: sized("BINARY"),
    LargeBinary: "BLOB",
    sql.BLOB: "BLOB",
    sql.BINARY: sized("BINARY"),
    sql.VARBINARY: sized("VARBINARY"),
    Uuid: "CHAR(32)",
    sql.UUID: "UUID",
    Enum: enum_text,
    JSON: "JSON",
}

TypeEngine._render = staticmethod(type_text)

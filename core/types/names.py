"""The names of the SQL standard, for DDL that says exactly this: ``VARCHAR`` is written VARCHAR everywhere."""

from __future__ import annotations

from .scalar import (
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
    Uuid,
    _Binary,
)
from .temporal import Date, DateTime, Time


class INTEGER(Integer):
    """The SQL INTEGER type."""


INT = INTEGER


class SMALLINT(SmallInteger):
    """The SQL SMALLINT type."""


class BIGINT(BigInteger):
    """The SQL BIGINT type."""


class NUMERIC(Numeric):
    """The SQL NUMERIC type."""


class DECIMAL(Numeric):
    """The SQL DECIMAL type."""


class FLOAT(Float):
    """The SQL FLOAT type."""


class REAL(Float):
    """The SQL REAL type."""


class DOUBLE(Double):
    """The SQL DOUBLE type."""


class DOUBLE_PRECISION(Double):  # noqa: N801
    """The SQL DOUBLE PRECISION type."""


class CHAR(String):
    """The SQL CHAR type."""


class VARCHAR(String):
    """The SQL VARCHAR type."""


class NCHAR(Unicode):
    """The SQL NCHAR type."""


class NVARCHAR(Unicode):
    """The SQL NVARCHAR type."""


class TEXT(Text):
    """The SQL TEXT type."""


class CLOB(Text):
    """The SQL CLOB type."""


class BLOB(LargeBinary):
    """The SQL BLOB type."""


class BINARY(_Binary):
    """The SQL BINARY type."""


class VARBINARY(_Binary):
    """The SQL VARBINARY type."""


class BOOLEAN(Boolean):
    """The SQL BOOLEAN type."""


class UUID(Uuid):
    """The SQL UUID type."""

    def __init__(self, as_uuid: bool = True) -> None:
        super().__init__(as_uuid, True)


class DATE(Date):
    """The SQL DATE type."""


class TIME(Time):
    """The SQL TIME type."""


class DATETIME(DateTime):
    """The DATETIME type of several databases."""


class TIMESTAMP(DateTime):
    """The SQL TIMESTAMP type."""

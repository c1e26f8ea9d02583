"""The SQL Server dialect: its types, its own constructs, and ``dialect()`` for text without a server."""

from __future__ import annotations

from ...core.expression.text import try_cast
from ...core.types import (
    BIGINT,
    BINARY,
    CHAR,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE_PRECISION,
    FLOAT,
    INTEGER,
    JSON,
    NCHAR,
    NUMERIC,
    NVARCHAR,
    REAL,
    SMALLINT,
    TEXT,
    VARCHAR,
)
from .dialect import MSSQL
from .types import (
    BIT,
    DATETIME2,
    DATETIMEOFFSET,
    IMAGE,
    MONEY,
    NTEXT,
    ROWVERSION,
    SMALLDATETIME,
    SMALLMONEY,
    SQL_VARIANT,
    TIME,
    TINYINT,
    UNIQUEIDENTIFIER,
    VARBINARY,
    XML,
)

dialect = MSSQL
TIMESTAMP = ROWVERSION

__all__ = [
    "BIGINT",
    "BINARY",
    "BIT",
    "CHAR",
    "DATE",
    "DATETIME",
    "DATETIME2",
    "DATETIMEOFFSET",
    "DECIMAL",
    "DOUBLE_PRECISION",
    "FLOAT",
    "IMAGE",
    "INTEGER",
    "JSON",
    "MONEY",
    "MSSQL",
    "NCHAR",
    "NTEXT",
    "NUMERIC",
    "NVARCHAR",
    "REAL",
    "ROWVERSION",
    "SMALLDATETIME",
    "SMALLINT",
    "SMALLMONEY",
    "SQL_VARIANT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TINYINT",
    "UNIQUEIDENTIFIER",
    "VARBINARY",
    "VARCHAR",
    "XML",
    "dialect",
    "try_cast",
]

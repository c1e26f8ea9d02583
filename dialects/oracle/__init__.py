"""The Oracle dialect: its types, its own constructs, and ``dialect()`` for text without a server."""

from __future__ import annotations

from ...core.types import BLOB, BOOLEAN, CHAR, CLOB, DOUBLE_PRECISION, JSON, NCHAR, NVARCHAR, REAL, VARCHAR
from .dialect import Oracle
from .types import (
    BFILE,
    BINARY_DOUBLE,
    BINARY_FLOAT,
    DATE,
    FLOAT,
    INTERVAL,
    LONG,
    NCLOB,
    NUMBER,
    NVARCHAR2,
    RAW,
    ROWID,
    TIMESTAMP,
    VARCHAR2,
)
from .vector import (
    VECTOR,
    SparseVector,
    VectorDistanceType,
    VectorIndexConfig,
    VectorIndexType,
    VectorStorageFormat,
    VectorStorageType,
)

dialect = Oracle

__all__ = [
    "BFILE",
    "BINARY_DOUBLE",
    "BINARY_FLOAT",
    "BLOB",
    "BOOLEAN",
    "CHAR",
    "CLOB",
    "DATE",
    "DOUBLE_PRECISION",
    "FLOAT",
    "INTERVAL",
    "JSON",
    "LONG",
    "NCHAR",
    "NCLOB",
    "NUMBER",
    "NVARCHAR",
    "NVARCHAR2",
    "RAW",
    "REAL",
    "ROWID",
    "TIMESTAMP",
    "VARCHAR",
    "VARCHAR2",
    "VECTOR",
    "Oracle",
    "SparseVector",
    "VectorDistanceType",
    "VectorIndexConfig",
    "VectorIndexType",
    "VectorStorageFormat",
    "VectorStorageType",
    "dialect",
]

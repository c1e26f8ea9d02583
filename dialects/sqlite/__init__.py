"""The SQLite dialect: its types, its own constructs, and ``dialect()`` for text without a server."""

from __future__ import annotations

from ...core.expression.dml import ConflictInsert as Insert
from ...core.expression.dml import conflict_insert as insert
from ...core.types import (
    BLOB,
    BOOLEAN,
    CHAR,
    DATE,
    DATETIME,
    DECIMAL,
    FLOAT,
    INTEGER,
    NUMERIC,
    REAL,
    SMALLINT,
    TEXT,
    TIME,
    TIMESTAMP,
    VARCHAR,
)
from .dialect import SQLite
from .types import JSON, JSONB

dialect = SQLite

__all__ = [
    "BLOB",
    "BOOLEAN",
    "CHAR",
    "DATE",
    "DATETIME",
    "DECIMAL",
    "FLOAT",
    "INTEGER",
    "JSON",
    "JSONB",
    "NUMERIC",
    "REAL",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "VARCHAR",
    "Insert",
    "SQLite",
    "dialect",
    "insert",
]

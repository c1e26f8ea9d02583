"""The PostgreSQL dialect: its types, its own constructs, and ``dialect()`` for text without a server."""

from __future__ import annotations

from ...core.expression.dml import ConflictInsert as Insert
from ...core.expression.dml import conflict_insert as insert
from ...core.expression.text import all_ as All  # noqa: N812 - the public name
from ...core.expression.text import any_ as Any  # noqa: N812 - the public name
from ...core.types import (
    BIGINT,
    BOOLEAN,
    CHAR,
    DATE,
    DOUBLE_PRECISION,
    FLOAT,
    INTEGER,
    NUMERIC,
    REAL,
    SMALLINT,
    TEXT,
    VARCHAR,
)
from .dialect import PostgresLike, PostgreSQL
from .types import (
    ARRAY,
    BIT,
    BYTEA,
    CIDR,
    CITEXT,
    ENUM,
    INET,
    INTERVAL,
    JSON,
    JSONB,
    JSONPATH,
    MACADDR,
    MACADDR8,
    MONEY,
    OID,
    REGCLASS,
    REGCONFIG,
    TIME,
    TIMESTAMP,
    TSQUERY,
    TSVECTOR,
    UUID,
)

dialect = PostgreSQL

__all__ = [
    "ARRAY",
    "BIGINT",
    "BIT",
    "BOOLEAN",
    "BYTEA",
    "CHAR",
    "CIDR",
    "CITEXT",
    "DATE",
    "DOUBLE_PRECISION",
    "ENUM",
    "FLOAT",
    "INET",
    "INTEGER",
    "INTERVAL",
    "JSON",
    "JSONB",
    "JSONPATH",
    "MACADDR",
    "MACADDR8",
    "MONEY",
    "NUMERIC",
    "OID",
    "REAL",
    "REGCLASS",
    "REGCONFIG",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TSQUERY",
    "TSVECTOR",
    "UUID",
    "VARCHAR",
    "All",
    "Any",
    "Insert",
    "PostgreSQL",
    "PostgresLike",
    "dialect",
    "insert",
]

"""The postgresql dialect, and its own constructs."""

from __future__ import annotations

from ...core.expression.dml import conflict_insert as insert
from .dialect import PostgresLike, PostgreSQL

__all__ = ["PostgreSQL", "PostgresLike", "insert"]

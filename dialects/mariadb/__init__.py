"""The mariadb dialect, and its own constructs."""

from __future__ import annotations

from ...core.expression.dml import duplicate_key_insert as insert
from .dialect import MariaDB, MySQL, MySQLLike

__all__ = ["MariaDB", "MySQL", "MySQLLike", "insert"]

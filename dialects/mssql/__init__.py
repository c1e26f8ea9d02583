"""The mssql dialect, and its own constructs."""

from __future__ import annotations

from .dialect import MSSQL

__all__ = ["MSSQL"]

"""How keys and rows come back from INSERT, UPDATE and DELETE: the one place of `dml` that asks what the server can."""

from __future__ import annotations

from typing import Any

from ...core.compile.capabilities import Returning, UpdateFrom


def returns_rows(dialect: Any, statement: Any) -> bool:
    """Answer whether the server returns the rows that an UPDATE or DELETE of one table touches."""
    caps = dialect.capabilities
    how = caps.update_returning if statement.is_update else caps.delete_returning
    return how is not Returning.NONE


def inserts_return(mapper: Any, dialect: Any) -> bool:
    """Answer whether the server returns the keys of new rows, and the table lets it."""
    wished = getattr(mapper.local_table, "implicit_returning", True)
    return wished and dialect.capabilities.insert_returning is not Returning.NONE


def one_statement(dialect: Any) -> bool:
    """Answer whether an UPDATE may take its rows from a list of values and return what it changed."""
    caps = dialect.capabilities
    return caps.update_returning is not Returning.NONE and caps.update_from is not UpdateFrom.CORRELATED

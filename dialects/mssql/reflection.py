"""What a SQL Server database holds, by its catalog views."""

from __future__ import annotations

from typing import Any

from ...core.expression.text import text


def has_table(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a table or view of that name exists."""
    return _has_object(connection, "'U', 'V'", name, schema)


def has_sequence(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a sequence of that name exists."""
    return _has_object(connection, "'SO'", name, schema)


def has_index(connection: Any, table_name: str, index_name: str, schema: str | None = None) -> bool:
    """Answer whether ``table_name`` has an index of that name."""
    owner, values = _schema(schema)
    query = text(
        "SELECT 1 FROM sys.indexes i JOIN sys.objects o ON o.object_id = i.object_id "
        f"WHERE i.name = :index_name AND o.name = :name AND o.schema_id = {owner}"
    )
    values |= {"index_name": str(index_name), "name": str(table_name)}
    return bool(connection.execute(query, values).first())


def _has_object(connection: Any, kinds: str, name: str, schema: str | None) -> bool:
    owner, values = _schema(schema)
    query = text(f"SELECT 1 FROM sys.objects WHERE name = :name AND type IN ({kinds}) AND schema_id = {owner}")
    return bool(connection.execute(query, {**values, "name": str(name)}).first())


def _schema(schema: str | None) -> tuple[str, dict[str, str]]:
    return ("SCHEMA_ID()", {}) if schema is None else ("SCHEMA_ID(:schema)", {"schema": str(schema)})

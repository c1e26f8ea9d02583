"""What a MariaDB or MySQL database holds, by the information schema."""

from __future__ import annotations

from typing import Any

from ...core.expression.text import text


def has_table(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a table or view of that name exists."""
    return _has(connection, "tables", "table_type != 'SEQUENCE'", name, schema)


def has_sequence(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a sequence of that name exists."""
    return _has(connection, "tables", "table_type = 'SEQUENCE'", name, schema)


def has_index(connection: Any, table_name: str, index_name: str, schema: str | None = None) -> bool:
    """Answer whether ``table_name`` has an index of that name."""
    values = {"index_name": str(index_name), "name": str(table_name)}
    return _has(connection, "statistics", "index_name = :index_name", table_name, schema, values)


def _has(
    connection: Any, view: str, condition: str, name: str, schema: str | None, values: dict[str, str] | None = None
) -> bool:
    values = values or {"name": str(name)}
    database = "DATABASE()" if schema is None else ":schema"
    if schema is not None:
        values["schema"] = str(schema)
    query = text(
        f"SELECT 1 FROM information_schema.{view} WHERE table_schema = {database} AND table_name = :name "
        f"AND {condition} LIMIT 1"
    )
    return bool(connection.execute(query, values).first())

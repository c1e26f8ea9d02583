"""What a SQLite database holds."""

from __future__ import annotations

from typing import Any

from ...core.expression.text import text


def has_table(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a table or view of that name exists."""
    return _has(connection, ("table", "view"), name, schema)


def has_index(connection: Any, table_name: str, index_name: str, schema: str | None = None) -> bool:
    """Answer whether ``table_name`` has an index of that name."""
    master = _master(connection, schema)
    query = text(f"SELECT 1 FROM {master} WHERE type = 'index' AND name = :name AND tbl_name = :owner")
    return bool(connection.execute(query, {"name": index_name, "owner": table_name}).first())


def has_sequence(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer no: SQLite has no sequences."""
    return False


def _has(connection: Any, kinds: tuple[str, ...], name: str, schema: str | None) -> bool:
    masters = [_master(connection, schema)] if schema else ["sqlite_master", "sqlite_temp_master"]
    kind_list = ", ".join(f"'{k}'" for k in kinds)
    for master in masters:
        query = text(f"SELECT 1 FROM {master} WHERE type IN ({kind_list}) AND lower(name) = lower(:name)")
        if connection.execute(query, {"name": str(name)}).first() is not None:
            return True
    return False


def _master(connection: Any, schema: str | None) -> str:
    return f"{connection.dialect.quote(schema)}.sqlite_master" if schema else "sqlite_master"

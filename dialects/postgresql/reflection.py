"""What a PostgreSQL database holds, by its system catalogs."""

from __future__ import annotations

from typing import Any

from ...core.expression.text import text

_TABLES = "'r', 'p', 'f', 'v', 'm'"


def has_table(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a table or view of that name exists, in ``schema`` or where the search path finds it."""
    return _has_relation(connection, _TABLES, name, schema)


def has_sequence(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a sequence of that name exists."""
    return _has_relation(connection, "'S'", name, schema)


def has_index(connection: Any, table_name: str, index_name: str, schema: str | None = None) -> bool:
    """Answer whether an index of that name exists."""
    return _has_relation(connection, "'i', 'I'", index_name, schema)


def has_type(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a type of that name exists."""
    visible, values = _where("pg_catalog.pg_type_is_visible(t.oid)", name, schema)
    query = text(
        "SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        f"WHERE t.typname = :name AND {visible}"
    )
    return bool(connection.execute(query, values).first())


def _has_relation(connection: Any, kinds: str, name: str, schema: str | None) -> bool:
    visible, values = _where("pg_catalog.pg_table_is_visible(c.oid)", name, schema)
    query = text(
        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE c.relname = :name AND c.relkind IN ({kinds}) AND {visible}"
    )
    return bool(connection.execute(query, values).first())


def _where(visible: str, name: str, schema: str | None) -> tuple[str, dict[str, str]]:
    if schema is None:
        return f"{visible} AND n.nspname != 'pg_catalog'", {"name": str(name)}
    return "n.nspname = :schema", {"name": str(name), "schema": str(schema)}

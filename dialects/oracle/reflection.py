"""What an Oracle database holds, by its data dictionary."""

from __future__ import annotations

from typing import Any

from ...core.expression.text import text


def has_table(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a table or view of that name exists."""
    return _has(connection, ("TABLE", "VIEW", "MATERIALIZED VIEW"), name, schema)


def has_sequence(connection: Any, name: str, schema: str | None = None) -> bool:
    """Answer whether a sequence of that name exists."""
    return _has(connection, ("SEQUENCE",), name, schema)


def has_index(connection: Any, table_name: str, index_name: str, schema: str | None = None) -> bool:
    """Answer whether an index of that name exists."""
    return _has(connection, ("INDEX",), index_name, schema)


def _has(connection: Any, kinds: tuple[str, ...], name: str, schema: str | None) -> bool:
    fold = connection.dialect.needs_quotes
    values = {"object_name": name if fold(name) else name.upper()}
    owner = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"
    if schema is not None:
        owner = ":owner_name"
        values["owner_name"] = schema if fold(schema) else schema.upper()
    kind_list = ", ".join(f"'{k}'" for k in kinds)
    query = text(
        f"SELECT 1 FROM all_objects WHERE object_name = :object_name AND owner = {owner} "
        f"AND object_type IN ({kind_list})"
    )
    return bool(connection.execute(query, values).first())

"""All that an inspector answers, in a form in which two libraries, or two databases, compare."""

from __future__ import annotations

import warnings
from typing import Any

from tests.core.reflection.schemas import statements

QUESTIONS = (
    "columns",
    "pk_constraint",
    "foreign_keys",
    "indexes",
    "unique_constraints",
    "check_constraints",
    "table_comment",
    "table_options",
)
LISTS = ("schema_names", "table_names", "temp_table_names", "view_names", "materialized_view_names", "sequence_names")
#: What makes two types the same, whichever library's they are.
FACTS = (
    "length", "precision", "scale", "collation", "charset", "timezone", "varying", "fields", "fsp", "display_width",
    "unsigned", "zerofill", "name", "schema", "enums", "item_type", "values", "data_type", "default", "check",
    "not_null", "constraint_name",
)  # fmt: skip


def run(connection: Any, script: str, temporary: bool) -> None:
    """Execute the lasting or the temporary part of a script."""
    escape = connection.engine.dialect.name != "sqlite"
    for statement in statements(script):
        if statement.startswith(("CREATE TEMP", "CREATE TEMPORARY")) is temporary:
            connection.exec_driver_sql(statement.replace("%", "%%") if escape else statement)


def plain(value: Any) -> Any:
    """Return a value without objects of a library."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if hasattr(value, "result_processor"):
        facts = {k: getattr(value, k, None) for k in FACTS}
        if type(value).__name__ == "UUID":
            facts["length"] = None
        said = {k: plain(v) for k, v in facts.items() if v not in (None, False, ()) and not callable(v)}
        return f"{type(value).__name__} {said}"
    return str(value) if hasattr(value, "compile") else value


def answers(inspector: Any, kind: Any, scope: Any, schema: str | None = None) -> dict[str, dict[Any, Any]]:
    """Return the answer to each question, by table; lists are in order of their names."""
    found: dict[str, dict[Any, Any]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for question in QUESTIONS:
            try:
                told = getattr(inspector, f"get_multi_{question}")(schema=schema, kind=kind, scope=scope)
            except NotImplementedError:
                continue
            found[question] = {key[1]: _ordered(question, plain(value)) for key, value in told.items()}
        for question in LISTS:
            try:
                found[question] = {"": sorted(getattr(inspector, f"get_{question}")())}
            except NotImplementedError:
                continue
    return found


def _ordered(question: str, value: Any) -> Any:
    if question == "columns" or not isinstance(value, list):
        return value
    return sorted(value, key=lambda d: (d["name"] or "", str(d.get("column_names") or d.get("constrained_columns"))))


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[tuple[str, str, str, str], tuple[Any, Any]]:
    """Return what differs, by question, table, item and field; a field ``*`` is an item that one does not have."""
    found: dict[tuple[str, str, str, str], tuple[Any, Any]] = {}
    for question in ours:
        if question not in theirs:
            continue
        for table in {*ours[question], *theirs[question]}:
            mine, other = ours[question].get(table), theirs[question].get(table)
            if mine == other:
                continue
            if not isinstance(mine, list) or not isinstance(other, list) or question in LISTS:
                found[question, table, "", ""] = (mine, other)
                continue
            by_name = [{f"{d['name']}{_number(items, d)}": d for d in items} for items in (mine, other)]
            for name in {*by_name[0], *by_name[1]}:
                a, b = by_name[0].get(name), by_name[1].get(name)
                if a is None or b is None:
                    found[question, table, name, "*"] = (a, b)
                    continue
                for field in {*a, *b}:
                    if a.get(field) != b.get(field):
                        found[question, table, name, field] = (a.get(field), b.get(field))
    return found


def _number(items: list[Any], item: Any) -> str:
    same = [d for d in items if d["name"] == item["name"]]
    return "" if len(same) == 1 else f"#{next(i for i, d in enumerate(same) if d is item)}"

"""Statements rendered for ten servers into one readable file each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from isogloss.core.compile.cache import CompileCache
from isogloss.core.compile.pipeline import compile_statement
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite
from isogloss.exc import SQLAlchemyError

ROOT = Path(__file__).resolve().parents[2] / "snapshots"

#: Two versions at least of each: before and after a line on the map.
SERVERS: tuple[Any, ...] = (
    SQLite(version=(3, 30)),
    SQLite(version=(3, 40)),
    PostgreSQL(version=(13,)),
    PostgreSQL(version=(18,)),
    MariaDB(version=(10, 4)),
    MariaDB(version=(10, 11)),
    Oracle(version=(19,)),
    Oracle(version=(23,)),
    MSSQL(version=(14,)),
    MSSQL(version=(16,)),
)


def render(statement: Any) -> str:
    """Return the sections of ``statement``: servers that say the same share one; a refusal shows its text."""
    sections: dict[str, list[str]] = {}
    for dialect in SERVERS:
        try:
            compiled = statement.compile(dialect=dialect)
            values = ", ".join(f"{k}={v!r}" for k, v in compiled.params.items() if v is not None)
            text = str(compiled) + (f"\n-- {values}" if values else "")
        except SQLAlchemyError as error:
            text = f"-- refused: {str(error).replace(dialect.describe(), dialect.title)}"
        sections.setdefault(text, []).append(dialect.describe())
    return "\n\n".join(f"-- {', '.join(names)}\n{text}" for text, names in sections.items()) + "\n"


def check_cache(build: Any) -> None:
    """Compile a statement twice with other values: the second is a hit, and its values are its own."""
    for dialect in SERVERS:
        cache = CompileCache()
        one, two = build(1), build(2)
        try:
            first, _ = compile_statement(one, dialect, cache=cache)
        except SQLAlchemyError:
            continue
        second, values = compile_statement(two, dialect, cache=cache)
        assert second is first, f"{dialect.describe()}: {first.string}"
        fresh, fresh_values = compile_statement(two, dialect)
        if any(slot.required for slot in second.slots):
            continue  # its value comes with the execution
        if not second.expands:
            assert second.collect(values) == fresh.collect(fresh_values)
        else:
            assert second.text_for(values) == fresh.text_for(fresh_values)


class SqlFile(SingleFileSnapshotExtension):
    """``snapshots/<area>/<case>.sql``."""

    file_extension = "sql"
    _write_mode = WriteMode.TEXT
    _file_extension = "sql"
    write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: Any) -> str:
        return str(ROOT / _case(test_location)[0])

    @classmethod
    def get_snapshot_name(cls, *, test_location: Any, index: Any = 0) -> str:
        return _case(test_location)[1]


def _case(location: Any) -> tuple[str, str]:
    name = location.snapshot_name
    inside = name[name.index("[") + 1 : -1] if "[" in name else name.removeprefix("test_")
    area, _, case = inside.partition("_")
    return area, case or area

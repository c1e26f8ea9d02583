"""A small DB-API driver that knows rows by a word of the query: for servers that cannot be had here."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


class Error(Exception):
    """The driver's error."""


class Cursor:
    """A cursor that answers with the rows of the first word that stands in the statement."""

    rowcount = -1
    lastrowid = None

    def __init__(self, rows: dict[str, list[tuple[Any, ...]]], seen: list[str]) -> None:
        self.rows, self.seen = rows, seen
        self.found: list[tuple[Any, ...]] = []
        self.description: Any = None

    def execute(self, statement: str, parameters: Any = ()) -> None:
        self.seen.append(statement)
        self.found = next((rows for word, rows in self.rows.items() if word in statement), [])
        width = len(self.found[0]) if self.found else 1
        self.description = [(f"c{i}", None, None, None, None, None, None) for i in range(width)]

    def fetchone(self) -> Any:
        return self.found.pop(0) if self.found else None

    def fetchall(self) -> list[Any]:
        found, self.found = list(self.found), []
        return found

    def fetchmany(self, size: int = 100) -> list[Any]:
        return self.fetchall()

    def close(self) -> None:
        pass

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *exc: object) -> None:
        pass


class Raw:
    """A connection."""

    version = "19.3.0"
    autocommit = False

    def __init__(self, rows: dict[str, list[tuple[Any, ...]]], seen: list[str]) -> None:
        self.rows, self.seen = rows, seen

    def cursor(self) -> Cursor:
        return Cursor({k: list(v) for k, v in self.rows.items()}, self.seen)

    def add_output_converter(self, kind: int, function: Any) -> None:
        """Take what reads values of a type; the rows here need none."""

    def commit(self) -> None:
        pass

    rollback = close = commit


def module(rows: dict[str, list[tuple[Any, ...]]], seen: list[str]) -> Any:
    """Return a DB-API module whose connections answer with ``rows`` and note statements in ``seen``."""
    return SimpleNamespace(
        Error=Error, defaults=SimpleNamespace(), pooling=False, connect=lambda *args, **kw: Raw(rows, seen)
    )

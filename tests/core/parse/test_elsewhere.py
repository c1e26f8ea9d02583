"""Text of one database, read with metadata, gives the same rows on the others; upserts and MERGE are read too."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

from ...differential.libraries import namespace
from ...differential.test_results import Server, server

__all__ = ["server"]
X = namespace("isogloss")

MARIADB = {
    "ifnull": ("SELECT id, IFNULL(name, 'none') FROM t", [(1, "x"), (2, "abc"), (3, "a%_/"), (4, "none"), (5, "b"), (6, "x")]),
    "star": ("SELECT * FROM p WHERE id < 3", [(1, "q"), (2, "x")]),
    "null_safe": ("SELECT id FROM t WHERE name <=> NULL", [(4,)]),
    "if": ("SELECT IF(o > 1, 'big', 'small') FROM t WHERE id IN (1, 3)", [("big",), ("small",)]),
    "flag": ("SELECT id FROM t WHERE f = 1", [(1,), (3,), (6,)]),
    "date": ("SELECT id FROM t WHERE d > '2024-01-01' AND d < '2025-01-01 00:00:00'", [(1,), (3,), (4,), (5,), (6,)]),
    "join": ("SELECT t.id, p.name FROM t JOIN p ON t.o = p.id WHERE t.id < 3", [(1, "q"), (2, "q")]),
    "using": ("SELECT id, p.name FROM t LEFT JOIN p USING (id) WHERE id > 2", [(3, None), (4, None), (5, None), (6, None)]),
    "group": ("SELECT o, COUNT(*), MAX(id) FROM t GROUP BY o HAVING COUNT(*) > 1", [(1, 2, 2)]),
    "strings": ("SELECT GROUP_CONCAT(name SEPARATOR '-') FROM t WHERE name = 'x'", [("x-x",)]),
    "cte": ("WITH c AS (SELECT id FROM p) SELECT t.id FROM t WHERE t.o IN (SELECT id FROM c) AND t.id < 3", [(1,), (2,)]),
    "recursive": ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r", [(1,), (2,), (3,)]),
    "exists": ("SELECT id FROM p WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.o = p.id AND t.id > 1)", []),
    "page": ("SELECT id FROM t ORDER BY id LIMIT 1, 2", [(2,), (3,)]),
    "window": ("SELECT id, ROW_NUMBER() OVER (PARTITION BY o ORDER BY id) FROM t WHERE o = 1", [(1, 1), (2, 2)]),
    "case": ("SELECT CASE name WHEN 'q' THEN 1 ELSE 0 END FROM p", [(0,), (0,), (1,)]),
    "between": ("SELECT id FROM t WHERE id BETWEEN 2 AND 3 AND name LIKE 'a%'", [(2,), (3,)]),
    "union": ("(SELECT id FROM t ORDER BY id LIMIT 1) UNION ALL (SELECT id FROM p ORDER BY id DESC LIMIT 1)", [(1,), (3,)]),
    "placeholder": ("SELECT id FROM p WHERE id = %(id)s", [(2,)]),
}  # fmt: skip


@pytest.mark.parametrize("case", MARIADB)
def test_same_rows_everywhere(server: Server, case: str) -> None:
    text, expected = MARIADB[case]
    made = ig.parse(text, dialect="mariadb", metadata=X.t.metadata)
    with server.engines["isogloss"].connect() as c:
        rows = sorted(map(tuple, c.execute(made, {"id": 2} if case == "placeholder" else {})), key=repr)
        assert rows == expected
        if server.backend == "mariadb":
            plain = sorted(
                map(tuple, c.exec_driver_sql(text.replace("%'", "%%'"), {"id": 2} if case == "placeholder" else None)),
                key=repr,
            )
            assert plain == expected


def words(statement: Any, dialect: Any) -> str:
    return " ".join(str(statement.compile(dialect=dialect)).split())


def test_an_upsert_is_read() -> None:
    made = ig.parse(
        "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b + t.b WHERE t.a > 0 RETURNING a",
        dialect="postgresql",
    )
    assert words(made, SQLite(version=(3, 40))) == (
        "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = (excluded.b + t.b) WHERE t.a > ? RETURNING a"
    )
    nothing = ig.parse("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", dialect="sqlite")
    assert words(nothing, PostgreSQL()).endswith("ON CONFLICT DO NOTHING")
    assert words(
        ig.parse("INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a) + 1", dialect="mysql"), MariaDB()
    ).endswith("ON DUPLICATE KEY UPDATE a = (VALUES(a) + %s)")


def test_a_merge_is_read() -> None:
    made = ig.parse(
        "MERGE INTO t USING p ON t.id = p.id WHEN MATCHED AND p.x = 1 THEN DELETE WHEN MATCHED THEN UPDATE SET name = p.name "
        "WHEN NOT MATCHED THEN INSERT (id, name) VALUES (p.id, p.name)",
        dialect="postgresql",
    )
    assert words(made, MSSQL()) == (
        "MERGE INTO t WITH (HOLDLOCK) USING p ON (t.id = p.id) WHEN MATCHED AND p.x = :param_1 THEN DELETE WHEN MATCHED THEN "
        "UPDATE SET name = p.name WHEN NOT MATCHED THEN INSERT (name, id) VALUES (p.name, p.id);"
    )

"""``explain()`` teaches: what the server lacks, what is written instead, from which version on it is not needed."""

from __future__ import annotations

import pytest

import isogloss as ig
from isogloss.core.compile.passes import STANDARD
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

from .sql_snapshots import SERVERS
from .test_snapshots import ALL, X

T, P = X.t, X.p


def test_every_pass_is_explained() -> None:
    """Each pass of the standard and of each dialect says why it is there."""
    passes = {*STANDARD, *(p for dialect in SERVERS for p in dialect.pipeline)}
    assert [p.name for p in passes if not p.why] == []


def test_a_lowering_says_why_and_until_when() -> None:
    text = ig.select(T.c.id).order_by(T.c.name.nulls_last()).compile(dialect=SQLite(version=(3, 26))).explain()
    assert text.startswith("statement for SQLite 3.26: NULLS FIRST/LAST to CASE")
    assert (
        "-- NULLS FIRST/LAST to CASE\n"
        "--   SQLite has no NULLS FIRST and NULLS LAST: a CASE before the column sorts the nulls to the end that was "
        "asked for.\n"
        "--   Not needed from SQLite 3.30 on."
    ) in text
    assert text.endswith("CASE WHEN (t.name IS NULL) THEN 1 ELSE 0 END, t.name")


def test_a_lowering_that_no_version_spares_says_so() -> None:
    statement = ig.update(T).values(name=P.c.name).where(T.c.o == P.c.id)
    text = statement.compile(dialect=MariaDB(version=(10, 11))).explain()
    assert "MariaDB has no UPDATE FROM: all tables stand after UPDATE" in text
    assert "So on every version from MariaDB 10.11 on that is known." in text


def test_what_is_native_says_that_nothing_was_done() -> None:
    text = ig.select(T.c.id).where(T.c.id > 1).compile(dialect=PostgreSQL()).explain()
    assert text.startswith("statement for PostgreSQL 15: nothing to lower, the server has all of it")


@pytest.mark.parametrize("dialect", [Oracle(version=(19,)), MSSQL(version=(14,)), MariaDB(version=(10, 4))])
def test_every_snapshot_can_be_explained(dialect: object) -> None:
    explained = 0
    for build in ALL.values():
        try:
            compiled = build().compile(dialect=dialect)
        except ig.exc.CompileError:
            continue
        assert compiled.explain().endswith(f"-- text\n{compiled.string}")
        explained += 1
    assert explained > 300

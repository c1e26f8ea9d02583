"""A division of whole numbers has no fraction on some servers: what is read of one is written so that it stays equal."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.mariadb import MySQL
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite
from isogloss.exc import UnsupportedByDialect

from ..live import engine as engine

META = ig.MetaData()
ig.Table("t", META, ig.Column("a", ig.Integer), ig.Column("b", ig.Integer), ig.Column("n", ig.Numeric(10, 2)))


def _text(sql: str, source: str, target: Any, metadata: Any = None) -> str:
    made = ig.parse(sql, dialect=source, metadata=metadata).compile(dialect=target)
    return str(made).replace(" AS anon_1", "").replace("\n", "").replace("FROM t", "").strip()


@pytest.mark.parametrize("source", ["postgresql", "sqlite", "mssql"])
def test_whole_numbers(source: str) -> None:
    sql = "SELECT a / b FROM t"
    assert _text(sql, source, PostgreSQL(), META) == "SELECT t.a / t.b"
    assert _text(sql, source, MySQL(), META) == "SELECT t.a DIV t.b"
    assert _text(sql, source, Oracle(), META) == "SELECT TRUNC(t.a / t.b)"


def test_types_that_are_not_known() -> None:
    sql = "SELECT a / b FROM t"
    for target in (PostgreSQL(), SQLite(), MSSQL()):
        assert _text(sql, "postgresql", target) == "SELECT a / b"
    for target in (MySQL(), Oracle()):
        with pytest.raises(UnsupportedByDialect, match=r"pass metadata= to parse\(\), or cast one side"):
            _text(sql, "postgresql", target)
    assert _text("SELECT n / 2 FROM t", "postgresql", MySQL(), META) == "SELECT t.n / %s"


def test_div() -> None:
    sql = "SELECT a DIV b FROM t"
    assert _text(sql, "mysql", MySQL()) == "SELECT a DIV b"
    assert _text(sql, "mysql", PostgreSQL()) == "SELECT TRUNC(a / b)"
    assert _text(sql, "mysql", SQLite()) == "SELECT CAST(a / b AS INTEGER)"
    assert _text(sql, "mysql", MSSQL()) == "SELECT CAST(a / b AS BIGINT)"
    assert _text(sql, "mysql", Oracle()) == "SELECT TRUNC(a / b)"


@pytest.mark.parametrize(("source", "sql"), [("postgresql", "SELECT {} / {}"), ("mysql", "SELECT {} DIV {}")])
@pytest.mark.parametrize(("a", "b"), [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3)])
def test_every_server_drops_the_fraction(engine: Any, source: str, sql: str, a: int, b: int) -> None:
    with engine.connect() as c:
        assert c.scalar(ig.parse(sql.format(a, b), dialect=source)) == int(a / b)

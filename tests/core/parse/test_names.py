"""With metadata names are its objects; without, they are names. Parsed statements go on as any other."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite
from isogloss.exc import CompileError

META = ig.MetaData()
P = ig.Table("p", META, ig.Column("id", ig.Integer, primary_key=True), ig.Column("name", ig.String(20)))
T = ig.Table(
    "t",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("Name", ig.String(20), key="title"),
    ig.Column("p_id", ig.ForeignKey("p.id")),
)


def sql(statement: Any, dialect: Any = None) -> str:
    return " ".join(str(statement.compile(dialect=dialect or SQLite())).split())


def test_names_are_the_metadatas() -> None:
    made = ig.parse('SELECT t.id, "Name" FROM t WHERE p_id = 5', dialect="postgresql", metadata=META)
    assert list(made.selected_columns) == [T.c.id, T.c.title]
    assert made.selected_columns[0] is T.c.id
    assert isinstance(made.whereclause.right.type, ig.Integer)


def test_a_parsed_statement_goes_on() -> None:
    made = ig.parse("SELECT id FROM t", dialect="sqlite", metadata=META)
    more = made.where(T.c.p_id == 3).join(P, P.c.id == T.c.p_id).order_by(T.c.id).limit(2)
    assert sql(more) == "SELECT t.id FROM t JOIN p ON p.id = t.p_id WHERE t.p_id = ? ORDER BY t.id LIMIT ? OFFSET ?"


def test_a_star_is_written_out_where_its_columns_are_known() -> None:
    assert sql(ig.parse("SELECT * FROM p", metadata=META)) == "SELECT p.id, p.name FROM p"
    assert sql(ig.parse("SELECT * FROM p JOIN t USING (id)", metadata=META)).startswith('SELECT p.id, p.name, t."Name"')
    assert sql(ig.parse("SELECT a.*, b.id FROM p a, t b", metadata=META)).startswith("SELECT a.id, a.name, b.id")
    assert sql(ig.parse("SELECT *, t.* FROM t")) == "SELECT *, t.* FROM t"


def test_natural_is_expanded_where_the_columns_are_known() -> None:
    assert sql(ig.parse("SELECT p.name FROM p NATURAL JOIN t", metadata=META)) == (
        "SELECT p.name FROM p JOIN t ON p.id = t.id"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT nam FROM p", "has a column 'nam'; did you mean 'name'?"),
        ("SELECT p.nam FROM p", "'p' has no column 'nam'"),
        ("SELECT id FROM p, t", "'id' is ambiguous"),
        ("SELECT 1 FROM q", "no table 'q'"),
        ("INSERT INTO p (nam) VALUES (1)", "has no column 'nam'"),
    ],
)
def test_unknown_names_are_refused(text: str, says: str) -> None:
    with pytest.raises(CompileError) as caught:
        ig.parse(text, metadata=META)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("SELECT Id FROM T", "postgresql", "SELECT id FROM t"),
        ("SELECT Id FROM T", "oracle", "SELECT id FROM t"),
        ('SELECT "ID", "id" FROM "T"', "oracle", 'SELECT id, "id" AS id_1 FROM t'),
        ("SELECT Id FROM `T`", "mariadb", 'SELECT "Id" FROM "T"'),
        ("SELECT [Order] FROM [dbo].[T]", "mssql", 'SELECT "Order" FROM dbo."T"'),
    ],
)
def test_names_are_folded_as_the_dialect_folds_them(text: str, dialect: str, expected: str) -> None:
    assert sql(ig.parse(text, dialect=dialect), Oracle() if dialect == "oracle" else None) == expected


@pytest.mark.parametrize("mark", [":who", "%(who)s"])
def test_a_named_placeholder_is_one_parameter(mark: str) -> None:
    made = ig.parse(f"SELECT id FROM t WHERE a = {mark} OR b = {mark}")
    assert made.compile(dialect=MariaDB()).positiontup == ["who", "who"]
    with ig.create_engine("sqlite://").connect() as c:
        c.exec_driver_sql("CREATE TABLE t (id INTEGER, a INTEGER, b INTEGER)")
        c.exec_driver_sql("INSERT INTO t VALUES (1, 5, 0), (2, 0, 5), (3, 0, 0)")
        assert list(c.execute(made, {"who": 5}).scalars()) == [1, 2]


def test_positional_placeholders_are_numbered() -> None:
    made = ig.parse("SELECT id FROM t WHERE a = ? AND b = ?", dialect="sqlite")
    assert list(made.compile().params) == ["param_1", "param_2"]
    assert list(ig.parse("SELECT id FROM t WHERE a = $2 AND b = $1", dialect="postgresql").compile().params) == [
        "2",
        "1",
    ]


def test_what_is_no_placeholder() -> None:
    made = ig.parse("SELECT a % s, a::int, ':no' FROM t", dialect="postgresql")
    assert list(made.compile().params.values()) == [":no"]


PORTED = [
    ("SELECT IFNULL(a, 0) FROM t", "mariadb", PostgreSQL(), "SELECT coalesce(a, %(param_1)s::INTEGER) AS coalesce_1 FROM t"),
    ("SELECT GROUP_CONCAT(a ORDER BY b SEPARATOR ';') FROM t", "mariadb", PostgreSQL(), "string_agg(a, __[POSTCOMPILE_aggregate_strings_2] ORDER BY b)"),
    ("SELECT IF(a > 1, 'x', 'y') FROM t", "mariadb", SQLite(), "CASE WHEN (a > ?) THEN ? ELSE ? END"),
    ("SELECT TOP 5 a FROM t ORDER BY a", "mssql", PostgreSQL(), "ORDER BY a LIMIT %(param_1)s::INTEGER"),
    ("SELECT a FROM t LIMIT 5", "postgresql", Oracle(), "FETCH FIRST"),
    ("SELECT a || b FROM t", "postgresql", MariaDB(), "concat(a, b)"),
    ("SELECT a FROM t WHERE b ILIKE 'x%'", "postgresql", SQLite(), "lower(b) LIKE lower(?)"),
    ("SELECT a FROM t WHERE b <=> 5", "mariadb", PostgreSQL(), "b IS NOT DISTINCT FROM"),
    ("SELECT a -> '$.x[1]' FROM t", "mariadb", PostgreSQL(), "a #> "),
    ("SELECT CAST(a AS CHAR(5)) FROM t", "mariadb", PostgreSQL(), "CAST(a AS VARCHAR(5))"),
    ("SELECT a FROM t ORDER BY a NULLS LAST", "postgresql", MariaDB(), "CASE WHEN"),
    ("SELECT x.* FROM t CROSS APPLY (SELECT 1 AS b) x", "mssql", PostgreSQL(), "FROM t, LATERAL (SELECT"),
    ("INSERT INTO t (a, b) VALUES (1, 2) ON DUPLICATE KEY UPDATE b = VALUES(b)", "mariadb", MariaDB(), "b = VALUES(b)"),
    ("UPDATE t JOIN p ON t.o = p.id SET t.name = p.name", "mariadb", PostgreSQL(), "UPDATE t SET name=p.name FROM p WHERE t.o = p.id"),
    ("DELETE t FROM t JOIN p ON t.o = p.id", "mariadb", PostgreSQL(), "DELETE FROM t USING p WHERE t.o = p.id"),
    ("SELECT LEN(a), GETDATE() FROM t", "mssql", PostgreSQL(), "length(a)"),
    ("SELECT 1 FROM dual", "oracle", SQLite(), "SELECT ? AS anon_1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "write", "part"), PORTED, ids=[p[0][:40] for p in PORTED])
def test_text_goes_to_another_dialect(text: str, read: str, write: Any, part: str) -> None:
    assert part in sql(ig.parse(text, dialect=read), write)


def test_to_sqlglot_is_the_statement_as_it_is_on_a_dialect() -> None:
    made = ig.parse("SELECT a FROM t WHERE b = :x", dialect="mariadb").limit(3)
    tree = made.to_sqlglot(MSSQL(version=(14,)))
    assert type(tree).__name__ == "Select"
    assert [p.name for p in tree.find_all(type(tree.args["where"].this.expression))] == [
        "x",
        "param_1",
    ] or "TOP" in tree.sql("tsql")
    assert made.to_sqlglot().sql() == "SELECT a FROM t WHERE b = :x LIMIT :param_1"
    assert (
        ig.insert(P).values(name="q").to_sqlglot(PostgreSQL()).sql("postgres").startswith("INSERT INTO p (name) VALUES")
    )
    assert type(ig.delete(P).to_sqlglot(SQLite())).__name__ == "Delete"


def test_pretty_puts_each_clause_on_a_line_and_changes_no_word() -> None:
    made = ig.parse("SELECT a, (SELECT max(b) FROM p) FROM t LEFT JOIN u ON u.x = t.x WHERE a IN (SELECT 1) ORDER BY a")
    compiled = made.compile(dialect=PostgreSQL())
    assert compiled.pretty() == (
        "SELECT a, (\n  SELECT max(b) AS max_1\n  FROM p\n) AS anon_1\nFROM t\nLEFT OUTER JOIN u ON u.x = t.x\n"
        "WHERE a IN (\n  SELECT %(param_1)s::INTEGER AS anon_2\n)\nORDER BY a"
    )


def test_a_name_that_says_that_it_is_quoted_is_no_plain_one() -> None:
    """They are equal as strings, and are told apart by caches."""
    engine = ig.create_engine("sqlite://", echo=False)
    plain, forced = ig.select(ig.column("id")), ig.select(ig.column(ig.quoted_name("id", True)))
    assert plain.structure()[0] != forced.structure()[0]
    assert [str(s.compile(engine)) for s in (plain, forced, plain)] == ["SELECT id", 'SELECT "id"', "SELECT id"]

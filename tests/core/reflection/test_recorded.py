"""Oracle and SQL Server: rows of the shape that their catalogs give, through a driver, to tables."""

from __future__ import annotations

import re
from typing import Any

import pytest

from isogloss import MetaData, create_engine, inspect
from isogloss.dialects.oracle import VECTOR
from isogloss.schema import CreateIndex, CreateTable
from tests.core.reflection.fake_driver import module

ORACLE: dict[str, list[tuple[Any, ...]]] = {
    "all_tab_cols": [
        ("EMP", "ID", "NUMBER", 0, 22, None, 0, "N", "x.nextval", "NO", None, "BY DEFAULT",
         "START WITH: 1, INCREMENT BY: 2, MAX_VALUE: 99, MIN_VALUE: 1, CYCLE_FLAG: N, CACHE_SIZE: 20, ORDER_FLAG: N",
         "NO"),
        ("EMP", "NAME", "VARCHAR2", 30, 120, None, None, "N", "'a:b' ", "NO", "who", None, None, "NO"),
        ("EMP", "Mixed", "NUMBER", 0, 22, 10, 2, "Y", None, "NO", None, None, None, "NO"),
        ("EMP", "low", "TIMESTAMP(6) WITH TIME ZONE", 0, 13, None, 6, "Y", None, "NO", None, None, None, "NO"),
        ("EMP", "TWICE", "FLOAT", 0, 22, 126, None, "Y", '"ID"*2', "YES", None, None, None, "NO"),
        ("EMP", "SPAN", "INTERVAL DAY(2) TO SECOND(6)", 0, 11, 2, 6, "Y", None, "NO", None, None, None, "NO"),
        ("EMP", "DEPT_ID", "NUMBER", 0, 22, None, 0, "Y", None, "NO", None, None, None, "NO"),
        ("DEPT", "ID", "NUMBER", 0, 22, None, 0, "N", None, "NO", None, None, None, "NO"),
    ],
    "'P' AND": [("EMP", "PK_EMP", "ID", "PK_EMP", "NOT DEFERRABLE", "IMMEDIATE"),
                ("DEPT", "PK_DEPT", "ID", "PK_DEPT", "NOT DEFERRABLE", "IMMEDIATE")],
    "all_indexes": [
        ("EMP", "UQ_NAME", "UNIQUE", "NORMAL", "DISABLED", None, "NAME", "ASC", None),
        ("EMP", "IX_LOWER", "NONUNIQUE", "FUNCTION-BASED NORMAL", "ENABLED", 1, "SYS_NC1$", "ASC", 'LOWER("NAME")'),
        ("EMP", "IX_DOWN", "NONUNIQUE", "FUNCTION-BASED NORMAL", "DISABLED", None, "SYS_NC2$", "DESC", '"DEPT_ID"'),
        ("EMP", "IX_BITS", "NONUNIQUE", "BITMAP", "DISABLED", None, "DEPT_ID", "ASC", None),
    ],
    "constraint_type = 'P'": [],
    "constraint_type = 'U'": [("EMP", "UQ_NAME", "NAME", "UQ_NAME", "DEFERRABLE", "DEFERRED")],
    "constraint_type = 'R'": [
        ("EMP", "FK_DEPT", "DEPT_ID", "SCOTT", "SCOTT", "DEPT", "ID", "CASCADE", "DEFERRABLE", "DEFERRED")
    ],
    "constraint_type = 'C'": [("EMP", "SYS_C1", '"NAME" IS NOT NULL'), ("EMP", "CK_ID", "id > 0")],
    "all_tab_comments": [("EMP", "the people")],
    "t.compress_for": [("EMP", "ENABLED", "BASIC", "USERS")],
    "all_users": [("SCOTT",), ("Odd",)],
    "all_sequences": [("TICKET",)],
    "SELECT r.table_name FROM": [("DEPT",), ("EMP",)],
    "FROM dual": [("SCOTT",)],
}  # fmt: skip
ORACLE = {"constraint_type = 'P' AND r.": ORACLE.pop("'P' AND"), **{k: v for k, v in ORACLE.items() if v}}

MSSQL: dict[str, list[tuple[Any, ...]]] = {
    "SERVERPROPERTY": [("15.0.2000",)],
    "dm_exec_sessions": [(2,)],
    "sys.identity_columns": [
        ("emp", "id", "int", 4, 10, 0, None, False, None, None, None, None, 5, 2, "Latin1_General_CI_AS"),
        ("emp", "name", "nvarchar", 60, 0, 0, "Latin1_General_CI_AS", False, "('a:b')", "who", None, None, None, None,
         "Latin1_General_CI_AS"),
        ("emp", "code", "varchar", -1, 0, 0, "Latin1_General_BIN", True, None, None, None, None, None, None,
         "Latin1_General_CI_AS"),
        ("emp", "paid", "decimal", 9, 10, 2, None, True, None, None, None, None, None, None, "Latin1_General_CI_AS"),
        ("emp", "at", "datetime2", 8, 27, 3, None, True, None, None, None, None, None, None, "Latin1_General_CI_AS"),
        ("emp", "twice", "int", 4, 10, 0, None, True, None, None, "([id]*(2))", True, None, None,
         "Latin1_General_CI_AS"),
        ("emp", "dept_id", "int", 4, 10, 0, None, True, None, None, None, None, None, None, "Latin1_General_CI_AS"),
        ("emp", "key", "uniqueidentifier", 16, 0, 0, None, True, None, None, None, None, None, None,
         "Latin1_General_CI_AS"),
        ("dept", "id", "int", 4, 10, 0, None, False, None, None, None, None, None, None, "Latin1_General_CI_AS"),
    ],
    "k.type = 'PK'": [("emp", "pk_emp", "id", 1), ("dept", "pk_dept", "id", 2)],
    "k.type = 'UQ'": [("emp", "uq_name", "name", 2)],
    "sys.foreign_keys": [("emp", "fk_dept", "dept_id", "dbo", "dbo", "dept", "id", "NO_ACTION", "SET_NULL")],
    "is_primary_key = 0": [
        ("emp", "uq_name", True, True, 2, None, "name", False, False),
        ("emp", "ix_paid", False, False, 2, "([paid]>(3))", "paid", False, True),
        ("emp", "ix_paid", False, False, 2, "([paid]>(3))", "name", True, False),
    ],
    "sys.check_constraints": [("emp", "ck_paid", "([paid]>(0))")],
    "minor_id = 0": [("emp", "the people")],
    "sys.schemas ORDER": [("dbo",), ("other",)],
    "sys.sequences": [("ticket",)],
    "SELECT SCHEMA_NAME()": [("dbo",)],
    "SELECT o.name FROM": [("dept",), ("emp",)],
}  # fmt: skip


def engine_of(url: str, rows: dict[str, list[tuple[Any, ...]]]) -> tuple[Any, list[str]]:
    seen: list[str] = []
    return create_engine(url, module=module(rows, seen)), seen


def test_oracle() -> None:
    engine, _ = engine_of("oracle+oracledb://scott:tiger@h/?service_name=s", ORACLE)
    inspector = inspect(engine)
    assert inspector.default_schema_name == "scott"
    assert inspector.get_schema_names() == ["scott", "Odd"]
    assert inspector.get_sequence_names() == ["ticket"]
    assert inspector.get_table_names() == ["dept", "emp"]
    columns = {c["name"]: c for c in inspector.get_multi_columns()[None, "emp"]}
    assert {n: repr(c["type"]) for n, c in columns.items()} == {
        "id": "INTEGER()",
        "name": "VARCHAR2(length=30)",
        "Mixed": "NUMBER(precision=10, scale=2, asdecimal=True)",
        "low": "TIMESTAMP(timezone=True)",
        "twice": "DOUBLE_PRECISION()",
        "span": "INTERVAL(day_precision=2, second_precision=6)",
        "dept_id": "INTEGER()",
    }
    assert columns["id"].get("identity") == {
        "always": False, "on_null": False, "start": 1, "increment": 2, "maxvalue": 99, "minvalue": 1, "cycle": False,
        "cache": 20, "order": False,
    }  # fmt: skip
    assert columns["twice"].get("computed") == {"sqltext": '"ID"*2', "persisted": False}
    assert columns["name"]["default"] == "'a:b'"
    assert [
        (i["name"], i["column_names"], i.get("expressions")) for i in inspector.get_multi_indexes()[None, "emp"]
    ] == [
        ("uq_name", ["name"], None),
        ("ix_lower", [None], ['LOWER("NAME")']),
        ("ix_down", ["dept_id"], None),
        ("ix_bits", ["dept_id"], None),
    ]
    assert [c["name"] for c in inspector.get_multi_check_constraints()[None, "emp"]] == ["ck_id"]
    assert inspector.get_multi_foreign_keys()[None, "emp"][0].get("options") == {
        "ondelete": "CASCADE", "deferrable": True, "initially": "DEFERRED",
    }  # fmt: skip
    assert inspector.get_multi_unique_constraints()[None, "emp"][0].get("duplicates_index") == "uq_name"
    metadata = MetaData()
    metadata.reflect(engine)
    emp = metadata.tables["emp"]
    assert emp.comment == "the people" and emp.dialect_kwargs == {"oracle_compress": True, "oracle_tablespace": "users"}
    made = str(CreateTable(emp).compile(dialect=engine.dialect))
    assert '"Mixed" NUMBER(10, 2)' in made and '"low" TIMESTAMP WITH TIME ZONE' in made
    assert "DEFAULT 'a:b' NOT NULL" in made and "TABLESPACE users" in made
    indexes = sorted(str(CreateIndex(i).compile(dialect=engine.dialect)) for i in emp.indexes)
    assert "CREATE BITMAP INDEX ix_bits ON emp (dept_id)" in indexes
    assert "CREATE INDEX ix_down ON emp (dept_id DESC)" in indexes


def test_oracle_folds_the_names_that_are_asked_for() -> None:
    engine, seen = engine_of("oracle+oracledb://scott:tiger@h/?service_name=s", ORACLE)
    inspect(engine).get_multi_columns(schema="other", filter_names=["emp", "Mixed"])
    assert any("r.owner = :owner_name" in s and "r.table_name IN (:names_1, :names_2)" in s for s in seen)


def test_sql_server() -> None:
    engine, _ = engine_of("mssql+pyodbc://u:p@h/d?driver=x", MSSQL)
    inspector = inspect(engine)
    assert inspector.default_schema_name == "dbo"
    assert inspector.get_schema_names() == ["dbo", "other"]
    assert inspector.get_sequence_names() == ["ticket"]
    columns = {c["name"]: c for c in inspector.get_multi_columns()[None, "emp"]}
    assert {n: repr(c["type"]) for n, c in columns.items()} == {
        "id": "INTEGER()",
        "name": "NVARCHAR(length=30)",
        "code": "VARCHAR(collation='Latin1_General_BIN')",
        "paid": "DECIMAL(precision=10, scale=2)",
        "at": "DATETIME2(precision=3)",
        "twice": "INTEGER()",
        "dept_id": "INTEGER()",
        "key": "UNIQUEIDENTIFIER()",
    }
    assert columns["id"].get("identity") == {"start": 5, "increment": 2} and columns["id"].get("autoincrement")
    assert columns["twice"].get("computed") == {"sqltext": "([id]*(2))", "persisted": True}
    keys = inspector.get_multi_pk_constraint()
    assert keys[None, "dept"].get("dialect_options") == {"mssql_clustered": False}
    assert inspector.get_multi_foreign_keys()[None, "emp"][0].get("options") == {"ondelete": "SET NULL"}
    indexes = {i["name"]: i for i in inspector.get_multi_indexes()[None, "emp"]}
    assert indexes["uq_name"].get("duplicates_constraint") == "uq_name"
    assert indexes["ix_paid"].get("dialect_options") == {"mssql_include": ["name"], "mssql_where": "([paid]>(3))"}
    metadata = MetaData()
    metadata.reflect(engine)
    emp = metadata.tables["emp"]
    assert emp.comment == "the people" and emp.c.name.comment == "who"
    assert emp.c.dept_id.references(metadata.tables["dept"].c.id)
    made = str(CreateTable(emp).compile(dialect=engine.dialect))
    assert "id INTEGER NOT NULL IDENTITY(5,2)" in made and "CONSTRAINT pk_emp PRIMARY KEY CLUSTERED (id)" in made
    (index,) = emp.indexes
    assert str(CreateIndex(index).compile(dialect=engine.dialect)) == (
        "CREATE INDEX ix_paid ON emp (paid DESC) INCLUDE (name) WHERE ([paid]>(3))"
    )


@pytest.mark.parametrize(
    "url, rows", [("oracle+oracledb://s:t@h/x", ORACLE), ("mssql+pyodbc://u:p@h/d?driver=x", MSSQL)]
)
def test_questions_do_not_grow_with_tables(url: str, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    engine, seen = engine_of(url, rows)
    inspector = inspect(engine)
    seen.clear()
    MetaData().reflect(inspector)
    assert len(seen) <= 11


@pytest.mark.parametrize(
    ("url", "rows", "most"),
    [("oracle+oracledb://s:t@h/x", ORACLE, 1000), ("mssql+pyodbc://u:p@h/d?driver=x", MSSQL, 2099)],
)
def test_more_names_than_a_statement_takes(url: str, rows: dict[str, list[tuple[Any, ...]]], most: int) -> None:
    engine, seen = engine_of(url, rows)
    inspector = inspect(engine)
    seen.clear()
    assert (None, "emp") in inspector.get_multi_columns(filter_names=["emp", *[f"t{n}" for n in range(2500)]])
    sent = [re.search(r"name IN \(([^)]*)\)", statement)[1].count(",") + 1 for statement in seen]  # type: ignore[index]
    assert max(sent) <= most and sum(sent) >= 2501


def test_a_vector_is_reflected() -> None:
    row = ("EMP", "V", "VECTOR", 0, 8200, None, None, "Y", None, "NO", None, None, None, "NO")
    engine, _ = engine_of("oracle+oracledb://s:t@h/x", {**ORACLE, "all_tab_cols": [row]})
    (column,) = inspect(engine).get_columns("emp")
    assert isinstance(column["type"], VECTOR)

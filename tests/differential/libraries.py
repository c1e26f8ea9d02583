"""The two libraries side by side: the same names, the same tables, the five dialects."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

DIALECTS = ("default", "sqlite", "postgresql", "mariadb", "oracle", "mssql")


def namespace(package: str) -> SimpleNamespace:
    """Return the public names of ``package`` with two tables, an alias of each, and the dialects' own inserts."""
    lib = importlib.import_module(package)
    names = {n: getattr(lib, n) for n in NAMES}
    names["custom_op"] = importlib.import_module(f"{package}.sql.operators").custom_op
    ns = SimpleNamespace(**names, lib=package)
    m = ns.MetaData()
    ns.t = ns.Table(
        "t",
        m,
        ns.Column("id", ns.Integer, primary_key=True),
        ns.Column("name", ns.String(20)),
        ns.Column("f", ns.Boolean),
        ns.Column("n", ns.Numeric(10, 2)),
        ns.Column("d", ns.DateTime),
        ns.Column("o", ns.Integer, ns.ForeignKey("p.id")),
    )
    ns.p = ns.Table("p", m, ns.Column("id", ns.Integer, primary_key=True), ns.Column("name", ns.String(20)))
    ns.defaults = ns.Table(
        "df",
        m,
        ns.Column("id", ns.Integer, primary_key=True),
        ns.Column("a", ns.Integer, default=5),
        ns.Column("b", ns.String, default=lambda: "x"),
        ns.Column("c", ns.String, default=ns.func.lower("Q")),
        ns.Column("e", ns.Integer, onupdate=7),
        ns.Column("g", ns.Integer, server_default="3"),
    )
    ns.odd = ns.Table(
        "order",
        m,
        ns.Column("Group", ns.Integer),
        ns.Column("a b", ns.Integer),
        ns.Column("100%", ns.Integer),
        schema="my schema",
    )
    ns.sq = ns.Sequence("sq")
    ns.doc = ns.Table(
        "doc",
        m,
        ns.Column("id", ns.Integer, primary_key=True),
        ns.Column("j", ns.JSON),
        ns.Column("a", ns.ARRAY(ns.Integer)),
        ns.Column("aa", ns.ARRAY(ns.Integer, dimensions=2)),
    )
    for dialect in ("sqlite", "postgresql", "mysql" if package == "sqlalchemy" else "mariadb"):
        module = importlib.import_module(f"{package}.dialects.{dialect}")
        setattr(ns, f"{dialect.replace('mysql', 'mariadb')}_insert", module.insert)
    return ns


def reference_dialects() -> dict[str, Any]:
    """Return SQLAlchemy's dialects, SQL Server's with the paging of the versions that we support."""
    from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
    from sqlalchemy.engine import default

    server = mssql.dialect()
    server._supports_offset_fetch = True
    return {
        "default": default.StrCompileDialect(),
        "sqlite": sqlite.dialect(),
        "postgresql": postgresql.dialect(),
        "mariadb": mysql.dialect(is_mariadb=True),
        "oracle": oracle.dialect(),
        "mssql": server,
    }


def our_dialects() -> dict[str, Any]:
    """Return our dialects at their default versions."""
    from isogloss.core.dialect import DefaultDialect
    from isogloss.core.engine.registry import load

    return {n: DefaultDialect() if n == "default" else load(n)() for n in DIALECTS}


NAMES = [
    "ARRAY",
    "FrameClause",
    "FrameClauseType",
    "JSON",
    "Sequence",
    "all_",
    "any_",
    "bitwise_not",
    "funcfilter",
    "intersect_all",
    "quoted_name",
    "tablesample",
    "try_cast",
    "within_group",
    "Boolean",
    "Column",
    "Date",
    "DateTime",
    "Float",
    "ForeignKey",
    "Integer",
    "MetaData",
    "Numeric",
    "String",
    "Table",
    "Text",
    "and_",
    "asc",
    "between",
    "bindparam",
    "case",
    "cast",
    "collate",
    "column",
    "delete",
    "desc",
    "distinct",
    "except_",
    "exists",
    "extract",
    "false",
    "func",
    "insert",
    "intersect",
    "join",
    "lateral",
    "literal",
    "literal_column",
    "not_",
    "null",
    "nulls_first",
    "nulls_last",
    "or_",
    "outerjoin",
    "over",
    "select",
    "table",
    "text",
    "true",
    "tuple_",
    "type_coerce",
    "union",
    "union_all",
    "update",
    "values",
    "LABEL_STYLE_TABLENAME_PLUS_COL",
    "LABEL_STYLE_NONE",
]

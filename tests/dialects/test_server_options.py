"""Options of `create_engine()` for Oracle and SQL Server, through the calls of their drivers."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from isogloss import Column, Integer, MetaData, Table, Text, create_engine, engine_from_config, insert, select
from isogloss.exc import ArgumentError, DBAPIError

from ..fakes import sqlserver

T = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("name", Text, comment="a name"))


def oracle(module: Any = None, **options: Any) -> Any:
    pytest.importorskip("oracledb")
    return create_engine("oracle+oracledb://scott:tiger@host/?service_name=x", module=module, **options)


def server(**options: Any) -> Any:
    return sqlserver.Server(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)", "CREATE TABLE quiet (id INTEGER PRIMARY KEY, name TEXT)",
        triggers=("quiet",), **options,
    )  # fmt: skip


def test_options_are_read_from_a_configuration() -> None:
    configuration = {"url": "mssql+pyodbc://u:p@h/d", "query_timeout": "7", "supports_comments": "false"}
    engine = engine_from_config({**configuration, "fast_executemany": "true"}, prefix="", module=server())
    assert engine.driver_object.query_timeout == 7 and engine.driver_object.fast_executemany is True
    assert not engine.dialect.capabilities.comments
    pytest.importorskip("oracledb")
    configuration = {"url": "oracle://u:p@h/?service_name=s", "arraysize": "500", "enable_offset_fetch": "no"}
    engine = engine_from_config({**configuration, "coerce_to_decimal": "off"}, prefix="")
    assert (engine.driver_object.arraysize, engine.driver_object.coerce_to_decimal) == (500, False)
    assert engine.dialect.options == {"enable_offset_fetch": False}


# -- Oracle


def test_thick_mode_of_oracle(monkeypatch: Any) -> None:
    oracledb = pytest.importorskip("oracledb")
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(oracledb, "init_oracle_client", lambda **kw: calls.append(kw))
    for thick in (None, False, True, {}, {"lib_dir": "/opt/oracle"}):
        oracle(thick_mode=thick)
    assert calls == [{}, {}, {"lib_dir": "/opt/oracle"}]


class Cursor:
    """A cursor that keeps what variables are asked of it."""

    def __init__(self) -> None:
        self.arraysize = 100

    def var(self, kind: Any, size: int = 0, **keywords: Any) -> tuple[Any, int, dict[str, Any]]:
        return kind, size, {k: v for k, v in keywords.items() if v is not None and k != "arraysize"}


def test_how_oracle_fetches() -> None:
    oracledb = pytest.importorskip("oracledb")

    def fetched(kind: Any, scale: int = 0, **options: Any) -> Any:
        column = SimpleNamespace(type_code=kind, scale=scale, precision=10, internal_size=40)
        return oracle(**options).driver_object._fetch_exactly(Cursor(), column)

    assert fetched(oracledb.DB_TYPE_CLOB) == (oracledb.DB_TYPE_LONG, 0, {})
    assert fetched(oracledb.DB_TYPE_CLOB, auto_convert_lobs=False) is None
    assert fetched(oracledb.DB_TYPE_NUMBER, 2)[0] is Decimal
    assert fetched(oracledb.DB_TYPE_NUMBER, 2, coerce_to_decimal=False) is None
    assert fetched(oracledb.DB_TYPE_VARCHAR) is None
    decoded = {"encoding_errors": "ignore"}
    assert fetched(oracledb.DB_TYPE_VARCHAR, **decoded) == (oracledb.DB_TYPE_VARCHAR, 40, decoded)
    assert fetched(oracledb.DB_TYPE_CLOB, **decoded) == (oracledb.DB_TYPE_LONG, 0, decoded)
    assert fetched(oracledb.DB_TYPE_BLOB, **decoded) == (oracledb.DB_TYPE_LONG_RAW, 0, {})


def test_arraysize_of_oracle_is_a_number() -> None:
    with pytest.raises(ArgumentError, match="arraysize is a number of rows, not 'many'"):
        oracle(arraysize="many")


def test_paging_without_offset_fetch() -> None:
    page = select(T.c.id).order_by(T.c.id).limit(3).offset(5)
    assert "FETCH FIRST" in str(page.compile(oracle()))
    assert "ROW_NUMBER()" in str(page.compile(oracle(enable_offset_fetch=False)))
    older = oracle(enable_offset_fetch=False).dialect.for_server((23,))
    assert "ROW_NUMBER()" in str(page.compile(dialect=older))


@pytest.mark.parametrize(
    ("name", "usual", "other", "remedy"),
    [
        ("use_ansi", True, False, "JOIN"),
        ("optimize_limits", False, True, "FIRST_ROWS"),
        ("use_nchar_for_unicode", False, True, "NVARCHAR2"),
        ("exclude_tablespaces", None, ["X"], "only="),
    ],
)
def test_options_that_oracle_has_not(name: str, usual: Any, other: Any, remedy: str) -> None:
    oracle(**{name: usual})
    with pytest.raises(ArgumentError, match=rf"{name}=.* is no option of dialect 'oracle': .*{remedy}"):
        oracle(**{name: other})


# -- SQL Server


@pytest.mark.parametrize("driver", ["pyodbc", "mssqlpython", "pymssql"])
def test_statements_are_given_up(driver: str) -> None:
    module = server(driver="mssql_python" if driver == "mssqlpython" else driver)
    engine = create_engine(f"mssql+{driver}://u:p@h/d", module=module, query_timeout=7)
    engine.connect().close()
    assert module.connected[-1][1]["timeout"] == 7 if driver == "pymssql" else module.last.timeout == 7
    with pytest.raises(ArgumentError, match="query_timeout is a number of seconds"):
        create_engine(f"mssql+{driver}://u:p@h/d", module=module, query_timeout="7")


def test_the_key_of_triggers() -> None:
    module = server()
    engine = create_engine("mssql+pyodbc://u:p@h/d", module=module, use_scope_identity=False)
    assert engine.driver_object.key_query == "; SELECT @@IDENTITY"
    assert create_engine(engine.url, module=module).driver_object.key_query == "; SELECT scope_identity()"


def test_setinputsizes_can_be_left_out() -> None:
    module = server()
    assert create_engine("mssql+pyodbc://u:p@h/d", module=module).driver_object.takes_input_sizes
    engine = create_engine("mssql+pyodbc://u:p@h/d", module=module, use_setinputsizes=False, fast_executemany=True)
    assert not engine.driver_object.takes_input_sizes
    with engine.begin() as conn:
        conn.execute(insert(T), [{"name": "a"}, {"name": "b"}])


def test_a_transaction_that_is_not_there() -> None:
    module = server()
    text = (
        "[42000] 111214;An attempt to complete a transaction has failed. No corresponding transaction found. (111214)"
    )

    def rollback() -> None:
        raise module.Error("42000", text)

    for minds in (True, False):
        engine = create_engine("mssql+pyodbc://u:p@h/d", module=module, ignore_no_transaction_on_rollback=not minds)
        conn = engine.connect()
        conn.execute(select(T.c.id))
        conn.connection.dbapi_connection.rollback = rollback
        if minds:
            with pytest.raises(DBAPIError, match="111214"):
                conn.rollback()
        else:
            conn.rollback()


def test_the_drivers_own_pool_is_off() -> None:
    said: list[bool] = []
    for options in ({}, {"enable_pooling": True}):
        module = server()
        module.pooling = lambda enabled: said.append(enabled)
        create_engine("mssql+mssqlpython://u:p@h/d", module=module, **options)
    assert said == [False, True]
    with pytest.raises(TypeError, match="'enable_pooling' is an option of mssqlpython, not of pyodbc"):
        create_engine("mssql+pyodbc://u:p@h/d", module=server(), enable_pooling=True)


def test_comments_can_be_left_out() -> None:
    assert create_engine("mssql://", module=server()).dialect.capabilities.comments
    engine = create_engine("mssql://", module=server(), supports_comments=False)
    assert not engine.dialect.capabilities.comments
    assert not engine.dialect.for_server((16,)).capabilities.comments


@pytest.mark.parametrize(
    ("name", "usual", "other", "remedy"),
    [
        ("deprecate_large_types", True, False, "NTEXT"),
        ("legacy_schema_aliasing", False, True, "alias"),
        ("schema_name", "dbo", "mine", "schema="),
    ],
)
def test_options_that_sql_server_has_not(name: str, usual: Any, other: Any, remedy: str) -> None:
    create_engine("mssql://", module=server(), **{name: usual})
    with pytest.raises(ArgumentError, match=rf"{name}=.* is no option of dialect 'mssql': .*{remedy}"):
        create_engine("mssql://", module=server(), **{name: other})

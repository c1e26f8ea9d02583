"""What the drivers' `connect()` is given for a URL: text of the query becomes what each driver takes."""

from __future__ import annotations

import datetime as dt
import os
import warnings
from pathlib import Path
from typing import Any

import pytest

from isogloss import TIMESTAMP, Column, Date, DateTime, MetaData, Table, create_engine, func, select, text
from isogloss.engine import make_url
from isogloss.exc import ArgumentError, OperationalError

from ..fakes.sqlserver import Server


def connect_args(url: str, **options: Any) -> tuple[list[Any], dict[str, Any]]:
    try:
        engine = create_engine(url, **options)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    args: tuple[list[Any], dict[str, Any]] = engine.driver_object.connect_args(make_url(url))
    return args


def odbc(rest: str, driver: str = "pyodbc") -> str:
    (found,), _ = connect_args(f"mssql+{driver}://{rest}", module=Server())
    return str(found)


# -- SQLite


def test_a_relative_file_is_the_same_one_after_a_change_of_folder(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    engine = create_engine("sqlite:///here.db")
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE t (a INTEGER)"))
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    engine.dispose()
    with engine.connect() as conn:
        assert conn.execute(text("SELECT * FROM t")).all() == []
    assert os.listdir() == []
    engine.dispose()


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("way", ["url", "connect_args"])
def test_the_kind_of_transactions_is_kept(tmp_path: Path, kind: str, way: str) -> None:
    file = f"sqlite:///{tmp_path / 'x.db'}"
    if way == "url":
        engine = create_engine(f"{file}?isolation_level={kind}&timeout=0.01")
    else:
        engine = create_engine(file, connect_args={"isolation_level": kind, "timeout": 0.01})
    with engine.connect() as one, engine.connect() as other:
        one.execute(text("SELECT 1"))
        with pytest.raises(OperationalError, match="locked"):
            other.execute(text("SELECT 1"))
        other.rollback()
        other.execution_options(isolation_level="AUTOCOMMIT")
        other.execute(text("SELECT 1"))
        assert other.connection.dbapi_connection.isolation_level is None
    with engine.connect() as again:
        assert again.connection.dbapi_connection.isolation_level == kind
    engine.dispose()


def test_uris_of_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    create_engine(f"sqlite:///{file}").connect().close()
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with engine.connect() as conn, pytest.raises(OperationalError, match="readonly"):
        conn.execute(text("CREATE TABLE t (a INTEGER)"))
    engine.dispose()
    shared = create_engine("sqlite:///file:shared?mode=memory&cache=shared&uri=true")
    assert type(shared.pool).__name__ == "SingletonThreadPool"
    with pytest.raises(ArgumentError, match="Unknown option 'mode'.*uri=true"):
        create_engine(f"sqlite:///{file}?mode=ro")
    with pytest.raises(ArgumentError, match="'check_same_thread' in the query .* not true/false: 'maybe'"):
        create_engine(f"sqlite:///{file}?check_same_thread=maybe")
    with pytest.raises(ArgumentError, match="'timeout' in the query"):
        create_engine(f"sqlite:///{file}?timeout=soon")


def test_dates_that_the_driver_makes_itself() -> None:
    """With `detect_types`, which https://docs.python.org/3/library/sqlite3.html has for names of types."""
    engine = create_engine("sqlite://?detect_types=3", native_datetime=True)
    table = Table(
        "t",
        MetaData(),
        Column("d", Date),
        Column("n", TIMESTAMP),
        Column("a", TIMESTAMP(timezone=True)),
        Column("x", DateTime),
    )
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, 6)
    row = (moment.date(), moment, moment.replace(tzinfo=dt.UTC), moment)
    with warnings.catch_warnings(), engine.begin() as conn:
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 would rather have another way
        table.create(conn)
        conn.execute(table.insert(), dict(zip("dnax", row, strict=True)))
        conn.execute(table.insert(), dict.fromkeys("dnax"))
        assert conn.execute(select(table)).all() == [row, (None,) * 4]
        assert conn.scalar(select(func.max(table.c.n))) == moment


# -- PostgreSQL


@pytest.mark.parametrize("driver", ["psycopg", "psycopg2"])
@pytest.mark.parametrize(
    ("query", "host", "port"),
    [
        ("host=a&host=b", "a,b", None),
        ("host=a:1&host=b:2", "a,b", "1,2"),
        ("host=a:1&host=b", "a,b", "1,5432"),
        ("host=a:1,b:2", "a,b", "1,2"),
        ("host=a,b&port=1,2", "a,b", "1,2"),
        ("host=a&host=b&port=1&port=2", "a,b", "1,2"),
        ("host=a,b&port=1", "a,b", "1"),
        ("host=::1", "::1", None),
        ("host=[::1]:1&host=[fe80::1]", "::1,fe80::1", "1,5432"),
        ("host=/var/run:1", "/var/run", "1"),
        ("host=", None, None),
    ],
)
def test_hosts_of_postgresql(driver: str, query: str, host: str | None, port: str | None) -> None:
    _, found = connect_args(f"postgresql+{driver}:///d?{query}")
    assert (found.get("host"), found.get("port")) == (host, port)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("host=a:1&host=b&port=2", "one way only"),
        ("host=a,b,c&port=1,2", "3 hosts and 2 ports"),
        ("host=a&port=1&port=2", "1 host and 2 ports"),
        ("host=a&port=x", "a number, not 'x'"),
        ("host=a:x", "a number, not 'x'"),
    ],
)
def test_hosts_and_ports_that_do_not_fit(query: str, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        connect_args(f"postgresql+psycopg:///d?{query}")


# -- MariaDB, MySQL


@pytest.mark.parametrize(
    ("driver", "query", "expected"),
    [
        ("pymysql", "connect_timeout=5&local_infile=true", {"connect_timeout": 5, "local_infile": True}),
        ("pymysql", "use_unicode=0&autocommit=false", {"use_unicode": False, "autocommit": False}),
        ("pymysql", "ssl_disabled=false", {"ssl_disabled": False}),
        ("pymysql", "ssl_ca=c&ssl_check_hostname=false", {"ssl": {"ca": "c", "check_hostname": False}}),
        ("pymysql", "ssl_ca=c&ssl_verify_cert=true", {"ssl": {"ca": "c", "verify_mode": True}}),
        (
            "pymysql",
            "ssl_ca=c&ssl_verify_cert=false",
            {"ssl": {"ca": "c", "check_hostname": False, "verify_mode": False}},
        ),
        (
            "pymysql",
            "ssl_ca=c&ssl_verify_identity=1",
            {"ssl": {"ca": "c", "check_hostname": True, "verify_mode": True}},
        ),
        ("pymysql", "ssl_cert=c&ssl_key=k&ssl_key_password=p", {"ssl": {"cert": "c", "key": "k", "password": "p"}}),
        ("pymysql", "ssl=true", {"ssl": {"ca": None}}),
        ("pymysql", "ssl=false", {}),
        ("pymysql", "ssl_verify_cert=false", {}),
        ("pymysql", "ssl_verify_identity=true", {"ssl": {"check_hostname": True, "verify_mode": True}}),
        ("mysqldb", "ssl_ca=c&ssl_check_hostname=false", {"ssl": {"ca": "c"}}),
        ("mysqldb", "ssl_ca=c&ssl_check_hostname=true", {"ssl": {"ca": "c"}, "ssl_mode": "VERIFY_IDENTITY"}),
        ("mysqldb", "ssl_ca=c&ssl_verify_cert=true", {"ssl": {"ca": "c"}, "ssl_mode": "VERIFY_CA"}),
        ("mysqldb", "ssl_mode=REQUIRED", {"ssl_mode": "REQUIRED"}),
        ("mysqldb", "ssl=true", {"ssl": {"ca": None}, "ssl_mode": "REQUIRED"}),
        (
            "mariadbconnector",
            "ssl_ca=c&ssl_cert=d&ssl=true&ssl_verify_cert=0",
            {"ssl_ca": "c", "ssl_cert": "d", "ssl": True, "ssl_verify_cert": False},
        ),
        ("mariadbconnector", "ssl_check_hostname=true", {"ssl_verify_cert": True}),
        ("mariadbconnector", "charset=utf8mb4&compress=1&connect_timeout=3", {"compress": True, "connect_timeout": 3}),
    ],
)
def test_parameters_of_mariadb(driver: str, query: str, expected: dict[str, Any]) -> None:
    _, found = connect_args(f"mariadb+{driver}://u:p@h:1/d?{query}")
    found.pop("charset", None)
    found.pop("client_flag")
    assert found == {"user": "u", "password": "p", "host": "h", "port": 1, "database": "d", **expected}


@pytest.mark.parametrize("query", ["charset=latin1", "use_unicode=0"])
def test_what_mariadb_connector_cannot_do_is_refused(query: str) -> None:
    with pytest.raises(ArgumentError, match="use another driver"):
        connect_args(f"mariadb+mariadbconnector://h/d?{query}")


@pytest.mark.parametrize("driver", ["pymysql", "mysqldb", "mariadbconnector"])
def test_a_value_that_is_no_number_is_named(driver: str) -> None:
    with pytest.raises(ArgumentError, match="'connect_timeout' in the query of the database URL"):
        connect_args(f"mysql+{driver}://h/d?connect_timeout=abc")


def test_ssl_is_not_switched_off_and_described() -> None:
    with pytest.raises(ArgumentError, match="leave out one"):
        connect_args("mysql+pymysql://h/d?ssl=false&ssl_ca=x")


# -- Oracle


def test_parameters_of_oracle() -> None:
    oracledb = pytest.importorskip("oracledb")
    _, found = connect_args(
        "oracle+oracledb://u:p@h/?service_name=s&mode=sysdba&purity=NEW&events=true&stmtcachesize=50&retry_count=2"
    )
    assert found["dsn"].endswith("(CONNECT_DATA=(SERVICE_NAME=s)))")
    assert (found["mode"], found["purity"]) == (oracledb.AUTH_MODE_SYSDBA, oracledb.PURITY_NEW)
    assert (found["events"], found["stmtcachesize"], found["retry_count"]) == (True, 50, 2)
    assert connect_args("oracle+oracledb://u:p@h/?service_name=s&mode=2")[1]["mode"] == 2
    with pytest.raises(ArgumentError, match="mode=nope .* is none of default, .*sysdba"):
        connect_args("oracle+oracledb://u:p@h/?service_name=s&mode=nope")
    with pytest.raises(ArgumentError, match="a service, .* and a SID"):
        connect_args("oracle+oracledb://u:p@h/sid?service_name=s")


# -- SQL Server


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("u:p@dsn", "dsn=dsn;UID=u;PWD=p"),
        ("dsn", "dsn=dsn;Trusted_Connection=Yes"),
        ("u:p@/?dsn=x", "dsn=x;UID=u;PWD=p"),
        ("u:p@/d?dsn=x", "dsn=x;Database=d;UID=u;PWD=p"),
        ("u:p@h/d", "DRIVER={ODBC Driver 18 for SQL Server};Server=h;Database=d;UID=u;PWD=p"),
        ("u:p@h:1/d?driver=X+Y", "DRIVER={X Y};Server=h,1;Database=d;UID=u;PWD=p"),
        ("u:p@h/d?Driver={X}", "DRIVER={X};Server=h;Database=d;UID=u;PWD=p"),
        ("h/d?driver=X&trusted_connection=no", "DRIVER={X};Server=h;Database=d;Trusted_Connection=no"),
        (
            "u@h/d?driver=X&authentication=ActiveDirectoryInteractive",
            "DRIVER={X};Server=h;Database=d;UID=u;Authentication=ActiveDirectoryInteractive",
        ),
        ("/d?driver=X&server=f", "DRIVER={X};Server=f;Database=d;Trusted_Connection=Yes"),
        ("u:p%7D%3B@h/d%3B?driver=X", "DRIVER={X};Server=h;Database={d;};UID=u;PWD={p}};}"),
        ("u:p@h/d?driver=X&odbc_autotranslate=No", "DRIVER={X};Server=h;Database=d;UID=u;PWD=p;AutoTranslate=No"),
        ("/?odbc_connect=DRIVER%3D%7BX%7D%3BServer%3Dh", "DRIVER={X};Server=h"),
    ],
)
def test_connection_strings(rest: str, expected: str) -> None:
    assert odbc(rest) == expected


@pytest.mark.parametrize("written", ["true", "True", "1", "yes"])
def test_flags_of_pyodbc(written: str) -> None:
    _, found = connect_args(f"mssql+pyodbc://dsn?autocommit={written}&ansi=false", module=Server())
    assert found == {"autocommit": True, "ansi": False}


def test_parameters_of_pymssql() -> None:
    _, found = connect_args("mssql+pymssql://u:p@h:1/d?login_timeout=5&timeout=7&read_only=true&appname=x")
    del found["user"], found["password"]
    assert found == {
        "host": "h:1", "database": "d", "login_timeout": 5, "timeout": 7, "read_only": True, "appname": "x",
    }  # fmt: skip

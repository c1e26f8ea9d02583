"""URLs of MySQL and of MariaDB, and what is behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from isogloss import Column, Integer, MetaData, String, Table, create_engine, event, func, insert, inspect, select, true
from isogloss.core.engine.driver import ServerVersion
from isogloss.dialects.mariadb import MariaDB, MySQL
from isogloss.exc import InvalidRequestError, UnsupportedByDialect

from ..servers import driver_url

T = Table(
    "servers_t",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20), server_default="it's"),
)


@pytest.fixture(params=["pymysql", "mysqldb", "mariadbconnector"])
def engine(request: Any) -> Iterator[Any]:
    url = driver_url(f"mariadb+{request.param}")
    made = create_engine(str(url).replace("mariadb+", "mysql+"))
    T.metadata.drop_all(made)
    T.metadata.create_all(made)
    yield made
    T.metadata.drop_all(made)
    made.dispose()


def test_a_url_of_mysql_finds_mariadb(engine: Any) -> None:
    with engine.begin() as conn:
        assert (conn.dialect.name, conn.dialect.is_mariadb) == ("mysql", True)
        found = conn.execute(insert(T).returning(T.c.id, T.c.name), [{"name": "a"}, {"name": "b"}]).all()
        assert [tuple(row) for row in found] == [(1, "a"), (2, "b")]
        one = select(func.count().label("n")).select_from(T).lateral()
        with pytest.raises(UnsupportedByDialect, match=r"MariaDB [\d.]+ does not support LATERAL"):
            conn.execute(select(T.c.id, one.c.n).join_from(T, one, true()))
    assert inspect(engine).get_columns("servers_t")[1]["default"] == "'it''s'"


def test_options_are_kept(engine: Any) -> None:
    other = create_engine(engine.url, json_serializer=repr)
    with other.connect() as conn:
        assert conn.dialect.is_mariadb and conn.dialect.json_serializer is repr
    other.dispose()


def test_the_option_says_what_a_proxy_hides(engine: Any) -> None:
    for told, expected in ((True, True), (False, False), (None, True)):
        other = create_engine(engine.url, is_mariadb=told)
        with other.connect() as conn:
            assert conn.dialect.is_mariadb is expected
        other.dispose()
    assert MySQL(is_mariadb=True).for_server(ServerVersion((8, 0, 11), "8.0.11")).is_mariadb  # type: ignore[attr-defined]


def test_a_url_of_mariadb_refuses_mysql() -> None:
    version = ServerVersion((8, 0, 36), "8.0.36")
    with pytest.raises(
        InvalidRequestError, match=r"The server is MySQL 8\.0\.36, and no MariaDB: connect with mysql://"
    ):
        MariaDB().for_server(version)
    assert MariaDB(is_mariadb=True).for_server(version).version == (8, 0, 36)
    assert type(MariaDB().for_server((10, 5))) is MariaDB
    assert type(MySQL().for_server((8, 0, 20))) is MySQL
    assert type(MySQL().for_server(version)) is MySQL


def test_comments_are_written_once(engine: Any) -> None:
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cu, sql, *rest: sent.append(sql.split()[0]))
    table = Table(
        "servers_comments",
        MetaData(),
        Column("id", Integer, primary_key=True, comment="a key"),
        Column("name", String(20), comment="it's a name"),
        comment="a table",
    )
    table.create(engine)
    try:
        assert sent == ["CREATE"]
        assert inspect(engine).get_table_comment(table.name) == {"text": "a table"}
        assert [c["comment"] for c in inspect(engine).get_columns(table.name)] == ["a key", "it's a name"]
    finally:
        table.drop(engine)

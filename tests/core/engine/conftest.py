"""Engines for these tests: SQLite always, servers where they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from isogloss import create_engine
from isogloss.engine import Engine, make_url

from ...private_postgres import private_url
from ...servers import driver_url

DRIVERS = (
    "postgresql+psycopg",
    "postgresql+psycopg2",
    "mariadb+pymysql",
    "mariadb+mysqldb",
    "mariadb+mariadbconnector",
)


@pytest.fixture
def engine(tmp_path) -> Iterator[Engine]:
    """An engine on a SQLite file of its own, with one table."""
    made = create_engine(f"sqlite:///{tmp_path / 'test.db'}")
    with made.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
            "price INTEGER, CONSTRAINT price_positive CHECK (price > 0))"
        )
    yield made
    made.dispose()


@pytest.fixture(params=["sqlite", *DRIVERS])
def any_engine(request, tmp_path) -> Iterator[Engine]:
    """An engine on each database that runs here, through each driver, with a parent and a child table."""
    url = f"sqlite:///{tmp_path / 'test.db'}" if request.param == "sqlite" else driver_url(request.param)
    yield from prepared(url)


@pytest.fixture
def any_engine_of(tmp_path) -> Iterator[Callable[[str], Engine]]:
    """What makes an engine of a driver, by name, with a parent and a child table."""
    with ExitStack() as made:

        def make(name: str) -> Engine:
            url = f"sqlite:///{tmp_path / 'test.db'}" if name == "sqlite" else driver_url(name)
            return made.enter_context(contextmanager(prepared)(url))

        yield make


@pytest.fixture(params=DRIVERS)
def two_phase_engine(request) -> Iterator[Engine]:
    """An engine on servers that take two-phase transactions: PostgreSQL by default takes none, so it is one of ours."""
    url = request.param
    if url.startswith("postgresql"):
        yield from prepared(make_url(private_url(18)).set(drivername=url))
    else:
        yield from prepared(driver_url(url))


def prepared(url) -> Iterator[Engine]:
    """Make an engine with its two tables, drop them afterwards."""
    made = create_engine(url)
    auto = {"sqlite": "INTEGER", "postgresql": "SERIAL", "mariadb": "INTEGER AUTO_INCREMENT"}[made.name]
    with made.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS eng_child")
        connection.exec_driver_sql("DROP TABLE IF EXISTS eng_parent")
        connection.exec_driver_sql(
            f"CREATE TABLE eng_parent (id {auto} PRIMARY KEY, name VARCHAR(20) NOT NULL, price INTEGER, "
            "CONSTRAINT eng_name UNIQUE (name), CONSTRAINT eng_price CHECK (price > 0))"
        )
        connection.exec_driver_sql(
            "CREATE TABLE eng_child (id INTEGER PRIMARY KEY, parent_id INTEGER, "
            "CONSTRAINT eng_fk FOREIGN KEY (parent_id) REFERENCES eng_parent (id))"
        )
    yield made
    with made.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS eng_child")
        connection.exec_driver_sql("DROP TABLE IF EXISTS eng_parent")
    made.dispose()

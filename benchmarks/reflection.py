"""Reflect many tables, and one beside them, with isogloss and with SQLAlchemy, in turn, on databases made for it.

Run it as ``python -m benchmarks.reflection [--tables 10 1000] [url ...]``; it prints medians and their ratio.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import itertools
import statistics
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy

import isogloss

DEFAULTS = (
    "sqlite:////tmp/isogloss_reflection.db",
    "postgresql+psycopg://postgres@127.0.0.1:5432/isogloss_reflection",
    "mariadb+pymysql://root@127.0.0.1:3306/isogloss_reflection",
)


def main() -> None:
    """Parse arguments, make the databases, measure, print."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("urls", nargs="*", default=DEFAULTS, help="databases that are made anew, and dropped at the end")
    ap.add_argument("--tables", type=int, nargs="*", default=(10, 1000))
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args()
    for url, tables in itertools.product(args.urls, args.tables):
        make(url, tables)
        name = f"t{tables - tables // 4}"
        try:
            for task, ask in ALL.items():
                measure(url, tables, task, ask, args.repeat)
            for task, ask_one in ONE.items():
                measure(url, tables, task, functools.partial(ask_one, name=name), args.repeat * 10)
        finally:
            administer(url, "DROP")


def measure(url: str, tables: int, name: str, task: Callable[..., Any], repeat: int) -> None:
    """Run a task with both libraries in turn and print the medians."""
    engines = {lib: lib.create_engine(url) for lib in (isogloss, sqlalchemy)}
    connections = {lib: engine.connect() for lib, engine in engines.items()}
    seconds: dict[Any, list[float]] = {lib: [] for lib in engines}
    for round_ in range(repeat + 1):
        for lib, connection in connections.items():
            start = time.perf_counter()
            task(lib, connection)
            if round_:  # the first round warms up
                seconds[lib].append(time.perf_counter() - start)
    for lib, engine in engines.items():
        connections[lib].close()
        engine.dispose()
    ours, theirs = (statistics.median(seconds[lib]) * 1000 for lib in engines)
    print(
        f"{url.partition(':')[0]:22} {tables:5} tables   {name:30} isogloss {ours:8.2f} ms   "
        f"sqlalchemy {theirs:8.2f} ms   x{theirs / ours:.2f}",
        flush=True,
    )


def reflect(lib: Any, connection: Any) -> None:
    """Load all tables."""
    metadata = lib.MetaData()
    metadata.reflect(connection)


def columns(lib: Any, connection: Any) -> None:
    """Ask for the columns of all tables."""
    lib.inspect(connection).get_multi_columns()


def one(lib: Any, connection: Any, name: str) -> None:
    """Load one table, with the chain of tables that it refers to."""
    lib.Table(name, lib.MetaData(), autoload_with=connection)


def one_alone(lib: Any, connection: Any, name: str) -> None:
    """Load one table."""
    lib.Table(name, lib.MetaData(), autoload_with=connection, resolve_fks=False)


def question(method: str) -> Callable[..., None]:
    """Return a task that asks a new inspector one question about one table."""

    def ask(lib: Any, connection: Any, name: str) -> None:
        with contextlib.suppress(NotImplementedError):  # what the reference does not answer
            getattr(lib.inspect(connection), method)(name)

    return ask


def make(url: str, tables: int) -> None:
    """Make a database with tables that refer to each other, with indexes, checks and comments."""
    administer(url, "DROP")
    administer(url, "CREATE")
    metadata = isogloss.MetaData()
    for number in range(tables):
        target = [isogloss.ForeignKey(f"t{number // 2}.id")] if number else []
        isogloss.Table(
            f"t{number}",
            metadata,
            isogloss.Column("id", isogloss.Integer, primary_key=True),
            isogloss.Column("parent_id", isogloss.Integer, *target, index=True),
            isogloss.Column("name", isogloss.String(50), nullable=False, unique=True, comment="a name"),
            isogloss.Column("price", isogloss.Numeric(10, 2), server_default="0"),
            *(isogloss.Column(f"c{i}", isogloss.String(20)) for i in range(6)),
            isogloss.Column("made", isogloss.DateTime),
            isogloss.CheckConstraint("price >= 0", name=f"ck_{number}"),
            comment="a table",
        )
    engine = isogloss.create_engine(url)
    metadata.create_all(engine, checkfirst=False)
    if url.startswith("postgresql"):
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def administer(url: str, verb: str) -> None:
    """Create or drop the database."""
    parsed = isogloss.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = isogloss.create_engine(url)
        if verb == "DROP":
            metadata = isogloss.MetaData()
            metadata.reflect(engine)
            metadata.drop_all(engine)
        engine.dispose()
        return
    admin = isogloss.create_engine(parsed.set(database="test"), isolation_level="AUTOCOMMIT")
    exists = " IF EXISTS" if verb == "DROP" else ""
    with admin.connect() as connection:
        connection.exec_driver_sql(f"{verb} DATABASE{exists} {parsed.database}")
    admin.dispose()


ALL: dict[str, Callable[..., Any]] = {"metadata.reflect": reflect, "get_multi_columns": columns}
ONE: dict[str, Callable[..., Any]] = {
    "Table, with those referred to": one,
    "Table alone": one_alone,
    **{
        name: question(name)
        for name in (
            "get_columns",
            "get_pk_constraint",
            "get_foreign_keys",
            "get_indexes",
            "get_unique_constraints",
            "get_check_constraints",
            "get_table_options",
            "has_table",
        )
    },
}

if __name__ == "__main__":
    main()

"""Reflect a schema of many tables with isogloss and with SQLAlchemy, in turn, on a database made for it.

Run it as ``python -m benchmarks.reflection [--tables 1000] [url ...]``; it prints medians and their ratio.
"""

from __future__ import annotations

import argparse
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
    ap.add_argument("--tables", type=int, default=1000)
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args()
    for url in args.urls:
        make(url, args.tables)
        try:
            for name, task in TASKS.items():
                measure(url, name, task, args.repeat)
        finally:
            administer(url, "DROP")


def measure(url: str, name: str, task: Callable[[Any, Any], Any], repeat: int) -> None:
    """Run a task with both libraries in turn and print the medians."""
    engines = {lib: lib.create_engine(url) for lib in (isogloss, sqlalchemy)}
    seconds: dict[Any, list[float]] = {lib: [] for lib in engines}
    for round_ in range(repeat + 1):
        for lib, engine in engines.items():
            start = time.perf_counter()
            task(lib, engine)
            if round_:  # the first round warms up
                seconds[lib].append(time.perf_counter() - start)
    for engine in engines.values():
        engine.dispose()
    ours, theirs = (statistics.median(seconds[lib]) for lib in engines)
    backend = url.partition(":")[0]
    print(
        f"{backend:22} {name:18} isogloss {ours:7.3f} s   sqlalchemy {theirs:7.3f} s   x{theirs / ours:.2f}", flush=True
    )


def reflect(lib: Any, engine: Any) -> None:
    """Load all tables."""
    metadata = lib.MetaData()
    metadata.reflect(engine)


def columns(lib: Any, engine: Any) -> None:
    """Ask for the columns of all tables."""
    lib.inspect(engine).get_multi_columns()


def one(lib: Any, engine: Any) -> None:
    """Load one table of many."""
    lib.Table("t5", lib.MetaData(), autoload_with=engine, resolve_fks=False)


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


TASKS: dict[str, Callable[[Any, Any], Any]] = {
    "metadata.reflect": reflect,
    "get_multi_columns": columns,
    "one table": one,
}

if __name__ == "__main__":
    main()

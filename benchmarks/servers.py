"""Measure flushes and INSERT .. RETURNING on PostgreSQL and MariaDB, beside SQLAlchemy and the bare driver.

``python -m benchmarks.servers [--count 100000] [--repeat 3] [URL ...]``; without URLs those that the tests use. Each
run works in a database of its own, which is dropped.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from isogloss import create_engine, make_url
from isogloss.engine import URL

from .tasks import Library

DEFAULTS = ("postgresql+psycopg://postgres@127.0.0.1:5432/test", "mariadb+pymysql://root@127.0.0.1:3306/test")
#: task -> what is counted
TASKS = {"flush": "object", "insert_returning": "entity", "core_returning": "row"}


class OnServer(Library):
    """isogloss or SQLAlchemy, on one server."""

    def __init__(self, package: str, url: str, count: int) -> None:
        super().__init__(package)
        self.count = count
        self.server = self.lib.create_engine(url)
        self.Base.metadata.drop_all(self.server)
        self.Base.metadata.create_all(self.server)

    def flush(self) -> Any:
        """Flush objects without keys; keys are known afterwards."""
        with self.orm.Session(self.server) as s:
            made = [self.Item(name=f"n{i}", size=i) for i in range(self.count)]
            s.add_all(made)
            s.flush()
            assert len({m.id for m in made}) == self.count
            s.rollback()

    def insert_returning(self) -> Any:
        """Insert rows by one ORM INSERT that returns the objects, in order."""
        with self.orm.Session(self.server) as s:
            rows = [{"name": f"n{i}", "size": i} for i in range(self.count)]
            stmt = self.lib.insert(self.Item).returning(self.Item, sort_by_parameter_order=True)
            found = s.scalars(stmt, rows).all()
            assert [f.size for f in found] == list(range(self.count))
            s.rollback()

    def core_returning(self) -> Any:
        """Insert rows by one Core INSERT that returns their keys, in order."""
        table = self.Item.__table__
        with self.server.connect() as c:
            rows = [{"name": f"n{i}", "size": i} for i in range(self.count)]
            stmt = self.lib.insert(table).returning(table.c.id, table.c.size, sort_by_parameter_order=True)
            found = c.execute(stmt, rows).all()
            assert [f[1] for f in found] == list(range(self.count))
            c.rollback()


class Driver:
    """The driver alone: INSERT .. VALUES .. RETURNING in pages of 1,000 rows."""

    def __init__(self, url: str, count: int) -> None:
        self.count, self.engine = count, create_engine(url)

    def core_returning(self) -> Any:
        """Insert rows and fetch their keys."""
        raw = self.engine.raw_connection()
        cursor = raw.cursor()
        found: list[Any] = []
        for start in range(0, self.count, 1000):
            values = [v for i in range(start, min(start + 1000, self.count)) for v in (f"n{i}", i)]
            marks = ", ".join(["(%s, %s)"] * (len(values) // 2))
            cursor.execute(f"INSERT INTO item (name, size) VALUES {marks} RETURNING id, size", values)
            found += cursor.fetchall()
        assert len(found) == self.count
        raw.rollback()
        raw.close()

    flush = insert_returning = core_returning


def main() -> None:
    """Parse arguments, measure each server, print."""
    ap = argparse.ArgumentParser(prog="python -m benchmarks.servers", description=__doc__)
    ap.add_argument("urls", nargs="*", default=DEFAULTS)
    ap.add_argument("--count", type=int, default=20_000)
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args()
    for url in map(make_url, args.urls):
        with own_database(url) as own:
            measure(own, args.count, args.repeat)


@contextmanager
def own_database(url: URL) -> Iterator[str]:
    """Make a database for the block and drop it afterwards; SQLite's is in memory or where the URL says."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        yield url.render_as_string(hide_password=False)
        return
    name = f"isogloss_bench_{os.getpid()}"
    _administer(url, f"CREATE DATABASE {name}")
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(url, f"DROP DATABASE {name}{' WITH (FORCE)' if backend == 'postgresql' else ''}")


def measure(url: str, count: int, repeat: int) -> None:
    """Time the tasks of each library in turn; print medians and how many times faster isogloss is."""
    libraries: dict[str, Any] = {
        "isogloss": OnServer("isogloss", url, count),
        "sqlalchemy": OnServer("sqlalchemy", url, count),
        "driver": Driver(url, count),
    }
    print(f"{make_url(url).drivername}, {count:,} rows")
    for task, unit in TASKS.items():
        runs: dict[str, Callable[[], Any]] = {name: getattr(lib, task) for name, lib in libraries.items()}
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(repeat + 1):
            for name, run in runs.items():
                gc.collect()
                start = time.perf_counter()
                run()
                if turn:  # the first is a warm-up
                    seconds[name].append(time.perf_counter() - start)
        median = {name: statistics.median(s) for name, s in seconds.items()}
        cells = "  ".join(f"{name} {m / count * 1e6:7.1f}" for name, m in median.items())
        print(f"  {task:18} us/{unit:7} {cells}   | {median['sqlalchemy'] / median['isogloss']:5.2f}x sqlalchemy")
    for lib in libraries.values():
        getattr(lib, "server", getattr(lib, "engine", None)).dispose()


def _administer(url: URL, sql: str) -> None:
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as c:
        c.exec_driver_sql(sql)
    admin.dispose()


if __name__ == "__main__":
    main()

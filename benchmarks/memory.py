"""Measure how much memory large batches and streams take, beside SQLAlchemy.

``python -m benchmarks.memory [--count 1000000] [URL ...]``; without URLs SQLite in memory and the servers that the
tests use, each in a database of its own, which is dropped. A figure is by how many megabytes the most memory that a
process ever had grew while it did the task; the rows that are inserted were there before, those that come back are
counted. Linux only: it reads ``/proc/self/status``.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from typing import Any

from isogloss import make_url

from .servers import DEFAULTS, own_database
from .tasks import Library

TASKS = ("insert", "returning", "stream")
LIBRARIES = ("isogloss", "sqlalchemy")


def main() -> None:
    """Parse arguments, run each task in a process of its own, print."""
    ap = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    ap.add_argument("urls", nargs="*", default=("sqlite://", *DEFAULTS))
    ap.add_argument("--count", type=int, default=1_000_000)
    ap.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.child:
        print(grown(*args.child, url=args.urls[0], count=args.count))
        return
    for url in map(make_url, args.urls):
        print(f"{url.drivername}, {args.count:,} rows")
        with own_database(url) as own:
            for task in TASKS:
                cells = [f"{library} {_measured(library, task, own, args.count):5,d} MB" for library in LIBRARIES]
                print(f"  {task:10} {'  '.join(cells)}", flush=True)


def grown(package: str, task: str, url: str, count: int) -> int:
    """Do a task and return by how many megabytes the most memory of this process grew."""
    library: Any = Library(package)
    engine = library.lib.create_engine(url)
    library.Base.metadata.drop_all(engine)
    library.Base.metadata.create_all(engine)
    table = library.Item.__table__
    insert, columns = library.lib.insert(table), (table.c.id, table.c.size)
    rows = [{"name": f"n{i}", "size": i} for i in range(count)]
    with engine.connect() as c:
        c.execute(insert, rows[:2000])
        c.execute(insert.returning(*columns, sort_by_parameter_order=True), rows[:2000]).all()
        if task == "stream":
            c.execute(insert, rows)
            rows = []
        gc.collect()
        before = _most()
        if task == "stream":
            options = {"yield_per": 1000}
            for part in c.execute(library.lib.select(table), execution_options=options).partitions():
                assert part
        elif task == "insert":
            c.execute(insert, rows)
        else:
            found = c.execute(insert.returning(*columns, sort_by_parameter_order=True), rows).all()
            assert len(found) == count and found[-1].size == count - 1
        after = _most()
        c.rollback()
    return (after - before) // 1024


def _measured(library: str, task: str, url: str, count: int) -> int:
    call = [sys.executable, "-m", "benchmarks.memory", "--child", library, task, "--count", str(count), url]
    return int(subprocess.run(call, capture_output=True, text=True, check=True).stdout)


def _most() -> int:
    """Return the most kilobytes of memory that this process ever had."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()

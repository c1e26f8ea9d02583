"""Run the tasks of all libraries in turn and print ratios of medians."""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from .tasks import TASKS, Bare, Library


def main() -> None:
    """Parse arguments, measure, print, write."""
    ap = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ap.add_argument("tasks", nargs="*", help=f"which tasks; all of {', '.join(TASKS)} by default")
    ap.add_argument("--repeat", type=int, default=5, help="runs of each task and library, interleaved (5)")
    ap.add_argument("--json", default="benchmarks/results.json", help="where the figures are written")
    ap.add_argument("--peers", action="store_true", help="also Django, Peewee and Pony, where installed")
    args = ap.parse_args()
    names = args.tasks or list(TASKS)
    unknown = [n for n in names if n not in TASKS]
    if unknown:
        ap.error(f"unknown task {unknown[0]!r}; there are {', '.join(TASKS)}")
    libraries: dict[str, Any] = {
        "isogloss": Library("isogloss"),
        "sqlalchemy": Library("sqlalchemy"),
        "sqlite3": Bare(),
    }
    if args.peers:
        from .peers import installed

        libraries.update(installed())
    results: dict[str, Any] = {}
    for name in names:
        results[name] = measure(name, libraries, args.repeat)
        show(name, results[name])
    meta = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "sqlalchemy": libraries["sqlalchemy"].lib.__version__,
        "isogloss": libraries["isogloss"].lib.__version__,
        "repeat": args.repeat,
    }
    with open(args.json, "w") as out:
        json.dump({"meta": meta, "seconds": results}, out, indent=1)


def measure(name: str, libraries: dict[str, Any], repeat: int) -> dict[str, list[float]]:
    """Return seconds per run by library; runs of the libraries alternate, the collector stays on."""
    runs: dict[str, Callable[[], Any]] = {
        lib: getattr(owner, name)() for lib, owner in libraries.items() if hasattr(owner, name)
    }
    for run in runs.values():
        run()
    seconds: dict[str, list[float]] = {lib: [] for lib in runs}
    for _ in range(repeat):
        for lib, run in runs.items():
            gc.collect()
            start = time.perf_counter()
            run()
            seconds[lib].append(time.perf_counter() - start)
    return seconds


def show(name: str, seconds: dict[str, list[float]]) -> None:
    """Print one line: microseconds per operation, and how many times faster isogloss is."""
    title, operations, unit = TASKS[name]
    median = {lib: statistics.median(s) for lib, s in seconds.items()}
    ours = median["isogloss"]
    cells = [f"{lib} {m / operations * 1e6:9.2f}" for lib, m in median.items()]
    ratios = [f"{m / ours:5.2f}x {lib}" for lib, m in median.items() if lib != "isogloss"]
    print(f"{title:38} us/{unit:9} {'  '.join(cells)}   | {'  '.join(ratios)}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

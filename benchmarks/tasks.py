"""What is measured, once for each library: a task prepares outside the clock and returns the function to time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

ROWS = 50_000
SHORT = 5_000
Task = Callable[[], Callable[[], Any]]


def fresh(code: str) -> None:
    """Run ``code`` in a new interpreter that keeps bytecode, as an installed package has it."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env.setdefault("PYTHONPYCACHEPREFIX", os.path.join(tempfile.gettempdir(), "isogloss-benchmarks"))
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


class Library:
    """isogloss or SQLAlchemy, by package name: the same code runs on both."""

    def __init__(self, package: str) -> None:
        import importlib

        self.package = package
        self.lib = importlib.import_module(package)
        self.orm = importlib.import_module(f"{package}.orm")
        orm = self.orm

        class Base(orm.DeclarativeBase):  # type: ignore[misc, name-defined]
            pass

        lib = self.lib

        class Item(Base):
            __tablename__ = "item"
            id = orm.mapped_column(lib.Integer, primary_key=True)
            name = orm.mapped_column(lib.String(50))
            size = orm.mapped_column(lib.Integer)

        class Part(Base):
            __tablename__ = "part"
            id = orm.mapped_column(lib.Integer, primary_key=True)
            item_id = orm.mapped_column(lib.ForeignKey("item.id"))
            label = orm.mapped_column(lib.String(50))

        self.Base, self.Item, self.Part = Base, Item, Part

    def engine(self, rows: int = 0) -> Any:
        """Return an engine on a fresh database in memory with ``rows`` items."""
        engine = self.lib.create_engine("sqlite://")
        self.Base.metadata.create_all(engine)
        if rows:
            with engine.begin() as c:
                c.execute(self.lib.insert(self.Item.__table__), [{"name": f"n{i}", "size": i} for i in range(rows)])
        return engine

    # -- tasks -----------------------------------------------------------------------------------------------------

    def load_entities(self) -> Callable[[], Any]:
        """Load all rows as objects of three columns."""
        engine = self.engine(ROWS)

        def run() -> Any:
            with self.orm.Session(engine) as s:
                found = s.scalars(self.lib.select(self.Item)).all()
                assert len(found) == ROWS
                return None

        return run

    def load_rows(self) -> Callable[[], Any]:
        """Load all rows as tuples."""
        engine = self.engine(ROWS)
        t = self.Item.__table__

        def run() -> Any:
            with engine.connect() as c:
                assert len(c.execute(self.lib.select(t.c.id, t.c.name, t.c.size)).all()) == ROWS

        return run

    def flush(self) -> Callable[[], Any]:
        """Make objects without keys, add them, flush; keys are known afterwards."""
        engine = self.engine()

        def run() -> Any:
            with self.orm.Session(engine) as s:
                made = [self.Item(name=f"n{i}", size=i) for i in range(ROWS)]
                s.add_all(made)
                s.flush()
                assert made[-1].id - made[0].id == ROWS - 1
                s.rollback()

        return run

    def insert_returning(self) -> Callable[[], Any]:
        """Insert many rows by one ORM INSERT that returns the objects."""
        engine = self.engine()

        def run() -> Any:
            with self.orm.Session(engine) as s:
                rows = [{"name": f"n{i}", "size": i} for i in range(ROWS)]
                found = s.scalars(self.lib.insert(self.Item).returning(self.Item), rows).all()
                assert len(found) == ROWS
                s.rollback()

        return run

    def short_orm(self) -> Callable[[], Any]:
        """Select one object by key, the statement built anew each time."""
        engine = self.engine(SHORT)
        select, Item = self.lib.select, self.Item

        def run() -> Any:
            with self.orm.Session(engine) as s:
                for i in range(1, SHORT + 1):
                    assert s.scalars(select(Item).where(Item.id == i)).one().size == i - 1

        return run

    def short_core(self) -> Callable[[], Any]:
        """Select one row by key, the statement built anew each time."""
        engine = self.engine(SHORT)
        select, t = self.lib.select, self.Item.__table__

        def run() -> Any:
            with engine.connect() as c:
                for i in range(1, SHORT + 1):
                    assert c.execute(select(t).where(t.c.id == i)).one().size == i - 1

        return run

    def cold_compile(self) -> Callable[[], Any]:
        """Compile a SELECT of two tables without a cache, 2000 times."""
        select, t, p = self.lib.select, self.Item.__table__, self.Part.__table__
        statement = (
            select(t.c.id, t.c.name, p.c.label)
            .join(p, p.c.item_id == t.c.id)
            .where(t.c.size > 5, p.c.label == "x")
            .order_by(t.c.id)
            .limit(10)
        )
        dialect = self.engine().dialect

        def run() -> Any:
            for _ in range(2000):
                statement.compile(dialect=dialect)

        return run

    def import_time(self) -> Callable[[], Any]:
        """Import the package in a fresh interpreter (the interpreter's own start included)."""
        return lambda: fresh(f"import {self.package}")

    def import_orm_time(self) -> Callable[[], Any]:
        """Import the ORM in a fresh interpreter."""
        return lambda: fresh(f"import {self.package}.orm; {self.package}.orm.Session")


class Bare:
    """The sqlite3 driver alone."""

    def connection(self, rows: int = 0) -> sqlite3.Connection:
        """Return a database in memory with ``rows`` items."""
        c = sqlite3.connect(":memory:")
        c.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name VARCHAR(50), size INTEGER)")
        c.executemany("INSERT INTO item (name, size) VALUES (?, ?)", [(f"n{i}", i) for i in range(rows)])
        return c

    def load_entities(self) -> Callable[[], Any]:
        """Make plain objects of the rows."""
        c = self.connection(ROWS)

        class Item:
            def __init__(self, id: int, name: str, size: int) -> None:
                self.id, self.name, self.size = id, name, size

        return lambda: [Item(*r) for r in c.execute("SELECT id, name, size FROM item")]

    def load_rows(self) -> Callable[[], Any]:
        """Fetch all rows."""
        c = self.connection(ROWS)
        return lambda: c.execute("SELECT id, name, size FROM item").fetchall()

    def flush(self) -> Callable[[], Any]:
        """Insert the rows; no keys are known."""
        c = self.connection()

        def run() -> Any:
            c.executemany("INSERT INTO item (name, size) VALUES (?, ?)", [(f"n{i}", i) for i in range(ROWS)])
            c.rollback()

        return run

    def insert_returning(self) -> Callable[[], Any]:
        """Insert in statements of many rows, with RETURNING."""
        c = self.connection()
        size = 10_000
        text = f"INSERT INTO item (name, size) VALUES {', '.join(['(?, ?)'] * size)} RETURNING id, name, size"

        def run() -> Any:
            found: list[Any] = []
            for start in range(0, ROWS, size):
                values = [v for i in range(start, start + size) for v in (f"n{i}", i)]
                found += c.execute(text, values).fetchall()
            c.rollback()

        return run

    def short_core(self) -> Callable[[], Any]:
        """Select one row by key."""
        c = self.connection(SHORT)

        def run() -> Any:
            for i in range(1, SHORT + 1):
                c.execute("SELECT id, name, size FROM item WHERE id = ?", (i,)).fetchone()

        return run

    short_orm = short_core

    def import_time(self) -> Callable[[], Any]:
        """Start an interpreter that imports sqlite3."""
        return lambda: fresh("import sqlite3")

    import_orm_time = import_time


#: Task name -> (title, operations per run, unit).
TASKS: dict[str, tuple[str, int, str]] = {
    "load_entities": ("load 50,000 entities", ROWS, "entity"),
    "load_rows": ("load 50,000 rows as tuples", ROWS, "row"),
    "flush": ("flush 50,000 new objects", ROWS, "object"),
    "insert_returning": ("INSERT .. RETURNING 50,000 entities", ROWS, "entity"),
    "short_orm": ("5,000 short selects, ORM", SHORT, "statement"),
    "short_core": ("5,000 short selects, Core", SHORT, "statement"),
    "cold_compile": ("cold compile, two tables", 2000, "statement"),
    "import_time": ("import", 1, "process"),
    "import_orm_time": ("import the ORM", 1, "process"),
}

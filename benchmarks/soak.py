"""Work from many threads while connections are killed: what was committed is there, and nothing else.

``python -m benchmarks.soak [--threads 16] [--seconds 30] [--seed N] [URL ...]``; without URLs the servers that the
tests use. Each run works in tables of its own, which are dropped. It ends with an error where a row is missing or too
many, a connection is not given back, or a thread hangs.

Each thread keeps a model of its rows. A transaction writes a marker beside its work; when it fails, the marker says
whether it was committed all the same (a connection may die while COMMIT is on its way): the thread inserts the marker
itself, which waits for the other's end, and a duplicate key means that it is there.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import isogloss as ig
from isogloss.engine import Connection
from isogloss.exc import DBAPIError, IntegrityError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column

DEFAULTS = ("postgresql+psycopg://postgres@127.0.0.1:5432/test", "mariadb+pymysql://root@127.0.0.1:3306/test")
ACCOUNTS, START = 8, 1_000_000


class Base(DeclarativeBase):
    """The tables of a run."""


class Entry(Base):
    """A row of one thread, found by its tag."""

    __tablename__ = "soak_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(ig.String(40), unique=True)
    amount: Mapped[int]


class Account(Base):
    """A row that all threads change."""

    __tablename__ = "soak_account"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    balance: Mapped[int]


class Marker(Base):
    """What says that a transaction was committed, or never will be."""

    __tablename__ = "soak_marker"
    name: Mapped[str] = mapped_column(ig.String(40), primary_key=True)
    void: Mapped[bool]


class Broken(Exception):
    """Something is not as it must be."""


class Worker:
    """One thread: its jobs, and the rows that it must find in the end."""

    def __init__(self, soak: Soak, number: int) -> None:
        self.soak, self.number = soak, number
        self.random = random.Random(soak.seed * 1000 + number)
        self.rows: dict[str, int] = {}
        self.moved: Counter[int] = Counter()
        self.count: Counter[str] = Counter()
        self.serial = 0
        self.error: BaseException | None = None
        self.jobs: dict[str, Callable[[Connection, dict[str, int], Counter[int]], None]] = {
            "flush": self.flush,
            "batch in order": self.batch,
            "upsert": self.upsert,
            "update and delete": self.change,
            "transfer": self.transfer,
            "savepoint": self.savepoint,
            "stream": self.stream,
            "rollback": self.rollback,
        }

    def run(self) -> None:
        """Work until the time is over."""
        try:
            while time.monotonic() < self.soak.end and not self.soak.stop.is_set():
                self.once(self.random.choice(list(self.jobs)))
        except BaseException as error:
            self.error = error
            self.soak.stop.set()

    def once(self, job: str) -> None:
        """Do one job in a transaction; take its changes over if, and only if, they were committed."""
        self.serial += 1
        marker = f"{self.number}-{self.serial}"
        rows, moved = dict(self.rows), Counter[int]()
        try:
            with self.soak.engine.begin() as connection:
                connection.execute(ig.insert(Marker.__table__), {"name": marker, "void": False})
                self.jobs[job](connection, rows, moved)
            committed = True
        except DBAPIError as error:
            if not may_happen(error):
                raise
            self.count["lost connection" if error.is_disconnect else "deadlock or the like"] += 1
            committed = self.was_committed(marker)
            self.count["committed all the same"] += committed
        except Cancelled:
            committed = False
        if committed:
            self.rows = rows
            self.moved.update(moved)
            self.count[job] += 1

    def was_committed(self, marker: str) -> bool:
        """Find out about a transaction whose end is not known, and make sure that the answer stays true."""
        table = Marker.__table__
        while True:
            try:
                with self.soak.engine.begin() as connection:
                    connection.execute(ig.insert(table), {"name": marker, "void": True})
                return False
            except IntegrityError:
                pass
            except DBAPIError as error:
                if not may_happen(error):
                    raise
                time.sleep(0.01)
                continue
            try:
                with self.soak.engine.connect() as connection:
                    return not connection.scalar(ig.select(table.c.void).where(table.c.name == marker))
            except DBAPIError as error:
                if not may_happen(error):
                    raise

    # -- jobs: each changes the tables, and the model in the same way

    def new(self, count: int) -> list[dict[str, Any]]:
        """Make rows that are not there yet."""
        return [
            {"tag": f"{self.number}-{self.serial}-{i}", "amount": self.random.randrange(10**6)} for i in range(count)
        ]

    def flush(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Objects without keys, flushed twice."""
        with Session(connection) as session:
            for _ in range(2):
                made = [Entry(tag=f"{r['tag']}-{_}", amount=r["amount"]) for r in self.new(20)]
                session.add_all(made)
                session.flush()
                expect(len({m.id for m in made}) == 20, "a flush gave a key twice")
                rows.update({m.tag: m.amount for m in made})
            session.commit()  # the outer transaction goes on

    def batch(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """A batch whose keys come back in the order of its rows."""
        table, new = Entry.__table__, self.new(40)
        statement = ig.insert(table).returning(table.c.id, table.c.tag, sort_by_parameter_order=True)
        found = connection.execute(statement, new).all()
        expect([f.tag for f in found] == [r["tag"] for r in new], "rows came back in another order")
        rows.update({r["tag"]: r["amount"] for r in new})

    def upsert(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Rows of which some are there."""
        table, new = Entry.__table__, self.new(3)
        for tag in self.some(rows, 5):
            new.append({"tag": tag, "amount": self.random.randrange(10**6)})
        connection.execute(ig.insert(table).values(new).on_conflict(table.c.tag).do_update())
        rows.update({r["tag"]: r["amount"] for r in new})

    def change(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """UPDATE and DELETE of rows of this thread."""
        table, tags = Entry.__table__, self.some(rows, 6)
        add = ig.update(table).where(table.c.tag.in_(tags[:3])).values(amount=table.c.amount + 1)
        expect(connection.execute(add).rowcount == len(tags[:3]), "UPDATE met another number of rows")
        gone = connection.execute(ig.delete(table).where(table.c.tag.in_(tags[3:]))).rowcount
        expect(gone == len(tags[3:]), "DELETE met another number of rows")
        for tag in tags[:3]:
            rows[tag] += 1
        for tag in tags[3:]:
            del rows[tag]

    def transfer(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Rows that others want too, taken in any order: deadlocks come of it."""
        table = Account.__table__
        amount = self.random.randrange(100)
        for account, change in zip(self.random.sample(range(ACCOUNTS), 2), (amount, -amount), strict=True):
            connection.execute(ig.update(table).where(table.c.id == account).values(balance=table.c.balance + change))
            moved[account] += change

    def savepoint(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Savepoints, of which one is rolled back, one by an error."""
        table, (first, second, third) = Entry.__table__, self.new(3)
        with connection.begin_nested():
            connection.execute(ig.insert(table), first)
        nested = connection.begin_nested()
        connection.execute(ig.insert(table), second)
        nested.rollback()
        try:
            with connection.begin_nested():
                connection.execute(ig.insert(table), third)
                connection.execute(ig.insert(table), third)
        except IntegrityError:
            pass
        else:
            raise Broken("a unique key was taken twice")
        rows[first["tag"]] = first["amount"]

    def stream(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Rows of this thread, streamed: they are those of the model."""
        table = Entry.__table__
        mine = ig.select(table.c.tag, table.c.amount).where(table.c.tag.like(f"{self.number}-%"))
        found: dict[str, int] = {}
        for part in connection.execute(mine, execution_options={"yield_per": 50}).partitions():
            found.update({r.tag: r.amount for r in part})
        expect(found == self.rows, "a thread does not find its rows")

    def rollback(self, connection: Connection, rows: dict[str, int], moved: Counter[int]) -> None:
        """Work that is given up."""
        connection.execute(ig.insert(Entry.__table__), self.new(10))
        raise Cancelled

    def some(self, rows: dict[str, int], count: int) -> list[str]:
        """Choose tags of rows that are there."""
        return self.random.sample(sorted(rows), min(count, len(rows)))


def may_happen(error: DBAPIError) -> bool:
    """Tell whether an error is one of those that a run provokes, among them a server that cannot be reached."""
    return error.is_disconnect or error.is_retryable or error.connection_invalidated or error.statement is None


class Cancelled(Exception):
    """A transaction is given up."""


class Soak:
    """One run on one server."""

    def __init__(self, url: str, threads: int = 16, seconds: float = 30, seed: int = 1) -> None:
        self.seed, self.seconds = seed, seconds
        self.engine = ig.create_engine(url, pool_size=max(threads // 2, 2), max_overflow=2, pool_timeout=60)
        self.killer = ig.create_engine(url, isolation_level="AUTOCOMMIT")
        self.stop = threading.Event()
        self.end = 0.0
        self.kills = 0
        self.pause = (0.02, 0.3)
        self.workers = [Worker(self, number) for number in range(threads)]

    def run(self) -> Counter[str]:
        """Make the tables, work, and compare; return how often each thing happened, or raise Broken."""
        try:
            self.work()
            return self.compare()
        finally:
            self.engine.dispose()
            self.killer.dispose()

    def work(self) -> None:
        """Make the tables, let the threads work in them, and kill connections until the time is over."""
        Base.metadata.drop_all(self.engine)
        Base.metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            connection.execute(ig.insert(Account.__table__), [{"id": i, "balance": START} for i in range(ACCOUNTS)])
        self.end = time.monotonic() + self.seconds
        threads = [threading.Thread(target=w.run, name=f"worker {w.number}", daemon=True) for w in self.workers]
        for thread in threads:
            thread.start()
        chance = random.Random(self.seed)
        while time.monotonic() < self.end and not self.stop.wait(chance.uniform(*self.pause)):
            self.kill_one()
        for thread in threads:
            thread.join(max(self.end + 60 - time.monotonic(), 1))
        hanging = [thread.name for thread in threads if thread.is_alive()]
        if hanging:
            faulthandler.dump_traceback(all_threads=True)
            raise Broken(f"threads hang: {', '.join(hanging)}")
        for worker in self.workers:
            if worker.error is not None:
                raise worker.error

    def kill_one(self) -> None:
        """End one connection of this run, whatever it is doing."""
        with self.killer.connect() as connection:
            if self.engine.name == "postgresql":
                self.kills += len(connection.exec_driver_sql(_TERMINATE).all())
                return
            number = connection.exec_driver_sql(_PROCESS).scalar()
            if number is not None:
                try:
                    connection.exec_driver_sql(f"KILL {int(number)}")
                    self.kills += 1
                except DBAPIError:
                    pass  # it has gone by itself

    def compare(self) -> Counter[str]:
        """Compare the tables with the models, and the pool with the server."""
        entry, account = Entry.__table__, Account.__table__
        expected: dict[str, int] = {}
        moved: Counter[int] = Counter(dict.fromkeys(range(ACCOUNTS), START))
        total: Counter[str] = Counter({"kills": self.kills})
        for worker in self.workers:
            expected.update(worker.rows)
            moved.update(worker.moved)
            total.update(worker.count)
        expect(self.engine.pool.checkedout() == 0, f"connections were not given back: {self.engine.pool.snapshot()}")  # type: ignore[attr-defined]
        self.engine.dispose()
        with self.killer.connect() as connection:
            found = {r.tag: r.amount for r in connection.execute(ig.select(entry.c.tag, entry.c.amount))}
            balances = dict(tuple(r) for r in connection.execute(ig.select(account.c.id, account.c.balance)))
            for _ in range(50):  # the server needs a moment to see that they have gone
                left = len(connection.exec_driver_sql(_OTHERS[self.engine.name]).all())
                if not left:
                    break
                time.sleep(0.1)
        expect(found == expected, _difference(found, expected))
        expect(balances == dict(moved), f"balances are {balances}, and should be {dict(moved)}")
        expect(left == 0, f"{left} connections are left on the server")
        total["rows compared"] = len(found)
        return total


def expect(holds: bool, message: str) -> None:
    """Raise Broken where something does not hold."""
    if not holds:
        raise Broken(message)


def _difference(found: dict[str, int], expected: dict[str, int]) -> str:
    missing = [t for t in expected if t not in found]
    more = [t for t in found if t not in expected]
    other = [t for t in found if t in expected and found[t] != expected[t]]
    return (
        f"missing {missing[:5]} ({len(missing)}), too many {more[:5]} ({len(more)}), other {other[:5]} ({len(other)})"
    )


_TERMINATE = """
SELECT pg_terminate_backend(pid) FROM (
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend' ORDER BY random() LIMIT 1
) AS one
"""
_PROCESS = """
SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() ORDER BY rand() LIMIT 1
"""
_OTHERS = {
    "postgresql": "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'",
    "mariadb": "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}


@contextmanager
def own_database(base: str, name: str = "isogloss_soak") -> Iterator[str]:
    """Give the URL of a fresh database on the server of ``base``, which is dropped afterwards."""
    admin = ig.create_engine(base, isolation_level="AUTOCOMMIT")
    force = " WITH (FORCE)" if admin.name == "postgresql" else ""
    drop = f"DROP DATABASE IF EXISTS {name}{force}"
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(drop)
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield ig.make_url(base).set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.exec_driver_sql(drop)
    finally:
        admin.dispose()


def main() -> None:
    """Run on each server and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100000)
    given = parser.parse_args()
    logging.getLogger("isogloss.pool").setLevel(logging.CRITICAL)  # a killed connection cannot be reset: that is known
    for base in given.urls or DEFAULTS:
        faulthandler.dump_traceback_later(given.seconds + 180, exit=True)
        with own_database(base) as url:
            soak = Soak(url, given.threads, given.seconds, given.seed)
            total = soak.run()
        faulthandler.cancel_dump_traceback_later()
        print(f"{soak.engine.dialect.describe()}, {given.threads} threads, {given.seconds:g} s, seed {given.seed}")
        for name, count in sorted(total.items()):
            print(f"  {name:24} {count:8,}", flush=True)


if __name__ == "__main__":
    main()

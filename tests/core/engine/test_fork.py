"""Engines in processes that fork: parent and child go on, each with connections of its own."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading

import pytest

from isogloss import create_engine, text
from isogloss.pool import AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

ASK = text("SELECT count(*) FROM eng_parent")


def in_child(fn):
    """Run `fn` in a forked child and return what is said of its end; 0: it has returned true."""
    child = os.fork()
    if not child:
        code = 2
        try:
            code = 0 if fn() else 1
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def test_a_forked_child_leaves_the_parents_connections_alone(any_engine):
    with any_engine.connect() as idle:
        idle.execute(ASK)
    with any_engine.begin() as held:
        held.execute(text("INSERT INTO eng_parent (id, name) VALUES (1, 'a')"))
        with any_engine.connect() as idle:
            raw = idle.connection.dbapi_connection
        child = os.fork()
        if not child:
            try:
                with any_engine.connect() as own:
                    fine = own.connection.dbapi_connection is not raw and own.execute(ASK).scalar() == 0
                held.close()  # must not roll the parent's transaction back
            except BaseException:
                fine = False
            os._exit(0 if fine else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert held.execute(ASK).scalar() == 1
    with any_engine.connect() as again:
        assert again.execute(ASK).scalar() == 1


def test_dispose_in_a_forked_child_leaves_the_parents_connections_open(any_engine):
    with any_engine.connect() as idle:
        idle.execute(ASK)
        raw = idle.connection.dbapi_connection
    child = os.fork()
    if not child:
        try:
            any_engine.dispose()
            with any_engine.connect() as own:
                fine = own.execute(ASK).scalar() == 0
        except BaseException:
            fine = False
        os._exit(0 if fine else 1)
    assert os.waitpid(child, 0)[1] == 0
    with any_engine.connect() as again:
        assert again.connection.dbapi_connection is raw
        assert again.execute(ASK).scalar() == 0


@pytest.mark.parametrize("kind", [QueuePool, NullPool, StaticPool, SingletonThreadPool, AssertionPool])
def test_each_pool_gives_a_child_connections_of_its_own(any_engine, kind):
    engine = create_engine(any_engine.url, poolclass=kind)
    held = [engine.connect()]
    held[0].execute(text("INSERT INTO eng_parent (id, name) VALUES (1, 'a')"))

    def use():
        held.clear()  # lets go of the parent's connection
        gc.collect()
        with engine.connect() as own:
            found = own.execute(ASK).scalar()
        engine.dispose()
        return found == 0

    assert in_child(use) == 0
    held[0].execute(text("INSERT INTO eng_parent (id, name) VALUES (2, 'b')"))
    held[0].commit()
    assert held[0].execute(ASK).scalar() == 2
    held.pop().close()
    engine.dispose()


def test_end_of_a_child_says_no_goodbye_for_its_parent(any_engine, tmp_path):
    """Let a whole interpreter end: it frees what is left in idle pools, and what modules hold."""
    url = any_engine.url.render_as_string(hide_password=False)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(url=url))
    done = subprocess.run([sys.executable, "-W", "ignore", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[(1,), (2,)]"), done.stderr


def test_what_other_threads_hold_is_not_held_in_the_child(any_engine):
    engine = create_engine(any_engine.url, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.1)
    taken, done = threading.Event(), threading.Event()

    def hold():
        with engine.connect():
            taken.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()

    def use():
        with engine.connect() as own:
            return own.execute(ASK).scalar() == 0 and engine.pool.checkedout() == 1

    try:
        assert in_child(use) == 0
    finally:
        done.set()
        thread.join()
    with engine.connect() as again:
        assert again.execute(ASK).scalar() == 0
    engine.dispose()


@pytest.mark.parametrize("kind", [QueuePool, StaticPool, SingletonThreadPool])
def test_database_in_memory_goes_with_the_child(kind):
    engine = create_engine("sqlite://", poolclass=kind)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t AS SELECT 1 AS a"))

    def use():
        with engine.begin() as own:
            own.execute(text("INSERT INTO t VALUES (2)"))
            return own.execute(text("SELECT count(*) FROM t")).scalar() == 2

    assert in_child(use) == 0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 1


SCRIPT = """
import os, sys
from isogloss import create_engine, text
engine = create_engine({url!r}, pool_size=3)
with engine.connect(), engine.connect():
    pass
held = engine.connect()
held.execute(text("INSERT INTO eng_parent (id, name) VALUES (1, 'a')"))
child = os.fork()
if not child:
    sys.exit()
os.waitpid(child, 0)
held.execute(text("INSERT INTO eng_parent (id, name) VALUES (2, 'b')"))
held.commit()
held.close()
with engine.connect() as one, engine.connect() as two:
    one.execute(text("SELECT 1"))
    print(two.execute(text("SELECT id FROM eng_parent ORDER BY id")).all())
engine.dispose()
"""

"""The cases run on real servers by both libraries, with the same rows, counts and keys; ours alone, alike on all."""

from __future__ import annotations

import datetime as dt
import importlib
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import isogloss as ig
from isogloss import excluded, insert, select, update

from ..servers import server_url
from .cases import CASES, OWN
from .language import CHOSEN_RESULTS, NOT_COMPARED
from .libraries import namespace

BACKENDS = ("sqlite", "postgresql", "mariadb")
LIBRARIES = {name: namespace(name) for name in ("sqlalchemy", "isogloss")}
KEY = {
    "sqlite": "INTEGER PRIMARY KEY",
    "postgresql": "SERIAL PRIMARY KEY",
    "mariadb": "INTEGER PRIMARY KEY AUTO_INCREMENT",
}
NOON = dt.datetime(2024, 5, 6, 12)
ROWS = {
    "p": [(1, "q"), (2, "x"), (3, None)],
    "t": [
        (1, "x", True, Decimal("1.50"), NOON, 1),
        (2, "abc", False, Decimal("2.25"), None, 1),
        (3, "a%_/", True, None, NOON, 2),
        (4, None, None, Decimal("-4.00"), NOON, None),
        (5, "b", False, Decimal("0.00"), NOON, 3),
        (6, "x", True, Decimal("9.99"), NOON, 9),
    ],
    "df": [(2, 1, "y", "z", None, 3)],
}
PARAMETERS: dict[str, Any] = {
    "select_bind": {"key": 3},
    "select_limit_expression": {"q": 2},
    "insert_bare": {"name": "z", "o": 1},
    "update_bare": {"name": "z"},
}
#: What the server refuses from the reference, and takes from us: (case, backend) -> what we write instead.
CHOSEN: dict[tuple[str, str], str] = {
    **CHOSEN_RESULTS,
    ("from_values", "sqlite"): "SELECT .. UNION ALL in place of VALUES with column names",
    ("from_values", "mariadb"): "SELECT .. UNION ALL in place of VALUES with column names",
    ("function_filter", "mariadb"): "the condition inside the aggregate in place of FILTER",
    ("select_nulls", "mariadb"): "CASE in place of NULLS LAST",
    ("delete_using", "sqlite"): "EXISTS in place of USING",
    ("delete_itself", "sqlite"): "EXISTS in place of USING",
    **{
        (case, "mariadb"): "a subquery in place of WITH before UPDATE and DELETE"
        for case in ("cte_update", "update_from_a_cte", "with_on_update_from", "with_on_delete")
    },
}
#: Cases that cannot be compared.
LEFT_OUT = {**NOT_COMPARED, "cte_recursive": "it has no end on these rows", "function_now": "the time goes on"}
#: Inserts of several rows or none: no single key.
WITHOUT_KEYS = (
    "insert_rows",
    "insert_tuples",
    "insert_defaults_rows",
    "insert_from_select",
    "cte_insert",
    "insert_select_defaults",
    "insert_select_without",
    "insert_select_union",
    "insert_inline_default",
)
OURS = LIBRARIES["isogloss"]
DDL = {
    "p": "name VARCHAR(20)",
    "t": "name VARCHAR(20), f BOOLEAN, n NUMERIC(10, 2), d TIMESTAMP NULL, o INTEGER",
    "df": "a INTEGER, b VARCHAR(20), c VARCHAR(20), e INTEGER, g INTEGER NOT NULL DEFAULT 3",
}


class Server:
    """One database that both libraries talk to."""

    def __init__(self, backend: str, url: str) -> None:
        self.backend = backend
        self.engines = {name: importlib.import_module(name).create_engine(url) for name in ("sqlalchemy", "isogloss")}
        if backend == "sqlite":
            _let_transactions_hold(self.engines["sqlalchemy"])
        with self.engines["isogloss"].begin() as c:
            for name, columns in DDL.items():
                c.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                c.exec_driver_sql(f"CREATE TABLE {name} (id {KEY[backend]}, {columns})")
            for name, rows in ROWS.items():
                table = {"p": OURS.p, "t": OURS.t, "df": OURS.defaults}[name]
                c.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])

    def run(self, library: str, name: str, build: Any) -> Any:
        """Return what the case gives, and the tables after it, which are then as before."""
        x = LIBRARIES[library]
        if name.startswith(("insert", "cte_insert")) or name in OWN:
            self.reset()
        with self.engines[library].connect() as c, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                result = c.execute(build(x), PARAMETERS.get(name, {}))
                if name in WITHOUT_KEYS:
                    said: Any = None
                elif result.context.isinsert and "returning" not in name:
                    said = tuple(result.inserted_primary_key)
                else:
                    said = sorted(map(tuple, result.all()), key=repr) if result.returns_rows else result.rowcount
            except importlib.import_module(library).exc.SQLAlchemyError:
                return "refused"
            except NotImplementedError:
                return "refused"
            if name.partition("_")[0] in ("insert", "update", "delete", "cte") or name in OWN:
                said = (
                    said,
                    [sorted(map(tuple, c.execute(x.select(table))), key=repr) for table in (x.t, x.p, x.defaults)],
                )
            c.rollback()
        return said

    def reset(self) -> None:
        """Let the next generated key be 101."""
        with self.engines["isogloss"].begin() as c:
            for name in ROWS:
                if self.backend == "postgresql":
                    c.exec_driver_sql(f"ALTER SEQUENCE {name}_id_seq RESTART WITH 101")
                elif self.backend == "mariadb":
                    c.exec_driver_sql(f"ALTER TABLE {name} AUTO_INCREMENT = 101")


def _let_transactions_hold(engine: Any) -> None:
    """Have the reference begin explicitly: sqlite3 alone would not, before a statement such as WITH .. UPDATE."""
    from sqlalchemy import event

    event.listen(engine, "connect", lambda raw, entry: setattr(raw, "isolation_level", None))
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))


@pytest.fixture(scope="module", params=BACKENDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file = tmp_path_factory.mktemp("results") / "test.db"
    made = Server(request.param, f"sqlite:///{file}" if request.param == "sqlite" else server_url(request.param))
    yield made
    for engine in made.engines.values():
        engine.dispose()


RUNS = [
    (backend, name)
    for backend in BACKENDS
    for name in (*CASES, *OWN)
    if name not in LEFT_OUT and (name in CASES or OWN[name][0] == backend)
]


@pytest.mark.parametrize(("server", "name"), RUNS, indirect=["server"], ids=[f"{b}-{n}" for b, n in RUNS])
def test_same_outcome(server: Server, name: str) -> None:
    build = CASES[name] if name in CASES else OWN[name][1]
    theirs = server.run("sqlalchemy", name, build)
    ours = server.run("isogloss", name, build)
    if (name, server.backend) in CHOSEN:
        assert theirs == "refused" != ours
    else:
        assert ours == theirs


#: What the reference has not on all three: the statement, and names of table t by id after it.
PORTABLE: dict[str, tuple[Any, dict[int, str | None]]] = {
    "update from a table": (
        lambda t, p: update(t).values(name=p.c.name).where(t.c.o == p.c.id, p.c.name.is_not(None)),
        {1: "q", 2: "q", 3: "x", 4: None, 5: "b", 6: "x"},
    ),
    "update from a subquery": (
        lambda t, p: (lambda s: update(t).values(name=s.c.name + "!").where(t.c.id == s.c.id))(
            select(p.c.id, p.c.name).where(p.c.id < 3).subquery()
        ),
        {1: "q!", 2: "x!", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "update from two tables": (
        lambda t, p: (lambda a: update(t).values(name="two").where(t.c.o == p.c.id, a.c.id == p.c.id, a.c.name == "q"))(
            p.alias("a")
        ),
        {1: "two", 2: "two", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "update from rows": (
        lambda t, p: update(t).from_rows([{"id": 1, "name": "one"}, {"id": 3, "name": None}, {"id": 77, "name": "no"}]),
        {1: "one", 2: "abc", 3: None, 4: None, 5: "b", 6: "x"},
    ),
    "update from rows that begin with NULL": (
        lambda t, p: update(t).from_rows([{"id": 3, "name": None, "o": None}, {"id": 1, "name": "one", "o": 4}]),
        {1: "one", 2: "abc", 3: None, 4: None, 5: "b", 6: "x"},
    ),
    "update from rows by another key": (
        lambda t, p: update(t).from_rows([{"o": 1, "name": "one"}, {"o": 9, "name": "it's"}], key=[t.c.o]),
        {1: "one", 2: "one", 3: "a%_/", 4: None, 5: "b", 6: "it's"},
    ),
    "update from rows with criteria": (
        lambda t, p: update(t).from_rows([{"id": 1, "name": "no"}, {"id": 2, "name": "yes"}]).where(t.c.f.is_(False)),
        {1: "x", 2: "yes", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "delete using": (
        lambda t, p: ig.delete(t).where(t.c.o == p.c.id, p.c.name == "q"),
        {3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "delete using itself": (
        lambda t, p: (lambda a: ig.delete(t).where(t.c.name == a.c.name, t.c.id > a.c.id))(t.alias("a")),
        {1: "x", 2: "abc", 3: "a%_/", 4: None, 5: "b"},
    ),
    "upsert": (
        lambda t, p: insert(t)
        .values([{"id": 1, "name": "new"}, {"id": 7, "name": "add"}])
        .on_conflict(t.c.id).do_update(),
        {1: "new", 2: "abc", 3: "a%_/", 4: None, 5: "b", 6: "x", 7: "add"},
    ),
    "upsert keeps what is not asked for": (
        lambda t, p: insert(t).values(id=2, name="new", o=5).on_conflict(t.c.id).do_update(only=["o"]),
        {1: "x", 2: "abc", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "upsert with both rows": (
        lambda t, p: insert(t).values(id=2, name="+").on_conflict(t.c.id).do_update(name=t.c.name + excluded.name),
        {1: "x", 2: "abc+", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "upsert where": (
        lambda t, p: insert(t)
        .values([{"id": 1, "name": "no"}, {"id": 2, "name": "yes"}])
        .on_conflict(t.c.id).do_update(where=t.c.f.is_(False)),
        {1: "x", 2: "yes", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "upsert from a select": (
        lambda t, p: insert(t)
        .from_select(["id", "name"], select(p.c.id, p.c.name).where(p.c.id < 3))
        .on_conflict(t.c.id).do_update(),
        {1: "q", 2: "x", 3: "a%_/", 4: None, 5: "b", 6: "x"},
    ),
    "insert or ignore": (
        lambda t, p: insert(t)
        .values([{"id": 1, "name": "no"}, {"id": 7, "name": "add"}])
        .on_conflict(t.c.id).do_nothing(),
        {1: "x", 2: "abc", 3: "a%_/", 4: None, 5: "b", 6: "x", 7: "add"},
    ),
    "insert or ignore any key": (
        lambda t, p: insert(t).values([{"id": 1, "name": "no"}, {"id": 7, "name": "add"}]).on_conflict().do_nothing(),
        {1: "x", 2: "abc", 3: "a%_/", 4: None, 5: "b", 6: "x", 7: "add"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PORTABLE)
def test_portable_statements_do_the_same_everywhere(server: Server, name: str) -> None:
    build, expected = PORTABLE[name]
    with server.engines["isogloss"].connect() as c:
        c.execute(build(OURS.t, OURS.p))
        assert dict(map(tuple, c.execute(select(OURS.t.c.id, OURS.t.c.name)))) == expected
        c.rollback()


def test_one_key_twice_in_an_upsert_has_one_answer(server: Server) -> None:
    """PostgreSQL refuses two rows with one key; so do we, everywhere."""
    rows = [{"id": 1, "name": "a"}, {"id": 1, "name": "b"}]
    with server.engines["isogloss"].connect() as c, pytest.raises(ig.exc.SQLAlchemyError):
        c.execute(insert(OURS.t).values(rows).on_conflict(OURS.t.c.id).do_update())


def test_ignoring_a_conflict_ignores_nothing_else(server: Server) -> None:
    with server.engines["isogloss"].connect() as c, pytest.raises(ig.exc.IntegrityError) as caught:
        c.execute(insert(OURS.defaults).values(id=50, g=None).on_conflict().do_nothing())
    assert caught.value.kind is ig.exc.ConstraintKind.NOT_NULL

"""The portable upsert has one answer on every server: each trap that others paid for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig
from isogloss import excluded, insert, new, old, outcome, select
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

from .live import engine, fill, rows_of  # noqa: F401 - engine is a fixture

META = ig.MetaData()
A = ig.Table(
    "up_account",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("email", ig.String(50), unique=True),
    ig.Column("name", ig.String(50), nullable=False),
    ig.Column("visits", ig.Integer),
    ig.Column("created", ig.String(20), default="made"),
    ig.Column("changed", ig.String(20), onupdate="touched"),
)
K = ig.Table("up_key", META, ig.Column("a", ig.Integer, primary_key=True), ig.Column("b", ig.Integer, primary_key=True))
BY_MAIL = select(A.c.email, A.c.name, A.c.visits, A.c.created, A.c.changed).order_by(A.c.email)
START = [
    {"email": "a", "name": "ann", "visits": 1, "created": "before", "changed": None},
    {"email": "b", "name": "bob", "visits": 2, "created": "before", "changed": None},
]


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:  # noqa: F811
    fill(engine, META, {A: START, K: [{"a": 1, "b": 1}]})
    with engine.connect() as c:
        yield c


def test_update_sets_what_was_inserted_but_the_keys_and_created(conn: Any) -> None:
    rows = [{"email": "a", "name": "A", "visits": 10}, {"email": "c", "name": "C", "visits": 30}]
    conn.execute(insert(A).values(rows).on_conflict(A.c.email).do_update())
    assert rows_of(conn, BY_MAIL) == [
        ("a", "A", 10, "before", "touched"),
        ("b", "bob", 2, "before", None),
        ("c", "C", 30, "made", None),
    ]
    assert rows_of(conn, select(A.c.id).where(A.c.email == "a")) == [(1,)]


def test_values_read_the_old_row_and_the_new_one_in_any_order(conn: Any) -> None:
    rows = [{"email": "a", "name": "A", "visits": 10}]
    stmt = insert(A).values(rows).on_conflict(A.c.email)
    # on MariaDB assignments take effect one after the other: name reads visits as it was
    conn.execute(stmt.do_update(visits=A.c.visits + excluded.visits, name=ig.cast(A.c.visits, ig.String(5))))
    assert rows_of(conn, BY_MAIL)[0] == ("a", "1", 11, "before", "touched")


def test_where_and_if_changed(conn: Any) -> None:
    rows = [{"email": "a", "name": "ann", "visits": 1}, {"email": "b", "name": "bea", "visits": 5}]
    conn.execute(insert(A).values(rows).on_conflict(A.c.email).do_update(if_changed=True))
    assert rows_of(conn, BY_MAIL) == [("a", "ann", 1, "before", None), ("b", "bea", 5, "before", "touched")]
    conn.execute(insert(A).values(rows).on_conflict(A.c.email).do_update(name="only", visits=0, where=A.c.visits > 2))
    assert rows_of(conn, BY_MAIL) == [("a", "ann", 1, "before", None), ("b", "only", 0, "before", "touched")]


def test_where_with_if_changed(conn: Any) -> None:
    rows = [{"email": "a", "name": "x", "visits": 1}, {"email": "b", "name": "bob", "visits": 2}]
    stmt = insert(A).values(rows).on_conflict(A.c.email).do_update(if_changed=True, where=A.c.created == "before")
    conn.execute(stmt)
    assert rows_of(conn, BY_MAIL) == [("a", "x", 1, "before", "touched"), ("b", "bob", 2, "before", None)]


def test_do_nothing_keeps_the_row_and_swallows_no_other_error(conn: Any) -> None:
    rows = [{"email": "a", "name": "A"}, {"email": "c", "name": "C"}]
    conn.execute(insert(A).values(rows).on_conflict(A.c.email).do_nothing())
    assert [r[:2] for r in rows_of(conn, BY_MAIL)] == [("a", "ann"), ("b", "bob"), ("c", "C")]
    conn.commit()
    for target in ((A.c.email,), ()):
        with pytest.raises(ig.exc.DBAPIError):
            conn.execute(insert(A).values(email="d", name=None).on_conflict(*target).do_nothing())
        conn.rollback()


def test_do_nothing_without_target_meets_any_key(conn: Any) -> None:
    conn.execute(insert(A).values([{"id": 1, "email": "z", "name": "Z"}]).on_conflict().do_nothing())
    conn.execute(insert(A).values([{"id": 9, "email": "a", "name": "Z"}]).on_conflict().do_nothing())
    assert [r[0] for r in rows_of(conn, BY_MAIL)] == ["a", "b"]


def test_two_rows_with_one_key(conn: Any) -> None:
    rows = [{"email": "q", "name": "1"}, {"email": "r", "name": "2"}, {"email": "q", "name": "3"}]
    with pytest.raises(ig.exc.ArgumentError, match="rows 0 and 2 of values.. have the same key email='q'"):
        insert(A).values(rows).on_conflict(A.c.email).do_update()
    conn.execute(insert(A).values(rows).on_conflict(A.c.email).do_nothing())
    assert [r[:2] for r in rows_of(conn, BY_MAIL)][2:] == [("q", "1"), ("r", "2")]


def test_rows_without_a_key_value_are_never_the_same() -> None:
    rows = [{"email": None, "name": "1"}, {"email": None, "name": "2"}]
    assert len(insert(A).values(rows).on_conflict(A.c.email).do_update().rows) == 2
    more = insert(A).values(rows).on_conflict(A.c.email).do_nothing().values([{"email": "x", "name": "3"}])
    assert len(more.values([{"email": "x", "name": "4"}]).rows) == 3


def test_nothing_to_update_is_do_nothing_and_returns_the_row(conn: Any) -> None:
    stmt = insert(K).values([{"a": 1, "b": 1}, {"a": 2, "b": 2}]).on_conflict(K.c.a, K.c.b).do_update()
    conn.execute(stmt)
    assert sorted(rows_of(conn, select(K))) == [(1, 1), (2, 2)]
    assert sorted(rows_of(conn, stmt.returning(K.c.a))) == [(1,), (2,)]
    one = insert(A).values(email="b", name="n").on_conflict(A.c.email).do_update(only=[]).returning(A.c.id)
    assert rows_of(conn, one) == [(2,)]
    assert rows_of(conn, BY_MAIL)[1] == ("b", "bob", 2, "before", None)


def test_the_returned_key_is_the_row_that_is_there(conn: Any) -> None:
    stmt = (
        insert(A)
        .values(email="b", name="n")
        .on_conflict(A.c.email)
        .do_update()
        .returning(A.c.id, A.c.name, new(A.c.name))
    )
    row = conn.execute(stmt).one()
    assert tuple(row) == (2, "n", "n")
    assert row.new_name == "n"


def test_the_inserted_primary_key_is_that_of_the_row_which_was_updated(conn: Any) -> None:
    """SQLite's last row id is that of another row; MariaDB has none for a row that stays what it was."""
    upsert = insert(A).on_conflict(A.c.email).do_update({"visits": excluded.visits})
    for email, visits, key in (("a", 10, 1), ("new", 0, None), ("b", 20, 2)):
        result = conn.execute(upsert, {"email": email, "name": "x", "visits": visits})
        assert result.inserted_primary_key[0] == (key or conn.scalar(select(A.c.id).where(A.c.email == email)))
        assert result.rowcount in (1, 2)  # MariaDB counts a row that it updates twice
    again = conn.execute(upsert, {"email": "b", "name": "x", "visits": 20}).inserted_primary_key[0]
    assert again in ((2,) if conn.dialect.name != "mariadb" else (2, None))
    nothing = insert(A).on_conflict(A.c.email).do_nothing()
    assert conn.execute(nothing, {"email": "a", "name": "x"}).inserted_primary_key in (None, (None,))


def test_what_is_set_is_a_dict() -> None:
    with pytest.raises(ig.exc.ArgumentError, match=r"do_update\(\) takes .*\{column: value\}.*only=\[column\]"):
        insert(A).on_conflict(A.c.email).do_update(A.c.visits)  # type: ignore[arg-type]


def test_a_row_that_asks_for_its_defaults_is_counted(conn: Any) -> None:
    result = conn.execute(insert(A).return_defaults(), {"email": "q", "name": "q"})
    assert result.rowcount == 1 and result.returned_defaults.id == result.inserted_primary_key.id


def test_from_select(conn: Any) -> None:
    source = select(A.c.email, (A.c.name + "!").label("name")).where(A.c.id == 1)
    conn.execute(insert(A).from_select(["email", "name"], source).on_conflict(A.c.email).do_update())
    assert [r[1] for r in rows_of(conn, BY_MAIL)] == ["ann!", "bob"]


def test_many_executions(conn: Any) -> None:
    stmt = insert(A).on_conflict(A.c.email).do_update()
    conn.execute(stmt, [{"email": "a", "name": "A", "visits": 5}, {"email": "c", "name": "C", "visits": 7}])
    assert [r[1:3] for r in rows_of(conn, BY_MAIL)] == [("A", 5), ("bob", 2), ("C", 7)]


def test_outcome_tells_an_insert_from_an_update(conn: Any) -> None:
    stmt = insert(A).values([{"email": "a", "name": "A"}, {"email": "c", "name": "C"}]).on_conflict(A.c.email)
    asked = stmt.do_update().returning(A.c.email, outcome())
    if conn.dialect.name == "postgresql":
        assert sorted(rows_of(conn, asked)) == [("a", "update"), ("c", "insert")]
    else:
        with pytest.raises(ig.exc.UnsupportedByDialect, match=r"outcome\(\)"):
            conn.execute(asked)


# -- what a server cannot do exactly is refused before it is asked -------------------------------------------------


def test_mariadb_refuses_another_key_that_could_fire() -> None:
    stmt = insert(A).values(id=1, email="a", name="x").on_conflict(A.c.email).do_update()
    with pytest.raises(ig.exc.UnsupportedByDialect, match="another unique key"):
        stmt.compile(dialect=MariaDB())
    assert "ON CONFLICT (email)" in str(stmt.compile(dialect=PostgreSQL()))


def test_mariadb_refuses_columns_set_from_each_other() -> None:
    stmt = insert(A).values(email="a", name="x", visits=1).on_conflict(A.c.email)
    swapped = stmt.do_update(name=ig.cast(A.c.visits, ig.String(9)), visits=ig.func.length(A.c.name))
    with pytest.raises(ig.exc.UnsupportedByDialect, match="each other"):
        swapped.compile(dialect=MariaDB())


def test_sql_server_locks_the_range_and_ends_the_statement() -> None:
    text = str(insert(A).values(email="a", name="x").on_conflict(A.c.email).do_update().compile(dialect=MSSQL()))
    assert text.startswith("MERGE INTO up_account WITH (HOLDLOCK) USING")
    assert text.endswith(";")


def test_merge_sources_are_typed() -> None:
    stmt = insert(A).values(email="a", name=None).on_conflict(A.c.email).do_update()
    assert "CAST(:name AS VARCHAR2(4000 CHAR)) AS name" in str(stmt.compile(dialect=Oracle()))


def test_old_values_are_refused_with_the_remedy() -> None:
    stmt = insert(A).values(email="a", name="x").on_conflict(A.c.email).do_update().returning(old(A.c.name))
    for dialect in (SQLite(), PostgreSQL(version=(17,)), MariaDB()):
        with pytest.raises(ig.exc.UnsupportedByDialect, match="with_for_update"):
            stmt.compile(dialect=dialect)
    assert "RETURNING old.name AS old_name" in str(stmt.compile(dialect=PostgreSQL(version=(18,))))
    assert "OUTPUT deleted.name AS old_name" in str(stmt.compile(dialect=MSSQL()))

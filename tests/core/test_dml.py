"""UPDATE and DELETE that read other tables, defaults of INSERT, many rows at once: on every live server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig
from isogloss import delete, func, insert, new, old, select, update
from isogloss.core.compile.update_batch import make_update_batch
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle

from .live import engine, fill, rows_of  # noqa: F401 - engine is a fixture

META = ig.MetaData()
A = ig.Table(
    "dm_a",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("x", ig.Integer),
    ig.Column("b_id", ig.Integer),
    ig.Column("at", ig.DateTime),
    ig.Column("name", ig.String(30)),
)
B = ig.Table(
    "dm_b",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("x", ig.Integer),
    ig.Column("c_id", ig.Integer),
)
C = ig.Table("dm_c", META, ig.Column("id", ig.Integer, primary_key=True), ig.Column("x", ig.Integer))
F = ig.Table(
    "dm_f",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("a", ig.Integer, default=5),
    ig.Column("b", ig.String(9), default=lambda: "called"),
    ig.Column("c", ig.String(9), default=func.lower("Q")),
    ig.Column("u", ig.String(9), onupdate=func.lower("W")),
    ig.Column("g", ig.Integer, server_default="3"),
)
A2, AL = A.alias("a2"), A.alias("al")
BIG = select(B.c.id, B.c.x).where(B.c.x > 10).cte("big")
MOST = select(B.c.id, func.max(B.c.x).label("m")).group_by(B.c.id).subquery("most")
X = select(A.c.x).order_by(A.c.id)

UPDATES: dict[str, tuple[Any, list[int | None]]] = {
    "another table": (update(A).values(x=B.c.x).where(A.c.b_id == B.c.id), [10, 20, 30, 4]),
    "two tables": (update(A).values(x=B.c.x + C.c.x).where(A.c.b_id == B.c.id, B.c.c_id == C.c.id), [110, 220, 3, 4]),
    "itself": (update(A).values(x=A2.c.x * 7).where(A.c.id == A2.c.id - 1), [14, 21, 28, 4]),
    "an aliased target": (update(AL).values(x=B.c.x).where(AL.c.b_id == B.c.id), [10, 20, 30, 4]),
    "an aliased target alone": (update(AL).values(x=9).where(AL.c.id == 2), [1, 9, 3, 4]),
    "a CTE": (update(A).values(x=BIG.c.x).where(A.c.b_id == BIG.c.id), [1, 20, 30, 4]),
    "a CTE in a condition": (update(A).values(x=0).where(A.c.b_id.in_(select(BIG.c.id))), [1, 0, 0, 4]),
    "a subquery": (update(A).values(x=MOST.c.m).where(A.c.b_id == MOST.c.id), [10, 20, 30, 4]),
    "its own subquery": (update(A).values(x=0).where(A.c.id.in_(select(A2.c.id).where(A2.c.x > 2))), [1, 2, 0, 0]),
    "rows": (update(A).from_rows([{"id": 1, "x": 50}, {"id": 2, "x": None}]), [50, None, 3, 4]),
    "rows and a condition": (
        update(A).from_rows([{"id": 1, "x": 5}, {"id": 2, "x": 6}]).where(A.c.x < 2),
        [5, 2, 3, 4],
    ),
}
DELETES: dict[str, tuple[Any, list[int]]] = {
    "another table": (delete(A).where(A.c.b_id == B.c.id), [4]),
    "two tables": (delete(A).where(A.c.b_id == B.c.id, B.c.c_id == C.c.id), [3, 4]),
    "a join": (delete(A).using(B.join(C, B.c.c_id == C.c.id)).where(A.c.b_id == B.c.id), [3, 4]),
    "itself": (delete(A).where(A.c.id == A2.c.id - 1), [4]),
    "an aliased target": (delete(AL).where(AL.c.b_id == B.c.id), [4]),
    "an aliased target alone": (delete(AL).where(AL.c.id == 2), [1, 3, 4]),
    "a CTE": (delete(A).where(A.c.b_id == BIG.c.id), [1, 4]),
    "a CTE in a condition": (delete(A).where(A.c.b_id.in_(select(BIG.c.id))), [1, 4]),
    "a subquery": (delete(A).where(A.c.b_id == MOST.c.id), [4]),
    "its own subquery": (delete(A).where(A.c.id.in_(select(A2.c.id).where(A2.c.x > 2))), [1, 2]),
}


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:  # noqa: F811
    a = [{"id": i, "x": i, "b_id": i} for i in range(1, 5)]
    b = [{"id": i, "x": i * 10, "c_id": i} for i in range(1, 4)]
    fill(engine, META, {A: a, B: b, C: [{"id": i, "x": i * 100} for i in range(1, 3)]})
    with engine.connect() as c:
        yield c


@pytest.mark.parametrize("what", UPDATES)
def test_update_that_reads(what: str, conn: Any) -> None:
    statement, expected = UPDATES[what]
    conn.execute(statement)
    assert [x for (x,) in rows_of(conn, X)] == expected


@pytest.mark.parametrize("what", DELETES)
def test_delete_that_reads(what: str, conn: Any) -> None:
    statement, expected = DELETES[what]
    conn.execute(statement)
    assert [x for (x,) in rows_of(conn, X)] == expected


def test_delete_using_returns_its_rows(conn: Any) -> None:
    stmt = delete(A).where(A.c.b_id == B.c.id, B.c.x > 10).returning(A.c.id, old(A.c.x), new(A.c.x))
    assert sorted(rows_of(conn, stmt)) == [(2, 2, None), (3, 3, None)]


def test_columns_of_other_tables_come_back_where_they_can(conn: Any) -> None:
    stmt = update(A).values(x=0).where(A.c.b_id == B.c.id, B.c.id == 1).returning(A.c.id, B.c.x)
    if conn.dialect.name == "postgresql":
        assert rows_of(conn, stmt) == [(1, 10)]
    else:
        with pytest.raises(ig.exc.UnsupportedByDialect, match="RETURNING"):
            conn.execute(stmt)


def test_rows_keep_their_values_of_any_type(conn: Any) -> None:
    import datetime as dt

    at = dt.datetime(2026, 3, 4, 5, 6, 7)
    rows = [{"id": 1, "at": at, "name": "a long name, longer than"}, {"id": 2, "at": None, "name": None}]
    conn.execute(update(A).from_rows(rows))
    assert rows_of(conn, select(A.c.at, A.c.name).where(A.c.id < 3).order_by(A.c.id)) == [
        (at, "a long name, longer than"),
        (None, None),
    ]


def test_more_rows_than_a_union_has_terms(conn: Any) -> None:
    conn.execute(update(A).from_rows([{"id": i, "x": -i} for i in range(1, 700)]))
    assert [x for (x,) in rows_of(conn, X)] == [-1, -2, -3, -4]


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_update_batch(rows: int, conn: Any) -> None:
    dialect = conn.dialect
    returning = (A.c.id,) if dialect.name != "mariadb" else ()
    batch = make_update_batch(dialect, A, [A.c.id, A.c.x], [A.c.x, A.c.name], A.c.b_id > 0, returning)
    assert batch is not None
    assert batch.keys == ("id", "x", "x set", "name")
    after = tuple(batch.values[s.index].value for s in batch.after)
    given = [(1, 1, 100, "one"), (2, 99, 200, "stale"), (3, 3, None, "three")][:rows]
    result = conn.exec_driver_sql(batch.write(rows), (*(v for row in given for v in row), *after))
    if returning:
        assert sorted(r[0] for r in result) == [1, 3][: 1 if rows < 3 else 2]
    assert [x for (x,) in rows_of(conn, X)] == [100, 2, None if rows == 3 else 3, 4]
    assert batch.max_rows(dialect.capabilities) > 200


def test_update_batch_has_no_form_without_positions() -> None:
    assert make_update_batch(Oracle(), A, [A.c.id], [A.c.x]) is None
    text = make_update_batch(MSSQL(paramstyle="qmark"), A, [A.c.id], [A.c.x]).write(3)  # type: ignore[union-attr]
    assert text.endswith(
        "(VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER)), (?, ?), (?, ?)) AS data_1 (id, x) WHERE dm_a.id = data_1.id"
    )


def test_defaults_of_insert_from_select(conn: Any) -> None:
    conn.execute(insert(F).from_select(["id"], select(B.c.id)))
    assert sorted(rows_of(conn, select(F))) == [(i, 5, "called", "q", None, 3) for i in (1, 2, 3)]
    both = ig.union(select(B.c.id + 10), select(C.c.id + 10))
    conn.execute(insert(F).from_select(["id"], both))
    assert len(rows_of(conn, select(F.c.id).where(F.c.b == "called"))) == 6


def test_defaults_of_many_rows(conn: Any) -> None:
    conn.execute(insert(F).values([{"id": 1}, {"id": 2, "a": 7}][:1] + [{"id": 3}]))
    assert sorted(rows_of(conn, select(F))) == [(i, 5, "called", "q", None, 3) for i in (1, 3)]


def test_return_defaults(conn: Any) -> None:
    made = conn.execute(insert(F).values(a=1).return_defaults())
    if conn.dialect.capabilities.insert_returning.name != "NONE":
        assert made.returned_defaults.c == "q"
        assert made.returned_defaults.g == 3
    changed = conn.execute(update(F).values(a=2).return_defaults())
    if conn.dialect.capabilities.update_returning.name != "NONE":
        assert changed.returned_defaults.u == "w"


def test_limit_of_update_and_delete_where_it_is() -> None:
    from isogloss.dialects.mariadb import MariaDB

    for stmt in (update(A).values(x=1), delete(A)):
        assert str(stmt.with_dialect_options(mysql_limit=2).compile(dialect=MariaDB())).endswith(" LIMIT 2")
        assert "LIMIT" not in str(stmt.with_dialect_options(mysql_limit=2).compile(dialect=MSSQL()))


def test_oracle_meets_rows_with_merge() -> None:
    text = str(update(A).from_rows([{"id": 1, "x": 2}]).compile(dialect=Oracle()))
    assert text.startswith("MERGE INTO dm_a USING (SELECT CAST(:id_0 AS INTEGER) AS id")
    assert text.endswith("WHEN MATCHED THEN UPDATE SET dm_a.x = data_1.x")


DOCUMENTS = ig.Table(
    "typed_binds",
    ig.MetaData(),
    ig.Column("id", ig.Integer, primary_key=True, autoincrement=False),
    ig.Column("doc", ig.JSON),
    ig.Column("copy", ig.PickleType),
)


def test_parameters_in_values_have_the_type_of_their_column() -> None:
    shared = ig.bindparam("given")
    sqlite = ig.create_engine("sqlite://")
    with sqlite.begin() as c:
        DOCUMENTS.metadata.create_all(c)
        c.execute(insert(DOCUMENTS).values(id=1, doc=shared), {"given": {"a": 1}})
        c.execute(
            insert(DOCUMENTS).values([{"id": 2, "doc": shared}, {"id": 3, "doc": ig.bindparam("b", [2])}]), {"given": 1}
        )
        c.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == 2).values({DOCUMENTS.c.doc: shared}), {"given": "text"})
        c.execute(
            update(DOCUMENTS).where(DOCUMENTS.c.id == ig.bindparam("k")).values(copy=shared), [{"k": 3, "given": {1}}]
        )
        found = c.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.id)).all()
    assert [tuple(r) for r in found] == [(1, {"a": 1}, None), (2, "text", None), (3, [2], {1})]

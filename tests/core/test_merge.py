"""MERGE: native where it is, the same answer where it becomes an upsert, a reason where it can be neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig
from isogloss import merge, new, old, outcome, select
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

from .live import engine, fill, rows_of  # noqa: F401 - engine is a fixture

META = ig.MetaData()
S = ig.Table(
    "mg_stock",
    META,
    ig.Column("sku", ig.String(20), primary_key=True),
    ig.Column("qty", ig.Integer),
    ig.Column("made", ig.String(20), default="now"),
    ig.Column("changed", ig.String(20), onupdate="later"),
)
D = ig.Table("mg_delivery", META, ig.Column("sku", ig.String(20)), ig.Column("qty", ig.Integer))
ALL = select(S).order_by(S.c.sku)


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:  # noqa: F811
    start = [{"sku": "a", "qty": 1, "made": "old"}, {"sku": "b", "qty": 2, "made": "old"}]
    fill(engine, META, {S: start, D: [{"sku": "b", "qty": 20}, {"sku": "c", "qty": 30}]})
    with engine.connect() as c:
        yield c


def test_an_upsert_has_one_answer(conn: Any) -> None:
    stmt = merge(S).using(D, on=S.c.sku == D.c.sku)
    conn.execute(stmt.when_matched().update(qty=S.c.qty + D.c.qty).when_not_matched().insert(sku=D.c.sku, qty=D.c.qty))
    assert rows_of(conn, ALL) == [("a", 1, "old", None), ("b", 22, "old", "later"), ("c", 30, "now", None)]


def test_columns_of_the_same_names_are_taken_over(conn: Any) -> None:
    rows = ig.values(ig.column("sku", ig.String(20)), ig.column("qty", ig.Integer), name="v").data(
        [("a", 5), ("z", None)]
    )
    stmt = merge(S).using(rows, on=S.c.sku == rows.c.sku).when_matched().update().when_not_matched().insert()
    conn.execute(stmt)
    assert rows_of(conn, ALL) == [("a", 5, "old", "later"), ("b", 2, "old", None), ("z", None, "now", None)]


def test_a_condition_and_a_subquery(conn: Any) -> None:
    more = select(D.c.sku, (D.c.qty * 2).label("qty")).where(D.c.qty > 0).subquery("more")
    stmt = merge(S).using(more, on=more.c.sku == S.c.sku)
    conn.execute(
        stmt.when_matched(S.c.qty > 10).update(qty=more.c.qty).when_not_matched().insert(sku=more.c.sku, qty=more.c.qty)
    )
    assert [r[:2] for r in rows_of(conn, ALL)] == [("a", 1), ("b", 2), ("c", 60)]


def test_only_what_is_missing(conn: Any) -> None:
    conn.execute(merge(S).using(D, on=S.c.sku == D.c.sku).when_not_matched().insert())
    assert [r[:2] for r in rows_of(conn, ALL)] == [("a", 1), ("b", 2), ("c", 30)]


def full() -> Any:
    return (
        merge(S)
        .using(D, on=S.c.sku == D.c.sku)
        .when_matched(D.c.qty > 25).delete()
        .when_matched(D.c.qty == 7).do_nothing()
        .when_matched(D.c.qty == 20).update(qty=D.c.qty)
        .when_matched().update(qty=0)
        .when_not_matched(D.c.qty > 0).insert(sku=D.c.sku, qty=D.c.qty)
    )  # fmt: skip


def test_every_clause_where_there_is_a_merge(conn: Any) -> None:
    if conn.dialect.name != "postgresql":
        with pytest.raises(ig.exc.UnsupportedByDialect, match="only a MERGE that is an upsert"):
            conn.execute(full())
        return
    conn.execute(ig.insert(D), [{"sku": "a", "qty": 26}])
    conn.execute(full())
    assert rows_of(conn, ALL) == [("b", 20, "old", "later"), ("c", 30, "now", None)]


def test_returning_of_what_became_an_upsert(conn: Any) -> None:
    stmt = merge(S).using(D, on=S.c.sku == D.c.sku).when_matched().update().when_not_matched().insert()
    asked = stmt.returning(S.c.sku, new(S.c.qty))
    if conn.dialect.name == "postgresql" and conn.dialect.version < (17,):
        with pytest.raises(ig.exc.UnsupportedByDialect, match="MERGE .. RETURNING"):
            conn.execute(asked)
    else:
        assert sorted(rows_of(conn, asked)) == [("b", 20), ("c", 30)]


def text(statement: Any, dialect: Any) -> str:
    return str(statement.compile(dialect=dialect))


def test_what_is_no_upsert_is_refused_with_the_reason() -> None:
    base = merge(S).using(D, on=S.c.sku == D.c.sku)
    insert = base.when_not_matched().insert(sku=D.c.sku)
    cases = {
        "deletes": insert.when_matched().delete(),
        "without a source": insert.when_not_matched_by_source().delete(),
        "one unconditional insert": base.when_not_matched(D.c.qty > 1).insert(),
        "several clauses": insert.when_matched(D.c.qty > 1).update(qty=1).when_matched().update(qty=2),
        "reads 'qty' of the source, which is not inserted": insert.when_matched().update(qty=D.c.qty),
        "unique key": merge(S).using(D, on=S.c.qty == D.c.qty).when_not_matched().insert(),
        "another 'sku'": base.when_not_matched().insert(sku="x"),
        "sets 'sku'": insert.when_matched().update(sku="y"),
    }
    for reason, statement in cases.items():
        for dialect in (SQLite(), MariaDB(), PostgreSQL(version=(14,))):
            with pytest.raises(ig.exc.UnsupportedByDialect, match=reason):
                statement.compile(dialect=dialect)


def test_oracle_deletes_what_it_updated() -> None:
    stmt = merge(S).using(D, on=S.c.sku == D.c.sku)
    made = text(stmt.when_matched(D.c.qty == 0).delete().when_matched().update(qty=D.c.qty), Oracle())
    assert made.endswith("DELETE WHERE CASE WHEN (mg_delivery.qty = :qty_1) THEN 1 ELSE 2 END = 1") or made.endswith(
        "DELETE WHERE mg_delivery.qty = :qty_1"
    )
    with pytest.raises(ig.exc.UnsupportedByDialect, match="deletes by 'qty' and sets it too"):
        text(stmt.when_matched(S.c.qty == 0).delete().when_matched().update(qty=S.c.qty - 1), Oracle())
    assert "DELETE WHERE 1 = 1" in text(stmt.when_matched().delete(), Oracle())
    with pytest.raises(ig.exc.UnsupportedByDialect, match="by which it matches"):  # ORA-38104
        text(stmt.when_matched().update(sku="x"), Oracle())


def test_sql_server_takes_one_of_each() -> None:
    made = text(full(), MSSQL())
    assert made.count("THEN UPDATE") == 1
    assert made.count("THEN DELETE") == 1
    assert "DO NOTHING" not in made
    assert made.endswith(";")


def test_returning_of_a_merge() -> None:
    asked = full().returning(outcome(), old(S.c.qty), new(S.c.qty), S.c.sku)
    assert text(asked, PostgreSQL(version=(18,))).endswith(
        "RETURNING lower(merge_action()) AS outcome, old.qty AS old_qty, new.qty AS new_qty, mg_stock.sku"
    )
    assert text(asked, MSSQL()).endswith(
        "OUTPUT LOWER($action) AS outcome, deleted.qty AS old_qty, inserted.qty AS new_qty, "
        "CASE WHEN $action = 'DELETE' THEN deleted.sku ELSE inserted.sku END AS sku;"
    )
    with pytest.raises(ig.exc.UnsupportedByDialect, match=r"old\(\)"):
        text(asked, PostgreSQL(version=(17,)))


def test_returning_of_a_merge_answers(conn: Any) -> None:
    if conn.dialect.name != "postgresql" or conn.dialect.version < (18,):
        return  # refused above
    conn.execute(ig.insert(D), [{"sku": "a", "qty": 26}])
    asked = full().returning(outcome(), S.c.sku, old(S.c.qty), new(S.c.qty))
    assert sorted(rows_of(conn, asked)) == [("delete", "a", 1, None), ("insert", "c", None, 30), ("update", "b", 2, 20)]


def test_the_builder_says_what_is_missing() -> None:
    with pytest.raises(ig.exc.ArgumentError, match="using"):
        merge(S).when_matched().delete()
    with pytest.raises(ig.exc.ArgumentError, match="alias"):
        merge(S).using(S, on=S.c.sku == S.c.sku)
    with pytest.raises(ig.exc.ArgumentError, match="needs values"):
        merge(S).using(D, on=S.c.sku == D.c.sku).when_not_matched_by_source().update()
    with pytest.raises(ig.exc.CompileError, match="WHEN"):
        merge(S).using(D, on=S.c.sku == D.c.sku).compile()
    with pytest.raises(ig.exc.CompileError, match="old"):
        select(old(S.c.qty)).compile()


def test_a_cte_as_source(conn: Any) -> None:
    c = select(D.c.sku, D.c.qty).where(D.c.qty < 25).cte("few")
    stmt = (
        merge(S)
        .using(c, on=S.c.sku == c.c.sku)
        .when_matched()
        .update(qty=c.c.qty)
        .when_not_matched()
        .insert(sku=c.c.sku, qty=c.c.qty)
    )
    if conn.dialect.name == "mariadb":
        assert "WITH few" in text(stmt, conn.dialect)
    conn.execute(stmt)
    assert [r[:2] for r in rows_of(conn, ALL)] == [("a", 1), ("b", 20)]
    assert "USING (WITH few AS" in text(stmt, Oracle())

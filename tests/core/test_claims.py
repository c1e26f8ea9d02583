"""Every line on the map is where we drew it: what a dialect claims works on the live server, what it denies is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from isogloss import create_engine
from isogloss.core.dialect import caps
from isogloss.engine import Engine
from isogloss.exc import DBAPIError

from ..servers import server_url


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"], scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = create_engine("sqlite://" if request.param == "sqlite" else server_url(request.param))
    with made.begin() as c:
        for name in ("cl_a", "cl_b", "cl_c"):
            c.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        c.exec_driver_sql("CREATE TABLE cl_a (id INTEGER PRIMARY KEY, x INTEGER, b INTEGER)")
        c.exec_driver_sql("CREATE TABLE cl_b (id INTEGER PRIMARY KEY, y INTEGER)")
        c.exec_driver_sql("CREATE TABLE cl_c (x INTEGER DEFAULT 1)")
    yield made
    made.dispose()


def accepted(engine: Engine, sql: str) -> bool:
    with engine.connect() as c:
        try:
            result = c.exec_driver_sql(sql)
            if result.returns_rows:
                result.fetchall()
        except DBAPIError:
            return False
        finally:
            c.rollback()
        return True


#: What the capabilities say -> SQL that the server takes exactly when it is so.
PROBES: dict[str, tuple[Any, str]] = {
    "insert_returning": (lambda c: c.insert_returning is caps.Returning.CLAUSE, "INSERT INTO cl_a (id) VALUES (91) RETURNING id"),
    "update_returning": (lambda c: c.update_returning is caps.Returning.CLAUSE, "UPDATE cl_a SET x = 1 RETURNING id"),
    "delete_returning": (lambda c: c.delete_returning is caps.Returning.CLAUSE, "DELETE FROM cl_a RETURNING id"),
    "update_from": (lambda c: c.update_from is caps.UpdateFrom.FROM, "UPDATE cl_a SET x = cl_b.y FROM cl_b WHERE cl_a.b = cl_b.id"),
    "update_multi_table": (
        lambda c: c.update_from is caps.UpdateFrom.MULTI_TABLE, "UPDATE cl_a, cl_b SET cl_a.x = cl_b.y WHERE cl_a.b = cl_b.id"
    ),
    "delete_using": (lambda c: c.delete_using is caps.DeleteUsing.USING, "DELETE FROM cl_a USING cl_b WHERE cl_a.b = cl_b.id"),
    "delete_using_target": (
        lambda c: c.delete_using is caps.DeleteUsing.USING_WITH_TARGET,
        "DELETE FROM cl_a USING cl_a, cl_b WHERE cl_a.b = cl_b.id",
    ),
    "on_conflict": (lambda c: c.upsert is caps.Upsert.ON_CONFLICT, "INSERT INTO cl_a (id) VALUES (92) ON CONFLICT (id) DO NOTHING"),
    "on_duplicate_key": (
        lambda c: c.upsert is caps.Upsert.ON_DUPLICATE_KEY, "INSERT INTO cl_a (id) VALUES (93) ON DUPLICATE KEY UPDATE x = 1"
    ),
    "nulls_ordering": (lambda c: c.nulls_ordering is caps.NullsOrdering.SYNTAX, "SELECT id FROM cl_a ORDER BY x NULLS LAST"),
    "aggregate_filter": (lambda c: c.aggregate_filter, "SELECT count(id) FILTER (WHERE x > 1) FROM cl_a"),
    "ilike": (lambda c: c.ilike, "SELECT id FROM cl_a WHERE 'a' ILIKE 'A'"),
    "row_values": (lambda c: c.row_values, "SELECT id FROM cl_a WHERE (id, x) = (1, 2)"),
    "lateral": (lambda c: c.lateral, "SELECT cl_a.id FROM cl_a, LATERAL (SELECT cl_b.y FROM cl_b WHERE cl_b.id = cl_a.b) AS q"),
    "distinct_on": (lambda c: c.distinct_on, "SELECT DISTINCT ON (x) id FROM cl_a"),
    "full_join": (lambda c: c.full_join, "SELECT cl_a.id FROM cl_a FULL OUTER JOIN cl_b ON cl_a.b = cl_b.id"),
    "for_update": (lambda c: c.for_update, "SELECT id FROM cl_a FOR UPDATE"),
    "skip_locked": (lambda c: c.skip_locked, "SELECT id FROM cl_a FOR UPDATE SKIP LOCKED"),
    "intersect_all": (lambda c: c.intersect_all, "SELECT id FROM cl_a INTERSECT ALL SELECT id FROM cl_b"),
    "default_word": (lambda c: c.default_word, "INSERT INTO cl_a (id, x) VALUES (94, DEFAULT)"),
    "empty_insert_default_values": (
        lambda c: c.empty_insert is caps.EmptyInsert.DEFAULT_VALUES, "INSERT INTO cl_c DEFAULT VALUES"
    ),
    "standard_distinct_from": (lambda c: c.distinct_from in (caps.Distinct.STANDARD, caps.Distinct.IS_NOT), "SELECT id FROM cl_a WHERE x IS DISTINCT FROM 1"),
    "spaceship": (lambda c: c.distinct_from is caps.Distinct.SPACESHIP, "SELECT id FROM cl_a WHERE x <=> 1"),
    "savepoints": (lambda c: c.savepoints, "SAVEPOINT s"),
    "cte_before_insert": (lambda c: c.cte_before_insert, "WITH q AS (SELECT 95 AS id) INSERT INTO cl_a (id) SELECT id FROM q"),
}  # fmt: skip


@pytest.mark.parametrize("probe", PROBES)
def test_claim(engine: Engine, probe: str) -> None:
    claimed, sql = PROBES[probe]
    with engine.connect() as c:
        dialect = c.dialect
    assert accepted(engine, sql) is bool(claimed(dialect.capabilities)), f"{dialect.describe()}: {sql}"


def test_generated_keys_ascend_with_the_rows(engine: Engine) -> None:
    """The order of a batch rests on this: keys of one multi-row INSERT ascend in the order of its rows."""
    from isogloss import Column, Integer, MetaData, String, Table, insert, select

    metadata = MetaData()
    t = Table(
        "cl_order", metadata, Column("id", Integer, primary_key=True), Column("n", Integer), Column("pad", String(50))
    )
    metadata.drop_all(engine)
    metadata.create_all(engine)
    rows = [{"n": i, "pad": "x" * (i * 7 % 50)} for i in range(5000)]
    with engine.begin() as c:
        ids = c.execute(insert(t).returning(t.c.id, sort_by_parameter_order=True), rows).scalars().all()
        found = dict(c.execute(select(t.c.n, t.c.id)).all())
        assert ids == [found[i] for i in range(5000)]
    metadata.drop_all(engine)

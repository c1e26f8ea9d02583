"""A value that is too long is an error on every way into a table, never a shorter value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects import postgresql as pg

from .live import engine, fill, rows_of  # noqa: F401 - engine is a fixture

META = ig.MetaData()
T = ig.Table("ln_t", META, ig.Column("id", ig.Integer, primary_key=True), ig.Column("s", ig.String(3)))
ROWS = [{"s": "abc"}, {"s": "abcd"}]


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:  # noqa: F811
    if engine.name == "sqlite":
        pytest.skip("SQLite keeps text of any length in any column")
    fill(engine, META, {T: [{"id": 100, "s": "old"}]})
    with engine.connect() as c:
        yield c


def source(s: str) -> Any:
    return ig.values(ig.column("id", ig.Integer), ig.column("s", ig.String(3)), name="v").data([(100, s)])


WAYS: dict[str, Any] = {
    "values": lambda c: c.execute(ig.insert(T), ROWS[1]),
    "many": lambda c: c.execute(ig.insert(T), ROWS),
    "returning": lambda c: c.execute(ig.insert(T).returning(T.c.id), ROWS),
    "in order": lambda c: c.execute(ig.insert(T).returning(T.c.id, sort_by_parameter_order=True), ROWS),
    "upsert": lambda c: c.execute(ig.insert(T).values(id=100, s="x").on_conflict(T.c.id).do_update(s="abcde")),
    "upsert values": lambda c: c.execute(
        ig.insert(T).values([{"id": 100, "s": "abcde"}]).on_conflict(T.c.id).do_update()
    ),
    "update": lambda c: c.execute(ig.update(T).values(s="abcd")),
    "update from rows": lambda c: c.execute(ig.update(T).from_rows([{"id": 100, "s": "abcd"}], key=[T.c.id])),
    "merge": lambda c: c.execute(
        ig.merge(T).using(v := source("abcd"), on=T.c.id == v.c.id).when_matched().update().when_not_matched().insert()
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_text_is_not_cut(conn: Any, way: str) -> None:
    with pytest.raises(ig.exc.DBAPIError, match="too long"):
        WAYS[way](conn)
    conn.rollback()
    assert rows_of(conn, ig.select(T)) == [(100, "old")]


def test_other_types_are_not_cut(conn: Any) -> None:
    if conn.dialect.name != "postgresql":
        return
    kinds = {"char": (ig.CHAR(2), "abc"), "array": (ig.ARRAY(ig.String(2)), ["abc"]), "bit": (pg.BIT(2), "101")}
    for name, (type_, value) in kinds.items():
        meta = ig.MetaData()
        t = ig.Table(f"ln_{name}", meta, ig.Column("id", ig.Integer, primary_key=True), ig.Column("v", type_))
        meta.create_all(conn)
        conn.commit()
        for statement in (ig.insert(t), ig.insert(t).returning(t.c.id, sort_by_parameter_order=True)):
            for rows in ({"v": value}, [{"v": value}, {"v": value}]):
                with pytest.raises(ig.exc.DBAPIError, match="too long|does not match type"):
                    conn.execute(statement, rows)
                conn.rollback()
        meta.drop_all(conn)
        conn.commit()


@pytest.mark.parametrize("name", ["mssql", "oracle", "postgresql"])
def test_no_cast_of_values_has_a_length(name: str) -> None:
    from isogloss.core.engine import registry

    dialect = registry.load(name)()
    merge = ig.merge(T).using(v := source("a"), on=T.c.id == v.c.id).when_matched().update().when_not_matched().insert()
    upsert = ig.insert(T).values([{"id": 1, "s": "a"}]).on_conflict(T.c.id).do_update(s="x")
    many = ig.update(T).from_rows([{"id": 1, "s": "x"}], key=[T.c.id])
    for statement in (merge, upsert, many):
        assert "(3" not in str(statement.compile(dialect=dialect)).replace("param_3", "")

"""INSERT .. RETURNING of many rows gives each row its own key, whatever their number and however equal they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isogloss import Column, Engine, Integer, MetaData, String, Table, Uuid, func, insert, select

TABLES = {
    "server key": Table(
        "b_auto", MetaData(), Column("id", Integer, primary_key=True), Column("seq", Integer), Column("v", String(9))
    ),
    "client key": Table(
        "b_uuid", MetaData(), Column("id", Uuid, primary_key=True, default=uuid.uuid4), Column("seq", Integer),
        Column("v", String(9)),
    ),
    "SQL default": Table(
        "b_sql", MetaData(), Column("id", Integer, primary_key=True), Column("seq", Integer),
        Column("v", String(9), default=func.lower("X")),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(engine: Engine) -> Iterator[Engine]:
    for table in TABLES.values():
        table.metadata.drop_all(engine)
        table.metadata.create_all(engine)
    yield engine
    for table in TABLES.values():
        table.metadata.drop_all(engine)


def check(engine: Engine, name: str, rows: list[dict[str, Any]], **options: Any) -> None:
    t = TABLES[name]
    statement = insert(t).returning(t.c.id, t.c.v, sort_by_parameter_order=True)
    with engine.connect() as c:
        found = c.execute(statement, rows, execution_options=options).all()
        stored = {id_: (seq, v) for id_, seq, v in c.execute(select(t.c.id, t.c.seq, t.c.v))}
        c.rollback()
    assert len({row.id for row in found}) == len(found) == len(rows) == len(stored)
    assert [stored[row.id] for row in found] == [(r["seq"], row.v) for r, row in zip(rows, found, strict=True)]
    assert all(row.v == r.get("v", row.v) for r, row in zip(rows, found, strict=True))


def numbered(values: list[str | None], name: str) -> list[dict[str, Any]]:
    """Return rows in an order that is not that of any column; equal but for ``seq``."""
    rows: list[dict[str, Any]] = [{"seq": (n * 7) % 10007, "v": v} for n, v in enumerate(values)]
    return [{"seq": row["seq"]} for row in rows] if name == "SQL default" else rows


@pytest.mark.parametrize("name", TABLES)
@given(values=st.lists(st.sampled_from(["same", "other", None]), min_size=1, max_size=25), page=st.integers(1, 7))
@example(["same"] * 14, 7)
def test_small_batches(tables: Engine, name: str, values: list[str | None], page: int) -> None:
    check(tables, name, numbered(values, name), insertmanyvalues_page_size=page)


@pytest.mark.parametrize("count", [999, 1000, 1001, 2001])
def test_around_the_size_of_a_page(tables: Engine, count: int) -> None:
    check(tables, "server key", numbered(["same"] * count, "server key"))


def test_around_the_limit_of_parameters(tables: Engine) -> None:
    """A page may be larger than the server takes parameters."""
    most = tables.dialect.capabilities.max_parameters // 2
    for count in {min(most, 4000) - 1, min(most, 4000) + 1}:
        check(tables, "server key", numbered(["same"] * count, "server key"), insertmanyvalues_page_size=10**6)

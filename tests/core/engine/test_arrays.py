"""Large batches with RETURNING, which PostgreSQL takes as one array for each column: every value comes back equal."""

from __future__ import annotations

import enum
from decimal import Decimal

import pytest

from isogloss import (
    JSON,
    Column,
    Double,
    Enum,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    event,
    insert,
)
from isogloss.exc import ConstraintKind, DBAPIError, IntegrityError

from .test_wire import CASES


class Color(enum.Enum):
    """Stored by name."""

    red = 1
    green = 2


MORE = {
    "enum": (Enum(Color, name="arrays_color"), [Color.red, Color.green]),
    "json": (JSON(), [{"a": [1, None, "x\\\"'"]}, [], 1, "text", None]),
    "only nulls": (Integer(), [None]),
    "words of arrays": (String(50), ["NULL", "null", "", "{}", "{a,b}", '"', "\\", ",", " ", "a b", "'"]),
    "numbers of several types": (Numeric(10, 2), [1, Decimal("2.50"), None]),
    "whole and broken": (Double(), [1, 2.5]),
}


@pytest.fixture
def filled(any_engine):
    """A function that inserts rows into a table of one column and returns what came back, and the statements sent."""
    made = []

    def fill(type_, values, **options):
        table = Table("eng_arrays", MetaData(), Column("id", Integer, primary_key=True), Column("v", type_), **options)
        made.append(table)
        table.metadata.drop_all(any_engine)
        table.metadata.create_all(any_engine)
        sent = []
        event.listen(any_engine, "before_cursor_execute", lambda c, cur, text, *rest: sent.append(text))
        with any_engine.begin() as connection:
            statement = insert(table).returning(table.c.id, table.c.v, sort_by_parameter_order=True)
            return connection.execute(statement, [{"v": value} for value in values]).all(), sent

    yield fill
    for table in made:
        table.metadata.drop_all(any_engine)


@pytest.mark.parametrize("case", [*CASES, *MORE])
def test_values_of_large_batches_come_back_equal(any_engine, filled, case):
    type_, values = {**CASES, **MORE}[case]
    if (case, any_engine.name) in {("long numeric", "sqlite"), ("infinity", "mariadb")}:
        return  # refused: see test_wire.py
    given = [values[i % len(values)] for i in range(250)]
    given[120] = None
    rows, sent = filled(type_, given)
    back = [row.v for row in rows]
    assert back == given
    if case != "whole and broken" and case != "numbers of several types":
        assert list(map(type, back)) == list(map(type, given))
    assert [row.id for row in rows] == list(range(1, 251))
    one_type = case not in ("numbers of several types", "whole and broken")
    assert any("unnest(" in text for text in sent) == (any_engine.driver == "psycopg" and one_type)


def test_small_batches_are_written_as_values(any_engine, filled):
    _, sent = filled(String(9), [str(n) for n in range(99)])
    assert not any("unnest(" in text for text in sent)


def test_text_that_is_too_long_is_an_error_in_large_batches_too(any_engine, filled):
    if any_engine.name == "sqlite":
        return  # keeps text of any length
    with pytest.raises(DBAPIError):
        filled(String(3), ["abc"] * 149 + ["abcd"])


def test_a_broken_constraint_of_a_large_batch_is_told(any_engine):
    table = Table(
        "eng_arrays",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("v", Integer),
        UniqueConstraint("v", name="eng_arrays_v"),
    )
    table.metadata.drop_all(any_engine)
    table.metadata.create_all(any_engine)
    try:
        with any_engine.connect() as connection:
            with pytest.raises(IntegrityError) as caught:
                connection.execute(insert(table).returning(table.c.id), [{"v": n % 140} for n in range(150)])
            assert caught.value.kind is ConstraintKind.UNIQUE
    finally:
        table.metadata.drop_all(any_engine)

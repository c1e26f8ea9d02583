"""Names that are made up fit the server; names that were said stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import isogloss as ig

from .live import engine, fill  # noqa: F401 - engine is a fixture

PLUS_COL = ig.LABEL_STYLE_TABLENAME_PLUS_COL
META = ig.MetaData()
LONG = ig.Table(
    "a_table_whose_name_alone_is_nearly_as_long_as_a_name_can_be",
    META,
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("a_column_whose_name_is_rather_long_too_first", ig.Integer, key="first"),
    ig.Column("a_column_whose_name_is_rather_long_too_second", ig.Integer, key="second"),
    ig.Column("spaltenüberschriftenlängenüberprüfungsgrößenänderung", ig.Integer, key="umlauts"),
)
T = ig.Table("t", META, ig.Column("id", ig.Integer, primary_key=True), ig.Column("x", ig.Integer, key="kx"))
ROWS = [{"id": 1, "first": 10, "second": 20, "umlauts": 30}, {"id": 2, "first": 11, "second": 21, "umlauts": 31}]


@pytest.fixture
def conn(engine: Any) -> Iterator[Any]:  # noqa: F811
    fill(engine, META, {LONG: ROWS, T: [{"id": 7, "kx": 70}]})
    with engine.connect() as c:
        yield c
    META.drop_all(engine)


def test_long_labels_are_told_apart_on_the_server(conn: Any) -> None:
    inner = ig.select(LONG).set_label_style(PLUS_COL).order_by(LONG.c.id).subquery()
    named = f"{LONG.name}_second"
    assert [tuple(r) for r in conn.execute(ig.select(inner.c[named], inner.c[f"{LONG.name}_first"]))] == [
        (20, 10),
        (21, 11),
    ]
    top = conn.execute(ig.select(LONG).set_label_style(PLUS_COL).where(LONG.c.second == 21)).one()
    assert (top._mapping[LONG.c.first], top._mapping[LONG.c.second]) == (11, 21)


def test_long_names_of_aliases_ctes_and_parameters(conn: Any) -> None:
    one, other = LONG.alias(), LONG.alias()
    joined = ig.select(one.c.second, other.c.first).join(other, one.c.id == other.c.id - 1)
    assert conn.execute(joined.where(one.c.second < 21, one.c.second > 1, other.c.first.in_([11, 12]))).all() == [
        (20, 11)
    ]
    cte = ig.select(one, other.c.first).where(one.c.id == other.c.id).set_label_style(PLUS_COL).cte()
    assert sorted(tuple(r) for r in conn.execute(ig.select(cte)))[0] == (1, 10, 20, 30, 10)


def test_bytes_are_what_counts_where_the_server_counts_bytes(conn: Any) -> None:
    one, other = LONG.alias(), LONG.alias()
    inner = ig.select(one.c.umlauts, other.c.umlauts).where(one.c.id < other.c.id).subquery()
    assert conn.execute(ig.select(inner)).all() == [(30, 31)]


def test_two_labels_of_one_name_stay_and_rows_refuse_the_name(conn: Any) -> None:
    result = conn.execute(ig.select(T.c.id.label("z"), T.c.kx.label("z")))
    assert list(result.keys()) == ["z", "z"]
    row = result.one()
    assert tuple(row) == (7, 70)
    with pytest.raises(ig.exc.InvalidRequestError, match="Ambiguous column name 'z'"):
        row._mapping["z"]
    # a statement around them can tell them apart
    inner = ig.select(T.c.id.label("z"), T.c.kx.label("z")).subquery()
    assert conn.execute(ig.select(inner.c.z_1, inner.c.z)).one() == (70, 7)


def test_labels_of_tables_without_a_name(conn: Any) -> None:
    one, other = T.alias(), T.alias()
    result = conn.execute(ig.select(one, other).where(one.c.id == other.c.id).set_label_style(PLUS_COL))
    assert list(result.keys()) == ["t_1_id", "t_1_x", "t_2_id", "t_2_x"]
    inner = ig.select(one, other).where(one.c.id == other.c.id).set_label_style(PLUS_COL).subquery()
    assert list(inner.c.keys()) == ["id", "kx", "id_1", "kx_1"]
    assert conn.execute(ig.select(inner).order_by(inner.c.kx_1)).one() == (7, 70, 7, 70)


def test_keys_and_parameters_have_the_name_of_the_key() -> None:
    inner = ig.select(ig.table("t", ig.column("id"), schema="s")).set_label_style(PLUS_COL).subquery()
    assert list(inner.c.keys()) == ["s_t_id"]
    assert str(T.c.kx == 5) == "t.x = :kx_1"


@pytest.mark.parametrize(
    ("length", "label"), [(None, "a_long_label_name"), (17, "a_long_labe_1"), (10, "a_lo_1"), (6, "_1")]
)
def test_label_length(length: int | None, label: str) -> None:
    """The option is that of the reference: a longer label is its beginning and a number, of less than six a number."""
    made = ig.create_engine("postgresql+psycopg://", label_length=length)
    statement = ig.select(ig.table("a_long", ig.column("label_name"))).set_label_style(PLUS_COL)
    assert f" AS {label} " in str(statement.compile(made)).replace("\n", " ")


def test_a_label_length_that_the_server_does_not_take() -> None:
    text = "Label length of 64 is greater than this dialect's maximum identifier length of 63"
    with pytest.raises(ig.exc.ArgumentError, match=text):
        ig.create_engine("postgresql+psycopg://", label_length=64)
    assert ig.create_engine("mariadb+pymysql://", label_length=200).dialect.longest_label == 194
    assert ig.engine_from_config({"sqlalchemy.url": "sqlite://", "sqlalchemy.label_length": "30"})

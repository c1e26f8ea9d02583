"""A value comes back as it went in: as a parameter, as a literal, and as a criterion."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import isogloss as ig
from isogloss import Column, Engine, MetaData, Table, bindparam, insert, select


class Mood(enum.Enum):
    """Members with awkward names."""

    glad = 1
    sad = 2
    it_is_50_percent = 3


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | st.text(
    st.sampled_from("'\"\\%:?`;-/*\n\r\t_{}$ aé漢😀"), max_size=12
)
#: SQLite reads numbers of more extreme exponents inexactly. MariaDB keeps whole seconds unless a type says otherwise.
SECONDS = st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9999, 12, 31)).map(lambda d: d.replace(microsecond=0))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.floats(-1e9, 1e9).map(lambda f: round(f, 3)) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
TYPES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "String": (ig.String(200), TEXT),
    "Text": (ig.Text(), TEXT),
    "Integer": (ig.Integer(), st.integers(-(2**31), 2**31 - 1)),
    "BigInteger": (ig.BigInteger(), st.integers(-(2**63), 2**63 - 1)),
    "Numeric": (ig.Numeric(12, 3), st.decimals(-(10**8), 10**8, places=3)),
    "Double": (ig.Double(), st.floats(-1e99, 1e99).filter(lambda f: not f or abs(f) > 1e-99)),
    "Boolean": (ig.Boolean(), st.booleans()),
    "Date": (ig.Date(), st.dates(dt.date(1000, 1, 1))),
    "Time": (ig.Time(), st.times().map(lambda t: t.replace(microsecond=0))),
    "DateTime": (ig.DateTime(), SECONDS),
    "aware DateTime": (ig.DateTime(timezone=True), SECONDS.filter(lambda d: 1001 < d.year < 9999).flatmap(
        lambda d: st.integers(-14 * 60, 14 * 60).map(
            lambda m: d.replace(tzinfo=dt.timezone(dt.timedelta(minutes=m)))
        )
    )),
    "Interval": (ig.Interval(), st.integers(0, 10**9).map(lambda s: dt.timedelta(seconds=s))),
    "LargeBinary": (ig.LargeBinary(), st.binary(max_size=40)),
    "Uuid": (ig.Uuid(), st.uuids(version=4)),
    "Enum": (ig.Enum(Mood), st.sampled_from(Mood)),
    "JSON": (ig.JSON(), JSON),
}  # fmt: skip
TABLES = {name: Table(f"v_{n}", MetaData(), Column("id", ig.Integer, primary_key=True), Column("v", type_))
          for n, (name, (type_, _)) in enumerate(TYPES.items())}  # fmt: skip


@pytest.fixture(scope="module")
def tables(engine: Engine) -> Iterator[Engine]:
    for table in TABLES.values():
        table.metadata.drop_all(engine)
        table.metadata.create_all(engine)
    yield engine
    for table in TABLES.values():
        table.metadata.drop_all(engine)


@pytest.mark.parametrize("name", TYPES)
@given(data=st.data())
def test_values_come_back(tables: Engine, name: str, data: st.DataObject) -> None:
    value = data.draw(TYPES[name][1])
    t = TABLES[name]
    literal = bindparam("given", value, type_=t.c.v.type, literal_execute=True)
    with tables.connect() as c:
        c.execute(insert(t), {"id": 1, "v": value})
        c.execute(insert(t).values(id=2, v=literal))
        written = (
            insert(t).values(id=3, v=value).compile(dialect=tables.dialect, compile_kwargs={"literal_binds": True})
        )
        c.exec_driver_sql(str(written))
        c.execute(insert(t), [{"id": 4, "v": None}, {"id": 5, "v": value}])
        c.execute(insert(t).values([{"id": 6, "v": value}, {"id": 7, "v": value}]))
        found = dict(map(tuple, c.execute(select(t.c.id, t.c.v))))
        assert found.pop(4) is None
        assert found == dict.fromkeys((1, 2, 3, 5, 6, 7), value)
        assert {type(v) for v in found.values()} == {type(value)} or name in ("Uuid", "JSON")
        if name != "JSON":
            assert len(c.scalars(select(t.c.id).where(t.c.v == value)).all()) == 6
            assert len(c.scalars(select(t.c.id).where(t.c.v == literal)).all()) == 6
            assert len(c.scalars(select(t.c.id).where(t.c.v.in_([value]))).all()) == 6
            assert (
                len(c.scalars(select(t.c.id).where(ig.tuple_(t.c.v, t.c.id).in_([(value, 2), (value, 5)]))).all()) == 2
            )
        c.rollback()

"""Random SELECTs give the same rows on every server, as parameters and as literals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isogloss import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    case,
    create_engine,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
)

from ..servers import server_url

METADATA = MetaData()
A = Table(
    "pa",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("n", Integer),
    Column("s", String(20)),
    Column("b", Integer),
)
B = Table("pb", METADATA, Column("id", Integer, primary_key=True), Column("a_id", Integer), Column("m", Integer))
ROWS_A = [
    {"id": i, "n": None if i % 5 == 0 else i % 4 - 1, "s": ("x", "it's", "", None)[i % 4], "b": i % 3}
    for i in range(1, 13)
]
ROWS_B = [{"id": i, "a_id": None if i == 4 else i % 7, "m": i * 3 % 5} for i in range(1, 11)]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    """Give an engine of each server, with the same rows."""
    file = tmp_path_factory.mktemp("statements") / "test.db"
    urls = [f"sqlite:///{file}", server_url("postgresql"), server_url("mariadb")]
    made = [create_engine(url) for url in urls]
    for engine in made:
        METADATA.create_all(engine)
        with engine.begin() as c:
            c.execute(insert(A), ROWS_A)
            c.execute(insert(B), ROWS_B)
    yield made
    for engine in made:
        METADATA.drop_all(engine)
        engine.dispose()


def numbers(*columns: Any) -> st.SearchStrategy[Any]:
    """Numbers made of ``columns``, that cannot overflow."""
    leaves = st.sampled_from(columns) | st.integers(-3, 3).map(literal)
    return leaves | st.one_of(
        st.builds(lambda x, y: x + y, leaves, leaves),
        st.builds(lambda x, y: x - y * 2, leaves, leaves),
        st.builds(lambda x, y: func.coalesce(x, y), leaves, leaves),
        st.builds(lambda x, y: case((x > y, x), else_=y), leaves, leaves),
    )


def conditions(*columns: Any) -> st.SearchStrategy[Any]:
    """Conditions over numbers made of ``columns`` and the text of the first table."""
    number = numbers(*columns)
    simple = st.one_of(
        st.builds(lambda x, y: x <= y, number, number),
        st.builds(lambda x, y: x == y, number, number),
        st.builds(lambda x: x.is_(None), number),
        st.builds(lambda x, y: x.is_distinct_from(y), number, number),
        st.builds(lambda x, items: x.in_(items), number, st.lists(st.integers(-2, 3), max_size=3)),
        st.builds(lambda t: A.c.s == t, st.sampled_from(["x", "it's", "", "%"])),
        st.builds(lambda t: A.c.s.contains(t, autoescape=True), st.sampled_from(["t'", "x", "%", "_", "/"])),
        st.builds(lambda x: exists().where(B.c.a_id == A.c.id, B.c.m > x).correlate(A), st.integers(0, 4)),
        st.builds(lambda x: A.c.id.in_(select(B.c.a_id).where(B.c.m >= x, B.c.a_id.is_not(None))), st.integers(0, 4)),
    )
    pairs = st.lists(simple, min_size=1, max_size=3)
    return simple | pairs.map(lambda c: and_(*c)) | pairs.map(lambda c: or_(*c)) | simple.map(lambda c: ~c)


def ordered(statement: Any, *keys: Any) -> Any:
    """Order rows wholly, NULLs at a stated end."""
    return statement.order_by(*(k.asc().nulls_first() for k in keys))


PLAIN = st.builds(
    lambda x, c, d: ordered(select(A.c.id, x.label("x"), A.c.s).where(c), A.c.id) if not d
    else ordered(select(A.c.b, A.c.n).where(c).distinct(), A.c.b, A.c.n),
    numbers(A.c.n, A.c.b), conditions(A.c.n, A.c.b), st.booleans(),
)  # fmt: skip
PAGED = st.builds(
    lambda s, n, o: s.limit(n).offset(o) if o else s.limit(n), PLAIN, st.integers(0, 5), st.integers(0, 4)
)
JOINED = st.builds(
    lambda outer, x, c: ordered(
        select(A.c.id, B.c.id.label("other"), x.label("x")).join_from(A, B, B.c.a_id == A.c.id, isouter=outer).where(c),
        A.c.id, B.c.id,
    ),
    st.booleans(), numbers(A.c.n, B.c.m), conditions(A.c.n, B.c.m),
)  # fmt: skip
GROUPED = st.builds(
    lambda c, h: ordered(
        select(
            A.c.b, func.count().label("k"), func.sum(A.c.n).label("t"), func.max(A.c.s).label("last"),
            func.count(A.c.n).filter(A.c.n > 0).label("f"),
        ).where(c).group_by(A.c.b).having(func.count() > h), A.c.b,
    ),
    conditions(A.c.n, A.c.b), st.integers(0, 3),
)  # fmt: skip
UNITED = st.builds(
    lambda c, d: (u := union_all(select(A.c.id, A.c.n).where(c), select(B.c.id, B.c.m).where(B.c.m > d)).subquery("u"))
    is not None and ordered(select(u.c.id, u.c.n), u.c.id, u.c.n),
    conditions(A.c.n, A.c.b), st.integers(0, 4),
)  # fmt: skip
WINDOWED = st.builds(
    lambda c, x: (
        w := select(
            A.c.id, func.row_number().over(partition_by=A.c.b, order_by=A.c.id).label("r"),
            func.sum(x).over(order_by=A.c.id, rows=(-2, 0)).label("run"),
        ).where(c).cte("w")
    ) is not None and ordered(select(w.c.id, w.c.r, w.c.run).where(w.c.r < 4), w.c.id),
    conditions(A.c.n, A.c.b), numbers(A.c.n, A.c.b),
)  # fmt: skip


@given(statement=st.one_of(PLAIN, PAGED, JOINED, GROUPED, UNITED, WINDOWED))
def test_one_answer(engines: list[Engine], statement: Any) -> None:
    answers = []
    for engine in engines:
        with engine.connect() as c:
            bound = [tuple(r) for r in c.execute(statement)]
            text = str(statement.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True}))
            assert [tuple(r) for r in c.exec_driver_sql(text)] == bound, text
            answers.append(bound)
    assert answers[0] == answers[1] == answers[2], str(statement)

"""Limits of servers: batches at the edge go in, come back right, in as few statements as there can be."""

from __future__ import annotations

import sqlite3

import pytest

from isogloss import (
    Column,
    Identity,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
)
from isogloss.dialects.mariadb import LONGTEXT
from isogloss.exc import DBAPIError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column

from ...servers import driver_url

ONE_PAGE = {"insertmanyvalues_page_size": 1_000_000}
#: Columns that divide the number of parameters that a server takes.
WIDTHS = {"sqlite": 6, "postgresql": 15, "mariadb": 51}
DRIVERS = ("sqlite", "postgresql+psycopg", "postgresql+psycopg2", "mariadb+pymysql", "mariadb+mariadbconnector")
LONG = Text().with_variant(LONGTEXT(), "mariadb")


@pytest.fixture(params=DRIVERS)
def engine(request):
    """An engine whose SQLite takes no more than SQLite takes by default."""
    made = create_engine("sqlite://" if request.param == "sqlite" else driver_url(request.param))
    if request.param == "sqlite":
        limit = sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
        event.listen(made, "connect", lambda raw, _: raw.setlimit(limit, 32766))
    yield made
    made.dispose()


@pytest.fixture
def sent(engine):
    """The statements that were sent."""
    texts: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cursor, text, *rest: texts.append(text))
    return texts


@pytest.fixture
def make(engine):
    """Make tables that are dropped in the end."""
    metadata = MetaData()

    def table(name, *columns):
        made = Table(name, metadata, *columns)
        metadata.drop_all(engine)
        metadata.create_all(engine)
        return made

    yield table
    metadata.drop_all(engine)


@pytest.mark.parametrize("more", [0, 1])
def test_batch_with_all_the_parameters_that_a_server_takes(engine, sent, make, more):
    width = WIDTHS[engine.name]
    names = [f"c{number}" for number in range(width)]
    wide = make("lim_wide", Column("id", Integer, primary_key=True), *(Column(name, Integer) for name in names))
    count = engine.dialect.capabilities.max_parameters // width
    assert count * width == engine.dialect.capabilities.max_parameters
    rows = [dict.fromkeys(names, number) for number in range(count + more)]
    with engine.begin() as connection:
        sent.clear()
        back = insert(wide).returning(wide.c.id, wide.c.c0, wide.c[names[-1]], sort_by_parameter_order=True)
        returned = connection.execute(back, rows, execution_options=ONE_PAGE).all()
        assert len(sent) == 1 + more
        assert [row[1:] for row in returned] == [(number, number) for number in range(count + more)]
        stored = connection.execute(select(wide.c.id, wide.c.c0).order_by(wide.c.id)).all()
        assert [tuple(row) for row in stored] == [tuple(row[:2]) for row in returned]


@pytest.mark.parametrize(("character", "size"), [("x", 1), ("'", 2), ("\\", 2), ("é", 2)])
def test_large_values_go_in_as_few_packets_as_they_fit(engine, sent, make, character, size):
    large = make("lim_large", Column("id", Integer, primary_key=True), Column("body", LONG))
    bodies = [character * (3_000_000 + number) for number in range(9)]
    with engine.begin() as connection:
        most = engine.dialect.driver.max_bytes
        fitting = 9 if most is None else most // (3_000_100 * size)
        sent.clear()
        back = insert(large).returning(large.c.id, large.c.body, sort_by_parameter_order=True)
        returned = connection.execute(back, [{"body": body} for body in bodies]).all()
        assert len(sent) == -(-9 // fitting)
        assert [row.body for row in returned] == bodies
        assert dict(connection.execute(select(large.c.id, large.c.body)).all()) == dict(map(tuple, returned))


def test_small_rows_beside_large_ones_keep_their_order(engine, make):
    large = make("lim_mixed", Column("id", Integer, primary_key=True), Column("body", LONG))
    bodies = ["a" * (9_000_000 if number in (3, 4, 50) else number) for number in range(60)]
    with engine.begin() as connection:
        connection.execute(insert(large), [{"body": body} for body in bodies])
        stored = connection.scalars(select(large.c.body).order_by(large.c.id)).all()
        assert stored == bodies
        back = insert(large).returning(large.c.body, sort_by_parameter_order=True)
        assert connection.scalars(back, [{"body": body} for body in bodies]).all() == bodies


def test_session_flushes_large_objects(engine):
    class Base(DeclarativeBase):
        pass

    class Page(Base):
        __tablename__ = "lim_page"
        id: Mapped[int] = mapped_column(primary_key=True)
        body: Mapped[str] = mapped_column(LONG)

    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    try:
        with Session(engine) as session:
            pages = [Page(body=str(number) * 4_000_000) for number in range(6)]
            session.add_all(pages)
            session.commit()
            for number, page in enumerate(pages):
                assert page.body[:1] == str(number)
                assert len(page.body) == 4_000_000
    finally:
        Base.metadata.drop_all(engine)


def test_statement_with_too_many_parameters_says_so(engine):
    most = engine.dialect.capabilities.max_parameters
    interpolates = engine.dialect.driver.interpolates
    with engine.connect() as connection:
        assert connection.scalar(make_in(most)) == 1
        if interpolates or engine.dialect.driver.name == "mariadbconnector":  # it has no limit of its own
            assert connection.scalar(make_in(most + 1)) == 1
            return
        with pytest.raises(
            DBAPIError, match=f"{most + 1:,} parameters and .* takes {most:,} of them: execute it in parts"
        ):
            connection.execute(make_in(most + 1))


def make_in(count):
    """Return a query of so many parameters."""
    return select(literal_column("1")).where(literal_column("1").in_(list(range(1, count + 1))))


def test_statement_larger_than_a_packet_says_so(engine):
    if engine.name != "mariadb":
        with engine.connect() as connection:
            assert connection.scalar(select(len_of("x" * 20_000_000))) == 20_000_000
        return
    with engine.connect() as connection:
        limit = engine.dialect.driver.max_bytes
        with pytest.raises(DBAPIError, match=rf"takes {limit:,} \(max_allowed_packet\): execute it in parts, or raise"):
            connection.execute(select(len_of("x" * limit)))


def len_of(value):
    return func.char_length(value)


def test_keys_that_descend_belong_to_their_rows(engine, make):
    if engine.name != "postgresql":
        return  # other servers here count upwards only
    down = make("lim_down", Column("id", Integer, Identity(increment=-1), primary_key=True), Column("name", String(9)))
    with engine.begin() as connection:
        back = insert(down).returning(down.c.id, down.c.name, sort_by_parameter_order=True)
        returned = connection.execute(back, [{"name": name} for name in "abc"]).all()
    assert returned == [(-1, "a"), (-2, "b"), (-3, "c")]


def test_sqlite_says_what_helps_against_its_limits():
    one = literal_column("1")
    with create_engine("sqlite://").connect() as connection:
        assert connection.scalar(select(one).where(or_(*[one == number for number in range(999)]))) == 1
        with pytest.raises(DBAPIError, match=r"Compare with a list, column.in_\(\[...\]\)[^Z]*maximum depth 1000"):
            connection.execute(select(one).where(or_(*[one == number for number in range(1000)])))
        assert len(connection.execute(union_all(*[select(one)] * 500)).all()) == 500
        with pytest.raises(DBAPIError, match=r"Join the rows of values\(...\)[^Z]*too many terms in compound SELECT"):
            connection.execute(union_all(*[select(one)] * 501))

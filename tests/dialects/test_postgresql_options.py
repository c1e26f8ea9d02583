"""Options of `create_engine()` for PostgreSQL's drivers."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from isogloss import (
    Column,
    Integer,
    MetaData,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from isogloss.exc import ArgumentError, OperationalError
from isogloss.orm import DeclarativeBase, Session

from ..servers import driver_url

T = Table("options_t", MetaData(), Column("id", Integer, primary_key=True), Column("v", Integer))


class Base(DeclarativeBase):
    pass


class Item(Base):
    __table__ = T


@pytest.fixture(params=["psycopg", "psycopg2"])
def driver(request: Any) -> str:
    return str(request.param)


@pytest.fixture
def engine_of() -> Iterator[Callable[..., Any]]:
    made: list[Any] = []

    def make(driver: str, **options: Any) -> Any:
        made.append(create_engine(driver_url(f"postgresql+{driver}"), **options))
        return made[-1]

    yield make
    for engine in made:
        T.metadata.drop_all(engine)
        engine.dispose()


def ask(engine: Any, expression: str) -> Any:
    with engine.connect() as conn:
        return conn.scalar(text(f"SELECT {expression}"))


def test_client_encoding(driver: str, engine_of: Any) -> None:
    engine = engine_of(driver, client_encoding="latin1")
    assert ask(engine, "current_setting('client_encoding')") == "LATIN1"
    assert ask(engine, "'ü'") == "ü"
    wrong = create_engine(engine.url, client_encoding="bogus")
    with pytest.raises(OperationalError, match="bogus"):
        wrong.connect()


def test_addresses_come_as_objects_or_as_text(engine_of: Any) -> None:
    assert ask(engine_of("psycopg"), "'1.2.3.0/24'::cidr") == ipaddress.ip_network("1.2.3.0/24")
    for driver in ("psycopg", "psycopg2"):
        engine = engine_of(driver, native_inet_types=False)
        assert ask(engine, "'1.2.3.0/24'::cidr") == "1.2.3.0/24"
        assert ask(engine, "array['1.2.3.4'::inet]") == ["1.2.3.4"]
    with pytest.raises(ArgumentError, match="psycopg2 has INET and CIDR as text only; leave it out, or use psycopg"):
        engine_of("psycopg2", native_inet_types=True)


def test_hstore_without_a_type_is_a_dict(driver: str, engine_of: Any) -> None:
    admin = engine_of(driver, isolation_level="AUTOCOMMIT").connect()
    new = admin.scalar(text("SELECT to_regtype('hstore') IS NULL"))
    admin.execute(text("CREATE EXTENSION IF NOT EXISTS hstore"))
    try:
        engine = engine_of(driver)
        for _ in range(2):
            assert ask(engine, "'a=>1, b=>NULL'::hstore") == {"a": "1", "b": None}
            assert ask(engine, "array['a=>1'::hstore]") == [{"a": "1"}]
            engine.dispose()
        plain = engine_of(driver, use_native_hstore=False)
        assert ask(plain, "'a=>1'::hstore") == '"a"=>"1"'
    finally:
        if new:
            admin.execute(text("DROP EXTENSION hstore"))
        admin.close()


def test_statements_go_many_in_one_message(engine_of: Any) -> None:
    engine = engine_of("psycopg2", executemany_mode="values_plus_batch", executemany_batch_page_size=50)
    messages: list[bool] = []
    event.listen(engine, "before_cursor_execute", lambda c, cu, s, p, x, many: messages.append(many))
    T.metadata.create_all(engine)
    with engine.begin() as conn:
        assert conn.execute(insert(T), [{"id": i, "v": i} for i in range(120)]).rowcount == 120
        changes = [{"i": i, "n": -i} for i in range(120)]
        del messages[:]
        result = conn.execute(update(T).where(T.c.id == bindparam("i")).values(v=bindparam("n")), changes)
        assert (messages, result.rowcount, result.supports_sane_multi_rowcount()) == ([True], -1, False)
        assert conn.scalar(select(func.sum(T.c.v))) == -7140
    with Session(engine) as session:  # which counts, and so sends them one by one
        for item in session.scalars(select(Item)):
            item.v = 1
        session.commit()
        assert session.scalar(select(func.sum(T.c.v))) == 120


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"executemany_mode": "batch"}, "'executemany_mode': 'batch'; it is 'values_only' or 'values_plus_batch'"),
        ({"executemany_batch_page_size": 0}, "executemany_batch_page_size is the number of statements"),
    ],
)
def test_options_that_cannot_be(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        create_engine("postgresql+psycopg2://h/d", **options)
    with pytest.raises(TypeError, match="is an option of psycopg2, not of psycopg"):
        create_engine("postgresql+psycopg://h/d", **options)


def test_prepare_threshold_of_the_url() -> None:
    engine = create_engine("postgresql+psycopg://h/d")
    for written, meant in (("0", 0), ("5", 5), ("None", None)):
        url = engine.url.update_query_dict({"prepare_threshold": written})
        assert engine.driver_object.connect_args(url)[1]["prepare_threshold"] == meant

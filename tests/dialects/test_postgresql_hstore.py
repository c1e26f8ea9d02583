"""HSTORE: the text of its operators is that of SQLAlchemy, and dicts come back from PostgreSQL as they went."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss as ig
import isogloss.dialects.postgresql as pg

from ..servers import driver_url
from .both import texts

CASES = [
    lambda n, h: h.has_key("a"),
    lambda n, h: h.has_any(["a"]),
    lambda n, h: h.has_all(["a"]),
    lambda n, h: h.contains({"a": "b"}),
    lambda n, h: h.contained_by({"a": "b"}),
    lambda n, h: h.defined("k"),
    lambda n, h: h.delete("k"),
    lambda n, h: h.slice(["a"]),
    lambda n, h: h.keys(),
    lambda n, h: h.vals(),
    lambda n, h: h.array(),
    lambda n, h: h.matrix(),
    lambda n, h: h + {"a": "b"},
    lambda n, h: h.concat({"a": "b"}),
    lambda n, h: h + h,
    lambda n, h: h["a"],
    lambda n, h: h["a"] == "b",
    lambda n, h: h["a"] + "x",
    lambda n, h: h.has_key(h["x"]),
    lambda n, h: h.slice(["a"])["a"],
    lambda n, h: h.keys()[1],
    lambda n, h: h == {"a": "b"},
    lambda n, h: h != None,  # noqa: E711
    lambda n, h: n.and_(h.has_key("a"), h.contains({"a": "b"})),
    lambda n, h: ~h.has_key("a"),
    lambda n, h: n.cast({"a": "b"}, n.HSTORE),
    lambda n, h: n.literal({"a": "b"}, n.HSTORE),
    lambda n, h: n.hstore("a", "b"),
    lambda n, h: n.hstore("a", None),
    lambda n, h: n.func.hstore("a", "b"),
    lambda n, h: n.hstore("a", "b") + h,
    lambda n, h: n.hstore("a", "b")["a"],
    lambda n, h: n.func.foo(h.vals()),
]


@pytest.mark.parametrize("case", CASES)
def test_operators(case: Any) -> None:
    """Text and type of each operator and function."""
    got, expected = texts(lambda n: case(n, n.column("h", n.HSTORE)))
    assert got == expected


VALUES: list[Any] = [
    {},
    {"a": "b", "c": None},
    {'q"': "\\x", "": "", "NULL": "null"},
    {"\u00e9\u4e2d": "'it''s'", "a=>b": ", ", "line\nend": "\t"},
]


@pytest.fixture
def hstore(connection: Any) -> Any:
    """Return a connection to a database that has the extension."""
    offered = connection.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'hstore'").scalar()
    if not offered:
        pytest.skip("this server was built without its contributed extensions; use one that has hstore")
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS hstore")
    return connection


@pytest.mark.parametrize("value", VALUES)
def test_values_come_back(hstore: Any, value: Any) -> None:
    """As a bind, as a literal, and in a column."""
    query = ig.select(ig.literal(value, pg.HSTORE))
    assert hstore.scalar(ig.select(ig.cast(value, pg.HSTORE))) == value
    assert (
        hstore.scalar(
            ig.text(str(query.compile(hstore, compile_kwargs={"literal_binds": True}))).columns(
                ig.column("anon_1", pg.HSTORE)
            )
        )
        == value
    )
    table = ig.Table("kept", ig.MetaData(), ig.Column("h", pg.HSTORE))
    table.create(hstore)
    hstore.execute(table.insert(), [{"h": value}, {"h": None}])
    assert hstore.scalars(ig.select(table.c.h).order_by(table.c.h == None)).all() == [value, None]  # noqa: E711


def test_operators_answer(hstore: Any) -> None:
    """What the server answers to each; lists and dicts that the reference has read as one text are what they are."""
    h = ig.cast({"a": "1", "b": "2", "c": None}, pg.HSTORE)
    cases = [
        (h["a"], "1"),
        (h.has_key("a"), True),
        (h.has_any(["x", "a"]), True),
        (h.has_all(["x", "a"]), False),
        (h.contains({"a": "1"}), True),
        (h.contained_by({"a": "1"}), False),
        (h.defined("c"), False),
        (h.delete("a"), {"b": "2", "c": None}),
        (h.delete(["a", "b"]), {"c": None}),
        (h.delete({"a": "1", "b": "other"}), {"b": "2", "c": None}),
        (h.slice(["a"]), {"a": "1"}),
        (h.keys(), ["a", "b", "c"]),
        (h.vals(), ["1", "2", None]),
        (h.array(), ["a", "1", "b", "2", "c", None]),
        (h.matrix(), [["a", "1"], ["b", "2"], ["c", None]]),
        (h + {"a": "9"}, {"a": "9", "b": "2", "c": None}),
        (pg.hstore("k", "v"), {"k": "v"}),
        (pg.hstore(["k", "l"], ["v", "w"]), {"k": "v", "l": "w"}),
    ]
    for expression, expected in cases:
        assert hstore.scalar(ig.select(expression)) == expected, str(expression)


@pytest.mark.parametrize("value", [{"a": 1}, {1: "a"}])
def test_what_is_no_text_is_refused(value: Any) -> None:
    """Numbers would come back as text."""
    bind = pg.HSTORE().bind_for(pg.PostgreSQL())
    assert bind is not None
    with pytest.raises(ValueError, match="text"):
        bind(value)


@pytest.mark.parametrize("text", ["x", '"a"=>b', '"a"=>"b" "c"=>"d"'])
def test_text_that_is_no_hstore_is_refused(text: str) -> None:
    """A parser that guesses would lose values."""
    read = pg.HSTORE().result_for(pg.PostgreSQL())
    assert read is not None
    with pytest.raises(ValueError, match="HSTORE"):
        read(text)


DRIVERS = ("postgresql+psycopg", "postgresql+psycopg2")


@pytest.fixture(params=DRIVERS)
def with_extension(request: Any) -> Any:
    """Return the URL of a database that has the extension."""
    url = driver_url(request.param)
    engine = ig.create_engine(url)
    with engine.connect() as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'hstore'").scalar():
            pytest.skip("this server was built without its contributed extensions; use one that has hstore")
        # not known to this engine, which has connected before
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS hstore")
        assert connection.scalar(ig.text("SELECT 'a=>1'::hstore")) == '"a"=>"1"'
        assert connection.scalar(ig.select(ig.literal({"a": "1"}, pg.HSTORE))) == {"a": "1"}
        connection.commit()
    yield url
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP EXTENSION IF EXISTS hstore CASCADE")
    engine.dispose()


def test_text_of_the_driver_has_dicts_too(with_extension: Any) -> None:
    engine = ig.create_engine(with_extension)
    value = {"a": "1", 'b"': None}
    for _ in range(2):
        with engine.connect() as connection:
            text = "SELECT 'a=>1, \"b\\\"\"=>NULL'::hstore, ARRAY['a=>1'::hstore]"
            assert connection.exec_driver_sql(text).one() == (value, [{"a": "1"}])
            assert connection.execute(ig.text(text)).one() == (value, [{"a": "1"}])
            assert connection.scalar(ig.text("SELECT CAST(:x AS hstore)"), {"x": value}) == value
            assert connection.exec_driver_sql("SELECT CAST(%s AS hstore)", (value,)).scalar() == value
            assert connection.scalar(ig.select(ig.literal(value, pg.HSTORE))) == value
            lists = ig.literal([{"a": "1"}, None], pg.ARRAY(pg.HSTORE))
            assert connection.scalar(ig.select(lists)) == [{"a": "1"}, None]
            assert connection.scalar(ig.select(ig.literal({"a": [1]}, pg.JSONB))) == {"a": [1]}
        engine.dispose()


def test_text_of_hstore_can_be_wished_for(with_extension: Any) -> None:
    engine = ig.create_engine(with_extension, use_native_hstore=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 'a=>1'::hstore").scalar() == '"a"=>"1"'
        assert connection.scalar(ig.select(ig.literal({"a": "1"}, pg.HSTORE))) == {"a": "1"}
    engine.dispose()

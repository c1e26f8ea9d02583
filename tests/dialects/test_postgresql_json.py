"""The operators of JSON and JSONB on PostgreSQL: the reference's text, and a live server's answers."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as theirs

import isogloss as ig
from isogloss.dialects import postgresql as ours
from isogloss.exc import InvalidRequestError

from ..servers import server_url


def _table(lib: Any, pg: Any) -> Any:
    return lib.Table(
        "docs",
        lib.MetaData(),
        lib.Column("id", lib.Integer, primary_key=True),
        lib.Column("j", pg.JSONB),
        lib.Column("k", pg.JSON),
        lib.Column("s", lib.String),
    )


SAME: list[Any] = [
    lambda t, pg: t.c.j.has_key("a"),
    lambda t, pg: ~t.c.j.has_key(t.c.s),
    lambda t, pg: t.c.j.has_any(pg.array(["a", "b"])),
    lambda t, pg: t.c.j.contains({"a": 1}),
    lambda t, pg: t.c.j.contained_by({"a": 1}),
    lambda t, pg: t.c.j.contains(t.c.j),
    lambda t, pg: t.c.j.path_exists("$.a"),
    lambda t, pg: t.c.j.path_match("$.a > 1"),
    lambda t, pg: t.c.j["a"].astext,
    lambda t, pg: t.c.k["a"].astext == "x",
    lambda t, pg: t.c.k[("a", "b")].astext,
    lambda t, pg: t.c.k[1].astext,
]


@pytest.mark.parametrize("case", SAME)
def test_text(case: Any) -> None:
    expected = case(_table(sa, theirs), theirs)
    made = case(_table(ig, ours), ours)
    assert str(made.compile(dialect=ours.PostgreSQL())) == str(expected.compile(dialect=theirs.dialect()))
    assert type(made.type).__name__ == type(expected.type).__name__


def test_lists_of_keys_are_arrays_of_text() -> None:
    # the reference sends the list as a JSON document, which ?& and ?| do not take
    t = _table(ig, ours)
    dialect = ours.PostgreSQL()
    assert str(t.c.j.has_all(["a", "b"]).compile(dialect=dialect)) == "docs.j ?& %(j_1)s::TEXT[]"
    assert str(t.c.j.delete_path(["a", 1]).compile(dialect=dialect)) == "docs.j #- %(j_1)s::TEXT[]"


def test_astext_needs_an_index() -> None:
    with pytest.raises(InvalidRequestError, match="index it first"):
        _ = _table(ig, ours).c.j.astext


def test_on_a_server() -> None:
    engine = ig.create_engine(server_url("postgresql"))
    t = _table(ig, ours)
    document = {"a": {"b": [1, 2]}, "c": "it's"}
    with engine.begin() as c:
        t.metadata.create_all(c)
        c.execute(t.insert().values(id=1, j=document, k=document, s="a"))

        def ask(expression: Any) -> Any:
            return c.execute(ig.select(expression)).scalar()

        j = t.c.j
        assert ask(j.has_key("a")) and ask(j.has_key(t.c.s)) and not ask(j.has_key("z"))
        assert ask(j.has_all(["a", "c"])) and not ask(j.has_all(["a", "z"])) and ask(j.has_any(["z", "c"]))
        assert ask(j.contains({"c": "it's"})) and not ask(j.contained_by({"c": "it's"}))
        assert ask(j.path_exists("$.a.b[*] ? (@ > 1)")) and ask(j.path_match("$.a.b[0] == 1"))
        assert ask(j.delete_path(["a", "b", 0])) == {"a": {"b": [2]}, "c": "it's"}
        assert ask(j["c"].astext) == ask(t.c.k["c"].astext) == "it's"
        assert ask(j[("a", "b")].astext) == "[1, 2]" and ask(j["a"]["b"].astext) == "[1, 2]"
        assert ask(j["a"].contains({"b": [2]}))
        t.metadata.drop_all(c)
    engine.dispose()

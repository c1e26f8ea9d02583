"""``match()`` and ``limit()`` of the MySQL family: the reference's text, and rows of a live MariaDB."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql as theirs

import isogloss as ig
from isogloss.dialects import mysql as ours
from isogloss.dialects.mariadb import MariaDB
from isogloss.exc import CompileError, InvalidRequestError

from ..servers import server_url


def _table(lib: Any) -> Any:
    return lib.Table(
        "mt",
        lib.MetaData(),
        lib.Column("id", lib.Integer, primary_key=True),
        lib.Column("a", lib.String(50)),
        lib.Column("b", lib.String(50)),
    )


CASES: list[Any] = [
    lambda lib, my, t: my.match(t.c.a, t.c.b, against="x y"),
    lambda lib, my, t: my.match(t.c.a, against="x").in_boolean_mode(),
    lambda lib, my, t: my.match(t.c.a, against="x").in_natural_language_mode().with_query_expansion(),
    lambda lib, my, t: my.match(t.c.a, against=t.c.b, in_boolean_mode=True),
    lambda lib, my, t: ~my.match(t.c.a, against="x"),
    lambda lib, my, t: lib.select(t.c.id).order_by(my.match(t.c.a, against="q").desc()),
    lambda lib, my, t: t.update().values(a="y").where(t.c.b == "x").ext(my.limit(5)),
    lambda lib, my, t: t.delete().where(t.c.b == "x").ext(my.limit(5)),
]


@pytest.mark.parametrize("case", CASES)
def test_text(case: Any) -> None:
    expected = case(sa, theirs, _table(sa)).compile(dialect=theirs.dialect())
    made = case(ig, ours, _table(ig)).compile(dialect=MariaDB())
    assert str(made) == str(expected)
    assert list(made.params.values()) == list(expected.params.values())


def test_wrong_flags_and_places_are_refused() -> None:
    t = _table(ig)
    with pytest.raises(CompileError, match="boolean mode stands alone"):
        ours.match(t.c.a, against="x", in_boolean_mode=True, with_query_expansion=True)
    with pytest.raises(CompileError, match="against is required"):
        ours.match(t.c.a)
    with pytest.raises(InvalidRequestError, match="no place for itself in SELECT"):
        ig.select(t).ext(ours.limit(3))


def test_on_a_server() -> None:
    engine = ig.create_engine(server_url("mariadb"))
    t = _table(ig)
    ig.Index("mt_text", t.c.a, t.c.b, mariadb_prefix="FULLTEXT")
    with engine.begin() as c:
        t.metadata.drop_all(c)
        t.metadata.create_all(c)
        c.execute(
            t.insert(), [{"id": i, "a": w, "b": "filler text"} for i, w in enumerate(("river", "hill", "river"), 1)]
        )
    with engine.begin() as c:
        search = ours.match(t.c.a, t.c.b, against="river")
        assert c.execute(ig.select(t.c.id).where(search).order_by(t.c.id)).scalars().all() == [1, 3]
        words = search.in_boolean_mode()
        assert c.execute(ig.select(t.c.id).where(words > 0).order_by(t.c.id)).scalars().all() == [1, 3]
        assert c.execute(t.update().values(b="new").where(t.c.id > 0).ext(ours.limit(2))).rowcount == 2
        assert c.execute(t.delete().ext(ours.limit(1))).rowcount == 1
        t.metadata.drop_all(c)
    engine.dispose()

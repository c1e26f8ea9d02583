"""``distinct_on()``: the reference's text, and one row for each value on a live server."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as theirs

import isogloss as ig
from isogloss.dialects import postgresql as ours
from isogloss.exc import ArgumentError

from ..servers import server_url


def _statement(lib: Any, pg: Any) -> tuple[Any, Any]:
    t = lib.Table("seen", lib.MetaData(), lib.Column("id", lib.Integer, primary_key=True), lib.Column("a", lib.Integer))
    return t, lib.select(t.c.a, t.c.id).ext(pg.distinct_on(t.c.a)).order_by(t.c.a, t.c.id.desc())


def test_text_and_rows() -> None:
    t, statement = _statement(ig, ours)
    assert str(statement.compile(dialect=ours.PostgreSQL())) == str(
        _statement(sa, theirs)[1].compile(dialect=theirs.dialect())
    )
    engine = ig.create_engine(server_url("postgresql"))
    with engine.begin() as c:
        t.metadata.create_all(c)
        c.execute(t.insert(), [{"id": i, "a": i % 2} for i in range(1, 6)])
        assert c.execute(statement).all() == [(0, 4), (1, 5)]
        t.metadata.drop_all(c)
    engine.dispose()
    with pytest.raises(ArgumentError, match="at least one expression"):
        ours.distinct_on()

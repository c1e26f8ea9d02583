"""Elements that applications put into statements, and the warning of tables that nothing connects."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.sqlite import SQLite
from isogloss.exc import CompileError, InvalidRequestError, SAWarning
from isogloss.sql import SyntaxExtension

T = ig.Table("t", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), ig.Column("a", ig.Integer))


class At(SyntaxExtension):
    """Text with a parameter, at any place."""

    def __init__(self, point: str) -> None:
        self.point = point

    def apply_to_select(self, stmt: Any) -> Any:
        element = ig.text("<<:x>>").bindparams(x=7)
        return stmt.apply_syntax_extension_point(lambda existing: [*existing, element], self.point)

    apply_to_insert = apply_to_update = apply_to_delete = apply_to_select


@pytest.mark.parametrize(
    ("statement", "point", "text"),
    [
        (
            ig.select(T.c.a).where(T.c.a == 1).limit(2),
            "post_select",
            "SELECT <<?>> t.a \nFROM t \nWHERE t.a = ?\n LIMIT ?",
        ),
        (ig.select(T.c.a).distinct(), "pre_columns", "SELECT DISTINCT <<?>> t.a \nFROM t"),
        (
            ig.select(T.c.a).group_by(T.c.a).order_by(T.c.a),
            "post_criteria",
            "SELECT t.a \nFROM t GROUP BY t.a \n<<?>> ORDER BY t.a",
        ),
        (ig.select(T.c.a).order_by(T.c.a), "post_body", "SELECT t.a \nFROM t ORDER BY t.a <<?>>"),
        (T.insert().values(a=1), "post_values", "INSERT INTO t (a) VALUES (?) <<?>>"),
        (T.update().values(a=1).where(T.c.id == 2), "post_criteria", "UPDATE t SET a=? WHERE t.id = ? <<?>>"),
        (T.delete().where(T.c.id == 2), "post_criteria", "DELETE FROM t WHERE t.id = ? <<?>>"),
    ],
)
def test_places(statement: Any, point: str, text: str) -> None:
    compiled = statement.ext(At(point)).compile(dialect=SQLite())
    assert str(compiled).replace(" LIMIT ? OFFSET ?", " LIMIT ?") == text
    assert 7 in compiled.params.values()
    with pytest.raises(ValueError, match="known positions"):
        statement.ext(At("nowhere"))


def test_an_extension_says_where_it_stands() -> None:
    class Silent(SyntaxExtension):
        def apply_to_select(self, select_stmt: Any) -> Any:
            select_stmt.apply_syntax_extension_point(lambda e: [*e, ig.text("x")], "post_body")

    with pytest.raises(InvalidRequestError, match="must return the changed statement"):
        ig.select(T).ext(Silent())
    with pytest.raises(InvalidRequestError, match="no place for itself in DELETE"):
        T.delete().ext(Silent())


def test_an_extension_is_never_dropped_by_a_rewriting() -> None:
    upsert = ig.insert(T).values(id=1, a=2).on_conflict(T.c.id).do_update().ext(At("post_values"))
    assert "<<?>>" in str(upsert.compile(dialect=SQLite()))
    with pytest.raises(CompileError, match="no place in the form"):
        upsert.compile(dialect=MSSQL())


def _warnings(statement: Any, **options: Any) -> list[str]:
    engine = ig.create_engine("sqlite://", **options)
    with engine.connect() as c, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        T.metadata.create_all(c)
        c.execute(statement)
        return [str(w.message) for w in caught if issubclass(w.category, SAWarning)]


def test_a_cartesian_product_is_warned_of() -> None:
    u, v = T.alias("u"), T.alias("v")
    assert _warnings(ig.select(T.c.a, u.c.a)) == [
        'SELECT statement has a cartesian product between FROM element(s) "t" and FROM element "u".  Apply join '
        "condition(s) between each element to resolve."
    ]
    assert not _warnings(ig.select(T.c.a, u.c.a).where(T.c.id == u.c.id))
    assert not _warnings(ig.select(T.c.a, u.c.a).join(u, ig.true()))
    assert not _warnings(ig.select(T.c.a, u.c.a), enable_from_linting=False)
    assert len(_warnings(ig.select(T.c.a, u.c.a, v.c.a).where(T.c.id == u.c.id))) == 1
    assert not _warnings(ig.select(T.c.a, u.c.a).where(ig.exists().where(v.c.id == u.c.id, v.c.a == T.c.a)))
    assert not _warnings(ig.select(T.c.a, u.c.a).where(ig.and_(T.c.id > 1, ig.or_(T.c.id == u.c.id, u.c.a == 3))))

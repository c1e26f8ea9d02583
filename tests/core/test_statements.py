"""Ways to write a statement beside the usual: lambdas, template strings, copies of assigned values, typed columns."""

from __future__ import annotations

import functools
import operator
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

import isogloss as ig
from isogloss.exc import ArgumentError, CompileError
from isogloss.orm import Session
from isogloss.schema import Named, TypedColumns

from ..differential.libraries import our_dialects, reference_dialects


def _table(lib: Any) -> Any:
    return lib.Table(
        "t",
        lib.MetaData(),
        lib.Column("id", lib.Integer, primary_key=True),
        lib.Column("a", lib.Integer),
        lib.Column("b", lib.Integer, default=lambda: 3),
        lib.Column("c", lib.Integer, onupdate=5),
    )


def test_lambdas_are_called_at_each_execution() -> None:
    t = _table(ig)
    engine = ig.create_engine("sqlite://")
    t.metadata.create_all(engine)
    wanted = 1
    stmt = ig.lambda_stmt(lambda: ig.select(t.c.id))
    stmt += lambda s: s.where(t.c.a == wanted)
    with engine.begin() as c:
        c.execute(t.insert(), [{"id": 1, "a": 1}, {"id": 2, "a": 2}])
        assert c.execute(stmt).scalars().all() == [1]
        wanted = 2
        assert c.execute(stmt).scalars().all() == [2]
        assert Session(c).execute(stmt).scalars().all() == [2]
    assert stmt.is_select and not stmt.is_dml
    assert str(stmt) == str(ig.select(t.c.id).where(t.c.a == 2))
    with pytest.raises(ArgumentError, match="a function"):
        ig.lambda_stmt("SELECT 1")


@pytest.mark.parametrize(
    "build",
    [
        lambda lib, t: t.insert().values(id=1, a=5, c=lib.from_dml_column(t.c.a)),
        lambda lib, t: t.insert().values(id=1, a=lib.func.f(3), c=lib.from_dml_column(t.c.a) + 5),
        lambda lib, t: t.insert().values(id=1, c=lib.from_dml_column(t.c.b)),
        lambda lib, t: t.update().values(a=5, b=lib.from_dml_column(t.c.a) + 1),
        lambda lib, t: t.update().values(b=lib.from_dml_column(t.c.a), c=1),
        lambda lib, t: t.update().values(a=lib.from_dml_column(t.c.c)),
    ],
)
def test_from_dml_column_says_what_the_reference_says(build: Any) -> None:
    ours, theirs = build(ig, _table(ig)).compile(), build(sa, _table(sa)).compile()
    assert str(ours) == str(theirs)
    assert ours.params == theirs.params


def test_from_dml_column_needs_a_value_and_a_statement() -> None:
    t = _table(ig)
    with pytest.raises(CompileError, match="gives no value"):
        t.insert().values(id=1, a=ig.from_dml_column(t.c.c)).compile()
    with pytest.raises(CompileError, match="outside of an INSERT or UPDATE"):
        ig.select(ig.from_dml_column(t.c.a)).compile()


def _template(*parts: Any) -> Any:
    """What ``t"..."`` is on Python 3.14: strings with interpolations between."""
    found = [SimpleNamespace(value=p, expression="x", conversion=None, format_spec="") for p in parts[1::2]]
    return SimpleNamespace(strings=parts[::2], interpolations=found)


def test_template_strings_bind_values_and_embed_elements() -> None:
    t = _table(ig)
    inner = _template("", t.c.a, " > ", 4, "")
    made = ig.tstring(_template("SELECT ", t.c.id, " FROM ", t, " WHERE ", inner, " AND x::int = ", "o'k", ""))
    compiled = made.compile(dialect=our_dialects()["sqlite"])
    assert str(compiled) == "SELECT t.id FROM t WHERE t.a > ? AND x::int = ?"
    assert list(compiled.params.values()) == [4, "o'k"]
    engine = ig.create_engine("sqlite://")
    with engine.connect() as c:
        assert c.execute(ig.tstring(_template("SELECT ", 1, " + ", ig.literal(2), " AS n"))).scalar() == 3
        rows = ig.tstring(_template("SELECT ", 7, " AS n")).columns(ig.column("n", ig.Integer)).subquery("s")
        assert c.execute(ig.select(rows.c.n + 1)).scalar() == 8
    with pytest.raises(ArgumentError, match="takes a template string"):
        ig.tstring("SELECT 1")
    bad = _template("SELECT ", 1, "")
    bad.interpolations[0].format_spec = ".2f"
    with pytest.raises(ArgumentError, match="no conversion or format"):
        ig.tstring(bad)


class WithId(TypedColumns):
    id = ig.Column(ig.Integer, primary_key=True)


class UserCols(WithId):
    name: Named[str]
    age: Named[int | None] = ig.Column("user_age")
    middle: Named[str] = ig.Column(ig.String(42))
    ratio: Named[float | None]


def test_typed_columns_declare_a_table() -> None:
    one, two = (ig.Table(n, ig.MetaData(), UserCols, ig.Column("more", ig.Date)) for n in ("one", "two"))
    assert one.c.id is not two.c.id
    shown = [(c.key, c.name, repr(c.type), c.nullable) for c in one.c]
    assert shown == [
        ("id", "id", "Integer()", False),
        ("name", "name", "String()", False),
        ("age", "user_age", "Integer()", True),
        ("middle", "middle", "String(length=42)", False),
        ("ratio", "ratio", "Double()", True),
        ("more", "more", "Date()", True),
    ]
    assert one.with_cols(UserCols) is one
    with pytest.raises(TypeError, match="has no instances"):
        UserCols()


def test_foreign_keys_by_names_with_dots() -> None:
    for lib in (ig, sa):
        m = lib.MetaData()
        parent = lib.Table("my.tbl", m, lib.Column("z", lib.Integer, primary_key=True), schema="s.x")
        by_name = lib.Table("a", m, lib.Column("x", lib.ForeignKey(("s.x", "my.tbl", "z"))))
        by_column = lib.Table("b", m, lib.Column("x", lib.ForeignKey(parent.c.z)))
        for table in (by_name, by_column):
            (fk,) = table.foreign_keys
            assert fk.column is parent.c.z
            assert tuple(fk.target_tokens) == ("s.x", "my.tbl", "z")
            assert fk.target_table_key == "s.x.my.tbl"
        assert next(iter(by_name.foreign_keys)).target_column is None
        assert next(iter(by_column.foreign_keys)).target_column is parent.c.z


def test_sentinel_columns_stay_out_of_statements() -> None:
    for lib in (ig, sa):
        t = lib.Table(
            "t", lib.MetaData(), lib.Column("id", lib.Integer, primary_key=True), lib.schema.insert_sentinel("s")
        )
        assert str(lib.select(t)) == "SELECT t.id \nFROM t"
        assert str(t.insert()) == "INSERT INTO t (id) VALUES (:id)"
        assert str(lib.select(t.c.s)) == "SELECT t.s \nFROM t"
        assert "s INTEGER" in str(lib.schema.CreateTable(t).compile())


def test_collation_of_a_schema() -> None:
    for lib in (ig, sa):
        made = lib.select(lib.collate(lib.column("x"), "C", collation_schema="pg_catalog"))
        assert 'x COLLATE pg_catalog."C"' in str(made)


def test_offline_strings() -> None:
    from isogloss.sql.expression import CacheKey

    kept: dict[Any, str] = {}
    one, two = ig.select(ig.column("a") == 1), ig.select(ig.column("a") == 2)
    key = CacheKey.of(one)
    assert key.key == CacheKey.of(two).key
    text = key.to_offline_string(kept, one, {"a_1": 1})
    assert "a_1" in text and key.to_offline_string(kept, two, {"a_1": 1}) == text and len(kept) == 1


@pytest.mark.parametrize("op", [operator.add, operator.mul, "concat", "reversed"])
def test_long_chains_of_one_operator(op: Any) -> None:
    """Sums, products and strings of thousands of parts compile to what the reference writes, on each dialect."""

    def chain(lib: Any) -> Any:
        t = _table(lib)
        parts = [t.c.a, *(t.c.b if i % 2 else i for i in range(3_000))]
        if op == "concat":
            return functools.reduce(lambda a, b: a.concat(lib.cast(b, lib.String)), parts)
        if op == "reversed":
            return functools.reduce(lambda a, b: b + a, parts)
        return functools.reduce(op, parts)

    ours, theirs = chain(ig), chain(sa)
    assert repr(ours.type) == repr(theirs.type)
    references = reference_dialects()
    for name, dialect in our_dialects().items():
        assert str(ours.compile(dialect=dialect)) == str(theirs.compile(dialect=references[name]))


def test_chains_follow_their_order() -> None:
    a, b, c = (ig.column(name, ig.Integer) for name in "abc")
    assert (a + b + c).compare(c + a + b) and not (a.concat(b).concat(c)).compare(c.concat(a).concat(b))
    written = [
        [str(f(lib.column("a", lib.Integer), lib.column("b", lib.Integer))) for lib in (ig, sa)]
        for f in (
            lambda a, b: -(a + 1 + b) * 2,
            lambda a, b: (a + 1 + b) * 2 * (a - 1 + b),
            lambda a, b: (a + b + a == b + a + b) & (b * (a * b) > 1 - (a + b + 1)),
        )
    ]
    assert [ours for ours, _ in written] == [theirs for _, theirs in written]


def test_savepoints_as_statements() -> None:
    from isogloss import ReleaseSavepointClause, RollbackToSavepointClause, SavepointClause

    engine = ig.create_engine("sqlite://")
    t = _table(ig)
    with engine.connect() as c:
        t.metadata.create_all(c)
        c.execute(SavepointClause("a b"))
        c.execute(t.insert().values(id=1))
        c.execute(RollbackToSavepointClause("a b"))
        c.execute(ReleaseSavepointClause("a b"))
        assert c.execute(ig.select(t)).all() == []
    dialects = our_dialects()
    assert str(SavepointClause("s").compile(dialect=dialects["mssql"])) == "SAVE TRANSACTION s"
    with pytest.raises(CompileError, match="leave it out"):
        ReleaseSavepointClause("s").compile(dialect=dialects["oracle"])


def test_classes_take_the_types_of_their_values() -> None:
    """As annotations of applications write them, where they are evaluated."""
    for cls in (
        ig.Column, ig.ColumnElement, ig.Table, ig.Update, ig.Delete, ig.BindParameter, ig.Label, ig.types.TypeEngine,
        ig.types.TypeDecorator, ig.types.UserDefinedType,
    ):  # fmt: skip
        assert cls[int] is cls
    assert ig.Select[int, str].__origin__ is ig.Select

"""Statements seen from outside: walked, compared, rewritten, given other values."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.sql import visitors as theirs

import isogloss as ig
from isogloss.sql import visitors


def _statement(lib: Any) -> Any:
    t = lib.table("t", lib.column("a", lib.Integer), lib.column("b", lib.String))
    inner = lib.select(t.c.a).where(t.c.b == "x").subquery("s")
    return lib.select(t.c.a, lib.func.lower(t.c.b).label("l")).join(inner, inner.c.a == t.c.a).where(t.c.a.in_([1, 2]))


def test_visitors_meet_the_same_kinds_as_in_the_reference() -> None:
    def kinds(module: Any, statement: Any) -> set[str]:
        return {n.__visit_name__ for n in module.iterate(statement)}

    want = {"select", "column", "binary", "bindparam", "label", "function", "subquery", "table"}
    assert want <= kinds(visitors, _statement(ig))
    assert want <= kinds(theirs, _statement(sa))


def test_traverse_calls_by_kind() -> None:
    seen: list[Any] = []
    visitors.traverse(_statement(ig), {}, {"bindparam": lambda b: seen.append(b.value)})
    assert seen.count("x") == 1 and [1, 2] in seen


def test_replacement_and_clone() -> None:
    a, b = ig.column("a"), ig.column("b")
    made = visitors.replacement_traverse(a + b > 5, {}, lambda n: ig.column("c") if n is b else None)
    assert str(made) == "a + c > :param_1"
    cloned = visitors.cloned_traverse(a == 1, {}, {"bindparam": lambda bind: ig.literal(7)})
    assert str(cloned.compile(compile_kwargs={"literal_binds": True})) == "a = 7"

    class Swap(visitors.ReplacingCloningVisitor):
        def replace(self, elem: Any) -> Any:
            return b if elem is a else None

    assert str(Swap().traverse(a < 3)) == "b < :a_1"


@pytest.mark.parametrize(
    ("pair", "same"),
    [
        (lambda q, c: (c("a") == 5, c("a") == 5), True),
        (lambda q, c: (c("a") == 5, c("a") == 6), False),
        (lambda q, c: (c("a") == c("b"), c("b") == c("a")), True),
        (lambda q, c: (c("a") + c("b"), c("b") + c("a")), True),
        (lambda q, c: (c("a") - c("b"), c("b") - c("a")), False),
        (lambda q, c: (c("a") < c("b"), c("b") < c("a")), False),
        (lambda q, c: (q.and_(c("a") == 1, c("b") == 2), q.and_(c("b") == 2, c("a") == 1)), True),
        (lambda q, c: (q.or_(c("a") == 1, c("b") == 2), q.and_(c("b") == 2, c("a") == 1)), False),
        (lambda q, c: (q.select(c("a")).where(c("b") == 1), q.select(c("a")).where(c("b") == 1)), True),
        (lambda q, c: (q.select(c("a")), q.select(c("b"))), False),
        (lambda q, c: (c("a").label("x"), c("a").label("y")), False),
        (lambda q, c: (q.literal("x"), q.literal("x")), True),
    ],
)
def test_compare(pair: Any, same: bool) -> None:
    for lib in (ig, sa):
        left, right = pair(lib, lib.column)
        assert left.compare(right) is same, lib


def test_params_and_unique_params() -> None:
    condition = ig.column("a") == ig.bindparam("x")
    assert condition.params(x=3).compile().params == {"x": 3}
    both = ig.and_(condition.unique_params(x=1), condition.unique_params(x=2))
    assert both.compile().params == {"x_1": 1, "x_2": 2}
    assert condition.compile().params == {"x": None}


def test_replace_selectable_reads_the_alias_everywhere() -> None:
    t = ig.table("t", ig.column("a"))
    moved = ig.select(t.c.a).where(t.c.a > 1).replace_selectable(t, t.alias("u"))
    assert str(moved) == "SELECT u.a \nFROM t AS u \nWHERE u.a > :a_1"

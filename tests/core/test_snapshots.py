"""The SQL that we pin, one file per statement with a section per server; and what must hold for each of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

import isogloss as ig
from isogloss import excluded, func, insert, merge, new, old, outcome, select, update
from isogloss.core import glot, node

from ..differential.cases import CASES, OWN
from ..differential.libraries import namespace
from .sql_snapshots import SERVERS, SqlFile, check_cache, render

X = namespace("isogloss")
T, P = X.t, X.p

U = ig.Table(
    "account",
    ig.MetaData(),
    ig.Column("id", ig.Integer, primary_key=True),
    ig.Column("email", ig.String(50), unique=True),
    ig.Column("name", ig.String(50)),
    ig.Column("visits", ig.Integer, server_default="0"),
    ig.Column("created", ig.String(20), default="now"),
    ig.Column("changed", ig.String(20), onupdate="later"),
)
MERGE = merge(T).using(P, on=T.c.id == P.c.id)
ROWS = [{"email": "a", "name": "x"}, {"email": "b", "name": "y"}]

#: What the reference has not, by the same naming as the differential cases: area_case.
OURS: dict[str, Callable[[], Any]] = {
    "upsert_do_update_all": lambda: insert(U).values(ROWS).on_conflict(U.c.email).do_update(),
    "upsert_do_nothing": lambda: insert(U).values(ROWS).on_conflict(U.c.email).do_nothing(),
    "upsert_do_nothing_any_key": lambda: insert(U).values(ROWS).on_conflict().do_nothing(),
    "upsert_values": lambda: (
        insert(U)
        .values(ROWS)
        .on_conflict(U.c.email)
        .do_update(name=excluded.name, visits=U.c.visits + 1, where=U.c.name.is_not(None))
    ),
    "upsert_only": lambda: insert(U).values(ROWS).on_conflict("email").do_update(only=["name"]),
    "upsert_exclude": lambda: insert(U).values(ROWS).on_conflict(U.c.email).do_update(exclude=[U.c.name]),
    "upsert_if_changed": lambda: insert(U).values(ROWS).on_conflict(U.c.email).do_update(if_changed=True),
    "upsert_returning": lambda: (
        insert(U).values(ROWS[0]).on_conflict(U.c.email).do_update().returning(U.c.id, outcome())
    ),
    "upsert_from_select": lambda: (
        insert(U).from_select(["email", "name"], select(P.c.name, P.c.name)).on_conflict(U.c.email).do_update()
    ),
    "upsert_two_keys": lambda: insert(U).values(id=1, email="a", name="x").on_conflict(U.c.email).do_update(),
    "merge_upsert": lambda: (
        MERGE.when_matched().update(name=P.c.name).when_not_matched().insert(id=P.c.id, name=P.c.name)
    ),
    "merge_missing": lambda: MERGE.when_not_matched().insert(),
    "merge_delete": lambda: MERGE.when_matched(P.c.name == "x").delete().when_matched().update(name=P.c.name),
    "merge_choice": lambda: (
        MERGE.when_matched(P.c.name == "x")
        .do_nothing()
        .when_matched(P.c.name == "y")
        .update(name="z")
        .when_matched()
        .update(o=0)
    ),
    "merge_by_source": lambda: MERGE.when_not_matched().insert().when_not_matched_by_source().delete(),
    "merge_returning": lambda: (
        MERGE.when_matched().update().when_not_matched().insert().returning(outcome(), T.c.id, new(T.c.name))
    ),
    "merge_old": lambda: MERGE.when_matched().delete().returning(old(T.c.name), P.c.name),
    "merge_cte": lambda: (
        merge(T)
        .using(c := select(P).cte("c"), on=T.c.id == c.c.id)
        .when_matched()
        .update(name=c.c.name)
        .when_not_matched()
        .insert(id=c.c.id, name=c.c.name)
    ),
    "update_old_new": lambda: update(T).values(name="x").returning(old(T.c.name), new(T.c.name)),
    "delete_old_new": lambda: ig.delete(T).returning(old(T.c.name), new(T.c.name)),
    "upsert_old_new": lambda: (
        insert(U).values(ROWS[0]).on_conflict(U.c.email).do_update().returning(old(U.c.name), new(U.c.name))
    ),
    "upsert_nothing_to_set": lambda: (
        insert(U).values(email="a").on_conflict(U.c.email).do_update(only=[]).returning(U.c.id)
    ),
    "update_returning_other": lambda: (
        update(T).values(name=P.c.name).where(T.c.o == P.c.id).returning(T.c.id, P.c.name)
    ),
    "delete_using_returning": lambda: ig.delete(T).where(T.c.o == P.c.id).returning(T.c.id),
    "update_rows": lambda: update(T).from_rows([{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]),
    "update_rows_returning": lambda: update(T).from_rows([{"id": 1, "name": "a"}]).returning(T.c.id),
    "function_filter_distinct": lambda: select(func.count(T.c.o.distinct()).filter(T.c.f)),
    "select_nulls_other_end": lambda: select(T.c.id).order_by(T.c.name.nulls_last(), T.c.o.desc().nulls_first()),
    "select_distinct_on": lambda: select(T.c.id).distinct(T.c.name),
    "from_lateral": lambda: select(T.c.id, (s := select(P.c.name).where(P.c.id == T.c.o).lateral()).c.name).join(
        s, ig.true()
    ),
    "from_subquery_order": lambda: select(select(T.c.id).order_by(T.c.name).subquery().c.id),
}
ALL: dict[str, Callable[[], Any]] = {
    **{name: (lambda fn=fn: fn(X)) for name, fn in CASES.items()},
    **{f"own_{name}": (lambda fn=fn: fn(X)) for name, (_, fn) in OWN.items()},
    **OURS,
}


@pytest.fixture
def sql(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SqlFile)


@pytest.mark.parametrize("case", ALL)
def test_sql(case: str, sql: SnapshotAssertion) -> None:
    assert render(ALL[case]()) == sql


@pytest.mark.parametrize("case", ALL)
def test_rebuilding_every_node_changes_nothing(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render(ALL[case]())
    monkeypatch.setattr(node, "REBUILD_ALWAYS", True)
    assert render(ALL[case]()) == plain


@pytest.mark.parametrize("case", ALL)
def test_a_second_compilation_is_a_cache_hit(case: str) -> None:
    check_cache(lambda n: ALL[case]())


@pytest.mark.parametrize(
    "build",
    [
        lambda n: select(T.c.id).where(T.c.id == n, T.c.name == str(n)),
        lambda n: select(T.c.id).where(T.c.id.in_(list(range(n)))),
        lambda n: select(T.c.id).order_by(T.c.id).limit(n).offset(n + 1),
        lambda n: insert(T).values(id=n, name=str(n)),
        lambda n: insert(T).values([{"id": n, "name": "a"}, {"id": n + 1, "name": "b"}]),
        lambda n: insert(U).values(email=str(n)).on_conflict(U.c.email).do_update(visits=U.c.visits + n),
        lambda n: update(T).values(name=str(n)).where(T.c.id == n),
        lambda n: update(T).values(name=P.c.name).where(T.c.o == P.c.id, P.c.id == n),
        lambda n: update(T).from_rows([{"id": n, "name": "a"}]),
        lambda n: ig.delete(T).where(T.c.id == n),
        lambda n: ig.union(select(T.c.id).where(T.c.id == n), select(P.c.id).where(P.c.id == -n)),
        lambda n: select(select(T.c.id).where(T.c.id > n).cte("c")),
    ],
)
def test_values_never_come_from_the_cache(build: Any) -> None:
    check_cache(build)


#: What sqlglot says of our text although the server takes it: area_case-server -> its fault, in words.
ALLOWED: dict[str, str] = json.loads((Path(__file__).parent / "second_opinion.json").read_text())


@pytest.mark.parametrize("case", ALL)
def test_second_opinion(case: str) -> None:
    """An independent parser reads every text, or its fault is known."""
    for dialect in SERVERS[1::2]:
        try:
            text = str(ALL[case]().compile(dialect=dialect))
        except ig.exc.SQLAlchemyError:
            continue
        if case.startswith("own_") and OWN[case.removeprefix("own_")][0] != dialect.name:
            continue
        fault = glot.second_opinion(text, dialect)
        known = f"{case}-{dialect.name}"
        if known in ALLOWED:
            assert fault, f"{known}: read now; take it out of second_opinion.json"
        else:
            assert not fault, f"{known}: {fault}\n{text}"

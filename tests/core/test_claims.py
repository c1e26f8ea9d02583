"""Every line on the map is where we drew it: what a dialect claims works on the live server, what it denies is refused."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from isogloss import Column, Integer, MetaData, String, Table, create_engine, insert, select
from isogloss.core.compile.capabilities import Capabilities
from isogloss.core.testing.claims import ELSEWHERE
from isogloss.engine import Engine
from isogloss.testing import CLAIMS, Claim, probe

from ..private_postgres import private_url
from ..servers import server_url


def newer_sqlite() -> Any:
    """Return the driver of a SQLite that is newer than the interpreter's."""
    module = pytest.importorskip("pysqlite3.dbapi2", reason="pip install pysqlite3 for a newer SQLite")
    assert module.sqlite_version_info > sqlite3.sqlite_version_info
    return module


ENGINES = {
    "sqlite": lambda: create_engine("sqlite://"),
    "sqlite-newer": lambda: create_engine("sqlite://", module=newer_sqlite()),
    "postgresql": lambda: create_engine(server_url("postgresql")),
    "postgresql-16": lambda: create_engine(private_url(16)),
    "postgresql-17": lambda: create_engine(private_url(17)),
    "postgresql-18": lambda: create_engine(private_url(18)),
    "mariadb": lambda: create_engine(server_url("mariadb")),
}


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = ENGINES[request.param]()
    yield made
    made.dispose()


def test_claims_hold(engine: Engine) -> None:
    findings = list(probe(engine))
    assert len(findings) > 50
    assert [str(finding) for finding in findings if not finding.holds] == []


def test_each_capability_is_proven_once() -> None:
    proven = {claim.capability for claim in CLAIMS}
    fields = {field.name for field in dataclasses.fields(Capabilities)}
    assert proven | set(ELSEWHERE) == fields
    assert not proven & set(ELSEWHERE)


def test_a_false_claim_is_found() -> None:
    made = create_engine("sqlite://")
    with made.connect() as c:
        c.dialect.capabilities = dataclasses.replace(c.dialect.capabilities, ilike=True, full_join=False)
        wrong = {finding.claim.capability: str(finding) for finding in probe(made) if not finding.holds}
    assert set(wrong) == {"ilike", "full_join"}
    assert "ilike: SQLite" in wrong["ilike"] and "takes, but did not take: SELECT id" in wrong["ilike"]


def test_a_claim_of_one_way_says_nothing_of_others() -> None:
    claim = Claim("ilike", (True,), ("SELECT 1",), exact=False)
    assert claim.promised(Capabilities(ilike=True)) is True
    assert claim.promised(Capabilities(ilike=False)) is None


def test_generated_keys_ascend_with_the_rows(engine: Engine) -> None:
    """The order of a batch rests on this: keys of one multi-row INSERT ascend in the order of its rows."""
    metadata = MetaData()
    t = Table(
        "cl_order", metadata, Column("id", Integer, primary_key=True), Column("n", Integer), Column("pad", String(50))
    )
    metadata.drop_all(engine)
    metadata.create_all(engine)
    rows = [{"n": i, "pad": "x" * (i * 7 % 50)} for i in range(5000)]
    with engine.begin() as c:
        ids = c.execute(insert(t).returning(t.c.id, sort_by_parameter_order=True), rows).scalars().all()
        found = dict(c.execute(select(t.c.n, t.c.id)).all())
        assert ids == [found[i] for i in range(5000)]
    metadata.drop_all(engine)

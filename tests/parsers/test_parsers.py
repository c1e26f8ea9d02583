"""Every text that the snapshots pin is asked of a parser that is not ours; its own faults stand in a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import isogloss as ig
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL

from ..core.test_snapshots import ALL, OWN
from . import tools

#: server -> the dialect, the parser, and how a parameter is written there.
SERVERS: dict[str, tuple[Any, Callable[[str], str | None], Callable[[str], str]]] = {
    "postgresql-13": (PostgreSQL(version=(13,)), tools.postgresql, lambda n: "$1"),
    "postgresql-18": (PostgreSQL(version=(18,)), tools.postgresql, lambda n: "$1"),
    "mssql-2017": (MSSQL(version=(14,)), tools.mssql, lambda n: f"@{n}"),
    "mssql-2022": (MSSQL(version=(16,)), tools.mssql, lambda n: f"@{n}"),
    "oracle-19": (Oracle(version=(19,)), lambda s: tools.oracle(s) or tools.oracle_19(s), lambda n: f":{n}"),
    "oracle-23": (Oracle(version=(23,)), tools.oracle, lambda n: f":{n}"),
}
#: server -> reason -> the cases that its parser refuses and the server takes, or that ask for another server's words.
ALLOWED: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "allowed.json").read_text())


@pytest.mark.parametrize("server", SERVERS)
def test_another_parser_reads_every_text(server: str) -> None:
    dialect, parse, mark = SERVERS[server]
    known = {case: reason for reason, cases in ALLOWED.get(server, {}).items() for case in cases}
    faults = {}
    for case, build in ALL.items():
        if case.startswith("own_") and OWN[case.removeprefix("own_")][0] != dialect.name:
            continue
        try:
            text = str(build().compile(dialect=dialect))
        except ig.exc.SQLAlchemyError:
            continue
        fault = parse(tools.readable(text, mark))
        if (case in known) != bool(fault):
            faults[case] = f"{fault or 'read now: take it out of allowed.json'}\n{text}"
    assert not faults, "\n\n".join(f"{case}: {fault}" for case, fault in faults.items())


#: Versions that are not supported in full, and newer ones than the parsers: nothing may be refused that is not known.
OTHER_VERSIONS = {
    "mssql": (MSSQL, [(10,), (11,), (13,), (15,), (17,)], tools.mssql, lambda n: f"@{n}"),
    "oracle": (Oracle, [(11, 2), (12, 1), (12, 2), (21,)], tools.oracle, lambda n: f":{n}"),
}


@pytest.mark.parametrize("server", OTHER_VERSIONS)
def test_texts_of_other_versions(server: str) -> None:
    cls, versions, parse, mark = OTHER_VERSIONS[server]
    allowed = [c for s, found in ALLOWED.items() if s.startswith(server) for cases in found.values() for c in cases]
    faults, seen = {}, set()
    for version in versions:
        for case, build in ALL.items():
            if case in allowed or (case.startswith("own_") and OWN[case.removeprefix("own_")][0] != server):
                continue
            try:
                text = str(build().compile(dialect=cls(version=version)))
            except ig.exc.SQLAlchemyError:
                continue
            if text not in seen and (fault := parse(tools.readable(text, mark))):
                faults[case, version] = f"{fault}\n{text}"
            seen.add(text)
    assert not faults, "\n\n".join(f"{case}: {fault}" for case, fault in faults.items())


def test_the_parsers_are_awake() -> None:
    for server, (_, parse, _) in SERVERS.items():
        assert parse("SELECT a FROM t WHERE b = 1") is None, server
        assert parse("SELECT a FORM t WHERE"), server
    assert tools.oracle_19("SELECT (SELECT 1) FROM t") == "SELECT without FROM"
    assert tools.oracle_19("SELECT true FROM t")


@pytest.mark.parametrize("server", ALLOWED)
def test_the_table_names_cases(server: str) -> None:
    assert {c for cases in ALLOWED[server].values() for c in cases} <= set(ALL)

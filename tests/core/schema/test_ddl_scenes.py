"""Every construct of DDL: its text for ten servers, read by parsers that are not ours, and taken by the live servers."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from isogloss.exc import SQLAlchemyError

from ...parsers import tools
from ..live import engine as engine
from ..sql_snapshots import SERVERS, SqlFile
from .ddl_scenes import GENERIC, OWN

ALL = {f"ddl_{name}": (None, scene) for name, scene in GENERIC.items()} | {
    f"ddl_{dialect}_{name}": (dialect, scene) for dialect, scenes in OWN.items() for name, scene in scenes.items()
}


def texts(case: str, dialect: Any) -> list[str]:
    """Return the statements of a scene; the last one is a comment where the dialect refuses an element."""
    made = []
    for element in ALL[case][1]():
        try:
            made.append(str(element.compile(dialect=dialect)).strip())
        except SQLAlchemyError as error:
            return [*made, f"-- refused: {str(error).replace(dialect.describe(), dialect.title)}"]
    return made


#: server -> the parser that reads its DDL.
PARSERS = {
    "PostgreSQL 13": tools.postgresql,
    "PostgreSQL 18": tools.postgresql,
    "Oracle 19": tools.oracle,
    "Oracle 23": tools.oracle,
    "SQL Server 2017": tools.mssql,
    "SQL Server 2022": tools.mssql,
}


def of(case: str, name: str) -> bool:
    """Whether a scene is meant for the dialect ``name``."""
    return ALL[case][0] in (None, name)


@pytest.fixture
def sql(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SqlFile)


@pytest.mark.parametrize("case", ALL)
def test_ddl(case: str, sql: SnapshotAssertion) -> None:
    sections: dict[str, list[str]] = {}
    for dialect in SERVERS:
        if of(case, dialect.name):
            sections.setdefault(";\n\n".join(texts(case, dialect)), []).append(dialect.describe())
    assert "\n\n".join(f"-- {', '.join(names)}\n{text}" for text, names in sections.items()) + "\n" == sql


def test_every_live_server_takes_every_scene(engine: Any) -> None:
    """What is not refused is executed, from the first element to the last."""
    faults = {}
    for case in ALL:
        if not of(case, engine.dialect.name) or texts(case, engine.dialect)[-1].startswith("-- refused"):
            continue
        with engine.connect() as c:
            c.execution_options(isolation_level="AUTOCOMMIT")
            try:
                for element in ALL[case][1]():
                    c.execute(element)
            except SQLAlchemyError as error:
                faults[case] = str(error)
                for element in ALL[case][1]():
                    if type(element).__name__.startswith("Drop"):
                        with suppress(SQLAlchemyError):
                            c.execute(element)
    assert not faults, "\n\n".join(f"{case}: {fault}" for case, fault in faults.items())


@pytest.mark.parametrize("server", PARSERS)
def test_another_parser_reads_every_scene(server: str) -> None:
    dialect = next(d for d in SERVERS if d.describe() == server)
    faults = {}
    for case in ALL:
        for text in texts(case, dialect) if of(case, dialect.name) else ():
            if server == "Oracle 23" and " IF " in text.splitlines()[0]:
                continue  # IF [NOT] EXISTS is of Oracle 23: the grammar is older
            if not text.startswith("--") and (fault := PARSERS[server](text.replace("%%", "%"))):
                faults[case] = f"{fault}\n{text}"
    assert not faults, "\n\n".join(f"{case}: {fault}" for case, fault in faults.items())

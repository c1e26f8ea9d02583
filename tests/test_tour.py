"""The tour runs everywhere and shows what it says."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from isogloss import create_engine, func, select
from isogloss.__main__ import main
from isogloss.core.engine import registry
from isogloss.dialects.mariadb import MySQL
from isogloss.exc import ProgrammingError
from isogloss.orm import Session
from isogloss.tour import data, run
from isogloss.tour.models import Base, Continent, Country
from isogloss.tour.report import shorten

from .servers import server_url

BACKENDS = ("postgresql", "mariadb")
#: What a reader is told in the summary, on every database.
FACTS = [
    "5 tables, parents before children",
    "194 countries inserted and back as objects",
    "China and Russia have 14 borders each",
    "Mongolia has the fewest people per km²",
    "194 updated, 1 inserted, 5 renamed",
    "52 % of Djibouti live in its capital",
    "2 rows, found through two other tables",
]


def told(url: str, *, quiet: bool = False, width: int = 110) -> str:
    out = io.StringIO()
    run(url, quiet=quiet, out=out, width=width)
    return out.getvalue()


def test_quiet_is_the_summary() -> None:
    lines = told("sqlite://", quiet=True).splitlines()
    assert lines[:1] == [""] and lines[1].split()[:4] == ["step", "statements", "rows", "ms"]
    assert len(lines) == 11
    for line, fact in zip(lines[2:], FACTS, strict=False):
        assert line.endswith(fact)


def test_full_on_sqlite() -> None:
    text = told("sqlite://")
    assert 120 < len(text.splitlines()) < 230
    assert max(map(len, text.splitlines())) <= 110
    # every dialect's SQL of the central statements, one below the other; ours is marked
    flat = " ".join(text.split())
    for piece in (
        "▸ SQLite CREATE TABLE", "PostgreSQL CREATE TABLE", "MariaDB CREATE TABLE", "Oracle CREATE TABLE",
        "SQL Server CREATE TABLE",
        "ON CONFLICT (code) DO UPDATE SET", "ON DUPLICATE KEY UPDATE", "MERGE INTO tour_country USING",
        "OUTPUT inserted.id", "INTO :ret_0", "FETCH FIRST 3 ROWS ONLY", "LIMIT %s, %s", "DELETE FROM tour_course USING",
    ):  # fmt: skip
        assert piece in flat
    # real rows
    assert "Nile                   6,650   Burundi, Egypt, Rwanda, Sudan, Tanzania, Uganda" in text
    assert "New: South Sudan. Renamed: Cape Verde → Cabo Verde, Czech Republic → Czechia" in text
    assert "The Nile now crosses Burundi, Egypt, Rwanda, South Sudan, Sudan, Tanzania, Uganda." in text
    assert "kind=UNIQUE, columns=['code']" in text
    # the plan, in order
    assert "INSERT tour_river    x1   returning id\n   4 DELETE tour_border   x6" in text
    assert "needs tour_river.id (3)" in text
    # the rollback
    counts = [line.split()[-6:] for line in text.splitlines() if line.startswith(("   before ", "   rolled back "))]
    assert len(counts) == 2 and counts[0] == counts[1]


@pytest.mark.parametrize("backend", BACKENDS)
def test_on_a_server_twice(backend: str) -> None:
    url = server_url(backend)
    for text in (told(url, quiet=True), told(url)):
        for fact in FACTS:
            assert fact in text
    assert f" ▸ {'PostgreSQL' if backend == 'postgresql' else 'MariaDB'} " in text
    engine = create_engine(url)
    for table in Base.metadata.sorted_tables:
        with engine.connect() as connection, pytest.raises(ProgrammingError):
            connection.execute(select(table))
    engine.dispose()


class WithoutReturning(MySQL):
    """MySQL, to whatever server it is connected."""

    option_is_mariadb = False

    def __init__(self, driver: Any = None, **options: Any) -> None:
        super().__init__(driver, **{"is_mariadb": False, **options})


def test_without_returning() -> None:
    registry.register("no_returning", __name__, "WithoutReturning")
    url = server_url("mariadb").replace("mariadb+", "no_returning+")
    text = told(url, quiet=True)
    for fact in FACTS:
        assert fact in text


def test_a_file_is_left_without_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tour.db"
    told(url, quiet=True)
    told(url, quiet=True)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from sqlite_master").scalar() == 0
    engine.dispose()


def test_narrow_terminals_are_respected() -> None:
    lines = told("sqlite://", width=72).splitlines()
    as_it_is = [line for line in lines if line.lstrip()[:1].isdigit()]  # the flush plan
    assert max(len(line) for line in lines if line not in as_it_is) <= 72


def test_command_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    assert main(["tour", "--quiet"]) == 0
    assert FACTS[0] in capsys.readouterr().out
    assert main(["tour", "--url", "nosuch://", "--quiet"]) == 1
    assert "isogloss: Can't load plugin: isogloss.dialects:nosuch" in capsys.readouterr().err
    assert main(["tour", "--url", "postgresql+psycopg://nobody:secret@127.0.0.1:1/x"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("isogloss: ") and "secret" not in error
    with pytest.raises(SystemExit):
        main([])


def test_as_a_module() -> None:
    made = subprocess.run([sys.executable, "-m", "isogloss", "--version"], capture_output=True, text=True, check=True)
    assert made.stdout.startswith("isogloss 0.")


@pytest.mark.parametrize("year", [2010, 2023])
def test_files_are_consistent(year: int) -> None:
    rows = data.countries(year)
    assert len({row["code"] for row in rows}) == len(rows) == {2010: 194, 2023: 195}[year]
    assert {row["continent"] for row in rows} == set(Continent)
    ids = {row["code"]: n for n, row in enumerate(rows)}
    assert {row["country_id"] for row in data.capitals(ids)} == set(ids.values()) - {ids.get("SS")}
    borders = {(row["country_id"], row["neighbour_id"]) for row in data.borders(ids)}
    assert len(borders) == 620 and all((b, a) in borders and a != b for a, b in borders)
    rivers = {row["name"]: n for n, row in enumerate(data.rivers())}
    courses = [(row["river_id"], row["country_id"]) for row in data.courses(ids, rivers)]
    assert len(courses) == len(set(courses)) and {river for river, _ in courses} == set(rivers.values())
    assert all(-90 <= c["latitude"] <= 90 and -180 <= c["longitude"] <= 180 for c in data.capitals(ids))


def test_density_is_of_the_row() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Country(**next(row for row in data.countries(2023) if row["code"] == "NL")))
        session.commit()
        dutch = session.scalars(select(Country)).one()
        assert round(dutch.density) == 436 and repr(dutch) == "Country(NL 'Netherlands')"
        assert session.scalar(select(func.count()).where(Country.continent == Continent.EUROPE)) == 1


@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        ("SELECT a, \n b FROM t", "SELECT a, b FROM t"),
        ("INSERT INTO t (a) VALUES (?), (?), (?) RETURNING a", "INSERT INTO t (a) VALUES (?), … 3 rows RETURNING a"),
        ("INSERT INTO t (a) VALUES (f(?), ')')", "INSERT INTO t (a) VALUES (f(?), ')')"),
        (f"x IN ({', '.join('?' * 12)})", "x IN (?, … 12 values)"),
        (f"x IN ({', '.join(['%(a_1)s::INTEGER'] * 12)})", "x IN (%(a_1)s::INTEGER, … 12 values)"),
        ("x IN (?, ?)", "x IN (?, ?)"),
        ("CREATE TABLE t (\n\tid INTEGER, \n\tPRIMARY KEY (id)\n)", "CREATE TABLE t (id INTEGER, PRIMARY KEY (id))"),
    ],
)
def test_sql_is_shortened(sql: str, shown: str) -> None:
    assert shorten(sql) == shown

"""What the README says is true: its code runs and prints what it says, its table is the capabilities."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

from isogloss.core.dialect import Dialect
from isogloss.core.testing.capability_table import capability_table
from isogloss.dialects.mariadb import MariaDB
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

README = Path(__file__).resolve().parents[1] / "README.md"
FIVE = (SQLite(), PostgreSQL(), MariaDB(), Oracle(), MSSQL())
OPTIONS = re.compile(r"(?<=<!-- options -->\n).*?(?=<!-- /options -->)", re.S)
TABLE = re.compile(r"(?<=<!-- capabilities -->\n).*?(?=\n<!-- /capabilities -->)", re.S)


def test_code_prints_what_the_readme_says() -> None:
    scope: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```\n```text\n(.*?)```", README.read_text(), re.S)
    assert len(blocks) == README.read_text().count("```python") == 5
    for code, expected in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, scope)
        assert printed.getvalue() == expected


def test_the_table_is_the_capabilities(pytestconfig: pytest.Config) -> None:
    text, table = README.read_text(), capability_table(FIVE)
    if pytestconfig.getoption("--snapshot-update", default=False):
        README.write_text(text := TABLE.sub(lambda _: table, text))
    found = TABLE.search(text)
    assert found is not None, "the README has lost its <!-- capabilities --> markers"
    assert found[0] == table, "capabilities changed: run pytest tests/test_readme.py --snapshot-update"


def options_table() -> str:
    """Return the options of dialects and drivers as a table."""
    lines = ["| database | options | of one driver |", "|---|---|---|"]
    general = {name for name in dir(Dialect) if name.startswith("option_")}
    for dialect in map(type, FIVE):
        own = [
            name.removeprefix("option_") for name in dir(dialect) if name.startswith("option_") and name not in general
        ]
        drivers = {name: dict.fromkeys(driver.options) for name, driver in dialect.drivers.items()}
        shared = [name for name in next(iter(drivers.values())) if all(name in options for options in drivers.values())]
        parts = {name: [o for o in options if o not in shared] for name, options in drivers.items()}
        alone = "; ".join(f"{name}: {code(options)}" for name, options in parts.items() if options)
        lines.append(f"| {dialect.title} | {code([*own, *shared])} | {alone} |")
    return "\n".join(lines)


def code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def test_the_options_are_those_of_dialects_and_drivers(pytestconfig: pytest.Config) -> None:
    text, table = README.read_text(), options_table()
    if pytestconfig.getoption("--snapshot-update", default=False):
        README.write_text(text := OPTIONS.sub(lambda _: f"{table}\n", text))
    found = OPTIONS.search(text)
    assert found is not None, "the README has lost its <!-- options --> markers"
    assert found[0] == f"{table}\n", "options changed: run pytest tests/test_readme.py --snapshot-update"


def test_the_table_speaks_of_versions() -> None:
    old, new = MariaDB(version=(10, 4)), MariaDB(version=(10, 11))
    lines = capability_table([old, new]).splitlines()
    assert lines[0] == "|  | MariaDB 10.4 | MariaDB 10.11 |"
    assert "| `insert_returning` | NONE | CLAUSE |" in lines
    assert "| `max_identifier` | 64 | 64 |" in lines


def test_every_extra_that_it_names_exists() -> None:
    project = (README.parent / "pyproject.toml").read_text()
    extras = set(re.findall(r"isogloss\[([\w-]+)\]|`\[([\w-]+)\]`", README.read_text()))
    names = {a or b for a, b in extras}
    assert names
    assert [n for n in sorted(names) if not re.search(rf"^{n} = \[", project, re.M)] == []

"""A stranger's dialect is one short file, installed like any package and found by its entry point."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from isogloss import Column, Integer, MetaData, String, Table, create_engine, func, insert, select
from isogloss.core.dialect import Dialect
from isogloss.core.engine import registry
from isogloss.exc import ArgumentError, NoSuchModuleError, UnsupportedByDialect

HERE = Path(__file__).parent / "toy_dialect"
T = Table("Toy", MetaData(), Column("id", Integer, primary_key=True), Column("name", String))


@pytest.fixture(autouse=True)
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    registry.register("toydb", "isogloss_toydb", "ToyDB")


def test_it_is_one_short_file() -> None:
    lines = (HERE / "isogloss_toydb.py").read_text().splitlines()
    assert len(lines) < 40


def test_text_is_the_dialects_own() -> None:
    toy = registry.load("toydb")()
    assert str(select(T.c.id, func.now()).limit(5).compile(dialect=toy)) == (
        "SELECT `Toy`.id, TOY_NOW() AS now_1 \nFROM `Toy`\n LIMIT ?"
    )
    with pytest.raises(UnsupportedByDialect, match="ToyDB 1.0 does not support INSERT .. RETURNING"):
        insert(T).values(name="x").returning(T.c.id).compile(dialect=toy)


def test_it_runs() -> None:
    engine = create_engine("toydb://")
    T.metadata.create_all(engine)
    with engine.begin() as c:
        assert c.execute(insert(T).values(name="x")).inserted_primary_key == (1,)
        c.execute(insert(T).values(id=1, name="y").on_conflict(T.c.id).do_update())
        assert c.execute(select(T)).all() == [(1, "y")]


def test_installed_it_is_found_by_its_entry_point(tmp_path: Path) -> None:
    target, source = tmp_path / "site", tmp_path / "toy_dialect"
    shutil.copytree(HERE, source)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "--target",
            str(target),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    code = "import isogloss; print(isogloss.create_engine('toydb://').dialect.describe())"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(target)!r}); {code}"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.strip().startswith("ToyDB")


def test_an_unknown_dialect_names_the_nearest() -> None:
    with pytest.raises(NoSuchModuleError, match="sqlite"):
        create_engine("sqlight://")


def test_a_plugin_that_cannot_be_imported_says_so() -> None:
    registry.register("broken", "isogloss_toydb_missing", "ToyDB")
    with pytest.raises(ImportError, match="isogloss_toydb_missing"):
        create_engine("broken://")


def test_another_contract_version_is_refused() -> None:
    with pytest.raises(ArgumentError, match="version 99 of the dialect contract, this is 1"):
        type("Future", (Dialect,), {"name": "future", "api": 99})

"""The rules of the design that keep it true: who imports whom, where dialect names may stand, how long a file is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(p for d in ("core", "dialects", "orm", "isogloss") for p in (ROOT / d).rglob("*.py"))
NAMES = {"sqlite", "postgresql", "mariadb", "mysql", "oracle", "mssql"}

#: Module prefixes by level; the longest prefix that matches counts.
LEVELS = {
    "core.exc": 0,
    "core.util": 0,
    "core.event": 0,
    "core.node": 0,
    "core.inspection": 0,
    "core.options": 0,
    "core.types": 1,
    "core.expression.operators": 1,
    "core.expression": 2,
    "core.schema": 2,
    "core.tree": 3,
    "core.compile": 4,
    "core.glot": 4,
    "core.dialect": 5,
    "core.engine": 6,
    "core.parse": 6,
    "core.testing": 6,
    "dialects": 7,
    "orm": 8,
    "exc": 0,
    "schema": 2,
    "types": 1,
    "tour": 9,
    "engine": 6,
    "event": 0,
    "pool": 6,
    "isogloss": 9,
    "core": 9,
}
#: (importer, imported) that the levels alone would forbid, with the reason.
ALLOWED = {
    ("core", "core.compile.pipeline"): "the package root ties an expression to the compiler, late",
    ("core", "core.compile.render_ddl"): "the same knot",
    ("core", "core.dialect"): "the same knot",
    ("core", "core.glot"): "the same knot",
    ("dialects.mysql", "dialects.mariadb"): "one family in one folder; this is its other public name",
}


#: Modules of the compiler that see the surface besides ``resolve*``: DDL is printed from the schema itself.
#: The batch of an UPDATE is compiled from a statement that it makes itself.
SURFACE_READERS = {"core.compile.render_ddl", "core.compile.render_view", "core.compile.update_batch"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def level_of(module: str) -> int:
    parts = module.split(".")
    for n in range(len(parts), 0, -1):
        found = LEVELS.get(".".join(parts[:n]))
        if found is not None:
            return found
    raise AssertionError(f"{module} has no level; give it one")


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield (module, line, is at type checking only) for each import of our own modules."""
    tree = ast.parse(path.read_text())
    checking = {
        id(n)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for n in ast.walk(block)
    }
    package = path.relative_to(ROOT).parts[:-1]
    for n in ast.walk(tree):
        if isinstance(n, ast.ImportFrom) and n.level:
            base = package[: len(package) - n.level + 1]
            target = ".".join((*base, *(n.module.split(".") if n.module else ())))
            candidates = [f"{target}.{a.name}" if exists(f"{target}.{a.name}") else target for a in n.names]
            for c in dict.fromkeys(candidates):
                inside = c.startswith("isogloss.") and not exists(c)
                yield c.removeprefix("isogloss.") if inside else c, n.lineno, id(n) in checking
        elif isinstance(n, (ast.Import, ast.ImportFrom)):
            for name in [n.module] if isinstance(n, ast.ImportFrom) else [a.name for a in n.names]:
                if name and name.split(".")[0] == "isogloss":
                    yield name.removeprefix("isogloss.") or "isogloss", n.lineno, id(n) in checking


def exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    me = name_of(path)
    mine = level_of(me)
    for target, line, checking in imports(path):
        if checking or target == "isogloss" or (me, target) in ALLOWED:
            continue
        where = f"{path.relative_to(ROOT)}:{line} imports {target}"
        theirs = level_of(target)
        assert theirs <= mine, f"{where}, which is above it"
        if mine == 4 and theirs == 2:
            assert "resolve" in me or me in SURFACE_READERS, f"{where}: only resolve* sees the surface"
        if me.startswith("orm"):
            assert not target.startswith("dialects"), f"{where}: the ORM knows no dialect"
        if me.startswith("dialects"):
            own = ".".join(me.split(".")[:2])
            assert target.startswith(("core", own)) or target == "dialects", (
                f"{where}: a dialect knows the core and itself"
            )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_one_module_imports_sqlglot(path: Path) -> None:
    found = [
        n.lineno
        for n in ast.walk(ast.parse(path.read_text()))
        if (isinstance(n, ast.Import) and any(a.name.split(".")[0] == "sqlglot" for a in n.names))
        or (isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == "sqlglot" and not n.level)
    ]
    assert not found, (
        f"{path.relative_to(ROOT)}:{found[0]} imports sqlglot; core/glot.py is the one door" if found else ""
    )


@pytest.mark.parametrize("path", [p for p in FILES if name_of(p).split(".")[0] in ("core", "orm")], ids=name_of)
def test_no_dialect_name_in_core_or_orm(path: Path) -> None:
    tree = ast.parse(path.read_text())
    docs = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef)) and n.body and isinstance(n.body[0], ast.Expr)
    }
    for n in ast.walk(tree):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs:
            assert n.value.lower() not in NAMES, f"{path.relative_to(ROOT)}:{n.lineno} names a dialect: {n.value!r}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_800_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 800


def test_only_strategies_read_capabilities_in_the_orm() -> None:
    for path in (ROOT / "orm").rglob("*.py"):
        if path.name in ("strategies.py", "returning.py", "keys.py"):
            continue
        for n in ast.walk(ast.parse(path.read_text())):
            if isinstance(n, ast.Attribute):
                assert n.attr not in ("capabilities", "caps"), f"{path.relative_to(ROOT)}:{n.lineno} reads capabilities"

"""Parsers that are not ours: PostgreSQL's own grammar, Microsoft's for T-SQL, one for PL/SQL. Each says what is wrong."""

from __future__ import annotations

import atexit
import functools
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
#: Answers of the parser of this version.
VERDICTS = "plsql-1.1.1.jsonl"


def folder() -> Path:
    """Return where ``.ci/parsers`` puts the tools."""
    given = os.environ.get("ISOGLOSS_PARSERS")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(given) if given else Path(cache) / "isogloss" / "parsers"


def missing(what: str) -> None:
    """Skip the test, or fail in CI: a parser is not there."""
    message = f"{what} is not there: run .ci/parsers (and pip install '.[test]')"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def postgresql(sql: str) -> str | None:
    """Return what PostgreSQL's grammar has against ``sql``, None for nothing."""
    try:
        pglast = importlib.import_module("pglast")
    except ImportError:
        missing("pglast")
    try:
        pglast.parse_sql(sql)
    except pglast.parser.ParseError as error:
        return str(error)
    return None


def mssql(sql: str) -> str | None:
    """Return what Microsoft's parser of SQL Server 2019 has against ``sql``, None for nothing."""
    parser, reader = _script_dom()
    _, found = parser.Parse(reader(sql), None)
    return "; ".join(f"{e.Line}:{e.Column} {e.Message}" for e in found or ()) or None


def oracle(sql: str) -> str | None:
    """Return what the PL/SQL grammar has against ``sql``, None for nothing."""
    process = _plsql()
    known = _verdicts()
    if sql not in known:
        process.stdin.write(json.dumps(sql) + "\n")
        process.stdin.flush()
        known[sql] = "; ".join(json.loads(process.stdout.readline()))
        with (folder() / VERDICTS).open("a") as file:
            file.write(json.dumps([sql, known[sql]]) + "\n")
    return known[sql] or None


@functools.cache
def _verdicts() -> dict[str, str]:
    """Return what the PL/SQL grammar said before: it takes a quarter of a second for a text, and its answer stays."""
    file = folder() / VERDICTS
    lines = file.read_text().splitlines() if file.exists() else []
    return dict(json.loads(line) for line in lines)


@functools.cache
def _script_dom() -> tuple[Any, Any]:
    root = folder()
    dotnet = root / "node" / "node_modules" / "dotnet-3.1-linux-x64"
    libraries = list(root.glob("mssql/**/Microsoft.SqlServer.TransactSql.ScriptDom.dll"))
    if not libraries or not dotnet.exists():
        missing("Microsoft's T-SQL parser")
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    try:
        pythonnet = importlib.import_module("pythonnet")
    except ImportError:
        missing("pythonnet")
    pythonnet.load("coreclr", runtime_config=str(HERE / "runtimeconfig.json"), dotnet_root=str(dotnet))
    sys.path.append(str(libraries[0].parent))
    importlib.import_module("clr").AddReference("Microsoft.SqlServer.TransactSql.ScriptDom")
    dom = importlib.import_module("Microsoft.SqlServer.TransactSql.ScriptDom")
    return dom.TSql150Parser(True), importlib.import_module("System.IO").StringReader


@functools.cache
def _plsql() -> Any:
    modules = folder() / "node"
    node = shutil.which("node")
    if node is None or not (modules / "node_modules" / "antlr4").exists():
        missing("the PL/SQL parser")
    command = [str(node), str(HERE / "plsql.mjs"), str(modules)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    return process


def readable(sql: str, mark: Callable[[str], str]) -> str:
    """Return a text whose parameters are written as the server itself writes them."""
    sql = re.sub(r"(JSON_\w+\([^,()]*, )__\[POSTCOMPILE_\w+\]", r"\1'$'", sql)
    sql = re.sub(r"__\[POSTCOMPILE_\w+\]", "1", sql)
    sql = re.sub(r"%\((\w+)\)s", lambda m: mark(m[1]), sql)
    sql = re.sub(r'(?<![:\w]):"[^"]+"', lambda m: mark("p"), sql)
    return re.sub(r"(?<![:\w]):(\w+)", lambda m: mark(m[1]), sql).replace("%%", "%")


def oracle_19(sql: str) -> str | None:
    """Return what Oracle 19c has against ``sql`` that the grammar of a newer one takes, None for nothing.

    It has no SELECT without FROM (ORA-00923) and no booleans in SQL (ORA-00904).
    """
    words = re.findall(r"'(?:[^']|'')*'|\"[^\"]*\"|[:\w$#.]+|[()]", sql)
    open_: list[list[str]] = [[]]
    for word in [*words, ")"]:
        if word == "(":
            open_.append([])
        elif word == ")":
            fault = _without_from(open_.pop())
            if fault:
                return fault
        elif word.upper() in ("TRUE", "FALSE"):
            return f"{word} is no value before 23"
        else:
            open_[-1].append(word.upper())
    return None


def _without_from(words: list[str]) -> str | None:
    queries = " ".join(words).split("SELECT ")[1:]
    return "SELECT without FROM" if any(" FROM " not in f" {q} " for q in queries) else None

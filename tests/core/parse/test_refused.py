"""What cannot be represented is refused by its name, with the fragment: the sentences are pinned."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

import isogloss as ig
from isogloss.exc import CompileError, SQLAlchemyError

from ...errors.test_refusals import TranscriptFile

TEXTS = {
    "SELECT * FROM t PIVOT (SUM(a) FOR b IN ('x', 'y'))": "oracle",
    "SELECT f(a => 1)": "postgresql",
    "CREATE TABLE x (a INT)": "postgresql",
    "DROP TABLE x": "postgresql",
    "SELECT 1; SELECT 2": "postgresql",
    "": "sqlite",
    "SELECT a FROM": "sqlite",
    "SELECT a FROM t NATURAL JOIN u": "postgresql",
    "SELECT * FROM t JOIN u USING (id)": "postgresql",
    "SELECT sum(a) OVER w FROM t WINDOW w AS (ORDER BY b)": "postgresql",
    "SELECT @x": "mysql",
    "INSERT INTO t VALUES (1)": "postgresql",
    "SELECT a INTO x FROM t": "mssql",
    "SELECT a FROM t WITH (NOLOCK)": "mssql",
    "SELECT a FROM t OPTION (RECOMPILE)": "mssql",
    "SELECT /*+ index(t ix) */ a FROM t": "oracle",
    "SELECT a FROM t CONNECT BY PRIOR a = b": "oracle",
    "SELECT a FROM t TABLESAMPLE SYSTEM (5)": "postgresql",
    "SELECT u.a FROM t": "postgresql",
    "SELECT a FROM x.y.z": "postgresql",
    "UPDATE t LEFT JOIN p ON t.o = p.id SET t.a = 1": "mysql",
    "UPDATE t SET a = 1 LIMIT 5": "mysql",
    "UPDATE t SET a = 1 FROM p": "postgresql",
    "UPDATE t SET (a, b) = (SELECT 1, 2)": "postgresql",
    "DELETE t, p FROM t JOIN p ON t.o = p.id": "mysql",
    "SELECT a FROM t OUTER APPLY (SELECT 1 AS b) x": "mssql",
    "SELECT ARRAY[a, b] FROM t": "postgresql",
    "SELECT POSITION('a' IN b) FROM t": "postgresql",
    "SELECT CAST(a AS MONEY) FROM t": "postgresql",
    "WITH RECURSIVE c AS (SELECT 1 UNION ALL SELECT 2 FROM c) SEARCH DEPTH FIRST BY a SET b SELECT a FROM c": "postgresql",
    "INSERT INTO t (a, b) VALUES (1)": "postgresql",
    "INSERT INTO t (a) VALUES (1) RETURNING a INTO :x": "oracle",
}


@pytest.mark.parametrize("case", ["parse"])
def test_refusals(case: str, snapshot: SnapshotAssertion) -> None:
    said = []
    for text, dialect in TEXTS.items():
        try:
            made = ig.parse(text, dialect=dialect)
        except SQLAlchemyError as error:
            said.append(f"{dialect}: {text}\n    {type(error).__name__}: {error}\n")
        else:
            raise AssertionError(f"read: {text}\n{made}")
    assert "\n".join(said) == snapshot(extension_class=TranscriptFile)


@pytest.mark.parametrize("word", ["AND", "OR"])
def test_long_conditions_are_read(word: str) -> None:
    text = f" {word} ".join(f"a = {i}" for i in range(2_000))
    made = ig.parse(f"SELECT a FROM t WHERE {text}", "postgresql")
    compiled = made.compile(compile_kwargs={"literal_binds": True})
    assert str(compiled).replace("\n", "") == f"SELECT a FROM t WHERE {text}"


def test_text_that_nests_too_deeply_is_refused() -> None:
    with pytest.raises(CompileError, match=r"nests deeper than can be read; keep it as text\(\)"):
        ig.parse("SELECT " + "abs(" * 400 + "a" + ")" * 400 + " FROM t", "postgresql")

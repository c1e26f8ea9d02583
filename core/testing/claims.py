"""The claims of a dialect, asked of its live server: what it says it can must work, what it denies must be refused.

A plugin proves its capabilities with one line::

    from isogloss.testing import probe
    assert not [str(finding) for finding in probe(engine) if not finding.holds]
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..compile import capabilities as caps
from ..exc import DBAPIError

if TYPE_CHECKING:
    from ..engine import Engine
    from ..engine.connection import Connection


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """SQL that a server takes exactly where a capability has one of certain values.

    * ``capability``: the name of the field of `Capabilities`; ``values``: the values of it that promise the SQL.
    * ``sql``: the statements, executed one after the other; ``{}`` stands for the capability's own text.
    * ``answer``: the first value of the last statement's rows, where acceptance alone proves nothing.
    * ``exact``: whether the SQL must be refused elsewhere; False for one of several ways that a server may have.
    * ``only``: a capability and its value without which the SQL has no meaning.
    * ``undo``: what removes that which the SQL has made, where the server cannot roll it back.
    """

    capability: str
    values: tuple[Any, ...]
    sql: tuple[str, ...]
    answer: Any = None
    exact: bool = True
    only: tuple[str, Any] | None = None
    undo: str = ""

    def promised(self, capabilities: caps.Capabilities) -> bool | None:
        """Tell whether the SQL must work; None where nothing is said of it."""
        if self.only is not None and getattr(capabilities, self.only[0]) != self.only[1]:
            return None
        if getattr(capabilities, self.capability) in self.values:
            return True
        return False if self.exact else None


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What a server said to one claim: ``promised`` by the dialect, ``found`` on the server."""

    server: str
    claim: Claim
    promised: bool
    found: bool
    error: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the server does what the dialect says."""
        return self.promised is self.found

    def __str__(self) -> str:
        said = "takes" if self.promised else "refuses"
        did = "took" if self.found else "did not take"
        return f"{self.claim.capability}: {self.server} {said}, but {did}: {'; '.join(self.claim.sql)} {self.error}"


def probe(engine: Engine) -> Iterator[Finding]:
    """Ask the server of ``engine`` about each claim.

    The tables ``claim_a``, ``claim_b`` and ``claim_c`` are made for it, and dropped.
    """
    with engine.connect() as connection:
        capabilities, server = connection.dialect.capabilities, connection.dialect.describe()
        _clear(connection)
        for sql in _TABLES:
            connection.exec_driver_sql(sql)
        connection.commit()
        try:
            for claim in CLAIMS:
                promised = claim.promised(capabilities)
                if promised is not None:
                    error = _ask(connection, claim, getattr(capabilities, claim.capability))
                    yield Finding(server, claim, promised, error is None, error or "")
        finally:
            connection.rollback()
            _clear(connection)


def _ask(connection: Connection, claim: Claim, value: Any) -> str | None:
    """Execute a claim's SQL; return None where it does what it should, else what happened."""
    try:
        first: Any = None
        for sql in claim.sql:
            result = connection.exec_driver_sql(sql.format(value) if "{}" in sql else sql)
            first = result.first() if result.returns_rows else None
    except DBAPIError as error:
        return str(error.orig)
    finally:
        connection.rollback()
        if claim.undo:
            with suppress(DBAPIError):
                connection.exec_driver_sql(claim.undo)
                connection.commit()
            connection.rollback()
    if claim.answer is not None and (first is None or first[0] != claim.answer):
        return f"(the answer is {first})"
    return None


def _clear(connection: Connection) -> None:
    for name in ("claim_a", "claim_b", "claim_c"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.commit()


_TABLES = (
    "CREATE TABLE claim_a (id INTEGER PRIMARY KEY, x INTEGER, b INTEGER)",
    "CREATE TABLE claim_b (id INTEGER PRIMARY KEY, y INTEGER)",
    "CREATE TABLE claim_c (x INTEGER DEFAULT 1)",
    "INSERT INTO claim_a (id, x, b) VALUES (1, 1, 1)",
    "INSERT INTO claim_b (id, y) VALUES (1, 1)",
)
_MERGE = "MERGE INTO claim_a USING claim_b ON claim_a.id = claim_b.id WHEN MATCHED THEN UPDATE SET x = claim_b.y"
_UPSERT_CONFLICT = "INSERT INTO claim_a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET x = 1"
_UPSERT_DUPLICATE = "INSERT INTO claim_a (id) VALUES (1) ON DUPLICATE KEY UPDATE x = 1"


def _yes(capability: str, *sql: str, **more: Any) -> Claim:
    return Claim(capability, (True,), sql, **more)


def _way(way: Any, *sql: str, capability: str, **more: Any) -> Claim:
    """Make the claim of one member of an enum."""
    return Claim(capability, (way,), sql, **more)


#: Every claim that a statement can prove.
CLAIMS: tuple[Claim, ...] = (
    # -- select
    _way(caps.Paging.LIMIT_OFFSET, "SELECT id FROM claim_a LIMIT 1 OFFSET 0", capability="paging", exact=False),
    _way(caps.Paging.LIMIT_COMMA, "SELECT id FROM claim_a LIMIT 0, 1", capability="paging", exact=False),
    _way(
        caps.Paging.OFFSET_FETCH,
        "SELECT id FROM claim_a ORDER BY id OFFSET 0 ROWS FETCH FIRST 1 ROWS ONLY",
        capability="paging",
        exact=False,
    ),
    _way(caps.Paging.TOP, "SELECT TOP 1 id FROM claim_a", capability="paging"),
    _way(caps.Booleans.NATIVE, "SELECT id = 1 FROM claim_a WHERE TRUE", capability="booleans", exact=False),
    _way(caps.Booleans.INTEGER, "SELECT id = 1 FROM claim_a", capability="booleans", answer=1, exact=False),
    _way(caps.NullsOrdering.SYNTAX, "SELECT id FROM claim_a ORDER BY x NULLS LAST", capability="nulls_ordering"),
    _yes(
        "nulls_sort_low",
        "SELECT COALESCE(q.x, 0) FROM (SELECT 1 AS x UNION ALL SELECT NULL) AS q ORDER BY q.x",
        answer=0,
        only=("bare_from", ""),
    ),
    Claim("bare_from", ("",), ("SELECT 1",)),
    _yes("ilike", "SELECT id FROM claim_a WHERE 'a' ILIKE 'A'"),
    Claim(
        "distinct_from",
        (caps.Distinct.STANDARD, caps.Distinct.IS_NOT),
        ("SELECT id FROM claim_a WHERE x IS DISTINCT FROM 1",),
    ),
    _way(caps.Distinct.IS_NOT, "SELECT id FROM claim_a WHERE x IS NOT id", capability="distinct_from"),
    _way(caps.Distinct.SPACESHIP, "SELECT id FROM claim_a WHERE x <=> 1", capability="distinct_from"),
    _way(caps.Json.ARROWS, """SELECT CAST('{"a":1}' AS JSON) -> 'a'""", capability="json", exact=False),
    _way(caps.Json.EXTRACT, """SELECT JSON_QUOTE(JSON_EXTRACT('{"a":1}', '$.a'))""", capability="json", exact=False),
    _way(caps.Json.EXTRACT_CASE, """SELECT JSON_EXTRACT('{"a":1}', '$.a')""", capability="json", exact=False),
    _yes("try_cast", "SELECT TRY_CAST('a' AS INTEGER)"),
    _yes("arrays", "SELECT (ARRAY[1, 2])[1]"),
    _yes("row_values", "SELECT id FROM claim_a WHERE (id, x) = (1, 2)"),
    _yes("row_comparisons", "SELECT id FROM claim_a WHERE (id, x) > (1, 2)"),
    _yes("row_values_in_values", "SELECT id FROM claim_a WHERE (id, x) IN (VALUES (1, 2))", exact=False),
    _yes(
        "lateral",
        "SELECT claim_a.id FROM claim_a, LATERAL (SELECT claim_b.y FROM claim_b WHERE claim_b.id = claim_a.b) AS q",
    ),
    _yes("distinct_on", "SELECT DISTINCT ON (x) id FROM claim_a"),
    _yes("full_join", "SELECT claim_a.id FROM claim_a FULL OUTER JOIN claim_b ON claim_a.b = claim_b.id"),
    _yes("aggregate_filter", "SELECT count(id) FILTER (WHERE x > 1) FROM claim_a"),
    _yes("for_update", "SELECT id FROM claim_a FOR UPDATE"),
    _yes("skip_locked", "SELECT id FROM claim_a FOR UPDATE SKIP LOCKED"),
    _yes("dml_ctes", "WITH q AS (DELETE FROM claim_a RETURNING id) SELECT id FROM q"),
    _yes("ctes", "WITH q AS (SELECT id FROM claim_a) SELECT id FROM q"),
    _yes("nested_ctes", "SELECT q.id FROM (WITH c AS (SELECT id FROM claim_a) SELECT c.id FROM c) AS q"),
    _yes(
        "recursive_word",
        "WITH RECURSIVE q(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM q WHERE n < 3) SELECT n FROM q",
    ),
    _yes("order_by_label", "SELECT id + 1 AS k FROM claim_a ORDER BY k"),
    _yes("order_by_in_subquery", "SELECT id FROM (SELECT id FROM claim_a ORDER BY id) AS q"),
    _yes("intersect_all", "SELECT id FROM claim_a INTERSECT ALL SELECT id FROM claim_b"),
    _yes("intersect_all", "SELECT id FROM claim_a EXCEPT ALL SELECT id FROM claim_b"),
    _yes("alias_word", "SELECT q.id FROM claim_a AS q"),
    _yes("fetch_percent", "SELECT id FROM claim_a ORDER BY id OFFSET 0 ROWS FETCH FIRST 50 PERCENT ROWS ONLY"),
    _yes("values_table", "SELECT q.* FROM (VALUES (1, 2), (3, 4)) AS q", exact=False),
    # -- insert, update, delete
    _way(caps.InsertRows.VALUES, "INSERT INTO claim_a (id) VALUES (81), (82)", capability="insert_rows", exact=False),
    _way(caps.Returning.CLAUSE, "INSERT INTO claim_a (id) VALUES (91) RETURNING id", capability="insert_returning"),
    _way(caps.Returning.CLAUSE, "UPDATE claim_a SET x = 1 RETURNING id", capability="update_returning"),
    _way(caps.Returning.CLAUSE, "DELETE FROM claim_a RETURNING id", capability="delete_returning"),
    Claim(
        "returning_bare_names",
        (False,),
        ("INSERT INTO claim_a (id) VALUES (96) RETURNING claim_a.id",),
        exact=False,
        only=("insert_returning", caps.Returning.CLAUSE),
    ),
    _way(
        caps.UpdateFrom.FROM,
        "UPDATE claim_a SET x = claim_b.y FROM claim_b WHERE claim_a.b = claim_b.id",
        capability="update_from",
    ),
    _way(
        caps.UpdateFrom.MULTI_TABLE,
        "UPDATE claim_a, claim_b SET claim_a.x = claim_b.y WHERE claim_a.b = claim_b.id",
        capability="update_from",
    ),
    _way(
        caps.DeleteUsing.USING,
        "DELETE FROM claim_a USING claim_b WHERE claim_a.b = claim_b.id",
        capability="delete_using",
    ),
    _way(
        caps.DeleteUsing.USING_WITH_TARGET,
        "DELETE FROM claim_a USING claim_a, claim_b WHERE claim_a.b = claim_b.id",
        capability="delete_using",
    ),
    _way(caps.Upsert.ON_CONFLICT, _UPSERT_CONFLICT, capability="upsert"),
    _way(caps.Upsert.ON_DUPLICATE_KEY, _UPSERT_DUPLICATE, capability="upsert"),
    _yes("upsert_returning", f"{_UPSERT_CONFLICT} RETURNING id", only=("upsert", caps.Upsert.ON_CONFLICT)),
    _yes("upsert_returning", f"{_UPSERT_DUPLICATE} RETURNING id", only=("upsert", caps.Upsert.ON_DUPLICATE_KEY)),
    Claim(
        "merge",
        (caps.MergeForm.CLAUSES, caps.MergeForm.ONE_EACH),
        (f"{_MERGE} WHEN NOT MATCHED THEN INSERT (id, x) VALUES (claim_b.id, claim_b.y)",),
    ),
    _way(
        caps.MergeForm.CLAUSES,
        f"{_MERGE} WHEN MATCHED THEN UPDATE SET x = 0".replace("MATCHED THEN", "MATCHED AND claim_b.y = 9 THEN", 1),
        capability="merge",
    ),
    _yes("merge_by_source", f"{_MERGE} WHEN NOT MATCHED BY SOURCE THEN DELETE"),
    _way(caps.Returning.CLAUSE, f"{_MERGE} RETURNING claim_a.id", capability="merge_returning"),
    _way(caps.RowVersions.OLD_NEW, "UPDATE claim_a SET x = 1 RETURNING old.x, new.x", capability="row_versions"),
    _yes(
        "returning_other_tables",
        "UPDATE claim_a SET x = claim_b.y FROM claim_b WHERE claim_a.b = claim_b.id RETURNING claim_b.y",
    ),
    _way(caps.EmptyInsert.DEFAULT_VALUES, "INSERT INTO claim_c DEFAULT VALUES", capability="empty_insert"),
    _way(caps.EmptyInsert.EMPTY_LISTS, "INSERT INTO claim_c () VALUES ()", capability="empty_insert"),
    _way(
        caps.EmptyInsert.DEFAULT_WORD,
        "INSERT INTO claim_c (x) VALUES (DEFAULT)",
        capability="empty_insert",
        exact=False,
    ),
    _yes("cte_before_update", "WITH q AS (SELECT 1 AS a) UPDATE claim_a SET x = (SELECT q.a FROM q)"),
    _yes("cte_before_update", "WITH q AS (SELECT 1 AS a) DELETE FROM claim_a WHERE x IN (SELECT q.a FROM q)"),
    _yes("cte_before_insert", "WITH q AS (SELECT 95 AS id) INSERT INTO claim_a (id) SELECT id FROM q"),
    # -- schema
    _yes("alter_constraints", "ALTER TABLE claim_b ADD CONSTRAINT claim_u UNIQUE (y)"),
    _yes(
        "named_column_checks",
        "CREATE TABLE claim_n (x INTEGER CONSTRAINT claim_n_x CHECK (x > 0))",
        undo="DROP TABLE claim_n",
    ),
    _yes("expression_indexes", "CREATE INDEX claim_x ON claim_b ((y + 1))", undo="DROP INDEX claim_x"),
    _yes(
        "virtual_columns",
        "CREATE TABLE claim_g (x INTEGER, y INTEGER GENERATED ALWAYS AS (x + 1) VIRTUAL)",
        undo="DROP TABLE claim_g",
    ),
    _yes("if_exists", "DROP TABLE IF EXISTS claim_none"),
    _yes("sequences", "CREATE SEQUENCE claim_s", undo="DROP SEQUENCE claim_s"),
    _yes(
        "deferrable",
        "CREATE TABLE claim_d (a INTEGER REFERENCES claim_b (id) DEFERRABLE INITIALLY DEFERRED)",
        undo="DROP TABLE claim_d",
    ),
    _way(
        caps.ReplaceView.OR_REPLACE,
        "CREATE OR REPLACE VIEW claim_v AS SELECT 1 AS a",
        capability="replace_view",
        undo="DROP VIEW claim_v",
    ),
    _yes("temporary_views", "CREATE TEMPORARY VIEW claim_v AS SELECT 1 AS a", undo="DROP VIEW claim_v"),
    _yes(
        "materialized_views",
        "CREATE MATERIALIZED VIEW claim_v AS SELECT 1 AS a",
        undo="DROP MATERIALIZED VIEW claim_v",
    ),
    _way(caps.TableAs.AS, "CREATE TABLE claim_d AS SELECT 1 AS a", capability="table_as", undo="DROP TABLE claim_d"),
    _yes("temporary_table_as", "CREATE TEMPORARY TABLE claim_d AS SELECT 1 AS a", undo="DROP TABLE claim_d"),
    _yes("table_as_if_not_exists", "CREATE TABLE IF NOT EXISTS claim_d AS SELECT 1 AS a", undo="DROP TABLE claim_d"),
    _yes("constraint_comments", "COMMENT ON CONSTRAINT claim_b_pkey ON claim_b IS 'x'"),
    # -- facts
    _yes("savepoints", "SAVEPOINT s"),
    _yes("release_savepoint", "SAVEPOINT s", "RELEASE SAVEPOINT s"),
    _yes("backslash_escapes", r"SELECT LENGTH('\a')", answer=1, only=("bare_from", "")),
)

#: Capabilities that no statement alone can prove, each with what does.
ELSEWHERE: dict[str, str] = {
    "paging_literal": "how a count is sent: a choice of ours",
    "page_needs_offset": "a choice of ours where the server takes both",
    "hint_comment": "a comment is taken everywhere",
    "table_hints": "the hint's words are the user's",
    "lock_of_columns": "both forms are taken by some servers",
    "aggregate_order": "the aggregates that take it differ: the tests of functions execute them",
    "frame_literal": "parameters, not text: the tests of windows execute them",
    "limit_in_compound": "the tests of set operations execute them",
    "upsert_outcome": "an expression: the tests of upserts compare its answer with the table",
    "merge_outcome": "an expression: the tests of MERGE compare its answer with the table",
    "untyped_parameters": "a matter of the driver's parameters: the tests of batches execute them",
    "row_order": "the order of a batch: the tests of batches compare keys with rows",
    "generated_key": "an attribute of the cursor: the tests of generated keys",
    "upsert_generated_key": "an attribute of the cursor: the tests of generated keys",
    "implicit_returning": "a choice of ours",
    "dml_hints": "the hint's words are the user's",
    "schemas": "the names are the user's: the tests of schemas",
    "identity": "spelled by each dialect: what is created is reflected",
    "comments": "spelled by each dialect: what is created is reflected",
    "inline_comments": "spelled by each dialect: what is created is reflected",
    "native_enum": "spelled by each dialect: what is created is reflected",
    "native_uuid": "spelled by each dialect: what is created is reflected",
    "two_phase": "the tests of transactions",
    "batch_rowcount": "a fact of the driver: the tests of row counts",
    "max_parameters": "the tests of limits send as many",
    "max_insert_rows": "the tests of limits send as many",
    "max_in_list": "the tests of limits send as many",
    "max_identifier": "the tests of names create as long ones",
    "max_label": "the tests of labels select as long ones",
}

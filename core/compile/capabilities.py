"""What one server and its driver can do: the lines on the map.

Every default is the least that an SQL database can be. A field's comment says what happens without it. The
record is frozen and part of the cache key; a version is a value, made with :func:`dataclasses.replace`.
"""

from __future__ import annotations

import dataclasses
import enum


class Paging(enum.Enum):
    """How a result is cut."""

    LIMIT_OFFSET = "LIMIT n OFFSET m"
    LIMIT_COMMA = "LIMIT m, n"
    OFFSET_FETCH = "OFFSET m ROWS FETCH FIRST n ROWS ONLY"
    TOP = "TOP n, and ROW_NUMBER() for an offset"
    ROW_NUMBER = "ROW_NUMBER() in a subquery"


class Booleans(enum.Enum):
    """What a boolean is."""

    NATIVE = "a value like any other"
    INTEGER = "1 or 0, and conditions are values"
    PREDICATE_ONLY = "1 or 0; a condition stands in WHERE only, elsewhere in CASE"


class NullsOrdering(enum.Enum):
    """NULLS FIRST and NULLS LAST."""

    SYNTAX = "NULLS FIRST"
    CASE = "ORDER BY CASE WHEN x IS NULL ..."


class Returning(enum.Enum):
    """How a statement returns the rows that it touched."""

    NONE = "not at all: values are read back"
    CLAUSE = "RETURNING"
    OUTPUT = "OUTPUT inserted.*"
    INTO = "RETURNING ... INTO out-parameters"


class Upsert(enum.Enum):
    """How a row that is there already is met."""

    NONE = "not at all"
    ON_CONFLICT = "ON CONFLICT"
    ON_DUPLICATE_KEY = "ON DUPLICATE KEY UPDATE"
    MERGE = "MERGE"


class MergeForm(enum.Enum):
    """How rows of a source meet rows of a table in one statement."""

    NONE = "an upsert, where the statement is one"
    CLAUSES = "MERGE with any number of WHEN clauses"
    ONE_EACH = "MERGE with one update, one delete and one insert for each kind of row"
    WHERE = "MERGE with one update and one insert, conditions after them as WHERE, and DELETE WHERE"


class RowVersions(enum.Enum):
    """How RETURNING names the values before and after a change."""

    NONE = "values after it, of a deleted row those before it"
    OLD_NEW = "old.a, new.a"
    DELETED_INSERTED = "deleted.a, inserted.a"


class UpdateFrom(enum.Enum):
    """UPDATE that reads other tables."""

    FROM = "UPDATE a SET x = b.y FROM b"
    FROM_WITH_TARGET = "UPDATE a SET x = b.y FROM a, b"
    MULTI_TABLE = "UPDATE a, b SET a.x = b.y"
    CORRELATED = "correlated subqueries"


class DeleteUsing(enum.Enum):
    """DELETE that reads other tables."""

    USING = "DELETE FROM a USING b"
    USING_WITH_TARGET = "DELETE FROM a USING a, b"
    FROM_WITH_TARGET = "DELETE FROM a FROM a, b"
    EXISTS = "WHERE EXISTS (SELECT ...)"


class InsertRows(enum.Enum):
    """Many rows in one INSERT."""

    VALUES = "VALUES (..), (..)"
    UNION = "SELECT ... FROM DUAL UNION ALL SELECT ..."


class EmptyInsert(enum.Enum):
    """An INSERT without values."""

    DEFAULT_VALUES = "DEFAULT VALUES"
    EMPTY_LISTS = "() VALUES ()"
    DEFAULT_WORD = "(key) VALUES (DEFAULT)"


class RowOrder(enum.Enum):
    """In which order RETURNING gives the rows of a multi-row INSERT."""

    NONE = "unknown: rows go one by one where order is asked for"
    GENERATED = "the order of the rows where the server generates their keys"
    NUMBERED = "keys are assigned in the order of a numbered VALUES with ORDER BY"
    NUMBERED_ROWS = "rows are inserted and returned in the order of a numbered VALUES with ORDER BY"
    AS_GIVEN = "the order of the rows"


class GeneratedKey(enum.Enum):
    """How a generated primary key reaches Python without RETURNING."""

    NONE = "not at all"
    LAST_ROW_ID = "cursor.lastrowid"
    QUERY = "a query that goes with the INSERT"


class Distinct(enum.Enum):
    """How NULL-safe comparison is spelled."""

    STANDARD = "IS DISTINCT FROM"
    IS_NOT = "IS NOT"
    SPACESHIP = "NOT (a <=> b)"
    DECODE = "DECODE(a, b, 0, 1) = 1"
    INTERSECT = "NOT EXISTS (SELECT a INTERSECT SELECT b)"


class Json(enum.Enum):
    """How an element of a JSON document is reached, and read as a value."""

    BRACKETS = "doc[key], for reading only"
    ARROWS = "doc -> key and doc ->> key"
    EXTRACT = "JSON_QUOTE(JSON_EXTRACT(doc, path))"
    EXTRACT_CASE = "JSON_EXTRACT(doc, path), a CASE for JSON null"
    QUERY_CASE = "JSON_QUERY(doc, path), JSON_VALUE in a CASE"
    QUERY_RETURNING = "JSON_QUERY(doc, path), JSON_VALUE(doc, path RETURNING type)"


class ReplaceView(enum.Enum):
    """How a view that is there is changed by CREATE VIEW."""

    NONE = "refused"
    OR_REPLACE = "CREATE OR REPLACE VIEW"
    OR_ALTER = "CREATE OR ALTER VIEW"


class TableAs(enum.Enum):
    """How a table is made from a SELECT."""

    AS = "CREATE TABLE t AS SELECT"
    INTO = "SELECT ... INTO t"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Capabilities:
    """One server and driver. Without a capability the emulation in its comment is used, or the statement refused."""

    # -- select: without it ...
    paging: Paging = Paging.OFFSET_FETCH  # every dialect can cut a result in one of these ways
    paging_literal: bool = False  # row counts are written into the text when True, else bound
    page_needs_offset: bool = False  # OFFSET 0 is added to a LIMIT
    booleans: Booleans = Booleans.PREDICATE_ONLY  # a condition as a value becomes CASE
    nulls_ordering: NullsOrdering = NullsOrdering.CASE  # NULLS FIRST becomes a CASE before the expression
    nulls_sort_low: bool = True  # which end NULLs are at by default
    bare_from: str = ""  # a SELECT without FROM needs no table
    ilike: bool = False  # ILIKE becomes lower(a) LIKE lower(b)
    distinct_from: Distinct = Distinct.STANDARD  # IS DISTINCT FROM takes another form
    json: Json = Json.BRACKETS  # an element of a JSON document is written doc[key], which no server reads
    hint_comment: bool = False  # hints stand behind the table; else in a comment after SELECT
    table_hints: bool = False  # hints of tables are left out
    lock_of_columns: bool = False  # FOR UPDATE OF names tables, else columns
    try_cast: bool = False  # a cast that gives NULL for what does not convert is refused
    arrays: bool = False  # an element of an array is refused
    aggregate_order: bool = False  # ORDER BY of an aggregate stands in WITHIN GROUP
    row_values: bool = False  # (a, b) IN ... is refused
    row_comparisons: bool = False  # (a, b) < (1, 2) is compared value by value
    row_values_in_values: bool = False  # a list of rows is written VALUES (..), (..)
    lateral: bool = False  # LATERAL is refused
    distinct_on: bool = False  # DISTINCT ON is refused
    full_join: bool = True  # FULL OUTER JOIN is refused
    aggregate_filter: bool = False  # FILTER (WHERE) becomes CASE inside the aggregate
    values_table: bool = False  # VALUES in FROM is refused
    for_update: bool = False  # FOR UPDATE is left out, as the server locks by itself
    skip_locked: bool = False  # SKIP LOCKED is refused
    dml_ctes: bool = False  # INSERT, UPDATE or DELETE in WITH is refused
    ctes: bool = True  # WITH is refused
    nested_ctes: bool = True  # WITH inside a query is refused
    recursive_word: bool = True  # the word RECURSIVE is left out
    order_by_label: bool = True  # ORDER BY repeats the expression of a label
    frame_literal: bool = False  # counts of a window frame are bound; else written into the text
    order_by_in_subquery: bool = True  # ORDER BY without paging is taken out of a subquery
    intersect_all: bool = False  # INTERSECT ALL and EXCEPT ALL are refused
    alias_word: bool = True  # AS before a table alias is left out
    fetch_percent: bool = False  # FETCH of a percentage is refused
    limit_in_compound: bool = True  # a cut SELECT inside a set operation is wrapped

    # -- insert, update, delete
    insert_returning: Returning = Returning.NONE  # generated keys come by lastrowid, other values are read back
    update_returning: Returning = Returning.NONE  # refused; with synchronisation the rows are read before
    delete_returning: Returning = Returning.NONE  # refused
    upsert_returning: bool = True  # RETURNING beside an upsert is refused
    returning_bare_names: bool = False  # columns of RETURNING are qualified with the table
    update_from: UpdateFrom = UpdateFrom.CORRELATED  # other tables are read in correlated subqueries
    delete_using: DeleteUsing = DeleteUsing.EXISTS  # other tables are read in EXISTS
    upsert: Upsert = Upsert.NONE  # upsert is refused
    merge: MergeForm = MergeForm.NONE  # MERGE becomes an upsert, or is refused
    merge_by_source: bool = False  # WHEN NOT MATCHED BY SOURCE is refused
    merge_returning: Returning = Returning.NONE  # RETURNING of a MERGE is refused
    merge_outcome: str = ""  # outcome() of a MERGE is refused
    row_versions: RowVersions = RowVersions.NONE  # old() is refused where the server gives new values only
    returning_other_tables: bool = False  # RETURNING of another table's columns is refused
    upsert_outcome: str = ""  # outcome() is refused; else the SQL that tells an insert from an update
    insert_rows: InsertRows = InsertRows.VALUES  # rows are selected and united
    empty_insert: EmptyInsert = EmptyInsert.DEFAULT_VALUES  # spelled another way
    untyped_parameters: bool = True  # parameters in a list of rows are cast to the types of their columns
    row_order: RowOrder = RowOrder.NONE  # rows go one by one where order is asked for
    generated_key: GeneratedKey = GeneratedKey.NONE  # a generated key must be returned or known
    upsert_generated_key: bool = True  # the key of an upsert's row is returned, or not known
    implicit_returning: bool = False  # a plain INSERT does not fetch its generated key by RETURNING
    dml_hints: bool = False  # hints on the table of an INSERT, UPDATE or DELETE are left out
    cte_before_update: bool = True  # each CTE of an UPDATE or DELETE becomes a subquery where it is read
    cte_before_insert: bool = True  # WITH stands after INSERT INTO t

    # -- schema
    schemas: bool = True  # tables have no schema
    alter_constraints: bool = True  # constraints of cyclic tables stand in CREATE TABLE
    named_column_checks: bool = True  # a named CHECK of a column stands with the table's constraints
    expression_indexes: bool = True  # an index on expressions is refused
    virtual_columns: bool = True  # a computed column is always stored
    if_exists: bool = True  # IF EXISTS and IF NOT EXISTS are refused
    sequences: bool = False  # Sequence is left out of DDL
    identity: bool = False  # Identity is spelled as the server's own auto-increment
    comments: bool = False  # comments are left out
    inline_comments: bool = False  # comments of tables and columns are set by statements of their own
    native_enum: bool = False  # Enum is VARCHAR
    native_uuid: bool = False  # Uuid is CHAR(32)
    deferrable: bool = False  # DEFERRABLE is refused
    replace_view: ReplaceView = ReplaceView.NONE  # or_replace of a view is refused
    temporary_views: bool = False  # a view of the session only is refused
    materialized_views: bool = False  # a view that keeps its rows is refused
    table_as: TableAs = TableAs.AS  # every server has one of the two
    temporary_table_as: bool = True  # a table of the session, made from a SELECT, is refused
    table_as_if_not_exists: bool = True  # IF NOT EXISTS of a table made from a SELECT is refused
    constraint_comments: bool = False  # comments of constraints are left out

    # -- facts
    savepoints: bool = True  # begin_nested() is refused
    release_savepoint: bool = True  # a savepoint is left to the end of the transaction
    two_phase: bool = False  # begin_twophase() is refused
    batch_rowcount: bool = False  # the row count of executemany says nothing
    backslash_escapes: bool = False  # a backslash in a literal is a backslash

    # -- limits
    max_parameters: int = 999
    max_insert_rows: int = 1000
    max_in_list: int = 0  # a longer list of single values for IN is refused; 0: no limit
    max_identifier: int = 30
    max_label: int = 0  # labels and aliases that were made up are cut; 0: as max_identifier

"""MariaDB and MySQL: what they can, by version. MySQLLike is the base for databases that speak their language."""

from __future__ import annotations

from typing import Any, ClassVar

from ...core.dialect import Capabilities, Dialect, caps, expr, query
from ...core.tree import nodes as t
from . import ddl, reflection
from .drivers import DEFAULT_DRIVER, DRIVERS
from .types import CASTS, LITERALS, MARIADB_TYPES, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    [
        "accessible",
        "add",
        "all",
        "alter",
        "analyze",
        "and",
        "as",
        "asc",
        "asensitive",
        "before",
        "between",
        "bigint",
        "binary",
        "blob",
        "both",
        "by",
        "call",
        "cascade",
        "case",
        "change",
        "char",
        "character",
        "check",
        "collate",
        "column",
        "condition",
        "constraint",
        "continue",
        "convert",
        "create",
        "cross",
        "current_date",
        "current_role",
        "current_time",
        "current_timestamp",
        "current_user",
        "cursor",
        "databases",
        "day_hour",
        "day_microsecond",
        "day_minute",
        "day_second",
        "dec",
        "decimal",
        "declare",
        "default",
        "delayed",
        "delete",
        "delete_domain_id",
        "desc",
        "describe",
        "deterministic",
        "distinct",
        "distinctrow",
        "div",
        "do_domain_ids",
        "double",
        "drop",
        "dual",
        "each",
        "else",
        "elseif",
        "enclosed",
        "escaped",
        "except",
        "exists",
        "exit",
        "explain",
        "false",
        "fetch",
        "float",
        "float4",
        "float8",
        "for",
        "force",
        "foreign",
        "from",
        "fulltext",
        "grant",
        "group",
        "having",
        "high_priority",
        "hour_microsecond",
        "hour_minute",
        "hour_second",
        "if",
        "ignore",
        "ignore_domain_ids",
        "in",
        "index",
        "infile",
        "inner",
        "inout",
        "insensitive",
        "insert",
        "int",
        "int1",
        "int2",
        "int3",
        "int4",
        "int8",
        "integer",
        "intersect",
        "interval",
        "into",
        "is",
        "iterate",
        "join",
        "key",
        "keys",
        "kill",
        "leading",
        "leave",
        "left",
        "like",
        "limit",
        "linear",
        "lines",
        "load",
        "localtime",
        "localtimestamp",
        "lock",
        "long",
        "longblob",
        "longtext",
        "loop",
        "low_priority",
        "master_demote_to_replica",
        "master_demote_to_slave",
        "master_ssl_verify_server_cert",
        "match",
        "maxvalue",
        "mediumblob",
        "mediumint",
        "mediumtext",
        "middleint",
        "minute_microsecond",
        "minute_second",
        "mod",
        "modifies",
        "natural",
        "no_write_to_binlog",
        "not",
        "null",
        "numeric",
        "offset",
        "on",
        "optimize",
        "optionally",
        "or",
        "order",
        "out",
        "outer",
        "outfile",
        "over",
        "page_checksum",
        "parse_vcol_expr",
        "partition",
        "portion",
        "precision",
        "primary",
        "procedure",
        "purge",
        "range",
        "read",
        "read_write",
        "reads",
        "real",
        "recursive",
        "ref_system_id",
        "references",
        "regexp",
        "release",
        "rename",
        "repeat",
        "replace",
        "require",
        "resignal",
        "restrict",
        "return",
        "returning",
        "revoke",
        "right",
        "rlike",
        "row_number",
        "rows",
        "schemas",
        "second_microsecond",
        "select",
        "sensitive",
        "separator",
        "set",
        "show",
        "signal",
        "smallint",
        "spatial",
        "specific",
        "sql",
        "sql_big_result",
        "sql_calc_found_rows",
        "sql_small_result",
        "sqlexception",
        "sqlstate",
        "sqlwarning",
        "ssl",
        "starting",
        "stats_auto_recalc",
        "stats_persistent",
        "stats_sample_pages",
        "straight_join",
        "table",
        "terminated",
        "then",
        "tinyblob",
        "tinyint",
        "tinytext",
        "to",
        "trailing",
        "trigger",
        "true",
        "undo",
        "union",
        "unique",
        "unlock",
        "unsigned",
        "update",
        "usage",
        "use",
        "using",
        "utc_date",
        "utc_time",
        "utc_timestamp",
        "values",
        "varbinary",
        "varchar",
        "varcharacter",
        "varying",
        "when",
        "where",
        "while",
        "with",
        "write",
        "xor",
        "year_month",
        "zerofill",
    ]
)


def lock_share_mode(w: Any, n: t.Lock) -> None:
    """``LOCK IN SHARE MODE`` or FOR UPDATE; the family knows no OF."""
    w.put(" LOCK IN SHARE MODE" if n.read else " FOR UPDATE")
    w.put(" NOWAIT" if n.nowait else "", " SKIP LOCKED" if n.skip_locked else "")


class MySQLLike(Dialect):
    """What MariaDB, MySQL and their relatives share."""

    name = "mysql"
    paramstyle = "format"
    quotes = ("`", "`")
    reserved = RESERVED | {"empty", "function", "groups", "lead", "lag", "ntile", "json_table", "lateral", "system"}
    capabilities = Capabilities(
        paging=caps.Paging.LIMIT_COMMA,
        booleans=caps.Booleans.INTEGER,
        nulls_ordering=caps.NullsOrdering.CASE,
        distinct_from=caps.Distinct.SPACESHIP,
        row_values=True,
        full_join=False,
        for_update=True,
        intersect_all=True,
        update_from=caps.UpdateFrom.MULTI_TABLE,
        delete_using=caps.DeleteUsing.USING_WITH_TARGET,
        upsert=caps.Upsert.ON_DUPLICATE_KEY,
        empty_insert=caps.EmptyInsert.EMPTY_LISTS,
        default_word=True,
        generated_key=caps.GeneratedKey.LAST_ROW_ID,
        cte_before_insert=False,
        comments=True,
        native_enum=True,
        two_phase=True,
        batch_rowcount=True,
        backslash_escapes=True,
        upsert_rowcount=False,
        max_parameters=65535,
        max_insert_rows=2000,
        max_identifier=64,
    )
    types = TYPES
    type_impls = TYPE_IMPLS
    casts = CASTS
    literals = LITERALS
    functions: ClassVar[dict[str, Any]] = {"sysdate": "SYSDATE()", "current_date": "CURRENT_DATE"}
    operators: ClassVar[dict[str, Any]] = {
        "truediv": "/",
        "floordiv": expr.floor_call,
        "concat_op": expr.concat_call,
        "regexp_match_op": "REGEXP",
        "not_regexp_match_op": "NOT REGEXP",
    }
    joins: ClassVar[dict[str, str]] = {"inner": " INNER JOIN "}
    boolean_words = ("false", "true")
    ddl_renders = ddl.DDL_RENDERS
    reflection: ClassVar[Any] = reflection
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    empty_set = "SELECT 1 FROM (SELECT 1) as _empty_set WHERE 1!=1"
    renders: ClassVar[dict[type, Any]] = {t.Lock: lock_share_mode, t.ValuesRef: query.values_as_union}


class MariaDB(MySQLLike):
    """MariaDB. Full support from 10.5 on."""

    name = "mariadb"
    title = "MariaDB"
    types = MARIADB_TYPES
    default_version = (10, 11)
    since = (
        ((10, 0, 5), {"delete_returning": caps.Returning.CLAUSE}),
        ((10, 3), {"sequences": True}),
        # AUTO_INCREMENT ascends in the order of the rows of one INSERT, with gaps on a cluster
        ((10, 5), {"insert_returning": caps.Returning.CLAUSE, "row_order": caps.RowOrder.KEY}),
        ((10, 6), {"skip_locked": True}),
    )

    def next_value(self, sequence: Any) -> str:
        """Return ``nextval(name)``."""
        return f"nextval({self.format_table(sequence)})"


class MySQL(MySQLLike):
    """MySQL: no RETURNING at all."""

    title = "MySQL"
    default_version = (8, 0)
    since = (
        ((8, 0, 1), {"skip_locked": True}),
        ((8, 0, 14), {"lateral": True}),
    )

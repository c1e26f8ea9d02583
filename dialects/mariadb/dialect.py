"""MariaDB and MySQL: what they can, by version. MySQLLike is the base for databases that speak their language."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ...core.dialect import Capabilities, Dialect, caps, dml, expr, query
from ...core.engine.driver import flag
from ...core.exc import InvalidRequestError
from ...core.tree import nodes as t
from ...core.types import document
from . import ddl
from .drivers import DEFAULT_DRIVER, DRIVERS
from .reflection import MariaDBCatalog, MySQLCatalog
from .types import CASTS, LITERALS, MARIADB_TYPES, TYPE_IMPLS, TYPES

RESERVED = frozenset(
    """
    accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade
    case change char character check collate column condition constraint continue convert create cross
    current_date current_role current_time current_timestamp current_user cursor databases day_hour
    day_microsecond day_minute day_second dec decimal declare default delayed delete delete_domain_id desc
    describe deterministic distinct distinctrow div do_domain_ids double drop dual each else elseif enclosed
    escaped except exists exit explain false fetch float float4 float8 for force foreign from fulltext grant group
    having high_priority hour_microsecond hour_minute hour_second if ignore ignore_domain_ids in index infile
    inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into is iterate join
    key keys kill leading leave left like limit linear lines load localtime localtimestamp lock long longblob
    longtext loop low_priority master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert match
    maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural
    no_write_to_binlog not null numeric offset on optimize optionally or order out outer outfile over
    page_checksum parse_vcol_expr partition portion precision primary procedure purge range read read_write reads
    real recursive ref_system_id references regexp release rename repeat replace require resignal restrict return
    returning revoke right rlike row_number rows schemas second_microsecond select sensitive separator set show
    signal smallint spatial specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate
    sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages straight_join table terminated
    then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned update usage use
    using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying when where while with
    write xor year_month zerofill
    """.split()
)
RESERVED |= frozenset(
    [
        "body",
        "database",
        "elsif",
        "general",
        "goto",
        "history",
        "ignore_server_ids",
        "master_heartbeat_period",
        "option",
        "others",
        "package",
        "period",
        "position",
        "raise",
        "rowtype",
        "schema",
        "slow",
        "system_time",
        "versioning",
        "window",
        "without",
    ]
)


def lock_share_mode(w: Any, n: t.Lock) -> None:
    """``LOCK IN SHARE MODE`` or FOR UPDATE; the family knows no OF."""
    w.put(" LOCK IN SHARE MODE" if n.read else " FOR UPDATE")
    w.put(" NOWAIT" if n.nowait else "", " SKIP LOCKED" if n.skip_locked else "")


def match_against(w: Any, n: t.Binary) -> None:
    """``MATCH (text) AGAINST (query IN BOOLEAN MODE)``."""
    given = dict(n.modifiers)
    mode = "" if given.get("mysql_boolean_mode") is False else " IN BOOLEAN MODE"
    if "flags" in given:
        mode = "".join(words for words, wanted in zip(_SEARCH_MODES, given["flags"], strict=True) if wanted)
    w.put("NOT " if n.op.name.startswith("not_") else "", "MATCH (", n.left, ") AGAINST (", n.right, f"{mode})")


_SEARCH_MODES = (" IN BOOLEAN MODE", " IN NATURAL LANGUAGE MODE", " WITH QUERY EXPANSION")


def regexp(w: Any, n: t.Binary) -> None:
    """``a REGEXP b``; flags stand before the pattern."""
    w.put(n.left, " NOT REGEXP " if n.op.name.startswith("not_") else " REGEXP ")
    pattern(w, n, n.right)


def regexp_replace(w: Any, n: t.Binary) -> None:
    """``REGEXP_REPLACE(a, pattern, replacement)``."""
    w.put("REGEXP_REPLACE(", n.left, ", ")
    pattern(w, n, n.right.parts[0])
    w.put(", ", n.right.parts[1], ")")


def pattern(w: Any, n: t.Binary, expression: Any) -> None:
    """Put a pattern after its flags."""
    flags = dict(n.modifiers).get("flags")
    if flags is None:
        w.put(expression)
    else:
        w.put("CONCAT('(?', ", w.escape(w.dialect.literal(flags)), ", ')', ", expression, ")")


class MySQLLike(Dialect):
    """What MariaDB, MySQL and their relatives share."""

    name = "mysql"
    glot = "mysql"
    relatives = ("mysql",)
    paramstyle = "format"
    quotes = ("`", "`")
    reserved = RESERVED | {"empty", "function", "groups", "lead", "lag", "ntile", "json_table", "lateral", "system"}
    capabilities = Capabilities(
        paging=caps.Paging.LIMIT_COMMA,
        booleans=caps.Booleans.INTEGER,
        nulls_ordering=caps.NullsOrdering.CASE,
        distinct_from=caps.Distinct.SPACESHIP,
        json=caps.Json.EXTRACT_CASE,
        table_hints=True,
        aggregate_order=True,
        row_values=True,
        row_comparisons=True,
        full_join=False,
        for_update=True,
        update_from=caps.UpdateFrom.MULTI_TABLE,
        delete_using=caps.DeleteUsing.USING_WITH_TARGET,
        upsert=caps.Upsert.ON_DUPLICATE_KEY,
        empty_insert=caps.EmptyInsert.EMPTY_LISTS,
        untyped_parameters=False,
        generated_key=caps.GeneratedKey.LAST_ROW_ID,
        cte_before_insert=False,
        comments=True,
        inline_comments=True,
        native_enum=True,
        replace_view=caps.ReplaceView.OR_REPLACE,
        two_phase=True,
        batch_rowcount=True,
        backslash_escapes=True,
        max_parameters=65535,
        max_insert_rows=2000,
        max_identifier=64,
        max_label=255,
    )
    types = TYPES
    type_impls = {**TYPE_IMPLS, **document.STANDARD_PATHS}
    casts = CASTS
    literals = LITERALS
    family = ("mysql",)
    functions: ClassVar[dict[str, Any]] = {
        "sysdate": "SYSDATE()",
        "current_date": "CURRENT_DATE",
        "random": "rand",
        "rollup": expr.with_rollup,
        "aggregate_strings": expr.group_concat,
    }
    operators: ClassVar[dict[str, Any]] = {
        "truediv": "/",
        "floordiv": expr.floor_call,
        "truncdiv_op": "DIV",
        "serverdiv_op": expr.unknown_division,
        "concat_op": expr.concat_call,
        "match_op": match_against,
        "not_match_op": match_against,
        "regexp_match_op": regexp,
        "not_regexp_match_op": regexp,
        "regexp_replace_op": regexp_replace,
    }
    joins: ClassVar[dict[str, str]] = {"inner": " INNER JOIN "}
    boolean_words = ("false", "true")
    ddl_renders = ddl.DDL_RENDERS
    construct_arguments: ClassVar[dict[str, dict[str, Any]]] = {
        "Table": {"*": None},
        "Update": {"limit": None},
        "Delete": {"limit": None},
        "PrimaryKeyConstraint": {"using": None},
        "Index": {"using": None, "length": None, "prefix": None, "with_parser": None},
    }
    reflection: ClassVar[Any] = MariaDBCatalog()
    #: Whether the server is MariaDB, in place of what the text of its version says: a proxy may tell another's.
    option_is_mariadb: ClassVar[bool | None] = None
    option_types: ClassVar[Mapping[str, Callable[[str], Any]]] = {"is_mariadb": flag}
    is_mariadb: ClassVar[bool] = False
    drivers = DRIVERS
    default_driver = DEFAULT_DRIVER
    empty_set = "SELECT 1 FROM (SELECT 1) as _empty_set WHERE 1!=1"
    renders: ClassVar[dict[type, Any]] = {t.Lock: lock_share_mode, t.ValuesRef: query.values_as_union}


class MariaDB(MySQLLike):
    """MariaDB. Full support from 10.5 on."""

    name = "mariadb"
    title = "MariaDB"
    is_mariadb = True
    types = MARIADB_TYPES
    capabilities = dataclasses.replace(
        MySQLLike.capabilities, cte_before_update=False, named_column_checks=False, expression_indexes=False
    )
    renders: ClassVar[dict[type, Any]] = {t.ValuesRef: dml.rows_after_select}
    default_version = (10, 11)
    since = (
        ((10, 0, 5), {"delete_returning": caps.Returning.CLAUSE}),
        ((10, 3), {"sequences": True}),
        # AUTO_INCREMENT ascends in the order of the rows of one INSERT, with gaps on a cluster
        (
            (10, 5),
            {"insert_returning": caps.Returning.CLAUSE, "row_order": caps.RowOrder.GENERATED, "intersect_all": True},
        ),
        ((10, 6), {"skip_locked": True}),
    )

    def for_server(self, version: tuple[int, ...]) -> Dialect:
        """Return the dialect of a server of ``version``, which is to be MariaDB."""
        if not _is_mariadb(self, version, True):
            raise InvalidRequestError(
                f"The server is MySQL {getattr(version, 'text', version)}, and no MariaDB: connect with mysql:// (or, "
                "where the version is that of a proxy, pass is_mariadb=True to create_engine())"
            )
        return super().for_server(version)

    def next_value(self, sequence: Any) -> str:
        """Return ``nextval(name)``."""
        return f"nextval({self.format_table(sequence)})"


class MariaDBAsMySQL(MariaDB):
    """MariaDB behind a URL of MySQL: what the server can, by the name that was asked for."""

    name = "mysql"


class MySQL(MySQLLike):
    """MySQL: no RETURNING at all."""

    reflection: ClassVar[Any] = MySQLCatalog()

    title = "MySQL"
    default_version = (8, 0)
    ddl_refused = ddl.MYSQL_REFUSED
    since = (
        ((8, 0, 1), {"skip_locked": True}),
        ((8, 0, 14), {"lateral": True}),
        # https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-31.html
        ((8, 0, 31), {"intersect_all": True}),
    )

    def for_server(self, version: tuple[int, ...]) -> Dialect:
        """Return the dialect of a server of ``version``, which may be MariaDB."""
        if _is_mariadb(self, version, False):
            driver, numbers = self.driver, tuple(version)
            return MariaDBAsMySQL(driver, version=numbers, paramstyle=self.paramstyle, **self.options)
        return super().for_server(version)


def _is_mariadb(dialect: MySQLLike, version: tuple[int, ...], otherwise: bool) -> bool:
    """Tell whether a server is MariaDB: by the option, else by the text of its version, else as it was asked for."""
    told: bool | None = dialect.options.get("is_mariadb")
    text = getattr(version, "text", "")
    return told if told is not None else "mariadb" in text.lower() if text else otherwise

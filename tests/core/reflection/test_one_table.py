"""One table asked for alone, in its own few statements, is what it is among all tables."""

from __future__ import annotations

import itertools
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from isogloss import MetaData, Table, create_engine, event, inspect
from isogloss.dialects.mariadb.table_text import UnreadError, read_table
from isogloss.engine import ObjectKind, ObjectScope
from isogloss.exc import NoSuchTableError
from isogloss.schema import CreateIndex, CreateTable
from tests.core.reflection import odd_schemas
from tests.core.reflection.answers import QUESTIONS, plain, run
from tests.core.reflection.conftest import BACKENDS, SCRIPTS
from tests.core.reflection.schemas import statements
from tests.core.reflection.test_inspector import counted
from tests.core.reflection.test_round_trip import constructs
from tests.servers import driver_url

ODD = {"sqlite": odd_schemas.SQLITE, "postgresql": odd_schemas.POSTGRESQL, "mariadb": odd_schemas.MARIADB}
OTHER = {"sqlite": "main", "postgresql": "other", "mariadb": "mysql"}
LATER = {
    ("sqlite", "odd"): ["CREATE INDEX temp.ix_mine ON mine (up)"],
    ("postgresql", "odd"): ["COMMENT ON TABLE shadowed IS 'the temporary one'"],
}
#: The tables of a script that the server does not list.
UNLISTED = re.compile(r"CREATE TEMPORARY TABLE (\w+)")


@contextmanager
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module", params=itertools.product(BACKENDS, ("usual", "odd", "ours")), ids="-".join)
def connection(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> Iterator[Any]:
    """Give a connection to a database with the tables of a script, or with what our DDL can say."""
    backend, kind = request.param
    engine = create_engine(fresh(backend))
    script = {"usual": SCRIPTS, "odd": ODD}.get(kind, {}).get(backend, "")
    with engine.connect() as made:
        if kind == "ours":
            constructs(backend).create_all(made)
        run(made, script, temporary=False)
        made.commit()
        run(made, script, temporary=True)
        for statement in LATER.get(request.param, ()):
            made.exec_driver_sql(statement)
        made.info["names"] = UNLISTED.findall(script) if backend == "mariadb" else []
        yield made
    engine.dispose()


def bulk(connection: Any, schema: str | None = None) -> dict[str, dict[Any, Any]]:
    """Return the answers for all relations, temporary ones too."""
    inspector = inspect(connection)
    unlisted = [] if schema else connection.info["names"]
    found: dict[str, dict[Any, Any]] = {}
    for question in QUESTIONS:
        ask = getattr(inspector, f"get_multi_{question}")
        with quiet():
            answer = ask(schema=schema, kind=ObjectKind.ANY, scope=ObjectScope.ANY)
            if unlisted:
                # of two names: a single one might be asked for otherwise
                answer |= ask(filter_names=[*unlisted, "nowhere"], kind=ObjectKind.ANY, scope=ObjectScope.ANY)
        found[question] = plain(answer)
    return found


def alone(connection: Any, question: str, name: str, schema: str | None = None) -> Any:
    with quiet():
        return plain(getattr(inspect(connection), f"get_{question}")(name, schema=schema))


def test_each_answer_alone_is_that_among_all(connection: Any) -> None:
    expected = bulk(connection)
    assert len(expected["columns"]) > 2
    for question in QUESTIONS:
        for _, name in expected["columns"]:
            assert alone(connection, question, name) == expected[question][None, name], (question, name)


def test_of_another_schema_too(connection: Any) -> None:
    schema = OTHER[connection.dialect.name]
    expected = bulk(connection, schema)
    for question in QUESTIONS:
        for _, name in expected["columns"]:
            assert alone(connection, question, name, schema) == expected[question][schema, name], (question, name)


def test_one_inspector_gives_the_same_in_any_order(connection: Any) -> None:
    expected = bulk(connection)
    for questions in (QUESTIONS, QUESTIONS[::-1]):
        inspector = inspect(connection)
        for question in questions:
            for _, name in expected["columns"]:
                with quiet():
                    assert plain(getattr(inspector, f"get_{question}")(name)) == expected[question][None, name]


def test_a_table_alone_is_that_among_all(connection: Any) -> None:
    metadata = MetaData()
    with quiet():
        metadata.reflect(connection, views=True)
        alone = {n: Table(n, MetaData(), autoload_with=connection, resolve_fks=False) for n in metadata.tables}
    for name, table in metadata.tables.items():
        if "shadowed" not in name:  # reflect() is for lasting tables
            assert told(alone[name], connection) == told(table, connection)


def told(table: Any, connection: Any) -> list[str]:
    keys = [
        (k.name, k.column_keys, [e.target_fullname for e in k.elements], k.ondelete, k.onupdate, k.deferrable, k.match)
        for k in table.foreign_key_constraints
    ]
    indexes = [CreateIndex(index) for index in sorted(table.indexes, key=lambda i: i.name)]
    items: list[Any] = [CreateTable(table, include_foreign_key_constraints=[]), *indexes]
    if any(c.type._affinity.__name__ == "NullType" for c in table.columns):
        items = [re.sub(r" at 0x\w+", "", repr(c)) for c in table.columns]
    else:
        items = [str(item.compile(dialect=connection.dialect)) for item in items]
    return [*items, *sorted(map(str, keys))]


def test_what_is_not_there(connection: Any) -> None:
    errors: list[Any] = []
    event.listen(connection, "handle_error", errors.append)
    for question in QUESTIONS:
        for schema in (None, OTHER[connection.dialect.name]):
            with pytest.raises(NoSuchTableError, match="no%where"):
                alone(connection, question, "no%where", schema)
    with pytest.raises(NoSuchTableError, match=r"no%where"):
        Table("no%where", MetaData(), autoload_with=connection)
    assert not inspect(connection).has_table("no%where")
    assert not errors


# -- how much it takes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend, whole, each", [("sqlite", 4, 2), ("postgresql", 4, 1), ("mariadb", 1, 1)])
def test_statements_are_few(backend: str, whole: int, each: int, fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh(backend))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE up (id int PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE t (id int PRIMARY KEY, up_id int REFERENCES up (id), CHECK (id > 3))")
        connection.exec_driver_sql("CREATE INDEX ix ON t (up_id)")
    with engine.connect() as connection, counted(engine) as seen:
        for name in ("t", "up"):
            seen.clear()
            Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
            assert len(seen) <= whole, seen
            for question in QUESTIONS:
                seen.clear()
                alone(connection, question, name)
                assert len(seen) <= each + (question == "indexes" and backend == "sqlite"), (question, seen)
    engine.dispose()


def test_asking_leaves_the_transaction_as_it_is(connection: Any) -> None:
    if connection.dialect.name == "mariadb":
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY) ENGINE=InnoDB")
    else:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)")
        connection.commit()
    connection.exec_driver_sql("INSERT INTO kept VALUES (1)")
    with pytest.raises(NoSuchTableError):
        Table("nowhere", MetaData(), autoload_with=connection)
    Table("kept", MetaData(), autoload_with=connection)
    assert connection.exec_driver_sql("SELECT count(*) FROM kept").scalar() == 1
    connection.rollback()
    assert connection.exec_driver_sql("SELECT count(*) FROM kept").scalar() == 0
    connection.rollback()


# -- SQLite -----------------------------------------------------------------------------------------------------------


def test_names_are_found_in_either_case_on_sqlite() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for statement in statements(odd_schemas.SQLITE):
            connection.exec_driver_sql(statement)
        inspector = inspect(connection)
        assert [c["name"] for c in inspector.get_columns("cASED")] == ["Id", "ParentId", "Other"]
        assert inspector.get_foreign_keys("CASED")[0]["referred_columns"] == ["Id"]
        assert inspector.get_pk_constraint("cased")["constrained_columns"] == ["Id"]
        assert [c["name"] for c in inspector.get_columns("shadowed")] == ["lasting"]
        assert inspector.get_unique_constraints("shadowed") == []
        for name in ("json_each", "sqlite_master", "sqlite_sequence"):
            with pytest.raises(NoSuchTableError):
                inspector.get_columns(name)
            with pytest.raises(NoSuchTableError):
                inspector.get_indexes(name)
            with pytest.raises(NoSuchTableError):
                inspector.get_check_constraints(name)


# -- PostgreSQL -------------------------------------------------------------------------------------------------------


def test_columns_of_keys_by_their_definition(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    with engine.connect() as connection:
        run(connection, odd_schemas.POSTGRESQL, temporary=False)
        for command in ("SET quote_all_identifiers = off", "SET quote_all_identifiers = on"):
            connection.exec_driver_sql(command)
            inspector = inspect(connection)
            name = "o.dd \"t'("
            key = inspector.get_pk_constraint(name)
            assert key["constrained_columns"] == ["a,b", "q\"'("]
            assert key["dialect_options"]["postgresql_include"] == ["x)y"]
            unique = {u["name"]: u for u in inspector.get_unique_constraints(name)}
            assert unique["u ("]["column_names"] == ["period", "select"]
            assert unique["u ("]["dialect_options"]["postgresql_nulls_not_distinct"] is True
            assert ["é", "new\nline"] in [u["column_names"] for u in unique.values()]
            keys = {k["name"]: k for k in inspector.get_foreign_keys("r(e)f", "o.ther")}
            assert keys["f k"]["constrained_columns"] == ["b", "a"]
            assert keys["f k"]["referred_columns"] == ["q\"'(", "a,b"]
            some = '"a"' if command.endswith("on") else "a"
            assert keys["f k"]["options"] == {
                "onupdate": "SET NULL", "ondelete": f"SET DEFAULT ({some})", "match": "FULL", "deferrable": True,
                "initially": "DEFERRED",
            }  # fmt: skip
            assert keys["once"]["constrained_columns"] == ["a", "a"]
            assert keys["once"]["options"] == {"onupdate": "CASCADE"}
    engine.dispose()


def test_enums_and_domains_are_asked_for_once(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TYPE mood AS ENUM ('sad', 'happy')")
        connection.exec_driver_sql("CREATE DOMAIN positive AS integer CHECK (VALUE > 0)")
        for name in "ab":
            connection.exec_driver_sql(f"CREATE TABLE {name} (mood mood, moods mood[], number positive)")
    with engine.connect() as connection, counted(engine) as seen:
        inspector = inspect(connection)
        for name in "ab":
            assert [type(c["type"]).__name__ for c in inspector.get_columns(name)] == ["ENUM", "ARRAY", "DOMAIN"]
        assert len(seen) == 4
    engine.dispose()


def test_what_is_dropped_while_it_is_told_is_left_out(fresh: Callable[[str], str]) -> None:
    """The server lists what was there when the statement began, and has no text for what is gone by then."""
    engine = create_engine(fresh("postgresql"))
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE REFERENCES t CHECK (b > 0))")
        connection.exec_driver_sql("CREATE INDEX ix ON t ((a + b))")
        for question, text in (
            ("pk_constraint", 8),
            ("unique_constraints", 8),
            ("foreign_keys", 8),
            ("check_constraints", 9),
            ("indexes", 9),
        ):
            inspector = inspect(connection)
            getattr(inspector, f"get_multi_{question}")()
            for key, rows in inspector._told.items():
                inspector._told[key] = [_without(row, text, question) for row in rows]
            inspector.info_cache.clear()
            found = getattr(inspector, f"get_multi_{question}")()[None, "t"]
            names = [found["name"]] if isinstance(found, dict) else [fact["name"] for fact in found]
            assert set(names) <= {None, "t_b_key"}, question
    engine.dispose()


def _without(row: Any, place: int, question: str) -> Any:
    if len(row) <= place:  # of another query
        return row
    gone = [None] if question == "indexes" and row[place] else None
    return (*row[:place], gone, *row[place + 1 :])


# -- MariaDB ----------------------------------------------------------------------------------------------------------

MODES = (
    "ANSI_QUOTES",
    "NO_BACKSLASH_ESCAPES",
    "NO_FIELD_OPTIONS,NO_TABLE_OPTIONS,NO_KEY_OPTIONS",
    "ORACLE",
    "PAD_CHAR_TO_FULL_LENGTH",
)


@pytest.fixture(scope="module")
def odd(fresh: Callable[[str], str]) -> Iterator[str]:
    """Give the name of a MariaDB database with odd tables."""
    engine = create_engine(fresh("mariadb"))
    with engine.begin() as connection:
        run(connection, odd_schemas.MARIADB, temporary=False)
    yield str(engine.url.database)
    engine.dispose()


@pytest.mark.parametrize("mode", MODES)
def test_modes_of_the_session_change_nothing(odd: str, mode: str) -> None:
    engine = create_engine(driver_url("mariadb+pymysql"))
    with engine.connect() as connection:
        connection.info["names"] = []
        expected = bulk(connection, odd)
        connection.exec_driver_sql(f"SET sql_mode = '{mode}'")
        connection.exec_driver_sql("SET sql_quote_show_create = 0")
        assert bulk(connection, odd) == expected
        for question in QUESTIONS:
            for _, name in expected["columns"]:
                assert alone(connection, question, name, odd) == expected[question][odd, name], (question, name)
    engine.dispose()


@pytest.mark.parametrize("driver", ["mariadb+pymysql", "mariadb+mysqldb", "mariadb+mariadbconnector"])
def test_by_each_driver(odd: str, driver: str) -> None:
    engine = create_engine(driver_url(driver))
    with engine.connect() as connection, counted(engine) as seen:
        connection.info["names"] = []
        expected = bulk(connection, odd)
        for _, name in expected["columns"]:
            for question in QUESTIONS:
                assert alone(connection, question, name, odd) == expected[question][odd, name], (question, name)
        seen.clear()
        table = Table("a", MetaData(), schema=odd, autoload_with=connection)
        assert len(seen) == 1
        assert table.c.e.type.enums == ["a\\b", "c'd", "n\nl", "x,y)"]
        assert table.c.s.comment == "x\\y\nz'\"%" and table.comment == "t\\c'o\nm"
    engine.dispose()


def test_a_temporary_table_hides_a_lasting_one() -> None:
    engine = create_engine(driver_url("mariadb+pymysql"))
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE hidden (lasting int)")
        connection.exec_driver_sql("CREATE TEMPORARY TABLE hidden (temporary int CHECK (temporary > 1)) COMMENT='t'")
        try:
            inspector = inspect(connection)
            assert [c["name"] for c in inspector.get_columns("hidden")] == ["temporary"]
            assert inspector.get_check_constraints("hidden") == [{"name": None, "sqltext": "`temporary` > 1"}]
            assert inspector.get_table_comment("hidden") == {"text": "t"}
            assert [c["name"] for c in inspector.get_multi_columns()[None, "hidden"]] == ["lasting"]
        finally:
            connection.exec_driver_sql("DROP TEMPORARY TABLE hidden")
            connection.exec_driver_sql("DROP TABLE hidden")
    engine.dispose()


def test_text_of_a_server_that_leaves_usual_collations_out() -> None:
    text = (
        "CREATE TABLE `t` (\n"
        "  `a` varchar(5) DEFAULT NULL,\n"
        "  `b` varchar(5) CHARACTER SET latin1 DEFAULT NULL,\n"
        "  `c` varchar(5) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x',\n"
        "  KEY `k` (`a`)\n"
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"
    )
    table = read_table(text, {"utf8mb4": "utf8mb4_general_ci", "latin1": "latin1_swedish_ci"}.__getitem__)
    columns = next(rows for rows in table.rows.values() if len(rows) == 3)
    assert [row[-2:] for row in columns] == [
        ("utf8mb4", "utf8mb4_general_ci"),
        ("latin1", "latin1_swedish_ci"),
        ("latin1", "latin1_bin"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "`a` int(11) DEFAULT NULL REMEMBERED",
        "`a` int(11) DEFAULT 1 + 2",
        "`a,\n  b` int(11) DEFAULT NULL",
        "`a` int(11) DEFAULT NULL COMMENT 'x,\n  `b` int(11) DEFAULT NULL'",
        "CONSTRAINT `c` CHECK (`a),\n  KEY `k` (`b`)`)",
        "KEY `k` (`a`) USING RTREE",
        "KEY `k` (lower(`a`))",
        "CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`b`) MATCH FULL",
        "CONSTRAINT `c` CHECK (`a` > 1) NOT ENFORCED",
        "PERIOD FOR `p` (`a`, `b`)",
        "a int",
    ],
)
def test_what_is_not_read_is_refused(item: str) -> None:
    for text in (f"CREATE TABLE `t` (\n  {item}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",):
        with pytest.raises(UnreadError):
            read_table(text, str)

"""The inspector's own ways: how many statements it takes, what it remembers, what it says of what is not there."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from isogloss import (
    Column,
    ForeignKey,
    Inspector,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    event,
    inspect,
    text,
)
from isogloss.engine import ObjectKind, ObjectScope
from isogloss.exc import InvalidRequestError, NoSuchTableError, SAWarning
from isogloss.types import NullType
from tests.core.reflection.conftest import BACKENDS


@pytest.fixture
def engine(database: tuple[str, str]) -> Iterator[Any]:
    made = create_engine(database[1])
    yield made
    made.dispose()


@pytest.fixture
def two() -> Iterator[Any]:
    """An engine with two tables, one referring to the other."""
    made = create_engine("sqlite://")
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(20), extra TEXT)")
        connection.exec_driver_sql("CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id), note TEXT)")
        connection.exec_driver_sql("CREATE INDEX ix_note ON b (note)")
        connection.exec_driver_sql("CREATE VIEW v AS SELECT id, name FROM a")
    yield made
    made.dispose()


@contextmanager
def counted(engine: Any) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("backend", BACKENDS)
def test_many_tables_take_as_many_statements_as_one(backend: str, fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh(backend))
    numbers = []
    for count in (2, 12):
        made = MetaData()
        for i in range(count):
            target = [ForeignKey(f"t{i - 1}.id")] if i else []
            Table(f"t{i}", made, Column("id", Integer, primary_key=True), Column("up", Integer, *target, index=True))
        made.create_all(engine)
        with counted(engine) as seen:
            found = MetaData()
            found.reflect(engine)
        assert len(found.tables) == count
        numbers.append(len(seen))
    engine.dispose()
    assert numbers[0] == numbers[1]


def test_answers_are_remembered_until_they_are_forgotten(two: Any) -> None:
    inspector = inspect(two)
    with counted(two) as seen:
        first = inspector.get_columns("a")
        asked = len(seen)
        first[0]["name"] = "changed by the caller"
        assert inspector.get_columns("a")[0]["name"] == "id"
        assert len(seen) == asked
        with two.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE a ADD COLUMN more INT")
        assert len(inspector.get_columns("a")) == 3
        inspector.clear_cache()
        assert len(inspector.get_columns("a")) == 4


def test_inspect_takes_engines_connections_and_inspectors(two: Any) -> None:
    inspector = inspect(two)
    assert isinstance(inspector, Inspector)
    assert inspect(inspector) is inspector
    assert inspector.bind is two and inspector.engine is two and inspector.dialect.name == "sqlite"
    with two.connect() as connection:
        assert inspect(connection).bind is connection
        assert inspect(connection).default_schema_name == "main"


@pytest.mark.parametrize(
    "question",
    ["columns", "pk_constraint", "foreign_keys", "indexes", "unique_constraints", "check_constraints", "table_comment"],
)
def test_a_table_that_is_not_there(engine: Any, question: str) -> None:
    inspector = inspect(engine)
    with pytest.raises(NoSuchTableError, match="nowhere"):
        getattr(inspector, f"get_{question}")("nowhere")
    with pytest.raises(NoSuchTableError, match="nowhere"):
        inspector.get_view_definition("nowhere")
    assert getattr(inspector, f"get_multi_{question}")(filter_names=["nowhere"]) == {}
    assert not inspector.has_table("nowhere")


def test_what_is_there(database: tuple[str, str], engine: Any) -> None:
    backend, _ = database
    table, index, view = {
        "sqlite": ("album", "ix_album_title", "v_album"),
        "postgresql": ("film", "ix_film_gin", "v_actor"),
        "mariadb": ("customer", "ix_name", "v_customer"),
    }[backend]
    inspector = inspect(engine)
    assert inspector.has_table(table) and inspector.has_table(view)
    assert inspector.has_index(table, index) and not inspector.has_index(table, "no_index")
    assert inspector.has_schema({"sqlite": "main", "postgresql": "other", "mariadb": "mysql"}[backend])
    assert not inspector.has_schema("nowhere")
    assert inspector.has_multi_table([table, "nowhere"]) == {(None, table): True, (None, "nowhere"): False}
    assert inspector.has_sequence("ticket") is (backend != "sqlite")
    assert "SELECT" in inspector.get_view_definition(view).upper()
    assert inspector.get_temp_table_names() == []


def test_temporary_tables(database: tuple[str, str], engine: Any) -> None:
    backend, _ = database
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TEMPORARY TABLE scratch (id int PRIMARY KEY, word varchar(5) UNIQUE)")
        inspector = inspect(connection)
        assert inspector.has_table("scratch")
        assert "scratch" not in inspector.get_table_names()
        assert [c["name"] for c in inspector.get_columns("scratch")] == ["id", "word"]
        assert inspector.get_pk_constraint("scratch")["constrained_columns"] == ["id"]
        assert [u["column_names"] for u in inspector.get_unique_constraints("scratch")] == [["word"]]
        if backend != "mariadb":  # which lists none before 11.2
            assert inspector.get_temp_table_names() == ["scratch"]
            assert list(inspector.get_multi_columns(scope=ObjectScope.TEMPORARY)) == [(None, "scratch")]
        found = Table("scratch", MetaData(), autoload_with=connection)
        assert found.primary_key.columns.keys() == ["id"]


def test_kinds(engine: Any) -> None:
    inspector = inspect(engine)
    views = inspector.get_view_names() + inspector.get_materialized_view_names()
    assert [key[1] for key in inspector.get_multi_columns(kind=ObjectKind.ANY_VIEW)] == sorted(views)


def test_every_table_of_the_servers_own_schemas(database: tuple[str, str], engine: Any) -> None:
    backend, _ = database
    schemas = {
        "sqlite": (),
        "postgresql": ("information_schema", "pg_catalog"),
        "mariadb": ("information_schema", "mysql", "sys", "performance_schema"),
    }[backend]
    for schema in schemas:
        metadata = MetaData()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            metadata.reflect(engine, schema=schema, views=True)
        assert len(metadata.tables) > 5
        assert all(len(t.columns) for t in metadata.tables.values())


def test_an_unknown_type_is_told(database: tuple[str, str], engine: Any) -> None:
    backend, _ = database
    if backend == "sqlite":
        return  # every name has an affinity there
    column, name = {"postgresql": ("ad", "point"), "mariadb": ("ah", "geometry")}[backend]
    with pytest.warns(match=f"Did not recognize type '{name}' of column '{column}'"):
        columns = inspect(engine).get_columns("types")
    assert isinstance(next(c for c in columns if c["name"] == column)["type"], NullType)


def test_types_of_the_servers_own_are_made_again(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    kinds = ["xid", "pg_lsn", "regproc", "regtype[]", "oidvector"]
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE t ({', '.join(f'c{i} {kind}' for i, kind in enumerate(kinds))})")
        connection.exec_driver_sql("INSERT INTO t (c1, c2) VALUES ('16/B374D848', 'now')")
    metadata = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = Table("t", metadata, autoload_with=engine)
    with engine.begin() as connection:
        assert connection.execute(found.select().where(found.c.c1 == "16/B374D848")).one()[1:3] == (
            "16/B374D848",
            "now",
        )
        metadata.drop_all(connection)
        metadata.create_all(connection)
        types = [c["type"] for c in inspect(connection).get_columns("t")]
        assert [t.compile(dialect=connection.dialect) for t in types] == kinds
    engine.dispose()


def test_types_of_users_with_odd_names(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    kinds = ['"a(b"', '"a(3)"', "interval_of", '"in terval"', '"c[]"']
    with engine.begin() as connection:
        for kind in kinds:
            connection.exec_driver_sql(f"CREATE TYPE {kind} AS (x int)")
        items = [f"c{i} {kind}, d{i} {kind}[]" for i, kind in enumerate(kinds)]
        connection.exec_driver_sql(f"CREATE TABLE t (id int, {', '.join(items)})")
    with pytest.warns(SAWarning, match="Did not recognize type"):
        columns = inspect(engine).get_columns("t")
    assert [isinstance(c["type"], NullType) for c in columns] == [False] + [True] * 10
    engine.dispose()


def test_a_domain_over_a_named_type_keeps_it(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    with engine.begin() as connection:
        for statement in (
            "CREATE SCHEMA far",
            "CREATE TYPE far.mood AS ENUM ('sad', 'happy')",
            "CREATE DOMAIN d0 AS integer",
            "CREATE DOMAIN d1 AS d0 CHECK (VALUE > 0)",
            "CREATE DOMAIN d2 AS far.mood[]",
            "CREATE TABLE t (a d1, b d2, c d1[])",
            "INSERT INTO t VALUES (1, '{sad,happy}', '{2,3}')",
        ):
            connection.exec_driver_sql(statement)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = Table("t", MetaData(), autoload_with=connection)
        assert found.c.a.type.data_type.name == "d0"
        assert isinstance(found.c.a.type.data_type.data_type, Integer)
        assert found.c.b.type.data_type.item_type.enums == ["sad", "happy"]
        assert found.c.b.type.data_type.item_type.schema == "far"
        assert connection.execute(found.select()).one() == (1, ["sad", "happy"], [2, 3])
        assert [d["name"] for d in inspect(connection).get_domains()] == ["d0", "d1", "d2"]
        assert "base" not in inspect(connection).get_domains()[0]
    engine.dispose()


def test_an_attached_database() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ':memory:' AS more")
        connection.exec_driver_sql("CREATE TABLE more.p (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE more.q (id INTEGER PRIMARY KEY, p_id INTEGER REFERENCES p)")
        inspector = inspect(connection)
        assert inspector.get_schema_names() == ["main", "more"]
        assert inspector.get_table_names() == [] and inspector.get_table_names("more") == ["p", "q"]
        metadata = MetaData()
        metadata.reflect(connection, schema="more")
        assert metadata.tables["more.q"].c.p_id.references(metadata.tables["more.p"].c.id)


# -- tables ------------------------------------------------------------------------------------------------------------


def test_a_table_brings_those_it_refers_to(two: Any) -> None:
    metadata = MetaData()
    b = Table("b", metadata, autoload_with=two)
    assert set(metadata.tables) == {"a", "b"}
    assert b.c.a_id.references(metadata.tables["a"].c.id)
    assert {i.name for i in b.indexes} == {"ix_note"}


def test_a_table_alone(two: Any) -> None:
    metadata = MetaData()
    b = Table("b", metadata, autoload_with=two, resolve_fks=False)
    assert set(metadata.tables) == {"b"}
    assert [fk.target_fullname for fk in b.foreign_keys] == ["a.id"]


def test_some_columns(two: Any) -> None:
    b = Table("b", MetaData(), autoload_with=two, include_columns=["id", "a_id"])
    assert b.columns.keys() == ["id", "a_id"]
    assert b.indexes == set()


def test_given_columns_take_the_place_of_reflected_ones(two: Any) -> None:
    both = Column("name", String(99), key="title"), Column("name", String(7))
    with pytest.warns(SAWarning, match='key "title" is being removed'):
        a = Table("a", MetaData(), *both, autoload_with=two)
    assert a.columns.keys() == ["id", "name", "extra"]
    assert a.c.name.type.length == 7


def test_given_columns_with_a_key_take_the_place_of_those_of_their_name(two: Any) -> None:
    metadata = MetaData()
    given = Column("id", Integer, key="ident", primary_key=True), Column("note", String(5), key="remark")
    table = Table("b", metadata, *given, autoload_with=two)
    assert table.c.keys() == ["ident", "a_id", "remark"]
    assert table.primary_key.columns.keys() == ["ident"]
    assert [c.name for c in table.columns] == ["id", "a_id", "note"]
    keyed = Table("b", MetaData(), Column("a_id", Integer, key="up"), autoload_with=two)
    assert [k.elements[0].target_fullname for k in keyed.foreign_key_constraints] == ["a.id"]
    referring = Column("a_id", Integer, ForeignKey("a.id"), key="up")
    keyed = Table("b", MetaData(), referring, autoload_with=two)
    assert [k.column_keys for k in keyed.foreign_key_constraints] == ["up".split()]


def test_a_reflected_column_takes_the_place_of_one_with_a_key(two: Any) -> None:
    for replace, keys in ((True, ["note", "id", "a_id"]), (False, ["remark", "id", "a_id"])):
        metadata = MetaData()
        Table("b", metadata, Column("note", String(5), key="remark"))
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            table = Table("b", metadata, autoload_with=two, extend_existing=True, autoload_replace=replace)
        assert table.c.keys() == keys
        said = [str(w.message) for w in seen if w.category is SAWarning]
        assert ["being replaced with plain named" in text for text in said] == [True] * replace


def test_empty_lists_of_names(database: tuple[str, str], engine: Any, two: Any) -> None:
    for bind in (engine, two):
        metadata = MetaData()
        metadata.reflect(bind, only=[])
        assert not metadata.tables
        inspector = inspect(bind)
        assert inspector.get_multi_columns(filter_names=[]) == inspector.get_multi_columns()
        assert inspector.has_multi_table([]) == {}
    assert Table("b", MetaData(), autoload_with=two, include_columns=[]).c.keys() == ["id", "a_id", "note"]


def test_a_view_is_no_table_of_that_name(fresh: Callable[[str], str]) -> None:
    for backend in BACKENDS:
        made = create_engine(fresh(backend))
        with made.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE t (a int)")
            connection.exec_driver_sql("CREATE VIEW v AS SELECT a FROM t")
        with pytest.raises(InvalidRequestError, match=r"not available.*\(v\)"):
            MetaData().reflect(made, only=["v"])
        metadata = MetaData()
        metadata.reflect(made, only=["v"], views=True)
        assert list(metadata.tables) == ["v"]
        made.dispose()


def test_a_schema_is_translated(two: Any) -> None:
    with two.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ':memory:' AS more")
        connection.exec_driver_sql("CREATE TABLE more.a (other INTEGER)")
        metadata = MetaData()
        mapped = connection.execution_options(schema_translate_map={"per_tenant": None, None: "more"})
        assert Table("a", metadata, schema="per_tenant", autoload_with=mapped).c.keys() == ["id", "name", "extra"]
        assert Table("a", metadata, autoload_with=mapped).c.keys() == ["other"]


def test_a_table_that_is_known_is_extended(two: Any) -> None:
    metadata = MetaData()
    a = Table("a", metadata, Column("id", Integer, primary_key=True), Column("mine", Integer))
    same = Table("a", metadata, autoload_with=two, extend_existing=True)
    assert same is a and set(a.columns.keys()) == {"id", "mine", "name", "extra"}
    kept = a.c.id
    Table("a", metadata, autoload_with=two, extend_existing=True, autoload_replace=False)
    assert a.c.id is kept


def test_a_missing_table_leaves_nothing_behind(two: Any) -> None:
    metadata = MetaData()
    with pytest.raises(NoSuchTableError, match="nowhere"):
        Table("nowhere", metadata, autoload_with=two)
    assert not metadata.tables


@pytest.mark.parametrize("where", ["table", "class", "metadata"])
def test_listeners_change_what_becomes_of_a_column(two: Any, where: str) -> None:
    metadata = MetaData()

    def rename(inspector: Any, table: Any, column: Any) -> None:
        column["key"] = f"k_{column['name']}"

    kw: dict[str, Any] = {}
    if where == "table":
        kw["listeners"] = [("column_reflect", rename)]
    else:
        event.listen(Table if where == "class" else metadata, "column_reflect", rename)
    try:
        b = Table("b", metadata, autoload_with=two, resolve_fks=False, **kw)
    finally:
        if where == "class":
            event.remove(Table, "column_reflect", rename)
    assert b.columns.keys() == ["k_id", "k_a_id", "k_note"]
    assert b.primary_key.columns.keys() == ["k_id"]
    assert [fk.parent.key for fk in b.foreign_keys] == ["k_a_id"]


def test_metadata_by_names_by_function_and_with_views(two: Any) -> None:
    for only in (["a"], lambda name, _: name == "a"):
        metadata = MetaData()
        metadata.reflect(two, only=only)
        assert set(metadata.tables) == {"a"}
    metadata = MetaData()
    metadata.reflect(two, views=True)
    assert set(metadata.tables) == {"a", "b", "v"}
    metadata = MetaData()
    metadata.reflect(two, only=["b"])
    assert set(metadata.tables) == {"a", "b"}
    metadata = MetaData()
    metadata.reflect(two, only=["b"], resolve_fks=False)
    assert set(metadata.tables) == {"b"}
    with pytest.raises(InvalidRequestError, match=r"requested table\(s\) not available in .*: \(nowhere\)"):
        MetaData().reflect(two, only=["a", "nowhere"])


def test_metadata_keeps_what_it_knows_unless_it_is_to_be_extended(two: Any) -> None:
    metadata = MetaData()
    a = Table("a", metadata, Column("id", Integer, primary_key=True))
    metadata.reflect(two)
    assert a.columns.keys() == ["id"] and "b" in metadata.tables
    metadata.reflect(two, extend_existing=True)
    assert a.columns.keys() == ["id", "name", "extra"]


def test_a_long_chain_of_foreign_keys_is_no_recursion() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t0 (id INTEGER PRIMARY KEY)")
        for i in range(1, 400):
            connection.exec_driver_sql(f"CREATE TABLE t{i} (id INTEGER PRIMARY KEY REFERENCES t{i - 1} (id))")
    metadata = MetaData()
    metadata.reflect(engine)
    assert [t.name for t in metadata.sorted_tables] == [f"t{i}" for i in range(400)]


def test_tables_in_a_cycle_stand_with_their_keys_at_the_end() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (id INTEGER PRIMARY KEY, y INT CONSTRAINT fx REFERENCES y (id))")
        connection.exec_driver_sql("CREATE TABLE y (id INTEGER PRIMARY KEY, x INT CONSTRAINT fy REFERENCES x (id))")
        connection.exec_driver_sql("CREATE TABLE z (id INTEGER PRIMARY KEY, x INT CONSTRAINT fz REFERENCES x (id))")
        connection.exec_driver_sql("CREATE TABLE s (id INTEGER PRIMARY KEY, s INT CONSTRAINT fs REFERENCES s (id))")
    inspector = inspect(engine)
    assert inspector.get_sorted_table_and_fkc_names() == [
        ("s", [("s", "fs")]),
        ("x", []),
        ("y", []),
        ("z", [("z", "fz")]),
        (None, [("x", "fx"), ("y", "fy")]),
    ]


def test_a_metadata_with_a_schema_keeps_references_out_of_it(database: tuple[str, str], engine: Any) -> None:
    if database[0] != "postgresql":
        return
    metadata = MetaData(schema="other")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        metadata.reflect(engine)
    assert metadata.tables["other.child"].c.actor_id.references(metadata.tables["actor"].c.actor_id)
    plain = inspect(engine).get_foreign_keys("child", "other", postgresql_ignore_search_path=True)
    assert {fk["referred_schema"] for fk in plain} == {"other"}


def test_rows_go_into_a_reflected_table(database: tuple[str, str], engine: Any) -> None:
    name, values = {
        "sqlite": ("artist", {"name": "n"}),
        "postgresql": ("actor", {"first_name": "n"}),
        "mariadb": ("customer", {"first_name": "n"}),
    }[database[0]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = Table(name, MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        key = connection.execute(table.insert().values(values)).inserted_primary_key
        assert isinstance(key[0], int)
        assert connection.execute(table.select()).first() is not None
        connection.rollback()


def test_postgresql_has_more_to_tell(database: tuple[str, str], engine: Any) -> None:
    if database[0] != "postgresql":
        return
    inspector: Any = inspect(engine)
    assert [e["labels"] for e in inspector.get_enums()] == [["sad", "it's ok", "happy"]]
    assert [d["name"] for d in inspector.get_domains("other")] == ["word"]
    assert inspector.has_type("mood") and inspector.has_type("color", "other") and not inspector.has_type("color")
    assert inspector.get_foreign_table_names() == []
    with engine.connect() as connection:
        oid = connection.scalar(text("SELECT 'film'::regclass::oid::bigint"))
    assert inspector.get_table_oid("film") == oid
    with pytest.raises(NoSuchTableError):
        inspector.get_table_oid("nowhere")


def test_a_list_in_text_brings_its_parentheses_unless_they_are_written(two: Any) -> None:
    with two.connect() as connection:
        for sql in (
            "SELECT name FROM sqlite_master WHERE name IN :names",
            "SELECT name FROM sqlite_master WHERE name IN (:names)",
        ):
            statement = text(sql).bindparams(bindparam("names", expanding=True))
            assert sorted(connection.scalars(statement, {"names": ["a", "b", "c"]})) == ["a", "b"]
            assert connection.scalars(statement, {"names": []}).all() == []

"""Create, reflect, create again from what was reflected, reflect again: the second answer is the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isogloss import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Double,
    Enum,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    create_engine,
    func,
    inspect,
    text,
)
from isogloss.dialects import postgresql
from isogloss.engine import ObjectKind, ObjectScope
from tests.core.reflection.answers import answers, differences, run
from tests.core.reflection.conftest import BACKENDS, SCRIPTS
from tests.core.reflection.schemas import statements


def constructs(backend: str) -> MetaData:
    """Return a metadata with every construct that the backend has."""
    metadata = MetaData()
    parent = Table(
        "parent",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("code", String(20), nullable=False, unique=True, comment="it's a 100% code: yes"),
        Column("kind", Enum("a", "it's", "c:d", name="kind_of")),
        Column("price", Numeric(10, 2), server_default=text("9.50")),
        Column("note", String(50), server_default="it's 5:30, 100%"),
        Column("made", DateTime, server_default=func.now()),
        Column("double_price", Numeric(12, 2), Computed("price * 2", persisted=True)),
        CheckConstraint("price > 0 AND code <> '%:x'", name="ck_parent_price"),
        comment="the parents: 100%",
    )
    Index("ix_parent_made", parent.c.made.desc(), parent.c.price)
    Table(
        "Odd Table",
        metadata,
        Column("First", Integer, nullable=False),
        Column("with.dot", Integer, nullable=False),
        Column("select", SmallInteger, index=True),
        Column("parent_id", Integer, ForeignKey("parent.id", name="fk_odd_parent", ondelete="CASCADE")),
        Column("self_a", Integer),
        Column("self_b", Integer),
        PrimaryKeyConstraint("First", "with.dot", name="pk_odd"),
        UniqueConstraint("select", "First", name="uq_odd"),
        ForeignKeyConstraint(
            ["self_a", "self_b"], [("Odd Table", "First"), ("Odd Table", "with.dot")], name="fk_odd_self"
        ),
    )
    types: list[Any] = [
        Boolean, BigInteger, Date, Double, Float, Integer, JSON, LargeBinary, SmallInteger, String(7), Text, Time, Uuid,
    ]  # fmt: skip
    if backend == "postgresql":
        types += [
            Interval, postgresql.JSONB, postgresql.ARRAY(Text), postgresql.ARRAY(Integer), postgresql.INET,
            postgresql.TIMESTAMP(True, 3), postgresql.INTERVAL(fields="YEAR TO MONTH"), postgresql.BIT(4, True),
            String(5, "C"), postgresql.TSVECTOR,
        ]  # fmt: skip
    Table("types", metadata, *(Column(f"c{i}", t) for i, t in enumerate(types)))
    if backend == "postgresql":
        Table("counted", metadata, Column("id", Integer, Identity(always=True, start=5, increment=2), primary_key=True))
        film = Table(
            "film",
            metadata,
            Column("id", BigInteger, primary_key=True),
            Column("title", Text),
            Column("length", Integer),
            UniqueConstraint("title", name="uq_film", deferrable=True, initially="DEFERRED"),
            UniqueConstraint("length", name="uq_film_length", postgresql_include=["title"]),
            postgresql_with={"fillfactor": "60"},
        )
        Index("ix_film_lower", func.lower(film.c.title), postgresql_where=film.c.length > 3)
        Index("ix_film_ops", film.c.title, postgresql_ops={"title": "text_pattern_ops"}, postgresql_include=["length"])
        Index("ix_film_hash", film.c.title, postgresql_using="hash")
        Index("ix_film_nulls", film.c.length.desc().nulls_last(), unique=True)
    if backend == "sqlite":
        film = Table(
            "film",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("title", Text(collation="NOCASE"), nullable=False, sqlite_on_conflict_not_null="FAIL"),
            UniqueConstraint("title", name="uq_film", sqlite_on_conflict="REPLACE"),
            sqlite_autoincrement=True,
        )
        Index("ix_film_lower", func.lower(film.c.title), sqlite_where=film.c.id > 3)
        Table("bare", metadata, Column("id", Integer, primary_key=True), sqlite_with_rowid=False)
    if backend == "mariadb":
        film = Table(
            "film",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("title", String(100, "latin1_bin")),
            mariadb_engine="InnoDB",
            mariadb_charset="latin1",
        )
        Index("ix_film_part", film.c.title, mariadb_length=10)
        Index("ix_film_text", film.c.title, mariadb_prefix="FULLTEXT")
    return metadata


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_we_create_comes_back(backend: str, fresh: Callable[[str], str]) -> None:
    first, second = (create_engine(fresh(backend)) for _ in range(2))
    constructs(backend).create_all(first)
    _compare(backend, first, second)


#: What is told and cannot be said: (backend, table, item).
UNSAID = {
    ("postgresql", "film_actor", "ck_inherit"): "NO INHERIT has no keyword, there as here",
    ("postgresql", "film_actor", "ck_unchecked"): "a new table has nothing that NOT VALID could leave unchecked",
    ("mariadb", "payment", "None"): "a check of a column has no name, one of a table is given one by the server",
    ("mariadb", "payment", "CONSTRAINT_1"): "the same check",
}
#: Columns without a type that can be written: no type at all, geometries.
UNTYPED = {"sqlite": (" e,",), "mariadb": (" ah geometry,", " al point,"), "postgresql": ()}
#: EXCLUDE, PARTITION OF, UNLOGGED, types that are none of ours; INHERITS of a table with a sequence of its own.
WITHOUT = {
    "sqlite": (),
    "mariadb": ("versioned",),
    "postgresql": ("booking", "types", "capital", "measurement_2020", "fast"),
}


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_others_created_comes_back(backend: str, fresh: Callable[[str], str]) -> None:
    first, second = (create_engine(fresh(backend)) for _ in range(2))
    script = SCRIPTS[backend]
    for column in UNTYPED[backend]:
        script = script.replace(column, "")
    with first.begin() as connection:
        run(connection, script, temporary=False)
    if backend == "postgresql":
        with second.begin() as connection:
            for statement in statements(script)[:6]:
                connection.exec_driver_sql(statement)
    _compare(backend, first, second, WITHOUT[backend])


#: Texts that end where their parentheses were, that a driver would format, that share what they name.
TEXTS = {
    "sqlite": """
CREATE TABLE t (a TEXT DEFAULT ('a' || 'b'), b TEXT DEFAULT (('x') || lower('Y')), c TEXT DEFAULT ('(' || ')'), d INT DEFAULT (1 - 2),
    e TEXT CHECK (e <> ')' -- the last )
    ), f INT AS (d + 1 /* one */), g TEXT DEFAULT 'a)' CHECK (g <> 'b' /* , */));
CREATE INDEX ix ON t (e) WHERE e <> '%:x' -- some
""",
    "postgresql": """
CREATE SEQUENCE shared;
CREATE TABLE t (a int DEFAULT nextval('shared'), b serial, c text, d int) PARTITION BY LIST ((d % 3));
CREATE INDEX ix ON t (c) WHERE c <> '%:x';
CREATE INDEX ix_ops ON t (lower(c) text_pattern_ops DESC NULLS LAST, upper(c || ':%') varchar_pattern_ops, c text_pattern_ops);
CREATE TABLE "T ""x%" ("C ""%" serial PRIMARY KEY)
""",
    "mariadb": """
CREATE TABLE t (a varchar(9) DEFAULT (concat('a', 'b')), b varchar(9) DEFAULT (('a') + ('b')), c varchar(9) DEFAULT ('x' collate utf8mb4_bin));
CREATE TABLE parts (a int, b varchar(10))
    PARTITION BY LIST COLUMNS (b) (PARTITION p0 VALUES IN ('it''s', 'x%'), PARTITION rest DEFAULT);
CREATE TABLE below (a int) PARTITION BY RANGE (a) SUBPARTITION BY HASH (a) SUBPARTITIONS 2
    (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)
""",
}


@pytest.mark.parametrize("backend", BACKENDS)
def test_texts_come_back(backend: str, fresh: Callable[[str], str]) -> None:
    first, second = (create_engine(fresh(backend)) for _ in range(2))
    with first.begin() as connection:
        run(connection, TEXTS[backend], temporary=False)
    if backend == "postgresql":
        with second.begin() as connection:
            connection.exec_driver_sql("CREATE SEQUENCE shared")
    _compare(backend, first, second)


def test_tables_that_share_a_type_are_created_one_by_one(fresh: Callable[[str], str]) -> None:
    engine = create_engine(fresh("postgresql"))
    kind = Enum("a", "b", name="shared_kind")
    tables = [Table(name, MetaData(), Column("kind", kind)) for name in ("one", "two")]
    for table in tables:
        table.create(engine)
    assert inspect(engine).get_table_names() == ["one", "two"]
    engine.dispose()


def _compare(backend: str, first: Any, second: Any, without: Any = ()) -> None:
    metadata = MetaData()
    metadata.reflect(first, only=lambda name, _: name not in without)
    metadata.create_all(second)
    one, two = (_told(engine, without) for engine in (first, second))
    assert not {k: v for k, v in differences(one, two).items() if (backend, k[1], k[2]) not in UNSAID}


def _told(engine: Any, without: Any) -> Any:
    with engine.connect() as connection:
        told = answers(inspect(connection), ObjectKind.TABLE, ObjectScope.DEFAULT)
    engine.dispose()
    for question, tables in list(told.items()):
        if question in ("schema_names", "table_names", "sequence_names", "view_names", "materialized_view_names"):
            del told[question]
        else:
            told[question] = {k: v for k, v in tables.items() if k not in without}
    return told

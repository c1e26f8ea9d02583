"""The DDL of five databases is that of SQLAlchemy: every case is built with both libraries and compared as text."""

from __future__ import annotations

import enum
import re
import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy.dialects import mssql, mysql
from sqlalchemy.engine import make_url

from isogloss import schema, types
from isogloss.core.compile.render_ddl import render_ddl
from isogloss.core.compile.render_type import type_text
from isogloss.core.expression import elements, functions, select, text
from isogloss.dialects.mariadb import MariaDB, MySQL
from isogloss.dialects.mssql import MSSQL
from isogloss.dialects.oracle import Oracle
from isogloss.dialects.postgresql import PostgreSQL
from isogloss.dialects.sqlite import SQLite

Case = Callable[[Any], list[Any]]


class Color(enum.Enum):
    """Members whose names are what is stored."""

    red = 1
    green = 2


def _ours() -> SimpleNamespace:
    names: dict[str, Any] = {}
    for module in (elements, text, functions, select, schema, types):
        names.update({n: getattr(module, n) for n in dir(module) if not n.startswith("_")})
    return SimpleNamespace(**names)


def _theirs() -> SimpleNamespace:
    names: dict[str, Any] = {}
    for module in (sqlalchemy.types, sqlalchemy.schema, sqlalchemy):
        names.update({n: getattr(module, n) for n in dir(module) if not n.startswith("_")})
    names.update({wider.__name__: wider for wider in (DateTime, Time, Interval, Numeric)})
    return SimpleNamespace(**names)


class _Wider:
    """A generic type of the reference, made as wide by hand as ours is by itself: no value loses digits."""

    _sqla_type = True

    def __new__(cls, *args: Any, **kw: Any) -> Any:
        plain = getattr(sqlalchemy, cls.__name__)(*args, **kw)
        for dialects, wide in cls.variants(plain):
            plain = plain.with_variant(wide, *dialects)
        return plain

    @staticmethod
    def variants(plain: Any) -> list[tuple[list[str], Any]]:
        raise NotImplementedError


class DateTime(_Wider):
    """With microseconds, which the server drops of DATETIME, or rounds to 1/300 s."""

    @staticmethod
    def variants(plain: Any) -> list[tuple[list[str], Any]]:
        zoned = mssql.DATETIMEOFFSET() if plain.timezone else mssql.DATETIME2()
        return [(["mysql", "mariadb"], mysql.DATETIME(fsp=6)), (["mssql"], zoned)]


class Time(_Wider):
    """With microseconds."""

    @staticmethod
    def variants(plain: Any) -> list[tuple[list[str], Any]]:
        return [(["mysql", "mariadb"], mysql.TIME(fsp=6))]


class Interval(_Wider):
    """With microseconds."""

    @staticmethod
    def variants(plain: Any) -> list[tuple[list[str], Any]]:
        return [(["mysql", "mariadb"], mysql.DATETIME(fsp=6)), (["mssql"], mssql.DATETIME2())]


class Numeric(_Wider):
    """With digits after the point, which the servers do not keep where none are asked for."""

    @staticmethod
    def variants(plain: Any) -> list[tuple[list[str], Any]]:
        if plain.precision is not None:
            return []
        return [(["mysql", "mariadb"], sqlalchemy.NUMERIC(65, 30)), (["mssql"], sqlalchemy.NUMERIC(38, 10))]


OURS, THEIRS = _ours(), _theirs()


def _reference(url: str, **facts: Any) -> Any:
    dialect = make_url(url).get_dialect()()
    for name, value in facts.items():
        setattr(dialect, name, value)
    return dialect


def _sql_server() -> Any:
    # as it is when connected to SQL Server 2017: without a server the reference writes DDL for SQL Server 2005
    dialect = _reference("mssql+pyodbc://", server_version_info=(14, 0), deprecate_large_types=True)
    dialect._setup_version_attributes()
    return dialect


DIALECTS = {
    "sqlite": (SQLite(), _reference("sqlite://")),
    "postgresql": (PostgreSQL(), _reference("postgresql+psycopg://")),
    "mysql": (MySQL(), _reference("mysql+pymysql://")),
    "mariadb": (MariaDB(), _reference("mariadb+pymysql://", supports_sequences=True)),
    "oracle": (Oracle(), _reference("oracle+oracledb://", supports_native_boolean=False)),
    "mssql": (MSSQL(paramstyle="qmark"), _sql_server()),
}

#: Where our text differs by choice: (case, dialect) -> why.
CHOSEN: dict[tuple[str, str], str] = {
    ("comments", "mssql"): "SQL Server keeps comments as extended properties, which need a server there",
    ("sequence_default", "mysql"): "MySQL has no sequences: refused here, rendered for MariaDB there",
    ("sequence_default", "sqlite"): "SQLite has no sequences: NotImplementedError there, UnsupportedByDialect here",
}


#: dialect -> what the reference prints and the server refuses: we refuse the element, with the remedy.
NOT_TAKEN = {
    "sqlite": r"^(CREATE|DROP) (SCHEMA|SEQUENCE)|^ALTER TABLE|^COMMENT ON|UNIQUE .*DEFERRABLE",
    "postgresql": r" VIRTUAL\b",
    "mysql": r"DEFERRABLE|^(CREATE|DROP) SEQUENCE|^\s*DROP INDEX IF",
    "mariadb": r"DEFERRABLE|^CREATE INDEX i[0-2] ",
    "oracle": r"IF (NOT )?EXISTS|^(CREATE|DROP) SCHEMA",
    "mssql": r"DEFERRABLE|^\s*CREATE (TABLE|SCHEMA|SEQUENCE) IF NOT|^DROP SCHEMA .*CASCADE|^CREATE INDEX i[0-2] ",
}
#: dialect -> what the reference prints and the server refuses -> what it takes.
RESPELLED = {
    "postgresql": {r"(GENERATED ALWAYS AS \(.*\))(?=,|$)": r"\1 STORED"},
    "mysql": {r"(DROP SCHEMA .*) CASCADE": r"\1", **(empty := {
        r"COMMENT ON COLUMN c\.`Up` IS NULL": "ALTER TABLE c CHANGE `Up` `Up` INTEGER COMMENT ''"})},
    "mariadb": {r"(DROP SCHEMA .*) CASCADE": r"\1", **empty},
    "oracle": {r"(COMMENT ON COLUMN .*) IS NULL": r"\1 IS ''"},
}  # fmt: skip


def kinds(t: Any) -> list[Any]:
    """Make a table with a column of each type."""
    made = [
        t.Integer(), t.SmallInteger(), t.BigInteger(), t.INTEGER(), t.BIGINT(), t.SMALLINT(), t.String(30),
        t.Text(), t.Unicode(10), t.UnicodeText(), t.CHAR(3), t.CHAR(), t.VARCHAR(5), t.NCHAR(3), t.NVARCHAR(4),
        t.TEXT(), t.CLOB(), t.Boolean(), t.BOOLEAN(), t.Numeric(), t.Numeric(10), t.Numeric(10, 2), t.DECIMAL(5, 1),
        t.NUMERIC(5, 1), t.Float(), t.FLOAT(), t.REAL(), t.Double(), t.DOUBLE(), t.DOUBLE_PRECISION(),
        t.Date(), t.Time(), t.DateTime(),
        t.Time(timezone=True), t.DateTime(timezone=True), t.DATE(), t.TIME(), t.DATETIME(), t.TIMESTAMP(),
        t.TIMESTAMP(timezone=True), t.DATETIME(timezone=True), t.Interval(), t.Interval(native=False),
        t.Interval(second_precision=3, day_precision=5), t.LargeBinary(), t.LargeBinary(50), t.BLOB(), t.BINARY(5),
        t.VARBINARY(5), t.PickleType(), t.Uuid(), t.Uuid(native_uuid=False), t.Uuid(as_uuid=False), t.UUID(),
        t.Enum("a", "bbb", name="e"), t.Enum(Color), t.Enum("a", "b", name="n", native_enum=False), t.JSON(),
        t.Enum("a", "b", name="n", native_enum=False, length=20), t.String(9, collation="de_DE"), t.String(9, "x"),
        t.String(5).with_variant(t.CHAR(3), "oracle", "mysql"), t.Integer().with_variant(t.BigInteger, "postgresql"),
    ]  # fmt: skip
    metadata = t.MetaData()
    columns = [t.Column(f"c{i}", type_) for i, type_ in enumerate(made)]
    return [t.CreateTable(t.Table("kinds", metadata, *columns))]


def plain(t: Any) -> list[Any]:
    """Make the usual table."""
    m = t.MetaData()
    user = t.Table(
        "user",
        m,
        t.Column("id", t.Integer, primary_key=True),
        t.Column("name", t.String(30), nullable=False, unique=True, server_default="x'y"),
        t.Column("n", t.Numeric(10, 2), server_default=t.text("0")),
        t.Column("Up", t.Integer, index=True, comment="it's"),
        t.Column("f", t.Boolean(create_constraint=True)),
        t.Column("e", t.Enum("a", "b", name="ee", create_constraint=True, native_enum=False)),
        t.Column("ts", t.DateTime, server_default=t.func.now()),
        t.Column("c1", t.Integer, t.Computed("n+1")),
        t.CheckConstraint("n > 1", name="ck"),
        t.UniqueConstraint("name", "n", name="uq"),
        comment="tab",
    )
    return [
        t.CreateTable(user),
        t.CreateTable(user, if_not_exists=True),
        t.DropTable(user),
        t.DropTable(user, if_exists=True),
        *[e(i) for i in user.indexes for e in (t.CreateIndex, t.DropIndex)],
    ]


def foreign_keys(t: Any) -> list[Any]:
    """Make references with actions, across schemas, composite, deferred, to themselves."""
    m = t.MetaData()
    parent = t.Table("p", m, t.Column("id", t.Integer, primary_key=True), t.Column("x", t.Integer, primary_key=True))
    child = t.Table(
        "child",
        m,
        t.Column("a", t.Integer, t.ForeignKey("p.id", ondelete="CASCADE", onupdate="SET NULL"), primary_key=True),
        t.Column("b", t.Integer, primary_key=True),
        t.Column("x", t.Integer, t.ForeignKey("p.id", deferrable=True, initially="DEFERRED", name="fkx")),
        t.Column("untyped", t.ForeignKey("p.x")),
        schema="sch",
    )
    both = t.Table(
        "both",
        m,
        t.Column("a", t.Integer),
        t.Column("b", t.Integer),
        t.ForeignKeyConstraint(["a", "b"], ["p.id", "p.x"], name="two", ondelete="SET DEFAULT"),
        t.ForeignKeyConstraint(["a", "b"], ["sch.child.a", "sch.child.b"]),
    )
    node = t.Table(
        "node",
        m,
        t.Column("id", t.Integer, primary_key=True),
        t.Column("up", t.ForeignKey("node.id")),
        t.Column("alter", t.Integer, t.ForeignKey("node.id", use_alter=True, name="alt")),
    )
    fk = next(c for c in child.foreign_key_constraints if c.name == "fkx")
    tables = [t.CreateTable(x) for x in (parent, child, both, node)]
    return [*tables, t.DropConstraint(fk, isolate_from_table=False)]


def keys(t: Any) -> list[Any]:
    """Make primary keys that the server counts, and those that it does not."""
    m = t.MetaData()
    c, pk = t.Column, {"primary_key": True}
    tables = [
        (c("id", t.SmallInteger, **pk),),
        (c("id", t.BigInteger, **pk),),
        (c("id", t.Integer, autoincrement=False, **pk),),
        (c("id", t.String(10), **pk),),
        (c("id", t.Numeric, **pk),),
        (c("id", t.Numeric(10, 2), **pk),),
        (c("id", t.Integer, default=5, **pk),),
        (c("id", t.Integer, server_default="5", **pk),),
        (c("id", t.Integer, t.ForeignKey("k0.id"), **pk),),
        (c("id", t.Integer, t.ForeignKey("k0.id"), autoincrement="ignore_fk", **pk),),
        (c("id", t.Integer, autoincrement=True, default=lambda: 5, **pk),),
        (c("id", t.Integer, t.Sequence("x", optional=True), **pk),),
        (c("id", t.Integer, t.Sequence("x", start=3), **pk),),
        (c("id", t.Integer, t.Identity(start=4), **pk),),
        (c("id", t.Integer, **pk), c("x", t.Integer, t.Identity(start=4, increment=2))),
        (c("id", t.Integer().with_variant(t.BigInteger, "postgresql", "mysql", "mariadb"), **pk),),
        (c("a", t.Integer), c("b", t.Integer), t.PrimaryKeyConstraint("b", "a", name="Pk")),
        (c("a", t.Integer, **pk), c("b", t.Integer, **pk)),
        (c("id", t.Integer, t.Identity(always=True, start=3, minvalue=1, nomaxvalue=True, cycle=True, cache=5), **pk),),
        (c("a", t.Integer, t.Identity(on_null=True, order=True, nominvalue=True)), c("b", t.Integer, t.Identity())),
    ]
    return [t.CreateTable(t.Table(f"k{i}", m, *columns)) for i, columns in enumerate(tables)]


def composite_counted(t: Any) -> list[Any]:
    """Make composite keys with a counted column."""
    m, c = t.MetaData(), t.Column
    one = (c("id", t.Integer, primary_key=True, autoincrement=True), c("i2", t.Integer, primary_key=True))
    two = (c("i1", t.Integer, primary_key=True), c("i2", t.Integer, primary_key=True, autoincrement=True))
    return [t.CreateTable(t.Table("one", m, *one)), t.CreateTable(t.Table("two", m, *two))]


def defaults(t: Any) -> list[Any]:
    """Make server defaults of every kind."""
    given = [
        "z", t.text("x'00'"), t.text("NULL"), t.text("foo"), t.text("-1"), t.text("1.5"), t.text("'a' || 'b'"),
        t.text("CURRENT_DATE"), t.text("(1)+(2)"), t.text("1+2"), t.text("now()"), t.text("now() ON UPDATE now()"),
        t.text("CURRENT_TIMESTAMP(6)"), t.func.now(), t.func.lower("X"), t.func.foo(1), t.true(), t.literal("x"),
        t.literal(5), t.literal(5) + t.literal(6), t.FetchedValue(), "it's 50%",
    ]  # fmt: skip
    columns = [t.Column(f"c{i}", t.Integer, server_default=d, nullable=bool(i % 2)) for i, d in enumerate(given)]
    return [t.CreateTable(t.Table("d", t.MetaData(), *columns))]


def sequence_default(t: Any) -> list[Any]:
    """Make a server default that counts by a sequence."""
    sequence = t.Sequence("sq")
    column = t.Column("id", t.Integer, sequence, server_default=sequence.next_value(), primary_key=True)
    return [t.CreateTable(t.Table("s", t.MetaData(), column))]


def checks(t: Any) -> list[Any]:
    """Make checks on columns and tables, from text and expressions."""
    m = t.MetaData()
    a, b = t.Column("a", t.Integer), t.Column("b", t.String(5))
    return [
        t.CreateTable(t.Table("x", m, a, b, t.CheckConstraint(t.and_(a > 5, b.in_(["x", "y"])), name="kk"))),
        t.CreateTable(
            t.Table(
                "y",
                m,
                t.Column("z", t.Boolean(create_constraint=True), unique=True, index=True, nullable=False),
                t.Column("id", t.Integer, t.CheckConstraint("id>0", name="cc"), primary_key=True, comment="x"),
                t.CheckConstraint(t.column("b") == "x%y"),
                t.UniqueConstraint("id", deferrable=True, initially="DEFERRED", name="later"),
            )
        ),
        t.CreateTable(t.Table("bare", m)),
        t.CreateTable(t.Table("sys", m, t.Column("a", t.Integer), t.Column("xmin", t.Integer, system=True))),
        t.CreateTable(t.Table("v", m, t.Column("a", t.Integer, t.Computed("1+2", persisted=False), nullable=False))),
        t.CreateTable(t.Table("ts", m, t.Column("a", t.TIMESTAMP), t.Column("b", t.TIMESTAMP, nullable=False))),
    ]


def stored(t: Any) -> list[Any]:
    """Make a stored generated column."""
    return [t.CreateTable(t.Table("v", t.MetaData(), t.Column("a", t.Integer, t.Computed("1+2", persisted=True))))]


def conventions(t: Any) -> list[Any]:
    """Make names by a convention, in a schema."""
    m = t.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        },
        schema="dd",
    )
    t.Table("p", m, t.Column("id", t.Integer, primary_key=True))
    made = t.Table(
        "nc",
        m,
        t.Column("id", t.Integer, t.ForeignKey("dd.p.id"), primary_key=True),
        t.Column("u", t.Integer, unique=True, index=True),
        t.Column("w", t.Integer, unique=True),
        t.Column("b", t.Boolean(create_constraint=True, name="bo")),
        t.CheckConstraint("u>5", name="u5"),
        t.CheckConstraint("u>6", name=t.conv("as_is")),
        t.UniqueConstraint("u", "w"),
    )
    return [t.CreateTable(made), *[e(i) for i in made.indexes for e in (t.CreateIndex, t.DropIndex)]]


def long_names(t: Any) -> list[Any]:
    """Make a name by a convention that no server takes in full."""
    m = t.MetaData(naming_convention={"uq": "uq_%(table_name)s_" + "y" * 300})
    return [t.CreateTable(t.Table("x" * 20, m, t.Column("a", t.Integer, unique=True)))]


def alters(t: Any) -> list[Any]:
    """Add and drop constraints."""
    unique, check = t.UniqueConstraint("a", name="uq"), t.CheckConstraint("a>1", name="ck")
    table = t.Table("kk", t.MetaData(), t.Column("a", t.Integer), t.Column("b", t.Integer), unique, check)
    key = t.PrimaryKeyConstraint(table.c.a, name="p")
    made = [e(c) for c in (unique, check, key) for e in (t.AddConstraint, t.DropConstraint)]
    return [*made, t.CreateTable(table)]


def index_on_columns(t: Any) -> list[Any]:
    """Make indexes with each dialect's options."""
    k = t.Table("kk", t.MetaData(), t.Column("a", t.Integer), t.Column("b", t.String(9)))
    made = [
        t.Index("Ia", k.c.a, mysql_length=3, mysql_prefix="FULLTEXT", oracle_compress=2, postgresql_using="gin",
                postgresql_nulls_not_distinct=True, postgresql_with={"fillfactor": 50}, postgresql_tablespace="ts"),
        t.Index("ib", k.c.a, k.c.b, unique=True),
        t.Index("ic", k.c.a, postgresql_ops={"a": "int4_ops"}, postgresql_concurrently=True, mssql_clustered=True),
        t.Index("id", k.c.a, postgresql_where=k.c.a > 5, sqlite_where=k.c.a > 5, mssql_where=k.c.a > 5),
        t.Index("ie", k.c.a, postgresql_include=["b"], mssql_include=["b"], mysql_using="btree",
                mariadb_length={"a": 4}),
        t.Index("if", k.c.a, mssql_columnstore=True, oracle_bitmap=True, oracle_compress=True),
    ]  # fmt: skip
    return [e for i in made for e in (t.CreateIndex(i), t.DropIndex(i), t.DropIndex(i, if_exists=True))]


def index_on_expressions(t: Any) -> list[Any]:
    """Make indexes on expressions."""
    k = t.Table("kk", t.MetaData(), t.Column("a", t.Integer), t.Column("b", t.String(9)))
    expressions = [(k.c.a + k.c.b,), (t.func.lower(k.c.b).desc(),), (t.func.lower(k.c.b),), (k.c.a.desc(), k.c.b)]
    return [t.CreateIndex(t.Index(f"i{i}", *e)) for i, e in enumerate(expressions)]


def comments(t: Any) -> list[Any]:
    """Comment on tables and columns."""
    table = t.Table("c", t.MetaData(), t.Column("Up", t.Integer, comment="it's"), comment="50%")
    made: list[Any] = [t.CreateTable(table), t.SetTableComment(table), t.DropTableComment(table)]
    return [*made, t.SetColumnComment(table.c.Up), t.DropColumnComment(table.c.Up)]


def sequences(t: Any) -> list[Any]:
    """Make sequences and schemas."""
    full = t.Sequence("sq", 5, 2, 1, 100, cycle=True, cache=10, order=True, data_type=t.BigInteger, schema="s")
    none = t.Sequence("np", nominvalue=True, nomaxvalue=True, cycle=False)
    return [
        t.CreateSequence(full),
        t.CreateSequence(none, if_not_exists=True),
        t.DropSequence(full, if_exists=True),
        t.CreateSequence(t.Sequence("p")),
        t.CreateSchema("S", if_not_exists=True),
        t.DropSchema("s", cascade=True, if_exists=True),
    ]


def options(t: Any) -> list[Any]:
    """Make tables with each dialect's options."""
    m = t.MetaData()
    column = t.Column
    return [
        t.CreateTable(
            t.Table(
                "o1", m, column("id", t.Integer, primary_key=True), sqlite_autoincrement=True, sqlite_with_rowid=False,
                sqlite_strict=True, mysql_engine="InnoDB", mysql_charset="utf8mb4", mariadb_engine="Aria",
                postgresql_tablespace="x", oracle_on_commit="DELETE ROWS", oracle_compress=True, prefixes=["TEMPORARY"],
            )
        ),
        t.CreateTable(
            t.Table(
                "o2", m, column("a", t.Integer, primary_key=True, sqlite_on_conflict_primary_key="FAIL"),
                column("b", t.Integer, unique=True, nullable=False, sqlite_on_conflict_not_null="FAIL",
                       sqlite_on_conflict_unique="REPLACE"),
                mysql_engine="InnoDB", mysql_default_charset="utf8", mysql_row_format="DYNAMIC",
                mysql_partition_by="HASH(a)", mysql_partitions="4", comment="c%", postgresql_partition_by="x",
                postgresql_inherits="k", postgresql_on_commit="DROP", postgresql_with={"fillfactor": 50},
                postgresql_using="heap", oracle_tablespace="t",
            )
        ),
        t.CreateTable(
            t.Table(
                "o3", m, column("a", t.Integer), column("b", t.Integer),
                t.PrimaryKeyConstraint("b", "a", mssql_clustered=False, sqlite_on_conflict="ROLLBACK"),
                t.UniqueConstraint("a", name="uu", sqlite_on_conflict="IGNORE", mssql_clustered=True),
            )
        ),
    ]  # fmt: skip


def text_ddl(t: Any) -> list[Any]:
    """Render text with the names of its target."""
    table = t.Table("user", t.MetaData(), t.Column("a", t.Integer), schema="S")
    return [t.DDL("ALTER %(fullname)s %(table)s %(schema)s 50%%").against(table), t.DDL("x %(y)s", {"y": 1})]


CASES: list[Case] = [
    kinds, plain, foreign_keys, keys, composite_counted, defaults, sequence_default, checks, stored, conventions,
    long_names, alters, index_on_columns, index_on_expressions, comments, sequences, options, text_ddl,
]  # fmt: skip


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("case", CASES, ids=lambda c: c.__name__)
def test_ddl_is_that_of_sqlalchemy(case: Case, name: str) -> None:
    """Compare each element's text, or that both refuse it."""
    if (case.__name__, name) in CHOSEN:
        pytest.skip(CHOSEN[case.__name__, name])
    ours, theirs = DIALECTS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = [_outcome(lambda e=e: str(e.compile(dialect=theirs))) for e in case(THEIRS)]
    for i, said in enumerate(expected):
        for pattern, taken in RESPELLED.get(name, {}).items():
            said = re.sub(pattern, taken, said, flags=re.MULTILINE)
        expected[i] = "refused: UnsupportedCompilationError" if re.search(NOT_TAKEN[name], said) else said
    assert [_outcome(lambda e=e: render_ddl(e, ours)) for e in case(OURS)] == expected


@pytest.mark.parametrize("name", ["mysql", "mariadb"])
def test_the_present_time_has_the_digits_of_its_column(name: str) -> None:
    """MySQL refuses DATETIME(6) DEFAULT CURRENT_TIMESTAMP (error 1067)."""
    now = "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"
    table = schema.Table(
        "t",
        schema.MetaData(),
        schema.Column("a", types.DateTime, server_default=text.text(now)),
        schema.Column("b", types.DATETIME, server_default=text.text(now)),
        schema.Column("c", types.DateTime, server_default="now"),
        schema.Column("d", types.DateTime, server_default=functions.func.now()),
    )
    made = render_ddl(schema.CreateTable(table), DIALECTS[name][0])
    assert [line.strip(", ") for line in made.split("\n")[2:6]] == [
        "\ta DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)",
        "\tb DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
        "\tc DATETIME(6) DEFAULT 'now'",
        "\td DATETIME(6) DEFAULT (now())",
    ]


@pytest.mark.parametrize("name", DIALECTS)
def test_unsized_strings(name: str) -> None:
    """Strings without a length are refused where the server needs one, and nowhere else."""
    ours, theirs = DIALECTS[name]
    for make in (lambda t: t.String(), lambda t: t.VARCHAR(), lambda t: t.ARRAY(t.Integer), lambda t: t.NullType()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = _outcome(lambda make=make: make(THEIRS).compile(dialect=theirs))
        assert _outcome(lambda make=make: type_text(make(OURS), ours)) == expected


def _outcome(render: Callable[[], str]) -> str:
    try:
        return render()
    except Exception as error:  # both libraries refuse by errors of the same name
        return f"refused: {type(error).__name__.replace('UnsupportedByDialect', 'UnsupportedCompilationError')}"

"""Scenes of DDL, one for each construct: every scene makes what it needs, and takes it away again.

A scene is a list of DDL elements in the order of their execution. Names are those of the ``ddl_`` snapshots.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

import isogloss as ig
import isogloss.dialects.mssql as mssql
import isogloss.dialects.mysql as mysql
import isogloss.dialects.oracle as oracle
import isogloss.dialects.postgresql as pg
from isogloss import schema as s

Scene = Callable[[], list[Any]]


class Color(enum.StrEnum):
    """Stored by name."""

    red = "r"
    green = "g"


def _table(*items: Any, name: str = "thing", **options: Any) -> ig.Table:
    return ig.Table(name, ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), *items, **options)


def _around(table: ig.Table, *between: Any) -> list[Any]:
    """Create ``table`` with its indexes, do what stands between, drop it."""
    indexes = [s.CreateIndex(i) for i in sorted(table.indexes, key=lambda i: str(i.name))]
    return [s.CreateTable(table), *indexes, *between, s.DropTable(table)]


def _of(*items: Any, **options: Any) -> Scene:
    return lambda: _around(_table(*(item() for item in items), **options))


def _column(name: str, *args: Any, **options: Any) -> Callable[[], ig.Column[Any]]:
    return lambda: ig.Column(name, *args, **options)


def _index(*names: str, **options: Any) -> Scene:
    """Create and drop an index on columns of a table."""

    def scene() -> list[Any]:
        table = _table(ig.Column("name", ig.String(50)), ig.Column("amount", ig.Integer))
        index = s.Index("ix_thing", *(table.c[name] for name in names), **options)
        return [s.CreateTable(table), s.CreateIndex(index), s.DropIndex(index), s.DropTable(table)]

    return scene


def _types(*types: Any) -> Scene:
    return _of(*(_column(f"c{i}", type_) for i, type_ in enumerate(types)))


def _references(**options: Any) -> Scene:
    def scene() -> list[Any]:
        parent = _table(name="parent")
        parent_id = ig.Column("parent_id", ig.Integer)
        child = ig.Table("child", parent.metadata, ig.Column("id", ig.Integer, primary_key=True), parent_id)
        child.append_constraint(s.ForeignKeyConstraint([parent_id], [parent.c.id], name="fk_child", **options))
        return [s.CreateTable(parent), s.CreateTable(child), s.DropTable(child), s.DropTable(parent)]

    return scene


def _composite_reference() -> list[Any]:
    m = ig.MetaData()
    a, b = (ig.Column(n, ig.Integer, primary_key=True, autoincrement=False) for n in "ab")
    parent = ig.Table("parent", m, a, b)
    child = ig.Table(
        "child", m, ig.Column("id", ig.Integer, primary_key=True), *(ig.Column(n, ig.Integer) for n in "ab")
    )
    child.append_constraint(s.ForeignKeyConstraint(["a", "b"], ["parent.a", "parent.b"], name="fk_two"))
    return [s.CreateTable(parent), s.CreateTable(child), s.DropTable(child), s.DropTable(parent)]


def _cycle() -> list[Any]:
    m = ig.MetaData()
    one = ig.Table("one", m, ig.Column("id", ig.Integer, primary_key=True), ig.Column("two_id", ig.Integer))
    two = ig.Table("two", m, ig.Column("id", ig.Integer, primary_key=True), ig.Column("one_id", ig.Integer))
    there = s.ForeignKeyConstraint([one.c.two_id], [two.c.id], name="fk_one_two", use_alter=True)
    one.append_constraint(there)
    two.append_constraint(s.ForeignKeyConstraint([two.c.one_id], [one.c.id], name="fk_two_one"))
    made = [s.CreateTable(one), s.CreateTable(two), s.AddConstraint(there)]
    return [*made, s.DropConstraint(there), s.DropTable(two), s.DropTable(one)]


def _alter(make: Callable[[ig.Table], Any]) -> Scene:
    """Add a constraint to a table that is there, and drop it."""

    def scene() -> list[Any]:
        table = ig.Table("thing", ig.MetaData(), ig.Column("a", ig.Integer, nullable=False), ig.Column("b", ig.Integer))
        bare = s.CreateTable(table.to_metadata(ig.MetaData()))
        constraint = make(table)
        return [bare, s.AddConstraint(constraint), s.DropConstraint(constraint), s.DropTable(table)]

    return scene


def _comments() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50), comment="it's a name"), comment="50% of\nthe things")
    changes = [s.SetTableComment(table), s.DropTableComment(table)]
    return _around(table, *changes, s.SetColumnComment(table.c.name), s.DropColumnComment(table.c.name))


def _constraint_comment() -> list[Any]:
    check = ig.CheckConstraint("id > 0", name="ck_thing", comment="it's positive")
    table = _table(check)
    return _around(table, s.SetConstraintComment(check), s.DropConstraintComment(check))


def _sequence(**options: Any) -> Scene:
    def scene() -> list[Any]:
        sequence = ig.Sequence("counter", **options)
        return [s.CreateSequence(sequence), s.DropSequence(sequence)]

    return scene


def _sequence_default() -> list[Any]:
    sequence = ig.Sequence("counter", start=10)
    table = _table(ig.Column("number", ig.Integer, sequence, server_default=sequence.next_value()))
    return [s.CreateSequence(sequence), *_around(table), s.DropSequence(sequence)]


def _view(**options: Any) -> Scene:
    def scene() -> list[Any]:
        table = _table(ig.Column("name", ig.String(50)))
        query = ig.select(table.c.id, table.c.name.label("title")).where(table.c.name != "it's 5%")
        view = s.CreateView(query, "titles", **options)
        drop = s.DropView(view.table, materialized=options.get("materialized", False))
        return [s.CreateTable(table), view, drop, s.DropTable(table)]

    return scene


def _table_as(**options: Any) -> Scene:
    def scene() -> list[Any]:
        table = _table(ig.Column("name", ig.String(50)))
        made = s.CreateTableAs(ig.select(table.c.id, table.c.name).where(table.c.id > 5), "copied", **options)
        return [s.CreateTable(table), made, s.DropTable(made.table), s.DropTable(table)]

    return scene


def _if_exists() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50)))
    index = s.Index("ix_thing", table.c.name)
    return [
        s.DropTable(table, if_exists=True),
        s.CreateTable(table, if_not_exists=True),
        s.CreateTable(table, if_not_exists=True),
        s.CreateIndex(index),
        s.DropTable(table, if_exists=True),
    ]


def _index_if_exists() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50)))
    index = s.Index("ix_thing", table.c.name)
    made = [s.CreateIndex(index, if_not_exists=True), s.DropIndex(index, if_exists=True)]
    return [s.CreateTable(table), *made, s.DropTable(table)]


def _expression_index(expression: Callable[[ig.Table], Any], **options: Any) -> Scene:
    def scene() -> list[Any]:
        table = _table(ig.Column("name", ig.String(50)), ig.Column("amount", ig.Integer, nullable=False))
        index = s.Index("ix_thing", expression(table), **options)
        return [s.CreateTable(table), s.CreateIndex(index), s.DropIndex(index), s.DropTable(table)]

    return scene


def _partial_index() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50)))
    where = table.c.name.is_not(None)
    options = {f"{dialect}_where": where for dialect in ("sqlite", "postgresql", "mssql")}
    index = s.Index("ix_thing", table.c.name, unique=True, **options)
    return [s.CreateTable(table), s.CreateIndex(index), s.DropIndex(index), s.DropTable(table)]


def _names() -> list[Any]:
    convention = {
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
    table = ig.Table(
        "thing",
        ig.MetaData(naming_convention=convention),
        ig.Column("id", ig.Integer, primary_key=True),
        ig.Column("up", ig.ForeignKey("thing.id"), index=True),
        ig.Column("name", ig.String(50), unique=True),
        ig.CheckConstraint("up > 0", name="positive"),
    )
    return _around(table)


def _ddl_if() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50)), ig.CheckConstraint("id > 0", name="ck_pg").ddl_if("postgresql"))
    return _around(table)


def _text() -> list[Any]:
    table = _table(ig.Column("name", ig.String(50)), name="Some Thing")
    statement = s.DDL("UPDATE %(fullname)s SET name = '50%%'").against(table)
    return _around(table, statement)


def _schema() -> list[Any]:
    table = _table(name="thing", schema="other")
    return [s.CreateSchema("other"), *_around(table), s.DropSchema("other")]


def _enum_type() -> list[Any]:
    kind = pg.ENUM("it's", "b", name="mood")
    table = _table(ig.Column("mood", pg.ENUM("it's", "b", name="mood", create_type=False), server_default="b"))
    return [pg.CreateEnumType(kind), *_around(table), pg.DropEnumType(kind)]


def _domain() -> list[Any]:
    kind = pg.DOMAIN("positive", ig.Integer, check="VALUE > 0", not_null=True, default="5", constraint_name="ck")
    table = _table(ig.Column("n", pg.DOMAIN("positive", ig.Integer, create_type=False)))
    return [pg.CreateDomainType(kind), *_around(table), pg.DropDomainType(kind)]


def _exclude() -> list[Any]:
    table = ig.Table("thing", ig.MetaData(), ig.Column("during", pg.INT4RANGE))
    table.append_constraint(pg.ExcludeConstraint((table.c.during, "&&"), name="no_overlap", using="gist"))
    return _around(table)


def _partitioned() -> list[Any]:
    table = ig.Table(
        "thing",
        ig.MetaData(),
        ig.Column("id", ig.Integer, primary_key=True, autoincrement=False),
        ig.Column("name", ig.String(50)),
        postgresql_partition_by="RANGE (id)",
        mysql_partition_by="HASH(id)",
        mysql_partitions="4",
        mariadb_partition_by="HASH(id)",
        mariadb_partitions="4",
    )
    return _around(table)


def _temporary() -> list[Any]:
    table = _table(prefixes=["TEMPORARY"], name="passing")
    return [s.CreateTable(table), s.DropTable(table)]


#: For every server, in words of the standard.
GENERIC: dict[str, Scene] = {
    "table": _of(_column("name", ig.String(50), nullable=False), _column("amount", ig.Numeric(10, 2))),
    "table_if_exists": _if_exists,
    "table_quoted_names": _of(
        _column("order", ig.Integer), _column("Name", ig.String(50)), _column('a"b', ig.Integer), name="Some Thing"
    ),
    "table_schema": _schema,
    "table_as": _table_as(),
    "table_as_temporary": _table_as(temporary=True),
    "table_as_if_not_exists": _table_as(if_not_exists=True),
    "table_partitioned": _partitioned,
    "types_numbers": _types(
        ig.Integer(), ig.SmallInteger(), ig.BigInteger(), ig.Numeric(), ig.Numeric(12, 3), ig.Float(), ig.Double(),
        ig.Float(53), ig.Boolean(),
    ),
    "types_text": _types(ig.String(20), ig.Text(), ig.Unicode(20), ig.UnicodeText(), ig.CHAR(3), ig.VARCHAR(9)),
    "types_time": _types(
        ig.Date(), ig.Time(), ig.DateTime(), ig.DateTime(timezone=True), ig.Time(timezone=True), ig.Interval()
    ),
    "types_other": _types(
        ig.LargeBinary(), ig.LargeBinary(50), ig.Uuid(), ig.Uuid(native_uuid=False), ig.JSON(), ig.PickleType()
    ),
    "types_enum": _types(
        ig.Enum("a", "it's", name="kind", native_enum=False, create_constraint=True, length=20),
        ig.Enum(Color, native_enum=False),
    ),
    "types_variant": _types(ig.Integer().with_variant(ig.BigInteger(), "postgresql", "mariadb", "mysql", "mssql")),
    "key_composite": lambda: _around(
        ig.Table(
            "thing", ig.MetaData(), ig.Column("a", ig.Integer), ig.Column("b", ig.Integer),
            ig.PrimaryKeyConstraint("b", "a", name="pk_thing"),
        )
    ),
    "key_text": lambda: _around(ig.Table("thing", ig.MetaData(), ig.Column("code", ig.String(10), primary_key=True))),
    "key_small": lambda: _around(ig.Table("thing", ig.MetaData(), ig.Column("id", ig.SmallInteger, primary_key=True))),
    "key_not_counted": lambda: _around(
        ig.Table("thing", ig.MetaData(), ig.Column("id", ig.BigInteger, primary_key=True, autoincrement=False))
    ),
    "identity": lambda: _around(
        ig.Table("thing", ig.MetaData(), ig.Column("id", ig.Integer, ig.Identity(), primary_key=True))
    ),
    "identity_options": lambda: _around(
        ig.Table(
            "thing", ig.MetaData(), ig.Column("id", ig.Integer, ig.Identity(start=100, increment=5), primary_key=True)
        )
    ),
    "identity_always": lambda: _around(
        ig.Table(
            "thing", ig.MetaData(),
            ig.Column("id", ig.Integer, ig.Identity(always=True, minvalue=1, maxvalue=99, cycle=True), primary_key=True),
        )
    ),
    "computed": _of(_column("a", ig.Integer), _column("b", ig.Integer, ig.Computed("a + 1"))),
    "computed_stored": _of(_column("a", ig.Integer), _column("b", ig.Integer, ig.Computed("a + 1", persisted=True))),
    "computed_virtual": _of(_column("a", ig.Integer), _column("b", ig.Integer, ig.Computed("a + 1", persisted=False))),
    "default_text": _of(_column("name", ig.String(50), server_default="it's 50%"), _column("n", ig.Integer, server_default="5")),
    "default_expression": _of(
        _column("at", ig.DateTime, server_default=ig.func.now()), _column("n", ig.Integer, server_default=ig.text("1 + 2")),
    ),
    "default_false": _of(_column("flag", ig.Boolean, server_default=ig.false(), nullable=False)),
    "check": _of(
        _column("a", ig.Integer, ig.CheckConstraint("a > 0", name="ck_a")),
        _column("b", ig.Integer),
        lambda: ig.CheckConstraint(ig.and_(ig.column("a") > 5, ig.column("b").in_([1, 2])), name="ck_both"),
    ),
    "check_boolean": _of(_column("flag", ig.Boolean(create_constraint=True, name="ck_flag"))),
    "unique": _of(
        _column("a", ig.Integer, unique=True), _column("b", ig.Integer), lambda: ig.UniqueConstraint("a", "b", name="uq_ab")
    ),
    "unique_deferred": _of(
        _column("a", ig.Integer), lambda: ig.UniqueConstraint("a", name="uq_a", deferrable=True, initially="DEFERRED")
    ),
    "reference": _references(),
    "reference_cascade": _references(ondelete="CASCADE"),
    "reference_set_null": _references(ondelete="SET NULL"),
    "reference_on_update": _references(onupdate="CASCADE"),
    "reference_deferred": _references(deferrable=True, initially="DEFERRED"),
    "reference_composite": _composite_reference,
    "reference_cycle": _cycle,
    "alter_unique": _alter(lambda t: ig.UniqueConstraint(t.c.a, name="uq_a")),
    "alter_check": _alter(lambda t: (t.append_constraint(c := ig.CheckConstraint("a > 1", name="ck_a")), c)[1]),
    "alter_primary_key": _alter(lambda t: ig.PrimaryKeyConstraint(t.c.a, name="pk_thing")),
    "naming_convention": _names,
    "ddl_if": _ddl_if,
    "text": _text,
    "comments": _comments,
    "comment_constraint": _constraint_comment,
    "index": _index("name", "amount"),
    "index_unique": _index("name", unique=True),
    "index_if_exists": _index_if_exists,
    "index_expression": _expression_index(lambda t: ig.func.lower(t.c.name)),
    "index_descending": _expression_index(lambda t: t.c.amount.desc()),
    "index_partial": _partial_index,
    "index_covering": _index("name", postgresql_include=["amount"], mssql_include=["amount"]),
    "sequence": _sequence(),
    "sequence_options": _sequence(start=5, increment=2, minvalue=1, maxvalue=99, cycle=True, cache=10),
    "sequence_default": _sequence_default,
    "schema": lambda: [s.CreateSchema("other"), s.DropSchema("other")],
    "schema_if_exists": lambda: [
        s.CreateSchema("other", if_not_exists=True), s.DropSchema("other", cascade=True, if_exists=True)
    ],
    "view": _view(),
    "view_or_replace": _view(or_replace=True),
    "view_temporary": _view(temporary=True),
    "view_materialized": _view(materialized=True),
}  # fmt: skip

#: dialect -> what only it has.
OWN: dict[str, dict[str, Scene]] = {
    "sqlite": {
        "table_options": _of(sqlite_with_rowid=False, sqlite_strict=True),
        "table_temporary": _temporary,
        "autoincrement": _of(sqlite_autoincrement=True),
        "on_conflict": _of(
            _column("a", ig.Integer, unique=True, nullable=False, sqlite_on_conflict_not_null="FAIL",
                    sqlite_on_conflict_unique="REPLACE"),
        ),
    },
    "postgresql": {
        "table_temporary": _temporary,
        "enum": _enum_type,
        "domain": _domain,
        "exclude": _exclude,
        "table_options": _of(postgresql_with={"fillfactor": 50}, postgresql_using="heap"),
        "index_concurrently": _index("name", postgresql_concurrently=True),
        "index_method": _index("name", postgresql_using="hash", postgresql_with={"fillfactor": 50}),
        "index_operator_class": _index("name", postgresql_ops={"name": "varchar_pattern_ops"}),
        "index_nulls_not_distinct": _index("name", unique=True, postgresql_nulls_not_distinct=True),
        "view_options": _view(postgresql_with={"security_barrier": True}),
        "reference_not_valid": _alter(
            lambda t: (t.append_constraint(c := ig.CheckConstraint("a > 1", name="ck_a", postgresql_not_valid=True)), c)[1]
        ),
        "types": _types(
            pg.JSONB(), pg.ARRAY(ig.Integer), pg.INET(), pg.CIDR(), pg.MACADDR(), pg.TSVECTOR(), pg.BIT(5),
            pg.BIT(5, varying=True), pg.INT4RANGE(), pg.TSTZRANGE(), pg.INT4MULTIRANGE(), pg.MONEY(), pg.OID(),
            pg.INTERVAL(fields="DAY TO SECOND", precision=3), pg.TIMESTAMP(True, 3), pg.UUID(), pg.BYTEA(), pg.JSONPATH(),
        ),
    },
    "mariadb": {
        "table_options": _of(mariadb_engine="InnoDB", mariadb_default_charset="utf8mb4", mariadb_row_format="DYNAMIC"),
        "table_temporary": _temporary,
        "index_prefix": _index("name", mariadb_length=10),
        "index_fulltext": _index("name", mariadb_prefix="FULLTEXT"),
        "types": _types(
            mysql.TINYINT(unsigned=True), mysql.MEDIUMINT(), mysql.BIGINT(unsigned=True, zerofill=True), mysql.YEAR(),
            mysql.ENUM("a", "it's"), mysql.SET("a", "b"), mysql.LONGTEXT(charset="utf8mb4"), mysql.MEDIUMBLOB(),
            mysql.BIT(7), mysql.DATETIME(fsp=3), mysql.DOUBLE(10, 3), mysql.VARCHAR(9, collation="utf8mb4_bin"),
        ),
    },
    "oracle": {
        "table_options": _of(oracle_compress=True),
        "table_temporary": _of(prefixes=["GLOBAL TEMPORARY"], oracle_on_commit="PRESERVE ROWS"),
        "index_bitmap": _index("name", oracle_bitmap=True),
        "index_compress": _index("name", "amount", oracle_compress=1),
        "types": _types(
            oracle.NUMBER(10, 2), oracle.VARCHAR2(20), oracle.NVARCHAR2(20), oracle.CLOB(), oracle.NCLOB(),
            oracle.RAW(16), oracle.BINARY_DOUBLE(), oracle.BINARY_FLOAT(), oracle.TIMESTAMP(local_timezone=True),
            oracle.INTERVAL(day_precision=2, second_precision=6), oracle.BFILE(), oracle.LONG(), oracle.ROWID(),
        ),
    },
    "mssql": {
        "index_clustered": _index("name", mssql_clustered=False),
        "index_columnstore": _index("name", mssql_columnstore=True),
        "key_nonclustered": lambda: _around(
            ig.Table(
                "thing", ig.MetaData(), ig.Column("a", ig.Integer),
                ig.PrimaryKeyConstraint("a", name="pk_thing", mssql_clustered=False),
            )
        ),
        "types": _types(
            mssql.TINYINT(), mssql.BIT(), mssql.MONEY(), mssql.SMALLMONEY(), mssql.DATETIME2(3), mssql.DATETIMEOFFSET(3),
            mssql.SMALLDATETIME(), mssql.NTEXT(), mssql.NVARCHAR(), mssql.VARBINARY("max"), mssql.IMAGE(), mssql.XML(),
            mssql.UNIQUEIDENTIFIER(), mssql.SQL_VARIANT(), mssql.ROWVERSION(), mssql.TIME(3),
        ),
    },
}  # fmt: skip

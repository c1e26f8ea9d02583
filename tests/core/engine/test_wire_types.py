"""What a type says of expressions and parameters holds on each server, whatever the server itself makes of them."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from isogloss import (
    ARRAY,
    JSON,
    UUID,
    Column,
    Date,
    DateTime,
    Double,
    Enum,
    Float,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    PickleType,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    Uuid,
    any_,
    case,
    cast,
    column,
    func,
    insert,
    literal,
    literal_column,
    null,
    select,
    text,
    tuple_,
    type_coerce,
    update,
)
from isogloss.dialects import mariadb, mysql, postgresql
from isogloss.dialects.postgresql import BitString, Range
from isogloss.exc import ArgumentError, StatementError


@contextmanager
def made(engine: Any, *columns: Any) -> Iterator[tuple[Any, Any]]:
    table = Table("eng_types", MetaData(), Column("id", Integer, primary_key=True), *columns)
    with engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        try:
            yield connection, table
        finally:
            table.drop(connection)


def test_what_is_called_a_float_is_one(any_engine):
    with made(any_engine, Column("n", Numeric(10, 2)), Column("f", Double)) as (connection, table):
        connection.execute(insert(table), [{"id": 1, "n": Decimal("1.50"), "f": 3}, {"id": 2, "n": 2, "f": 0.5}])
        row = connection.execute(
            select(
                func.sum(table.c.n, type_=Float),
                func.avg(table.c.id, type_=Float),
                type_coerce(func.sum(table.c.id), Float),
                func.max(table.c.f),
                func.sum(table.c.n),
                type_coerce(table.c.f, Numeric(10, 2)),
            ).group_by(table.c.f).having(func.max(table.c.f) == 3)
        ).one()  # fmt: skip
        assert row == (1.5, 1.0, 1.0, 3.0, Decimal("1.50"), Decimal("3.00"))
        last = float if any_engine.name == "mariadb" else Decimal  # where a DOUBLE stays one, as in the reference
        assert [type(value) for value in row] == [float, float, float, float, Decimal, last]
        for value in (0.5, 7):
            found = connection.scalar(select(literal(value, Double)))
            assert found == value
            assert any_engine.name == "postgresql" or type(found) is float


def test_decimals_go_into_floats(any_engine):
    with made(any_engine, Column("f", Float), Column("d", Float(asdecimal=True))) as (connection, table):
        connection.execute(insert(table), {"id": 1, "f": Decimal("2.5"), "d": Decimal("1.25")})
        connection.execute(insert(table), [{"id": i, "f": Decimal("2.5"), "d": Decimal("1.25")} for i in range(2, 130)])
        assert connection.execute(select(table.c.f, table.c.d).distinct()).all() == [(2.5, Decimal("1.25"))]
        assert connection.scalar(select(func.count()).where(table.c.f == Decimal("2.5"))) == 129
        assert connection.scalar(select(func.count()).where(table.c.d.in_([Decimal("1.25"), Decimal("9")]))) == 129


def test_a_list_of_values_that_are_lists(any_engine):
    documents = [{"a": 1}, [], [1, [2]], "x"]
    pickled = [(1, "x"), [], (2,)]
    kind = postgresql.JSONB if any_engine.name == "postgresql" else JSON
    with made(any_engine, Column("j", kind), Column("p", PickleType)) as (connection, table):
        rows = [{"id": i, "j": documents[i], "p": pickled[i % 3]} for i in range(4)]
        connection.execute(insert(table), rows)

        def found(criterion: Any) -> list[int]:
            return list(connection.execute(select(table.c.id).where(criterion).order_by(table.c.id)).scalars())

        assert found(table.c.j.in_([[], [1, [2]]])) == [1, 2]
        assert found(table.c.j.not_in([[], {"a": 1}])) == [2, 3]
        assert found(table.c.p.in_([(1, "x"), (2,)])) == [0, 2, 3]
        assert found(tuple_(table.c.id, table.c.id).in_([(1, 1), (2, 3)])) == [1]
        shown = str(select(table.c.id).where(table.c.j.in_([[], [1]])).compile(
            any_engine, compile_kwargs={"literal_binds": True}
        ))  # fmt: skip
        assert "'[]', '[1]'" in shown


def test_a_list_of_arrays(any_engine):
    if any_engine.name != "postgresql":
        return
    kind = postgresql.ARRAY(Integer)
    with made(any_engine, Column("a", kind)) as (connection, table):
        connection.execute(insert(table), [{"id": 1, "a": [1, 2]}, {"id": 2, "a": []}, {"id": 3, "a": [None]}])
        ids = select(table.c.id).order_by(table.c.id)
        assert connection.scalars(ids.where(table.c.a.in_([[1, 2], [], [7]]))).all() == [1, 2]
        assert connection.scalars(ids.where(table.c.a.not_in([[1, 2]]))).all() == [2, 3]


def test_a_list_of_several_types_has_that_of_its_column(any_engine):
    with made(any_engine, Column("n", Numeric(10, 2)), Column("f", Double)) as (connection, table):
        connection.execute(insert(table), [{"id": i, "n": Decimal(i) / 2, "f": i / 2} for i in range(1, 6)])
        ids = select(table.c.id).order_by(table.c.id)
        assert connection.scalars(ids.where(table.c.n.in_([1, Decimal("1.5"), None]))).all() == [2, 3]
        assert connection.scalars(ids.where(table.c.f.in_([1, 1.5, None]))).all() == [2, 3]


def test_text_with_a_collation(any_engine):
    name = {"sqlite": "NOCASE", "postgresql": "C"}.get(any_engine.name, "utf8mb4_bin")
    columns = Column("t", Text(collation=name)), Column("s", String(20, collation=name))
    with made(any_engine, *columns) as (connection, table):
        rows = [{"id": i, "t": f"t{i}", "s": f"s{i}"} for i in range(150)]
        connection.execute(insert(table), rows)
        returned = connection.execute(
            insert(table).returning(table.c.id, table.c.t, sort_by_parameter_order=True),
            [{**row, "id": row["id"] + 500} for row in rows],
        ).all()
        assert returned == [(row["id"] + 500, row["t"]) for row in rows]
        assert connection.scalar(select(func.count()).where(table.c.t == "t7", table.c.s == "s7")) == 2
        assert connection.scalar(select(cast("x", Text(collation=name)))) == "x"
        assert connection.scalar(select(cast(table.c.id, String(20, collation=name))).where(table.c.id == 7)) == "7"


class Side(enum.Enum):
    LEFT = "l"
    RIGHT = "r"


def test_a_member_of_an_enum_takes_the_type_of_the_other_arguments(any_engine):
    with made(any_engine, Column("side", Enum(Side, native_enum=False))) as (connection, table):
        connection.execute(insert(table), [{"id": 1, "side": Side.RIGHT}, {"id": 2, "side": None}])
        found = select(func.coalesce(table.c.side, Side.LEFT)).order_by(table.c.id)
        assert connection.scalars(found).all() == [Side.RIGHT, Side.LEFT]
    with pytest.raises(ArgumentError, match="no type is known"):
        func.coalesce(Side.LEFT, None)


def test_numbers_of_bytes_are_numbers(any_engine):
    if any_engine.name == "postgresql":
        return  # has no sum of bytes
    with made(any_engine, Column("b", LargeBinary)) as (connection, table):
        connection.execute(insert(table), [{"id": 1, "b": b"3"}, {"id": 2, "b": b"2"}])
        assert connection.scalar(select(func.sum(table.c.b))) == 5
        assert connection.scalar(select(literal(b"abc", LargeBinary))) == b"abc"


def test_times_and_bits_of_postgresql(any_engine):
    if any_engine.name != "postgresql":
        return
    moment = dt.time(1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    columns = Column("b", postgresql.BIT(3)), Column("v", postgresql.BIT(varying=True))
    with made(any_engine, *columns) as (connection, table):
        assert connection.scalar(select(literal(moment))) == moment
        connection.execute(insert(table), {"id": 1, "b": "101", "v": "1"})
        assert connection.scalar(select(table.c.id).where(table.c.b == "101", table.c.v != "10")) == 1
        assert connection.scalar(select(table.c.id).where(table.c.b.in_(["111", "101"]))) == 1


def test_casts_of_mariadb(any_engine):
    if any_engine.name != "mariadb":
        return
    moment = dt.datetime(2024, 1, 2, 3, 4, 5, 123456)
    columns = (
        Column("y", mysql.YEAR),
        Column("b", mysql.BIT(8)),
        Column("s", mysql.SET("a", "bcd")),
        Column("d", DateTime),
    )
    with made(any_engine, *columns) as (connection, table):
        connection.execute(insert(table), {"id": 1, "y": 2024, "b": 5, "s": {"a", "bcd"}, "d": moment})
        c = table.c
        kinds: list[tuple[Any, Any]] = [
            (cast(c.y, mysql.YEAR), 2024),
            (cast(c.b, mysql.BIT(8)), 5),
            (cast(c.s, mysql.SET("a", "bcd")), {"a", "bcd"}),
            (cast(literal("18446744073709551615"), mysql.BIGINT(unsigned=True)), 2**64 - 1),
            (cast(c.d, mysql.DATETIME(fsp=6)), moment),
            (cast(c.d, mysql.TIMESTAMP(fsp=3)), moment.replace(microsecond=123000)),
            (cast(c.d, mysql.TIME(fsp=6)), moment.time()),
            (cast(literal_column("'ab'"), mysql.VARBINARY(20)), b"ab"),
            (cast(literal_column("'ab'"), mysql.BINARY(2)), b"ab"),
        ]
        for expression, value in kinds:
            assert connection.scalar(select(expression)) == value


def test_sets_with_the_empty_text(any_engine):
    if any_engine.name != "mariadb":
        return
    with pytest.raises(ArgumentError, match="retrieve_as_bitwise"):
        mysql.SET("a", "")
    values = [{"a", ""}, {""}, set(), {"b", "a"}, None]
    with made(any_engine, Column("s", mysql.SET("a", "", "b", retrieve_as_bitwise=True))) as (connection, table):
        connection.execute(insert(table), [{"id": i, "s": value} for i, value in enumerate(values)])
        assert connection.scalars(select(table.c.s).order_by(table.c.id)).all() == values
        assert connection.scalar(select(table.c.id).where(table.c.s == {""})) == 1
        reflected = Table("eng_types", MetaData(), autoload_with=connection)
        assert connection.scalars(select(reflected.c.s).order_by(reflected.c.id)).all() == values


def test_single_precision_of_mariadb_is_a_float(any_engine):
    if any_engine.name != "mariadb":
        return
    with made(any_engine, Column("f", mysql.FLOAT), Column("d", mysql.DOUBLE)) as (connection, table):
        connection.execute(insert(table), {"id": 1, "f": 1.5, "d": 1.5})
        reflected = Table("eng_types", MetaData(), autoload_with=connection)
        for one in (table, reflected):
            assert list(map(type, connection.execute(select(one.c.f, one.c.d)).one())) == [float, Decimal]


class Shouted(TypeDecorator[str]):
    """Text that is kept in lower case and read in upper case, by the server."""

    impl = String(20)
    cache_ok = True

    def bind_expression(self, bindparam):
        return func.lower(bindparam)

    def column_expression(self, column):
        return func.upper(column)


def test_returned_columns_are_selected_as_their_type_says(any_engine):
    with made(any_engine, Column("v", Shouted, server_default="Kept"), Column("w", Shouted)) as (connection, table):
        send = insert(table).returning(table.c.v, table.c.w.label("q"))
        assert connection.execute(send, {"id": 1, "v": "Mixed", "w": "x"}).all() == [("MIXED", "X")]
        rows = [{"id": i, "v": f"v{i}", "w": "Y"} for i in range(2, 150)]
        many = connection.execute(insert(table).returning(table.c.v, sort_by_parameter_order=True), rows)
        assert many.scalars().all() == [row["v"].upper() for row in rows]
        made_by_server = connection.execute(insert(table).values(id=500).return_defaults(table.c.v))
        if any_engine.dialect.capabilities.implicit_returning:
            assert made_by_server.returned_defaults.v == "KEPT"
        gone = connection.execute(table.delete().where(table.c.id == 1).returning(table.c.v))
        assert gone.scalars().all() == ["MIXED"]


class Chosen(TypeDecorator[str]):
    """The dialect chooses the type, as it is written in many applications."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect):
        kind = String(36) if dialect.name != "postgresql" else postgresql.VARCHAR
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value, dialect):
        return f"{dialect.name}:{value}"


def test_a_dialect_describes_types_and_knows_tables(any_engine):
    with made(any_engine, Column("v", Chosen)) as (connection, table):
        connection.execute(insert(table), {"id": 1, "v": "x"})
        assert connection.scalar(select(table.c.v)) == f"{any_engine.name}:x"
        assert connection.dialect.type_descriptor(Integer)._affinity is Integer
        assert connection.dialect.has_table(connection, "eng_types")
        assert not connection.dialect.has_table(connection, "nowhere")


def test_addresses_and_uuids_of_mariadb(any_engine):
    if any_engine.name != "mariadb":
        pytest.skip("types of MariaDB")
    assert mysql.INET4 is mariadb.INET4 and mysql.INET6 is mariadb.INET6
    columns = (
        Column("four", mysql.INET4, server_default="1.2.3.4"),
        Column("six", mysql.INET6),
        Column("u", Uuid),
        Column("v", UUID(as_uuid=False)),
    )
    key = uuid.UUID("12345678-1234-5678-1234-567812345678")
    with made(any_engine, *columns) as (connection, table):
        row = {"id": 1, "four": "10.0.0.1", "six": "2001:db8::1", "u": key, "v": str(key)}
        connection.execute(insert(table), row)
        connection.execute(insert(table), {"id": 2, "six": "::ffff:1.2.3.4"})
        want = [tuple(row.values()), (2, "1.2.3.4", "::ffff:1.2.3.4", None, None)]
        assert connection.execute(select(table).order_by(table.c.id)).all() == want
        found = select(table.c.id).where(table.c.four.in_(["10.0.0.1"]), table.c.six > "::1", table.c.u == key)
        assert connection.scalars(found).all() == [1]
        assert connection.execute(select(cast("10.1.1.1", mysql.INET4), cast("::1", mysql.INET6))).one() == (
            "10.1.1.1",
            "::1",
        )
        again = Table("eng_types", MetaData(), autoload_with=connection)
        kinds = [type(column.type).__name__ for column in again.c]
        assert kinds == ["INTEGER", "INET4", "INET6", "UUID", "UUID"]
        assert connection.execute(select(again).order_by(again.c.id)).all() == [(1, *want[0][1:4], key), want[1]]


class Mood(enum.Enum):
    SAD = "s"
    GLAD = "it's %"


def test_members_beside_columns_of_their_enum(any_engine):
    """They are stored as the column says: here by their values."""
    by_value = Enum(Mood, values_callable=lambda kind: [member.value for member in kind], name="eng_mood")
    with made(any_engine, Column("m", by_value)) as (connection, table):
        connection.execute(insert(table), [{"id": 1, "m": Mood.SAD}, {"id": 2, "m": None}, {"id": 3, "m": Mood.GLAD}])
        m, third = table.c.m, table.c.id == 3
        cases = [
            (case((third, Mood.SAD), else_=m), [Mood.SAD, None, Mood.SAD]),
            (case((third, m), else_=Mood.SAD), [Mood.SAD, Mood.SAD, Mood.GLAD]),
            (case((m == Mood.SAD, m), (third, Mood.SAD)), [Mood.SAD, None, Mood.SAD]),
            (case({Mood.SAD: 1, Mood.GLAD: 2}, value=m, else_=0), [1, 0, 2]),
            (func.coalesce(m, Mood.GLAD), [Mood.SAD, Mood.GLAD, Mood.GLAD]),
            (func.coalesce(Mood.GLAD, m), [Mood.GLAD] * 3),
            (func.nullif(m, Mood.SAD, type_=by_value), [None, None, Mood.GLAD]),
            (m + "!", ["s!", None, "it's %!"]),
        ]
        for expression, wanted in cases:
            statement = select(expression).order_by(table.c.id)
            assert connection.scalars(statement).all() == wanted, str(statement)
            literals = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
            if connection.dialect.escapes_percent:
                literals = literals.replace("%%", "%")
            typed = text(literals.replace(":", "\\:")).columns(column("x", expression.type))
            assert connection.scalars(typed).all() == wanted, literals
        if connection.dialect.name == "postgresql":
            found = select(table.c.id).where(m == any_(postgresql.array([Mood.SAD, Mood.GLAD], type_=by_value)))
            assert connection.scalars(found.order_by(table.c.id)).all() == [1, 3]
        with pytest.raises(ArgumentError, match="no type is known"):
            case((third, Mood.SAD), else_=Mood.GLAD)


ARRAYS = [
    (Date, [dt.date(2024, 1, 2), None]),
    (DateTime(timezone=True), [dt.datetime(2024, 1, 2, tzinfo=dt.UTC)]),
    (Time, [[dt.time(1, 2, 3, 4)], [None]]),
    (Uuid, [uuid.UUID(int=5)]),
    (Enum(Mood, name="eng_mood"), [Mood.SAD, Mood.GLAD]),
    (JSON, [{"a": ["it's", 1.5]}]),
    (postgresql.JSONB, [{"a": None}]),
    (postgresql.TSVECTOR, ["'a':1 'b':2"]),
    (Interval, [dt.timedelta(days=1, microseconds=5)]),
    (LargeBinary, [b"\x00'%"]),
    (Numeric(5, 2), [Decimal("1.50"), None]),
    (Double, [1.5, float("inf")]),
    (String, ["a", 'b"', "it's %", "NULL", "", None]),
    (Integer, [None]),
    (Integer, []),
]


@pytest.mark.parametrize("number", range(len(ARRAYS)))
def test_arrays_are_written_with_their_type(any_engine, number):
    if any_engine.name != "postgresql":
        pytest.skip("arrays of PostgreSQL")
    kind, value = ARRAYS[number]
    type_ = ARRAY(kind)
    with made(any_engine, Column("v", type_, server_default=literal(value, type_))) as (connection, table):
        connection.execute(insert(table), {"id": 1})
        assert connection.scalar(select(table.c.v)) == value
        found = select(table.c.id).where(table.c.v == literal(value, type_))
        if kind is not JSON:  # the server compares none
            literals = str(found.compile(connection, compile_kwargs={"literal_binds": True})).replace("%%", "%")
            assert connection.scalar(text(literals.replace(":", "\\:"))) == 1


@pytest.mark.parametrize(
    "value", [dt.date(2024, 1, 2), dt.datetime(2024, 1, 2, 3), uuid.UUID(int=7), 5, Decimal("1.5")]
)
def test_arrays_of_expressions_are_written_with_their_type(any_engine, value):
    if any_engine.name != "postgresql":
        pytest.skip("arrays of PostgreSQL")
    array = postgresql.array([value, None])
    nested = postgresql.array([array, postgresql.array([value, value])])
    columns = Column("v", array.type, server_default=array), Column("w", nested.type, server_default=nested)
    with made(any_engine, *columns) as (connection, table):
        connection.execute(insert(table), {"id": 1})
        assert connection.execute(select(table.c.v, table.c.w)).one() == ([value, None], [[value, None], [value] * 2])
        found = select(table.c.id).where(table.c.v == array, literal(value) == any_(postgresql.array([value])))
        literals = str(found.compile(connection, compile_kwargs={"literal_binds": True})).replace("%%", "%")
        assert connection.scalar(text(literals.replace(":", "\\:"))) == 1


NAMED_ARRAYS = [
    (postgresql.MACADDR8, ["08:00:2b:01:02:03:04:05"]),
    (postgresql.MONEY, ["$1.00", None]),
    (postgresql.REGCLASS, ["pg_class"]),
    (postgresql.REGCONFIG, ["english"]),
    (postgresql.JSONPATH, ['$."a"']),
    (postgresql.TSQUERY, ["'a' & 'b'"]),
    (postgresql.BIT(3), [BitString("101"), None]),
    (postgresql.INT4RANGE, [Range(1, 5)]),
    (postgresql.INT8MULTIRANGE, [[Range(1, 5), Range(7, 9)], None]),
    (JSON, [[1, [2]], {"a": []}]),
]


@pytest.mark.parametrize("dimensions", [1, 2])
@pytest.mark.parametrize("number", range(len(NAMED_ARRAYS)))
def test_arrays_whose_elements_the_driver_does_not_know(any_engine, number, dimensions):
    """An array of one dimension has lists for elements, if its type has."""
    if any_engine.name != "postgresql":
        pytest.skip("arrays of PostgreSQL")
    kind, value = NAMED_ARRAYS[number]
    value = value if dimensions == 1 else [value, value]
    type_ = postgresql.ARRAY(kind, dimensions=dimensions)
    with made(any_engine, Column("v", type_), Column("w", type_, server_default=literal(value, type_))) as (c, table):
        c.execute(insert(table), [{"id": 1, "v": value}, {"id": 2, "v": None}])
        rows = c.execute(select(table.c.v, table.c.w).order_by(table.c.id)).all()
        assert rows == [(value, value), (None, value)]


TEXTS = [
    (Date, "2024-01-02", dt.date(2024, 1, 2)),
    (DateTime, "2024-01-02 03:04:05", dt.datetime(2024, 1, 2, 3, 4, 5)),
    (Time, "03:04:05", dt.time(3, 4, 5)),
    (Numeric(10, 2), "1.50", Decimal("1.50")),
    (Integer, "12", 12),
    (Interval, "1 day", dt.timedelta(days=1)),
    (Uuid, "12345678123456781234567812345678", uuid.UUID("12345678123456781234567812345678")),
]


@pytest.mark.parametrize(("kind", "given", "wanted"), TEXTS)
def test_a_server_reads_text_in_a_cast(any_engine, kind, given, wanted):
    """It does so where it has the type; text is no value of a column of that type."""
    native = any_engine.name == "postgresql" or (any_engine.name == "mariadb" and kind not in (Interval, Uuid))
    with any_engine.connect() as connection:
        for statement, value in ((select(cast(given, kind)), wanted), (select(cast(wanted, kind)), wanted)):
            if native or kind is Integer or isinstance(kind, Numeric):
                assert connection.scalar(statement) == value
                literals = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
                assert connection.scalar(text(literals.replace(":", "\\:")).columns(column("x", kind))) == value
            elif statement.structure()[1][0].value == given:
                with pytest.raises(StatementError, match="is expected for"):
                    connection.scalar(statement)
        if not isinstance(wanted, (int, Decimal)):
            with pytest.raises(StatementError, match="is expected for"):
                connection.scalar(select(literal(given, kind)))


def test_null_of_sql_among_parameters_of_documents(any_engine):
    columns = Column("j", JSON), Column("k", JSON(none_as_null=True))
    with made(any_engine, *columns) as (connection, table):
        connection.execute(insert(table), {"id": 1, "j": null(), "k": null()})
        rows = [
            {"id": 2, "j": {"a": 1}, "k": 1},
            {"id": 3, "j": null(), "k": JSON.NULL},
            {"id": 4, "j": None, "k": None},
        ]
        connection.execute(insert(table), rows)
        connection.execute(update(table).where(table.c.id == 2), {"k": null()})
        nulls = select(table.c.id, table.c.j.is_(null()), table.c.k.is_(null())).order_by(table.c.id)
        want = [(1, True, True), (2, False, True), (3, True, False), (4, False, True)]
        assert [tuple(map(int, row)) for row in connection.execute(nulls)] == [tuple(map(int, row)) for row in want]

"""Rows and results, over any source of tuples."""

from __future__ import annotations

import pickle
from uuid import uuid4

import pytest

from isogloss import (
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    Uuid,
    column,
    event,
    insert,
    literal,
    select,
    text,
    type_coerce,
    union_all,
    update,
)
from isogloss.core.engine.row import ResultMeta
from isogloss.engine import ChunkedIteratorResult, IteratorResult, result_tuple
from isogloss.exc import (
    ArgumentError,
    CompileError,
    InvalidRequestError,
    MultipleResultsFound,
    NoResultFound,
    NoSuchColumnError,
    ResourceClosedError,
)

ROWS = [(1, "a"), (2, "b"), (1, "a")]


def result(rows=ROWS, keys=("id", "name")):
    return IteratorResult(ResultMeta(keys), list(rows))


def test_row_is_a_tuple_with_names():
    row = result().first()
    assert row == (1, "a")
    assert isinstance(row, tuple)
    assert (row.id, row.name, row[1]) == (1, "a", "a")
    assert row._asdict() == dict(row._mapping) == {"id": 1, "name": "a"}
    assert row._fields == ("id", "name")
    assert hash(row) == hash((1, "a"))
    again = pickle.loads(pickle.dumps(row))
    assert again == row
    assert again.name == "a"


def test_unknown_names_are_errors_that_help():
    row = result().first()
    with pytest.raises(AttributeError, match="Could not locate column in row for column 'nam'; did you mean 'name'"):
        _ = row.nam
    with pytest.raises(NoSuchColumnError, match="'nam'"):
        row._mapping["nam"]
    with pytest.raises(KeyError):
        row._mapping[0]
    with pytest.raises(NoSuchColumnError):
        result().scalars("nope")


def test_columns_may_be_called_like_methods_of_a_tuple():
    row = result_tuple(["count", "index", "_mapping"])((1, 2, 3))
    assert (row.count, row.index) == (1, 2)
    assert row._mapping["_mapping"] == 3


def test_fetching_in_every_shape():
    assert result().all() == ROWS
    assert result().scalars().all() == [1, 2, 1]
    assert result().scalars("name").all() == ["a", "b", "a"]
    assert result().mappings().first() == {"id": 1, "name": "a"}
    assert result().columns("name", 0).all() == [("a", 1), ("b", 2), ("a", 1)]
    assert result().columns("name").keys() == ["name"]
    assert result().unique().all() == ROWS[:2]
    assert result().unique().scalars().all() == [1, 2]
    assert result().scalars().unique(lambda v: v % 1).all() == [1]
    assert [list(part) for part in result().partitions(2)] == [ROWS[:2], ROWS[2:]]
    assert result().scalar() == 1
    assert list(result().keys()) == ["id", "name"]


def test_an_abandoned_iteration_loses_nothing():
    found = result()
    for row in found:
        assert row == (1, "a")
        break
    assert found.fetchone() == (2, "b")
    assert found.all() == [(1, "a")]
    assert found.all() == []


def test_columns_limit_rows_that_were_read_ahead():
    found = result()
    assert found.fetchone() == (1, "a")
    assert found.columns("name", "id").fetchone() == ("b", 2)
    assert found.columns("id").scalars().all() == [1]
    found = result().columns("name", "id")
    for row in found:
        assert row == ("a", 1)
        break
    assert found.all() == [("b", 2), ("a", 1)]


@pytest.mark.parametrize("rest", ["all", "scalars", "first", "fetchone", "next", "iterate"])
def test_iterations_that_are_abandoned_one_after_the_other_lose_nothing(rest, any_engine):
    """The second one reads the source to its end, while rows wait for the next fetch."""
    with any_engine.connect() as connection:
        query = text("SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT NULL UNION ALL SELECT 4")
        found = connection.execute(query)
        for n in (1, 2):
            for row in found:
                assert row == (n,)
                break
        if rest == "first":
            assert found.first() == (None,)
            assert found.closed
        elif rest == "next":
            values = found.scalars()
            assert [next(values), next(values), next(values, "end")] == [None, 4, "end"]
        elif rest == "fetchone":
            assert [found.fetchone(), found.fetchone(), found.fetchone()] == [(None,), (4,), None]
        elif rest == "scalars":
            assert found.scalars().all() == [None, 4]
        else:
            assert (found.all() if rest == "all" else list(found)) == [(None,), (4,)]


@pytest.mark.parametrize("read", ["all", "fetchmany", "iterate"])
def test_a_result_that_was_read_to_its_end_answers_again(read, any_engine):
    """Nothing is left; `first()` and its kin do not close what has closed itself."""
    with any_engine.connect() as connection:
        for options in ({}, {"stream_results": True}):
            found = connection.execute(text("SELECT 1 AS a UNION SELECT 2"), execution_options=options)
            assert (
                len(found.all() if read == "all" else found.fetchmany(3) if read == "fetchmany" else list(found)) == 2
            )
            assert found.fetchone() is None
            for _ in range(2):
                assert found.first() is found.scalar() is found.one_or_none() is found.scalars().first() is None
                with pytest.raises(NoResultFound):
                    found.one()
            assert found.all() == []
            assert not found.closed


@pytest.mark.parametrize(
    ("rows", "one", "one_or_none"),
    [([], NoResultFound, None), ([(1, "a")], (1, "a"), (1, "a")), (ROWS, MultipleResultsFound, MultipleResultsFound)],
)
def test_one(rows, one, one_or_none):
    for method, expected in (("one", one), ("one_or_none", one_or_none)):
        found = result(rows)
        if isinstance(expected, type):
            with pytest.raises(expected):
                getattr(found, method)()
        else:
            assert getattr(found, method)() == expected
        with pytest.raises(ResourceClosedError, match="This result object is closed"):
            found.all()


def test_unique_counts_for_one():
    assert result([(1, "a"), (1, "a")]).unique().one() == (1, "a")


def test_freeze_and_merge():
    frozen = result().freeze()
    assert frozen().all() == frozen().all() == ROWS
    assert frozen.with_new_rows([(9, "z")])().scalar() == 9
    assert result().merge(result()).all() == ROWS * 2


def test_frozen_results_are_pickled(engine):
    with engine.connect() as connection:
        frozen = connection.execute(select(literal(1).label("a"), literal("x").label("b"))).freeze()
    again = pickle.loads(pickle.dumps(frozen))
    assert again().one()._asdict() == {"a": 1, "b": "x"}
    assert again().scalars("b").unique().all() == ["x"]


def test_values_at_hand_become_scalars_without_rows():
    things = [object(), object()]
    assert IteratorResult(ResultMeta(["thing"]), scalars=things).scalars().all() is things
    assert IteratorResult(ResultMeta(["thing"]), scalars=things).all() == [(things[0],), (things[1],)]


def test_chunks_follow_yield_per():
    sizes = []

    def chunks(size):
        sizes.append(size)
        yield ROWS

    assert ChunkedIteratorResult(ResultMeta(["id", "name"]), chunks).yield_per(2).fetchmany() == ROWS[:2]
    assert sizes == [2]


def test_streaming_and_plain_cursors_give_the_same(any_engine):
    with any_engine.begin() as connection:
        rows = [(number, f"n{number}") for number in range(1, 2001)]
        mark = "?" if any_engine.name == "sqlite" else "%s"
        connection.exec_driver_sql(f"INSERT INTO eng_parent (id, name) VALUES ({mark}, {mark})", rows)
        query = text("SELECT id, name FROM eng_parent ORDER BY id")
        assert connection.execute(query).all() == rows
        streamed = connection.execute(query, execution_options={"yield_per": 300})
        assert [len(part) for part in streamed.partitions()] == [300] * 6 + [200]
        assert list(connection.execute(query, execution_options={"stream_results": True})) == rows
        assert connection.execute(query).mappings().first()[column("name")] == "n1"


def test_a_streaming_connection_writes_too(any_engine):
    with any_engine.connect().execution_options(stream_results=True) as connection:
        connection.exec_driver_sql("INSERT INTO eng_parent (id, name) VALUES (1, 'a')")
        connection.execute(text("INSERT INTO eng_parent (id, name) VALUES (:id, :name)"), {"id": 2, "name": "b"})
        connection.execute(text("UPDATE eng_parent SET price = 3"))
        assert connection.execute(text("SELECT id, price FROM eng_parent ORDER BY id")).all() == [(1, 3), (2, 3)]
        assert connection.execute(text("SELECT id FROM eng_parent WHERE id > 2")).keys() == ["id"]


def test_statement_without_rows_says_so(engine):
    with engine.begin() as connection:
        done = connection.execute(text("INSERT INTO item (name) VALUES ('x')"))
        assert (done.rowcount, done.lastrowid, done.returns_rows) == (1, 1, False)
        with pytest.raises(ResourceClosedError, match="does not return rows"):
            done.all()
        with pytest.raises(InvalidRequestError, match="not an insert"):
            _ = done.inserted_primary_key


DEFAULTED = Table(
    "eng_defaulted",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("five", Integer, server_default="5"),
)
BY_UUID = Table(
    "eng_by_uuid",
    DEFAULTED.metadata,
    Column("id", Uuid, primary_key=True, default=uuid4),
    Column("name", String(20)),
    Column("five", Integer, server_default="5"),
)


@pytest.fixture
def defaulted(any_engine):
    DEFAULTED.metadata.drop_all(any_engine)
    DEFAULTED.metadata.create_all(any_engine)
    with any_engine.begin() as connection:
        yield connection
    DEFAULTED.metadata.drop_all(any_engine)


@pytest.mark.parametrize("table", [DEFAULTED, BY_UUID], ids=lambda table: table.name)
def test_defaults_and_keys_of_many_rows_come_back_in_order(defaulted, table):
    rows = [{"name": f"n{n}"} for n in range(1234)]
    statement = insert(table).return_defaults(table.c.five, sort_by_parameter_order=True)
    result = defaulted.execute(statement, rows)
    assert not result.returns_rows
    assert [row.five for row in result.returned_defaults_rows] == [5] * 1234
    keys = result.inserted_primary_key_rows
    assert [key._fields for key in keys[:2]] == [("id",), ("id",)]
    names = dict(defaulted.execute(select(table.c.id, table.c.name)).all())
    assert [names[key.id] for key in keys] == [row["name"] for row in rows]
    assert result.last_inserted_params() == rows


def test_keys_of_many_rows_are_not_fetched_unasked(defaulted):
    result = defaulted.execute(insert(DEFAULTED), [{"name": "a"}, {"name": "b"}])
    with pytest.raises(InvalidRequestError, match=r"ask for them with insert\(...\).return_defaults\("):
        _ = result.inserted_primary_key_rows
    assert result.returned_defaults_rows is None


def test_given_keys_of_many_rows_are_known(defaulted):
    result = defaulted.execute(insert(DEFAULTED), [{"id": 7, "name": "a"}, {"id": 5, "name": "b"}])
    assert result.inserted_primary_key_rows == [(7,), (5,)]


def test_a_list_of_one_row_is_one_row(defaulted):
    seen = []
    for name in ("before_execute", "before_cursor_execute"):
        event.listen(defaulted, name, lambda *args, name=name: seen.append((name, args)))
    result = defaulted.execute(insert(DEFAULTED), [{"name": "a"}])
    (key,) = result.inserted_primary_key
    assert result.inserted_primary_key_rows == [(key,)]
    assert defaulted.execute(select(DEFAULTED.c.name).where(DEFAULTED.c.id == key)).all() == [("a",)]
    (_, of_statement), (_, of_cursor) = seen[:2]
    assert of_statement[2:4] == ([], {"name": "a"})
    assert of_cursor[5] is False
    mark = "?" if defaulted.dialect.positional_mark == "?" else "%s"
    assert defaulted.exec_driver_sql(f"SELECT name FROM eng_defaulted WHERE id = {mark}", [(key,)]).all() == [("a",)]


def test_supplemental_columns_come_back_too(defaulted):
    statement = insert(DEFAULTED).return_defaults(supplemental_cols=[DEFAULTED.c.name])
    made = defaulted.execute(statement, {"name": "a"})
    if defaulted.dialect.capabilities.insert_returning.name != "NONE":
        assert made.returned_defaults._asdict() == {"id": made.inserted_primary_key[0], "five": 5, "name": "a"}
    with pytest.raises(CompileError, match=r"returning\(\) or return_defaults\(\), not both"):
        defaulted.execute(statement.returning(DEFAULTED.c.id), {"name": "a"})
    with pytest.raises(ArgumentError, match="only valid for an INSERT"):
        update(DEFAULTED).return_defaults(sort_by_parameter_order=True)


def test_an_update_returns_the_columns_that_are_named(defaulted):
    defaulted.execute(insert(DEFAULTED), {"name": "a"})
    changed = update(DEFAULTED).values(name="z").return_defaults(DEFAULTED.c.five)
    result = defaulted.execute(changed)
    returns = defaulted.dialect.capabilities.update_returning.name != "NONE"
    assert result.returned_defaults == ((5,) if returns else None)
    assert result.last_updated_params() == {"name": "z"}


class Picky(TypeDecorator):
    """Refuse a value that the database has."""

    impl, cache_ok = Integer, True

    def process_result_value(self, value, dialect):
        if value == 23:
            raise ValueError("23 is none of ours")
        return value


@pytest.mark.parametrize("options", [{}, {"stream_results": True}, {"yield_per": 7}])
@pytest.mark.parametrize("read", ["fetchone", "next", "iterate", "mappings"])
def test_a_row_that_cannot_be_read_takes_no_other_with_it(any_engine, read, options):
    """Rows are read ahead in blocks; who leaves out the bad one gets those before it and those behind it."""
    numbers = union_all(*[select(literal(n).label("n")) for n in range(1, 41)]).subquery()
    query = select(numbers.c.n.label("n"), type_coerce(numbers.c.n, Picky).label("picky")).order_by(numbers.c.n)
    with any_engine.connect() as connection:
        found = connection.execute(query, execution_options=options)
        views = {"fetchone": lambda: iter(found.fetchone, None), "next": lambda: found, "mappings": found.mappings}
        got, failed = [], 0
        for _ in range(2):
            try:
                for row in iter(views.get(read, lambda: found)()):
                    got.append(row["n"] if read == "mappings" else row.n)
            except ValueError:
                failed += 1
        assert (got, failed) == ([n for n in range(1, 41) if n != 23], 1)


def test_a_value_of_none_is_not_the_end():
    for values in ([None], [1, None], [None, 2, None, None]):
        scalars = result([(value, "a") for value in values]).scalars()
        assert [next(scalars) for _ in values] == values
        with pytest.raises(StopIteration):
            next(scalars)


def test_a_statement_without_rows_refuses_every_view_of_them(any_engine):
    with any_engine.connect() as connection:
        result = connection.execute(text("UPDATE eng_parent SET price = 1"))
        for ask in (result.keys, result.scalars, lambda: result.columns(0), result.all, result.first, result.scalar):
            with pytest.raises(ResourceClosedError, match="does not return rows"):
                ask()


@pytest.fixture
def keyed(engine):
    """A table of which a column has another key than its name, and one that stands beside it."""
    metadata = MetaData()
    t = Table("t", metadata, Column("id", Integer, primary_key=True), Column("name", String(20), key="nm"))
    u = Table("u", metadata, Column("id", Integer, primary_key=True), Column("t_id", Integer))
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.execute(t.insert(), {"id": 1, "nm": "a"})
        connection.execute(u.insert(), {"id": 5, "t_id": 7})
        yield connection, t, u


def test_rows_have_the_names_of_sql(keyed):
    connection, t, _ = keyed
    statements = (
        select(t),
        select(t.alias()),
        select(select(t).subquery()),
        text("SELECT id, name FROM t").columns(t.c.id, t.c.nm),
        update(t).values(nm="a").returning(t),
    )
    for statement in statements:
        row = connection.execute(statement).one()
        assert row._asdict() == dict(row._mapping) == {"id": 1, "name": "a"}
        assert (row.name, row.nm, row._mapping["nm"]) == ("a", "a", "a")  # the key finds it too
    assert connection.execute(select(t)).scalars("nm").all() == ["a"]


def test_labels_of_tables_and_columns_are_names_of_rows(keyed):
    connection, t, u = keyed
    row = connection.execute(select(t, u).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)).one()
    assert row._asdict() == {"t_id": 1, "t_name": "a", "u_id": 5, "u_t_id": 7}
    assert (row.t_id, row.u_t_id, row._mapping[u.c.t_id]) == (1, 7, 7)
    with pytest.raises(AttributeError, match="'id'"):
        _ = row.id


def test_a_name_of_several_columns_is_none_of_them(keyed):
    connection, t, u = keyed
    by_place = text("SELECT t.id, u.id, t.name FROM t, u").columns(t.c.id, u.c.id, t.c.nm)
    for statement in (select(t.c.id, u.c.id, t.c.nm).set_label_style(LABEL_STYLE_NONE), by_place):
        row = connection.execute(statement).one()
        assert (row._mapping[t.c.id], row._mapping[u.c.id], row.name, row[1]) == (1, 5, "a", 5)
        assert row._fields == ("id", "id", "name")
        assert "id" in row._mapping
        uses = (
            lambda row: row.id,
            lambda row: row._mapping["id"],
            lambda row: dict(row._mapping),
            lambda row: row._asdict(),
        )
        for use in uses:
            with pytest.raises(InvalidRequestError, match="Ambiguous column name 'id' in result set column desc"):
                use(row)
        with pytest.raises(InvalidRequestError, match="Ambiguous column name 'id'"):
            connection.execute(statement).scalars("id")
        assert connection.execute(statement).columns(u.c.id, "name").one()._asdict() == {"id": 5, "name": "a"}
    assert connection.execute(text("SELECT 1 AS a, 2 AS a")).one().a == 2  # of text nothing else is known


def test_no_rows_are_asked_for(any_engine):
    with any_engine.connect() as connection:
        found = connection.execute(text("SELECT 1 AS a UNION SELECT 2 ORDER BY 1"))
        assert found.fetchmany(0) == [] == found.scalars().fetchmany(0)
        with pytest.raises(ArgumentError, match=r"fetchmany\(-1\)"):
            found.fetchmany(-1)
        assert found.fetchmany(1) == [(1,)]
        assert found.all() == [(2,)] and found.fetchmany(0) == []
        found.close()
        with pytest.raises(ResourceClosedError):
            found.fetchmany(0)


def test_columns_of_mappings_are_their_own(any_engine):
    with any_engine.connect() as connection:
        found = connection.execute(text("SELECT 1 AS a, 2 AS b, 3 AS c UNION ALL SELECT 1, 2, 4 ORDER BY 3"))
        mappings = found.mappings().columns("c", "a")
        assert mappings.fetchone() == {"c": 3, "a": 1}
        assert list(mappings.keys()) == ["c", "a"] and list(found.keys()) == ["a", "b", "c"]
        assert list(mappings.columns("a").keys()) == ["a"]
        assert found.fetchone() == (1, 2, 4)
        again = connection.execute(text("SELECT 1 AS a, 2 AS b UNION ALL SELECT 3, 2 ORDER BY 1")).mappings().unique()
        assert again.columns("b").all() == [{"b": 2}]

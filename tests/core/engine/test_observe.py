"""What those who watch over statements see: tags in the text, one record for each statement."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from isogloss import Column, Integer, MetaData, String, Table, create_engine, event, insert, select, text
from isogloss.engine import StatementRecord
from isogloss.exc import ArgumentError, IntegrityError, OperationalError, ProgrammingError
from isogloss.orm import Session, sessionmaker

parent = Table(
    "eng_parent",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("price", Integer),
)
NASTY = "*/ DROP TABLE eng_parent; -- ' \" \\ % %s %(a)s ? :x {0} \n é𝄞"


def texts(engine):
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cursor, sql, args, context, many: seen.append(sql))
    return seen


def records(engine) -> list[StatementRecord]:
    seen: list[StatementRecord] = []
    event.listen(engine, "statement_executed", seen.append)
    return seen


def test_tags_stand_at_the_end_of_each_statement(engine):
    seen = texts(engine)
    with engine.execution_options(tags={"app": "shop", "area": 1}).connect() as connection:
        connection = connection.execution_options(tags={"route": "/cart"})
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT 2"), execution_options={"tags": {"area": "b", "none": None}})
        connection.execute(text("SELECT 3"), execution_options={"tags": None})
        connection.begin_nested()
    assert seen[:4] == [
        "SELECT 1 /*app='shop',area='1',route='%2Fcart'*/",
        "SELECT 2 /*app='shop',area='b',route='%2Fcart'*/",
        "SELECT 3",
        "SAVEPOINT sa_savepoint_1 /*app='shop',area='1',route='%2Fcart'*/",
    ]


def test_tags_of_a_function_are_asked_at_each_statement(engine):
    seen, numbers = texts(engine), iter(range(9))
    with engine.connect().execution_options(tags=lambda: {"n": next(numbers)}) as connection:
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT 1").execution_options(tags={"own": "x"}))
        connection.execute(text("SELECT 1"), execution_options={"tags": lambda: None})
    assert seen == ["SELECT 1 /*n='0'*/", "SELECT 1 /*n='1',own='x'*/", "SELECT 1 /*n='2'*/"]


def test_no_tag_ends_its_comment_or_holds_a_placeholder(any_engine):
    with any_engine.connect().execution_options(tags={NASTY: NASTY}) as connection:
        connection.execute(insert(parent), {"id": 1, "name": "a"})
        connection.execute(insert(parent), [{"id": 2, "name": "b"}, {"id": 3, "name": "%"}])
        connection.execute(text("UPDATE eng_parent SET price = 1"))
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        literal = connection.exec_driver_sql("SELECT '%'", execution_options={"no_parameters": True})
        assert literal.scalar() == "%"
        assert connection.execute(select(parent.c.name).order_by(parent.c.id)).scalars().all() == ["a", "b", "%"]


def test_tags_reach_the_server(any_engine):
    if any_engine.name != "postgresql":
        pytest.skip("the text of the running statement is asked of PostgreSQL, which shows it")
    with any_engine.connect().execution_options(tags={"k": NASTY}) as connection:
        shown = connection.execute(text("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()")).scalar()
    assert unquote(shown.partition("/*k='")[2].removesuffix("'*/")) == NASTY


def test_tags_of_another_kind_are_refused(engine):
    with pytest.raises(ArgumentError, match=r"tags takes a dict such as .*, not 'route'"):
        engine.execution_options(tags="route")
    with engine.connect() as connection, pytest.raises(ArgumentError, match="tags takes a dict"):
        connection.execute(text("SELECT 1"), execution_options={"tags": 1})


def test_a_session_tags_its_statements(any_engine):
    seen = texts(any_engine)
    with Session(any_engine.execution_options(tags={"app": "shop"})) as session:
        session.execute(select(parent), execution_options={"tags": {"page": 2}})
    assert seen[0].endswith("/*app='shop',page='2'*/".replace("%", "%%"))


def test_one_record_for_each_statement(any_engine):
    seen = records(any_engine)
    with any_engine.begin() as connection:
        connection.execute(insert(parent), [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])
        connection.execute(parent.update().values(price=5))
        connection.execute(select(parent)).all()
    inserted, updated, selected = seen
    assert inserted.executemany is any_engine.dialect.driver.executemany_is_fast and not updated.executemany
    assert updated.rows == 2 and updated.statement.startswith("UPDATE eng_parent SET price=")
    assert selected.rows in (2, None) and selected.error is None
    assert all(record.dialect.name == any_engine.name and record.duration > 0 for record in seen)
    assert all(abs(record.started - selected.started) < 60 for record in seen)
    assert selected.connection is connection and selected.context.compiled.is_select


def test_a_failed_statement_has_the_error_of_the_caller(any_engine):
    seen = records(any_engine)
    with any_engine.connect() as connection:
        connection.execute(insert(parent), {"id": 1, "name": "a"})
        with pytest.raises(IntegrityError) as caught:
            connection.execute(insert(parent), {"id": 1, "name": "b"})
        connection.rollback()
        with pytest.raises((OperationalError, ProgrammingError)):
            connection.exec_driver_sql("SELECT * FROM nowhere_at_all")
    assert [type(record.error) for record in seen[:2]] == [type(None), IntegrityError]
    assert seen[1].error is caught.value and seen[1].rows is None
    assert "failed: IntegrityError" in repr(seen[1])
    assert seen[2].statement == "SELECT * FROM nowhere_at_all" and seen[2].error is not None


def test_records_hide_parameters_where_the_engine_does():
    engine = create_engine("sqlite://", hide_parameters=True)
    seen = records(engine)
    with engine.connect() as connection:
        connection.execute(text("SELECT :a"), {"a": "secret"})
    assert seen[0].parameters is None
    assert "secret" not in repr(seen[0])


def test_a_record_has_the_text_that_listeners_made(engine):
    seen = records(engine)

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def other(connection, cursor, sql, args, context, many):
        return f"{sql} -- seen", args

    with engine.connect().execution_options(tags={"a": 1}) as connection:
        connection.execute(text("SELECT 1"))
    assert seen[0].statement == "SELECT 1 /*a='1'*/ -- seen"


def test_a_session_gives_records_too(any_engine):
    seen = records(any_engine)
    with sessionmaker(any_engine).begin() as session:
        session.execute(select(parent))
    assert [record.statement.split()[0] for record in seen] == ["SELECT"]


def test_without_parameters_the_driver_gets_none(any_engine):
    taken = []

    @event.listens_for(any_engine, "do_execute_no_params")
    def execute(cursor, sql, context):
        taken.append(sql)

    with any_engine.connect() as connection:
        options = {"no_parameters": True}
        assert connection.exec_driver_sql("SELECT '%'", execution_options=options).scalar() == "%"
    assert taken == ["SELECT '%'"]


def test_an_error_handler_sees_the_execution(engine):
    seen = []
    event.listen(engine, "handle_error", lambda context: seen.append(context.execution_context))
    with engine.connect() as connection, pytest.raises(OperationalError):
        connection.execute(text("SELECT * FROM nowhere"))
    assert seen[0].statement == "SELECT * FROM nowhere"


def test_tags_stand_before_a_semicolon(any_engine):
    tagged = any_engine.execution_options(tags={"route": "/cart"})
    with tagged.connect() as connection:
        connection.execute(text("SELECT 1;\n"))
        connection.rollback()  # mysqlclient: "commands out of sync", while the answer to a second one is on its way
        assert connection.scalar(text("SELECT 2")) == 2

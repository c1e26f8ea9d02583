"""Keywords of `create_engine()`: what they do, and what is said of those that cannot be."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from isogloss import Column, Integer, MetaData, String, Table, event, insert, select, text
from isogloss.engine import create_engine, create_mock_engine, engine_from_config
from isogloss.exc import ArgumentError, NoSuchModuleError, SADeprecationWarning
from isogloss.orm import DeclarativeBase, Session
from isogloss.pool import NullPool, QueuePool

PARENT = Table(
    "eng_parent",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("price", Integer),
)


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __table__ = PARENT


@pytest.mark.parametrize(
    ("keyword", "value", "message"),
    [
        ("pool_size", "5", "'pool_size' of a pool is a whole number"),
        ("max_overflow", -5, "'max_overflow' of a pool is a whole number"),
        ("pool_timeout", "x", "'timeout' of a pool is a number"),
        ("pool_recycle", "60", "'recycle' of a pool is a number"),
        ("pool_pre_ping", "false", "pool_pre_ping is True or False, not 'false'"),
        ("pool_use_lifo", "no", "pool_use_lifo is True or False"),
        ("hide_parameters", "false", "hide_parameters is True or False"),
        ("query_cache_size", -1, "query_cache_size is a number of statements, 0 for no cache"),
        ("insertmanyvalues_page_size", 0, "insertmanyvalues_page_size is the number of rows"),
        ("label_length", "10", "label_length is a number of characters"),
        ("use_insertmanyvalues", "false", "use_insertmanyvalues is True or False"),
        ("execution_options", "x", "execution_options is a dictionary"),
        ("connect_args", "timeout=5", "connect_args is a dictionary"),
        ("isolation_level", 5, "isolation_level is the name of an isolation level, not 5"),
        ("isolation_level", "CHAOS", "Invalid value 'CHAOS' for isolation_level"),
        ("creator", "f", "creator is a function"),
        ("json_serializer", "f", "json_serializer is a function"),
        ("module", "sqlite3", "module is the DB-API module of the driver, not 'sqlite3'"),
        ("plugins", "mine", "plugins is a list of names of plugins, not 'mine'"),
        ("poolclass", "NullPool", "poolclass is a class of pools, not 'NullPool'"),
        ("pool", NullPool, "pool is a pool"),
        ("paramstyle", "pyformat", "paramstyle='pyformat': the driver 'pysqlite' takes qmark, named"),
        ("paramstyle", "bogus", "paramstyle='bogus': the driver 'pysqlite' takes qmark, named"),
    ],
)
def test_values_that_a_keyword_cannot_have(keyword: str, value: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        create_engine("sqlite:///x.db", **{keyword: value})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("url", "keywords", "named", "remedy"),
    [
        ("sqlite:///x.db", {"pool_preping": True}, "'pool_preping'", "did you mean 'pool_pre_ping'?"),
        ("sqlite:///x.db", {"isolation": "x"}, "'isolation'", "did you mean 'isolation_level'?"),
        ("sqlite:///x.db", {"foo": 1, "bar": 2}, "'foo','bar'", "connect() go into connect_args={...}"),
        ("sqlite:///x.db", {"foo": 1, "json_serializer": str}, "'foo'", "connect_args={...}"),
        ("sqlite://", {"max_overflow": 1}, "'max_overflow'", "is an option of QueuePool, pass poolclass=QueuePool"),
        ("sqlite:///x.db", {"encoding": "utf8"}, "'encoding'", "is not needed: text is Unicode everywhere"),
        ("sqlite:///x.db", {"stream_results": True}, "'stream_results'", "execution_options={'stream_results': ...}"),
    ],
)
def test_unknown_keywords(url: str, keywords: dict[str, Any], named: str, remedy: str) -> None:
    with pytest.raises(TypeError) as caught:
        create_engine(url, **keywords)
    assert f"Invalid argument(s) {named} sent to create_engine()" in str(caught.value)
    assert remedy in str(caught.value)


def test_deprecated_keywords_warn_and_are_taken() -> None:
    with pytest.warns(SADeprecationWarning, match="implicit_returning parameter is deprecated, does nothing"):
        create_engine("sqlite://", implicit_returning=False)
    with pytest.warns(SADeprecationWarning, match="server_side_cursors .* stream_results"):
        engine = create_engine("sqlite://", server_side_cursors=True)
    assert engine.get_execution_options()["stream_results"] is True
    said: list[str] = []
    with pytest.warns(SADeprecationWarning, match=r"create_mock_engine\(\)"):
        mock = create_engine("postgresql://", strategy="mock", executor=lambda sql, *a: said.append(str(sql)))
    PARENT.metadata.create_all(mock, checkfirst=False)
    assert "CREATE TABLE eng_parent" in said[0]


def statements(engine: Any) -> list[tuple[str, bool]]:
    """Return a list that fills with the INSERTs that an engine sends, and whether by `executemany`."""
    log: list[tuple[str, bool]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if statement.startswith("INSERT"):
            log.append((statement, executemany))

    return log


def test_without_insertmanyvalues_rows_go_by_executemany_or_alone(any_engine: Any) -> None:
    engine = create_engine(any_engine.url, use_insertmanyvalues=False)
    log = statements(engine)
    names = [{"name": f"n{i}"} for i in range(200)]
    with engine.begin() as conn:
        conn.execute(insert(PARENT), names)
        assert len(log) == 1 and log[0][1]
        conn.execute(PARENT.delete())
        del log[:]
        returning = insert(PARENT).returning(PARENT.c.name, sort_by_parameter_order=True)
        found = conn.execute(returning, names).scalars().all()
        assert found == [row["name"] for row in names]
        assert len(log) == 200 and not any(many for _, many in log)
        assert all("FROM (VALUES" not in sql and "), (" not in sql for sql, _ in log)
        conn.execute(PARENT.delete())
    del log[:]
    with Session(engine) as session:
        session.add_all([Parent(name=f"o{i}") for i in range(3)])
        session.commit()
        assert session.scalars(select(PARENT.c.name).order_by(PARENT.c.id)).all() == ["o0", "o1", "o2"]
    assert len(log) == 3
    engine.dispose()


STYLES = {
    "sqlite": ("qmark", "named"),
    **dict.fromkeys(("postgresql+psycopg", "postgresql+psycopg2"), ("format", "pyformat")),
    **dict.fromkeys(("mariadb+pymysql", "mariadb+mysqldb"), ("format", "pyformat")),
    "mariadb+mariadbconnector": ("qmark", "format", "pyformat"),
}


@pytest.mark.parametrize(("name", "style"), [(name, style) for name, styles in STYLES.items() for style in styles])
def test_each_paramstyle_that_a_driver_takes_works(name: str, style: str, any_engine_of: Any) -> None:
    engine = create_engine(any_engine_of(name).url, paramstyle=style)
    with engine.begin() as conn:
        conn.execute(insert(PARENT), [{"name": f"n%{i}", "price": i + 1} for i in range(150)])
        more = [{"name": f"r{i}", "price": 7} for i in range(150)]
        found = conn.execute(insert(PARENT).returning(PARENT.c.name, sort_by_parameter_order=True), more).scalars()
        assert found.all() == [row["name"] for row in more]
        asked = select(PARENT.c.price).where(PARENT.c.name.in_(["n%1", "n%2", "r1"]), PARENT.c.price < 7)
        assert conn.scalars(asked.order_by(PARENT.c.price)).all() == [2, 3]
        assert conn.execute(text("SELECT price FROM eng_parent WHERE name = :n AND price > :p AND price < :p + 5"),
                            {"n": "n%4", "p": 1}).scalar_one() == 5  # fmt: skip
    engine.dispose()


def test_a_configuration_is_read_from_text() -> None:
    engine = engine_from_config(
        {
            "sqlalchemy.url": "sqlite:///x.db",
            "sqlalchemy.pool_size": "3",
            "sqlalchemy.pool_pre_ping": "false",
            "sqlalchemy.pool_reset_on_return": "None",
            "sqlalchemy.use_insertmanyvalues": "off",
            "sqlalchemy.native_datetime": "true",
            "sqlalchemy.isolation_level": "SERIALIZABLE",
            "other": "x",
        }
    )
    assert isinstance(engine.pool, QueuePool) and engine.pool.size() == 3
    assert engine.driver_object.native_datetime is True
    assert engine.get_execution_options() == {"use_insertmanyvalues": False}
    with pytest.raises(ValueError, match="pool_size cannot be read: .* 'many'"):
        engine_from_config({"db.url": "sqlite://", "db.pool_size": "many"}, prefix="db.")


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "mariadb", "oracle", "mssql"])
def test_a_mock_engine_writes_ddl_for_each_dialect(name: str) -> None:
    said: list[str] = []
    mock = create_mock_engine(
        f"{name}://", lambda ddl, *args, **kw: said.append(str(ddl.compile(dialect=mock.dialect)))
    )
    PARENT.metadata.create_all(mock, checkfirst=False)
    PARENT.metadata.drop_all(mock, checkfirst=False)
    assert [line.split("(")[0].strip() for line in said] == ["CREATE TABLE eng_parent", "DROP TABLE eng_parent"]


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "mariadb", "oracle", "mssql"])
def test_a_mock_engine_has_nothing_to_check_first(name: str) -> None:
    said: list[tuple[str, Any]] = []
    mock = create_mock_engine(f"{name}://", lambda sql, parameters: said.append((type(sql).__name__, parameters)))
    PARENT.metadata.create_all(mock)
    PARENT.create(mock, checkfirst=True)
    PARENT.metadata.drop_all(mock)
    mock.execute(insert(PARENT), {"name": "a"})
    assert said == [("CreateTable", None)] * 2 + [("DropTable", None), ("Insert", {"name": "a"})]


def test_a_mock_engine_knows_its_dialect_and_driver() -> None:
    with pytest.raises(NoSuchModuleError, match="dialect 'mysql' has the drivers"):
        create_mock_engine("mysql+nope://", print)
    with pytest.raises(TypeError, match="has no option 'foo'"):
        create_mock_engine("mysql://", print, foo=1)


def test_no_warning_without_deprecated_keywords() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        create_engine("sqlite://", use_insertmanyvalues=True, insertmanyvalues_page_size=10)

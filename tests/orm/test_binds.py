"""Sessions of more than one database: which of them a statement goes to, and how they commit together."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss import create_engine
from tests.servers import driver_url


@pytest.fixture
def two(lib: Any, app: Any, tmp_path: Any) -> Any:
    """Two databases with the tables of the app, on files so that each session has a connection of its own."""
    made = [lib.create_engine(f"sqlite:///{tmp_path / name}.db") for name in ("one", "two")]
    for engine in made:
        app.User.metadata.create_all(engine)
    yield made
    for engine in made:
        engine.dispose()


def names(lib: Any, engine: Any, column: Any) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.scalars(lib.select(column).order_by(column)))


def test_an_overridden_get_bind_is_asked_though_the_session_has_a_bind(lib: Any, app: Any, two: Any) -> None:
    class Routed(lib.Session):
        def get_bind(self, mapper=None, clause=None, **kw):
            return two[1]

    for session in (Routed(two[0]), lib.sessionmaker(two[0], class_=Routed)()):
        with session:
            session.add(app.User(name="ed"))
            session.commit()
            assert session.scalars(lib.select(app.User.name)).all()
            session.execute(lib.insert(app.Tag.__table__), {"name": "t"})
            session.commit()
    assert names(lib, two[0], app.User.__table__.c.name) == names(lib, two[0], app.Tag.__table__.c.name) == []
    assert len(names(lib, two[1], app.User.__table__.c.name)) == len(names(lib, two[1], app.Tag.__table__.c.name)) == 2


@pytest.mark.parametrize("lib", ["isogloss"], indirect=True)  # the other one's bulk INSERT goes its own way
def test_get_bind_sees_the_statement(lib: Any, app: Any, two: Any) -> None:
    reader, writer = two

    class Routed(lib.Session):
        def get_bind(self, mapper=None, clause=None, **kw):
            changes = getattr(clause, "is_dml", False)
            return writer if self._flushing or changes else reader

    for engine in two:
        with lib.Session(engine) as session:
            session.add_all([app.User(name="ed", nick="old"), app.User(name="jo", nick="old")])
            session.commit()
    with Routed() as session:
        session.execute(lib.update(app.User).where(app.User.name == "ed").values(nick="new"))
        session.execute(lib.delete(app.User).where(app.User.name == "jo"))
        session.execute(lib.insert(app.User), [{"name": "al"}, {"name": "bo"}])
        session.execute(lib.update(app.User), [{"id": 1, "score": 1}])
        session.commit()
        assert session.scalars(lib.select(app.User.nick)).all() == ["old", "old"]
    assert names(lib, reader, app.User.__table__.c.name) == ["ed", "jo"]
    assert names(lib, writer, app.User.__table__.c.name) == ["al", "bo", "ed"]
    assert "new" in names(lib, writer, app.User.__table__.c.nick)


@pytest.mark.parametrize("lib", ["isogloss"], indirect=True)  # the other one's bulk INSERT and loaders forget them
def test_bind_arguments_lead_statements_of_classes_and_what_they_load(lib: Any, app: Any, two: Any) -> None:
    with lib.Session(two[1]) as session:
        session.add(app.User(name="ed", addresses=[app.Address(email="e@x")]))
        session.commit()
    there = {"bind": two[1]}
    for bind in (two[0], None):
        with lib.Session(bind) as session:
            users = lib.select(app.User).options(lib.selectinload(app.User.addresses))
            found = session.scalars(users, bind_arguments=there).one()
            assert found.name == "ed" and [a.email for a in found.addresses] == ["e@x"]
            session.execute(lib.insert(app.User), [{"name": "al"}], bind_arguments=there)
            session.execute(lib.update(app.User).values(nick="n"), bind_arguments=there)
            session.execute(lib.delete(app.User).where(app.User.name == "al"), bind_arguments=there)
            session.commit()
    assert names(lib, two[0], app.User.__table__.c.name) == []
    assert names(lib, two[1], app.User.__table__.c.nick) == ["n"]


def test_binds_by_base_class_class_and_table(lib: Any, app: Any, two: Any) -> None:
    base = app.User.__mro__[1]
    used: list[Any] = []
    for engine in two:
        lib.event.listen(engine, "before_cursor_execute", lambda connection, *_: used.append(connection.engine))
    sessions = (
        lambda: lib.Session(binds={base: two[0], app.Tag: two[1]}),
        lambda: lib.Session(binds={app.Tag: two[1], base: two[0]}),
        lambda: lib.Session(two[0], binds={app.Tag.__table__: two[1]}),
        lambda: lib.Session(binds={app.User.__table__: two[0], app.Tag.__table__: two[1]}),
    )
    for number, make in enumerate(sessions, 1):
        with make() as session:
            session.add_all([app.User(name="ed"), app.Tag(name="t")])
            session.commit()
            count = lib.func.count()
            for query, expected in (
                (lib.select(app.User.id), two[0]),
                (lib.select(count).select_from(app.User), two[0]),
                (lib.select(app.Tag.name), two[1]),
                (lib.select(count).select_from(app.Tag), two[1]),
                (lib.select(app.Tag.__table__.c.id), two[1]),
                (lib.update(app.Tag.__table__).values(name="t"), two[1]),
            ):
                used.clear()
                session.execute(query)
                assert used == [expected]
            assert session.get_bind(app.Tag) is session.get_bind(clause=app.Tag.__table__) is two[1]
            session.commit()
        assert len(names(lib, two[0], app.User.__table__.c.id)) == len(names(lib, two[1], app.Tag.__table__.c.id))
        assert len(names(lib, two[0], app.User.__table__.c.id)) == number
    with pytest.raises(lib.exc.ArgumentError, match="Not an acceptable bind target"):
        lib.Session(binds={"users": two[0]})


def test_a_connection_serves_for_its_engine(lib: Any, app: Any, two: Any) -> None:
    with two[0].connect() as connection, lib.Session(connection) as session:
        session.add(app.User(name="ed"))
        assert session.scalar(lib.text("SELECT name FROM users"), bind_arguments={"bind": two[0]}) == "ed"
        with two[0].connect() as other, pytest.raises(lib.exc.InvalidRequestError, match="already has a Connection"):
            session.connection(bind_arguments={"bind": other})


def test_execution_options_of_a_session_are_those_of_its_connections(lib: Any, app: Any, two: Any) -> None:
    with lib.Session(two[0], execution_options={"isolation_level": "AUTOCOMMIT", "mark": 1}) as session:
        session.execute(lib.insert(app.User), [{"name": "ed"}])
        assert session.connection().get_execution_options()["mark"] == 1
        session.rollback()
    assert names(lib, two[0], app.User.__table__.c.name) == ["ed"]


def test_rolling_back_a_savepoint_that_is_over_leaves_the_transaction_alone(lib: Any, app: Any, session: Any) -> None:
    session.add(app.User(name="ed"))
    outer = session.begin_nested()
    inner = session.begin_nested()
    session.add(app.User(name="jo"))
    outer.commit()
    for over in (inner, outer):
        with pytest.raises(lib.exc.ResourceClosedError):
            over.rollback()
    session.commit()
    assert len(session.scalars(lib.select(app.User.id)).all()) == 2


def test_a_rollback_that_fails_ends_the_transaction_on_all_connections(lib: Any, app: Any, two: Any) -> None:
    def fail(connection: Any) -> None:
        raise ValueError("no rollback")

    session = lib.Session(binds={app.User: two[0], app.Tag: two[1]})
    session.add_all([app.User(name="ed"), app.Tag(name="t")])
    session.flush()
    lib.event.listen(two[0], "rollback", fail)
    with pytest.raises(ValueError, match="no rollback"):
        session.rollback()
    assert not session.in_transaction()
    assert two[0].pool.checkedout() == two[1].pool.checkedout() == 0
    lib.event.remove(two[0], "rollback", fail)
    assert session.scalars(lib.select(app.User.id)).all() == session.scalars(lib.select(app.Tag.id)).all() == []


def test_a_closed_session_that_may_not_go_on_does_not_begin(lib: Any, two: Any) -> None:
    session = lib.Session(two[0], close_resets_only=False)
    session.close()
    for begin in (session.begin, session.begin_nested, session.connection):
        with pytest.raises(lib.exc.InvalidRequestError, match="permanently closed"):
            begin()


@pytest.fixture
def xa(lib: Any, app: Any) -> Any:
    """Two engines on one server that takes two-phase transactions, and what they did."""
    url = driver_url("mariadb+pymysql")
    made = [lib.create_engine(url), lib.create_engine(url)]
    steps: list[str] = []
    with made[0].begin() as connection:
        for name in ("xa_user", "xa_tag"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY)")

    class Base(lib.DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "xa_user"
        id = lib.mapped_column(lib.Integer, primary_key=True, autoincrement=False)

    class Tag(Base):
        __tablename__ = "xa_tag"
        id = lib.mapped_column(lib.Integer, primary_key=True, autoincrement=False)

    app = type("App", (), {"User": User, "Tag": Tag, "steps": steps, "engines": made, "xids": []})
    for number, engine in enumerate(made):
        for step in ("prepare", "commit", "rollback"):

            def note(connection: Any, xid: Any, *prepared: bool, number: int = number, step: str = step) -> None:
                steps.append(f"{step} {number}")
                app.xids.append(xid)

            lib.event.listen(engine, f"{step}_twophase", note)
    yield app
    for engine in made:
        engine.dispose()
    with create_engine(url).connect() as connection:
        for xid in set(connection.recover_twophase()) & set(app.xids):
            connection.rollback_prepared(xid)
            connection.rollback()
        for name in ("xa_user", "xa_tag"):
            connection.exec_driver_sql(f"DROP TABLE {name}")


def test_two_databases_are_prepared_before_either_commits(lib: Any, xa: Any) -> None:
    binds = {xa.User: xa.engines[0], xa.Tag: xa.engines[1]}
    with lib.Session(binds=binds, twophase=True) as session:
        session.add_all([xa.User(id=1), xa.Tag(id=1)])
        session.commit()
        assert sorted(xa.steps[:2]) == ["prepare 0", "prepare 1"] and sorted(xa.steps[2:]) == ["commit 0", "commit 1"]
        session.add_all([xa.User(id=2), xa.Tag(id=2)])
        session.prepare()
        with pytest.raises(lib.exc.InvalidRequestError, match="prepared"):
            session.execute(lib.select(xa.User))
        session.rollback()
        session.begin_nested()
        with pytest.raises(lib.exc.InvalidRequestError, match="not root transaction"):
            session.prepare()
        session.rollback()
        assert session.scalars(lib.select(xa.User.id)).all() == session.scalars(lib.select(xa.Tag.id)).all() == [1]
    with lib.Session(xa.engines[0]) as session, pytest.raises(lib.exc.InvalidRequestError, match="not enabled"):
        session.prepare()


def test_where_one_database_cannot_prepare_neither_commits(lib: Any, xa: Any) -> None:
    def fail(*args: Any) -> None:
        raise ValueError("cannot prepare")

    lib.event.listen(xa.engines[1], "prepare_twophase", fail)
    with lib.Session(binds={xa.User: xa.engines[0], xa.Tag: xa.engines[1]}, twophase=True) as session:
        session.add_all([xa.User(id=1), xa.Tag(id=1)])
        with pytest.raises(ValueError, match="cannot prepare"):
            session.commit()
        session.rollback()
        assert "commit 0" not in xa.steps and "commit 1" not in xa.steps
        assert session.scalars(lib.select(xa.User.id)).all() == session.scalars(lib.select(xa.Tag.id)).all() == []


@pytest.mark.parametrize("lib", ["isogloss"], indirect=True)  # the other one rolls it back
def test_what_fails_after_others_have_committed_stays_prepared(lib: Any, xa: Any) -> None:
    def fail(*args: Any) -> None:
        raise ValueError("cannot commit now")

    lib.event.listen(xa.engines[1], "commit_twophase", fail)
    with lib.Session(binds={xa.User: xa.engines[0], xa.Tag: xa.engines[1]}, twophase=True) as session:
        session.add(xa.User(id=1))
        session.flush()
        session.add(xa.Tag(id=1))
        with pytest.raises(ValueError, match="cannot commit now") as caught:
            session.commit()
        assert "left prepared" in caught.value.__notes__[0]
        session.rollback()
    lib.event.remove(xa.engines[1], "commit_twophase", fail)
    with xa.engines[1].connect() as connection:
        (xid,) = set(connection.recover_twophase()) & set(xa.xids)
        assert xid in caught.value.__notes__[0]
        connection.rollback()
        connection.commit_prepared(xid)
    with lib.Session(xa.engines[0]) as session:
        assert session.scalars(lib.select(xa.Tag.id)).all() == [1]

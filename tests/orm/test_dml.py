"""INSERT, UPDATE and DELETE of mapped classes, and the objects that are in the session meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from load_models import fill, models

import isogloss
from isogloss import delete, event, exc, func, insert, orm, select, update
from isogloss.dialects.sqlite import insert as sqlite_insert
from isogloss.orm import Session


@pytest.fixture(scope="module")
def m() -> SimpleNamespace:
    return models(isogloss, orm)


@pytest.fixture
def engine(m: SimpleNamespace) -> Iterator[Any]:
    engine = isogloss.create_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    with Session(engine) as session:
        fill(session, m)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Any) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@pytest.fixture
def log(engine: Any) -> list[str]:
    found: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(" ".join(statement.split()))

    return found


# -- insert --------------------------------------------------------------------------------------------------------


def test_bulk_insert_returns_entities_in_order(session: Session, m: SimpleNamespace) -> None:
    rows = [{"name": f"n{i}", "fullname": None} for i in range(2000)]
    users = session.scalars(insert(m.User).returning(m.User, sort_by_parameter_order=True), rows).all()
    assert [u.name for u in users] == [f"n{i}" for i in range(2000)]
    assert session.get(m.User, users[7].id) is users[7]


def test_bulk_insert_of_different_shapes(session: Session, m: SimpleNamespace) -> None:
    rows = [{"name": "x"}, {"name": "y", "fullname": "Y"}, {"name": func.lower("Z")}]
    users = session.scalars(insert(m.User).returning(m.User), rows).all()
    assert [(u.name, u.fullname) for u in users] == [("x", None), ("y", "Y"), ("z", None)]


def test_insert_returning_columns_and_entity(session: Session, m: SimpleNamespace) -> None:
    row = session.execute(insert(m.User).values(name="x").returning(m.User.id, m.User)).one()
    assert row.id == row.User.id and row.User.name == "x"
    rows = session.execute(insert(m.User).returning(m.User.name, m.User.id), [{"name": "p"}, {"name": "q"}]).all()
    assert [r.name for r in rows] == ["p", "q"]


def test_unknown_attribute_is_named(session: Session, m: SimpleNamespace) -> None:
    with pytest.raises(exc.ArgumentError, match="User has no column attribute 'nam'"):
        session.execute(insert(m.User), [{"nam": "x"}])


def test_upsert_returns_entities(session: Session, m: SimpleNamespace) -> None:
    ann = session.get(m.User, 1)
    statement = sqlite_insert(m.User)
    statement = statement.on_conflict_do_update(
        index_elements=[m.User.id], set_={"name": statement.excluded.name}
    ).returning(m.User)
    rows = [{"id": 1, "name": "new"}, {"id": 9, "name": "nine"}]
    users = session.scalars(statement, rows, execution_options={"populate_existing": True}).all()
    assert users[0] is ann and ann.name == "new" and users[1].name == "nine"


def test_portable_upsert_returns_entities(session: Session, m: SimpleNamespace) -> None:
    statement = insert(m.User).values([{"id": 1, "name": "new"}, {"id": 9, "name": "nine"}])
    users = session.scalars(
        statement.on_conflict(m.User.id).do_update().returning(m.User),
        execution_options={"populate_existing": True},
    ).all()
    assert [(u.id, u.name) for u in users] == [(1, "new"), (9, "nine")]


# -- update --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["auto", "evaluate", "fetch"])
def test_objects_follow_an_update(session: Session, m: SimpleNamespace, log: list[str], how: str) -> None:
    ann, bob = session.get(m.User, 1), session.get(m.User, 2)
    log.clear()
    result = session.execute(
        update(m.User).where(m.User.name == "ann").values(fullname=m.User.name + "!"),
        execution_options={"synchronize_session": how},
    )
    assert result.rowcount == 1
    assert (ann.fullname, bob.fullname) == ("ann!", None)
    assert len(log) == 1
    session.rollback()
    assert ann.fullname == "Ann A"


def test_criteria_evaluated_in_python(session: Session, m: SimpleNamespace) -> None:
    ann, bob = session.get(m.User, 1), session.get(m.User, 2)
    user = m.User
    for criterion, hit in (
        (user.id.in_([1, 7]), [ann]),
        (user.id.not_in([1, 7]), [bob]),
        (user.fullname.is_(None), [bob]),
        (user.fullname != "x", [ann]),  # NULL is neither equal nor different
        ((user.id > 1) | (user.name == "ann"), [ann, bob]),
        (~((user.id > 1) & (user.name == "bob")), [ann]),
        (user.id + 1 == 2, [ann]),
    ):
        session.execute(
            update(user).where(criterion).values(name=user.name + "*"),
            execution_options={"synchronize_session": "evaluate"},
        )
        assert [u for u in (ann, bob) if u.name.endswith("*")] == hit
        assert session.scalars(select(user.id).where(user.name.like("%*"))).all() == [u.id for u in hit]
        session.rollback()


def test_no_synchronization(session: Session, m: SimpleNamespace) -> None:
    ann = session.get(m.User, 1)
    session.execute(update(m.User).values(fullname="x"), execution_options={"synchronize_session": False})
    assert ann.fullname == "Ann A"
    with pytest.raises(exc.ArgumentError, match="Valid strategies"):
        session.execute(update(m.User).values(fullname="x"), execution_options={"synchronize_session": "maybe"})


def test_what_python_cannot_evaluate_is_fetched(session: Session, m: SimpleNamespace) -> None:
    ann = session.get(m.User, 1)
    statement = update(m.User).where(func.upper(m.User.name) == "ANN").values(fullname=func.upper(m.User.name))
    session.execute(statement)
    assert ann.fullname == "ANN"
    with pytest.raises(exc.InvalidRequestError, match="Could not evaluate"):
        session.execute(statement, execution_options={"synchronize_session": "evaluate"})


def test_update_returning_brings_objects_up_to_date(session: Session, m: SimpleNamespace) -> None:
    ann = session.get(m.User, 1)
    statement = update(m.User).where(func.lower(m.User.name) == "ann").values(fullname=func.upper("k"))
    assert session.scalars(statement.returning(m.User)).all() == [ann]
    assert ann.__dict__["fullname"] == "K"
    rows = session.execute(statement.values(fullname="l").returning(m.User.name)).all()
    assert [tuple(r) for r in rows] == [("ann",)] and ann.fullname == "l"


def test_bulk_update_by_key(session: Session, m: SimpleNamespace, log: list[str]) -> None:
    ann = session.get(m.User, 1)
    log.clear()
    result = session.execute(update(m.User), [{"id": 1, "name": "p"}, {"id": 2, "name": "q"}])
    assert len(log) == 1 and result.rowcount in (2, -1)
    assert ann.name == "p"
    assert session.scalars(select(m.User.name).order_by(m.User.id)).all() == ["p", "q"]
    with pytest.raises(exc.InvalidRequestError, match="No primary key value supplied"):
        session.execute(update(m.User), [{"name": "p"}])


def test_bulk_update_returning_is_one_statement(session: Session, m: SimpleNamespace, log: list[str]) -> None:
    ann = session.get(m.User, 1)
    log.clear()
    users = session.scalars(update(m.User).returning(m.User), [{"id": 1, "name": "p"}, {"id": 2, "name": "q"}]).all()
    assert {(u.id, u.name) for u in users} == {(1, "p"), (2, "q")}
    assert ann in users and ann.name == "p"
    assert len(log) == 1


def test_bulk_update_with_criteria_and_sql(session: Session, m: SimpleNamespace) -> None:
    ann, bob = session.get(m.User, 1), session.get(m.User, 2)
    rows = [{"id": 1, "fullname": "x"}, {"id": 2, "fullname": "y"}]
    session.execute(update(m.User).where(m.User.name == "ann"), rows)
    assert (ann.fullname, bob.fullname) == ("x", None)
    session.execute(update(m.User), [{"id": 1, "fullname": m.User.name + "1"}, {"id": 2, "fullname": "z"}])
    assert (ann.fullname, bob.fullname) == ("ann1", "z")


# -- delete --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["auto", "evaluate", "fetch"])
def test_deleted_objects_leave_the_session(session: Session, m: SimpleNamespace, how: str) -> None:
    tag = session.get(m.Tag, 2)
    session.execute(delete(m.item_tag))
    session.execute(delete(m.Tag).where(m.Tag.word == "blue"), execution_options={"synchronize_session": how})
    assert tag not in session
    assert session.get(m.Tag, 2) is None
    session.rollback()
    assert tag in session and tag.word == "blue"


def test_bulk_delete_by_key(session: Session, m: SimpleNamespace, log: list[str]) -> None:
    tag = session.get(m.Tag, 1)
    session.execute(delete(m.item_tag))
    log.clear()
    result = session.execute(delete(m.Tag), [{"id": 1}, {"id": 2}])
    assert result.rowcount == 2 and len(log) == 1
    assert tag not in session
    with pytest.raises(exc.ArgumentError, match="primary key"):
        session.execute(delete(m.Tag), [{"word": "red"}])


def test_delete_returning(session: Session, m: SimpleNamespace) -> None:
    session.execute(delete(m.item_tag))
    words = session.scalars(delete(m.Tag).where(m.Tag.id < 3).returning(m.Tag.word)).all()
    assert sorted(words) == ["blue", "red"]


@pytest.fixture
def counted(lib: Any) -> Any:
    """Give a class with a default and one with versions, and an engine."""

    class Base(lib.DeclarativeBase):
        pass

    class Plain(Base):
        __tablename__ = "plain"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String(9))
        size = lib.mapped_column(lib.Integer, server_default="5")

    class Versioned(Base):
        __tablename__ = "versioned"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String(9))
        version = lib.mapped_column("v", lib.Integer, nullable=False)
        __mapper_args__ = {"version_id_col": version}

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with lib.Session(engine) as session:
        session.add_all([Plain(id=n, name=f"p{n}") for n in (1, 2)] + [Versioned(id=n, name=f"v{n}") for n in (1, 2)])
        session.commit()
        yield SimpleNamespace(Plain=Plain, Versioned=Versioned, session=session)


@pytest.mark.parametrize("way", ["execute", "bulk_update_mappings"])
def test_an_update_of_rows_that_are_not_there_is_stale(lib: Any, counted: Any, way: str) -> None:
    session = counted.session

    def run(cls: Any, rows: Any) -> None:
        session.execute(lib.update(cls), rows) if way == "execute" else session.bulk_update_mappings(cls, rows)

    run(counted.Plain, [{"id": 1, "name": "x"}, {"id": 2, "name": "y"}])
    for rows in ([{"id": 1, "name": "z"}, {"id": 99, "name": "z"}], [{"id": 99, "name": "z"}]):
        wanted = rf"update {len(rows)} row\(s\); {len(rows) - 1} were"
        with pytest.raises(lib.orm_exc.StaleDataError, match=wanted), session.begin_nested():
            run(counted.Plain, rows)
    run(counted.Versioned, [{"id": 1, "name": "x", "version": 1}, {"id": 2, "name": "y", "version": 1}])
    assert session.execute(lib.text("SELECT name, v FROM versioned ORDER BY id")).all() == [("x", 2), ("y", 2)]
    with pytest.raises(lib.orm_exc.StaleDataError), session.begin_nested():
        run(counted.Versioned, [{"id": 1, "name": "old", "version": 1}])
    with pytest.raises((lib.exc.InvalidRequestError, KeyError), match="version"), session.begin_nested():
        run(counted.Versioned, [{"id": 1, "name": "blind"}])
    run(counted.Versioned, [{"id": 1, "name": "new", "version": 2}])
    assert session.get(counted.Versioned, 1, populate_existing=True).version == 3


def test_rows_of_none_leave_the_value_to_the_default(lib: Any, counted: Any) -> None:
    session, none = counted.session, {"id": None, "name": "n", "size": None}
    for rows in (none, [none], [none, none]):
        session.execute(lib.insert(counted.Plain), rows)
    session.bulk_insert_mappings(counted.Plain, [none, {"name": "n", "size": 7}])
    sizes = lib.select(counted.Plain.size).where(counted.Plain.name == "n").order_by(counted.Plain.id)
    assert session.scalars(sizes).all() == [5, 5, 5, 5, 5, 7]
    session.bulk_insert_mappings(counted.Plain, [{"name": "n", "size": None}], render_nulls=True)
    session.execute(lib.insert(counted.Plain), [{"name": "n", "size": None}], execution_options={"render_nulls": True})
    assert session.scalars(sizes).all() == [5, 5, 5, 5, 5, 7, None, None]
    assert none == {"id": None, "name": "n", "size": None}


def test_bulk_inserts_know_versions_and_return_keys(lib: Any, counted: Any) -> None:
    session = counted.session
    session.execute(lib.insert(counted.Versioned), [{"name": "a"}, {"name": "b"}])
    session.bulk_insert_mappings(counted.Versioned, [{"name": "c"}])
    assert session.execute(lib.text("SELECT v FROM versioned")).scalars().all() == [1] * 5
    mappings = [{"name": f"m{n}"} for n in range(3)] + [{"name": "given", "id": 70}, {"name": "last", "size": 2}]
    session.bulk_insert_mappings(counted.Plain, mappings, return_defaults=True)
    stored = dict(session.execute(lib.select(counted.Plain.id, counted.Plain.name)).all())
    assert [stored[mapping["id"]] for mapping in mappings] == ["m0", "m1", "m2", "given", "last"]
    session.bulk_insert_mappings(counted.Plain, [])
    session.bulk_update_mappings(counted.Plain, [])


def test_bulk_inserts_return_keys_without_returning(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Plain(Base):
        __table__ = lib.Table(
            "plain",
            Base.metadata,
            lib.Column("id", lib.Integer, primary_key=True),
            lib.Column("name", lib.String(9)),
            implicit_returning=False,
        )

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with lib.Session(engine) as session:
        mappings = [{"name": "a"}, {"name": "b"}, {"name": "c", "id": 7}]
        session.bulk_insert_mappings(Plain, mappings, return_defaults=True)
        assert [mapping["id"] for mapping in mappings] == [1, 2, 7]

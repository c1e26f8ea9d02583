"""The unit of work: order, shapes, generated values, stale rows, cycles, the printed plan."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest


def made(lib: Any, base: Any) -> Any:
    engine = lib.create_engine("sqlite://")
    base.metadata.create_all(engine, checkfirst=False)
    return engine


@pytest.fixture
def company(lib: Any) -> Any:
    """Give two tables that refer to each other."""

    class Base(lib.DeclarativeBase):
        pass

    class Company(Base):
        __tablename__ = "company"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String)
        boss_id = lib.mapped_column(lib.ForeignKey("employee.id", use_alter=True, name="fk_boss"))
        # SQLAlchemy needs to be told; isogloss breaks the cycle by itself
        boss = lib.relationship("Employee", foreign_keys=[boss_id], post_update=lib.name == "sqlalchemy")
        employees = lib.relationship("Employee", back_populates="company", foreign_keys="Employee.company_id")

    class Employee(Base):
        __tablename__ = "employee"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String)
        company_id = lib.mapped_column(lib.ForeignKey("company.id"), nullable=False)
        company = lib.relationship("Company", back_populates="employees", foreign_keys=[company_id])

    return SimpleNamespace(Company=Company, Employee=Employee, engine=made(lib, Base))


def test_a_cycle_is_broken_by_a_fix_up(lib: Any, company: Any) -> None:
    with lib.Session(company.engine) as session:
        firm = company.Company(name="c")
        firm.employees = [company.Employee(name=n) for n in ("boss", "x", "y")]
        firm.boss = firm.employees[0]
        session.add(firm)
        if lib.name == "isogloss":
            assert str(session.flush_plan()) == (
                "1 INSERT company   x1  returning id\n"
                "2 INSERT employee  x3  returning id   needs company.id (1)\n"
                "3 UPDATE company   x1  set boss_id    fix-up of the cycle company.boss_id → employee"
            )
        session.commit()
        assert firm.boss.name == "boss" and [e.company_id for e in firm.employees] == [firm.id] * 3
        for employee in firm.employees:
            session.delete(employee)
        session.delete(firm)
        session.commit()
        assert session.scalars(lib.select(company.Company)).all() == []


def test_a_cycle_that_cannot_be_broken_is_refused(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class A(Base):
        __tablename__ = "a"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        b_id = lib.mapped_column(lib.ForeignKey("b.id", use_alter=True, name="fk"), nullable=False)
        b = lib.relationship("B", foreign_keys=[b_id])

    class B(Base):
        __tablename__ = "b"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        a_id = lib.mapped_column(lib.ForeignKey("a.id"), nullable=False)
        a = lib.relationship("A", foreign_keys=[a_id])

    with lib.Session(made(lib, Base)) as session:
        a = A()
        a.b = B(a=a)
        session.add(a)
        with pytest.raises(lib.exc.CircularDependencyError):
            session.flush()


def test_rows_of_one_table_go_parents_first(lib: Any, app: Any, session: Any) -> None:
    leaf = app.Node(name="leaf", parent=app.Node(name="middle", parent=app.Node(name="root")))
    session.add(leaf)
    session.commit()
    assert leaf.parent.parent.name == "root"
    root = leaf.parent.parent
    session.delete(root)
    session.delete(leaf)
    session.delete(leaf.parent)
    session.commit()
    assert session.scalars(lib.select(app.Node)).all() == []


def test_a_row_that_refers_to_itself(lib: Any, app: Any, session: Any) -> None:
    if lib.name == "sqlalchemy":
        pytest.skip("needs post_update there")
    node = app.Node(name="self")
    node.parent = node
    session.add(node)
    session.commit()
    assert node.parent_id == node.id


def test_keys_come_back_to_the_right_objects(lib: Any, app: Any, session: Any) -> None:
    users = [app.User(name=f"n{i}") for i in range(2500)]
    session.add_all(users)
    session.flush()
    assert [u.id for u in users] == list(range(1, 2501))
    rows = session.execute(lib.text("select id, name from users order by id")).all()
    assert [(u.id, u.name) for u in users] == [tuple(row) for row in rows]


def test_shapes_are_mixed_freely(lib: Any, app: Any, session: Any) -> None:
    a, b, c = app.User(name="a"), app.User(id=10, name="b", score=1), app.User(name="c", score=None, nick="c")
    session.add_all([a, b, c])
    session.commit()
    assert {(u.name, u.score, u.nick) for u in (a, b, c)} == {("a", 7, None), ("b", 1, None), ("c", 7, "c")}
    assert b.id == 10 and len({a.id, b.id, c.id}) == 3


@pytest.fixture
def thing(lib: Any) -> Any:
    """Give a class whose values are made in every way."""

    class Base(lib.DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "thing"
        id = lib.mapped_column(lib.String(32), primary_key=True, default=lambda: uuid.uuid4().hex)
        name = lib.mapped_column(lib.String)
        double = lib.mapped_column(
            lib.String, default=lambda context: (context.get_current_parameters()["name"] or "") * 2
        )
        stamp = lib.mapped_column(lib.String, server_default="now")
        sql = lib.mapped_column(lib.Integer, default=lib.func.length("four"))
        changes = lib.mapped_column(lib.Integer, default=0, onupdate=lambda: 42)
        touched = lib.mapped_column(lib.Integer, onupdate=lib.func.length("seven77"))

    return SimpleNamespace(Thing=Thing, engine=made(lib, Base))


def test_generated_values_are_on_the_object(lib: Any, thing: Any) -> None:
    with lib.Session(thing.engine) as session:
        one, two = thing.Thing(name="ab"), thing.Thing(name="c", stamp="given", sql=9)
        session.add_all([one, two])
        session.flush()
        assert len(one.id) == 32 and one.id != two.id
        assert (one.double, one.stamp, one.sql, one.changes) == ("abab", "now", 4, 0)
        assert (two.double, two.stamp, two.sql) == ("cc", "given", 9)
        assert one.touched is None
        one.name = "new"
        session.flush()
        assert (one.changes, one.touched, one.double) == (42, 7, "abab")


def test_sql_expressions_as_values(lib: Any, app: Any, session: Any) -> None:
    count = lib.select(lib.func.count()).select_from(app.Tag).scalar_subquery()
    user = app.User(name=lib.func.upper("ed"), score=count)
    plain = app.User(name="plain")
    session.add_all([user, plain])
    session.flush()
    assert (user.name, user.score, plain.name) == ("ED", 0, "plain") and user.id != plain.id
    user.score = app.User.score + 5
    plain.nick = "n"
    session.flush()
    assert user.score == 5
    session.commit()
    assert (user.name, plain.nick) == ("ED", "n")


def test_updates_of_several_shapes(lib: Any, app: Any, session: Any) -> None:
    users = [app.User(name=f"n{i}") for i in range(6)]
    session.add_all(users)
    session.commit()
    for i, user in enumerate(users):
        if i % 2:
            user.name = f"m{i}"
        if i % 3 == 0:
            user.score = i
    if lib.name == "isogloss":
        assert str(session.flush_plan()) == (
            "1 UPDATE users  x1  set score\n2 UPDATE users  x2  set name\n3 UPDATE users  x1  set name, score"
        )
    session.commit()
    assert [(u.name, u.score) for u in users] == [
        ("n0", 0), ("m1", 7), ("n2", 7), ("m3", 3), ("n4", 7), ("m5", 7)
    ]  # fmt: skip


def test_a_change_that_is_none_writes_nothing(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    assert user.name == "ed"
    user.name = "ed"
    if lib.name == "isogloss":
        assert str(session.flush_plan()) == "nothing to flush"
    session.flush()
    assert user not in session.dirty


def test_stale_rows_are_an_error(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    assert user.name == "ed"
    session.execute(lib.text("delete from users"))
    user.name = "gone"
    with pytest.raises(lib.orm_exc.StaleDataError, match=r"expected to update 1 row\(s\); 0 were matched") as caught:
        session.flush()
    if lib.name == "isogloss":
        assert "User 1" in str(caught.value) and "refresh" in str(caught.value)
    session.rollback()
    assert user.name == "ed"


def test_versions_count_and_refuse(lib: Any, app: Any, session: Any) -> None:
    doc = app.Doc(body="a")
    session.add(doc)
    session.commit()
    assert doc.version == 1
    doc.body = "b"
    session.commit()
    assert doc.version == 2
    with lib.Session(app.engine) as other:
        theirs = other.get(app.Doc, doc.id)
        theirs.body = "c"
        doc.body = "d"
        assert doc.version == 2
        other.commit()
    with pytest.raises(lib.orm_exc.StaleDataError):
        session.commit()
    session.rollback()
    assert (doc.body, doc.version) == ("c", 3)
    session.execute(lib.text("update docs set version = 9"))
    session.delete(doc)
    with pytest.raises(lib.orm_exc.StaleDataError):
        session.flush()


def test_a_primary_key_can_change(lib: Any, app: Any, session: Any) -> None:
    user = app.User(id=1, name="ed")
    session.add(user)
    session.commit()
    user.id = 5
    session.flush()
    assert session.get(app.User, 5) is user and session.get(app.User, 1) is None
    session.rollback()
    assert session.get(app.User, 1) is user and user.id == 1


def test_a_new_object_takes_the_row_of_a_deleted_one(lib: Any, app: Any, session: Any) -> None:
    old = app.Tag(id=1, name="old")
    session.add(old)
    session.commit()
    session.delete(old)
    new = app.Tag(id=1, name="new")
    session.add(new)
    session.commit()
    assert session.get(app.Tag, 1) is new and new.name == "new"


def test_a_missing_key_is_refused(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "thing"
        code = lib.mapped_column(lib.String, primary_key=True)

    with lib.Session(made(lib, Base)) as session:
        session.add(Thing())
        with pytest.raises((lib.orm_exc.FlushError, lib.exc.IntegrityError)) as caught, pytest.MonkeyPatch.context():
            session.flush()
        if lib.name == "isogloss":
            assert "Thing.code is None" in str(caught.value)


def test_composite_keys_and_passive_deletes(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Order(Base):
        __tablename__ = "orders"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        lines = lib.relationship(
            "Line", back_populates="order", cascade="all, delete-orphan", passive_deletes=True, order_by="Line.number"
        )

    class Line(Base):
        __tablename__ = "lines"
        order_id = lib.mapped_column(lib.ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
        number = lib.mapped_column(lib.Integer, primary_key=True)
        text = lib.mapped_column(lib.String)
        order = lib.relationship("Order", back_populates="lines")

    with lib.Session(made(lib, Base)) as session:
        order = Order(lines=[Line(number=2, text="b"), Line(number=1, text="a")])
        session.add(order)
        session.commit()
        assert [line.text for line in order.lines] == ["a", "b"]
        assert session.get(Line, (order.id, 1)) is order.lines[0]
        assert lib.inspect(order.lines[0]).identity == (order.id, 1)
        order.lines[0].text = "changed"
        del order.lines[1]
        session.commit()
        assert session.execute(lib.select(Line.number, Line.text)).all() == [(1, "changed")]
        session.delete(order)
        session.commit()


def test_post_update(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Node(Base):
        __tablename__ = "node"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        best_id = lib.mapped_column(lib.ForeignKey("node.id"))
        best = lib.relationship("Node", remote_side="Node.id", post_update=True)

    with lib.Session(made(lib, Base)) as session:
        a, b = Node(), Node()
        a.best, b.best = b, a
        session.add_all([a, b])
        session.commit()
        assert (a.best_id, b.best_id) == (b.id, a.id)


def test_the_plan_prints_what_will_happen(lib: Any, app: Any, session: Any) -> None:
    if lib.name != "isogloss":
        pytest.skip("flush_plan() is ours")
    assert str(session.flush_plan()) == "nothing to flush"
    user = app.User(name="u", addresses=[app.Address(email="a"), app.Address(email="b")], tags=[app.Tag(name="t")])
    session.add(user)
    assert str(session.flush_plan()) == (
        "1 INSERT users      x1  returning id\n"
        "2 INSERT addresses  x2  returning id   needs users.id (1)\n"
        "3 INSERT tags       x1  returning id\n"
        "4 INSERT user_tag   x1                 needs users.id (1), tags.id (3)"
    )
    assert len(session.new) == 4
    session.commit()
    assert len(user.addresses) == 2
    user.name = "v"
    user.addresses.pop()
    assert str(session.flush_plan()) == "1 UPDATE users      x1  set name\n2 DELETE addresses  x1"
    session.commit()
    session.delete(user)
    assert str(session.flush_plan()) == ("1 DELETE user_tag   x1\n2 DELETE addresses  x1\n3 DELETE users      x1")


def test_objects_added_by_an_event_are_flushed_too(lib: Any, app: Any, session: Any) -> None:
    @lib.event.listens_for(session, "before_flush")
    def log(session: Any, context: Any, instances: Any) -> None:
        for obj in list(session.new):
            if isinstance(obj, app.User):
                session.add(app.Tag(name=f"log {obj.name}"))

    session.add(app.User(name="u"))
    session.commit()
    assert session.scalar(lib.select(app.Tag.name)) == "log u"


@pytest.mark.parametrize("eager", [True, False])
def test_defaults_in_sql_have_values_of_their_own(lib: Any, eager: bool) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "entry"
        __mapper_args__ = {"eager_defaults": eager}
        id = lib.mapped_column(lib.Integer, primary_key=True)
        a = lib.mapped_column(lib.String(5))
        size = lib.mapped_column(lib.Integer, default=lib.func.length("four") + 1)
        z = lib.mapped_column(lib.String(5))

    with lib.Session(made(lib, Base)) as session:
        entries = [Entry(a=f"a{n}", z=f"z{n}") for n in range(3)]
        session.add_all(entries)
        session.commit()
        assert [(e.a, e.size, e.z) for e in entries] == [("a0", 5, "z0"), ("a1", 5, "z1"), ("a2", 5, "z2")]


@pytest.mark.parametrize("count", [1, 2])
def test_rows_that_a_trigger_leaves_out_are_an_error(lib: Any, count: int) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "entry"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        a = lib.mapped_column(lib.Integer, server_default="1")
        __mapper_args__ = {"eager_defaults": True}

    with lib.Session(made(lib, Base)) as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER leave_out BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END"
        )
        session.add_all([Entry() for _ in range(count)])
        with pytest.raises(lib.orm_exc.FlushError):
            session.flush()


def test_default_functions_see_what_was_never_set(lib: Any) -> None:
    seen: list[Any] = []

    class Base(lib.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "entry"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        a = lib.mapped_column(lib.Integer)
        b = lib.mapped_column(lib.Integer, default=lambda context: seen.append(context.get_current_parameters()))
        c = lib.mapped_column(lib.Integer, default=lambda: 3)

    with lib.Session(made(lib, Base)) as session:
        session.add(Entry())
        session.flush()
        session.execute(lib.insert(Entry.__table__), {"a": 1})
    assert [(row["a"], row["b"], "c" in row) for row in seen] == [(None, None, True), (1, None, True)]


def test_generated_keys_ascend_as_objects_were_added(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "entry"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String(5))
        size = lib.mapped_column(lib.Integer, server_default="5")

    with lib.Session(made(lib, Base)) as session:
        session.add_all([Entry(name=f"n{n}", size=None if n % 3 else n) for n in range(7)])
        session.flush()
        assert session.scalars(lib.select(Entry.name).order_by(Entry.id)).all() == [f"n{n}" for n in range(7)]


def test_what_was_never_set_is_null_in_a_column_of_json(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "entry"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        document = lib.mapped_column(lib.JSON)

    with lib.Session(made(lib, Base)) as session:
        entries = [Entry(), Entry(document=None), Entry(document={"a": 1}), Entry()]
        session.add_all(entries)
        session.flush()
        stored = session.execute(lib.text("SELECT document FROM entry ORDER BY id")).scalars().all()
        assert stored == [None, "null", '{"a": 1}', None]
        assert [entry.document for entry in entries] == [None, None, {"a": 1}, None]

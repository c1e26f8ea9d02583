"""Declarative mapping: annotations, mixins, dataclasses, errors. No future import: annotations name local things."""

import datetime
import decimal
import enum
import uuid
from typing import Annotated, Any, ClassVar, List, Literal, NewType, Optional, Union  # noqa: UP035 - as users write

import pytest


class Color(enum.Enum):
    red = 1
    blue = 2


def table_of(cls: Any) -> list[tuple[str, str, bool]]:
    return [(c.name, repr(c.type).partition("(")[0], bool(c.nullable)) for c in cls.__table__.c]


def test_types_and_null_come_from_annotations(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    Email = NewType("Email", str)

    class Thing(Base):
        __tablename__ = "thing"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
        a: lib.Mapped[str]
        b: lib.Mapped[Optional[str]]  # noqa: UP045
        c: lib.Mapped[float | None]
        d: lib.Mapped[Union[None, bool]]  # noqa: RUF036, UP007
        e: lib.Mapped[datetime.datetime]
        f: lib.Mapped[datetime.date]
        g: lib.Mapped[datetime.timedelta]
        h: lib.Mapped[decimal.Decimal]
        i: lib.Mapped[bytes]
        j: lib.Mapped[uuid.UUID]
        k: lib.Mapped[Color]
        m: lib.Mapped[Literal["x", "y"]]
        n: lib.Mapped[str] = lib.mapped_column(lib.String(30), nullable=True)
        o: lib.Mapped[Optional[str]] = lib.mapped_column(nullable=False)  # noqa: UP045
        p = lib.mapped_column(lib.Integer)
        q: lib.Mapped["int | None"]
        r: lib.Mapped["int | None"]
        s: lib.Mapped[str] = lib.mapped_column("renamed")
        note: ClassVar[int] = 5

    assert Email
    assert table_of(Thing) == [
        ("id", "Integer", False), ("a", "String", False), ("b", "String", True), ("c", "Double", True),
        ("d", "Boolean", True), ("e", "DateTime", False), ("f", "Date", False), ("g", "Interval", False),
        ("h", "Numeric", False), ("i", "LargeBinary", False), ("j", "Uuid", False), ("k", "Enum", False),
        ("m", "Enum", False), ("n", "String", True), ("o", "String", False), ("q", "Integer", True),
        ("r", "Integer", True), ("p", "Integer", True), ("renamed", "String", False),
    ]  # fmt: skip
    assert list(Thing.__table__.c.k.type.enums) == ["red", "blue"]
    assert Thing.s.expression.name == "renamed"


def test_type_annotation_map_and_annotated(lib: Any) -> None:
    pk = Annotated[int, lib.mapped_column(primary_key=True)]
    short = Annotated[str, 10]
    name = Annotated[str, lib.mapped_column(lib.String(50), default="nobody")]

    class Base(lib.DeclarativeBase):
        type_annotation_map = {short: lib.String(10), str: lib.String(99)}

    class A(Base):
        __tablename__ = "a"
        id: lib.Mapped[pk]
        s: lib.Mapped[short]
        o: lib.Mapped[Optional[short]]  # noqa: UP045
        t: lib.Mapped[str]
        n: lib.Mapped[name]
        m: lib.Mapped[Optional[name]]  # noqa: UP045

    class B(Base):
        __tablename__ = "b"
        id: lib.Mapped[pk]

    c = A.__table__.c
    assert [c[k].type.length for k in "sotn"] == [10, 10, 99, 50]
    assert [c[k].nullable for k in "sotnm"] == [False, True, False, False, True]
    assert c.id.primary_key and B.__table__.c.id.primary_key and c.id is not B.__table__.c.id
    assert c.n.default.arg == "nobody"


def test_relationships_from_annotations(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "u"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
        posts: lib.Mapped[List["Post"]] = lib.relationship(back_populates="user")  # noqa: UP006
        tags: lib.Mapped[set["Post"]] = lib.relationship(viewonly=True)
        first: lib.Mapped["Post"] = lib.relationship(viewonly=True)

    class Post(Base):
        __tablename__ = "p"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
        user_id: lib.Mapped[int] = lib.mapped_column(lib.ForeignKey("u.id"))
        user: lib.Mapped[Optional["User"]] = lib.relationship(back_populates="posts")

    props = lib.inspect(User).relationships
    assert props["posts"].mapper.class_ is Post and props["posts"].uselist
    assert isinstance(User().tags, set) and not props["first"].uselist
    assert lib.inspect(Post).relationships["user"].direction.name == "MANYTOONE"
    assert Post(user=User()).user.posts


def test_mixins_and_declared_attr(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)

    class Owned:
        @lib.declared_attr.directive
        def __tablename__(cls) -> str:  # noqa: N805
            return cls.__name__.lower()

        note: lib.Mapped[str] = lib.mapped_column(default="-")

        @lib.declared_attr
        def owner_id(cls) -> lib.Mapped[int]:  # noqa: N805
            return lib.mapped_column(lib.ForeignKey("owner.id"))

        @lib.declared_attr
        def owner(cls) -> lib.Mapped["Owner"]:  # noqa: N805
            return lib.relationship("Owner")

    class Owner(Base):
        __tablename__ = "owner"

    class Car(Owned, Base):
        __table_args__ = ({"info": {"x": 1}},)
        speed: lib.Mapped[int]

    class House(Owned, Base):
        __abstract__ = False

    assert Car.__table__.name == "car" and House.__table__.name == "house" and Car.__table__.info == {"x": 1}
    assert sorted(Car.__table__.c.keys()) == ["id", "note", "owner_id", "speed"]
    assert Car.__table__.c.note is not House.__table__.c.note
    assert Car(owner=Owner()).owner is not None and House.owner.property.mapper.class_ is Owner


def test_synonyms_validators_deferred_and_expressions(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "u"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
        first: lib.Mapped[str] = lib.mapped_column(lib.String)
        last: lib.Mapped[str] = lib.mapped_column(lib.String, deferred=True)
        full = lib.column_property(first + " " + last)
        given = lib.synonym("first")

        @lib.validates("first")
        def check(self, key: str, value: str) -> str:
            if not value:
                raise ValueError(f"{key} is empty")
            return value.title()

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine, checkfirst=False)
    with pytest.raises(ValueError, match="first is empty"):
        User(first="")
    with lib.Session(engine) as session:
        user = User(first="ed", last="x")
        session.add(user)
        session.commit()
        assert user.first == "Ed" and user.given == "Ed" and user.full == "Ed x" and user.last == "x"
        user.given = "al"
        assert user.first == "Al"
        session.commit()
        assert session.scalars(lib.select(User).where(User.full == "Al x")).one() is user
        session.expunge_all()
        assert "last" not in session.get(User, 1).__dict__
        alias = lib.aliased(User)
        assert session.scalars(lib.select(alias).where(alias.given == "Al")).one() is session.get(User, 1)
        assert session.scalars(lib.select(User).join(alias, alias.given == User.given)).all() == [session.get(User, 1)]


def test_dataclasses(lib: Any) -> None:
    class Base(lib.MappedAsDataclass, lib.DeclarativeBase):
        pass

    class Parent(Base):
        __tablename__ = "parent"
        id: lib.Mapped[int] = lib.mapped_column(init=False, primary_key=True)
        name: lib.Mapped[str]
        nick: lib.Mapped[Optional[str]] = lib.mapped_column(default=None, repr=False)  # noqa: UP045
        children: lib.Mapped[List["Child"]] = lib.relationship(default_factory=list, repr=False)  # noqa: UP006

    class Child(Base, kw_only=True):
        __tablename__ = "child"
        id: lib.Mapped[int] = lib.mapped_column(init=False, primary_key=True)
        age: lib.Mapped[int] = lib.mapped_column(default=3)
        parent_id: lib.Mapped[int] = lib.mapped_column(lib.ForeignKey("parent.id"), init=False)

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine, checkfirst=False)
    parent = Parent("p", children=[Child(), Child(age=4)])
    assert "name='p'" in repr(parent) and "nick" not in repr(parent) and parent.nick is None
    with pytest.raises(TypeError):
        Child(5)
    with lib.Session(engine) as session:
        session.add(parent)
        session.commit()
        assert [c.age for c in parent.children] == [3, 4] and parent.children[0].parent_id == parent.id
        assert Parent("x") == Parent("x")


def test_other_ways_to_declare(lib: Any) -> None:
    base = lib.declarative_base()

    class A(base):
        __tablename__ = "a"
        id = lib.Column(lib.Integer, primary_key=True)
        x = lib.Column("y", lib.Integer)

    reg = lib.registry()

    @reg.mapped
    class B:
        __tablename__ = "b"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)

    class C:
        pass

    c = lib.Table("c", reg.metadata, lib.Column("id", lib.Integer, primary_key=True), lib.Column("z", lib.Integer))
    reg.map_imperatively(C, c, properties={"zed": c.c.z})

    class D(lib.DeclarativeBase):
        __abstract__ = True

    assert A(x=5).x == 5 and A.x.expression.name == "y"
    assert B(id=1).id == 1 and D
    made = C()
    made.zed = 3
    assert C.zed.expression.name == "z" and lib.inspect(C).local_table is c
    late = type("Late", (base,), {"__tablename__": "late", "id": lib.Column(lib.Integer, primary_key=True)})
    late.more = lib.Column(lib.String)
    assert "more" in late.__table__.c and late(more="m").more == "m"


def test_user_constructors_and_slots_of_mixins(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "u"
        id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
        name: lib.Mapped[str]

        def __init__(self, name: str) -> None:
            super().__init__(name=name.upper())
            self.extra = 1

    user = User("ed")
    assert user.name == "ED" and user.extra == 1 and User(name="x").name == "X"


@pytest.mark.parametrize("case", ["no table", "no key", "bare annotation", "unknown type", "unknown class"])
def test_errors_name_the_attribute_and_the_remedy(lib: Any, case: str) -> None:
    class Base(lib.DeclarativeBase):
        pass

    def no_table() -> None:
        class A(Base):
            id: lib.Mapped[int] = lib.mapped_column(primary_key=True)

    def no_key() -> None:
        class A(Base):
            __tablename__ = "a"
            id: lib.Mapped[int]

    def bare_annotation() -> None:
        class A(Base):
            __tablename__ = "a"
            id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
            name: str

    def unknown_type() -> None:
        class A(Base):
            __tablename__ = "a"
            id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
            name: lib.Mapped[object]

    def unknown_class() -> None:
        class A(Base):
            __tablename__ = "a"
            id: lib.Mapped[int] = lib.mapped_column(primary_key=True)
            b: lib.Mapped["Missing"] = lib.relationship()  # noqa: F821

        A()

    expected = {
        "no table": (no_table, lib.exc.InvalidRequestError, "__tablename__"),
        "no key": (no_key, lib.exc.ArgumentError, "could not assemble any primary key columns"),
        "bare annotation": (bare_annotation, lib.orm_exc.MappedAnnotationError, "A.name"),
        "unknown type": (unknown_type, lib.exc.ArgumentError, "Could not locate SQLAlchemy Core type"),
        "unknown class": (unknown_class, lib.exc.InvalidRequestError, "failed to locate a name"),
    }
    declare, error, words = expected[case]
    with pytest.raises(error, match=words):
        declare()


def test_inheritance_is_refused_for_now() -> None:
    from isogloss.exc import ArgumentError
    from isogloss.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        pass

    class A(Base):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)

    with pytest.raises(ArgumentError, match="not available yet"):

        class B(A):
            pass

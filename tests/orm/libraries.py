"""Run one test with isogloss and with SQLAlchemy: what a user sees must be the same."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

CORE = (
    "Column ForeignKey Integer JSON String Table UniqueConstraint create_engine delete event exc func inspect insert select "
    "text update"
)
ORM = (
    "DeclarativeBase Mapped MappedAsDataclass Session aliased attribute_keyed_dict attributes backref column_property "
    "configure_mappers declarative_base declared_attr deferred exc make_transient make_transient_to_detached "
    "mapped_column object_session registry relationship remote foreign scoped_session selectinload sessionmaker synonym validates "
    "was_deleted"
)


def library(name: str) -> Any:
    """Return a namespace with the names of a library; errors of its ORM are in ``orm_exc``."""
    core, orm = importlib.import_module(name), importlib.import_module(f"{name}.orm")
    names: dict[str, Any] = {n: getattr(core, n) for n in CORE.split() if n not in ("event", "exc")}
    names["event"] = importlib.import_module(f"{name}.event")
    names["exc"] = importlib.import_module(f"{name}.exc")
    for n in ORM.split():
        if n not in ("exc", "attributes"):
            names[n] = getattr(orm, n)
    names["orm_exc"] = importlib.import_module(f"{name}.orm.exc")
    names["attributes"] = importlib.import_module(f"{name}.orm.attributes")
    names["name"] = name
    return SimpleNamespace(**names)


def blog(lib: Any) -> Any:
    """Return classes with every kind of relationship, and an engine with their tables."""

    class Base(lib.DeclarativeBase):
        pass

    user_tag = lib.Table(
        "user_tag",
        Base.metadata,
        lib.Column("user_id", lib.ForeignKey("users.id"), primary_key=True),
        lib.Column("tag_id", lib.ForeignKey("tags.id"), primary_key=True),
    )

    class User(Base):
        __tablename__ = "users"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String, nullable=False)
        nick = lib.mapped_column(lib.String)
        score = lib.mapped_column(lib.Integer, default=7)
        addresses = lib.relationship("Address", back_populates="user", cascade="all, delete-orphan")
        posts = lib.relationship("Post", back_populates="author")
        tags = lib.relationship("Tag", secondary=user_tag, back_populates="users")
        profile = lib.relationship("Profile", back_populates="user", uselist=False)

    class Address(Base):
        __tablename__ = "addresses"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        email = lib.mapped_column(lib.String, nullable=False)
        user_id = lib.mapped_column(lib.ForeignKey("users.id"), nullable=False)
        user = lib.relationship("User", back_populates="addresses")

    class Post(Base):
        __tablename__ = "posts"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        title = lib.mapped_column(lib.String)
        author_id = lib.mapped_column(lib.ForeignKey("users.id"))
        author = lib.relationship("User", back_populates="posts")

    class Profile(Base):
        __tablename__ = "profiles"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        bio = lib.mapped_column(lib.String)
        user_id = lib.mapped_column(lib.ForeignKey("users.id"))
        user = lib.relationship("User", back_populates="profile")

    class Tag(Base):
        __tablename__ = "tags"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String)
        users = lib.relationship("User", secondary=user_tag, back_populates="tags")

    class Node(Base):
        __tablename__ = "nodes"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        parent_id = lib.mapped_column(lib.ForeignKey("nodes.id"))
        name = lib.mapped_column(lib.String)
        children = lib.relationship("Node", back_populates="parent")
        parent = lib.relationship("Node", back_populates="children", remote_side="Node.id")

    class Doc(Base):
        __tablename__ = "docs"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        body = lib.mapped_column(lib.String)
        version = lib.mapped_column(lib.Integer, nullable=False)
        __mapper_args__ = {"version_id_col": version}

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine, checkfirst=False)
    return SimpleNamespace(
        Base=Base, User=User, Address=Address, Post=Post, Profile=Profile, Tag=Tag, Node=Node, Doc=Doc,
        user_tag=user_tag, engine=engine,
    )  # fmt: skip

"""The small application that the error scripts play with, on SQLite."""

from __future__ import annotations

import datetime
import enum
import uuid
from typing import Any, Optional

import isogloss
from isogloss import ForeignKey, String
from isogloss.dialects import mariadb, mssql, oracle, postgresql, sqlite
from isogloss.orm import DeclarativeBase, Mapped, Session, joinedload, make_transient, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Color(enum.Enum):
    red = "r"
    green = "g"


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    color: Mapped[Optional[Color]]  # noqa: UP045
    token: Mapped[Optional[uuid.UUID]]  # noqa: UP045
    born: Mapped[Optional[datetime.date]]  # noqa: UP045
    notes: Mapped[list[Note]] = relationship(back_populates="user", cascade="all, delete-orphan")

    def __repr__(self) -> str:
        return f"<User {self.__dict__.get('name', '?')}>"


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="notes")

    def __repr__(self) -> str:
        return f"<Note {self.__dict__.get('text', '?')}>"


def names() -> dict[str, Any]:
    """Return what a script may use: the public API, the classes, an engine with one user, a connection, a session."""
    engine = isogloss.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(id=1, name="ann", notes=[Note(id=1, text="hello")]))
        session.commit()
    return {
        **{n: getattr(isogloss, n) for n in PUBLIC.split()},
        "engine": engine, "connection": engine.connect(), "session": Session(engine), "other": Session(engine),
        "User": User, "Note": Note, "user": User.__table__, "note": Note.__table__,
        "date": datetime.date, "datetime": datetime.datetime,
        "joinedload": joinedload, "make_transient": make_transient,
        "SQLite": sqlite.SQLite, "PostgreSQL": postgresql.PostgreSQL, "MariaDB": mariadb.MariaDB,
        "Oracle": oracle.Oracle, "MSSQL": mssql.MSSQL,
        "sqlite_insert": sqlite.insert, "mariadb_insert": mariadb.insert,
    }  # fmt: skip


PUBLIC = "bindparam create_engine delete func insert literal make_url or_ select text update"

"""The small application that the error scripts play with, on SQLite."""

from __future__ import annotations

import datetime
import enum
import uuid
from decimal import Decimal
from typing import Any, Optional

import isogloss
from isogloss import ForeignKey, String
from isogloss.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Color(enum.Enum):
    red = "r"
    green = "g"


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    color: Mapped[Optional[Color]]
    token: Mapped[Optional[uuid.UUID]]
    born: Mapped[Optional[datetime.date]]
    seen: Mapped[Optional[datetime.datetime]]
    notes: Mapped[list[Note]] = relationship(back_populates="user", cascade="all, delete-orphan")


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="notes")


def names() -> dict[str, Any]:
    """Return what a script may use: the public API, the classes, an engine with one user, a connection, a session."""
    engine = isogloss.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(id=1, name="ann", notes=[Note(id=1, text="hello")]))
        session.commit()
    public = {n: getattr(isogloss, n) for n in PUBLIC.split()}
    return {
        **public, "engine": engine, "connection": engine.connect(), "session": Session(engine), "Session": Session,
        "User": User, "Note": Note, "Color": Color, "user": User.__table__, "note": Note.__table__,
        "date": datetime.date, "datetime": datetime.datetime, "uuid": uuid, "Decimal": Decimal,
        "joinedload": joinedload, "selectinload": selectinload, "orm": isogloss.orm,
    }  # fmt: skip


PUBLIC = (
    "Column Integer MetaData String Table bindparam create_engine delete func insert literal literal_column make_url "
    "select text update and_ or_ case cast Integer Numeric"
)

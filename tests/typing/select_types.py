"""What checkers see in rows; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import Any, assert_type

from isogloss import create_engine, func, select
from isogloss.engine import Result, Row
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]


session = Session(create_engine("sqlite://"))

assert_type(User().id, int)
assert_type(session.scalars(select(User)).all(), list[User])
assert_type(session.scalar(select(User.id)), int | None)
assert_type(session.execute(select(User.id, User.name)), Result[int, str | None])
assert_type(session.execute(select(User.id, User.name).where(User.id > 1).limit(5)).one(), Row[int, str | None])
assert_type(session.execute(select(User, User.id)).tuples().all()[0][1], int)
assert_type(session.get(User, 1), User | None)
assert_type(session.scalars(select(func.count(User.id))).one(), Any)

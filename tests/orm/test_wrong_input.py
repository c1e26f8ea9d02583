"""What a session refuses, and how it says so."""

from __future__ import annotations

import pytest

from isogloss import create_engine, insert, select
from isogloss.exc import ArgumentError, InvalidRequestError
from isogloss.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]


@pytest.fixture
def session() -> Session:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)


def test_no_rows_are_no_row_of_defaults(session: Session) -> None:
    with pytest.raises(ArgumentError, match="An empty list of rows"):
        session.execute(insert(Person), [])
    assert session.scalars(select(Person)).all() == []


def test_options_are_loader_options() -> None:
    with pytest.raises(ArgumentError, match="selectinload"):
        select(Person).options("name")


def test_filter_by_names_the_nearest() -> None:
    with pytest.raises(InvalidRequestError, match="did you mean 'name'"):
        select(Person).filter_by(nmae="x")


def test_refresh_of_a_new_object_says_what_to_call(session: Session) -> None:
    with pytest.raises(InvalidRequestError, match="add"):
        session.refresh(Person())

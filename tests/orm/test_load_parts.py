"""Relationships that are loaded by keys: as many to a statement as the server takes, also where it has no row values."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import isogloss as ig
from isogloss import orm


class Base(orm.DeclarativeBase):
    """Base of the models."""


class Post(Base):
    """A post, by author and number."""

    __tablename__ = "post"
    author: orm.Mapped[int] = orm.mapped_column(primary_key=True, autoincrement=False)
    number: orm.Mapped[int] = orm.mapped_column(primary_key=True, autoincrement=False)
    comments: orm.Mapped[list[Comment]] = orm.relationship(back_populates="post", order_by="Comment.id")


class Comment(Base):
    """A comment on a post."""

    __tablename__ = "comment"
    __table_args__ = (ig.ForeignKeyConstraint(["author", "number"], ["post.author", "post.number"]),)
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    author: orm.Mapped[int]
    number: orm.Mapped[int]
    post: orm.Mapped[Post] = orm.relationship(back_populates="comments")


@pytest.mark.parametrize("row_values", [True, False])
@pytest.mark.parametrize("most", [6, 7, 30000])
def test_composite_keys_in_parts(row_values: bool, most: int) -> None:
    engine = ig.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with orm.Session(engine) as s, s.begin():
        for author in range(3):
            for number in range(4):
                s.add(Post(author=author, number=number, comments=[Comment(), Comment()]))
    engine.dialect.capabilities = dataclasses.replace(
        engine.dialect.capabilities, row_values=row_values, max_parameters=most
    )
    sent: list[Any] = []
    ig.event.listen(engine, "before_cursor_execute", lambda c, cur, sql, params, *a: sent.append((sql, params)))
    with orm.Session(engine) as s:
        posts = s.scalars(ig.select(Post).order_by(Post.author, Post.number).options(orm.selectinload(Post.comments)))
        got = [(p.author, p.number, [(c.author, c.number) for c in p.comments]) for p in posts]
        assert got == [(a, n, [(a, n)] * 2) for a in range(3) for n in range(4)]
    with orm.Session(engine) as s:
        comments = s.scalars(ig.select(Comment).order_by(Comment.id).options(orm.selectinload(Comment.post))).all()
        assert [(c.post.author, c.post.number) for c in comments] == [(c.author, c.number) for c in comments]
    assert max(len(params) for _, params in sent) <= most
    by_rows = [sql for sql, _ in sent if " IN (" in sql]
    assert bool(by_rows) == row_values

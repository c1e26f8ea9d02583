"""What is executed and what comes back is the same as in SQLAlchemy: lazy, eager and deferred loading, odd mappings."""
# ruff: noqa: UP006, UP035, UP045
# (no future annotations: the names in Mapped[...] are those of the library that is passed in)

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any, List, Optional

import pytest

import isogloss
import isogloss.event
from isogloss import orm

sa = pytest.importorskip("sqlalchemy")
sa_orm = pytest.importorskip("sqlalchemy.orm")


def mapping(core: ModuleType, orm: ModuleType) -> SimpleNamespace:
    """Map people (self-referential, deferred, renamed), profiles, posts (composite key) and comments."""
    M, mc, rel, FK = orm.Mapped, orm.mapped_column, orm.relationship, core.ForeignKey  # noqa: N806

    class Base(orm.DeclarativeBase):
        pass

    friend = core.Table(
        "friend", Base.metadata,
        core.Column("a_id", FK("person.id"), primary_key=True), core.Column("b_id", FK("person.id"), primary_key=True),
    )  # fmt: skip

    class Person(Base):
        __tablename__ = "person"
        id: M[int] = mc(primary_key=True)
        nick: M[str] = mc("nick_name")
        bio: M[Optional[str]] = mc(deferred=True)
        kind: M[str] = mc(deferred=True, deferred_group="g")
        kind2: M[str] = mc(deferred=True, deferred_group="g")
        friends: M[List["Person"]] = rel(
            secondary=friend, primaryjoin=lambda: Person.id == friend.c.a_id,
            secondaryjoin=lambda: Person.id == friend.c.b_id, order_by="Person.id",
        )  # fmt: skip
        good: M[List["Post"]] = rel(
            primaryjoin="and_(Person.id==Post.author_id, Post.score>5)", viewonly=True, order_by="Post.id"
        )
        posts: M[List["Post"]] = rel(back_populates="author", lazy="selectin", order_by="desc(Post.id)")
        profile: M[Optional["Profile"]] = rel(back_populates="person", lazy="joined")

    class Profile(Base):
        __tablename__ = "profile"
        id: M[int] = mc(primary_key=True)
        person_id: M[int] = mc(FK("person.id"))
        person: M["Person"] = rel(back_populates="profile", lazy="joined")

    class Post(Base):
        __tablename__ = "post"
        blog: M[int] = mc(primary_key=True)
        id: M[int] = mc(primary_key=True)
        score: M[int]
        author_id: M[int] = mc(FK("person.id"))
        author: M["Person"] = rel(back_populates="posts", lazy="selectin")
        comments: M[List["Comment"]] = rel(back_populates="post", order_by="Comment.id")

    class Comment(Base):
        __tablename__ = "comment"
        id: M[int] = mc(primary_key=True)
        blog: M[int]
        post_id: M[int]
        post: M["Post"] = rel(back_populates="comments")
        __table_args__ = (core.ForeignKeyConstraint(["blog", "post_id"], ["post.blog", "post.id"]),)

    return SimpleNamespace(Base=Base, Person=Person, Profile=Profile, Post=Post, Comment=Comment)


Case = Callable[[ModuleType, ModuleType, SimpleNamespace, Any], Any]
CASES: dict[str, Case] = {}


def case(fn: Case) -> Case:
    """Register one scenario: what it returns and what it executes is compared."""
    CASES[fn.__name__] = fn
    return fn


def people(s: Any, core: Any, m: Any, *options: Any) -> Any:
    return s.scalars(core.select(m.Person).order_by(m.Person.id).options(*options)).unique().all()


@case
def defaults(core: Any, orm: Any, m: Any, s: Any) -> Any:
    return [(p.nick, p.profile and p.profile.id, [q.id for q in p.posts]) for p in people(s, core, m)]


@case
def joined_default_both_ways(core: Any, orm: Any, m: Any, s: Any) -> Any:
    return [(p.id, p.person.nick) for p in s.scalars(core.select(m.Profile))]


@case
def selectin_default_both_ways(core: Any, orm: Any, m: Any, s: Any) -> Any:
    posts = s.scalars(core.select(m.Post).order_by(m.Post.id)).all()
    return [(p.id, p.author.nick, [q.id for q in p.author.posts]) for p in posts]


@case
def self_referential_lazy(core: Any, orm: Any, m: Any, s: Any) -> Any:
    return [[f.id for f in p.friends] for p in people(s, core, m, orm.lazyload("*"))]


@case
def self_referential_joined(core: Any, orm: Any, m: Any, s: Any) -> Any:
    found = people(s, core, m, orm.lazyload("*"), orm.joinedload(m.Person.friends))
    return [[f.id for f in p.friends] for p in found]


@case
def self_referential_selectin_twice(core: Any, orm: Any, m: Any, s: Any) -> Any:
    twice = orm.selectinload(m.Person.friends).selectinload(m.Person.friends)
    return [[[g.id for g in f.friends] for f in p.friends] for p in people(s, core, m, orm.lazyload("*"), twice)]


@case
def self_referential_any(core: Any, orm: Any, m: Any, s: Any) -> Any:
    statement = core.select(m.Person.id).where(m.Person.friends.any(m.Person.nick == "n1"))
    return s.scalars(statement).all()


@case
def own_condition_lazy(core: Any, orm: Any, m: Any, s: Any) -> Any:
    return [[f.id for f in p.good] for p in people(s, core, m, orm.lazyload("*"))]


@case
def own_condition_joined(core: Any, orm: Any, m: Any, s: Any) -> Any:
    found = people(s, core, m, orm.lazyload("*"), orm.joinedload(m.Person.good))
    return [[f.id for f in p.good] for p in found]


@case
def own_condition_selectin(core: Any, orm: Any, m: Any, s: Any) -> Any:
    found = people(s, core, m, orm.lazyload("*"), orm.selectinload(m.Person.good))
    return [[f.id for f in p.good] for p in found]


@case
def composite_lazy(core: Any, orm: Any, m: Any, s: Any) -> Any:
    posts = s.scalars(core.select(m.Post).order_by(m.Post.id).options(orm.lazyload("*"))).all()
    return [[c.id for c in p.comments] for p in posts]


@case
def composite_many_to_one_lazy(core: Any, orm: Any, m: Any, s: Any) -> Any:
    return [(c.post.id, c.post.author.nick) for c in s.scalars(core.select(m.Comment).order_by(m.Comment.id))]


@case
def composite_selectin(core: Any, orm: Any, m: Any, s: Any) -> Any:
    options = orm.lazyload("*"), orm.selectinload(m.Post.comments)
    posts = s.scalars(core.select(m.Post).order_by(m.Post.id).options(*options)).all()
    return [[c.id for c in p.comments] for p in posts]


@case
def composite_many_to_one_selectin(core: Any, orm: Any, m: Any, s: Any) -> Any:
    options = orm.lazyload("*"), orm.selectinload(m.Comment.post)
    return [c.post.id for c in s.scalars(core.select(m.Comment).order_by(m.Comment.id).options(*options))]


@case
def composite_equality(core: Any, orm: Any, m: Any, s: Any) -> Any:
    post = s.get(m.Post, (1, 2))
    same = s.scalars(core.select(m.Comment).where(m.Comment.post == post)).all()
    other = s.scalars(core.select(m.Comment).where(m.Comment.post != post)).all()
    return sorted(c.id for c in same), sorted(c.id for c in other)


@case
def deferred_groups(core: Any, orm: Any, m: Any, s: Any) -> Any:
    person = s.get(m.Person, 1)
    return person.kind, person.kind2, person.bio


@case
def undeferred(core: Any, orm: Any, m: Any, s: Any) -> Any:
    found = []
    for option in (orm.undefer(m.Person.kind), orm.undefer_group("g"), orm.undefer("*")):
        s.expunge_all()
        found += [p.kind for p in people(s, core, m, option)]
    return found


@case
def all_deferred(core: Any, orm: Any, m: Any, s: Any) -> Any:
    statement = core.select(m.Person).where(m.Person.id == 1).options(orm.defer("*"))
    return s.scalars(statement).unique().one().nick


@case
def alias_and_lazy_options(core: Any, orm: Any, m: Any, s: Any) -> Any:
    alias = orm.aliased(m.Person)
    statement = core.select(alias).order_by(alias.id).options(orm.lazyload(alias.posts).selectinload(m.Post.comments))
    return [[len(q.comments) for q in p.posts] for p in s.scalars(statement).unique().all()]


@case
def selectin_of_type_alias(core: Any, orm: Any, m: Any, s: Any) -> Any:
    option = orm.selectinload(m.Person.posts.of_type(orm.aliased(m.Post)))
    return [[q.id for q in p.posts] for p in people(s, core, m, option)]


@case
def alias_of_limited_subquery(core: Any, orm: Any, m: Any, s: Any) -> Any:
    sub = core.select(m.Person).order_by(m.Person.id.desc()).limit(2).subquery()
    return sorted(p.nick for p in s.scalars(core.select(orm.aliased(m.Person, sub)).options(orm.lazyload("*"))))


@case
def groups_of_joined(core: Any, orm: Any, m: Any, s: Any) -> Any:
    counted = core.select(m.Person.id, core.func.count(m.Post.id)).outerjoin(m.Person.posts)
    return [tuple(r) for r in s.execute(counted.group_by(m.Person.id).order_by(m.Person.id))]


@case
def refresh_by_name(core: Any, orm: Any, m: Any, s: Any) -> Any:
    person = s.get(m.Person, 1)
    s.refresh(person, ["nick"])
    s.refresh(person, ["bio"])
    return person.nick, person.bio


def run(core: ModuleType, orm: ModuleType, listen: Any, fn: Case) -> tuple[Any, list[tuple[str, Any]]]:
    m = mapping(core, orm)
    engine = core.create_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    with orm.Session(engine) as s:
        people = [m.Person(id=i, nick=f"n{i}", bio="b", kind="k", kind2="kk") for i in (1, 2, 3)]
        people[0].friends = [people[1], people[2]]
        people[1].friends = [people[0]]
        people[0].profile = m.Profile(id=1)
        s.add_all(people)
        for i in (1, 2, 3):
            comments = [m.Comment(id=i * 10), m.Comment(id=i * 10 + 1)]
            s.add(m.Post(blog=1, id=i, score=i * 3, author=people[i % 3], comments=comments))
        s.commit()
    log: list[tuple[str, Any]] = []
    listen(engine, "before_cursor_execute", lambda c, cu, text, params, *rest: log.append((text, tuple(params))))
    with orm.Session(engine) as s:
        result = fn(core, orm, m, s)
    engine.dispose()
    return result, log


@pytest.mark.parametrize("name", CASES)
def test_runs_as_the_reference(name: str) -> None:
    ours = run(isogloss, orm, isogloss.event.listen, CASES[name])
    theirs = run(sa, sa_orm, sa.event.listen, CASES[name])
    assert ours == theirs

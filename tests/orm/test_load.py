"""Loading: strategies, options, the identity map, what is missing and what is stale."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from load_models import fill, models

import isogloss
from isogloss import LABEL_STYLE_TABLENAME_PLUS_COL, event, exc, func, orm, select, text
from isogloss.orm import (
    Session,
    aliased,
    contains_eager,
    defer,
    immediateload,
    joinedload,
    lazyload,
    load_only,
    noload,
    peersload,
    raiseload,
    selectinload,
    subqueryload,
    undefer,
)


class Log(list[str]):
    """Statements that an engine executed since the last look."""

    def take(self) -> list[str]:
        """Return the statements and forget them."""
        found = list(self)
        self.clear()
        return found


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
def log(engine: Any) -> Log:
    found = Log()

    @event.listens_for(engine, "before_cursor_execute")
    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(" ".join(statement.split()))

    return found


def test_one_object_per_row(session: Session, m: SimpleNamespace) -> None:
    first = session.scalars(select(m.User).where(m.User.id == 1)).one()
    again = session.scalars(select(m.User).order_by(m.User.id)).all()
    assert again[0] is first
    assert session.get(m.User, 1) is first
    assert [u.name for u in again] == ["ann", "bob"]


def test_get_does_not_ask_twice(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.get(m.User, 2)
    assert user is not None and user.name == "bob"
    assert len(log.take()) == 1
    assert session.get(m.User, 2) is user
    assert log.take() == []
    assert session.get(m.User, 99) is None


def test_rows_of_entities_and_columns(session: Session, m: SimpleNamespace) -> None:
    rows = session.execute(select(m.User, m.Address.email).join(m.User.addresses).order_by(m.Address.id)).all()
    assert [(r.User.name, r.email) for r in rows] == [("ann", "a@x"), ("ann", "b@x")]
    assert rows[0].User is rows[1][0]


def test_outer_join_gives_none(session: Session, m: SimpleNamespace) -> None:
    statement = select(m.User, m.Address).outerjoin(m.User.addresses).order_by(m.User.id, m.Address.id)
    rows = session.execute(statement).all()
    assert [(u.name, a and a.email) for u, a in rows] == [("ann", "a@x"), ("ann", "b@x"), ("bob", None)]


def test_bundle_is_a_row(session: Session, m: SimpleNamespace) -> None:
    row = session.execute(select(orm.Bundle("b", m.User.id, m.User.name), m.User).where(m.User.id == 1)).one()
    assert row.b == (1, "ann") and row.b.name == "ann" and row.User.id == 1


def test_lazy_relationships(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.get(m.User, 1)
    log.take()
    assert [a.email for a in user.addresses] == ["a@x", "b@x"]
    assert len(log.take()) == 1
    assert user.addresses[0].user is user  # the session has it
    assert log.take() == []
    item = session.get(m.Item, 2)
    assert item.parent.title == "i1" and [c.title for c in item.parent.children] == ["i2"]
    assert sorted(t.word for t in item.parent.tags) == ["blue", "red"]


@pytest.mark.parametrize(
    ("option", "statements"),
    [(joinedload, 1), (selectinload, 2), (subqueryload, 2), (immediateload, 3), (lazyload, 3), (peersload, 2)],
)
def test_every_strategy_loads_the_same(
    session: Session, m: SimpleNamespace, log: Log, option: Any, statements: int
) -> None:
    users = session.scalars(select(m.User).options(option(m.User.addresses)).order_by(m.User.id)).unique().all()
    assert [[a.email for a in u.addresses] for u in users] == [["a@x", "b@x"], []]
    assert len(log.take()) == statements


@pytest.mark.parametrize("option", [joinedload, selectinload])
def test_nested_strategies(session: Session, m: SimpleNamespace, log: Log, option: Any) -> None:
    users = session.scalars(select(m.User).options(option(m.User.items).selectinload(m.Item.tags))).unique().all()
    log.take()
    found = {i.title: sorted(t.word for t in i.tags) for u in users for i in u.items}
    assert found == {"i1": ["blue", "red"], "i2": [], "i3": ["red"]}
    assert log.take() == []


def test_many_to_one_selectin(session: Session, m: SimpleNamespace, log: Log) -> None:
    items = session.scalars(
        select(m.Item).options(selectinload(m.Item.owner), joinedload(m.Item.parent)).order_by(m.Item.id)
    ).all()
    log.take()
    assert [(i.owner.name, i.parent and i.parent.title) for i in items] == [("ann", None), ("ann", "i1"), ("bob", None)]
    assert log.take() == []


def test_joined_collection_must_be_unique(session: Session, m: SimpleNamespace) -> None:
    statement = select(m.User).options(joinedload(m.User.addresses))
    with pytest.raises(exc.InvalidRequestError, match="unique"):
        session.scalars(statement).all()
    assert len(session.scalars(statement).unique().all()) == 2
    assert len(session.execute(statement).unique().all()) == 2


def test_limit_counts_entities(session: Session, m: SimpleNamespace) -> None:
    statement = select(m.User).options(joinedload(m.User.addresses)).order_by(m.User.id).limit(1)
    user = session.scalars(statement).unique().one()
    assert len(user.addresses) == 2


def test_contains_eager(session: Session, m: SimpleNamespace, log: Log) -> None:
    statement = (
        select(m.User).join(m.User.addresses).where(m.Address.email == "b@x").options(contains_eager(m.User.addresses))
    )
    user = session.scalars(statement).unique().one()
    log.take()
    assert [a.email for a in user.addresses] == ["b@x"]
    assert log.take() == []


def test_criteria_in_options(session: Session, m: SimpleNamespace) -> None:
    for option in (selectinload, joinedload, lazyload):
        session.expunge_all()
        for email in ("a@x", "b@x"):
            user = (
                session.scalars(
                    select(m.User)
                    .where(m.User.id == 1)
                    .options(option(m.User.addresses.and_(m.Address.email == email)))
                    .execution_options(populate_existing=True)
                )
                .unique()
                .one()
            )
            if option is lazyload:
                session.expire(user, ["addresses"])
            assert [a.email for a in user.addresses] == [email]


def test_aliased_entities(session: Session, m: SimpleNamespace) -> None:
    parent = aliased(m.Item)
    rows = session.execute(select(m.Item, parent).join(m.Item.parent.of_type(parent))).all()
    assert [(a.title, b.title) for a, b in rows] == [("i2", "i1")]
    sub = select(m.User).where(m.User.name == "bob").subquery()
    assert session.scalars(select(aliased(m.User, sub))).one().name == "bob"


def test_load_only_and_defer(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.scalars(select(m.User).where(m.User.id == 1).options(load_only(m.User.name))).one()
    assert "fullname" not in user.__dict__ and user.id == 1
    log.take()
    assert user.fullname == "Ann A"
    assert log.take() == ["SELECT user_account.fullname FROM user_account WHERE user_account.id = ?"]
    session.expunge_all()
    user = session.scalars(select(m.User).where(m.User.id == 1).options(defer(m.User.fullname, raiseload=True))).one()
    with pytest.raises(exc.InvalidRequestError, match=r"User\.fullname.*raiseload"):
        _ = user.fullname
    full = session.scalars(select(m.User).where(m.User.id == 1).options(undefer(m.User.fullname))).one()
    assert full is user and "fullname" in user.__dict__


def test_a_later_query_fills_what_was_deferred(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.scalars(select(m.User).where(m.User.id == 1).options(defer(m.User.fullname))).one()
    session.scalars(select(m.User)).all()
    log.take()
    assert user.fullname == "Ann A"
    assert log.take() == []


def test_raise_and_noload(session: Session, m: SimpleNamespace) -> None:
    user = session.scalars(select(m.User).where(m.User.id == 1).options(raiseload(m.User.addresses))).one()
    with pytest.raises(exc.InvalidRequestError, match=r"'User.addresses' is not available due to lazy='raise'"):
        _ = user.addresses
    session.expunge_all()
    user = session.scalars(select(m.User).options(raiseload("*"), selectinload(m.User.items))).first()
    with pytest.raises(exc.InvalidRequestError):
        _ = user.addresses
    with pytest.raises(exc.InvalidRequestError):
        _ = user.items[0].tags  # the wildcard holds further down, too
    session.expunge_all()
    user = session.scalars(select(m.User).where(m.User.id == 1).options(noload(m.User.addresses))).one()
    assert user.addresses == []
    session.expunge_all()
    address = session.scalars(select(m.Address).options(raiseload(m.Address.user, sql_only=True))).first()
    with pytest.raises(exc.InvalidRequestError, match="raise_on_sql"):
        _ = address.user
    user = session.get(m.User, 1)
    assert address.user is user


def test_option_of_another_entity_is_refused(session: Session, m: SimpleNamespace) -> None:
    with pytest.raises(exc.ArgumentError, match="does not apply to any of the root entities"):
        session.execute(select(m.Address).options(joinedload(m.User.addresses)))
    with pytest.raises(exc.ArgumentError, match="Strings are not accepted"):
        joinedload("addresses")
    with pytest.raises(exc.ArgumentError, match="is a relationship"):
        defer(m.User.addresses)


def test_lazy_load_goes_on_with_the_options_of_the_query(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.scalars(select(m.User).options(lazyload(m.User.items).joinedload(m.Item.tags))).first()
    log.take()
    assert sorted(t.word for i in user.items for t in i.tags) == ["blue", "red"]
    assert len(log.take()) == 1


def test_expired_attributes_come_back(session: Session, m: SimpleNamespace, log: Log) -> None:
    user = session.get(m.User, 1)
    session.execute(text("UPDATE user_account SET name = 'eve', fullname = 'E' WHERE id = 1"))
    assert user.name == "ann"
    session.expire(user, ["name"])
    log.take()
    assert (user.name, user.fullname) == ("eve", "Ann A")
    assert log.take() == ["SELECT user_account.name FROM user_account WHERE user_account.id = ?"]
    session.refresh(user)
    assert user.fullname == "E"
    session.rollback()
    assert user.name == "ann"


def test_deleted_row_is_named(session: Session, m: SimpleNamespace) -> None:
    user = session.get(m.User, 2)
    session.execute(text("DELETE FROM user_account WHERE id = 2"))
    session.expire(user)
    with pytest.raises(orm.exc.ObjectDeletedError, match="User 2"):
        _ = user.name


def test_populate_existing(session: Session, m: SimpleNamespace) -> None:
    user = session.get(m.User, 1)
    session.execute(text("UPDATE user_account SET name = 'eve' WHERE id = 1"))
    session.scalars(select(m.User)).all()
    assert user.name == "ann"
    user.fullname = "changed"
    with session.no_autoflush:
        session.scalars(select(m.User).execution_options(populate_existing=True)).all()
    assert (user.name, user.fullname) == ("eve", "Ann A")
    assert user not in session.dirty


def test_changes_are_kept_by_a_query(session: Session, m: SimpleNamespace) -> None:
    user = session.get(m.User, 1)
    with session.no_autoflush:
        user.name = "mine"
        session.scalars(select(m.User)).all()
    assert user.name == "mine"


def test_autoflush_before_a_query(session: Session, m: SimpleNamespace) -> None:
    session.get(m.User, 1).name = "zoe"
    assert session.scalars(select(m.User).where(m.User.name == "zoe")).one().id == 1


def test_columns_of_several_classes_have_names_of_their_own(session: Session, m: SimpleNamespace) -> None:
    query = select(m.User.id, m.Address.id, m.User.name).join(m.User.addresses).order_by(m.Address.id)
    row = session.execute(query).first()
    assert row is not None
    assert row._asdict() == {"id": row[0], "id_1": row[1], "name": row[2]}
    assert (row.id, row._mapping[m.Address.id]) == (row[0], row[1])
    row = session.execute(query.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)).first()
    assert row is not None
    assert row._fields == ("user_account_id", "address_id", "user_account_name")
    row = session.execute(select(m.User, m.Address.id, m.Address.id).join(m.User.addresses)).first()
    assert row is not None
    assert row._fields == ("User", "id", "id_1")


def test_yield_per(session: Session, m: SimpleNamespace) -> None:
    result = session.scalars(select(m.Item).order_by(m.Item.id).execution_options(yield_per=2))
    assert [len(part) for part in result.partitions()] == [2, 1]
    assert [i.id for i in session.scalars(select(m.Item).execution_options(yield_per=1))] == [1, 2, 3]
    with pytest.raises(exc.InvalidRequestError, match="yield_per"):
        session.scalars(select(m.User).options(joinedload(m.User.items)).execution_options(yield_per=1))


def test_peers_load_once(engine: Any, m: SimpleNamespace, log: Log) -> None:
    with Session(engine, fetch="peers") as session:
        users = session.scalars(select(m.User).order_by(m.User.id)).all()
        log.take()
        assert [[i.title for i in u.items] for u in users] == [["i1", "i2"], ["i3"]]
        assert len(log.take()) == 1
        assert [sorted(t.word for t in i.tags) for u in users for i in u.items] == [["blue", "red"], [], ["red"]]
        assert len(log.take()) == 1
    with Session(engine, fetch="raise") as session, pytest.raises(exc.InvalidRequestError, match="lazy='raise'"):
        _ = session.scalars(select(m.User)).first().items


def test_peers_that_died_are_not_loaded(session: Session, m: SimpleNamespace, log: Log) -> None:
    users = session.scalars(select(m.User).options(peersload(m.User.items)).order_by(m.User.id)).all()
    keep = users[1]
    del users
    log.take()
    assert [i.title for i in keep.items] == ["i3"]
    assert log.take()[0].endswith("IN (?)")


def test_comparators(session: Session, m: SimpleNamespace) -> None:
    ann, item = session.get(m.User, 1), session.get(m.Item, 1)
    assert len(session.scalars(select(m.Address).where(m.Address.user == ann)).all()) == 2
    assert session.scalars(select(m.User).where(m.User.items.contains(item))).one() is ann
    assert session.scalars(select(m.User).where(~m.User.addresses.any())).one().name == "bob"
    assert {i.id for i in session.scalars(select(m.Item).where(m.Item.parent == None))} == {1, 3}  # noqa: E711
    assert session.scalars(select(m.Item).where(m.Item.tags.any(m.Tag.word == "blue"))).one() is item
    assert session.scalar(select(func.count()).where(orm.with_parent(ann, m.User.items))) == 2
    with pytest.raises(exc.InvalidRequestError, match="has"):
        m.User.items.has()
    with pytest.raises(exc.InvalidRequestError, match="any"):
        m.Address.user.any()
    with pytest.raises(exc.InvalidRequestError, match="contains"):
        _ = m.User.items == item


def test_statements_of_one_shape_share_a_plan_and_not_the_values(session: Session, m: SimpleNamespace) -> None:
    for name, count in (("ann", 2), ("bob", 0)):
        alias = aliased(m.User)
        statement = select(alias).where(alias.name == name).options(joinedload(alias.addresses))
        user = session.scalars(statement).unique().one()
        assert (user.name, len(user.addresses)) == (name, count)


def test_load_event(session: Session, m: SimpleNamespace) -> None:
    seen: list[str] = []

    def note(target: Any, context: Any) -> None:
        seen.append(target.word)

    event.listen(m.Tag, "load", note)
    try:
        tags = session.scalars(select(m.Tag).order_by(m.Tag.id)).all()
        assert session.scalars(select(m.Tag)).all() == tags
    finally:
        event.remove(m.Tag, "load", note)
    assert seen == ["red", "blue"]

"""The session: states, transactions, identity, errors."""

from __future__ import annotations

import gc
import pickle
from typing import Any

import pytest


def states(lib: Any, obj: Any) -> str:
    state = lib.inspect(obj)
    return next(n for n in ("transient", "pending", "persistent", "deleted", "detached") if getattr(state, n))


def test_an_object_goes_through_its_states(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    assert states(lib, user) == "transient"
    session.add(user)
    assert states(lib, user) == "pending" and user in session and list(session.new) == [user]
    session.flush()
    assert states(lib, user) == "persistent" and not session.new
    session.delete(user)
    assert list(session.deleted) == [user] and user in session
    session.flush()
    assert states(lib, user) == "deleted" and user not in session
    session.commit()
    assert states(lib, user) == "detached"


def test_a_rollback_restores_states_and_values(lib: Any, app: Any, session: Any) -> None:
    kept = app.User(name="kept")
    session.add(kept)
    session.commit()
    new = app.User(name="new")
    session.add(new)
    session.flush()
    key = new.id
    kept.name = "changed"
    session.delete(kept)
    session.flush()
    session.rollback()
    assert states(lib, new) == "transient" and new.id == key and new.name == "new"
    assert states(lib, kept) == "persistent" and kept.name == "kept"
    assert kept in session and new not in session


def test_values_that_were_expired_before_a_rollback_are_not_inserted_as_null(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.flush()
    session.expire(user)
    session.rollback()
    session.add(user)
    with pytest.raises(lib.exc.InvalidRequestError):
        session.flush()


def test_what_moves_between_parents_stays_in_the_session(lib: Any, app: Any, session: Any) -> None:
    one, two = app.User(name="one"), app.User(name="two")
    session.add_all([one, two])
    session.flush()
    address = app.Address(email="a")
    one.addresses.append(address)
    address.user = two
    # SQLAlchemy takes the address for an orphan on the way, and forgets it with a warning at the flush
    assert (address in session) is (lib.name == "isogloss")


def test_a_deletion_that_was_not_flushed_is_undone(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    session.delete(user)
    session.rollback()
    assert not session.deleted and user.name == "ed"


def test_a_savepoint_undoes_only_what_is_inside(lib: Any, app: Any, session: Any) -> None:
    outer = app.User(name="outer")
    session.add(outer)
    session.flush()
    try:
        with session.begin_nested():
            inner = app.User(name="inner")
            session.add(inner)
            outer.name = "changed"
            session.flush()
            raise ValueError("undo")
    except ValueError:
        pass
    assert states(lib, inner) == "transient" and states(lib, outer) == "persistent"
    assert outer.name == "outer"
    with session.begin_nested():
        session.add(app.User(name="kept"))
    session.commit()
    assert session.scalars(lib.select(app.User.name).order_by(app.User.id)).all() == ["outer", "kept"]


def test_commit_of_a_savepoint_then_rollback_of_all(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    with session.begin_nested():
        session.add(user)
    assert states(lib, user) == "persistent"
    session.rollback()
    assert states(lib, user) == "transient"


def test_an_error_in_a_savepoint_leaves_the_session_usable(lib: Any, app: Any, session: Any) -> None:
    session.add(app.User(id=1, name="ed"))
    session.flush()
    with pytest.raises(lib.exc.IntegrityError), session.begin_nested():
        session.execute(lib.insert(app.User.__table__), {"id": 1, "name": "twice"})
    assert session.get(app.User, 1).name == "ed"


def test_a_failed_flush_waits_for_a_rollback(lib: Any, app: Any, session: Any) -> None:
    session.add(app.User(name=None))
    with pytest.raises(lib.exc.IntegrityError):
        session.flush()
    assert not session.is_active
    with pytest.raises(lib.exc.PendingRollbackError, match="rollback"):
        session.execute(lib.select(app.User))
    session.rollback()
    session.add(app.User(name="ok"))
    session.commit()
    assert session.scalar(lib.select(app.User.name)) == "ok"


def test_expire_on_commit(lib: Any, app: Any) -> None:
    for expire in (True, False):
        with lib.Session(app.engine, expire_on_commit=expire) as session:
            user = app.User(name="ed")
            session.add(user)
            session.commit()
            assert ("name" in user.__dict__) is not expire


def test_one_object_per_row(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    assert session.get(app.User, user.id) is user
    assert session.scalars(lib.select(app.User)).one() is user
    assert session.get(app.User, {"id": user.id}) is user
    assert session.get(app.User, 99) is None
    with pytest.raises(lib.exc.NoResultFound):
        session.get_one(app.User, 99)


def test_the_identity_map_is_weak_and_keeps_what_is_dirty(lib: Any, app: Any, session: Any) -> None:
    session.add_all([app.User(name="a"), app.User(name="b")])
    session.commit()
    session.get(app.User, 2)
    first = session.get(app.User, 1)
    first.name = "changed"
    del first
    gc.collect()
    assert [key[1] for key in session.identity_map] == [(1,)]
    session.commit()
    assert session.get(app.User, 1).name == "changed"


def test_wrong_keys_are_refused(lib: Any, app: Any, session: Any) -> None:
    with pytest.raises(lib.exc.InvalidRequestError, match="Incorrect number of values in identifier"):
        session.get(app.User, (1, 2))
    with pytest.raises(lib.exc.InvalidRequestError, match="Incorrect names of values in identifier"):
        session.get(app.User, {"nope": 1})


def test_wrong_objects_are_refused(lib: Any, app: Any, session: Any) -> None:
    with pytest.raises(lib.orm_exc.UnmappedInstanceError, match="is not mapped"):
        session.add(3)
    with pytest.raises(lib.orm_exc.UnmappedInstanceError, match="was a class"):
        session.add(app.User)
    with pytest.raises(lib.exc.InvalidRequestError, match="not persisted"):
        session.delete(app.User(name="x"))
    with pytest.raises(lib.exc.InvalidRequestError, match="not present in this Session"):
        session.expunge(app.User(name="x"))
    with pytest.raises(lib.exc.InvalidRequestError, match="not persistent within this Session"):
        session.refresh(app.User(name="x"))
    with pytest.raises(TypeError, match="'nam' is an invalid keyword argument for User"):
        app.User(nam="x")


def test_an_object_is_in_one_session(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    with lib.Session(app.engine) as other, pytest.raises(lib.exc.InvalidRequestError, match="already attached"):
        other.add(user)


def test_a_second_object_of_one_key_is_refused(lib: Any, app: Any, session: Any) -> None:
    kept = app.User(id=1, name="first")
    session.add(kept)
    session.commit()
    session.add(app.User(id=1, name="second"))
    with (
        pytest.warns(lib.exc.SAWarning, match="conflicts with persistent instance"),
        pytest.raises(lib.exc.IntegrityError),
    ):
        session.flush()
    session.rollback()
    assert kept.name == "first"
    session.expunge(kept)
    again = session.get(app.User, 1)
    with pytest.raises(lib.exc.InvalidRequestError, match="Can't attach instance"):
        session.add(kept)
    assert again is not kept


def test_a_closed_sessions_object_says_what_to_do(lib: Any, app: Any) -> None:
    with lib.Session(app.engine) as session:
        user = app.User(name="ed", addresses=[app.Address(email="x")])
        session.add(user)
        session.commit()
    with pytest.raises(lib.orm_exc.DetachedInstanceError, match="is not bound to a Session") as caught:
        user.name  # noqa: B018 - reading is what is tested
    if lib.name == "isogloss":
        for word in ("User.name", "User 1", "session.add()"):
            assert word in str(caught.value)


def test_refresh_and_expire(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    assert user.name == "ed"
    session.execute(lib.text("update users set name = 'other'"))
    assert user.name == "ed"
    session.refresh(user)
    assert user.name == "other"
    user.name = "forgotten"
    session.expire(user, ["name"])
    assert user.name == "other" and user not in session.dirty
    user.nick = "x"
    session.expire_all()
    assert user.nick is None
    session.execute(lib.text("delete from users"))
    with pytest.raises(lib.exc.InvalidRequestError, match="Could not refresh instance"):
        session.refresh(user)


def test_expunge_and_add_again(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed", addresses=[app.Address(email="a")])
    session.add(user)
    session.commit()
    user.addresses[0].email  # noqa: B018 - loads it
    session.expunge(user)
    assert user not in session and user.addresses[0] not in session
    user.name = "changed"
    session.add(user)
    assert user in session.dirty and user.addresses[0] in session
    session.commit()
    assert session.scalar(lib.text("select name from users")) == "changed"


def test_merge(lib: Any, app: Any, session: Any) -> None:
    session.add(app.User(id=1, name="ed", nick="e", addresses=[app.Address(id=1, email="a")]))
    session.commit()
    given = app.User(id=1, name="new", addresses=[app.Address(id=1, email="b"), app.Address(email="c")])
    merged = session.merge(given)
    assert merged is session.get(app.User, 1) and merged is not given and given not in session
    assert merged.name == "new" and merged.nick == "e"
    session.commit()
    assert sorted(a.email for a in merged.addresses) == ["b", "c"]
    fresh = session.merge(app.User(name="z"))
    assert fresh in session.new


def test_is_modified(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    user.name  # noqa: B018 - loads it
    user.name = "ed"
    assert user in session.dirty and not session.is_modified(user)
    user.name = "x"
    assert session.is_modified(user)
    assert lib.inspect(user).attrs.name.history == (["x"], (), ["ed"])


def test_autoflush_and_no_autoflush(lib: Any, app: Any, session: Any) -> None:
    session.add(app.User(name="ed"))
    with session.no_autoflush:
        assert session.scalars(lib.select(app.User)).all() == []
    assert len(session.scalars(lib.select(app.User)).all()) == 1


def test_begin_commits_and_rolls_back(lib: Any, app: Any) -> None:
    maker = lib.sessionmaker(app.engine)
    with maker.begin() as session:
        session.add(app.User(name="ed"))
    with pytest.raises(ValueError, match="no"), maker.begin() as session:
        session.add(app.User(name="lost"))
        session.flush()
        raise ValueError("no")
    with maker() as session, session.begin():
        assert session.scalars(lib.select(app.User.name)).all() == ["ed"]
        with pytest.raises(lib.exc.InvalidRequestError, match="already begun"):
            session.begin()


def test_a_session_joins_a_connections_transaction(lib: Any, app: Any) -> None:
    with app.engine.connect() as connection:
        outer = connection.begin()
        with lib.Session(connection) as session:
            session.add(app.User(name="ed"))
            session.commit()
        assert connection.scalar(lib.text("select count(*) from users")) == 1
        outer.rollback()
    with lib.Session(app.engine) as session:
        assert session.scalars(lib.select(app.User)).all() == []


def test_scoped_session(lib: Any, app: Any) -> None:
    scoped = lib.scoped_session(lib.sessionmaker(app.engine))
    scoped.add(app.User(name="ed"))
    assert scoped() is scoped()
    scoped.commit()
    first = scoped()
    scoped.remove()
    assert scoped() is not first
    scoped.remove()


def test_make_transient(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    session.add(user)
    session.commit()
    user.name  # noqa: B018 - loads it
    lib.make_transient(user)
    assert states(lib, user) == "transient"
    user.id = None
    session.add(user)
    session.commit()
    assert len(session.scalars(lib.select(app.User)).all()) == 2
    known = app.User(id=1)
    session.expunge_all()
    lib.make_transient_to_detached(known)
    session.add(known)
    assert known.name == "ed"


def test_session_events(lib: Any, app: Any) -> None:
    maker = lib.sessionmaker(app.engine)
    seen: list[str] = []
    for name in ("before_flush", "after_flush", "before_commit", "after_commit", "after_begin", "after_rollback"):
        lib.event.listen(maker, name, lambda *args, name=name: seen.append(name))
    with maker() as session:
        session.add(app.User(name="ed"))
        session.commit()
        session.execute(lib.select(app.User))
        session.rollback()
    assert seen == [
        "before_commit", "before_flush", "after_begin", "after_flush", "after_commit", "after_begin", "after_rollback",
    ]  # fmt: skip


def test_mapper_and_attribute_events(lib: Any, app: Any, session: Any) -> None:
    seen: list[Any] = []
    for name in ("before_insert", "after_insert", "before_update", "after_delete"):
        lib.event.listen(app.User, name, lambda mapper, connection, user, name=name: seen.append((name, user.name)))

    def upper(user: Any, value: Any, old: Any, initiator: Any) -> Any:
        return value.upper()

    lib.event.listen(app.User.name, "set", upper, retval=True)
    user = app.User(name="ed")
    session.add(user)
    session.flush()
    user.name = "al"
    session.flush()
    session.delete(user)
    session.flush()
    assert seen == [("before_insert", "ED"), ("after_insert", "ED"), ("before_update", "AL"), ("after_delete", "AL")]


def test_run_commits_and_returns(app: Any, lib: Any) -> None:
    if lib.name != "isogloss":
        pytest.skip("run() is ours")
    maker = lib.sessionmaker(app.engine)

    def work(session: Any) -> str:
        session.add(app.User(name="ed"))
        return "done"

    assert maker.run(work) == "done"
    with maker() as session:
        assert session.scalar(lib.select(app.User.name)) == "ed"


class Plain:
    """At module level, so that it can be pickled."""


def test_pickle_keeps_values_and_identity(lib: Any) -> None:
    reg = lib.registry()
    mapped = type("Plain", (), {"__module__": __name__, "__qualname__": "Plain"})
    globals()["Plain"] = mapped
    table = lib.Table("t", reg.metadata, lib.Column("id", lib.Integer, primary_key=True), lib.Column("x", lib.Integer))
    reg.map_imperatively(mapped, table)
    engine = lib.create_engine("sqlite://")
    reg.metadata.create_all(engine, checkfirst=False)
    with lib.Session(engine, expire_on_commit=False) as session:
        obj = mapped()
        obj.x = 5
        session.add(obj)
        session.commit()
    again = pickle.loads(pickle.dumps(obj))
    assert again.x == 5 and states(lib, again) == "detached"
    with lib.Session(engine) as session:
        session.add(again)
        again.x = 6
        session.commit()
        assert session.scalar(lib.text("select x from t")) == 6


def test_what_was_set_on_an_expired_object_survives_its_reload(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed", nick="a")
    session.add(user)
    session.commit()
    with session.no_autoflush:
        user.nick = "b"
        assert user.name == "ed" and user.nick == "b" and user in session.dirty
    session.commit()
    assert session.scalar(lib.text("select nick from users")) == "b"


JOINED = {  # mode, in a savepoint: what is left in the outer transaction after close(): (savepoint, rows)
    ("conditional_savepoint", False): (False, 1),
    ("conditional_savepoint", True): (True, 0),
    ("rollback_only", False): (False, 1),
    ("rollback_only", True): (True, 1),
    ("create_savepoint", False): (False, 0),
    ("create_savepoint", True): (True, 0),
    ("control_fully", False): (None, 0),
    ("control_fully", True): (False, 0),
}


@pytest.mark.parametrize(("mode", "nested"), JOINED)
def test_close_of_a_joined_session_does_to_the_transaction_what_its_mode_says(
    lib: Any, app: Any, session: Any, mode: str, nested: bool
) -> None:
    savepoint, rows = JOINED[mode, nested]
    with session.get_bind().connect() as connection:
        connection.begin()
        if nested:
            connection.begin_nested()
        joined = lib.Session(connection, join_transaction_mode=mode)
        joined.add(app.User(name="ed"))
        joined.flush()
        joined.close()
        assert connection.in_transaction() is (savepoint is not None)
        assert connection.in_nested_transaction() is bool(savepoint)
        assert connection.scalar(lib.select(lib.func.count()).select_from(app.User.__table__)) == rows


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_block_whose_transaction_is_over_takes_no_more_work(
    lib: Any, app: Any, session: Any, nested: bool, end: str
) -> None:
    lost = app.User(name="lost")
    uses = (
        lambda: session.execute(lib.text("SELECT 1")),
        lambda: session.connection(),
        lambda: session.begin_nested(),
        lambda: (session.add(lost), session.flush()),
    )
    with session.begin_nested() if nested else session.begin() as transaction:
        getattr(transaction, end)()
        for use in uses:
            with pytest.raises(lib.exc.InvalidRequestError, match="closed transaction inside context manager"):
                use()
        if lost in session:
            session.expunge(lost)
    assert session.scalar(lib.text("SELECT 2")) == 2


def test_text_sees_what_is_pending(lib: Any, app: Any, session: Any) -> None:
    count = lib.text(f"SELECT count(*) FROM {app.User.__table__.name}")
    session.add(app.User(name="ed"))
    with session.no_autoflush:
        assert session.scalar(count) == 0
    assert session.scalar(count) == 1


def test_after_a_soft_rollback_the_session_can_be_used(lib: Any, app: Any, session: Any) -> None:
    seen: list[Any] = []

    def rolled_back(session: Any) -> None:
        seen.append(session.is_active)

    def softly(session: Any, previous: Any) -> None:
        seen.append(previous.nested)
        if session.is_active:
            session.add(app.User(name="log"))
            session.flush()

    lib.event.listen(session, "after_rollback", rolled_back)
    lib.event.listen(session, "after_soft_rollback", softly, once=True)
    session.add(app.User(name="ed"))
    session.flush()
    session.rollback()
    assert seen == [False, False]
    session.commit()
    assert session.scalars(lib.select(app.User.name)).all() == ["log"]


def test_what_is_put_into_a_session_begins_its_transaction(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="ed")
    assert not session.in_transaction()
    session.add(user)
    assert session.in_transaction()
    session.commit()
    session.delete(user)
    assert session.in_transaction()
    session.rollback()

    strict = lib.Session(session.get_bind(), autobegin=False)
    text = "Autobegin is disabled on this Session; please call session.begin()"
    for put in (lambda: strict.add(app.User(name="x")), lambda: strict.add_all([app.User(name="x")])):
        with pytest.raises(lib.exc.InvalidRequestError, match=text):
            put()
    with strict.begin():
        strict.add_all([app.User(name="x"), app.User(name="y")])
    assert not strict.new and not strict.in_transaction()


@pytest.mark.parametrize("way", ["insert", "update"])
def test_a_bulk_call_that_fails_is_rolled_back_as_a_whole(lib: Any, app: Any, session: Any, way: str) -> None:
    session.add_all([app.User(id=1, name="a"), app.User(id=2, name="b")])
    session.commit()
    with pytest.raises(lib.exc.SQLAlchemyError):
        if way == "insert":
            session.bulk_insert_mappings(app.User, [{"id": 3, "name": "x"}, {"id": 1, "name": "there"}])
        else:
            session.bulk_update_mappings(app.User, [{"id": 1, "name": "x"}, {"id": 77, "name": "not there"}])
    assert not session.is_active
    with pytest.raises(lib.exc.PendingRollbackError):
        session.commit()
    session.rollback()
    assert session.execute(lib.select(app.User.id, app.User.name).order_by(app.User.id)).all() == [(1, "a"), (2, "b")]


def test_objects_saved_in_bulk_stay_outside_of_the_session(lib: Any, app: Any, session: Any) -> None:
    new = [app.User(name="a"), app.User(name="b")]
    session.bulk_save_objects(new)
    assert [states(lib, user) for user in new] == ["transient"] * 2 and not session.new
    session.commit()
    assert [(user.id, user.name) for user in new] == [(None, "a"), (None, "b")]

    keyed = [app.User(name="c"), app.User(name="d")]
    session.bulk_save_objects(keyed, return_defaults=True)
    session.commit()
    found = dict(session.execute(lib.select(app.User.name, app.User.id)).all())
    assert [user.id for user in keyed] == [found["c"], found["d"]]
    assert [states(lib, user) for user in keyed] == ["detached"] * 2

    there = session.get(app.User, found["a"])
    there.name = "changed"
    session.bulk_save_objects([there, session.get(app.User, found["b"]), app.User(name="e")])
    session.expunge(there)
    session.commit()
    names = lib.select(app.User.name).order_by(app.User.name)
    assert session.scalars(names).all() == ["b", "c", "changed", "d", "e"]
    there.name = "again"
    session.bulk_save_objects([there, keyed[0]], preserve_order=False)
    assert session.scalars(names).all() == ["again", "b", "c", "d", "e"]

"""Relationships: both sides in step, cascades, collections, joins that are worked out."""

from __future__ import annotations

from typing import Any

import pytest


def names(items: Any) -> list[str]:
    return sorted(getattr(i, "name", None) or getattr(i, "title", None) or i.email for i in items)


def test_both_sides_follow_each_other(lib: Any, app: Any) -> None:
    one, two = app.User(name="one"), app.User(name="two")
    post = app.Post(title="p")
    one.posts.append(post)
    assert post.author is one
    post.author = two
    assert one.posts == [] and two.posts == [post]
    two.posts.remove(post)
    assert post.author is None
    one.posts = [post]
    assert post.author is one
    del post.author
    assert one.posts == []


def test_one_to_one_follows(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u", profile=app.Profile(bio="a"))
    assert user.profile.user is user
    first = user.profile
    session.add(user)
    session.commit()
    user.profile = app.Profile(bio="b")
    assert first.user is None
    session.commit()
    assert first.user_id is None and user.profile.bio == "b"


def test_many_to_many_follows(lib: Any, app: Any, session: Any) -> None:
    user, tag, other = app.User(name="u"), app.Tag(name="a"), app.Tag(name="b")
    user.tags = [tag, other]
    assert tag.users == [user]
    session.add(user)
    session.commit()
    count = lib.select(lib.func.count()).select_from(app.user_tag)
    assert session.scalar(count) == 2
    tag.users.remove(user)
    assert user.tags == [other]
    session.commit()
    assert session.scalar(count) == 1
    session.delete(user)
    session.commit()
    assert session.scalar(count) == 0 and session.get(app.Tag, other.id) is other


def test_what_happened_before_a_collection_was_loaded(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u", posts=[app.Post(title="a"), app.Post(title="b")])
    session.add(user)
    session.commit()
    post = session.scalars(lib.select(app.Post).where(app.Post.title == "a")).one()
    assert post.author is user
    with session.no_autoflush:
        app.Post(title="new", author=user)
        post.author = None
        assert "posts" not in user.__dict__
        assert names(user.posts) == ["b", "new"]
    session.commit()
    assert names(user.posts) == ["b"]  # the new post was never added: backrefs do not cascade


def test_a_backref_does_not_cascade_but_the_forward_side_does(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u")
    session.add(user)
    post = app.Post(title="x", author=user)
    assert post not in session
    user.posts.append(app.Post(title="y"))
    assert len(session.new) == 2
    other = app.Post(title="z")
    session.add(other)
    other.author = app.User(name="v")
    assert other.author in session


def test_members_that_are_not_in_the_session_are_warned_about(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u")
    session.add(user)
    session.flush()
    app.Post(title="x", author=user)
    with pytest.warns(lib.exc.SAWarning, match="not in session, add operation along"):
        session.commit()
    assert session.scalars(lib.select(app.Post)).all() == []


def test_orphans_are_deleted(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u", addresses=[app.Address(email="a"), app.Address(email="b")])
    session.add(user)
    session.commit()
    gone = user.addresses[0]
    user.addresses.remove(gone)
    session.commit()
    assert lib.inspect(gone).detached and len(user.addresses) == 1
    user.addresses = [app.Address(email="c")]
    session.commit()
    assert session.scalars(lib.select(app.Address.email)).all() == ["c"]


def test_a_pending_orphan_leaves_the_session(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u")
    session.add(user)
    address = app.Address(email="a")
    user.addresses.append(address)
    assert address in session
    user.addresses.remove(address)
    assert address not in session
    user.addresses.append(address)
    assert address in session


def test_an_orphan_that_found_a_new_parent_lives(lib: Any, app: Any, session: Any) -> None:
    one = app.User(name="one", addresses=[app.Address(email="a")])
    two = app.User(name="two")
    session.add_all([one, two])
    session.commit()
    address = one.addresses[0]
    two.addresses.append(address)
    assert one.addresses == []
    session.commit()
    assert two.addresses == [address] and address.user_id == two.id


def test_delete_cascades_or_lets_go(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u", addresses=[app.Address(email="a")], posts=[app.Post(title="p")])
    session.add(user)
    session.commit()
    post = user.posts[0]
    session.expire_all()
    session.delete(user)
    session.commit()
    assert session.scalars(lib.select(app.Address)).all() == []
    assert post.author_id is None and session.scalars(lib.select(app.Post)).all() == [post]


def test_replacing_a_reference_by_id_is_seen_after_a_refresh(lib: Any, app: Any, session: Any) -> None:
    session.add_all([app.User(id=1, name="a"), app.User(id=2, name="b"), app.Post(id=1, title="p", author_id=1)])
    session.commit()
    post = session.get(app.Post, 1)
    assert post.author.name == "a"
    post.author_id = 2
    session.flush()
    session.refresh(post)
    assert post.author.name == "b"


def test_a_tree(lib: Any, app: Any, session: Any) -> None:
    root = app.Node(name="root", children=[app.Node(name="a", children=[app.Node(name="b")]), app.Node(name="c")])
    session.add(root)
    session.commit()
    node = session.scalars(lib.select(app.Node).where(app.Node.name == "b")).one()
    assert node.parent.parent is root and names(root.children) == ["a", "c"]
    node.parent = root
    session.commit()
    assert names(root.children) == ["a", "b", "c"]
    for one in session.scalars(lib.select(app.Node)).all():
        session.delete(one)
    session.commit()
    assert session.scalars(lib.select(app.Node)).all() == []


def test_list_mutators_tell_the_other_side(lib: Any, app: Any) -> None:
    user = app.User(name="u")
    a, b, c, d = (app.Post(title=t) for t in "abcd")
    user.posts.extend([a, b])
    user.posts.insert(0, c)
    assert user.posts == [c, a, b] and c.author is user
    user.posts[0] = d
    assert c.author is None and d.author is user
    assert user.posts.pop() is b and b.author is None
    user.posts[:] = [b, c]
    assert a.author is None and d.author is None and c.author is user
    del user.posts[0]
    assert b.author is None
    user.posts += [a]
    user.posts.clear()
    assert a.author is None and user.posts == []
    with pytest.raises(TypeError, match="Incompatible collection type"):
        user.posts = 5


@pytest.mark.parametrize("kind", ["set", "dict"])
def test_sets_and_dicts(lib: Any, kind: str) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Parent(Base):
        __tablename__ = "parent"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        items = lib.relationship(
            "Item",
            back_populates="parent",
            collection_class=set if kind == "set" else lib.attribute_keyed_dict("name"),
            cascade="all, delete-orphan",
        )

    class Item(Base):
        __tablename__ = "item"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String)
        parent_id = lib.mapped_column(lib.ForeignKey("parent.id"))
        parent = lib.relationship("Parent", back_populates="items")

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine, checkfirst=False)
    with lib.Session(engine) as session:
        parent = Parent()
        a, b = Item(name="a"), Item(name="b")
        if kind == "set":
            parent.items |= {a, b}
        else:
            parent.items["a"] = a
            parent.items.set(b)
        assert a.parent is parent and b.parent is parent
        session.add(parent)
        session.commit()
        assert names(parent.items if kind == "set" else parent.items.values()) == ["a", "b"]
        if kind == "set":
            parent.items.discard(a)
        else:
            assert parent.items["a"] is a
            del parent.items["a"]
        assert a.parent is None
        with session.no_autoflush:
            session.add(Item(name="c", parent=parent))
            assert len(parent.items) == 2
        session.commit()
        assert session.scalar(lib.select(lib.func.count()).select_from(Item)) == 2


def test_a_backref_makes_the_other_side(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    class Child(Base):
        __tablename__ = "child"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        parent_id = lib.mapped_column(lib.ForeignKey("parent.id"))

    class Parent(Base):
        __tablename__ = "parent"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        children = lib.relationship(Child, backref=lib.backref("parent", lazy="joined"), order_by=lambda: Child.id)

    parent = Parent()
    child = Child(parent=parent)
    assert parent.children == [child]
    assert Child.parent.property.direction.name == "MANYTOONE"


def test_explicit_joins_and_self_referential_many_to_many(lib: Any) -> None:
    class Base(lib.DeclarativeBase):
        pass

    follow = lib.Table(
        "follow",
        Base.metadata,
        lib.Column("who", lib.ForeignKey("person.id"), primary_key=True),
        lib.Column("whom", lib.ForeignKey("person.id"), primary_key=True),
    )

    class Person(Base):
        __tablename__ = "person"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        name = lib.mapped_column(lib.String)
        follows = lib.relationship(
            "Person", secondary=follow, primaryjoin="Person.id == follow.c.who",
            secondaryjoin=lambda: Person.id == follow.c.whom, back_populates="followers",
        )  # fmt: skip
        followers = lib.relationship(
            "Person", secondary="follow", primaryjoin=lambda: Person.id == follow.c.whom,
            secondaryjoin="Person.id == follow.c.who", back_populates="follows",
        )  # fmt: skip

    class Flight(Base):
        __tablename__ = "flight"
        id = lib.mapped_column(lib.Integer, primary_key=True)
        pilot_id = lib.mapped_column(lib.ForeignKey("person.id"))
        guest_id = lib.mapped_column(lib.ForeignKey("person.id"))
        pilot = lib.relationship("Person", foreign_keys=[pilot_id])
        guest = lib.relationship("Person", foreign_keys="Flight.guest_id")

    engine = lib.create_engine("sqlite://")
    Base.metadata.create_all(engine, checkfirst=False)
    with lib.Session(engine) as session:
        a, b, c = (Person(name=n) for n in "abc")
        a.follows = [b, c]
        b.follows.append(a)
        session.add(a)
        session.add(Flight(pilot=a, guest=b))
        session.commit()
        assert names(a.follows) == ["b", "c"] and names(a.followers) == ["b"]
        flight = session.scalars(lib.select(Flight)).one()
        assert (flight.pilot_id, flight.guest_id) == (a.id, b.id)


def test_joins_that_cannot_be_found_are_refused(lib: Any) -> None:
    def made(declare: Any) -> Any:
        class Base(lib.DeclarativeBase):
            pass

        return declare(Base), Base.registry  # the classes must stay alive

    def table(base: Any, name: str, **attributes: Any) -> Any:
        return type(
            name, (base,),
            {"__tablename__": name.lower(), "id": lib.mapped_column(lib.Integer, primary_key=True), **attributes},
        )  # fmt: skip

    def none(base: Any) -> Any:
        return table(base, "A", bs=lib.relationship("B")), table(base, "B")

    def several(base: Any) -> Any:
        keys = {name: lib.mapped_column(lib.ForeignKey("a.id")) for name in "xy"}
        return table(base, "A", bs=lib.relationship("B")), table(base, "B", **keys)

    def same_direction(base: Any) -> Any:
        return table(
            base, "A", parent_id=lib.mapped_column(lib.ForeignKey("a.id")),
            parent=lib.relationship("A", back_populates="children"),
            children=lib.relationship("A", back_populates="parent"),
        )  # fmt: skip

    def orphan(base: Any) -> Any:
        refers = lib.mapped_column(lib.ForeignKey("a.id"))
        to = lib.relationship("A", cascade="all, delete-orphan")
        return table(base, "A"), table(base, "B", a_id=refers, a=to)

    for declare, error, words in (
        (none, lib.exc.NoForeignKeysError, "no foreign keys linking these tables"),
        (several, lib.exc.AmbiguousForeignKeysError, "multiple foreign key paths"),
        (same_direction, lib.exc.ArgumentError, "both of the same direction"),
        (orphan, lib.exc.ArgumentError, "single_parent=True"),
    ):
        with pytest.raises(error, match=words):
            made(declare)[1].configure()
    with pytest.raises(lib.exc.ArgumentError, match="Invalid cascade option"):
        lib.relationship("A", cascade="everything")


def test_merge_cascades_and_history_of_a_collection(lib: Any, app: Any, session: Any) -> None:
    user = app.User(name="u", posts=[app.Post(title="a"), app.Post(title="b")])
    session.add(user)
    session.commit()
    a, b = user.posts
    c = app.Post(title="c")
    user.posts.append(c)
    user.posts.remove(a)
    history = lib.inspect(user).attrs.posts.history
    assert (list(history.added), list(history.unchanged), list(history.deleted)) == ([c], [b], [a])


def test_what_a_relationship_holds_is_checked(lib: Any, app: Any) -> None:
    if lib.name != "isogloss":
        pytest.skip("SQLAlchemy finds out at the flush")
    user = app.User(name="u")
    with pytest.raises(lib.exc.InvalidRequestError, match="takes objects of type Post, not Tag"):
        user.posts.append(app.Tag(name="t"))
    with pytest.raises(lib.orm_exc.UnmappedInstanceError, match=r"User\.posts takes Post objects"):
        user.posts.append("text")
    assert user.posts == []


def test_a_new_child_of_a_deleted_parent_is_not_inserted(lib: Any, app: Any, session: Any) -> None:
    if lib.name == "sqlalchemy":
        pytest.skip("inserts a row there that refers to nothing")
    user = app.User(name="u")
    session.add(user)
    session.commit()
    user.addresses.append(app.Address(email="a"))
    with session.no_autoflush:
        session.delete(user)
    session.commit()
    assert session.scalars(lib.select(app.Address)).all() == []


def test_many_deletes_load_what_they_need_at_once(lib: Any, app: Any, session: Any) -> None:
    if lib.name == "sqlalchemy":
        pytest.skip("a statement for each object there")
    session.add_all([app.User(name=str(i), addresses=[app.Address(email="a")]) for i in range(20)])
    session.commit()
    users = session.scalars(lib.select(app.User)).all()
    seen: list[str] = []
    lib.event.listen(app.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    session.delete_all(users)
    session.commit()
    assert len([s for s in seen if s.startswith("SELECT")]) == 4 and len(seen) == 6

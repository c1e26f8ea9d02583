"""The same mapped classes and statements, built with isogloss or with SQLAlchemy: for differential tests."""
# ruff: noqa: E711, A003
# (no future annotations: the names in Mapped[...] are those of the library that is passed in)

from types import ModuleType, SimpleNamespace
from typing import Any, Optional


def models(core: ModuleType, orm: ModuleType) -> SimpleNamespace:
    """Return User, Address, Item, Tag and Base, mapped with one library."""
    Mapped, mapped_column, relationship = orm.Mapped, orm.mapped_column, orm.relationship  # noqa: N806
    Column, ForeignKey, String = core.Column, core.ForeignKey, core.String  # noqa: N806

    class Base(orm.DeclarativeBase):
        pass

    item_tag = core.Table(
        "item_tag",
        Base.metadata,
        Column("item_id", ForeignKey("item.id"), primary_key=True),
        Column("tag_id", ForeignKey("tag.id"), primary_key=True),
    )

    class User(Base):
        __tablename__ = "user_account"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(String(30))
        fullname: Mapped[Optional[str]] = mapped_column(String(30))  # noqa: UP045
        addresses: Mapped[list["Address"]] = relationship(back_populates="user", order_by="Address.id")
        items: Mapped[list["Item"]] = relationship(back_populates="owner")

    class Address(Base):
        __tablename__ = "address"
        id: Mapped[int] = mapped_column(primary_key=True)
        email: Mapped[str] = mapped_column(String(30))
        user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
        user: Mapped["User"] = relationship(back_populates="addresses")

    class Item(Base):
        __tablename__ = "item"
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str] = mapped_column(String(30))
        owner_id: Mapped[Optional[int]] = mapped_column(ForeignKey("user_account.id"))  # noqa: UP045
        parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("item.id"))  # noqa: UP045
        owner: Mapped[Optional["User"]] = relationship(back_populates="items")
        tags: Mapped[list["Tag"]] = relationship(secondary=item_tag, back_populates="items")
        children: Mapped[list["Item"]] = relationship(back_populates="parent")
        parent: Mapped[Optional["Item"]] = relationship(back_populates="children", remote_side=[id])

    class Tag(Base):
        __tablename__ = "tag"
        id: Mapped[int] = mapped_column(primary_key=True)
        word: Mapped[str] = mapped_column(String(30))
        items: Mapped[list["Item"]] = relationship(secondary=item_tag, back_populates="tags")

    return SimpleNamespace(Base=Base, User=User, Address=Address, Item=Item, Tag=Tag, item_tag=item_tag)


def fill(session: Any, m: SimpleNamespace) -> None:
    """Insert two users, two addresses, three items and two tags."""
    tags = [m.Tag(id=1, word="red"), m.Tag(id=2, word="blue")]
    first = m.Item(id=1, title="i1", tags=tags)
    session.add_all(
        [
            m.User(
                id=1, name="ann", fullname="Ann A",
                addresses=[m.Address(id=1, email="a@x"), m.Address(id=2, email="b@x")],
                items=[first, m.Item(id=2, title="i2", parent=first)],
            ),
            m.User(id=2, name="bob", items=[m.Item(id=3, title="i3", tags=tags[:1])]),
        ]
    )  # fmt: skip
    session.commit()


def statements(core: ModuleType, orm: ModuleType, m: SimpleNamespace) -> dict[str, Any]:
    """Return statements by name, the same with either library."""
    User, Address, Item, Tag = m.User, m.Address, m.Item, m.Tag  # noqa: N806
    select, func, aliased = core.select, core.func, orm.aliased
    joinedload, selectinload, contains_eager = orm.joinedload, orm.selectinload, orm.contains_eager
    ua, aa, ia = aliased(User), aliased(Address), aliased(Item, name="ia")
    u5 = User(id=5)
    return {
        "entity": select(User),
        "mixed": select(User.name, Address.email).join(User.addresses),
        "two entities": select(User, Address).join(User.addresses),
        "column and entity": select(User.id, User),
        "alias": select(ua).where(ua.name == "x"),
        "join of_type alias": select(User).join(User.addresses.of_type(aa)).where(aa.email == "q"),
        "join from alias": select(ua).join(ua.addresses),
        "join target and relationship": select(User).join(aa, User.addresses),
        "join inferred": select(User).join(Address),
        "join on": select(User).join(Address, Address.user_id == User.id),
        "outer join": select(User).outerjoin(User.addresses),
        "join and_": select(User).join(User.addresses.and_(Address.email == "x")),
        "join many to many": select(Item).join(Item.tags),
        "join many to many alias": select(Item).join(Item.tags.of_type(aliased(Tag))),
        "join self": select(Item).join(Item.children.of_type(ia)),
        "join chain": select(User).join(User.items).join(Item.tags),
        "join_from": select(User.id).join_from(User, Address),
        "joinedload": select(User).options(joinedload(User.addresses)),
        "joinedload where": select(User)
        .where(User.name == "x")
        .order_by(User.name)
        .options(joinedload(User.addresses)),
        "joinedload inner": select(User).options(joinedload(User.addresses, innerjoin=True)),
        "joinedload limit": select(User)
        .where(User.name == "x")
        .order_by(User.name)
        .limit(5)
        .offset(2)
        .options(joinedload(User.addresses)),
        "joinedload limit plain": select(User).limit(5).options(joinedload(User.addresses)),
        "joinedload limit expression": select(User)
        .limit(5)
        .order_by(User.fullname.desc(), func.lower(User.name))
        .options(joinedload(User.addresses)),
        "joinedload many to one limit": select(Address).limit(5).options(joinedload(Address.user)),
        "joinedload many to many": select(Item).options(joinedload(Item.tags)),
        "joinedload two": select(User).options(joinedload(User.addresses), joinedload(User.items)),
        "joinedload nested": select(User).options(joinedload(User.items).joinedload(Item.tags)),
        "joinedload nested many to one": select(Address).options(joinedload(Address.user).joinedload(User.items)),
        "joinedload nested inner": select(Address).options(
            joinedload(Address.user, innerjoin=True).joinedload(User.items, innerjoin=True)
        ),
        "joinedload inner in outer": select(User).options(joinedload(User.items).joinedload(Item.tags, innerjoin=True)),
        "joinedload inner many to many": select(Item).options(joinedload(Item.tags, innerjoin=True)),
        "joinedload unnested": select(User).options(
            joinedload(User.items).joinedload(Item.owner, innerjoin="unnested")
        ),
        "joinedload inner in outer in limit": select(User)
        .limit(2)
        .options(joinedload(User.items).joinedload(Item.parent, innerjoin=True).joinedload(Item.tags)),
        "joinedload beside another entity": select(User, Tag).options(joinedload(User.items)),
        "joinedload of two entities": select(User, Tag).options(joinedload(User.items), joinedload(Tag.items)),
        "joinedload self": select(Item).options(joinedload(Item.children).joinedload(Item.children)),
        "joinedload beside join": select(User)
        .join(User.items)
        .options(joinedload(User.addresses))
        .where(Item.title == "t"),
        "joinedload beside join limit": select(User)
        .join(User.items)
        .options(joinedload(User.addresses))
        .where(Item.title == "t")
        .limit(3),
        "joinedload distinct": select(User).distinct().options(joinedload(User.addresses)),
        "joinedload mixed": select(User, Item.title).join(User.items).options(joinedload(User.addresses)),
        "joinedload mixed limit": select(User, Item.title)
        .join(User.items)
        .options(joinedload(User.addresses))
        .limit(3),
        "joinedload alias": select(ua).options(joinedload(ua.addresses)),
        "joinedload of_type": select(User).options(joinedload(User.addresses.of_type(aa))),
        "joinedload and_": select(User).options(joinedload(User.addresses.and_(Address.email == "z"))),
        "joinedload options": select(User).options(joinedload(User.items).options(joinedload(Item.tags))),
        "joinedload load_only": select(User).options(joinedload(User.addresses).load_only(Address.email)),
        "contains_eager": select(User).join(User.addresses).options(contains_eager(User.addresses)),
        "contains_eager alias": select(User)
        .join(User.addresses.of_type(aa))
        .options(contains_eager(User.addresses.of_type(aa))),
        "selectinload": select(User).options(selectinload(User.addresses)),
        "load_only": select(User).options(orm.load_only(User.name)),
        "defer": select(User).options(orm.defer(User.fullname)),
        "any": select(User).where(User.addresses.any(Address.email == "x")),
        "any bare": select(User).where(User.addresses.any()),
        "has": select(Address).where(Address.user.has(User.name == "x")),
        "has keyword": select(Address).where(Address.user.has(name="x")),
        "any many to many": select(Item).where(Item.tags.any(Tag.word == "x")),
        "any self": select(Item).where(Item.children.any(Item.title == "x")),
        "has self": select(Item).where(Item.parent.has(Item.title == "x")),
        "not any": select(User).where(~User.addresses.any()),
        "alias any": select(ua).where(ua.addresses.any(Address.email == "x")),
        "equals object": select(Address).where(Address.user == u5),
        "differs from object": select(Address).where(Address.user != u5),
        "equals None": select(Address).where(Address.user == None),
        "differs from None": select(Address).where(Address.user != None),
        "collection equals None": select(User).where(User.addresses == None),
        "contains": select(User).where(User.addresses.contains(Address(id=3, user_id=4))),
        "contains many to many": select(Item).where(Item.tags.contains(Tag(id=3))),
        "in subquery": select(User).where(User.id.in_(select(Address.user_id).where(Address.email == "x"))),
        "count": select(func.count()).select_from(User),
        "count joined": select(func.count()).select_from(User).join(User.addresses),
        "correlated exists": select(User).where(select(Address.id).where(Address.user_id == User.id).exists()),
        "alias of subquery": select(aliased(User, select(User).where(User.id > 3).subquery())),
        "bundle": select(orm.Bundle("b", User.id, User.name)),
        "filter_by": select(User).filter_by(name="x"),
        "filter_by joined": select(User).join(User.addresses).filter_by(email="x"),
        "union": select(User.id).union(select(Address.id)),
        "with_parent": select(Address).where(orm.with_parent(u5, User.addresses)),
        "group": select(User, func.count(Address.id)).join(User.addresses).group_by(User.id),
        "subquery of entity": select(select(User).subquery()),
        "cte": select(select(User).cte("c")),
        "update": core.update(User).where(User.id == 1).values(name="q"),
        "update has": core.update(Address).where(Address.user.has(User.name == "x")).values(email="q"),
        "delete": core.delete(User).where(User.name == "b"),
        "insert": core.insert(User).values(name="p").returning(User),
    }

"""How a node class is declared decides its storage, its key, its traversal and its copies."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss import Column, Integer, MetaData, Table, and_, bindparam, column, func, literal, or_, select, table
from isogloss.core import node
from isogloss.core.node import Node, child, children, ident, note, plain, value


class Leaf(Node):
    name: str = plain()


class Pair(Node):
    left: Any = child()
    right: Any = child(None)
    remark: Any = note(None)


class Many(Node):
    items: tuple[Any, ...] = children()


class Held(Node):
    size: int = plain(0)
    value: Any = value(None)


class Alias(Node, identity=True):
    of: Any = child()


class Wide(Node, sparse=True):
    items: tuple[Any, ...] = children(())
    flag: bool = plain(False)
    where: Any = child(None)


class Thing(Node, opaque=True):
    def __init__(self) -> None:
        self._ident = node.fresh_ident()


class Uses(Node):
    thing: Any = ident()


def key(n: Node) -> Any:
    return n.structure()[0]


def test_two_equal_looking_aliases_are_different_tables() -> None:
    base = Leaf("t")
    a, b = Alias(base), Alias(base)
    assert key(Pair(a, b)) != key(Pair(a, a))
    assert key(Pair(a, a)) == key(Pair(b, b))
    assert key(Pair(a, b)) == key(Pair(b, a))


def test_alias_identity_in_statements() -> None:
    t = table("t", column("x"), column("y"))
    a, b = t.alias(), t.alias()
    one = select(a.c.x).where(a.c.y == b.c.y)
    other = select(a.c.x).where(a.c.y == a.c.y)
    assert key(one) != key(other)
    assert str(one) != str(other)
    again = t.alias()
    assert key(select(a.c.x)) == key(select(again.c.x))


def test_values_are_beside_the_key() -> None:
    one, two = Many((Held(1, "a"), Held(2, "b"))), Many((Held(1, "x"), Held(2, "y")))
    assert key(one) == key(two)
    assert [n.value for n in one.structure()[1]] == ["a", "b"]
    assert key(Held(1)) != key(Held(2))


def test_one_bind_used_twice_is_not_two_binds() -> None:
    c = column("x", Integer)
    b = bindparam(None, 5, unique=True)
    same = select(c).where(or_(c == b, c > b))
    two = select(c).where(or_(c == literal(5), c > literal(5)))
    assert key(same) != key(two)
    assert len(same.structure()[1]) == 1
    assert len(two.structure()[1]) == 2


def test_length_of_an_in_list_is_not_in_the_key() -> None:
    c = column("x", Integer)
    assert key(select(c).where(c.in_([1]))) == key(select(c).where(c.in_([1, 2, 3])))


def test_notes_are_not_in_the_key() -> None:
    assert key(Pair(Leaf("a"), remark="x")) == key(Pair(Leaf("a"), remark="y"))
    assert key(Pair(Leaf("a"))) != key(Pair(Leaf("b")))


def test_schema_objects_are_their_number() -> None:
    a, b = Thing(), Thing()
    assert key(Uses(a)) == key(Uses(a)) != key(Uses(b))
    m = MetaData()
    t1 = Table("t", m, Column("x", Integer))
    t2 = Table("t", MetaData(), Column("x", Integer))
    assert key(select(t1)) != key(select(t2))


def test_keys_are_unambiguous_between_nesting() -> None:
    a, b, c = Leaf("a"), Leaf("b"), Leaf("c")
    assert key(Many((Many((a, b)), c))) != key(Many((Many((a,)), b, c)))
    assert key(Pair(a, None)) != key(Pair(a, b))
    assert key(Wide(items=(a,), flag=True)) != key(Wide(items=(a,)))


def test_keys_are_hashable() -> None:
    t = table("t", column("x"))
    hash(key(select(func.count(t.c.x)).where(and_(t.c.x == 1, t.c.x.in_([1, 2]))).limit(5)))


def test_a_node_refuses_assignment() -> None:
    with pytest.raises(AttributeError, match=r"use \.replace\(name=\.\.\.\)"):
        Leaf("a").name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="read-only"):
        select(column("x")).limit_clause = 5
    with pytest.raises(AttributeError, match="read-only"):
        del Leaf("a").name


def test_replace_names_unknown_fields() -> None:
    assert Leaf("a").replace(name="b").name == "b"
    with pytest.raises(TypeError, match="Leaf has no field 'nam'; it has name"):
        Leaf("a").replace(nam="b")


def test_a_shared_identity_node_is_rebuilt_once() -> None:
    shared = Alias(Leaf("a"))
    made = Pair(Pair(shared), shared).transform({Leaf: lambda n, ctx: Leaf(n.name + "!")})
    assert made.left.left is made.right
    assert made.right.of.name == "a!"


def test_an_unchanged_tree_is_the_same_object() -> None:
    tree = Many((Pair(Leaf("a"), Leaf("b")), Wide(items=(Leaf("c"),))))
    assert tree.transform({Held: lambda n, ctx: n}) is tree
    assert tree.swap(lambda n: None) is tree


def test_swap_stops_where_it_is_answered() -> None:
    inner = Pair(Leaf("a"))
    made = Pair(inner, Leaf("b")).swap(lambda n: Leaf("z") if n is inner else None)
    assert made.left.name == "z"
    assert made.right.name == "b"


def test_generative_methods_share_nothing() -> None:
    base = select(column("x"))
    one, two = base.where(column("x") == 1), base.where(column("x") == 2)
    assert not base.where_clauses
    assert str(one) == str(two) != str(base)


def test_rebuild_mode_changes_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "REBUILD_ALWAYS", True)
    tree = Pair(Leaf("a"), Many((Leaf("b"),)))
    made = tree.transform({})
    assert made is not tree
    assert key(made) == key(tree)


def test_repr_shows_the_fields() -> None:
    assert repr(Pair(Leaf("a"))) == "Pair(left=Leaf(name='a'), right=None)"

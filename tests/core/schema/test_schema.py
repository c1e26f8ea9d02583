"""Tables, columns and what they refuse; creation and dropping on a live SQLite database."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss import exc
from isogloss.core import event
from isogloss.core.engine.create import create_engine
from isogloss.core.expression.text import text
from isogloss.dialects.mariadb import MariaDB
from isogloss.schema import (
    DDL,
    CheckConstraint,
    Column,
    CreateTable,
    DropColumnComment,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    UniqueConstraint,
    sort_tables_and_constraints,
)
from isogloss.types import BigInteger, Boolean, Enum, Integer, String


def test_a_column_knows_its_parts() -> None:
    """Attributes are those that users know."""
    m = MetaData()
    name = Column("n", String(9), key="name", default=5, index=True)
    t = Table("t", m, Column("id", Integer, primary_key=True), name)
    assert t.c.keys() == ["id", "name"]
    assert t.c.name.name == "n"
    assert [c.name for c in t.primary_key] == ["id"]
    assert (t.c.id.nullable, t.c.name.nullable) == (False, True)
    assert t.c.name.default.arg == 5
    assert t.c.name.default.is_scalar
    assert {i.name for i in t.indexes} == {"ix_t_n"}
    assert t._autoincrement_column is t.c.id
    assert m.tables["t"] is t
    assert Table("t", m) is t


def test_default_functions_take_nothing_or_the_context() -> None:
    """Both are called with the context."""
    plain, aware = Column("a", Integer, default=lambda: 1), Column("b", Integer, default=lambda ctx: ctx + 1)
    assert plain.default.arg("context") == 1
    assert aware.default.arg(4) == 5
    assert Column("c", Integer, default=dict).default.arg("context") == {}
    with pytest.raises(exc.ArgumentError, match="takes more"):
        Column("d", Integer, default=lambda a, b: 1)


def test_foreign_keys_are_resolved_when_their_table_arrives() -> None:
    """A column without a type takes that of the column it refers to."""
    m = MetaData()
    child = Table("child", m, Column("p_id", ForeignKey("p.id")))
    with pytest.raises(exc.NoReferencedTableError, match="could not find table 'p'"):
        _ = next(iter(child.c.p_id.foreign_keys)).column
    parent = Table("p", m, Column("id", BigInteger, primary_key=True))
    assert isinstance(child.c.p_id.type, BigInteger)
    assert child.c.p_id.references(parent.c.id)
    assert next(iter(child.foreign_key_constraints)).referred_table is parent
    wrong = Table("wrong", m, Column("x", Integer, ForeignKey("p.idd")))
    with pytest.raises(exc.NoReferencedColumnError, match="did you mean 'id'"):
        _ = next(iter(wrong.foreign_keys)).column


def _refusals() -> list[Any]:
    m = MetaData()
    t = Table("t", m, Column("a", Integer))
    return [
        (lambda: Table("t", m, Column("a", Integer)), exc.InvalidRequestError, "already defined"),
        (lambda: Table("x"), TypeError, "takes a name and a MetaData"),
        (lambda: Table("x", "y"), exc.ArgumentError, "is a MetaData"),
        (lambda: Table("x", MetaData(), 5), exc.ArgumentError, "a Column, Constraint or Index is expected"),
        (lambda: Table("x", MetaData(), Column(Integer)), exc.ArgumentError, "has no name"),
        (lambda: Table("x", MetaData(), t.c.a), exc.ArgumentError, "already assigned"),
        (lambda: t.append_column(Column("a", Integer)), exc.DuplicateColumnError, "replace_existing"),
        (lambda: Column("a", 5), exc.ArgumentError, "after the name and the type stand"),
        (lambda: Column("a", Integer, wrong=1), TypeError, "unknown argument 'wrong'"),
        (lambda: Column("a", Integer, server_default=5), exc.ArgumentError, "pass '5' for a literal"),
        (lambda: ForeignKeyConstraint(["a"], ["b.a", "b.c"]), exc.ArgumentError, "the numbers must agree"),
        (lambda: ForeignKey(5), exc.ArgumentError, "'table.column'"),
        (lambda: Table("x", MetaData(), UniqueConstraint("zz")), exc.ArgumentError, "names the column 'zz'"),
        (lambda: Index("i", "zz", _table=t), exc.ArgumentError, "names the column 'zz'"),
        (lambda: MetaData("x").create_all(5), TypeError, "an Engine or a Connection is expected"),
        (lambda: Column("a", Integer, Identity(), server_default="5"), exc.ArgumentError, "cannot specify"),
    ]


@pytest.mark.parametrize(("make", "error", "message"), _refusals(), ids=lambda v: v if isinstance(v, str) else None)
def test_wrong_declarations_are_refused(make: Any, error: type[Exception], message: str) -> None:
    """The sentence names the thing and the remedy."""
    with pytest.raises(error, match=message):
        make()


def test_a_failed_table_leaves_no_trace() -> None:
    """The metadata forgets a table that could not be made."""
    m = MetaData()
    with pytest.raises(exc.ArgumentError):
        Table("x", m, UniqueConstraint("missing"))
    assert "x" not in m.tables


def test_extend_existing() -> None:
    """Columns are replaced and added."""
    m = MetaData()
    t = Table("t", m, Column("a", Integer), Column("b", Integer, unique=True))
    again = Table("t", m, Column("b", String(3)), Column("c", Integer), extend_existing=True, comment="x")
    assert again is t
    assert isinstance(t.c.b.type, String)
    assert sorted(t.c.keys()) == ["a", "b", "c"]
    assert not [c for c in t.constraints if isinstance(c, UniqueConstraint)]


def test_constraints_attach_by_their_columns() -> None:
    """A constraint or index on columns of a table needs nobody to append it."""
    a, b = Column("a", Integer), Column("b", Integer)
    unique, index, check = UniqueConstraint(a, b), Index("i", b), CheckConstraint(a > b)
    t = Table("t", MetaData(), a, b)
    assert {unique, check} <= t.constraints
    assert t.indexes == {index}


def test_to_metadata_keeps_all_of_foreign_keys() -> None:
    metadata = MetaData()
    a = Table("a", metadata, Column("id", Integer, primary_key=True))
    dotted = Table("d.ot", metadata, Column("i.d", Integer, primary_key=True), Column("k", Integer, primary_key=True))
    said = {"onupdate": "CASCADE", "ondelete": "SET NULL", "deferrable": True, "initially": "DEFERRED", "match": "FULL"}
    b = Table(
        "b",
        metadata,
        Column("x", Integer),
        Column("y", Integer, ForeignKey(a.c.id, name="fk_y", ondelete="CASCADE")),
        ForeignKeyConstraint(["x"], ["a.id"], name="fk_x", **said),
        ForeignKeyConstraint(["x", "y"], [dotted.c["i.d"], dotted.c.k], name="fk_xy", comment="both"),
    )
    other = MetaData()
    for table in (a, dotted, b):
        table.to_metadata(other)
    keys = {k.name: k for k in other.tables["b"].foreign_key_constraints}
    assert set(keys) == {"fk_x", "fk_y", "fk_xy"}
    assert {name: getattr(keys["fk_x"], name) for name in said} == said
    assert keys["fk_y"].ondelete == "CASCADE" and keys["fk_xy"].comment == "both"
    assert all(e.column.table.metadata is other for k in keys.values() for e in k.elements)
    assert next(iter(b.c.x.foreign_keys)).name in ("fk_x", "fk_xy")
    moved = MetaData()
    for table in (a, dotted, b):
        table.to_metadata(moved, schema="s")
    text = str(CreateTable(moved.tables["s.b"]))
    assert 'REFERENCES s."d.ot" ("i.d", k)' in text
    assert "REFERENCES s.a (id) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED" in text


def test_to_metadata_copies_everything() -> None:
    """A copy in another schema is independent and complete."""
    m = MetaData()
    Table("p", m, Column("id", Integer, primary_key=True))
    t = Table(
        "t",
        m,
        Column("id", Integer, Identity(), primary_key=True),
        Column("p", ForeignKey("p.id"), index=True),
        Column("flag", Boolean(create_constraint=True)),
        Column("u", Integer, Sequence("s"), unique=True),
        Column("kind", Enum("a", "b", name="k")),
        CheckConstraint("u > 1", name="ck"),
        PrimaryKeyConstraint("id", name="pk"),
        sqlite_strict=True,
    )
    copy = t.to_metadata(MetaData(), schema="s")
    assert copy.fullname == "s.t"
    assert copy.c.keys() == t.c.keys()
    assert len(copy.constraints) == len(t.constraints)
    assert {i.name for i in copy.indexes} == {"ix_t_p"} or {i.name for i in copy.indexes} == {"ix_s_t_p"}
    assert next(iter(copy.foreign_keys)).target_fullname == "s.p.id"
    assert copy.kwargs == t.kwargs
    assert copy.primary_key.name == "pk"


def test_tables_are_sorted_by_dependency() -> None:
    """Cycles are left for ALTER."""
    m = MetaData()
    a = Table("a", m, Column("id", Integer, primary_key=True), Column("b", ForeignKey("b.id")))
    b = Table("b", m, Column("id", Integer, primary_key=True), Column("a", ForeignKey("a.id")))
    c = Table("c", m, Column("b", ForeignKey("b.id")))
    first = Table("z", m, Column("id", Integer))
    a.add_is_dependent_on(first)
    *made, (none, left) = sort_tables_and_constraints([c, b, a, first])
    order = [t for t, _ in made]
    assert none is None
    assert {fk.parent.name for fkc in left for fk in fkc.elements} <= {"a", "b"}
    assert order.index(first) < order.index(a)
    assert order.index(b) < order.index(c)


@pytest.fixture
def engine() -> Any:
    """Make an engine on a database in memory."""
    made = create_engine("sqlite://")
    yield made
    made.dispose()


def test_create_all_and_drop_all(engine: Any) -> None:
    """Twice each: what is there is left alone."""
    m = MetaData()
    Table("a", m, Column("id", Integer, primary_key=True), Column("b", ForeignKey("b.id")))
    n = Column("n", Integer, index=True)
    Table("b", m, Column("id", Integer, primary_key=True), Column("a", ForeignKey("a.id")), n)
    seen: list[str] = []
    on = Table("c", m, Column("id", Integer), listeners=[("after_create", lambda t, c, **kw: seen.append(t.name))])
    assert on.name == "c"
    for _ in range(2):
        m.create_all(engine)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master ORDER BY name")).scalars().all()
        assert names == ["a", "b", "c", "ix_b_n"]
        with pytest.raises(exc.OperationalError):
            m.tables["a"].create(connection)
        connection.rollback()
    for _ in range(2):
        m.drop_all(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0
    assert seen == ["c"]


def test_ddl_text_is_executed_on_events(engine: Any) -> None:
    """DDL() listens, with its target's names, on the dialect that it names."""
    m = MetaData()
    t = Table("t", m, Column("id", Integer))
    event.listen(t, "after_create", DDL("CREATE INDEX i_%(table)s ON %(fullname)s (id)").execute_if("sqlite"))
    event.listen(t, "after_create", DDL("nonsense").execute_if(dialect="oracle"))
    m.create_all(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'i_t'")).scalar_one() == 1


def test_dropping_the_comment_of_a_counted_key_leaves_it_counted() -> None:
    table = Table("t", MetaData(), Column("id", Integer, primary_key=True, comment="x"))
    assert str(DropColumnComment(table.c.id).compile(dialect=MariaDB())) == (
        "ALTER TABLE t CHANGE id id INTEGER NOT NULL COMMENT '' AUTO_INCREMENT"
    )

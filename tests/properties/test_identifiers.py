"""Any name that a server can hold is a name: created, written, read, renamed in a result, dropped."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from isogloss import Column, Engine, Integer, MetaData, Table, delete, func, insert, select, update

#: No server takes NUL; MariaDB no characters above U+FFFF, and in derived tables no control characters and no spaces at
#: the ends.
NAMES = st.one_of(
    st.sampled_from(["select", "Order", "user", "TABLE", "100%", "%s", "%(a)s", ":x", "a.b", "a b", "ä", "?", "1"]),
    st.text(st.sampled_from("aZ_0 .%:?$@#'\"`[](){}\\/-;,\n\tßé漢"), min_size=1, max_size=12),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=1, max_size=12),
).filter(lambda name: name == name.strip() and name.lower() not in ("pk", "sqlite_"))


@given(table=NAMES, column=NAMES, label=NAMES)
@example("it's", 'a"b', "c`d")
@example("a]b", "%(x)s", "\\")
def test_names_survive(engine: Engine, table: str, column: str, label: str) -> None:
    t = Table(table, MetaData(), Column("pk", Integer, primary_key=True), Column(column, Integer, index=False))
    c = t.c[column]
    with engine.connect() as connection:
        t.create(connection)
        try:
            connection.execute(insert(t).values({"pk": 1, column: 5}))
            connection.execute(insert(t), [{"pk": 2, column: 6}, {"pk": 3, column: 7}])
            connection.execute(update(t).where(c == 6).values({column: c + 10}))
            connection.execute(delete(t).where(c == 7))
            row = connection.execute(select(t).where(c < 10)).one()
            assert row._mapping[column] == row._mapping[c] == 5
            row = connection.execute(select(c.label(label), func.max(c)).group_by(c).order_by(c.desc())).first()
            assert row is not None and row._mapping[label] == 16
            s = select(t).subquery(label)
            assert connection.scalars(select(s.c[column]).order_by(s.c[column])).all() == [5, 16]
        finally:
            t.drop(connection)
            connection.commit()

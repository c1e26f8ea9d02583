"""Random expressions mean the same as parameters, as literals, on every server, and in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isogloss import Engine, Integer, and_, case, cast, func, literal, not_, null, or_, select

#: (SQL expression, what it is worth, None being NULL)
Pair = tuple[Any, Any]


def _strict(fn: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *values: None if any(v is None for v in values) else fn(*values)


def _and(*values: Any) -> Any:
    return False if False in values else None if None in values else True


def _or(*values: Any) -> Any:
    return True if True in values else None if None in values else False


def _not(value: Any) -> Any:
    return None if value is None else not value


def _apply(sql: Callable[..., Any], python: Callable[..., Any], *operands: Pair) -> Pair:
    return sql(*[o[0] for o in operands]), python(*[o[1] for o in operands])


def _binary(inner: st.SearchStrategy[Pair], *fns: Callable[[Any, Any], Any]) -> st.SearchStrategy[Pair]:
    return st.builds(lambda fn, a, b: _apply(fn, _strict(fn), a, b), st.sampled_from(fns), inner, inner)


LEAVES: st.SearchStrategy[Pair] = st.integers(-9, 9).map(lambda n: (literal(n), n)) | st.just(
    (cast(null(), Integer), None)
)
NUMBERS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        _binary(inner, lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b),
        inner.map(lambda a: _apply(lambda x: -x, _strict(lambda x: -x), a)),
        st.builds(
            lambda a, b: _apply(func.coalesce, lambda x, y: y if x is None else x, a, b), inner, inner
        ),
        st.builds(
            lambda a, b, c: (case((a[0] > b[0], c[0]), else_=a[0]), c[1] if _strict(int.__gt__)(a[1], b[1]) else a[1]),
            inner, inner, inner,
        ),
    ),
    max_leaves=5,
)  # fmt: skip
COMPARISONS = st.one_of(
    _binary(NUMBERS, lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b),
    _binary(NUMBERS, lambda a, b: a == b, lambda a, b: a != b),
    NUMBERS.map(lambda a: (a[0].is_(None), a[1] is None)),
    st.builds(
        lambda a, b, c: _apply(lambda x, y, z: x.between(y, z), lambda x, y, z: _and(_LE(y, x), _LE(x, z)), a, b, c),
        NUMBERS, NUMBERS, NUMBERS,
    ),
    st.builds(
        lambda a, items: (a[0].in_(items), _strict(lambda x: x in items)(a[1]) if items else False),
        NUMBERS, st.lists(st.integers(-3, 3), max_size=3),
    ),
    st.builds(
        lambda a, items: (a[0].not_in(items), _strict(lambda x: x not in items)(a[1]) if items else True),
        NUMBERS, st.lists(st.integers(-3, 3), max_size=3),
    ),
    st.builds(lambda a, b: (a[0].is_distinct_from(b[0]), a[1] != b[1]), NUMBERS, NUMBERS),
)  # fmt: skip
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: _apply(and_, _and, *items)),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: _apply(or_, _or, *items)),
        inner.map(lambda a: _apply(not_, _not, a)),
        st.builds(lambda a, b: _apply(lambda x, y: x & ~y, lambda x, y: _and(x, _not(y)), a, b), inner, inner),
    ),
    max_leaves=4,
)  # fmt: skip
_LE = _strict(int.__le__)


@given(number=NUMBERS, condition=CONDITIONS)
def test_one_meaning(engine: Engine, number: Pair, condition: Pair) -> None:
    statement = select(
        number[0].label("n"), case((condition[0], 1), (not_(condition[0]), 0)).label("c"), literal(1).label("one")
    ).where(or_(condition[0], not_(condition[0]), condition[0].is_(None)))
    expected = (number[1], None if condition[1] is None else int(condition[1]), 1)
    with engine.connect() as connection:
        assert tuple(connection.execute(statement).one()) == expected
        written = statement.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True})
        assert tuple(connection.exec_driver_sql(str(written)).one()) == expected

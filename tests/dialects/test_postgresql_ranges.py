"""Ranges: as values like those of SQLAlchemy, as SQL the same text, and from PostgreSQL what was sent."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy.dialects.postgresql as theirs

import isogloss as ig
import isogloss.dialects.postgresql as ours

from .both import texts

METHODS = [
    "contains", "contained_by", "overlaps", "strictly_left_of", "strictly_right_of", "not_extend_left_of",
    "not_extend_right_of", "adjacent_to", "union", "difference", "intersection", "__eq__", "__ne__",
]  # fmt: skip
OPERATORS = ["__lt__", "__ge__", "__lshift__", "__rshift__", "__add__", "__sub__", "__mul__"]
NAMES = ["INT4", "INT8", "NUM", "DATE", "TS", "TSTZ"]


def _ranges(convert: Any) -> list[dict[str, Any]]:
    """Return bounds of each kind; none such as ``(1,2)``, which holds no whole number and says not so."""
    said: list[dict[str, Any]] = [{"lower": None, "upper": None, "empty": True}]
    for low, high in itertools.product((None, 1, 2, 4), (None, 2, 3, 4, 6)):
        if low is None or high is None or low < high:
            places = {"lower": low and convert(low), "upper": high and convert(high)}
            said += [
                {**places, "bounds": bounds}
                for bounds in ("()", "[)", "(]", "[]")
                if bounds != "()" or not high or high - (low or 0) > 1
            ]
    return said


@pytest.mark.parametrize("convert", [int, Decimal, lambda n: dt.date(2024, 1, n)])
@pytest.mark.parametrize("method", METHODS)
def test_values_answer_as_the_reference(method: str, convert: Any) -> None:
    """Each pair of ranges: the answer, or an error where the result would be no range."""
    said = _ranges(convert)
    for one, other in itertools.product(said, said):
        if method in ("adjacent_to", "union") and convert is not Decimal and _gap(one, other):
            continue  # the reference finds (,3) and (4,) adjacent; the server does not, see below
        try:
            expected: Any = getattr(theirs.Range(**one), method)(theirs.Range(**other))
        except ValueError:
            with pytest.raises(ValueError, match="range"):
                getattr(ours.Range(**one), method)(ours.Range(**other))
            continue
        got: Any = getattr(ours.Range(**one), method)(ours.Range(**other))
        if isinstance(expected, theirs.Range):
            got = theirs.Range(got.lower, got.upper, bounds=got.bounds, empty=got.empty)
        assert got == expected, (one, other)


def _gap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(
        a.get("bounds", "")[1:] == ")" and b.get("bounds", "")[:1] == "(" for a, b in [(one, other), (other, one)]
    )


def test_values_answer_as_the_server(connection: Any) -> None:
    """Each pair of ranges of whole numbers, by each operator."""
    ranges = [ours.Range(**said) for said in _ranges(int)]
    signs = {
        "contains": "@>", "contained_by": "<@", "overlaps": "&&", "strictly_left_of": "<<", "strictly_right_of": ">>",
        "not_extend_left_of": "&>", "not_extend_right_of": "&<", "adjacent_to": "-|-", "__eq__": "=",
    }  # fmt: skip
    answers = ", ".join(f"a::int4range {sign} b::int4range" for sign in signs.values())
    rows = connection.exec_driver_sql(
        f"SELECT {answers} FROM unnest(%s::text[]) WITH ORDINALITY AS x(a, i), "
        "unnest(%s::text[]) WITH ORDINALITY AS y(b, j) ORDER BY i, j",
        ([str(r) for r in ranges],) * 2,
    ).all()
    for (one, other), row in zip(itertools.product(ranges, ranges), rows, strict=True):
        assert tuple(getattr(one, method)(other) for method in signs) == tuple(row), (one, other)


@pytest.mark.parametrize("said", _ranges(int))
def test_values_show_as_the_reference(said: dict[str, Any]) -> None:
    """Text, repr, bounds and membership."""
    one, other = ours.Range(**said), theirs.Range(**said)
    assert (str(one), repr(one), bool(one)) == (str(other), repr(other), bool(other))
    for name in ("lower_inc", "upper_inc", "lower_inf", "upper_inf", "is_empty", "isempty"):
        assert getattr(one, name) == getattr(other, name), name
    assert [v in one for v in range(8)] == [v in other for v in range(8)]


def test_equal_values_have_one_hash() -> None:
    """A range of whole numbers is the same however its bounds are said."""
    assert len({ours.Range(1, 5), ours.Range(1, 4, bounds="[]"), ours.Range(0, 5, bounds="()")}) == 1
    assert ours.Range(1, 5) != "[1,5)"


@pytest.mark.parametrize("method", METHODS + OPERATORS)
@pytest.mark.parametrize("name", ["INT4RANGE", "INT4MULTIRANGE", "TSTZRANGE"])
@pytest.mark.parametrize("other", ["range", "ranges", "element", "column"])
def test_operators(method: str, name: str, other: str) -> None:
    """Text and type of every operator against every kind of operand."""

    def case(n: Any) -> Any:
        column = n.column("r", getattr(n, name))
        operand = {"range": n.Range(1, 5), "ranges": [n.Range(1, 5)], "element": 3, "column": column}[other]
        return getattr(column, method)(operand)

    got, expected = texts(case)
    assert got == expected


@pytest.mark.parametrize(
    "case",
    [
        lambda n, r: n.and_(r.contains(3), r.overlaps(n.Range(1, 5))),
        lambda n, r: ~r.contains(3),
        lambda n, r: ~r.overlaps(n.Range(1, 5)),
        lambda n, r: (r + r) * r,
        lambda n, r: r.contains(n.select(r).scalar_subquery()),
        lambda n, r: n.literal(n.Range(1, 5)),
        lambda n, r: n.literal(n.Range(2**40, None)),
        lambda n, r: n.literal(n.Range(dt.datetime(2024, 1, 1), None)),
        lambda n, r: n.literal(n.MultiRange([n.Range(1.5, 2)])),
        lambda n, r: n.literal([n.Range(1, 2)], n.ARRAY(n.INT4RANGE)),
    ],
)
def test_expressions(case: Any) -> None:
    """Parentheses, and the types of values by what they hold."""
    got, expected = texts(lambda n: case(n, n.column("r", n.INT4RANGE)))
    assert got == expected


ZONE = dt.UTC
ELEMENTS: dict[str, tuple[Any, Any]] = {
    "INT4": (1, 5),
    "INT8": (2**40, 2**41),
    "NUM": (Decimal("1.5"), Decimal("2.25")),
    "DATE": (dt.date(2024, 1, 2), dt.date(2024, 2, 3)),
    "TS": (dt.datetime(2024, 1, 2, 3, 4, 5, 6), dt.datetime(2024, 2, 3)),
    "TSTZ": (dt.datetime(2024, 1, 2, 3, 4, 5, 6, ZONE), dt.datetime(2024, 2, 3, tzinfo=ZONE)),
}


@pytest.mark.parametrize("name", NAMES)
def test_values_come_back(connection: Any, name: str) -> None:
    """Through binds, literals, columns and arrays."""
    low, high = ELEMENTS[name]
    one, many = getattr(ours, f"{name}RANGE"), getattr(ours, f"{name}MULTIRANGE")
    ranges = [ours.Range(low, high), ours.Range(None, low), ours.Range(high, None), ours.Range(empty=True)]
    ranges.append(ours.Range())
    rows: list[tuple[Any, Any]] = [(r, one()) for r in ranges]
    rows += [(ours.MultiRange(), many()), (ours.MultiRange([ranges[1], ranges[2]]), many())]
    rows += [([ranges[0], None, ranges[3]], ours.ARRAY(one)), ([ours.MultiRange([ranges[0]])], ours.ARRAY(many))]
    for value, type_ in rows:
        query = ig.select(ig.literal(value, type_))
        assert connection.scalar(query) == value, (value, type_)
        if not isinstance(type_, ours.ARRAY):
            text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
            assert connection.scalar(ig.select(ig.literal_column(text.split(" AS ")[0][7:], type_))) == value
    table = ig.Table("spans", ig.MetaData(), ig.Column("id", ig.Integer, primary_key=True), ig.Column("r", one))
    table.create(connection)
    connection.execute(table.insert(), [{"r": r} for r in ranges])
    assert connection.scalars(ig.select(table.c.r).order_by(table.c.id)).all() == ranges
    assert connection.scalars(ig.select(table.c.id).where(table.c.r.contains(low)).order_by(table.c.id)).all() == [1, 5]
    assert isinstance(connection.scalar(ig.select(ig.literal(ours.MultiRange(), many()))), ours.MultiRange)


def test_text_of_ranges_is_read() -> None:
    """A driver without multiranges gives them as text."""
    read = ours.TSMULTIRANGE().result_for(ours.PostgreSQL())
    low, high = ELEMENTS["TS"]
    text = '{["2024-01-02 03:04:05.000006","2024-02-03 00:00:00"),["2024-02-04 00:00:00",)}'
    assert read is not None
    assert read(text) == [ours.Range(low, high), ours.Range(dt.datetime(2024, 2, 4), None)]


def test_what_is_no_range_is_refused() -> None:
    """A value of another kind says what is expected."""
    bind = ours.INT4RANGE().bind_for(ours.PostgreSQL())
    assert bind is not None
    with pytest.raises(TypeError, match="a Range"):
        bind(5)

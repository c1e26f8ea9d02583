"""Arrays as they are written, ORDER BY inside calls, text search, bits: the text is that of SQLAlchemy."""

from __future__ import annotations

import operator
import pickle
import re
from typing import Any

import pytest
import sqlalchemy.dialects.postgresql as theirs

import isogloss as ig
import isogloss.dialects.postgresql as pg

from .both import texts

CASES = [
    lambda n, x: n.Any(5, n.column("a", n.ARRAY(n.Integer))),
    lambda n, x: n.All(n.column("b"), n.column("a", n.ARRAY(n.Integer)), operator.lt),
    lambda n, x: n.Any(5, n.column("a", n.ARRAY(n.Integer)), operator=operator.ne),
    lambda n, x: n.array([1, 2]),
    lambda n, x: n.array([1, 2]) + n.array([3]),
    lambda n, x: n.array([n.array([1, 2]), n.array([3, 4])]),
    lambda n, x: n.array([n.array([1, 2]), n.array([3, 4])])[1][2],
    lambda n, x: n.array([], type_=n.Integer),
    lambda n, x: n.array([]),
    lambda n, x: n.array([n.literal(1), n.column("x")]),
    lambda n, x: n.array(["a", None]),
    lambda n, x: n.array(["a"]) == ["a"],
    lambda n, x: n.array([1, 2])[1],
    lambda n, x: n.array([1, 2])[1:2],
    lambda n, x: n.any_(n.array([1, 2])) == 3,
    lambda n, x: n.array([1, 2]).contains([1]),
    lambda n, x: n.array([1, 2]).overlap([1]),
    lambda n, x: n.array([1], type_=n.BigInteger),
    lambda n, x: n.array([1, 2]) != n.array([3]),
    lambda n, x: n.array([n.func.x(1)], type_=n.Integer),
    lambda n, x: n.select(n.array([1, 2]).label("z")),
    lambda n, x: n.select(n.array([1, 2])),
    lambda n, x: x.overlap([1]),
    lambda n, x: x.contains([1]),
    lambda n, x: x.contained_by([1]),
    lambda n, x: x.overlap(n.array([1, n.column("z")])),
    lambda n, x: n.and_(x.contains([1]), x.overlap([1])),
    lambda n, x: n.array_agg(n.column("x", n.Integer)),
    lambda n, x: n.array_agg(n.column("x", n.Integer)).contains([1]),
    lambda n, x: n.array_agg(n.aggregate_order_by(n.column("x", n.Integer), n.column("y").desc())),
    lambda n, x: n.func.string_agg(n.column("a"), n.aggregate_order_by(n.literal_column("','"), n.column("a"))),
    lambda n, x: n.func.count(n.aggregate_order_by(n.column("a"), n.column("b").desc().nulls_last(), n.column("c"))),
    lambda n, x: n.aggregate_order_by(n.column("a"), n.column("b"), n.column("c")),
    lambda n, x: n.to_tsvector("a"),
    lambda n, x: n.to_tsvector("english", "a"),
    lambda n, x: n.func.to_tsvector("english", n.column("x")),
    lambda n, x: n.to_tsvector(n.literal("english"), "x"),
    lambda n, x: n.func.to_tsquery("english", "a"),
    lambda n, x: n.plainto_tsquery("a"),
    lambda n, x: n.phraseto_tsquery("simple", "a"),
    lambda n, x: n.websearch_to_tsquery("simple", "a"),
    lambda n, x: n.ts_headline("x", n.to_tsquery("a")),
    lambda n, x: n.ts_headline("english", "x", n.to_tsquery("a"), "opt"),
    lambda n, x: n.ts_headline("english", "x", "y"),
    lambda n, x: n.to_tsvector("a").bool_op("@@")(n.to_tsquery("b")),
    lambda n, x: n.to_tsvector("english", n.column("x")).match("a", postgresql_regconfig="english"),
    lambda n, x: n.literal("01", n.BIT(2)),
    lambda n, x: n.column("b", n.BIT(3)) == n.BitString("011"),
    lambda n, x: n.column("b", n.BIT(3)).bitwise_and(n.BitString("011")),
    lambda n, x: n.literal(n.BitString("0101")),
]


@pytest.mark.parametrize("case", CASES)
def test_text_is_that_of_the_reference(case: Any) -> None:
    """Text and type of each."""
    got, expected = texts(lambda n: case(n, n.column("x", n.ARRAY(n.Integer))))
    # a cast to a type with a length cuts values: ours goes without one, and the server checks what is stored
    assert got == tuple(re.sub(r"::BIT\(\d\)", "::BIT VARYING", text) for text in expected)


def test_answers_of_the_server(connection: Any) -> None:
    """Values that these expressions have."""
    n = ig.func.generate_series(1, 3, type_=ig.Integer).column_valued("n")
    cases = [
        (pg.array([1, 2]), [1, 2]),
        (pg.array([pg.array([1]), pg.array([2])]), [[1], [2]]),
        (pg.array([], type_=ig.Integer), []),
        (pg.array(ig.select(n)), [1, 2, 3]),
        (pg.array([1, 2]).contains([2]), True),
        (pg.array(["a"]) + pg.array(["b"]), ["a", "b"]),
        (pg.array([pg.array([1, 2]), pg.array([3, 4])])[2][1], 3),
        (pg.to_tsvector("english", "fat cats").bool_op("@@")(pg.to_tsquery("english", "cat")), True),
        (pg.ts_headline("english", "fat cats", pg.to_tsquery("english", "cat")), "fat <b>cats</b>"),
        (ig.cast(pg.BitString("0101"), pg.BIT(4)), pg.BitString("0101")),
        (ig.literal(pg.BitString("01"), pg.BIT(varying=True)), pg.BitString("01")),
        (ig.literal(pg.BitString("0110"), pg.BIT(4)).bitwise_and(pg.BitString("0011")), pg.BitString("0010")),
    ]
    for expression, expected in cases:
        answer = connection.scalar(ig.select(expression))
        assert answer == expected, str(expression)
        assert type(answer) is type(expected)
    ordered = ig.select(pg.array_agg(pg.aggregate_order_by(n, n.desc())))
    assert connection.scalar(ordered) == [3, 2, 1]


def test_an_order_of_nothing_is_refused() -> None:
    """aggregate_order_by() without an order says nothing."""
    with pytest.raises(TypeError, match="order by"):
        pg.aggregate_order_by(ig.column("a"))


BITS = [
    lambda kind, b: kind.from_int(5, length=8),
    lambda kind, b: kind.from_bytes(b"\x05"),
    lambda kind, b: kind.from_bytes(b"\x05", length=4),
    lambda kind, b: kind.from_bytes(b"\x05", length=12),
    lambda kind, b: [b.get_bit(0), b.get_bit(2), b.get_bit(-1), b.has_bit(2)],
    lambda kind, b: [b.set_bit(0, True), b.set_bit(0, "1"), b.set_bit(2, 0), b.set_bit(0, 2), b.set_bit(2, "0")],
    lambda kind, b: [b.bit_length, b.octet_length, len(b), int(b), bytes(b), b.to_bytes(2), kind("").octet_length],
    lambda kind, b: [b.lstrip(), b.lstrip("0"), b.rstrip("1"), b.rstrip(), b.strip(), b.strip("1"), b.lstrip("x")],
    lambda kind, b: [b.removeprefix("00"), b.removesuffix("01"), b.replace("0", "1", 1), b.zfill(8), b.zfill(2)],
    lambda kind, b: [b.split("1"), b.split(), b.split("1", 1)],
    lambda kind, b: [b & kind("11100"), b | "11100", b ^ kind("11100"), ~b, "11100" & b],
    lambda kind, b: [b << 1, b >> 1, b << 9, b >> 9, b << 0],
    lambda kind, b: [b + kind("1"), b + "1", "1" + b, b[0], b[1:3], str(b), f"{b}"],
    lambda kind, b: [b == kind("00101"), b == "00101", hash(b) == hash("00101"), bool(b), "01" in b],
    lambda kind, b: pickle.loads(pickle.dumps(b)),
]
REFUSED = [
    lambda kind, b: kind("012"),
    lambda kind, b: kind.from_int(5, length=2),
    lambda kind, b: kind.from_int(-1, length=8),
    lambda kind, b: kind.from_bytes(b"\xff", length=4),
    lambda kind, b: b.get_bit(9),
    lambda kind, b: b.set_bit(9, True),
    lambda kind, b: b.set_bit(-1, True),
    lambda kind, b: b & kind("1"),
    lambda kind, b: b & 3,
    lambda kind, b: b + "x",
    lambda kind, b: b.replace("0", "2"),
]


@pytest.mark.parametrize("case", BITS)
def test_bits(case: Any) -> None:
    """Each method and operator of a BitString."""
    assert repr(case(pg.BitString, pg.BitString("00101"))) == repr(case(theirs.BitString, theirs.BitString("00101")))


@pytest.mark.parametrize("case", REFUSED)
def test_bits_refuse(case: Any) -> None:
    """The errors are those of the reference, by class."""
    with pytest.raises((ValueError, IndexError, TypeError)) as expected:
        case(theirs.BitString, theirs.BitString("00101"))
    with pytest.raises(expected.type):
        case(pg.BitString, pg.BitString("00101"))

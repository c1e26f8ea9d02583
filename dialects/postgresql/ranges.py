"""Ranges and multiranges: their values in Python, their types and their operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from ...core.expression import operators as ops
from ...core.types.base import NULLTYPE, VALUE_TYPES, Processor, TypeEngine, UserDefinedType
from ...core.types.comparator import Comparator
from ...core.types.literal import quote_text
from ...core.types.operator_class import OperatorClass
from . import operators as pg

_T = TypeVar("_T")
Bounds: TypeAlias = Literal["()", "[)", "(]", "[]"]
_End: TypeAlias = tuple[int, Any, int]


@dataclass(frozen=True, slots=True, eq=False)
class Range(Generic[_T]):
    """A range of values; a bound that is None is infinite, and ``bounds`` says which bounds belong to the range.

    Whole numbers and dates are compared as the server does: ``Range(1, 5) == Range(1, 4, bounds="[]")``.
    """

    lower: _T | None = None
    upper: _T | None = None
    bounds: Bounds = field(default="[)", kw_only=True)
    empty: bool = field(default=False, kw_only=True)

    @property
    def is_empty(self) -> bool:
        """Whether this is the range without values."""
        return self.empty

    isempty = is_empty

    @property
    def lower_inc(self) -> bool:
        """Whether the lower bound, where there is one, belongs to the range."""
        return self.bounds[0] == "["

    @property
    def upper_inc(self) -> bool:
        """Whether the upper bound, where there is one, belongs to the range."""
        return self.bounds[1] == "]"

    @property
    def lower_inf(self) -> bool:
        """Whether the range has no lower bound."""
        return not self.empty and self.lower is None

    @property
    def upper_inf(self) -> bool:
        """Whether the range has no upper bound."""
        return not self.empty and self.upper is None

    @property
    def __sa_type_engine__(self) -> TypeEngine:
        return _range_type(self)

    def contains(self, value: _T | Range[_T]) -> bool:
        """Answer whether a value, or each value of another range, is in this range."""
        if isinstance(value, Range):
            return value.contained_by(self)
        if self.empty:
            return False
        low, high = self._ends(None)
        return low <= (0, value, 0) <= high

    __contains__ = contains

    def contained_by(self, other: Range[_T]) -> bool:
        """Answer whether each value of this range is in ``other``."""
        if self.empty or other.empty:
            return self.empty
        (low, high), (other_low, other_high) = _both(self, other)
        return other_low <= low and high <= other_high

    def overlaps(self, other: Range[_T]) -> bool:
        """Answer whether the ranges have values in common."""
        if self.empty or other.empty:
            return False
        (low, high), (other_low, other_high) = _both(self, other)
        return low <= other_high and other_low <= high

    def strictly_left_of(self, other: Range[_T]) -> bool:
        """Answer whether this range ends before ``other`` begins."""
        if self.empty or other.empty:
            return False
        (_, high), (other_low, _) = _both(self, other)
        return high < other_low

    __lshift__ = strictly_left_of

    def strictly_right_of(self, other: Range[_T]) -> bool:
        """Answer whether this range begins after ``other`` ends."""
        return other.strictly_left_of(self)

    __rshift__ = strictly_right_of

    def not_extend_left_of(self, other: Range[_T]) -> bool:
        """Answer whether this range begins no earlier than ``other``."""
        if self.empty or other.empty:
            return False
        (low, _), (other_low, _) = _both(self, other)
        return low >= other_low

    def not_extend_right_of(self, other: Range[_T]) -> bool:
        """Answer whether this range ends no later than ``other``."""
        if self.empty or other.empty:
            return False
        (_, high), (_, other_high) = _both(self, other)
        return high <= other_high

    def adjacent_to(self, other: Range[_T]) -> bool:
        """Answer whether one range begins right where the other ends, without a value in common or between."""
        if self.empty or other.empty:
            return False
        step = _step(self, other)
        (low, high), (other_low, other_high) = self._ends(step), other._ends(step)
        return _meet(high, other_low, step) or _meet(other_high, low, step)

    def union(self, other: Range[_T]) -> Range[_T]:
        """Return the range of the values of both; ValueError where there are values between them."""
        if self.empty or other.empty:
            return other if self.empty else self
        if not self.overlaps(other) and not self.adjacent_to(other):
            raise ValueError(f"{self} and {other} leave a gap: their union is no range, use MultiRange([...])")
        first, last = self._order(other, 0, min), self._order(other, 1, max)
        return Range(first.lower, last.upper, bounds=_bounds(first.bounds[0], last.bounds[1]))

    __add__ = union

    def difference(self, other: Range[_T]) -> Range[_T]:
        """Return this range without the values of ``other``; ValueError where two parts would be left."""
        if not self.overlaps(other):
            return self
        if self.contained_by(other):
            return Range(empty=True)
        (low, high), (other_low, other_high) = _both(self, other)
        if low < other_low and other_high < high:
            raise ValueError(f"{self} without {other} is two ranges: use MultiRange([...])")
        if low < other_low:
            closing = ")" if other.bounds[0] == "[" else "]"
            return Range(self.lower, other.lower, bounds=_bounds(self.bounds[0], closing))
        opening = "(" if other.bounds[1] == "]" else "["
        return Range(other.upper, self.upper, bounds=_bounds(opening, self.bounds[1]))

    __sub__ = difference

    def intersection(self, other: Range[_T]) -> Range[_T]:
        """Return the range of the values that both have."""
        if not self.overlaps(other):
            return Range(empty=True)
        first, last = self._order(other, 0, max), self._order(other, 1, min)
        return Range(first.lower, last.upper, bounds=_bounds(first.bounds[0], last.bounds[1]))

    __mul__ = intersection

    def __eq__(self, other: Any) -> bool:
        if not isinstance(other, Range):
            return NotImplemented
        if self.empty or other.empty:
            return self.empty and other.empty
        ours, theirs = _both(self, other)
        return ours == theirs

    def __hash__(self) -> int:
        return 0 if self.empty else hash(self._ends(_step(self)))

    def __bool__(self) -> bool:
        return not self.empty

    def __str__(self) -> str:
        return self._stringify()

    def _stringify(self) -> str:
        if self.empty:
            return "empty"
        return f"{self.bounds[0]}{_written(self.lower)},{_written(self.upper)}{self.bounds[1]}"

    def _ends(self, step: Any) -> tuple[_End, _End]:
        """Return the first and the last place as tuples that compare: side of infinity, value, just beside it."""
        low: _End = (-1, 0, 0) if self.lower is None else (0, self.lower, 0 if self.bounds[0] == "[" else 1)
        high: _End = (1, 0, 0) if self.upper is None else (0, self.upper, 0 if self.bounds[1] == "]" else -1)
        if step is not None:
            low, high = ((side, v + step * beside if beside else v, 0) for side, v, beside in (low, high))
        return low, high

    def _order(self, other: Range[_T], end: int, choose: Callable[..., Any]) -> Range[_T]:
        step = _step(self, other)
        return choose(self, other, key=lambda r: r._ends(step)[end])  # type: ignore[no-any-return]


class MultiRange(list[Range[_T]]):
    """Several ranges as one value; a plain list of ranges is taken too where the type is known."""

    @property
    def __sa_type_engine__(self) -> TypeEngine:
        known = _range_type(self[0]) if self else NULLTYPE
        return _MULTI[type(known)]() if known is not NULLTYPE else known


class RangeComparator(Comparator):
    """Operators of expressions of ranges and multiranges."""

    __slots__ = ()

    def operate(self, op: ops.Operator, *other: Any, **kwargs: Any) -> Any:
        if op is ops.LSHIFT or op is ops.RSHIFT:
            op = pg.STRICTLY_LEFT_OF if op is ops.LSHIFT else pg.STRICTLY_RIGHT_OF
        return super().operate(op, *other, **kwargs)

    def contains(self, *arg: Any, **kw: Any) -> Any:
        """``self @> other``: each value of the other, which may be an element, is in this one."""
        return self.expr._operate(pg.CONTAINS, *arg)

    def contained_by(self, other: Any) -> Any:
        """``self <@ other``."""
        return self.expr._operate(pg.CONTAINED_BY, other)

    def overlaps(self, other: Any) -> Any:
        """``self && other``: they have values in common."""
        return self.expr._operate(pg.OVERLAP, other)

    def strictly_left_of(self, other: Any) -> Any:
        """``self << other``: this one ends before the other begins."""
        return self.expr._operate(pg.STRICTLY_LEFT_OF, other)

    def strictly_right_of(self, other: Any) -> Any:
        """``self >> other``: this one begins after the other ends."""
        return self.expr._operate(pg.STRICTLY_RIGHT_OF, other)

    def not_extend_left_of(self, other: Any) -> Any:
        """``self &> other``: this one begins no earlier."""
        return self.expr._operate(pg.NOT_EXTEND_LEFT_OF, other)

    def not_extend_right_of(self, other: Any) -> Any:
        """``self &< other``: this one ends no later."""
        return self.expr._operate(pg.NOT_EXTEND_RIGHT_OF, other)

    def adjacent_to(self, other: Any) -> Any:
        """``self -|- other``: one begins where the other ends."""
        return self.expr._operate(pg.ADJACENT_TO, other)

    def union(self, other: Any) -> Any:
        """``self + other``."""
        return self.expr._operate(ops.ADD, other)

    def difference(self, other: Any) -> Any:
        """``self - other``."""
        return self.expr._operate(ops.SUB, other)

    def intersection(self, other: Any) -> Any:
        """``self * other``."""
        return self.expr._operate(ops.MUL, other)


class AbstractRange(UserDefinedType, Generic[_T]):
    """What range types have in common; values travel as text, which every driver and every range type takes."""

    render_bind_cast = True
    operator_classes = OperatorClass.NUMERIC
    Comparator: ClassVar[type[Any]] = RangeComparator
    comparator_factory: ClassVar[type[Any]] = RangeComparator
    _read: ClassVar[Any]

    @property
    def python_type(self) -> type:
        return Range

    def get_col_spec(self, **kw: Any) -> str:
        """Return the server's name: that of this class, or of the class below an application's own."""
        return next(cls.__name__ for cls in type(self).__mro__ if cls in _MULTI or cls in _MULTI.values())

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, (Range, list)) else TypeEngine.coerce_compared_value(self, op, value)

    def bind_processor(self, dialect: Any) -> Processor | None:
        return _text

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: f"{quote_text(_text(value), dialect)}::{dialect.type_text(self)}"

    def text_decoder(self) -> Callable[[str], Any]:
        return str

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return self._value

    def _value(self, value: Any) -> Any:
        if value is None:
            return None
        return next(iter(_parsed(value, self._read))) if isinstance(value, str) else _range(value)


class AbstractSingleRange(AbstractRange[_T]):
    """One range."""


class AbstractMultiRange(AbstractRange[_T]):
    """Several ranges in one value, since PostgreSQL 14."""

    @property
    def python_type(self) -> type:
        return MultiRange

    def _value(self, value: Any) -> Any:
        if value is None:
            return None
        return MultiRange(_parsed(value, self._read) if isinstance(value, str) else map(_range, value))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class INT4RANGE(AbstractSingleRange[int], affinity=True):
    """A range of integers."""

    _read = int


class INT8RANGE(AbstractSingleRange[int], affinity=True):
    """A range of big integers."""

    _read = int


class NUMRANGE(AbstractSingleRange[Decimal], affinity=True):
    """A range of exact numbers."""

    _read = Decimal


class DATERANGE(AbstractSingleRange[date], affinity=True):
    """A range of dates."""

    _read = date.fromisoformat


class TSRANGE(AbstractSingleRange[datetime], affinity=True):
    """A range of timestamps without time zone."""

    _read = staticmethod(_instant)


class TSTZRANGE(AbstractSingleRange[datetime], affinity=True):
    """A range of timestamps with time zone."""

    _read = staticmethod(_instant)


class INT4MULTIRANGE(AbstractMultiRange[int], affinity=True):
    """Ranges of integers."""

    _read = int


class INT8MULTIRANGE(AbstractMultiRange[int], affinity=True):
    """Ranges of big integers."""

    _read = int


class NUMMULTIRANGE(AbstractMultiRange[Decimal], affinity=True):
    """Ranges of exact numbers."""

    _read = Decimal


class DATEMULTIRANGE(AbstractMultiRange[date], affinity=True):
    """Ranges of dates."""

    _read = date.fromisoformat


class TSMULTIRANGE(AbstractMultiRange[datetime], affinity=True):
    """Ranges of timestamps without time zone."""

    _read = staticmethod(_instant)


class TSTZMULTIRANGE(AbstractMultiRange[datetime], affinity=True):
    """Ranges of timestamps with time zone."""

    _read = staticmethod(_instant)


def _bounds(opening: str, closing: str) -> Bounds:
    return opening + closing  # type: ignore[return-value]


def _both(one: Range[Any], other: Range[Any]) -> tuple[tuple[_End, _End], tuple[_End, _End]]:
    step = _step(one, other)
    return one._ends(step), other._ends(step)


def _step(*ranges: Range[Any]) -> Any:
    """Return what lies between neighbours where all bounds are whole numbers or dates, else None."""
    kinds = {type(v) for r in ranges for v in (r.lower, r.upper) if v is not None}
    return _STEPS.get(kinds.pop()) if len(kinds) == 1 else None


def _meet(high: Any, low: Any, step: Any) -> bool:
    if high[0] or low[0]:
        return False
    if step is not None:
        return bool(high[1] + step == low[1])
    return bool(high[1] == low[1] and low[2] - high[2] == 1)


def _written(value: Any) -> str:
    text = "" if value is None else str(value)
    if value is None or _PLAIN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(value: Any) -> Any:
    """Return a range, or a list of ranges, as the server reads it; text is taken as it is."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return "{" + ",".join([_text(r) for r in value]) + "}"
    if isinstance(value, Range):
        return value._stringify()
    if hasattr(value, "lower_inc"):  # the driver's own
        return _range(value)._stringify()
    raise TypeError(f"a Range, or a list of them for a multirange, is expected, got {value!r}")


def _range(value: Any) -> Range[Any]:
    """Return a driver's range as ours."""
    if value.isempty:
        return Range(empty=True)
    bounds = _bounds("[" if value.lower_inc else "(", "]" if value.upper_inc else ")")
    return Range(value.lower, value.upper, bounds=bounds)


def _parsed(text: str, read: Callable[[str], Any]) -> list[Range[Any]]:
    """Read the server's text, for drivers that leave it as it is."""
    if text == "empty":
        return [Range(empty=True)]
    made = []
    for found in _SPELLED.finditer(text):
        low, high = (read(end.strip('"')) if end else None for end in found.group(2, 3))
        made.append(Range(low, high, bounds=_bounds(found[1], found[4])))
    return made


def _range_type(value: Range[Any]) -> TypeEngine:
    """Return the type of a range by its bounds; one without bounds has none."""
    bounds = [b for b in (value.lower, value.upper) if b is not None]
    if not bounds:
        return NULLTYPE
    if all(type(b) is int for b in bounds):
        return INT4RANGE() if all(-(2**31) <= b < 2**31 for b in bounds) else INT8RANGE()
    if isinstance(bounds[0], datetime):
        return TSRANGE() if bounds[0].tzinfo is None else TSTZRANGE()
    if isinstance(bounds[0], date):
        return DATERANGE()
    return NUMRANGE() if isinstance(bounds[0], (int, float, Decimal)) else NULLTYPE


_PLAIN = re.compile(r"[\w.:+-]+(?: [\w.:+-]+)*")
_SPELLED = re.compile(r'([\[(])("[^"]*"|[^,"]*),("[^"]*"|[^\])"]*)([\])])')
_STEPS: dict[type, Any] = {int: 1, date: timedelta(days=1)}
_MULTI: dict[type, type[TypeEngine]] = {
    INT4RANGE: INT4MULTIRANGE,
    INT8RANGE: INT8MULTIRANGE,
    NUMRANGE: NUMMULTIRANGE,
    DATERANGE: DATEMULTIRANGE,
    TSRANGE: TSMULTIRANGE,
    TSTZRANGE: TSTZMULTIRANGE,
}
VALUE_TYPES[Range] = _range_type
VALUE_TYPES[MultiRange] = lambda value: value.__sa_type_engine__

"""Window functions, their frames, FILTER and WITHIN GROUP."""

from __future__ import annotations

import enum
from typing import Any, ClassVar

from ..exc import ArgumentError
from ..node import child, children, plain
from ..types.base import NULLTYPE, TypeEngine
from ..types.infer import type_of
from . import operators as ops
from .coerce import order_item
from .elements import BindParameter, ColumnElement, and_, predicate


class FrameClauseType(enum.Enum):
    """Where a bound of a window frame lies."""

    UNBOUNDED = 0
    CURRENT = 1
    PRECEDING = 2
    FOLLOWING = 3


class FrameClause:
    """A window frame whose bounds are values of any type: ``FrameClause(7, 2, PRECEDING, FOLLOWING)``."""

    __visit_name__ = "frame_clause"

    __slots__ = ("end", "end_type", "start", "start_type")

    def __init__(
        self, start: Any, end: Any, start_frame_type: FrameClauseType, end_frame_type: FrameClauseType
    ) -> None:
        for which, bound, kind in (("start", start, start_frame_type), ("end", end, end_frame_type)):
            counted = kind in (FrameClauseType.PRECEDING, FrameClauseType.FOLLOWING)
            if counted is (bound is None):
                raise ArgumentError(
                    f"the {which} of a frame is a value for PRECEDING and FOLLOWING, else None; got {bound!r}"
                )
        self.start, self.end = start, end
        self.start_type, self.end_type = start_frame_type, end_frame_type


class Over(ColumnElement):
    """``element OVER (PARTITION BY ... ORDER BY ... frame)``."""

    __visit_name__ = "over"

    element: Any = child()
    partition_by: tuple[Any, ...] = children(default=())
    order_by: tuple[Any, ...] = children(default=())
    frame: Any = plain(default=None)
    type: TypeEngine = plain(default=NULLTYPE)
    low: Any = child(default=None)
    high: Any = child(default=None)

    @classmethod
    def of(
        cls,
        element: Any,
        partition_by: Any = None,
        order_by: Any = None,
        rows: Any = None,
        range_: Any = None,
        groups: Any = None,
        exclude: str | None = None,
    ) -> Over:
        """Make a window; ``rows``, ``range_``, ``groups`` are pairs of offsets: None unbounded, 0 the current row."""
        kind = [(k, v) for k, v in (("ROWS", rows), ("RANGE", range_), ("GROUPS", groups)) if v is not None]
        if len(kind) > 1:
            raise ArgumentError("a window has one frame: give one of rows, range_ and groups")
        if exclude is not None and (not kind or exclude.upper() not in _EXCLUDE):
            raise ArgumentError(f"exclude follows a frame and is one of {', '.join(_EXCLUDE)}; got {exclude!r}")
        if not kind:
            return cls(element, _items(partition_by), _items(order_by), None, element.type)
        word, bounds = kind[0]
        if isinstance(bounds, FrameClause):
            low_word, low = _typed_bound(bounds.start, bounds.start_type, "PRECEDING")
            high_word, high = _typed_bound(bounds.end, bounds.end_type, "FOLLOWING")
        else:
            if not isinstance(bounds, tuple) or len(bounds) != 2:
                raise ArgumentError(f"a frame is a pair of bounds such as (None, 0), or a FrameClause; got {bounds!r}")
            (low_word, low), (high_word, high) = _bound(bounds[0], "PRECEDING"), _bound(bounds[1], "FOLLOWING")
        frame = (word, low_word, high_word, exclude.upper() if exclude else None)
        return cls(element, _items(partition_by), _items(order_by), frame, element.type, low, high)


class FunctionFilter(ColumnElement):
    """``func FILTER (WHERE criterion)``."""

    __visit_name__ = "funcfilter"

    _operator = ops.FILTER
    func: Any = child()
    criteria: tuple[Any, ...] = children(default=())
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def criterion(self) -> Any:
        """The conditions as one, None where there is none."""
        return and_(*self.criteria) if self.criteria else None

    def within_group_type(self, within_group: Any) -> Any:
        """Return the type that WITHIN GROUP gives the call, None for its own."""
        return self.func.within_group_type(within_group)

    def over(
        self,
        partition_by: Any = None,
        order_by: Any = None,
        range_: Any = None,
        rows: Any = None,
        groups: Any = None,
        exclude: str | None = None,
    ) -> Over:
        """Return the filtered aggregate as a window function."""
        return Over.of(self, partition_by, order_by, rows, range_, groups, exclude)

    def filter(self, *criterion: Any) -> FunctionFilter:
        """Add conditions."""
        return self._with(criteria=(*self.criteria, *(predicate(c) for c in criterion)))

    def within_group(self, *order_by: Any) -> WithinGroup:
        """Return the aggregate with ``WITHIN GROUP (ORDER BY ...)``."""
        return WithinGroup(self, tuple(order_item(o) for o in order_by), self.type)


class Aggregate:
    """What can follow a call, and an ordered-set aggregate: OVER and FILTER."""

    __slots__ = ()
    type: TypeEngine

    def over(
        self,
        *,
        partition_by: Any = None,
        order_by: Any = None,
        rows: Any = None,
        range_: Any = None,
        groups: Any = None,
        exclude: str | None = None,
    ) -> Over:
        """Return this as a window function; frames are pairs of offsets or a :class:`FrameClause`."""
        return Over.of(self, partition_by, order_by, rows, range_, groups, exclude)

    def filter(self, *criterion: Any) -> Any:
        """Return the aggregate with ``FILTER (WHERE ...)``."""
        return FunctionFilter(self, tuple(predicate(c) for c in criterion), self.type) if criterion else self


class WithinGroup(Aggregate, ColumnElement):
    """``element WITHIN GROUP (ORDER BY ...)``."""

    __visit_name__ = "withingroup"

    _names_binds: ClassVar[bool] = False
    element: Any = child()
    order_by: tuple[Any, ...] = children(default=())
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def _anon_name(self) -> str:
        return str(self.element._anon_name)


def _bound(offset: Any, unbounded: str) -> tuple[str, Any]:
    """Return the words of a frame's bound and the count before them, None where there is none."""
    if offset is None:
        return f"UNBOUNDED {unbounded}", None
    if not isinstance(offset, int):
        raise ArgumentError(f"an offset is a whole number or None; a FrameClause takes others; got {offset!r}")
    if offset == 0:
        return "CURRENT ROW", None
    return (" PRECEDING" if offset < 0 else " FOLLOWING"), BindParameter(None, type_of(abs(offset)), abs(offset))


def _typed_bound(value: Any, kind: FrameClauseType, unbounded: str) -> tuple[str, Any]:
    if kind is FrameClauseType.UNBOUNDED:
        return f"UNBOUNDED {unbounded}", None
    if kind is FrameClauseType.CURRENT:
        return "CURRENT ROW", None
    made = value if isinstance(value, ColumnElement) else BindParameter(None, type_of(value), value)
    return f" {kind.name}", made


def _items(items: Any) -> tuple[Any, ...]:
    if items is None:
        return ()
    return tuple(order_item(i) for i in items) if isinstance(items, (list, tuple)) else (order_item(items),)


_EXCLUDE = ("CURRENT ROW", "GROUP", "TIES", "NO OTHERS")

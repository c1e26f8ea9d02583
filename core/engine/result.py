"""Results: fetch rows in every shape that users ask for, without copying what needs no change.

One `Result` owns the source of raw tuples; `ScalarResult`, `MappingResult` and `TupleResult` are views that turn the
same raw tuples into something else. A view is a function from one raw tuple to one item; all fetching is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Generic, NoReturn, Self, TypeAlias, TypeVar, TypeVarTuple, cast, overload

from ..exc import ArgumentError, InvalidRequestError, MultipleResultsFound, NoResultFound, ResourceClosedError
from ..util import without_collector
from .row import RawRow, ResultMeta, RMKeyView, Row, RowMapping

_T = TypeVar("_T")
_U = TypeVar("_U")
_Ts = TypeVarTuple("_Ts")
_Key: TypeAlias = Callable[[Any], Any] | None
_Unique: TypeAlias = tuple[set[Any], _Key, _Key]  # keys seen, what makes a key, what the user gave to make it

_CHUNK = 500
_AHEAD = 128
_OPEN, _EXHAUSTED, _CLOSED = range(3)


class FetchMixin(Generic[_T]):
    """Fetch items of one kind; the shared part of results and of their views."""

    __slots__ = ("_make", "_unique")

    _make: Callable[[RawRow], _T] | None
    _unique: _Unique | None

    @property
    def _owner(self) -> Result[*tuple[Any, ...]]:
        """Return the result that the rows come from; never kept by itself, or an unread cursor would outlive it."""
        raise NotImplementedError

    def _unique_default(self) -> _Key:
        """Return the function that makes an item's uniqueness key; None when the item itself will do."""
        return None

    def _items(self, raws: Sequence[RawRow]) -> list[_T]:
        make = self._make
        if make is None:
            items = cast("list[_T]", raws)
        else:
            items = without_collector(len(raws), list, map(make, raws))
        return items if self._unique is None else self._distinct(items)

    def _distinct(self, items: Sequence[_T]) -> list[_T]:
        assert self._unique is not None
        seen, strategy, _ = self._unique
        kept = []
        for item in items:
            key = item if strategy is None else strategy(item)
            if key not in seen:
                seen.add(key)
                kept.append(item)
        return kept

    def unique(self, strategy: Callable[[Any], Any] | None = None) -> Self:
        """Leave out items that came before; `strategy` makes the key that is compared, else the item itself is."""
        self._unique = (set(), strategy if strategy is not None else self._unique_default(), strategy)
        self._owner._must_be_unique = None
        return self

    def all(self) -> list[_T]:
        """Return all remaining items in a list."""
        return self._items(self._owner._fetch_all())

    def fetchall(self) -> list[_T]:
        """Return all remaining items in a list."""
        return self.all()

    def fetchmany(self, size: int | None = None) -> list[_T]:
        """Return up to `size` items; an empty list when none is left."""
        owner = self._owner
        if size is not None and size <= 0:
            if size < 0:
                raise ArgumentError(f"fetchmany({size}): the number of rows is 0 or more, or left out")
            return self._items(owner._fetch_nothing()) if owner._state else []
        wanted = size or owner._yield_per
        if not wanted:
            return self.all() if owner._default_batch is None else self._take(owner._default_batch)
        return self._take(wanted)

    def fetchone(self) -> _T | None:
        """Return the next item, or None when none is left."""
        if self._unique is None:
            raw = self._owner._fetch_one()
            return raw if raw is None or self._make is None else self._make(raw)  # type: ignore[return-value]
        items = self._take(1)
        return items[0] if items else None

    def first(self) -> _T | None:
        """Return the first item or None, and close the result."""
        items = self._last(1)
        return items[0] if items else None

    def one(self) -> _T:
        """Return the only item, and close the result; raises `NoResultFound` or `MultipleResultsFound`."""
        return cast(_T, self._only(required=True))

    def one_or_none(self) -> _T | None:
        """Return the only item or None, and close the result; raises `MultipleResultsFound`."""
        return cast("_T | None", self._only(required=False))

    def partitions(self, size: int | None = None) -> Iterator[list[_T]]:
        """Yield lists of up to `size` items."""
        while items := self.fetchmany(size):
            yield items

    def yield_per(self, num: int) -> Self:
        """Fetch `num` rows at a time when iterating."""
        self._owner._set_yield_per(num)
        return self

    def close(self) -> None:
        """Close the result; what is left cannot be fetched any more."""
        self._owner._close_hard()

    @property
    def closed(self) -> bool:
        """Tell whether the result was closed."""
        return self._owner._state == _CLOSED

    def __iter__(self) -> Iterator[_T]:
        owner = self._owner
        size = owner._yield_per or _CHUNK
        while True:
            # the rest of an abandoned iteration stays in the owner's buffer, for the next fetch
            rest = owner._buffer
            if rest is None:
                rest = owner._read_ahead(size)
                if rest is None:
                    return
            if self._unique is not None:
                yield from self._distinct_lazily(rest)
            elif self._make is None:
                yield from cast("Iterator[_T]", rest)
            else:
                yield from map(self._make, rest)
            if owner._buffer is rest:
                owner._buffer = None

    def __next__(self) -> _T:
        item = self.fetchone()
        if item is None and self._owner._state and self._owner._buffer is None:
            raise StopIteration
        return cast(_T, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _distinct_lazily(self, raws: Iterator[RawRow]) -> Iterator[_T]:
        for raw in raws:
            yield from self._items((raw,))

    def _take(self, count: int) -> list[_T]:
        owner = self._owner
        items = self._items(owner._fetch_many(count))
        if self._unique is not None:
            while len(items) < count and (raws := owner._fetch_many(count - len(items))):
                items += self._items(raws)
        return items

    def _last(self, count: int) -> list[_T]:
        """Return up to `count` items, and close the result; one that was read to its end stays as it is."""
        owner = self._owner
        at_end = owner._is_at_end()
        try:
            return self._take(count)
        finally:
            if not at_end:
                owner._close_hard()

    def _only(self, required: bool) -> Any:
        items = self._last(2)
        if len(items) == 1:
            return items[0]
        if items:
            when = "exactly one was required" if required else "one or none was required"
            raise MultipleResultsFound(f"Multiple rows were found when {when}")
        if required:
            raise NoResultFound("No row was found when one was required")
        return None


class Result(FetchMixin["Row[*_Ts]"], Generic[*_Ts]):
    """Fetch rows, each a named tuple; the base of results of every source."""

    __slots__ = ("_ahead", "_buffer", "_default_batch", "_meta", "_must_be_unique", "_pick", "_state", "_yield_per")

    def __init__(self, cursor_metadata: ResultMeta) -> None:
        self._unique = None
        self._meta = cursor_metadata
        make: Any = cursor_metadata.row_class
        self._make = make
        self._pick: Callable[[RawRow], RawRow] | None = None
        self._state = _OPEN
        self._yield_per = 0
        self._default_batch: int | None = None
        self._buffer: Iterator[RawRow] | None = None
        self._ahead = 1
        self._must_be_unique: str | None = None

    @property
    def _owner(self) -> Result[*tuple[Any, ...]]:
        return self

    # -- sources: overridden by subclasses

    def _source_all(self) -> Sequence[RawRow]:
        """Return all raw tuples that are left."""
        raise NotImplementedError

    def _source_many(self, count: int) -> Sequence[RawRow]:
        """Return up to `count` raw tuples, an empty sequence at the end."""
        raise NotImplementedError

    def _source_ahead(self, count: int) -> Sequence[RawRow] | Iterator[RawRow]:
        """Return as `_source_many` does; or an iterator, where a row among them is an error in its turn."""
        return self._source_many(count)

    def _source_close(self) -> None:
        """Free what the source holds."""

    def _refuse_fetch(self) -> NoReturn:
        raise ResourceClosedError("This result object is closed.")

    # -- users' side

    def keys(self) -> RMKeyView:
        """Return the names of the columns."""
        return RMKeyView(self._meta)

    def _unique_default(self) -> _Key:
        return self._meta.unique_key()

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the rows to the given columns (index, name or Column), in the given order."""
        positions = [self._meta.position_or_index(key) for key in col_expressions]
        pick = _picker(positions)
        before = self._pick
        self._pick = pick if before is None else lambda raw: pick(before(raw))
        if self._buffer is not None:
            self._buffer = map(pick, self._buffer)
        self._meta = self._meta.reduced(positions)
        make: Any = self._meta.row_class
        self._make = make
        if self._unique is not None:
            self.unique(self._unique[2])
        return self

    @overload
    def scalars(self: Result[_U, *tuple[Any, ...]]) -> ScalarResult[_U]: ...
    @overload
    def scalars(self, index: Any = 0) -> ScalarResult[Any]: ...
    def scalars(self, index: Any = 0) -> ScalarResult[Any]:
        """Return a result of the values of one column, the first one unless `index` (or a name, or Column) is given."""
        return ScalarResult(self, index)

    def mappings(self) -> MappingResult:
        """Return a result whose items read like dicts."""
        return MappingResult(self)

    def tuples(self) -> TupleResult[tuple[*_Ts]]:
        """Return this result, typed as plain tuples."""
        return cast("TupleResult[Any]", self)

    @property
    def t(self) -> TupleResult[Any]:
        """Return this result, typed as plain tuples."""
        return self.tuples()

    def all(self) -> list[Row[*_Ts]]:
        """Return all remaining rows in a list."""
        return super().all()

    def scalar(self) -> Any:
        """Return the first column of the first row, or None; close the result."""
        at_end = self._is_at_end()
        try:
            raws = self._take(1) if self._unique is not None else self._fetch_many(1)
        finally:
            if not at_end:
                self._close_hard()
        return raws[0][0] if raws else None

    def scalar_one(self) -> Any:
        """Return the first column of the only row; raises like `one()`."""
        row: Any = self.one()
        return row[0]

    def scalar_one_or_none(self) -> Any:
        """Return the first column of the only row, or None when there is no row."""
        row: Any = self.one_or_none()
        return row[0] if row is not None else None

    def freeze(self) -> FrozenResult:
        """Fetch everything into an object that makes fresh results of it, as a cache needs."""
        return FrozenResult(self)

    def merge(self, *others: Result[*tuple[Any, ...]]) -> MergedResult:
        """Return one result that yields this one's rows and then those of the others."""
        return MergedResult(self._meta, (self, *others))

    # -- fetching raw tuples, for views

    def _fetch_all(self) -> Sequence[RawRow]:
        if self._state or self._must_be_unique:
            return self._fetch_nothing()
        raws = self._source_all()
        if self._pick is not None:
            raws = list(map(self._pick, raws))
        if self._buffer is not None:
            raws = [*self._buffer, *raws]
            self._buffer = None
        self._state = _EXHAUSTED
        self._source_close()
        return raws

    def _fetch_many(self, count: int) -> Sequence[RawRow]:
        if self._buffer is not None and self._state != _CLOSED:
            raws: Sequence[RawRow] = list(islice(self._buffer, count))
            if len(raws) == count:
                return raws
            self._buffer = None
            return [*raws, *self._fetch_many(count - len(raws))]
        if self._state or self._must_be_unique:
            return self._fetch_nothing()
        raws = self._source_many(count)
        if not raws:
            self._state = _EXHAUSTED
            self._source_close()
        return raws if self._pick is None else list(map(self._pick, raws))

    def _fetch_one(self) -> RawRow | None:
        """Return the next raw tuple; who reads a result one by one has it read ahead, more and more."""
        if self._buffer is not None:
            for raw in self._buffer:
                return raw
            self._buffer = None
        ahead = self._read_ahead(self._ahead)
        self._ahead = min(self._ahead * 2, self._yield_per or _AHEAD)
        return None if ahead is None else next(ahead)

    def _read_ahead(self, count: int) -> Iterator[RawRow] | None:
        """Read the next `count` raw tuples into the buffer, and return it; None at the end."""
        if self._state or self._must_be_unique:
            self._fetch_nothing()
            return None
        raws = self._source_ahead(count)
        if not raws:
            self._state = _EXHAUSTED
            self._source_close()
            return None
        self._buffer = iter(raws) if self._pick is None else map(self._pick, raws)
        return self._buffer

    def _fetch_nothing(self) -> Sequence[RawRow]:
        if self._state == _CLOSED:
            self._refuse_fetch()
        if self._state == _OPEN:
            raise InvalidRequestError(cast(str, self._must_be_unique))
        left, self._buffer = self._buffer, None
        return [] if left is None else list(left)

    def _is_at_end(self) -> bool:
        """Tell whether no row is left; the source may be read to its end while some wait in the buffer."""
        return self._state == _EXHAUSTED and self._buffer is None

    def _close_hard(self) -> None:
        if self._state == _OPEN:
            self._source_close()
        self._state = _CLOSED
        self._buffer = None

    def _set_yield_per(self, num: int) -> None:
        self._yield_per = num

    def _scalar_all(self, position: int) -> list[Any]:
        """Return all values of one column; sources that can do it without tuples override this."""
        return [raw[position] for raw in self._fetch_all()]


class _View(FetchMixin[_T]):
    """Be the base of results that show another result's rows in their own way."""

    __slots__ = ("_result",)

    def __init__(self, result: Result[*tuple[Any, ...]]) -> None:
        self._result = result
        self._make = None
        self._unique = None
        if result._unique is not None:
            self.unique(result._unique[2])

    @property
    def _owner(self) -> Result[*tuple[Any, ...]]:
        return self._result


FilterResult = _View


class ScalarResult(_View[_T]):
    """Fetch the values of one column."""

    __slots__ = ("_position",)

    def __init__(self, real_result: Result[*tuple[Any, ...]], index: Any = 0) -> None:
        self._position = real_result._meta.position_or_index(index)
        super().__init__(real_result)
        self._make = itemgetter(self._position)

    def _unique_default(self) -> _Key:
        filters = self._owner._meta.unique_filters
        return None if filters is None else filters[self._position]

    def all(self) -> list[_T]:
        """Return all remaining values in a list."""
        values = self._owner._scalar_all(self._position)
        return values if self._unique is None else self._distinct(values)


class MappingResult(_View[RowMapping]):
    """Fetch rows as mappings."""

    __slots__ = ("_meta",)

    def __init__(self, result: Result[*tuple[Any, ...]]) -> None:
        super().__init__(result)
        self._meta = result._meta
        self._make = partial(RowMapping, result._meta)

    def _unique_default(self) -> _Key:
        key = self._meta.unique_key()
        return (lambda item: item._values) if key is None else (lambda item: key(item._values))

    def keys(self) -> RMKeyView:
        """Return the names of the columns."""
        return RMKeyView(self._meta)

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the mappings to the given columns; the result that they come from keeps its own."""
        positions = [self._meta.position_or_index(key) for key in col_expressions]
        meta = self._meta = self._meta.reduced(positions)
        make: Any = self._make
        pick = _picker(positions)
        self._make = lambda raw: RowMapping(meta, pick(make(raw)._values))
        if self._unique is not None:
            self.unique(self._unique[2])
        return self


class TupleResult(_View[_T]):
    """Type a result's rows as plain tuples; they are tuples already."""

    __slots__ = ()


class IteratorResult(Result[*_Ts]):
    """Make a result of tuples at hand.

    `iterator` yields raw tuples or rows. For a result of one column `scalars` may be given in its place: the bare
    values, which `scalars()` then yields as they are.
    """

    __slots__ = ("_scalar_source", "_tuples", "context", "raw")

    def __init__(
        self,
        cursor_metadata: ResultMeta,
        iterator: Iterable[RawRow] | None = None,
        raw: Result[*tuple[Any, ...]] | None = None,
        context: Any = None,
        *,
        scalars: Iterable[Any] | None = None,
    ) -> None:
        super().__init__(cursor_metadata)
        self._scalar_source = scalars
        self._tuples: Iterator[RawRow] | Iterable[RawRow] = (
            cast("Iterable[RawRow]", zip(scalars, strict=True)) if scalars is not None else iterator or ()
        )
        self.raw = raw
        self.context = context

    def _source_all(self) -> Sequence[RawRow]:
        tuples, self._tuples = self._tuples, ()
        self._scalar_source = None
        return tuples if isinstance(tuples, list) else list(tuples)

    def _source_many(self, count: int) -> Sequence[RawRow]:
        self._scalar_source = None
        tuples = self._tuples
        if not isinstance(tuples, Iterator):
            tuples = self._tuples = iter(tuples)
        return list(islice(tuples, count))

    def _source_close(self) -> None:
        self._tuples = ()
        self._scalar_source = None
        if self.raw is not None:
            self.raw.close()

    def _scalar_all(self, position: int) -> list[Any]:
        source = self._scalar_source
        if source is None or self._state or self._must_be_unique or self._pick is not None:
            return super()._scalar_all(position)
        values = source if isinstance(source, list) else list(source)
        self._state = _EXHAUSTED
        self._source_close()
        return values


class ChunkedIteratorResult(IteratorResult[*_Ts]):
    """Make a result of chunks: `chunks(size)` yields lists of raw tuples (or of values, for a single scalar column).

    With `dynamic_yield_per` a later `yield_per()` or a sized fetch decides the size of the chunks.
    """

    __slots__ = ("_begun", "_chunks", "dynamic_yield_per", "source_supports_scalars")

    def __init__(
        self,
        cursor_metadata: ResultMeta,
        chunks: Callable[[int | None], Iterator[Sequence[Any]]],
        source_supports_scalars: bool = False,
        raw: Any = None,
        dynamic_yield_per: bool = False,
        context: Any = None,
    ) -> None:
        self._chunks = chunks
        self._begun = False
        self.source_supports_scalars = source_supports_scalars
        self.dynamic_yield_per = dynamic_yield_per
        super().__init__(cursor_metadata, None, raw, context)
        self._start(None)

    def _start(self, size: int | None) -> None:
        values = chain.from_iterable(self._chunks(size))
        self._tuples = zip(values, strict=True) if self.source_supports_scalars else values
        self._scalar_source = values if self.source_supports_scalars else None

    def _set_yield_per(self, num: int) -> None:
        super()._set_yield_per(num)
        if not self._begun:
            self._start(num)

    def _source_many(self, count: int) -> Sequence[RawRow]:
        if self.dynamic_yield_per and not self._begun and not self._yield_per:
            self._start(count)
        self._begun = True
        return super()._source_many(count)


class MergedResult(IteratorResult[*tuple[Any, ...]]):
    """Yield the rows of several results, one after the other."""

    __slots__ = ("_results", "rowcount")

    def __init__(self, cursor_metadata: ResultMeta, results: Sequence[Result[*tuple[Any, ...]]]) -> None:
        self._results = results
        self.rowcount = sum(getattr(result, "rowcount", 0) for result in results)
        rows = chain.from_iterable(map(_raw_rows, results))
        super().__init__(cursor_metadata, rows)
        self._unique = results[0]._unique

    def _close_hard(self) -> None:
        for result in self._results:
            result._close_hard()
        super()._close_hard()


class FrozenResult:
    """Keep the rows of a result; calling it gives a fresh result of them."""

    def __init__(self, result: Result[*tuple[Any, ...]]) -> None:
        self.metadata = result._meta
        self.data: list[Any] = list(result.all())

    def __call__(self) -> IteratorResult[*tuple[Any, ...]]:
        """Return a result of the kept rows."""
        return IteratorResult(self.metadata, self.data)

    def with_new_rows(self, tuple_data: Sequence[RawRow]) -> FrozenResult:
        """Return a frozen result with the same columns and other rows."""
        made = FrozenResult.__new__(FrozenResult)
        made.metadata = self.metadata
        made.data = list(tuple_data)
        return made


def null_result() -> IteratorResult[*tuple[Any, ...]]:
    """Return a result without columns and rows."""
    return IteratorResult(ResultMeta(()), ())


# -- helpers ---------------------------------------------------------------------------------------------------------


def _picker(positions: Sequence[int]) -> Callable[[RawRow], RawRow]:
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda raw: tuple([raw[position] for position in positions])


def _raw_rows(result: Result[*tuple[Any, ...]]) -> Iterator[RawRow]:
    while raws := result._fetch_many(_CHUNK):
        yield from raws

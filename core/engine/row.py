"""Rows: real tuples whose class, made once per statement, knows the names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, ClassVar, Generic, TypeAlias, TypeVarTuple, cast

from ..exc import InvalidRequestError, NoSuchColumnError
from ..util import nearest

_Ts = TypeVarTuple("_Ts")
RawRow: TypeAlias = tuple[Any, ...]
Processor: TypeAlias = Callable[[Any], Any]
RowsProcessor: TypeAlias = Callable[[Sequence[RawRow]], list[RawRow]]


class BaseRow:
    """Mark rows and row mappings."""

    __slots__ = ()


class Row(tuple[*_Ts], BaseRow, Generic[*_Ts]):
    """Hold one row of a result: a tuple whose values are also attributes, `row.name`.

    `row._mapping` reads like a dict, by name or by Column; `row._fields` has the names, `row._asdict()` makes a dict.
    """

    __slots__ = ()

    _meta: ClassVar[ResultMeta]
    _fields: ClassVar[tuple[str, ...]]

    @property
    def _mapping(self) -> RowMapping:
        """Return the row as a mapping by name or Column."""
        return RowMapping(self._meta, self)

    def _asdict(self) -> dict[str, Any]:
        """Return a dict of names to values."""
        if self._meta.ambiguous:
            return dict(self._mapping)
        return dict(zip(self._fields, cast(RawRow, self), strict=True))

    def _tuple(self) -> tuple[*_Ts]:
        """Return the row as a plain tuple."""
        return cast("tuple[*_Ts]", tuple(cast(RawRow, self)))

    @property
    def _t(self) -> tuple[*_Ts]:
        """Return the row; it is a tuple already."""
        return self

    @property
    def t(self) -> tuple[*_Ts]:
        """Return the row; it is a tuple already."""
        return self

    def tuple(self) -> Any:
        """Return the row as a plain tuple."""
        return self._tuple()

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        self._meta.refuse_ambiguous(name)
        raise AttributeError(_no_column(name, self._fields))

    def __reduce__(self) -> Any:
        return _revive, (self._fields, self._tuple())


class RowMapping(BaseRow, Mapping[Any, Any]):
    """Read a row by name or by Column."""

    __slots__ = ("_meta", "_values")

    def __init__(self, meta: ResultMeta, values: RawRow) -> None:
        self._meta = meta
        self._values = values

    def __getitem__(self, key: Any) -> Any:
        position = self._meta.positions.get(key)
        return self._values[self._meta.position(key) if position is None else position]

    def __iter__(self) -> Iterator[str]:
        return iter(self._meta.keys)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: object) -> bool:
        return self._meta.has(key)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __hash__(self) -> int:
        return hash(tuple(self._values))

    def __reduce__(self) -> Any:
        return _revive_mapping, (self._meta.keys, tuple(self._values))


class RMKeyView(KeysView[str]):
    """Show the column names of a result, in order."""

    __slots__ = ("_meta",)

    def __init__(self, meta: ResultMeta) -> None:
        self._meta = meta

    def __len__(self) -> int:
        return len(self._meta.keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._meta.keys)

    def __contains__(self, key: object) -> bool:
        return not isinstance(key, int) and self._meta.has(key)

    def __eq__(self, other: object) -> bool:
        return list(other) == list(self._meta.keys) if isinstance(other, Sequence | KeysView) else NotImplemented

    def __getitem__(self, index: int) -> str:
        return self._meta.keys[index]

    def __repr__(self) -> str:
        return f"RMKeyView({list(self._meta.keys)!r})"


class ResultMeta:
    """Describe the columns of a result: their names, what else finds them, and the class of its rows.

    `objects` has for each column the things that find it besides its name (Columns, labels, attributes); `by_name` lets
    a Column be found by its name alone, as for textual SQL. `unique_filters` has for each column None, or a function
    that makes a hashable key of its value. With `unique`, names that several columns share find none; else the last.
    """

    __slots__ = ("_row_class", "ambiguous", "by_name", "keys", "objects", "positions", "unique_filters")

    def __init__(
        self,
        keys: Sequence[str],
        objects: Sequence[Sequence[Any]] | None = None,
        unique_filters: Sequence[Callable[[Any], Any] | None] | None = None,
        by_name: bool = False,
        unique: bool = False,
    ) -> None:
        self.keys = tuple(keys)
        self.objects = objects
        self.unique_filters = unique_filters if unique_filters and any(unique_filters) else None
        self.by_name = by_name
        self.positions: dict[Any, int] = {}
        if objects is not None:
            for index in range(len(self.keys) - 1, -1, -1):
                for found_by in objects[index]:
                    self.positions[found_by] = index
        for index, key in enumerate(self.keys):
            self.positions[key] = index
        self.ambiguous: frozenset[str] = frozenset()
        if unique and len(set(self.keys)) < len(self.keys):
            self.ambiguous = frozenset(key for key in self.keys if self.keys.count(key) > 1)
            for key in self.ambiguous:
                del self.positions[key]
        self._row_class: type[Row[Any]] | None = None

    def __reduce__(self) -> Any:
        """Pickle the names: they are what finds a column after that."""
        filters = self.unique_filters and [make if make is id else None for make in self.unique_filters]
        return ResultMeta, (self.keys, None, filters, True, bool(self.ambiguous))

    @property
    def row_class(self) -> type[Row[*tuple[Any, ...]]]:
        """Return the class of the rows."""
        if self._row_class is None:
            self._row_class = _row_class(self)
        return self._row_class

    def has(self, key: Any) -> bool:
        """Tell whether a name or Column is there."""
        try:
            self.position(key)
        except InvalidRequestError:
            return isinstance(key, str) and key in self.ambiguous
        return True

    def refuse_ambiguous(self, key: Any) -> None:
        """Raise InvalidRequestError for a name that several columns share."""
        if isinstance(key, str) and key in self.ambiguous:
            raise InvalidRequestError(f"Ambiguous column name '{key}' in result set column descriptions")

    def position(self, key: Any) -> int:
        """Return the position of a column given by name, Column or attribute; raises `NoSuchColumnError`."""
        found = self.positions.get(key) if not isinstance(key, int) else None
        if found is None and not isinstance(key, str | int):
            clause = getattr(key, "__clause_element__", None)
            if clause is not None:
                found = self.positions.get(clause())
            if found is None and self.by_name:
                found = self.positions.get(getattr(key, "key", None))
                if found is None:
                    found = self.positions.get(getattr(key, "name", None))
        if found is None:
            self.refuse_ambiguous(key)
            raise NoSuchColumnError(_no_column(key, self.keys))
        return found

    def position_or_index(self, key: Any) -> int:
        """Return the position of a column that may also be given as an index."""
        if not isinstance(key, int):
            return self.position(key)
        size = len(self.keys)
        if not -size <= key < size:
            raise IndexError(f"Result has {size} columns, there is no column {key}")
        return key % size

    def reduced(self, positions: Sequence[int]) -> ResultMeta:
        """Return the description of the given columns only."""
        pick = [self.keys[i] for i in positions]
        objects = None if self.objects is None else [self.objects[i] for i in positions]
        filters = None if self.unique_filters is None else [self.unique_filters[i] for i in positions]
        return ResultMeta(pick, objects, filters, self.by_name, bool(self.ambiguous))

    def unique_key(self) -> Callable[[RawRow], Any] | None:
        """Return the function that makes the uniqueness key of a row; None when the row itself will do."""
        filters = self.unique_filters
        if filters is None:
            return None
        numbered = tuple(enumerate(filters))
        return lambda row: tuple([row[i] if make is None else make(row[i]) for i, make in numbered])


def result_tuple(fields: Sequence[str], extra: Sequence[Sequence[Any]] | None = None) -> Callable[[Any], Row[Any]]:
    """Return a function that makes rows with the given names out of sequences."""
    return ResultMeta(fields, extra).row_class


@lru_cache(512)
def textual_meta(names: tuple[str, ...]) -> ResultMeta:
    """Return the description of rows of which only the names are known."""
    return ResultMeta(names, by_name=True)


def rows_processor(processors: Sequence[Processor | None]) -> RowsProcessor | None:
    """Return a function that applies one processor per column to many rows; None when no column has one."""
    used = {f"p{i}": one for i, one in enumerate(processors) if one is not None}
    if not used:
        return None
    factory: Callable[..., RowsProcessor] = _rows_factory(tuple(one is not None for one in processors))
    return factory(**used)


# -- helpers ---------------------------------------------------------------------------------------------------------


def _row_class(meta: ResultMeta) -> type[Row[Any]]:
    fields: dict[str, Any] = {
        key: property(itemgetter(position))
        for key, position in meta.positions.items()
        if isinstance(key, str) and key not in _KEPT_NAMES and not key.startswith("__")
    }
    fields.update(__slots__=(), _meta=meta, _fields=meta.keys, __module__=__name__)
    made: type[Row[Any]] = type("Row", (Row,), fields)
    return made


@lru_cache(512)
def _rows_factory(mask: tuple[bool, ...]) -> Any:
    names = [f"c{i}" for i in range(len(mask))]
    values = [f"p{i}(c{i})" if processed else f"c{i}" for i, processed in enumerate(mask)]
    arguments = ", ".join(f"p{i}" for i, processed in enumerate(mask) if processed)
    source = (
        f"def factory({arguments}):\n def process(rows):\n"
        f"  return [({', '.join(values)},) for {', '.join(names)}, in rows]\n return process"
    )
    scope: dict[str, Any] = {}
    exec(source, scope)  # noqa: S102 (made of numbers only)
    return scope["factory"]


def _revive(fields: tuple[str, ...], values: RawRow) -> Row[Any]:
    return textual_meta(fields).row_class(values)


def _revive_mapping(fields: tuple[str, ...], values: RawRow) -> RowMapping:
    return RowMapping(textual_meta(fields), values)


def _no_column(key: Any, known: Sequence[str]) -> str:
    name = key if isinstance(key, str) else str(key)
    return f"Could not locate column in row for column '{name}'{nearest(name, known)}"


_KEPT_NAMES = frozenset({"_asdict", "_fields", "_mapping", "_meta", "_t", "_tuple"})

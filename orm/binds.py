"""Which engine or connection serves a mapped class, a table or a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..core.exc import ArgumentError
from ..core.expression.selectable import FromClause
from .mapper import Mapper
from .state import class_mapper_of


class Binds:
    """Keep what ``Session(binds=)`` was given: engines or connections by mapped class, base class, mixin, or table."""

    __slots__ = ("_by_key", "_by_table")

    def __init__(self, given: dict[Any, Any] | None) -> None:
        self._by_key: dict[Any, Any] = {}
        self._by_table: dict[Any, Any] = {}
        for key, bind in (given or {}).items():
            self.add(key, bind)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def add(self, key: Any, bind: Any) -> None:
        """Use a bind for a class and those below it, or for a table."""
        if not isinstance(key, type | Mapper | FromClause):
            raise ArgumentError(f"Not an acceptable bind target: {key!r}; binds are given for classes and tables")
        self._by_key[key.__dict__.get("__mapper__", key) if isinstance(key, type) else key] = bind
        self._by_table.clear()

    def find(self, mapper: Any, clause: Any) -> Any:
        """Return the bind for a mapper, else for the first class or table in a statement that has one; or None."""
        if mapper is not None:
            found = self._of_mapper(mapper if isinstance(mapper, Mapper) else class_mapper_of(mapper))
            if found is not None:
                return found
        for node in clause.walk() if clause is not None else ():
            inner = getattr(node, "mapper", None)
            found = self._of_mapper(inner) if isinstance(inner, Mapper) else None
            if found is None:
                table = node if isinstance(node, FromClause) else getattr(node, "table", None)
                found = self._of_table(table) if isinstance(table, FromClause) else None
            if found is not None:
                return found
        return None

    def _of_mapper(self, mapper: Any) -> Any:
        for cls in mapper.class_.__mro__:
            found = self._by_key.get(cls.__dict__.get("__mapper__", cls))
            if found is not None:
                return found
        return self._by_key.get(mapper.local_table)

    def _of_table(self, table: FromClause) -> Any:
        found = self._by_key.get(table, self._by_table.get(table))
        if found is None:
            below = (mapper for key in self._by_key for mapper in _mappers_of(key) if mapper.local_table is table)
            mapper = next(below, None)
            if mapper is not None:
                found = self._by_table[table] = self._of_mapper(mapper)
        return found


# -- helpers ---------------------------------------------------------------------------------------------------------


def _mappers_of(key: Any) -> Iterator[Mapper[Any]]:
    """Yield a mapper, or those of the mapped classes below a class."""
    if isinstance(key, Mapper):
        yield key
    elif isinstance(key, type):
        subclasses: list[type] = key.__subclasses__()
        for below in subclasses:
            yield from _mappers_of(below.__dict__.get("__mapper__", below))

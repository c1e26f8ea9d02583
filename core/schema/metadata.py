"""`MetaData`: the tables of an application, what they are called, and in which order they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, TypeVar

from ..exc import ArgumentError, InvalidRequestError
from ..inspection import inspect
from .base import SchemaItem, name_of
from .create import sort_tables
from .naming import DEFAULT_CONVENTION

_T = TypeVar("_T")


class MetaData(SchemaItem):
    """A collection of tables that refer to each other."""

    __visit_name__ = "metadata"

    #: Set by ``create``, which knows how DDL is emitted.
    _emit: ClassVar[Callable[..., None]]

    def __init__(
        self,
        schema: str | None = None,
        quote_schema: bool | None = None,
        naming_convention: Mapping[Any, Any] | None = None,
        info: dict[Any, Any] | None = None,
    ) -> None:
        if schema is not None and not isinstance(schema, str):
            raise ArgumentError(f"MetaData(schema=...) is a string, got {schema!r}; an engine is given to create_all()")
        self.schema = name_of(schema, quote_schema)
        self.quote_schema = quote_schema
        self.naming_convention: dict[Any, Any] = dict(naming_convention) if naming_convention else DEFAULT_CONVENTION
        if info:
            self.info = info
        self._tables: dict[str, Any] = {}
        self.tables: Mapping[str, Any] = _Tables(self._tables)
        self._sequences: dict[str, Any] = {}
        self._types: list[Any] = []
        self._waiting: dict[str, list[Callable[[], None]]] = {}

    @property
    def sorted_tables(self) -> list[Any]:
        """The tables, each after those that its foreign keys refer to."""
        return sort_tables(sorted(self.tables.values(), key=lambda t: t.key))

    @property
    def schemas(self) -> set[str]:
        """Names of the schemas that tables stand in."""
        return {t.schema for t in self.tables.values() if t.schema}

    def create_all(self, bind: Any, tables: Iterable[Any] | None = None, checkfirst: Any = True) -> None:
        """Create the tables (all, or those given) that ``bind`` does not have yet, in order of dependency."""
        self._emit(bind, "create", checkfirst, tables=tables)

    def drop_all(self, bind: Any, tables: Iterable[Any] | None = None, checkfirst: Any = True) -> None:
        """Drop the tables (all, or those given) that ``bind`` has, in reverse order of dependency."""
        self._emit(bind, "drop", checkfirst, tables=tables)

    def get_schema_objects(self, kind: type[_T], *, schema: str | Literal[False] | None = False) -> list[_T]:
        """Return the objects of ``kind`` that belong to this metadata: `Sequence`, `Enum` and other named types.

        ``schema`` keeps those of one schema, None those of none; without it the schema of the metadata counts.
        """
        wanted = self.schema if schema is False else schema
        found = [o for o in (*self._sequences.values(), *self._named_types()) if isinstance(o, kind)]
        return [o for o in found if getattr(o, "schema", None) == wanted]

    def get_schema_object_by_name(
        self, kind: type[_T], name: str, *, schema: str | Literal[False] | None = False
    ) -> _T | None:
        """Return the object of ``kind`` and ``name``, or None; ``schema`` as for :meth:`get_schema_objects`."""
        return next((o for o in self.get_schema_objects(kind, schema=schema) if getattr(o, "name", None) == name), None)

    def _named_types(self) -> Iterator[Any]:
        seen: set[int] = set()
        for type_ in (*self._types, *(c.type for t in self.tables.values() for c in t.columns)):
            inner = getattr(type_, "item_type", type_)
            if getattr(inner, "name", None) and id(inner) not in seen:
                seen.add(id(inner))
                yield inner

    def remove(self, table: Any) -> None:
        """Forget ``table``."""
        self._remove_table(table.key)

    def clear(self) -> None:
        """Forget all tables."""
        self._tables.clear()
        self._sequences.clear()
        self._types.clear()
        self._waiting.clear()

    def reflect(
        self,
        bind: Any,
        schema: str | None = None,
        views: bool = False,
        only: Any = None,
        extend_existing: bool = False,
        autoload_replace: bool = True,
        resolve_fks: bool = True,
        **dialect_kwargs: Any,
    ) -> None:
        """Load the tables of a database, and with ``views`` its views.

        ``only`` is names, or a function of name and metadata. Tables that are known stay as they are, unless
        ``extend_existing``; tables that foreign keys refer to come along, unless ``resolve_fks`` is false.
        """
        inspect(bind)._reflect_metadata(
            self,
            schema=schema,
            views=views,
            only=only,
            extend_existing=extend_existing,
            autoload_replace=autoload_replace,
            resolve_fks=resolve_fks,
            **dialect_kwargs,
        )

    def __contains__(self, table_or_key: Any) -> bool:
        key = table_or_key if isinstance(table_or_key, str) else getattr(table_or_key, "key", None)
        return key in self.tables

    def __repr__(self) -> str:
        return "MetaData()" if self.schema is None else f"MetaData(schema={self.schema!r})"

    def _add_table(self, key: str, table: Any) -> None:
        self._tables[key] = table

    def _remove_table(self, key: str) -> None:
        self._tables.pop(key, None)

    def _arrived(self, key: str) -> None:
        for resolve in self._waiting.pop(key, ()):
            resolve()


class _Tables(Mapping[str, Any]):
    """The tables by key: read-only, and a wrong key is answered with the nearest."""

    __slots__ = ("_tables",)

    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables

    def __getitem__(self, key: str) -> Any:
        return self._tables[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self._tables.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __setitem__(self, key: str, value: Any) -> None:
        raise InvalidRequestError("metadata.tables is read-only; Table(name, metadata) adds a table")

    def __repr__(self) -> str:
        return f"FacadeDict({self._tables!r})"

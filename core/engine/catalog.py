"""What a dialect must answer so that a database can be reflected: for many tables, or for one, in one question."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias

from ..exc import SAWarning
from ..expression.text import bindparam, text
from ..types.base import NULLTYPE, TypeEngine
from .reflected import ObjectKind, ObjectScope, TableKey

Facts: TypeAlias = dict[TableKey, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The relations that a question is about: those of a schema (None: the default one), or only the named ones."""

    schema: str | None = None
    names: tuple[str, ...] | None = None
    kind: ObjectKind = ObjectKind.TABLE
    scope: ObjectScope = ObjectScope.DEFAULT
    #: Keywords of the call, named ``<dialect>_<option>``.
    options: tuple[tuple[str, Any], ...] = ()
    #: Whether ``names`` is one name, of whichever relation that has it: what is cheaper for one may be asked.
    single: bool = False
    #: Whether all questions about the same relations follow: one statement may tell more than was asked.
    whole: bool = field(default=False, compare=False)
    #: What was told already; an inspector hands on its own.
    told: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def only(self) -> str | None:
        """The name, where it is to be a single one."""
        return str(self.names[0]) if self.single and self.names is not None else None

    def key(self, name: str) -> TableKey:
        """Return the key under which ``name`` is answered."""
        return self.schema, name

    def option(self, name: str) -> Any:
        """Return an option, None where it was not given."""
        return dict(self.options).get(name)


def single(schema: str | None, name: str, **more: Any) -> Wanted:
    """Return what asks for one relation of any kind and scope."""
    return Wanted(schema, (str(name),), ObjectKind.ANY, ObjectScope.ANY, single=True, **more)


def rows_of(connection: Any, wanted: Wanted, query: str, values: Mapping[str, Any]) -> list[Any]:
    """Return the rows of a catalogue query; a list among ``values`` is for an IN.

    Several questions about a table are answered by the same query: it is sent once for all that ``wanted.told`` serves.
    """
    key = (query, *[tuple(v) if isinstance(v, list) else v for v in values.values()])
    rows = wanted.told.get(key)
    if rows is None:
        lists = tuple(name for name, value in values.items() if isinstance(value, list))
        statement = _statement(query, lists)
        rows = wanted.told[key] = [
            row for part in _parts(connection, values, lists) for row in connection.execute(statement, part)
        ]
    return rows


def _parts(connection: Any, values: Mapping[str, Any], lists: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """Yield values whose list is as long as the server takes it."""
    caps = connection.dialect.capabilities
    limits = [n for n in (caps.max_in_list, caps.max_parameters - len(values)) if n > 0]
    most = min(limits, default=0)
    if len(lists) != 1 or not limits or len(values[lists[0]]) <= most:
        yield values
        return
    whole = values[lists[0]]
    for start in range(0, len(whole), most):
        yield {**values, lists[0]: whole[start : start + most]}


@lru_cache(512)
def _statement(query: str, lists: tuple[str, ...]) -> Any:
    statement: Any = text(query)
    return statement.bindparams(*(bindparam(name, expanding=True) for name in lists)) if lists else statement


class Catalog:
    """Questions about a database, each one statement (or a few) however many tables there are.

    The answers have an entry for each relation that has something to tell; the inspector adds the empty ones. An entry
    for a single name tells that the relation is there: that is asked only where none came.
    A dialect's author overrides what the database has; the rest answers that there is nothing.
    """

    #: The class that ``inspect(engine)`` gives, where it is not `Inspector` itself.
    inspector_class: ClassVar[Any] = None

    def default_schema(self, connection: Any) -> str | None:
        """Return the schema in which unqualified names are found."""
        return None

    def schema_names(self, connection: Any) -> list[str]:
        """Return the names of all schemas."""
        return []

    def relations(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return the names of the relations that exist."""
        raise NotImplementedError

    def table_names(self, connection: Any, wanted: Wanted) -> list[str]:
        """Return names as ``get_table_names()`` and its like give them."""
        return self.relations(connection, wanted)

    def sequence_names(self, connection: Any, schema: str | None) -> list[str]:
        """Return the names of sequences."""
        return []

    def view_definition(self, connection: Any, name: str, schema: str | None) -> str | None:
        """Return the SQL of a view, None where there is no such view."""
        return None

    def has_table(self, connection: Any, name: str, schema: str | None = None) -> bool:
        """Answer whether a table or view of that name exists."""
        return bool(self.relations(connection, single(schema, name)))

    def has_schema(self, connection: Any, name: str) -> bool:
        """Answer whether a schema of that name exists."""
        return name in self.schema_names(connection)

    def has_sequence(self, connection: Any, name: str, schema: str | None = None) -> bool:
        """Answer whether a sequence of that name exists."""
        return name in self.sequence_names(connection, schema)

    def has_index(self, connection: Any, wanted: Wanted, index_name: str) -> bool:
        """Answer whether the one relation that is wanted has an index of that name."""
        found = self.indexes(connection, wanted)
        return any(index["name"] == index_name for indexes in found.values() for index in indexes)

    def columns(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the columns of each relation."""
        raise NotImplementedError

    def primary_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the primary key of each relation."""
        return {}

    def foreign_keys(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the foreign keys of each relation."""
        return {}

    def indexes(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the indexes of each relation."""
        return {}

    def unique_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the UNIQUE constraints of each relation."""
        return {}

    def check_constraints(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the CHECK constraints of each relation."""
        return {}

    def comments(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the comment of each relation."""
        return {}

    def options(self, connection: Any, wanted: Wanted) -> Facts:
        """Return the options of each table, as keywords of `Table`."""
        return {}


def unknown_type(name: str, column: str) -> TypeEngine:
    """Warn of a type that the dialect does not know, and return the type that is none."""
    warnings.warn(f"Did not recognize type '{name}' of column '{column}'", SAWarning, stacklevel=2)
    return NULLTYPE

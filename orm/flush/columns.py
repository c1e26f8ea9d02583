"""What a flush must know of the columns of a mapped table: who makes their values, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.schema import Column, Sequence

if TYPE_CHECKING:
    from ..mapper import Mapper


class TableColumns:
    """The columns of one mapper by what happens to them in a flush; names are attribute names, in table order."""

    def __init__(self, mapper: Mapper[Any]) -> None:
        self.mapper = mapper
        table = mapper.local_table
        attr_for = mapper.attr_for_column
        named = [(attr_for[c], c) for c in table.c if isinstance(c, Column) and c in attr_for]
        automatic = getattr(table, "_autoincrement_column", None)
        self.column = dict(named)
        self.generated_key = next((attr for attr, c in named if c is automatic), None)
        self.key_of = {attr: column.key for attr, column in named}
        self.attr_of = {column.key: attr for attr, column in named}
        self.writable = tuple(attr for attr, c in named if getattr(c, "computed", None) is None)
        self.client_defaults = [(attr, c) for attr, c in named if _by_client(c.default)]
        client = {attr for attr, _ in self.client_defaults}
        self.optional = tuple(
            attr
            for attr, c in named
            if attr in self.writable
            and attr not in client
            and (c is automatic or c.server_default is not None or c.default is not None)
        )
        #: column keys of which None means: what something else makes
        self.defaulted = frozenset(
            [self.key_of[attr] for attr in (*self.optional, *client) if not self.column[attr].type.should_evaluate_none]
        )
        #: what nobody makes a value for: it is what was set, or NULL
        self.plain = frozenset(self.writable).difference(client, self.optional)
        # None is a value of their types, so that what was never set is not None: it is left out
        self.unset = tuple([attr for attr, c in named if attr in self.plain and c.type.should_evaluate_none])
        self.computed = tuple(attr for attr, _ in named if attr not in self.writable)
        self.client_onupdates = [(attr, c) for attr, c in named if _by_client(c.onupdate)]
        self.server_onupdates = tuple(
            attr
            for attr, c in named
            if c.server_onupdate is not None or (c.onupdate is not None and not _by_client(c.onupdate))
        )
        self.pk = frozenset(mapper.pk_attrs)

    def wanted(self, absent: tuple[str, ...]) -> tuple[str, ...]:
        """Return the attributes that the server makes and that must come back with the INSERT."""
        eager = self.mapper.eager_defaults
        names = [name for name in absent if (eager and name not in self.unset) or name in self.pk]
        return (*names, *(self.computed if eager else ()))

    def key_is_made(self, attr: str) -> bool:
        """Return whether a part of the primary key can be left to the server."""
        return attr in self.optional


def columns_of(mapper: Mapper[Any]) -> TableColumns:
    """Return what is known of a mapper's columns, made once."""
    found = mapper.memo.get("flush columns")
    if found is None:
        found = mapper.memo["flush columns"] = TableColumns(mapper)
    return found


def _by_client(default: Any) -> bool:
    """Return whether Python makes the value."""
    return default is not None and not isinstance(default, Sequence) and not default.is_clause_element

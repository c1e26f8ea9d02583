"""Views and tables made from a SELECT: ``CREATE VIEW``, ``CREATE TABLE ... AS``, ``DROP VIEW``.

Each makes a `Table` whose columns are those of the SELECT; in a metadata it takes part in ``create_all()`` and
``drop_all()``, after the tables that it reads.
"""

from __future__ import annotations

from typing import Any, Self

from ..exc import ArgumentError
from ..expression.select import SelectBase
from ..node import hooks
from .base import DialectKWArgs
from .ddl import DDLElement, DropTable
from .metadata import MetaData
from .table import Column, Table


class TableFromQuery(DialectKWArgs, DDLElement):
    """Base of DDL that makes a table out of a SELECT; ``element`` and ``table`` are that table."""

    is_view: bool = False

    def __init__(
        self,
        selectable: Any,
        name: str,
        metadata: MetaData | None,
        schema: str | None,
        temporary: bool,
        dialect_kwargs: dict[str, Any],
        table: Table | None = None,
    ) -> None:
        if not isinstance(selectable, SelectBase):
            raise ArgumentError(f"{type(self).__name__}({name!r}) is made from a SELECT statement, got {selectable!r}")
        self.selectable, self.temporary, self.schema = selectable, temporary, schema
        self._take_options(dialect_kwargs)
        self.table = self._table(name, metadata, schema) if table is None else table
        super().__init__(self.table)
        self.table.set_creator_ddl(self)

    def _table(self, name: str, metadata: MetaData | None, schema: str | None) -> Table:
        columns = [Column(key, column.type) for key, column in self.selectable._exported()]
        made = Table(name, MetaData() if metadata is None else metadata, *columns, schema=schema)
        made.is_view = self.is_view
        for table in sources(self.selectable):
            made.add_is_dependent_on(table)
        return made

    def to_metadata(self, metadata: MetaData, table: Table) -> Self:
        """Return a copy that makes ``table``, reading the tables of ``metadata`` that have the names of the present.

        A table that ``metadata`` does not have yet is copied there.
        """
        found = {id(t): t.to_metadata(metadata) for t in sources(self.selectable)}

        def move(node: Any) -> Any:
            if isinstance(node, Table):
                return found.get(id(node))
            owner = found.get(id(node.table)) if isinstance(node, Column) else None
            return None if owner is None else owner.c[node.key]

        new = self.against(None)
        new.selectable = self.selectable.swap(move)
        new.table = new.element = table
        table.is_view = self.is_view
        for source in found.values():
            table.add_is_dependent_on(source)
        return new


class CreateView(TableFromQuery):
    """``CREATE VIEW view_name AS selectable``; ``.table`` is the view as a table to select from.

    ``or_replace`` changes a view that is there, ``temporary`` makes one for the session, ``materialized`` one that
    keeps its rows: each refused where the database has no such view.
    """

    __visit_name__ = "create_view"
    is_view = True

    def __init__(
        self,
        selectable: Any,
        view_name: str,
        *,
        metadata: MetaData | None = None,
        schema: str | None = None,
        temporary: bool = False,
        or_replace: bool = False,
        materialized: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        self.or_replace, self.materialized = or_replace, materialized
        super().__init__(selectable, view_name, metadata, schema, temporary, dialect_kwargs)
        self.table.set_dropper_ddl(DropView(self.table, materialized=materialized))


class CreateTableAs(TableFromQuery):
    """``CREATE TABLE table_name AS selectable``, on SQL Server ``SELECT ... INTO``; ``.table`` is the new table."""

    __visit_name__ = "create_table_as"

    def __init__(
        self,
        selectable: Any,
        table_name: str,
        *,
        metadata: MetaData | None = None,
        schema: str | None = None,
        temporary: bool = False,
        if_not_exists: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        self.if_not_exists = if_not_exists
        super().__init__(selectable, table_name, metadata, schema, temporary, dialect_kwargs)


class DropView(DropTable):
    """``DROP [MATERIALIZED] VIEW``."""

    __visit_name__ = "drop_view"

    def __init__(self, element: Any, *, if_exists: bool = False, materialized: bool = False) -> None:
        super().__init__(element, if_exists)
        self.materialized = materialized


def sources(selectable: Any) -> list[Table]:
    """Return the tables that a SELECT reads, each once, subqueries included."""
    found: dict[int, Table] = {}
    for node in selectable.walk():
        table = node if isinstance(node, Table) else getattr(node, "table", None)
        if isinstance(table, Table):
            found[id(table)] = table
    return list(found.values())


hooks["into"] = CreateTableAs

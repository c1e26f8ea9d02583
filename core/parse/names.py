"""Names: identifiers as the dialect folds them, tables, and where a column is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..exc import CompileError
from ..expression.elements import ColumnClause
from ..expression.select import CompoundSelect, Select
from ..expression.selectable import CTE, Alias, Join, Subquery, TableClause, Values, make_table
from ..expression.textual import TextClause
from ..schema.base import quoted_name
from ..types.base import NULLTYPE
from ..util import nearest
from .tokens import BIND, plain

LOWER, UPPER = "LOWERCASE", "UPPERCASE"


class Source:
    """One FROM element under the name that the text gives it."""

    __slots__ = ("element", "known", "name", "using")

    def __init__(self, name: str, element: Any) -> None:
        self.name, self.element = name, element
        #: Whether all columns are known, so that one which is not there is an error.
        self.known = has_known_columns(element)

    def column(self, name: str, folds: str) -> Any:
        """Return the column ``name``, None where a known table has no such one."""
        found = find_column(self.element, name, folds)
        if found is None and not self.known:
            return ColumnClause(name, NULLTYPE, False, self.element)
        return found


class Scope:
    """The FROM elements of one query, the CTEs that it sees, and the query around it."""

    def __init__(self, outer: Scope | None = None) -> None:
        self.outer = outer
        self.sources: list[Source] = []
        self.ctes: dict[str, Any] = {}
        #: Columns that USING made one, by name.
        self.merged: dict[str, Any] = {}
        #: Names that the query gives to its columns, for ORDER BY and GROUP BY.
        self.labels: frozenset[str] = frozenset()
        #: Whether a name may mean a column of the row that was to be inserted.
        self.excluded: Any = None
        #: In RETURNING: the table, and the word for the row that a bare column means there.
        self.version: Any = None

    def chain(self) -> Iterator[Scope]:
        """Yield this scope and those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def cte(self, name: str) -> Any:
        """Return the CTE ``name``, None for none."""
        return next((s.ctes[name] for s in self.chain() if name in s.ctes), None)

    def source(self, name: str) -> Source | None:
        """Return the FROM element that the text calls ``name``."""
        for scope in self.chain():
            for source in scope.sources:
                if source.name == name or source.name.lower() == name.lower():
                    return source
        return None

    def outer_elements(self) -> tuple[Any, ...]:
        """Return FROM elements of the queries around that are not this one's own."""
        own = [id(p) for s in self.sources for p in parts(s.element)]
        outer = self.outer.chain() if self.outer is not None else ()
        return tuple(s.element for scope in outer for s in scope.sources if id(s.element) not in own)

    def unqualified(self, name: str, folds: str) -> Any:
        """Return the column that a bare ``name`` means: of the one table that has it, else the name alone."""
        for scope in self.chain():
            if name in scope.merged:
                return scope.merged[name]
            found = [c for s in scope.sources if s.known and (c := find_column(s.element, name, folds)) is not None]
            if len(found) > 1:
                raise CompileError(f"column {name!r} is ambiguous: several tables of the FROM clause have it")
            if found:
                return found[0]
            if any(not s.known for s in scope.sources):
                return ColumnClause(name)
        known = [s for scope in self.chain() for s in scope.sources]
        if known:
            names = [str(c.name) for s in known for c in s.element.c]
            raise CompileError(f"no table of the FROM clause has a column {name!r}{nearest(name, names)}")
        return ColumnClause(name)


class Tables:
    """Finds tables by name: those of the metadata, and light ones that are made once for a text."""

    def __init__(self, metadata: Any, folds: str) -> None:
        self.metadata, self.folds = metadata, folds
        self._light: dict[tuple[str | None, str], Any] = {}

    def identifier(self, node: Any) -> str:
        """Return the name that an Identifier node means to the database."""
        name = plain(str(node.name))
        if name.startswith(BIND):
            raise CompileError("a parameter stands where the text wants a name; parameters are values")
        quoted = bool(node.args.get("quoted"))
        if not quoted:
            return name.lower() if self.folds in (LOWER, UPPER) else name
        if self.folds == UPPER:
            if name == name.upper() and name.lower() != name:
                return name.lower()
            return quoted_name(name, True) if name == name.lower() else name
        return name

    def table(self, name: str, schema: str | None) -> Any:
        """Return the Table ``name``, or a light one where there is no metadata."""
        if self.metadata is not None:
            found = self._in_metadata(name, schema)
            if found is not None:
                return found
            full = f"{schema}.{name}" if schema else name
            hint = nearest(full, list(self.metadata.tables))
            raise CompileError(f"the metadata has no table {full!r}{hint}")
        key = (schema, name)
        if key not in self._light:
            self._light[key] = make_table(name, schema=schema)
        return self._light[key]

    def light(self, name: str, schema: str | None, columns: list[str]) -> Any:
        """Return the light table ``name`` with the columns that a statement sets."""
        key = (schema, name)
        self._light[key] = make_table(name, *(ColumnClause(c) for c in columns), schema=schema)
        return self._light[key]

    def _in_metadata(self, name: str, schema: str | None) -> Any:
        tables = self.metadata.tables
        for key in (f"{schema}.{name}" if schema else name,):
            if key in tables:
                return tables[key]
            fits = [t for k, t in tables.items() if k.lower() == key.lower()]
            if len(fits) == 1:
                return fits[0]
        return None


def parts(element: Any) -> list[Any]:
    """Return a FROM element and, of a join, its sides."""
    return list(element._parts()) if hasattr(element, "_parts") else [element]


def find_column(element: Any, name: str, folds: str) -> Any:
    """Return the column of ``element`` whose SQL name is ``name``, None for none."""
    if isinstance(element, Join):
        return find_column(element.left, name, folds) or find_column(element.right, name, folds)
    for column in element.c:
        if column.name == name:
            return column
    if folds not in (LOWER, UPPER):
        fits = [c for c in element.c if str(c.name).lower() == name.lower()]
        return fits[0] if len(fits) == 1 else None
    return None


def has_known_columns(element: Any) -> bool:
    """Answer whether every column of a FROM element is known by name."""
    if isinstance(element, Join):
        return has_known_columns(element.left) and has_known_columns(element.right)
    if isinstance(element, TableClause):
        return False
    if isinstance(element, (Alias, Subquery, CTE)):
        return has_known_columns(element.element)
    if isinstance(element, CompoundSelect):
        return has_known_columns(element.selects[0])
    if isinstance(element, Select):
        return not any(is_star(c) for c in element.columns_clause)
    if isinstance(element, Values):
        return True
    return hasattr(element, "metadata")


def is_star(item: Any) -> bool:
    """Answer whether an element of a columns clause is a star that stayed one."""
    return isinstance(item, TextClause) and item.text.endswith("*")

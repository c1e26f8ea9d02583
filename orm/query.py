"""Aliases of mapped classes, and bundles of columns."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..core.exc import ArgumentError
from ..core.expression.coerce import column_item
from ..core.expression.selectable import Alias, Entity, FromClause
from ..core.node import fresh_ident
from .load.comparators import surface, with_parent
from .load.joins import column_map
from .nodes import BundleNode
from .properties import SynonymProperty

__all__ = ["AliasedClass", "AliasedInsp", "Bundle", "aliased", "with_parent"]

T = TypeVar("T")


class AliasedEntity(Entity, identity=True):
    """The surface node of ``aliased(Class)``: each alias is a FROM element of its own."""

    def attribute(self, key: str) -> Any:
        """Return an attribute of the alias, for ``filter_by()``."""
        return getattr(self.owner.entity, key)


class AliasedInsp:
    """What `inspect(alias)` returns: the mapper, the FROM element and the name behind an alias."""

    is_mapper = False
    is_aliased_class = True
    is_selectable = False

    def __init__(self, entity: AliasedClass[Any], mapper: Any, selectable: Any, name: str | None) -> None:
        self.entity, self.mapper, self.selectable, self.name = entity, mapper, selectable, name
        self._ident = fresh_ident()
        self._columns = column_map(selectable)
        self._attributes: dict[str, Any] = {}
        self._node = AliasedEntity(mapper=mapper, selectable=selectable, name=name, owner=self)

    @property
    def class_(self) -> type:
        """The mapped class."""
        return self.mapper.class_  # type: ignore[no-any-return]

    def __clause_element__(self) -> AliasedEntity:
        return self._node

    def _entity_columns(self) -> list[Any]:
        found = (self._column(c) for c in self.mapper.__clause_element__().entity_columns)
        return [c for c in found if c is not None]

    def _column(self, column: Any) -> Any:
        found = self._columns.get(id(column))
        if found is None:
            for name in (column.key, column.name):
                if name in self.selectable.c:
                    return self.selectable.c[name]
        return found

    def attribute(self, key: str) -> Any:
        """Return the attribute `key` as the alias has it."""
        made = self._attributes.get(key)
        if made is None:
            self.mapper.ensure_configured()
            prop = self.mapper.props.get(key)
            if prop is None:
                raise AttributeError(key)
            if isinstance(prop, SynonymProperty):
                descriptor = prop.descriptor
                return self.attribute(prop.name) if descriptor is None else descriptor.__get__(None, self.entity)
            expression = None if prop.is_relationship else self._column(prop.columns[0])
            if expression is None and not prop.is_relationship:
                raise AttributeError(f"{self.selectable.description} has no column for {prop}")
            attribute = self.mapper.class_.__dict__.get(key) or getattr(self.mapper.class_, key)
            made = self._attributes[key] = attribute.adapted(self, expression)
        return made

    def __repr__(self) -> str:
        return f"<alias of {self.class_.__name__}{f' named {self.name}' if self.name else ''}>"


class AliasedClass(Generic[T]):
    """A mapped class under another name in FROM; its attributes are those of the alias."""

    _insp: AliasedInsp

    def __init__(self, mapped: Any, selectable: Any, name: str | None) -> None:
        self.__dict__["_insp"] = AliasedInsp(self, mapped, selectable, name)
        self.__dict__["__name__"] = mapped.class_.__name__

    def __clause_element__(self) -> AliasedEntity:
        return self._insp._node

    @property
    def __inspection__(self) -> AliasedInsp:
        return self._insp

    def __getattr__(self, key: str) -> Any:
        insp = self.__dict__["_insp"]
        try:
            return insp.attribute(key)
        except AttributeError:
            if key in insp.mapper.props:
                raise
        found = getattr(insp.mapper.class_, key)
        bind = getattr(insp.mapper.class_.__dict__.get(key), "__get__", None)
        # hybrids and class-level helpers compute from the alias, not from the class
        if bind is not None and not callable(found):
            return bind(None, self)
        function = getattr(found, "__func__", None)
        return found if function is None else function.__get__(self)

    def __repr__(self) -> str:
        return repr(self._insp)


def aliased(
    element: Any, alias: Any = None, name: str | None = None, flat: bool = False, adapt_on_names: bool = False
) -> Any:
    """Return another name for a mapped class, or the class as read from a subquery.

    Takes a mapped class (or a table, for which it is ``table.alias()``), optionally the FROM element to read
    from, and a name for the SQL. `flat` and `adapt_on_names` are accepted; columns are found by origin, then by name.
    """
    if isinstance(element, FromClause) and not isinstance(element, Entity):
        return element.alias(name)
    entity = surface(element)
    if alias is not None and not isinstance(alias, FromClause):
        if not hasattr(alias, "subquery"):
            raise ArgumentError(f"aliased() reads a class from a FROM element or SELECT, got {alias!r}")
        alias = alias.subquery(name)
    return AliasedClass(entity.mapper, Alias(entity.mapper.local_table, name) if alias is None else alias, name)


class Bundle:
    """Columns that come back together as one value of the row."""

    single_entity = False

    def __init__(self, name: str, *exprs: Any, **kw: Any) -> None:
        self.name = self._label = name
        self.exprs = exprs
        self.single_entity = bool(kw.pop("single_entity", self.single_entity))
        self.c = self.columns = _Columns({_key_of(e): e for e in exprs})

    def __select_element__(self) -> BundleNode:
        return BundleNode(self.name, tuple(column_item(e) for e in self.exprs), self)

    def create_row_processor(self, query: Any, procs: Any, labels: Any) -> Any:
        """Override to turn the values of one row into something other than a row; get one getter per value."""
        return None


class _Columns:
    def __init__(self, columns: dict[str, Any]) -> None:
        self._columns = columns

    def __getattr__(self, key: str) -> Any:
        try:
            return self._columns[key]
        except KeyError:
            raise AttributeError(f"the bundle has {', '.join(self._columns)}, not {key!r}") from None

    def __iter__(self) -> Any:
        return iter(self._columns.values())


def _key_of(expression: Any) -> str:
    return str(getattr(expression, "key", None) or getattr(expression, "name", None) or expression)

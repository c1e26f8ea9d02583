"""Functions that return rows, as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ..node import child, plain
from ..types.base import NULLTYPE, TypeEngine
from ..types.operator_class import OperatorClass
from .elements import NamedColumn, ProxyColumn
from .selectable import ColumnCollection, FromClause


class TableValueType(TypeEngine):
    """The type of a row of a function that returns rows: it has the types of its columns."""

    operator_classes = OperatorClass.UNSPECIFIED

    def __init__(self, *elements: Any) -> None:
        self._elements = elements

    @property
    def python_type(self) -> type:
        return tuple


class TableValuedAlias(FromClause, identity=True, sparse=True):
    """A function that returns rows, as a table; made by ``function.table_valued()``."""

    __visit_name__ = "table_valued_alias"

    element: Any = child()
    name: Any = plain(default=None)
    specs: Any = plain(default=())
    #: Type of the value, where the function stands as one column.
    single: Any = plain(default=None)
    joins_implicitly: bool = plain(default=False)
    is_lateral: bool = plain(default=False)
    derived: bool = plain(default=False)
    with_types: bool = plain(default=False)
    named_with_column: ClassVar[bool] = True

    @classmethod
    def of(
        cls, element: Any, name: str | None, specs: tuple[Any, ...], joins_implicitly: bool, single: Any = None
    ) -> TableValuedAlias:
        """Make the table; fields at their default are not stored."""
        fields: dict[str, Any] = {"element": element, "specs": specs}
        if name is not None:
            fields["name"] = name
        if joins_implicitly:
            fields["joins_implicitly"] = True
        if single is not None:
            fields["single"] = single
        return cls(**fields)

    @property
    def c(self) -> Any:
        made = self.__dict__.get("_c")
        if made is None:
            if self.single is not None and not self.specs:
                made = ColumnCollection([(str(self.name or self.element.name), self.column)])
            else:
                made = ColumnCollection([(n, ProxyColumn(self, n, t, i)) for i, (n, t) in enumerate(self.specs)])
            vars(self)["_c"] = made
        return made

    @property
    def type(self) -> TableValueType:
        """The type of its rows."""
        return TableValueType(*self.c)

    @property
    def column(self) -> TableValuedColumn:
        """The alias as one value."""
        made: TableValuedColumn | None = self.__dict__.get("_column")
        if made is None:
            made = vars(self)["_column"] = TableValuedColumn(self, self.single or NULLTYPE)
        return made

    def alias(self, name: str | None = None, flat: bool = False) -> TableValuedAlias:
        return self._with(name=name)

    def lateral(self, name: str | None = None) -> TableValuedAlias:
        """Return the function after the word LATERAL."""
        return self._with(name=name, is_lateral=True)

    def render_derived(self, name: str | None = None, with_types: bool = False) -> TableValuedAlias:
        """Write the columns behind the alias: ``AS name(a, b)``, with their types where asked for."""
        return self._with(name=name or self.name, derived=True, with_types=with_types)


class FunctionFrom(FromClause):
    """A function in FROM without a name."""

    element: Any = child()
    named_with_column: ClassVar[bool] = False

    @property
    def c(self) -> Any:
        return self.element.c


class TableValuedColumn(NamedColumn):
    """A table function as one value: its alias stands for it."""

    __visit_name__ = "table_valued_column"

    table: Any = child()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def scalar_alias(self) -> Any:
        """The table that this value stands for."""
        return self.table

    @property
    def name(self) -> Any:
        """The name of the alias."""
        return self.table.name

    @property
    def _label_name(self) -> str | None:
        return self.table.name  # type: ignore[no-any-return]

    @property
    def _anon_name(self) -> str:
        return str(self.table.name or "anon")

    @property
    def key(self) -> Any:
        return self.table.name


class ScalarFunctionColumn(NamedColumn):
    """``(function()).name``."""

    __visit_name__ = "scalar_function_column"

    fn: Any = child()
    name: str = plain()
    type: TypeEngine = plain(default=NULLTYPE)
    table: ClassVar[Any] = None

    def _froms(self, add: Callable[[Any], None]) -> None:
        """The function stands in the columns clause: the reference adds no FROM for it."""

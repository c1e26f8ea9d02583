"""A call of a SQL function, and what can follow it: OVER, FILTER, WITHIN GROUP, ORDER BY, being a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError
from ..node import Field, NodeMeta, child, children, plain
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.infer import type_beside
from ..types.scalar import BOOLEAN, BigInteger
from .coerce import order_item
from .elements import ColumnClause, ColumnElement, as_expression
from .select import Select, select
from .selectable import ColumnCollection
from .tablevalued import FunctionFrom, ScalarFunctionColumn, TableValuedAlias
from .window import Aggregate, WithinGroup

#: Generic functions by package and lower-case name; ``func`` looks here.
REGISTRY: dict[str, dict[str, Any]] = {}


def register_function(identifier: str, fn: Any, package: str = "_default") -> None:
    """Make ``func.<identifier>`` call ``fn``."""
    REGISTRY.setdefault(package, {})[str(identifier).lower()] = fn


class FunctionMeta(NodeMeta):
    """Lets a function class say its name and type as plain class attributes, as users of the reference do."""

    def __new__(mcs, name: str, bases: tuple[type, ...], ns: dict[str, Any], **kw: Any) -> Any:
        for attribute in ("name", "type"):
            declared = ns.get(attribute)
            if declared is not None and not isinstance(declared, Field):
                ns[f"_declared_{attribute}"] = ns.pop(attribute)
        if "__init__" not in ns and bases:
            ns["__init__"] = bases[0].__init__  # type: ignore[misc]  # a generated one would take the fields
        cls: Any = super().__new__(mcs, name, bases, ns, **kw)
        if any(getattr(b, "_registers", False) for b in bases) and ns.get("_register") is not False:
            identifier = ns.get("identifier") or ns.get("_declared_name") or name
            register_function(identifier, cls, ns.get("package") or "_default")
        return cls


class FunctionElement(Aggregate, ColumnElement, metaclass=FunctionMeta):
    """A function of SQL: a value, or a table where it stands in FROM."""

    __visit_name__ = "function"

    name: str = plain()
    clauses: tuple[Any, ...] = children()
    type: TypeEngine = plain(default=NULLTYPE)
    packages: tuple[str, ...] = plain(default=())
    ordinality: bool = plain(default=False)

    _declared_name: ClassVar[Any] = None
    _declared_type: ClassVar[Any] = None
    #: Whether subclasses are found by ``func``.
    _registers: ClassVar[bool] = False
    package: ClassVar[str | None] = None
    identifier: ClassVar[str | None] = None
    #: Whether each call gives a greater value than the one before, within an INSERT.
    monotonic: ClassVar[bool] = False

    def __init__(self, *clauses: Any) -> None:
        name = self._declared_name or type(self).__name__
        self._fill(name, tuple(as_expression(c, type_beside(c, clauses), name) for c in clauses), self._declared_type)

    def _fill(self, name: str, clauses: tuple[Any, ...], type_: Any = None, packages: tuple[str, ...] = ()) -> None:
        put: Callable[[Any, str, Any], None] = object.__setattr__
        put(self, "name", name)
        put(self, "clauses", clauses)
        put(self, "type", to_instance(type_))
        put(self, "packages", packages)
        put(self, "ordinality", False)

    @property
    def _anon_name(self) -> str:
        name = str(self.name)
        return name if name.isidentifier() else _UNSAFE.sub("_", name)

    @property
    def clause_expr(self) -> tuple[Any, ...]:
        """The arguments."""
        return self.clauses

    @property
    def packagenames(self) -> tuple[str, ...]:
        """The names before the function's own."""
        return self.packages

    def _as_from(self) -> FunctionFrom:
        return FunctionFrom(self)

    # -- what follows a call ---------------------------------------------------------------------------------------

    def within_group(self, *order_by: Any) -> WithinGroup:
        """Return the aggregate with ``WITHIN GROUP (ORDER BY ...)``."""
        items = tuple(order_item(o) for o in order_by)
        return WithinGroup(self, items, self.within_group_type(items) or self.type)

    def within_group_type(self, within_group: Any) -> Any:
        """Return the type that WITHIN GROUP gives the call, None for its own."""
        return None

    def aggregate_order_by(self, *order_by: Any) -> Any:
        """Return the aggregate with an ORDER BY over the rows that it takes in."""
        from_items = tuple(order_item(o) for o in order_by)
        return AggregateOrderBy(self, from_items, self.type)

    def as_comparison(self, left_index: int, right_index: int) -> FunctionAsBinary:
        """Return the call as a condition whose sides are two of its arguments, counted from 1."""
        return FunctionAsBinary(self, left_index, right_index, BOOLEAN)

    def select(self) -> Select:
        """Return ``SELECT self``."""
        return select(self)

    # -- as a table ------------------------------------------------------------------------------------------------

    @property
    def c(self) -> Any:
        """The one column of the function as a table: the function itself."""
        return ColumnCollection([(str(self.name), self)])

    columns = c
    exported_columns = c

    @property
    def entity_namespace(self) -> Any:
        """The columns of the function as a table."""
        return self.c

    def alias(self, name: str | None = None, joins_implicitly: bool = False) -> TableValuedAlias:
        """Return the function in FROM under a name; ``.column`` is its value."""
        return TableValuedAlias.of(self, name, (), joins_implicitly, single=self.type)

    def table_valued(self, *expr: Any, **kw: Any) -> TableValuedAlias:
        """Return the function as a table with the given columns: names, or ``column(name, type)``.

        ``with_ordinality`` names a further column that counts the rows; ``joins_implicitly`` says that the function
        needs no join condition; ``name`` is its alias.
        """
        name = kw.pop("name", None)
        joins_implicitly = kw.pop("joins_implicitly", False)
        ordinality = kw.pop("with_ordinality", None)
        if kw:
            raise TypeError(f"table_valued() has no argument {next(iter(kw))!r}")
        specs = [_spec(c) for c in expr]
        of = self
        if ordinality is not None:
            specs.append(_spec(ordinality, _BIGINT))
            of = self._with(ordinality=True)
        return TableValuedAlias.of(of, name, tuple(specs), joins_implicitly)

    def column_valued(self, name: str | None = None, joins_implicitly: bool = False) -> Any:
        """Return the function in FROM as one column, which is its alias."""
        return self.alias(name, joins_implicitly).column

    def scalar_table_valued(self, name: str, type_: Any = None) -> ScalarFunctionColumn:
        """Return one column of the rows that the function makes, as ``(function()).name``."""
        return ScalarFunctionColumn(self, name, to_instance(type_))


class Function(FunctionElement):
    """A function by its name, printed as it was written."""

    def __init__(self, name: str, *clauses: Any, type_: Any = None, packagenames: Any = None) -> None:
        stem = name if name.isidentifier() else _UNSAFE.sub("_", name)
        made = tuple(as_expression(c, type_beside(c, clauses), stem) for c in clauses)
        self._fill(name, made, type_, tuple(packagenames or ()))


class AggregateOrderBy(WithinGroup):
    """``func(x ORDER BY y)``."""

    __visit_name__ = "aggregateorderby"

    @property
    def wrapped_column_expression(self) -> Any:
        """The aggregate."""
        return self.element


class FunctionAsBinary(ColumnElement):
    """A function that compares two of its arguments."""

    sql_function: Any = child()
    left_index: int = plain()
    right_index: int = plain()
    type: TypeEngine = plain(default=NULLTYPE)

    @property
    def is_comparison(self) -> bool:
        """True: the function compares."""
        return True

    @property
    def left_expr(self) -> Any:
        """The argument that stands for the left side; the same as :attr:`left`."""
        return self.left

    @property
    def right_expr(self) -> Any:
        """The argument that stands for the right side; the same as :attr:`right`."""
        return self.right

    @property
    def left(self) -> Any:
        """The argument that stands for the left side."""
        return self.sql_function.clauses[self.left_index - 1]

    @property
    def right(self) -> Any:
        """The argument that stands for the right side."""
        return self.sql_function.clauses[self.right_index - 1]


def _spec(item: Any, default: TypeEngine = NULLTYPE) -> tuple[str, TypeEngine]:
    if isinstance(item, str):
        return (item, default)
    if not isinstance(item, ColumnClause) and not hasattr(item, "name"):
        raise ArgumentError(f"a column of a table function is a name or column(name, type), got {item!r}")
    return (item.name, item.type)


_BIGINT = BigInteger()
#: What a made-up name never has.
_UNSAFE = re.compile(r"[%() $]+")

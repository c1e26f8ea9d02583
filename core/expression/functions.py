"""SQL functions: ``func.anything(...)``, and the generic ones that know their types and their spelling."""

from __future__ import annotations

from typing import Any, ClassVar

from ..exc import ArgumentError
from ..schema.defaults import Sequence
from ..types.base import NULLTYPE, TypeEngine, to_instance
from ..types.document import ARRAY
from ..types.infer import type_beside, type_of
from ..types.scalar import BOOLEAN, INTEGER, STRING, Numeric
from ..types.temporal import DATE, DATETIME, TIME
from .call import (
    REGISTRY,
    AggregateOrderBy,
    Function,
    FunctionAsBinary,
    FunctionElement,
    register_function,
)
from .elements import BindParameter, Cast, ClauseElement, ColumnClause, as_expression
from .forms import Extract
from .selectable import FromClause, TableRow
from .tablevalued import ScalarFunctionColumn, TableValuedAlias, TableValuedColumn
from .window import FrameClause, FrameClauseType, FunctionFilter, Over, WithinGroup


class GenericFunction(Function):
    """Base of functions that ``func`` finds by name, with a type of their own.

    Declare ``type``, and where they differ from the class name ``name`` (what is printed), ``identifier`` (what
    ``func`` finds) and ``package``::

        class as_utc(GenericFunction):
            type = DateTime(timezone=True)
            inherit_cache = True

        select(func.as_utc(table.c.created))
    """

    coerce_arguments: ClassVar[bool] = True
    inherit_cache: ClassVar[bool] = True
    _registers: ClassVar[bool] = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        name = str(self._declared_name or type(self).__name__)
        clauses = kwargs.pop("_parsed_args", None)
        if clauses is None:
            clauses = tuple(as_expression(a, type_beside(a, args), name) for a in args)
        given = kwargs.pop("type_", None)
        if given is None:
            given = self._type_of(tuple(clauses))
        self._fill(name, tuple(clauses), given, () if self.package is None else (self.package,))

    def _type_of(self, clauses: tuple[Any, ...]) -> Any:
        """Return the type of a call with these arguments."""
        return self._declared_type


class ReturnTypeFromArgs(GenericFunction):
    """A function whose type is that of its first argument that has one; plain values take it too."""

    _register = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        name = str(self._declared_name or type(self).__name__)
        clauses = tuple(as_expression(a, _type_for(a, args), name) for a in args)
        made = to_instance(kwargs.pop("type_", None) or _first(clauses))
        if made is not NULLTYPE:
            clauses = tuple(
                c._with(type=made) if isinstance(c, BindParameter) and c is not a else c
                for c, a in zip(clauses, args, strict=True)
            )
        super().__init__(*args, _parsed_args=clauses, type_=made, **kwargs)


class ReturnTypeFromOptionalArgs(ReturnTypeFromArgs):
    """A function whose type is that of its first argument that has one, NULL where none of them may have any."""

    _register = False


class CollectionAggregateFunction(GenericFunction):
    """A function such as ``ANY``: a comparison with it is negated by NOT, as its opposite would mean something else."""

    _register = False
    is_collection_aggregate: ClassVar[bool] = True
    type = BOOLEAN


class any_(CollectionAggregateFunction):  # noqa: N801
    """``any(array)`` as a function call."""

    name = "any"
    identifier = "any"


class all_(CollectionAggregateFunction):  # noqa: N801
    """``all(array)`` as a function call."""

    name = "all"
    identifier = "all"


class some(CollectionAggregateFunction):  # noqa: N801
    """``some(array)`` as a function call."""


class coalesce(ReturnTypeFromOptionalArgs):  # noqa: N801 - SQL's names are lower case
    """``coalesce(a, b)``: the first that is not NULL."""


class max(ReturnTypeFromArgs):  # noqa: A001, N801
    """``max(a)``."""


class min(ReturnTypeFromArgs):  # noqa: A001, N801
    """``min(a)``."""


class sum(ReturnTypeFromArgs):  # noqa: A001, N801
    """``sum(a)``."""


class pow(ReturnTypeFromArgs):  # noqa: A001, N801
    """``pow(a, b)``."""


class count(GenericFunction):  # noqa: N801
    """``count(a)``; without an argument ``count(*)``."""

    type = INTEGER

    def __init__(self, expression: Any = None, **kwargs: Any) -> None:
        if expression is None:
            super().__init__(_parsed_args=(ColumnClause("*", NULLTYPE, True),), **kwargs)
        else:
            super().__init__(expression, **kwargs)


class char_length(GenericFunction):  # noqa: N801
    """``char_length(text)``: the number of characters."""

    type = INTEGER

    def __init__(self, arg: Any, **kwargs: Any) -> None:
        super().__init__(arg, **kwargs)


class concat(GenericFunction):  # noqa: N801
    """``concat(a, b)``: text after text."""

    type = STRING


class now(GenericFunction):  # noqa: N801
    """``now()``: CURRENT_TIMESTAMP where there is no such function."""

    type = DATETIME


class random(GenericFunction):  # noqa: N801
    """``random()``."""


class next_value(GenericFunction):  # noqa: N801
    """The next value of a :class:`Sequence`, as the database spells it."""

    type = INTEGER

    def __init__(self, seq: Any, **kwargs: Any) -> None:
        if not isinstance(seq, Sequence):
            raise ArgumentError(f"next_value() takes a Sequence, got {seq!r}")
        super().__init__(_parsed_args=(seq.next_value(),), type_=kwargs.pop("type_", None) or seq.data_type or INTEGER)

    @property
    def sequence(self) -> Any:
        """The sequence."""
        return self.clauses[0].sequence


class AnsiFunction(GenericFunction):
    """A function of the standard that is written without parentheses where it has no arguments."""

    _register = False


class current_date(AnsiFunction):  # noqa: N801
    """``CURRENT_DATE``."""

    type = DATE


class current_time(AnsiFunction):  # noqa: N801
    """``CURRENT_TIME``."""

    type = TIME


class current_timestamp(AnsiFunction):  # noqa: N801
    """``CURRENT_TIMESTAMP``."""

    type = DATETIME


class current_user(AnsiFunction):  # noqa: N801
    """``CURRENT_USER``."""

    type = STRING


class localtime(AnsiFunction):  # noqa: N801
    """``LOCALTIME``."""

    type = DATETIME


class localtimestamp(AnsiFunction):  # noqa: N801
    """``LOCALTIMESTAMP``."""

    type = DATETIME


class session_user(AnsiFunction):  # noqa: N801
    """``SESSION_USER``."""

    type = STRING


class sysdate(AnsiFunction):  # noqa: N801
    """``SYSDATE``."""

    type = DATETIME


class user(AnsiFunction):  # noqa: N801
    """``USER``."""

    type = STRING


class array_agg(ReturnTypeFromArgs):  # noqa: N801
    """``array_agg(a)``: the values of a group as an array."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        clauses = tuple(as_expression(a, None, "array_agg") for a in args)
        if kwargs.get("type_") is None:
            item = _first(clauses)
            kwargs["type_"] = (
                item if isinstance(item, ARRAY) else ARRAY(item, dimensions=getattr(item, "dimensions", None))
            )
        GenericFunction.__init__(self, _parsed_args=clauses, **kwargs)


class aggregate_strings(GenericFunction):  # noqa: N801
    """The texts of a group with a separator between: string_agg, group_concat, LISTAGG, as the database has it."""

    type = STRING

    def __init__(self, clause: Any, separator: Any, **kwargs: Any) -> None:
        made = as_expression(separator, STRING, "aggregate_strings")
        if isinstance(made, BindParameter) and made is not separator:
            made = made._with(literal_execute=True)  # servers want a constant here
        super().__init__(_parsed_args=(as_expression(clause, None, "aggregate_strings"), made), **kwargs)


class OrderedSetAgg(GenericFunction):
    """An aggregate whose argument is an ordering: use it with ``.within_group()``."""

    _register = False
    array_for_multi_clause: ClassVar[bool] = False

    def within_group_type(self, within_group: Any) -> Any:
        items = tuple(getattr(i, "clauses", (i,)) for i in within_group)
        types = [c.type for group in items for c in group]
        if self.array_for_multi_clause and self.clauses and isinstance(self.clauses[0].type, ARRAY):
            return ARRAY(types[0])
        return types[0] if types else None


class mode(OrderedSetAgg):  # noqa: N801
    """``mode() WITHIN GROUP (...)``: the most frequent value."""


class percentile_cont(OrderedSetAgg):  # noqa: N801
    """``percentile_cont(0.5) WITHIN GROUP (...)``, interpolated."""

    array_for_multi_clause = True


class percentile_disc(OrderedSetAgg):  # noqa: N801
    """``percentile_disc(0.5) WITHIN GROUP (...)``, a value that is there."""

    array_for_multi_clause = True


class rank(GenericFunction):  # noqa: N801
    """``rank()``."""

    type = INTEGER


class dense_rank(GenericFunction):  # noqa: N801
    """``dense_rank()``."""

    type = INTEGER


class percent_rank(GenericFunction):  # noqa: N801
    """``percent_rank()``."""

    type = Numeric()


class cume_dist(GenericFunction):  # noqa: N801
    """``cume_dist()``."""

    type = Numeric()


class cube(GenericFunction):  # noqa: N801
    """``CUBE(a, b)`` in GROUP BY."""


class rollup(GenericFunction):  # noqa: N801
    """``ROLLUP(a, b)`` in GROUP BY."""


class grouping_sets(GenericFunction):  # noqa: N801
    """``GROUPING SETS((a, b), a)`` in GROUP BY; a tuple is a set."""


class FunctionNamespace:
    """``func``: each attribute makes calls of the function of that name, ``func.package.name`` of a package's."""

    __slots__ = ("_names",)

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return FunctionNamespace(*self._names, name.removesuffix("_") if name.endswith("_") else name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self._names:
            raise TypeError("func is a namespace; call one of its functions: func.count()")
        *packages, name = self._names
        known = REGISTRY.get(packages[-1] if packages else "_default")
        made = None if known is None or len(packages) > 1 else known.get(name.lower())
        if made is not None:
            return made(*args, **kwargs)
        given = kwargs.get("type_")
        if given is None and not packages:
            given = TYPES.get(name.lower())
        return Function(name, *args, type_=given, packagenames=packages)


def _type_for(argument: Any, arguments: tuple[Any, ...]) -> TypeEngine | None:
    """Return the type of a plain argument that tells none by itself, as an enum's member: that of the expressions."""
    beside = type_beside(argument, arguments)
    if beside is not None:
        return beside
    plain = not isinstance(argument, ClauseElement) and not hasattr(argument, "__clause_element__")
    if not plain or argument is None or type_of(argument) is not NULLTYPE:
        return None
    known = _first(tuple(as_expression(a) for a in arguments if isinstance(a, ClauseElement)))
    return None if known is NULLTYPE else known


def _first(clauses: tuple[Any, ...]) -> TypeEngine:
    for c in clauses:
        if isinstance(c, FromClause):
            continue
        if c.type is not NULLTYPE:
            return c.type  # type: ignore[no-any-return]
    return NULLTYPE


func = FunctionNamespace()
#: Functions that change a whole expression, such as ``modifier.array(…)`` of some dialects; written as those of `func`.
modifier = FunctionNamespace()
register_function(
    "cast", lambda expression, type_: Cast(as_expression(expression, to_instance(type_)), to_instance(type_))
)
register_function("extract", lambda field, expr: Extract(field, as_expression(expr)))
#: Functions that are no classes and yet have a known type.
TYPES: dict[str, TypeEngine] = {
    "length": INTEGER,
    "lower": STRING,
    "upper": STRING,
    "row_number": INTEGER,
}
__all__ = [
    "AggregateOrderBy",
    "AnsiFunction",
    "CollectionAggregateFunction",
    "FrameClause",
    "FrameClauseType",
    "Function",
    "FunctionAsBinary",
    "FunctionElement",
    "FunctionFilter",
    "GenericFunction",
    "OrderedSetAgg",
    "Over",
    "ReturnTypeFromArgs",
    "ReturnTypeFromOptionalArgs",
    "ScalarFunctionColumn",
    "TableRow",
    "TableValuedAlias",
    "TableValuedColumn",
    "WithinGroup",
    "aggregate_strings",
    "all_",
    "any_",
    "array_agg",
    "char_length",
    "coalesce",
    "concat",
    "count",
    "cube",
    "cume_dist",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "dense_rank",
    "func",
    "grouping_sets",
    "localtime",
    "localtimestamp",
    "max",
    "min",
    "mode",
    "next_value",
    "now",
    "percent_rank",
    "percentile_cont",
    "percentile_disc",
    "pow",
    "random",
    "rank",
    "register_function",
    "rollup",
    "session_user",
    "some",
    "sum",
    "sysdate",
    "user",
]

"""What a type adds to the operators of its expressions."""

from __future__ import annotations

from typing import Any

from ..expression import operators as ops
from ..expression.operators import ColumnOperators, Operator


class Comparator(ColumnOperators):
    """The operators of expressions of one type; a type's ``comparator_factory`` is a subclass of this.

    Override a Python operator or a method (``__add__``, ``contains``) to change what it builds, add methods to give
    expressions of the type new ones, or override :meth:`operate` to see every operator::

        class Path(TypeDecorator):
            impl = String

            class comparator_factory(String.Comparator):
                def below(self, other):
                    return self.expr.like(other + "/%")
    """

    __slots__ = ("expr", "type")

    def __init__(self, expr: Any) -> None:
        self.expr, self.type = expr, expr.type

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        return self.expr._operate(op, *other, **kwargs)

    def reverse_operate(self, op: Operator, other: Any, **kwargs: Any) -> Any:
        """Build ``other op self``."""
        return self.expr._operate(op, other, reverse=True, **kwargs)

    def apply(self, op: Operator, other: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Build the operation through the method that the subclass overrides for it, where it does."""
        name = METHODS.get(op)
        if kwargs.get("pattern"):
            name = ("i" if op is ops.ILIKE else "") + _PATTERNS[kwargs["pattern"]]
        if kwargs.get("reverse") and name is not None:
            reverse = f"__r{name[2:]}"
            if self._overrides(reverse):
                return getattr(self, reverse)(*other)
            return self.operate(op, *other, **kwargs)
        if name is not None and self._overrides(name):
            options = {k: v for k, v in kwargs.items() if v and k in _OPTIONS}
            return getattr(self, name)(*other, **options)
        return self.operate(op, *other, **kwargs)

    def __clause_element__(self) -> Any:
        return self.expr

    def _overrides(self, name: str) -> bool:
        own = getattr(type(self), name, None)
        return own is not None and own is not getattr(ColumnOperators, name, None)


class ConcatenableComparator(Comparator):
    """Operators of types whose values are joined by ``||``."""

    __slots__ = ()


class IndexableComparator(Comparator):
    """Operators of types whose values have parts."""

    __slots__ = ()

    def operate(self, op: Operator, *other: Any, **kwargs: Any) -> Any:
        if op is ops.GETITEM:
            return self._part(*other)
        return super().operate(op, *other, **kwargs)

    def _part(self, index: Any) -> Any:
        raise NotImplementedError(f"{self.type!r} does not say what [{index!r}] of it is")


_DUNDERS = frozenset(
    {"eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "floordiv", "mod", "neg", "getitem"}
)
_PATTERNS = {"starts": "startswith", "ends": "endswith", "contains": "contains"}
_OPTIONS = frozenset({"escape", "autoescape", "symmetric", "flags"})
#: Operator -> the Python method by which users apply it.
METHODS: dict[Operator, str] = {
    **{
        op: f"__{name}__" if name in _DUNDERS else name if name.endswith("_") else name.removesuffix("_op")
        for name, op in ops.OPERATORS.items()
    },
    ops.AND: "__and__",
    ops.OR: "__or__",
    ops.NOT: "__invert__",
    ops.IN: "in_",
    ops.ANY: "any_",
    ops.ALL: "all_",
}

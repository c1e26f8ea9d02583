"""Types made of other types: `TypeDecorator` adds Python-side work to any type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from .base import ExternalType, Processor, TypeEngine, to_instance


class TypeDecorator(ExternalType, TypeEngine):
    """Base of types that add to another: name it in ``impl``, and define any of the ``process_*`` methods."""

    impl: Any = None
    coerce_to_is_types: ClassVar[tuple[type, ...]] = (type(None),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if type(self).impl is None:
            raise AttributeError(
                f"{type(self).__name__} must name the type it adds to in its class: impl = String (or another)"
            )
        self.impl = to_instance(type(self).impl, *args, **kwargs)

    @property
    def impl_instance(self) -> TypeEngine:
        """The type that this one adds to."""
        return self.impl  # type: ignore[no-any-return]

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Return what the underlying type is to bind for ``value``."""
        raise NotImplementedError

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Return Python's value for what the underlying type gave."""
        raise NotImplementedError

    def process_literal_param(self, value: Any, dialect: Any) -> str:
        """Return SQL text for ``value``, in place of the underlying type's."""
        raise NotImplementedError

    def load_dialect_impl(self, dialect: Any) -> TypeEngine:
        """Return the underlying type on ``dialect``; override it to choose another one there."""
        return self.impl  # type: ignore[no-any-return]

    def type_engine(self, dialect: Any) -> TypeEngine:
        """Return the underlying type's implementation on ``dialect``."""
        return self._underlying(dialect).dialect_impl(dialect)

    def bind_processor(self, dialect: Any) -> Processor | None:
        inner = self._underlying(dialect).bind_for(dialect)
        if not self._overrides("process_bind_param"):
            return inner
        process = self.process_bind_param
        if inner is None:
            return lambda value: process(value, dialect)
        return lambda value: inner(process(value, dialect))

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        inner = self._underlying(dialect).result_for(dialect, coltype)
        if not self._overrides("process_result_value"):
            return inner
        process = self.process_result_value
        if inner is None:
            return lambda value: process(value, dialect)
        return lambda value: process(inner(value), dialect)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        inner = self._underlying(dialect).literal_for(dialect)
        if self._overrides("process_literal_param"):
            return lambda value: inner(self.process_literal_param(value, dialect))
        if self._overrides("process_bind_param"):
            return lambda value: inner(self.process_bind_param(value, dialect))
        return inner

    def bind_expression(self, bindparam: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.impl.bind_expression(bindparam)

    def column_expression(self, column: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.impl.column_expression(column)

    def copy_value(self, value: Any) -> Any:
        return self.impl.copy_value(value)

    @property
    def operator_classes(self) -> Any:  # type: ignore[override]
        """The families of operators of the underlying type."""
        return self.impl.operator_classes

    @property
    def comparator_factory(self) -> Any:  # type: ignore[override]
        """The operators of the underlying type, where the subclass brings none of its own."""
        return self.impl.comparator_factory

    @property
    def _own_operators(self) -> bool:  # type: ignore[override]
        return self.impl._own_operators  # type: ignore[no-any-return]

    @property
    def _wraps_binds(self) -> bool:  # type: ignore[override]
        return self.impl._wraps_binds  # type: ignore[no-any-return]

    @property
    def _wraps_columns(self) -> bool:  # type: ignore[override]
        return self.impl._wraps_columns  # type: ignore[no-any-return]

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self

    def operate(self, op_name: str, other: TypeEngine) -> TypeEngine:
        result: TypeEngine = self.impl.operate(op_name, other)
        return self if result is self.impl else result

    def compare_values(self, x: Any, y: Any) -> bool:
        return self.impl.compare_values(x, y)  # type: ignore[no-any-return]

    @property
    def python_type(self) -> type:
        return self.impl.python_type  # type: ignore[no-any-return]

    @property
    def _affinity(self) -> type:  # type: ignore[override]
        return self.impl._affinity  # type: ignore[no-any-return]

    @property
    def _is_string(self) -> bool:  # type: ignore[override]
        return self.impl._is_string  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        # length, precision and the like are those of the underlying type
        if name.startswith("__") or "impl" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.impl, name)

    def repr_struct(self) -> str:
        return f"{type(self).__name__}({repr(self.impl).partition('(')[2]}"

    def _make_impl(self, dialect: Any) -> TypeEngine:
        variant = self._variants.get(dialect.name) if self._variants else None
        return self if variant is None else variant.dialect_impl(dialect)

    def _underlying(self, dialect: Any) -> TypeEngine:
        chosen = self.load_dialect_impl(dialect)
        return to_instance(self.impl if chosen is self else chosen)

    def _overrides(self, method: str) -> bool:
        return getattr(type(self), method) is not getattr(TypeDecorator, method)


class Variant(TypeDecorator):
    """A name kept for ``isinstance`` checks; ``with_variant()`` makes types that know their variants themselves."""

    def __init__(self, *arg: Any, **kw: Any) -> None:
        raise NotImplementedError("Variant is made by with_variant(): String().with_variant(CLOB(), 'name')")

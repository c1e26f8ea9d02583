"""What a SQL type is: parameters, a key, and how its values travel to and from a driver.

A type is written once, generically, and each dialect may put an implementation in its place (`Dialect.type_impls`).
Subclasses override `bind_processor`, `result_processor` and `literal_processor`; the compiler calls `bind_for`,
`result_for` and `literal_for`, which resolve variants and the dialect's implementation and remember the answer per
dialect object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, ClassVar, Self, TypeAlias
from weakref import WeakKeyDictionary

from ..exc import ArgumentError
from . import comparator
from .literal import literal_text
from .operator_class import OperatorClass

Processor: TypeAlias = Callable[[Any], Any]

#: Result types of operators: (operator name, left affinity, right affinity) -> a type; OTHER means the right one.
RESULTS: dict[tuple[str, type, type], TypeEngine] = {}


_MARKS = (
    ("comparator_factory", "_own_operators"),
    ("bind_expression", "_wraps_binds"),
    ("column_expression", "_wraps_columns"),
)


class TypeEngine:
    """Base of all SQL types; instances are shared freely and are not changed after they were made."""

    #: Types of one affinity hold the same Python values; set by ``class X(TypeEngine, affinity=True)``.
    _affinity: ClassVar[type]
    #: Whether ``+`` with another such type means concatenation.
    _is_string: ClassVar[bool] = False
    #: Whether binds of this type are rendered with a cast (a dialect's implementation says so).
    render_bind_cast: ClassVar[bool] = False
    render_literal_cast: ClassVar[bool] = False
    #: Whether result values can be dict keys.
    hashable: bool = True
    #: Whether None is a value of this type rather than the absence of one.
    should_evaluate_none: bool = False
    #: The families of operators that expressions of this type take part in.
    operator_classes: ClassVar[OperatorClass] = OperatorClass.UNSPECIFIED
    sort_key_function: ClassVar[Callable[[Any], Any] | None] = None
    Comparator: ClassVar[type[comparator.Comparator]] = comparator.Comparator
    #: What the operators of expressions of this type build; see :class:`Comparator`.
    comparator_factory: ClassVar[type[comparator.Comparator]] = comparator.Comparator
    #: Whether a subclass brought its own; and whether it wraps binds or selected columns in SQL expressions.
    _own_operators: ClassVar[bool] = False
    _wraps_binds: ClassVar[bool] = False
    reads_text: ClassVar[bool] = False
    """Servers make a value of text in a CAST, where Python's value has another type."""
    _wraps_columns: ClassVar[bool] = False
    #: Set by ``core.compile.render_type``, a floor above this one.
    _render: ClassVar[Callable[[TypeEngine, Any], str]]
    _variants: dict[str, TypeEngine] | None = None

    def __init_subclass__(cls, affinity: bool = False, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        if affinity:
            cls._affinity = cls
        for method, mark in _MARKS:
            if method in cls.__dict__ and mark not in cls.__dict__:
                setattr(cls, mark, True)

    def __class_getitem__(cls, item: Any) -> type[Self]:
        """Return the class: ``TypeDecorator[str]`` says what values it has to those who read the code."""
        return cls

    # -- to be overridden ----------------------------------------------------------------------------------------

    @property
    def python_type(self) -> type:
        """The Python class of this type's values."""
        raise NotImplementedError(f"{type(self).__name__} declares no python_type")

    def bind_processor(self, dialect: Any) -> Processor | None:
        """Return what turns a Python value into the driver's, or None when nothing is to be done."""
        return None

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        """Return what turns a driver's value into Python's, or None when nothing is to be done."""
        return None

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        """Return what renders a Python value as SQL text: by default, what the driver would get, as a literal."""
        bind = self.bind_processor(dialect)
        if bind is None:
            return lambda value: literal_text(value, dialect)
        return lambda value: literal_text(bind(value), dialect)

    def bind_expression(self, bindvalue: Any) -> Any:
        """Return a SQL expression to stand in for each bind of this type, or None."""
        return None

    def column_expression(self, colexpr: Any) -> Any:
        """Return a SQL expression to select in place of a column of this type, or None."""
        return None

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        """Return the type of a Python ``value`` that meets an expression of this type under operator ``op``."""
        other = _type_of(value)
        return self if other is NULLTYPE or other._affinity is self._affinity else other

    def operate(self, op_name: str, other: TypeEngine) -> TypeEngine:
        """Return the type of ``self <op_name> other`` for arithmetic and concatenation."""
        found = RESULTS.get((op_name, self._affinity, other._affinity))
        return self if found is None else other if found is OTHER else found

    def compare_values(self, x: Any, y: Any) -> bool:
        """Answer whether two Python values of this type are equal, for change detection."""
        return bool(x == y)

    def copy_value(self, value: Any) -> Any:
        """Return ``value`` as it is kept to find changes later: itself, as values are replaced and not changed."""
        return value

    def unsized(self) -> TypeEngine:
        """Return the type of a value that is to be stored as this type: a cast to it cuts nothing off.

        ``CAST('abc' AS VARCHAR(2))`` is ``'ab'`` and no error; the server checks the length where the value is stored.
        """
        return self

    def text_decoder(self) -> Callable[[str], Any] | None:
        """Return what reads an element of an array that comes as text, None where drivers read such arrays.

        They do not know the arrays of types that a database has made for itself: enums and domains.
        """
        return None

    def repr_struct(self) -> str:
        """Return the text by which ``repr()`` shows this type."""
        return f"{type(self).__name__}({', '.join(_shown(self))})"

    def get_dbapi_type(self, dbapi: Any) -> Any:
        """Return the DB-API type object for explicit input sizes, or None."""
        return None

    # -- for the compiler ----------------------------------------------------------------------------------------

    def bind_for(self, dialect: Any) -> Processor | None:
        """Return the bind processor of this type's implementation on ``dialect``, made once."""
        return self._on(dialect).bind

    def result_for(self, dialect: Any, coltype: Any = None) -> Processor | None:
        """Return the result processor of this type's implementation on ``dialect``, made once per driver type."""
        on = self._on(dialect)
        try:
            return on.results[coltype]
        except KeyError:
            made = on.results[coltype] = on.impl.result_processor(dialect, coltype)
            return made
        except TypeError:  # a driver's type code that is not hashable
            return on.impl.result_processor(dialect, coltype)

    def literal_for(self, dialect: Any) -> Callable[[Any], str]:
        """Return what renders any value of this type, None included, as SQL text of ``dialect``."""
        on = self._on(dialect)
        if on.literal is None:
            render = on.impl.literal_processor(dialect) or (lambda value: literal_text(value, dialect))
            if on.takes_text:
                on.literal = lambda v: literal_text(v, dialect) if v is None or isinstance(v, str) else render(v)
                return on.literal
            accepts_none = on.impl.should_evaluate_none
            on.literal = lambda value: "NULL" if value is None and not accepts_none else render(value)
        return on.literal

    def of_text(self) -> TypeEngine:
        """Return the type of a text that is cast to this one: where the server reads it, it is no error."""
        return self

    def dialect_impl(self, dialect: Any) -> TypeEngine:
        """Return the type that does the work on ``dialect``: a variant, the dialect's implementation, or self."""
        return self._on(dialect).impl

    @cached_property
    def _cache_key(self) -> Hashable:
        """Answer for this type in statement keys: equal keys compile alike."""
        key = (type(self), *((k, _hashable(v)) for k, v in self._parameters()))
        try:
            hash(key)
        except TypeError:
            return (type(self), self)  # parameters that do not hash: the object stands for itself
        return key

    def _parameters(self) -> list[tuple[str, Any]]:
        found = [(k, v) for k, v in self.__dict__.items() if not k.startswith("_")]
        return [*found, ("variants", tuple(self._variants.items()))] if self._variants else found

    def _on(self, dialect: Any) -> _OnDialect:
        memo = self.__dict__.get("_memo")
        if memo is None:
            memo = self.__dict__["_memo"] = WeakKeyDictionary()
        on = memo.get(dialect)
        if on is None:
            on = memo[dialect] = _OnDialect(self._make_impl(dialect), dialect)
        return on

    def _make_impl(self, dialect: Any) -> TypeEngine:
        variant = self._variants.get(dialect.name) if self._variants else None
        if variant is not None:
            return variant.dialect_impl(dialect)
        impls: dict[type, type[TypeEngine]] = dialect.type_impls
        for cls in type(self).__mro__:
            impl = impls.get(cls)
            if impl is not None:
                if isinstance(self, impl):
                    return self
                made: TypeEngine = self.adapt(_merged(type(self), cls, impl))
                return made
        return self

    # -- for users -----------------------------------------------------------------------------------------------

    def with_variant(self, type_: TypeEngine | type[TypeEngine], *dialect_names: str) -> Self:
        """Return a copy that is ``type_`` on the named dialects."""
        if not dialect_names:
            raise ArgumentError("with_variant() needs at least one dialect name: with_variant(type_, 'name')")
        variants = dict(self._variants or {})
        for name in dialect_names:
            if name in variants:
                raise ArgumentError(f"{self!r} already has a variant for dialect {name!r}")
            variants[name] = to_instance(type_)
        if variants[dialect_names[0]]._variants:
            raise ArgumentError(f"the variant {type_!r} has variants of its own; give each dialect its plain type")
        new = self.copy()
        new._variants = variants
        return new

    def evaluates_none(self) -> Self:
        """Return a copy that hands None to its processors instead of sending NULL."""
        new = self.copy()
        new.should_evaluate_none = True
        return new

    def copy(self, **kw: Any) -> Self:
        """Return an equal, independent type."""
        new: Self = self.adapt(type(self))
        return new

    def adapt(self, cls: type[Any], **kw: Any) -> Any:
        """Return a ``cls`` with this type's parameters."""
        new = object.__new__(cls)
        new.__dict__.update({k: v for k, v in self.__dict__.items() if k not in _DERIVED})
        new.__dict__.update(kw)
        return new

    def as_generic(self, allow_nulltype: bool = False) -> TypeEngine:
        """Return the portable type that this one specialises."""
        for cls in type(self).__mro__:
            if cls.__dict__.get("_generic", False):
                return self.adapt(cls)  # type: ignore[no-any-return]
        if allow_nulltype:
            return NULLTYPE
        raise NotImplementedError(f"{self!r} has no generic form; set its type yourself")

    def compile(self, dialect: Any = None) -> str:
        """Return this type's name in DDL of ``dialect``."""
        return type(self)._render(self, dialect)

    @property
    def _type_affinity(self) -> type:
        return self._affinity

    def __str__(self) -> str:
        return self.compile() if hasattr(TypeEngine, "_render") else repr(self)

    def __repr__(self) -> str:
        return self.repr_struct()

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in _DERIVED}


class NullType(TypeEngine, affinity=True):
    """The type of what has no known type."""

    operator_classes = OperatorClass.ANY

    _generic = True
    hashable = False

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        def render(value: Any) -> str:
            known = _type_of(value)
            return literal_text(value, dialect) if known is NULLTYPE else known.literal_for(dialect)(value)

        return render

    def operate(self, op_name: str, other: TypeEngine) -> TypeEngine:
        # + and * commute, so that the side whose type is known decides
        known = op_name in ("add", "mul") and other._affinity is not NullType
        return other.operate(op_name, self) if known else NULLTYPE

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return _type_of(value)


TypeEngine._affinity = NullType
NULLTYPE = NullType()
OTHER = NullType()


class Emulated:
    """Mark types that are kept as another type where the server has none of the kind."""

    adapt: Any
    native: Any

    def adapt_to_emulated(self, impltype: type[Any], **kw: Any) -> Any:
        """Return an ``impltype``, which keeps the values as another type, with this type's parameters."""
        return self.adapt(impltype, **kw)

    @classmethod
    def adapt_native_to_emulated(cls, impl: Any, **kw: Any) -> Any:
        """Return the emulated type of the native ``impl``."""
        return impl.adapt(cls, **kw)

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> Any:
        """Return the native type of the emulated ``impl``."""
        return impl.adapt(cls, **kw)


class ExternalType:
    """Mark types that an application defines; ``cache_ok`` is accepted and not needed: parameters are the key."""

    cache_ok: ClassVar[bool | None] = None


class UserDefinedType(ExternalType, TypeEngine):
    """Base of an application's own types: say the name in DDL with ``get_col_spec()``, the rest as for any type."""

    operator_classes = OperatorClass.ANY

    ensure_kwarg: ClassVar[str] = "get_col_spec"

    def get_col_spec(self, **kw: Any) -> str:
        """Return this type's name in DDL."""
        raise NotImplementedError(f"{type(self).__name__} must define get_col_spec()")

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self


def to_instance(type_: Any, *args: Any, **kw: Any) -> TypeEngine:
    """Return ``type_`` as an instance: a class is called, None is the null type."""
    if isinstance(type_, TypeEngine):
        return type_
    if type_ is None:
        return NULLTYPE
    if isinstance(type_, type) and issubclass(type_, TypeEngine):
        return type_(*args, **kw)
    if callable(type_) and not isinstance(type_, type):
        made = type_(*args, **kw)
        if isinstance(made, TypeEngine):
            return made
    raise ArgumentError(f"a SQL type such as Integer or String(30) is expected, got {type_!r}")


def adapt_type(typeobj: Any, colspecs: dict[type, type]) -> TypeEngine:
    """Return ``typeobj`` as the implementation that ``colspecs`` names for its class."""
    type_ = to_instance(typeobj)
    for cls in type(type_).__mro__:
        if (impl := colspecs.get(cls)) is not None:
            return type_ if isinstance(type_, impl) else type_.adapt(impl)
    return type_


class _OnDialect:
    """What a type is on one dialect."""

    __slots__ = ("bind", "impl", "literal", "results", "takes_text")

    def __init__(self, impl: TypeEngine, dialect: Any) -> None:
        self.impl = impl
        self.bind = check = impl.bind_processor(dialect)
        #: Text goes as it is: the server reads it in a CAST.
        self.takes_text = impl.__dict__.get("from_text", False) and impl.reads_text
        if self.takes_text and check is not None:
            self.bind = lambda value: value if isinstance(value, str) else check(value)
        self.literal: Callable[[Any], str] | None = None
        self.results: dict[Any, Processor | None] = {}


def _merged(own: type, generic: type, impl: type) -> type:
    # A user's subclass of String keeps what it overrides, and the dialect's implementation serves the rest.
    if own is generic or issubclass(impl, own):
        return impl
    found = _MERGED.get((own, impl))
    if found is None:
        bases = (own, impl) if issubclass(impl, generic) else (impl,)
        found = _MERGED[own, impl] = type(own.__name__, bases, {})
    return found


def _hashable(value: Any) -> Any:
    if isinstance(value, TypeEngine):
        return value._cache_key
    if isinstance(value, (list, tuple)):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return tuple((k, _hashable(v)) for k, v in value.items())
    return value


def _shown(type_: TypeEngine) -> list[str]:
    code = getattr(type(type_).__init__, "__code__", None)
    if code is None:
        return []
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    defaults = dict(zip(reversed(names), reversed(type(type_).__init__.__defaults__ or ()), strict=False))
    defaults.update(type(type_).__init__.__kwdefaults__ or {})
    values = [(n, getattr(type_, n, None)) for n in names]
    return [f"{n}={v!r}" if n in defaults else repr(v) for n, v in values if v is not None and v != defaults.get(n)]


def _type_of(value: Any) -> TypeEngine:
    found = VALUE_TYPES.get(type(value))
    if found is None:
        for cls in type(value).__mro__[1:]:
            found = VALUE_TYPES.get(cls)
            if found is not None:
                break
        else:
            return NULLTYPE
    return found if isinstance(found, TypeEngine) else found(value)


#: Python class -> the type of its values, or a function from a value to its type; filled by ``infer``.
VALUE_TYPES: dict[type, TypeEngine | Callable[[Any], TypeEngine]] = {}
_MERGED: dict[tuple[type, type], type] = {}
_DERIVED = frozenset({"_memo", "_cache_key"})

"""Numbers, text, truth, bytes and UUIDs: generic types first, then the names that SQL itself uses."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import Any, ClassVar, Self
from uuid import UUID as PythonUUID  # noqa: N811

from . import comparator
from .base import NULLTYPE, Emulated, Processor, TypeEngine, _type_of, to_instance
from .decorator import TypeDecorator
from .literal import literal_text
from .operator_class import OperatorClass


class Concatenable:
    """Mark types whose values are joined by ``||``."""

    _is_string: ClassVar[bool] = True
    Comparator: ClassVar[type[comparator.Comparator]] = comparator.ConcatenableComparator


class Indexable:
    """Mark types whose values have parts: ``expr[index]``."""

    Comparator: ClassVar[type[comparator.Comparator]] = comparator.IndexableComparator


class String(Concatenable, TypeEngine, affinity=True):
    """Text of variable length: ``VARCHAR`` in DDL, where most databases want ``length``, in characters."""

    operator_classes = OperatorClass.STRING

    _generic = True

    def __init__(self, length: int | None = None, collation: str | None = None) -> None:
        self.length = length
        self.collation = collation

    @property
    def python_type(self) -> type:
        return str

    def unsized(self) -> TypeEngine:
        return STRING

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        def render(value: Any) -> str:
            return literal_text(value, dialect)

        return render


class Text(String):
    """Text of any length."""

    _generic = True

    def unsized(self) -> TypeEngine:
        return self if self.length is None and self.collation is None else Text()


class Unicode(String):
    """Text that is Unicode on servers that tell it apart (``NVARCHAR``)."""

    _generic = True

    def unsized(self) -> TypeEngine:
        return Unicode()


class UnicodeText(Text):
    """Unicode text of any length."""

    _generic = True


class Integer(TypeEngine, affinity=True):
    """A whole number of 32 bits."""

    operator_classes = OperatorClass.INTEGER

    _generic = True

    @property
    def python_type(self) -> type:
        return int

    def bind_processor(self, dialect: Any) -> Processor | None:
        return check_whole

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: str(int(check_whole(value)))


class SmallInteger(Integer):
    """A whole number of 16 bits."""

    _generic = True


class BigInteger(Integer):
    """A whole number of 64 bits."""

    _generic = True


class NumericCommon(TypeEngine):
    """What exact and floating-point numbers share."""

    operator_classes = OperatorClass.NUMERIC

    precision: int | None
    scale: int | None
    decimal_return_scale: int | None
    asdecimal: bool
    _default_scale: ClassVar[int] = 10

    @property
    def python_type(self) -> type:
        return Decimal if self.asdecimal else float

    @property
    def _result_scale(self) -> int:
        for scale in (self.decimal_return_scale, self.scale):
            if scale is not None:
                return scale
        return self._default_scale

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: str(value) if isinstance(value, (int, str)) else literal_text(value, dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return decimal_result(self._result_scale) if self.asdecimal else None


class Numeric(NumericCommon, affinity=True):
    """An exact decimal number; Python sees `Decimal`, or float with ``asdecimal=False``."""

    _generic = True

    def __init__(
        self,
        precision: int | None = None,
        scale: int | None = None,
        decimal_return_scale: int | None = None,
        asdecimal: bool = True,
    ) -> None:
        self.precision, self.scale = precision, scale
        self.decimal_return_scale, self.asdecimal = decimal_return_scale, asdecimal

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        # drivers give Decimal; one that cannot has an implementation in its dialect
        return None if self.asdecimal else float_result


class Float(NumericCommon, affinity=True):
    """A floating-point number; Python sees float, or `Decimal` with ``asdecimal=True``."""

    _generic = True
    scale: int | None = None

    def __init__(
        self, precision: int | None = None, asdecimal: bool = False, decimal_return_scale: int | None = None
    ) -> None:
        self.precision, self.asdecimal, self.decimal_return_scale = precision, asdecimal, decimal_return_scale

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        # an expression that is called a Float may be a decimal to the server, or an integer
        return super().result_processor(dialect, coltype) or float_result


class Double(Float):
    """A floating-point number of double precision."""

    _generic = True


class SchemaType:
    """Mark types that bring a constraint or a named object of the schema with them."""

    name: str | None
    create_constraint: bool
    native: bool
    #: Sends the DDL of the type; the schema's floor brings it.
    emit: ClassVar[Callable[[Any, Any, str, Any], None]]

    def native_on(self, dialect: Any) -> bool:
        """Answer whether the server keeps to the values by itself, so that no CHECK is needed."""
        return self.native


class Boolean(Emulated, SchemaType, TypeEngine, affinity=True):
    """True or false; 1 or 0 where the server has no such type, there with a CHECK when asked for."""

    operator_classes = OperatorClass.BOOLEAN

    _generic = True
    native = True

    def __init__(self, create_constraint: bool = False, name: str | None = None) -> None:
        self.create_constraint, self.name = create_constraint, name

    @property
    def python_type(self) -> type:
        return bool

    def bind_processor(self, dialect: Any) -> Processor | None:
        return BOOLEANS.__getitem__


class IntBoolean(Boolean):
    """Implementation for servers that keep 1 and 0."""

    native = False

    def bind_processor(self, dialect: Any) -> Processor | None:
        return INT_BOOLEANS.__getitem__

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return BOOLEAN_RESULTS.__getitem__

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: "1" if INT_BOOLEANS[value] else "0"


class MatchType(Boolean):
    """The type of ``MATCH``: truth, or a rank where the server gives one."""


class _Binary(TypeEngine, affinity=True):
    length: int | None

    operator_classes = OperatorClass.BINARY

    def __init__(self, length: int | None = None) -> None:
        self.length = length

    @property
    def python_type(self) -> type:
        return bytes

    def unsized(self) -> TypeEngine:
        return self if self.length is None else LargeBinary()

    def bind_processor(self, dialect: Any) -> Processor | None:
        def process(value: Any) -> Any:
            if value is None or isinstance(value, bytes):
                return value
            if isinstance(value, (bytearray, memoryview)):
                return bytes(value)  # some drivers send the repr of it
            raise TypeError(f"bytes are expected for a {type(self).__name__} value, got {value!r}; encode text first")

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return bytes_result

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)


class LargeBinary(_Binary):
    """Bytes of any length."""

    _generic = True


class Uuid(Emulated, TypeEngine, affinity=True):
    """A UUID: the server's own type where it has one, else 32 hexadecimal digits.

    Python sees `uuid.UUID`, or text with ``as_uuid=False``; ``native_uuid=False`` always stores text.
    """

    operator_classes = OperatorClass.BASE | OperatorClass.COMPARISON

    _generic = True
    length: ClassVar[int] = 32
    collation: ClassVar[None] = None
    collation_schema: ClassVar[None] = None

    def __init__(self, as_uuid: bool = True, native_uuid: bool = True) -> None:
        self.as_uuid, self.native_uuid = as_uuid, native_uuid

    @property
    def native(self) -> bool:
        """Whether the server's own type is used where there is one."""
        return self.native_uuid

    @property
    def python_type(self) -> type:
        return PythonUUID if self.as_uuid else str

    def of_text(self) -> TypeEngine:
        return self.adapt(type(self), from_text=True)  # type: ignore[no-any-return]

    def bind_processor(self, dialect: Any) -> Processor | None:
        if not self.as_uuid:
            return uuid_text_to_hex

        def process(value: Any) -> Any:
            if value is None:
                return None
            if isinstance(value, PythonUUID):
                return value.hex
            raise _no_uuid(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self.as_uuid:
            return lambda value: value if value is None or isinstance(value, PythonUUID) else PythonUUID(value)
        return lambda value: None if value is None else str(PythonUUID(str(value)))

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)


class NativeUuid(Uuid):
    """Implementation for servers with a UUID type whose driver takes and gives `uuid.UUID` or text."""

    reads_text = True

    def bind_processor(self, dialect: Any) -> Processor | None:
        if not self.native_uuid:
            return super().bind_processor(dialect)
        if not self.as_uuid:
            return lambda value: None if value is None else str(parse_uuid(value))

        def process(value: Any) -> Any:
            if value is None or isinstance(value, PythonUUID):
                return value
            raise _no_uuid(value)

        return process


class PickleType(TypeDecorator):
    """Any Python object, pickled into bytes; never for data that others may write."""

    impl: Any = LargeBinary
    cache_ok = True

    def __init__(
        self, protocol: int = pickle.HIGHEST_PROTOCOL, pickler: Any = None, comparator: Any = None, impl: Any = None
    ) -> None:
        self.protocol, self.pickler, self.comparator = protocol, pickler or pickle, comparator
        super().__init__()
        if impl is not None:
            self.impl = to_instance(impl)

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self.pickler.dumps(value, self.protocol)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self.pickler.loads(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        return bool(self.comparator(x, y) if self.comparator else x == y)


class TupleType(TypeEngine, affinity=True):
    """The type of a row value ``(a, b)``."""

    operator_classes = OperatorClass.TUPLE

    def __init__(self, *types: Any) -> None:
        self.types = [NULLTYPE if t is None else to_instance(t) for t in types]

    def resolve_with_values(self, values: Any) -> Self:
        """Return this type with unknown parts told from ``values``."""
        return type(self)(*(_type_of(v) if t is NULLTYPE else t for t, v in zip(self.types, values, strict=True)))

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, (tuple, list)) else super().coerce_compared_value(op, value)


# -- checks ----------------------------------------------------------------------------------------------------------


def check_whole(value: Any) -> Any:
    """Return a whole number or None; a number with a fraction is refused: servers round it without a word."""
    if value.__class__ is int or value is None:
        return value
    if isinstance(value, (float, Decimal)) and value % 1 != 0:
        raise ValueError(
            f"{value!r} is not a whole number; pass round(value), or give the column a type such as Numeric"
        )
    return value


def check_number(value: Any) -> Any:
    """Return a number or None; NaN is refused, for servers that store NULL in its place."""
    if value is not None and value != value:
        raise ValueError(f"{value!r} cannot be stored here: the server keeps NULL for it; pass None")
    return value


# -- processors ------------------------------------------------------------------------------------------------------


def check_finite(value: Any) -> Any:
    """Return a number or None; NaN and the infinities are refused, for servers that have neither."""
    if isinstance(value, (float, Decimal)) and not isfinite(value):
        raise ValueError(f"{value!r} cannot be stored here: the server has neither NaN nor infinities; pass None")
    return value


def finite_float(value: Any) -> Any:
    """Return a number as a float, if it is one exactly: drivers tell the type of what they send by its value."""
    return float(value) if type(value) is int and -_EXACT <= value <= _EXACT else check_finite(value)


_EXACT = 2**53  # what floats keep of whole numbers


def decimal_result(scale: int) -> Processor:
    """Return what makes a `Decimal` with ``scale`` digits after the point of a driver's float."""
    form = f"%.{scale}f"
    return lambda value: None if value is None else value if type(value) is Decimal else Decimal(form % value)


def float_result(value: Any) -> Any:
    """Return ``value`` as a float."""
    return None if value is None else float(value)


def bytes_result(value: Any) -> Any:
    """Return ``value`` as bytes; a number, such as a sum of bytes is, stays one."""
    if value is None or type(value) is bytes or isinstance(value, (int, float, Decimal)):
        return value
    return value.encode() if isinstance(value, str) else bytes(value)


def uuid_text_to_hex(value: Any) -> Any:
    """Return a UUID given as text as 32 hexadecimal digits."""
    return None if value is None else parse_uuid(value).hex


def parse_uuid(value: Any) -> PythonUUID:
    """Return text or a UUID as a UUID, or say what is wrong with it."""
    if isinstance(value, PythonUUID):
        return value
    if not isinstance(value, str):
        raise TypeError(f"text is expected for a Uuid(as_uuid=False) value, got {value!r}")
    try:
        return PythonUUID(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a UUID; it has 32 hexadecimal digits, with or without dashes") from None


def _no_uuid(value: Any) -> Exception:
    remedy = "; use Uuid(as_uuid=False) to work with text" if isinstance(value, str) else ""
    return TypeError(f"a uuid.UUID is expected for a Uuid value, got {value!r}{remedy}")


class _Truth(dict[Any, Any]):
    """A value table at C speed whose misses explain themselves."""

    def __missing__(self, key: Any) -> Any:
        if isinstance(key, int):
            raise ValueError(f"Value {key!r} is not None, True, or False")
        raise TypeError(f"Not a boolean value: {key!r}; pass True, False or None")


class _TruthResults(dict[Any, Any]):
    def __missing__(self, key: Any) -> bool:
        return bool(key)


BOOLEANS = _Truth({True: True, False: False, None: None})
INT_BOOLEANS = _Truth({True: 1, False: 0, None: None})
BOOLEAN_RESULTS = _TruthResults({1: True, 0: False, None: None})

#: Instances that the expression language shares.
INTEGER = Integer()
STRING = String()
BOOLEAN = Boolean()
MATCHTYPE = MatchType()

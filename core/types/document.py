"""`JSON` documents and `ARRAY` values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError, InvalidRequestError
from ..expression import operators as ops
from .base import Processor, TypeEngine, to_instance
from .comparator import IndexableComparator
from .literal import literal_text
from .operator_class import OperatorClass
from .scalar import BOOLEAN, INTEGER, Concatenable, Float, Indexable, Numeric, Text, Unicode


def json_text(value: Any) -> str:
    """Return ``value`` as a JSON document; NaN and the infinities, which JSON has not, are refused."""
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError as error:
        raise ValueError(f"{error}: JSON has neither NaN nor infinities; pass None or text in their place") from None


class _JsonNull:
    """The JSON ``null`` value, as opposed to SQL NULL."""

    def __repr__(self) -> str:
        return "JSON.NULL"

    def __reduce__(self) -> str:
        return "JSON_NULL"


JSON_NULL = _JsonNull()


class JsonElement(TypeEngine):
    """The type of what stands in the brackets of a JSON expression."""


class JsonIntIndex(JsonElement, affinity=True):
    """A position in a JSON array."""

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        bind = self.bind_processor(dialect)
        return lambda value: str(int(value)) if bind is None else literal_text(bind(value), dialect)


class JsonStrIndex(JsonElement, affinity=True):
    """A key of a JSON object."""


class JsonPath(JsonElement, affinity=True):
    """A path of keys and positions into a JSON document."""


class JsonComparator(IndexableComparator):
    """Operators of JSON expressions: ``column["key"]``, ``column[1]``, ``column[("a", 1)]``, and readings of them."""

    __slots__ = ()

    def _part(self, index: Any) -> Any:
        op, type_ = ops.JSON_GETITEM, STR_INDEX
        if isinstance(index, int):
            type_ = INT_INDEX
        elif isinstance(index, (tuple, list)):
            op, type_, index = ops.JSON_PATH_GETITEM, PATH, tuple(index)
        return self.expr._operate(op, index, operand_type=type_, return_type=self.type)

    def as_boolean(self) -> Any:
        """Read the element as a boolean."""
        return self._read("as_boolean", BOOLEAN)

    def as_string(self) -> Any:
        """Read the element as text, without the quotes of JSON."""
        return self._read("as_string", UNICODE)

    def as_integer(self) -> Any:
        """Read the element as a whole number."""
        return self._read("as_integer", INTEGER)

    def as_float(self) -> Any:
        """Read the element as a floating-point number."""
        return self._read("as_float", FLOAT)

    def as_numeric(self, precision: int, scale: int, asdecimal: bool = True) -> Any:
        """Read the element as an exact number."""
        return self._read("as_numeric", Numeric(precision, scale, asdecimal=asdecimal))

    def as_json(self) -> Any:
        """Read the element as JSON, which is what it is without any of these."""
        return self._read("as_json", self.type)

    def _read(self, method: str, type_: TypeEngine) -> Any:
        if getattr(self.expr, "operator", None) not in (ops.JSON_GETITEM, ops.JSON_PATH_GETITEM):
            raise InvalidRequestError(
                f"{method}() reads an element of a JSON document; index it first: column['key'].{method}()"
            )
        return self.expr._with(type=type_)


class JSON(Indexable, Concatenable, TypeEngine, affinity=True):
    """A JSON document; None is stored as JSON ``null``, or as SQL NULL with ``none_as_null=True``."""

    operator_classes = OperatorClass.JSON

    _generic = True
    hashable = False
    NULL: ClassVar[Any] = JSON_NULL
    Comparator: ClassVar[type[Any]] = JsonComparator
    comparator_factory: ClassVar[type[Any]] = JsonComparator
    JSONElementType: ClassVar[type[TypeEngine]] = JsonElement
    JSONIndexType: ClassVar[type[TypeEngine]] = JsonElement
    JSONIntIndexType: ClassVar[type[TypeEngine]] = JsonIntIndex
    JSONStrIndexType: ClassVar[type[TypeEngine]] = JsonStrIndex
    JSONPathType: ClassVar[type[TypeEngine]] = JsonPath

    def __init__(self, none_as_null: bool = False) -> None:
        self.none_as_null = none_as_null

    @property
    def python_type(self) -> type:
        return dict

    @property
    def should_evaluate_none(self) -> bool:  # pyright: ignore
        """Whether None is JSON null rather than SQL NULL."""
        return not self.none_as_null

    @should_evaluate_none.setter
    def should_evaluate_none(self, value: bool) -> None:
        self.none_as_null = not value

    def bind_processor(self, dialect: Any) -> Processor | None:
        dumps = getattr(dialect, "json_serializer", None) or json_text
        none = None if self.none_as_null else dumps(None)

        def process(value: Any) -> Any:
            if value is None:
                return none
            if value is JSON_NULL:
                return dumps(None)
            if getattr(value, "__visit_name__", "") == "null":
                return None  # null() among the parameters is that of SQL
            return dumps(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        loads = getattr(dialect, "json_deserializer", None) or json.loads
        return lambda value: None if value is None else loads(value)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        bind = self.bind_processor(dialect)
        assert bind is not None  # every document is serialised

        def render(value: Any) -> str:
            text = bind(value)
            return "NULL" if text is None else literal_text(text, dialect)

        return render


class ParsedJSON(JSON):
    """Implementation for drivers that parse JSON themselves."""

    render_bind_cast = True

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return None


class ArrayComparator(IndexableComparator):
    """Operators of array expressions: ``column[1]``, ``column[1:3]``, ``any()``, ``all()``, ``contains()``."""

    __slots__ = ()

    def _part(self, index: Any) -> Any:
        type_: ARRAY = getattr(self.type, "impl", self.type)
        if isinstance(index, slice):
            if type_.zero_indexes:
                start, stop = (i + 1 if isinstance(i, int) else i for i in (index.start, index.stop))
                index = slice(start, stop, index.step)
            result: TypeEngine = self.type
        else:
            if type_.zero_indexes and isinstance(index, int):
                index += 1
            result = type_.item_type
            if type_.dimensions is not None and type_.dimensions > 1:
                result = type_.adapt(type(type_), dimensions=type_.dimensions - 1)
        return self.expr._operate(ops.GETITEM, index, operand_type=INTEGER, return_type=result)

    def any(self, other: Any, operator: Any = None) -> Any:
        """Compare a value with the elements: true where one matches."""
        return _applied(operator or ops.EQ, self.expr.any_(), other)

    def all(self, other: Any, operator: Any = None) -> Any:
        """Compare a value with the elements: true where all match."""
        return _applied(operator or ops.EQ, self.expr.all_(), other)

    def contains(self, *arg: Any, **kw: Any) -> Any:
        """Answer whether an array holds another: the dialects' own array types say how."""
        raise NotImplementedError("ARRAY.contains() is of the dialect's own ARRAY type; import that")


class ARRAY(Indexable, Concatenable, TypeEngine, affinity=True):
    """An array of values of one type, on servers that have arrays."""

    operator_classes = OperatorClass.ARRAY

    _generic = True
    zero_indexes: bool = False
    Comparator: ClassVar[type[Any]] = ArrayComparator
    comparator_factory: ClassVar[type[Any]] = ArrayComparator

    def __init__(
        self, item_type: Any, as_tuple: bool = False, dimensions: int | None = None, zero_indexes: bool = False
    ) -> None:
        self.item_type = to_instance(item_type)
        if isinstance(self.item_type, ARRAY):
            raise ArgumentError("ARRAY of ARRAY is said with dimensions: ARRAY(Integer, dimensions=2)")
        self.as_tuple, self.dimensions, self.zero_indexes = as_tuple, dimensions, zero_indexes

    @property
    def python_type(self) -> type:
        return list

    def unsized(self) -> TypeEngine:
        return ARRAY(self.item_type.unsized(), dimensions=self.dimensions)

    @property
    def hashable(self) -> bool:  # type: ignore[override]
        """Whether values come as tuples."""
        return self.as_tuple

    def bind_processor(self, dialect: Any) -> Processor | None:
        item = self.item_type.bind_for(dialect)

        def process(value: Any) -> Any:
            if value is None:
                return None
            if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
                raise TypeError(f"a list is expected for an ARRAY value, got {value!r}")
            return _each(value, item, list, depth)

        depth = self.dimensions
        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        item = self.item_type.result_for(dialect)
        make, depth = tuple if self.as_tuple else list, self.dimensions
        decode = self.item_type.text_decoder()
        if decode is not None:
            return lambda value: None if value is None else _each(array_from_text(value, decode), item, make, depth)
        if item is None and make is list:
            return None
        return lambda value: None if value is None else _each(value, item, make, depth)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        if not dialect.capabilities.arrays:
            raise ValueError(f"{dialect.describe()} has no arrays; keep the values in rows or as JSON")
        item = self.item_type.literal_for(dialect)

        is_text = isinstance(self.item_type, Text) and dialect.type_text(self.item_type) == "TEXT"

        def render(value: Any) -> str:
            return f"ARRAY[{', '.join(value)}]"

        def whole(value: Any) -> str:
            cells: list[str] = []

            def cell(v: Any) -> str:
                cells.append(str(item(v)))
                return cells[-1]

            text: str = _each(value, cell, render, self.dimensions)
            # NULL tells no type, and quotes tell TEXT, to which not even an array of VARCHAR compares
            if any(
                cell != "NULL" and (is_text or not cell.startswith("'") or not cell.endswith("'")) for cell in cells
            ):
                return text
            return f"CAST({text} AS {dialect.type_text(self)})"

        return whole

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, (list, tuple, set)) else super().coerce_compared_value(op, value)


def json_path(value: Any, from_end: str = "") -> str:
    """Return a key, a position or a path as the JSON path of the standard: ``$."key"[1]``.

    ``from_end`` is what stands before a negative position.
    """
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return "$" + "".join(
        f"[{from_end if p < 0 else ''}{p}]" if isinstance(p, int) else "." + json.dumps(str(p), ensure_ascii=False)
        for p in parts
    )


class StandardPath:
    """Implementation of keys, positions and paths where all of them are paths of the standard."""

    _from_end: ClassVar[str] = ""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: None if value is None else json_path(value, self._from_end)


class StandardIntIndex(StandardPath, JsonIntIndex):
    """A position as a path."""


class StandardStrIndex(StandardPath, JsonStrIndex):
    """A key as a path."""


class StandardJsonPath(StandardPath, JsonPath):
    """A path."""


#: For a dialect's ``type_impls``, where keys, positions and paths are all paths of the standard.
STANDARD_PATHS: dict[type, type[TypeEngine]] = {
    JsonIntIndex: StandardIntIndex,
    JsonStrIndex: StandardStrIndex,
    JsonPath: StandardJsonPath,
}


def _applied(op: Any, aggregate: Any, other: Any) -> Any:
    name = getattr(op, "__name__", None)  # operators of Python's own module are taken too
    found: Any = ops.OPERATORS.get(str(name), op)
    return aggregate.operate(ops.MIRRORED[found], other)


def array_from_text(value: Any, decode: Callable[[str], Any]) -> Any:
    """Return the lists that PostgreSQL's text ``{a,"b c",NULL}`` holds; what is no text is returned as it is.

    ``decode`` makes a value of an element's text. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
    """
    if not isinstance(value, str):
        return value
    stack: list[list[Any]] = [[]]
    for token in _ARRAY_TOKEN.finditer(value[value.index("{") :]):
        bracket, quoted, bare = token.groups()
        if bracket == "{":
            stack.append([])
        elif bracket == "}":
            done = stack.pop()
            stack[-1].append(done)
        elif quoted is not None:
            stack[-1].append(decode(_ESCAPED.sub(r"\1", quoted)))
        elif bare is not None:
            stack[-1].append(None if bare == "NULL" else decode(bare))
    return stack[0][0]


_ARRAY_TOKEN = re.compile(r'([{}])|"((?:[^"\\]|\\.)*)"|([^{},"]+)|,', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def _each(values: Any, item: Processor | None, make: Callable[[Any], Any], depth: int | None = None) -> Any:
    """Return an array of ``depth`` dimensions, or of those that it has, made of each of its values."""
    if depth is not None:
        if depth > 1:
            return make([None if v is None else _each(v, item, make, depth - 1) for v in values])
        return make(values if item is None else [item(v) for v in values])
    # a list that knows its SQL type is one value, not a dimension
    nested = [isinstance(v, (list, tuple)) and not hasattr(v, "__sa_type_engine__") for v in values]
    return make(
        [
            _each(v, item, make) if deeper else v if item is None else item(v)
            for v, deeper in zip(values, nested, strict=True)
        ]
    )


INT_INDEX: JsonElement = JsonIntIndex()
STR_INDEX: JsonElement = JsonStrIndex()
PATH: JsonElement = JsonPath()
UNICODE = Unicode()
FLOAT = Float()

"""`JSON` documents and `ARRAY` values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar

from ..exc import ArgumentError
from .base import Processor, TypeEngine, to_instance
from .literal import literal_text, quote_text
from .scalar import Concatenable, Indexable, String


class _JsonNull:
    """The JSON ``null`` value, as opposed to SQL NULL."""

    def __repr__(self) -> str:
        return "JSON.NULL"

    def __reduce__(self) -> str:
        return "JSON_NULL"


JSON_NULL = _JsonNull()


class JSON(Indexable, Concatenable, TypeEngine, affinity=True):
    """A JSON document; None is stored as JSON ``null``, or as SQL NULL with ``none_as_null=True``."""

    _generic = True
    hashable = False
    NULL: ClassVar[Any] = JSON_NULL

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
        dumps = getattr(dialect, "json_serializer", None) or json.dumps
        none = None if self.none_as_null else dumps(None)

        def process(value: Any) -> Any:
            if value is None:
                return none
            if value is JSON_NULL:
                return dumps(None)
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
            return "NULL" if text is None else quote_text(text, dialect)

        return render


class ParsedJSON(JSON):
    """Implementation for drivers that parse JSON themselves."""

    render_bind_cast = True

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return None


class ARRAY(Indexable, Concatenable, TypeEngine, affinity=True):
    """An array of values of one type, on servers that have arrays."""

    _generic = True

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
            return _each(value, item, list)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        item = self.item_type.result_for(dialect)
        make = tuple if self.as_tuple else list
        if item is None and make is list:
            return None
        return lambda value: None if value is None else _each(value, item, make)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        item = self.item_type.literal_for(dialect)

        def render(value: Any) -> str:
            return "ARRAY[" + ", ".join(render(v) if isinstance(v, (list, tuple)) else item(v) for v in value) + "]"

        return render

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return self if isinstance(value, (list, tuple, set)) else super().coerce_compared_value(op, value)


class JsonIndex(String):
    """The type of a key or index into a JSON document."""

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: literal_text(value, dialect)


def _each(values: Any, item: Processor | None, make: Callable[[Any], Any]) -> Any:
    return make(
        [_each(v, item, make) if isinstance(v, (list, tuple)) else v if item is None else item(v) for v in values]
    )

"""``HSTORE``: texts by text keys in one value, from the extension of that name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from ...core.expression import operators as ops
from ...core.expression.elements import BindParameter, Cast, as_expression
from ...core.expression.functions import GenericFunction, func
from ...core.types.base import NULLTYPE, Processor, TypeEngine, UserDefinedType, to_instance
from ...core.types.comparator import IndexableComparator
from ...core.types.literal import quote_text
from ...core.types.operator_class import OperatorClass
from ...core.types.scalar import BOOLEAN, STRING, Concatenable, Indexable, Text
from . import operators as pg
from .types import ARRAY


class HstoreComparator(IndexableComparator):
    """Operators of hstore expressions."""

    __slots__ = ()

    def _part(self, index: Any) -> Any:
        return self.expr._operate(ops.GETITEM, index, operand_type=STRING, return_type=self.type.text_type)

    def has_key(self, other: Any) -> Any:
        """``self ? key``."""
        return self.expr._operate(pg.HAS_KEY, other)

    def has_any(self, other: Any) -> Any:
        """``self ?| keys``: it has one of the keys."""
        return self.expr._operate(pg.HAS_ANY, other)

    def has_all(self, other: Any) -> Any:
        """``self ?& keys``: it has all of the keys."""
        return self.expr._operate(pg.HAS_ALL, other)

    def contains(self, *arg: Any, **kw: Any) -> Any:
        """``self @> other``: it has all keys of the other, with the same values."""
        return self.expr._operate(pg.CONTAINS, *arg)

    def contained_by(self, other: Any) -> Any:
        """``self <@ other``."""
        return self.expr._operate(pg.CONTAINED_BY, other)

    def defined(self, key: Any) -> Any:
        """Answer whether the value of a key is there and not NULL."""
        return _call("defined", BOOLEAN, self.expr, key)

    def delete(self, key: Any) -> Any:
        """Return it without a key, without several, or without the pairs of a dict."""
        if isinstance(key, dict):
            # said as hstore: as text it would be a key
            key = Cast(BindParameter("delete", self.type, key), HSTORE())
        return _call("delete", HSTORE(), self.expr, key)

    def slice(self, array: Any) -> Any:
        """Return the pairs of some keys."""
        return _call(
            "slice", HSTORE(), self.expr, BindParameter("slice", NULLTYPE, array) if isinstance(array, list) else array
        )

    def keys(self) -> Any:
        """Return the keys as an array."""
        return _call("akeys", _TEXTS, self.expr)

    def vals(self) -> Any:
        """Return the values as an array."""
        return _call("avals", _TEXTS, self.expr)

    def array(self) -> Any:
        """Return keys and values in turn as an array."""
        return _call("hstore_to_array", _TEXTS, self.expr)

    def matrix(self) -> Any:
        """Return an array of pairs."""
        return _call("hstore_to_matrix", _TEXTS, self.expr)


class HSTORE(Indexable, Concatenable, UserDefinedType, affinity=True):
    """Texts by keys, as a dict of text to text or None; ``text_type`` is the type of one value."""

    hashable = False
    operator_classes = (
        OperatorClass.BASE
        | OperatorClass.EQUALITY
        | OperatorClass.INDEXABLE
        | OperatorClass.CONTAINS
        | OperatorClass.CONCATENABLE
    )
    Comparator: ClassVar[type[Any]] = HstoreComparator
    comparator_factory: ClassVar[type[Any]] = HstoreComparator

    def __init__(self, text_type: Any = None) -> None:
        self.text_type = Text() if text_type is None else to_instance(text_type)

    @property
    def python_type(self) -> type:
        return dict

    def get_col_spec(self, **kw: Any) -> str:
        """Return ``HSTORE``."""
        return "HSTORE"

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine:
        return TypeEngine.coerce_compared_value(self, op, value)

    def bind_processor(self, dialect: Any) -> Processor | None:
        return lambda value: written(value) if isinstance(value, dict) else value

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        return lambda value: parsed(value) if isinstance(value, str) else value

    def text_decoder(self) -> Callable[[str], Any]:
        return str

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        def render(value: Any) -> str:
            if isinstance(value, (list, tuple)):  # keys, for ?| and ?&
                return ARRAY(Text()).literal_for(dialect)(value)
            return f"{quote_text(written(value) if isinstance(value, dict) else value, dialect)}::HSTORE"

        return render


class hstore(GenericFunction):  # noqa: N801 - SQL's names are lower case
    """``hstore(key, value)``, or ``hstore(keys, values)`` of two arrays."""

    _declared_type: ClassVar[Any] = HSTORE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*(_argument(a, "hstore") for a in args), **kwargs)


def written(value: dict[Any, Any]) -> str:
    """Return a dict as the server reads it; ValueError for keys and values that are no text."""
    pairs = []
    for key, item in value.items():
        if not isinstance(key, str):
            raise ValueError(f"the keys of an HSTORE are text, got {key!r}; say str() of it")
        if not isinstance(item, (str, type(None))):
            raise ValueError(f"the values of an HSTORE are text or None, got {item!r}; say str() of it")
        pairs.append(f"{_quoted(key)}=>{'NULL' if item is None else _quoted(item)}")
    return ", ".join(pairs)


def parsed(text: str) -> dict[str, str | None]:
    """Return the server's text as a dict; ValueError where it is none."""
    made: dict[str, str | None] = {}
    place = 0
    while place < len(text):
        found = _PAIR.match(text, place)
        if found is None:
            raise ValueError(f"no HSTORE value: {text[place : place + 40]!r}, at position {place}")
        key, item = found.group("key", "value")
        made[_unquoted(key)] = None if item is None else _unquoted(item)
        place = found.end()
    return made


def _call(name: str, type_: TypeEngine, *args: Any) -> Any:
    return getattr(func, name)(*(_argument(a, name) for a in args), type_=type_)


def _argument(item: Any, name: str) -> Any:
    """Return an argument; a list is said to be an array, as the functions take text too."""
    return BindParameter(name, _TEXTS, item) if isinstance(item, list) else as_expression(item, None, name)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


_TEXTS = ARRAY(Text())
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TEXT = r'"(?P<{}>(?:[^"\\]|\\.)*)"'
_PAIR = re.compile(
    rf"\s*{_TEXT.format('key')}\s*=>\s*(?:NULL|{_TEXT.format('value')})\s*(?:,|\Z)", re.DOTALL | re.IGNORECASE
)
